"""One treatment being recovered from, as the journal keeps it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import asdict, replace

from checklists.text import cleaned
from tui.journal import Entry, Journal, Topic

if TYPE_CHECKING:
    from checklists.rules.checklist import ClinicContact

START = "start"
"""The kind of the act that begins a recovery. To undo it is asked about first."""

RECOVERY_KEY = "recovery"
"""The key of a recovery's own entries."""

MOST_PRICE = 40
"""Characters of a price."""

MOST_TITLE = 40
"""Characters of a name that the person gives a recovery."""

FAR = timedelta(hours=6)
"""A change of zone of this much or more asks the person once which time to follow."""


class Clinic(Struct, frozen=True):
    """Whom to call. Empty where the person did not say."""

    name: str = ""
    phone: str = ""
    after_hours: str = ""
    """The number when the clinic is closed."""
    emergency: str = ""
    """The number to call in an emergency. Empty is that of the settings, or of where the person is."""

    def __str__(self) -> str:
        return " ".join(part for part in (self.name, self.phone) if part)


def taken_from(contact: "ClinicContact", clinic: Clinic) -> Clinic:
    """Whom to call once the person takes whom a checklist names; its other numbers stay."""
    closed = contact.after_hours or clinic.after_hours
    return Clinic(contact.name, contact.phone, closed, clinic.emergency)


class Recovery(Struct, frozen=True):
    """One treatment: its checklist, its instant, its zone."""

    id: str
    checklist: str
    """The checklist's id."""
    title: str
    treated: datetime
    """UTC: the moment the laser finished."""
    zone: str
    """The IANA name of the zone of the treatment."""
    begun: datetime
    """UTC: when the person began to keep it here. Nothing from before it is asked after."""
    home: bool = False
    """Whether its slots keep the time of home instead of the local time."""
    clinic: Clinic = Clinic()
    ended: datetime | None = None
    """UTC: when the person put it away. Nothing is deleted."""
    session: int = 1
    """Which session of its course it is."""
    after: str = ""
    """The id of the recovery of the session before. Empty where the course begins with it."""
    price: str = ""
    """What the person says the session cost, in their words."""

    @property
    def full_title(self) -> str:
        """`PicoSure on the face, session 2`; the first one needs no number."""
        return f"{self.title}, session {self.session}" if self.session > 1 else self.title

    def to_value(self) -> dict[str, Any]:
        """What the journal keeps, without the id."""
        value = asdict(self) | {"clinic": asdict(self.clinic)}
        del value["id"]
        value["treated"] = self.treated.astimezone(UTC).isoformat()
        value["begun"] = self.begun.astimezone(UTC).isoformat()
        value["ended"] = self.ended and self.ended.astimezone(UTC).isoformat()
        return dict(cleaned(value))

    @classmethod
    def from_value(cls, id: str, value: Mapping[str, Any]) -> "Recovery":
        """What `to_value` gave; keys of a later version are passed over."""
        # A journal of 0.1 may hold what would move a cursor.
        value = cleaned(dict(value))
        ended, clinic = value.get("ended"), value.get("clinic", {})
        return cls(
            id=id,
            checklist=value["checklist"],
            title=value["title"],
            treated=datetime.fromisoformat(value["treated"]),
            zone=value["zone"],
            begun=datetime.fromisoformat(value["begun"]),
            home=value.get("home", False),
            clinic=Clinic(**{name: clinic.get(name, "") for name in Clinic.__struct_fields__}),
            ended=datetime.fromisoformat(ended) if ended else None,
            session=value.get("session", 1),
            after=value.get("after", ""),
            price=value.get("price", ""),
        )

    def moved(self, treated: datetime) -> "Recovery":
        """The same recovery with the instant of treatment set right."""
        return replace(self, treated=treated.astimezone(UTC))


def recoveries(journal: Journal) -> tuple[Recovery, ...]:
    """Every recovery that was begun and not undone, oldest treatment first."""
    every = [
        Recovery.from_value(id, _value(entry))
        for (id, key), entry in journal.across(Topic.RECOVERY).items()
        if key == RECOVERY_KEY
    ]
    return tuple(sorted(every, key=lambda recovery: (recovery.treated, recovery.id)))


def in_focus(journal: Journal) -> Recovery | None:
    """The recovery that commands and the app speak of: the one chosen, else the latest that runs."""
    every = recoveries(journal)
    running = [recovery for recovery in every if recovery.ended is None]
    chosen = max(journal.across(Topic.FOCUS).values(), key=lambda entry: entry.id, default=None)
    for recovery in running:
        if chosen is not None and recovery.id == chosen.recovery:
            return recovery
    candidates = running or list(every)
    return candidates[-1] if candidates else None


def course_of(journal: Journal, recovery: Recovery) -> tuple[Recovery, ...]:
    """Every session of a recovery's course, the first one first. At least the recovery itself."""
    every = recoveries(journal)
    by_id, followers = {each.id: each for each in every}, {each.after: each for each in every if each.after}
    course = [recovery]
    while (before := by_id.get(course[0].after)) and before not in course:
        course.insert(0, before)
    while (following := followers.get(course[-1].id)) and following not in course:
        course.append(following)
    return tuple(course)


def sessions_before(journal: Journal, recovery: Recovery) -> tuple[Recovery, ...]:
    """The sessions of a recovery's course that were before it, the first one first."""
    if not recovery.after:
        return ()
    course = course_of(journal, recovery)
    return course[: course.index(recovery)]


def new_id(journal: Journal, checklist: str) -> str:
    """An id no recovery ever had, nor will have on another device. Within a transaction.

    The checklist's, and a number from the second on; on a device that the journal was not made on, also what
    tells its ids from those of others.
    """
    tag = journal.device_tag()
    stem = f"{checklist}-{tag}" if tag else checklist
    number, id = 1, stem
    while journal.timeline(id, Topic.RECOVERY):
        number += 1
        id = f"{stem}-{number}"
    return id


def followed_zone(journal: Journal, recovery: Recovery) -> str:
    """The IANA name of the zone whose time a recovery follows now.

    Raises:
        JournalError: If the journal cannot be read.
    """
    # The first is of the start, whose zone may have been set right since.
    moves = () if recovery.home else journal.timeline(recovery.id, Topic.ZONE)[1:]
    return str(moves[-1].value or recovery.zone) if moves else recovery.zone


MOVED = "zone"
"""The kind of an act by which plans follow the time of another zone, or keep that of home."""


class ZoneChange(Enum):
    """What a clock in another zone than the plan's calls for."""

    NONE = "none"
    FOLLOW = "follow"
    ASK = "ask"


def zone_change(recovery: Recovery, plan_zone: str, local_zone: str, now: datetime) -> ZoneChange:
    """What to do about the local zone.

    Args:
        recovery: A recovery that keeps home time stays as it is.
        plan_zone: The zone the plan follows now, by name.
        local_zone: The zone of the machine, by name.
        now: Aware.
    """
    if recovery.home or plan_zone == local_zone:
        return ZoneChange.NONE
    there = now.astimezone(ZoneInfo(local_zone)).utcoffset()
    here = now.astimezone(ZoneInfo(plan_zone)).utcoffset()
    if there is None or here is None:
        return ZoneChange.NONE
    return ZoneChange.ASK if abs(there - here) >= FAR else ZoneChange.FOLLOW


def _value(entry: Entry) -> Mapping[str, Any]:
    return entry.value if isinstance(entry.value, Mapping) else {}
