"""`defaults`: sources and agreement that a file says once for its own lines."""

from pathlib import Path

from checklists.loader import load_checklist, recompile
from checklists.rules.rule import Citation
from tests.support.overlays import HEADING, faults, over, rule

GOOD = Path(__file__).parents[2] / "good" / "defaults.yaml"
SHEET = (Citation("sheet"),)
MIDDLE = HEADING + "defaults: {agreement: unsourced}\n"


def test_what_says_neither_of_its_own_rests_on_the_defaults() -> None:
    loaded = load_checklist(GOOD.read_bytes(), name=GOOD.name)
    checklist = loaded.checklist

    assert (rule(checklist, "wash").sources, rule(checklist, "wash").agreement) == (SHEET, "strong")
    assert (rule(checklist, "dry").sources, rule(checklist, "dry").agreement) == ((), "unsourced")
    assert (checklist.warnings[0].sources, checklist.warnings[0].agreement) == (SHEET, "strong")
    assert checklist.course is not None
    assert checklist.course.prepare[0].sources == SHEET
    assert recompile(loaded.canonical) == checklist


def test_an_overlay_has_defaults_for_what_it_adds() -> None:
    text = """defaults: {agreement: unsourced}
change: {wash: {days: 2-9}}
add: [{id: cream, do: Cream, days: 1-3}]
warnings: {add: [{id: worse, if: Worse, days: 0-9, call: urgent}]}
course: {prepare: {add: [{id: eat, do: Eat, days_before: 0}]}}
"""
    checklist = over(text).checklist

    assert rule(checklist, "cream").agreement == "unsourced"
    assert [each.agreement for each in checklist.warnings if each.id == "worse"] == ["unsourced"]
    assert checklist.course is not None
    assert [each.agreement for each in checklist.course.prepare] == ["unsourced"]


def test_the_defaults_of_what_is_extended_are_not_those_of_the_file() -> None:
    top = "format: 1\nextends: middle\nid: top\nadd: [{id: cream, do: Cream, days: 1-3}]\n"

    assert faults("", top, middle=MIDDLE.replace("id: mine", "id: middle")) == [
        'mine.yaml:4:7: rules.cream: "sources" is missing; name one, or say agreement: unsourced'
    ]
