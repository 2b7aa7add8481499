"""What a clinic said of days and times, as it is kept: also where its rule has gone from the checklist."""

from typing import NamedTuple

from checklists.checklist import Checklist
from checklists.rules import Rule
from tui.day.clinic.dates import ClinicDate
from tui.day.clinic.said import said_words
from tui.day.clinic.text import date_words, read_date
from tui.day.recovery import Recovery
from tui.journal import Journal, Topic


class KeptDate(NamedTuple):
    """What the clinic said of one rule."""

    id: str
    """What it is kept under: the id that the rule had then."""
    title: str
    date: ClinicDate
    rule: Rule | None
    """As it stands, or None where no rule of this version has that name, now or formerly."""

    @property
    def words(self) -> str:
        """What was said, and what the checklist says; or that it waits."""
        if self.rule is not None:
            return said_words(self.rule)
        return f"Your clinic said: {date_words(self.date)}. No rule of this plan has this name now."


def kept_dates(journal: Journal, recovery: Recovery, checklist: Checklist) -> tuple[KeptDate, ...]:
    """Everything that the clinic said, the oldest first.

    Args:
        checklist: The version in force, with the clinic's dates laid over it.

    Raises:
        JournalError: If the journal cannot be read.
    """
    found = []
    for id, entry in journal.current(recovery.id, Topic.CLINIC_DATE).items():
        rule = checklist.rule(id)
        title = rule.title if rule is not None else str(entry.value.get("title") or id)
        found.append(KeptDate(id, title, read_date(entry.value) or ClinicDate(), rule))
    return tuple(found)
