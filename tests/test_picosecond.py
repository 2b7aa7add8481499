"""The shipped checklist for any picosecond laser: the stricter of the other three, wherever they differ."""

import re
from collections.abc import Iterable
from datetime import timedelta

import pytest

from checklists.circumstances import Reported
from tests.content import (
    TREATED,
    Answers,
    Shipped,
    days,
    expected,
    items,
    kind,
    left_alone,
    shipped,
    table,
    told,
    written,
)

OPEN = ["crusts", "blisters", "open-skin"]
HOLDS = [*OPEN, "redness 2+"]

RULES = """
pico-keep-dressing do 24h
pico-cleanse do 1-13 ~
pico-clinic-creams do 0-6
pico-moisturise do 1-27
pico-ointment do 1-13 ~
pico-dress do 1-13 ~
pico-spf-am do 1-179
pico-cover-sun do 0-13 ~
pico-spf-body do 14-179
pico-spf-2h do 1-179
pico-spf-2h-body do 14-179
pico-tinted do 2-179
pico-uv-check check 0-27
pico-painkiller-ask check 0-2
pico-log check 0-14,21,28,35,42,49,56,63,70,77,84
pico-cold-sore-watch check 0-10
pico-allergy-watch check 0-14
pico-sleep-raised do 0-2
pico-raise-limb do 0-2
pico-cool-pack do 0-1
pico-shade-hat do 0-89
pico-clean-contact do 0-6
pico-clinic-first check 0-
pico-plan-downtime check 0-6
pico-photo check 0,1,3,7,10,14,28,56,84
pico-photo-first check 0
pico-numb-care avoid 4h
pico-no-wash-24 avoid 24h
pico-alcohol avoid 0-1
pico-no-sweat avoid 0-3 ~
pico-no-water-jets avoid 0-6 ~
pico-no-hot-water avoid 0-9 ~
pico-no-makeup avoid 0-13 ~
pico-no-fragrance avoid 0-13 ~
pico-no-actives avoid 0-13 ~
pico-no-knocks avoid 0-13 ~
pico-no-soak avoid 0-13 ~
pico-no-sauna avoid 0-13 ~
pico-no-sauna-melasma avoid 0-27 ~
pico-no-massage avoid 0-13
pico-no-shave avoid 0-20 ~
pico-no-procedures avoid 0-27
pico-no-rub avoid 0-13 ~
pico-no-pop avoid 0-20 ~
pico-no-pick avoid 0-27 ~
pico-no-tan avoid 0-
pico-makeup-back do 14-17
pico-products-back do 14-27
pico-shave-back do 21-24
pico-cosmetic-ink check 0-42
pico-mole-check check 0-
pico-smoke check 0-
pico-colour-watch check 14-
pico-colour-midweek check 14-90
pico-next-session check 42-56
pico-expect-visit expect 0
pico-expect-red expect 0-7
pico-expect-swell expect 0-4
pico-expect-heat expect 0-6
pico-expect-dots expect 0-5
pico-expect-frost expect 0
pico-expect-blister expect 0-7
pico-expect-dark expect 1-10
pico-expect-crust expect 1-21
pico-expect-dry expect 0-7
pico-expect-spots expect 1-14
pico-expect-bruise expect 0-10
pico-expect-itch expect 2-14
pico-expect-pink expect 7-60
pico-expect-result expect 14-90
"""

STRICTER = """
pico-no-sweat face-no-sweat tat-no-sweat pig-no-sweat
pico-no-hot-water face-no-hot-water pig-no-hot-water
pico-no-makeup face-no-makeup tat-no-makeup pig-no-makeup
pico-no-fragrance face-no-fragrance
pico-no-actives face-no-actives face-retinoid-wait tat-no-actives pig-no-actives pig-retinoid-wait
pico-no-knocks face-no-knocks tat-no-contact-sport pig-no-knocks
pico-no-soak face-no-swim tat-no-soak pig-no-swim
pico-no-sauna face-no-sauna tat-no-sauna pig-no-sauna
pico-no-sauna-melasma pig-no-sauna-melasma
pico-no-massage tat-no-massage
pico-no-shave face-no-shave tat-no-shave pig-no-shave
pico-no-procedures face-no-procedures pig-no-procedures pig-no-waxing
pico-no-rub face-no-rub tat-no-rub pig-no-rub
pico-no-pop tat-no-pop
pico-no-pick face-no-pick tat-no-pick pig-no-pick
pico-no-tan face-no-tan tat-no-tan pig-no-tan
pico-no-water-jets tat-no-pressure-water
pico-alcohol face-alcohol
pico-shade-hat face-shade-hat pig-shade
pico-spf-am face-spf-am pig-spf-am
pico-cover-sun tat-cover-sun
pico-moisturise face-moisturise pig-moisturise
pico-ointment tat-ointment
pico-dress tat-dress
pico-cold-sore-watch face-cold-sore-watch pig-cold-sore-watch
pico-allergy-watch tat-allergy-watch tat-allergy-red
pico-colour-watch face-dark-watch tat-colour-watch pig-dark-watch pig-pale-watch
"""
"""A rule, and those of the other files whose days it covers."""

