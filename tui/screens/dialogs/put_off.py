"""Putting off: until when, and whether all that is told together, one thing of it, or all that is due."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from textual.screen import Screen

from checklists.plan.timing import later_by
from tui.recovery.acts import Acts
from tui.recovery.context import AppContext
from tui.recovery.outcomes import Cancelled, Done, PutOff, Refused
from tui.recovery.state import DayState, ItemState
from tui.reminders.reminder import Reminder, reminders_of
from tui.screens.dialogs.prompt import ChoiceScreen, PromptScreen
from tui.screens.host import host
from tui.settings import Quiet
from tui.text.humanize import capital, clock, listed, things
from tui.text.parse import Present, parse_clock

_LENGTHS = {
    "In 5 minutes": timedelta(minutes=5),
    "In 15 minutes": timedelta(minutes=15),
    "In an hour": timedelta(hours=1),
}
_AT_TIME, _ONLY, _ALL = "at", "only", "all"
_NAMED = 4
"""How many things the question names; more are counted."""


class Postponement(Struct, frozen=True):
    """What is put off, and until when."""

    reminders: tuple[Reminder, ...]
    """With the items of them that are meant. At least one."""
    until: datetime
    alone: bool
    """Whether one item is told by itself from then on."""

    @property
    def recovery(self) -> str:
        """The id of the recovery whose act it is."""
        return self.reminders[0].recovery

    def put_off(self, context: AppContext, acts: Acts) -> Done[PutOff] | Refused | Cancelled:
        """Do it, in one act.

        Args:
            acts: On `recovery`.
        """
        items, beside = items_by_recovery(self.reminders, context, acts)
        return acts.put_off(items, self.until, self.alone, beside)


def items_by_recovery(
    reminders: Sequence[Reminder], context: AppContext, acts: Acts
) -> tuple[list[ItemState], list[tuple[Acts, list[ItemState]]]]:
    """The items of one recovery's reminders, and those of the other recoveries that still run.

    Args:
        acts: On the one.
    """
    items: dict[str, list[ItemState]] = {acts.reader.recovery.id: []}
    for each in reminders:
        items.setdefault(each.recovery, []).extend(each.items)
    own, *others = items.items()
    beside = []
    for id, theirs in others:
        recovery = context.running_one(id)
        if recovery is not None and (reader := context.reader(recovery)) is not None:
            beside.append((context.acts(reader, acts.now), theirs))
    return own[1], beside


async def prompt_postponement(
    screen: Screen[Any],
    scope: Sequence[Reminder],
    states: Sequence[DayState],
    quiet: Quiet,
    only: ItemState | None = None,
    part: bool | None = None,
) -> Postponement | None:
    """Ask until when; None where the person leaves it. In a worker.

    Args:
        scope: What is asked about. At least one, each with items.
        states: The day it is, of every recovery that runs; that of the person's zone first.
        only: The item under the cursor, which may be meant alone.
        part: Whether less than all of the reminders was marked, so that it is told by itself from then on.
            None where nothing was marked, and more may be meant.
    """
    alone, now = bool(part), states[0].now
    while True:
        # Not their words: those also name what is left alone, and that is not put off.
        items = [item for each in scope for item in each.items]
        shorts = list(dict.fromkeys(item.item.rule.short for item in items))
        named = capital(listed(shorts) if len(shorts) <= _NAMED else things(len(items)))
        moments = _moments(scope, states, quiet)
        wider = due_beside(scope, states, quiet) if part is None else []
        options = [*((words, words) for words in moments), (_AT_TIME, "At a time of your own")]
        if only is not None and len(items) > 1 and only.item.key in {each.item.key for each in items}:
            options.append((_ONLY, f"Only {only.item.rule.short}"))
        if wider:
            count = len({item.item.key for each in wider for item in each.items})
            options.append((_ALL, f"All {things(count)} that are due"))
        chosen = await screen.app.push_screen_wait(ChoiceScreen(f"{named}: when?", options))
        if chosen == _ONLY and only is not None:
            own = (each for each in scope if only.item.key in {item.item.key for item in each.items})
            scope, alone = [replace(next(own), items=(only,))], True
        elif chosen == _ALL:
            scope, alone = wider, False
        else:
            until = moments.get(chosen or "")
            if chosen == _AT_TIME:
                until = await _ask_time(screen, f"{named}: until when today?", now, states[0].date)
            return None if until is None else Postponement(tuple(scope), until, alone)


async def _ask_time(screen: Screen[Any], title: str, now: datetime, day: date) -> datetime | None:
    """A time of this day, asked until it is one; None where the person leaves it."""
    day_start = host(screen).context.settings.day_start
    text: str | None = ""
    while True:
        text = await screen.app.push_screen_wait(PromptScreen(title, "such as 21:00", value=text or ""))
        if not text:
            return None
        try:
            return Present(now, day_start).at(day, parse_clock(text))
        except ValueError as error:
            title = str(error)


def due_beside(scope: Sequence[Reminder], states: Sequence[DayState], quiet: Quiet) -> list[Reminder]:
    """All reminders with something due now, of every recovery, where that is more; or none."""
    due = [
        replace(each, items=items)
        for state in states
        for each in reminders_of(state, quiet)
        if (items := tuple(item for item in each.items if item.is_now(state.now)))
    ]
    here = {(each.recovery, item.item.key) for each in scope for item in each.items}
    return due if {(each.recovery, item.item.key) for each in due for item in each.items} - here else []


def _moments(scope: Sequence[Reminder], states: Sequence[DayState], quiet: Quiet) -> dict[str, datetime]:
    """When reminders may come instead, by the words for it."""
    now, ids = states[0].now, {each.id for each in scope}
    latest = max(each.due for each in scope)
    base = max(now, latest).astimezone(now.tzinfo).replace(second=0, microsecond=0)
    moments = {words: later_by(base, length) for words, length in _LENGTHS.items()}
    others = (
        one.due
        for state in states
        for one in reminders_of(state, quiet)
        if one.id not in ids and one.due > base
    )
    following = min(others, default=None)
    if following is not None:
        moments["With what is next"] = following
    return {f"{words}, at {clock(moment)}": moment for words, moment in moments.items()}
