"""The clinic that a checklist names: shown, packed, told of where it changes, and never taken unasked."""

from pathlib import Path

import pytest

from tests.support.commands import Answers, Shell
from tui.journal import Journal, Topic

CLINIC = '{name: Harbour Skin, phone: +65 6123 4567, after_hours: 61234568, hours: "Mon to Fri, 9:00-18:00"}'
OURS = f"format: 1\nid: ours\nextends: picosure-face\nclinic: {CLINIC}\n"
NAMED = "Harbour Skin, +65 6123 4567, after hours 61234568, Mon to Fri, 9:00-18:00"
QUESTION = f"Use this clinic's number? {NAMED}. y/n: "
BEGIN = ("start", "ours", "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin")
NOT_TAKEN = [
    f"The file names a clinic, which was not taken: {NAMED}.",
    "To call it: afterglow recovery correct --clinic 'Harbour Skin, +65 6123 4567'",
]


@pytest.fixture
def shell(home: Path, folder: Path) -> Shell:
    folder.mkdir(parents=True)
    (folder / "ours.yaml").write_text(OURS, "utf-8")
    return Shell(home)


def contact(shell: Shell) -> dict[str, str]:
    with Journal.open(shell.home / "journal.sqlite") as journal:
        value: dict[str, str] = journal.current("ours", Topic.RECOVERY)["recovery"].value.get("clinic", {})
    return {key: text for key, text in value.items() if text}


def test_a_person_at_the_terminal_is_asked_and_a_yes_takes_its_numbers(
    shell: Shell, answers: Answers
) -> None:
    asked = answers("y")

    ended = shell(*BEGIN)

    assert (ended.code, asked) == (0, [QUESTION])
    assert "not taken" not in ended.out
    assert contact(shell) == {"name": "Harbour Skin", "phone": "+65 6123 4567", "after_hours": "61234568"}
    assert "+65 6123 4567" in shell("call").out


@pytest.mark.parametrize(("replies", "more"), [(("n",), ()), ((), ("--yes",))])
def test_a_no_or_yes_to_everything_takes_nothing_and_says_how_to(
    shell: Shell, answers: Answers, replies: tuple[str, ...], more: tuple[str, ...]
) -> None:
    answers(*replies)

    ended = shell(*BEGIN, *more)

    assert [line for line in ended.out.splitlines() if line in NOT_TAKEN] == NOT_TAKEN
    assert contact(shell) == {}


def test_without_a_terminal_nothing_is_asked_or_taken_and_what_is_said_works(shell: Shell) -> None:
    ended = shell(*BEGIN)

    assert [line for line in ended.out.splitlines() if line in NOT_TAKEN] == NOT_TAKEN
    assert contact(shell) == {}
    assert shell("recovery", "correct", "--clinic", "Harbour Skin, +65 6123 4567").code == 0
    assert contact(shell) == {"name": "Harbour Skin", "phone": "+65 6123 4567"}


def test_whoever_says_another_is_not_asked(shell: Shell, answers: Answers) -> None:
    asked = answers()

    ended = shell(*BEGIN, "--clinic", "Dr Lee, 123456")

    assert (asked, "Harbour" in ended.out) == ([], False)
    assert contact(shell) == {"name": "Dr Lee", "phone": "123456"}


def test_show_names_it_and_pack_takes_it_along(shell: Shell, tmp_path: Path) -> None:
    assert (
        shell("checklist", "show", "ours")
        .line("The clinic of")
        .startswith("The clinic of this file: Harbour Skin, +65 6123 4567")
    )
    assert shell("checklist", "pack", "ours", "--output", str(tmp_path / "packed.yaml")).code == 0
    packed = shell("checklist", "show", "picosure-face", "--json").json
    assert "clinic" not in packed
    other = Shell(tmp_path / "other")
    assert other("checklist", "add", str(tmp_path / "packed.yaml"), "--yes").code == 0
    assert other("checklist", "show", "ours", "--json").json["clinic"] == {
        "name": "Harbour Skin",
        "phone": "+65 6123 4567",
        "after_hours": "61234568",
        "hours": "Mon to Fri, 9:00-18:00",
    }


def test_another_number_in_the_file_is_a_difference_and_no_other_number_to_call(
    shell: Shell, folder: Path
) -> None:
    assert shell(*BEGIN, "--clinic", "Harbour Skin, +65 6123 4567").code == 0
    (folder / "ours.yaml").write_text(OURS.replace("4567", "9999"), "utf-8")

    told = shell("checklist", "diff", "ours").out

    assert "The clinic of the file, not the one you call" in told
    assert "+65 6123 9999" in told
    assert shell("checklist", "accept", "ours").code == 0
    assert contact(shell)["phone"] == "+65 6123 4567"
