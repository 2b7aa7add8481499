"""Booking the next session from Today: the small form, what is written, and what is said."""

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.conftest import Contexts
from tests.support import scenes
from tests.support.apps import at, clock_of, make_app, shipped
from tests.support.screens import click, drawn, press, settled, shows, words, written
from tui.journal import Topic
from tui.recovery.context import AppContext
from tui.screens.dialogs import FieldsScreen
from tui.screens.today import TodayScreen

DAY_20 = "2026-12-10T08:20"
USUAL = "Usually between 18 Dec and 15 Jan. Your clinic's date comes first."


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Day 20, nothing booked."""
    return contexts(DAY_20, of=shipped(), begun="2026-12-10T08:10")


def entries(context: AppContext) -> list[tuple[str, str, str, Any]]:
    """Every entry beside the beginning: the act's words, topic, key and value."""
    return [
        (act.words, entry.topic.value, entry.key, entry.value)
        for act, entry in written(context, "picosure-face")
    ]


async def write(pilot: Pilot[int], text: str) -> None:
    await press(pilot, *("space" if each == " " else "colon" if each == ":" else each for each in text))


@pytest.mark.parametrize(("width", "height"), [(40, 12), (80, 24), (120, 40)])
async def test_the_form_shows_the_usual_window_at_every_size(
    context: AppContext, width: int, height: int
) -> None:
    app = make_app(context)
    async with app.run_test(size=(width, height)) as pilot:
        await press(pilot, "b")
        assert isinstance(app.screen, FieldsScreen)
        text = words(pilot).replace("│", " ")
        assert "Book the next session" in text
        assert " ".join(USUAL.split()) in " ".join(text.split())
        assert shows(pilot, "such as 2026-12-18")
        assert shows(pilot, "of session 1, if you like")
        assert shows(pilot, "enter keep   esc back")


async def test_a_day_and_a_time_are_booked_as_one_act_and_today_says_so(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b")
        await write(pilot, "2026-12-21")
        assert shows(pilot, "Monday 21 December 2026, 31 days after the treatment.")
        await press(pilot, "down")
        await write(pilot, "14:30")
        await press(pilot, "enter")

        assert isinstance(app.screen, TodayScreen)
        assert shows(pilot, "Booked: Mon 21 Dec at 14:30. u undoes.")
        assert shows(pilot, "   Next session 21 Dec at 14:30, in 11 days")
        assert shows(pilot, "to 21 Dec tan · peels, light masks · waxing")
        words_said = "book the next session, Mon 21 Dec at 14:30"
        done = {"state": "done", "title": "Book or confirm the next session"}
        assert entries(context) == [
            (words_said, "next", "session", {"date": "2026-12-21", "time": "14:30"}),
            (words_said, "item", "once/face-next-session", done),
        ]

        await press(pilot, "u")
        assert not shows(pilot, "Next session")
        assert context.journal.current("picosure-face", Topic.NEXT) == {}
        assert context.journal.latest("picosure-face", Topic.ITEM, "once/face-next-session") is None


async def test_a_price_goes_with_the_same_act_or_alone(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "down", "down")
        await write(pilot, "499 USD")
        await press(pilot, "enter")
        assert shows(pilot, "Price kept. u undoes.")
        recovery = context.recovery()
        assert recovery is not None
        assert recovery.price == "499 USD"

        await press(pilot, "b")
        await write(pilot, "2026-12-21")
        await press(pilot, "down", "down", "end", *["backspace"] * 3)
        await write(pilot, "SGD")
        await press(pilot, "enter")
        acts = {act.id: act.words for act, _ in written(context, "picosure-face")}
        assert list(acts.values()) == [
            "keep the price '499 USD'",
            "book the next session, Mon 21 Dec, and keep the price '499 SGD'",
        ]
        await press(pilot, "u")
        recovery = context.recovery()
        assert recovery is not None
        assert recovery.price == "499 USD"


async def test_what_is_booked_stands_in_the_form_and_an_empty_day_takes_it_back(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b")
        await write(pilot, "2026-12-21")
        await press(pilot, "enter", "b")
        assert shows(pilot, "2026-12-21")
        await press(pilot, "end", *["backspace"] * 10)
        assert shows(pilot, "Without a day the booking is taken back.")
        await press(pilot, "enter")

        assert shows(pilot, "Taken back: Mon 21 Dec. u undoes.")
        assert entries(context)[-2:] == [
            ("take back the next session, Mon 21 Dec", "next", "session", None),
            ("take back the next session, Mon 21 Dec", "item", "once/face-next-session", None),
        ]


@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        ("2026-11-20", "", "2026-11-20 is not after the treatment, which was on 2026-11-20."),
        ("2026-12-09", "", "2026-12-09 has passed: it is 2026-12-10."),
        ("21", "", "'21' is not a date. Write it like 2026-11-20, 20 Nov or yesterday."),
        ("2026-12-21", "25", "'25' is not a time of day. Write it like 16:00 or 4pm."),
        ("", "1430", "A time needs a day."),
    ],
)
async def test_what_cannot_be_stays_in_the_form_with_the_reason_and_writes_nothing(
    context: AppContext, day: str, time: str, said: str
) -> None:
    app = make_app(context)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "b")
        await write(pilot, day)
        await press(pilot, "down")
        await write(pilot, time)
        await press(pilot, "enter")

        assert isinstance(app.screen, FieldsScreen)
        assert said in " ".join(words(pilot).replace("│", " ").split())
        assert entries(context) == []


