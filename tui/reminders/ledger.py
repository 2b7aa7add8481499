"""What was told and what was not, of the days gone by: by whom, how late and why, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

from checklists.plan.timing import wall_time
from tui.journal import Claim, ClaimState, Entry, Journal, Topic
from tui.recovery.plans import Plans
from tui.recovery.reader import RecoveryReader
from tui.recovery.state import LET_GO, ItemState, State, alone_key, reminder_key
from tui.reminders.claims import means_of
from tui.reminders.reminder import LATE, reminds, slot_moment, slot_name
from tui.settings import NO_QUIET
from tui.text.humanize import slot_title

DAYS = 7
"""How many days back the ledger goes where nobody says."""


class PastTelling(Struct, frozen=True):
    """One telling that was claimed, or shown. Instants are in the person's zone."""

    moment: datetime
    """When it was to be."""
    at: datetime | None
    """When it was. None where that was not kept."""
    means: str
    """`screen`, `bell`, `desktop`."""
    why: str
    """Why it was late: `closed`, `asleep`, `clock moved`, `stopped`. Empty where it was not."""
    state: ClaimState

    @property
    def late(self) -> timedelta:
        """By how much, to the minute; nothing below `LATE`."""
        by = self.at - self.moment if self.at is not None else timedelta()
        return by - by % timedelta(minutes=1) if by > LATE else timedelta()


class PutOffOnce(Struct, frozen=True):
    """That something was put off."""

    at: datetime
    until: datetime
    short: str = ""
    """What was put off alone. Empty is all of it."""


class PastReminder(Struct, frozen=True):
    """One slot of a day gone by, or of today as far as it has come, with all that was told of it."""

    recovery: str
    key: str
    date: date
    title: str
    due: datetime
    """When it was to be told first."""
    items: tuple[ItemState, ...]
    """As they stand now. Empty for a notice, and where the plan has nothing of this name any more."""
    tellings: tuple[PastTelling, ...]
    """By their moments."""
    put_off: tuple[PutOffOnce, ...]
    is_quiet: bool = False
    """Whether quiet hours keep it from being told at all; then it was due at its own time."""

    @property
    def shorts(self) -> tuple[str, ...]:
        """What it is of, each once."""
        return tuple(dict.fromkeys(item.item.rule.short for item in self.items))

    @property
    def done(self) -> tuple[ItemState, ...]:
        """What was done of it."""
        return tuple(item for item in self.items if item.state is State.DONE)

    @property
    def let_go(self) -> tuple[ItemState, ...]:
        """What was let go of once its day was over."""
        return tuple(item for item in self.items if item.state is State.SKIPPED and item.reason == LET_GO)

    @property
    def skipped(self) -> tuple[ItemState, ...]:
        """What was left out on purpose."""
        return tuple(item for item in self.items if item.state is State.SKIPPED and item.reason != LET_GO)

    @property
    def unanswered(self) -> tuple[ItemState, ...]:
        """What nobody answered."""
        return tuple(item for item in self.items if item.state in (State.OPEN, State.MISSED))

    @property
    def answered_at(self) -> datetime | None:
        """When the last answer to it was given, where that is known."""
        return max((item.at for item in self.items if item.at is not None), default=None)

    @property
    def is_answered_before(self) -> bool:
        """Whether all of it was answered before its time, so that nothing was to be told."""
        at = self.answered_at
        return bool(self.items) and not self.unanswered and at is not None and at < self.due

    @property
    def is_untold(self) -> bool:
        """Whether it was to be told, and nothing did."""
        return not self.tellings and not self.is_answered_before


def ledger(reader: RecoveryReader, plans: Plans, now: datetime, days: int = DAYS) -> tuple[PastReminder, ...]:
    """The reminders of one recovery that have come, the newest first.

    Args:
        now: Aware.
        days: How many days, with the one it is; at least 1. None is from before it was begun here.

    Raises:
        JournalError: If the journal cannot be read.
    """
    plan, journal, id = plans.at(reader, now), reader.journal, reader.recovery.id
    last = min(plan.today, plan.last_day)
    numbers = range(max(0, plan.today - days + 1), last + 1)
    claims: dict[str, list[Claim]] = {}
    for claim in journal.claims(id):
        claims.setdefault(claim.key, []).append(claim)
    found: list[PastReminder] = []
    if numbers:
        joiner = reader.joiner(plan, now, numbers, signs=False)
        put_off = _put_off(journal, id, joiner.now)
        for number in numbers:
            day = plan.day(number)
            items = [item for item in joiner.items(day) if reminds(item, number)]
            timed = tuple(joiner.moments(items, day))
            found += _of_day(reader, timed, plan.begins(number + 1), claims, put_off, joiner.now)
    since = plan.date_of(plan.today - days + 1)
    found += _rest(reader, claims, since, wall_time(now, plan.zone))
    begun = reader.recovery.begun
    came = (one for one in found if one.due <= now and (one.tellings or begun <= one.due.astimezone(UTC)))
    return tuple(sorted(came, key=lambda one: one.due, reverse=True))


