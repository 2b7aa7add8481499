"""How it is going, by keys: the marked day, the diary, finding, notes, the way to a day."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import Contexts
from tests.support.apps import clock_of, make_app, shipped
from tests.support.fortnight import fortnight
from tests.support.screens import answers, drawn, opened, press, settled, shows
from tui.journal import Topic
from tui.recovery.context import AppContext
from tui.screens.check_in import CheckInScreen
from tui.screens.progress import ProgressScreen, SignScreen
from tui.screens.today import TodayScreen
from tui.themes import GLYPHS


@pytest.fixture
def lived(tmp_path: Path) -> AppContext:
    return fortnight(tmp_path)


def _line(lines: list[str], start: str) -> str:
    return next((line for line in lines if line.lstrip(f" {GLYPHS.cursor}").startswith(start)), "")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("plain", [False, True])
async def test_every_size_has_care_signs_and_diary(
    lived: AppContext, size: tuple[int, int], plain: bool
) -> None:
    async with opened(lived, ProgressScreen(), size, plain=plain) as pilot:
        lines = drawn(pilot)
    assert lines[0].startswith(" How it is going")
    assert lines[0].endswith("Day 14 of 90")
    assert "[14]" in _line(lines, "day")
    assert ("#" if plain else "■") in _line(lines, "care")
    assert _line(lines, "redness").endswith("usual 0")
    assert any("checked in" in line for line in lines)
    assert "c " in lines[-1]
    if plain:
        assert all(line.isascii() for line in lines)


@pytest.mark.parametrize("size", [(33, 4), (20, 5), (24, 6), (30, 8)], ids=str)
async def test_after_a_resize_the_row_under_the_cursor_is_in_view(
    lived: AppContext, size: tuple[int, int]
) -> None:
    async with opened(lived, ProgressScreen()) as pilot:
        for key in ("home", "end"):
            await press(pilot, key)
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert any(line.startswith(GLYPHS.cursor) for line in drawn(pilot)), drawn(pilot)
            await pilot.resize_terminal(80, 24)


async def test_above_the_table_stands_how_it_went_and_below_it_what_can_be_done(lived: AppContext) -> None:
    async with opened(lived, ProgressScreen()) as pilot:
        lines = drawn(pilot)
        assert lines[1] == " Redness fiery on day 0, none today. Swelling strong on day 0, none today."
        assert lines[2] == " What you said by day; higher is more; what is usual is an estimate"
        assert lines[3] == " Redness: 0 none, 1 slight, 2 obvious, 3 strong, 4 fiery"
        assert lines[4].endswith(" on day 14")
        assert shows(pilot, " You have not said yet: blisters, open skin, ")
        assert shows(pilot, " Growing again, or not sure? c when to call   x a page for your clinic")


async def test_what_is_above_usual_is_told_first_with_the_way_to_when_to_call(contexts: Contexts) -> None:
    context = contexts("2026-11-23T12:00", of=shipped())
    async with opened(context, ProgressScreen()) as pilot:
        assert shows(pilot, " Check in (i) and this fills.")
    reader = context.reader()
    assert reader is not None
    acts = context.acts(reader)
    sign = acts.plan.checklist.sign("pain")
    assert sign is not None
    acts.report({sign: 6}, date(2026, 11, 23))
    async with opened(context, ProgressScreen()) as pilot:
        lines = drawn(pilot)
        assert lines[1] == " Above usual (an estimate): pain 6 of 10 today. c: when to call"
        assert "6▲" in _line(lines, "pain 0-10")
        assert "above 0-" in _line(lines, "pain 0-10")
        assert shows(pilot, "▲ above usual")


async def test_a_day_that_is_marked_can_be_checked_in_from_here(lived: AppContext) -> None:
    async with opened(lived, ProgressScreen()) as pilot:
        await press(pilot, "left", "left", "i")
        assert isinstance(pilot.app.screen, CheckInScreen)
        assert shows(pilot, "Day 12")
        await press(pilot, "3", "enter")
        assert isinstance(pilot.app.screen, ProgressScreen)
        assert _line(drawn(pilot), "Wed 2 Dec").endswith("redness 3 strong")


async def test_what_a_line_of_when_to_call_is_about_comes_first_in_the_diary(contexts: Contexts) -> None:
    context = contexts("2026-11-23T12:00", of=shipped())
    reader = context.reader()
    assert reader is not None
    acts = context.acts(reader)
    ids = ("redness", "crusts", "blisters")
    signs = [sign for id in ids if (sign := acts.plan.checklist.sign(id)) is not None]
    acts.report(dict.fromkeys(signs, 1), date(2026, 11, 23))
    async with opened(context, ProgressScreen(), (40, 24)) as pilot:
        assert shows(pilot, "12:00 checked in blisters ")


async def test_a_tall_terminal_has_the_sign_under_the_cursor_as_a_chart(lived: AppContext) -> None:
    async with opened(lived, ProgressScreen(), (120, 40)) as pilot:
        assert shows(pilot, "4 fiery")
        await press(pilot, "home", "down")
        assert shows(pilot, "swelling   ● what you said   ░ usual, an estimate")
        assert shows(pilot, "4 very strong")


async def test_left_and_right_mark_a_day_and_go_to_what_was_said_of_it(lived: AppContext) -> None:
    async with opened(lived, ProgressScreen()) as pilot:
        await press(pilot, *["left"] * 4)
        assert shows(pilot, "[10]")
        assert _line(drawn(pilot), "Mon 30 Nov").startswith(GLYPHS.cursor)
        assert shows(pilot, "usual 0-1")


async def test_long_after_the_days_that_were_reported_are_drawn(lived: AppContext) -> None:
    clock_of(lived).jump(timedelta(days=78))
    async with opened(lived, ProgressScreen()) as pilot:
        assert shows(pilot, "the plan is over")
        assert _line(drawn(pilot), "redness").startswith(" redness")


async def test_of_a_day_without_a_word_that_is_said(lived: AppContext) -> None:
    async with opened(lived, ProgressScreen()) as pilot:
        await press(pilot, "left", "left")
        assert shows(pilot, "Diary  day 12, Wed 2 Dec: nothing said")


async def test_at_forty_columns_earlier_days_come_into_sight(lived: AppContext) -> None:
    async with opened(lived, ProgressScreen(), (40, 12)) as pilot:
        assert "9" in _line(drawn(pilot), "day")
        await press(pilot, *["left"] * 12)
        assert "[2]" in _line(drawn(pilot), "day")


async def test_enter_goes_to_the_day_of_the_entry(lived: AppContext) -> None:
    async with opened(lived, ProgressScreen()) as pilot:
        await press(pilot, *["left"] * 9, "enter")
        assert answers(pilot) == [5]


async def test_enter_on_a_sign_shows_it_and_reads_it_out(lived: AppContext) -> None:
    async with opened(lived, ProgressScreen()) as pilot:
        await press(pilot, "home", "enter")
        assert isinstance(pilot.app.screen, SignScreen)
        assert shows(pilot, "Redness")
        assert shows(pilot, "4 fiery")
        assert shows(pilot, "Day 0, Fri 20 Nov: 4 fiery. Usual 3 to 4.")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ProgressScreen)


async def test_finding_leaves_what_has_every_word(lived: AppContext) -> None:
    async with opened(lived, ProgressScreen()) as pilot:
        await press(pilot, "slash", *"towel")
        assert shows(pilot, "1 entry with 'towel'")
        assert [line for line in drawn(pilot) if "checked in" in line] == []
        await press(pilot, "enter", "escape")
        assert shows(pilot, "checked in")
        await press(pilot, "slash", *"xyzzy")
        assert shows(pilot, "Diary  Nothing found.")


async def test_enter_goes_to_the_day_of_what_was_found(lived: AppContext) -> None:
    async with opened(lived, ProgressScreen(), (40, 12)) as pilot:
        await press(pilot, "slash", *"towel", "enter")
        assert "[5]" in _line(drawn(pilot), "day")
        await press(pilot, "enter")
        assert answers(pilot) == [5]


async def test_a_note_goes_to_the_marked_day_and_can_be_undone(lived: AppContext) -> None:
    async with opened(lived, ProgressScreen()) as pilot:
        await press(pilot, "left", "left", "n")
        assert shows(pilot, "A note to day 12, Wed 2 Dec")
        await press(pilot, *"tired", "enter")
        assert shows(pilot, "Diary  Noted. u undoes.")
        assert _line(drawn(pilot), "Wed 2 Dec").endswith('"tired"')
    notes = lived.journal.current("picosure-face", Topic.NOTE)
    assert notes["2026-12-02/note/1"].value == {"text": "tired"}


async def test_from_today_and_back_by_h(lived: AppContext) -> None:
    app = make_app(lived)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "h")
        assert isinstance(app.screen, ProgressScreen)
        await press(pilot, *["left"] * 9, "enter")
        assert isinstance(app.screen, TodayScreen)
        assert shows(pilot, "Looking back at Wed 25 Nov")
        assert shows(pilot, "You said  redness 2 · swelling 0 · pain 1 · crusts")


async def test_the_first_hour_has_a_page_too(contexts: Contexts) -> None:
    async with opened(contexts("2026-11-20T16:40"), ProgressScreen(), (40, 12)) as pilot:
        assert shows(pilot, "Day 0 of 20")
        assert shows(pilot, "session A small plan")


async def test_what_is_written_is_only_text(contexts: Contexts) -> None:
    context = contexts("2026-11-23T12:00")
    reader = context.reader()
    assert reader is not None
    acts = context.acts(reader)
    acts.note("[bold]x[/bold] \x1b[31mred\u202e", acts.plan.date_of(3))
    async with opened(context, ProgressScreen()) as pilot:
        assert shows(pilot, '"[bold]x[/bold]')
        assert not any("\x1b" in line or "\u202e" in line for line in drawn(pilot))


async def test_a_page_for_the_clinic_is_written_where_it_is_wanted(
    lived: AppContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    target = tmp_path / "aftercare-2026-12-04.html"
    async with opened(lived, ProgressScreen(), (120, 40)) as pilot:
        await press(pilot, "x", "enter")
        assert shows(pilot, "Diary  Written: ")
        assert "Aftercare: PicoSure on the face" in target.read_text("utf-8")
        await press(pilot, "x", *["backspace"] * 5, "enter")
        assert shows(pilot, "is neither a .html nor a .pdf")
