"""Today by keys and by mouse: what goes in, what the journal holds, what is said."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input

from checklists.rules import AsNeeded, Kind, Rule, Span
from tests.apps import at, chosen, clock_of, make_app, small_checklist
from tests.conftest import Sessions
from tui.app import Afterglow
from tui.day.session import Session
from tui.journal import Entry, JournalError, Reason, Topic
from tui.messages import ReminderDue
from tui.screens.check_in import CheckInScreen
from tui.screens.detail import DetailScreen
from tui.screens.plan import PlanScreen
from tui.screens.today import TodayScreen
from tui.screens.trouble import TroubleScreen
from tui.widgets.row_list import RowList

BEGUN = "2026-11-21T07:30"
"""The recovery is begun on day 1, so that nothing is left from the day before."""
WASH, CREAM = "2026-11-21/wash/morning", "2026-11-21/cream/morning"


@pytest.fixture
def session(sessions: Sessions) -> Session:
    """Day 1, a quarter past eight: three things of the morning due."""
    return sessions("2026-11-21T08:15", begun=BEGUN)


def item(session: Session, key: str) -> Entry | None:
    return session.journal.latest("small", Topic.ITEM, key)


def value(session: Session, key: str) -> Any:
    entry = item(session, key)
    return None if entry is None else entry.value


def text(app: Afterglow, id: str) -> str:
    """What one of the lists shows, line by line."""
    rows = app.screen.query_one(f"#{id}", RowList)
    return "\n".join(rows.render_line(y).text.rstrip() for y in range(rows.size.height))


def today(app: Afterglow) -> TodayScreen:
    screen = app.screen_stack[0]
    assert isinstance(screen, TodayScreen)
    return screen


def cursor(app: Afterglow) -> str:
    """The key of the row the cursor is on."""
    return today(app).cursor.partition("/")[2]


async def move_on(pilot: Pilot[int], session: Session, **by: int) -> None:
    """Let time pass, and the app notice it."""
    clock_of(session).advance(timedelta(**by))
    app = pilot.app
    assert isinstance(app, Afterglow)
    app.changed()
    await pilot.pause()


async def test_space_ticks_the_row_and_the_journal_keeps_it(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        assert cursor(app) == WASH
        assert "○ Wash gently" in text(app, "act")
        await pilot.press("space")
        assert "✓ Wash gently" in text(app, "act")
        assert text(app, "now") == " 08:15  Ticked. u undoes."

    entry = item(session, WASH)
    assert entry is not None
    assert entry.value == {"state": "done", "title": "Wash gently"}
    assert entry.at == entry.recorded == at("2026-11-21T08:15")
    top = session.journal.top()
    assert top is not None
    assert top.words == "tick 'Wash gently', morning, day 1"


async def test_space_takes_a_tick_back(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("space", "space")
        assert "○ Wash gently" in text(app, "act")
    assert item(session, WASH) is None


async def test_space_on_a_heading_ticks_the_whole_slot_in_one_act(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("up", "space")
        assert text(app, "now") == " 08:15  Ticked: 3 items. u undoes."
        await pilot.press("u")
        assert text(app, "now") == " 08:15  Undid: tick 3 items, morning, day 1."
    assert item(session, WASH) is None


async def test_space_on_the_check_in_opens_it_instead_of_ticking_it_unanswered(session: Session) -> None:
    app = make_app(session)
    async with app.run_test(size=(80, 40)) as pilot:
        today(app).stand("item/2026-11-21/check-in/evening")
        await pilot.press("space")
        assert isinstance(app.screen, CheckInScreen)
    assert item(session, "2026-11-21/check-in/evening") is None


async def test_a_day_that_has_not_come_is_not_ticked(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("right", "space")
        assert text(app, "now") == " 08:15  Day 2 has not come. It can be skipped, not ticked."
    assert session.journal.current("small", Topic.ITEM) == {}


async def test_skip_asks_why_and_may_go_without(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("s", *"none left", "enter")
        await pilot.pause()
        assert "Wash gently  none left" in text(app, "act")
        await pilot.press("down", "s", "enter")
        await pilot.pause()
        await pilot.press("down", "s", "escape")
        await pilot.pause()
    assert value(session, WASH) == {"state": "skipped", "title": "Wash gently", "why": "none left"}
    assert value(session, CREAM) == {"state": "skipped", "title": "Moisturise"}
    assert item(session, "2026-11-21/sunscreen/morning") is None


async def test_an_answer_goes_to_the_day_it_was_asked_on(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("s")
        await move_on(pilot, session, hours=20)
        assert today(app).state is not None
        assert today(app).state.number == 1  # type: ignore[union-attr]
        await pilot.press(*"late", "enter")
        await pilot.pause()
        assert today(app).state.number == 2  # type: ignore[union-attr]
    assert value(session, WASH) == {"state": "skipped", "title": "Wash gently", "why": "late"}


async def test_a_slip_is_noted_kindly(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        today(app).stand("avoid/no-rub")
        await pilot.press("x")
        await pilot.pause()
        assert text(app, "now") == " 08:15  Noted. It happens; leave it be from here. u undoes."
        assert "! rubbing" in text(app, "act")
        await pilot.press("x")
        await pilot.pause()
        assert "! rubbing" not in text(app, "act")
    assert session.journal.current("small", Topic.SLIP) == {}


async def test_of_several_on_one_row_a_slip_asks_which(sessions: Sessions) -> None:
    pick = Rule("pick", Kind.AVOID, "Picking", "picking", (Span(0, 9),))
    session = sessions("2026-11-21T08:15", begun=BEGUN, of=chosen(small_checklist(pick)))
    app = make_app(session)
    async with app.run_test() as pilot:
        today(app).stand("avoid/no-rub,pick")
        await pilot.press("x", "2")
        await pilot.pause()
    assert list(session.journal.current("small", Topic.SLIP)) == ["2026-11-21/pick"]


async def test_a_note_goes_to_the_row_or_to_the_day(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("n", *"cold water", "enter")
        await pilot.pause()
        assert "Wash gently  cold water" in text(app, "act")
        today(app).stand("heading/morning")
        await pilot.press("n", *"a calm day", "enter")
        await pilot.pause()
        assert "   Note      a calm day" in text(app, "act")
    notes = session.journal.current("small", Topic.NOTE)
    assert {key: entry.value for key, entry in notes.items()} == {
        WASH: {"text": "cold water"},
        "2026-11-21/note/1": {"text": "a calm day"},
    }


async def test_undo_and_redo_go_back_and_forth(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("space", "u")
        assert text(app, "now") == " 08:15  Undid: tick 'Wash gently', morning, day 1."
        await pilot.press("U")
        assert text(app, "now") == " 08:15  Did again: tick 'Wash gently', morning, day 1."
        await pilot.press("U")
        assert text(app, "now") == " 08:15  There is nothing to do again."
    assert value(session, WASH) == {"state": "done", "title": "Wash gently"}


async def test_undo_takes_back_nothing_that_another_program_did_since(
    session: Session, sessions: Sessions
) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("space")
        await pilot.pause()
        other = sessions("2026-11-21T08:15")
        care = other.care()
        assert care is not None
        cream = care.state(other.now()).item(CREAM)
        assert cream is not None
        other.acts(care).tick([cream.item])
        await pilot.press("u")
        assert text(app, "now") == (
            " 08:15  Left as it is. Elsewhere since: tick 'Moisturise', morning, day 1."
        )
        assert "✓ Moisturise" in text(app, "act"), "and the screen shows what the other did"
    assert value(session, CREAM) == {"state": "done", "title": "Moisturise"}


async def test_all_that_yesterday_left_is_done_with_one_key_at_its_own_time(sessions: Sessions) -> None:
    session = sessions("2026-11-22T09:10", begun="2026-11-21T19:00")
    app = make_app(session)
    async with app.run_test(size=(80, 30)) as pilot:
        assert cursor(app) == "2026-11-21/wash/evening"
        await pilot.press("a")
        assert "From yesterday" not in text(app, "act")
        assert cursor(app).startswith("2026-11-22/") or cursor(app) == "morning"
    entry = item(session, "2026-11-21/wash/evening")
    assert entry is not None
    assert (entry.at, entry.recorded) == (at("2026-11-21T20:00"), at("2026-11-22T09:10"))


async def test_one_thing_of_yesterday_is_let_go(sessions: Sessions) -> None:
    session = sessions("2026-11-22T09:10", begun="2026-11-21T19:00")
    app = make_app(session)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "From yesterday, Sat 21" in text(app, "act")
        today(app).stand("heading/@yesterday")
        await pilot.press("x")
        await pilot.pause()
        assert "From yesterday" not in text(app, "act")
    assert value(session, "2026-11-21/wash/evening") == {"state": "skipped", "title": "Wash gently"}
    assert value(session, "2026-11-21/cream/evening") == {"state": "skipped", "title": "Moisturise"}


async def test_the_question_is_answered_on_its_row_and_n_is_a_note_elsewhere(sessions: Sessions) -> None:
    session = sessions("2026-11-27T08:10", begun="2026-11-27T07:00")
    app = make_app(session)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("y")
        assert session.journal.current("small", Topic.SIGN) == {}
        today(app).stand("ask/crusts")
        await pilot.press("n")
        await pilot.pause()
        assert "Any crusts" not in text(app, "act")
        await pilot.press("n")
        await pilot.pause()
        assert app.screen.query(Input)
    report = session.journal.current("small", Topic.SIGN)["crusts"]
    assert report.value == {"value": 0, "until": None}


async def test_l_puts_the_slot_off(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("l")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert text(app, "now") == " 08:15  Later, at 08:30. u undoes."
    assert session.journal.current("small", Topic.LATER)["2026-11-21/morning"].value == (
        "2026-11-21T07:30:00+00:00"
    )


async def test_o_says_that_i_am_out_until_the_sun_is_low(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("o")
        assert text(app, "now") == " 08:15  Out until 18:00. o says you are back."
        assert "out until 18:00" in text(app, "head")
        await pilot.press("o")
        assert "out until" not in text(app, "head")
    assert session.journal.current("small", Topic.SIGN)["outdoors"].value["value"] == 0


async def test_what_is_done_as_needed_too_soon_is_recorded_with_a_kind_word(sessions: Sessions) -> None:
    pack = Rule("pack", Kind.DO, "Cold pack", "cold pack", (Span(0, 9),), as_needed=AsNeeded(gap=55))
    session = sessions("2026-11-21T08:15", begun=BEGUN, of=chosen(small_checklist(pack)))
    app = make_app(session)
    async with app.run_test(size=(80, 40)) as pilot:
        today(app).stand("item/2026-11-21/pack")
        await pilot.press("space", "space")
        assert text(app, "now") == " 08:15  Best left 55 minutes apart. Noted all the same. u undoes."
        assert cursor(app) == "2026-11-21/pack", "the cursor stays, whatever number comes next"
    assert {"2026-11-21/pack/n1", "2026-11-21/pack/n2"} <= set(session.journal.current("small", Topic.ITEM))


async def test_arrows_go_from_row_to_row_and_from_day_to_day(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("down", "j")
        assert cursor(app) == "2026-11-21/sunscreen/morning"
        await pilot.press("k", "home")
        assert cursor(app) == "morning"
        await pilot.press("end")
        assert cursor(app) == "@normal"
        await pilot.press("left")
        assert text(app, "head").startswith(" Day 0  Friday 20 November  ·  Treatment day, treated at 16:00")
        assert text(app, "now") == " 08:15  Looking back at Fri 20 Nov. t goes back to today."
        await pilot.press("left")
        assert text(app, "head").startswith(" Day 0")
        await pilot.press("t")
        assert text(app, "head").startswith(" Day 1")


async def test_enter_folds_a_heading_and_a_tick_never_does(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("space", "down", "space", "down", "space")
        assert "▾ Morning" in text(app, "act"), "all of it is done, and it stays open"
        await pilot.press("home", "enter")
        assert "✓ Morning   3 done" in text(app, "act")
        assert cursor(app) == "morning"
        await pilot.press("enter")
        assert "▾ Morning" in text(app, "act")


async def test_a_section_opens_when_its_time_comes_and_the_cursor_stays(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        assert "▸ Midday" in text(app, "act")
        today(app).stand("heading/evening")
        await move_on(pilot, session, hours=4, minutes=45)
        assert "▾ Midday" in text(app, "act")
        assert cursor(app) == "evening"


async def test_enter_on_an_item_says_all_there_is_to_say(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, DetailScreen)
        rows = app.screen.query_one(RowList)
        said = "\n".join(rows.render_line(y).text.strip() for y in range(12))
    assert said.startswith(
        "Wash gently\n"
        "Fingertips only.\n"
        "Why: hot water and rubbing leave marks.\n"
        "Missed it? Leave it, and do the next one. It is at 20:00.\n"
        "Here because: mornings and evenings, days 1 to 9.\n"
        "Sources differ:\n"
        "- Leeds Teaching Hospitals NHS Trust: dry for 2 days\n"
        "Where they differ: from day 0 to day 2.\n"
        "From A small plan, revision 1."
    )


async def test_the_detail_of_something_left_alone_says_when_it_is_back_and_how(session: Session) -> None:
    app = make_app(session)
    async with app.run_test(size=(120, 40)):
        today(app).stand("avoid/make-up")
        said = text(app, "detail")
    assert "Back on Friday 27 November, if your skin is calm. Mineral" in said
    assert "Why: rubbing hurts healing skin." in said
    assert "x I slipped" in said


async def test_g_goes_to_what_is_due_from_any_day(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("left", "end", "g")
        assert cursor(app) == WASH
        assert text(app, "head").startswith(" Day 1")


async def test_find_jumps_to_the_row_that_holds_what_is_typed(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("slash", *"RUB")
        await pilot.pause()
        assert cursor(app) == "no-rub"
        await pilot.press("enter")
        await pilot.pause()
        assert not app.screen.query(Input)


async def test_i_and_p_open_the_check_in_and_the_plan(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
        await pilot.press("escape")
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)


async def test_q_leaves_and_says_when_to_come_back(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("q")
    assert app.return_value == 0
    assert capsys.readouterr().err == "See you at 13:00.\n"


async def test_a_telling_stands_in_the_now_line_until_it_is_answered(session: Session) -> None:
    seen: list[Message] = []
    app = make_app(session)
    async with app.run_test(message_hook=seen.append) as pilot:
        app.reminders.start()
        for key in ("space", "down", "space", "down", "space"):
            await pilot.press(key)
        await move_on(pilot, session, hours=4, minutes=45)
        assert text(app, "now") == f"{' 13:00  Moisturise':<59}g go there · l later"
        assert [one.telling.key for one in seen if isinstance(one, ReminderDue)] == ["2026-11-21/midday"]
        await pilot.press("g")
        assert text(app, "now") == f"{' 13:00  Moisturise':<50}space done · l later · s skip"
        await pilot.press("space")
        assert text(app, "now") == " 13:00  Ticked. u undoes."
    assert value(session, "2026-11-21/cream/midday") == {"state": "done", "title": "Moisturise"}


async def test_a_telling_brings_the_cursor_only_where_nobody_moved_it(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        app.reminders.start()
        await move_on(pilot, session, hours=4, minutes=45)
        assert cursor(app) == "2026-11-21/cream/midday"
        await pilot.press("end")
        await move_on(pilot, session, hours=7)
        assert cursor(app) == "@normal"
        assert text(app, "now").startswith(" 20:00  Wash, moisturise, check-in")


async def test_another_program_s_tick_takes_the_telling_away(session: Session, sessions: Sessions) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        app.reminders.start()
        await move_on(pilot, session, hours=4, minutes=45)
        other = sessions("2026-11-21T13:00")
        care = other.care()
        assert care is not None
        cream = care.state(other.now()).item("2026-11-21/cream/midday")
        assert cream is not None
        other.acts(care).tick([cream.item])
        await move_on(pilot, session, seconds=2)
        assert "Moisturise" not in text(app, "now")
        assert "✓ Moisturise" in text(app, "act")


async def test_at_the_day_s_start_a_new_day_is_shown(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await move_on(pilot, session, hours=19)
        assert text(app, "head").startswith(" Day 1")
        assert text(app, "now").startswith(" 03:15  Still day 1 until 04:00.")
        await move_on(pilot, session, minutes=45)
        assert text(app, "head").startswith(" Day 2")


async def test_the_day_looked_at_stays_when_a_new_day_begins(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("left")
        await move_on(pilot, session, hours=20)
        assert text(app, "head").startswith(" Day 0")
        await pilot.press("t")
        assert text(app, "head").startswith(" Day 2")


async def test_a_click_on_a_mark_ticks_and_on_a_heading_folds(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        lines = text(app, "act").splitlines()
        cream = next(y for y, line in enumerate(lines) if "Moisturise" in line)
        await pilot.click("#act", offset=(10, cream))
        assert cursor(app) == CREAM
        assert item(session, CREAM) is None
        await pilot.click("#act", offset=(3, cream))
        evening = next(y for y, line in enumerate(lines) if "Evening" in line)
        await pilot.click("#act", offset=(5, evening))
        assert "▾ Evening" in text(app, "act")
        await pilot.click("#head", offset=(2, 1))
        assert text(app, "head").startswith(" Day 0")
    assert value(session, CREAM) == {"state": "done", "title": "Moisturise"}


async def test_the_answers_of_yesterday_and_of_the_question_can_be_clicked(sessions: Sessions) -> None:
    session = sessions("2026-11-22T09:10", begun="2026-11-21T19:00")
    app = make_app(session)
    async with app.run_test(size=(80, 30)) as pilot:
        first = text(app, "act").splitlines()[1]
        await pilot.click("#act", offset=(first.index("let it go") + 1, 1))
        await pilot.pause()
        second = text(app, "act").splitlines()[2]
        await pilot.click("#act", offset=(second.index("did it"), 2))
    assert value(session, "2026-11-21/wash/evening")["state"] == "skipped"
    assert value(session, "2026-11-21/cream/evening")["state"] == "done"


async def test_the_wheel_scrolls_and_what_is_out_of_sight_is_counted(session: Session) -> None:
    app = make_app(session)
    async with app.run_test(size=(40, 8)) as pilot:
        assert text(app, "act").splitlines()[-1].endswith("↓ 3 more")
        rows = app.screen.query_one("#act", RowList)
        rows.scroll_rows(3)
        await pilot.pause()
        assert text(app, "act").splitlines()[0].endswith("3 more above")
        await pilot.press("end")
        assert "Normal today" in text(app, "act").splitlines()[-1]


async def test_the_cursor_stays_on_its_row_when_rows_above_it_go(sessions: Sessions) -> None:
    session = sessions("2026-11-22T09:10", begun="2026-11-21T19:00")
    app = make_app(session)
    async with app.run_test(size=(80, 40)) as pilot:
        today(app).stand("item/2026-11-22/cream/morning")
        await pilot.press("a")
        assert cursor(app) == "2026-11-22/cream/morning"


async def test_any_size_will_do_and_a_resize_under_way_does_no_harm(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        for size in ((20, 5), (1, 1), (120, 40), (40, 12), (100, 17), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "○ Wash gently" in text(app, "act")
        assert cursor(app) == WASH


async def test_the_cursor_is_in_sight_after_a_resize(session: Session) -> None:
    app = make_app(session)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("end")
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert any("Normal today" in line for line in text(app, "act").splitlines())


async def test_a_title_that_looks_like_markup_is_text(sessions: Sessions) -> None:
    sly = Rule("sly", Kind.DO, "[@click=app.exit]x[/]", "[b]sly", (Span(0, 9),), how="[red]how")
    session = sessions("2026-11-21T08:15", begun=BEGUN, of=chosen(small_checklist(sly)))
    app = make_app(session)
    async with app.run_test(size=(120, 40)) as pilot:
        today(app).stand("item/2026-11-21/sly/day")
        assert "○ [@click=app.exit]x[/]" in text(app, "act")
        assert "[red]how" in text(app, "detail")
        await pilot.press("n", "x", "enter")
        await pilot.pause()
        assert app.is_running


async def test_what_is_wrong_with_the_journal_is_said_and_nothing_is_ticked(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise JournalError(Reason.FULL, session.paths.journal, "The disk is full.")

    app = make_app(session)
    async with app.run_test() as pilot:
        monkeypatch.setattr(session.journal, "record", full)
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(app.screen, TroubleScreen)
    assert item(session, WASH) is None


async def test_undoing_the_start_leads_back_to_start(session: Session) -> None:
    app = make_app(session)
    async with app.run_test() as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert type(app.screen).__name__ == "StartScreen"


async def test_a_finished_plan_can_be_put_away_and_taken_out_again(sessions: Sessions) -> None:
    session = sessions("2026-12-20T10:00", begun=BEGUN)
    app = make_app(session)
    async with app.run_test() as pilot:
        assert " That is the whole plan. Well done for staying with it." in text(app, "act")
        await pilot.press("z")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        recovery = session.recovery()
        assert recovery is not None
        assert recovery.ended == at("2026-12-20T10:00")
        await pilot.press("u")
        recovery = session.recovery()
        assert recovery is not None
        assert recovery.ended is None
        await pilot.press("left")
        assert text(app, "head").startswith(" Day 29")


FIRST_PAINT = """
import asyncio, sys
from pathlib import Path
from tests.apps import make_app, make_session
session = make_session(Path(sys.argv[1]), "2026-11-21T08:15")
async def main():
    async with make_app(session).run_test() as pilot:
        await pilot.press("space")
        print(sorted({"pydantic", "ruamel.yaml", "apscheduler"} & set(sys.modules)))
asyncio.run(main())
"""


def test_the_first_paint_and_the_first_tick_import_nothing_slow(session: Session, home: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(home)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    assert answer.stdout.strip() == "[]"


async def test_a_page_key_in_a_list_without_any_room_does_no_harm(session: Session) -> None:
    app = make_app(session)
    async with app.run_test(size=(1, 1)) as pilot:
        await pilot.press("l", "pageup", "pagedown", "escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_another_theme_colours_every_row_at_once(session: Session) -> None:
    app = make_app(session)
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = "dawn"
        await pilot.pause()
        svg = app.export_screenshot()
    for of_dusk in ("#1b1a1f", "#e9e4dc", "#f2b08a", "#a8a19a"):
        assert of_dusk not in svg
