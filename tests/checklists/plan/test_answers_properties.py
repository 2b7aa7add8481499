"""Whatever is answered, also what contradicts itself: every day can be laid out, on the stricter side."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists import library
from checklists.plan.circumstances import AnswerFrom, Circumstances, ReportFrom, VersionFrom, ZoneFrom
from checklists.plan.plan import Plan
from checklists.rules.checklist import Question
from tests.support.commands import Shell
from tests.support.content import TIMES, TREATED, shipped
from tui.recovery.plan_days import coming_days, from_then_on
from tui.recovery.questions import MOST, later_questions

Answers = Mapping[str, Iterable[str]]

NEAR = range(31)
"""The days on which most of it changes."""


def _chosen(question: Question) -> st.SearchStrategy[frozenset[str]]:
    """Any answers: several where one is asked for, none at all, or one that there is not."""
    ids = [id for id, _ in question.answers]
    return st.frozensets(st.sampled_from([*ids, "unknown"]), max_size=len(ids))


def _meant(question: Question) -> st.SearchStrategy[frozenset[str]]:
    """Answers as they can be given: one where one is asked for."""
    ids = st.sampled_from([id for id, _ in question.answers])
    return st.frozensets(ids) if question.many else st.frozensets(ids, min_size=1, max_size=1)


def _answers(id: str, meant: bool = False) -> st.SearchStrategy[dict[str, frozenset[str]]]:
    """Answers to any of a checklist's questions, and unless they are meant to one that it does not ask."""
    questions = shipped(id).checklist.questions
    asked = {question.id: (_meant if meant else _chosen)(question) for question in questions}
    more = {} if meant else {"unknown": st.just(frozenset(["yes"]))}
    return st.fixed_dictionaries({}, optional={**asked, **more})


def _reports(id: str) -> st.SearchStrategy[dict[str, int]]:
    signs = shipped(id).checklist.signs
    return st.fixed_dictionaries({}, optional={sign.id: st.integers(0, sign.top) for sign in signs})


def _plan(id: str, answers: Answers, reports: Mapping[str, int], day: int = 3) -> Plan:
    """The plan as it is on a day, with the reports made the hour before."""
    now = TREATED + timedelta(days=day)
    said = tuple(AnswerFrom(TREATED, question, frozenset(chosen)) for question, chosen in answers.items())
    made = tuple(ReportFrom(now - timedelta(hours=1), sign, value) for sign, value in reports.items())
    versions = (VersionFrom(TREATED, shipped(id).checklist),)
    zones = (ZoneFrom(TREATED, "Etc/UTC"),)
    return Plan(Circumstances(TREATED, versions, zones, said, made), TIMES, now)


def _left_alone(plan: Plan, number: int) -> set[str]:
    """Ids of rules."""
    return {avoid.rule.id for avoid in plan.day(number).avoids if avoid.on}


def _shorts(plan: Plan, number: int) -> set[str]:
    """The same by what it is first about: a rule may have a stricter twin for those who are not sure."""
    return {avoid.rule.short.partition(",")[0] for avoid in plan.day(number).avoids if avoid.on}


def _called(plan: Plan, number: int) -> set[str]:
    return {warning.id for warning in plan.day(number).warnings}


@pytest.mark.parametrize("id", library.shipped())
@settings(deadline=None, max_examples=5)
@given(data=st.data())
def test_any_answers_and_reports_leave_every_day_a_day(id: str, data: st.DataObject) -> None:
    answers, reports = data.draw(_answers(id)), data.draw(_reports(id))
    plan = _plan(id, answers, reports, data.draw(st.integers(0, 40)))
    for day in plan.days():
        assert day.normal is not None
        assert _called(plan, day.number), "somebody to call there always is"
        for sign in day.signs:
            usual = plan.usual(sign, day.number)
            assert usual is None or 0 <= usual[0] <= usual[1] <= sign.top
        asked = later_questions(plan, day.number, {})
        assert len(asked) <= MOST
        assert all(answers.get(question.id) is None for question in asked)
    assert len(list(coming_days(plan, max(plan.today, 0)))) <= plan.last_day
    assert from_then_on(plan)


@pytest.mark.parametrize("id", library.shipped())
@settings(deadline=None, max_examples=12)
@given(data=st.data())
def test_not_sure_never_takes_away_what_is_left_alone_nor_a_line_to_call_about(
    id: str, data: st.DataObject
) -> None:
    answers, reports = data.draw(_answers(id, meant=True)), data.draw(_reports(id))
    unsure = data.draw(st.sets(st.sampled_from([*answers, "nothing"])))
    fewer = {question: chosen for question, chosen in answers.items() if question not in unsure}
    known, less = _plan(id, answers, reports), _plan(id, fewer, reports)
    for number in (*NEAR, data.draw(st.integers(31, known.last_day))):
        assert _shorts(known, number) <= _shorts(less, number)
        assert _called(known, number) <= _called(less, number)


@pytest.mark.parametrize(
    ("id", "day", "answers", "reports", "kept"),
    [
        # No dressing was put on, and the clinic gave creams for under it.
        ("picosure-tattoo", 3, {"about": ["clinic-creams"], "site": []}, {"open-skin": 1}, {"tat-no-soak"}),
        # Toning leaves no crusts, and crusts there are.
        (
            "picoplus",
            10,
            {"kind": ["toning"], "habits": ["makeup"]},
            {"crusts": 1},
            {"pig-no-makeup", "pig-no-pick"},
        ),
        # Two kinds at once.
        ("picoplus", 3, {"kind": ["toning", "spot"]}, {}, {"pig-no-makeup"}),
        # On the face and on the body.
        ("picosecond", 3, {"place": ["face", "body"]}, {}, {"pico-no-makeup"}),
        # Calm by the next day, and fiery on the third.
        (
            "picosure-face",
            8,
            {"strength": ["light"], "habits": ["makeup"]},
            {"redness": 4},
            {"face-no-makeup"},
        ),
    ],
    ids=["dressing", "toning with crusts", "two kinds", "two places", "calm and fiery"],
)
def test_what_contradicts_itself_falls_on_the_stricter_side(
    id: str, day: int, answers: dict[str, list[str]], reports: dict[str, int], kept: set[str]
) -> None:
    for said in (answers, {}):
        assert kept <= _left_alone(_plan(id, said, reports, day), day)


@pytest.mark.parametrize("given", ["habits=unknown", "unknown=yes", "strength=strong,light", "strength="])
def test_what_no_question_asks_is_refused(face: Path, given: str) -> None:
    shell = Shell(face)
    before = shell.content()
    ended = shell("answer", given)
    assert ended.code == 2
    assert ended.err
    assert shell.content() == before
