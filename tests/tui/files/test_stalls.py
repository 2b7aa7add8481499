"""No file holds the program up: hostile shapes cost no more than they are long, and no pipe is waited for."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic, process_time, sleep
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists import library
from checklists.loader import ChecklistError, load_checklist
from checklists.yaml.source import MOST_BYTES
from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.long import sample
from tests.support.screens import press, settled
from tui.files.checklist_files import Snapshot, read
from tui.files.comment_out import rules_commented_out
from tui.files.patience import SECONDS as SECONDS_OF_PATIENCE
from tui.files.sharing import CannotAddError, shared_file
from tui.files.status import file_status
from tui.files.text_editor import line_of
from tui.journal import Journal, JournalError
from tui.paths import NotAFileError, Paths
from tui.screens.call import CallScreen
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


SPOKEN = ("# yaml-language-server : a\n", " # vim: x\n")
"""What speaks to an editor."""

ADDED = 1.0
"""Seconds of processor time, on a busy machine; alone it takes less than half of that."""


@settings(max_examples=sample(200, 12))
@given(
    st.lists(
        st.sampled_from((*UNITS, "# yaml-language-server : a\n", " # vim: x\n")), min_size=1, max_size=4
    ),
    st.sampled_from(("in front", "in the midst", "behind", "alone")),
)
def test_to_add_a_file_of_any_shape_takes_no_longer_than_it_is_long(units: list[str], where: str) -> None:
    base = library.read("picosure-face").replace(b"id: picosure-face", b"id: hostile", 1)
    unit = "".join(units).encode()
    filler = unit * ((MOST_BYTES - len(base) - 1) // len(unit))
    data = {
        "in front": filler + base,
        "in the midst": base.replace(b"rules:\n", filler + b"\nrules:\n", 1),
        "behind": base + filler,
        "alone": filler,
    }[where]
    with TemporaryDirectory() as home:
        begun = process_time()
        with suppress(CannotAddError):
            shared_file(data, "x.yaml", Paths.at(Path(home)))
        assert process_time() - begun < ADDED


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


UNANSWERED = "cannot be read (it does not answer); the last good version runs on."


@pytest.fixture
def hanging(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """The person's folder, in which no look ever comes back before this is set."""
    answers = Event()

    def hang(name: str) -> Callable[..., Any]:
        do = getattr(os, name)

        def done(path: Any, *more: Any, **named: Any) -> Any:
            if str(path).startswith(str(paths.checklists)):
                answers.wait()
            return do(path, *more, **named)

        return done

    for name in ("listdir", "stat", "lstat", "open"):
        monkeypatch.setattr(os, name, hang(name))
    yield answers
    answers.set()


def test_a_folder_that_does_not_answer_is_passed_by_and_named(
    contexts: Contexts, paths: Paths, write: Callable[[str, str], Path], hanging: Event
) -> None:
    context = contexts("2026-11-21T08:55", begun="2026-11-20T17:00")
    recovery = context.recovery()
    assert recovery is not None
    begun = monotonic()
    for _ in range(5):
        sentence = file_status(context.journal, paths, recovery, context.now()).sentence()
        assert sentence == f"{paths.checklists / 'small.yaml'} {UNANSWERED}"
    # It is waited for once.
    assert monotonic() - begun < 2 * SECONDS_OF_PATIENCE + 0.5
    hanging.set()
    for _ in range(100):
        if not file_status(context.journal, paths, recovery, context.now()).sentence():
            break
        sleep(0.02)
    else:
        raise AssertionError("still passed by")


async def test_the_app_is_drawn_and_goes_on_while_a_folder_hangs(
    contexts: Contexts, paths: Paths, hanging: Event
) -> None:
    paths.checklists.parent.mkdir(parents=True, exist_ok=True)
    context = contexts("2026-11-21T08:55")
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        app._read_banner()
        begun = monotonic()
        app._watch()
        await press(pilot, "c")
        assert monotonic() - begun < SECONDS_OF_PATIENCE + 1
        assert isinstance(app.screen, CallScreen)
        await press(pilot, "escape")
        assert context.banner == f"{paths.checklists / 'small.yaml'} {UNANSWERED}"
