"""`photo`: add, list, forget, open."""

from pathlib import Path

import pytest

from tests.support.commands import Shell
from tests.support.pictures import phone_photo


@pytest.fixture
def source(tmp_path: Path) -> str:
    return str(phone_photo(tmp_path / "a.jpg"))


def test_a_photo_is_added_and_listed(shell: Shell, source: str) -> None:
    assert shell("photo", "list").out == "No photos yet. Add one with: afterglow photo add FILE\n"
    ended = shell("photo", "add", source, "--part", "Left cheek")
    assert ended.out == "Added: 1 photo, day 3, left-cheek. The photo rule is ticked with it.\n"
    assert shell("photo", "add", source, "--day", "0").out == (
        "Added: 1 photo, day 0. The photo rule is ticked with it.\n"
    )
    rows = [line.split() for line in shell("photo", "list").out.splitlines()]
    assert [(row[1], row[6:]) for row in rows] == [("0", []), ("3", ["left-cheek"])]
    value = shell("photo", "list", "--json").json
    assert (value[1]["day"], value[1]["part"], value[1]["forgotten"]) == (3, "left-cheek", False)
    assert Path(value[1]["file"]).read_bytes().startswith(b"\xff\xd8")
    assert "photo  left cheek" in shell("diary").out
    assert shell("undo").out == "Undid: add a photo, day 0, and tick it\n"


def test_the_day_must_have_come_and_be_of_the_plan(shell: Shell, source: str) -> None:
    assert shell.refusal("photo", "add", source, "--day", "4") == "Day 4 has not come."
    assert shell.refusal("photo", "add", source, "--day", "-1") == (
        "The plan has not begun: day 0 is 2026-11-20."
    )
    assert shell.refusal("photo", "add", source, "--day", "1", "--date", "yesterday") == (
        "Say either --day or --date."
    )


def test_what_is_no_photo_is_refused(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    path.write_text("text")
    assert shell.refusal("photo", "add", str(path)) == (
        "x.jpg is no photo that can be read, whatever its name says."
    )


def test_to_forget_one_needs_a_yes(shell: Shell, source: str) -> None:
    shell("photo", "add", source)
    name = shell("photo", "list", "--json").json[0]["name"]
    ended = shell("photo", "forget", name[:8])
    assert (ended.code, ended.err) == (1, "Its file would be deleted for good. Say --yes to have that.\n")
    assert shell("photo", "forget", name[:8], "--yes").out == "Forgotten: day 3. Its file is deleted.\n"
    assert list((shell.home / "photos").iterdir()) == []
    assert "forgotten" in shell("photo", "list").out
    assert "photo  forgotten: its file was deleted" in shell("diary").out
    assert shell("photo", "forget", name, "--yes").err == "It is forgotten already.\n"
    assert shell("photo", "open", name).err == "The file of day 3 is deleted.\n"
    assert shell.refusal("photo", "forget", "zzz") == (f"There is no photo 'zzz'. There is: {name[:8]}.")


def test_one_removed_by_hand_is_told_of(shell: Shell, source: str) -> None:
    shell("photo", "add", source)
    next((shell.home / "photos").iterdir()).unlink()
    assert shell("photo", "list").out.rstrip().endswith("its file is gone")
    assert "its file is gone" in shell("diary").out
    doctor = shell("doctor")
    assert doctor.code == 1
    assert "1 photo that the journal names is gone: 2026-11-23 of picosure-face." in doctor.err


def test_one_is_opened_outside(shell: Shell, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shell("photo", "add", source)
    name = shell("photo", "list", "--json").json[0]["name"]
    seen: list[Path] = []

    def see(path: Path) -> bool:
        seen.append(path)
        return True

    monkeypatch.setattr("tui.cli.photo.open_outside", see)
    assert shell("photo", "open", name[:6]).code == 0
    assert seen == [shell.home / "photos" / f"{name}.jpg"]


def test_a_copy_of_the_journal_takes_photos_along_where_that_is_asked_for(
    shell: Shell, source: str, tmp_path: Path
) -> None:
    shell("photo", "add", source)
    copy = tmp_path / "copy.sqlite"
    assert shell("backup", str(copy)).code == 0
    assert not (tmp_path / "copy.sqlite.photos").exists()
    copy.unlink()
    ended = shell("backup", str(copy), "--photos")
    assert ended.out.endswith(f"With 1 photo in {copy}.photos.\n")
    (kept,) = (shell.home / "photos").iterdir()
    content = kept.read_bytes()
    kept.unlink()
    assert shell("restore", str(copy), "--yes").code == 0
    assert kept.read_bytes() == content
