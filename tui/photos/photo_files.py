"""Where photos are kept: a folder beside the journal, a file a picture, named by its content."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from tui.paths import create_file
from tui.photos.take_in import Picture

_NAME = re.compile(r"[0-9a-f]{32}")


class PhotoFiles(Struct, frozen=True):
    """The files of one person's photos, each for its owner alone."""

    folder: Path

    def path(self, name: str) -> Path:
        """Where a photo is, or would be.

        Raises:
            ValueError: If it is no name that `Picture.name` gives: nothing else is ever opened or deleted.
        """
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not the name of a photo")
        return self.folder / f"{name}.jpg"

    def has(self, name: str) -> bool:
        """Whether its file is there."""
        return bool(_NAME.fullmatch(name)) and self.path(name).is_file()

    def keep(self, picture: Picture) -> bool:
        """Put a picture there, whole or not at all. Gives whether it was not there before.

        Raises:
            OSError: If it cannot be written.
        """
        try:
            create_file(self.path(picture.name), picture.content)
        except FileExistsError:
            if self.path(picture.name).read_bytes() == picture.content:
                return False
            # Damaged since, or put there by hand: its name says what it is to be.
            self.path(picture.name).unlink()
            create_file(self.path(picture.name), picture.content)
        return True

    def read(self, name: str) -> bytes:
        """Its content.

        Raises:
            OSError, ValueError: If it is not there, or cannot be read.
        """
        return self.path(name).read_bytes()

    def delete(self, name: str) -> None:
        """Delete the file, if it is there.

        Raises:
            OSError: If it cannot be deleted.
        """
        self.path(name).unlink(missing_ok=True)

    def names(self) -> frozenset[str]:
        """Of all that are there."""
        try:
            entries = os.listdir(self.folder)
        except OSError:
            return frozenset()
        stems = (entry.removesuffix(".jpg") for entry in entries if entry.endswith(".jpg"))
        return frozenset(stem for stem in stems if _NAME.fullmatch(stem))

    def missing(self, names: Iterable[str]) -> frozenset[str]:
        """Of these, those that are not there."""
        return frozenset(names) - self.names()
