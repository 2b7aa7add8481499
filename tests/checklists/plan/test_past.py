"""What has been never changes, whatever is recorded later."""

from datetime import timedelta
from typing import NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from checklists.plan.circumstances import AnswerFrom, Circumstances, ReportFrom, Times, VersionFrom, ZoneFrom
from checklists.plan.day import Item
from checklists.plan.plan import Plan
from checklists.rules.checklist import Call, CallWarning, Checklist, Normal, Phase
from checklists.rules.rule import AsNeeded, Interval, Match, Span
from tests.support.plans import (
    SLOTS,
    TREATED,
    answer,
    asked,
    at,
    avoid,
    call,
    checklist,
    days,
    do,
    every,
    expect,
    local,
    sign,
)

A_MINUTE = timedelta(minutes=1)
A_WEEK = 7 * 24 * 60

CRUSTS = Match("crusts", low=1)
FIRST = checklist(
    do("wash", "0-5", at=at("morning", "evening")),
    do("cream", "1-", interval=every(120, "10:00-18:00"), when=sign("out"), unreported=False),
    do("own", "1-6", at=at("midday", "bedtime-30"), unless=answer("creams", "yes")),
    do("clinic", "1-4", at=at("morning+60"), when=answer("creams", "yes"), silences=("own", "rest")),
    do("rest", "0-6"),
    do("dressing", lasts=40 * 60, at=at("midday", "evening"), silences=("wash",)),
    do("call", "0-6", at=at("after-30h", "after-72h")),
    do("pack", "0-3", as_needed=AsNeeded(gap=55), when=sign("red", 2)),
    do("again", "0-6", interval=Interval(120, 600, 1080, last_done=True), not_before=20 * 60),
    avoid("sun", "0-2", holds=[CRUSTS], when=answer("habits", "sun")),
    avoid("hot", lasts=30 * 60),
    do("sun-back", "3-5", once=True, at=at("morning"), once_lifted="sun"),
    do("steps", "3-9", step=2, at=at("evening"), once_lifted="sun"),
    expect("flakes", "2-4", when=sign("crusts")),
    signs=(asked("crusts", "0-2"), asked("red", "0-3", top=4), asked("out", "0-9", until=1080)),
    phases=(Phase("first", "First", Span(0, 2)), Phase("then", "Then", Span(3, None))),
    normal=(Normal(days("0-1"), "red", ""), Normal(days("2-"), "pink", "", when=answer("creams", "yes"))),
    warnings=(
        call("pus", Call.CLINIC_TODAY, "1-6"),
        call("sore", Call.URGENT, "0-9", when=answer("habits", "sun")),
    ),
)
SECOND = replace(
    FIRST,
    rules=(
        do("cleanse", "0-6", at=at("morning-60", "evening-300", "bedtime"), was=("wash",)),
        *(rule for rule in FIRST.rules[2:] if rule.id not in ("rest", "call")),
        do("new", "0-", at=at("midday")),
        avoid("hot", "0-3"),
    ),
    phases=FIRST.phases[:1],
    warnings=(CallWarning("new", "new", days("0-"), Call.EMERGENCY),),
)


class Recorded(NamedTuple):
    """Something recorded so many minutes after the treatment."""

    minutes: int
    what: str
    value: object


moments = st.integers(0, A_WEEK)
records = st.lists(
    st.one_of(
        st.builds(Recorded, moments, st.just("version"), st.sampled_from([FIRST, SECOND])),
        st.builds(
            Recorded,
            moments,
            st.just("zone"),
            st.sampled_from(["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Pacific/Honolulu"]),
        ),
        st.builds(Recorded, moments, st.just("creams"), st.sampled_from([None, "yes", "no"])),
        st.builds(Recorded, moments, st.just("habits"), st.sampled_from([None, "sun", "other"])),
        st.builds(Recorded, moments, st.just("crusts"), st.sampled_from([None, 0, 1])),
        st.builds(Recorded, moments, st.just("red"), st.sampled_from([None, 0, 1, 3])),
        st.builds(Recorded, moments, st.just("out"), st.sampled_from([0, 1, 60, 600])),
    ),
    max_size=9,
)


