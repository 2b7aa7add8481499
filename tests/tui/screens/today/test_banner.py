"""What is wrong with the checklist's file stays in sight, whatever is scrolled."""

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from tests.conftest import Contexts
from tests.support import scenes
from tests.support.apps import make_app
from tests.support.screens import drawn, press, settled
from tests.support.today import page_of
from tui.recovery.state import DayState
from tui.screens.today.finished_rows import finished_page
from tui.screens.today.head_rows import banner_rows
from tui.themes import ASCII, GLYPHS
from tui.widgets.placing import Size

FILE = "/mine/ada/afterglow/checklists/my-face.yaml"
BROKEN = f"{FILE}:12:5: rules.wash.at: 'mornings' is not a slot (and 3 more problems). "
BROKEN += "Until that is mended, the last good version runs on."


def shown(contexts: Contexts) -> DayState:
    context = scenes.lifting(contexts)
    reader = context.reader()
    assert reader is not None
    return replace(reader.state(context.now()), banner=BROKEN)


def lines(width: int, height: int, banner: str = BROKEN) -> list[str]:
    size = Size(width, height)
    return [row.line(width) for row in banner_rows(banner, size, GLYPHS)]


def test_the_file_and_the_line_come_first() -> None:
    (line,) = lines(200, 40)
    assert line.startswith(f" {GLYPHS.slipped} {FILE}:12:5: rules.wash.at: ")


def test_where_one_line_does_not_do_the_file_goes_without_its_folders() -> None:
    assert lines(80, 24, f"{FILE} has changed: v shows what it changes; accept it or not.") == [
        " ! my-face.yaml has changed: v shows what it changes; accept it or not."
    ]
    assert lines(80, 24) == [
        " ! my-face.yaml:12:5: rules.wash.at: 'mornings' is not a slot (and 3 more",
        "   problems). Until that is mended, the last good version runs on.",
    ]


def test_a_low_terminal_gives_it_one_line() -> None:
    assert lines(40, 12) == [" ! my-face.yaml:12:5: rules.wash.at: '…"]
    assert lines(100, 12) == [
        " ! my-face.yaml:12:5: rules.wash.at: 'mornings' is not a slot (and 3 more problems). Until that is…"
    ]


def test_a_short_word_takes_no_more_lines_than_it_needs() -> None:
    assert lines(80, 24, "x.yaml:3: no") == [" ! x.yaml:3: no"]
    assert lines(80, 24, "") == []


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (100, 24), (120, 40), (60, 18)], ids=str)
def test_it_stands_above_the_list_and_everything_else_still_fits(
    contexts: Contexts, size: tuple[int, int]
) -> None:
    state = shown(contexts)
    page = page_of(state, *size)
    assert any("my-face.yaml:12:5" in row.line(size[0]) for row in page.head)
    assert not any("my-face.yaml" in row.line(size[0]) for row in page.all_rows)
    assert page.top >= len(page.head)
    assert page.status == -1 or page.status >= len(page.head)


def test_no_line_of_it_is_wider_than_its_terminal() -> None:
    for width in (1, 5, 20, 40, 59, 60, 100):
        for row in banner_rows(BROKEN, Size(width, 24), ASCII):
            assert cell_len(row.line(width)) <= width


def test_a_finished_plan_says_it_too(contexts: Contexts) -> None:
    from tui.recovery.plan_days import Summary

    page = finished_page(shown(contexts), Summary(0, 1, 0, 0, 0, 0, 0), Size(80, 24), GLYPHS)
    assert page.top == len(page.head) + 1
    assert "my-face.yaml:12:5" in page.head[1].line(80)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_it_is_in_sight_when_the_list_is_scrolled_to_its_end(
    contexts: Contexts, size: tuple[int, int]
) -> None:
    context = scenes.lifting(contexts)
    context.banner = BROKEN
    app = make_app(context)
    app._read_banner = lambda: False  # type: ignore[method-assign]
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "end")
        assert any("my-face.yaml:12:5" in line for line in drawn(pilot)[:4])
        await press(pilot, "home", "space")
        assert any("my-face.yaml:12:5" in line for line in drawn(pilot)[:4])
