"""Who tells, since when, and when it was last seen alive."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tui.reminders.tellers import Teller, TellerName, begin, tellers, touch

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
