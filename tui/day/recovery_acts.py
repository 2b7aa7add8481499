"""What a person does to a whole recovery, and how any act is written to the journal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from checklists.compiled import COMPILED
from checklists.plan import Plan
from checklists.rules import Rule
from tui.day.care import Care
from tui.day.clinic.dates import ClinicDate
from tui.day.recovery import RECOVERY_KEY, Clinic, Recovery
from tui.day.versions.kept import IN_FORCE, compiled_text, kept_key, later_key
from tui.journal import Draft, Json, Topic

if TYPE_CHECKING:
    from tui.day.begin import Chosen


@dataclass(frozen=True, slots=True)
class RecoveryActs:
    """Everything that is done to a recovery and not to a day of it. Each returns the act's id.

    Raises (all of them):
        JournalError: If it could not be written; then nothing was.
    """

    care: Care
    plan: Plan
    now: datetime
    """Aware. What is done is recorded at this moment."""

    def set_clinic(self, clinic: Clinic) -> int:
        """Say whom to call."""
        changed = replace(self.care.recovery, clinic=clinic)
        return self._change("clinic", "change the clinic's details", changed)

    def tell_clinic_date(self, rule: Rule, date: ClinicDate) -> int:
        """Keep what the clinic said of a rule's days and times, in place of what it said before."""
        # Here, since the grammar takes time to load and few acts need it.
        from tui.day.clinic.text import date_value, date_words

        draft = self._draft(Topic.CLINIC_DATE, rule.id, date_value(date, rule.title), None)
        return self._record("clinic-date", f"clinic date '{rule.title}', {date_words(date)}", [draft])

    def clear_clinic_date(self, rule: Rule) -> int:
        """Let the checklist's own days and times hold again.

        Raises:
            ValueError: If the clinic said nothing of the rule.
        """
        kept = self.care.journal.current(self.care.recovery.id, Topic.CLINIC_DATE)
        # One that is filed under a former id would hold again where only the newest is cleared.
        ids = [id for id in (rule.id, *rule.was) if id in kept]
        drafts = [self._draft(Topic.CLINIC_DATE, id, None, None) for id in ids]
        return self._record("clinic-date", f"take back the clinic date '{rule.title}'", drafts)

    def forget_clinic_date(self, id: str, title: str) -> int:
        """Let go of what the clinic said of a rule that this version of the checklist has not.

        Args:
            id: What it is kept under.
        """
        draft = self._draft(Topic.CLINIC_DATE, id, None, None)
        return self._record("clinic-date", f"take back the clinic date '{title}'", [draft])

    def correct(self, treated: datetime) -> int:
        """Set the instant of treatment right. Entries keep their dates; days are numbered anew."""
        words = f"correct the treatment to {treated.astimezone(self.plan.zone):%Y-%m-%d %H:%M}"
        return self._change("correct", words, self.care.recovery.moved(treated))

    def end(self) -> int:
        """Put the recovery away. Nothing is deleted, and nothing of it is told any more."""
        ended = replace(self.care.recovery, ended=self.now.astimezone(UTC))
        return self._change("end", f"put away {self.care.recovery.title}", ended)

    def focus(self) -> int:
        """Make this the recovery that commands and the app speak of."""
        words = f"look at {self.care.recovery.title}"
        return self._record("focus", words, [self._draft(Topic.FOCUS, "focus", True, None)])

    def arrive(self, zone: str) -> int:
        """Note, by the program itself, that the person is in another zone from now on."""
        draft = self._draft(Topic.ZONE, "zone", zone, None)
        return self._record("zone", f"in {zone} from now on", [draft], automatic=True)

    def keep_home_time(self) -> int:
        """Let the slots keep the time of home, wherever the person is."""
        return self._change("zone", "keep home time", replace(self.care.recovery, home=True))

    def accept(self, chosen: "Chosen") -> int:
        """Let a new version of the checklist count from now on; what was due already keeps its own.

        Args:
            chosen: Of this recovery's checklist, or of another one that the recovery moves to.
        """
        checklist, recovery = chosen.checklist, self.care.recovery
        self._keep_version(chosen)
        drafts = [self._draft(Topic.VERSION, IN_FORCE, chosen.hash, None)]
        moved = replace(recovery, checklist=checklist.id, title=checklist.title)
        if moved != recovery:
            drafts.append(self._draft(Topic.RECOVERY, RECOVERY_KEY, moved.to_value(), None))
        words = f"accept the new version of {checklist.id}"
        if checklist.id != recovery.checklist:
            words = f"accept {checklist.id} in place of {recovery.checklist}"
        return self._record("accept", words, drafts)

    def keep(self, chosen: "Chosen") -> int:
        """Note that what a checklist's file says now is not wanted, so that no more is said of it."""
        self._keep_version(chosen)
        id = chosen.checklist.id
        draft = self._draft(Topic.VERSION, kept_key(id), chosen.hash, None)
        return self._record("keep", f"keep the plan as it is, not what {id} says now", [draft])

    def leave_for_later(self, chosen: "Chosen") -> int:
        """Note that what a checklist's file says now was seen, so that it is not shown again by itself.

        Nothing of the plan changes, so there is nothing to undo.
        """
        id = chosen.checklist.id
        draft = self._draft(Topic.LATER, later_key(id), chosen.hash, None)
        return self._record("later", f"look later at what {id} says now", [draft], automatic=True)

    def _keep_version(self, chosen: "Chosen") -> None:
        text, now = compiled_text(chosen.checklist), self.now.astimezone(UTC)
        self.care.journal.keep_version(chosen.hash, chosen.checklist.id, chosen.said, text, COMPILED, now)

    def _change(self, kind: str, words: str, recovery: Recovery) -> int:
        return self._record(kind, words, [self._draft(Topic.RECOVERY, RECOVERY_KEY, recovery.to_value(), None)])

    def _draft(
        self, topic: Topic, key: str, value: Json, day: date | None, at: datetime | None = None
    ) -> Draft:
        moment = at or self.now
        local = moment.astimezone(self.plan.zone)
        return Draft(
            topic,
            key,
            value,
            moment,
            day.isoformat() if day else None,
            f"{local:%Y-%m-%dT%H:%M}",
            str(self.plan.zone),
        )

    def _record(self, kind: str, words: str, drafts: Sequence[Draft], automatic: bool = False) -> int:
        return self.care.journal.record(
            self.care.recovery.id, kind, words, drafts, recorded=self.now, automatic=automatic
        )
