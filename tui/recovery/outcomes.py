"""What came of an act: done, refused or given up. Values alone; `tui.wording.acts` makes the sentences."""

from datetime import date, datetime
from enum import Enum, auto
from typing import Generic, TypeVar

from msgspec import Struct

from checklists.rules.checklist import Sign
from tui.journal import Act
from tui.recovery.clinic_dates import ClinicDate
from tui.recovery.course import Booking
from tui.recovery.state import Caution, DayState


class Deed(Enum):
    """What was done, where no number and no name belongs to it."""

    SLIPPED = auto()
    SLIP_TAKEN_BACK = auto()
    NOTED = auto()
    NOTE_REMOVED = auto()
    CAME_BACK = auto()
    ANSWERED = auto()
    CLINIC_SET = auto()
    CLINIC_DATE_CLEARED = auto()
    CLINIC_DATE_FORGOTTEN = auto()
    PRICE_SET = auto()
    PRICE_REMOVED = auto()
    VERSION_ACCEPTED = auto()
    VERSION_DECLINED = auto()
    VERSION_LEFT = auto()
    PUT_AWAY = auto()
    REOPENED = auto()
    TREATMENT_CORRECTED = auto()
    RENAMED = auto()
    ZONE_FOLLOWED = auto()


class AcceptedInPart(Struct, frozen=True):
    """A new version counts, without what was refused of it."""

    refused: int
    """How many parts that is."""


class Ticked(Struct, frozen=True):
    """Items were recorded as done."""

    count: int
    cautions: tuple[Caution, ...] = ()
    """Of what was done too soon again, or too often. It was recorded all the same."""


class Unticked(Struct, frozen=True):
    count: int


class Skipped(Struct, frozen=True):
    count: int


class LetGo(Struct, frozen=True):
    """Items were let go that were not done while their day lasted."""

    count: int


class SignChange(Struct, frozen=True):
    """A value that was reported, beside that of the day before."""

    sign: Sign
    value: int
    before: int | None
    """None is not reported on an earlier day."""

    @property
    def tells(self) -> bool:
        """Whether it is worth a word: a yes-no sign that is no and was not yes is not."""
        return self.sign.top > 1 or bool(self.value) or bool(self.before)


class Reported(Struct, frozen=True):
    """Signs were reported, or questions answered beside them."""

    signs: tuple[Sign, ...]
    day: DayState
    """The day it is, once the reports are kept."""
    check_in: bool
    """Whether that was a check-in, and not one sign or an answer alone."""
    changes: tuple[SignChange, ...] = ()
    """Each value beside the one of an earlier day, in the order they were asked."""


class WentOut(Struct, frozen=True):
    """The person is out."""

    until: datetime | None
    """In their zone. None is not known."""


class PutOff(Struct, frozen=True):
    until: datetime
    """In the zone it was given in."""


class ClinicDateSet(Struct, frozen=True):
    date: ClinicDate


class Booked(Struct, frozen=True):
    """Or moved."""

    booking: Booking


class Unbooked(Struct, frozen=True):
    booking: Booking


class PhotosAdded(Struct, frozen=True):
    """Photos were added to a day."""

    count: int
    ticked: bool
    """Whether that ticked a rule that asks for one."""


class PhotosForgotten(Struct, frozen=True):
    """The entries of one picture say that its file is deleted."""

    count: int


class Undone(Struct, frozen=True):
    act: Act


class Redone(Struct, frozen=True):
    act: Act


What = (
    Deed
    | AcceptedInPart
    | Ticked
    | Unticked
    | Skipped
    | LetGo
    | Reported
    | WentOut
    | PutOff
    | ClinicDateSet
    | Booked
    | Unbooked
    | PhotosAdded
    | PhotosForgotten
    | Undone
    | Redone
)
What_co = TypeVar("What_co", covariant=True)


class Done(Struct, Generic[What_co], frozen=True):
    """It was done, and is in the journal."""

    what: What_co
    """None where there is nothing to say of it: what shows it is what was asked for."""
    act: int
    """The act's id."""


class Obstacle(Enum):
    """Why nothing was done, where no number and no name belongs to it."""

    NOTHING_ANSWERED = auto()
    NOTHING_TO_TICK = auto()
    NOTHING_TO_UNDO = auto()
    NOTHING_TO_REDO = auto()
    NOTHING_CHANGED = auto()
    TIME_PASSED = auto()
    PAST_THE_DAY = auto()


class DayNotCome(Struct, frozen=True):
    """A day that has not come cannot be ticked, only skipped."""

    number: int


class ActedElsewhere(Struct, frozen=True):
    """Another program acted since the screen was drawn, so what it offered to undo is not on top."""

    act: Act | None
    """What is on top now; None if nothing is."""


class CountedBack(Struct, frozen=True):
    """A rule is counted back from a session, and so takes no days and times of the clinic's."""

    session: date


Why = Obstacle | DayNotCome | ActedElsewhere | CountedBack


class Refused(Struct, frozen=True):
    """Nothing was done."""

    why: Why


class Cancelled(Struct, frozen=True):
    """The person gave it up, and there is nothing to say."""


Outcome = Done[What] | Refused | Cancelled
