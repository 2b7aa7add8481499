"""The items of a day: slots, intervals, and what is counted from ticks."""

import pytest

from checklists.rules.rule import AsNeeded, Interval, Match, SlotsOn, Span
from tests.support.plans import asked, at, avoid, do, every, expect, plan, reported, shown, slots_of

ALL_DAY = at("morning", "midday", "evening", "bedtime")


@pytest.mark.parametrize(
    ("treated", "expected"),
    [
        ("2026-11-20T04:00", ["morning", "midday", "evening", "bedtime"]),
        ("2026-11-20T08:00", ["morning", "midday", "evening", "bedtime"]),
        ("2026-11-20T08:01", ["midday", "evening", "bedtime"]),
        ("2026-11-20T16:00", ["evening", "bedtime"]),
        ("2026-11-20T23:30", []),
        ("2026-11-21T00:30", []),
    ],
)
def test_slots_before_the_treatment_do_not_exist(treated: str, expected: list[str]) -> None:
    made = plan(do("wash", "0-3", at=ALL_DAY), treated=treated)
    assert list(slots_of(made.day(0), "wash")) == expected
    assert list(slots_of(made.day(1), "wash")) == ["morning", "midday", "evening", "bedtime"]


def test_a_rule_without_a_time_is_there_all_of_day_0() -> None:
    made = plan(do("rest", "0-1"), treated="2026-11-20T23:30")
    assert slots_of(made.day(0)) == {"rest/day": "any time"}
    assert slots_of(made.day(2)) == {}


def test_slots_take_the_settings_time_an_offset_or_a_time_of_their_own() -> None:
    made = plan(do("wash", "1", at=at("morning", "evening+70", "bedtime-30", "lunch 12:15", "late 01:30")))
    assert slots_of(made.day(1), "wash") == {
        "morning": "08:00",
        "evening": "21:10",
        "bedtime": "21:30",
        "lunch": "12:15",
        "late": "01:30",
    }
    late = next(item for item in made.day(1).items if item.slot == "late")
    assert late.due is not None
    assert shown(late.due) == "2026-11-22T01:30+01:00"
    assert late.key == "2026-11-21/wash/late"


def test_an_offset_stays_within_its_day() -> None:
    made = plan(do("wash", "1", at=at("morning-300", "bedtime+600")))
    assert slots_of(made.day(1), "wash") == {"morning": "04:00", "bedtime": "03:59"}


def test_items_stand_in_the_order_of_the_file() -> None:
    made = plan(do("b", "1", at=at("evening")), do("a", "1", at=at("morning")), do("c", "1"))
    assert list(slots_of(made.day(1))) == ["b/evening", "a/morning", "c/day"]


def test_what_is_avoided_or_expected_makes_no_item() -> None:
    made = plan(avoid("sun", "0-9"), expect("red", "0-9"))
    assert made.day(1).items == ()
    assert [each.rule.id for each in made.day(1).avoids] == ["sun"]
    assert [rule.id for rule in made.day(1).expects] == ["red"]


@pytest.mark.parametrize(
    ("written", "on", "off"),
    [
        (("0",), [0], [-1, 1]),
        (("1-13",), [1, 13], [0, 14]),
        (("14-",), [14, 4000], [13]),
        (("0", "3", "7-9", "28-"), [0, 3, 7, 8, 9, 28, 99], [1, 2, 4, 6, 10, 27]),
    ],
)
def test_days_are_inclusive(written: tuple[str, ...], on: list[int], off: list[int]) -> None:
    made = plan(do("wash", *written), treated="2026-11-20T04:00")
    assert [number for number in [*on, *off] if made.day(number).items] == on


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"step": 7}, [7, 14, 21]),
        ({"step": 14}, [7, 21]),
        # Day 0 is a Friday, so days 9, 16 and 23 are Sundays.
        ({"weekdays": (6,)}, [9, 16, 23]),
        ({"weekdays": (5, 6)}, [8, 9, 15, 16, 22, 23]),
        ({"step": 2, "weekdays": (6,)}, [9, 23]),
    ],
)
def test_steps_count_from_the_first_day_and_weekdays_are_of_the_care_date(
    more: dict[str, int], expected: list[int]
) -> None:
    made = plan(do("photo", "7-25", at=at("morning"), **more))
    assert [number for number in range(40) if made.day(number).items] == expected


def test_steps_count_from_the_first_day_written_even_where_from_cuts_it_off() -> None:
    made = plan(do("photo", "0-9", step=3, not_before=24 * 60, at=at("morning")))
    assert [number for number in range(20) if made.day(number).items] == [3, 6, 9]


def test_an_interval_goes_through_its_window_with_both_ends() -> None:
    made = plan(do("cream", "1", interval=every(120, "10:00-18:00")))
    assert slots_of(made.day(1), "cream") == {
        "n1": "10:00",
        "n2": "12:00",
        "n3": "14:00",
        "n4": "16:00",
        "n5": "18:00",
    }


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (every(180), ["08:00", "11:00", "14:00", "17:00", "20:00"]),
        (every(90, "22:00-02:00"), ["22:00", "23:30", "01:00"]),
        (every(60, "10:00-10:59"), ["10:00"]),
        (every(60, "02:00-03:59"), ["02:00", "03:00"]),
    ],
)
def test_a_window_is_morning_to_bedtime_or_its_own_and_may_pass_midnight(
    interval: Interval, expected: list[str]
) -> None:
    made = plan(do("cream", "1", interval=interval))
    assert list(slots_of(made.day(1), "cream").values()) == expected
    assert {item.date.isoformat() for item in made.day(1).items} == {"2026-11-21"}


