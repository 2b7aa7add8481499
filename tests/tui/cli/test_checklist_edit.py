"""`checklist new` and `edit`: a file of one's own, and the person's own editor."""

import os
import re
import sys
from pathlib import Path

import pytest

from checklists import library
from checklists.loader import load_checklist
from tests.support.commands import Answers, Shell
from tui.files.text_editor import editor, line_of, opening


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def script(folder: Path, name: str, *lines: str) -> str:
    """An editor: Python that is given the arguments, and the last one as `file`."""
    path = folder / name
    head = ("import sys", "from pathlib import Path", "file = Path(sys.argv[-1])")
    path.write_text("\n".join((*head, *lines, "")), "utf-8")
    return f"'{sys.executable}' '{path}'"


def writes(folder: Path, *texts: str) -> str:
    """An editor that puts these texts behind the file, one each time it is opened."""
    return script(
        folder,
        "editor.py",
        f"texts, count = {list(texts)!r}, Path(sys.argv[0] + '.count')",
        "done = len(count.read_text()) if count.exists() else 0",
        "file.write_text(file.read_text('utf-8') + texts[done], 'utf-8')",
        "count.write_text('x' * (done + 1))",
    )


def uncommented(text: str) -> str:
    """A new file with every example in it taken in."""
    head, _, rules = text.partition("# Other days")
    examples = rules.partition("# The rules of")[0]
    taken = re.sub(r"^# (?=(change|remove|add):|  )", "", examples, flags=re.MULTILINE)
    return f"{head}# Other days{taken}"


@pytest.mark.parametrize("base", library.shipped())
def test_a_new_overlay_is_good_and_so_is_every_example_in_it(shell: Shell, folder: Path, base: str) -> None:
    ended = shell("checklist", "new", "mine", "--from", base)

    file = folder / "mine.yaml"
    assert (ended.code, ended.out, ended.err) == (0, f"{file}\nNext: afterglow checklist edit mine\n", "")
    assert shell("checklist", "check", str(file)).code == 0
    text = file.read_text("utf-8")
    assert text.splitlines()[0] == "# yaml-language-server: $schema=checklist.schema.json"
    file.write_text(uncommented(text), "utf-8")
    assert shell("checklist", "check", str(file)).code == 0
    said = load_checklist(file.read_bytes(), name="mine").checklist
    before = load_checklist(library.read(base), name=base).checklist
    assert len(said.rules) == len(before.rules)
    assert said.rule("my-cream") is not None
    assert all(f"#   {rule.id} " in text for rule in before.rules)


def test_a_new_file_of_its_own_is_good_and_can_be_begun_with(shell: Shell, folder: Path) -> None:
    assert shell("checklist", "new", "mine").code == 0

    assert shell("checklist", "check", str(folder / "mine.yaml")).out == ""
    assert "reviewed: 2026-11-23\n" in (folder / "mine.yaml").read_text("utf-8")
    assert shell("start", "mine", "--on", "2026-11-20T16:00").code == 0
    assert "Wash gently with lukewarm water" in shell("today").out


def test_the_schema_lies_beside_it_and_only_the_owner_can_read_them(shell: Shell, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "checklist.schema.json").write_text("{}", "utf-8")

    shell("checklist", "new", "mine")

    assert (folder / "checklist.schema.json").read_text("utf-8") == shell("checklist", "schema").out
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_new_file_of_a_shipped_id_takes_its_place_and_changes_nothing_yet(face: Path) -> None:
    shell = Shell(face)

    assert shell("checklist", "new", "picosure-face").code == 0

    assert "\nextends: picosure-face\nid: picosure-face\n" in (
        face / "checklists" / "picosure-face.yaml"
    ).read_text("utf-8")
    assert shell("checklist", "list").line("picosure-face").endswith("picosure-face.yaml")


