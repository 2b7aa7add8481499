"""The days of a session as a person meets them: shown, ticked, listed by slot."""

from collections.abc import Mapping

from checklists.plan.circumstances import ZoneFrom
from checklists.plan.timing import Dates
from checklists.rules.checklist import Checklist
from tests.support.plans import BERLIN, TREATED, local
from tui.recovery.acts import Acts
from tui.recovery.clinic_dates import ClinicDate, with_clinic_dates
from tui.recovery.context import AppContext
from tui.recovery.reader import RecoveryReader
from tui.recovery.state import DayState

DAY3 = "2026-11-23T08:55"
"""Five to nine on day 3, the morning due since eight."""


def opened(context: AppContext) -> tuple[RecoveryReader, Acts]:
    """What is recovered from, and what can be done in it."""
    reader = context.reader()
    assert reader is not None
    return reader, context.acts(reader)


def shown(context: AppContext, number: int | None = None) -> DayState:
    """A day by its number, or the one it is."""
    return opened(context)[0].state(context.now(), number)


def tick(context: AppContext, *keys: str) -> None:
    """Tick items of the day it is, by `rule/slot`."""
    state = shown(context)
    found = [state.item(f"{state.date}/{key}") for key in keys]
    opened(context)[1].tick([each.item for each in found if each is not None])


def rules_of(state: DayState) -> dict[str, list[str]]:
    """The rules of a day in their order, by slot."""
    return {section.slot: [item.item.rule.id for item in section.items] for section in state.sections}


def with_dates(checklist: Checklist, dates: Mapping[str, ClinicDate], treated: str = TREATED) -> Checklist:
    """A checklist with the clinic's own days and times, for a treatment at a clock time in Berlin."""
    begun = local(treated)
    return with_clinic_dates(checklist, dates, Dates(begun, (ZoneFrom(begun, BERLIN),), 4 * 60).days_of)
