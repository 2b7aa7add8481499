"""What sheets of clinics ask for: each advice has its place in a checklist, or the reason why it has none."""

from collections.abc import Iterable

import pytest

from tests.support.content import Shipped, days, rows, shipped
from tests.support.content import kind as kind_of

ADVICE = rows("coverage.txt")
READ = {str(number) for number in range(1, 10)}
"""The sheets of the reading of 0.1."""
FURTHER = {"10", "11", "12"}
NEVER = "never: "
ABOUT_SESSIONS = ("course", "next-session")
"""What tells how sessions follow one another: the course itself, and the line on booking the next."""
YEAR = 366


def before(said: object) -> set[int]:
    """Days before a session, written from the first to the last: `14-0`."""
    first, _, last = str(said).partition("-")
    return set(range(int(last or first), int(first) + 1))


def carried(checklist: Shipped, kind: str, when: str, carrier: str) -> bool:
    """Whether something of a checklist is of a kind, and on the days of an advice."""
    if kind == "course":
        return carrier.endswith(ABOUT_SESSIONS)
    if when.startswith("before"):
        step = checklist.steps()[carrier]
        asked = when.removeprefix("before ").strip()
        return _same(kind_of(step), kind) and (asked == "-" or before(asked) <= before(step["days_before"]))
    if kind == "call":
        found = next(each for each in checklist.data["warnings"] if each["id"] == carrier)
    else:
        found = checklist.rule(carrier)
        if not _same(kind_of(found), kind):
            return False
    # What is for the first 24 hours is of the day of the treatment, whenever that was.
    on = days(found["days"], YEAR) if "days" in found else {0}
    wanted = days(when, YEAR) if when != "-" else set[int]()
    return len(wanted & on) * 2 >= len(wanted) if kind == "expect" else wanted <= on


def _same(found: str, kind: str) -> bool:
    return found == kind or (found, kind) == ("check", "do")


def counted(sheets: Iterable[str]) -> list[list[str]]:
    """The advice of some sheets that is not left out by our own rules."""
    return [line for line in ADVICE if line[0] in sheets and not line[6].startswith(NEVER)]


def part(lines: list[list[str]]) -> float:
    """How much of it is carried."""
    return sum(line[5] != "-" for line in lines) / len(lines)


@pytest.mark.parametrize(
    "line", [line for line in ADVICE if line[5] != "-"], ids=lambda line: f"{line[0]}-{line[1]}"
)
def test_each_advice_is_carried_by_one_of_its_kind_on_its_days(line: list[str]) -> None:
    _, _, kind, when, _, checklist, carrier = line
    assert carried(shipped(checklist), kind, when, carrier)


@pytest.mark.parametrize(
    ("checklist", "kind", "when", "carrier"),
    [
        ("picosure-face", "do", "0", "face-spf-am"),
        ("picosure-face", "expect", "0", "face-no-sweat"),
        ("picosure-tattoo", "do", "14-56", "tat-no-massage"),
        ("ipl-face", "expect", "3-14", "ipl-expect-red"),
        ("picosure-face", "do", "before 1-0", "no-alcohol"),
    ],
)
def test_what_is_of_another_kind_or_on_other_days_carries_nothing(
    checklist: str, kind: str, when: str, carrier: str
) -> None:
    assert not carried(shipped(checklist), kind, when, carrier)


def test_what_is_left_says_why() -> None:
    assert [line for line in ADVICE if line[5] == "-" and len(line[6]) < 10] == []


def test_the_table_holds_every_sheet_and_no_advice_twice() -> None:
    assert {line[0] for line in ADVICE} == READ | FURTHER
    assert len({(line[0], line[1]) for line in ADVICE}) == len(ADVICE)
    assert {line[4] for line in ADVICE} == {"yes", "partly", "no", "against"}


def test_at_least_nineteen_in_twenty_are_carried_where_it_was_four_in_five() -> None:
    lines = counted(READ - {"9"})
    assert sum(line[4] == "yes" for line in lines) / len(lines) < 0.81
    assert part(lines) >= 0.95
    assert part(counted(READ)) >= 0.95
    assert part(counted(READ | FURTHER)) >= 0.95


def test_of_three_sheets_found_afterwards_all_is_carried_but_what_a_call_line_or_a_regulator_is_against() -> (
    None
):
    lines = counted(FURTHER)
    assert sum(line[4] == "yes" for line in lines) / len(lines) < 0.6
    assert part(lines) >= 0.95
    assert [(line[0], line[5]) for line in lines if line[6].startswith("against")] == [
        ("11", "-"),
        ("12", "-"),
    ]
