"""What my clinic said, told on Today and beside all there is to read of a rule: keys in, entries out."""

import re

import pytest
from textual.pilot import Pilot

from checklists.rules.rule import Kind, Match, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import at, chosen, clock_of, make_app, reader_of, report, shipped, small_checklist
from tests.support.screens import drawn, press, settled, shows, words, written
from tui.journal import JournalError, Reason, Topic
from tui.recovery.context import AppContext
from tui.recovery.course import Booking
from tui.screens.dialogs.fields import FieldsScreen
from tui.screens.dialogs.prompt import ChoiceScreen
from tui.screens.dialogs.trouble import TroubleScreen
from tui.screens.today import TodayScreen
from tui.screens.today.detail import DetailScreen

LATE = Rule(
    "late",
    Kind.AVOID,
    "Late nights",
    "late nights",
    (Span(0, 6),),
    held_by=(Match("crusts", low=1),),
    then="One at a time.",
)
MAKE_UP, WASH = "avoid/make-up", "item/2026-11-21/wash/morning"


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Day 1, a quarter past eight, with nothing left from the day before."""
    return contexts("2026-11-21T08:15", begun="2026-11-21T07:30")


async def at_rule(pilot: Pilot[int], stop: str) -> None:
    """Put the cursor on a row."""
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, TodayScreen)
    screen.move_cursor(stop)
    assert screen.cursor == stop
    await settled(pilot)


def text(pilot: Pilot[int]) -> str:
    """All that is drawn as one text, without the frame around it."""
    return re.sub(r"[│ ]+", " ", words(pilot))


def held(context: AppContext) -> list[str]:
    """What is left alone for a report."""
    return [each.avoid.rule.id for each in reader_of(context).state(context.now()).avoids if each.held]


async def test_d_on_a_row_asks_with_what_holds_and_says_the_day_it_comes_back(context: AppContext) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, MAKE_UP)
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, FieldsScreen)
        assert shows(pilot, "My clinic said: Make-up")
        assert pilot.app.screen.values == {"days": "0-6"}
        assert "Back on Friday 27 November, day 7. What you report may hold it longer." in text(pilot)
        await press(pilot, *"0-20")
        assert "Back on Friday 11 December, day 21. What you report may hold it longer." in text(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TodayScreen)
        assert shows(pilot, "Your clinic said: days 0 to 20. u undoes.")
        assert shows(pilot, "11 Dec    make-up (clinic)")

    ((act, entry),) = written(context, "small")
    assert (act.kind, act.words) == ("clinic-date", "clinic date 'Make-up', days 0 to 20")
    assert (entry.topic, entry.key, entry.date) == (Topic.CLINIC_DATE, "make-up", None)
    assert entry.value == {"days": "0-20", "at": "", "title": "Make-up"}


async def test_a_date_that_would_end_before_it_begins_cannot_be_kept(context: AppContext) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, WASH)
        await press(pilot, "d", *"2-9", "down", *"after-4h", "enter")
        assert isinstance(pilot.app.screen, FieldsScreen)
        assert "That would end before it begins: after-4h falls on day 0, and it is for days 2 to 9." in text(
            pilot
        )
        await press(pilot, "up", *["backspace"] * 3, *"9-2", "enter")
        assert '"9-2" runs backwards; write 2-9.' in text(pilot)
    assert written(context, "small") == []


async def test_what_makes_ready_for_a_session_says_why_it_takes_no_date(contexts: Contexts) -> None:
    context = contexts("2026-12-18T08:15", of=shipped(), begun="2026-12-18T07:30")
    reader = context.reader()
    assert reader is not None
    context.acts(reader).book(Booking(at("2026-12-28T12:00").date()))
    async with make_app(context).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        screen.sections = screen.sections.choose("day", True)
        screen.relayout()
        stops = screen.page.stops if screen.page is not None else ()
        for begins in ("item/once/prepare-", "avoid/prepare-"):
            stop = next(stop for stop in stops if stop.startswith(begins))
            await at_rule(pilot, stop)
            await press(pilot, "d")
            assert pilot.app.screen is screen
            assert "That is counted back from the session on Mon 28 Dec." in text(pilot)


async def test_times_are_asked_of_what_has_them_and_days_stay_the_checklist_s(context: AppContext) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, WASH)
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, FieldsScreen)
        assert pilot.app.screen.values == {"days": "1-9", "at": "morning, evening"}
        await press(pilot, "down", *"lunch 12:15", "enter")
        assert shows(pilot, "Your clinic said: lunch 12:15. u undoes.")
        await at_rule(pilot, "heading/lunch")
        await press(pilot, "enter")
        row = next(line for line in drawn(pilot) if "Wash gently" in line and line.endswith("clinic"))
        assert row.split()[:3] == ["○", "Wash", "gently"]

    ((_, entry),) = written(context, "small")
    assert (entry.key, entry.value) == ("wash", {"days": "", "at": "lunch 12:15", "title": "Wash gently"})


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        (("4-0",), '"4-0" runs backwards; write 0-4.'),
        (("0-3651",), '"3651" is later than day 3650, ten years on.'),
        (("0-3,2",), "The days of a list must ascend; day 2 does not come after 3."),
    ],
)
async def test_what_cannot_be_stays_in_the_form_with_the_reason(
    context: AppContext, keys: tuple[str, ...], reason: str
) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, MAKE_UP)
        await press(pilot, "d", *keys[0], "enter")
        assert isinstance(pilot.app.screen, FieldsScreen)
        assert pilot.app.screen.verdict.has_class("-fault")
        assert shows(pilot, reason)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)
    assert written(context, "small") == []


async def test_sooner_asks_once_whether_the_clinic_said_so(context: AppContext) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, MAKE_UP)
        await press(pilot, "d", *"0-4", "enter")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        asked = "Make-up would be back sooner. The checklist says days 0 to 6. Did your clinic say so?"
        assert asked in text(pilot)
        assert written(context, "small") == []
        await press(pilot, "2")
        assert shows(pilot, "Your clinic said: days 0 to 4. u undoes.")
        await press(pilot, "d", *"0-5", "enter")
        assert isinstance(pilot.app.screen, TodayScreen)
    assert [entry.value["days"] for _, entry in written(context, "small")] == ["0-4", "0-5"]


@pytest.mark.parametrize("keys", [("1",), ("enter",), ("escape",)])
async def test_without_a_yes_it_is_left_as_it_was(context: AppContext, keys: tuple[str, ...]) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, MAKE_UP)
        await press(pilot, "d", *"0-4", "enter", *keys)
        assert shows(pilot, "Left as it was.")
        assert shows(pilot, "Fri 27    make-up")
    assert written(context, "small") == []


@pytest.mark.parametrize(("keys", "lifts"), [(("2",), True), (("1",), False), (("escape",), False)], ids=str)
async def test_what_a_report_holds_comes_back_only_where_the_clinic_lifts_it_even_so(
    contexts: Contexts, keys: tuple[str, ...], lifts: bool
) -> None:
    context = contexts("2026-11-30T08:15", begun="2026-11-21T07:30")
    report(context, crusts=1)
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, MAKE_UP)
        assert "make-up" in held(context)
        await press(pilot, "d", *["backspace"] * 4, *"0-7", "enter")
        asked = "What you reported holds this: make-up. Does your clinic lift it even so?"
        assert asked in text(pilot)
        await press(pilot, *keys)
    (entry,) = [entry for act, entry in written(context, "small") if act.kind == "clinic-date"]
    assert entry.value.get("lifts", False) is lifts
    assert ("make-up" in held(context)) is not lifts


async def test_an_empty_line_lets_the_checklist_hold_again_and_undo_brings_it_back(
    context: AppContext,
) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, MAKE_UP)
        await press(pilot, "d", *"0-20", "enter")
        await press(pilot, "d", "backspace")
        assert "Back on Friday 27 November, day 7. What you report may hold it longer." in text(pilot)
        await press(pilot, "enter")
        assert shows(pilot, "By the checklist again. u undoes.")
        assert shows(pilot, "Fri 27    make-up")
        await press(pilot, "u")
        assert shows(pilot, "Undid: take back the clinic date 'Make-up'.")
        assert shows(pilot, "11 Dec    make-up (clinic)")

    (_, told), (cleared, entry), (_, back) = written(context, "small")
    assert (cleared.words, entry.value) == ("take back the clinic date 'Make-up'", None)
    assert back.value == told.value


async def test_what_is_left_as_it_was_is_no_act(context: AppContext) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, MAKE_UP)
        await press(pilot, "d", "enter")
        assert shows(pilot, "Left as it was.")
    assert written(context, "small") == []


async def test_a_row_of_several_asks_which_one(contexts: Contexts) -> None:
    context = contexts("2026-11-21T08:15", of=chosen(small_checklist(LATE)), begun="2026-11-21T07:30")
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, "avoid/make-up,late")
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await press(pilot, "2")
        assert shows(pilot, "My clinic said: Late nights")


async def test_without_a_rule_under_the_cursor_it_says_so(context: AppContext) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, "heading/evening")
        await press(pilot, "d")
        assert shows(pilot, "Go to a rule first, then d.")


async def test_beside_all_there_is_to_read_it_closes_that_and_says_what_was_kept(context: AppContext) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, MAKE_UP)
        await press(pilot, "enter")
        assert shows(pilot, "d my clinic said")
        await press(pilot, "d", "escape")
        assert isinstance(pilot.app.screen, DetailScreen)
        await press(pilot, "d", *"0-20", "enter")
        assert isinstance(pilot.app.screen, TodayScreen)
        assert shows(pilot, "Your clinic said: days 0 to 20. u undoes.")
        await press(pilot, "enter")
        assert shows(pilot, "Your clinic said: days 0 to 20. The checklist says days 0 to 6.")


async def test_a_text_without_a_rule_has_no_d(context: AppContext) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, "normal/@normal")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, DetailScreen)
        assert not shows(pilot, "my clinic said")


async def test_it_is_told_at_the_moment_enter_is_pressed(context: AppContext) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, MAKE_UP)
        await press(pilot, "d", *"0-20")
        clock_of(context).advance(at("2026-11-22T09:00") - context.now())
        await press(pilot, "enter")
    ((act, _),) = written(context, "small")
    assert act.recorded == at("2026-11-22T09:00")


async def test_a_journal_that_cannot_be_written_is_said(
    context: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **more: object) -> int:
        raise JournalError(Reason.FULL, context.paths.journal, "The disk is full.")

    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await at_rule(pilot, MAKE_UP)
        await press(pilot, "d", *"0-20")
        monkeypatch.setattr(context.journal, "record", full)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TroubleScreen)


@pytest.mark.parametrize("size", [(40, 12), (20, 5), (120, 40)])
async def test_everything_to_be_written_is_in_sight_in_any_terminal(
    context: AppContext, size: tuple[int, int]
) -> None:
    app = make_app(context)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, TodayScreen)
        assert screen.state is not None
        assert screen.background is not None
        await app.push_screen(DetailScreen(WASH, screen.state, screen.background, app.look.marks))
        await press(pilot, "d")
        lines = drawn(pilot)
    assert any(line.strip("│ ").startswith("Days") for line in lines)
    assert any(line.strip("│ ").startswith("Times") for line in lines)
