"""Homes where nothing can be read or made: each command says why, and none of them is a fault of ours."""

from pathlib import Path

import pytest

from tests.support.commands import Shell
from tests.tui.cli.test_group import ALL

TOO_LONG = "file name too long"
TAKES = {
    "start": "picosure-face --on yesterday:16:00",
    "tick": "wash",
    "untick": "wash",
    "skip": "wash",
    "slip": "rubbing",
    "note": "text",
    "photo add": "face.jpg",
    "photo open": "NAME",
    "photo forget": "NAME",
    "find": "wine",
    "recovery focus": "face",
    "recovery reopen": "face",
    "recovery rename": "face mine",
    "recovery price": "3",
    "checklist show": "picosure-face",
    "checklist check": "picosure-face",
    "checklist path": "picosure-face",
    "checklist diff": "picosure-face",
    "checklist accept": "picosure-face",
    "checklist keep": "picosure-face",
    "checklist edit": "picosure-face",
    "checklist new": "mine",
    "checklist preview": "picosure-face",
    "checklist pack": "picosure-face",
    "checklist add": "x.yaml",
    "import json": "x.json",
    "export csv": "signs",
    "export json": "",
    "clinic date": "face-cleanse --days 0-3",
    "completion": "bash",
    "restore": "",
}
CHANGES = {"watch", "reminders install", "reminders remove"}
"""What goes on until it is stopped, or changes the machine."""


@pytest.fixture(params=["too long", "a file"])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> Shell:
    """A shell whose home cannot be: too long a name fails where one that may not be entered does."""
    if request.param == "a file":
        (tmp_path / "home").write_text("mine", "utf-8")
        return Shell(tmp_path / "home")
    return Shell(tmp_path / ("x" * 300))


@pytest.mark.parametrize("words", sorted(" ".join(each) for each in ALL if " ".join(each) not in CHANGES))
def test_every_command_says_what_it_cannot_use(
    nowhere: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(tmp_path)

    ended = nowhere(*words.split(), *TAKES.get(words, "").split(), EDITOR="true")

    assert "fault in Afterglow" not in ended.err
    assert "Errno" not in ended.err
    assert "Traceback" not in ended.err
    assert ended.code in (0, 1, 2, 3, 4)
    assert ended.code == 0 or ended.err


def test_doctor_tells_all_it_can(tmp_path: Path) -> None:
    home = tmp_path / ("x" * 300)

    ended = Shell(home)("doctor")

    assert ended.code == 4
    assert [line.split()[0] for line in ended.out.splitlines()[:4]] == [
        "Afterglow",
        "Settings",
        "Checklists",
        "Journal",
    ]
    assert ended.err.splitlines()[:3] == [
        f"{home}/settings.toml: cannot be read: {TOO_LONG}.",
        f"{home}/checklists cannot be read: {TOO_LONG}. None of your own checklists is found.",
        f"The journal cannot be used: {TOO_LONG}. Nothing in it was changed: mend that and try again. "
        f"Its file is {home}/journal.sqlite.",
    ]
    assert Shell(home)("settings").line("File: ").endswith(f" ({TOO_LONG}: all of this is the default)")
    assert Shell(home)("restore").err == f"{home}/backups cannot be read: {TOO_LONG}.\n"


def test_a_file_in_the_place_of_the_home_is_no_file_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("mine", "utf-8")

    ended = Shell(tmp_path / "home")("checklist", "new", "mine")

    assert ended.code == 2
    assert ended.err.splitlines()[-1] == (
        f"{tmp_path / 'home' / 'checklists' / 'mine.yaml'} cannot be written: not a directory."
    )
    assert (tmp_path / "home").read_text("utf-8") == "mine"
