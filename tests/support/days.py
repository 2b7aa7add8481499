"""The days of a session as a person meets them: shown, ticked, listed by slot."""

from tui.recovery.acts import Acts
from tui.recovery.context import Session
from tui.recovery.reader import RecoveryReader
from tui.recovery.state import DayState

DAY3 = "2026-11-23T08:55"
"""Five to nine on day 3, the morning due since eight."""


def opened(session: Session) -> tuple[RecoveryReader, Acts]:
    """What is recovered from, and what can be done in it."""
    care = session.care()
    assert care is not None
    return care, session.acts(care)


def shown(session: Session, number: int | None = None) -> DayState:
    """A day by its number, or the one it is."""
    return opened(session)[0].state(session.now(), number)


def tick(session: Session, *keys: str) -> None:
    """Tick items of the day it is, by `rule/slot`."""
    state = shown(session)
    found = [state.item(f"{state.date}/{key}") for key in keys]
    opened(session)[1].tick([each.item for each in found if each is not None])


def rules_of(state: DayState) -> dict[str, list[str]]:
    """The rules of a day in their order, by slot."""
    return {section.slot: [item.item.rule.id for item in section.items] for section in state.sections}
