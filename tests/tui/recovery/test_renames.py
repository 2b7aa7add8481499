"""Questions, signs and what makes ready for a session under other ids: nothing of them is lost."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from checklists.rules.checklist import Call, CallWarning, Checklist, Course, Prepare, Question, Sign
from checklists.rules.rule import Kind, Match, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import chosen, clock_of, small_checklist
from tests.support.plans import answer
from tui.journal import Topic
from tui.recovery.acts import Acts, undo
from tui.recovery.context import AppContext
from tui.recovery.course import Booking
from tui.recovery.diary import diary
from tui.recovery.overview import sign_courses

DAY_0, DAY_1 = date(2026, 11, 20), date(2026, 11, 21)
HELD = Rule("scent", Kind.AVOID, "Scent", "scent", (Span(0, 1),), then="Gently.")


def checklist(sign: str, question: str, former: bool) -> Checklist:
    """Under these names, and as renamed or not."""

    def was(id: str) -> tuple[str, ...]:
        return (id,) if former else ()

    return replace(
        small_checklist(),
        signs=(Sign(sign, "Any blisters?", 1, (Span(0, 9),), was=was("blister")),),
        questions=(
            Question(
                question, "What is usual?", (("makeup", "Make-up"), ("sport", "Sport")), was=was("habits")
            ),
        ),
        rules=(
            *small_checklist().rules,
            replace(HELD, held_by=(Match(sign, low=1),), when=answer(question, "makeup")),
        ),
        warnings=(CallWarning("burst", "A blister", (Span(0, 9),), Call.URGENT, fits=(Match(sign, low=1),)),),
        course=Course(
            prepare=(
                Prepare("tan" if former else "sun", Kind.DO, "Keep out of the sun", 30, 1, was=was("sun")),
            )
        ),
    )


OLD = checklist("blister", "habits", former=False)
NEW = checklist("blisters", "routine", former=True)


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    return contexts("2026-11-21T12:00", of=chosen(OLD), answers={"habits": {"sport"}})


def acts_of(context: AppContext) -> Acts:
    reader = context.reader()
    assert reader is not None
    return context.acts(reader)


def report(context: AppContext, value: int, day: date | None = None) -> None:
    acts = acts_of(context)
    acts.report({acts.plan.checklist.signs[0]: value}, day or acts.plan.date_of(acts.plan.today))


def later(context: AppContext, **by: float) -> None:
    clock_of(context).advance(timedelta(**by))


def rename(context: AppContext) -> None:
    later(context, minutes=5)
    acts_of(context).accept(chosen(NEW))
    later(context, minutes=5)


def standing(context: AppContext) -> list[str]:
    acts = acts_of(context)
    return [each.warning.id for each in acts.reader.state(context.now()).standing]


def test_a_report_goes_on_fitting_and_holding_under_the_new_name(context: AppContext) -> None:
    report(context, 1)
    rename(context)
    later(context, days=2)
    acts = acts_of(context)

    assert standing(context) == ["burst"]
    assert acts.plan.state.signs["blisters"] == 1
    assert acts.plan.state.reports["blisters"].day == DAY_1
    state = acts.reader.state(context.now())
    assert [(each.sign.id, each.last, each.before and each.before.value) for each in state.signs] == [
        ("blisters", 1, 1)
    ]
    assert acts.reader.values_on(DAY_1, acts.plan.checklist) == {"blisters": 1}
    (course,) = sign_courses(acts.reader, acts.plan, range(4))
    assert (course.sign.id, course.reports) == ("blisters", {1: 1})
    entries = [each for each in diary(acts.reader, acts.plan, DAY_0, DAY_1) if each.values]
    assert [each.words for each in entries] == ["blisters yes"]


def test_what_is_reported_under_the_new_name_ends_what_the_old_one_said(context: AppContext) -> None:
    report(context, 1)
    rename(context)
    report(context, 0)

    assert standing(context) == []
    assert acts_of(context).plan.state.signs["blisters"] == 0


def test_a_report_of_a_day_gone_by_leaves_the_newer_one_under_the_old_name_in_force(
    context: AppContext,
) -> None:
    report(context, 1)
    rename(context)
    report(context, 0, DAY_0)

    assert standing(context) == ["burst"]
    acts = acts_of(context)
    assert acts.plan.state.signs["blisters"] == 1
    assert acts.reader.values_on(DAY_0, acts.plan.checklist) == {"blisters": 0}


def test_what_is_undone_under_the_new_name_leaves_what_the_old_one_said(context: AppContext) -> None:
    report(context, 1)
    rename(context)
    report(context, 0)
    undo(context.journal, context.journal.top(), context.now())
    later(context, minutes=5)

    assert standing(context) == ["burst"]
    acts = acts_of(context)
    assert acts.plan.state.signs["blisters"] == 1
    assert [each.last for each in acts.reader.state(context.now()).signs] == [1]


def test_with_the_old_version_again_what_was_reported_since_still_counts(context: AppContext) -> None:
    rename(context)
    accepted = context.journal.top()
    report(context, 1)
    later(context, minutes=5)
    acts_of(context).accept(chosen(OLD))
    later(context, minutes=5)

    assert accepted is not None
    assert acts_of(context).plan.state.signs["blister"] == 1


def test_an_answer_keeps_its_rules_on_under_the_new_name(context: AppContext) -> None:
    def left_alone() -> list[str]:
        acts = acts_of(context)
        return [each.rule.id for each in acts.plan.day(1).avoids if each.on and each.rule.id == "scent"]

    assert left_alone() == []
    rename(context)
    assert acts_of(context).plan.state.answers["routine"] == frozenset({"sport"})
    assert left_alone() == []
    acts = acts_of(context)
    acts.answer(acts.plan.checklist.questions[0], {"makeup"})
    later(context, minutes=5)
    assert left_alone() == ["scent"]
    undo(context.journal, context.journal.top(), context.now())
    assert acts_of(context).plan.state.answers["routine"] == frozenset({"sport"})


def test_what_was_made_ready_stays_ticked_under_the_new_name(context: AppContext) -> None:
    acts_of(context).book(Booking(date(2026, 12, 1)))
    later(context, minutes=5)
    acts = acts_of(context)
    (item,) = [each for each in acts.reader.state(context.now()).items if each.item.rule.id == "prepare-sun"]
    acts.tick([item.item])
    rename(context)

    acts = acts_of(context)
    items = [each for each in acts.reader.state(context.now()).items if each.item.rule.id == "prepare-tan"]
    assert [each.state.value for each in items] == ["done"]
    assert context.journal.current(acts.reader.recovery.id, Topic.ITEM).keys() == {"once/prepare-sun"}
