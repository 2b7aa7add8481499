"""The examples with which the help of every command opens, run by a shell as they stand."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.support.commands import Shell, begun
from tests.support.elsewhere import put_on_path
from tests.support.terminal import Terminal
from tests.tui.cli.test_group import ALL
from tui.cli.examples import EXAMPLES

NOW = "2026-11-23T08:55"
WAITS = {"checklist diff", "checklist accept", "checklist keep", "checklist edit"}
"""What is about a file that was changed."""
TAKES_BACK = {"untick", "undo", "redo"}
"""What needs something that was done."""
AT_TERMINAL = {"check-in", "watch", "reminders install", "reminders remove", "photo open", "photo forget"}
"""What asks at a terminal, goes on until it is stopped, or hands over to a program of the machine."""
NOTED = '#!/bin/sh\nprintf "%s\\n" "$(basename "$0") $*" >>"$NOTES"\n'
"""A program of the machine, which only notes how it was called."""
CRONTAB = """[ "$1" != -l ] || { cat "$TAB" 2>/dev/null || { echo "no crontab for you" >&2; exit 1; }; }
[ "$1" != - ] || cat >"$TAB"
"""
OWN = "format: 1\nid: picosure-face\nextends: picosure-face\nchange:\n  face-spf-am: {at: midday}\n"
OTHER = "format: 1\nid: other\nextends: picosure-face\nchange:\n  face-spf-am: {at: midday}\n"


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recovery on its third day."""
    home = tmp_path_factory.mktemp("lived") / "home"
    begun(home)
    return home


def test_every_command_has_two() -> None:
    assert {" ".join(words) for words in ALL} == set(EXAMPLES)
    for words, examples in EXAMPLES.items():
        for example in examples:
            assert f"afterglow {words}" in example.replace("--home other ", "")


@pytest.mark.parametrize("words", ["tick", "recovery list"])
def test_help_opens_with_them(home: Path, words: str) -> None:
    lines = Shell(home)(*words.split(), "--help").out.splitlines()
    assert lines[1:5] == ["", *(f"  {example}" for example in EXAMPLES[words]), ""]


