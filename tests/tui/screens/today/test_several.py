"""Two recoveries that run at once: which of them is shown is said, and the other is one key away."""

import pytest
from msgspec.structs import replace

from tests.conftest import Contexts
from tests.support.apps import CLINIC, at, chosen, clock_of, make_app, small_checklist
from tests.support.screens import drawn, press, settled
from tests.support.today import BEGUN, move_on, text, today
from tui.journal import Topic
from tui.recovery.begin import begin
from tui.recovery.context import AppContext
from tui.screens.help import palette_commands

TATTOO = "A small tattoo"


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Day 1 of the small checklist, in focus; beside it day 0 of another, whose evening comes at 20:00."""
    context = contexts("2026-11-21T19:30", begun=BEGUN)
    other = chosen(replace(small_checklist(), id="tattoo", title=TATTOO))
    begin(context.journal, other, at("2026-11-21T15:00"), "Europe/Berlin", {}, CLINIC, context.now())
    reader = context.reader(next(one for one in context.running() if one.id == "small"))
    assert reader is not None
    acts = context.acts(reader)
    acts.focus()
    acts.tick([one.item for one in reader.state(context.now()).items if one.due is not None])
    return context


async def test_the_header_names_the_one_that_is_shown(context: AppContext) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert drawn(pilot)[0].startswith(" Day 1  Saturday 21 November  ·  A small plan  ·  Recovery")
    async with make_app(context).run_test(size=(40, 12)) as pilot:
        await settled(pilot)
        assert drawn(pilot)[0].startswith(" Day 1 A small plan ")


async def test_g_goes_to_what_is_told_of_the_other(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        app.reminders.start()
        await move_on(pilot, context, minutes=30)
        assert text(app, "status").startswith(f" 20:00  {TATTOO}: ")
        assert text(app, "status").endswith("g go there · l later")
        await press(pilot, "g")
        assert text(app, "head").startswith(f" Day 0  Sat 21 Nov  ·  {TATTOO}  ·  Treatment day, treated at")
        assert today(app).selected.item is not None
        assert text(app, "status").endswith("space done · l later · s skip")
        await press(pilot, "s", "enter")
    kept = context.journal.current("tattoo", Topic.ITEM)
    assert [entry.value["state"] for entry in kept.values()] == ["skipped"]


async def test_the_palette_leads_to_the_other_and_back(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        for title, other in (("A small plan", TATTOO), (TATTOO, "A small plan"), ("A small plan", TATTOO)):
            assert f"·  {title}" in text(app, "head")
            (look,) = [one for one in palette_commands(app, app.screen) if one.title.startswith("Look at")]
            assert look.title == f"Look at {other}"
            look.callback()
            await settled(pilot)
    assert context.journal.top() is not None, "to look is no act"


async def test_undoing_the_start_of_the_one_that_is_shown_shows_the_other(context: AppContext) -> None:
    context.picked = "tattoo"
    for _ in range(3):
        context.journal.undo(recorded=clock_of(context).now())
    async with make_app(context).run_test() as pilot:
        await settled(pilot)
        assert drawn(pilot)[0].startswith(" Day 1  Saturday 21 November  ·  Recovery")
