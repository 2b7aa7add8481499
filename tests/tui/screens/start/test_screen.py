"""The first minute: three steps, and nothing is written before the end."""

import pytest
from msgspec.structs import force_setattr, replace
from textual.events import Key

from tests.conftest import Contexts
from tests.support.apps import chosen, clock_of, make_app, small_checklist
from tests.support.screens import click, drawn, files_read, first_app, press, settled, shows, words
from tui.journal import JournalError, Reason, Topic
from tui.recovery.recovery import Clinic, recoveries
from tui.screens.call import CallScreen
from tui.screens.start.forms import WhomForm
from tui.screens.start.offers import read_offers
from tui.screens.start.screen import StartScreen
from tui.screens.today import TodayScreen
from tui.settings import Loud, read_settings
from tui.themes import GLYPHS
from tui.wording.purpose import PURPOSE

AFTERNOON = "2026-11-20T17:10"


async def test_enter_all_along_begins_a_recovery_and_shows_today(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        assert not context.paths.journal.exists()
        await press(pilot, "enter", "enter")
        assert not context.paths.journal.exists()
        await press(pilot, "enter")
        assert not context.paths.journal.exists()
        assert shows(pilot, f"{GLYPHS.cursor} I have read this, show me today")
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)

    recovery = context.recovery()
    assert recovery is not None
    assert (recovery.checklist, recovery.zone) == ("picosure-face", "Europe/Berlin")
    assert recovery.treated.isoformat() == "2026-11-20T15:00:00+00:00"
    assert recovery.clinic == Clinic()
    assert context.journal.current(recovery.id, Topic.ANSWER) == {}
    assert not context.paths.settings.exists()


async def test_a_key_that_comes_before_the_rows_of_the_last_step_are_drawn_does_no_harm(
    contexts: Contexts,
) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter")
        whom = app.screen.query_one(WhomForm)
        assert whom.option_count == 0
        for action in ("last", "go_on", "take", "cursor_up", "page_down", "first", "select"):
            await whom.run_action(action)
        await press(pilot, "enter")
        assert shows(pilot, "3 of 3")
        await press(pilot, "end", "enter")
        assert isinstance(app.screen, TodayScreen)
    assert context.recovery() is not None


