"""The shipped checklist for PicoSure tattoo removal, held against the tables it was written from."""

from datetime import datetime, timedelta

import pytest

from checklists.circumstances import Reported
from tests.content import TREATED, expected, items, kind, left_alone, shipped, table, told, written

RULES = """
tat-clinic-first check 0-
tat-cool-pack do 0-1
tat-raise-limb do 0-2
tat-keep-dressing do 24h
tat-no-shower-24 avoid 24h
tat-wash do 1-13 ~
tat-ointment do 1-13 ~
tat-dress do 1-13 ~
tat-no-pop avoid 0-20 ~
tat-no-pick avoid 0-27 ~
tat-no-rub avoid 0-13 ~
tat-no-pressure-water avoid 0-6 ~
tat-no-soak avoid 0-13 ~
tat-no-sweat avoid 0-2 ~
tat-no-sauna avoid 0-13 ~
tat-no-contact-sport avoid 0-13 ~
tat-cover-sun do 0-13 ~
tat-spf do 14-89
tat-spf-2h do 14-89
tat-no-tan avoid 0-
tat-no-makeup avoid 0-13 ~
tat-no-actives avoid 0-13 ~
tat-no-shave avoid 0-20 ~
tat-no-massage avoid 0-13
tat-painkiller-ask check 0-2
tat-log check 0-14,21,28,35,42,49,56
tat-photo check 0,1,3,7,14,28,56,84
tat-smoke check 0-
tat-expect-frost expect 0
tat-expect-pinpoint expect 0-2
tat-expect-swell expect 0-3
tat-expect-blister expect 0-7
tat-expect-scab expect 1-21
tat-expect-bruise expect 0-10
tat-expect-itch expect 2-14
tat-expect-pink expect 7-60
tat-expect-fade expect 14-56
tat-allergy-watch check 0-3,7,14
tat-colour-watch check 21-90
tat-cosmetic-ink check 0-42
tat-next-session check 42-56
"""
OWN = {
    "tat-allergy-red",
    "tat-clinic-ointment",
    "tat-colour-midweek",
    "tat-expect-visit",
    "tat-mole-check",
    "tat-photo-first",
}

WARNINGS = """
breathing 0- emergency
faint-or-hives 0- emergency
numbing 0 emergency
sepsis 1-21 emergency
eye 0-14 urgent
deep-burn 0-3 urgent
cellulitis 1-21 urgent
fever-worse 0-21 urgent
cold-sore-eye 0-10 urgent
tattoo-blister 0-7 clinic-today
tattoo-blister-late 0-7 clinic-today
pain-rising 0-14 clinic-today
fever 0-21 clinic-today
bleeding 0-3 clinic-today
cold-sore 0-10 clinic-today
hives-local 0-14 clinic-today
pus 1-28 clinic-today
sunburn 1-28 clinic-today
redness-grows 3-14 clinic-today
swelling-late 3-14 clinic-today
worried 0- clinic-today
mole 0- clinic-soon
ink-dark 0-42 clinic-soon
crust-long 14-28 clinic-soon
darkening 14-90 clinic-soon
pale 14- clinic-soon
scar 21- clinic-soon
"""

TATTOO = shipped("picosure-tattoo")
ARM = {"site": {"limb"}, "about": {"dressing"}}
BEFORE_NOON = TREATED - timedelta(hours=5)
LATE = TREATED + timedelta(hours=5)


def _report(day: int, sign: str, value: int = 1) -> Reported:
    """What the check-in of an evening said."""
    return Reported(TREATED + timedelta(days=day, hours=4), sign, value)


def _slots(rule: str, day: int, treated: datetime) -> list[str]:
    found = TATTOO.plan(ARM, treated=treated).day(day).items
    return [item.slot for item in found if item.rule.id == rule]


@pytest.mark.parametrize(("id", "wanted", "days"), [line[:3] for line in table(RULES)])
def test_each_rule_of_the_table_has_its_kind_and_its_days(id: str, wanted: str, days: str) -> None:
    rule = TATTOO.rule(id)
    assert (kind(rule), written(rule.get("days", rule.get("lasts")))) == (wanted, days)


def test_the_table_has_forty_one_rules_and_the_file_six_of_its_own() -> None:
    ids = {line[0] for line in table(RULES)}
    assert len(ids) == 41
    assert {rule["id"] for rule in TATTOO.rules} - ids == OWN


def test_scabs_blisters_and_open_skin_hold_what_the_table_marks_and_redness_does_not() -> None:
    held = {line[0] for line in table(RULES) if line[-1] == "~"} | {"tat-clinic-ointment"}
    assert {rule["id"] for rule in TATTOO.rules if "while" in rule} == held
    assert all(TATTOO.rule(id)["while"] == ["crusts", "blisters", "open-skin"] for id in held)