def test_a_file_that_cannot_be_written_is_named_and_not_there(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ended = shell("checklist", "new", "mine")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"{folder}/mine.yaml cannot be written: no space left on device.\n"
    assert list(folder.iterdir()) == []


def test_nothing_is_ever_overwritten(shell: Shell, folder: Path) -> None:
    shell("checklist", "new", "mine")
    (folder / "other.yaml").write_text("format: 1\nid: theirs\n", "utf-8")
    before = shell.content()

    ended = shell("checklist", "new", "mine", "--from", "picosure-face")
    other = shell("checklist", "new", "other")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == f"{folder}/mine.yaml is there already. Change it: afterglow checklist edit mine\n"
    assert (other.code, other.err) == (1, f"{folder}/other.yaml is there already, under another id.\n")
    assert shell.content() == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("../x",), 2, "'../x' is not an id: small letters, digits and -, a letter first, such as my-face."),
        (("Mine",), 2, "'Mine' is not an id: small letters, digits and -, a letter first, such as my-face."),
        (("mine", "--from", "nobody"), 2, "There is no checklist 'nobody'."),
        (
            ("picosure-face", "--from", "picoplus"),
            2,
            "picosure-face comes with Afterglow, and a file of that id extends it. Choose another id.",
        ),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(
    shell: Shell, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ended = shell("checklist", "new", *arguments)

    assert (ended.code, ended.out) == (code, "")
    assert ended.err.startswith(words)
    assert not shell.home.exists()


def test_a_broken_base_is_told_before_anything_is_written(shell: Shell, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "ours.yaml").write_text("format: 1\nid: ours\n", "utf-8")

    assert shell("checklist", "new", "mine", "--from", "ours").code == 3
    assert [path.name for path in folder.iterdir()] == ["ours.yaml"]


def test_what_was_edited_is_checked_and_its_difference_is_said(face: Path, tmp_path: Path) -> None:
    shell = Shell(face)
    shell("checklist", "new", "picosure-face")
    change = "change: {face-no-makeup: {days: 0-4, because: my clinic's sheet}}\n"

    ended = shell("checklist", "edit", "picosure-face", VISUAL=writes(tmp_path, change), EDITOR="no-such")

    assert (ended.code, ended.err) == (0, "")
    assert "Make-up: back on day 5 (Wed 25 Nov) instead of day 7 (Fri 27 Nov).\n" in ended.out
    assert ended.out.endswith("To keep the plan as it is: afterglow checklist keep picosure-face\n")


def test_what_no_recovery_follows_is_only_checked(shell: Shell, folder: Path, tmp_path: Path) -> None:
    shell("checklist", "new", "mine")

    ended = shell("checklist", "edit", "mine", VISUAL=None, EDITOR=writes(tmp_path, "# more\n"))

    file = folder / "mine.yaml"
    said = f"{file} is a good checklist. Begin with it: afterglow start mine\n"
    assert (ended.code, ended.out, ended.err) == (0, said, "")
    assert file.read_text("utf-8").endswith("# more\n")


def test_a_fault_is_told_with_its_line_and_exits_3_without_a_terminal(
    shell: Shell, folder: Path, tmp_path: Path
) -> None:
    shell("checklist", "new", "mine", "--from", "picosure-face")

    ended = shell("checklist", "edit", "mine", VISUAL=writes(tmp_path, "chnge: x\n"))

    file = folder / "mine.yaml"
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith(f"{file}:{len(file.read_text('utf-8').splitlines())}:1: chnge: ")


def test_at_a_terminal_a_fault_can_be_mended_at_once(shell: Shell, tmp_path: Path, answers: Answers) -> None:
    shell("checklist", "new", "mine", "--from", "picosure-face")
    questions = answers("what", "y", "n")

    ended = shell("checklist", "edit", "mine", VISUAL=writes(tmp_path, "chnge: x\n", "chg: x\n"))

    assert ended.code == 3
    assert ended.err.count("chnge: ") == 2
    assert ended.err.count("chg: ") == 1
    assert ended.err.endswith("Left as it is. Until that is mended, it changes nothing.\n")
    assert len(questions) == 3


def test_a_shipped_file_is_never_opened(shell: Shell, tmp_path: Path) -> None:
    ended = shell("checklist", "edit", "picosure-face", VISUAL=writes(tmp_path, "x"))

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "picosure-face comes with Afterglow, and its file stays as it is. "
        "Make one of your own over it: afterglow checklist new picosure-face\n"
    )
    assert not shell.home.exists()


def test_at_a_terminal_a_file_over_a_shipped_one_is_offered(
    shell: Shell, folder: Path, tmp_path: Path, answers: Answers
) -> None:
    answers("n", "y")

    refused = shell("checklist", "edit", "picosure-face", VISUAL=writes(tmp_path, "# more\n"))
    made = shell("checklist", "edit", "picosure-face", VISUAL=writes(tmp_path, "# more\n"))

    assert (refused.code, refused.err) == (1, "Left as it was.\n")
    assert made.code == 0
    assert (folder / "picosure-face.yaml").read_text("utf-8").endswith("# more\n")


def test_without_an_editor_it_is_said_which_variables_name_one(shell: Shell) -> None:
    shell("checklist", "new", "mine")

    ended = shell("checklist", "edit", "mine", VISUAL=None, EDITOR=" ")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "No editor is set. Set VISUAL or EDITOR, such as: export EDITOR=nano\n"
    assert shell("checklist", "edit", "mine", VISUAL="no-such-editor -w").err == (
        "The editor cannot be run (no such file or directory): no-such-editor. "
        "Set VISUAL or EDITOR to another, such as: export EDITOR=nano\n"
    )
    assert shell("checklist", "edit", "mine", VISUAL="'vim").code == 2
    assert shell("checklist", "edit", "mine", VISUAL="''").err == "VISUAL is \"''\", which is no command.\n"


