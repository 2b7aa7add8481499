"""`checklist add`: a file from somebody else, checked and shown, and then among the person's own."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from checklists import library
from checklists.loader import load_checklist
from tests.support.commands import Answers, Ended, Shell
from tests.support.files import HEAD, REST
from tests.support.overlays import BASE

PACKED = (Path(__file__).parents[2] / "good" / "packed.yaml").read_text("utf-8")
PLAIN = HEAD.replace("id: demo", "id: clinic") + REST
OVER = "format: 1\nextends: base\nid: clinic\n"
SHOWN = [
    "A sheet of ours: packed",
    "For: Whoever asks us for it",
    "packed, revision 2, reviewed 2026-11-20",
    "2 rules (1 do, 1 avoid), 0 warnings",
    "Packed on 2026-11-20 by A clinic, so it says, and not changed since.",
    "No recovery of yours follows it.",
]


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


@pytest.fixture
def given(tmp_path: Path) -> Callable[[str | bytes], str]:
    """A file from somebody else that says this."""

    def write(said: str | bytes) -> str:
        path = tmp_path / "theirs.yaml"
        path.write_bytes(said.encode() if isinstance(said, str) else said)
        return str(path)

    return write


Given = Callable[[str | bytes], str]


def own(folder: Path) -> dict[str, str]:
    """The person's own files."""
    return {path.name: path.read_text("utf-8") for path in folder.glob("*.y*ml")}


def test_it_is_shown_and_then_stands_among_ones_own_letter_by_letter(
    shell: Shell, folder: Path, given: Given
) -> None:
    ended = shell("checklist", "add", given(PACKED), "--yes")

    file = folder / "packed.yaml"
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [*SHOWN, f"Added: {file}", "Begin with it: afterglow start packed"]
    assert own(folder) == {"packed.yaml": PACKED}
    assert (file.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert not (folder.parent / "journal.sqlite").exists()
    assert (folder / "checklist.schema.json").read_text("utf-8") == shell("checklist", "schema").out
    assert shell("start", "packed", "--on", "2026-11-20T16:00").code == 0


def test_what_was_packed_here_is_taken_there(face: Path, tmp_path: Path) -> None:
    folder, there = face / "checklists", Shell(tmp_path / "there")
    folder.mkdir()
    (folder / "clinic.yaml").write_text(
        "format: 1\nextends: picosure-face\nid: clinic\nchange: {face-no-makeup: {days: 0-8}}\n", "utf-8"
    )
    file = tmp_path / "packed.yaml"
    Shell(face)("checklist", "pack", "clinic", "--output", str(file))

    assert there("checklist", "add", str(file), "--yes").code == 0
    assert there("checklist", "show", "clinic").out == Shell(face)("checklist", "show", "clinic").out


def test_nothing_is_taken_where_nobody_agrees(shell: Shell, home: Path, given: Given) -> None:
    ended = shell("checklist", "add", given(PACKED))

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "Nobody can be asked here. To have it checked, and taken if it is good: --yes\n"
    assert not home.exists()


def test_every_problem_is_named_as_check_names_it(shell: Shell, home: Path, given: Given) -> None:
    file = given(PACKED.replace("days: 0\n", "days: soon\n").replace("do: Rest", "doo: Rest"))

    added, checked = shell("checklist", "add", file, "--yes"), shell("checklist", "check", file)

    assert (added.code, added.out) == (3, "")
    assert added.err == checked.err
    assert added.err.startswith(f"{file}:23:5: rules.rest.doo: ")
    assert not home.exists()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("do: Rest", "do: Rest more", "by A clinic, so it says, and changed since."),
        ("  by: A clinic\n", "", "by somebody it does not name, and not changed since."),
        ("# nothing", "", "by A clinic, so it says, and not changed since."),
    ],
)
def test_it_says_who_packed_it_and_whether_it_was_changed(
    shell: Shell, given: Given, before: str, after: str, told: str
) -> None:
    out = shell("checklist", "add", given(PACKED.replace(before, after)), "--yes").out

    assert f"Packed on 2026-11-20 {told}" in out.splitlines()
    assert "note:" not in out


