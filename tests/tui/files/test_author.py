"""A person's changes written into their own checklist files."""

import errno
import os
import stat
from pathlib import Path

import pytest

from checklists import library
from checklists.loader import ChecklistError, LoadedChecklist
from tui.files.author import Author
from tui.files.checklist_files import ChecklistPath, choose
from tui.files.editing import edited
from tui.files.edits import AddRule, CannotEditError, ChangeRule, Edit, PutBack, SwitchOff
from tui.paths import Paths

FACE = "picosure-face"
OWN = f"format: 1\nextends: {FACE}\nid: {FACE}\n"
SHORTER = ChangeRule("face-no-makeup", {"days": "0-4"}, "my clinic's sheet")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.at(tmp_path / "home")


@pytest.fixture
def own(paths: Paths) -> Path:
    """A file of the person's own that takes the place of a shipped one."""
    paths.checklists.mkdir(parents=True)
    path = paths.checklists / "face.yaml"
    path.write_text(OWN, "utf-8")
    return path


def refused(paths: Paths, id: str = FACE) -> str:
    """Why a change is not made."""
    with pytest.raises(CannotEditError) as caught:
        Author(paths).write(id, SHORTER)
    return str(caught.value)


def test_the_first_change_makes_a_file_over_the_shipped_one(paths: Paths) -> None:
    before = library.read(FACE)

    found = Author(paths).write(FACE, SHORTER)

    assert (found.path, found.shipped) == (paths.checklists / f"{FACE}.yaml", False)
    text = found.path.read_text("utf-8")
    assert "\nchange:\n  face-no-makeup:\n    days: 0-4\n    because: my clinic's sheet\n" in text
    assert text.startswith("# yaml-language-server: $schema=checklist.schema.json\n")
    assert found.path.with_name("checklist.schema.json").is_file()
    assert stat.S_IMODE(found.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(paths.checklists.stat().st_mode) == 0o700
    rule = choose(found).checklist.rule("face-no-makeup")
    assert rule is not None
    assert (rule.days[-1].last, rule.because) == (4, "my clinic's sheet")
    assert library.read(FACE) == before


def test_further_changes_go_into_the_file_that_is_there_whatever_it_is_called(
    paths: Paths, own: Path
) -> None:
    author = Author(paths)
    author.write(FACE, SHORTER)
    author.write(FACE, SwitchOff("face-photo", "my clinic takes them"))
    found = author.write(FACE, PutBack("face-no-makeup"))

    assert found.path == own
    assert os.listdir(own.parent) == ["face.yaml"]
    assert own.read_text("utf-8") == (
        f"{OWN}\nchange:\n  face-photo-first:\n    silences: null\n    because: face-photo is switched off\n"
        "\nremove:\n  - {id: face-photo, because: my clinic takes them}\n"
    )


def test_a_file_that_stands_on_another_of_ones_own_changes_that_one(paths: Paths, own: Path) -> None:
    own.write_text(f"{OWN}remove: [face-expect-dots]\nchange:\n  face-no-makeup: {{days: 0-8}}\n", "utf-8")
    top = own.with_name("mine.yaml")
    top.write_text(f"format: 1\nextends: {FACE}\nid: mine\n", "utf-8")
    author = Author(paths)

    author.write("mine", ChangeRule("face-no-makeup", {"days": "0-6"}))

    assert top.read_text("utf-8").endswith("\nchange:\n  face-no-makeup:\n    days: 0-6\n")
    with pytest.raises(CannotEditError, match="nothing to change"):
        author.write("mine", ChangeRule("face-no-makeup", {"days": "0-6"}))
    author.write("mine", ChangeRule("face-no-makeup", {"days": "0-8"}))
    assert top.read_text("utf-8") == f"format: 1\nextends: {FACE}\nid: mine\n"
    with pytest.raises(CannotEditError, match='No rule that stands in a file is called "face-expect-dots"'):
        author.write("mine", SwitchOff("face-expect-dots"))


def test_what_would_be_broken_is_not_written(paths: Paths, own: Path) -> None:
    with pytest.raises(ChecklistError) as caught:
        Author(paths).write(FACE, ChangeRule("face-no-makeup", {"days": "soon"}))

    assert [(each.line, each.column, each.where) for each in caught.value.problems] == [
        (7, 11, "rules.face-no-makeup.days")
    ]
    assert own.read_text("utf-8") == OWN


def test_what_would_be_broken_makes_no_file(paths: Paths) -> None:
    with pytest.raises(ChecklistError):
        Author(paths).write(FACE, AddRule({"id": "cream", "do": "Cream", "at": ["soon"]}))

    assert not paths.checklists.exists()


def test_a_file_with_problems_is_left_alone(paths: Paths, own: Path) -> None:
    own.write_text(f"{OWN}chnge: {{}}\n", "utf-8")

    with pytest.raises(ChecklistError):
        Author(paths).write(FACE, SHORTER)

    assert own.read_text("utf-8") == f"{OWN}chnge: {{}}\n"


def test_a_file_that_lies_elsewhere_is_the_one_that_is_written_and_none_of_its_id(
    paths: Paths, own: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "sheet.yaml"
    elsewhere.write_text(OWN, "utf-8")
    before = own.read_bytes()

    Author(paths).write_in(ChecklistPath(FACE, elsewhere, False), SHORTER)

    assert "days: 0-4" in elsewhere.read_text("utf-8")
    assert (own.read_bytes(), list(paths.checklists.iterdir())) == (before, [own])


def test_there_has_to_be_a_checklist_of_that_id(paths: Paths) -> None:
    assert refused(paths, "nothing") == 'There is no checklist file called "nothing".'


def test_something_else_in_its_place_stays(paths: Paths) -> None:
    path = paths.checklists / f"{FACE}.yaml"
    path.mkdir(parents=True)

    assert refused(paths) == f"{path} is there already, but holds no checklist of that id."


def test_a_link_goes_on_pointing_where_it_did(paths: Paths, own: Path, tmp_path: Path) -> None:
    target = own.rename(tmp_path / "dotfiles.yaml")
    own.symlink_to(target)

    Author(paths).write(FACE, SHORTER)

    assert own.is_symlink()
    assert "days: 0-4" in target.read_text("utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_link_to_a_shipped_file_is_not_written_through(paths: Paths, own: Path) -> None:
    own.unlink()
    own.symlink_to(str(library.where(FACE)))
    before = library.read(FACE)

    said = refused(paths)

    assert said == f"{own} leads to a file that comes with Afterglow, and that stays as it is."
    assert library.read(FACE) == before


def test_a_file_that_is_not_to_be_written_to_is_not(paths: Paths, own: Path) -> None:
    own.chmod(0o444)

    assert refused(paths) == f"{own} is not to be written to. Nothing was changed."
    assert own.read_text("utf-8") == OWN


def test_a_full_disk_is_a_sentence(paths: Paths, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)

    assert refused(paths) == f"{own} cannot be written: no space left on device. Nothing was changed."
    assert (own.read_text("utf-8"), os.listdir(own.parent)) == (OWN, [own.name])
    own.unlink()
    path = own.with_name(f"{FACE}.yaml")
    assert refused(paths) == f"{path} cannot be written: no space left on device. Nothing was changed."
    assert os.listdir(own.parent) == []


def test_what_somebody_else_wrote_meanwhile_is_not_lost(
    paths: Paths, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(text: str, edit: Edit, base: LoadedChecklist | None) -> str:
        own.write_text(f"{OWN}# theirs\n", "utf-8")
        return edited(text, edit, base)

    monkeypatch.setattr("tui.files.author.edited", slow)

    assert refused(paths) == f"{own} was changed by another program just now. Nothing was written."
    assert own.read_text("utf-8") == f"{OWN}# theirs\n"


def test_what_was_written_can_be_taken_back(paths: Paths, own: Path) -> None:
    author = Author(paths)
    assert author.before(FACE) is None
    author.write(FACE, SHORTER)
    before = author.before(FACE)
    assert before == OWN.encode()

    author.take_back(FACE, before)

    assert (own.read_text("utf-8"), author.before(FACE)) == (OWN, None)
    with pytest.raises(CannotEditError, match="was not written from here"):
        author.take_back(FACE, before)


def test_a_file_that_was_made_goes_again(paths: Paths) -> None:
    author = Author(paths)
    path = author.write(FACE, SHORTER).path
    assert author.before(FACE) == b""

    author.take_back(FACE, b"")

    assert not path.exists()


def test_what_was_changed_since_is_not_taken_back(paths: Paths, own: Path) -> None:
    author = Author(paths)
    author.write(FACE, SHORTER)
    text = own.read_text("utf-8").replace("0-4", "0-3")
    own.write_text(text, "utf-8")

    assert author.before(FACE) is None
    with pytest.raises(CannotEditError, match="was changed by another program just now"):
        author.take_back(FACE, OWN.encode())
    assert own.read_text("utf-8") == text
