"""`checklist pack`: a checklist and all it stands on as one file for somebody else."""

import os
from pathlib import Path

import pytest

from checklists import library
from checklists.loader import LoadedChecklist, load_checklist
from checklists.rules.canonical import Packed, seal_of
from tests.support.commands import Answers, Shell
from tests.support.overlays import BASE
from tui.files.checklist_files import base_of

OURS = """format: 1
extends: base
id: ours
title: As we do it
change:
  wash: {days: 1-20, because: our sheet}
remove: [numb]
"""
MINE = """format: 1
extends: ours
id: mine
add:
  - {id: nap, do: Nap, days: 0-2, agreement: unsourced}
"""


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


@pytest.fixture
def folder(home: Path) -> Path:
    """A person's own files, each standing on the next: mine, ours, base."""
    folder = home / "checklists"
    folder.mkdir(parents=True)
    for id, text in (("base", BASE), ("ours", OURS), ("mine", MINE)):
        (folder / f"{id}.yaml").write_text(text, "utf-8")
    return folder


def read(text: str | bytes) -> LoadedChecklist:
    """A file that stands by itself."""
    return load_checklist(text, name="packed.yaml")


def own(folder: Path, id: str) -> LoadedChecklist:
    path = folder / f"{id}.yaml"
    return load_checklist(path.read_bytes(), name=str(path), base=base_of(path))


def test_one_file_says_what_the_whole_chain_says(shell: Shell, folder: Path) -> None:
    ended = shell("checklist", "pack", "mine", "--author", "Ward 3")

    packed, chain = read(ended.out), own(folder, "mine")
    assert (ended.code, ended.err) == (0, "")
    assert (packed.canonical, packed.checklist, packed.bases) == (chain.canonical, chain.checklist, ())
    assert packed.packed == Packed("Ward 3", "2026-11-23", seal_of(chain.canonical))
    assert packed.notes == ()
    assert ended.out.splitlines()[:6] == [
        "# yaml-language-server: $schema=checklist.schema.json",
        "# A checklist for Afterglow, in one file. To use it: afterglow checklist add FILE",
        "format: 1",
        "id: mine",
        "title: As we do it",
        "for: Trying things out",
    ]
    assert "\n  - id: nap\n    do: Nap\n    days: 0-2\n    agreement: unsourced\n" in ended.out


def test_a_packed_file_has_no_patterns_that_nobody_uses(shell: Shell, folder: Path) -> None:
    whole = library.read("picosure-face").decode().replace("id: picosure-face", "id: patterned", 1)
    (folder / "patterned.yaml").write_text(f"{whole}patterns:\n  unused: {{do: Wash}}\n", "utf-8")
    ended = shell("checklist", "pack", "patterned")
    assert ended.code == 0, ended.err
    assert "patterns:" not in ended.out
    assert "unused" not in ended.out
    (folder / "patterned.yaml").write_text(ended.out, "utf-8")
    assert shell("checklist", "check", "patterned").err == ""


def test_a_shipped_checklist_can_be_packed_too(shell: Shell) -> None:
    packed = read(shell("checklist", "pack", "picosure-tattoo").out)
    shipped = read(library.read("picosure-tattoo"))

    assert (packed.canonical, packed.checklist) == (shipped.canonical, shipped.checklist)
    assert packed.checklist.sources == shipped.checklist.sources


def test_nobody_is_named_who_did_not_give_a_name(shell: Shell, folder: Path) -> None:
    out = shell("checklist", "pack", "mine").out

    assert "\npacked:\n  on: 2026-11-23\n  hash: " in out
    assert read(out).packed == Packed("", "2026-11-23", seal_of(own(folder, "mine").canonical))


def test_whoever_packed_it_stays_named_until_it_is_changed(shell: Shell, folder: Path) -> None:
    first = shell("checklist", "pack", "mine", "--author", "Ward 3").out
    file = folder / "packed.yaml"
    file.write_text(first.replace("id: mine", "id: packed"), "utf-8")

    again = read(shell("checklist", "pack", "packed", now="2027-01-01T10:00").out).packed
    renamed = read(shell("checklist", "pack", "packed", "--author", "Me").out).packed
    file.write_text(file.read_text("utf-8").replace("do: Nap", "do: Sleep"), "utf-8")
    changed = read(shell("checklist", "pack", "packed").out).packed

    assert again == read(first).packed
    assert renamed is not None
    assert (renamed.by, renamed.on) == ("Me", "2026-11-23")
    assert changed is not None
    assert (changed.by, changed.hash) == ("", seal_of(own(folder, "packed").canonical))