@pytest.mark.parametrize(
    ("between", "day_start", "expected"),
    [
        ("22:00-03:30", "03:00", ["22:00", "23:00", "00:00", "01:00", "02:00"]),
        ("04:30-09:00", "06:00", ["06:00", "07:00", "08:00", "09:00"]),
    ],
)
def test_a_window_across_the_persons_own_days_start_keeps_the_part_within_the_day(
    between: str, day_start: str, expected: list[str]
) -> None:
    made = plan(do("cream", "1", interval=every(60, between)), day_start=day_start)
    assert list(slots_of(made.day(1), "cream").values()) == expected


def test_an_interval_on_day_0_keeps_the_names_of_its_slots() -> None:
    made = plan(do("cream", "0", interval=every(120, "10:00-18:00")), treated="2026-11-20T14:30")
    assert slots_of(made.day(0), "cream") == {"n4": "16:00", "n5": "18:00"}


def test_what_follows_from_ticks_is_counted_and_not_laid_out() -> None:
    made = plan(
        do("cream", "0-1", interval=Interval(120, 600, 1080, last_done=True)),
        do("pack", "0-1", as_needed=AsNeeded(gap=55, at_most=6)),
        treated="2026-11-20T12:30",
    )
    assert [made.day(number).items for number in (0, 1, 2)] == [(), (), ()]
    cream, pack = made.day(0).counted
    assert (cream.rule.id, pack.rule.id) == ("cream", "pack")
    assert (pack.first, pack.last) == (None, None)
    assert (shown(cream.first or made.begins(0)), shown(cream.last or made.begins(0))) == (
        "2026-11-20T12:30+01:00",
        "2026-11-20T18:00+01:00",
    )
    assert cream.item(3, None).key == "2026-11-20/cream/n3"
    assert made.day(2).counted == ()


def test_a_counted_window_that_was_over_before_the_treatment_does_not_exist() -> None:
    made = plan(do("cream", "0-1", interval=Interval(120, 600, 900, last_done=True)))
    assert [len(made.day(number).counted) for number in (0, 1)] == [0, 1]


TAPER = (
    SlotsOn(Span(0, 2), ("morning", "midday", "bedtime")),
    SlotsOn(Span(3, 4), ("morning", "bedtime")),
    SlotsOn(Span(5, 6), ("morning",)),
)


def test_a_taper_has_other_slots_on_other_days() -> None:
    made = plan(do("cream", "0-6", at=at("morning", "midday", "bedtime"), slots_on=TAPER))
    slots = [list(slots_of(made.day(number), "cream")) for number in range(8)]
    assert slots == [
        ["bedtime"],
        *[["morning", "midday", "bedtime"]] * 2,
        *[["morning", "bedtime"]] * 2,
        *[["morning"]] * 2,
        [],
    ]


def test_a_taper_moves_with_a_window_that_moves_and_its_last_slots_go_on() -> None:
    held = Match("crusts", low=1)
    reports = [reported("2026-11-21T12:00", "crusts", 1), reported("2026-11-24T07:00", "crusts", 0)]
    made = plan(
        avoid("sun", "0-1", holds=(held,)),
        do(
            "cream",
            "2-4",
            at=at("morning", "bedtime"),
            once_lifted="sun",
            slots_on=(SlotsOn(Span(2, 2), ("morning", "bedtime")), SlotsOn(Span(3, 4), ("morning",))),
        ),
        do(
            "oil",
            "0-1",
            at=at("morning", "bedtime"),
            held_by=(held,),
            slots_on=(SlotsOn(Span(0, 0), ("morning", "bedtime")), SlotsOn(Span(1, 1), ("bedtime",))),
        ),
        now="2026-11-30T12:00",
        signs=(asked("crusts", "0-9"),),
        reports=reports,
    )
    assert [list(slots_of(made.day(number), "cream")) for number in (4, 5, 6, 7)] == [
        ["morning", "bedtime"],
        ["morning"],
        ["morning"],
        [],
    ]
    assert [list(slots_of(made.day(number), "oil")) for number in (1, 2, 3)] == [["bedtime"]] * 3


def test_a_taper_counts_from_what_its_rule_counts_from() -> None:
    rule = do(
        "cream",
        "0-3",
        at=at("morning", "bedtime"),
        counted_from=Match("crusts", low=0, high=0),
        slots_on=(SlotsOn(Span(0, 1), ("morning", "bedtime")), SlotsOn(Span(2, 3), ("bedtime",))),
    )
    made = plan(
        rule,
        now="2026-11-23T23:00",
        signs=(asked("crusts", "0-9"),),
        reports=[reported("2026-11-23T07:00", "crusts", 0)],
    )
    slots = [list(slots_of(made.day(number), "cream")) for number in range(2, 8)]
    assert slots == [[], ["morning", "bedtime"], ["morning", "bedtime"], ["bedtime"], ["bedtime"], []]
