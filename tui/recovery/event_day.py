"""The day on which something happened, as a person types it."""

from datetime import date

from checklists.plan.plan import Plan
from tui.text.humanize import year_date
from tui.text.parse import Present, Toward, parse_date


def event_day(text: str, plan: Plan, present: Present) -> date:
    """A care date from the treatment to now, inclusive.

    Raises:
        ValueError: With a sentence: it cannot be read, has two readings, has not come, or is too early.
    """
    day = parse_date(text, present, Toward.PAST)
    number = plan.number_of(day)
    if number > plan.today:
        raise ValueError(f"{year_date(day)} has not come yet.")
    if number < 0:
        raise ValueError(f"{year_date(day)} is before the treatment.")
    return day
