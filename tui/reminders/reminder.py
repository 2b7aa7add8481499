"""The reminders of a day: pure, from its state. One a slot, not one an item."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from msgspec import Struct

from checklists.plan.activation import covers
from checklists.plan.plan import Plan
from checklists.plan.timing import DAY, later_by, wall_time
from checklists.rules.rule import At, Kind, Rule
from tui.recovery.course import PrepareRule
from tui.recovery.state import AvoidState, DayState, ItemState, Timing, alone_key, reminder_key, reminder_slot
from tui.settings import Quiet
from tui.text.humanize import capital, day_month, listed, slot_title
from tui.text.parse import minutes_of
from tui.wording.status_line import ASK_FIRST, asked_by_session, condition_words

LATE = timedelta(minutes=5)
"""What is told later than this joins one calm group instead of a reminder of its own."""

MORNING = "morning"
"""The slot whose telling says what is new on a day."""

EARLY = timedelta(milliseconds=500)
"""How much too soon a timer may wake without the moment being missed."""


STANDS = timedelta(hours=1)
"""How long a notice waits to be read, where it has no end of its own."""


class ReminderKind(StrEnum):
    """What a reminder is of."""

    SLOT = "slot"
    """Items of a slot, which are answered."""
    NOTICE = "notice"
    """What comes back, or what begins to be made ready, on a morning that has nothing to do."""
    SESSION = "session"
    """The next session: on its eve, and two hours before it."""


class Reminder(Struct, frozen=True):
    """One slot of one day, told once; or one notice, which holds nothing to do."""

    recovery: str
    key: str
    """`2026-11-23/midday`: names and a date, so that a slot whose time moves is not told twice."""
    moments: tuple[datetime, ...]
    """In the person's zone: when it is told, and told again where its rules ask for that. At least one."""
    title: str
    """The slot's name."""
    items: tuple[ItemState, ...]
    """What of it is still open. Empty only for a notice."""
    words: str
    """`Check-in, wash, moisturise`."""
    beside: str = ""
    """The last part of `words`: what is told beside the items. Empty is nothing."""
    kind: ReminderKind = ReminderKind.SLOT
    until: datetime | None = None
    """Until when a notice waits to be read, exclusive. None for what waits until it is answered."""

    @property
    def id(self) -> str:
        """One name among the reminders of all recoveries."""
        return f"{self.recovery}/{self.key}"

    @property
    def date(self) -> date:
        """The care date it belongs to."""
        return date.fromisoformat(self.key.partition("/")[0])

    @property
    def titles(self) -> tuple[str, ...]:
        """The same in full, a line each: `Wash gently with cool or lukewarm water`."""
        titles = dict.fromkeys(item.item.rule.title for item in self.items)
        return (*titles, *([capital(self.beside)] if self.beside else []))

    @property
    def outlasts_quiet(self) -> bool:
        """Whether it is told in quiet hours too, for its file says so."""
        return bool(self.items) and self.items[0].item.rule.quiet == "ignore"

    @property
    def is_elapsed(self) -> bool:
        """Whether its moment is counted from the treatment, and so stays where it is when clocks change."""
        return any(at.after is not None for item in self.items for at in _slots_of(item))

    def waits(self, now: datetime) -> bool:
        """Whether it has come and nobody has answered it; of a notice, whether it is still worth reading."""
        return self.due <= now + EARLY and (self.until is None or now < self.until)

    @property
    def due(self) -> datetime:
        """When it is told first."""
        return self.moments[0]

    def moment(self, now: datetime) -> datetime:
        """The latest moment that has come; the first where none has."""
        return max((moment for moment in self.moments if moment <= now + EARLY), default=self.due)

    def fresh(self, now: datetime) -> datetime | None:
        """The moment that has just come, or None. What is later than `LATE` joins what is late."""
        come = (moment for moment in reversed(self.moments) if -EARLY <= now - moment <= LATE)
        return next(come, None)


