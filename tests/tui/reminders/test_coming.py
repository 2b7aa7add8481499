"""The one list of reminders: days ahead too, every recovery that runs, and what stands beside the slots."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from checklists import library
from checklists.rules.rule import At, Kind, Remind, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import CLINIC, TYPICAL, at, chosen, make_context, shipped, small_checklist
from tests.support.days import opened, tick
from tests.support.long import long
from tui.journal import ClaimState
from tui.recovery.begin import begin
from tui.recovery.context import AppContext
from tui.recovery.course import Booking
from tui.reminders.coming import coming, coming_of_all, day_lines, untold
from tui.reminders.reminder import Reminder, ReminderKind
from tui.settings import Settings, SlotTime
from tui.settings.values import STANDARD_SLOTS


def between(context: AppContext, first: str, until: str) -> tuple[Reminder, ...]:
    reader, _ = opened(context)
    return coming(reader, context.plans, context.now(), at(first), at(until))


def words(reminders: tuple[Reminder, ...]) -> list[str]:
    return [f"{one.due:%d %H:%M} {one.title}: {one.words}" for one in reminders]


def test_days_ahead_are_told_by_what_is_known_now_and_today_without_what_is_done(contexts: Contexts) -> None:
    context = contexts("2026-11-26T12:00")
    tick(context, "cream/midday")

    assert words(between(context, "2026-11-26T12:00", "2026-11-28T08:00")) == [
        "26 20:00 Evening: Wash, moisturise, check-in",
        "27 08:00 Morning: Wash, moisturise, sunscreen; make-up back if no crusts",
        "27 13:00 Midday: Moisturise",
        "27 20:00 Evening: Wash, moisturise, check-in",
    ]


def test_first_is_in_it_and_until_is_not(contexts: Contexts) -> None:
    context = contexts("2026-11-26T12:00")

    assert words(between(context, "2026-11-26T13:00", "2026-11-26T20:00")) == [
        "26 13:00 Midday: Moisturise",
    ]


def test_what_comes_back_on_a_morning_with_nothing_to_do_is_told_by_itself(contexts: Contexts) -> None:
    gym = Rule("gym", Kind.AVOID, "Exercise", "exercise", (Span(0, 11),), then="Start lightly.")
    rubbing = Rule(
        "no-rub", Kind.AVOID, "Rubbing", "rubbing", (Span(0, 12),), remind=Remind(at=At("morning"))
    )
    evening = Rule("wash", Kind.DO, "Wash", "wash", (Span(0, 20),), at=(At("evening"),))
    only = chosen(replace(small_checklist(), rules=(gym, rubbing, evening)))
    context = contexts("2026-12-01T22:30", of=only)

    notice, _ = between(context, "2026-12-02T00:00", "2026-12-03T00:00")
    assert (notice.kind, notice.items, notice.key) == (ReminderKind.NOTICE, (), "2026-12-02/morning")
    assert words((notice,)) == ["02 08:00 Morning: No rubbing; exercise back"]
    assert notice.titles == ("No rubbing; exercise back",)
    assert notice.until == at("2026-12-02T09:00")
    assert notice.waits(at("2026-12-02T08:59"))
    assert not notice.waits(at("2026-12-02T09:00"))
    # From then on nothing is left alone, and so nothing is told.
    assert words(between(context, "2026-12-03T04:00", "2026-12-04T00:00")) == ["03 20:00 Evening: Wash"]


def test_a_session_is_told_of_on_its_eve_and_two_hours_before_and_what_it_asks_when_that_begins(
    contexts: Contexts,
) -> None:
    context = contexts("2026-12-10T12:00", of=shipped())
    _, acts = opened(context)
    acts.book(Booking(date(2027, 1, 8), "14:30"))

    told = between(context, "2026-12-24T04:00", "2027-01-09T00:00")
    assert [f"{one.due:%d %b} {one.beside}" for one in told if one.beside] == [
        "25 Dec for session 2 on 8 Jan: no waxing, 9 things to do",
        "01 Jan for session 2 on 8 Jan: no actives, keep the week free, ask about painkillers",
        "03 Jan for session 2 on 8 Jan: shave, if asked",
        "07 Jan for session 2 on 8 Jan: no alcohol, eat and drink",
        "07 Jan Tomorrow 14:30: session 2. No alcohol.",
        "08 Jan session 2 at 14:30; come with bare skin, numb only as told, take the photo again",
        "08 Jan At 14:30: session 2.",
    ]
    eve, soon = (one for one in told if one.kind is ReminderKind.SESSION)
    assert (eve.key, eve.due) == ("2027-01-07/session-eve", at("2027-01-07T20:00"))
    assert (soon.key, soon.due, soon.until) == (
        "2027-01-08/session-soon",
        at("2027-01-08T12:30"),
        at("2027-01-08T14:30"),
    )


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        # Quiet hours end at seven: an hour and a half before is told, an hour after would be no use.
        ("08:30", ["07 20:00 Tomorrow 08:30: session 2.", "08 07:00 At 08:30: session 2."]),
        ("06:30", ["07 20:00 Tomorrow 06:30: session 2."]),
        ("", ["07 20:00 Tomorrow: session 2."]),
    ],
)
def test_a_session_early_in_the_morning_wakes_nobody(
    contexts: Contexts, time: str, expected: list[str]
) -> None:
    context = contexts("2026-12-06T12:00")
    opened(context)[1].book(Booking(date(2026, 12, 8), time))

    told = between(context, "2026-12-07T04:00", "2026-12-09T00:00")
    found = [f"{one.due:%d %H:%M} {one.words}" for one in told if one.kind is ReminderKind.SESSION]
    assert found == expected


def test_whole_days_say_what_comes_back_and_what_the_next_session_asks(contexts: Contexts) -> None:
    context = contexts("2026-11-21T12:00", of=shipped())
    reader, acts = opened(context)
    acts.book(Booking(date(2026, 12, 4), "14:30"))

    lines = day_lines(reader, context.plans, context.now(), at("2026-11-21T12:00"), at("2026-12-04T18:00"))
    found = {line.key: line.words for line in lines}
    assert found["2026-11-24/back"] == (
        "Back: hard exercise if no crusts, blisters, open skin or obvious redness"
    )
    assert (
        found["2026-11-27/prepare"]
        == "For session 2 on 4 Dec: no actives, keep the week free, ask about painkillers"
    )
    assert (
        found["2026-12-04/session"]
        == "Session 2 at 14:30; come with bare skin, numb only as told, take the photo again"
    )


def test_every_recovery_that_runs_is_in_the_list_and_one_that_was_put_away_is_not(contexts: Contexts) -> None:
    context = contexts("2026-11-23T07:00")
    tattoo = begin(
        context.journal,
        shipped("picosure-tattoo"),
        at("2026-11-22T16:00"),
        "Europe/Berlin",
        {},
        CLINIC,
        now=at("2026-11-22T17:00"),
    )
    found, failures = coming_of_all(context, at("2026-11-23T07:00"), at("2026-11-23T12:00"))
    assert [(one.recovery, f"{one.due:%H:%M}") for one in found] == [("small", "08:00"), (tattoo.id, "08:00")]
    assert failures == ()

    context.acts(context.reader(tattoo) or opened(context)[0]).end()
    found, _ = coming_of_all(context, at("2026-11-23T07:00"), at("2026-11-23T12:00"))
    assert [one.recovery for one in found] == ["small"]


def test_what_waits_and_nobody_told_of_is_found_and_a_claim_that_was_returned_is_none(
    contexts: Contexts,
) -> None:
    context = contexts("2026-11-23T13:30")
    journal, now = context.journal, context.now()
    day = between(context, "2026-11-23T04:00", "2026-11-24T04:00")

    def found() -> list[str]:
        return [reminder.key for reminder, _ in untold(day, journal.claims("small"), now)]

    # The morning's washing passes at one, when the next slot of it has not come: it still waits.
    assert found() == ["2026-11-23/morning", "2026-11-23/midday"]
    midday = untold(day, (), now)[-1]
    assert midday[1] == at("2026-11-23T13:00")

    assert journal.claim("small", "2026-11-23/midday", midday[1], "bell", now)
    assert found() == ["2026-11-23/morning"]
    journal.settle("small", "2026-11-23/midday", midday[1], ClaimState.RETURNED, now)
    assert found() == ["2026-11-23/morning", "2026-11-23/midday"]


@pytest.mark.parametrize("id", library.shipped())
@pytest.mark.parametrize("answers", [{}, TYPICAL], ids=["not sure", "typical"])
@pytest.mark.parametrize("hour", range(8, 21, 1 if long() else 3))
def test_a_fortnight_stays_within_forty_tellings_and_no_day_beyond_four(
    home: Path, id: str, answers: Mapping[str, Collection[str]], hour: int
) -> None:
    """All of it counts. Day 0 has the evening, a look, and what a first dressing brings."""
    treated = f"2026-11-20T{hour:02}:00"
    context = make_context(home, treated, begun=None)
    begin(context.journal, shipped(id), at(treated), "Europe/Berlin", answers, CLINIC, at(treated))
    told = between(context, treated, "2026-12-10T04:00")
    moments = {moment for one in told for moment in one.moments}
    counts = Counter((moment - timedelta(hours=4)).date() for moment in moments)
    by_day = [counts[date(2026, 11, 20) + timedelta(days=number)] for number in range(20)]

    assert by_day[0] <= 4, by_day
    assert max(by_day[1:14]) <= 3
    assert by_day[14] == 2
    assert set(by_day[15:]) == {1}
    assert sum(by_day[:14]) <= 40, by_day
    # However late it was, somebody is told to look on that evening, before quiet hours.
    first = [moment for one in told if "after an hour" in one.words.casefold() for moment in one.moments]
    assert first == [at(treated) + timedelta(hours=1)]
    looks = [moment for one in told if "four hours" in one.words.casefold() for moment in one.moments]
    assert [f"{moment:%d}" for moment in looks] == ["20"], looks


@pytest.mark.parametrize("id", library.shipped())
@pytest.mark.parametrize(
    ("hour", "looks"),
    [
        # What quiet hours, which begin at 22:30, bring forward is told after the treatment or not at all.
        (21, ["22:00 look after an hour", "22:29 look after four hours"]),
        (22, ["22:29 look after an hour", "22:29 look after four hours"]),
        (23, []),
    ],
)
def test_nothing_is_told_before_the_treatment_however_late_it_was(
    home: Path, id: str, hour: int, looks: list[str]
) -> None:
    treated = f"2026-11-20T{hour}:00"
    context = make_context(home, treated, begun=None)
    begin(context.journal, shipped(id), at(treated), "Europe/Berlin", {}, CLINIC, at(treated))
    told = between(context, "2026-11-20T08:00", "2026-11-22T04:00")
    moments = [(moment, one.words.casefold()) for one in told for moment in one.moments]
    assert all(moment >= at(treated) for moment, _ in moments)
    assert [
        f"{moment:%H:%M} {name}"
        for moment, words in moments
        for name in ("look after an hour", "look after four hours")
        if name in words
    ] == looks


@pytest.mark.parametrize("id", library.shipped())
def test_nothing_shipped_is_told_in_quiet_hours(home: Path, id: str) -> None:
    late = Settings(slots=(SlotTime("morning", 6 * 60), *STANDARD_SLOTS[1:3], SlotTime("bedtime", 23 * 60)))
    context = make_context(home, "2026-11-20T17:00", of=shipped(id), answers={}, settings=late)
    quiet = context.settings.quiet

    for one in between(context, "2026-11-20T17:00", "2026-12-20T04:00"):
        for moment in one.moments:
            assert not quiet.covers(moment.hour * 60 + moment.minute), one.key
