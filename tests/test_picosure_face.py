"""The shipped checklist for PicoSure on the face, held against the tables it was written from."""

from collections import Counter
from datetime import timedelta

import pytest

from checklists.circumstances import Reported
from tests.content import TREATED, Answers, days, items, kind, left_alone, shipped, table, told, written

HOLDS = ["crusts", "blisters", "open-skin", "redness 2+"]

RULES = """
face-clinic-first check 0-
face-numb-care avoid 4h
face-cool-pack do 0-1
face-sleep-raised do 0-2
face-night0-handsoff avoid 0
face-cleanse do 1-13
face-no-hot-water avoid 0-9 ~
face-no-rub avoid 0-13 ~
face-no-pick avoid 0-20 ~
face-moisturise do 1-13
face-clinic-creams do 0-6
face-acne-prone check 0
face-spf-am do 1-89
face-spf-2h do 1-89
face-shade-hat do 0-27
face-no-tan avoid 0-89
face-uv-check check 0-27
face-tinted do 2-89
face-no-makeup avoid 0-6 ~
face-makeup-back do 7-10
face-no-sauna avoid 0-9
face-no-sweat avoid 0-3 ~
face-no-swim avoid 0-9 ~
face-no-knocks avoid 0-6 ~
face-no-actives avoid 0-6 ~
face-retinoid-wait avoid 0-13 ~
face-actives-back do 7-20
face-no-fragrance avoid 0-9
face-no-procedures avoid 0-27
face-no-shave avoid 0-4 ~
face-shave-back do 5-8
face-clean-contact do 0-6
face-painkiller-ask check 0-2
face-alcohol avoid 0-1
face-drink-water do 0-6
face-log check 0-14,21,28,35,42,49,56
face-photo check 0,1,3,7,10,14,28,56,84
face-cold-sore-watch check 0-10
face-expect-red expect 0-7
face-expect-swell expect 0-4
face-expect-heat expect 0-2
face-expect-dots expect 0-5
face-expect-dark expect 1-10
face-expect-crust expect 2-10
face-expect-dry expect 0-7
face-expect-spots expect 1-14
face-expect-day10 expect 10
face-expect-result expect 14-90
face-dark-watch check 14-56
face-next-session check 24-28
"""

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
face-blister 0-7 clinic-today
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
acne 5-21 clinic-soon
red-long-face 10-42 clinic-soon
crust-long 14-28 clinic-soon
darkening 14-90 clinic-soon
pale 14- clinic-soon
scar 21- clinic-soon
"""

SHORTS = {
    "face-cleanse": "wash",
    "face-moisturise": "moisturise",
    "face-spf-am": "sunscreen",
    "face-photo": "photo",
    "face-log": "check-in",
    "face-sleep-raised": "head raised",
    "face-cool-pack": "cold pack",
    "face-shade-hat": "hat and shade",
    "face-clean-contact": "clean pillowcase",
    "face-drink-water": "drink water",
    "face-painkiller-ask": "painkiller",
    "face-clinic-first": "clinic first",
    "face-alcohol": "alcohol",
    "face-no-sweat": "hard exercise",
    "face-no-makeup": "make-up",
    "face-no-actives": "acids, vitamin C",
    "face-retinoid-wait": "retinoids",
    "face-no-hot-water": "hot water",
    "face-no-sauna": "sauna, steam",
    "face-no-fragrance": "perfume, toner",
    "face-no-procedures": "waxing, peels",
    "face-no-rub": "rubbing, scrubbing",
    "face-no-pick": "picking crusts",
    "face-no-tan": "tanning",
    "face-numb-care": "hot drinks",
    "face-night0-handsoff": "washing",
}

FACE = shipped("picosure-face")
TYPICAL = {"makeup", "exercise", "actives"}
"""The habits of the person whom the reminders are budgeted for; to everything in `about` the answer is no."""
CALM: Answers = {"habits": TYPICAL, "about": ()}


@pytest.mark.parametrize(("id", "wanted", "span"), [line[:3] for line in table(RULES)])
def test_each_rule_of_the_table_has_its_kind_and_its_days(id: str, wanted: str, span: str) -> None:
    rule = FACE.rule(id)
    assert (kind(rule), written(rule.get("days", rule.get("lasts")))) == (wanted, span)


def test_the_table_has_fifty_rules_and_the_file_five_of_its_own() -> None:
    ids = {line[0] for line in table(RULES)}
    assert len(ids) == 50
    own = {
        "face-dark-midweek",
        "face-expect-visit",
        "face-mole-check",
        "face-photo-first",
        "face-smoking-ask",
    }
    assert {rule["id"] for rule in FACE.rules} - ids == own


def test_exactly_the_rules_marked_so_are_held_by_the_skin() -> None:
    held = {line[0] for line in table(RULES) if line[-1] == "~"}
    assert {rule["id"] for rule in FACE.rules if "while" in rule} == held
    assert all(FACE.rule(id)["while"] == HOLDS for id in held)


def test_the_shorts_are_those_of_the_screens() -> None:
    assert {id: FACE.rule(id)["short"] for id in SHORTS} == SHORTS


def test_only_rubbing_picking_and_tanning_never_come_back() -> None:
    always = {rule["id"] for rule in FACE.rules if "avoid" in rule and "then" not in rule}
    assert always == {"face-no-rub", "face-no-pick", "face-no-tan"}


def test_what_has_no_source_in_the_table_says_so() -> None:
    unsourced = {rule["id"] for rule in FACE.rules if rule["agreement"] == "unsourced"}
    assert unsourced == {"face-numb-care", "face-retinoid-wait", "face-shave-back", "face-clean-contact"}


def test_the_warnings_are_those_of_the_table() -> None:
    found = [[w["id"], written(w["days"]), w["call"]] for w in FACE.data["warnings"]]
    assert sorted(found) == sorted(table(WARNINGS))


@pytest.mark.parametrize("day", range(29))
def test_each_day_has_a_warning_of_every_level_the_table_gives(day: int) -> None:
    due = {call for _, span, call in table(WARNINGS) if day in days(span)}
    assert {w["call"] for w in FACE.data["warnings"] if day in days(w["days"])} == due
    assert {"emergency", "clinic-today", "clinic-soon"} <= due


def test_later_questions_are_each_asked_for_by_something() -> None:
    later = {question["id"] for question in FACE.data["questions"] if question.get("later")}
    conditions = repr([r.get("when") for r in FACE.rules] + [s.get("usual") for s in FACE.data["signs"]])
    assert later == {"strength", "acne", "melasma", "moles", "smoking", "course"}
    assert all(f"'{id}'" in conditions for id in later)


@pytest.mark.parametrize("day", range(90))
def test_the_tellings_of_a_day_keep_to_the_budget(day: int) -> None:
    budget = {0: {"evening"}, 14: {"morning", "evening"}}
    usual = {"morning", "midday", "evening"} if day < 14 else {"morning"}
    assert told(FACE.plan(CALM), day) == budget.get(day, usual)


def test_the_first_day_of_a_typical_person_is_the_one_the_screens_were_drawn_for() -> None:
    day = FACE.plan(CALM).day(1)
    ticked = {item.rule.id: item.rule.kind for item in day.items}
    ticked |= {counted.rule.id: counted.rule.kind for counted in day.counted}
    assert Counter(ticked.values()) == {"do": 8, "check": 4}
    assert len(left_alone(day)) == 12
    assert len(day.expects) == 7
    assert len(day.items) + len(day.counted) == 15


def test_with_every_answer_not_sure_every_habit_is_left_alone() -> None:
    assert len(left_alone(FACE.plan({}).day(1))) == 15


def test_after_an_afternoon_treatment_there_is_one_photo_on_the_first_day_and_one_later() -> None:
    plan = FACE.plan(CALM)
    assert [item.rule.id for item in plan.day(0).items if "photo" in item.rule.id] == ["face-photo-first"]
    assert [item.rule.id for item in plan.day(1).items if "photo" in item.rule.id] == ["face-photo"]


def test_the_clinic_creams_put_the_own_moisturiser_off_until_day_seven() -> None:
    plan = FACE.plan({**CALM, "about": {"clinic-creams"}})
    moisturising = [number for number in range(15) if "face-moisturise" in items(plan.day(number))]
    assert moisturising == [7, 8, 9, 10, 11, 12, 13]
    assert "face-night0-handsoff" in left_alone(plan.day(0))


def test_who_is_not_sure_about_clinic_creams_keeps_moisturising() -> None:
    day = FACE.plan({}).day(1)
    assert {"face-moisturise", "face-clinic-creams"} <= items(day)


def test_make_up_is_back_on_day_seven() -> None:
    day = FACE.plan(CALM).day(7)
    assert "face-no-makeup" not in left_alone(day)
    assert "face-makeup-back" in items(day)


def test_crusts_on_day_six_keep_make_up_off_on_day_seven() -> None:
    day = FACE.plan(CALM, [Reported(TREATED + timedelta(days=6), "crusts", 1)]).day(7)
    assert "face-no-makeup" in left_alone(day)
    assert "face-makeup-back" not in items(day)


def test_skin_that_tans_easily_is_looked_at_twice_a_week() -> None:
    watch = {"face-dark-watch", "face-dark-midweek"}

    def looks(about: set[str]) -> list[str]:
        plan = FACE.plan({"habits": TYPICAL, "about": about})
        return [f"{plan.date_of(day):%a}" for day in range(14, 28) if items(plan.day(day)) & watch]

    assert looks({"tans"}) == ["Sun", "Wed", "Sun", "Wed"]
    assert looks(set()) == ["Sun", "Sun"]


def test_sunscreen_again_waits_for_going_out() -> None:
    plan = FACE.plan(CALM)
    assert all("face-spf-2h" not in {c.rule.id for c in plan.day(number).counted} for number in range(90))
    out = TREATED + timedelta(days=1)
    day = FACE.plan(CALM, [Reported(out, "outdoors", 1)]).day(1)
    assert "face-spf-2h" in {counted.rule.id for counted in day.counted}