def test_a_file_is_written_for_its_owner_alone_and_never_over_another(shell: Shell, folder: Path) -> None:
    output = folder.parent / "for you.yaml"

    ended = shell("checklist", "pack", "mine", "--output", str(output))
    written = output.read_bytes()
    refused = shell("checklist", "pack", "ours", "--output", str(output))

    assert (ended.code, ended.out) == (
        0,
        f"{output}: one file, with everything in it. To use it: afterglow checklist add 'for you.yaml'\n",
    )
    assert read(written).canonical == own(folder, "mine").canonical
    assert output.stat().st_mode & 0o777 == 0o600
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == f"{output} is there already, and stays as it is. To write over it: --force\n"
    assert output.read_bytes() == written
    assert shell("checklist", "pack", "ours", "--output", str(output), "--force").code == 0
    assert read(output.read_bytes()).checklist.id == "ours"
    assert {path.name for path in folder.parent.iterdir()} == {"checklists", "for you.yaml"}


@pytest.mark.parametrize(("said", "id"), [("y", "ours"), ("n", "mine")])
def test_at_a_terminal_it_asks_before_it_writes_over_a_file(
    shell: Shell, folder: Path, answers: Answers, said: str, id: str
) -> None:
    output = folder.parent / "file.yaml"
    shell("checklist", "pack", "mine", "--output", str(output))
    asked = answers(said)

    code = shell("checklist", "pack", "ours", "--output", str(output)).code

    assert asked == [f"{output} is there already. Write over it? y/n: "]
    assert (code, read(output.read_bytes()).checklist.id) == ((0, id) if said == "y" else (1, id))


def test_what_cannot_be_written_to_is_said(shell: Shell, folder: Path, tmp_path: Path) -> None:
    pipe, nowhere = tmp_path / "pipe", tmp_path / "nowhere"
    os.mkfifo(pipe)
    nowhere.symlink_to("missing/there")
    (tmp_path / "file").write_text("")

    told = {
        name: shell("checklist", "pack", "mine", "--force", "--output", str(tmp_path / name)).err
        for name in (".", "pipe", "nowhere", "file/in/a/file", "no/such/file")
    }

    assert told == {
        ".": f"{tmp_path} is a folder.\n",
        "pipe": f"{pipe} is not a plain file.\n",
        "nowhere": f"{nowhere} is not a plain file.\n",
        "file/in/a/file": (
            f"{tmp_path}/file/in/a/file cannot be written: there is no folder {tmp_path}/file/in/a.\n"
        ),
        "no/such/file": (
            f"{tmp_path}/no/such/file cannot be written: there is no folder {tmp_path}/no/such.\n"
        ),
    }
    assert not (tmp_path / "no").exists()


def test_a_broken_checklist_and_an_unknown_one_are_not_packed(shell: Shell, folder: Path) -> None:
    (folder / "base.yaml").write_text(BASE.replace("days: 0-27", "days: soon"), "utf-8")

    broken, unknown = shell("checklist", "pack", "mine"), shell("checklist", "pack", "min")

    assert (broken.code, broken.out) == (3, "")
    assert broken.err == (
        f'{folder / "base.yaml"}:19:36: rules.no-sun.days: "soon" must be days such as 0, 1-13 or 14-\n'
    )
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err.startswith("There is no checklist 'min'. Nearest: mine")


@pytest.mark.parametrize("author", ["", "  ", "\x1b[31mred", "a\u202eb", "\udce9"])
def test_an_author_is_a_name(shell: Shell, folder: Path, author: str) -> None:
    ended = shell("checklist", "pack", "mine", "--author", author)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "--author takes a name, such as --author 'Skin Clinic, Ward 3'.\n"


def test_an_author_is_only_text(shell: Shell, folder: Path) -> None:
    name = "'Ward' 3: [red] #1, null\n  - & \u00e9\u4e9c"

    packed = read(shell("checklist", "pack", "mine", "--author", name).out).packed

    assert packed is not None
    assert packed.by == "'Ward' 3: [red] #1, null - & \u00e9\u4e9c"


def test_what_is_too_much_for_one_file_is_said(shell: Shell, folder: Path) -> None:
    text = "a word " * 20_000
    (folder / "base.yaml").write_text(BASE.replace("days: 1-13", f"days: 1-13, how: {text}"), "utf-8")
    (folder / "ours.yaml").write_text(f"{OURS}course: {{because: {text}}}\n", "utf-8")

    ended = shell("checklist", "pack", "mine")

    assert (ended.code, ended.out) == (3, "")
    assert ended.err == ("mine cannot be one file. (packed):1:1: (file): the file is larger than 256 KiB\n")
