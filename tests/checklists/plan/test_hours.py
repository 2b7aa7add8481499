"""What is counted in hours from the treatment, and what is done once."""

from datetime import timedelta

import pytest

from checklists.plan.activation import covers
from checklists.rules.rule import AsNeeded, Interval, Rule, Span
from tests.support.plans import at, avoid, day_of, do, every, expect, plan, shown, slots_of


@pytest.mark.parametrize(
    ("treated", "clocks"), [("2026-03-28T16:00", "spring"), ("2026-10-24T16:00", "autumn")]
)
def test_hours_after_the_treatment_are_elapsed_whatever_the_clocks_do(treated: str, clocks: str) -> None:
    rule = do("call", "0-3", at=at("after-4h", "after-48h"))
    made = plan(rule, treated=treated, now=treated)
    found = {item.slot: item for number in range(4) for item in made.day(number).items}
    began = made.begins(0) + timedelta(hours=12)

    assert found["after-4h"].due == began + timedelta(hours=4)
    assert found["after-4h"].key == f"{treated[:10]}/call/after-4h"
    assert found["after-48h"].due == began + timedelta(hours=48)
    wall = {"spring": "2026-03-30T17:00+02:00", "autumn": "2026-10-26T15:00+01:00"}
    assert shown(began + timedelta(hours=48)) == wall[clocks]


def test_a_slot_counted_from_the_treatment_is_on_the_day_it_falls_on_and_only_if_the_rule_is_on() -> None:
    made = plan(do("call", "0-1", at=at("after-13h", "after-48h", "morning")))
    assert slots_of(made.day(0), "call") == {}
    assert slots_of(made.day(1), "call") == {"morning": "08:00", "after-13h": "05:00"}
    assert slots_of(made.day(2), "call") == {}


@pytest.mark.parametrize("treated", ["2026-03-28T16:00", "2026-10-24T16:00", "2026-11-20T16:00"])
def test_from_48_hours_is_not_a_minute_sooner_across_any_clock_change(treated: str) -> None:
    made = plan(do("wash", "0-9", not_before=48 * 60, interval=every(1, "10:00-20:00")), treated=treated)
    first = min(item.due for number in range(4) for item in made.day(number).items if item.due)
    assert first == made.begins(0) + timedelta(hours=12 + 48)


def test_from_keeps_everything_of_a_rule_away_until_its_day() -> None:
    made = plan(
        do("wash", "0-5", not_before=24 * 60, at=at("morning", "evening")),
        do("rest", "0-5", not_before=24 * 60),
        do("pack", "0-5", not_before=24 * 60, as_needed=AsNeeded()),
        do("cream", "0-5", not_before=24 * 60, interval=Interval(120, None, None, last_done=True)),
        avoid("sun", "0-5", not_before=24 * 60),
        expect("flakes", "0-5", not_before=24 * 60),
    )
    assert (day_of(made, 0)) == ([], [], [])
    assert day_of(made, 1) == (["wash/evening", "rest/day", "pack", "cream 16:00-22:00"], ["sun"], ["flakes"])
    assert day_of(made, 2)[0] == ["wash/morning", "wash/evening", "rest/day", "pack", "cream 08:00-22:00"]


def test_lasts_ends_with_the_minute_and_touches_the_days_up_to_it() -> None:
    made = plan(
        do("dressing", lasts=24 * 60, at=at("morning", "midday", "evening")),
        do("rest", lasts=24 * 60),
        do("cream", lasts=24 * 60, interval=Interval(120, None, None, last_done=True)),
        do("short", lasts=12 * 60, at=at("bedtime")),
    )
    assert day_of(made, 0)[0] == ["dressing/evening", "rest/day", "short/bedtime", "cream 16:00-22:00"]
    assert day_of(made, 1)[0] == ["dressing/morning", "dressing/midday", "rest/day", "cream 08:00-15:59"]
    assert day_of(made, 2)[0] == []


def test_what_ends_as_a_day_begins_does_not_touch_that_day() -> None:
    made = plan(do("rest", lasts=12 * 60), avoid("hot", lasts=12 * 60))
    assert [day_of(made, number)[:2] for number in (0, 1)] == [(["rest/day"], ["hot"]), ([], [])]


