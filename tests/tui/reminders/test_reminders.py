"""What is told, when, once, and until it is answered."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from checklists.rules.rule import At, Kind, Remind, Repeat, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import CLINIC, at, chosen, clock_of, make_context, small_checklist
from tui.journal import Claim, ClaimState, JournalError, Reason
from tui.recovery.begin import begin
from tui.recovery.context import AppContext
from tui.recovery.reader import RecoveryReader
from tui.recovery.state import DayState
from tui.reminders.fired import FiredReminders
from tui.reminders.means import Means
from tui.reminders.occasion import Occasion
from tui.reminders.reminder import Reminder, reminders_of
from tui.reminders.reminders import Reminders
from tui.settings import NO_QUIET, Loud, Quiet, Settings


def told(context: AppContext, number: int | None = None, quiet: Quiet = NO_QUIET) -> dict[str, str]:
    reader = context.reader()
    assert reader is not None
    found = reminders_of(reader.state(context.now(), number), quiet)
    return {f"{telling.due:%H:%M} {telling.title}": telling.words for telling in found}


def of_day(context: AppContext) -> tuple[Reminder, ...]:
    reader = context.reader()
    assert reader is not None
    return reminders_of(reader.state(context.now()), NO_QUIET)


def tick(context: AppContext, *keys: str) -> None:
    reader = context.reader()
    assert reader is not None
    state = reader.state(context.now())
    items = [state.item(f"{state.date}/{key}") for key in keys]
    context.acts(reader).tick([each.item for each in items if each is not None])


def rule(id: str, **more: Any) -> Rule:
    return Rule(id, Kind.DO, id.capitalize(), id, (Span(1, 9),), **more)


def test_one_telling_a_slot_and_not_one_an_item(contexts: Contexts) -> None:
    assert told(contexts("2026-11-23T07:00")) == {
        "08:00 Morning": "Wash, moisturise, sunscreen",
        "13:00 Midday": "Moisturise",
        "20:00 Evening": "Wash, moisturise, check-in",
    }


def test_what_is_done_is_not_told_and_a_slot_done_early_is_silent(contexts: Contexts) -> None:
    context = contexts("2026-11-23T07:00")
    tick(context, "wash/morning", "cream/midday")

    assert told(context) == {
        "08:00 Morning": "Moisturise, sunscreen",
        "20:00 Evening": "Wash, moisturise, check-in",
    }


def test_what_comes_back_today_is_in_the_mornings_telling(contexts: Contexts) -> None:
    assert (
        told(contexts("2026-11-27T07:00"))["08:00 Morning"]
        == "Wash, moisturise, sunscreen; make-up back if no crusts"
    )


def test_a_later_item_of_a_slot_rides_in_the_slots_one_telling(contexts: Contexts) -> None:
    context = contexts("2026-11-23T07:00", of=chosen(small_checklist(rule("photo", at=(At("morning", 60),)))))

    assert told(context)["08:00 Morning"] == "Wash, moisturise, sunscreen, photo"


def test_a_rule_may_keep_silent_or_speak_only_on_some_days(contexts: Contexts) -> None:
    silent = rule("silent", at=(At("lunch", clock=735),), remind=Remind(off=True))
    early = rule("early", at=(At("lunch", clock=735),), remind=Remind(days=(Span(1, 3),)))
    context = contexts("2026-11-23T07:00", of=chosen(small_checklist(silent, early)))

    assert told(context)["12:15 Lunch"] == "Early"
    assert "12:15 Lunch" not in told(context, 4)


def test_an_item_that_rides_with_a_slot_does_not_move_its_telling(contexts: Contexts) -> None:
    early = rule("uv", at=(At("morning", -15),), remind=Remind(at=At("morning")))
    late = rule("letter", at=(At("lunch", clock=735),), remind=Remind(at=At("evening")))
    context = contexts("2026-11-23T07:00", of=chosen(small_checklist(early, late)))

    assert told(context) == {
        "08:00 Morning": "Uv, wash, moisturise, sunscreen",
        "13:00 Midday": "Moisturise",
        "20:00 Evening": "Letter, wash, moisturise, check-in",
    }


def test_an_item_told_with_its_own_slot_is_told_at_that_slots_time(contexts: Contexts) -> None:
    alone = rule("letter", at=(At("lunch", 30, clock=735),), remind=Remind(at=At("lunch", clock=735)))
    context = contexts("2026-11-23T07:00", of=chosen(small_checklist(alone)))

    assert told(context)["12:15 Lunch"] == "Letter"


@pytest.mark.parametrize(("how", "expected"), [("delay", "09:00"), ("earlier", "05:59"), ("ignore", "08:00")])
def test_quiet_hours_put_a_telling_off_bring_it_forward_or_do_not_matter(
    contexts: Contexts, how: str, expected: str
) -> None:
    lone = rule("lone", at=(At("early", clock=480),), quiet=how)
    context = contexts("2026-11-23T05:00", of=chosen(small_checklist(lone)))

    assert f"{expected} Early" in told(context, quiet=Quiet(6 * 60, 9 * 60))


def test_what_was_put_off_is_told_at_its_new_time(contexts: Contexts) -> None:
    context = contexts("2026-11-23T13:00")
    reader = context.reader()
    assert reader is not None
    midday = next(telling for telling in of_day(context) if telling.title == "Midday")

    context.acts(reader).put_off(midday.items, at("2026-11-23T13:15"))

    assert "13:15 Midday" in told(context)
    top = context.journal.top()
    assert top is not None
    assert top.words == "put off moisturise, midday, day 3, until 13:15"


def test_putting_a_telling_off_puts_off_nothing_that_is_only_told_beside_it(contexts: Contexts) -> None:
    beside = replace(small_checklist().rules[6], remind=Remind(at=At("morning")))
    assert beside.kind is Kind.AVOID
    checklist = replace(small_checklist(), rules=(*small_checklist().rules[:2], beside))
    context = contexts("2026-11-21T08:00", of=chosen(checklist))
    reader = context.reader()
    assert reader is not None
    morning = next(telling for telling in of_day(context) if telling.title == "Morning")
    assert morning.words == "Wash, moisturise; no rubbing"

    context.acts(reader).put_off(morning.items, at("2026-11-21T09:00"))

    top = context.journal.top()
    assert top is not None
    assert top.words == "put off wash and moisturise, morning, day 1, until 09:00"


def test_a_telling_is_told_once_and_stands_until_it_is_answered(contexts: Contexts) -> None:
    context, teller = contexts("2026-11-23T12:59"), FiredReminders()
    assert teller.fire(of_day(context), context.now()) == ()

    clock_of(context).advance(timedelta(minutes=1))
    (occasion,) = teller.fire(of_day(context), context.now())
    assert [reminder.title for reminder in occasion.reminders] == ["Midday"]
    assert teller.fire(of_day(context), context.now()) == ()
    clock_of(context).advance(timedelta(hours=2))
    standing = teller.active(of_day(context), context.now())
    assert standing is not None
    assert [reminder.key for reminder in standing.reminders] == ["2026-11-23/midday"]

    tick(context, "cream/midday")
    assert teller.active(of_day(context), context.now()) is None


def test_what_is_late_by_more_than_five_minutes_is_not_told_by_itself(contexts: Contexts) -> None:
    context, teller = contexts("2026-11-23T13:06"), FiredReminders()

    assert teller.fire(of_day(context), context.now()) == ()
    assert teller.active(of_day(context), context.now()) is None


def test_a_rule_with_repeat_is_told_again_until_it_is_answered(contexts: Contexts) -> None:
    lone = rule("lone", at=(At("lunch", clock=735),), repeat=Repeat(10, 2))
    context, teller = contexts("2026-11-23T12:14", of=chosen(small_checklist(lone))), FiredReminders()
    heard: list[str] = []
    for _ in range(40):
        for occasion in teller.fire(of_day(context), context.now()):
            heard += [f"{context.now():%H:%M} {reminder.title}" for reminder in occasion.reminders]
        clock_of(context).advance(timedelta(minutes=1))

    assert heard == ["12:15 Lunch", "12:25 Lunch", "12:35 Lunch"]


def test_what_is_let_go_when_missed_is_let_go_after_an_hour(contexts: Contexts) -> None:
    lone = rule("lone", at=(At("lunch", clock=735),), if_missed="drop")
    context = contexts("2026-11-23T13:14", of=chosen(small_checklist(lone)))
    assert "12:15 Lunch" in told(context)
    clock_of(context).advance(timedelta(minutes=1))
    assert "12:15 Lunch" not in told(context)


async def test_the_scheduler_holds_the_moments_to_come_and_nothing_else(contexts: Contexts) -> None:
    from tui.reminders.scheduler import Scheduler

    async def nothing() -> None: ...

    context = contexts("2026-11-23T12:00")
    scheduler = Scheduler(nothing, timedelta(days=3))
    try:
        scheduler.arm(of_day(context), context.now())
        assert scheduler.armed() == {
            "small/2026-11-23/midday@0": at("2026-11-20T13:00"),
            "small/2026-11-23/evening@0": at("2026-11-20T20:00"),
        }
        tick(context, "cream/midday")
        scheduler.arm(of_day(context), context.now())
        assert list(scheduler.armed()) == ["small/2026-11-23/evening@0"]
    finally:
        scheduler.stop()


@pytest.mark.parametrize(
    ("ahead", "due"), [(timedelta(), set()), (timedelta(hours=1), {"wash", "cream", "mask"})]
)
def test_an_item_that_rides_with_a_slot_is_due_when_that_slots_reminder_is(
    contexts: Contexts, ahead: timedelta, due: set[str]
) -> None:
    """It waits with the slot it is told with, and not with the one it stands in."""
    mask = rule("mask", at=(At("midday"),), remind=Remind(at=At("evening")))
    context = contexts("2026-11-23T20:05", of=chosen(small_checklist(mask)))
    reader = context.reader()
    assert reader is not None
    evening = next(each for each in of_day(context) if each.title == "Evening")
    assert "mask" in {item.item.rule.id for item in evening.items}
    context.acts(reader).put_off(evening.items, at("2026-11-23T21:00"))
    clock_of(context).advance(ahead)

    items = reader.state(context.now()).due

    assert {item.item.rule.id for item in items} - {"sunscreen", "check-in"} == due


class Heard:
    """Collects what reminders tell."""

    def __init__(self, context: AppContext) -> None:
        self.said: list[str] = []
        self.reminders = Reminders(context, self._deliver, lambda: self.said.append("gone"))
        self.reminders.start()

    def _deliver(self, occasion: Occasion) -> None:
        self.said.append(occasion.words)


async def test_an_answer_by_another_program_takes_the_reminder_away(contexts: Contexts) -> None:
    context = contexts("2026-11-23T13:00")
    heard = Heard(context)
    other = make_context(context.paths.home or context.paths.journal, "2026-11-23T13:01")
    tick(other, "cream/midday")
    other.journal.close()

    heard.reminders.look()

    heard.reminders.stop()
    assert heard.said == ["Moisturise", "gone"]
    assert heard.reminders.active is None


async def test_silent_tells_nothing(contexts: Contexts) -> None:
    heard = Heard(contexts("2026-11-23T13:00", settings=Settings(loud=Loud.SILENT)))
    heard.reminders.look()
    heard.reminders.stop()

    assert heard.said == []


LOUD = Settings(loud=Loud.BELL, quiet=NO_QUIET)


class Ringing(Heard):
    """Rings for what it is told, as the app does."""

    def __init__(self, context: AppContext) -> None:
        self.rung: list[str] = []
        super().__init__(context)

    def _deliver(self, occasion: Occasion) -> None:
        super()._deliver(occasion)
        way = self.reminders.delivery(occasion, (Means.BELL,))
        while way.next() is not None:
            self.rung += [reminder.id for reminder in way.reminders]
            way.settle(None)


def sounds(context: AppContext) -> list[Claim]:
    """The claims to sound, of the small checklist."""
    return [claim for claim in context.journal.claims("small") if claim.state is not ClaimState.SHOWN]


async def test_of_two_programs_one_rings_and_a_recovery_put_away_is_silent(contexts: Contexts) -> None:
    context = contexts("2026-11-23T13:00", settings=LOUD)
    heard, second = Ringing(context), Ringing(context)

    assert (heard.rung, second.rung) == (["small/2026-11-23/midday"], [])
    (claim,) = sounds(context)
    assert (claim.key, claim.due, claim.by, claim.state) == (
        "2026-11-23/midday",
        at("2026-11-23T13:00"),
        "bell",
        ClaimState.CONFIRMED,
    )
    reader = context.reader()
    assert reader is not None
    context.acts(reader).end()
    assert heard.reminders.coming() == ()
    heard.reminders.stop()
    second.reminders.stop()


async def test_what_is_repeated_begins_as_a_line_and_rings_from_the_second_time_on(
    contexts: Contexts,
) -> None:
    lone = rule("lone", at=(At("lunch", clock=735),), repeat=Repeat(10, 2))
    context = contexts("2026-11-23T12:14", of=chosen(small_checklist(lone)), settings=LOUD)
    heard, second = Ringing(context), Ringing(context)
    for _ in range(40):
        heard.reminders.look()
        second.reminders.look()
        clock_of(context).advance(timedelta(minutes=1))
    heard.reminders.stop()
    second.reminders.stop()

    assert len(heard.rung + second.rung) == 2
    lunch = [claim for claim in context.journal.claims("small") if claim.key.endswith("lunch")]
    assert [(f"{claim.due:%H:%M}", claim.by, str(claim.state)) for claim in lunch] == [
        ("11:15", "screen", "shown"),
        ("11:25", "bell", "confirmed"),
        ("11:35", "bell", "confirmed"),
    ]


async def test_a_claim_that_cannot_be_written_rings_once_and_is_written_later(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise JournalError(Reason.FULL, context.journal.path, "The disk is full.")

    context = contexts("2026-11-23T13:00", settings=LOUD)
    with monkeypatch.context() as patch:
        patch.setattr(context.journal, "claim", full)
        heard = Ringing(context)
        for _ in range(3):
            clock_of(context).advance(timedelta(minutes=1))
            heard.reminders.look()
        assert heard.rung == ["small/2026-11-23/midday"]
        assert sounds(context) == []

    heard.reminders.look()

    assert heard.rung == ["small/2026-11-23/midday"]
    (claim,) = sounds(context)
    assert (claim.due, claim.state) == (at("2026-11-23T13:00"), ClaimState.CONFIRMED)
    heard.reminders.stop()


async def test_what_is_wrong_with_one_recovery_keeps_nothing_of_another_from_being_told(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts("2026-11-23T12:59", settings=LOUD)
    other = replace(small_checklist(), id="other", title="Other")
    begin(context.journal, chosen(other), at("2026-11-20T16:00"), "Europe/Berlin", {}, CLINIC, context.now())
    state = context.plans.state
    heard = Ringing(context)
    clock_of(context).advance(timedelta(minutes=1))

    def first_fails(reader: RecoveryReader, *rest: Any) -> DayState:
        if reader.recovery.id == "small":
            raise JournalError(Reason.DAMAGED, context.journal.path, "The journal does not hold it.")
        return state(reader, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(context.plans, "state", first_fails)
        with pytest.raises(JournalError, match="does not hold it"):
            heard.reminders.look()
        assert heard.rung == ["other/2026-11-23/midday"]

    heard.reminders.look()
    heard.reminders.stop()
    assert heard.rung == ["other/2026-11-23/midday", "small/2026-11-23/midday"]
