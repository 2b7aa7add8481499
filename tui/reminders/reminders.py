"""Reminders while the app runs: what the journal and the clock say, told at its moment."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from checklists.plan.timing import later_by
from tui.journal import JournalError
from tui.recovery.context import AppContext
from tui.reminders.claims import AHEAD, ClaimPlace, Claims
from tui.reminders.clocks import Clocks
from tui.reminders.coming import coming_of_all
from tui.reminders.delivery import Delivery, may_sound
from tui.reminders.fired import FiredReminders
from tui.reminders.means import Means
from tui.reminders.occasion import Lateness, Occasion, Presence
from tui.reminders.reminder import Reminder
from tui.reminders.tellers import TellerName, begin, touch
from tui.settings import Loud

if TYPE_CHECKING:
    from tui.reminders.scheduler import Scheduler

_BACK, _AHEAD = timedelta(hours=36), timedelta(hours=2)
"""What is looked at: all of the day it is, and what is to be armed until long after the next look."""


class Reminders:
    """Tells of every recovery that runs. What is active follows from state, so nothing is lost with this."""

    def __init__(
        self, context: AppContext, deliver: Callable[[Occasion], None], gone: Callable[[], None]
    ) -> None:
        """Tell nothing yet.

        Args:
            deliver: Called once for what comes at one moment, when that has come.
            gone: Called when the active reminder has been answered, by whichever program.
        """
        self.active: Occasion | None = None
        """What was told and waits for an answer."""
        self._context = context
        self._deliver = deliver
        self._gone = gone
        self._fired = FiredReminders()
        self._claims = Claims()
        self._clocks: Clocks | None = None
        self._scheduler: Scheduler | None = None

    def start(self) -> None:
        """Begin to tell; needs a running event loop. Imports the scheduler, which is slow.

        Raises:
            JournalError: If the journal cannot be read.
        """
        from tui.reminders.scheduler import Scheduler

        self._scheduler = Scheduler(self._come, self._context.clock.offset)
        if self.live and not self._context.clock.rehearsed:
            begin(self._context.paths.tellers, TellerName.APP, self._context.now())
        self.look()

    def stop(self) -> None:
        """Tell nothing more."""
        if self._scheduler is not None:
            self._scheduler.stop()
            self._scheduler = None

    @property
    def live(self) -> bool:
        """Whether anything will be told."""
        return self._scheduler is not None and self._context.settings.loud is not Loud.SILENT

    def look(self) -> None:
        """Find out from state what is to be told, which reminder is active, and when to look next.

        Raises:
            JournalError: If the journal cannot be read.
        """
        if self._scheduler is None or not self.live:
            return
        now = self._context.now()
        why = self._claims.why = self._measure()
        self._claims.write(self._context.journal)
        coming, failures = self._read()
        unseen = self._fired.late_at_first(coming, now)
        if unseen is not None:
            self._show(unseen)
        for occasion in self._fired.fire(coming, now, why):
            self.active = occasion
            self._show(occasion)
            self._deliver(occasion)
        active = self._fired.active(coming, now)
        if active is None and self.active is not None:
            self._gone()
        self.active = active
        self._scheduler.arm(coming, now)
        # Last, so that what cannot be read of one recovery keeps nothing of another from being told.
        for failure in failures:
            raise failure

    def _show(self, occasion: Occasion) -> None:
        """Note for the ledger what stands on the screen. A rehearsal writes nothing by itself."""
        now, journal = self._context.now(), self._context.journal
        if not self._context.clock.rehearsed:
            places = (ClaimPlace(each.recovery, each.key, each.moment(now)) for each in occasion.reminders)
            self._claims.show(journal, places, now)

    def _measure(self) -> Lateness:
        """Say that the app lives, and find out why it did not look since the last time, if it did not.

        Raises:
            JournalError: If the journal cannot be read or written.
        """
        context, before = self._context, self._clocks
        clocks = Clocks.read(context.clock)
        self._clocks = clocks
        if not context.clock.rehearsed:
            touch(context.paths.tellers, TellerName.APP, clocks.now)
        if before is None:
            return Lateness.CLOSED
        if clocks.now.astimezone(UTC) < before.now.astimezone(UTC) - AHEAD:
            self._fired.forget_after(clocks.now)
            if not context.clock.rehearsed:
                ids = [recovery.id for recovery in context.running()]
                self._claims.forget_ahead(context.journal, ids, clocks.now)
        return clocks.reason(before)

    def coming(self) -> tuple[Reminder, ...]:
        """Today's reminders that still have something open, of every recovery that runs, by time.

        Raises:
            JournalError: If the journal cannot be read.
        """
        reminders, failures = self._read()
        for failure in failures:
            raise failure
        return reminders

    def _read(self) -> tuple[tuple[Reminder, ...], list[JournalError]]:
        """What is to be told of the recoveries that can be read, and what is wrong with the others."""
        now = self._context.now()
        reminders, failures = coming_of_all(self._context, later_by(now, -_BACK), later_by(now, _AHEAD))
        return reminders, list(failures)

    def delivery(self, occasion: Occasion, order: Sequence[Means]) -> Delivery:
        """What was delivered, to be told outside of the screen by the first means that can.

        Args:
            order: As `Outlet.order` gives it. Empty where nothing but the screen is to tell.
        """
        bells = tuple(means for means in order if means is Means.BELL)
        loud = {Presence.LINE: (), Presence.BELL: bells, Presence.DESKTOP: tuple(order)}[occasion.presence]
        now = self._context.now()
        come = [(reminder, reminder.moment(now)) for reminder in occasion.reminders]
        return Delivery(self._context, self._claims, may_sound(self._context, come), loud)

    async def _come(self) -> None:
        """A moment the scheduler was armed for has come."""
        # Whoever looks around every two seconds says what is wrong with the journal.
        with suppress(JournalError):
            self.look()
