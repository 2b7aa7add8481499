"""The shipped checklist for PICOPLUS on the face, held against the tables it was written from."""

from datetime import timedelta

import pytest

from checklists.circumstances import Reported
from tests.content import TREATED, Answers, expected, items, kind, left_alone, shipped, table, told, written

HOLDS = ["crusts", "blisters", "open-skin", "redness 2+"]

RULES = """
pig-clinic-first check 0-
pig-plan-downtime check 0-6
pig-cool-pack do 0-1
pig-numb-care avoid 4h
pig-only-two-creams do 0-6
pig-cleanse do 1-13
pig-moisturise do 1-27
pig-no-hot-water avoid 0-6 ~
pig-no-rub avoid 0-13 ~
pig-no-pick avoid 1-20 ~
pig-spf-am do 1-179
pig-spf-2h do 1-179
pig-tinted do 2-179
pig-shade do 0-89
pig-no-tan avoid 0-179
pig-no-makeup avoid 0-6 ~
pig-makeup-back do 7-10
pig-own-products do 7-20
pig-no-actives avoid 0-6 ~
pig-no-sweat avoid 0-3 ~
pig-no-sauna avoid 0-9
pig-no-swim avoid 0-9 ~
pig-no-knocks avoid 0-6 ~
pig-no-procedures avoid 0-27
pig-no-shave avoid 0-4 ~
pig-painkiller-ask check 0-1
pig-log check 0-14,21,28,35,42,49,56,63,70,77,84
pig-photo check 0,3,7,14,28,56,84
pig-cold-sore-watch check 0-10
pig-expect-red expect 0-7
pig-expect-sunburn expect 0-6
pig-expect-dark expect 0-7
pig-expect-scab expect 2-14
pig-expect-pinpoint expect 0-5
pig-expect-week2 expect 7-10
pig-expect-result expect 14-60
pig-dark-watch check 14-60
pig-pale-watch check 14-
pig-mole-check check 0-
pig-next-session check 28-42
"""
OWN = {
    "pig-dark-midweek",
    "pig-expect-lens",
    "pig-expect-visit",
    "pig-moisturise-midday",
    "pig-no-sauna-melasma",
    "pig-no-waxing",
    "pig-photo-first",
    "pig-retinoid-wait",
}

PICOPLUS = shipped("picoplus")
SPOT: Answers = {"kind": {"spot"}, "about": {"clinic-creams"}}
TYPICAL: Answers = {
    "kind": {"spot"},
    "habits": {"makeup", "exercise", "actives"},
    "about": (),
    "dry-skin": {"no"},
}


def _report(day: int, sign: str, value: int = 1) -> Reported:
    """What the check-in of an evening said."""
    return Reported(TREATED + timedelta(days=day, hours=4), sign, value)


def _days_of(rule: str, answers: Answers, last: int = 30) -> list[int]:
    plan = PICOPLUS.plan(answers)
    return [day for day in range(last + 1) if rule in items(plan.day(day)) | left_alone(plan.day(day))]


@pytest.mark.parametrize(("id", "wanted", "days"), [line[:3] for line in table(RULES)])
def test_each_rule_of_the_table_has_its_kind_and_its_days(id: str, wanted: str, days: str) -> None:
    rule = PICOPLUS.rule(id)
    assert (kind(rule), written(rule.get("days", rule.get("lasts")))) == (wanted, days)


def test_the_table_has_forty_rules_and_the_file_eight_of_its_own() -> None:
    ids = {line[0] for line in table(RULES)}
    assert len(ids) == 40
    assert {rule["id"] for rule in PICOPLUS.rules} - ids == OWN


def test_exactly_the_rules_marked_so_are_held_by_the_skin() -> None:
    held = {line[0] for line in table(RULES) if line[-1] == "~"} | {"pig-retinoid-wait"}
    assert {rule["id"] for rule in PICOPLUS.rules if "while" in rule} == held
    assert all(PICOPLUS.rule(id)["while"] == HOLDS for id in held)


def test_the_warnings_are_those_of_the_face() -> None:
    def lines(id: str) -> list[tuple[str, str, str]]:
        return [(w["id"], written(w["days"]), w["call"]) for w in shipped(id).data["warnings"]]

    assert lines("picoplus") == lines("picosure-face")


