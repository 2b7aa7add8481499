"""Who tells, since when, and when it was last seen alive."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tui.reminders.clocks import Clocks
from tui.reminders.occasion import Lateness
from tui.reminders.tellers import (
    Teller,
    TellerName,
    begin,
    clocks_of,
    put_clocks,
    tellers,
    touch,
    why_late,
)

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=30)


def test_a_teller_lives_since_it_began_and_was_seen_when_it_was_touched(tmp_path: Path) -> None:
    folder = tmp_path / "tellers"
    begin(folder, TellerName.WATCH, NOW)
    touch(folder, TellerName.WATCH, LATER)

    assert tellers(folder) == (Teller(TellerName.WATCH, NOW, LATER),)
    assert tellers(folder)[0].is_alive(LATER + timedelta(minutes=2))
    assert not tellers(folder)[0].is_alive(LATER + timedelta(minutes=3))


def test_what_never_began_begins_with_its_first_touch_and_a_calendar_reaches_so_far(tmp_path: Path) -> None:
    folder = tmp_path / "tellers"
    touch(folder, TellerName.TIMER, NOW)
    begin(folder, TellerName.CALENDAR, NOW, until=LATER)

    timer, calendar = tellers(folder)
    assert timer == Teller(TellerName.TIMER, NOW, NOW)
    assert (calendar.until, calendar.is_alive(NOW), calendar.is_alive(LATER)) == (LATER, True, False)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "timer").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"yesterday\n", b"\xff\xfe", b"9" * 900])
def test_what_is_no_tellers_file_is_passed_by(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "app").write_bytes(content)
    (tmp_path / "watch").mkdir()

    assert tellers(tmp_path) == ()
    touch(tmp_path / "app", TellerName.WATCH, NOW)


def clocks(wall: timedelta, steady: timedelta, since_boot: timedelta) -> Clocks:
    return Clocks(NOW + wall, 1000 + steady.total_seconds(), 5000 + since_boot.total_seconds())


MINUTES, HOURS = timedelta(minutes=10), timedelta(hours=3)


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (clocks(MINUTES, MINUTES, MINUTES), None),
        (clocks(HOURS, HOURS, HOURS), Lateness.CLOSED),
        (clocks(HOURS, MINUTES, HOURS), Lateness.ASLEEP),
        (clocks(HOURS, MINUTES, MINUTES), Lateness.CLOCK),
        (clocks(-HOURS, MINUTES, MINUTES), Lateness.CLOCK),
        (Clocks(NOW + HOURS, 20.0, 20.0), Lateness.CLOSED),
    ],
    ids=["as it should", "not run", "slept", "set forward", "set back", "started anew"],
)
def test_a_timer_knows_by_its_last_look_why_it_is_late(
    tmp_path: Path, now: Clocks, why: Lateness | None
) -> None:
    put_clocks(tmp_path, TellerName.TIMER, clocks(timedelta(), timedelta(), timedelta()))
    assert why_late(now, clocks_of(tmp_path, TellerName.TIMER)) is why


def test_a_timer_that_knows_of_no_last_look_says_no_why(tmp_path: Path) -> None:
    assert clocks_of(tmp_path, TellerName.TIMER) is None
    (tmp_path / "timer-clocks").write_text("yesterday", "utf-8")
    assert clocks_of(tmp_path, TellerName.TIMER) is None
    assert why_late(clocks(HOURS, HOURS, HOURS), None) is None
