"""The examples with which the help of every command opens, run by a shell as they stand."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from tests.support.commands import Shell, begun
from tests.support.elsewhere import put_on_path
from tests.tui.cli.test_group import ALL
from tui.cli.examples import EXAMPLES

NOW = "2026-11-23T08:55"
WAITS = {"checklist diff", "checklist accept", "checklist keep", "checklist edit"}
"""What is about a file that was changed."""
TAKES_BACK = {"untick", "undo", "redo"}
"""What needs something that was done."""
NOT_RUN = {"check-in", "watch", "reminders install", "reminders remove", "photo open", "photo forget"}
"""What asks at a terminal, goes on until it is stopped, changes the machine, or needs the name of a photo."""
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
        if words not in NOT_RUN
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
