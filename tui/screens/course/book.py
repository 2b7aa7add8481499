"""The next session, booked in a small form: its day, its time, and what this one cost."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from textual.screen import Screen

from checklists.plan.plan import Plan
from tui.clock import parse_date
from tui.journal import JournalError
from tui.recovery.acts import Acts
from tui.recovery.course import Booking, next_booking, parse_time, refusal, remark, window
from tui.recovery.recovery import MOST_PRICE
from tui.screens.dialogs import Field, FieldsScreen, Verdict
from tui.screens.host import host, undoes
from tui.text.humanize import capital, counted, long_date


async def book(screen: Screen[Any]) -> str:
    """Ask when the next session is, and keep it.

    Returns:
        What came of it, in a sentence; nothing where the person gave up or the journal failed.
    """
    try:
        acts = _acts(screen)
        if acts is None:
            return ""
        recovery = acts.reader.recovery
        form = BookForm(acts.plan, _booked(acts), recovery.session, recovery.price)
        ask = FieldsScreen("Book the next session", form.fields, form.judged)
        values = await screen.app.push_screen_wait(ask)
        # Made anew: the journal or the day may be another by now.
        acts = _acts(screen)
        return "" if values is None or acts is None else _kept(acts, values, undoes(screen.app))
    except JournalError as error:
        host(screen).fail(error)
        return ""


class BookForm(Struct, frozen=True):
    """The lines of the form, and what is said of what stands in them."""

    plan: Plan
    booked: Booking | None
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

    def judged(self, values: Mapping[str, str]) -> Verdict:
        """When it usually is, and what there is to say of the day that was written, or what is wrong."""
        try:
            booking = booking_of(values)
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
        return Verdict(f"{capital(long_date(booking.day))}, {after} after the treatment. {note}".strip())

    @property
    def _usual(self) -> str:
        usual = window(self.plan.checklist, self.plan.treatment_date)
        return f"{capital(str(usual))}. Your clinic's date comes first." if usual is not None else ""


def booking_of(values: Mapping[str, str]) -> Booking | None:
    """What was written; None without a day.

    Raises:
        ValueError: If the day or the time cannot be one, with a sentence.
    """
    time = parse_time(values["time"])
    if values["day"]:
        return Booking(parse_date(values["day"]), time)
    if time:
        raise ValueError("A time needs a day.")
    return None


def _kept(acts: Acts, values: Mapping[str, str], undoes: str) -> str:
    """Keep what was written, where it is other than what was kept; `undoes` says how to take that back."""
    before, after = _booked(acts), booking_of(values)
    price = values["price"] if values["price"] != acts.reader.recovery.price else None
    if after is not None and after != before:
        acts.book(after, price)
        return f"Booked: {after}. {undoes}"
    if after is None and before is not None:
        acts.unbook(before, price)
        return f"Taken back: {before}. {undoes}"
    if price is not None:
        acts.set_price(price)
        return f"{'Price kept' if price else 'Price taken away'}. {undoes}"
    return ""


def _booked(acts: Acts) -> Booking | None:
    return next_booking(acts.reader.journal, acts.reader.recovery.id, acts.now)


def _acts(screen: Screen[Any]) -> Acts | None:
    context = host(screen).context
    reader = context.reader()
    return None if reader is None else context.acts(reader)
