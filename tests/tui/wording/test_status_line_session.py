"""What the now-line, the tellings and Today say of what comes back before a session that asks otherwise."""

from datetime import date

from tests.conftest import Contexts
from tests.support.apps import reader_of, shipped
from tests.support.days import shown
from tests.support.today import text_at
from tui.cli.output.today_lines import today_lines
from tui.recovery.context import AppContext
from tui.recovery.course import Booking, booking_sentence
from tui.reminders.reminder import reminders_of
from tui.settings import Quiet
from tui.wording.report import report_effect
from tui.wording.status_line import status_line


def book(context: AppContext, day: str) -> None:
    context.acts(reader_of(context)).book(Booking(date.fromisoformat(day)))


async def test_what_the_session_asks_to_leave_alone_is_not_said_to_be_back(contexts: Contexts) -> None:
    context = contexts("2026-12-18T08:10", begun="2026-12-18T05:00", of=shipped())
    assert "Light masks and peels, facials may come back today if calm." in status_line(shown(context))
    assert any(
        "peels, facials back" in telling.words for telling in reminders_of(shown(context), Quiet(0, 0))
    )
    book(context, "2026-12-22")
    state = shown(context)
    assert "back" not in status_line(state)
    assert not any("back" in telling.words for telling in reminders_of(state, Quiet(0, 0)))
    assert report_effect(state, [each.sign for each in state.signs]).back == ()
    leave = (await text_at(context, 80, 40)).partition("Leave alone")[2].splitlines()
    today = next(place for place, line in enumerate(leave) if line.startswith("   today     light masks"))
    assert leave[today + 1].strip() == "What the next session asks you to leave alone comes first."


def test_what_it_does_not_ask_for_is_back_all_the_same(contexts: Contexts) -> None:
    context = contexts("2026-11-27T08:10", begun="2026-11-27T05:00", of=shipped())
    book(context, "2026-12-22")
    assert [avoid.last for avoid in shown(context).avoids if avoid.last], "a tan is left alone already"
    back = "Make-up and acids, vitamin C may come back today if calm."
    assert status_line(shown(context)) == f"3 things now. {back}"


def test_what_gets_ready_for_the_session_is_said_where_nothing_else_is_to_do(contexts: Contexts) -> None:
    context = contexts("2027-03-01T09:00", of=shipped())
    book(context, "2027-03-15")
    assert status_line(shown(context)) == "At any time: 10 things."
    context = contexts("2026-12-22T08:20", begun="2026-12-22T05:00", of=shipped())
    book(context, "2026-12-22")
    acts = context.acts(reader_of(context))
    acts.tick([state.item for state in shown(context).items if state.due is not None])
    assert status_line(shown(context)).startswith("All that has a time is done. At any time: 10 things.")


def test_a_session_is_counted_from_the_day_it_is_and_not_from_the_day_shown(contexts: Contexts) -> None:
    """Trial A11."""
    booking = Booking(date(2026, 12, 18), "14:00")
    assert booking_sentence(booking, date(2026, 12, 17)) == "Next session tomorrow at 14:00"
    assert booking_sentence(booking, date(2026, 12, 18), "16:15") == "The session was today at 14:00"
    late = Booking(date(2027, 9, 5))
    assert booking_sentence(late, date(2026, 12, 18)) == "Next session 5 Sep 2027, in 261 days"
    context = contexts("2026-12-01T09:00", of=shipped())
    book(context, "2026-12-18")
    assert "Next session 18 Dec, in 17 days." in list(today_lines(shown(context, 28)))
