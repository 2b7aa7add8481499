"""The versions of a checklist that the journal holds, by content hash."""

from contextlib import suppress

from checklists.rules.checklist import Checklist
from checklists.rules.compiled import COMPILED, decode
from tui.journal import Journal, JournalError, Reason, StoredVersion, is_canonical

IN_FORCE = "version"
"""The key of the version a recovery runs by, as a content hash."""


def kept_key(id: str) -> str:
    """The key of the content that a person did not want of the file of this id, as its content hash."""
    return f"kept/{id}"


def later_key(id: str) -> str:
    """The key of the content that a person saw of the file of this id and left for later, as its hash."""
    return f"checklist/{id}"


_read: dict[str, Checklist] = {}
"""Versions by hash. A version never changes."""


def stored_checklist(journal: Journal, hash: str) -> Checklist:
    """A version of a checklist out of the journal, by its content hash.

    Raises:
        JournalError: If the journal does not hold it whole.
    """
    if hash not in _read:
        _read[hash] = _restored(journal, hash)
    return _read[hash]


def _restored(journal: Journal, hash: str) -> Checklist:
    stored = journal.version(hash, COMPILED)
    if stored is not None and stored.compiled:
        with suppress(KeyError, TypeError, ValueError):
            return decode(stored.compiled)
    older = stored or journal.version(hash)
    if older is None:
        raise _missing(journal, hash)
    # It was stored in an older shape, or is damaged.
    return recompiled(journal, older)


def recompiled(journal: Journal, stored: StoredVersion) -> Checklist:
    """A version compiled anew from what its file set.

    Raises:
        JournalError: If that is damaged too.
    """
    from checklists.loader import recompile

    if not is_canonical(stored.canonical, stored.hash):
        raise _missing(journal, stored.hash)
    try:
        return recompile(stored.canonical)
    except (KeyError, TypeError, ValueError) as error:
        raise _missing(journal, stored.hash) from error


def _missing(journal: Journal, hash: str) -> JournalError:
    sentence = f"The journal does not hold version {hash[:12]} of the checklist."
    return JournalError(Reason.DAMAGED, journal.path, sentence)
