"""Beginning a recovery: everything the person said, in one act."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from checklists.checklist import Checklist
from checklists.compiled import COMPILED
from tui.day.recovery import KEY, Clinic, Recovery, new_id
from tui.day.versions import compiled_text
from tui.journal import Draft, Journal, Json, Topic


@dataclass(frozen=True, slots=True)
class Chosen:
    """A checklist as it was read from its file."""

    checklist: Checklist
    said: str
    """Canonical JSON of what the file set."""
    hash: str


def begin(
    journal: Journal,
    chosen: Chosen,
    treated: datetime,
    zone: str,
    answers: Mapping[str, Collection[str]],
    clinic: Clinic,
    now: datetime,
) -> Recovery:
    """Begin a recovery and put it in focus.

    Args:
        treated: When the laser finished, aware.
        zone: The IANA name of the zone the person is in.
        answers: By question id; empty is "none of these". What is missing is "not sure".
        now: When this is recorded, aware.

    Raises:
        JournalError: If it could not be written; then nothing was begun.
    """
    checklist = chosen.checklist
    journal.keep_version(
        chosen.hash, checklist.id, chosen.said, compiled_text(checklist), COMPILED, now.astimezone(UTC)
    )
    recovery = Recovery(
        id=new_id(journal, checklist.id),
        checklist=checklist.id,
        title=checklist.title,
        treated=treated.astimezone(UTC),
        zone=zone,
        begun=now.astimezone(UTC),
        clinic=clinic,
    )
    local = treated.astimezone(ZoneInfo(zone))

    def draft(topic: Topic, key: str, value: Json) -> Draft:
        # All of it holds from the treatment on, whenever it was told.
        return Draft(topic, key, value, recovery.treated, None, f"{local:%Y-%m-%dT%H:%M}", zone)

    drafts = [
        draft(Topic.RECOVERY, KEY, recovery.to_value()),
        draft(Topic.VERSION, "version", chosen.hash),
        draft(Topic.ZONE, "zone", zone),
        draft(Topic.FOCUS, "focus", True),
        *(draft(Topic.ANSWER, question, sorted(given)) for question, given in answers.items()),
    ]
    words = f"start {recovery.title}, treated {local:%Y-%m-%d %H:%M}"
    journal.record(recovery.id, "start", words, drafts, recorded=now)
    return recovery
