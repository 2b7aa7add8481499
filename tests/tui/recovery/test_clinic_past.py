"""Whatever the clinic said later, what has been stays as it was."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from checklists.plan.circumstances import Circumstances, VersionFrom
from checklists.plan.day import Item
from checklists.plan.plan import Plan
from checklists.rules.rule import At
from tests.checklists.plan.test_past import (
    A_MINUTE,
    A_WEEK,
    Recorded,
    circumstances_of,
    moments,
    plan_at,
    records,
)
from tests.support.days import with_dates
from tests.support.plans import TREATED, at, avoid, checklist, days, do, left_alone, local, on, slots_of
from tui.recovery.clinic_dates import ClinicDate
from tui.recovery.plan_inputs import Override, merged

_RULES = ("wash", "cleanse", "own", "clinic", "rest", "dressing", "sun", "hot", "sun-back", "steps", "flakes")

spans = st.sampled_from([(), days("0-1"), days("0-4"), days("2-"), days("1", "3", "5-6"), days("0-6")])
slots = st.sampled_from([(), at("morning"), at("midday", "evening+60"), (At("tea", clock=16 * 60),)])
told = st.lists(
    st.builds(
        lambda minutes, id, date: Override(
            local(TREATED) + minutes * A_MINUTE, id, date if any(date) else None
        ),
        moments,
        st.sampled_from(_RULES),
        st.builds(ClinicDate, spans, slots),
    ),
    max_size=4,
)


def known(recorded: list[Recorded], said: list[Override], until: int = A_WEEK) -> Circumstances:
    """What is known when so many minutes have passed, with what the clinic said by then."""
    found = circumstances_of(recorded, until)
    now = local(TREATED) + until * A_MINUTE
    heard = sorted((each for each in said if each.since <= now), key=lambda each: each.since)
    return replace(found, versions=merged(found.versions, heard, with_dates))


@settings(max_examples=400)
@given(records, told, moments, moments)
def test_a_day_that_has_ended_never_changes(
    recorded: list[Recorded], said: list[Override], one: int, two: int
) -> None:
    earlier, later = sorted((one, two))
    before = plan_at(known(recorded, said, earlier), earlier)
    after = plan_at(known(recorded, said), later)
    for number in range(before.today):
        assert before.day(number) == after.day(number), number


@settings(max_examples=400)
@given(records, told, moments, moments)
def test_what_has_come_due_stays_due(
    recorded: list[Recorded], said: list[Override], one: int, two: int
) -> None:
    earlier, later = sorted((one, two))
    before = plan_at(known(recorded, said, earlier), earlier)
    after = plan_at(known(recorded, said), later)
    now = local(TREATED) + earlier * A_MINUTE
    for number in range(before.today + 1):
        due = {item for item in before.day(number).items if item.due is not None and item.due <= now}
        gone = due - set(after.day(number).items)
        # What a version brought late goes with it; what was due in its own time stays.
        assert not {item for item in gone if _was_due(item, recorded, said, number)}, number


def _was_due(item: Item, recorded: list[Recorded], said: list[Override], number: int) -> bool:
    assert item.due is not None
    minutes = (item.due - local(TREATED)) // A_MINUTE
    return item in plan_at(known(recorded, said, minutes), minutes).day(number).items


@settings(max_examples=200)
@given(records, told, moments)
def test_every_key_is_there_once(recorded: list[Recorded], said: list[Override], now: int) -> None:
    for day in plan_at(known(recorded, said), now).days():
        keys = [item.key for item in day.items]
        assert len(keys) == len(set(keys))


PLAIN = checklist(
    avoid("make-up", "0-6", then="Lightly."),
    do("back", "7-9", once=True, once_lifted="make-up"),
    do("wash", "0-9", at=at("morning", "evening")),
)


def heard(now: str, *said: tuple[str, str, ClinicDate | None]) -> Plan:
    """The plan of somebody whose clinic said all of this: when, of which rule, and what."""
    since = [Override(local(when), id, date) for when, id, date in said]
    versions = merged((VersionFrom(local(TREATED), PLAIN),), since, with_dates)
    found = replace(circumstances_of([]), versions=versions)
    return plan_at(found, (local(now) - local(TREATED)) // A_MINUTE)


def test_a_date_holds_from_when_it_was_told() -> None:
    made = heard("2026-11-23T09:00", ("2026-11-22T12:00", "make-up", ClinicDate(days("0-3"))))
    assert str(left_alone(made.day(1))["make-up"].until) == "2026-11-27"
    assert str(left_alone(made.day(2))["make-up"].until) == "2026-11-24"
    assert (made.day(4).avoids[0].on, left_alone(made.day(5))) == (False, {})
    assert [on(made.day(number)) for number in (3, 4, 6)] == [["wash"], ["back", "wash"], ["back", "wash"]]


def test_a_date_that_has_passed_when_it_is_told_brings_it_back_from_then_on() -> None:
    said = ("2026-11-24T12:00", "make-up", ClinicDate(days("0-2")))
    made = heard("2026-11-24T13:00", said)
    assert [bool(left_alone(made.day(number))) for number in range(6)] == [
        True,
        True,
        True,
        True,
        False,
        False,
    ]


def test_times_hold_for_what_has_not_come_due() -> None:
    said = ("2026-11-22T12:00", "wash", ClinicDate((), at("midday", "bedtime")))
    made = heard("2026-11-22T12:00", said)
    assert slots_of(made.day(1)) == {"wash/morning": "08:00", "wash/evening": "20:00"}
    assert slots_of(made.day(2)) == {"wash/morning": "08:00", "wash/midday": "13:00", "wash/bedtime": "22:00"}
    assert slots_of(made.day(3)) == {"wash/midday": "13:00", "wash/bedtime": "22:00"}


def test_what_is_taken_back_held_until_then() -> None:
    longer = ("2026-11-21T12:00", "make-up", ClinicDate(days("0-20")))
    made = heard("2026-11-25T09:00", longer, ("2026-11-24T12:00", "make-up", None))
    assert str(left_alone(made.day(3))["make-up"].until) == "2026-12-11"
    assert str(left_alone(made.day(5))["make-up"].until) == "2026-11-27"


def test_nothing_told_and_nothing_new_make_no_version() -> None:
    versions = (VersionFrom(local(TREATED), PLAIN),)
    assert merged(versions, [], with_dates) == versions
    date = ClinicDate(days("0-2"))
    twice = [Override(local(TREATED) + timedelta(hours=hours), "make-up", date) for hours in (1, 2)]
    assert len(merged(versions, twice, with_dates)) == 2


def test_what_was_told_before_the_treatment_holds_from_it_on() -> None:
    made = heard("2026-11-21T09:00", ("2026-11-19T12:00", "make-up", ClinicDate(days("0-2"))))
    assert str(left_alone(made.day(0))["make-up"].until) == "2026-11-23"
