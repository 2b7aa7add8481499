"""The screen of reminders: what waits, what comes, who tells, what was; answered by keys and by mouse."""

import pytest

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.days import shown
from tests.support.screens import click, drawn, press, settled, shows
from tui.app.app import Afterglow
from tui.recovery.context import AppContext
from tui.recovery.state import State
from tui.reminders.tellers import TellerName, begin
from tui.screens.reminders import RemindersScreen
from tui.screens.today import TodayScreen
from tui.settings import Loud, Quiet, Settings

AT = "2026-11-23T14:00"


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
        first = next(place for place, line in enumerate(lines) if "Waits for an answer" in line)
        assert lines[first + 1].split()[1:] in (
            ["08:00", "Wash,", "sunscreen", "▂"],
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
    assert " Watch        on since 14:00\n" in text
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
        assert shows(pilot, "the line, and the terminal's bell")
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