_PutOffs = Mapping[str, Sequence[PutOffOnce]]


def _put_off(journal: Journal, recovery: str, now: datetime) -> _PutOffs:
    """Every time that something was put off, by its key; what was undone too, for that was so until then."""
    found: dict[str, list[PutOffOnce]] = {}
    for entry in journal.timeline(recovery, Topic.LATER):
        if (until := _until(entry)) is not None:
            found.setdefault(entry.key, []).append(
                PutOffOnce(wall_time(entry.at, now.tzinfo), wall_time(until, now.tzinfo))
            )
    # Redone, it stands there a second time.
    return {key: tuple(dict.fromkeys(each)) for key, each in found.items()}


def _until(entry: Entry) -> datetime | None:
    """Until when an entry puts something off; None for what is looked at later, and what was taken back."""
    try:
        return datetime.fromisoformat(entry.value) if isinstance(entry.value, str) else None
    except ValueError:
        return None


def _of_day(
    reader: RecoveryReader,
    items: Sequence[ItemState],
    ends: datetime,
    claims: dict[str, list[Claim]],
    put_off: _PutOffs,
    now: datetime,
) -> Iterator[PastReminder]:
    """The reminders of a day's items. What is claimed of them is taken out of `claims`.

    Args:
        ends: When the day does, exclusive.
    """
    slots: dict[str, list[ItemState]] = {}
    for item in items:
        slots.setdefault(reminder_key(item.item), []).append(item)
    for key, each in slots.items():
        keys = dict.fromkeys([key, *(alone_key(item.item) for item in each)])
        tellings = [_telling(claim, now) for name in keys for claim in claims.pop(name, ())]
        later = list(put_off.get(key, ()))
        for item in each:
            alone = () if alone_key(item.item) == key else put_off.get(alone_key(item.item), ())
            later += [PutOffOnce(one.at, one.until, item.item.rule.short) for one in alone]
        due = slot_moment(each, reader.settings.quiet, now.tzinfo)
        is_quiet = _is_over(each, due, ends)
        yield PastReminder(
            recovery=reader.recovery.id,
            key=key,
            date=each[0].item.date,
            title=slot_name(each),
            due=slot_moment(each, NO_QUIET, now.tzinfo) if is_quiet else due,
            items=tuple(each),
            tellings=tuple(sorted(tellings, key=lambda one: one.moment)),
            put_off=tuple(sorted(later, key=lambda one: one.at)),
            is_quiet=is_quiet,
        )


def _is_over(items: Sequence[ItemState], moved: datetime, ends: datetime) -> bool:
    """Whether all that is open has passed by the moment that quiet hours moved its telling to."""
    opened = [item for item in items if item.open]
    passed = bool(opened) and all(item.passes is not None and item.passes <= moved for item in opened)
    return passed or moved.astimezone(UTC) >= ends


def _telling(claim: Claim, now: datetime) -> PastTelling:
    means, why = means_of(claim.by)
    at = None if claim.at is None else wall_time(claim.at, now.tzinfo)
    return PastTelling(wall_time(claim.due, now.tzinfo), at, means, why, claim.state)


_NOTICES = {"session-eve": "Next session", "session-soon": "Next session"}


def _rest(
    reader: RecoveryReader, claims: Mapping[str, Sequence[Claim]], since: date, now: datetime
) -> Iterator[PastReminder]:
    """What was told and is of no item: notices, and what has left the plan since."""
    for key, each in claims.items():
        day, _, name = key.partition("/")
        try:
            of = date.fromisoformat(day)
        except ValueError:
            continue
        if of >= since:
            tellings = tuple(_telling(claim, now) for claim in each)
            title = _NOTICES.get(name) or slot_title(name.rpartition("/")[2])
            yield PastReminder(reader.recovery.id, key, of, title, tellings[0].moment, (), tellings, ())
