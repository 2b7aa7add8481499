"""A finished plan is silent, also where something in it has no last day."""

from datetime import timedelta

from checklists.rules import At, Kind, Rule, Span
from tests.apps import chosen, clock_of, small_checklist
from tests.conftest import Sessions
from tests.pages import shown
from tui.cli.due import waiting
from tui.day.session import Session
from tui.day.voice import heading
from tui.reminders.due import tellings
from tui.settings import Quiet

MOLE = Rule("mole", Kind.CHECK, "A mole", "mole", (Span(0, None),), at=(At("morning"),))


def told(session: Session) -> list[str]:
    return [telling.words for telling in tellings(shown(session), Quiet(0, 0))]


def test_after_the_last_day_nothing_is_told_or_due_or_late(sessions: Sessions) -> None:
    session = sessions("2026-11-23T09:00", of=chosen(small_checklist(MOLE)))
    clock_of(session).jump(timedelta(days=shown(session).last_day - 3))
    state = shown(session)
    assert not state.finished
    assert any("ole" in words for words in told(session))
    assert "mole" in [item.item.rule.id for item in waiting(state)]
    assert heading(state.sections[0], state) == "late, since 08:00"

    clock_of(session).jump(timedelta(days=1))

    state = shown(session)
    assert state.finished
    assert [item.item.rule.id for item in state.due] == ["mole"]
    assert told(session) == []
    assert list(waiting(state)) == []
    assert heading(state.sections[0], state) == ""
