"""What every test may ask for."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

from tests.support.apps import make_context
from tests.support.commands import START, Shell, begun
from tests.support.idle import come_to_rest
from tests.support.reading import read_once
from tui.app import app
from tui.journal import connection
from tui.paths import Paths
from tui.recovery.context import AppContext

_CHANGING = (
    "NO_COLOR",
    "COLUMNS",
    "AFTERGLOW_HOME",
    "TEXTUAL_ANIMATIONS",
    "TEXTUAL_FPS",
    "COLORTERM",
    "PYTHONUNBUFFERED",
    "SSH_CONNECTION",
    "SSH_TTY",
    "DBUS_SESSION_BUS_ADDRESS",
    "XDG_RUNTIME_DIR",
    "TMUX",
    "TMUX_PANE",
    "TERM_PROGRAM",
    "LC_TERMINAL",
    "KITTY_WINDOW_ID",
    "WEZTERM_PANE",
)

_LONGEST = ("whole/test_reminders", "whole/test_clock", "whole/", "journal/test_kill")

# A machine that others keep busy is no fault of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: what runs in a terminal waits most of its time."""
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return len(cores) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """First what takes longest, so that in the end no worker is left alone with it."""
    items.sort(key=lambda item: next((at for at, name in enumerate(_LONGEST) if name in item.nodeid), 99))


class Contexts(Protocol):
    """Makes sessions in one home; see `tests.support.apps.make_context` for the arguments."""

    def __call__(self, now: str, **more: Any) -> AppContext: ...


@pytest.fixture(autouse=True)
def _looks_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app in a test looks around when the test has it do so, however slow the machine."""
    monkeypatch.setattr(app, "WATCH_SECONDS", 3600.0)


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """Let programs be interrupted: a shell's background job, and all that it starts, ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session", autouse=True)
def _no_machine_of_ones_own() -> Iterator[None]:
    """Keep out what this machine's environment would change in what is drawn and written."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _CHANGING:
            patch.delenv(name, raising=False)
        # A notice of a test is for no desktop but the test's own.
        patch.setattr("tui.reminders.desktop.RUNTIME", "/nowhere")
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_pause_longer_than_the_work() -> Iterator[None]:
    """Let a test that drives an app go on as soon as the app has come to rest."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("app", "pilot"):
            patch.setattr(f"textual.{module}.wait_for_idle", come_to_rest)
        patch.setattr("textual.screen.UPDATE_PERIOD", 0.001)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_file_is_read_twice() -> Iterator[None]:
    """Give the program what a file came to before. Tests of the reading itself have the real thing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("checklists.loader.load_checklist", read_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_wait_for_the_disk() -> Iterator[tuple[str, ...]]:
    """Let what a test writes by itself reach the disk at leisure. Gives how the program is set up."""
    as_shipped = connection._PRAGMAS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_PRAGMAS", (*as_shipped, "PRAGMA synchronous = OFF"))
        yield as_shipped


@pytest.fixture
def wait_for_the_disk(_no_wait_for_the_disk: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for the disk as the program does."""
    monkeypatch.setattr(connection, "_PRAGMAS", _no_wait_for_the_disk)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for settings, checklists and journal."""
    return tmp_path / "home"


@pytest.fixture
def paths(home: Path) -> Paths:
    """Where a home keeps its things, with a folder for checklists in it."""
    paths = Paths.at(home)
    paths.checklists.mkdir(parents=True)
    return paths


@pytest.fixture
def write(paths: Paths) -> Callable[[str, str], Path]:
    """Writes a file into that folder, by its name."""

    def put(name: str, text: str) -> Path:
        (paths.checklists / name).write_text(text, "utf-8")
        return paths.checklists / name

    return put


@pytest.fixture(scope="session")
def _face(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begun(tmp_path_factory.mktemp("face") / "home").home


@pytest.fixture
def face(_face: Path, home: Path) -> Path:
    """A home with one recovery of the face checklist, treated 2026-11-20 16:00 in Berlin."""
    shutil.copytree(_face, home)
    return home


@pytest.fixture
def shell(face: Path) -> Shell:
    """Runs commands in that home, on day 3."""
    return Shell(face)


@pytest.fixture(scope="session")
def _day_three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("day-three") / "home"
    assert Shell(home)(*START, now="2026-11-23T07:00").code == 0
    return home


@pytest.fixture
def day_three(_day_three: Path, home: Path) -> Path:
    """The same recovery begun only on the morning of day 3, so that no day before left anything open."""
    shutil.copytree(_day_three, home)
    return home


@pytest.fixture
def contexts(home: Path) -> Iterator[Callable[..., AppContext]]:
    """Makes sessions, and closes their journals in the end."""
    made: list[AppContext] = []

    def make(now: str, **more: Any) -> AppContext:
        made.append(make_context(home, now, **more))
        return made[-1]

    yield make
    for context in made:
        context.journal.close()


@pytest.fixture
def _followed(contexts: Contexts) -> tuple[AppContext, Callable[..., Path]]:
    # Imported here, because it needs what stands above.
    from tests.support.own_files import following

    return following(contexts)


@pytest.fixture
def context(_followed: tuple[AppContext, Callable[..., Path]]) -> AppContext:
    """A session on day 3 of a recovery that follows `mine.yaml`, for tests that have none of their own."""
    return _followed[0]


@pytest.fixture
def mine(_followed: tuple[AppContext, Callable[..., Path]]) -> Callable[..., Path]:
    """Writes into the folder of that session: see `tests.support.own_files.writer`."""
    return _followed[1]