def reminders_of(state: DayState, quiet: Quiet) -> tuple[Reminder, ...]:
    """Every reminder of a day that still has something open, by the time it is to be told.

    Once the plan is finished there is none, also of what goes on from then on. Nor is any before the
    treatment: what quiet hours would bring forward to then is not told at all.

    Args:
        state: The day.
        quiet: The hours in which nothing is told, except what says to ignore them.
    """
    slots: dict[tuple[str, str], list[ItemState]] = {}
    for item in () if state.finished else state.items:
        if reminds(item, state.number):
            key = alone_key(item.item) if item.is_alone else reminder_key(item.item)
            slots.setdefault((key, reminder_slot(item.item)), []).append(item)
    reminders = [_reminder(key, slot, items, state, quiet) for (key, slot), items in slots.items()]
    told = (each for each in reminders if each.items and each.due.astimezone(UTC) >= state.recovery.treated)
    return tuple(sorted(told, key=lambda each: each.due))


def _own_moment(item: ItemState) -> datetime | None:
    """When an item is told by itself; None if it only rides with another slot."""
    remind = item.item.rule.remind
    if remind is None or remind.at is None or item.due is None:
        return item.due
    own = next((at for at in item.item.rule.at if at.name == item.item.slot), None)
    if own is None or remind.at.name != own.name:
        return None
    return item.due + timedelta(minutes=remind.at.offset - own.offset)


def _reminder(key: str, slot: str, items: list[ItemState], state: DayState, quiet: Quiet) -> Reminder:
    first = slot_moment(items, quiet, state.now.tzinfo)
    opened = [item for item in items if item.when(state.now) in (Timing.NOW, Timing.LATER)]
    first = max([first, *(item.put_off for item in opened if item.put_off is not None)])
    # What has passed by the end of quiet hours is not told then.
    opened = [item for item in opened if item.passes is None or first < item.passes]
    shorts = dict.fromkeys(item.item.rule.short for item in opened)
    alone = any(item.is_alone for item in items)
    words, beside = capital(", ".join(shorts)), "" if alone else _beside(slot, state)
    return Reminder(
        recovery=state.recovery.id,
        key=key,
        moments=(first, *_again(first, opened, quiet)),
        title=slot_name(items),
        items=tuple(opened),
        words=f"{words}; {beside}" if beside else words,
        beside=beside,
    )


def slot_moment(items: Sequence[ItemState], quiet: Quiet, zone: tzinfo | None) -> datetime:
    """When items of one slot are told first, if nobody puts them off. At least one has a time."""
    # An item that asks to ride with a slot does not move that slot's reminder.
    own = [moment for item in items if (moment := _own_moment(item)) is not None]
    due = min(own or [item.due for item in items if item.due])
    return _outside(due, quiet, items[0].item.rule.quiet, zone)


def slot_name(items: Sequence[ItemState]) -> str:
    """What the items of one slot are told as: `Morning`, or `Sunscreen again` for what comes every hours."""
    rule = items[0].item.rule
    return slot_title(reminder_slot(items[0].item)) if rule.interval is None else capital(rule.short)


def _again(first: datetime, items: list[ItemState], quiet: Quiet) -> Iterator[datetime]:
    """When it is told again, until answered, by the first rule that asks for that; not in quiet hours."""
    rule = next((item.item.rule for item in items if item.item.rule.repeat), None)
    if rule is not None and rule.repeat is not None:
        for count in range(1, rule.repeat.times + 1):
            again = first + count * timedelta(minutes=rule.repeat.minutes)
            if rule.quiet == "ignore" or not quiet.covers(again.hour * 60 + again.minute):
                yield again


