"""Photos on the screen: two beside each other, added, held, forgotten; what is said where none is drawn."""

import sys
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.support.fortnight import fortnight, with_photos
from tests.support.pictures import phone_photo
from tests.support.screens import drawn, opened, press, settled, shows
from tui.journal import Topic
from tui.recovery.context import AppContext
from tui.screens.photos import PhotosScreen
from tui.screens.progress import ProgressScreen

HALF = "\N{UPPER HALF BLOCK}"


@pytest.fixture
def lived(tmp_path: Path) -> AppContext:
    return with_photos(fortnight(tmp_path / "home"))


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_two_of_one_part_stand_beside_each_other(lived: AppContext, size: tuple[int, int]) -> None:
    async with opened(lived, PhotosScreen(14), size) as pilot:
        await settled(pilot)
        lines = drawn(pilot)
    heads = next(line for line in lines if line.count("left cheek") == 2)
    assert heads.index("Day 0") < heads.index("Day 14")
    assert sum(HALF in line for line in lines) >= size[1] // 3
    assert any("alf cells" in line for line in lines)
    assert lines[-1].startswith(" a add")


async def test_the_one_under_the_cursor_changes_and_the_held_one_stays(lived: AppContext) -> None:
    async with opened(lived, PhotosScreen(14)) as pilot:
        await press(pilot, "down", "space", "down")
        heads = next(line for line in drawn(pilot) if line.count("left cheek") == 2)
        assert heads.index("Day 5") < heads.index("Day 0")


async def test_one_is_added_to_the_marked_day_and_its_rule_ticked(lived: AppContext, tmp_path: Path) -> None:
    source = phone_photo(tmp_path / "a.jpg")
    async with opened(lived, PhotosScreen(12)) as pilot:
        assert shows(pilot, "a photo goes to day 12")
        await press(pilot, "a")
        pilot.app.screen.query_one(Input).insert(str(source), 0)
        await press(pilot, "enter", *"chin", "enter")
        assert shows(pilot, "Added: 1 photo. ")
        assert shows(pilot, "Day 12, chin")
    keys = lived.journal.current("picosure-face", Topic.PHOTO)
    assert [key.rpartition("/")[2] for key in keys if key.startswith("2026-12-02")] == ["chin"]


async def test_what_is_no_photo_is_said(lived: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    path.write_text("text")
    async with opened(lived, PhotosScreen(12), (120, 40)) as pilot:
        await press(pilot, "a")
        pilot.app.screen.query_one(Input).insert(str(path), 0)
        await press(pilot, "enter", "enter")
        assert shows(pilot, "x.jpg is no photo that can be read, whatever its name says.")


async def test_to_forget_asks_and_says_that_it_is_for_good(lived: AppContext) -> None:
    async with opened(lived, PhotosScreen(14)) as pilot:
        await press(pilot, "z")
        assert shows(pilot, "Forget Day 14, left cheek?")
        await press(pilot, "2")
        assert shows(pilot, "Forgotten. Its file is deleted.")
        assert shows(pilot, "forgotten")
    assert len(list((lived.paths.photos).iterdir())) == 2


async def test_one_removed_by_hand_is_said_to_be_gone(lived: AppContext) -> None:
    for path in lived.paths.photos.iterdir():
        path.unlink()
    async with opened(lived, PhotosScreen(14)) as pilot:
        assert shows(pilot, "Its file is gone.")
        await press(pilot, "o")
        assert shows(pilot, "Its file is not there.")
    async with opened(lived, ProgressScreen(), (80, 24)) as pilot:
        assert shows(pilot, "its file is gone")


async def test_a_look_without_colours_says_what_to_do(lived: AppContext) -> None:
    async with opened(lived, PhotosScreen(14), plain=True) as pilot:
        assert shows(pilot, "No colours for pictures here. o opens one outside.")
        assert not shows(pilot, HALF)


async def test_without_pillow_it_says_how_to_get_it(
    lived: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    async with opened(lived, PhotosScreen(14), (120, 40)) as pilot:
        assert shows(pilot, "Photos need Pillow: pip install 'afterglow[photos]'.")


async def test_none_yet(lived: AppContext, tmp_path: Path) -> None:
    async with opened(fortnight(tmp_path / "other"), PhotosScreen(3)) as pilot:
        assert shows(pilot, "No photos yet. a adds one from a file; it never leaves this machine.")
        await press(pilot, "o", "space", "z")
        assert isinstance(pilot.app.screen, PhotosScreen)


async def test_f_opens_them_and_leaves_them(lived: AppContext) -> None:
    async with opened(lived, ProgressScreen()) as pilot:
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, PhotosScreen)
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, ProgressScreen)
