"""The checklist that a recovery follows, as its file says it now, beside what the recovery runs by."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from checklists.rules.canonical import data_of
from checklists.rules.rule import Rule
from tui.files.checklist_files import (
    ChecklistPath,
    Fingerprint,
    Snapshot,
    base_of,
    find,
    fingerprint,
    is_shipped,
    read,
)
from tui.files.refusals import Refusals, refusals
from tui.files.rule_origin import Layer
from tui.files.status import RUNS_ON, banner, followed_path, in_force, unwanted
from tui.journal import Journal
from tui.paths import Paths
from tui.recovery.recovery import Recovery
from tui.recovery.versions import stored_checklist


class FileRequest(Struct, frozen=True):
    """What is to be read, with what the journal says of it."""

    recovery: Recovery
    file: ChecklistPath | None
    """None where no checklist of its id is there any more."""
    seen: Fingerprint | None
    """How the file stood. None where it cannot be looked at."""
    in_force: str
    """The hash of the version that the recovery runs by."""
    unwanted: str
    """The hash of what the person did not want of the file."""
    stored: Layer
    """The version in force."""
    refusals: Refusals | None = None
    """What the person refused of the file, part by part or all of it."""


class FollowedFile(Struct, frozen=True):
    """What was read."""

    request: FileRequest
    layers: tuple[Layer, ...]
    """The file, and what it extends, the nearest first. For one that cannot be used, what is in force."""
    off: Mapping[str, str]
    """Why the file leaves rules out, by their ids."""
    commented_out: tuple[Rule, ...] = ()
    """The rules that it leaves out and that stand nowhere else."""
    hash: str = ""
    """The version that the file holds. Empty for a file that cannot be used."""
    refused: bool = False
    """Whether all that it has otherwise than the plan stays refused."""

    @property
    def id(self) -> str:
        """The checklist's."""
        return self.request.recovery.checklist

    @property
    def sound(self) -> bool:
        """Whether the file could be read. Otherwise nothing can be changed in it."""
        return bool(self.hash)

    @property
    def own(self) -> bool:
        """Whether it is a file of the person's own."""
        return self.request.file is not None and not self.request.file.shipped

    @property
    def waits(self) -> bool:
        """Whether the file holds another version than the one in force."""
        return self.sound and self.hash != self.request.in_force

    @property
    def unwanted(self) -> bool:
        """Whether the person does not want what it holds."""
        return self.sound and (self.refused or self.hash == self.request.unwanted)


def file_request(journal: Journal, paths: Paths, recovery: Recovery) -> FileRequest:
    """What there is to read for a recovery. The file is only looked at.

    Raises:
        JournalError: If the journal cannot be read, or does not hold the version in force.
    """
    file = followed_path(journal, paths, recovery) or find(paths, recovery.checklist)
    seen = None
    with suppress(OSError):
        seen = fingerprint(file) if file is not None else None
    hash = in_force(journal, recovery)
    version = journal.version(hash)
    stored = Layer.of(
        stored_checklist(journal, hash), version.canonical if version is not None else '{"rules": []}'
    )
    id = recovery.checklist
    refused = refusals(journal, recovery, id)
    return FileRequest(recovery, file, seen, hash, unwanted(journal, recovery, id), stored, refused)


def read_file(request: FileRequest) -> FollowedFile:
    """Read the file. The journal is not touched, so this may be done in another thread."""
    from checklists.loader import ChecklistError

    file = request.file
    if file is not None:
        with suppress(ChecklistError, OSError):
            return _sound(request, file)
    under: tuple[Layer, ...] = ()
    with suppress(ChecklistError, OSError):
        under = tuple(
            _layer(path) for path in (_under(Snapshot().chain(file.path)) if file is not None else ())
        )
    return FollowedFile(request, (request.stored, *under), {})


def trouble(journal: Journal, paths: Paths, file: FollowedFile) -> str:
    """Why a file cannot be used, in the sentence that stands above Today. Nothing for one that can be.

    Raises:
        JournalError: If the journal cannot be read.
    """
    if file.sound:
        return ""
    if file.request.file is None:
        return f"There is no checklist called {file.id} any more; {RUNS_ON}."
    return banner(journal, paths, file.request.recovery) or f"{file.request.file.path} cannot be used now."


def _sound(request: FileRequest, file: ChecklistPath) -> FollowedFile:
    from checklists.loader import load_checklist
    from tui.files.comment_out import rules_commented_out
    from tui.files.editing import switched_off

    text = file.read()
    loaded = load_checklist(text, name=str(file.path), base=base_of(file.path))
    under = _under((file.path, *map(Path, loaded.bases)))
    layers = [Layer.of(loaded.checklist, loaded.canonical), *map(_layer, under)]
    words = text.decode("utf-8-sig")
    refused = request.refusals is not None and request.refusals.leave_nothing(data_of(loaded.canonical))
    off, commented_out = switched_off(words), rules_commented_out(words)
    return FollowedFile(request, tuple(layers), off, commented_out, loaded.hash, refused)


def _under(chain: Sequence[Path]) -> Sequence[Path]:
    """What a file extends, down to what is shipped: how that is put together is not the person's affair.

    Args:
        chain: The file, and what it extends, the nearest first.
    """
    shipped = next((place for place, path in enumerate(chain) if is_shipped(path)), len(chain))
    return chain[1 : shipped + 1]


def _layer(path: Path) -> Layer:
    from checklists.loader import load_checklist

    loaded = load_checklist(read(path), name=os.fspath(path), base=base_of(path))
    return Layer.of(loaded.checklist, loaded.canonical)
