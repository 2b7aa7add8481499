"""The ratings of the shipped texts and screens: every item has its two readings and its reason."""

import re

import pytest

from tests.support.content import EACH, FOLDER

PAGE = (FOLDER / "pemat.md").read_text("utf-8")
TABLE = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("|")
]
MATERIALS = TABLE[0][1:]
RATINGS = {int(row[0].split()[0]): row[1:] for row in TABLE[2:]}
UNDERSTOOD = (*range(1, 13), *range(15, 20))
ACTED_ON = tuple(range(20, 27))


def part(items: tuple[int, ...], material: int, reading: int) -> float:
    """How many of the items that apply are agreed."""
    marks = [RATINGS[item][material][reading] for item in items]
    return marks.count("1") / (marks.count("1") + marks.count("0"))


def test_all_24_items_are_rated_twice_for_every_checklist_and_main_screen() -> None:
    assert tuple(RATINGS) == (*UNDERSTOOD, *ACTED_ON)
    assert len(RATINGS) == 24
    assert len(MATERIALS) == len(EACH) + len(("today", "check-in", "call", "plan", "start"))
    assert all(re.fullmatch("[01n]{2}", cell) for row in RATINGS.values() for cell in row)


@pytest.mark.parametrize("reading", [0, 1])
@pytest.mark.parametrize("material", range(len(MATERIALS)), ids=MATERIALS)
def test_each_is_understood_and_can_be_acted_upon(material: int, reading: int) -> None:
    assert part(UNDERSTOOD, material, reading) >= 0.9
    assert part(ACTED_ON, material, reading) == 1


def test_every_item_has_its_reason() -> None:
    reasons = re.findall(r"^(\d+)\. .{15}", PAGE.partition("## Reasons")[2], re.MULTILINE)
    assert {int(number) for number in reasons} == RATINGS.keys()
