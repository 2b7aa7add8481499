"""`checklist accept` of a file that has a rule under another id: the person says whether it is the same."""

from pathlib import Path

import pytest

from tests.support.commands import Answers, Shell

TITLE = "Shade and a wide-brimmed hat outside"
RULE = f"  # My own name for it.\n  - {{id: sips, do: '{TITLE}', days: 0-13, agreement: unsourced}}\n"
TEXT = f"format: 1\nextends: picosure-face\nid: picosure-face\nremove: [face-shade-hat]\nadd:\n{RULE}"
ASKS = f"{TITLE}: face-shade-hat is called sips now. Is it the same rule? y/n: "
LATER = "2026-11-23T09:30"


@pytest.fixture
def file(shell: Shell) -> Path:
    """The person's file, in which a rule that has a tick was given another id."""
    shell("tick", "face-shade-hat")
    folder = shell.home / "checklists"
    folder.mkdir(exist_ok=True)
    path = folder / "picosure-face.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def accept(shell: Shell, *options: str) -> tuple[int, str, str]:
    ended = shell("checklist", "accept", "picosure-face", *options, now="2026-11-23T09:00")
    return ended.code, ended.out, ended.err


def ticked(shell: Shell) -> bool:
    return shell("today", now=LATER).line("sips").startswith("[x]")


def test_without_a_terminal_nothing_is_accepted_and_both_ways_are_named(shell: Shell, file: Path) -> None:
    before = shell.content()

    assert accept(shell) == (
        2,
        "",
        f"Write was: [face-shade-hat] in sips, in {file}, if it is the same rule under another id, "
        "so that every tick stays with it; if not, accept it with --as-new.\n",
    )
    assert shell.content() == before


def test_as_new_is_taken_at_its_word(shell: Shell, file: Path) -> None:
    code, out, err = accept(shell, "--as-new")

    assert (code, err) == (0, "")
    assert f"{TITLE}: begins anew as sips; what was ticked stays with face-shade-hat.\n" in out
    assert (file.read_text("utf-8"), ticked(shell)) == (TEXT, False)


def test_a_yes_is_written_into_the_file_and_the_tick_stays(
    shell: Shell, file: Path, answers: Answers
) -> None:
    asked = answers("perhaps", "y")

    code, out, err = accept(shell)

    assert (code, err, asked) == (0, "", [ASKS, ASKS])
    assert file.read_text("utf-8") == TEXT.replace("0-13,", "0-13, was: [face-shade-hat],")
    assert "begins anew" not in out
    assert "the same rule?" not in out
    assert ticked(shell)


def test_a_no_leaves_the_file_alone(shell: Shell, file: Path, answers: Answers) -> None:
    asked = answers("n")

    code, out, _ = accept(shell)

    assert (code, asked) == (0, [ASKS])
    assert f"{TITLE}: begins anew as sips;" in out
    assert (file.read_text("utf-8"), ticked(shell)) == (TEXT, False)


def test_every_renamed_rule_is_asked_about(shell: Shell, file: Path, answers: Answers) -> None:
    pat = "{id: pat, avoid: 'Rubbing, scratching or scrubbing', days: 0-13, agreement: unsourced}"
    text = TEXT.replace("[face-shade-hat]", "[face-shade-hat, face-no-rub]") + f"  - {pat}\n"
    file.write_text(text, "utf-8")

    refused = accept(shell)
    asked = answers("y", "n")

    assert refused[0] == 2
    assert refused[2].startswith("Write was: [face-shade-hat] in sips and was: [face-no-rub] in pat, in ")
    assert accept(shell)[0] == 0
    assert [each.split(":")[0] for each in asked] == [TITLE, "Rubbing, scratching or scrubbing"]
    assert "was: [face-shade-hat]" in file.read_text("utf-8")
    assert "was: [face-no-rub]" not in file.read_text("utf-8")


def test_a_file_that_may_not_be_written_to_is_said_and_nothing_is_accepted(
    shell: Shell, file: Path, answers: Answers
) -> None:
    file.chmod(0o400)
    answers("y")

    assert accept(shell) == (2, "", f"{file} is not to be written to. Nothing was changed.\n")
    assert shell("checklist", "diff", "picosure-face").code == 1
