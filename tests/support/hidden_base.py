"""The shipped files in a folder of their own, where the hidden base below them may be changed."""

from pathlib import Path

import pytest

from checklists import library

BASE = "aftercare-base"


def with_base(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the program ship what stands in this folder: at first the files that it ships."""
    folder.mkdir(parents=True)
    for each in library.every():
        (folder / f"{each}.yaml").write_bytes(library.read(each))
    monkeypatch.setattr(library, "_HERE", folder)