async def test_enter_once_more_before_the_screen_has_gone_begins_nothing_else(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter", "enter")
        for _ in range(3):
            app.post_message(Key("enter", "\r"))
        await settled(pilot)
        assert isinstance(app.screen_stack[0], TodayScreen)
    assert [each.id for each in recoveries(context.journal)] == ["picosure-face"]


async def test_the_act_is_the_one_the_command_line_writes(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter", "enter", "enter")
    (act,) = {act.id: act for act, _ in context.journal.everything("picosure-face")}.values()
    assert (act.kind, act.words) == ("start", "start PicoSure on the face, treated 2026-11-20 16:00")


async def test_the_clinic_and_how_loud_are_kept(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter", "home", "enter", *"Skin", "enter", *"+65 6000 0000", "enter")
        assert shows(pilot, "Name   [ Skin")
        assert shows(pilot, "Phone  [ +65 6000 0000")
        await press(pilot, "down", "enter")
        assert shows(pilot, "✓ Bell")
        assert isinstance(app.screen, StartScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
    recovery = context.recovery()
    assert recovery is not None
    assert recovery.clinic == Clinic("Skin", "+65 6000 0000")
    assert context.settings.loud is Loud.BELL
    assert read_settings(context.paths.settings)[0].loud is Loud.BELL


async def test_the_disclaimer_and_the_emergency_sentences_come_first(
    contexts: Contexts,
) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter")
        text = words(pilot)
    assert PURPOSE in text
    assert "+ Days or times it gave you  where they differ; later too, with d" in text
    assert (
        "For hard breathing or swallowing, sudden swelling of the tongue, throat, lips or eyes, faintness, "
        "hives all over, fits, confusion, or a high fever with fast breathing, call your emergency number, "
        "112, now. For eye pain or lost sight get urgent eye care now."
    ) in text
    assert text.index(PURPOSE) < text.index("112") < text.index("I have read this, show me today")


@pytest.mark.parametrize(
    ("size", "sentence"),
    [
        ((80, 24), "If it is hard to breathe or your lips or throat swell, call 112 now."),
        ((40, 12), "Hard to breathe, lips swell: call 112"),
    ],
)
async def test_what_cannot_wait_stands_below_every_step_in_the_colour_of_an_emergency(
    contexts: Contexts, size: tuple[int, int], sentence: str
) -> None:
    _, app = first_app(contexts)
    async with app.run_test(size=size) as pilot:
        await files_read(pilot)
        for step in range(3):
            text = "call your emergency number, 112, now" if step == 2 and size[1] == 24 else sentence
            line = next(place for place, each in enumerate(drawn(pilot)) if text in each)
            colour = app.screen.get_style_at(2, line).color
            assert colour is not None
            assert colour.name == app.theme_variables["call"].lower()
            await press(pilot, "enter")


async def test_what_a_checklist_is_for_stands_whole_below_them_all(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        purposes = [each.version.checklist for each in read_offers(app.context.paths).offers]
        for checklist in purposes:
            assert f"{checklist.title}: {checklist.purpose}." in " ".join(words(pilot).split())
            await press(pilot, "down")
        assert "My clinic gave me a file: a checklist as a file, from your clinic or by you" in words(pilot)


async def test_the_last_step_says_back_what_was_chosen(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter")
        assert shows(pilot, "Almost there · PicoSure on the face, Fri 20 Nov, 16:00")
        assert shows(pilot, "Not sure of what was asked, so the stricter plan holds.")
        await press(pilot, "escape", "space", "down", "space", "enter")
        assert "You said: Make-up; Exercise that makes you sweat. Not answered: " in words(pilot)
        await press(pilot, "escape", "end", "up", "space", "enter")
        assert "Exercise that makes you sweat. Has any of this been true for you? None of it." in words(pilot)


async def test_in_a_small_terminal_the_text_comes_into_view_before_it_is_said_to_be_read(
    contexts: Contexts,
) -> None:
    _, app = first_app(contexts)
    async with app.run_test(size=(40, 12)) as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter", "end", "enter")
        assert isinstance(app.screen, StartScreen)
        assert not shows(pilot, "I have read this, show me today")
        text = ""
        for _ in range(2):
            assert shows(pilot, "enter read on")
            text += f" {words(pilot)}"
            await press(pilot, "enter")
        assert "Afterglow shows what published aftercare sheets ask for" in text
        assert "worried, call them." in text
        assert "call your emergency number, 112, now." in text
        assert "eye care now." in text
        assert isinstance(app.screen, StartScreen)
        assert shows(pilot, f"{GLYPHS.cursor} I have read this, show me today")
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)


async def test_nothing_begins_with_what_nobody_has_taken(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        assert not shows(pilot, "✓")
        await press(pilot, *["down"] * 6, "enter")
        assert shows(pilot, "Which was it? Go to it and press enter.")
        assert shows(pilot, f"{GLYPHS.cursor}   PicoSure on the face")
        await press(pilot, "t", "1", "1", "enter")
        assert shows(pilot, "Which was it? Go to it and press enter.")
        await press(pilot, "down", "down", "enter")
        assert shows(pilot, "PICOPLUS on the face · treated yesterday about 11:00")
        await press(pilot, "escape")
        assert shows(pilot, "✓ PICOPLUS on the face")
        assert not shows(pilot, "Which was it?")


async def test_enter_before_there_is_anything_to_take_takes_nothing(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, StartScreen)
        await files_read(pilot)
        screen.change_draft(replace(screen.draft, offers=None, offer_key=""))
        await settled(pilot)
        assert shows(pilot, "Reading the checklists")
        assert not shows(pilot, "My clinic gave me a file:")
        assert shows(pilot, "1 of 3")
        assert shows(pilot, "Afterglow · in the days after: what to do, leave alone, when to call")
        await press(pilot, "enter")
        assert shows(pilot, "Reading the checklists")
        screen.post_message(StartScreen.FilesRead(read_offers(app.context.paths)))
        await settled(pilot)
        assert shows(pilot, "1 of 3")
        assert shows(pilot, f"{GLYPHS.cursor}   PicoSure on the face")
        await press(pilot, "enter")
        assert shows(pilot, "2 of 3")


async def test_escape_goes_a_step_back_and_forgets_nothing(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "escape")
        assert shows(pilot, "1 of 3")
        assert shows(pilot, "Afterglow · in the days after: what to do, leave alone, when to call")
        await press(pilot, "enter", "space", "enter")
        assert shows(pilot, "3 of 3")
        await press(pilot, "escape")
        assert shows(pilot, "[x] Make-up")
        await press(pilot, "escape")
        assert shows(pilot, "1 of 3")
        assert shows(pilot, "Afterglow · in the days after: what to do, leave alone, when to call")
        await press(pilot, "enter")
        assert shows(pilot, "[x] Make-up")


@pytest.mark.parametrize("steps", [0, 1, 2])
async def test_c_works_on_each_step(contexts: Contexts, steps: int) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, *["enter"] * steps, "c")
        assert isinstance(app.screen, CallScreen)
        assert shows(pilot, "Breath or swallowing is hard; lips, tongue, throat or eyes swell fast")
        await press(pilot, "escape")
        assert shows(pilot, f"{steps + 1} of 3")


@pytest.mark.parametrize(
    ("size", "lines"),
    [
        (
            (80, 24),
            [
                " ! settings.toml: keys.item.tick: c is the key of call.open, when to call,",
                "   alone.",
            ],
        ),
        ((40, 12), [" ! settings.toml: keys.item.tick: c is…"]),
    ],
)
async def test_keys_that_clash_are_named_before_there_is_a_day_to_say_it(
    contexts: Contexts, size: tuple[int, int], lines: list[str]
) -> None:
    context, app = first_app(contexts)
    context.notices.append(
        "/their/folder/settings.toml: keys.item.tick: c is the key of call.open, when to call, alone."
    )
    async with app.run_test(size=size) as pilot:
        await files_read(pilot)
        shown = [line for line in drawn(pilot) if line]
        assert shown[1 : 1 + len(lines)] == lines


@pytest.mark.parametrize("steps", [0, 1, 2])
async def test_q_leaves_with_nothing_saved(contexts: Contexts, steps: int) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, *["enter"] * steps)
        await pilot.press("q")
    assert app.return_code == 0
    assert not context.paths.journal.exists()
    assert not context.paths.settings.exists()


async def test_a_checklist_without_questions_has_two_steps(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    bare = small_checklist()
    force_setattr(bare, "questions", ())
    async with app.run_test() as pilot:
        await files_read(pilot)
        screen = app.screen
        assert isinstance(screen, StartScreen)
        assert screen.draft.offers is not None
        offer = screen.draft.offers.offers[0]
        screen.change_draft(screen.draft.with_offer(offer._replace(version=chosen(bare))))
        await press(pilot, "enter")
        assert shows(pilot, "2 of 2")
        assert shows(pilot, "Almost there · A small plan, Fri 20 Nov, 16:00")


async def test_undone_down_to_the_start_it_says_so_and_one_key_brings_it_back(contexts: Contexts) -> None:
    context = contexts("2026-11-23T08:15")
    app = make_app(context)
    async with app.run_test(size=(40, 12)) as pilot:
        await press(pilot, "space", "u", "u", "2")
        assert isinstance(app.screen, StartScreen)
        undone = "Undid: start A small plan, treated 2026-11-20 16:00. U brings it back."
        assert undone in words(pilot)
        await files_read(pilot)
        await press(pilot, "enter")
        assert undone not in words(pilot)
        await press(pilot, "U")
        assert isinstance(app.screen, StartScreen)
        await press(pilot, "escape", "U")
        assert isinstance(app.screen, TodayScreen)
        await press(pilot, "U")
    assert context.recovery() is not None
    ticked = [entry.value["state"] for entry in context.journal.current("small", Topic.ITEM).values()]
    assert ticked == ["done"]


async def test_what_was_undone_elsewhere_or_begun_elsewhere_is_said_as_it_is(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        assert not shows(pilot, "brings it back")
        other = contexts("2026-11-20T17:10", begun="2026-11-20T17:05")
        other.journal.undo(recorded=other.now())
        app.changed()
        await settled(pilot)
        assert shows(pilot, "Undid: start A small plan")
        other.journal.redo(recorded=other.now())
        await press(pilot, "U")
        assert isinstance(app.screen, TodayScreen)
    assert len(recoveries(context.journal)) == 1


async def test_a_full_disk_loses_nothing_that_was_said(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, app = first_app(contexts)
    record = context.journal.record

    def full(*args: object, **more: object) -> int:
        raise JournalError(Reason.FULL, context.paths.journal, "The disk is full.")

    monkeypatch.setattr(context.journal, "record", full)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "space", "enter", "enter", "enter")
        assert [each.message for each in app._notifications] == [
            f"Not begun yet. The disk is full. Its file is {context.paths.journal}."
        ]
        assert shows(pilot, "3 of 3")
        monkeypatch.setattr(context.journal, "record", record)
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
    assert context.journal.current("picosure-face", Topic.ANSWER)["habits"].value == ["makeup"]


async def test_all_of_it_works_by_mouse(contexts: Contexts) -> None:
    context, app = first_app(contexts)

    async with app.run_test() as pilot:
        await files_read(pilot)
        await click(pilot, "PICOPLUS")
        await click(pilot, "yesterday")
        await press(pilot, *"1600")
        await click(pilot, "next")
        assert shows(pilot, "2 of 3")
        await click(pilot, "Single dark spots")
        assert shows(pilot, "(x) Single dark spots")
        await click(pilot, "enter take")
        await click(pilot, "next")
        await click(pilot, "Silent")
        await click(pilot, "I have read this")
        assert isinstance(app.screen, TodayScreen)
    recovery = context.recovery()
    assert recovery is not None
    assert recovery.checklist.startswith("picoplus")
    assert recovery.treated.isoformat() == "2026-11-19T15:00:00+00:00"
    assert context.settings.loud is Loud.SILENT


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (120, 40)], ids=str)
async def test_any_size_and_resizing_do_no_harm(contexts: Contexts, size: tuple[int, int]) -> None:
    context, app = first_app(contexts)
    async with app.run_test(size=size) as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "space")
        for other in ((20, 5), (80, 24), size):
            await pilot.resize_terminal(*other)
            await settled(pilot)
        await press(pilot, "enter", "end", "enter")
        for _ in range(40):
            if isinstance(app.screen, StartScreen):
                await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
    assert context.recovery() is not None
    assert clock_of(context).now().hour == 17
