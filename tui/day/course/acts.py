"""What a person does about the course: booking the next session, and keeping what one cost."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tui.day.course.booking import BOOKING_KEY, Booking
from tui.day.course.course import books
from tui.day.recovery import RECOVERY_KEY as RECOVERY
from tui.day.recovery_acts import RecoveryActs
from tui.journal import Draft, Topic


@dataclass(frozen=True, slots=True)
class CourseActs(RecoveryActs):
    """Each returns the act's id, and raises JournalError as `RecoveryActs` does."""

    def book(self, booking: Booking, price: str | None = None) -> int:
        """Book the next session, or move it. The checklist's own reminder to book is answered with it.

        Args:
            price: What this session cost, where the same act keeps that too.
        """
        drafts = [self._draft(Topic.NEXT, BOOKING_KEY, booking.to_value(), None), *self._reminders(answered=True)]
        return self._with_price(f"book the next session, {booking}", drafts, price)

    def unbook(self, booking: Booking, price: str | None = None) -> int:
        """Take a booking back. The checklist's own reminder to book is open again."""
        drafts = [self._draft(Topic.NEXT, BOOKING_KEY, None, None), *self._reminders(answered=False)]
        return self._with_price(f"take back the next session, {booking}", drafts, price)

    def set_price(self, price: str) -> int:
        """Keep what the session cost, in the person's own words; empty takes them away."""
        return self._record("price", _price_words(price), [self._price(price)])

    def _with_price(self, words: str, drafts: list[Draft], price: str | None) -> int:
        if price is not None:
            words, drafts = f"{words}, and {_price_words(price)}", [*drafts, self._price(price)]
        return self._record("next", words, drafts)

    def _price(self, price: str) -> Draft:
        return self._draft(
            Topic.RECOVERY, RECOVERY, replace(self.care.recovery, price=price).to_value(), None
        )

    def _reminders(self, answered: bool) -> Iterator[Draft]:
        """Entries for the checklist's own reminders to book that are not as they should be."""
        journal, id, today = self.care.journal, self.care.recovery.id, self.plan.date_of(self.plan.today)
        for rule in self.plan.checklist.rules:
            key = f"once/{rule.id}"
            if books(rule) and rule.once and answered is (journal.latest(id, Topic.ITEM, key) is None):
                value = {"state": "done", "title": rule.title} if answered else None
                yield self._draft(Topic.ITEM, key, value, today)


def _price_words(price: str) -> str:
    return f"keep the price '{price}'" if price else "take the price away"
