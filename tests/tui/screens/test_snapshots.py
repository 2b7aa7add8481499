"""How every screen but Today looks, at three sizes and in the plain look."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from tests.conftest import Contexts
from tests.support.apps import shipped
from tests.support.screens import bare_app, files_read, press, settled
from tui.journal import JournalError, Reason
from tui.paths import Paths
from tui.screens.call import CallScreen
from tui.screens.check_in import CheckInScreen
from tui.screens.dialogs import ChoiceScreen, ProblemsScreen, PromptScreen, TroubleScreen
from tui.screens.plan import PlanScreen
from tui.screens.start import StartScreen

Compare = Callable[..., bool]
Run = Callable[[Pilot[int]], Awaitable[None]]
SIZES = [(40, 12), (80, 24), (120, 40)]
FULL = JournalError(Reason.FULL, Path("journal.sqlite"), "The disk is full, so nothing was recorded.")
PROBLEMS = (
    "line 3, column 1: titel: is not a key; did you mean title?",
    "line 9, column 5: rules: is missing",
)
OPTIONS = (("15", "15 minutes"), ("60", "an hour"), ("slot", "with the evening, 20:00"))
LATER = "2026-11-23T20:10"
"""Day 3, in the evening."""

SCREENS: dict[str, tuple[Callable[[], Screen[Any]], tuple[str, ...]]] = {
    "ask": (lambda: PromptScreen("Skip 'Moisturise'?", "why, if you like"), ()),
    "choice": (lambda: ChoiceScreen("Moisturise: when?", OPTIONS), ("down",)),
    "call": (CallScreen, ("down", "i")),
    "check-in": (CheckInScreen, ("2", "down", "1", "down", "3", "down", "y")),
    "plan": (PlanScreen, ()),
    "problems": (lambda: ProblemsScreen("sheet.yaml", PROBLEMS), ()),
    "trouble": (lambda: TroubleScreen(FULL), ()),
}


def opening(
    make: Callable[[], Screen[Any]], keys: tuple[str, ...]
) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Opens a screen and presses keys on it."""

    async def run(pilot: Pilot[int]) -> None:
        pilot.app.push_screen(make())
        await settled(pilot)
        await press(pilot, *keys)

    return run


def starting(*keys: str) -> Run:
    """Opens Start, waits for its checklists, and presses keys."""

    async def run(pilot: Pilot[int]) -> None:
        pilot.app.push_screen(StartScreen())
        await files_read(pilot)
        await press(pilot, *keys)

    return run


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen(snap_compare: Compare, contexts: Contexts, name: str, size: tuple[int, int]) -> None:
    app = bare_app(contexts(LATER, of=shipped()))
    assert snap_compare(app, terminal_size=size, run_before=opening(*SCREENS[name]))


@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=str)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_in_the_plain_look(
    snap_compare: Compare, contexts: Contexts, name: str, size: tuple[int, int]
) -> None:
    app = bare_app(contexts(LATER, of=shipped()), plain=True)
    assert snap_compare(app, terminal_size=size, run_before=opening(*SCREENS[name]))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("step", [1, 2, 3])
def test_start(snap_compare: Compare, contexts: Contexts, step: int, size: tuple[int, int]) -> None:
    app = bare_app(contexts("2026-11-20T17:10", begun=None))
    keys = {1: (), 2: ("enter", "space", "down", "space"), 3: ("enter", "enter")}[step]
    assert snap_compare(app, terminal_size=size, run_before=starting(*keys))


@pytest.mark.parametrize("step", [1, 2, 3])
def test_start_in_the_plain_look(snap_compare: Compare, contexts: Contexts, step: int) -> None:
    app = bare_app(contexts("2026-11-20T17:10", begun=None), plain=True)
    assert snap_compare(app, terminal_size=(80, 24), run_before=starting(*["enter"] * (step - 1)))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_help(
    snap_compare: Compare,
    contexts: Contexts,
    size: tuple[int, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def run(pilot: Pilot[int]) -> None:
        await opening(CallScreen, ("question_mark",))(pilot)

    app = bare_app(contexts(LATER))
    # The same on every machine: it is drawn.
    monkeypatch.chdir(tmp_path)
    app.context.paths = Paths.at(Path("care"))
    assert snap_compare(app, terminal_size=size, run_before=run)