def test_an_editor_that_fails_is_said_and_the_file_is_checked_all_the_same(
    shell: Shell, tmp_path: Path
) -> None:
    shell("checklist", "new", "mine")

    ended = shell("checklist", "edit", "mine", VISUAL=script(tmp_path, "e.py", "sys.exit(3)"))

    assert ended.code == 0
    assert re.fullmatch(r"python[0-9.]* ended with 3\.\n", ended.err)


@pytest.mark.parametrize(
    ("command", "line", "expected"),
    [
        *((name, 7, [name, "+7", "x.yaml"]) for name in ("vi", "vim", "nvim", "nano", "emacs")),
        ("/usr/bin/vim -n", 7, ["/usr/bin/vim", "-n", "+7", "x.yaml"]),
        ("hx", 7, ["hx", "x.yaml:7"]),
        ("helix", 7, ["helix", "x.yaml:7"]),
        ("code --wait", 7, ["code", "--wait", "--goto", "x.yaml:7"]),
        ("code --wait", None, ["code", "--wait", "x.yaml"]),
        ("ed", 7, ["ed", "x.yaml"]),
        ("'/my editors/ed' -s", None, ["/my editors/ed", "-s", "x.yaml"]),
    ],
)
def test_an_editor_opens_at_a_line_where_it_takes_one(
    command: str, line: int | None, expected: list[str]
) -> None:
    assert opening(editor({"EDITOR": command}), Path("x.yaml"), line) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# wash\nrules:\n  - id: wash\n", 3),
        ("change:\n  no-wash: {days: 1}\n  wash: {days: 1}\n", 3),
        ("add:\n  - {id: wash, do: Wash}\n", 2),
        ('rules:\n  - do: Wash\n    id: "wash"  # mine\n', 3),
        ("#   hand-wash  do: x\n#   wash   do: Wash\n", 2),
        ("rules:\n  - id: washing\n", None),
        ("# wash\nremove: [dry, wash]\n", 2),
        ("# wash\nremove:\n  - dry\n  - wash  # never\n", 4),
        ("# wash\nremove: [{id: wash, because: so}]\n", 2),
        ("# wash\nchange: {dry: {days: 1}, wash: {days: 1}}\n", 2),
    ],
)
def test_the_line_of_a_rule_is_where_the_file_speaks_of_it(text: str, line: int | None) -> None:
    assert line_of(text, "wash") == line


def test_a_rule_the_file_does_not_speak_of_is_opened_at_a_line_to_change(
    shell: Shell, folder: Path, tmp_path: Path
) -> None:
    shell("checklist", "new", "mine", "--from", "picosure-face")
    file, seen = folder / "mine.yaml", tmp_path / "seen"
    before = file.read_text("utf-8")
    vim = tmp_path / "vim"
    vim.write_text(f'#!/bin/sh\necho "$1" > {seen}\ncp "$2" {seen}.yaml\n', "utf-8")
    vim.chmod(0o755)

    assert shell("checklist", "edit", "mine", "--rule", "face-no-rub", VISUAL=str(vim)).code == 0

    line = int(seen.read_text("utf-8").strip().removeprefix("+"))
    lines = Path(f"{seen}.yaml").read_text("utf-8").splitlines()
    assert lines[line - 2 : line] == ["  face-no-rub:", "    days: 0-13"]
    assert file.read_text("utf-8") == before


@pytest.mark.parametrize("name", library.templates())
def test_a_template_for_other_care_is_good_and_only_begins(shell: Shell, folder: Path, name: str) -> None:
    ended = shell("checklist", "new", "mine", "--template", name)

    file = folder / "mine.yaml"
    assert (ended.code, ended.err) == (0, "")
    assert shell("checklist", "check", "mine") == shell("checklist", "check", str(file))
    checked = shell("checklist", "check", "mine")
    assert (checked.code, checked.out, checked.err) == (0, "", "")
    checklist = load_checklist(file.read_bytes(), name="mine").checklist
    assert (checklist.id, checklist.sources) == ("mine", ())
    assert {rule.because for rule in checklist.rules} == {"my sheet"}
    assert {"hard-to-breathe", "ill"} <= {warning.id for warning in checklist.warnings}
    assert shell("start", "mine", "--on", "2026-11-20T16:00").code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mine", "--template", "eyes"), "There is no template 'eyes'. Nearest: eye.\n"),
        (
            ("mine", "--from", "picoplus", "--template", "eye"),
            "Take --from or --template, not both.\n",
        ),
        (
            ("picoplus", "--template", "eye"),
            "picoplus comes with Afterglow, and a file of that id extends it. Choose another id.\n",
        ),
    ],
)
def test_a_template_that_cannot_be_is_refused(
    arguments: tuple[str, ...], words: str, shell: Shell, folder: Path
) -> None:
    ended = shell("checklist", "new", *arguments)

    assert (ended.code, ended.out, ended.err) == (2, "", words)
    assert list(folder.glob("*.yaml")) == []
