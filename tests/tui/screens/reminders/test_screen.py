"""The screen of reminders: what waits, what comes, who tells, what was; answered by keys and by mouse."""

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.days import shown
from tests.support.screens import click, drawn, press, settled, shows, words
from tui.app.app import Afterglow
from tui.recovery.context import AppContext
from tui.recovery.state import State
from tui.reminders.tellers import TellerName, begin
from tui.reminders.timer_setup import TimerSetupError, TimerWay
from tui.reminders.timers import has_cron_block
from tui.screens.reminders import RemindersScreen
from tui.screens.today import TodayScreen
from tui.settings import Loud, Quiet, Settings

AT = "2026-11-23T14:00"
CRONTAB = """#!/bin/sh
case "$1" in
-l) cat {file} 2>/dev/null || {{ echo "no crontab for you" >&2; exit 1; }} ;;
-) cat > {file} ;;
esac
"""


@pytest.fixture(autouse=True)
def _tells_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is noted when the app begins to tell would depend on how fast the machine is."""
    monkeypatch.setattr("tui.app.app.ARM_SECONDS", 3600.0)


def answered(context: AppContext, slot: str) -> State:
    item = shown(context).item(f"2026-11-23/wash/{slot}")
    assert item is not None
    return item.state


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_what_waits_stands_first_with_the_cursor_on_it(
    contexts: Contexts, size: tuple[int, int]
) -> None:
    app = make_app(contexts(AT))
    async with app.run_test(size=size) as pilot:
        await press(pilot, "r")
        assert isinstance(app.screen, RemindersScreen)
        lines = [line.rstrip() for line in drawn(pilot)]
        first = next(place for place, line in enumerate(lines) if "Due, and not answered yet" in line)
        assert lines[first + 1].split()[1:] in (
            ["08:00", "Wash,", "sunscreen"],
            ["08:00", "Morning", "Wash,", "sunscreen"],
        )
        assert "c call" in lines[-1] or "c when to call" in lines[-1]


async def test_it_says_what_comes_who_tells_and_what_was(contexts: Contexts) -> None:
    context = contexts(AT)
    begin(context.paths.tellers, TellerName.WATCH, context.now())
    app = make_app(context)
    async with app.run_test(size=(100, 60)) as pilot:
        await press(pilot, "r")
        text = "\n".join(line.rstrip() for line in drawn(pilot))
    assert (
        """\
 Today
  20:00  Evening     Wash, moisturise, check-in
 Tomorrow
  08:00  Morning     Wash, moisturise, sunscreen
  13:00  Midday      Moisturise
  20:00  Evening     Wash, moisturise, check-in
"""
        in text
    )
    assert (
        """\
 How you are reminded
  How loud     a line on the screen
  Quiet hours  22:30 to 07:00
"""
        in text
    )
    assert (
        """\
 When you are reminded
 While this app is open    yes
 In another terminal       on since 14:00
  While this app is closed  not set up: nothing reminds you then
  In your phone's calendar  not set up: no reminders on your phone
"""
        in text
    )
    assert " Next: today 20:00, wash, moisturise, check-in.\n" in text
    assert (
        """\
  13:00  Midday      moisturise
                     not told, nothing was running · open
