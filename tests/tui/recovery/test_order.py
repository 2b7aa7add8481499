"""What was written later holds, whatever the clocks, but for a report of an earlier day than another's."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Contexts
from tests.support.apps import at, clock_of
from tests.support.days import opened
from tests.support.entries import NOON
from tui.journal import Entry, Topic
from tui.recovery.context import AppContext
from tui.recovery.order import in_order

TREATED = NOON - timedelta(days=3)


def report(context: AppContext, now: str, value: int, day: int) -> None:
    clock_of(context).jump(at(now) - context.now())
    acts = opened(context)[1]
    sign = acts.plan.checklist.sign("crusts")
    assert sign is not None
    acts.report({sign: value}, acts.plan.date_of(day))


def reported(context: AppContext, now: str) -> int | None:
    clock_of(context).jump(at(now) - context.now())
    return opened(context)[1].plan.state.signs.get("crusts")


@pytest.mark.parametrize("second", ["2026-11-28T08:06", "2026-11-28T10:10"])
def test_a_report_for_an_earlier_day_never_replaces_one_for_a_later(contexts: Contexts, second: str) -> None:
    context = contexts("2026-11-28T10:00")
    report(context, "2026-11-28T10:00", 1, 8)
    report(context, second, 0, 7)

    assert [reported(context, now) for now in (second, "2026-11-28T10:10")] == [1, 1]


def test_one_for_a_day_that_has_not_come_is_replaced(contexts: Contexts) -> None:
    context = contexts("2026-11-28T10:00")
    report(context, "2026-12-05T10:00", 1, 15)
    report(context, "2026-11-28T10:00", 0, 8)

    assert [reported(context, now) for now in ("2026-11-28T10:00", "2026-12-06T10:00")] == [0, 0]


def entry(id: int, key: str, recorded: datetime) -> Entry:
    return Entry(Topic.SIGN, key, id, recorded, None, "", "Etc/UTC", id, id, "face", recorded)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(-4, 30)), max_size=12))
def test_at_every_moment_after_it_the_last_that_was_written_holds(written: list[tuple[str, int]]) -> None:
    entries = [entry(id, key, TREATED + timedelta(hours=hours)) for id, (key, hours) in enumerate(written)]

    order = in_order([(each.recorded, each) for each in entries], TREATED)

    assert [each.id for _, each in order] == sorted(each.id for _, each in order)
    for key in {key for key, _ in written}:
        line = [(since, each) for since, each in order if each.key == key]
        latest = max((each for each in entries if each.key == key), key=lambda each: each.id)
        assert line[-1][1] == latest
        assert [since for since, _ in line] == sorted(since for since, _ in line)
        # What stands in the order of the clocks as well holds since it was recorded.
        assert all(since == each.recorded or each.recorded < TREATED for since, each in line)


def test_what_a_clock_years_behind_wrote_holds_since_the_one_before_it() -> None:
    one, two = entry(1, "a", NOON), entry(2, "a", datetime(1990, 1, 1, tzinfo=NOON.tzinfo))
    assert in_order([(one.recorded, one), (two.recorded, two)], TREATED) == [(NOON, one), (NOON, two)]
