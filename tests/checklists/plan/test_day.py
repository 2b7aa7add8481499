"""What a day tells besides its items: what is usual, what to expect, when to call, what is asked."""

from datetime import date

import pytest

from checklists.plan.circumstances import AnswerFrom
from checklists.rules.checklist import Call, Normal, Phase, Usual, UsualOn
from checklists.rules.rule import Match, Span
from tests.support.plans import (
    answer,
    answered,
    asked,
    avoid,
    call,
    days,
    do,
    expect,
    local,
    plan,
    reported,
    shown,
    sign,
)

START = "2026-11-20T16:00"
CRUSTS = Match("crusts", low=1)
PHASES = (
    Phase("treatment-day", "Treatment day", Span(0, 0)),
    Phase("recovery", "Recovery", Span(1, 6)),
    Phase("sun", "Sun", Span(7, None)),
)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(-1, None), (0, "treatment-day"), (1, "recovery"), (6, "recovery"), (7, "sun"), (900, "sun")],
)
def test_a_day_is_in_one_phase(number: int, expected: str | None) -> None:
    phase = plan(phases=PHASES).day(number).phase
    assert (phase and phase.id) == expected


def test_after_the_last_closed_phase_there_is_none() -> None:
    assert plan(phases=PHASES[:2]).day(7).phase is None


def test_the_plan_ends_with_the_last_finite_day_of_any_rule_sign_or_warning() -> None:
    rules = [do("wash", "0-9"), do("sun", "3-")]
    assert plan(*rules).last_day == 9
    assert plan(*rules, signs=(asked("red", "0-3", "21"),)).last_day == 21
    assert plan(*rules, warnings=(call("scar", Call.CLINIC_SOON, "30-"),)).last_day == 30
    assert [day.number for day in plan(*rules).days()] == list(range(10))
    assert plan().last_day == 0


@pytest.mark.parametrize(
    ("number", "expected"),
    [(-1, None), (0, None), (1, "one"), (2, "one"), (3, "three"), (5, "three"), (7, "seven"), (400, "seven")],
)
def test_what_is_normal_is_the_latest_reached_and_never_the_nearest(
    number: int, expected: str | None
) -> None:
    normal = tuple(
        Normal(days(day), word, "") for day, word in (("1", "one"), ("3-4", "three"), ("7-", "seven"))
    )
    found = plan(normal=normal).day(number).normal
    assert (found and found.usual) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [([], "all"), ([answered(START, "strength", "light")], "light"), ([answered(START, "strength")], "all")],
)
def test_of_two_that_begin_together_the_first_that_surely_fits_is_normal(
    answers: list[AnswerFrom], expected: str
) -> None:
    normal = (
        Normal(days("0-3"), "light", "", when=answer("strength", "light")),
        Normal(days("0-3"), "all", ""),
    )
    found = plan(normal=normal, answers=answers).day(1).normal
    assert found is not None
    assert found.usual == expected


@pytest.mark.parametrize(
    ("answers", "number", "expected"),
    [
        ([], -1, None),
        ([], 0, (3, 4)),
        ([], 2, (2, 4)),
        ([], 7, (0, 1)),
        ([], 99, (0, 1)),
        ([answered(START, "strength", "light")], 0, (2, 3)),
        ([answered(START, "strength", "light")], 3, (0, 0)),
        ([answered(START, "strength", "strong")], 0, (3, 4)),
    ],
)
def test_the_usual_course_is_the_slower_one_until_an_answer_chooses(
    answers: list[AnswerFrom], number: int, expected: tuple[int, int] | None
) -> None:
    light = Usual((UsualOn(0, 2, 3), UsualOn(3, 0, 0)), when=answer("strength", "light"))
    slow = Usual((UsualOn(0, 3, 4), UsualOn(1, 2, 4), UsualOn(7, 0, 1)))
    red = asked("redness", "0-14", top=4, usual=(light, slow))
    assert plan(answers=answers, signs=(red,)).usual(red, number) == expected