def _outside(due: datetime, quiet: Quiet, how: str, zone: tzinfo | None) -> datetime:
    """A moment moved out of the quiet hours: to their end, or to the minute before they begin."""
    minutes = due.hour * 60 + due.minute
    if how == "ignore" or not quiet.covers(minutes):
        return due
    if how == "earlier":
        back = (minutes - quiet.start) % DAY + 1
        return due - timedelta(minutes=back)
    # The clock at which they end, which may have been moved in the night.
    ends = due.astimezone(zone).replace(fold=0) + timedelta(minutes=(quiet.end - minutes) % DAY)
    return wall_time(ends.astimezone(UTC), zone)


def _beside(slot: str, state: DayState) -> str:
    """What is told beside a slot's own items: what asked to be, and in the morning what is new today."""
    on = [avoid.avoid.rule for avoid in state.avoids if avoid.avoid.on]
    shorts = [f"no {rule.short}" for rule in on if _asks_here(rule, slot, state)]
    shorts += [f"{rule.short} may come" for rule in state.expected if _asks_here(rule, slot, state)]
    parts = [", ".join(shorts)] if shorts else []
    if slot == MORNING:
        parts += [*back_words(state), *([words] if (words := session_words(state)) else [])]
    return "; ".join(parts)


def back_words(state: DayState) -> Iterator[str]:
    """What comes back on a day, by what decides it: `alcohol back`, `make-up back if no crusts`.

    Where there is, or may be, a reason to call the first begins with `ask about this first: `.
    """
    lead = f"{ASK_FIRST}: " if state.may_call else ""
    for named, condition in returning(state):
        yield f"{lead}{named} back {condition}".rstrip()
        lead = ""


def returning(state: DayState) -> Iterator[tuple[str, str]]:
    """What comes back on a day, and what decides whether it does: `make-up`, `if no crusts`; or nothing."""
    by_condition: dict[str, list[str]] = {}
    for avoid in state.avoids:
        if _is_back(avoid, state):
            by_condition.setdefault(condition_words(avoid), []).append(avoid.avoid.rule.short)
    # What hangs on nothing first, for that is certain.
    for condition in sorted(by_condition, key=bool):
        yield listed(by_condition[condition]), condition


def _is_back(avoid: AvoidState, state: DayState) -> bool:
    returns = avoid.returns and avoid.avoid.returns_on(state.date)
    return returns and not asked_by_session(avoid, state, state.date)


def session_words(state: DayState) -> str:
    """What a day is to the next session: `session 3 at 14:30`, or what begins to be made ready."""
    booking = state.next
    if booking is None or booking.day < state.date:
        return ""
    begun = [rule for rule in _preparing(state) if rule.days[0].first == state.number > 0]
    left = [f"no {rule.short}" for rule in begun if rule.kind is Kind.AVOID]
    to_do = [rule.short for rule in begun if rule.kind is not Kind.AVOID]
    parts = [*left, *(to_do if len(to_do) <= _NAMED else [f"{len(to_do)} things to do"])]
    if booking.day == state.date:
        return "; ".join(
            [f"{_session_name(state)}{booking.at or ' today'}", *([", ".join(parts)] * bool(parts))]
        )
    return f"for {_session_name(state)} on {day_month(booking.day)}: {', '.join(parts)}" if parts else ""


_NAMED = 3
"""How many things that begin on one day are named; more are counted."""


def _preparing(state: DayState) -> Iterator[PrepareRule]:
    """The rules of a day that make ready for the next session."""
    for rule in (*(each.item.rule for each in state.items), *(each.avoid.rule for each in state.avoids)):
        if isinstance(rule, PrepareRule):
            yield rule


def _session_name(state: DayState) -> str:
    return f"session {state.recovery.session + 1}"


def _asks_here(rule: Rule, slot: str, state: DayState) -> bool:
    remind = rule.remind
    if remind is None or remind.off or remind.at is None or remind.at.name != slot:
        return False
    return not remind.days or any(covers(span, state.number) for span in remind.days)


