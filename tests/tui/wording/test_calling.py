"""Whom When to call speaks for, and what a ticked line does to Today."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from checklists import library
from checklists.rules.checklist import Call, CallWarning, Checklist
from checklists.rules.rule import Span
from tests.conftest import Contexts
from tests.support.apps import (
    CLINIC,
    OTHER_EMERGENCIES,
    TREATED,
    at,
    chosen,
    clock_of,
    shipped,
    small_checklist,
)
from tests.support.days import shown
from tests.support.screens import drawn, opened, press
from tests.support.today import page_of, text_of
from tui.cli.call import call_lines
from tui.cli.context import open_context
from tui.cli.output.today_json import today_json
from tui.cli.output.today_lines import today_lines
from tui.journal import Topic
from tui.recovery.begin import begin
from tui.recovery.call_lines import CallLine, call_lines_of, heed
from tui.recovery.context import AppContext
from tui.recovery.recovery import Recovery, in_focus
from tui.recovery.state import WarningState
from tui.screens.call import CallScreen
from tui.wording.calling import published_headings, whose_words

SECOND = "2026-12-18T16:00"
"""Four weeks after the first session."""
BREATHING = CallWarning("breathing", "Trouble breathing", (Span(0, None),), Call.EMERGENCY)
BLISTER = CallWarning("blister", "Any blister", (Span(0, 7),), Call.CLINIC_TODAY)
SCAR = CallWarning("scar", "A raised line", (Span(21, None),), Call.CLINIC_SOON)
DARKER = CallWarning("darker", "Darker than before", (Span(14, 40),), Call.CLINIC_SOON)


def checklist(*warnings: CallWarning, id: str = "small", title: str = "A small plan") -> Checklist:
    return replace(
        small_checklist(),
        id=id,
        title=title,
        warnings=(*(warnings or (SCAR, DARKER, BLISTER, BREATHING)), OTHER_EMERGENCIES),
    )


def begin_second(context: AppContext, of: Checklist, after: Recovery | None) -> Recovery:
    now = context.now()
    return begin(context.journal, chosen(of), now, "Europe/Berlin", {}, CLINIC, now, after)


@pytest.fixture
def second(contexts: Contexts) -> AppContext:
    """The second session of a course, an hour after it began."""
    context = contexts(SECOND, of=chosen(checklist()))
    begin_second(context, checklist(), in_focus(context.journal))
    clock_of(context).advance(timedelta(hours=1))
    return context


def lines(context: AppContext) -> list[CallLine]:
    readers = [context.reader(each) for each in context.running()]
    return list(call_lines_of([reader for reader in readers if reader is not None], context.now()))


def told(context: AppContext) -> list[tuple[str, str]]:
    return [(each.warning.id, whose_words(each)) for each in lines(context)]


def the(context: AppContext, id: str) -> CallLine:
    return next(each for each in lines(context) if each.warning.id == id)


def test_a_scar_of_the_first_session_does_not_go_because_the_second_has_begun(second: AppContext) -> None:
    assert [(each.id, each.ended is None) for each in second.running()] == [("small-2", True)]
    assert told(second) == [
        ("breathing", ""),
        ("blister", ""),
        ("scar", "session 1"),
        ("darker", "session 1"),
    ]


def test_what_a_session_before_says_keeps_to_its_own_days(second: AppContext) -> None:
    clock_of(second).advance(timedelta(days=13))
    assert told(second) == [("breathing", ""), ("scar", "session 1")]
    clock_of(second).advance(timedelta(days=1))
    assert ("darker", "") in told(second)
    clock_of(second).advance(timedelta(days=8))
    assert ("scar", "") in told(second)


def test_with_two_sessions_before_a_line_says_which(second: AppContext) -> None:
    clock_of(second).advance(timedelta(days=28))
    begin_second(second, checklist(), second.recovery())
    assert told(second)[2:] == [("scar", "session 1 and session 2"), ("darker", "session 2")]


def test_a_line_of_one_of_two_treatments_says_of_which_and_of_which_session(second: AppContext) -> None:
    other = checklist(BREATHING, SCAR, id="other", title="Another plan")
    treated = at(SECOND) - timedelta(days=30)
    begin(second.journal, chosen(other), treated, "Europe/Berlin", {}, CLINIC, second.now())
    assert told(second) == [
        ("breathing", ""),
        ("blister", "A small plan, session 2"),
        ("scar", "Another plan"),
        ("darker", "A small plan, session 1"),
    ]


def test_ticked_once_it_is_one_act_wherever_it_is_for(second: AppContext) -> None:
    other = checklist(BREATHING, id="other", title="Another plan")
    begin(second.journal, chosen(other), TREATED, "Europe/Berlin", {}, CLINIC, second.now())

    heed(second, the(second, "breathing"), ticked=True)

    kept = {id: second.journal.current(id, Topic.WARNING).keys() for id in ("small", "small-2", "other")}
    assert kept == {"small": set(), "small-2": {"breathing"}, "other": {"breathing"}}
    second.journal.undo(recorded=second.now())
    assert not the(second, "breathing").ticked
    assert not second.journal.current("other", Topic.WARNING)


def test_unticked_it_is_unticked_in_the_session_before_too(contexts: Contexts) -> None:
    context = contexts(SECOND, of=chosen(checklist()))
    heed(context, the(context, "scar"), ticked=True, called=True)
    begin_second(context, checklist(), in_focus(context.journal))
    clock_of(context).advance(timedelta(days=30))
    scar = the(context, "scar")
    assert (whose_words(scar), scar.ticked, scar.called) == ("", True, at(SECOND))

    heed(context, scar, ticked=False)

    assert not the(context, "scar").ticked


async def test_ticked_for_the_session_before_nothing_is_called_normal_today(second: AppContext) -> None:
    assert shown(second).reassures
    heed(second, the(second, "scar"), ticked=True)

    state = shown(second)
    assert not state.reassures
    text = await text_of(second, state, 80, 24)
    assert "You marked  A raised line" in text
    assert "Normal today" not in text
    assert "You ticked: A raised line" in list(today_lines(state))
    second.journal.undo(recorded=second.now())
    assert shown(second).reassures


def test_what_is_ticked_stays_until_it_is_unticked_and_not_only_for_its_days(contexts: Contexts) -> None:
    context = contexts("2026-11-27T09:00", of=chosen(checklist()))
    heed(context, the(context, "blister"), ticked=True)
    clock_of(context).advance(timedelta(days=3))

    assert ("blister", "") in told(context)
    assert not shown(context).reassures
    heed(context, the(context, "blister"), ticked=False)
    assert ("blister", "") not in told(context)
    assert shown(context).reassures


def test_a_ticked_line_goes_on_into_the_next_session(contexts: Contexts) -> None:
    context = contexts("2026-11-27T09:00", of=chosen(checklist()))
    heed(context, the(context, "blister"), ticked=True)
    clock_of(context).advance(at(SECOND) - context.now())
    begin_second(context, checklist(BREATHING, SCAR), in_focus(context.journal))
    assert ("blister", "session 1") in told(context)
    assert not shown(context).reassures


def test_the_command_says_which_session_a_line_is_of(second: AppContext) -> None:
    reader = second.reader()
    assert reader is not None
    context = open_context(second.paths.journal.parent, "2026-12-18T17:00", None)
    said = list(call_lines(reader, context))
    context.close()
    assert said[0] == "When to call    Day 0, Friday 18 December - A small plan"
    assert [line for line in said if line.startswith("[ ]")] == [
        "[ ] Trouble breathing",
        "[ ] Any blister",
        "[ ] A raised line (session 1)",
        "[ ] Darker than before (session 1)",
    ]


async def test_the_screen_says_so_too_and_ticks_it_there(second: AppContext) -> None:
    async with opened(second, CallScreen()) as pilot:
        assert " · A raised line  session 1" in "\n".join(drawn(pilot))
        await press(pilot, "down", "down", "space")
        assert "✓ A raised line  session 1" in "\n".join(drawn(pilot))
        await press(pilot, "i")
        assert "✓ A raised line  session 1  called 17:00" in "\n".join(drawn(pilot))
    assert second.journal.current("small", Topic.WARNING).keys() == {"scar"}
    assert not second.journal.current("small-2", Topic.WARNING)


def _days(warning: CallWarning) -> Iterator[int]:
    """The first day of a warning, and one in the middle of its days."""
    yield warning.days[0].first
    last = warning.days[-1].last
    if last is not None:
        yield (warning.days[0].first + last) // 2


@pytest.mark.parametrize("id", library.shipped())
def test_while_any_published_line_is_ticked_it_stands_where_normal_today_would(
    contexts: Contexts, id: str
) -> None:
    context = contexts("2026-11-21T09:00", of=shipped(id), answers={})
    states = {number: shown(context, number) for number in range(91)}
    for warning in shipped(id).checklist.warnings:
        for number in _days(warning):
            state = replace(
                states[number],
                today=number,
                now=states[number].ends - timedelta(hours=9),
                warnings=(WarningState(warning, ticked=True),),
                standing=(WarningState(warning, ticked=True),),
            )
            usual = state.normal.usual if state.normal else "never"
            for width, height in ((80, 24), (120, 40), (40, 12)):
                page = page_of(state, width, height)
                rows = [
                    row.line(width) for row in (*page.tasks, *page.tasks_foot, *page.info, *page.info_foot)
                ]
                text = " ".join(" ".join(rows).split())
                assert "You marked" in text, (warning.id, number, width)
                assert warning.condition[:12] in text
                assert "Normal today" not in text
                assert usual[:30] not in text
                assert not any(f"\N{MIDDLE DOT} {rule.title}" in text for rule in state.expects)
            lines = list(today_lines(state))
            how, _ = published_headings("your emergency number")[warning.call]
            assert lines[lines.index(f"You ticked: {warning.condition}") + 1] == how
            given = today_json(state, ())
            assert given["normal"] is None or given["normal"]["usual"] is None
            assert given["expect"] == []
