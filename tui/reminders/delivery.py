"""One telling on its way: claimed, told by one means after another until one has told, and settled."""

from collections.abc import Iterable
from datetime import datetime

from tui.journal import JournalError
from tui.recovery.context import AppContext
from tui.reminders.claims import ClaimPlace, Claims
from tui.reminders.means import Means, Notice, UnreachableError, UnsureError
from tui.reminders.outlet import Outlet
from tui.reminders.reminder import LATE, Reminder

DeliveryError = UnreachableError | UnsureError


Come = tuple[Reminder, datetime]
"""A reminder, and the moment of it that has come."""


def may_sound(context: AppContext, come: Iterable[Come]) -> tuple[Come, ...]:
    """What of this may sound now: what is late does not in quiet hours, unless its file has it so."""
    now, quiet = context.now(), context.settings.quiet

    def is_quiet(moment: datetime) -> bool:
        local = now.astimezone(moment.tzinfo)
        return now - moment > LATE and quiet.covers(local.hour * 60 + local.minute)

    return tuple(
        (reminder, moment) for reminder, moment in come if reminder.outlasts_quiet or not is_quiet(moment)
    )


class Delivery:
    """What comes at one moment, of however many reminders: one sound.

    `next`, then `attempt`, which may wait and needs no journal, then `settle`: until `next` is None.
    """

    def __init__(
        self, context: AppContext, claims: Claims, come: Iterable[Come], order: Iterable[Means]
    ) -> None:
        """Claim nothing yet.

        Args:
            claims: The program's. In a rehearsal, which writes nothing by itself, they are not asked.
            come: Each reminder that has come, with its moment.
            order: The means to try.
        """
        self.reminders: tuple[Reminder, ...] = ()
        """What of it is for this program to tell, by the means claimed last."""
        self.fault = ""
        """Why nothing was told, or may not have been; empty where it was, or there was nothing to tell."""
        self.done = False
        """Whether it was told."""
        self._context = context
        self._claims = claims
        self._places = {_place(reminder, moment): reminder for reminder, moment in come}
        self._means = iter(order)

    def next(self) -> Means | None:
        """The means to tell by next, claimed; None where it was told, others tell it, or none is left.

        Raises:
            JournalError: If it cannot be claimed, of a program that does not stay.
        """
        means = next(self._means, None)
        if means is None:
            return None
        if not self._context.clock.rehearsed:
            self._places = self._claimed(means)
        self.reminders = tuple(self._places.values())
        return means if self.reminders else None

    def _claimed(self, means: Means) -> dict[ClaimPlace, Reminder]:
        journal, now, mine = self._context.journal, self._context.now(), dict[ClaimPlace, Reminder]()
        try:
            # At once, or of two programs at one moment each would have a part of it, and both would sound.
            with journal.claiming():
                for place, reminder in self._places.items():
                    if self._claims.claim(journal, place, means, now):
                        mine[place] = reminder
        except JournalError:
            self._claims.forget(mine)
            if not self._claims.stays:
                raise
            # Whoever stays tells all the same, and writes it when the journal takes it again.
            places = self._places.items()
            mine = {place: one for place, one in places if self._claims.hold(place, means, now)}
        return mine

    def settle(self, error: DeliveryError | None) -> None:
        """Say what came of the means claimed last: None that it has told."""
        self.done, self.fault = error is None, str(error or "")
        if not isinstance(error, UnreachableError):
            # Of what may have been told nothing more is: at most one sound.
            self._means = iter(())
        if self._context.clock.rehearsed:
            return
        journal, now = self._context.journal, self._context.now()
        for place in self._places:
            if error is None:
                self._claims.confirm(journal, place, now)
            elif isinstance(error, UnreachableError):
                self._claims.hand_back(journal, place, now)


def attempt(outlet: Outlet, means: Means, notice: Notice) -> DeliveryError | None:
    """Tell by one means; why it was not told, or may not have been."""
    try:
        outlet.tell(means, notice)
    except (UnreachableError, UnsureError) as error:
        return error
    return None


def _place(reminder: Reminder, moment: datetime) -> ClaimPlace:
    return ClaimPlace(reminder.recovery, reminder.key, moment)
