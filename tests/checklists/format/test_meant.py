"""What people write in place of the small languages is refused with what to write instead."""

import pytest

from checklists.format.days import days, iso_date
from checklists.format.grammar import FieldValueError, slug
from checklists.format.times import duration, slot
from tests.support.files import HEAD, problems

RULE = "rules:\n  - {id: a, do: A, days: 0, agreement: unsourced}\n"


@pytest.mark.parametrize(
    ("read", "written", "write"),
    [
        (days, "day 0-9", "write 0-9"),
        (days, "days 3", "write 3"),
        (days, "1 and 3", "write [1, 3]"),
        (days, "week 2", "write 7-13"),
        (days, "until day 7", "write 0-7"),
        (days, "1+", "write 1-"),
        (days, "from day 3 on", "write 3-"),
        (days, "always", "write 0- for every day from the treatment on"),
        (days, "first week", "write 0-6 for a length from the treatment on"),
        (days, "2 weeks", "write 0-13 for a length from the treatment on"),
        (days, "6 months", "write 0-179 for a length from the treatment on"),
        (days, "5-7 days", "write 5-7 for day 5 to day 7, or 0-6 for a length of 7 days"),
        (duration, "2 days", "write 48h"),
        (duration, "48 hours", "write 48h"),
        (duration, "90 min", "write 90m"),
        (duration, "1 week", "write 168h"),
        (duration, "48", "write 48h for hours"),
        (iso_date, "20.11.2026", "write 2026-11-20"),
        (iso_date, "2026/11/2", "write 2026-11-02"),
        (iso_date, "11/20/2026", "write 2026-11-20"),
        (slot, "after breakfast", 'write a name with one, such as "after-breakfast 08:30"'),
        (slot, "in the morning", 'write morning, or a name with one, such as "in-the-morning 08:30"'),
        (slot, "Morning", "write morning"),
        (slot, "730", 'write morning, or "lunch 07:30"'),
    ],
)
def test_a_habit_is_told_what_to_write(read: object, written: str, write: str) -> None:
    assert callable(read)
    with pytest.raises(FieldValueError) as caught:
        read(written)

    assert caught.value.errors[0].message.endswith(f"; {write}")


@pytest.mark.parametrize("written", ["02/03/2026", "31.2.2026", "November 2026"])
def test_a_date_with_two_readings_or_none_is_told_only_what_a_date_is(written: str) -> None:
    with pytest.raises(FieldValueError) as caught:
        iso_date(written)

    assert caught.value.errors[0].message == f'"{written}" must be a date such as 2026-11-20'


@pytest.mark.parametrize(
    ("written", "write"),
    [("999", "emergency"), ("911", "emergency"), ("today", "clinic-today"), ("immediately", "urgent")],
)
def test_how_soon_to_call_as_people_say_it(written: str, write: str) -> None:
    warning = f"warnings:\n  - {{id: p, if: P, days: 0, call: {written}, agreement: unsourced}}\n"

    (problem,) = problems(HEAD + RULE + warning)

    assert problem.endswith(f"; write {write}")


def test_a_name_is_made_without_the_marks_of_its_letters() -> None:
    assert slug("Wäsche, après-soleil") == "wasche-apres-soleil"


def test_a_numbered_list_is_told_where_its_number_stands() -> None:
    (problem,) = problems(HEAD + "rules:\n  1. id: a\n     do: A\n")

    assert problem.endswith(":3: (file): 1. is not a hyphen; begin an item with a hyphen and a space")


def test_one_word_in_braces_is_not_told_of_a_comma() -> None:
    assert not any("comma" in each for each in problems(HEAD + RULE.replace("do: A", "do: {Wash}")))
