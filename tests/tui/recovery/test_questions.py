"""What is asked later, at a check-in, once something first depends on it."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import force_setattr

from checklists.rules.checklist import Call, Normal, Question, Sign, Usual, UsualOn
from checklists.rules.rule import Condition, Match
from tests.conftest import Contexts
from tests.support.apps import chosen, clock_of, small_checklist
from tests.support.content import shipped
from tests.support.plans import answer, answered, avoid, call, days, do, expect, plan, reported, sign
from tests.support.screens import opened, press, shows, written
from tui.journal import Topic
from tui.recovery.questions import AGAIN, MOST, later_questions
from tui.screens.check_in import CheckInScreen

YES_NO = (("yes", "Yes"), ("no", "No"))
STRENGTH = Question(
    "strength", "How strong was the treatment?", (("strong", "Red for days"), ("light", "Calm")), later=True
)
ACNE = Question("acne", "Acne?", YES_NO, later=True)
MOLES = Question("moles", "Moles?", YES_NO, later=True)
HABITS = Question("sports", "Which?", (("shaving", "Shaving"), ("sport", "Sport")), many=True, later=True)
STRONG: Condition = answer("strength", "strong")
SPORT: Condition = answer("sports", "sport")


def asked(number: int, *rules: Any, unsure: Mapping[str, int] | None = None, **parts: Any) -> list[str]:
    """The ids of what the check-in of a day asks later, of the four questions above."""
    questions = parts.pop("questions", (STRENGTH, ACNE, MOLES, HABITS))
    made = plan(*rules, now="2026-12-20T20:00", questions=questions, **parts)
    return [question.id for question in later_questions(made, number, unsure or {})]


@pytest.mark.parametrize(
    "parts",
    [
        {"rules": (do("gel", "2-9", when=STRONG),)},
        {"rules": (do("gel", "2-9", unless=STRONG),)},
        {"rules": (avoid("sun", "2-9", when=STRONG),)},
        {"rules": (expect("spots", "2-9", when=STRONG),)},
        {"rules": (do("gel", lasts=60 * 60, when=STRONG),)},
        {"warnings": (call("pus", Call.URGENT, "2-9", when=STRONG),)},
        {"normal": (Normal(days("2-9"), "Calm.", "Not calm.", STRONG),)},
        {"signs": (Sign("red", "Red?", 4, days("2-9"), usual=(Usual((UsualOn(0, 1, 2),), STRONG),)),)},
    ],
    ids=["when", "unless", "avoid", "expect", "hours", "warning", "normal", "usual"],
)
def test_what_anything_on_the_day_turns_on_is_asked(parts: dict[str, Any]) -> None:
    assert asked(2, *parts.pop("rules", ()), **parts) == ["strength"]


def test_what_nothing_on_the_day_turns_on_waits() -> None:
    gel = do("gel", "5-9", when=STRONG)
    assert [asked(number, gel) for number in (2, 4, 5, 9, 10)] == [[], [], ["strength"], ["strength"], []]


def test_before_day_two_nothing_is_asked_that_can_wait() -> None:
    gel = do("gel", "0-9", when=STRONG)
    assert [asked(number, gel) for number in (-1, 0, 1, 2)] == [[], [], [], ["strength"]]


def test_what_is_over_by_day_two_is_asked_while_it_matters() -> None:
    balm = do("balm", "0", when=answer("acne", "yes"))
    assert [asked(number, balm) for number in (0, 1, 2)] == [["acne"], [], []]


@pytest.mark.parametrize(
    ("treated", "hours", "asked_on"),
    [
        ("2026-11-20T16:00", 12, [0]),
        ("2026-11-20T16:00", 24, [0, 1]),
        ("2026-11-20T16:00", 36, [0, 1]),
        ("2026-11-20T16:00", 37, [2]),
        ("2026-11-20T04:00", 48, [0, 1]),
        ("2026-11-21T00:30", 4, [0, 1]),
    ],
)
def test_what_hours_turn_on_is_asked_on_the_days_that_hold_one(
    treated: str, hours: int, asked_on: list[int]
) -> None:
    gel = do("gel", lasts=hours * 60, when=STRONG)
    assert [number for number in range(5) if asked(number, gel, treated=treated)] == asked_on


def test_several_may_be_true_of_a_question_asked_later() -> None:
    assert asked(2, avoid("sport", "0-9", when=SPORT)) == ["sports"]


def test_no_more_than_two_are_asked_and_the_most_pressing_first() -> None:
    rules = (
        do("gel", "0-9", when=STRONG),
        expect("spots", "0-9", when=answer("acne", "yes")),
        avoid("sport", "0-9", when=SPORT),
    )
    lines = (call("mole", Call.CLINIC_SOON, "0-90", when=answer("moles", "yes")),)
    assert asked(2, *rules, warnings=lines) == ["moles", "sports"]
    assert asked(2, *rules, warnings=lines, answers=[answered("2026-11-22T20:00", "moles", "no")]) == [
        "sports",
        "strength",
    ]
    assert MOST == 2


def test_what_is_answered_is_not_asked_again_nor_what_an_answer_makes_pointless() -> None:
    either = (*answer("acne", "yes"), *STRONG)
    rule = do("gel", "0-9", when=either)
    assert asked(3, rule) == ["strength", "acne"]
    assert asked(3, rule, answers=[answered("2026-11-22T20:00", "strength", "strong")]) == []
    assert asked(3, rule, answers=[answered("2026-11-22T20:00", "strength", "light")]) == ["acne"]


def test_a_rule_that_a_report_holds_past_its_days_still_asks() -> None:
    rule = avoid("sun", "0-2", when=STRONG, holds=[Match("crusts", low=1)])
    held = [reported("2026-11-22T20:00", "crusts", 1)]
    assert asked(5, rule) == []
    assert asked(5, rule, reports=held) == ["strength"]


def test_a_question_asked_at_the_start_is_never_asked_later() -> None:
    at_start = Question("strength", "How strong?", STRENGTH.answers)
    assert asked(3, do("gel", "0-9", when=STRONG), questions=(at_start,)) == []


def test_a_condition_on_a_sign_alone_asks_nothing() -> None:
    assert asked(3, do("gel", "0-9", when=sign("crusts"))) == []


def test_not_sure_is_asked_again_after_a_week_and_not_before() -> None:
    gel = do("gel", "0-30", when=STRONG)
    found = [number for number in range(3, 14) if asked(number, gel, unsure={"strength": 3})]
    assert (AGAIN, found) == (7, list(range(10, 14)))


@pytest.mark.parametrize(
    ("id", "wanted"),
    [
        (
            "picosure-face",
            {0: ["acne"], 2: ["strength"], 3: ["melasma"], 7: ["moles"], 11: ["smoking"], 24: ["course"]},
        ),
        ("picosure-tattoo", {2: ["habits", "smoking"], 4: ["red-ink"], 7: ["moles"], 42: ["course"]}),
        ("picoplus", {2: ["melasma", "dry-skin"], 7: ["moles"], 28: ["course"]}),
        ("ipl-face", {2: ["target"], 7: ["moles"], 24: ["course"]}),
        ("picosecond", {2: ["ink", "melasma"], 3: ["smoking"], 7: ["moles"], 42: ["course"]}),
    ],
)
def test_each_shipped_checklist_asks_all_of_its_later_questions_where_they_first_matter(
    id: str, wanted: dict[int, list[str]]
) -> None:
    answers: dict[str, Iterable[str]] = {}
    found: dict[int, list[str]] = {}
    for number in range(91):
        made = shipped(id).plan(answers)
        for question in later_questions(made, number, {}):
            found.setdefault(number, []).append(question.id)
            answers[question.id] = [question.answers[0][0]]
    assert found == wanted
    later = {question.id for question in shipped(id).checklist.questions if question.later}
    assert later == {question for questions in found.values() for question in questions}


async def test_the_answers_are_one_act_with_the_check_in(contexts: Contexts) -> None:
    needs = do("gel", "2-9", when=STRONG)
    context = contexts("2026-11-22T20:10", of=chosen(small_checklist(needs)))
    async with opened(context, CheckInScreen()) as pilot:
        assert shows(pilot, "How strong was the treatment?")
        assert shows(pilot, "1 Red for days  2 Calm by the next day  3 not sure")
        await press(pilot, "2", "end", "up", "2", "enter")
    pairs = written(context, "small")
    assert len({act.id for act, _ in pairs}) == 1
    assert pairs[0][0].words == (
        "check-in: redness 2 obvious, day 2; answer 'How strong was the treatment?' Calm by the next day"
    )
    (kept,) = [entry for _, entry in pairs if entry.topic is Topic.ANSWER]
    assert (kept.key, kept.value) == ("strength", ["light"])
    async with opened(context, CheckInScreen()) as pilot:
        assert not shows(pilot, "How strong was the treatment?")

    context.journal.undo(recorded=context.now())
    async with opened(context, CheckInScreen()) as pilot:
        assert shows(pilot, "How strong was the treatment?")
        assert not shows(pilot, "[2 obvious]")


async def test_not_sure_is_kept_and_rests_for_a_week_and_undone_it_is_asked_again(contexts: Contexts) -> None:
    needs = do("gel", "2-19", unless=STRONG)
    context = contexts("2026-11-22T20:10", of=chosen(small_checklist(needs)))
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "end", "up", "3", "enter")
    (act, entry) = written(context, "small")[-1]
    assert act.words == "answer 'How strong was the treatment?' not sure"
    assert (entry.key, entry.value) == ("strength", "not sure")
    reader = context.reader()
    assert reader is not None
    asked_on = {}
    for number in (3, 8, 9):
        clock_of(context).advance(timedelta(days=1))
        asked_on[number] = [
            question.id for question in reader.later_questions(reader.plan(context.now()), number)
        ]
    assert asked_on == {3: [], 8: [], 9: ["strength"]}

    context.journal.undo(recorded=context.now())
    assert [question.id for question in reader.later_questions(reader.plan(context.now()), 5)] == ["strength"]


async def test_each_answer_of_several_has_a_box(contexts: Contexts) -> None:
    checklist = small_checklist(avoid("sport", "0-9", when=SPORT))
    force_setattr(checklist, "questions", (HABITS,))
    context = contexts("2026-11-22T20:10", of=chosen(checklist))
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "end", "up", "space")
        assert shows(pilot, "[x] not sure")
        await press(pilot, "up", "up", "space", "up", "right")
        assert shows(pilot, "[x] Shaving")
        assert shows(pilot, "[x] Sport")
        assert shows(pilot, "[ ] not sure")
        await press(pilot, "left", "enter")
    assert written(context, "small")[-1][1].value == ["sport"]


@pytest.mark.parametrize(("ups", "kept"), [(1, []), (0, "not sure")], ids=["none of these", "not sure"])
async def test_none_of_these_and_not_sure_stand_alone(contexts: Contexts, ups: int, kept: object) -> None:
    checklist = small_checklist(avoid("sport", "0-9", when=SPORT))
    force_setattr(checklist, "questions", (HABITS,))
    context = contexts("2026-11-22T20:10", of=chosen(checklist))
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "end", "up", "up", "up", "space", "end", "up", *["up"] * ups, "space")
        assert not shows(pilot, "[x] Sport")
        await press(pilot, "enter")
    assert written(context, "small")[-1][1].value == kept


async def test_boxes_that_are_left_alone_are_left_open(contexts: Contexts) -> None:
    checklist = small_checklist(avoid("sport", "0-9", when=SPORT))
    force_setattr(checklist, "questions", (HABITS,))
    context = contexts("2026-11-22T20:10", of=chosen(checklist))
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "end", "up", "space", "space", "enter")
    assert written(context, "small") == []
