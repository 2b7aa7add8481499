"""What the now-line, the tellings and Today say of what comes back before a session that asks otherwise."""

from datetime import date

from tests.conftest import Sessions
from tests.support.apps import shipped
from tests.support.pages import drawn, shown
from tui.recovery.context import Session
from tui.recovery.course import Booking
from tui.recovery.reader import RecoveryReader
from tui.reminders.reminder import tellings
from tui.settings import Quiet
from tui.wording.outcome import outcome
from tui.wording.status_line import now_line


def care_of(session: Session) -> RecoveryReader:
    care = session.care()
    assert care is not None
    return care


def book(session: Session, day: str) -> None:
    session.acts(care_of(session)).book(Booking(date.fromisoformat(day)))


def test_what_the_session_asks_to_leave_alone_is_not_said_to_be_back(sessions: Sessions) -> None:
    session = sessions("2026-12-18T08:10", begun="2026-12-18T05:00", of=shipped())
    assert "Peels, facials may come back today." in now_line(shown(session))
    assert any("peels, facials back" in telling.words for telling in tellings(shown(session), Quiet(0, 0)))
    book(session, "2026-12-22")
    state = shown(session)
    assert "back" not in now_line(state)
    assert not any("back" in telling.words for telling in tellings(state, Quiet(0, 0)))
    assert outcome(state, [each.sign for each in state.signs]).back == ()
    leave = drawn(session, 80, 40).partition("Leave alone")[2].splitlines()
    today = next(place for place, line in enumerate(leave) if line.startswith("   today     peels, facials"))
    assert leave[today + 1].strip() == "What the next session asks you to leave alone comes first."


def test_what_it_does_not_ask_for_is_back_all_the_same(sessions: Sessions) -> None:
    session = sessions("2026-11-27T08:10", begun="2026-11-27T05:00", of=shipped())
    book(session, "2026-12-22")
    assert [avoid.last for avoid in shown(session).avoids if avoid.last], "a tan is left alone already"
    assert now_line(shown(session)) == "3 things now. Make-up and acids, vitamin C may come back today."


def test_what_gets_ready_for_the_session_is_said_where_nothing_else_is_to_do(sessions: Sessions) -> None:
    session = sessions("2027-03-01T09:00", of=shipped())
    book(session, "2027-03-15")
    assert now_line(shown(session)) == "9 things for the next session, at any time."
    session = sessions("2026-12-22T08:20", begun="2026-12-22T05:00", of=shipped())
    book(session, "2026-12-22")
    acts = session.acts(care_of(session))
    acts.tick([state.item for state in shown(session).items if state.due is not None])
    assert now_line(shown(session)).startswith("7 things for the next session, at any time.")
