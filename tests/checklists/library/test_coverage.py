"""What sheets of clinics ask for: each advice has its place in a checklist, or the reason why it has none."""

from collections.abc import Iterable

import pytest

from tests.support.content import Shipped, rows, shipped

ADVICE = rows("coverage.txt")
READ = {str(number) for number in range(1, 10)}
"""The sheets of the reading of 0.1."""
FURTHER = {"10", "11", "12"}
NEVER = "never: "


def places(checklist: Shipped) -> set[str]:
    """All that may carry an advice."""
    course = checklist.checklist.course
    assert course is not None
    return {
        *(rule.id for rule in checklist.checklist.rules),
        *(sign.id for sign in checklist.checklist.signs),
        *(warning.id for warning in checklist.checklist.warnings),
        *(step.id for step in course.prepare),
        "normal",
        "course",
    }


def counted(sheets: Iterable[str]) -> list[list[str]]:
    """The advice of some sheets that is not left out by our own rules."""
    return [line for line in ADVICE if line[0] in sheets and not line[4].startswith(NEVER)]


def part(lines: list[list[str]]) -> float:
    """How much of it is carried."""
    return sum(line[3] != "-" for line in lines) / len(lines)


@pytest.mark.parametrize("checklist", sorted({line[3] for line in ADVICE} - {"-"}))
def test_each_advice_is_carried_where_the_table_says(checklist: str) -> None:
    there = places(shipped(checklist))
    assert [line for line in ADVICE if line[3] == checklist and line[4] not in there] == []


def test_what_is_left_says_why() -> None:
    assert [line for line in ADVICE if line[3] == "-" and len(line[4]) < 10] == []


def test_the_table_holds_every_sheet_and_no_advice_twice() -> None:
    assert {line[0] for line in ADVICE} == READ | FURTHER
    assert len({(line[0], line[1]) for line in ADVICE}) == len(ADVICE)
    assert {line[2] for line in ADVICE} == {"yes", "partly", "no", "against"}


def test_at_least_nineteen_in_twenty_are_carried_where_it_was_four_in_five() -> None:
    lines = counted(READ - {"9"})
    assert sum(line[2] == "yes" for line in lines) / len(lines) < 0.81
    assert part(lines) >= 0.95
    assert part(counted(READ)) >= 0.95


def test_so_are_those_of_three_sheets_that_the_tables_were_not_made_from() -> None:
    lines = counted(FURTHER)
    assert sum(line[2] == "yes" for line in lines) / len(lines) < 0.6
    assert part(lines) >= 0.95
