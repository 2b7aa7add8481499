"""The next session of a course: what it takes over from the one before, and what becomes of that."""

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct

from checklists.rules.checklist import Checklist
from tui.files.checklist_files import is_shipped
from tui.files.status import memories
from tui.journal import Journal, Topic
from tui.recovery.begin import ChecklistVersion
from tui.recovery.clinic_dates import ClinicDate, ClinicDateEntry, clinic_date_entries, date_of
from tui.recovery.course import next_booking
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import Recovery, course_of, recoveries
from tui.recovery.versions import stored_checklist
from tui.settings import Settings


class NextSession(Struct, frozen=True):
    """The next session, before it is begun."""

    before: Recovery
    """The session before it: the last one of the course."""
    answers: Mapping[str, frozenset[str]]
    """By question id, as they stand. What is not sure is left out."""
    booked: date | None
    """The care date it was booked for."""
    clinic_dates: tuple[ClinicDateEntry, ...]
    """The days and times that the clinic gave for the session before."""

    @property
    def number(self) -> int:
        """Which session it is."""
        return self.before.session + 1

    @property
    def becomes(self) -> str:
        """What becomes of the session before, in a sentence; nothing where it was put away already."""
        if self.before.ended is not None:
            return ""
        return (
            f"Session {self.before.session} is put away and reminds of nothing more. When to call still "
            "speaks for it, and nothing is deleted."
        )

    def dates_for(self, checklist: Checklist) -> dict[str, ClinicDate]:
        """The clinic dates of the session before, by the ids of the rules that a checklist has of them.

        That the clinic lifted a hold was said of the skin as it was then, and is not taken over.
        """
        before = {each.id: each.date for each in self.clinic_dates}
        dates = {rule.id: date_of(rule, before) for rule in checklist.rules}
        return {id: date._replace(lifts=False) for id, date in dates.items() if date is not None}

    def left_behind(self, checklist: Checklist, dates: Mapping[str, ClinicDate]) -> str:
        """What the clinic gave for the session before and is not taken over, in sentences; or nothing.

        Args:
            dates: Those that the next one begins with, by the id of a rule of its checklist.
        """
        taken = {name for rule in checklist.rules if rule.id in dates for name in (rule.id, *rule.was)}
        left = [each for each in self.clinic_dates if each.id not in taken]
        number = self.before.session
        if len(left) == len(self.clinic_dates):
            return f"Days and times that your clinic gave for session {number} are not taken over." * bool(
                left
            )
        sentences = [f"Not taken over from session {number}: {each.title}." for each in left]
        if any(each.date.lifts for each in self.clinic_dates if each.id in taken):
            sentences.append(f"What it lifted in spite of your reports held for session {number} alone.")
        return " ".join(sentences)

    def answers_to(self, checklist: Checklist) -> dict[str, frozenset[str]]:
        """The answers to what a checklist asks at the start.

        What it asks later is asked again: how strong it was is not how strong it was the last time.
        """
        answers = {}
        for question in checklist.questions:
            names = (question.id, *question.was)
            before = next((self.answers[name] for name in names if name in self.answers), None)
            if before is not None and not question.later:
                chosen = before.intersection(id for id, _ in question.answers)
                if chosen or (not before and checklist.may_be_none(question)):
                    answers[question.id] = chosen
        return answers


def find_next_session(journal: Journal, settings: Settings, recovery: Recovery, now: datetime) -> NextSession:
    """What the next session of a recovery's course takes over.

    Args:
        now: Aware. Answers are those that hold then.

    Raises:
        JournalError: If the journal cannot be read.
    """
    before = course_of(journal, recovery)[-1]
    plan = RecoveryReader(journal, settings, before).plan(now)
    booking = next_booking(journal, before.id, now)
    return NextSession(
        before,
        {question: chosen for question, chosen in plan.state.answers.items() if chosen is not None},
        booking.day if booking else None,
        clinic_date_entries(journal, before, plan.checklist),
    )


def finished_before(
    journal: Journal, settings: Settings, checklist: str, treated: datetime, now: datetime
) -> Recovery | None:
    """The last session of a checklist whose plan is over, so that a treatment now is the next of its course.

    While its plan runs nobody knows: a second tattoo may be healing beside the first.
    """
    everyone = recoveries(journal)
    followed = {each.after for each in everyone}
    latest = [each for each in everyone if each.checklist == checklist and each.id not in followed]
    if not latest or latest[-1].treated >= treated:
        return None
    last = latest[-1]
    plan = RecoveryReader(journal, settings, last).plan(now)
    return last if last.ended is not None or plan.today > plan.last_day else None


def was_own(journal: Journal, recovery: Recovery) -> bool:
    """Whether a recovery's checklist was read from a file of the person's own, and from no shipped one."""
    entry = journal.latest(recovery.id, Topic.VERSION, "version")
    if entry is None:
        return False
    return any(entry.value in each.versions and not is_shipped(each.path) for each in memories(journal))


def version_in_force(journal: Journal, recovery: Recovery) -> ChecklistVersion:
    """The checklist that a recovery runs by, for when its file has vanished or is broken.

    Raises:
        JournalError: If the journal does not hold it.
    """
    entry = journal.latest(recovery.id, Topic.VERSION, "version")
    hash = str(entry.value) if entry is not None else ""
    checklist, version = stored_checklist(journal, hash), journal.version(hash)
    return ChecklistVersion(checklist, version.canonical if version is not None else "", hash)