def test_what_was_changed_since_it_was_packed_is_taken_by_nobody_unasked_but_for_an_option_of_its_own(
    shell: Shell, folder: Path, given: Given
) -> None:
    file = given(PACKED.replace("do: Rest", "do: Rest more"))
    ended = shell("checklist", "add", file, "--yes")

    assert (ended.code, own(folder)) == (1, {})
    assert ended.err == (
        "Nothing was added: it was changed since it was packed. Ask whom it is from for another copy; "
        "or, where you know what was changed: --even-if-changed\n"
    )
    assert shell("checklist", "add", file, "--yes", "--even-if-changed").code == 0
    assert list(own(folder)) == ["packed.yaml"]


def test_a_file_is_compared_with_the_one_it_has_most_lines_of_what_is_weaker_first(
    shell: Shell, folder: Path, given: Given
) -> None:
    def compared(text: str) -> list[str]:
        out = shell("checklist", "add", given(text), "--yes", "--even-if-changed").out.splitlines()
        return out[out.index("Beside picosure-face:") + 1 :] if "Beside picosure-face:" in out else []

    text = shell("checklist", "pack", "picosure-face").out
    theirs = text.replace("\nid: picosure-face\n", "\nid: theirs\n")
    assert compared(theirs) == []
    (folder / "theirs.yaml").unlink()

    title = "Wash gently with cool or lukewarm water"
    assert title in theirs
    assert "call: emergency" in theirs
    lines = compared(theirs.replace(title, "Wash").replace("call: emergency", "call: clinic-soon"))
    assert lines[0] == "Asks for less care: only if your clinic said so:"
    washed = next(place for place, line in enumerate(lines) if title in line)
    assert "" in lines[:washed]


def test_of_what_nobody_packed_it_says_so_with_its_notes(shell: Shell, given: Given) -> None:
    file = given(PLAIN.replace("agreement", "unreported: off, agreement"))

    out = shell("checklist", "add", file, "--yes").out.splitlines()

    assert "Nobody packed it, so nothing tells whether it is as its author left it." in out
    note = "rules.rest.unreported: no sign stands in a when of this rule, so this does nothing"
    assert f"{file}:10:49: note: {note}" in out


def test_one_of_ones_own_is_never_replaced_unasked(shell: Shell, folder: Path, given: Given) -> None:
    folder.mkdir(parents=True)
    mine = PLAIN.replace("id: clinic", "id: packed")
    (folder / "mine.yml").write_text(mine, "utf-8")

    refused = shell("checklist", "add", given(PACKED), "--yes")
    kept = own(folder)
    forced = shell("checklist", "add", given(PACKED), "--force")
    again = shell("checklist", "add", given(PACKED), "--yes")

    assert (refused.code, kept) == (1, {"mine.yml": mine})
    assert refused.err == (
        f"packed is there already, in {folder / 'mine.yml'}, and what that says would be lost. "
        "To have it so: --force. To give it another id: --as packed-2\n"
    )
    assert (forced.code, own(folder)) == (0, {"mine.yml": PACKED})
    assert (folder / "mine.yml").stat().st_mode & 0o777 == 0o600
    assert (again.code, again.out.splitlines()[-1]) == (
        0,
        f"{folder / 'mine.yml'} is there already, and says just that.",
    )


def test_a_shipped_one_keeps_its_place_unless_that_is_wanted(
    shell: Shell, folder: Path, given: Given
) -> None:
    theirs = PLAIN.replace("id: clinic", "id: picoplus")

    refused = shell("checklist", "add", given(theirs), "--yes")
    forced = shell("checklist", "add", given(theirs), "--force")

    assert (refused.code, forced.code) == (1, 0)
    assert refused.err == (
        "picoplus comes with Afterglow, and this would take its place. "
        "To have it so: --force. To give it another id: --as picoplus-2\n"
    )
    assert own(folder) == {"picoplus.yaml": theirs}


