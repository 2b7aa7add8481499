"""`tick`, `untick`, `skip`, `slip` and `note`: what was done, what was not, and a word on it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import click
from msgspec import Struct

from checklists.rules.rule import Kind
from tui.cli.context import reader_of
from tui.cli.ending import OK, RefusedError, UsageError
from tui.cli.group import Command
from tui.cli.output.lines import say
from tui.cli.pick import ItemName, Order, Picker, not_before, told
from tui.recovery.acts import Acts, NotYetError
from tui.recovery.context import AppContext
from tui.recovery.state import AvoidState, ItemState, State
from tui.wording.status_line import caution, status_line

_RULES = click.argument("rules", metavar="RULE[/SLOT] ...", nargs=-1, required=True)
_DATE = click.option("--date", metavar="DATE", help="The day meant, such as 2026-11-22 or yesterday.")
_AT = click.option("--at", metavar="TIME", help="When it was, such as 21:30.")
_TICKED = (Kind.DO, Kind.CHECK)


class Picks(Struct, frozen=True):
    """The items that a command names, and when what is said of them was."""

    picker: Picker
    acts: Acts
    states: tuple[ItemState, ...]
    at: datetime | None

    def told(self, state: ItemState) -> str:
        """An item in words."""
        return told(state.item, self.acts.plan)


def _pick(
    context: AppContext,
    rules: Sequence[str],
    date: str | None,
    at: str | None,
    wanted: Callable[[ItemState], bool],
    order: Callable[[ItemState], Order] | None = None,
) -> Picks:
    reader = reader_of(context)
    acts = context.acts(reader)
    picker = Picker(reader, acts.plan, acts.now)
    moment, number = picker.moment(at, date) if at else (None, picker.day(date))
    found = {}
    for name in rules:
        state = picker.item(name, number, wanted, *_TICKED, order=order)
        found[state.item.key] = state
    return Picks(picker, acts, tuple(found.values()), moment)


def _is_unanswered(state: ItemState) -> bool:
    return state.state in (State.OPEN, State.MISSED)


@click.command(cls=Command)
@_RULES
@_DATE
@_AT
@click.pass_obj
def tick(context: AppContext, rules: tuple[str, ...], date: str | None, at: str | None) -> int:
    """Record that something was done.

    Without a slot it is the earliest that is due and open. Several at once are one act. An item's whole
    key, such as 2026-11-22/face-cleanse/evening, will do too.
    """
    picked = _pick(context, rules, date, at, _is_unanswered)
    todo = [state for state in picked.states if state.state is not State.DONE]
    for state in picked.states:
        if state.state is State.DONE:
            say(f"Already done: {picked.told(state)}{_when(state)}.")
    if todo:
        try:
            picked.acts.tick([state.item for state in todo], picked.at)
        except NotYetError as error:
            raise UsageError(str(error)) from None
        say(*(f"Ticked: {picked.told(state)}." for state in todo), *_cautions(picked, todo), *_next(picked))
    return OK


@click.command(cls=Command)
@_RULES
@_DATE
@_AT
@click.pass_obj
def untick(context: AppContext, rules: tuple[str, ...], date: str | None, at: str | None) -> int:
    """Take a tick or a skip back: the item is open again."""
    picked = _pick(context, rules, date, at, lambda state: not _is_unanswered(state), _latest_first)
    todo = [state for state in picked.states if not _is_unanswered(state)]
    for state in picked.states:
        if _is_unanswered(state):
            say(f"Not ticked: {picked.told(state)}.")
    if todo:
        picked.acts.untick([state.item for state in todo], picked.at)
        say(*(f"Open again: {picked.told(state)}." for state in todo))
    return OK


@click.command(cls=Command)
@_RULES
@click.option("--because", metavar="TEXT", default="", help="Why, in your own words.")
@_DATE
@_AT
@click.pass_obj
def skip(context: AppContext, rules: tuple[str, ...], because: str, date: str | None, at: str | None) -> int:
    """Leave something out on purpose. It leaves the counts."""
    picked = _pick(context, rules, date, at, _is_unanswered)
    done = [state for state in picked.states if state.state is State.DONE]
    if done:
        raise RefusedError(
            f"Already done: {picked.told(done[0])}. To leave it out all the same, untick it first."
        )
    todo = [state for state in picked.states if state.state is not State.SKIPPED or because != state.note]
    for state in picked.states:
        if state not in todo:
            say(f"Already skipped: {picked.told(state)}.")
    if todo:
        picked.acts.skip([state.item for state in todo], because, picked.at)
        say(*(f"Skipped: {picked.told(state)}." for state in todo))
    return OK


def _latest_first(state: ItemState) -> Order:
    return 0.0 if state.at is None else -state.at.timestamp(), ""


def _when(state: ItemState) -> str:
    if state.at is None:
        return ""
    day = "" if state.at.date() == state.item.date else f"on {state.at:%Y-%m-%d} "
    return f", {day}at {state.at:%H:%M}"


def _cautions(picked: Picks, done: Sequence[ItemState]) -> Iterator[str]:
    """A kind word where as-needed care comes too soon or too often. It was recorded all the same."""
    plan = picked.acts.plan
    for state in done:
        if state.item.rule.as_needed and plan.number_of(state.item.date) == plan.today:
            word = caution(state, picked.picker.reader.state_of(plan, picked.acts.now, plan.today))
            if word:
                yield word


def _next(picked: Picks) -> Iterator[str]:
    """What is left to do, from what is now in the journal."""
    state = picked.picker.reader.state(picked.acts.now)
    if not state.finished and state.number >= 0:
        yield status_line(state)


@click.command(cls=Command)
@click.argument("rule", metavar="RULE")
@click.option("--because", metavar="TEXT", default="", help="Anything worth keeping of it.")
@click.option("--take-back", is_flag=True, help="It was left alone after all.")
@_DATE
@_AT
@click.pass_obj
def slip(
    context: AppContext, rule: str, because: str, take_back: bool, date: str | None, at: str | None
) -> int:
    """Note that something to leave alone was not left alone. Nothing is held against you."""
    reader = reader_of(context)
    acts = context.acts(reader)
    picker = Picker(reader, acts.plan, acts.now)
    moment, number = picker.moment(at, date) if at else (None, picker.day(date))
    found = _found(picker, rule, number)
    avoid = found.avoid.rule
    words = f"'{avoid.title}', day {number}"
    if take_back:
        if not found.slipped:
            raise RefusedError(f"No slip is noted: {words}.")
        acts.unslip(avoid, acts.plan.date_of(number))
        say(f"Taken back: slip {words}.")
    elif found.slipped and because in ("", found.note):
        say(f"Already noted: slip {words}.")
    elif not found.avoid.on:
        raise RefusedError(f"'{avoid.title}' need not be left alone on day {number}.")
    else:
        acts.slip(avoid, acts.plan.date_of(number), because, moment)
        say(f"Noted: slip {words}. It happens; leave it be from here.")
        if avoid.how:
            say(avoid.how)
    return OK


def _found(picker: Picker, name: str, number: int) -> AvoidState:
    """What is to be left alone on a day.

    Raises:
        UsageError: If there is no such rule, or the day has not come.
        RefusedError: If it need not be left alone that day.
    """
    named = ItemName.of(name)
    rule = picker.rule(named.rule, Kind.AVOID)
    if named.slot is not None:
        raise UsageError(f"{rule.id} has no slots: it is left alone all day.")
    not_before(picker.plan, number)
    if number > picker.plan.today:
        raise UsageError(f"Day {number} has not come.")
    for each in picker.reader.state_of(picker.plan, picker.now, number).avoids:
        if each.avoid.rule.id == rule.id:
            return each
    raise RefusedError(f"'{rule.title}' need not be left alone on day {number}.")


@click.command(cls=Command)
@click.argument("text")
@click.option("--on", metavar="RULE[/SLOT]", help="The item it is about; without one it is about the day.")
@_DATE
@_AT
@click.pass_obj
def note(context: AppContext, text: str, on: str | None, date: str | None, at: str | None) -> int:
    """Keep a note. An empty text takes the note to an item away."""
    reader = reader_of(context)
    acts = context.acts(reader)
    plan = acts.plan
    picker = Picker(reader, plan, acts.now)
    moment, number = picker.moment(at, date) if at else (None, picker.day(date))
    if on is None:
        if not text.strip():
            raise UsageError("A note needs a text.")
        acts.note(text.strip(), plan.date_of(number), at=moment)
        say(f"Noted, {f'day {number}' if number >= 0 else 'before day 0'}.")
        return OK
    state = picker.item(on, number, lambda each: each.open, Kind.DO, Kind.CHECK)
    day = state.item.date
    acts.note(text.strip(), day, state.item, moment)
    taken = "Note taken away" if not text.strip() else "Noted"
    say(f"{taken}: {told(state.item, plan)}.")
    return OK
