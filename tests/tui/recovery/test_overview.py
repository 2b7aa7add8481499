"""How a recovery is going, as data."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import Contexts
from tests.support.apps import at
from tests.support.days import opened, tick
from tests.support.fortnight import REPORTS, fortnight
from tui.recovery.acts import undo
from tui.recovery.context import AppContext
from tui.recovery.overview import CareOutcome, DayEvent, Overview, days_until_calm, overview

DAY3 = "2026-11-23T20:30"


def _overview(context: AppContext, first: int = 0, last: int | None = None) -> Overview:
    reader, acts = opened(context)
    return overview(reader, acts.plan, context.now(), first, last)


def _report(context: AppContext, day: int, **values: int) -> None:
    acts = opened(context)[1]
    signs = {acts.plan.checklist.sign(id): value for id, value in values.items()}
    acts.report({sign: value for sign, value in signs.items() if sign}, acts.plan.date_of(day))


def _reports(context: AppContext, sign: str) -> dict[int, int]:
    course = _overview(context).sign(sign)
    return dict(course.reports) if course else {}


def test_what_was_lived_comes_back(tmp_path: Path) -> None:
    context = fortnight(tmp_path)
    whole = _overview(context)
    for id, values in REPORTS.items():
        course = whole.sign(id)
        assert course is not None
        assert dict(course.reports) == {n: value for n, value in enumerate(values) if value is not None}
    assert [day.outcome for day in whole.care][6] is CareOutcome.PART
    assert whole.care[-1].number == 14
    assert whole.events[0] == {DayEvent.SESSION, DayEvent.NOTE}
    assert whole.events[4] == {DayEvent.TICKED, DayEvent.CALLED}
    assert whole.events[5] == {DayEvent.SLIP}


def test_what_is_usual_is_there_for_days_ahead_too(contexts: Contexts) -> None:
    course = _overview(contexts(DAY3), 0, 14).sign("redness")
    assert course is not None
    assert course.usual[0] == (3, 4)
    assert course.usual[14] == (1, 2)


def test_care_of_a_day_is_all_part_none_or_left_out(contexts: Contexts) -> None:
    context = contexts("2026-11-22T20:30")
    tick(context, "wash/morning", "cream/morning", "cream/midday", "sunscreen/morning", "wash/evening")
    tick(context, "cream/evening", "check-in/evening")
    outcomes = [day.outcome for day in _overview(context, 0, 3).care]
    assert outcomes == [CareOutcome.NONE, CareOutcome.NONE, CareOutcome.ALL, CareOutcome.AHEAD]


def test_days_before_it_was_begun_are_no_days_of_care(contexts: Contexts) -> None:
    care = _overview(contexts("2026-11-23T12:00", begun="2026-11-23T09:00")).care
    assert [day.outcome for day in care[:3]] == [CareOutcome.BEFORE] * 3


def test_a_report_of_a_day_gone_by_stands_on_its_own_day(contexts: Contexts) -> None:
    context = contexts(DAY3)
    _report(context, 3, redness=2)
    _report(context, 1, redness=4)
    assert _reports(context, "redness") == {1: 4, 3: 2}


def test_what_was_undone_is_not_there_and_redone_is(contexts: Contexts) -> None:
    context = contexts(DAY3)
    _report(context, 1, redness=4)
    _report(context, 3, redness=2)
    undo(context.journal, context.journal.top(), context.now())
    assert _reports(context, "redness") == {1: 4}
    reader, acts = opened(context)
    assert reader.values_on(date(2026, 11, 23), acts.plan.checklist) == {}
    context.journal.redo(recorded=context.now())
    assert _reports(context, "redness") == {1: 4, 3: 2}


def test_a_past_day_shows_what_was_reported_on_it(contexts: Contexts) -> None:
    context = contexts(DAY3)
    _report(context, 1, redness=4)
    _report(context, 3, redness=2)
    reader, _ = opened(context)
    values = {each.sign.id: each.value for each in reader.state(context.now(), 1).signs}
    assert values == {"redness": 4, "crusts": None}


@pytest.mark.parametrize(
    ("reports", "calm"),
    [({}, None), ({1: 2, 3: 0}, 3), ({1: 0, 3: 0}, 1), ({1: 0, 3: 1}, None), ({0: 1, 2: 0, 3: 0}, 2)],
)
def test_the_day_from_which_nothing_was_reported(
    contexts: Contexts, reports: dict[int, int], calm: int | None
) -> None:
    context = contexts(DAY3)
    for day, value in reports.items():
        _report(context, day, redness=value)
    reader, acts = opened(context)
    assert days_until_calm(reader, acts.plan) == calm


def test_before_the_treatment_there_is_nothing(contexts: Contexts) -> None:
    context = contexts("2026-11-20T17:00")
    clock = context.clock
    assert hasattr(clock, "jump")
    clock.jump(at("2026-11-18T10:00") - context.now() + timedelta())
    whole = _overview(context)
    assert whole.today < 0
    assert [day.outcome for day in whole.care] == [CareOutcome.AHEAD]
