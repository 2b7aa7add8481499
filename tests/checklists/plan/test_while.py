"""Rules that a report keeps on past their end, and rules that wait for them."""

from checklists.plan.circumstances import ReportFrom
from checklists.plan.plan import Plan
from checklists.rules.rule import Match
from tests.support.plans import (
    answer,
    answered,
    asked,
    at,
    avoid,
    do,
    left_alone,
    on,
    plan,
    reported,
    slots_of,
)

START = "2026-11-20T16:00"
MAKEUP = answer("habits", "makeup")
CRUSTS, RED = Match("crusts", low=1), Match("redness", low=2)
NO_MAKEUP = avoid("no-makeup", "0-6", holds=[CRUSTS, RED])
MAKEUP_BACK = do("makeup-back", "7-10", once=True, once_lifted="no-makeup")
SIGNS = (asked("crusts", "1-5"), asked("redness", "1-5", top=4))


def held(*reports: ReportFrom, now: str = "2026-12-20T12:00") -> Plan:
    """The plan of a rule that crusts or redness hold, and of one that waits for it."""
    return plan(NO_MAKEUP, MAKEUP_BACK, reports=reports, now=now, signs=SIGNS)


def days_on(made: Plan, rule: str) -> list[int]:
    """The days up to 20 on which a rule is on."""
    found = []
    for number in range(21):
        day = made.day(number)
        avoided = left_alone(day).get(rule)
        if rule in on(day) or (avoided is not None and avoided.on):
            found.append(number)
    return found


def test_without_a_report_a_rule_lifts_after_its_last_day() -> None:
    assert days_on(held(), "no-makeup") == [0, 1, 2, 3, 4, 5, 6]
    assert days_on(held(), "makeup-back") == [7, 8, 9, 10]


def test_a_matching_report_holds_a_rule_until_the_latest_one_no_longer_does() -> None:
    made = held(reported("2026-11-26T20:00", "crusts", 1), reported("2026-11-29T20:00", "crusts", 0))
    assert days_on(made, "no-makeup") == [0, 1, 2, 3, 4, 5, 6, 7, 8]
    assert days_on(made, "makeup-back") == [9, 10, 11, 12]
    assert [list(slots_of(made.day(number))) for number in (8, 9, 12, 13)] == [
        [],
        ["makeup-back/day"],
        ["makeup-back/day"],
        [],
    ]


def test_either_of_two_signs_holds() -> None:
    made = held(reported("2026-11-26T20:00", "crusts", 0), reported("2026-11-26T20:00", "redness", 2))
    assert left_alone(made.day(7))["no-makeup"].held == (RED,)
    assert left_alone(made.day(7))["no-makeup"].until is None
    assert left_alone(held(reported("2026-11-26T20:00", "redness", 1)).day(7))["no-makeup"].on is False


def test_a_report_that_matches_again_brings_the_rule_back_and_the_other_waits_again() -> None:
    made = held(
        reported("2026-11-26T20:00", "crusts", 0),
        reported("2026-11-29T20:00", "crusts", 1),
        reported("2026-12-02T20:00", "crusts", 0),
    )
    assert days_on(made, "no-makeup") == [0, 1, 2, 3, 4, 5, 6, 9, 10, 11]
    assert days_on(made, "makeup-back") == [7, 8, 12, 13, 14, 15]


def test_what_holds_now_holds_every_day_to_come() -> None:
    made = held(reported("2026-11-26T20:00", "crusts", 1), now="2026-11-26T21:00")
    assert days_on(made, "no-makeup") == list(range(21))
    assert days_on(made, "makeup-back") == []


def test_a_window_moves_by_days_and_its_slots_weekdays_and_steps_with_it() -> None:
    made = plan(
        NO_MAKEUP,
        do("weekly", "7-20", weekdays=(6,), at=at("morning"), once_lifted="no-makeup"),
        do("stepped", "7-20", step=3, at=at("morning"), once_lifted="no-makeup"),
        do("once", "7-9", once=True, at=at("morning"), once_lifted="no-makeup"),
        reports=[reported("2026-11-26T20:00", "crusts", 1), reported("2026-11-29T07:00", "crusts", 0)],
        now="2026-12-30T12:00",
    )
    assert [n for n in range(30) if "weekly" in on(made.day(n))] == [9, 16]
    assert [n for n in range(30) if "stepped" in on(made.day(n))] == [9, 12, 15, 18, 21]
    assert [slots_of(made.day(n), "once") for n in (8, 9, 10, 11, 12)] == [
        {},
        {"morning": "08:00"},
        {"day": "any time"},
        {"day": "any time"},
        {},
    ]


