"""The check-in and what happens once: yes asks for the day, and the day is what is kept."""

from msgspec.structs import replace

from checklists.rules.checklist import Sign
from checklists.rules.rule import Span
from tests.conftest import Contexts
from tests.support.apps import chosen, small_checklist
from tests.support.screens import opened, press, shows
from tui.journal import Topic
from tui.recovery.context import AppContext
from tui.screens.check_in import CheckInScreen
from tui.screens.dialogs import PromptScreen

NOW = "2026-11-25T20:10"
OUT = Sign("out", "Are the stitches out?", 1, (Span(3, 14),), short="stitches out", event=True)


def context_of(contexts: Contexts) -> AppContext:
    return contexts(NOW, of=chosen(replace(small_checklist(), signs=(OUT,))))


def said(context: AppContext) -> dict[str, tuple[object, str | None]]:
    entries = context.journal.current("small", Topic.SIGN)
    return {key: (entry.value["value"], entry.date) for key, entry in entries.items()}


async def test_yes_asks_for_the_day_and_nothing_is_today(contexts: Contexts) -> None:
    context = context_of(contexts)
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "y", "enter")
        assert isinstance(pilot.app.screen, PromptScreen)
        assert shows(pilot, "Are the stitches out? On which day?")
        await press(pilot, "enter")
        assert not isinstance(pilot.app.screen, CheckInScreen)
    assert said(context) == {"out": (1, "2026-11-25")}


async def test_another_day_is_read_as_everywhere_and_a_wrong_one_is_asked_again(contexts: Contexts) -> None:
    context = context_of(contexts)
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "y", "enter", *"tomorrow", "enter")
        assert shows(pilot, "has not come yet.")
        await press(pilot, *["backspace"] * 8, *"mon", "enter")
    assert said(context) == {"out": (1, "2026-11-23")}
    act = context.journal.top()
    assert act is not None
    assert "out yes on Mon 23 Nov" in act.words


async def test_no_asks_for_no_day_and_a_way_back_saves_nothing(contexts: Contexts) -> None:
    context = context_of(contexts)
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "y", "enter", "escape")
        assert isinstance(pilot.app.screen, CheckInScreen)
        assert said(context) == {}
        await press(pilot, "home", "n", "enter")
    assert said(context) == {"out": (0, "2026-11-25")}