@pytest.mark.parametrize(
    ("words", "example"),
    [
        pytest.param(words, each, id=each)
        for words, both in EXAMPLES.items()
        if words not in AT_TERMINAL
        for each in both
    ],
)
def test_an_example_runs(lived: Path, tmp_path: Path, words: str, example: str) -> None:
    home, work = tmp_path / "home", tmp_path / "work"
    shutil.copytree(lived, home)
    work.mkdir()
    Image.new("RGB", (20, 30), "pink").save(work / "face.jpg")
    (work / "own.yaml").write_text(OTHER, "utf-8")
    if words in TAKES_BACK:
        assert Shell(home)("tick", "face-cleanse/morning").code == 0
    if words in WAITS:
        (home / "checklists").mkdir()
        (home / "checklists" / "picosure-face.yaml").write_text(OWN, "utf-8")
    env = {**os.environ, **put_on_path(tmp_path / "bin", home, "--now", NOW)}
    ended = subprocess.run(
        ["/bin/sh", "-c", example],
        cwd=work,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    # What waits to be accepted is a plain "no".
    assert ended.returncode == (1 if words == "checklist diff" else 0), ended.stderr + ended.stdout


@pytest.fixture
def desk(lived: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of somebody at a terminal, whose machine notes what is asked of it."""
    home, tools = tmp_path / "home", tmp_path / "bin"
    shutil.copytree(lived, home)
    Image.new("RGB", (20, 30), "pink").save(tmp_path / "face.jpg")
    assert Shell(home)("photo", "add", str(tmp_path / "face.jpg")).code == 0
    # The next reminder is five seconds away.
    env = put_on_path(tools, home, "--now", "2026-11-23T12:59:55")
    for name in ("crontab", "systemctl", "notify-send", "xdg-open"):
        (tools / name).write_text(NOTED + (CRONTAB if name == "crontab" else ""), "utf-8")
        (tools / name).chmod(0o755)
    given = {"NOTES": str(tmp_path / "notes"), "TAB": str(tmp_path / "tab"), "LC_ALL": "C.UTF-8"}
    return env | given | {"XDG_CONFIG_HOME": str(tmp_path / "config")}


def _at_terminal(example: str, env: dict[str, str], *typed: str, shows: str = "", code: int = 0) -> str:
    """Run an example in a terminal, type once it shows something, and give all that it showed."""
    with Terminal(["/bin/sh", "-c", example], (100, 60), env) as terminal:
        terminal.wait_for(shows)
        terminal.press(*typed)
        assert terminal.wait_end() == code, terminal.text
        return terminal.text


def _notes(env: dict[str, str]) -> list[str]:
    notes = Path(env["NOTES"])
    return notes.read_text("utf-8").splitlines() if notes.exists() else []


@pytest.mark.parametrize("example", EXAMPLES["check-in"])
def test_a_check_in_asks_and_is_written_down(desk: dict[str, str], tmp_path: Path, example: str) -> None:
    text = _at_terminal(example, desk, "2", *["enter"] * 40, shows="Enter leaves one out")

    assert ('"value": 2' in text) is ("--json" in example)
    signs = Shell(tmp_path / "home")("sign", "--json", now="2026-11-23T14:00").json["signs"]
    assert [each["value"] for each in signs if each["value"] is not None] == [2]


@pytest.mark.parametrize("example", EXAMPLES["watch"])
def test_a_watch_tells_until_it_is_stopped(desk: dict[str, str], example: str) -> None:
    with Terminal(["/bin/sh", "-c", example], (100, 60), desk) as terminal:
        terminal.wait_until(
            lambda screen: (
                "notify-send Aftercare" in _notes(desk)
                if "--exec" in example
                else "13:00  Moisturise" in screen
            ),
            "nothing is told",
        )
        terminal.press("ctrl+c")
        assert terminal.wait_end() in (0, 130, -signal.SIGINT), terminal.text
        assert "Traceback" not in terminal.text


@pytest.mark.parametrize(
    ("install", "remove"), list(zip(EXAMPLES["reminders install"], EXAMPLES["reminders remove"], strict=True))
)
def test_reminders_are_installed_and_removed(
    desk: dict[str, str], tmp_path: Path, install: str, remove: str
) -> None:
    by = install.rpartition(" ")[2]
    written = tmp_path / "tab" if by == "cron" else tmp_path / "config/systemd/user/afterglow-tell.timer"

    _at_terminal(install, desk, "y", "enter", shows="y/n")
    assert written.read_text("utf-8")
    assert ("systemctl --user enable --now afterglow-tell.timer" in _notes(desk)) is (by == "systemd")
    _at_terminal(remove, desk, "y", "enter", shows="y/n")

    assert not written.exists() or not written.read_text("utf-8")


@pytest.mark.parametrize("example", [*EXAMPLES["photo open"], *EXAMPLES["photo forget"]])
def test_a_photo_is_named_as_the_list_names_it(desk: dict[str, str], tmp_path: Path, example: str) -> None:
    (photo,) = Shell(tmp_path / "home")("photo", "list", "--json").json
    forgets = "forget" in example
    named = example.replace("NAME", photo["name"][:8])

    _at_terminal(named, desk, *(["y", "enter"] if forgets else []), shows="y/n" if forgets else "")

    assert Path(photo["file"]).exists() is not forgets
    # Nobody waits for what shows the picture.
    for _ in range(100):
        if forgets or _notes(desk):
            break
        time.sleep(0.1)
    assert [note for note in _notes(desk) if note.startswith("xdg-open")] == (
        [] if forgets else [f"xdg-open {photo['file']}"]
    )
