"""Settings: a row each; the file keeps its comments, and what is set holds at once."""

import pytest
from textual.pilot import Pilot

from tests.conftest import Contexts
from tests.support.apps import at, make_app, shipped
from tests.support.screens import drawn, files_read, press, settled, shows
from tests.support.today import today
from tui.recovery.context import AppContext
from tui.recovery.recovery import recoveries
from tui.screens.settings import SettingsScreen
from tui.screens.today import TodayScreen

NOW = "2026-11-21T09:05"


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    return contexts(NOW, of=shipped())


def typed(text: str, instead_of: int) -> list[str]:
    """Keys that write a text in the place of so many letters."""
    names = {" ": "space", ":": "colon", "/": "slash", ",": "comma"}
    return [*["backspace"] * instead_of, *(names.get(each, each) for each in text)]


async def go(pilot: Pilot[int], row: str) -> None:
    """Walk down to a row by its id."""
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    await press(pilot, "home")
    while screen.rows.row != row:
        await press(pilot, "down")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_each_row_is_one_thing_and_comma_opens_and_closes_it(
    context: AppContext, size: tuple[int, int]
) -> None:
    app = make_app(context)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "comma")
        assert isinstance(app.screen, SettingsScreen)
        assert any("Treatment ended" in line for line in drawn(pilot))
        await press(pilot, "end")
        assert shows(pilot, "In your phone's calendar")
        await press(pilot, "comma")
        assert isinstance(app.screen, TodayScreen)


async def test_it_begins_with_what_stands_and_names_no_file(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "comma")
        assert shows(pilot, "Treated Fri 20 Nov. Emergency number 112. Your clinic +65 6000 0000.")
        assert not shows(pilot, "settings.toml")
        await go(pilot, "private")
        assert shows(pilot, "Hide what it is for on lock screens")
        assert shows(pilot, "Plain look: high contrast, simple marks")
        await press(pilot, "enter", "1")
        assert shows(pilot, 'yes: they say "Aftercare: 3 things"')
    assert context.settings.private


async def test_a_time_is_written_beside_its_comments_and_holds_at_once(context: AppContext) -> None:
    path = context.paths.settings
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('# mine\n[slots]\nmorning = "08:00"  # after the dog\n', "utf-8")
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "comma")
        await go(pilot, "slots.morning")
        await press(pilot, "enter", *typed("25", 5), "enter")
        assert shows(pilot, "'25' is not a time of day. Write it like 16:00 or 4pm.")
        await press(pilot, *typed("9.30am", 2), "enter")
        await settled(pilot)
        assert shows(pilot, "Morning: 09:30. Written to settings.toml.")
        assert path.read_text("utf-8") == '# mine\n[slots]\nmorning = "09:30"  # after the dog\n'
        await press(pilot, "escape")
        state = today(app).state
        assert state is not None
        assert [section.due for section in state.slots if section.slot == "morning"] == [
            at("2026-11-21T09:30")
        ]


async def test_what_the_file_does_not_take_is_refused_and_stays(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "comma")
        await go(pilot, "day_start")
        await press(pilot, "enter", *typed("9:00", 5), "enter")
        assert shows(pilot, "09:00 is not between 03:00 and 06:00.")
        await press(pilot, "escape")
    assert not context.paths.settings.exists()


async def test_a_look_is_chosen_and_worn(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "comma")
        await go(pilot, "theme")
        await press(pilot, "enter", "3")
        assert app.theme == "dawn"
    assert context.settings.theme == "dawn"
    assert context.paths.settings.read_text("utf-8") == 'theme = "dawn"\n'


async def test_the_treatment_is_set_right_and_undone(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "comma", "enter", *typed("tomorrow 4pm", 22), "enter")
        assert shows(pilot, "Sun 22 Nov 2026, 16:00 has not come yet.")
        await press(pilot, *typed("19 Nov 10:30", 12), "enter")
        await settled(pilot)
        assert shows(pilot, "Corrected. Ticks keep their dates.")
        assert shows(pilot, "Thu 19 Nov 2026, 10:30")
        await press(pilot, "u")
        assert shows(pilot, "Fri 20 Nov 2026, 16:00")
    recovery = context.recovery()
    assert recovery is not None
    assert recovery.treated == at("2026-11-20T16:00")


async def test_the_zone_and_the_name_are_changed(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "comma")
        await go(pilot, "@zone")
        await press(pilot, "enter", *typed("tokio", 13), "enter")
        assert shows(pilot, "'tokio' is not a time zone. Nearest: Asia/Tokyo.")
        await press(pilot, *typed("tokyo", 5), "enter")
        await settled(pilot)
        assert shows(pilot, "Asia/Tokyo")
        assert shows(pilot, "From now on. Days gone by stay as they were.")
        await press(pilot, "down", "enter", *typed("My face", 20), "enter")
        await settled(pilot)
        assert shows(pilot, "Renamed.")
    recovery = context.recovery()
    assert recovery is not None
    assert recovery.title == "My face"


async def test_a_treatment_in_a_zone_that_was_wrong_keeps_its_time_there(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "comma")
        await go(pilot, "@place")
        await press(pilot, "enter")
        assert shows(pilot, "Where was it 16:00 when the treatment ended?")
        await press(pilot, *typed("singapore", 13), "enter")
        await settled(pilot)
        assert shows(pilot, "Corrected. Ticks keep their dates.")
        assert shows(pilot, "Fri 20 Nov 2026, 16:00")
    recovery = context.recovery()
    assert recovery is not None
    assert (recovery.zone, recovery.treated) == ("Asia/Singapore", at("2026-11-20T09:00"))


async def test_a_recovery_is_put_away_opened_again_and_called_something_else(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "comma")
        await go(pilot, "@recovery:picosure-face")
        assert shows(pilot, "day 1 of 90   shown on Today")
        await press(pilot, "enter", "2")
        assert shows(pilot, "Put away. Nothing is deleted. u undoes.")
        assert shows(pilot, "put away 2026-11-21")
        assert [each.ended for each in recoveries(context.journal)] == [at(NOW)]
        await press(pilot, "enter", "1")
        assert shows(pilot, "Open again. It reminds as before. u undoes.")
        assert [each.ended for each in recoveries(context.journal)] == [None]
        await press(pilot, "enter", "1", *typed("My face", 20), "enter")
        await settled(pilot)
        assert shows(pilot, "Renamed. u undoes.")
        assert [each.title for each in recoveries(context.journal)] == ["My face"]


async def test_another_recovery_is_begun_and_looked_at_from_here(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "comma")
        await go(pilot, "@begin")
        await press(pilot, "enter")
        assert shows(pilot, "1  Session 2 of PicoSure on the face, the next one")
        await press(pilot, "2")
        await files_read(pilot)
        assert shows(pilot, "Another recovery. PicoSure on the face runs on beside it.")
        await press(pilot, "enter", "enter", "end", "enter")
        await settled(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert drawn(pilot)[0].startswith(" Day 0")
        first, second = recoveries(context.journal)
        assert (first.ended, second.session, second.after) == (None, 1, "")
        await press(pilot, "comma")
        await go(pilot, "@recovery:picosure-face")
        await press(pilot, "enter", "1")
        assert shows(pilot, "On Today is PicoSure on the face, until you leave.")
        await press(pilot, "escape")
        assert drawn(pilot)[0].startswith(" Day 1")