def test_a_day_is_held_by_what_was_so_when_it_ended() -> None:
    told = reported("2026-11-26T20:00", "crusts", 1)
    as_the_day_begins = held(told, reported("2026-11-29T04:00", "crusts", 0))
    assert days_on(as_the_day_begins, "no-makeup") == [0, 1, 2, 3, 4, 5, 6, 7, 8]
    assert days_on(as_the_day_begins, "makeup-back") == [9, 10, 11, 12]
    just_before = held(told, reported("2026-11-29T03:59", "crusts", 0))
    assert days_on(just_before, "makeup-back") == [8, 9, 10, 11]


def test_what_waits_for_a_silenced_rule_does_not_wait() -> None:
    made = plan(
        NO_MAKEUP,
        do("clinic", "5-8", silences=("no-makeup",)),
        do("back", "5-8", once_lifted="no-makeup"),
        reports=[reported(START, "crusts", 1)],
    )
    assert days_on(made, "back") == [5, 6, 7, 8]


def test_what_waits_for_a_rule_that_is_not_for_this_person_does_not_wait() -> None:
    waits = avoid("no-makeup", "0-9", holds=[CRUSTS], when=MAKEUP)
    made = plan(waits, do("back", "7-10", once_lifted="no-makeup"), answers=[answered(START, "habits")])
    assert [n for n in range(14) if "back" in on(made.day(n))] == [7, 8, 9, 10]


def test_a_rule_lifted_in_the_evening_does_not_make_the_morning_late() -> None:
    made = plan(
        NO_MAKEUP,
        do("back", "7-9", at=at("morning", "evening+60"), once_lifted="no-makeup"),
        reports=[reported("2026-11-26T20:00", "crusts", 1), reported("2026-11-29T20:00", "crusts", 0)],
        now="2026-12-30T12:00",
    )
    assert [slots_of(made.day(n), "back") for n in (8, 9, 10, 11, 12)] == [
        {},
        {"evening": "21:00"},
        {"morning": "08:00", "evening": "21:00"},
        {"morning": "08:00", "evening": "21:00"},
        {},
    ]


def test_a_rule_counted_in_hours_is_held_past_them() -> None:
    numb = avoid("numb", lasts=4 * 60, holds=[CRUSTS])
    made = plan(numb, reports=[reported("2026-11-20T18:00", "crusts", 1)], now="2026-11-20T19:00")
    assert (left_alone(made.day(0))["numb"].on, left_alone(made.day(0))["numb"].held) == (True, ())
    assert (left_alone(made.day(1))["numb"].on, left_alone(made.day(1))["numb"].held) == (True, (CRUSTS,))

    later = plan(numb, reports=[reported("2026-11-20T18:00", "crusts", 1)], now="2026-11-20T21:00")
    assert left_alone(later.day(0))["numb"].held == (CRUSTS,)


def test_a_thing_to_do_counted_in_hours_goes_on_while_it_is_held() -> None:
    dressing = do("dressing", lasts=24 * 60, at=at("morning", "evening"), held_by=(CRUSTS,))
    made = plan(dressing, reports=[reported(START, "crusts", 1)])
    assert [list(slots_of(made.day(number), "dressing")) for number in (0, 1, 2)] == [
        ["evening"],
        ["morning", "evening"],
        ["morning", "evening"],
    ]


def test_what_comes_every_other_day_goes_on_every_other_day_while_a_report_holds_it() -> None:
    dressing = do("dressing", "2-6", step=2, at=at("morning"), held_by=(CRUSTS,))
    mondays = do("mondays", "0-6", weekdays=(0,), held_by=(CRUSTS,))
    reports = (reported("2026-11-24T20:00", "crusts", 1), reported("2026-12-02T20:00", "crusts", 0))
    made = plan(dressing, mondays, reports=reports, now="2026-12-20T12:00", signs=SIGNS)

    assert days_on(made, "dressing") == [2, 4, 6, 8, 10, 12]
    assert days_on(made, "mondays") == [3, 10]


def test_a_date_ahead_hangs_on_what_is_reported_by_then_and_on_what_holds_by_now() -> None:
    def hangs_on(*reports: ReportFrom) -> tuple[Match, ...]:
        return left_alone(held(*reports, now="2026-11-26T21:00").day(6))["no-makeup"].unsure

    crusts, calm = reported("2026-11-26T20:00", "crusts", 1), reported("2026-11-26T20:00", "redness", 1)
    assert hangs_on() == (CRUSTS, RED)
    assert hangs_on(crusts, calm) == (CRUSTS,)
    assert hangs_on(reported("2026-11-26T20:00", "crusts", 0), calm) == ()
