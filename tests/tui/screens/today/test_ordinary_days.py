"""How many keys an ordinary evening takes, and the morning after days away: recorded as they are pressed."""

from datetime import timedelta

from tests.conftest import Contexts
from tests.support.apps import at, clock_of, make_app, shipped
from tests.support.screens import press, shows
from tests.support.today import today
from tui.journal import Topic
from tui.recovery.context import AppContext
from tui.recovery.state import State

EVENING = ("space", *"212nnn10n", "enter", "up", "space")
"""The check-in: redness, puffiness, pain, crusts, blisters, open skin, dryness, breakouts, nothing to call
about; then all of the evening by its heading."""
MORNING = ("up", "n", "1", "space")
"""No crusts, blisters or open skin, and redness 1; then all of the morning by its heading."""


def recorded(context: AppContext) -> dict[str, str]:
    entries = context.journal.current("picosure-face", Topic.ITEM)
    return {key: entry.value["state"] for key, entry in entries.items()}


async def test_an_ordinary_evening_is_at_most_15_keys(contexts: Contexts) -> None:
    context = contexts("2026-11-24T21:15", of=shipped(), begun="2026-11-24T20:00")
    reader = context.reader()
    assert reader is not None
    question = reader.plan(context.now()).checklist.question("strength")
    assert question is not None
    context.acts(reader).answer(question, frozenset({"light"}))
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *EVENING)
        state = today(app).state
        assert state is not None
        assert state.due == ()
        signs = context.journal.current("picosure-face", Topic.SIGN)
        assert {key: entry.value["value"] for key, entry in signs.items()} == {
            **{"redness": 2, "swelling": 1, "pain": 2, "crusts": 0, "blisters": 0, "open-skin": 0},
            **{"dryness": 1, "spots": 0},
        }
    assert set(recorded(context).values()) == {"done"}
    assert len(EVENING) <= 15


async def test_the_morning_after_four_days_away_is_at_most_4_keys(contexts: Contexts) -> None:
    context = contexts("2026-11-24T08:15", of=shipped(), begun="2026-11-24T08:00")
    reader = context.reader()
    assert reader is not None
    wash = next(each for each in reader.state(context.now()).items if each.item.rule.id == "face-cleanse")
    context.acts(reader).tick([wash.item])
    clock_of(context).jump(timedelta(days=4))
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        assert shows(pilot, "3 things now, then nothing until 13:00.")
        await press(pilot, *MORNING)
        state = today(app).state
        assert state is not None
        assert (state.due, state.asks) == ((), None)
        assert {item.state for item in state.items if item.due and item.due <= at("2026-11-28T08:15")} == {
            State.DONE
        }
    # Nothing was asked for, and nothing recorded, of the days between.
    assert {key[:10] for key in recorded(context)} == {"2026-11-24", "2026-11-28"}
    assert len(MORNING) <= 4
