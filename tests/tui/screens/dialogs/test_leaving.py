"""A screen takes nothing but itself away, and only once."""

from textual.events import Key

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.screens import opened, press, settled
from tests.support.today import BEGUN
from tui.app.app import Afterglow
from tui.screens.call import CallScreen
from tui.screens.dialogs.prompt import ChoiceScreen
from tui.screens.plan import PlanScreen
from tui.screens.today import TodayScreen

MORNING = "2026-11-21T08:15"


async def test_a_question_that_is_answered_twice_at_once_is_answered_once(contexts: Contexts) -> None:
    app = make_app(contexts(MORNING, begun=BEGUN))
    given: list[str | None] = []
    async with app.run_test() as pilot:
        app.push_screen(ChoiceScreen("Which?", (("one", "One"), ("two", "Two"))), given.append)
        await settled(pilot)
        for _ in range(2):
            app.post_message(Key("enter", "\r"))
        await settled(pilot)
        assert isinstance(app.screen, TodayScreen)
    assert given == ["one"]


async def test_what_lies_on_top_stays_when_there_is_nothing_to_show_below(contexts: Contexts) -> None:
    context = contexts(MORNING, begun=BEGUN)
    async with opened(context, PlanScreen()) as pilot:
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, CallScreen)
        context.journal.undo(recorded=context.now())
        assert context.recovery() is None
        assert isinstance(pilot.app, Afterglow)
        pilot.app.changed()
        await settled(pilot)
        assert isinstance(pilot.app.screen, CallScreen)