def notices_of(plan: Plan, state: DayState, quiet: Quiet) -> tuple[Reminder, ...]:
    """What a day tells besides what is to be done: of the next session, and of a morning without any care.

    Args:
        plan: The one that the day was read from.
        state: The day.
        quiet: As for `reminders_of`.
    """
    found = (_morning_notice(plan, state, quiet), _eve(plan, state, quiet), _soon(plan, state, quiet))
    treated = state.recovery.treated
    told = (each for each in found if each is not None and each.due.astimezone(UTC) >= treated)
    return tuple(sorted(told, key=lambda each: each.due))


def _morning_notice(plan: Plan, state: DayState, quiet: Quiet) -> Reminder | None:
    """What the morning's telling would say beside its items, on a day whose morning has none."""
    if state.finished or any(
        reminds(item, state.number) and reminder_slot(item.item) == MORNING for item in state.items
    ):
        return None
    beside = _beside(MORNING, state)
    return _notice(plan, state, MORNING, MORNING, beside, quiet) if beside else None


def _eve(plan: Plan, state: DayState, quiet: Quiet) -> Reminder | None:
    """`Tomorrow 14:30: session 3. No alcohol.`"""
    booking = state.next
    if booking is None or booking.day != state.date + timedelta(days=1):
        return None
    tomorrow = plan.day(state.number + 1)
    here = {rule.id: rule for rule in _preparing(state)}
    here |= {each.rule.id: each.rule for each in tomorrow.avoids if isinstance(each.rule, PrepareRule)}
    # What was left alone for weeks is known by now.
    late = [rule for rule in here.values() if rule.days[0].first >= state.number]
    left = [rule.short for rule in late if rule.kind is Kind.AVOID]
    words = f"Tomorrow{f' {booking.time}' if booking.time else ''}: {_session_name(state)}."
    words += f" No {', '.join(left)}." if left else ""
    return _notice(plan, state, "evening", "session-eve", words, quiet)


_BEFORE = timedelta(hours=2)
"""How long before the next session it is told of."""


def _soon(plan: Plan, state: DayState, quiet: Quiet) -> Reminder | None:
    """`At 14:30: session 3.`, two hours before; nothing where that is quiet until the session itself."""
    booking = state.next
    if booking is None or booking.day != state.date or not booking.time:
        return None
    minutes, zone = minutes_of(booking.time), state.now.tzinfo
    session = plan.clock_time(state.number, At("session", clock=minutes))
    due = _outside(wall_time(session - _BEFORE, zone), quiet, "delay", zone)
    if due.astimezone(UTC) >= session:
        return None
    words = f"At {booking.time}: {_session_name(state)}."
    return Reminder(
        recovery=state.recovery.id,
        key=f"{state.date.isoformat()}/session-soon",
        moments=(due,),
        title="Next session",
        items=(),
        words=words,
        beside=words,
        kind=ReminderKind.SESSION,
        until=wall_time(session, zone),
    )


def _notice(plan: Plan, state: DayState, slot: str, name: str, words: str, quiet: Quiet) -> Reminder:
    zone = state.now.tzinfo
    due = _outside(wall_time(plan.clock_time(state.number, At(slot)), zone), quiet, "delay", zone)
    is_session = name != MORNING
    return Reminder(
        recovery=state.recovery.id,
        key=f"{state.date.isoformat()}/{name}",
        moments=(due,),
        title="Next session" if is_session else slot_title(slot),
        items=(),
        words=capital(words),
        beside=capital(words),
        kind=ReminderKind.SESSION if is_session else ReminderKind.NOTICE,
        until=later_by(due, STANDS),
    )


def reminds(item: ItemState, number: int) -> bool:
    """Whether anything tells of an item of the day of this number, as long as it is open."""
    rule = item.item.rule
    if item.due is None or rule.as_needed or (rule.remind is not None and rule.remind.off):
        return False
    days = rule.remind.days if rule.remind is not None else ()
    return not days or any(covers(span, number) for span in days)


def _slots_of(item: ItemState) -> Iterable[At]:
    return (at for at in item.item.rule.at if at.name == item.item.slot)
