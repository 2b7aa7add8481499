"""`checklist preview`: days of a file as they would look, and nothing of it stays."""

from pathlib import Path

import pytest

from tests.support.commands import Shell

OVER = """format: 1
id: mine
extends: picosure-face
change:
  face-no-makeup: {days: 0-2, because: my sheet}
"""


@pytest.fixture
def own(shell: Shell) -> Path:
    folder = shell.home / "checklists"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "mine.yaml"
    path.write_text(OVER, "utf-8")
    return path


def test_the_days_an_author_looks_at_first_are_shown_one_below_the_other(shell: Shell, own: Path) -> None:
    lines = shell("checklist", "preview", "mine").out.splitlines()

    assert [line.split(" - ")[0] for line in lines if line.startswith("Day ")] == [
        "Day 0  Monday 23 November 2026",
        "Day 1  Tuesday 24 November 2026",
        "Day 3  Thursday 26 November 2026",
        "Day 7  Monday 30 November 2026",
        "Day 14  Monday 7 December 2026",
    ]
    assert not any(line.startswith("From yesterday") for line in lines)


def test_a_day_is_shown_as_the_file_has_it_at_a_time_and_a_width(shell: Shell, own: Path) -> None:
    def makeup(name: str) -> list[str]:
        lines = shell("checklist", "preview", name, "--day", "1", "--at", "21:00").out.splitlines()
        return [line.split()[0] for line in lines if "face-no-makeup" in line]

    assert (makeup(str(own)), makeup("picosure-face")) == (["2026-11-26"], ["2026-11-30"])
    narrow = shell("checklist", "preview", "mine", "--day", "1", "--at", "21:00", "--width", "40").out
    assert max(map(len, narrow.splitlines())) <= 40
    assert narrow.splitlines()[2].startswith("21:00  ")


def test_answers_decide_what_is_on_it(shell: Shell, own: Path) -> None:
    def shown(*more: str) -> bool:
        return "face-no-makeup" in shell("checklist", "preview", "mine", "--day", "1", *more).out

    assert shown()
    assert not shown("--answer", "habits=exercise")


def test_nothing_is_begun_and_no_folder_stays(
    shell: Shell, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before, running = sorted(tmp_path.iterdir()), shell("recovery", "list").out
    shell("checklist", "preview", "mine")

    assert (sorted(tmp_path.iterdir()), shell("recovery", "list").out) == (before, running)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("mine", "--day", "400"), 2, "There is no day 400 in it: it runs from day 0 to day 90."),
        (("mine", "--at", "9"), 2, "'9' may be 09:00 or 21:00. Write it like 09:00, 9am or 9pm."),
        (("mine", "--answer", "tea=yes"), 2, "no question"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_what_can(
    arguments: tuple[str, ...], code: int, words: str, shell: Shell, own: Path
) -> None:
    ended = shell("checklist", "preview", *arguments)

    assert (ended.code, ended.out) == (code, "")
    assert words in ended.err


def test_a_broken_file_is_told_as_check_tells_it(shell: Shell, own: Path) -> None:
    own.write_text(OVER.replace("0-2", "0 to 2"), "utf-8")
    ended = shell("checklist", "preview", "mine")

    assert ended.code == 3
    assert '"0 to 2" must be days such as 0, 1-13 or 14-; write 0-2' in ended.err
