"""When the laser finished, and the clinic's number: what Start takes and what it refuses."""

import re
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from textual.events import Key

from tests.conftest import Contexts
from tests.support.apps import at
from tests.support.screens import click, drawn, files_read, first_app, press, settled, shows, words
from tui.screens.dialogs import PromptScreen
from tui.screens.start.draft import Calendar, When
from tui.screens.start.screen import StartScreen

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 20)


def calendar(now: str = "2026-11-20T17:10") -> Calendar:
    """A calendar whose days begin at 04:00."""
    return Calendar(at(now), BERLIN, 4 * 60)


@pytest.mark.parametrize(
    ("now", "day", "clock"),
    [
        ("2026-11-20T17:10", "2026-11-20", "16:00"),
        ("2026-11-20T17:00", "2026-11-20", "16:00"),
        ("2026-11-20T16:59", "2026-11-20", "15:45"),
        ("2026-11-21T00:30", "2026-11-20", "23:30"),
        ("2026-11-21T04:30", "2026-11-20", "03:30"),
    ],
)
def test_about_an_hour_ago_is_where_it_begins(now: str, day: str, clock: str) -> None:
    usual = calendar(now).usual()
    assert (usual.day.isoformat(), usual.clock) == (day, clock)


@pytest.mark.parametrize(
    ("digits", "minutes"),
    [
        ("9", 540),
        ("16", 960),
        ("930", 570),
        ("0930", 570),
        ("1600", 960),
        ("24", None),
        ("1660", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_it_is_typed(digits: str, minutes: int | None) -> None:
    assert When(DAY, digits).minutes == minutes


def test_a_time_before_the_days_start_belongs_to_the_night() -> None:
    night = When(DAY, "0130")
    assert calendar("2026-11-21T02:00").instant(night) == at("2026-11-21T01:30")
    assert calendar("2026-11-21T02:00").refusal(night) == ""
    assert (
        calendar().remark(night) == "Before 04:00 is still the night of Friday 20 November, so that is day 0."
    )
    assert calendar().remark(When(DAY, "0400")) == ""


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (When(DAY, "1711"), "17:11 has not come yet today."),
        (When(DAY, "1710"), ""),
        (When(DAY, "0130"), "01:30 is the night after Friday 20 November, and has not come yet."),
        (When(date(2026, 11, 21), "1200"), "Saturday 21 November has not come yet."),
        (When(DAY, "1275"), "1275 is not a time of day. Write it like 1600."),
        (When(DAY, ""), "Write the time it ended, like 1600. Not sure: the latest it can have been."),
    ],
)
def test_what_has_not_come_yet_is_refused_kindly(when: When, said: str) -> None:
    assert calendar().refusal(when) == said


def test_a_time_that_the_clocks_skip_moves_on_with_them() -> None:
    spring = Calendar(at("2026-03-29T12:00"), BERLIN, 4 * 60)
    gap = When(date(2026, 3, 28), "0230")
    assert spring.instant(gap) == at("2026-03-29T03:30")
    assert spring.remark(gap) == "The clocks skip 02:30 that night: it counts as 03:30."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-16", date(2026, 11, 16)),
        ("4", date(2026, 11, 16)),
        ("16.11.", date(2026, 11, 16)),
        (" 0 ", DAY),
    ],
)
def test_another_day_is_a_date_or_a_number_of_days(text: str, day: date) -> None:
    assert calendar().parse(text, When(DAY, "1600")) == When(day, "1600")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("yesterday 4pm", When(date(2026, 11, 19), "1600")),
        ("19 Nov 16:30", When(date(2026, 11, 19), "1630")),
        ("16:30", When(date(2026, 11, 16), "1630")),
        ("30 Oct", When(date(2026, 10, 30), "1200")),
        ("Mon", When(date(2026, 11, 16), "1200")),
        ("2026-11-19T01:30", When(date(2026, 11, 18), "0130")),
        ("1h ago", When(DAY, "1610")),
    ],
)
def test_a_day_a_time_or_both_are_read_as_people_write_them(text: str, when: When) -> None:
    assert calendar().parse(text, When(date(2026, 11, 16), "1200")) == when


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-11-21", "Sat 21 Nov 2026 has not come yet."),
        ("tomorrow", "Sat 21 Nov 2026 has not come yet."),
        ("today 18:00", "Fri 20 Nov 2026, 18:00 has not come yet."),
        (
            "20 Nov 9",
            "'20 Nov 9' may be Mon 9 Nov 2026, 20:00, Fri 20 Nov 2026, 09:00 or Fri 20 Nov 2026, 21:00.",
        ),
        ("2026-13-40", "'2026-13-40' is not in the calendar. Write it like 2026-11-20, 20 Nov or yesterday."),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        calendar().parse(text, When(DAY, "1600"))


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ([], "today, about [ 16:00 ]"),
        (["t"], "yesterday, about [   ?   ]"),
        (["t", "right"], "yesterday, about [ 12:00 ]"),
        (["1", "5", "t"], "yesterday, about [ 15:00 ]"),
        (["d", "2", "enter"], "Wed 18 Nov 2026, about [   ?   ]"),
        (["d", "2", "enter", "t", "t"], "yesterday, about [   ?   ]"),
        (["t", "t"], "today, about [ 16:00 ]"),
        (["9"], "today, about [  9_   ]"),
        (["1", "2", "3", "0"], "today, about [ 1230_ ]"),
        (["1", "2", "3", "0", "5"], "today, about [ 1230_ ]"),
        (["1", "2", "backspace", "1", "up"], "today, about [ 11:00 ]"),
        (["left"], "today, about [ 15:45 ]"),
        (["left", "right", "left", "left"], "today, about [ 15:30 ]"),
    ],
    ids=str,
)
async def test_day_and_time_are_said_by_keys(contexts: Contexts, keys: list[str], shown: str) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, *keys)
        assert shows(pilot, shown)