def test_under_another_id_it_is_the_same_file_and_its_seal_holds(
    shell: Shell, folder: Path, given: Given
) -> None:
    ended = shell("checklist", "add", given(PACKED), "--yes", "--as", "their-sheet")

    assert "and not changed since." in ended.out
    assert own(folder) == {"their-sheet.yaml": PACKED.replace("id: packed", "id: their-sheet")}


@pytest.mark.parametrize(
    ("written", "renamed"),
    [
        ("id: clinic", "id: other-id"),
        ('id:   "clinic"  # ours', 'id:   "other-id"  # ours'),
        ("'id': 'clinic'", "'id': 'other-id'"),
        ('id: "\\x63linic"', None),
        ("id: >-\n  clinic", None),
    ],
)
def test_only_the_id_is_written_anew(
    shell: Shell, folder: Path, given: Given, written: str, renamed: str | None
) -> None:
    file = given("\ufeff" + PLAIN.replace("id: clinic", written).replace("\n", "\r\n"))

    ended = shell("checklist", "add", file, "--yes", "--as", "other-id")

    if renamed is None:
        assert (ended.code, own(folder)) == (2, {})
        assert ended.err == (
            "Its id is not written on one line, so it can have no other. Change it in the file.\n"
        )
    else:
        assert (ended.code, ended.err) == (0, "")
        assert own(folder) == {"other-id.yaml": PLAIN.replace("id: clinic", renamed)}
        assert (folder / "other-id.yaml").read_bytes().count(b"\r\n") == PLAIN.count("\n")


@pytest.mark.parametrize("id", ["", "A", "../up", "a/b", "a.yaml", "a\n", "-a", "a" * 65, "\u00e4", "a\x00"])
def test_an_id_is_no_path(shell: Shell, home: Path, given: Given, id: str) -> None:
    by_option = shell("checklist", "add", given(PACKED), "--yes", "--as", id)
    in_the_file = shell("checklist", "add", given(PACKED.replace("id: packed", f"id: {id!a}")), "--yes")

    assert (by_option.code, by_option.err.endswith("a letter first, such as my-face.\n")) == (2, True)
    assert in_the_file.code == 3
    assert not home.exists()


def test_what_is_in_the_way_and_no_checklist_of_that_id_stays_whoever_agrees(
    shell: Shell, folder: Path, given: Given, tmp_path: Path
) -> None:
    folder.mkdir(parents=True)
    (folder / "a.yaml").symlink_to(tmp_path / "nowhere")
    (folder / "b.yaml").symlink_to(given(PACKED))
    (folder / "c.yaml").mkdir()
    (folder / "d.yaml").write_text(PLAIN, "utf-8")
    (folder / "e.yaml").symlink_to("e.yaml")
    os.mkfifo(folder / "f.yaml")

    told = {
        id: shell("checklist", "add", given(PACKED), "--force", "--as", id)
        for id in ("a", "b", "c", "d", "e", "f")
    }

    assert {ended.code for ended in told.values()} == {1}
    link, other = "is a link, and stays one.", "is there already, and is something else."
    for id, why in {"a": link, "b": link, "c": other, "d": other, "e": link, "f": other}.items():
        assert told[id].err == f"{folder / f'{id}.yaml'} {why} To give it another id: --as {id}-2\n"
    assert (folder / "d.yaml").read_text("utf-8") == PLAIN
    assert not (tmp_path / "nowhere").exists()
    assert sorted(path.name for path in folder.iterdir()) == [f"{id}.yaml" for id in "abcdef"]