ANY = shipped("picosecond")
OTHERS = {"face": "picosure-face", "tat": "picosure-tattoo", "pig": "picoplus"}
FACE: Answers = {"place": {"face"}, "habits": {"makeup", "exercise", "actives"}, "about": ()}
BODY: Answers = {"place": {"body"}, "habits": {"exercise"}, "about": {"dressing"}}


def _other(id: str) -> dict[str, object]:
    return shipped(OTHERS[id.partition("-")[0]]).rule(id)


def _report(day: int, sign: str, value: int = 1) -> Reported:
    """What the check-in of an evening said."""
    return Reported(TREATED + timedelta(days=day, hours=4), sign, value)


def _ids(checklist: Shipped, section: str) -> set[str]:
    return {entry["id"] for entry in checklist.data[section]}


@pytest.mark.parametrize(("id", "wanted", "span"), [line[:3] for line in table(RULES)])
def test_each_rule_has_its_kind_and_its_days(id: str, wanted: str, span: str) -> None:
    rule = ANY.rule(id)
    assert (kind(rule), written(rule.get("days", rule.get("lasts")))) == (wanted, span)


def test_there_are_no_other_rules_and_each_begins_with_the_same_word() -> None:
    assert _ids(ANY, "rules") == {line[0] for line in table(RULES)}
    assert all(id.startswith("pico-") for id in _ids(ANY, "rules"))


def test_redness_keeps_what_is_left_alone_and_not_what_covers_open_skin() -> None:
    held = {line[0]: ANY.rule(line[0]) for line in table(RULES) if line[-1] == "~"}
    assert {rule["id"] for rule in ANY.rules if "while" in rule} == held.keys()
    assert all(rule["while"] == (HOLDS if "avoid" in rule else OPEN) for rule in held.values())


@pytest.mark.parametrize("line", table(STRICTER), ids=lambda line: str(line[0]))
def test_each_rule_covers_every_day_of_its_kin_in_the_other_files(line: list[str]) -> None:
    id, *kin = line
    mine = ANY.rule(id)
    covered = days(mine["days"], 180)
    for each in kin:
        theirs = _other(each)
        assert days(theirs["days"], 180) <= covered, each
        assert ("while" in theirs) <= ("while" in mine), each


def test_what_the_other_files_leave_alone_is_left_alone_here() -> None:
    kin = {each for line in table(STRICTER) for each in line[1:]}
    elsewhere = {
        "face-numb-care",
        "face-night0-handsoff",
        "pig-numb-care",
        "tat-no-shower-24",
    }
    for id in OTHERS.values():
        avoids = {rule["id"] for rule in shipped(id).rules if "avoid" in rule}
        assert avoids <= kin | elsewhere, id


def test_a_rule_that_is_stricter_than_another_file_says_so() -> None:
    for id, *kin in table(STRICTER):
        mine = ANY.rule(id)
        shorter = any(days(_other(each)["days"], 180) < days(mine["days"], 180) for each in kin)
        if shorter and "avoid" in mine:
            assert re.search(
                r"[Tt]his plan (takes|sets)|our caution|the stricter", str(mine.get("differ"))
            ), id


def test_it_warns_of_everything_that_any_of_the_others_warn_of() -> None:
    assert _ids(ANY, "warnings") == set.union(*(_ids(shipped(id), "warnings") for id in OTHERS.values()))


def _shown(answers: Answers, day: int = 11) -> set[str]:
    return {warning.id for warning in ANY.plan(answers).day(day).warnings}


def test_blisters_are_a_reason_to_call_by_where_it_was() -> None:
    lines = {"face-blister", "tattoo-blister", "tattoo-blister-late"}
    assert _shown({"place": {"face"}}, 3) & lines == {"face-blister"}
    assert _shown({"place": {"body"}}, 3) & lines == {"tattoo-blister", "tattoo-blister-late"}
    assert _shown({}, 3) & lines == lines
    assert "red-long-face" in _shown({})
    assert "red-long-face" not in _shown({"place": {"body"}})


def _found(answers: Answers, rules: Iterable[str], day: int) -> set[str]:
    return items(ANY.plan(answers).day(day)) & set(rules)


def test_a_face_has_sunscreen_from_the_first_morning_and_a_body_is_covered_until_it_has_closed() -> None:
    sun = ("pico-spf-am", "pico-cover-sun", "pico-spf-body")
    assert [_found(FACE, sun, day) for day in (0, 1, 14)] == [set(), {"pico-spf-am"}, {"pico-spf-am"}]
    assert [_found(BODY, sun, day) for day in (0, 13, 14)] == [
        {"pico-cover-sun"},
        {"pico-cover-sun"},
        {"pico-spf-body"},
    ]