async def test_a_time_to_come_keeps_the_step_and_says_why(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "space", "1", "8", "0", "0")
        assert not shows(pilot, "has not come yet")
        await press(pilot, "enter")
        assert shows(pilot, "18:00 has not come yet today. t is for yesterday.")
        assert shows(pilot, "1 of 3")
        await press(pilot, "t", "enter")
        assert shows(pilot, "treated yesterday about 18:00")


async def test_no_hour_is_made_up_for_yesterday(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "space", "t")
        ask = "Write the time it ended, like 1600. Not sure: the latest it can have been."
        assert shows(pilot, ask)
        await press(pilot, "enter")
        assert shows(pilot, "1 of 3")
        await press(pilot, "1", "1")
        assert not shows(pilot, ask)
        await press(pilot, "enter")
        assert shows(pilot, "treated yesterday about 11:00")


async def test_another_day_is_asked_until_it_is_one(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "space", "d", *"soon", "enter")
        assert isinstance(app.screen, PromptScreen)
        assert "'soon' is not a date. Write it like 2026-11-20" in words(pilot)
        await press(pilot, *["backspace"] * 4, *"16 Nov 4pm", "enter")
        assert shows(pilot, "Mon 16 Nov 2026, about [ 16:00 ]")
        await press(pilot, "enter", "enter", "enter", "enter")
    recovery = app.context.recovery()
    assert recovery is not None
    assert recovery.treated == at("2026-11-16T16:00")


async def test_the_day_can_be_clicked(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await click(pilot, "another day")
        await press(pilot, "2", "enter")
        assert shows(pilot, "Wed 18 Nov 2026, about [   ?   ]")


async def test_the_remark_on_the_night_is_said_where_the_time_is(contexts: Contexts) -> None:
    _, app = first_app(contexts, "2026-11-21T02:30")
    async with app.run_test() as pilot:
        await files_read(pilot)
        assert shows(pilot, "today, about [ 01:30 ]")
        assert shows(pilot, "Before 04:00 is still the night of Friday 20 November, so that is day 0.")


async def test_the_app_left_open_before_the_end_knows_what_day_it_is(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        context.clock.advance(calendar("2026-11-21T09:00").now - context.now())  # type: ignore[attr-defined]
        app.changed()
        await settled(pilot)
        assert any("yesterday, about [   ?   ]" in line for line in drawn(pilot))
        assert isinstance(app.screen, StartScreen)


async def test_a_number_that_cannot_be_one_is_asked_again(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter", "home", "down", "enter", *"12", "enter")
        assert isinstance(app.screen, PromptScreen)
        assert shows(pilot, "That is too short for a phone number.")
        await press(pilot, "escape")
        assert shows(pilot, "Phone  [    ")


async def test_what_is_typed_on_a_field_is_written_in_it_however_fast(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter")
        assert shows(pilot, "  c call")
        await press(pilot, "home")
        assert not shows(pilot, "  c ")
        for letter in "quick clinic":
            app.post_message(Key(letter if letter != " " else "space", letter))
        await settled(pilot)
        await settled(pilot)
        await press(pilot, "enter")
        assert shows(pilot, "Name   [ quick clinic  ")
        assert isinstance(app.screen, StartScreen)


async def test_a_key_for_the_day_takes_the_checklist_under_the_cursor(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "down")
        assert not shows(pilot, "✓")
        await press(pilot, "t")
        assert shows(pilot, "✓ PicoSure tattoo removal")
        assert shows(pilot, "yesterday, about")
