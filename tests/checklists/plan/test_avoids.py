"""What is left alone: until when, and on the day it comes back."""

from datetime import date

import pytest

from checklists.rules.rule import Match
from tests.support.plans import answer, answered, avoid, do, left_alone, local, plan, reported

START = "2026-11-20T16:00"
CRUSTS = Match("crusts", low=1)


@pytest.mark.parametrize(
    ("written", "number", "expected"),
    [
        (("0-6",), 3, date(2026, 11, 27)),
        (("0-6",), 6, date(2026, 11, 27)),
        (("0-",), 3, None),
        (("0-2", "3-4", "9-"), 1, date(2026, 11, 25)),
        (("0-2", "5-6"), 1, date(2026, 11, 23)),
        (("0-2", "5-6"), 5, date(2026, 11, 27)),
    ],
)
def test_what_is_left_alone_is_free_from_the_first_day_without_it(
    written: tuple[str, ...], number: int, expected: date | None
) -> None:
    found = left_alone(plan(avoid("sun", *written)).day(number))["sun"]
    assert (found.on, found.until, found.lifts, found.held) == (True, expected, None, ())


@pytest.mark.parametrize(
    ("written", "back"), [(("0-6",), [7]), (("0-2", "5-6"), [3, 7]), (("2-3",), [4]), (("0-",), [])]
)
def test_on_the_day_it_is_back_it_is_named_once_more(written: tuple[str, ...], back: list[int]) -> None:
    made = plan(avoid("sun", *written))
    found = [number for number in range(20) if [each.on for each in made.day(number).avoids] == [False]]
    assert found == back
    for number in back:
        assert left_alone(made.day(number))["sun"].until == made.date_of(number)


def test_what_never_concerned_the_person_does_not_come_back() -> None:
    rule = avoid("makeup", "0-6", when=answer("habits", "makeup"))
    assert plan(rule, answers=[answered(START, "habits")]).day(7).avoids == ()
    hidden = [avoid("own", "0-6"), do("clinic", "0-6", silences=("own",))]
    assert plan(*hidden).day(7).avoids == ()


def test_a_held_rule_comes_back_on_the_day_its_sign_lets_go() -> None:
    rule = avoid("makeup", "0-6", holds=[CRUSTS])
    told = [reported("2026-11-26T20:00", "crusts", 1), reported("2026-11-29T09:00", "crusts", 0)]
    made = plan(rule, reports=told, now="2026-12-10T12:00")
    assert [left_alone(made.day(number))["makeup"].on for number in (6, 7, 8, 9)] == [True, True, True, False]
    assert made.day(10).avoids == ()

    before = plan(rule, reports=told, now="2026-11-29T08:59")
    assert (left_alone(before.day(9))["makeup"].on, left_alone(before.day(9))["makeup"].held) == (
        True,
        (CRUSTS,),
    )


@pytest.mark.parametrize(
    ("now", "on"),
    [
        ("2026-11-20T16:00", True),
        ("2026-11-20T19:59", True),
        ("2026-11-20T20:00", False),
        ("2026-11-25T12:00", False),
    ],
)
def test_what_is_left_alone_for_hours_lifts_at_an_instant(now: str, on: bool) -> None:
    made = plan(avoid("hot", lasts=4 * 60), now=now)
    found = left_alone(made.day(0))["hot"]
    assert (found.on, found.until, found.held) == (on, date(2026, 11, 21), ())
    assert found.lifts == local("2026-11-20T20:00")
    assert made.day(1).avoids == ()