def test_only_rubbing_picking_and_tanning_never_come_back() -> None:
    always = {rule["id"] for rule in PICOPLUS.rules if "avoid" in rule and "then" not in rule}
    assert always == {"pig-no-rub", "pig-no-pick", "pig-no-tan"}


def test_what_was_done_is_asked_first_and_has_one_answer() -> None:
    first = PICOPLUS.data["questions"][0]
    assert (first["id"], list(first["answers"]), first.get("many")) == (
        "kind",
        ["toning", "spot", "deep", "lens"],
        None,
    )
    later = [question["id"] for question in PICOPLUS.data["questions"] if question.get("later")]
    assert later == ["dry-skin", "melasma", "moles", "course"]
    conditions = repr([rule.get("when") for rule in PICOPLUS.rules])
    assert all(f"'{id}'" in conditions for id in later)


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("toning", set()),
        ("spot", {"pig-expect-dark", "pig-expect-scab"}),
        ("deep", {"pig-expect-pinpoint"}),
        ("lens", {"pig-expect-lens"}),
    ],
)
def test_scabs_dots_and_darker_spots_follow_from_what_was_done(answer: str, line: set[str]) -> None:
    lines = {"pig-expect-dark", "pig-expect-scab", "pig-expect-pinpoint", "pig-expect-lens"}
    assert expected(PICOPLUS.plan({"kind": {answer}}).day(3)) & lines == line


def test_whoever_is_not_sure_what_was_done_reads_of_all_of_it() -> None:
    lines = {"pig-expect-dark", "pig-expect-scab", "pig-expect-pinpoint", "pig-expect-lens"}
    assert lines <= expected(PICOPLUS.plan({}).day(3))


@pytest.mark.parametrize(
    ("answer", "course"),
    [
        ("toning", [(1, 2), (0, 1), (0, 0), (0, 0)]),
        ("lens", [(3, 4), (2, 4), (1, 3), (0, 1)]),
        ("spot", [(3, 4), (2, 4), (2, 4), (0, 1)]),
        ("deep", [(3, 4), (2, 4), (2, 4), (0, 1)]),
        ("", [(3, 4), (2, 4), (2, 4), (0, 1)]),
    ],
)
def test_the_usual_course_of_redness_follows_from_what_was_done(
    answer: str, course: list[tuple[int, int]]
) -> None:
    plan = PICOPLUS.plan({"kind": {answer}} if answer else {})
    redness = PICOPLUS.checklist.sign("redness")
    assert redness is not None
    assert [plan.usual(redness, day) for day in (0, 1, 3, 7)] == course


def test_after_toning_a_sunburn_look_on_day_three_is_not_called_usual() -> None:
    toned, spotted = PICOPLUS.plan({"kind": {"toning"}}).day(3).normal, PICOPLUS.plan(SPOT).day(3).normal
    assert toned is not None
    assert spotted is not None
    assert (toned.usual, spotted.usual) == (
        "Close to calm. A little pink, warm or dry.",
        "Looks and feels like a sunburn. Spots turn browner.",
    )


def test_two_creams_and_sunblock_to_day_six_and_own_products_from_day_seven() -> None:
    plan = PICOPLUS.plan(SPOT)
    creams = {"pig-only-two-creams", "pig-moisturise", "pig-moisturise-midday", "pig-own-products"}
    assert all(items(plan.day(day)) & creams == {"pig-only-two-creams"} for day in range(7))
    assert all("pig-spf-am" in items(plan.day(day)) for day in range(1, 7))
    assert items(plan.day(7)) & creams == {"pig-moisturise", "pig-moisturise-midday", "pig-own-products"}


def test_whoever_was_given_none_moisturises_from_day_one() -> None:
    assert _days_of("pig-moisturise", {"kind": {"spot"}, "about": ()}) == list(range(1, 28))
    assert _days_of("pig-only-two-creams", {"kind": {"spot"}, "about": ()}) == []


def test_whoever_is_not_sure_about_creams_keeps_moisturising() -> None:
    assert {"pig-moisturise", "pig-only-two-creams"} <= items(PICOPLUS.plan({}).day(1))


