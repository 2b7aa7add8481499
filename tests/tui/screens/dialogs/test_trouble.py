"""The screen that says the journal cannot be used."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.screens import Below, answers, drawn, opened, press, settled, shows
from tui.journal import JournalError, Reason
from tui.screens.call import CallScreen
from tui.screens.dialogs.trouble import TroubleScreen

FULL = JournalError(Reason.FULL, Path("j"), "The disk is full, so nothing was recorded.")
DAMAGED = JournalError(Reason.DAMAGED, Path("j"), "The journal j is damaged.")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_it_says_what_is_wrong_what_is_safe_and_what_to_do(
    contexts: Contexts, size: tuple[int, int]
) -> None:
    async with opened(contexts("2026-11-21T08:55"), TroubleScreen(FULL), size) as pilot:
        text = " ".join(line.strip(" ▂▃▄▅▆▇█▁") for line in drawn(pilot))
    assert "The journal cannot be used now" in text
    assert "The disk is full, so nothing was recorded." in text
    assert "Safe All that was recorded before is still there, and whole." in text.replace("  ", " ")
    assert "r try again" in text


@pytest.mark.parametrize("reason", Reason)
async def test_every_reason_has_something_to_do(
    contexts: Contexts, reason: Reason, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The journal works all the while: on a slow machine it would leave before it was looked at.
    monkeypatch.setattr("tui.screens.dialogs.trouble.LOOK_SECONDS", 3600.0)
    context = contexts("2026-11-21T08:55")
    async with opened(context, TroubleScreen(JournalError(reason, Path("j"), "Broken."))) as pilot:
        assert shows(pilot, "To do")
        assert not shows(pilot, "{")


async def test_r_goes_back_where_the_journal_works_again(contexts: Contexts) -> None:
    async with opened(contexts("2026-11-21T08:55"), TroubleScreen(FULL)) as pilot:
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, Below)
        assert answers(pilot) == [None]


async def test_r_says_so_where_it_is_still_broken(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts("2026-11-21T08:55")
    monkeypatch.setattr(context.journal, "across", _raise(DAMAGED))
    async with opened(context, TroubleScreen(DAMAGED)) as pilot:
        await press(pilot, "r")
        assert shows(pilot, "Tried again: it is still so.")
        assert isinstance(pilot.app.screen, TroubleScreen)


async def test_it_goes_by_itself_where_reading_was_all_that_failed(contexts: Contexts) -> None:
    async with opened(contexts("2026-11-21T08:55"), TroubleScreen(DAMAGED)) as pilot:
        pilot.app.screen.on_changed(None)  # type: ignore[attr-defined]
        await settled(pilot)
        assert isinstance(pilot.app.screen, Below)


async def test_a_full_disk_is_not_forgotten_because_reading_works(contexts: Contexts) -> None:
    async with opened(contexts("2026-11-21T08:55"), TroubleScreen(FULL)) as pilot:
        pilot.app.screen.on_changed(None)  # type: ignore[attr-defined]
        await settled(pilot)
        assert isinstance(pilot.app.screen, TroubleScreen)


async def test_when_to_call_opens_over_it_and_still_names_the_emergencies(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts("2026-11-21T08:55")
    monkeypatch.setattr(context.journal, "across", _raise(DAMAGED))
    async with opened(context, TroubleScreen(DAMAGED)) as pilot:
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, CallScreen)
        assert shows(pilot, "NOW: your emergency number, 112")
        assert shows(pilot, "Breath or swallowing is hard; lips, tongue, throat or eyes swell fast")


async def test_trouble_that_comes_again_is_one_screen(contexts: Contexts) -> None:
    app = make_app(contexts("2026-11-21T08:55"))
    app.get_default_screen = Below  # type: ignore[method-assign]
    async with app.run_test() as pilot:
        app.fail(FULL)
        await press(pilot, "c")
        app.fail(FULL)
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack] == [Below, TroubleScreen, CallScreen]


async def test_q_leaves(contexts: Contexts) -> None:
    async with opened(contexts("2026-11-21T08:55"), TroubleScreen(FULL)) as pilot:
        await pilot.press("q")
    assert pilot.app.return_code == 0
    assert pilot.app.return_value == 0


async def test_a_tiny_terminal_and_a_changing_one_do_no_harm(contexts: Contexts) -> None:
    async with opened(contexts("2026-11-21T08:55"), TroubleScreen(FULL), (20, 5)) as pilot:
        assert shows(pilot, "The journal")
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert shows(pilot, "r try again   q quit")


def _raise(error: JournalError) -> Callable[..., None]:
    def broken(*args: object) -> None:
        raise error

    return broken
