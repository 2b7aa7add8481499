"""Days and clock times over every kind of clock change there is."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checklists.plan.timing import DAY, care_date, day_begins, in_day, instant_of
from tests.support.clock_changes import ClockChange, clock_changes, examples

A_DAY = timedelta(days=1)
A_MOMENT = timedelta(microseconds=1)
A_MINUTE = timedelta(minutes=1)
NEAR = range(-3, 4)

day_starts = st.integers(3 * 60, 6 * 60)
clocks = st.integers(0, DAY - 1)


def date_of(change: ClockChange) -> date:
    """The calendar date on which clocks would have changed, had they not."""
    return (change.instant.astimezone(change.zone).replace(tzinfo=None) - change.shift).date()


def first_shown(change: ClockChange, wall: datetime) -> datetime | None:
    """The first instant near a change at which clocks show `wall`, found by trying both offsets."""
    after = change.instant.astimezone(change.zone).utcoffset() or timedelta()
    tried = [(wall - offset).replace(tzinfo=UTC) for offset in (after, after - change.shift)]
    showing = [each for each in tried if each.astimezone(change.zone).replace(tzinfo=None) == wall]
    return min(showing, default=None)


def test_there_are_changes_of_many_kinds() -> None:
    shifts = {change.shift for change in clock_changes()}
    assert {timedelta(minutes=30), timedelta(hours=1), timedelta(hours=3), A_DAY} <= shifts
    assert {-timedelta(minutes=30), -timedelta(hours=1), -timedelta(hours=3)} <= shifts
    for change in clock_changes():
        before, after = (change.instant + each for each in (-A_MOMENT, timedelta()))
        assert before.astimezone(change.zone).utcoffset() != after.astimezone(change.zone).utcoffset()


@examples(100)
@given(day_starts)
def test_days_follow_one_another_without_a_gap_or_an_overlap(day_start: int) -> None:
    for change in clock_changes():
        days = [date_of(change) + ahead * A_DAY for ahead in NEAR]
        begins = [day_begins(day, change.zone, day_start) for day in days]
        # A whole day left out, as in Apia in 2011, still has the hours of its night.
        assert begins == sorted(set(begins)), change
        for day, begin in zip(days, begins, strict=True):
            assert care_date(begin, change.zone, day_start) == day, change
            assert care_date(begin - A_MOMENT, change.zone, day_start) == day - A_DAY, change


@examples(100)
@given(day_starts, st.integers(-DAY, DAY), st.integers(0, 90))
def test_a_care_date_never_goes_back(day_start: int, minutes: int, later: int) -> None:
    for change in clock_changes():
        instant = change.instant + minutes * A_MINUTE
        before = care_date(instant, change.zone, day_start)
        after = care_date(instant + later * A_MINUTE, change.zone, day_start)
        assert before <= after <= before + A_DAY, change
        assert day_begins(before, change.zone, day_start) <= instant, change
        assert instant < day_begins(before + A_DAY, change.zone, day_start), change


@examples(100)
@given(clocks)
def test_a_clock_time_is_the_first_that_shows_it_and_moves_forward_by_a_gap(clock: int) -> None:
    for change in clock_changes():
        for ahead in NEAR:
            day = date_of(change) + ahead * A_DAY
            wall = datetime.combine(day, datetime.min.time()) + clock * A_MINUTE
            found = instant_of(day, clock, change.zone)
            expected = first_shown(change, wall)
            if expected is not None:
                assert found == expected, (change, wall)
            else:
                assert found.astimezone(change.zone).replace(tzinfo=None) == wall + change.shift, (
                    change,
                    wall,
                )


@examples(100)
@given(day_starts, clocks)
def test_a_clock_time_begins_no_sooner_than_its_care_date(day_start: int, clock: int) -> None:
    for change in clock_changes():
        for ahead in NEAR:
            day = date_of(change) + ahead * A_DAY
            found = instant_of(day, in_day(clock, day_start), change.zone)
            assert day_begins(day, change.zone, day_start) <= found, change
