"""The moments that the pictures show, brought about as a person would: by ticking, night after night."""

from collections.abc import Callable
from datetime import date, timedelta

from tests.conftest import Sessions
from tests.support.apps import at, clock_of, shipped
from tui.recovery.context import Session
from tui.recovery.state import ItemState

Scene = Callable[[Sessions], Session]

DAY_0 = date(2026, 11, 20)


def _go(session: Session, moment: str) -> None:
    clock_of(session).jump(at(moment) - session.now())


def tick(session: Session, moment: str, which: Callable[[ItemState], bool]) -> None:
    """Tick what is open at a moment and chosen by `which`."""
    _go(session, moment)
    care = session.care()
    assert care is not None
    items = [state.item for state in care.state(session.now()).items if state.open and which(state)]
    if items:
        session.acts(care).tick(items)


def nights(session: Session, count: int) -> None:
    """Tick everything on the first days, each at half past ten in the evening."""
    for number in range(count):
        tick(session, f"{DAY_0 + timedelta(days=number)}T22:30", lambda state: not state.item.rule.as_needed)


def _before(hour: int) -> Callable[[ItemState], bool]:
    return lambda state: state.due is not None and state.due.hour < hour


def first_evening(sessions: Sessions) -> Session:
    """Day 0, ten past eight in the evening, the painkiller asked about."""
    session = sessions("2026-11-20T16:30", of=shipped())
    tick(session, "2026-11-20T19:20", lambda state: state.item.rule.id == "face-painkiller-ask")
    _go(session, "2026-11-20T20:10")
    return session


def late_morning(sessions: Sessions) -> Session:
    """Day 1, five to nine, the morning late since eight."""
    session = sessions("2026-11-20T16:30", of=shipped())
    nights(session, 1)
    _go(session, "2026-11-21T08:55")
    return session


def after_a_night(sessions: Sessions) -> Session:
    """Day 2, the last evening's washing and cream left open."""
    session = sessions("2026-11-20T16:30", of=shipped())
    nights(session, 1)
    left = ("face-cleanse", "face-moisturise")
    tick(
        session,
        "2026-11-21T22:30",
        lambda state: (
            not state.item.rule.as_needed
            and not (state.item.slot == "evening" and state.item.rule.id in left)
        ),
    )
    _go(session, "2026-11-22T09:10")
    return session


def after_a_missed_day(sessions: Sessions) -> Session:
    """Day 2, nothing of day 1 ticked."""
    session = sessions("2026-11-20T16:30", of=shipped())
    nights(session, 1)
    _go(session, "2026-11-22T09:10")
    return session


def midday(sessions: Sessions) -> Session:
    """Day 3, one o'clock, the morning done."""
    session = sessions("2026-11-20T16:30", of=shipped())
    nights(session, 3)
    tick(session, "2026-11-23T09:30", _before(10))
    _go(session, "2026-11-23T13:00")
    return session


def all_done(sessions: Sessions) -> Session:
    """Day 3, twenty to ten in the evening, all done but one skipped."""
    session = midday(sessions)
    care = session.care()
    assert care is not None
    acts = session.acts(care)
    acts.skip([state.item for state in care.state(session.now()).items if state.item.slot == "midday"])
    tick(session, "2026-11-23T21:30", lambda state: state.due is not None)
    _go(session, "2026-11-23T21:40")
    return session


def lifting(sessions: Sessions) -> Session:
    """Day 7, make-up and acids back if no crusts are left, which nobody has said."""
    session = sessions("2026-11-20T16:30", of=shipped())
    nights(session, 7)
    tick(session, "2026-11-27T07:58", lambda state: state.item.key.endswith("face-cleanse/morning"))
    _go(session, "2026-11-27T08:10")
    return session


def sun_only(sessions: Sessions) -> Session:
    """Day 20, sunscreen and little else."""
    session = sessions("2026-11-20T16:30", of=shipped())
    nights(session, 20)
    _go(session, "2026-12-10T08:20")
    return session


def over(sessions: Sessions) -> Session:
    """The day after the last."""
    session = sessions("2026-11-20T16:30", of=shipped())
    nights(session, 3)
    tick(session, "2026-11-23T21:30", lambda state: state.item.slot == "morning")
    _go(session, "2027-02-19T09:10")
    return session
