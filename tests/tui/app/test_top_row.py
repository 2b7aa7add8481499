"""The top row belongs to safety: on every screen, at every size, in every look, and nothing lies over it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.screen import Screen

from checklists.rules.checklist import Call, CallWarning, Checklist, Sign
from checklists.rules.rule import Match, Span
from tests.conftest import Contexts
from tests.support.apps import CLINIC, TREATED, chosen, clock_of, make_app, report, shipped, small_checklist
from tests.support.screens import bare_app, drawn, press, settled
from tui.journal import JournalError, Reason, Topic
from tui.recovery.acts import undo
from tui.recovery.begin import begin
from tui.recovery.call_lines import call_lines_of, heed
from tui.recovery.context import AppContext
from tui.recovery.recovery import Clinic
from tui.reminders.occasion import Occasion
from tui.reminders.reminder import reminders_of
from tui.screens.answers import AnswersScreen
from tui.screens.call import CallList, CallScreen
from tui.screens.check_in import AskSignScreen, CheckInScreen
from tui.screens.checklist import ChecklistScreen
from tui.screens.dialogs import (
    ChoiceScreen,
    Paragraph,
    ParagraphsScreen,
    ProblemsScreen,
    PromptScreen,
    TroubleScreen,
)
from tui.screens.help import HelpScreen
from tui.screens.plan import PlanScreen
from tui.screens.progress import ProgressScreen
from tui.screens.start import StartScreen
from tui.screens.today import TodayScreen
from tui.themes import GLYPHS

EVENING = "2026-11-23T20:10"
"""Day 3, a Monday."""
PAIN = Sign("pain", "How much does it hurt?", 10, (Span(0, 14),))
BLISTERS = Sign("blisters", "Any blisters?", 1, (Span(0, 14),))
FULL = JournalError(Reason.FULL, Path("journal.sqlite"), "The disk is full, so nothing was recorded.")


def checklist() -> Checklist:
    small = small_checklist()
    breathing, blister, others = small.warnings
    warnings = (
        breathing,
        replace(blister, days=(Span(0, 14),), fits=(Match("blisters", low=1),)),
        CallWarning("sore", "Very sore", (Span(0, 14),), Call.CLINIC_TODAY, fits=(Match("pain", low=7),)),
        CallWarning("itch", "Itching", (Span(0, 14),), Call.CLINIC_SOON),
        CallWarning("eye", "Eye pain", (Span(0, 14),), Call.URGENT),
        others,
    )
    return replace(small, signs=(*small.signs, PAIN, BLISTERS), warnings=warnings)


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    return contexts(EVENING, of=chosen(checklist()))


def mark(context: AppContext, id: str, *, ticked: bool = True, called: bool = False) -> None:
    reader = context.reader()
    assert reader is not None
    lines = call_lines_of([reader], context.now())
    heed(context, next(line for line in lines if line.warning.id == id), ticked=ticked, called=called)


def set_clinic(context: AppContext, clinic: Clinic) -> None:
    reader = context.reader()
    assert reader is not None
    context.acts(reader).set_clinic(clinic, CLINIC)


def value_of(context: AppContext, sign: str) -> Any:
    entry = context.journal.latest("small", Topic.SIGN, sign)
    return None if entry is None else entry.value["value"]


async def first_line(context: AppContext, width: int = 80, *keys: str) -> str:
    app = make_app(context)
    async with app.run_test(size=(width, 24)) as pilot:
        await settled(pilot)
        await press(pilot, *keys)
        return drawn(pilot)[0]


SCREENS: dict[str, Callable[[], Screen[Any]]] = {
    "answers": AnswersScreen,
    "call": CallScreen,
    "check-in": CheckInScreen,
    "checklist": ChecklistScreen,
    "choice": lambda: ChoiceScreen("When?", [("a", "Now"), ("b", "Later")]),
    "detail": lambda: ParagraphsScreen([Paragraph("Wash gently"), *[Paragraph("More to read.")] * 60]),
    "help": HelpScreen,
    "plan": PlanScreen,
    "progress": ProgressScreen,
    "problems": lambda: ProblemsScreen("sheet.yaml", ("rules: is missing",)),
    "prompt": lambda: PromptScreen("A note"),
    "sign": lambda: AskSignScreen(PAIN),
    "start": StartScreen,
    "trouble": lambda: TroubleScreen(FULL),
}


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=str)
async def test_it_is_the_first_line_of_every_screen_at_every_size(
    context: AppContext, size: tuple[int, int], plain: bool
) -> None:
    report(context, blisters=1, pain=8)
    app = make_app(context, plain=plain)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        below = drawn(pilot)[1]
        assert below.startswith(" Day 3")
        for make in (None, *SCREENS.values()):
            if make is not None:
                app.push_screen(make())
                await settled(pilot)
            first, *rest = drawn(pilot)
            assert "linic today: +65 6000 0000" in first or " blisters +1  Today: +65 6000 0000" in first
            assert first.endswith(" c")
            if size[0] >= 80:
                assert first.startswith(" You said blisters, pain 8.  Call your clinic today:")
            assert "Clinic today" not in "".join(rest)
            if make is not None:
                app.pop_screen()
                await settled(pilot)


@pytest.mark.parametrize("name", SCREENS)
async def test_what_a_screen_draws_keeps_below_it_and_comes_back_when_it_goes(
    context: AppContext, name: str
) -> None:
    app = bare_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(SCREENS[name]())
        await settled(pilot)
        before = drawn(pilot)
        report(context, blisters=1)
        app.changed()
        await settled(pilot)
        during = drawn(pilot)
        undo(context.journal, context.journal.top(), context.now())
        app.changed()
        await settled(pilot)
        after = drawn(pilot)
    assert "Call your clinic today" in during[0]
    if name not in ("call", "choice", "prompt", "sign", "checklist"):
        # What is seen moves down by a line; at the foot a line less is seen.
        assert during[1] == before[0]
    # In When to call the cursor went to the line that stood.
    assert [line.replace(GLYPHS.cursor, " ") for line in after] == [
        line.replace(GLYPHS.cursor, " ") for line in before
    ]


async def test_without_colour_it_is_reversed(context: AppContext, monkeypatch: pytest.MonkeyPatch) -> None:
    report(context, blisters=1)
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(context, plain=True)
    async with app.run_test() as pilot:
        await settled(pilot)
        segments = list(app.screen._compositor.render_strips()[0])
    assert all(segment.style and segment.style.reverse for segment in segments if segment.text.strip())


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"blisters": 1}, " You said blisters.  Call your clinic today: +65 6000 0000"),
        ({"breathing": True}, " Trouble breathing.  Call 112 now"),
        ({"breathing": True, "blisters": 1}, " Trouble breathing +1.  Call 112 now"),
        ({"eye": True}, " Eye pain.  Get urgent care now. Clinic: +65 6000 0000"),
        (
            {"eye": True, "pain": 7, "blisters": 1},
            " Eye pain +2.  Get urgent care now.",
        ),
        ({"sore": True}, " Very sore.  Call your clinic today: +65 6000 0000"),
    ],
)
async def test_it_says_what_was_said_how_soon_and_the_number(
    context: AppContext, said: dict[str, Any], line: str
) -> None:
    for id, value in said.items():
        if value is True:
            mark(context, id)
        else:
            report(context, **{id: value})
    assert (await first_line(context)).startswith(line)


@pytest.mark.parametrize(
    ("said", "hours", "line"),
    [
        ({"blisters": 1}, 0, " blisters  Clinic today: +65 6000 0000 c"),
        ({"blisters": 1, "pain": 8}, 0, " blisters +1  Today: +65 6000 0000    c"),
        ({"eye": True, "pain": 8}, 0, " Eye pain  Urgent care now            c"),
        ({"blisters": 1, "pain": 8}, 12, " blisters? y/n  Today: +65 6000 0000  c"),
        ({"breathing": True}, 12, " Trouble breathing? y/n  Call 112 now c"),
    ],
)
async def test_at_forty_columns_what_it_is_how_soon_and_the_number_are_all_there(
    context: AppContext, said: dict[str, Any], hours: int, line: str
) -> None:
    for id, value in said.items():
        if value is True:
            mark(context, id)
        else:
            report(context, **{id: value})
    clock_of(context).advance(timedelta(hours=hours))
    assert await first_line(context, 40) == line


@pytest.mark.parametrize(("days", "day"), [(6, "Mon"), (7, "23 Nov"), (45, "23 Nov 2026")])
async def test_a_day_of_the_week_is_named_only_within_a_week(
    context: AppContext, days: int, day: str
) -> None:
    report(context, blisters=1)
    clock_of(context).advance(timedelta(days=days))
    assert (await first_line(context, 100)).startswith(f" You said blisters on {day}. Still? y/n")


async def test_a_line_that_can_wait_does_not_take_it(context: AppContext) -> None:
    mark(context, "itch")
    assert (await first_line(context)).startswith(" Day 3")


@pytest.mark.parametrize(
    ("clinic", "line"),
    [
        (Clinic(), "Call your clinic today "),
        (Clinic("Skin", "12345", "67890"), "Call your clinic today: 12345, closed: 67890"),
        (Clinic("Skin", "", "67890"), "Call your clinic today: 67890"),
    ],
)
async def test_the_number_is_the_clinic_s_and_that_of_after_hours(
    context: AppContext, clinic: Clinic, line: str
) -> None:
    set_clinic(context, clinic)
    report(context, blisters=1)
    assert line in await first_line(context)


@pytest.mark.parametrize(
    ("width", "days", "line"),
    [
        (120, 0, " You said blisters.  Call your clinic today: +65 6000 0000, closed: +65 6999 0000 "),
        (80, 0, " You said blisters.  Clinic today: +65 6000 0000, closed: +65 6999 0000 "),
        (80, 1, " blisters still? y/n  Clinic today: +65 6000 0000, closed: +65 6999 0000 "),
        # Where both do not fit, c has them.
        (40, 0, " blisters  Clinic today: +65 6000 0000 c "),
    ],
)
async def test_when_the_clinic_is_closed_its_other_number_is_in_reach(
    context: AppContext, width: int, days: int, line: str
) -> None:
    set_clinic(context, replace(CLINIC, phone="+65 6000 0000", after_hours="+65 6999 0000"))
    report(context, blisters=1)
    clock_of(context).advance(timedelta(days=days))
    first = await first_line(context, width)
    assert " ".join(first.split()).startswith(" ".join(line.split())), first


async def test_a_long_line_is_cut_before_the_number_for_when_the_clinic_is_closed(
    contexts: Contexts,
) -> None:
    context = contexts("2026-11-23T20:10", of=shipped())
    set_clinic(context, replace(CLINIC, phone="+49 30 1234", after_hours="+49 30 9999"))
    mark(context, "fever")
    first = await first_line(context, 80)
    assert first.startswith(" Your fever is 38 C (100.4 F)")
    assert "  Today: +49 30 1234, closed: +49 30 9999" in first
    clock_of(context).advance(timedelta(days=1))
    first = await first_line(context, 80)
    assert "y/n  Today: +49 30 1234, closed: +49 30 9999" in first


async def test_where_both_numbers_do_not_fit_c_is_said_to_have_the_other(context: AppContext) -> None:
    set_clinic(context, replace(CLINIC, phone="6000 0000", after_hours="+65 6999 0000"))
    report(context, blisters=1)
    assert await first_line(context, 40) == " blisters  Today: 6000 0000, closed?  c"


async def test_two_countries_have_two_numbers_and_none_is_cut_at_forty_columns(contexts: Contexts) -> None:
    context = contexts(EVENING)
    begin(context.journal, chosen(checklist()), TREATED, "Asia/Tokyo", {}, CLINIC, context.now())
    mark(context, "breathing")
    assert "Call 112 (Germany) or 119 (Japan) now" in await first_line(context)
    assert "112 Germany or 119 Japan" in await first_line(context, 40)


async def test_what_another_recovery_reported_takes_it_too(context: AppContext) -> None:
    begin(context.journal, chosen(small_checklist()), TREATED, "Europe/Berlin", {}, CLINIC, context.now())
    first = context.running_one("small")
    assert first is not None
    reader = context.reader(first)
    assert reader is not None
    context.acts(reader).report({BLISTERS: 1}, date(2026, 11, 23))
    assert context.recovery() != first
    said = " You said blisters (A small plan).  Call your clinic today: +65 6000 0000"
    assert (await first_line(context)).startswith(said)


@pytest.mark.parametrize("size", [(40, 24), (80, 24), (120, 40)], ids=str)
async def test_beside_a_line_of_another_recovery_nothing_is_called_normal(
    context: AppContext, size: tuple[int, int]
) -> None:
    app = make_app(context)
    begin(context.journal, chosen(small_checklist()), TREATED, "Europe/Berlin", {}, CLINIC, context.now())
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert any("Normal today" in line for line in drawn(pilot))
        reader = context.reader(context.running_one("small"))
        assert reader is not None
        context.acts(reader).report({BLISTERS: 1}, date(2026, 11, 23))
        app.changed()
        await settled(pilot)
        assert not any("Normal" in line for line in drawn(pilot))
        assert any("Not usual: " in line for line in drawn(pilot))


async def test_the_next_day_it_asks_whether_it_is_still_so(context: AppContext) -> None:
    report(context, blisters=1, pain=8)
    clock_of(context).advance(timedelta(hours=12))
    asks = " You said pain 8 on Mon. Still? y/n  Call your clinic today: +65 6000 0000"
    app = make_app(context)
    async with app.run_test(size=(90, 24)) as pilot:
        await settled(pilot)
        assert drawn(pilot)[0].startswith(asks.replace("pain 8", "blisters"))
        await press(pilot, "y")
        assert drawn(pilot)[0].startswith(asks)
        # On a scale no asks for the number.
        await press(pilot, "n")
        assert isinstance(app.screen, AskSignScreen)
        await press(pilot, "escape")
        assert drawn(pilot)[0].startswith(asks)
        await press(pilot, "n", "3", "enter")
        assert drawn(pilot)[0].startswith(" You said blisters.  Call your clinic today:")
    assert (value_of(context, "blisters"), value_of(context, "pain")) == (1, 3)
    clock_of(context).advance(timedelta(days=1))
    async with app_again(context).run_test(size=(90, 24)) as pilot:
        await settled(pilot)
        assert drawn(pilot)[0].startswith(" You said blisters on Tue. Still? y/n")
        await press(pilot, "n")
        assert drawn(pilot)[0].startswith(" Day 5")
        await press(pilot, "u")
        assert drawn(pilot)[0].startswith(" You said blisters on Tue. Still? y/n")


def app_again(context: AppContext) -> Any:
    return make_app(context)


async def test_a_ticked_line_is_asked_about_too_and_no_unticks_it(context: AppContext) -> None:
    mark(context, "breathing")
    clock_of(context).advance(timedelta(hours=12))
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert drawn(pilot)[0].startswith(" You marked Trouble breathing on Mon. Still? y/n  Call 112 now")
        await press(pilot, "y")
        assert drawn(pilot)[0].startswith(" Trouble breathing.  Call 112 now")
        clock_of(context).advance(timedelta(days=1))
        app.changed()
        await settled(pilot)
        assert drawn(pilot)[0].startswith(" You marked Trouble breathing on Tue. Still? y/n  Call 112 now")
        await press(pilot, "n")
        assert drawn(pilot)[0].startswith(" Day 5")


async def test_what_stands_uncalled_is_counted_beside_a_more_urgent_call(context: AppContext) -> None:
    report(context, blisters=1)
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "home", "i", "down", "enter")
        assert drawn(pilot)[0].startswith(" Called Mon 20:10. Worse? c +1  Call 112 now")


async def test_after_i_called_it_says_so_with_the_number_until_the_report_changes(
    context: AppContext,
) -> None:
    report(context, blisters=1)
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "c")
        assert "Any blister" in str(app.screen.query_one(CallList).current)
        await press(pilot, "i")
        called = " Called Mon 20:10. Worse? c  Call your clinic today: +65 6000 0000"
        assert drawn(pilot)[0].startswith(called)
        await press(pilot, "escape")
        assert drawn(pilot)[0].startswith(called)
        # What nobody called about comes first.
        report(context, pain=9)
        app.changed()
        await settled(pilot)
        assert drawn(pilot)[0].startswith(" You said")
        assert "pain 9" in drawn(pilot)[0]
        report(context, pain=2)
        app.changed()
        await settled(pilot)
        assert drawn(pilot)[0].startswith(called)
        report(context, blisters=0)
        app.changed()
        await settled(pilot)
        assert drawn(pilot)[0].startswith(" Day 3")


async def test_whoever_called_today_is_asked_nothing_more(context: AppContext) -> None:
    report(context, blisters=1)
    clock_of(context).advance(timedelta(hours=12))
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert drawn(pilot)[0].startswith(" You said blisters on Mon. Still? y/n")
        await press(pilot, "c", "i", "escape")
        called = " Called Tue 08:10. Worse? c  Call your clinic today: +65 6000 0000"
        assert drawn(pilot)[0].startswith(called)
        await press(pilot, "n")
        assert drawn(pilot)[0].startswith(called)


@pytest.mark.parametrize(
    ("width", "shown"),
    [(80, "Get urgent care now. Clinic: +65 6000 0000, closed: +65 6999 0000"), (40, "Urgent care now")],
)
async def test_the_clinic_s_number_is_never_given_as_that_of_urgent_care(
    context: AppContext, width: int, shown: str
) -> None:
    reader = context.reader()
    assert reader is not None
    context.acts(reader).set_clinic(replace(CLINIC, after_hours="+65 6999 0000"), CLINIC)
    mark(context, "eye")
    async with make_app(context).run_test(size=(width, 24)) as pilot:
        await settled(pilot)
        assert f"  {shown}" in drawn(pilot)[0]
        assert "now: +65" not in drawn(pilot)[0]


async def test_c_in_it_opens_when_to_call_by_mouse(context: AppContext) -> None:
    report(context, blisters=1)
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.click(offset=(40, 0))
        await settled(pilot)
        assert isinstance(app.screen, CallScreen)


async def test_no_toast_lies_over_it_over_today_or_over_a_call_line(
    context: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.app.ARM_SECONDS", 3600.0)
    report(context, blisters=1)
    app = make_app(context)
    reader = context.reader()
    assert reader is not None
    evening = replace(reminders_of(reader.state(context.now()), context.settings.quiet)[-1], words="Wash")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        app.push_screen(PlanScreen())
        await settled(pilot)
        app.deliver(Occasion((evening,), context.now()))
        await settled(pilot)
        lines = drawn(pilot)
        assert "Call your clinic today" in lines[0]
        assert "20:00  Wash" in lines[1]
        assert not any("20:00  Wash" in line for line in lines[2:])
        # It goes when it is answered, and does not follow to Today.
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)
        assert not any("20:00  Wash" in line for line in drawn(pilot)[:2])
        app.notify("Copied.")
        await settled(pilot)
        assert sum("Copied." in line for line in drawn(pilot)) == 1
        assert not app.screen.query("Toast")
        app.push_screen(CallScreen())
        await settled(pilot)
        app.deliver(Occasion((evening,), context.now()))
        await settled(pilot)
        assert not app.screen.query("Toast")