@pytest.mark.parametrize(
    ("treated", "lasts", "last"),
    [
        ("2026-11-20T16:00", 24, 1),
        ("2026-11-20T16:00", 4, 0),
        ("2026-11-20T16:00", 12, 0),
        ("2026-11-20T16:00", 36, 1),
        ("2026-11-20T16:00", 37, 2),
        ("2026-11-20T04:00", 24, 0),
        ("2026-11-21T00:30", 3, 0),
        ("2026-11-21T00:30", 4, 1),
        ("2026-03-28T16:00", 36, 2),
        ("2026-10-24T16:00", 36, 1),
    ],
)
def test_the_days_of_hours_are_those_that_hold_a_moment_of_them(treated: str, lasts: int, last: int) -> None:
    hot = avoid("hot", lasts=lasts * 60)
    made = plan(hot, treated=treated, now=treated)
    assert made.days_of(hot) == (Span(0, last),)
    assert [number for number in range(5) if day_of(made, number)[1]] == list(range(last + 1))


@pytest.mark.parametrize(
    ("treated", "hours", "on", "expected"),
    [
        ("2026-11-20T16:00", 24, ("0-5",), (Span(1, 5),)),
        ("2026-11-20T16:00", 12, ("0-5",), (Span(1, 5),)),
        ("2026-11-20T16:00", 11, ("0-5",), (Span(0, 5),)),
        ("2026-11-21T00:30", 3, ("0-5",), (Span(0, 5),)),
        ("2026-11-21T00:30", 4, ("0-5",), (Span(1, 5),)),
        ("2026-11-20T16:00", 48, ("0-1", "4-"), (Span(4, None),)),
        ("2026-11-20T16:00", 48, ("0-1",), ()),
    ],
)
def test_from_leaves_the_days_that_hold_a_moment_behind_it(
    treated: str, hours: int, on: tuple[str, ...], expected: tuple[Span, ...]
) -> None:
    red = expect("red", *on, not_before=hours * 60)
    made = plan(red, treated=treated, now=treated)
    assert made.days_of(red) == expected
    is_on = [number for number in range(8) if day_of(made, number)[2]]
    assert is_on == [number for number in range(8) if any(covers(span, number) for span in expected)]


def test_an_item_exactly_at_the_end_of_lasts_is_no_more() -> None:
    made = plan(do("dressing", lasts=28 * 60, at=at("evening")))
    assert [list(slots_of(made.day(number))) for number in (0, 1)] == [["dressing/evening"], []]


def test_a_once_item_is_due_on_its_first_day_and_open_at_any_time_until_its_last() -> None:
    made = plan(do("photo", "2-4", once=True, at=at("morning")))
    assert [slots_of(made.day(number)) for number in range(1, 6)] == [
        {},
        {"photo/morning": "08:00"},
        {"photo/day": "any time"},
        {"photo/day": "any time"},
        {},
    ]
    assert {item.key for number in range(2, 5) for item in made.day(number).items} == {"once/photo"}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (do("x", "0-3", once=True, at=at("morning")), ["any time", "08:00", "any time", "any time"]),
        (do("x", "0-3", once=True, at=at("evening")), ["20:00", "any time", "any time", "any time"]),
        (
            do("x", "0-3", once=True, at=at("morning"), not_before=24 * 60),
            [None, "any time", "08:00", "any time"],
        ),
        (
            do("x", "0-3", once=True, at=at("morning"), weekdays=(5, 6, 0)),
            [None, "08:00", "any time", "any time"],
        ),
        (do("x", "0", "2-3", once=True, at=at("morning")), ["any time", None, "08:00", "any time"]),
        (do("x", "0-3", once=True), ["any time"] * 4),
    ],
)
def test_a_once_item_is_due_on_the_first_day_that_has_its_slot(
    rule: Rule, expected: list[str | None]
) -> None:
    made = plan(rule)
    found = [slots_of(made.day(number)) for number in range(4)]
    assert [next(iter(each.values()), None) for each in found] == expected
