"""Today while time passes: tellings, new days, the end; and what it loads and refuses."""

import subprocess
import sys
from pathlib import Path

import pytest
from textual.message import Message

from checklists.rules.rule import Kind, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import at, chosen, make_app, small_checklist
from tests.support.screens import press, shows
from tests.support.today import BEGUN, WASH, cursor, item, move_on, text, today, value
from tui.journal import JournalError, Reason
from tui.recovery.context import AppContext
from tui.screens.dialogs import TroubleScreen
from tui.widgets.messages import ReminderDue


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Day 1, a quarter past eight: three things of the morning due."""
    return contexts("2026-11-21T08:15", begun=BEGUN)


async def test_an_answer_goes_to_the_day_it_was_asked_on(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("s")
        await move_on(pilot, context, hours=20)
        assert today(app).state is not None
        assert today(app).state.number == 1  # type: ignore[union-attr]
        await pilot.press(*"late", "enter")
        await pilot.pause()
        assert today(app).state.number == 2  # type: ignore[union-attr]
    assert value(context, WASH) == {"state": "skipped", "title": "Wash gently", "why": "late"}


async def test_q_leaves_and_says_when_to_come_back(
    context: AppContext, capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("q")
    assert app.return_value == 0
    assert capsys.readouterr().err == "See you at 13:00.\n"


async def test_q_on_a_day_gone_by_says_when_to_come_back_today(
    context: AppContext, capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await press(pilot, "left", "q")
    assert capsys.readouterr().err == "See you at 13:00.\n"


async def test_a_telling_stands_in_the_now_line_until_it_is_answered(context: AppContext) -> None:
    seen: list[Message] = []
    app = make_app(context)
    async with app.run_test(message_hook=seen.append) as pilot:
        app.reminders.start()
        for key in ("space", "down", "space", "down", "space"):
            await pilot.press(key)
        await move_on(pilot, context, hours=4, minutes=45)
        assert text(app, "status") == f"{' 13:00  Moisturise':<59}g go there · l later"
        assert [one.occasion.reminders[0].key for one in seen if isinstance(one, ReminderDue)] == [
            "2026-11-21/midday"
        ]
        await pilot.press("g")
        assert text(app, "status") == f"{' 13:00  Moisturise':<50}space done · l later · s skip"
        await pilot.press("space")
        assert text(app, "status") == " 13:00  Ticked. u undoes."
    assert value(context, "2026-11-21/cream/midday") == {"state": "done", "title": "Moisturise"}


async def test_a_telling_brings_the_cursor_only_where_nobody_moved_it(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        app.reminders.start()
        await move_on(pilot, context, hours=4, minutes=45)
        assert cursor(app) == "2026-11-21/cream/midday"
        await pilot.press("end")
        await move_on(pilot, context, hours=7)
        assert cursor(app) == "@normal"
        assert text(app, "status").startswith(" 20:00  Wash, moisturise, check-in")


async def test_another_program_s_tick_takes_the_telling_away(context: AppContext, contexts: Contexts) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        app.reminders.start()
        await move_on(pilot, context, hours=4, minutes=45)
        other = contexts("2026-11-21T13:00")
        reader = other.reader()
        assert reader is not None
        cream = reader.state(other.now()).item("2026-11-21/cream/midday")
        assert cream is not None
        other.acts(reader).tick([cream.item])
        await move_on(pilot, context, seconds=2)
        assert "Moisturise" not in text(app, "status")
        assert "✓ Moisturise" in text(app, "tasks")


async def test_at_the_day_s_start_a_new_day_is_shown(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await move_on(pilot, context, hours=19)
        assert text(app, "head").startswith(" Day 1")
        assert text(app, "status").startswith(" 03:15  Still day 1 until 04:00.")
        await move_on(pilot, context, minutes=45)
        assert text(app, "head").startswith(" Day 2")


async def test_the_day_looked_at_stays_when_a_new_day_begins(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("left")
        await move_on(pilot, context, hours=20)
        assert text(app, "head").startswith(" Day 0")
        await pilot.press("t")
        assert text(app, "head").startswith(" Day 2")


async def test_a_title_that_looks_like_markup_is_text(contexts: Contexts) -> None:
    sly = Rule("sly", Kind.DO, "[@click=app.exit]x[/]", "[b]sly", (Span(0, 9),), how="[red]how")
    context = contexts("2026-11-21T08:15", begun=BEGUN, of=chosen(small_checklist(sly)))
    app = make_app(context)
    async with app.run_test(size=(120, 40)) as pilot:
        today(app).move_cursor("item/2026-11-21/sly/day")
        assert "○ [@click=app.exit]x[/]" in text(app, "tasks")
        assert "[red]how" in text(app, "detail")
        await pilot.press("n", "x", "enter")
        await pilot.pause()
        assert app.is_running


async def test_what_is_wrong_with_the_journal_is_said_and_nothing_is_ticked(
    context: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise JournalError(Reason.FULL, context.paths.journal, "The disk is full.")

    app = make_app(context)
    async with app.run_test() as pilot:
        monkeypatch.setattr(context.journal, "record", full)
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(app.screen, TroubleScreen)
    assert item(context, WASH) is None


async def test_undoing_the_start_leads_back_to_start(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await press(pilot, "u")
        assert shows(pilot, "Undo the start of this recovery?")
        await press(pilot, "enter")
        assert type(app.screen).__name__ == "TodayScreen"
        await press(pilot, "u", "2")
        assert type(app.screen).__name__ == "StartScreen"


async def test_a_finished_plan_can_be_put_away_and_taken_out_again(contexts: Contexts) -> None:
    context = contexts("2026-12-20T10:00", begun=BEGUN)
    app = make_app(context)
    async with app.run_test() as pilot:
        assert text(app, "tasks").startswith(" That is the whole plan.\n"), "no praise: nothing was ticked"
        await pilot.press("z")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        recovery = context.recovery()
        assert recovery is not None
        assert recovery.ended == at("2026-12-20T10:00")
        await pilot.press("u")
        recovery = context.recovery()
        assert recovery is not None
        assert recovery.ended is None
        await pilot.press("left")
        assert text(app, "head").startswith(" Day 29")


FIRST_PAINT = """
import asyncio, sys
from pathlib import Path
from tests.support.apps import make_app, make_context
import tui.app.app
tui.app.app.ARM_SECONDS = 60  # what is put off till later shall not come into it on a slow machine
session = make_context(Path(sys.argv[1]), "2026-11-21T08:15")
async def main():
    async with make_app(session).run_test() as pilot:
        await pilot.press("space")
        print(sorted({"pydantic", "ruamel.yaml", "apscheduler"} & set(sys.modules)))
asyncio.run(main())
"""


def test_the_first_paint_and_the_first_tick_import_nothing_slow(context: AppContext, home: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(home)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[4],
    )
    assert answer.stdout.strip() == "[]"


async def test_another_theme_colours_every_row_at_once(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = "dawn"
        await pilot.pause()
        svg = app.export_screenshot()
    for of_dusk in ("#1b1a1f", "#e9e4dc", "#f2b08a", "#a8a19a"):
        assert of_dusk not in svg
