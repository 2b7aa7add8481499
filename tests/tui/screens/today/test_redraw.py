"""What a key press costs: the day is read once and laid out once, and only what changed is drawn."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.strip import Strip

from tests.conftest import Contexts
from tests.support import scenes
from tests.support.apps import clock_of, make_app
from tests.support.screens import press, settled
from tests.support.today import move_on, text, today
from tui.app.app import Afterglow
from tui.recovery.context import AppContext
from tui.recovery.reader import RecoveryReader
from tui.screens.dialogs import ChoiceScreen
from tui.screens.today import screen as today_screen
from tui.widgets.row_list import RowList
from tui.widgets.rows import RowKind

SIZES = pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)], ids=str)
LISTS = ("head", "status", "tasks", "info", "detail")


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Day 1, five to nine, the morning late since eight."""
    return scenes.late_morning(contexts)


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the day was read, and how often it was laid out."""
    counts: Counter[str] = Counter()
    for owner, name in ((RecoveryReader, "state_of"), (today_screen, "lay_out")):
        monkeypatch.setattr(owner, name, _counted(getattr(owner, name), name, counts))
    # What the app begins half a second after its first picture is not counted to a key.
    monkeypatch.setattr("tui.app.app.ARM_SECONDS", 3600.0)
    return counts


def _counted(function: Any, name: str, counts: Counter[str]) -> Any:
    def counted(*args: Any, **kwargs: Any) -> Any:
        counts[name] += 1
        return function(*args, **kwargs)

    return counted


async def _with_reminders(pilot: Pilot[int], app: Afterglow) -> None:
    """Let reminders run, which look at the day too, and note at first what waits already."""
    app.reminders.start()
    app.changed()
    await settled(pilot)


@SIZES
async def test_an_act_reads_the_day_once_and_lays_it_out_once(
    context: AppContext, counts: Counter[str], size: tuple[int, int]
) -> None:
    app = make_app(context)
    async with app.run_test(size=size) as pilot:
        await _with_reminders(pilot, app)
        for key in ("space", "down", "space", "u", "U"):
            counts.clear()
            await press(pilot, key)
            assert counts == ({} if key == "down" else {"state_of": 1, "lay_out": 1}), key


async def test_a_slip_and_a_skip_too(context: AppContext, counts: Counter[str]) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await _with_reminders(pilot, app)
        await press(pilot, "s")
        counts.clear()
        await press(pilot, "enter")
        assert counts == {"state_of": 1, "lay_out": 1}
        page = today(app).page
        assert page is not None
        state = today(app).state
        assert state is not None
        on = next(each for each in state.avoids if each.avoid.on)
        stops = [stop for stop in page.stops if stop.startswith(RowKind.AVOID)]
        today(app).move_cursor(next(stop for stop in stops if on.avoid.rule.id in stop))
        counts.clear()
        await press(pilot, "x")
        if isinstance(app.screen, ChoiceScreen):
            # The row is of several, and asks which it was.
            counts.clear()
            await press(pilot, "enter")
        assert "Noted." in text(app, "status")
        assert counts == {"state_of": 1, "lay_out": 1}


@SIZES
async def test_to_move_the_cursor_reads_nothing_and_lays_nothing_out(
    context: AppContext, counts: Counter[str], size: tuple[int, int]
) -> None:
    app = make_app(context)
    async with app.run_test(size=size) as pilot:
        await _with_reminders(pilot, app)
        counts.clear()
        await press(pilot, "down", "up", "end", "home")
    assert counts == {}


async def test_a_look_at_another_screen_reads_nothing_again(
    context: AppContext, counts: Counter[str]
) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await _with_reminders(pilot, app)
        # The day is read again that once, though it comes out as it was.
        context.journal.undo(recorded=context.now())
        context.journal.redo(recorded=context.now())
        await press(pilot, "question_mark", "escape", "question_mark")
        counts.clear()
        await press(pilot, "escape")
    assert counts == {}


async def test_what_another_program_did_and_the_next_minute_are_read(
    context: AppContext, contexts: Contexts, counts: Counter[str]
) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await _with_reminders(pilot, app)
        scenes.tick(contexts("2026-11-21T08:55"), "2026-11-21T08:55", lambda state: state.due is not None)
        counts.clear()
        await move_on(pilot, context, seconds=2)
        assert "✓ Moisturise" in text(app, "tasks")
        assert counts == {"state_of": 1, "lay_out": 1}
        counts.clear()
        await move_on(pilot, context, seconds=2)
        assert counts == {}
        await move_on(pilot, context, minutes=1)
        assert counts == {"state_of": 1, "lay_out": 1}
        assert f"{clock_of(context).now():%H:%M}" in text(app, "status")


def _strips(pilot: Pilot[int]) -> Iterator[tuple[tuple[str, int], Strip]]:
    for name in LISTS:
        rows = pilot.app.screen.query_one(f"#{name}", RowList)
        for y in range(rows.size.height if rows.display else 0):
            yield (name, y), rows.render_line(y)


@SIZES
async def test_a_tick_draws_the_lines_that_it_changes_and_no_others(
    context: AppContext, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    app = make_app(context)
    async with app.run_test(size=size) as pilot:
        await _with_reminders(pilot, app)
        await press(pilot, "space", "space")
        before, drawn = dict(_strips(pilot)), set[tuple[str, int]]()
        render_line = RowList.render_line

        def noted(self: RowList, y: int) -> Strip:
            drawn.add((str(self.id), y))
            return render_line(self, y)

        with monkeypatch.context() as patch:
            patch.setattr(RowList, "render_line", noted)
            await press(pilot, "space")
        after = dict(_strips(pilot))
    changed = {place for place, strip in after.items() if strip != before.get(place)}
    assert drawn == changed
    assert len(changed) >= 2