def test_a_sign_without_a_usual_course_has_no_range() -> None:
    assert plan().usual(asked("red", "0-3"), 1) is None


def test_warnings_are_most_urgent_first_and_then_in_the_order_of_the_file() -> None:
    written = [
        call("soon", Call.CLINIC_SOON, "0-9"),
        call("today", Call.CLINIC_TODAY, "0-9"),
        call("emergency", Call.EMERGENCY, "0-9"),
        call("today-too", Call.CLINIC_TODAY, "0-9"),
        call("urgent", Call.URGENT, "0-9"),
        call("later", Call.EMERGENCY, "2-9"),
    ]
    found = plan(warnings=tuple(written)).day(1).warnings
    assert [each.id for each in found] == ["emergency", "urgent", "today", "today-too", "soon"]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [([], ["sore"]), ([answered(START, "sores", "yes")], ["sore"]), ([answered(START, "sores", "no")], [])],
)
def test_a_warning_leaves_only_those_it_surely_does_not_concern(
    answers: list[AnswerFrom], expected: list[str]
) -> None:
    sore = call("sore", Call.CLINIC_TODAY, "0-9", when=answer("sores", "yes"))
    assert [each.id for each in plan(answers=answers, warnings=(sore,)).day(1).warnings] == expected


def test_signs_are_asked_on_their_days_and_those_of_the_moment_never() -> None:
    signs = (asked("red", "0-2", "7"), asked("crusts", "1-3"), asked("outdoors", "0-9", until=18 * 60))
    made = plan(signs=signs)
    assert [[each.id for each in made.day(number).signs] for number in (0, 1, 3, 4, 7)] == [
        ["red"],
        ["red", "crusts"],
        ["crusts"],
        [],
        ["red"],
    ]


def test_a_sign_that_holds_a_rule_goes_on_being_asked() -> None:
    rule = avoid("no-makeup", "0-4", holds=[CRUSTS, Match("red", low=2)])
    signs = (asked("red", "0-3", top=4), asked("crusts", "0-3"))
    told = [reported("2026-11-23T20:00", "crusts", 1), reported("2026-11-23T20:00", "red", 1)]

    made = plan(rule, signs=signs, reports=told, now="2026-11-26T12:00")
    assert [[each.id for each in made.day(number).signs] for number in (3, 4, 5, 6, 60)] == [
        ["red", "crusts"],
        [],
        ["crusts"],
        ["crusts"],
        ["crusts"],
    ]
    lifted = [*told, reported("2026-11-26T20:00", "crusts", 0)]
    assert plan(rule, signs=signs, reports=lifted, now="2026-11-27T12:00").day(7).signs == ()


def test_expects_are_those_of_the_day_and_of_the_person() -> None:
    rules = [
        expect("red", "0-7"),
        expect("dark", "1-10", when=answer("spots", "yes")),
        expect("flakes", "2-9"),
    ]
    made = plan(*rules, answers=[answered(START, "spots", "no")])
    assert [[rule.id for rule in made.day(number).expects] for number in (0, 2, 8, 10)] == [
        ["red"],
        ["red", "flakes"],
        ["flakes"],
        [],
    ]


def test_a_plan_knows_its_day_its_dates_and_where_the_person_is() -> None:
    made = plan(do("wash", "0-9"), now="2026-11-23T03:59")
    assert (made.today, made.treatment_date, made.date_of(7)) == (2, date(2026, 11, 20), date(2026, 11, 27))
    assert made.number_of(date(2026, 11, 27)) == 7
    assert made.number_at(local("2026-11-23T04:00")) == 3
    assert str(made.zone) == "Europe/Berlin"
    assert plan(now="2026-11-19T12:00").today == -1
    day = made.day(2)
    assert (shown(day.begins), shown(day.ends)) == ("2026-11-22T04:00+01:00", "2026-11-23T04:00+01:00")
    assert plan(do("rest", "1", when=sign("sore")), now="2026-11-20T18:00").state.signs == {}