def test_dark_flakes_are_not_picked_while_they_are_reported() -> None:
    flaking = PICOPLUS.plan(SPOT, [_report(20, "crusts"), _report(24, "crusts", 0)])
    assert [day for day in range(30) if "pig-no-pick" in left_alone(flaking.day(day))] == list(range(1, 24))
    assert _days_of("pig-no-pick", SPOT) == list(range(1, 21))


def test_own_products_and_make_up_wait_for_the_flakes() -> None:
    plan = PICOPLUS.plan(TYPICAL, [_report(6, "crusts"), _report(9, "crusts", 0)])
    back = {"pig-own-products", "pig-makeup-back"}
    assert [items(plan.day(day)) & back for day in (7, 8, 9)] == [set(), set(), back]


def test_own_products_come_back_every_third_day() -> None:
    assert _days_of("pig-own-products", TYPICAL) == [7, 10, 13, 16, 19]


def test_with_melasma_the_sauna_waits_four_weeks_and_is_not_said_to_be_back_before() -> None:
    sauna = {"pig-no-sauna", "pig-no-sauna-melasma"}

    def alone(answers: Answers, day: int) -> set[str]:
        return left_alone(PICOPLUS.plan(answers).day(day)) & sauna

    assert [alone({"melasma": {"yes"}}, day) for day in (9, 10, 27, 28)] == [
        *({"pig-no-sauna-melasma"},) * 3,
        set(),
    ]
    assert [alone({"melasma": {"no"}}, day) for day in (9, 10)] == [{"pig-no-sauna"}, set()]
    assert [alone({}, day) for day in (9, 10)] == [sauna, {"pig-no-sauna-melasma"}]
    back = [avoid.rule.id for avoid in PICOPLUS.plan({"melasma": {"yes"}}).day(10).avoids if not avoid.on]
    assert "pig-no-sauna" not in back


def test_waxing_comes_back_after_two_weeks_and_peels_after_four() -> None:
    assert _days_of("pig-no-waxing", {}) == list(range(14))
    assert _days_of("pig-no-procedures", {}) == list(range(28))


def test_dry_skin_moisturises_at_midday_too() -> None:
    def slots(answer: str) -> list[str]:
        day = PICOPLUS.plan({"dry-skin": {answer}, "about": ()}).day(5)
        return [item.slot for item in day.items if item.rule.id.startswith("pig-moisturise")]

    assert slots("yes") == ["morning", "evening", "midday"]
    assert slots("no") == ["morning", "evening"]


def test_melasma_and_skin_that_tans_easily_are_looked_at_twice_a_week() -> None:
    watch = {"pig-dark-watch", "pig-dark-midweek"}

    def looks(answers: Answers) -> list[str]:
        plan = PICOPLUS.plan(answers)
        return [f"{plan.date_of(day):%a}" for day in range(14, 28) if items(plan.day(day)) & watch]

    assert looks({"about": {"tans"}, "melasma": {"no"}}) == ["Sun", "Wed", "Sun", "Wed"]
    assert looks({"about": (), "melasma": {"yes"}}) == ["Sun", "Wed", "Sun", "Wed"]
    assert looks({"about": (), "melasma": {"no"}}) == ["Sun", "Sun"]


def test_white_dots_are_looked_for_after_toning_and_by_whoever_is_not_sure() -> None:
    sundays = [16, 23, 30]
    assert _days_of("pig-pale-watch", {"kind": {"toning"}}) == sundays
    assert _days_of("pig-pale-watch", {}) == sundays
    assert _days_of("pig-pale-watch", {"kind": {"spot"}}) == []


def test_a_treated_mole_is_asked_after_once_a_month() -> None:
    assert _days_of("pig-mole-check", {"moles": {"yes"}}, 179) == [30, 60, 90, 120, 150]
    assert _days_of("pig-mole-check", {"moles": {"no"}}, 179) == []


@pytest.mark.parametrize("day", range(180))
def test_the_tellings_of_a_day_keep_to_the_budget(day: int) -> None:
    budget = {0: {"evening"}}
    usual = {"morning", "evening"} if day <= 14 else {"morning"}
    assert told(PICOPLUS.plan(TYPICAL), day) == budget.get(day, usual)


def test_the_course_is_four_to_six_weeks_apart_with_upkeep_every_two_to_three_months() -> None:
    course = PICOPLUS.data["course"]
    assert (course["sessions"], course["gap"], course["maintenance"]) == ("2-6", "4-6 weeks", "2-3 months")
