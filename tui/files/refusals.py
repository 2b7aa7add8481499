"""What a person does not want of a file: of a later one, those parts that are as they were refused.

No entry names a part. The journal keeps which version was not wanted, as a whole or but for what was accepted
of it at the same time; whatever in a later version is as it was there, and still otherwise than in the plan,
stays refused. So a part comes back when it changes, and not before.
"""

from datetime import datetime

from msgspec import Struct

from checklists.overlay.parts import Data, changed_parts
from checklists.rules.canonical import data_of
from tui.journal import Journal, Topic, is_canonical
from tui.recovery.recovery import Recovery
from tui.recovery.versions import IN_FORCE, kept_key


class Refusal(Struct, frozen=True):
    """One version that was not wanted."""

    at: datetime
    """When, in UTC."""
    data: Data


class Refusals(Struct, frozen=True):
    """What was refused of one file, beside the version that a recovery runs by."""

    runs_by: Data
    refused: tuple[Refusal, ...]
    """The newest first; at least one."""
    in_part: bool
    """Whether something of the newest was accepted when the rest was refused."""

    def parts(self, data: Data) -> dict[str, datetime]:
        """The keys of the parts of a version that stay refused, and since when each is."""
        found: dict[str, datetime] = {}
        for part in changed_parts(self.runs_by, data):
            for each in self.refused:
                if part.held_in(each.data) != part.new:
                    break
                found[part.key] = each.at
        return found

    def leave_nothing(self, data: Data) -> bool:
        """Whether all that a version has otherwise stays refused, and there is some."""
        parts = changed_parts(self.runs_by, data)
        return bool(parts) and len(self.parts(data)) == len(parts)


def refusals(journal: Journal, recovery: Recovery, id: str) -> Refusals | None:
    """What was refused of the file of an id since the version in force was accepted; None where nothing was.

    Raises:
        JournalError: If the journal cannot be read.
    """
    key = kept_key(id)
    if journal.latest(recovery.id, Topic.VERSION, key) is None:
        return None
    written = [entry for _, entry in journal.in_effect(recovery.id, (Topic.VERSION,))]
    force = [each for each in written if each.key == IN_FORCE and each.value]
    kept = [each for each in written if each.key == key]
    if not force or not kept or not kept[-1].value or kept[-1].act < force[-1].act:
        return None
    found: list[Refusal] = []
    for entry in reversed(kept):
        if not entry.value:
            break
        if (data := version_data(journal, str(entry.value))) is None:
            break
        found.append(Refusal(entry.recorded, data))
    runs_by = version_data(journal, str(force[-1].value))
    if runs_by is None or not found:
        return None
    return Refusals(runs_by, tuple(found), kept[-1].act == force[-1].act)


def is_refused(journal: Journal, recovery: Recovery, id: str, hash: str) -> bool:
    """Whether nothing of a version of the file of an id is to be decided on, since all of it was refused.

    Raises:
        JournalError: If the journal cannot be read.
    """
    refused = refusals(journal, recovery, id)
    data = version_data(journal, hash) if refused is not None else None
    return refused is not None and data is not None and refused.leave_nothing(data)


def version_data(journal: Journal, hash: str) -> Data | None:
    """What the file of a version set, by its content hash; None where the journal does not hold it whole.

    Raises:
        JournalError: If the journal cannot be read.
    """
    stored = journal.version(hash)
    if stored is None or not is_canonical(stored.canonical, stored.hash):
        return None
    return data_of(stored.canonical)