def test_on_the_body_sunscreen_waits_for_closed_skin() -> None:
    plan = ANY.plan(BODY, [_report(13, "open-skin"), _report(20, "open-skin", 0)])
    sun = {"pico-cover-sun", "pico-spf-body"}
    assert [items(plan.day(day)) & sun for day in (14, 19, 21)] == [
        {"pico-cover-sun"},
        {"pico-cover-sun"},
        {"pico-spf-body"},
    ]


def test_a_face_is_moisturised_and_a_body_is_dressed() -> None:
    skin = ("pico-moisturise", "pico-ointment", "pico-dress")
    assert _found(FACE, skin, 5) == {"pico-moisturise"}
    assert _found(BODY, skin, 5) == {"pico-ointment", "pico-dress"}
    assert _found({}, skin, 5) == set(skin)


def test_nothing_is_washed_for_24_hours() -> None:
    plan = ANY.plan(FACE)
    washed = [
        (day, item.slot)
        for day in (0, 1, 2)
        for item in plan.day(day).items
        if item.rule.id == "pico-cleanse"
    ]
    assert washed == [(1, "evening"), (2, "morning"), (2, "evening")]
    assert "pico-no-wash-24" in left_alone(plan.day(0))


def test_creams_of_the_clinic_take_the_place_of_the_plain_ones_for_a_week() -> None:
    creams = ("pico-clinic-creams", "pico-moisturise", "pico-ointment")
    for place, own in (("face", "pico-moisturise"), ("body", "pico-ointment")):
        answers = {"place": {place}, "about": {"clinic-creams"}}
        assert _found(answers, creams, 6) == {"pico-clinic-creams"}
        assert _found(answers, creams, 7) == {own}


def test_heat_waits_four_weeks_with_melasma() -> None:
    sauna = {"pico-no-sauna", "pico-no-sauna-melasma"}

    def alone(answer: str, day: int) -> set[str]:
        return left_alone(ANY.plan({"melasma": {answer}}).day(day)) & sauna

    assert [alone("yes", day) for day in (13, 14, 28)] == [*({"pico-no-sauna-melasma"},) * 2, set()]
    assert [alone("no", day) for day in (13, 14)] == [{"pico-no-sauna"}, set()]


def test_make_up_and_products_come_back_after_two_weeks_and_wait_for_crusts() -> None:
    back = ("pico-makeup-back", "pico-products-back")
    assert [_found(FACE, back, day) for day in (13, 14)] == [set(), set(back)]
    plan = ANY.plan({**FACE, "melasma": {"no"}}, [_report(13, "crusts"), _report(16, "crusts", 0)])
    assert [items(plan.day(day)) & set(back) for day in (14, 15, 16)] == [set(), set(), set(back)]


def test_what_to_expect_follows_from_where_it_was() -> None:
    face, body = (expected(ANY.plan({"place": {place}}).day(7)) for place in ("face", "body"))
    assert face - body == {"pico-expect-dry", "pico-expect-spots"}
    assert body - face == {"pico-expect-blister", "pico-expect-bruise", "pico-expect-pink"}


def test_the_slower_course_is_usual_until_it_is_said_where_it_was() -> None:
    redness = ANY.checklist.sign("redness")
    assert redness is not None
    course = {
        place: [ANY.plan(answers).usual(redness, day) for day in (3, 10, 28)]
        for place, answers in (("face", FACE), ("body", BODY), ("", {}))
    }
    assert course["face"] == [(1, 3), (0, 1), (0, 0)]
    assert course["body"] == course[""] == [(2, 4), (1, 2), (0, 1)]


def test_until_it_is_said_where_it_was_no_blister_is_called_usual() -> None:
    for day in range(8):
        normal = ANY.plan({}).day(day).normal
        assert normal is not None
        assert "lister" not in normal.usual
    normal = ANY.plan(BODY).day(2).normal
    assert normal is not None
    assert "A tattoo may blister." in normal.usual


@pytest.mark.parametrize("day", range(180))
def test_the_tellings_of_a_day_keep_to_the_budget(day: int) -> None:
    budget = {0: {"evening"}, 1: {"morning", "evening"}, 14: {"morning", "evening"}}
    usual = {"morning", "midday", "evening"} if day < 14 else {"morning"}
    assert told(ANY.plan(FACE), day) == budget.get(day, usual)


def test_the_course_takes_the_longer_gap_and_tells_of_both() -> None:
    course = ANY.data["course"]
    assert (course["sessions"], course["gap"], course["maintenance"]) == ("1-8", "8- weeks", "4-6 months")
    assert "4-6 weeks apart; upkeep every 2-3 months" in course["sources"]["account-picoplus"]