def circumstances_of(recorded: list[Recorded], until: int = A_WEEK) -> Circumstances:
    """What is known of a recovery when so many minutes have passed."""
    treated = local(TREATED)
    versions = [VersionFrom(treated, FIRST)]
    zones = [ZoneFrom(treated, "Europe/Berlin")]
    answers: list[AnswerFrom] = []
    reports: list[ReportFrom] = []
    for minutes, what, value in sorted(recorded, key=lambda each: each.minutes):
        since = treated + minutes * A_MINUTE
        if minutes > until:
            break
        if isinstance(value, Checklist):
            versions.append(VersionFrom(since, value))
        elif what == "zone":
            zones.append(ZoneFrom(since, str(value)))
        elif what in ("creams", "habits"):
            answers.append(AnswerFrom(since, what, None if value is None else frozenset([str(value)])))
        elif what == "out" and isinstance(value, int):
            reports.append(ReportFrom(since, what, 1, since + value * A_MINUTE if value else None))
        else:
            reports.append(ReportFrom(since, what, value if isinstance(value, int) else None))
    return Circumstances(treated, tuple(versions), tuple(zones), tuple(answers), tuple(reports))


def plan_at(circumstances: Circumstances, minutes: int) -> Plan:
    return Plan(circumstances, Times(4 * 60, SLOTS), circumstances.treated + minutes * A_MINUTE)


@settings(max_examples=600)
@given(records, moments, moments)
@example([Recorded(3000, "zone", "Pacific/Auckland"), Recorded(100, "version", SECOND)], 2000, 4000)
def test_a_day_that_has_ended_never_changes(recorded: list[Recorded], one: int, two: int) -> None:
    earlier, later = sorted((one, two))
    before = plan_at(circumstances_of(recorded, until=earlier), earlier)
    after = plan_at(circumstances_of(recorded), later)
    for number in range(before.today):
        assert before.day(number) == after.day(number), number


@settings(max_examples=300)
@given(records, moments)
def test_what_is_recorded_later_does_not_count_yet(recorded: list[Recorded], now: int) -> None:
    told = plan_at(circumstances_of(recorded, until=now), now)
    all_told = plan_at(circumstances_of(recorded), now)
    assert told.today == all_told.today
    assert list(told.days()) == list(all_told.days())


@settings(max_examples=600)
@given(records, moments, moments)
def test_what_has_come_due_stays_due_and_no_answer_or_report_makes_anything_late(
    recorded: list[Recorded], one: int, two: int
) -> None:
    earlier, later = sorted((one, two))
    before = plan_at(circumstances_of(recorded, until=earlier), earlier)
    after = plan_at(circumstances_of(recorded), later)
    now = local(TREATED) + earlier * A_MINUTE
    quiet = not any(what in ("version", "zone") and minutes > earlier for minutes, what, _ in recorded)
    for number in range(before.today + 1):
        due = {item for item in before.day(number).items if item.due is not None and item.due <= now}
        still = {item for item in after.day(number).items if item.due is not None and item.due <= now}
        # What a version brought late goes with it; what was due in its own time stays.
        assert not {item for item in due - still if _was_due(item, recorded, number)}, number
        if quiet:
            assert due == still, number


def _was_due(item: Item, recorded: list[Recorded], number: int) -> bool:
    assert item.due is not None
    minutes = (item.due - local(TREATED)) // A_MINUTE
    return item in plan_at(circumstances_of(recorded, until=minutes), minutes).day(number).items


@settings(max_examples=300)
@given(records, moments)
def test_every_key_is_there_once(recorded: list[Recorded], now: int) -> None:
    made = plan_at(circumstances_of(recorded), now)
    for day in made.days():
        keys = [item.key for item in day.items]
        assert len(keys) == len(set(keys))
        assert all(item.due is None or item.due < day.ends for item in day.items)
