"""The next session from the app: Start with what the session before had, and what is written in the end."""

from datetime import date, timedelta
from inspect import isawaitable
from typing import Any

import pytest
from textual.pilot import Pilot

from checklists import library
from checklists.rules.rule import Kind, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import CLINIC, at, chosen, clock_of, make_app, shipped, small_checklist
from tests.support.screens import click, drawn, files_read, press, settled, shows, words
from tui.app.app import Afterglow
from tui.journal import Topic
from tui.recovery.clinic_dates import ClinicDate
from tui.recovery.context import AppContext
from tui.recovery.course import Booking
from tui.recovery.recovery import recoveries
from tui.screens.start.screen import StartScreen
from tui.screens.today import TodayScreen

DAY_28 = "2026-12-18T17:10"
SENTENCE = "Session 2. With it session 1 is put away; nothing is deleted."


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Day 28, ten past five."""
    return contexts(DAY_28, of=shipped())


async def begin_next(app: Afterglow, pilot: Pilot[int]) -> None:
    """As the palette does."""
    commands = {each.title: each for each in app.get_system_commands(app.screen)}
    begun = commands["Begin the next session"].callback()
    if isawaitable(begun):
        await begun
    await settled(pilot)


def answers(context: AppContext, recovery: str) -> dict[str, Any]:
    return {key: entry.value for key, entry in context.journal.current(recovery, Topic.ANSWER).items()}


@pytest.mark.parametrize(("width", "height"), [(40, 12), (80, 24), (120, 40)])
async def test_one_sentence_says_what_becomes_of_the_session_before(
    context: AppContext, width: int, height: int
) -> None:
    app = make_app(context)
    async with app.run_test(size=(width, height)) as pilot:
        await begin_next(app, pilot)
        await files_read(pilot)
        assert isinstance(app.screen, StartScreen)
        assert SENTENCE in words(pilot)
        assert shows(pilot, "PicoSure on the face")


async def test_answers_and_clinic_are_filled_in_and_one_act_begins_the_one_and_ends_the_other(
    context: AppContext,
) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin_next(app, pilot)
        await files_read(pilot)
        assert shows(pilot, "✓ PicoSure on the face")
        assert shows(pilot, "today, about [ 16:00 ]")
        await press(pilot, "enter")
        assert shows(pilot, "[x] Make-up")
        await press(pilot, "space", "enter")
        assert shows(pilot, "Your skin clinic")
        await press(pilot, "end", "enter")
        await settled(pilot)

        assert isinstance(app.screen, TodayScreen)
        assert drawn(pilot)[0].startswith(" Day 0  Fri 18 Dec  ·  session 2  ·  Treatment day")
        first, second = recoveries(context.journal)
        assert (first.id, first.ended) == ("picosure-face", at(DAY_28))
        assert (second.id, second.session, second.after) == ("picosure-face-2", 2, "picosure-face")
        assert (second.treated, second.clinic) == (at("2026-12-18T16:00"), CLINIC)
        assert answers(context, second.id) == {"habits": ["actives", "exercise"], "about": []}
        top = context.journal.top()
        assert top is not None
        assert top.words == "start PicoSure on the face, session 2, treated 2026-12-18 16:00"
        assert app.screen.status == (
            "Session 1 is put away and reminds of nothing more. When to call still speaks for it, and "
            "nothing is deleted. u restores both."
        )

        await press(pilot, "u", "2")
        (only,) = recoveries(context.journal)
        assert (only.id, only.ended) == ("picosure-face", None)
        assert drawn(pilot)[0].startswith(" Day 28  Friday 18 December")


async def test_escape_leaves_everything_as_it_was_and_the_day_that_was_looked_at(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "left")
        await begin_next(app, pilot)
        await files_read(pilot)
        await press(pilot, "escape")

        assert isinstance(app.screen, TodayScreen)
        assert drawn(pilot)[0].startswith(" Day 27")
        assert len(recoveries(context.journal)) == 1


async def test_the_day_that_was_booked_is_the_one_it_is_asked_about_once_it_has_passed(
    context: AppContext,
) -> None:
    reader = context.reader()
    assert reader is not None
    context.acts(reader).book(Booking(date(2026, 12, 18), "14:30"))
    clock_of(context).jump(timedelta(days=2))
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        assert shows(pilot, "The next session was booked for 18 Dec")
        await press(pilot, "b", "1")
        await files_read(pilot)
        assert shows(pilot, "Fri 18 Dec 2026, about [   ?   ]")


async def test_it_cannot_have_been_before_the_session_before(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin_next(app, pilot)
        await files_read(pilot)
        await press(pilot, "d", *"30", "enter", *"1600", "enter")
        assert shows(pilot, "The session before was on Friday 20 November at 16:00.")
        assert isinstance(app.screen, StartScreen)
        assert len(recoveries(context.journal)) == 1


async def test_the_finished_plan_offers_the_next_session_by_key_and_by_click(contexts: Contexts) -> None:
    context = contexts("2027-02-19T09:10", of=shipped())
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n")
        assert isinstance(app.screen, StartScreen)
        await press(pilot, "escape")
        await click(pilot, "start the next session when you have had it")
        assert isinstance(app.screen, StartScreen)


async def test_on_the_day_of_the_treatment_there_is_no_next_session_yet(contexts: Contexts) -> None:
    app = make_app(contexts("2026-11-20T20:10", of=shipped()))
    async with app.run_test(size=(80, 24)):
        assert isinstance(app.screen, TodayScreen)
        assert not app.screen.can_begin_next


async def test_a_checklist_without_a_file_comes_out_of_the_journal(contexts: Contexts) -> None:
    context = contexts(DAY_28)
    assert "small" not in library.shipped()
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin_next(app, pilot)
        await files_read(pilot)
        assert shows(pilot, "✓ A small plan")
        await press(pilot, "enter", "enter", "end", "enter")
        await settled(pilot)
        second = recoveries(context.journal)[-1]
        assert (second.id, second.title, second.session) == ("small-2", "A small plan", 2)


async def test_an_answer_that_the_checklist_no_longer_has_is_left_out(contexts: Contexts) -> None:
    more = Rule("more", Kind.DO, "More", "more", (Span(0, 1),))
    context = contexts(
        DAY_28, of=chosen(small_checklist(more)), answers={"habits": ("makeup", "gone"), "lost": ("yes",)}
    )
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin_next(app, pilot)
        await files_read(pilot)
        await press(pilot, "enter", "enter", "end", "enter")
        await settled(pilot)
        assert answers(context, "small-2") == {"habits": ["makeup"]}


async def test_the_clinic_s_dates_hold_again_once_the_person_takes_them(context: AppContext) -> None:
    reader = context.reader()
    assert reader is not None
    acts = context.acts(reader)
    makeup = acts.plan.checklist.rule("face-no-makeup")
    assert makeup is not None
    acts.set_clinic_date(makeup, ClinicDate((Span(0, 16),)))
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin_next(app, pilot)
        await files_read(pilot)
        await press(pilot, "enter", "enter")
        offer = f"+ The same as for session 1? {makeup.title}: days 0 to 16"
        assert shows(pilot, offer)
        await click(pilot, "The same as for session 1?")
        assert not shows(pilot, "The same as for session 1?")
        assert shows(pilot, f"{makeup.title}: days 0 to 16")
        await press(pilot, "end", "enter")
        await settled(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert "not taken over" not in app.screen.status
        dates = context.journal.current("picosure-face-2", Topic.CLINIC_DATE)
        assert {key: each.value["days"] for key, each in dates.items()} == {"face-no-makeup": "0-16"}


async def test_it_may_be_any_session_that_comes_after(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin_next(app, pilot)
        await files_read(pilot)
        assert shows(pilot, "session 2 of this treatment   s another number")
        await press(pilot, "s", "1", "enter")
        assert shows(pilot, "Write a number from 2 to 99, such as 5.")
        await press(pilot, "backspace", "4", "enter")
        assert shows(pilot, "Session 4. With it session 1 is put away; nothing is deleted.")
        await press(pilot, "enter", "enter", "end", "enter")
        await settled(pilot)
        assert recoveries(context.journal)[-1].session == 4


async def test_the_palette_asks_whether_it_is_the_next_session_or_one_beside_it(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        commands = {each.title: each for each in app.get_system_commands(app.screen)}
        commands["Begin another recovery"].callback()
        await settled(pilot)
        assert shows(pilot, "What do you begin?")
        await press(pilot, "2")
        await files_read(pilot)
        assert shows(pilot, "Another recovery. PicoSure on the face runs on beside it.")
        await press(pilot, "enter", "enter")
        assert shows(pilot, f"The same clinic as now? {CLINIC}")
        await click(pilot, "The same clinic as now?")
        await press(pilot, "end", "enter")
        await settled(pilot)
        first, second = recoveries(context.journal)
        assert (first.ended, second.session, second.clinic) == (None, 1, CLINIC)


async def test_one_that_is_here_already_is_not_begun_twice(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        commands = {each.title: each for each in app.get_system_commands(app.screen)}
        commands["Begin another recovery"].callback()
        await settled(pilot)
        await press(pilot, "2")
        await files_read(pilot)
        await press(pilot, "d", *"20", "space", *"Nov", "space", *"4pm", "enter", "enter")
        assert shows(pilot, "A recovery treated Fri 20 Nov 2026 at 16:00 is here already.")
        assert len(recoveries(context.journal)) == 1
