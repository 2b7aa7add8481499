"""Rules that end with an event, and rules whose days count from one or from what was reported."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from checklists.plan.circumstances import ReportFrom
from checklists.plan.plan import Plan
from checklists.rules.checklist import Sign
from checklists.rules.rule import Match, Span
from tests.support.plans import asked, at, avoid, days, do, left_alone, local, on, plan, slots_of

OUT = replace(asked("out", "5-14"), event=True)
CRUSTS = asked("crusts", "0-30")
NO_CRUSTS = Match("crusts", low=0, high=0)
SPORT = avoid("sport", "0-9", lifted_by="out", then="Gently.")
WASH = do("wash", "0-9", at=at("morning"), lifted_by="out")
SAUNA = avoid("sauna", "0-6", counted_from=NO_CRUSTS, then="Briefly.")
SCAR = do("scar-cream", "2-4", at=at("evening"), counted_from=Match("out", low=1))
REST = do("rest", "0-20")
SIGNS = (OUT, CRUSTS)


def said(when: str, sign: str, value: int | None, day: str) -> ReportFrom:
    return ReportFrom(local(when), sign, value, None, date.fromisoformat(day))


def made(now: str, *reports: ReportFrom) -> Plan:
    return plan(SPORT, WASH, SAUNA, SCAR, REST, now=now, signs=SIGNS, reports=reports)


def days_on(of: Plan, rule: str, last: int = 30) -> list[int]:
    """The days on which a rule is on, as known now."""
    numbers = range(last + 1)
    return [
        number
        for number in numbers
        if rule in on(of.day(number)) or (rule in (back := left_alone(of.day(number))) and back[rule].on)
    ]


def test_until_an_event_is_said_a_rule_stays_on_past_its_usual_end() -> None:
    now = made("2026-12-05T12:00")  # Day 15.

    assert days_on(now, "sport", 20) == list(range(21))
    assert days_on(now, "wash", 20) == list(range(1, 21))
    held = left_alone(now.day(15))["sport"]
    assert (held.on, held.until, held.held) == (True, None, (Match("out", low=0, high=0),))
    on_its_days = left_alone(now.day(5))["sport"]
    assert (on_its_days.until, on_its_days.unsure) == (date(2026, 11, 30), (Match("out", low=0, high=0),))


def test_once_it_is_said_the_rule_is_off_from_then_on_and_past_days_stay() -> None:
    now = made("2026-11-28T18:00", said("2026-11-28T12:00", "out", 1, "2026-11-28"))  # Day 8.

    assert days_on(now, "sport", 12) == list(range(8))
    assert left_alone(now.day(8))["sport"].until == date(2026, 11, 28)
    assert "sport" not in left_alone(now.day(9))
    # What was due before it was said stays.
    assert slots_of(now.day(8), "wash") == {"morning": "08:00"}
    assert slots_of(now.day(9), "wash") == {}


def test_said_late_it_changes_no_day_gone_by() -> None:
    now = made("2026-11-30T18:00", said("2026-11-30T12:00", "out", 1, "2026-11-27"))  # Day 10, of day 7.

    assert days_on(now, "sport", 12) == list(range(10))
    assert days_on(now, "scar-cream") == [10, 11]
    assert left_alone(now.day(10))["sport"].on is False


def test_a_correction_counts_from_now() -> None:
    wrong = said("2026-11-28T12:00", "out", 1, "2026-11-28")
    no = said("2026-11-29T12:00", "out", 0, "2026-11-29")
    now = made("2026-11-29T18:00", wrong, no)  # Day 9.

    assert days_on(now, "sport", 12) == [*range(8), *range(9, 13)]
    assert days_on(now, "scar-cream") == []
    again = made("2026-11-30T18:00", wrong, no, said("2026-11-30T09:00", "out", 1, "2026-11-27"))
    assert days_on(again, "scar-cream") == [10, 11]


def test_days_count_from_the_event_and_not_before_it() -> None:
    assert days_on(made("2026-11-28T18:00"), "scar-cream") == []
    now = made("2026-11-28T18:00", said("2026-11-28T12:00", "out", 1, "2026-11-28"))

    assert days_on(now, "scar-cream") == [10, 11, 12]
    (item,) = [each for each in now.day(10).items if each.rule.id == "scar-cream"]
    assert item.key == "2026-11-30/scar-cream/evening"
    assert item.rule.days == (Span(10, 12),)


def test_days_count_from_the_first_report_of_the_run_that_says_so() -> None:
    reports = (
        said("2026-11-22T20:00", "crusts", 0, "2026-11-22"),
        said("2026-11-24T20:00", "crusts", 1, "2026-11-24"),
        said("2026-11-27T20:00", "crusts", 0, "2026-11-27"),
        said("2026-11-29T20:00", "crusts", 0, "2026-11-29"),
    )
    now = made("2026-11-30T12:00", *reports)  # Day 10; the run began on day 7.

    # Past days stay as they were judged: of the first run as far as it went.
    assert days_on(now, "sauna") == [2, 3, *range(7, 14)]
    assert left_alone(now.day(10))["sauna"].until == date(2026, 12, 4)
    assert left_alone(now.day(14))["sauna"].returns_on(date(2026, 12, 4))


def test_a_report_of_a_day_before_the_run_does_not_break_it() -> None:
    reports = (
        said("2026-11-27T20:00", "crusts", 0, "2026-11-27"),
        said("2026-11-28T20:00", "crusts", 1, "2026-11-25"),
        said("2026-11-28T20:00", "crusts", 0, "2026-11-27"),
    )

    assert days_on(made("2026-11-29T12:00", *reports), "sauna") == list(range(7, 14))


def test_what_says_otherwise_takes_the_days_away_again() -> None:
    reports = (
        said("2026-11-27T20:00", "crusts", 0, "2026-11-27"),
        said("2026-11-29T12:00", "crusts", 1, "2026-11-29"),
    )

    assert days_on(made("2026-11-29T18:00", *reports), "sauna") == [7, 8]


def test_an_event_is_asked_on_its_days_and_while_something_waits_for_it_until_it_is_said() -> None:
    def asks(now: Plan, number: int) -> bool:
        return OUT in now.day(number).signs

    open_still = made("2026-12-10T12:00")  # Day 20.
    assert [number for number in range(21) if asks(open_still, number)] == list(range(5, 21))
    now = made("2026-11-28T18:00", said("2026-11-28T12:00", "out", 1, "2026-11-28"))
    assert [number for number in range(21) if asks(now, number)] == [5, 6, 7]


def test_a_newer_version_is_told_from_days_that_moved() -> None:
    # A report brings nothing that would have been due before it.
    early = do("early", "0-3", at=at("morning"), counted_from=NO_CRUSTS)
    now = plan(
        early,
        now="2026-11-27T21:00",
        signs=SIGNS,
        reports=[said("2026-11-27T20:00", "crusts", 0, "2026-11-27")],
    )

    assert slots_of(now.day(7), "early") == {}
    assert slots_of(now.day(8), "early") == {"morning": "08:00"}


@given(
    st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=8, unique_by=lambda each: each[0]),
    st.integers(0, 6),
)
def test_the_days_counted_are_those_of_the_rule_moved_by_the_first_day_of_the_run(
    values: list[tuple[int, bool]], length: int
) -> None:
    values = sorted(values)
    rule = avoid("it", f"0-{length}", counted_from=NO_CRUSTS)
    reports = [
        said(
            f"{date(2026, 11, 20).replace(day=20 + day) if day < 11 else date(2026, 12, day - 10)}T21:00",
            "crusts",
            int(value),
            str(date.fromordinal(date(2026, 11, 20).toordinal() + day)),
        )
        for day, value in values
    ]
    now = plan(rule, now="2026-12-03T12:00", signs=SIGNS, reports=reports)  # Day 13.
    run = None
    for day, value in values:
        run = None if value else (day if run is None else run)

    expected = [] if run is None else [day for day in range(run, run + length + 1) if day >= 13]
    assert [day for day in days_on(now, "it") if day >= 13] == expected


@pytest.mark.parametrize("sign", [OUT, CRUSTS])
def test_a_plan_without_such_rules_is_laid_out_from_the_very_version(sign: Sign) -> None:
    now = plan(
        REST,
        now="2026-11-28T18:00",
        signs=(sign,),
        reports=[said("2026-11-28T12:00", sign.id, 1, "2026-11-28")],
    )

    assert now.checklist is now.state.version
    assert days("0-20") == now.checklist.rules[0].days
