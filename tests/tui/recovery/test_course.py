"""The course of sessions: the usual window, getting ready, and what a changed booking leaves as it was."""

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from checklists.plan.circumstances import Circumstances, Times, VersionFrom, ZoneFrom
from checklists.plan.day import Day
from checklists.plan.plan import Plan
from checklists.rules.checklist import Checklist, Course, Prepare, Stretch
from checklists.rules.rule import Citation, Kind, Match, Span
from tests.support.plans import (
    BERLIN,
    SLOTS,
    TREATED,
    answer,
    at,
    checklist,
    do,
    left_alone,
    local,
    on,
    slots_of,
)
from tui.recovery.course import (
    PrepareRule,
    books,
    refusal,
    remark,
    window,
    with_preparation,
    without_preparation,
)

DAY_0 = date(2026, 11, 20)
SESSION = date(2026, 12, 18)
"""Day 28."""


def course(gap: Stretch | None = None, *prepare: Prepare) -> Checklist:
    return checklist(do("wash", "0-5", at=at("morning")), course=Course(gap=gap, prepare=prepare))


def prepare(id: str, first: int, last: int, kind: Kind = Kind.AVOID) -> Prepare:
    cited = (Citation("leeds", "6 weeks"),)
    return Prepare(id, kind, f"Title of {id}", first, last, "How.", cited, "conflict", short=f"short {id}")


@pytest.mark.parametrize(
    ("low", "high", "unit", "treated", "said"),
    [
        (4, 8, "weeks", date(2026, 11, 20), "usually between 18 Dec and 15 Jan"),
        (4, 6, "weeks", date(2026, 2, 3), "usually between 3 Mar and 17 Mar"),
        (4, 6, "weeks", date(2028, 2, 3), "usually between 2 Mar and 16 Mar"),
        (8, None, "weeks", date(2026, 11, 20), "usually from 15 Jan on"),
        (10, 20, "days", date(2026, 12, 25), "usually between 4 Jan and 14 Jan"),
        (2, 3, "months", date(2026, 11, 20), "usually between 20 Jan and 20 Feb"),
        (1, 3, "months", date(2026, 12, 31), "usually between 31 Jan and 31 Mar"),
        (1, 2, "months", date(2027, 1, 31), "usually between 28 Feb and 31 Mar"),
        (1, 2, "months", date(2028, 1, 31), "usually between 29 Feb and 31 Mar"),
        (3, 7, "months", date(2026, 11, 30), "usually between 28 Feb and 30 Jun"),
        (12, None, "months", date(2026, 12, 1), "usually from 1 Dec on"),
        (4, 4, "weeks", date(2026, 11, 20), "usually about 18 Dec"),
    ],
)
def test_the_window_counts_from_the_care_date_of_the_treatment(
    low: int, high: int | None, unit: str, treated: date, said: str
) -> None:
    assert str(window(course(Stretch(low, high, unit)), treated)) == said


def test_a_checklist_without_a_gap_has_no_window_and_remarks_on_nothing() -> None:
    for without in (course(), checklist()):
        assert window(without, DAY_0) is None
        assert remark(date(2026, 11, 21), without, DAY_0) == ""


@pytest.mark.parametrize(
    ("booked", "said"),
    [
        ("2026-12-17", "Earlier than the 4 weeks published; your clinic's word counts."),
        ("2026-12-18", ""),
        ("2027-01-15", ""),
        ("2027-01-16", "Later than the 8 weeks published; your clinic's word counts."),
    ],
)
def test_a_day_outside_the_window_has_one_calm_remark(booked: str, said: str) -> None:
    assert remark(date.fromisoformat(booked), course(Stretch(4, 8, "weeks")), DAY_0) == said


def test_an_open_window_is_never_too_late_and_one_month_is_one() -> None:
    assert remark(date(2028, 1, 1), course(Stretch(8, None, "weeks")), DAY_0) == ""
    early = remark(date(2026, 12, 1), course(Stretch(1, None, "months")), DAY_0)
    assert early == "Earlier than the 1 month published; your clinic's word counts."


