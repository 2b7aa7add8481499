"""The next session: what is asked two weeks before it, and who had better ask before coming."""

import pytest

from tests.support.content import KINDS, Shipped, each, shipped

# From the material: what to do, and how many days before, counted back from the booked day.
STEPS = {
    "no-tan": ("avoid", "42-0"),
    "no-peels": ("avoid", "28-0"),
    "no-waxing": ("avoid", "14-0"),
    "tell-clinic": ("check", "14-7"),
    "postpone-and-ask": ("check", "14-0"),
    "tell-medicines": ("check", "14-7"),
    "tell-gold": ("check", "14-7"),
    "tell-scars": ("check", "14-7"),
    "new-tan": ("check", "14-0"),
    "not-healed": ("check", "14-0"),
    "mole-check": ("check", "14-0"),
    "ask-retinoid": ("check", "14-7"),
    "plan-downtime": ("check", "7-0"),
    "no-actives": ("avoid", "7-0"),
    "ask-painkillers": ("check", "7-1"),
    "shave-if-asked": ("do", "5-1"),
    "no-alcohol": ("avoid", "1-0"),
    # Two sheets ask for it; of the material it was half a sentence of the line on alcohol.
    "eat-drink": ("do", "1-0"),
    "the-visit": ("expect", "1-0"),
    "bare-skin": ("do", "0"),
    "numbing": ("check", "0"),
    "photo": ("do", "0"),
}


FOR_LIGHT = {
    "tell-flashes": ("check", "14-7"),
    "tell-tattoo": ("check", "14-0"),
    # One sheet is stricter before pulsed light than those before lasers.
    "no-actives": ("avoid", "14-0"),
    "no-alcohol": ("avoid", "2-0"),
}
"""What is asked before pulsed light alone, or sooner than before a laser."""
FOR_INK = {"moisturise-before": ("do", "7-1")}
"""What sheets ask for before a tattoo is treated again, and none before a face is."""


@each
def test_each_step_of_the_material_is_there_with_its_days_before(checklist: Shipped) -> None:
    found = {
        id: (next(kind for kind in KINDS if kind in step), str(step["days_before"]))
        for id, step in checklist.steps().items()
    }
    more = {"ipl-face": FOR_LIGHT, "picosure-tattoo": FOR_INK}.get(checklist.id, {})
    assert found == {**STEPS, **more}


@each
def test_the_steps_stand_in_the_order_of_their_days(checklist: Shipped) -> None:
    # What a checklist adds stands behind the steps of the base.
    steps = [step for id, step in checklist.steps().items() if id in STEPS and id not in FOR_LIGHT]
    first = [int(str(step["days_before"]).partition("-")[0]) for step in steps]
    assert first == sorted(first, reverse=True)


ASKED = (
    "postpone-and-ask",
    "tell-clinic",
    "tell-medicines",
    "tell-gold",
    "tell-scars",
    "new-tan",
    "mole-check",
)
WORDS = (
    *("pregnant", "breastfeed", "sore or infection", "rash", "cold sore", "isotretinoin", "six months"),
    *("light-sensitising", "antibiotics", "gold", "raised scars", "permanent make-up", "test patch", "a tan"),
    *("sunburn", "fake tan", "four to six weeks", "a mole", "checked first"),
)


@each
@pytest.mark.parametrize("word", WORDS)
def test_whoever_had_better_ask_first_is_told_so_two_weeks_ahead(checklist: Shipped, word: str) -> None:
    steps = checklist.steps()
    said = " ".join(f"{steps[id]['check']} {steps[id].get('how', '')}".lower() for id in ASKED)
    assert word in said


@each
def test_pregnancy_and_an_open_sore_send_to_the_clinic(checklist: Shipped) -> None:
    assert checklist.steps()["postpone-and-ask"]["check"] == (
        "Pregnant, or a sore or infection there? Postpone and ask"
    )
    assert checklist.steps()["not-healed"]["check"] == (
        "Not healed, or pale or dark patches? Ask to postpone"
    )


@each
def test_blood_thinners_are_asked_about_and_never_stopped(checklist: Shipped) -> None:
    assert checklist.steps()["ask-painkillers"]["how"] == (
        "Some add to bruising, and so do blood thinners. Never stop a prescribed medicine on your own."
    )


def test_what_begins_before_a_session_has_its_other_part_in_the_rules() -> None:
    rules = shipped("picoplus")
    assert rules.rule("pig-plan-downtime")["days"] == "0"
    assert rules.rule("pig-mole-check")["days"] == "7-28"
    assert {"plan-downtime", "mole-check"} <= rules.steps().keys()


@each
def test_a_session_is_booked_no_sooner_than_the_gap(checklist: Shipped) -> None:
    book = next(rule for rule in checklist.rules if rule["id"].endswith("-next-session"))
    gap = int(checklist.data["course"]["gap"].partition("-")[0])
    last = int(book["days"].partition("-")[2])
    assert last >= 7 * gap
    assert "clinic's date wins" in f"{book['how']} {book['why']}"


@each
def test_on_the_day_of_a_session_the_morning_s_sunscreen_and_a_bare_skin_agree(checklist: Shipped) -> None:
    assert any(rule["id"].endswith(("-spf-am", "-spf")) for rule in checklist.rules)
    step = checklist.steps()["bare-skin"]
    assert step["do"] == "Arrive with clean bare skin, today's sunscreen washed off"
    assert "on the way there" in step["how"]
