"""The next session, booked in a small form: its day, its time, and what this one cost."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from textual.screen import Screen

from checklists.plan.plan import Plan
from tui.recovery.course import Booking, next_booking, refusal, remark, window
from tui.recovery.outcomes import Cancelled, Outcome
from tui.recovery.recovery import MOST_PRICE
from tui.screens.act import ToDo, acts_of
from tui.screens.dialogs import Field, FieldsScreen, Verdict
from tui.screens.host import host
from tui.text.humanize import capital, counted, long_date
from tui.text.parse import Present, Toward, clock_words, parse_clock, parse_date


async def book_session(screen: Screen[Any]) -> Outcome | ToDo:
    """Ask when the next session is; what is to be done then keeps it.

    Raises:
        JournalError: If the journal cannot be read.
    """
    acts = acts_of(screen)
    if acts is None:
        return Cancelled()
    recovery = acts.reader.recovery
    booking = next_booking(acts.reader.journal, recovery.id, acts.now)
    form = BookingForm(acts.plan, booking, host(screen).context.present(), recovery.session, recovery.price)
    prompt = FieldsScreen("Book the next session", form.fields, form.verdict)
    values = await screen.app.push_screen_wait(prompt)
    if values is None:
        return Cancelled()
    return lambda acts: acts.set_next(read_booking(values, form.present), values["price"])


class BookingForm(Struct, frozen=True):
    """The lines of the form, and the verdict on what stands in them."""

    plan: Plan
    booked: Booking | None
    present: Present
    session: int
    """Which session it is that the price was paid for: the one of this recovery."""
    price: str

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is booked and kept, to be changed. Without a day nothing is booked."""
        plan = self.plan
        usual, tomorrow = window(plan.checklist, plan.treatment_date), plan.date_of(plan.today + 1)
        like = max(usual.first, tomorrow) if usual is not None else tomorrow
        return (
            Field("day", "Day", self.booked.day.isoformat() if self.booked else "", f"such as {like}"),
            Field("time", "Time", self.booked.time if self.booked else "", "such as 14:30, if you like"),
            Field("price", "Price", self.price, f"of session {self.session}, if you like"),
        )

    def verdict(self, values: Mapping[str, str]) -> Verdict:
        """When it usually is, and what there is to say of the day that was written, or what is wrong."""
        try:
            booking = read_booking(values, self.present)
        except ValueError as error:
            return Verdict(str(error), True)
        price = values["price"]
        if len(price) > MOST_PRICE:
            return Verdict(f"A price takes at most {MOST_PRICE} characters.", True)
        if booking is None:
            empty = "Without a day the booking is taken back." if self.booked else ""
            return Verdict(f"{self._usual} {empty}".strip())
        plan = self.plan
        fault = refusal(booking.day, plan.treatment_date, plan.date_of(plan.today))
        if fault and booking != self.booked:
            return Verdict(fault, True)
        note = remark(booking.day, plan.checklist, plan.treatment_date) or self._usual
        after = counted(plan.number_of(booking.day), "day")
        day = f"{capital(long_date(booking.day))} {booking.day.year}"
        return Verdict(f"{day}, {after} after the treatment. {note}".strip())

    @property
    def _usual(self) -> str:
        usual = window(self.plan.checklist, self.plan.treatment_date)
        return f"{capital(str(usual))}. Your clinic's date comes first." if usual is not None else ""


def read_booking(values: Mapping[str, str], present: Present) -> Booking | None:
    """What was written; None without a day.

    Raises:
        ValueError: If the day or the time cannot be one, with a sentence.
    """
    time = clock_words(parse_clock(values["time"])) if values["time"].strip() else ""
    if values["day"]:
        return Booking(parse_date(values["day"], present, Toward.FUTURE), time)
    if time:
        raise ValueError("A time needs a day.")
    return None