"""
        in text
    )


async def test_a_row_is_done_skipped_or_put_off_where_it_stands_and_undone(contexts: Contexts) -> None:
    context = contexts(AT)
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "space")
        assert answered(context, "morning") is State.DONE
        assert shows(pilot, "Ticked: 2 items. u undoes.")
        await press(pilot, "u")
        assert answered(context, "morning") is State.OPEN
        await press(pilot, "l", "1")
        assert shows(pilot, "Later, at 14:05. u undoes.")
        assert shows(pilot, "14:05  Midday      Moisturise (put off)")
        await press(pilot, "s")
        await press(pilot, *"no cream".replace(" ", "_"), "enter")
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)


async def test_what_is_still_to_come_is_asked_about_and_tomorrow_cannot_be_done(contexts: Contexts) -> None:
    context = contexts(AT)
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "down", "down", "space")
        assert shows(pilot, "Evening is at 20:00. Done already?")
        await press(pilot, "escape", "down", "space")
        assert shows(pilot, "That day has not come.")
        await press(pilot, "l")
        assert shows(pilot, "That day has not come.")
        assert answered(context, "evening") is State.OPEN


async def test_how_loud_and_quiet_hours_are_set_there_and_kept(contexts: Contexts) -> None:
    context = contexts(AT)
    app = make_app(context)
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "r")
        await click(pilot, "How loud")
        await settled(pilot)
        if not shows(pilot, "How are you told"):
            await press(pilot, "enter")
        await press(pilot, "2")
        assert context.settings.loud is Loud.BELL
        assert shows(pilot, "the line, and a beep")
        await press(pilot, "down", "enter")
        assert shows(pilot, "Quiet from when to when?")
        await press(pilot, *["backspace"] * 11, *"23-6:30", "enter")
        assert context.settings.quiet.start == 23 * 60
        assert context.settings.quiet.end == 6 * 60 + 30
    assert 'from = "23:00"' in context.paths.settings.read_text()


async def test_quiet_hours_that_are_none_are_asked_again_and_a_folder_without_room_is_said(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    context = contexts(AT)
    app = make_app(context)
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "r")
        screen = app.screen
        assert isinstance(screen, RemindersScreen)
        screen._ask_quiet()
        await settled(pilot)
        await press(pilot, *["backspace"] * 11, *"late", "enter")
        assert shows(pilot, "is not a time of day")
        monkeypatch.setattr("tui.screens.reminders.screen.write_setting", full)
        await press(pilot, *["backspace"] * 4, *"23:00-06:00", "enter")
        assert shows(pilot, "cannot be written: no space left on device.")
        assert context.settings.quiet.start == 22 * 60 + 30


async def test_enter_goes_to_the_day_of_the_row(contexts: Contexts) -> None:
    app = make_app(contexts(AT))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "down", "down", "down", "enter")
        assert isinstance(app, Afterglow)
        screen = app.screen
        assert isinstance(screen, TodayScreen)
        assert screen.state is not None
        assert screen.state.number == 4


async def test_what_quiet_hours_keep_from_its_time_is_said_beside_them(contexts: Contexts) -> None:
    context = contexts(AT, settings=Settings(quiet=Quiet(19 * 60, 21 * 60 + 30)))
    app = make_app(context)
    async with app.run_test(size=(100, 50)) as pilot:
        await press(pilot, "r")
        assert shows(pilot, "19:00 to 21:30. Evening, 20:00, is told at 21:30.")


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home folder of somebody whose machine has a crontab command, and no systemd."""
    home, tools = tmp_path / "user", tmp_path / "tools"
    home.mkdir()
    tools.mkdir()
    command = tools / "crontab"
    command.write_text(CRONTAB.format(file=home / "tab"), "utf-8")
    command.chmod(0o755)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    monkeypatch.setattr("tui.reminders.timer_setup.usual_way", lambda: TimerWay.CRON)
    return home


async def go(pilot: Pilot[int], row: str) -> None:
    """Walk to a row by its id."""
    screen = pilot.app.screen
    assert isinstance(screen, RemindersScreen)
    await press(pilot, "end")
    while screen.rows.row != row:
        await press(pilot, "up")


def unboxed(pilot: Pilot[int]) -> str:
    """All that is drawn, without the lines around a box."""
    return " ".join(words(pilot).replace("\N{BOX DRAWINGS LIGHT VERTICAL}", " ").split())


async def shown_soon(pilot: Pilot[int], text: str) -> None:
    """Wait for what a thread has to come back for."""
    for _ in range(100):
        if text in unboxed(pilot):
            return
        await pilot.pause(0.05)
    assert text in unboxed(pilot)


