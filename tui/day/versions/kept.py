"""Checklists into the journal and out of it again, by content hash."""

import json

from checklists.checklist import Checklist
from checklists.compiled import COMPILED, from_json, to_json
from tui.journal import Journal, JournalError, Reason

IN_FORCE = "version"
"""The key of the version a recovery runs by, as a content hash."""


def kept_key(id: str) -> str:
    """The key of the content that a person did not want of the file of this id, as its content hash."""
    return f"kept/{id}"


def later_key(id: str) -> str:
    """The key of the content that a person saw of the file of this id and left for later, as its hash."""
    return f"checklist/{id}"


def restore(journal: Journal, hash: str) -> Checklist:
    """The kept version of this hash; one kept in an older shape is compiled again.

    Raises:
        JournalError: If the journal does not hold it whole.
    """
    kept = journal.version(hash, COMPILED)
    try:
        if kept is not None:
            return from_json(json.loads(kept.compiled))
        older = journal.version(hash)
        if older is not None:
            from checklists.loader import recompile

            return recompile(older.said)
    except (KeyError, TypeError, ValueError) as error:
        raise _missing(journal, hash) from error
    raise _missing(journal, hash)


def compiled_text(checklist: Checklist) -> str:
    """The compiled form as the journal keeps it."""
    return json.dumps(to_json(checklist), ensure_ascii=False, separators=(",", ":"))


def _missing(journal: Journal, hash: str) -> JournalError:
    sentence = f"The journal {journal.path} does not hold version {hash[:12]} of the checklist."
    return JournalError(Reason.DAMAGED, journal.path, sentence)
