"""Moves to other zones in mid-day, and what they do to what was due and what was to come."""

from checklists.plan.circumstances import Circumstances, Times, VersionFrom, ZoneFrom
from checklists.plan.plan import Plan
from tests.support.plans import (
    SLOTS,
    answer,
    answered,
    at,
    avoid,
    checklist,
    do,
    left_alone,
    local,
    plan,
    reported,
    shown,
)

NOON = "2026-11-21T12:00"
AFTER = "2026-11-21T12:01"


def test_a_move_keeps_what_was_due_and_takes_the_rest_to_the_new_clocks() -> None:
    rule = do("wash", "0-9", at=at("morning", "midday", "evening"))
    # Noon in Berlin is 19:00 in Singapore.
    made = plan(rule, zones=[(NOON, "Asia/Singapore")], now=AFTER)
    dues = {item.slot: shown(item.due, "Asia/Singapore") for item in made.day(1).items if item.due}
    assert dues == {
        "morning": "2026-11-21T15:00+08:00",
        "midday": "2026-11-21T13:00+08:00",
        "evening": "2026-11-21T20:00+08:00",
    }
    assert shown(made.day(1).ends, "Asia/Singapore") == "2026-11-22T04:00+08:00"


def test_flying_into_the_day_before_repeats_the_date_and_nothing_that_was_due() -> None:
    rule = do("wash", "0-9", at=at("morning", "midday", "evening"))
    moved = [("2026-11-22T10:00", "Pacific/Honolulu")]
    made = plan(rule, zone="Pacific/Auckland", zones=moved, now="2026-11-22T10:01")
    dues = {item.slot: shown(item.due, "Pacific/Honolulu") for item in made.day(2).items if item.due}
    assert made.today == 2
    assert dues == {
        "morning": "2026-11-21T09:00-10:00",
        "midday": "2026-11-22T13:00-10:00",
        "evening": "2026-11-22T20:00-10:00",
    }


def test_flying_into_the_day_after_leaves_what_was_still_to_come_as_late() -> None:
    rule = do("wash", "0-9", at=at("morning", "midday", "evening"))
    made = plan(
        rule,
        zone="Pacific/Honolulu",
        zones=[("2026-11-21T10:00", "Pacific/Auckland")],
        now="2026-11-21T10:00",
    )
    assert made.today == 2
    before, today = made.day(1), made.day(2)
    assert before.ends == today.begins == local("2026-11-21T10:00", "Pacific/Honolulu")
    assert [shown(item.due, "Pacific/Honolulu")[11:16] for item in before.items if item.due] == [
        "08:00",
        "09:59",
        "09:59",
    ]
    assert [shown(item.due, "Pacific/Auckland")[11:16] for item in today.items if item.due] == [
        "08:00",
        "13:00",
        "20:00",
    ]


def test_before_any_zone_was_noted_the_first_one_holds() -> None:
    treated = local("2026-11-20T16:00")
    noted = [
        ZoneFrom(local("2026-11-22T12:00"), "Europe/Berlin"),
        ZoneFrom(local("2026-11-24T12:00"), "Asia/Singapore"),
    ]
    rule = do("wash", "0-9", at=at("evening"))
    circumstances = Circumstances(
        treated, (VersionFrom(treated, checklist(rule)),), tuple(noted), reports=(reported(NOON, "red", 1),)
    )
    made = Plan(circumstances, Times(4 * 60, SLOTS), local("2026-11-26T12:00"))
    dues = [shown(item.due) for number in (1, 3, 5) for item in made.day(number).items if item.due]
    assert dues == ["2026-11-21T20:00+01:00", "2026-11-23T20:00+01:00", "2026-11-25T13:00+01:00"]


def test_hours_run_on_across_a_move() -> None:
    rules = [do("call", "0-9", at=at("after-48h")), avoid("hot", lasts=36 * 60)]
    moved = [("2026-11-21T06:00", "Pacific/Honolulu")]
    made = plan(*rules, zone="Pacific/Auckland", zones=moved, now="2026-11-21T06:01")
    # In Honolulu it is still 20 November, but for this person day 1 has begun and goes on.
    assert made.today == 1
    assert left_alone(made.day(1))["hot"].on
    due = [(day.number, item.due) for day in made.days() for item in day.items]
    assert [each for _, each in due] == [local("2026-11-22T16:00", "Pacific/Auckland")]
    number = due[0][0]
    assert made.begins(number) <= local("2026-11-22T16:00", "Pacific/Auckland") < made.begins(number + 1)


def test_a_note_of_the_same_zone_is_no_move() -> None:
    rule = do("wash", "0-9", at=at("morning", "evening"), when=answer("x", "yes"))
    given = [answered("2026-11-20T16:00", "x", "no"), answered(NOON, "x", "yes")]
    made = plan(rule, answers=given, zones=[("2026-11-21T12:30", "Europe/Berlin")], now="2026-11-21T13:00")
    assert [item.slot for item in made.day(1).items] == ["evening"]