def test_what_is_no_plain_file_is_not_even_opened(shell: Shell, home: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "loop").symlink_to("loop")

    def told(name: str) -> str:
        ended = shell("checklist", "add", name, "--yes")
        assert (ended.code, ended.out) == (2, "")
        return ended.err

    no_file = "is not a plain file. What another program writes is taken by: add -\n"
    assert told(str(pipe)) == f"{pipe} {no_file}"
    assert told("/dev/zero") == f"/dev/zero {no_file}"
    assert told(str(tmp_path)) == f"{tmp_path} is a folder, not a checklist.\n"
    assert told(str(tmp_path / "none")) == f"{tmp_path / 'none'} cannot be read: no such file or directory.\n"
    assert told(str(tmp_path / "loop")).endswith("cannot be read: too many levels of symbolic links.\n")
    assert told("a\x00b") == "a\N{REPLACEMENT CHARACTER}b cannot be read: no file has such a name.\n"
    assert told("") == f"{Path()} is a folder, not a checklist.\n"
    assert not home.exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (PLAIN.encode() + b"#" * 300 * 1024, "1:1: (file): the file is larger than 256 KiB"),
        (b"\xff\xfe" + PLAIN.encode(), "1:1: (file): this is UTF-16 text; save the file as UTF-8"),
        (b"", "1:1: (file): the file is empty"),
        (PLAIN.encode() + b"# \x1b]0;title\n", "11:3: (file): a control or direction-changing character"),
        (
            PLAIN.replace("Rest", '"\\x1b[31m"').encode(),
            "10:20: rules.rest.do: an escape here makes a control",
        ),
        (PLAIN.replace("Rest", "a\u202eb").encode(), "10:21: rules.rest.do: a control or direction-changing"),
    ],
)
def test_what_no_checklist_may_hold_is_refused_where_it_stands(
    shell: Shell, home: Path, given: Given, data: bytes, message: str
) -> None:
    file = given(data)

    ended = shell("checklist", "add", file, "--yes")

    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith(f"{file}:{message}")
    assert len(ended.err.splitlines()) == 1
    assert not home.exists()


def test_text_is_only_text(shell: Shell, folder: Path, given: Given) -> None:
    title = "[red]A[/red] \u200bb\U000e0041\u00ad {x} %s $(id) `id`"

    ended = shell("checklist", "add", given(PLAIN.replace("Demo", f"'{title}'")), "--yes")

    mark = "\N{REPLACEMENT CHARACTER}"
    assert ended.out.splitlines()[0] == f"[red]A[/red] {mark}b{mark}{mark} {{x}} %s $(id) `id`"
    assert (folder / "clinic.yaml").exists()


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("# yaml-language-server: $schema=https://example.org/evil.json", False),
        ("#yaml-language-server : $schema=checklist.schema.json", False),
        ("  # vim: set foldexpr=system('id'):", False),
        ("# -*- eval: (shell-command) -*-", False),
        ("# Local Variables:", False),
        ("# yaml-language-server: $schema=checklist.schema.json", True),
        ("# Ask Vim, the nurse, about it: she knows", True),
    ],
)
def test_a_comment_that_an_editor_would_obey_is_left_out(
    shell: Shell, folder: Path, given: Given, line: str, kept: bool
) -> None:
    before, behind = PLAIN.split("phases:")

    ended = shell("checklist", "add", given(f"{before}{line}\nphases:{behind}"), "--yes")

    written = own(folder)["clinic.yaml"]
    said = "Left out, since it speaks to an editor and not to you: line 7"
    assert (said in ended.out.splitlines()) == (not kept)
    assert written == (f"{before}{line}\nphases:{behind}" if kept else PLAIN)


@pytest.mark.parametrize("place", ["title: Demo", "Rest"])
def test_a_text_that_an_editor_would_obey_is_kept_out_of_its_reach(
    shell: Shell, folder: Path, given: Given, place: str
) -> None:
    theirs = PLAIN.replace(place, f"{place} vim:set modeline")

    assert shell("checklist", "add", given(theirs), "--yes").code == 0

    lines = own(folder)["clinic.yaml"].splitlines()
    assert lines == [*["#"] * 5, *theirs.splitlines(), *["#"] * 5]
    assert (
        load_checklist(own(folder)["clinic.yaml"], name="x").canonical
        == load_checklist(theirs, name="x").canonical
    )


