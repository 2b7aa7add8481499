"""The shipped checklist for PicoSure on the face: what is its own."""

from collections import Counter
from datetime import timedelta

from checklists.plan.circumstances import ReportFrom
from tests.support.content import TREATED, Answers, items, left_alone, offered, report, shipped

SHORTS = {
    "face-cleanse": "wash",
    "face-moisturise": "moisturise",
    "face-spf-am": "sunscreen",
    "face-photo": "take a photo",
    "face-log": "check-in",
    "face-sleep-raised": "raise your head",
    "face-cool-pack": "cold pack",
    "face-shade-hat": "hat and shade",
    "face-clean-contact": "change the pillowcase",
    "face-drink-water": "drink water",
    "painkiller-ask": "ask about painkillers",
    "clinic-first": "read your clinic's sheet",
    "face-alcohol": "alcohol",
    "face-no-sweat": "hard exercise",
    "face-no-makeup": "make-up",
    "face-no-actives": "acids, vitamin C",
    "face-retinoid-wait": "retinoids",
    "face-no-hot-water": "hot water",
    "face-no-sauna": "sauna, steam",
    "face-no-fragrance": "perfume, toner",
    "face-no-waxing": "waxing",
    "face-no-procedures": "peels, facials",
    "face-no-rub": "rubbing, scrubbing",
    "face-no-pick": "picking",
    "face-no-tan": "tanning",
    "face-numb-care": "hot drinks",
    "face-night0-handsoff": "washing",
}

FACE = shipped("picosure-face")
TYPICAL = {"makeup", "exercise", "actives"}
"""The habits of the person whom the screens were drawn for; to everything in `about` the answer is no."""
CALM: Answers = {"habits": TYPICAL, "about": ()}


def test_the_shorts_are_those_of_the_screens() -> None:
    assert {id: FACE.rule(id)["short"] for id in SHORTS} == SHORTS


def test_the_first_day_of_a_typical_person_is_the_one_the_screens_were_drawn_for() -> None:
    day = FACE.plan(CALM).day(1)
    ticked = {item.rule.id: item.rule.kind for item in day.items}
    ticked |= {counted.rule.id: counted.rule.kind for counted in day.counted}
    assert Counter(ticked.values()) == {"do": 7, "check": 4}
    assert len(left_alone(day)) == 14
    assert len(day.expects) == 8
    assert len(day.items) + len(day.counted) == 14


def test_with_every_answer_not_sure_every_habit_is_left_alone() -> None:
    assert len(left_alone(FACE.plan({}).day(1))) == 17


def test_the_clinic_creams_put_the_own_moisturiser_off_until_day_seven() -> None:
    plan = FACE.plan({**CALM, "about": {"clinic-creams"}})
    moisturising = [number for number in range(15) if "face-moisturise" in items(plan.day(number))]
    assert moisturising == [7, 8, 9, 10, 11, 12, 13]
    assert "face-night0-handsoff" in left_alone(plan.day(0))


def test_who_is_not_sure_about_clinic_creams_moisturises_with_those_if_there_are_some() -> None:
    both = {"face-moisturise", "face-clinic-creams"}
    assert items(FACE.plan({}).day(1)) & both == {"face-moisturise"}
    assert FACE.rule("face-moisturise")["how"].endswith("Got creams from the clinic? Use those instead.")


def test_make_up_is_back_on_day_seven() -> None:
    day = FACE.plan(CALM).day(7)
    assert "face-no-makeup" not in left_alone(day)
    assert "face-makeup-back" in offered(day)


def test_crusts_on_day_six_keep_make_up_off_on_day_seven() -> None:
    day = FACE.plan(CALM, [report(6, "crusts")]).day(7)
    assert "face-no-makeup" in left_alone(day)
    assert "face-makeup-back" not in offered(day)


def test_sunscreen_again_waits_for_going_out() -> None:
    plan = FACE.plan(CALM)
    assert all("face-spf-2h" not in {c.rule.id for c in plan.day(number).counted} for number in range(90))
    out = TREATED + timedelta(days=1)
    day = FACE.plan(CALM, [ReportFrom(out, "outdoors", 1)]).day(1)
    assert "face-spf-2h" in {counted.rule.id for counted in day.counted}


def test_a_question_about_moles_and_one_about_smoking_each_come_to_a_talk_that_never_counts() -> None:
    plan = FACE.plan({**CALM, "moles": {"yes"}, "smoking": {"yes"}})
    talks = {"face-mole-check", "face-smoking-ask"}
    assert [number for number in range(60) if talks & items(plan.day(number))] == list(range(7, 29))
    assert [FACE.rule(id)["counts"] for id in sorted(talks)] == ["no", "no"]