async def test_a_timer_is_set_up_in_place_once_it_was_confirmed_and_taken_away(
    contexts: Contexts, user: Path
) -> None:
    tab = user / "tab"
    app = make_app(contexts(AT))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        await go(pilot, "teller/timer")
        assert shows(pilot, "enter set up or stop")
        await press(pilot, "enter")
        await shown_soon(pilot, "It adds 3 lines to your crontab; all else in it stays.")
        await press(pilot, "enter")
        assert not tab.exists()
        await press(pilot, "enter")
        await shown_soon(pilot, "Yes, set it up")
        await press(pilot, "2")
        await shown_soon(pilot, "Set up. Every 5 minutes this computer looks what is due")
        assert has_cron_block(tab.read_text("utf-8"))
        await press(pilot, "escape")
        assert shows(pilot, "While this app is closed  on since 14:00")
        await press(pilot, "enter")
        await shown_soon(pilot, "This computer reminds you while the app is closed.")
        await press(pilot, "3")
        await shown_soon(pilot, "The lines in your crontab are taken away.")
        assert tab.read_text("utf-8") == ""
        await press(pilot, "escape")
        assert shows(pilot, "While this app is closed  not set up: nothing reminds you then")


async def test_units_of_systemd_are_named_before_they_are_written_and_what_fails_is_said(
    contexts: Contexts, user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.reminders.timer_setup.usual_way", lambda: TimerWay.SYSTEMD)
    monkeypatch.setattr("tui.reminders.timer_setup._verify", lambda _: "")
    asked: list[list[str]] = []

    def systemctl(command: list[str], environ: object = None) -> tuple[int, str]:
        asked.append(command[1:])
        return int("enable" in command), "No bus is here."

    monkeypatch.setattr("tui.reminders.timer_setup._run", systemctl)
    app = make_app(contexts(AT))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        await go(pilot, "teller/timer")
        await press(pilot, "enter")
        await shown_soon(pilot, "and starts a timer of systemd.")
        assert (
            "It writes afterglow-tell.service and afterglow-tell.timer to ~/.config/systemd/user,"
            in unboxed(pilot)
        )
        assert asked == []
        await press(pilot, "2")
        await shown_soon(pilot, "Written. It does not run yet: No bus is here.")
        await press(pilot, "escape")
        assert shows(pilot, "While this app is closed  not set up")
    assert asked[-1] == ["--user", "enable", "--now", "afterglow-tell.timer"]
    assert (user / ".config/systemd/user/afterglow-tell.timer").exists()


async def test_a_machine_that_has_neither_says_what_to_do_instead(
    contexts: Contexts, user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def neither() -> TimerWay:
        raise TimerSetupError("Neither systemd nor cron is here.")

    monkeypatch.setattr("tui.reminders.timer_setup.usual_way", neither)
    app = make_app(contexts(AT))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        await go(pilot, "teller/timer")
        await press(pilot, "enter")
        await shown_soon(pilot, "this computer has neither systemd nor cron.")
        assert "leave the app open, or put the plan into your phone's calendar" in unboxed(pilot)


async def test_a_calendar_file_is_written_where_they_say_with_the_next_step(
    contexts: Contexts, user: Path
) -> None:
    (user / "mine.txt").write_text("mine", "utf-8")
    app = make_app(contexts(AT))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        await go(pilot, "teller/calendar")
        assert shows(pilot, "enter write the file")
        await press(pilot, "enter")
        assert "calendar? Nothing is sent. Where to?" in unboxed(pilot)
        await press(pilot, "escape")
        assert list(user.glob("*.ics")) == []
        await press(pilot, "enter", *["backspace"] * len("afterglow.ics"), *"mine.txt", "enter")
        assert "is there, and no calendar. Where to?" in unboxed(pilot)
        assert (user / "mine.txt").read_text("utf-8") == "mine"
        await press(pilot, *["backspace"] * len("mine.txt"), *"afterglow.ics", "enter")
        await shown_soon(pilot, "Next: get that file to your phone")
        assert "Written: ~/afterglow.ics: " in unboxed(pilot)
        await press(pilot, "escape")
        assert shows(pilot, "In your phone's calendar  written 14:00, reaches to")
    assert (user / "afterglow.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


async def test_the_foot_has_the_keys_of_the_row(contexts: Contexts) -> None:
    app = make_app(contexts(AT))
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "r")
        assert drawn(pilot)[-1].startswith(" space done  f some of it  l later  s skip  enter its day")
        await go(pilot, "loud")
        assert drawn(pilot)[-1].startswith(" enter change   u undo   esc back")
        await go(pilot, "quiet")
        assert drawn(pilot)[-1].startswith(" enter change   u undo   esc back")