def test_the_warnings_are_those_of_the_table() -> None:
    found = [[w["id"], written(w["days"]), w["call"]] for w in TATTOO.data["warnings"]]
    assert sorted(found) == sorted(table(WARNINGS))


def test_a_blister_is_a_reason_to_call_only_by_its_size_its_place_its_pain_or_its_time() -> None:
    lines = {w["id"]: w["if"] for w in TATTOO.data["warnings"] if "lister" in w["if"]}
    assert lines == {
        "cold-sore-eye": "Tingling or small grouped blisters near an eye",
        "tattoo-blister": "Blister over 3 cm, past the ink, or on the face, hands or genitals",
        "tattoo-blister-late": "A very painful blister, or a new one after day 3",
        "cold-sore": "Tingling, then tiny grouped blisters near lips or nose, or spreading",
    }


def test_only_rubbing_popping_picking_and_tanning_never_come_back() -> None:
    always = {rule["id"] for rule in TATTOO.rules if "avoid" in rule and "then" not in rule}
    assert always == {"tat-no-rub", "tat-no-pop", "tat-no-pick", "tat-no-tan"}


def test_the_rest_is_asked_later_and_each_of_it_for_something() -> None:
    questions = {question["id"]: question.get("later", False) for question in TATTOO.data["questions"]}
    assert [id for id, later in questions.items() if not later] == ["site", "about"]
    assert [id for id, later in questions.items() if later] == [
        *("habits", "red-ink", "moles", "smoking", "course")
    ]
    conditions = repr([rule.get("when") for rule in TATTOO.rules])
    assert all(f"'{id}'" in conditions for id in questions)


def test_the_first_day_keeps_the_dressing_and_the_shower_rule() -> None:
    day = TATTOO.plan(ARM, treated=BEFORE_NOON).day(0)
    assert "tat-keep-dressing" in items(day)
    assert "tat-no-shower-24" in {avoid.rule.id for avoid in day.avoids if avoid.lifts and avoid.on}
    assert not {"tat-wash", "tat-ointment", "tat-dress"} & items(day)


def test_whoever_has_no_dressing_keeps_none() -> None:
    assert "tat-keep-dressing" not in items(TATTOO.plan({"site": {"limb"}, "about": ()}).day(0))


@pytest.mark.parametrize("treated", [BEFORE_NOON, TREATED])
def test_the_first_wash_is_on_the_evening_of_day_one_once_24_hours_have_passed(treated: datetime) -> None:
    assert _slots("tat-keep-dressing", 1, treated) == ["morning"]
    assert _slots("tat-wash", 1, treated) == ["evening"]
    assert _slots("tat-dress", 1, treated) == ["evening"]
    assert _slots("tat-wash", 2, treated) == ["morning", "evening"]


def test_after_a_late_treatment_the_first_wash_waits_for_the_second_morning() -> None:
    assert _slots("tat-keep-dressing", 1, LATE) == ["morning", "evening"]
    assert _slots("tat-wash", 1, LATE) == []
    assert _slots("tat-wash", 2, LATE) == ["morning", "evening"]


def test_wash_ointment_and_dressing_come_in_that_order() -> None:
    day = TATTOO.plan({"site": {"limb"}, "about": ()}).day(5)
    evening = [item.rule.id for item in day.items if item.slot == "evening" and item.rule.kind == "do"]
    assert evening == ["tat-wash", "tat-ointment", "tat-dress"]


def test_an_ointment_of_the_clinic_takes_the_place_of_petroleum_jelly_after_a_real_yes() -> None:
    both = {"tat-ointment", "tat-clinic-ointment"}
    assert items(TATTOO.plan({"about": {"clinic-creams"}}).day(5)) & both == {"tat-clinic-ointment"}
    assert items(TATTOO.plan({"about": ()}).day(5)) & both == {"tat-ointment"}
    assert items(TATTOO.plan({}).day(5)) & both == both


def test_day_fourteen_moves_from_cover_to_sunscreen() -> None:
    plan = TATTOO.plan(ARM)
    sun = {"tat-cover-sun", "tat-spf"}
    assert [items(plan.day(day)) & sun for day in (13, 14)] == [{"tat-cover-sun"}, {"tat-spf"}]


@pytest.mark.parametrize("sign", ["crusts", "blisters", "open-skin"])
def test_sunscreen_waits_while_the_skin_has_not_closed(sign: str) -> None:
    plan = TATTOO.plan(ARM, [_report(13, sign), _report(17, sign, 0)])
    sun = {"tat-cover-sun", "tat-spf"}
    assert [items(plan.day(day)) & sun for day in (14, 16, 18)] == [
        {"tat-cover-sun"},
        {"tat-cover-sun"},
        {"tat-spf"},
    ]
    assert {"tat-no-soak", "tat-no-makeup"} <= left_alone(plan.day(16))


