"""Writes a person's changes into their own checklist files."""

from tui.authoring.edits import Edit
from tui.day.files import Found
from tui.paths import Paths


class Author:
    """Writes changes into a person's own files, each as a whole or not at all; never into a shipped one."""

    def __init__(self, paths: Paths) -> None:
        """Write into the folder of `paths`. It is made when something is first written."""
        self._paths = paths

    def write(self, id: str, edit: Edit) -> Found:
        """Make one change in the person's own file of an id, and give that file.

        Where only the shipped file is there, one that extends it is made first. Nothing is written before
        the outcome was held to the format.

        Raises:
            CannotEdit: If it cannot be made or written, or the file was changed by somebody else meanwhile.
            ChecklistError: If the file has Problems, or would have.
        """
        raise NotImplementedError

    def before(self, id: str) -> bytes | None:
        """What the person's file held before the last change that this program wrote into it.

        Empty where there was no file. None where nothing was written, or the file is not as written any more.
        """
        raise NotImplementedError

    def take_back(self, id: str, before: bytes) -> None:
        """Put `before` (see there) back in the place of what was written. Empty takes the file away again.

        Raises:
            CannotEdit: If the file is not as it was written any more, or cannot be written.
        """
        raise NotImplementedError
