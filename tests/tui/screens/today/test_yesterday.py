"""What yesterday left: one folded line under today's, until it is answered or let go."""

import pytest
from msgspec.structs import replace

from tests.conftest import Contexts
from tests.support import scenes
from tests.support.apps import make_app
from tests.support.screens import drawn, press, settled, shows
from tests.support.today import cursor, text_at, today
from tui.journal import Topic
from tui.recovery.context import AppContext
from tui.screens.today.detail import detail
from tui.screens.today.task_rows import TaskShape, yesterday_rows
from tui.themes import GLYPHS
from tui.widgets.rows import RowKind
from tui.wording.reasons import Background


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Day 2, ten past nine, next to nothing of day 1 ticked."""
    return scenes.after_a_missed_day(contexts)


def states(context: AppContext) -> set[tuple[str, str]]:
    """What the journal says of the items of day 1: the state and why."""
    kept = context.journal.current("picosure-face", Topic.ITEM)
    found = [entry.value for key, entry in kept.items() if key.startswith("2026-11-21")]
    return {(value["state"], value.get("why", "")) for value in found}


async def test_it_stands_as_one_line_under_today_s_with_both_answers(context: AppContext) -> None:
    lines = (await text_at(context, 80, 24)).splitlines()
    (line,) = [line for line in lines if "yesterday" in line and "did them all" in line]
    assert line.startswith(" ▸ From yesterday, Sat 21   8 things ")
    assert line.endswith("  a did them all   x let them go")
    assert sum(line.endswith("did it · let it go") for line in lines) == 0
    assert lines.index(line) > next(place for place, each in enumerate(lines) if "Any time" in each)


async def test_somebody_who_was_away_has_nothing_of_it_to_catch_up(contexts: Contexts) -> None:
    context = contexts("2026-11-24T09:10", begun="2026-11-20T16:30")
    text = await text_at(context, 80, 24)
    assert "Back after 4 days. Nothing to catch up." in text
    assert "From yesterday" not in text


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)], ids=str)
async def test_the_cursor_starts_on_what_is_due_today(context: AppContext, size: tuple[int, int]) -> None:
    app = make_app(context)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert cursor(app) == "2026-11-22/face-cleanse/morning"


async def test_enter_on_its_line_unfolds_it_and_a_tick_does_not_fold_it(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        today(app).move_cursor("heading/@yesterday")
        await press(pilot, "enter")
        assert shows(pilot, "▾ From yesterday, Sat 21")
        assert sum("did it · let it go" in line for line in drawn(pilot)) == 7
        await press(pilot, "down", "space", "space")
        assert shows(pilot, "▾ From yesterday, Sat 21")


async def test_x_on_its_line_lets_all_of_it_go_in_one_act(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        today(app).move_cursor("heading/@yesterday")
        await press(pilot, "x")
        assert shows(pilot, " 09:10  Let go: 8 items. u undoes.")
        assert not shows(pilot, "From yesterday")
        assert states(context) == {("skipped", "let go")}
        await press(pilot, "u")
        assert shows(pilot, "8 things")
    assert states(context) == set()


def test_a_title_that_asks_has_its_slot_beside_it_and_nothing_behind_its_mark(context: AppContext) -> None:
    reader = context.reader()
    assert reader is not None
    state = reader.state(context.now())
    item = next(one for one in state.yesterday if one.item.rule.check_in)
    rule = replace(item.item.rule, title="How is your skin?")
    state = replace(state, yesterday=(replace(item, item=item.item._replace(rule=rule)),))
    for width, right in ((80, "evening  did it · let it go"), (40, "evening")):
        row = yesterday_rows(state, TaskShape(width, GLYPHS, narrow=width < 60), unfolded=True)[1]
        assert row.line(width).endswith(f"  {right}")
        assert "○ How is your skin? " in row.line(width)


async def test_x_elsewhere_says_where_it_would_let_them_go(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await press(pilot, "x")
        assert shows(pilot, " 09:10  Go to what is left from yesterday first, then x.")
    assert states(context) == set()


async def test_a_on_the_folded_line_ticks_all_of_it(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(40, 24)) as pilot:
        await press(pilot, "a")
        assert shows(pilot, "From yesterday")
        await press(pilot, "a")
        assert shows(pilot, "A check-in is answered")
    assert states(context) == {("done", "")}
    assert context.journal.latest("picosure-face", Topic.ITEM, "2026-11-21/face-check-in/evening") is None


def test_the_detail_of_what_yesterday_left_never_says_to_do_it_now(context: AppContext) -> None:
    reader = context.reader()
    assert reader is not None
    plan, state = reader.plan(context.now()), reader.state(context.now())
    background = Background(plan.checklist, plan.state.answers)
    told = []
    for item in state.yesterday:
        texts = detail(f"{RowKind.ITEM}/{item.item.key}", state, background, GLYPHS, whole=False)
        told += [text.text for text in texts if text.text.startswith("Missed it?")]
    assert "Missed it? Let it go." in told
    assert not any("Do it now" in text for text in told)
    due = next(item for item in state.items if item.item.rule.if_missed == "now")
    texts = detail(f"{RowKind.ITEM}/{due.item.key}", state, background, GLYPHS, whole=False)
    assert "Missed it? Do it now." in [text.text for text in texts]