def test_redness_holds_nothing() -> None:
    plan = TATTOO.plan(ARM, [_report(13, "redness", 4)])
    assert "tat-spf" in items(plan.day(14))


def test_week_eight_says_when_to_book() -> None:
    plan = TATTOO.plan(ARM)
    found = [day for day in range(91) if "tat-next-session" in items(plan.day(day))]
    assert found == list(range(42, 57))
    assert TATTOO.rule("tat-next-session")["check"] == "Book the next session for week 8 or later"
    assert [
        day for day in (41, 42, 56) if "tat-next-session" in items(TATTOO.plan({"course": {"no"}}).day(day))
    ] == []


def test_on_the_face_the_hands_and_the_genitals_no_blister_is_called_usual() -> None:
    for site in ("face", "hands-feet"):
        normal = TATTOO.plan({"site": {"limb", site}}).day(2).normal
        assert normal is not None
        assert "lister" not in normal.usual
        assert normal.not_usual.startswith("Any blister on the face, hands or genitals.")
    normal = TATTOO.plan({"site": {"limb"}}).day(2).normal
    assert normal is not None
    assert normal.usual.startswith("Blisters, clear or inky.")


def test_cold_sores_are_spoken_of_unless_the_tattoo_is_elsewhere() -> None:
    def lines(site: dict[str, set[str]]) -> set[str]:
        return {w.id for w in TATTOO.plan(site).day(3).warnings} & {"cold-sore", "cold-sore-eye", "eye"}

    assert lines({}) == lines({"site": {"face"}}) == {"cold-sore", "cold-sore-eye", "eye"}
    assert lines({"site": {"limb"}}) == {"eye"}


def test_a_hairy_arm_is_not_shaved_and_a_bare_back_is_unless_it_is_a_habit() -> None:
    assert "tat-no-shave" in left_alone(TATTOO.plan({"site": {"limb", "hair-bearing"}, "habits": ()}).day(20))
    assert "tat-no-shave" not in left_alone(TATTOO.plan({"site": {"other"}, "habits": ()}).day(5))
    assert "tat-no-shave" in left_alone(TATTOO.plan({"site": {"other"}}).day(5))


def test_red_ink_and_past_reactions_are_watched_on_the_evenings_between() -> None:
    watched = {"tat-allergy-watch", "tat-allergy-red"}
    red, other = TATTOO.plan({"red-ink": {"yes"}}), TATTOO.plan({"red-ink": {"no"}})
    assert [day for day in range(20) if items(red.day(day)) & watched] == list(range(15))
    assert [day for day in range(20) if items(other.day(day)) & watched] == [0, 1, 2, 3, 7, 14]


def test_skin_that_tans_easily_is_looked_at_twice_a_week() -> None:
    watch = {"tat-colour-watch", "tat-colour-midweek"}

    def looks(about: set[str]) -> list[str]:
        plan = TATTOO.plan({"about": about})
        return [f"{plan.date_of(day):%a}" for day in range(21, 35) if items(plan.day(day)) & watch]

    assert looks({"tans"}) == ["Sun", "Wed", "Sun", "Wed"]
    assert looks(set()) == ["Sun", "Sun"]


def test_one_photo_is_asked_for_on_the_first_day_and_it_leaves_the_dressing_on() -> None:
    plan = TATTOO.plan(ARM)
    photos = [[id for id in items(plan.day(day)) if "photo" in id] for day in (0, 1)]
    assert photos == [["tat-photo-first"], ["tat-photo"]]
    assert "leave the dressing on" in TATTOO.rule("tat-photo-first")["how"]


def test_permanent_make_up_is_asked_about_once() -> None:
    assert "tat-cosmetic-ink" in items(TATTOO.plan({"about": {"permanent-makeup"}}).day(1))
    assert "tat-cosmetic-ink" not in items(TATTOO.plan({"about": ()}).day(1))


def test_what_to_expect_follows_the_days_of_the_table() -> None:
    plan = TATTOO.plan(ARM)
    assert "tat-expect-blister" in expected(plan.day(7))
    assert "tat-expect-blister" not in expected(plan.day(8))
    assert expected(plan.day(30)) == {"tat-expect-pink", "tat-expect-fade"}


@pytest.mark.parametrize("day", range(90))
def test_the_tellings_of_a_day_keep_to_the_budget(day: int) -> None:
    plan = TATTOO.plan({**ARM, "habits": ()})
    budget = {0: {"evening"}}
    usual = {"morning", "evening"} if day <= 14 else {"morning"}
    assert told(plan, day) == budget.get(day, usual)


def test_the_course_has_two_to_eight_sessions_eight_weeks_apart_and_no_upkeep() -> None:
    course = TATTOO.data["course"]
    assert (course["sessions"], course["gap"], course.get("maintenance")) == ("2-8", "8- weeks", None)