@pytest.mark.parametrize(
    ("booked", "said"),
    [
        ("2026-11-19", "2026-11-19 is not after the treatment, which was on 2026-11-20."),
        ("2026-11-20", "2026-11-20 is not after the treatment, which was on 2026-11-20."),
        ("2026-11-22", "2026-11-22 has passed: it is 2026-11-23."),
        ("2026-11-23", ""),
        ("2028-11-21", ""),
        ("2028-11-22", "2028-11-22 is more than two years after the treatment. Was another year meant?"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(booked: str, said: str) -> None:
    assert refusal(date.fromisoformat(booked), DAY_0, date(2026, 11, 23)) == said


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        (14, 0, Span(14, 28)),
        (14, 7, Span(14, 21)),
        (1, 0, Span(27, 28)),
        (0, 0, Span(28, 28)),
        (28, 28, Span(0, 0)),
        (42, 0, Span(0, 28)),
        (42, 28, Span(0, 0)),
        (42, 29, None),
    ],
)
def test_days_before_are_counted_back_and_never_come_before_day_0(
    first: int, last: int, span: Span | None
) -> None:
    made = with_preparation(course(None, prepare("tan", first, last)), DAY_0, SESSION)

    assert [rule.days for rule in made.rules[1:]] == ([(span,)] if span else [])


def test_a_rule_of_preparation_says_all_that_its_line_does() -> None:
    lines = (
        prepare("no-fake-tan", 14, 0),
        prepare("tell-clinic", 14, 7, Kind.CHECK),
        prepare("bare-skin", 0, 0, Kind.DO),
    )
    made = with_preparation(course(None, *lines), DAY_0, SESSION)
    rules = [rule for rule in made.rules if isinstance(rule, PrepareRule)]

    assert [(rule.id, rule.kind, rule.short, rule.once) for rule in rules] == [
        ("prepare-no-fake-tan", Kind.AVOID, "short no-fake-tan", False),
        ("prepare-tell-clinic", Kind.CHECK, "short tell-clinic", True),
        ("prepare-bare-skin", Kind.DO, "short bare-skin", True),
    ]
    assert {(rule.how, rule.sources, rule.agreement, rule.then) for rule in rules} == {
        ("How.", (Citation("leeds", "6 weeks"),), "conflict", "")
    }
    assert {rule.because for rule in rules} == {"getting ready for the session on Friday 18 December"}
    assert {rule.session for rule in rules} == {SESSION}


def test_a_preparation_for_some_is_in_the_plan_of_those_alone() -> None:
    shave = replace(prepare("shave", 1, 1, Kind.DO), when=answer("hair", "yes"))
    made = with_preparation(course(None, shave, prepare("tan", 1, 0)), DAY_0, SESSION)

    assert [rule.when for rule in made.rules[1:]] == [((Match("hair", ("yes",)),),), ()]


def test_a_rule_of_the_file_keeps_its_id() -> None:
    own = checklist(
        do("prepare-tan", "0-5"),
        do("newer", "0-5", was=("prepare-peels",)),
        course=Course(prepare=(prepare("tan", 1, 0), prepare("peels", 1, 0))),
    )

    assert with_preparation(own, DAY_0, SESSION).rules == own.rules


def test_nothing_booked_or_nothing_to_prepare_leaves_the_checklist_itself() -> None:
    some, none = course(None, prepare("tan", 1, 0)), checklist()

    assert with_preparation(some, DAY_0, None) is some
    assert with_preparation(course(), DAY_0, SESSION) == course()
    assert with_preparation(none, DAY_0, SESSION) is none


def test_the_checklist_as_its_file_says_it_can_be_had_again() -> None:
    whole = course(None, prepare("tan", 200, 0))
    made = with_preparation(whole, DAY_0, date(2027, 6, 1))

    assert (made.last_day, made.last_care_day) == (193, 193)
    assert without_preparation(made) == whole


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (do("face-next-session", "28"), True),
        (do("next-session", "28"), True),
        (do("next-sessions", "28"), False),
        (do("face-session", "28"), False),
    ],
)
def test_the_reminder_to_book_is_known_by_its_id(rule: PrepareRule, expected: bool) -> None:
    assert books(rule) is expected


LINES = (prepare("no-tan", 42, 0), prepare("tell-clinic", 14, 7, Kind.CHECK), prepare("photo", 0, 0, Kind.DO))


def booked(now: str, *bookings: tuple[str, date | None]) -> Plan:
    """A plan with bookings made, changed and cleared at clock times in Berlin."""
    whole, began = course(None, *LINES), local(TREATED)
    later = [VersionFrom(local(since), with_preparation(whole, DAY_0, day)) for since, day in bookings]
    versions = (VersionFrom(began, whole), *later)
    known = Circumstances(began, versions, (ZoneFrom(began, BERLIN),))
    return Plan(known, Times(4 * 60, SLOTS), local(now))


def days_of(plan: Plan, numbers: Sequence[int]) -> list[Day]:
    return [plan.day(number) for number in numbers]


FIRST = ("2026-12-05T10:00", SESSION)
"""Made on day 15."""


def test_a_booking_puts_preparation_on_its_days_from_the_moment_it_is_made() -> None:
    plan = booked("2026-12-05T10:00", FIRST)

    assert plan.last_day == 28
    assert [on(plan.day(number)) for number in (14, 15, 21, 22, 28)] == [
        [],
        ["prepare-tell-clinic"],
        ["prepare-tell-clinic"],
        [],
        ["prepare-photo"],
    ]
    assert list(left_alone(plan.day(14))) == []
    assert left_alone(plan.day(28))["prepare-no-tan"].until == date(2026, 12, 19)
    assert slots_of(plan.day(15)) == {"prepare-tell-clinic/day": "any time"}


@pytest.mark.parametrize("moved", [date(2027, 1, 8), date(2026, 12, 10), None])
def test_a_booking_changed_or_cleared_leaves_past_days_as_they_were(moved: date | None) -> None:
    now = "2026-12-09T11:00"
    before = booked(now, FIRST)
    after = booked(now, FIRST, (now, moved))

    past = range(-1, 19)
    assert days_of(after, past) == days_of(before, past)
    assert after.day(19) != before.day(19)
    assert after.last_day == {None: 5, date(2026, 12, 10): 20, date(2027, 1, 8): 49}[moved]


def test_what_was_due_on_the_day_of_the_booking_is_due_as_before() -> None:
    alone = booked("2026-11-22T10:00")
    with_session = booked("2026-11-22T10:00", ("2026-11-22T09:00", SESSION))

    assert slots_of(alone.day(2)) == {"wash/morning": "08:00"}
    assert slots_of(with_session.day(2)) == {"wash/morning": "08:00"}
    assert slots_of(with_session.day(3)) == {"wash/morning": "08:00"}
