"""Writes a person's changes into their own checklist files."""

import os
import stat
from pathlib import Path

from checklists import library
from checklists.loader import LoadedChecklist, load_checklist
from checklists.overlay.chain import shipped
from checklists.rules.checklist import Checklist
from tui.files.checklist_files import ChecklistPath, base_of, find
from tui.files.editing import edited
from tui.files.edits import CannotEditError, Edit
from tui.files.new_file import overlay_text, write_new
from tui.paths import Paths, replace_file
from tui.text.humanize import reason_of


class Author:
    """Writes changes into a person's own files, each as a whole or not at all; never into a shipped one."""

    def __init__(self, paths: Paths) -> None:
        """Write into the folder of `paths`. It is made when something is first written."""
        self._paths = paths
        self._written: dict[Path, tuple[bytes, bytes]] = {}

    def write(self, id: str, edit: Edit) -> ChecklistPath:
        """Make one change in the person's own file of an id, and give that file.

        Where only the shipped file is there, one that extends it is made first. Nothing is written before
        the outcome was held to the format.

        Raises:
            CannotEditError: If it cannot be made or written, or somebody else changed the file meanwhile.
            ChecklistError: If the file has Problems, or would have.
        """
        file = self._file(id)
        return self._write_overlay(file, edit) if file.shipped else self.write_in(file, edit)

    def would_be(self, id: str, edit: Edit) -> Checklist:
        """What the person's own file of an id would hold after a change. Nothing is written.

        Raises:
            CannotEditError, ChecklistError: As for `write`.
        """
        file = self._file(id)
        if file.shipped:
            path, text = self._paths.checklists / f"{id}.yaml", _overlay(file.id, edit).encode()
        else:
            path, text = file.path, _edited(file.path, _read(file.path), edit)
        return load_checklist(text, name=str(path), base=base_of(path)).checklist

    def write_in(self, file: ChecklistPath, edit: Edit) -> ChecklistPath:
        """Make one change in this very file, wherever it lies: another one may have its id. As `write`.

        Raises:
            CannotEditError: As for `write`, and if it comes with the program.
            ChecklistError: As for `write`.
        """
        before = _read(file.path)
        after = _edited(file.path, before, edit)
        load_checklist(after, name=str(file.path), base=base_of(file.path))
        self._replace(file.path, before, after)
        self._written[file.path] = (before, after)
        return file

    def own(self, id: str) -> ChecklistPath:
        """The person's own file of an id. Where only the shipped one is there, one that extends it is made.

        Raises:
            CannotEditError: If there is none, or it cannot be made.
            ChecklistError: If the shipped file has Problems.
        """
        file = self._file(id)
        return self._write_overlay(file, None) if file.shipped else file

    def before(self, id: str) -> bytes | None:
        """What the person's file held before the last change that was written into it here.

        Empty where there was no file. None where nothing was written, or the file is not as written any more.
        """
        path = self._file(id).path
        before, after = self._written.get(path, (None, None))
        return before if after is not None and _read(path) == after else None

    def take_back(self, id: str, before: bytes) -> None:
        """Put `before` (see there) back in the place of what was written. Empty takes the file away again.

        Raises:
            CannotEditError: If the file is not as it was written any more, or cannot be written.
        """
        path = self._file(id).path
        if path not in self._written:
            raise CannotEditError(f"{path} was not written from here.")
        self._replace(path, self._written[path][1], before)
        del self._written[path]

    def _file(self, id: str) -> ChecklistPath:
        file = find(self._paths, id)
        if file is None:
            raise CannotEditError(f'There is no checklist file called "{id}".')
        return file

    def _write_overlay(self, file: ChecklistPath, edit: Edit | None) -> ChecklistPath:
        """Make a file that takes the place of a shipped one, with a first change in it if there is one."""
        path = self._paths.checklists / f"{file.id}.yaml"
        if os.path.lexists(path):
            raise CannotEditError(f"{path} is there already, but holds no checklist of that id.")
        after = _overlay(file.id, edit)
        load_checklist(after, name=str(path), base=base_of(path))
        try:
            write_new(path, after)
        except OSError as error:
            raise _not_written(path, error) from error
        self._written[path] = (b"", after.encode())
        return ChecklistPath(file.id, path, False)

    def _replace(self, path: Path, before: bytes, after: bytes) -> None:
        """Put a file's new content in the place of the old, if nobody else has meanwhile."""
        target = Path(os.path.realpath(path))
        if _is_shipped(target):
            raise CannotEditError(
                f"{path} leads to a file that comes with Afterglow, and that stays as it is."
            )
        try:
            if not stat.S_IMODE(target.stat().st_mode) & 0o222 or not os.access(target, os.W_OK):
                raise CannotEditError(f"{path} is not to be written to. Nothing was changed.")
            if _read(path) != before:
                raise CannotEditError(f"{path} was changed by another program just now. Nothing was written.")
            if after:
                replace_file(path, after)
            else:
                path.unlink()
        except OSError as error:
            raise _not_written(path, error) from error


def _edited(path: Path, before: bytes, edit: Edit) -> bytes:
    """A file with a change made in it, as bytes.

    Raises:
        CannotEditError, ChecklistError: If it cannot be made, or the file has Problems.
    """
    return edited(before.decode("utf-8"), edit, _base(before, path)).encode()


def _overlay(id: str, edit: Edit | None) -> str:
    """A new file that extends a shipped one, with a first change in it if there is one.

    Raises:
        CannotEditError, ChecklistError: As for `_edited`.
    """
    name, data = shipped(id)
    base = load_checklist(data, name=name)
    text = overlay_text(id, base.checklist)
    return edited(text, edit, base) if edit is not None else text


def _base(data: bytes, path: Path) -> LoadedChecklist | None:
    """What a file extends, read with what that stands on; None where it extends nothing.

    Raises:
        ChecklistError: If the file has Problems.
    """
    loaded = load_checklist(data, name=str(path), base=base_of(path))
    if not loaded.bases:
        return None
    below = Path(loaded.bases[0])
    return load_checklist(_read(below), name=str(below), base=base_of(below))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotEditError(f"{path} cannot be read: {reason_of(error)}.") from error


def _is_shipped(target: Path) -> bool:
    """Whether a file, with every link in its path followed, comes with the program."""
    return any(target == Path(os.path.realpath(str(library.where(id)))) for id in library.every())


def _not_written(path: Path, error: OSError) -> CannotEditError:
    return CannotEditError(f"{path} cannot be written: {reason_of(error)}. Nothing was changed.")
