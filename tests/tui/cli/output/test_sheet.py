"""All that a checklist says: what stands first, and in which order the rest."""

import pytest

from checklists.rules.checklist import Call, Normal
from checklists.rules.checklist import CallWarning as Published
from checklists.rules.rule import Match
from tests.support.apps import shipped
from tests.support.paper import below, block, lines, small
from tests.support.plans import answer, avoid, days, do
from tui.cli.output.sheet import sheet

BREATHING = Published("breathing", "Hard to breathe", days("0-"), Call.EMERGENCY)
PUS = Published("pus", "Pus", days("1-28"), Call.CLINIC_TODAY)
CRUSTS = (Match("crusts", low=1),)


def test_the_clinic_comes_first_then_when_to_call_then_the_days() -> None:
    made = lines(
        small(do("wash", "1"), warnings=(BREATHING, PUS), normal=(Normal(days("0-"), "Red.", "Fever."),))
    )
    order = [
        made.index(line)
        for line in (
            "Your clinic's own instructions come first, even where they differ.",
            "When to call",
            "How to read this",
            "First, days 0 to 6",
            "Then, from day 7",
            "What you are asked",
            "What you report",
            "What this is for, and what it is not",
        )
    ]
    assert order == sorted(order)
    assert order[0] < 7


def test_what_goes_by_the_sun_says_so_and_the_fixed_hours_without_a_place() -> None:
    printed = " ".join(" ".join(sheet(shipped("picosure-face").checklist, "112", sources=False)).split())
    assert "every 2 hours while the sun is up (10:00 to 18:00 where no place is set)" in printed


def test_the_emergencies_stand_in_the_first_lines_with_the_number() -> None:
    made = lines(small(warnings=(PUS, BREATHING)))
    place = made.index("NOW: your emergency number, 112")
    assert place < 14
    assert made[place + 1] == "- Hard to breathe"
    assert "NOW: your emergency number" in lines(small(warnings=(BREATHING,)), "your emergency number")


@pytest.mark.parametrize("warnings", [(), (PUS,)])
def test_a_checklist_without_emergencies_does_not_take_them_away(warnings: tuple[Published, ...]) -> None:
    first = " ".join(lines(small(warnings=warnings))[:16])
    assert "call your emergency number, 112, now." in first
    assert "call your emergency number now." in " ".join(
        lines(small(warnings=warnings), "your emergency number")[:16]
    )


def test_a_warning_has_its_days_unless_it_holds_at_any_time_and_whom_it_is_for() -> None:
    made = lines(
        small(
            warnings=(
                BREATHING,
                Published("mole", "A mole", days("14-"), Call.CLINIC_SOON, when=answer("kind", "spot")),
                Published(
                    "rash", "A rash", days("0-14"), Call.CLINIC_TODAY, meanwhile="Wash the new cream off."
                ),
            )
        )
    )
    assert block(made, "- Hard to breathe") == ["- Hard to breathe"]
    assert block(made, "- A mole") == ["- A mole (from day 14)", '  Only if you say "Dark spots".']
    assert block(made, "- A rash") == ["- A rash (days 0 to 14)", "  Wash the new cream off."]


def test_days_stay_together_where_a_line_is_too_long_for_them() -> None:
    title = "Eye pain, light hurts, blurred or lost sight, new floaters, a gritty eye"
    made = lines(small(warnings=(Published("eye", title, days("0-14"), Call.URGENT),)))
    assert block(made, "- Eye") == [f"- {title}", "  (days 0 to 14)"]


def test_what_is_meant_by_calm_and_by_normal_is_said_once_and_only_where_it_is_said_at_all() -> None:
    held = [avoid(name, "0-6", holds=(*CRUSTS, Match("redness", low=2))) for name in ("a", "b", "c")]
    normal = (Normal(days("0-"), "Red.", "Fever."),)
    start = "Day 0 is the day of treatment: treated on a Monday, day 3 is Thursday."

    full, bare = (" ".join(lines(made)) for made in (small(*held, normal=normal), small(do("wash", "1"))))

    assert f'{start} "Only if" is for those it fits; if you are not sure, keep to it.' in bare
    assert full.count('"Until calm" is for as long as you report crusts or redness of 2 or more.') == 1
    assert full.count("What is called normal or usual is an estimate") == 1
    assert "Until calm" not in bare
    assert "estimate" not in bare


def test_all_in_short_stands_above_the_lines_and_a_long_band_has_heads() -> None:
    said = (
        "Pain is 7",
        "Pain grows",
        "A blister is on it",
        "Skin is open",
        "It feels wrong",
        "You get a fever",
    )
    lines_of_today = [
        Published(f"w{n}", words, days("0-9"), Call.CLINIC_TODAY) for n, words in enumerate(said)
    ]
    made = lines(small(warnings=(BREATHING, *lines_of_today)))
    place = made.index("When to call")
    # What always holds is among them, whatever the sheet says.
    assert made[place + 2 : place + 5] == [
        "Breathing, fainting, hives, confusion, racing heart, fits: 112. Eyes: urgent",
        "care. Else: clinic, today.",
        "",
    ]
    assert [line for line in made if line.startswith("Today: ")] == [
        "Today: your clinic",
        "Today: your clinic - blisters and open skin",
        "Today: your clinic - pain",
    ]
    assert below(made, "Today: your clinic - pain") == [
        "- Pain is 7 (days 0 to 9)",
        "- Pain grows (days 0 to 9)",
    ]
