"""Which published lines stand: by a tick, by a report that fits, since when, and what ends it."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from checklists.rules.checklist import Call, CallWarning, Checklist, Question, Sign
from checklists.rules.rule import Match, Span
from tests.conftest import Contexts
from tests.support.apps import chosen, clock_of, report, small_checklist
from tests.support.plans import answer
from tui.journal import Topic
from tui.recovery.acts import undo
from tui.recovery.call_lines import call_lines_of, heed
from tui.recovery.context import AppContext
from tui.recovery.state import DayState, WarningState

BLISTERS = Sign("blisters", "Any blisters?", 1, (Span(0, 3),))
PAIN = Sign("pain", "How sore?", 10, (Span(0, 14),))
OUT = Sign("outdoors", "Going out?", 1, (Span(0, 14),), until=18 * 60)
BLISTER = CallWarning(
    "blister", "Any blister", (Span(0, 2),), Call.CLINIC_TODAY, fits=(Match("blisters", low=1),)
)
SORE = CallWarning(
    "sore",
    "Very sore",
    (Span(1, 9),),
    Call.URGENT,
    when=answer("habits", "makeup"),
    fits=(Match("pain", low=7, high=10), Match("blisters", low=1)),
    was=("pain",),
)
SUN = CallWarning("sun", "In the sun", (Span(0, 9),), Call.CLINIC_SOON, fits=(Match("outdoors", low=1),))
PUS = CallWarning("pus", "Pus", (Span(0, 9),), Call.CLINIC_TODAY)
DAY_0, DAY_1 = date(2026, 11, 20), date(2026, 11, 21)


def checklist(*warnings: CallWarning, signs: tuple[Sign, ...] = (BLISTERS, PAIN, OUT)) -> Checklist:
    question = Question("habits", "What is usual?", (("makeup", "Make-up"), ("sport", "Sport")))
    return replace(small_checklist(), signs=signs, questions=(question,), warnings=warnings)


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    return contexts("2026-11-20T18:00", of=chosen(checklist(BLISTER, SORE, SUN, PUS)), answers={})


def later(context: AppContext, **by: float) -> None:
    clock_of(context).advance(timedelta(**by))


def take_back(context: AppContext) -> None:
    undo(context.journal, context.journal.top(), context.now())


def today(context: AppContext) -> DayState:
    reader = context.reader()
    assert reader is not None
    return reader.state(context.now())


def standing(context: AppContext) -> dict[str, WarningState]:
    return {state.warning.id: state for state in today(context).standing}


def mark(context: AppContext, id: str, *, ticked: bool = True, called: bool = False) -> None:
    reader = context.reader()
    assert reader is not None
    lines = call_lines_of([reader], context.now())
    heed(context, next(line for line in lines if line.warning.id == id), ticked=ticked, called=called)


def test_nothing_stands_where_nothing_was_said(context: AppContext) -> None:
    assert standing(context) == {}
    assert today(context).reassures


def test_a_report_that_fits_makes_the_line_stand_at_once_and_nothing_is_called_normal(
    context: AppContext,
) -> None:
    report(context, blisters=1)

    (state,) = today(context).standing
    assert (state.warning, state.ticked, state.called) == (BLISTER, False, None)
    assert [(one.sign.id, one.value, one.date) for one in state.reports] == [("blisters", 1, DAY_0)]
    assert (state.since, state.asks, state.takes_top_row) == (DAY_0, False, True)
    assert not today(context).reassures


@pytest.mark.parametrize(("pain", "stands"), [(6, False), (7, True), (10, True), (0, False)])
def test_both_ends_of_a_range_are_included(context: AppContext, pain: int, stands: bool) -> None:
    later(context, days=1)
    report(context, pain=pain)
    assert ("sore" in standing(context)) is stands


def test_a_report_of_no_day_of_the_line_does_not_fit(context: AppContext) -> None:
    report(context, pain=9)
    assert standing(context) == {}
    later(context, days=1)
    assert standing(context) == {}
    report(context, pain=9)
    assert standing(context)["sore"].since == DAY_1


def test_it_stands_past_the_days_of_line_and_sign_and_is_asked_until_it_is_reported_otherwise(
    context: AppContext,
) -> None:
    later(context, days=2)
    report(context, blisters=1)
    later(context, days=5)

    assert standing(context)["blister"].since == date(2026, 11, 22)
    assert standing(context)["blister"].asks
    assert "blisters" in [each.sign.id for each in today(context).signs]
    assert "blister" in [each.warning.id for each in today(context).warnings]

    report(context, blisters=1)
    (said,) = standing(context)["blister"].reports
    assert (said.date, standing(context)["blister"].since) == (date(2026, 11, 27), date(2026, 11, 22))
    assert not standing(context)["blister"].asks

    report(context, blisters=0)
    assert standing(context) == {}
    assert "blisters" in [each.sign.id for each in today(context).signs]
    later(context, days=1)
    assert "blisters" not in [each.sign.id for each in today(context).signs]


def test_of_several_signs_any_will_do_and_each_that_fits_is_named(context: AppContext) -> None:
    later(context, days=1)
    report(context, blisters=1, pain=8)

    assert [
        (state.warning.id, [one.sign.id for one in state.reports]) for state in today(context).standing
    ] == [
        ("sore", ["pain", "blisters"]),
        ("blister", ["blisters"]),
    ]
    report(context, blisters=0)
    assert [one.sign.id for one in standing(context)["sore"].reports] == ["pain"]


def test_a_line_is_not_for_somebody_it_is_surely_not_for(context: AppContext) -> None:
    later(context, days=1)
    report(context, pain=8)
    reader = context.reader()
    assert reader is not None
    (question,) = reader.plan(context.now()).checklist.questions
    context.acts(reader).answer(question, {"sport"})
    assert standing(context) == {}
    context.acts(reader).answer(question, None)
    assert "sore" in standing(context)


def test_a_report_of_the_moment_stands_for_as_long_as_it_holds(context: AppContext) -> None:
    later(context, hours=17)
    report(context, outdoors=1)
    assert standing(context)["sun"].reports[0].date == DAY_1
    assert not standing(context)["sun"].takes_top_row
    later(context, hours=7)
    assert standing(context) == {}


def test_undo_takes_a_report_back_and_redo_brings_it_again(context: AppContext) -> None:
    report(context, blisters=1)
    later(context, days=1)
    report(context, blisters=0)
    take_back(context)
    assert standing(context)["blister"].since == DAY_0
    take_back(context)
    assert standing(context) == {}


def test_a_late_word_on_a_day_gone_by_does_not_end_what_was_said_since(context: AppContext) -> None:
    later(context, days=1)
    report(context, blisters=1)
    report(context, DAY_0, blisters=0)
    assert standing(context)["blister"].since == DAY_1
    take_back(context)
    assert standing(context)["blister"].since == DAY_1


def test_a_call_is_kept_without_a_tick_until_what_was_reported_changes(context: AppContext) -> None:
    later(context, days=1)
    report(context, pain=8)
    mark(context, "sore", called=True)
    called = standing(context)["sore"].called
    assert called == context.now()
    assert not standing(context)["sore"].ticked

    later(context, hours=1)
    report(context, pain=8)
    assert standing(context)["sore"].called == called
    report(context, pain=9)
    assert standing(context)["sore"].called is None
    report(context, pain=2)
    assert standing(context) == {}


def test_a_ticked_line_stands_and_is_asked_about_from_the_second_day(context: AppContext) -> None:
    mark(context, "pus")
    state = standing(context)["pus"]
    assert (state.ticked, state.reports, state.since, state.asks) == (True, (), DAY_0, False)
    later(context, days=1)
    assert standing(context)["pus"].asks
    mark(context, "pus", ticked=False)
    assert standing(context) == {}


def test_what_was_ticked_under_a_former_id_stands(context: AppContext) -> None:
    mark(context, "pus")
    reader = context.reader()
    assert reader is not None
    entry = context.journal.latest(reader.recovery.id, Topic.WARNING, "pus")
    assert entry is not None
    newer = checklist(
        replace(PUS, id="weeping", was=("pus",)), replace(PUS, id="smell", condition="A smell", was=("pus",))
    )
    context.acts(reader).accept(chosen(newer))
    assert sorted(standing(context)) == ["smell", "weeping"]

    mark(context, "smell", ticked=False)
    assert sorted(standing(context)) == ["weeping"]
    take_back(context)
    assert sorted(standing(context)) == ["smell", "weeping"]
    mark(context, "weeping", ticked=False)
    mark(context, "smell", ticked=False)
    assert standing(context) == {}