def test_what_would_speak_to_an_editor_from_within_is_refused_at_its_line(
    shell: Shell, home: Path, given: Given
) -> None:
    behind = PLAIN.replace("title: Demo", "title: Demo # yaml-language-server: $schema=https://example.org/x")
    within = PLAIN + "    # vim: set x:\n"
    within = within.replace("do: Rest", 'do: "Rest\n    # vim: set x:\n    well"')

    for text, line in ((behind, 3), (within, 11)):
        file = given(text)
        ended = shell("checklist", "add", file, "--yes")
        assert (ended.code, ended.out) == (2, "")
        assert ended.err == (
            f"{file}, line {line}, would speak to your editor. Take it out, and add it then.\n"
        )
    assert not home.exists()


def test_what_stands_on_a_shipped_one_names_it_and_no_place(shell: Shell, given: Given) -> None:
    taken = shell("checklist", "add", given("format: 1\nextends: picosure-face\nid: theirs\n"), "--yes")

    assert "It holds only what differs from picosure-face" in taken.out.splitlines()


def test_what_stands_on_another_needs_it_here(
    shell: Shell, folder: Path, given: Given, tmp_path: Path
) -> None:
    (tmp_path / "base.yaml").write_text(BASE, "utf-8")
    file = given(OVER)

    missing = shell("checklist", "add", file, "--yes")
    shell("checklist", "add", str(tmp_path / "base.yaml"), "--yes")
    taken = shell("checklist", "add", file, "--yes")
    round_about = shell(
        "checklist", "add", given(BASE.replace(BASE, "format: 1\nextends: clinic\nid: base\n")), "--force"
    )

    assert (missing.code, missing.out) == (3, "")
    assert missing.err == (
        f'{file}:2:10: extends: no checklist is called "base"; there are ipl-face, picoplus, picosecond, '
        "picosure-face, picosure-tattoo\n"
        "base is not here. Add that first, or ask for a packed file: it stands by itself.\n"
    )
    assert taken.code == 0
    assert f"It holds only what differs from {folder / 'base.yaml'}" in taken.out.splitlines()
    assert own(folder) == {"base.yaml": BASE, "clinic.yaml": OVER}
    assert round_about.code == 3
    assert "extend one another in a circle: base > clinic > base" in round_about.err


def test_it_cannot_take_an_id_by_which_it_would_extend_itself(
    shell: Shell, folder: Path, given: Given, tmp_path: Path
) -> None:
    (tmp_path / "base.yaml").write_text(BASE, "utf-8")
    shell("checklist", "add", str(tmp_path / "base.yaml"), "--yes")

    ended = shell("checklist", "add", given(OVER), "--force", "--as", "base")

    assert (ended.code, own(folder)) == (3, {"base.yaml": BASE})
    assert ended.err.startswith("It cannot be called base.\n")


def test_it_says_which_recovery_it_concerns_and_changes_no_plan(face: Path, given: Given) -> None:
    shell = Shell(face)
    theirs = library.read("picosure-face").decode().replace("title: PicoSure on the face", "title: Theirs")

    before = shell("plan").out
    ended = shell("checklist", "add", given(theirs), "--force")

    lines = ended.out.splitlines()
    assert lines[-3] == (
        "It concerns PicoSure on the face (picosure-face), where nothing changes before you accept it."
    )
    assert lines[-1] == (
        "What it changes in your days, before it counts: afterglow checklist diff picosure-face"
    )
    assert shell("plan").out == before
    assert shell("checklist", "diff", "picosure-face").code == 1


def test_a_damaged_journal_does_not_stop_it(face: Path, given: Given) -> None:
    (face / "journal.sqlite").write_bytes(b"not a journal")

    ended = Shell(face)("checklist", "add", given(PACKED), "--yes")

    assert ended.code == 0
    assert "journal.sqlite" in ended.err
    assert own(face / "checklists") == {"packed.yaml": PACKED}