async def test_a_day_outside_the_window_is_kept_with_one_calm_note(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "b")
        await write(pilot, "2026-12-14")
        note = "Earlier than the 4 weeks published; your clinic's word counts."
        assert note in " ".join(words(pilot).replace("│", " ").split())
        await press(pilot, "enter")

        assert entries(context)[0][3] == {"date": "2026-12-14", "time": None}


async def test_escape_and_nothing_written_change_nothing(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b")
        await write(pilot, "2026-12-21")
        await press(pilot, "escape", "b", "enter")

        assert isinstance(app.screen, TodayScreen)
        assert entries(context) == []


async def test_the_checklist_s_own_reminder_offers_the_form(contexts: Contexts) -> None:
    context = contexts("2026-12-14T09:30", of=shipped(), begun="2026-12-14T08:10")
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash")
        await write(pilot, "next session")
        await press(pilot, "enter")
        assert drawn(pilot)[-1].startswith(" b book it  space tick  s skip  n note")
        await press(pilot, "b")
        await write(pilot, "2027-01-04")
        await press(pilot, "enter")

        assert not shows(pilot, "○ Book or confirm the next session")
        assert shows(pilot, "Next session 4 Jan 2027, in 21 days")


async def test_the_line_of_today_books_by_a_click_and_the_palette_by_its_words(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        commands = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Book the next session", "Begin the next session"} <= commands
        await press(pilot, "b")
        await write(pilot, "2026-12-21")
        await press(pilot, "enter")
        await click(pilot, "Next session 21 Dec")
        assert isinstance(app.screen, FieldsScreen)


async def test_the_form_left_open_over_night_books_by_the_day_it_is_then(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b")
        await write(pilot, "2026-12-11")
        clock_of(context).jump(at("2026-12-11T09:00") - context.now())
        await press(pilot, "enter")
        await settled(pilot)

        assert entries(context)[0][3] == {"date": "2026-12-11", "time": None}
        assert shows(pilot, "Next session today")


async def test_a_finished_plan_goes_on_once_a_session_is_booked(contexts: Contexts) -> None:
    context = scenes.over(contexts)
    app = make_app(context)
    async with app.run_test(size=(80, 30)) as pilot:
        assert shows(pilot, "No reminders will come from this recovery any more.")
        await press(pilot, "b")
        await write(pilot, "2027-03-19")
        await press(pilot, "enter")

        assert not shows(pilot, "That is the whole plan")
        assert shows(pilot, "Next session 19 Mar, in 28 days")
        assert shows(pilot, "to 19 Mar tan · peels")


async def test_all_there_is_to_read_of_the_reminder_offers_the_form_too(contexts: Contexts) -> None:
    context = contexts("2026-12-14T09:30", of=shipped(), begun="2026-12-14T08:10")
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash")
        await write(pilot, "next session")
        await press(pilot, "enter", "enter")
        assert shows(pilot, "b book the next session")
        assert shows(pilot, "b book it")
        await press(pilot, "b")
        await write(pilot, "2027-01-04")
        await press(pilot, "enter")

        assert isinstance(app.screen, TodayScreen)
        assert shows(pilot, "Booked: Mon 4 Jan. u undoes.")


async def test_what_makes_ready_says_until_when_and_has_no_clinic_date(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b")
        await write(pilot, "2026-12-21")
        await press(pilot, "enter", "slash")
        await write(pilot, "tan")
        await press(pilot, "enter", "enter")
        assert shows(pilot, "Left alone up to the session, Monday 21 December included.")
        assert "getting ready for the session on Monday 21 December" in words(pilot)
        assert not shows(pilot, "d my clinic said")
