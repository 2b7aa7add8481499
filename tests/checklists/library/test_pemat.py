"""The ratings of the shipped texts and screens: every item by two readers, with reasons, and true sums."""

import re

import pytest

from tests.support.content import EACH, FOLDER

PAGE = (FOLDER / "pemat.md").read_text("utf-8")
SCREENS = (
    *("start", "today", "check-in", "call", "plan", "checklist", "difference", "reminders", "progress"),
    *("settings", "said"),
)
UNDERSTOOD = (*range(1, 13), *range(15, 20))
ACTED_ON = tuple(range(20, 27))


def _rows(heading: str) -> list[list[str]]:
    part = PAGE.partition(f"### {heading}")[2].partition("\n###")[0].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


TABLES = {heading: _rows(heading) for heading in ("Screens", "What somebody gets", "Printed by")}


def part(table: list[list[str]], items: tuple[int, ...], place: int, reader: int) -> int:
    """How many percent of the items that apply are agreed."""
    marks = [row[place][reader] for row in table[2:] if row[0].split()[0] in map(str, items)]
    return round(100 * marks.count("1") / (marks.count("1") + marks.count("0")))


def test_every_screen_and_every_checklist_is_rated() -> None:
    assert tuple(TABLES["Screens"][0][1:]) == SCREENS
    for heading in ("What somebody gets", "Printed by"):
        assert len(TABLES[heading][0]) == 1 + len(EACH)


@pytest.mark.parametrize("heading", TABLES)
def test_all_24_items_are_rated_by_two_readers_and_the_sums_are_true(heading: str) -> None:
    table = TABLES[heading]
    *items, understood, acted_on = table[2:]
    assert [int(row[0].split()[0]) for row in items] == [*UNDERSTOOD, *ACTED_ON]
    assert all(re.fullmatch("[01n]{2}", cell) for row in items for cell in row[1:])
    for sums, of in ((understood, UNDERSTOOD), (acted_on, ACTED_ON)):
        for place, cell in enumerate(sums[1:], 1):
            assert cell == f"{part(table, of, place, 0)}, {part(table, of, place, 1)}"


def test_every_screen_and_every_checklist_reaches_the_aim() -> None:
    """90 % understood, and all of it acted upon, by both readers."""
    missed = [
        name
        for table in TABLES.values()
        for place, name in enumerate(table[0][1:], 1)
        for reader in (0, 1)
        if part(table, UNDERSTOOD, place, reader) < 90 or part(table, ACTED_ON, place, reader) < 100
    ]
    assert missed == []


def test_every_item_has_its_reason() -> None:
    reasons = re.findall(r"^(\d+)\. .{15}", PAGE.partition("## Reasons")[2], re.MULTILINE)
    assert {int(number) for number in reasons} == {*UNDERSTOOD, *ACTED_ON}
