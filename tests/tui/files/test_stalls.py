"""No file holds the program up: hostile shapes cost no more than they are long, and no pipe is waited for."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest

from checklists import library
from checklists.loader import ChecklistError, load_checklist
from checklists.yaml.source import MOST_BYTES
from tui.files.checklist_files import Snapshot, read
from tui.files.comment_out import rules_commented_out
from tui.files.text_editor import line_of
from tui.journal import Journal, JournalError
from tui.paths import NotAFileError
from tui.settings import read_settings

UNITS = (
    *("\n", "\r\n", " \n", "#\n", "a:\n", "- \n", "extends: a\n", "id: a\n", "# a is switched off:\n"),
    *("extends:a ", "extends: a, ", "{", "[", ",", "'", '"', "- - ", " ", "*a ", "\\", "x", ": ", "? "),
)
SECONDS = 2.0
"""Of processor time, on a machine that does other things too; what was slow took from 6 to 58."""


def shapes() -> Iterator[bytes]:
    base = library.read("picosure-face")
    room = MOST_BYTES - len(base)
    for unit in UNITS:
        filler = unit.encode() * (room // len(unit.encode()))
        yield base + filler
        yield filler
        yield base.replace(b"rules:\n", filler + b"\nrules:\n", 1)


@pytest.mark.parametrize("data", list(shapes()), ids=lambda data: repr(data[-12:]))
def test_a_file_of_any_shape_is_read_in_no_time(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(data)
    begun = process_time()
    with suppress(ChecklistError):
        load_checklist(data, name="x.yaml")
    files = Snapshot()
    files.digest(tmp_path / "x.yaml")
    files.by_id(tmp_path)
    text = data.decode()
    rules_commented_out(text)
    line_of(text, "no-such-rule")
    assert process_time() - begun < SECONDS


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe.yaml")
    return tmp_path / "pipe.yaml"


def test_a_pipe_or_a_device_is_refused_at_once_wherever_a_file_is_read(pipe: Path) -> None:
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(NotAFileError, match="it is a pipe or a device and no file"):
            read(path)
        _, problems = read_settings(path)
        assert [problem.message for problem in problems] == [
            "cannot be read: it is a pipe or a device and no file."
        ]
        with pytest.raises(JournalError, match="cannot be used: it is a pipe or a device and no file"):
            Journal.open(path)
    assert Snapshot().files_in(pipe.parent) == ()


def test_a_pipe_in_the_place_of_the_rollback_file_is_refused_at_once(tmp_path: Path) -> None:
    from tests.support.entries import keys, tick

    path = tmp_path / "journal.db"
    with Journal(path, resident=True) as journal:
        tick(journal, "first")
        os.mkfifo(tmp_path / "journal.db-journal")
        with pytest.raises(JournalError, match="it is a pipe or a device and no file"):
            keys(journal)
        (tmp_path / "journal.db-journal").unlink()
        assert keys(journal) == ["first"]