def test_what_another_program_writes_is_taken_from_the_standard_input(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from tui.cli.group import main

    def piped(data: bytes, *more: str) -> Ended:
        given = ["--home", str(shell.home), "checklist", "add", "-", *more]
        result = CliRunner().invoke(
            main, given, prog_name="afterglow", input=data, env={"TZ": "Europe/Berlin"}
        )
        return Ended(result.exit_code, result.stdout, result.stderr)

    unasked, broken, good = (
        piped(PACKED.encode()),
        piped(b"format: 2\n", "--yes"),
        piped(PACKED.encode(), "--yes"),
    )

    assert (unasked.code, broken.code, good.code) == (2, 3, 0)
    assert broken.err.startswith('(standard input):1:9: format: "2" is not a format this program reads')
    assert own(folder) == {"packed.yaml": PACKED}


def test_at_a_terminal_it_is_seen_whole_before_it_is_wanted(
    shell: Shell, folder: Path, given: Given, answers: Answers
) -> None:
    asked = answers("what?", "s", "y")

    ended = shell("checklist", "add", given(PACKED))

    assert ended.code == 0
    assert asked == ["Add it? y/n, or s to see all of it: "] * 3
    lines = ended.out.splitlines()
    assert lines[:6] == SHOWN
    assert any(line.startswith("- Rest (") for line in lines)
    assert own(folder) == {"packed.yaml": PACKED}


def test_what_is_not_wanted_is_not_taken(shell: Shell, home: Path, given: Given, answers: Answers) -> None:
    answers("n")

    ended = shell("checklist", "add", given(PACKED))

    assert (ended.code, ended.err) == (1, "Nothing was added.\n")
    assert not home.exists()


@pytest.mark.parametrize(
    ("said", "files"),
    [
        (("y",), {"packed.yaml": PACKED}),
        (("n",), {"packed.yaml": PLAIN}),
        (
            ("Their Sheet", "their-sheet", "y"),
            {"packed.yaml": PLAIN, "their-sheet.yaml": PACKED.replace("id: packed", "id: their-sheet")},
        ),
    ],
)
def test_where_its_id_is_taken_the_person_chooses(
    shell: Shell,
    folder: Path,
    given: Given,
    answers: Answers,
    said: tuple[str, ...],
    files: dict[str, str],
) -> None:
    mine = PLAIN.replace("id: clinic", "id: packed")
    folder.mkdir(parents=True)
    (folder / "packed.yaml").write_text(mine, "utf-8")
    asked = answers(*said)

    ended = shell("checklist", "add", given(PACKED))

    assert ended.code == (1 if said == ("n",) else 0)
    assert asked[0] == (
        f"packed is there already, in {folder / 'packed.yaml'}, and what that says would be lost. "
        "Have it so? y/n, another id for it, or s to see all of it: "
    )
    assert asked[1:] == ([asked[0], "Add it? y/n, or s to see all of it: "] if len(said) == 3 else [])
    assert own(folder) == {name: mine if text == PLAIN else text for name, text in files.items()}
    assert ("'Their Sheet' is not an id" in ended.err) == (len(said) == 3)


def test_a_file_that_cannot_be_written_leaves_nothing(
    shell: Shell, folder: Path, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ended = shell("checklist", "add", given(PACKED), "--yes")

    assert ended.code == 2
    assert ended.err == f"{folder / 'packed.yaml'} cannot be written: no space left on device.\n"
    assert list(folder.iterdir()) == []


def test_a_file_that_another_program_made_meanwhile_stays(
    shell: Shell, folder: Path, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def late(made: str, path: Path) -> None:
        path.write_text("theirs", "utf-8")
        link(made, path)

    monkeypatch.setattr(os, "link", late)
    ended = shell("checklist", "add", given(PACKED), "--yes")

    assert ended.code == 1
    assert own(folder) == {"packed.yaml": "theirs"}
    assert len(list(folder.iterdir())) == 1
