"""What the journal does not take at once is kept, said, and recorded as soon as it can be."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from tests.conftest import Contexts
from tests.support.apps import clock_of, make_app
from tests.support.holding import Holding
from tests.support.screens import press, settled, shows, until
from tui.app.app import Afterglow
from tui.journal import Journal, JournalError, Reason, Topic
from tui.recovery.context import AppContext
from tui.screens.call import CallScreen
from tui.screens.dialogs import PromptScreen, TroubleScreen
from tui.screens.today import TodayScreen

MORNING = "2026-11-21T08:55"


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """A day with a journal that is held open as the app holds it."""
    context = contexts(MORNING)
    context.journal.close()
    context.__dict__["journal"] = Journal(context.paths.journal, resident=True)
    return context


def fails(reason: Reason) -> Callable[..., Any]:
    def fail(*args: object, **more: object) -> Any:
        raise JournalError(reason, Path("j"), "The disk is full.")

    return fail


def notes(context: AppContext) -> list[object]:
    return [entry.value["text"] for entry in context.journal.current("small", Topic.NOTE).values()]


def toasts(app: Afterglow) -> list[str]:
    return [each.message for each in app._notifications]


async def test_under_a_lock_everything_is_drawn_and_a_note_is_recorded_after(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        with Holding(context.paths.journal):
            begun = monotonic()
            await press(pilot, "down", "down", "c")
            assert shows(pilot, "+65 6000 0000")
            assert isinstance(app.screen, CallScreen)
            await press(pilot, "escape", "right", "t", "p", "escape")
            assert monotonic() - begun < 3
            assert isinstance(app.screen, TodayScreen)
            assert not shows(pilot, "Waiting for the journal")
            await press(pilot, "n", *"itchy", "enter")
            assert shows(pilot, "Waiting for the journal: another program holds it.")
            await press(pilot, "down")
            app._watch()
            await settled(pilot)
            assert isinstance(app.screen, TodayScreen)
            assert notes(context) == []
        await until(pilot, lambda: bool(notes(context)))
        assert notes(context) == ["itchy"]
        await until(pilot, lambda: not shows(pilot, "Waiting for the journal"))


async def test_acts_that_wait_are_recorded_in_order_as_of_their_keys(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        pressed = context.now()
        with Holding(context.paths.journal):
            await press(pilot, "n", *"one", "enter", "down", "n", *"two", "enter")
            clock_of(context).advance(timedelta(seconds=40))
        await until(pilot, lambda: app.pending_words()[0] == 0)
        entries = list(context.journal.current("small", Topic.NOTE).values())
        assert [entry.value["text"] for entry in entries] == ["one", "two"]
        assert [entry.at for entry in entries] == [pressed] * 2


async def test_text_that_met_a_full_disk_is_still_there_and_goes_in_by_itself(
    context: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(context)
    monkeypatch.setattr("tui.app.pending.LATER", 0.05)
    async with app.run_test() as pilot:
        await settled(pilot)
        record = context.journal.record
        monkeypatch.setattr(context.journal, "record", fails(Reason.FULL))
        await press(pilot, "n", *"itchy", "enter")
        await until(pilot, lambda: isinstance(app.screen, TroubleScreen))
        assert shows(pilot, "Not recorded yet  1 thing you did. It is kept here until it can be.")
        assert shows(pilot, "itchy")
        await press(pilot, "q")
        assert app.is_running
        assert toasts(app) == ["Not recorded yet: q once more leaves without it."]
        monkeypatch.setattr(context.journal, "record", record)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert notes(context) == ["itchy"]


async def test_what_waits_is_tried_once_more_when_the_app_ends(
    context: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        record = context.journal.record
        monkeypatch.setattr(context.journal, "record", fails(Reason.FULL))
        await press(pilot, "n", *"itchy", "enter")
        monkeypatch.setattr(context.journal, "record", record)
    assert notes(context) == ["itchy"]


async def test_trouble_never_lies_over_a_question_and_takes_no_key_of_it(
    context: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "n", *"it")
        monkeypatch.setattr(context.journal, "across", fails(Reason.DAMAGED))
        app._watch()
        app.fail(JournalError(Reason.DAMAGED, Path("j"), "The journal j is damaged."))
        await press(pilot, *"rchs")
        assert isinstance(app.screen, PromptScreen)
        assert app.screen.line.value == "itrchs"
        await press(pilot, "escape")
        app.fail(JournalError(Reason.DAMAGED, Path("j"), "The journal j is damaged."))
        await settled(pilot)
        assert isinstance(app.screen, TroubleScreen)
        monkeypatch.undo()
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))


async def test_a_look_that_finds_the_journal_held_says_nothing(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        app.fail(JournalError(Reason.BUSY, Path("j"), "Another program holds the journal j."))
        await settled(pilot)
        assert isinstance(app.screen, TodayScreen)


async def test_a_journal_that_was_deleted_is_put_back_by_s(context: AppContext) -> None:
    app, path = make_app(context), context.paths.journal
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "n", *"itchy", "enter")
        path.unlink()
        app._watch()
        await settled(pilot)
        assert isinstance(app.screen, TroubleScreen)
        assert shows(pilot, "Save it with s: it goes back to its place, if that is free, or beside it.")
        await press(pilot, "s")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert notes(context) == ["itchy"]


async def test_leaving_offers_what_only_the_app_still_has(context: AppContext) -> None:
    app, path = make_app(context), context.paths.journal
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "n", *"itchy", "enter")
        path.unlink()
        await press(pilot, "q")
        assert shows(pilot, "Save it as a copy, and leave")
        await press(pilot, "1")
    with Journal.open(path) as journal:
        assert [entry.value["text"] for entry in journal.current("small", Topic.NOTE).values()] == ["itchy"]
