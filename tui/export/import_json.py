"""What `export json` wrote, read and made a journal of again: the same acts in the same order."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from checklists.rules.compiled import COMPILED, encode
from tui.export.json import FORMAT, act_value
from tui.journal import Act, Draft, Entry, Journal, OvertakenError, Topic

MOST_BYTES = 1024 * 1024 * 1024


class ExportFileError(Exception):
    """A file is no export that can be taken in; the sentence says why."""


class ExportedEntry(Struct, frozen=True):
    """One value that an act wrote."""

    recovery: str
    topic: str
    key: str
    value: Any
    at: datetime
    date: str | None
    local: str
    zone: str


class ExportedAct(Struct, frozen=True):
    """One act, with its number in the journal that it was exported from."""

    id: int
    recovery: str
    kind: str
    words: str
    recorded: datetime
    automatic: bool
    of: int | None
    entries: tuple[ExportedEntry, ...]


class ExportedVersion(Struct, frozen=True):
    """What a version of a checklist's file set."""

    checklist: str
    canonical: str


class ExportedJournal(Struct, frozen=True):
    """Every act, and every version that one names."""

    acts: tuple[ExportedAct, ...]
    versions: dict[str, ExportedVersion]


class Export(Struct, frozen=True):
    """A file of `export json`."""

    afterglow: int
    exported: str
    journal: ExportedJournal
    photos: dict[str, str] = {}
    """By name, in base64."""

    @property
    def recoveries(self) -> int:
        """How many recoveries there is anything of."""
        return len({entry.recovery for act in self.journal.acts for entry in act.entries})


class _Heading(Struct, frozen=True):
    afterglow: int | None = None
    journal: Any = None


def read_export(content: bytes, name: str) -> Export:
    """Read a file.

    Args:
        name: What it is called in sentences on it.

    Raises:
        ExportFileError: If it is no export, of another version, or changed so that it cannot be one.
    """
    try:
        heading = msgspec.json.decode(content, type=_Heading)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise ExportFileError(f"{name} is no file of afterglow export json.") from None
    if heading.afterglow is None:
        raise ExportFileError(f"{name} is no file of afterglow export json.")
    if heading.afterglow != FORMAT:
        raise ExportFileError(
            f"{name} has format {heading.afterglow}, and this Afterglow reads {FORMAT}. Is there a newer one?"
        )
    if heading.journal is None:
        raise ExportFileError(
            f"{name} was written by an Afterglow whose exports could not be taken in again. Export once more."
        )
    try:
        export = msgspec.json.decode(content, type=Export)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        what, _, where = str(error).partition(" - at ")
        place = f", at {where}" if where else ""
        raise ExportFileError(f"{name} cannot be taken in: {what}{place}.") from None
    _check_versions(export)
    return export


def build_journal(export: Export, path: Path) -> None:
    """Make a journal of an export, where there is none. The same acts, undone and done again alike.

    Raises:
        ExportFileError: If what it holds does not come of its own acts: somebody changed it.
        JournalError: If it cannot be written.
    """
    with Journal.open(path) as journal, journal.transaction():
        _keep_versions(export, journal)
        ids: dict[int, int] = {}
        for act in export.journal.acts:
            try:
                ids[act.id] = _replay(act, journal, ids)
            except (ValueError, KeyError, OvertakenError):
                raise _changed(act) from None
        _compare(export, journal, ids)


def _check_versions(export: Export) -> None:
    """See that every version that an act names is there, and what it was.

    Raises:
        ExportFileError: If one is not.
    """
    for hash, version in export.journal.versions.items():
        if sha256(version.canonical.encode("utf-8", "replace")).hexdigest() != hash:
            raise _other_version(hash, version)
    for hash in sorted(_named(export) - set(export.journal.versions)):
        raise ExportFileError(f"Version {hash[:12]} of a checklist is missing from the file.")


def _named(export: Export) -> set[str]:
    """The versions that an act names."""
    return {
        str(entry.value)
        for act in export.journal.acts
        for entry in act.entries
        if entry.topic == Topic.VERSION.value and entry.value
    }


def _keep_versions(export: Export, journal: Journal) -> None:
    from checklists.loader import recompile

    for hash in sorted(_named(export)):
        version = export.journal.versions[hash]
        try:
            compiled = encode(recompile(version.canonical))
        except (KeyError, TypeError, ValueError):
            raise _other_version(hash, version) from None
        recorded = export.journal.acts[0].recorded
        journal.keep_version(hash, version.checklist, version.canonical, compiled, COMPILED, recorded)


def _other_version(hash: str, version: ExportedVersion) -> ExportFileError:
    what = f"Version {hash[:12]} of {version.checklist}"
    return ExportFileError(f"{what} is not what it was when it was exported.")


def _replay(act: ExportedAct, journal: Journal, ids: Mapping[int, int]) -> int:
    if act.kind in ("undo", "redo"):
        turn = journal.undo if act.kind == "undo" else journal.redo
        if turn(recorded=act.recorded, expected=ids[act.of if act.of is not None else -1]) is None:
            raise ValueError(act.id)
        top = journal.last_act()
        assert top is not None
        return top
    drafts = [
        Draft(
            Topic(entry.topic),
            entry.key,
            entry.value,
            entry.at,
            entry.date,
            entry.local,
            entry.zone,
            entry.recovery,
        )
        for entry in act.entries
    ]
    return journal.record(
        act.recovery, act.kind, act.words, drafts, recorded=act.recorded, automatic=act.automatic
    )


def holds(journal: Journal, export: Export) -> bool:
    """Whether a journal has the very acts of an export, and no others.

    Raises:
        JournalError: If it cannot be read.
    """
    return tuple(_exported(*pair) for pair in journal.history()) == export.journal.acts


def _exported(act: Act, entries: Sequence[Entry]) -> ExportedAct:
    return msgspec.convert(act_value(act, entries), type=ExportedAct)


def _compare(export: Export, journal: Journal, ids: Mapping[int, int]) -> None:
    """See that the journal says of every act what the file says."""
    given = {ids[act.id]: act for act in export.journal.acts}
    for act, entries in journal.history():
        wanted = given[act.id]
        of = None if wanted.of is None else ids.get(wanted.of)
        if _exported(act, entries) != replace(wanted, id=act.id, of=of):
            raise _changed(wanted)


def _changed(act: ExportedAct) -> ExportFileError:
    what = f"Act {act.id} ({act.words}) does not follow from those before it."
    return ExportFileError(f"{what} Was the file changed?")
