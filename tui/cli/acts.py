"""`tick`, `untick`, `skip`, `slip` and `note`: what was done, what was not, and a word on it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import click
from msgspec import Struct

from checklists.rules.rule import Kind
from tui.cli.context import acts_of
from tui.cli.ending import OK, RefusedError, UsageError
from tui.cli.group import Command
from tui.cli.output.lines import say
from tui.cli.pick import ItemName, Order, Picker, check_begun, describe_item
from tui.recovery.acts import Acts
from tui.recovery.context import AppContext
from tui.recovery.outcomes import Refused
from tui.recovery.state import AvoidState, ItemState, State
from tui.wording.acts import caution_words, refusal
from tui.wording.status_line import TIME_NOT_SAID, ahead_line, status_line

_RULES = click.argument("rules", metavar="RULE[/SLOT] ...", nargs=-1, required=True)
_DATE = click.option("--date", metavar="DATE", help="The day meant, such as 2026-11-22 or yesterday.")
_AT = click.option("--at", metavar="TIME", help="When it was, such as 21:30.")


class Target(Struct, frozen=True):
    """What a command is about: the recovery spoken of, and the day and the moment of `--date` and `--at`."""

    context: AppContext
    acts: Acts
    picker: Picker
    number: int
    """The day's number."""
    at: datetime | None

    @classmethod
    def of(cls, context: AppContext, date: str | None, at: str | None) -> "Target":
        """Read the options.

        Raises:
            UsageError: If one makes no sense, or the moment has not come.
        """
        acts = acts_of(context)
        picker = Picker(acts.reader, acts.plan, acts.now)
        moment, number = picker.moment(at, date) if at else (None, picker.day(date))
        return cls(context, acts, picker, number, moment)

    def item(
        self,
        name: str,
        matches: Callable[[ItemState], bool],
        order: Callable[[ItemState], Order] | None = None,
    ) -> ItemState:
        """The item to tick of this name, as `Picker.item` finds it."""
        kinds = (kind for kind in Kind if kind.ticked)
        return self.picker.item(name, self.number, matches, *kinds, order=order)

    def items(
        self,
        names: Sequence[str],
        matches: Callable[[ItemState], bool],
        order: Callable[[ItemState], Order] | None = None,
    ) -> list[ItemState]:
        """The items of these names, each once."""
        states = [self.item(name, matches, order) for name in names]
        return list({state.item.key: state for state in states}.values())

    def describe(self, state: ItemState) -> str:
        """An item in words."""
        return describe_item(state.item, self.acts.plan)


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
    target = Target.of(context, date, at)
    states = target.items(rules, _is_unanswered)
    todo = [state for state in states if state.state is not State.DONE]
    for state in states:
        if state.state is State.DONE:
            say(f"Already done: {target.describe(state)}{_time_suffix(state)}.")
    reader = target.acts.reader
    if any(one.item.rule.check_in and not reader.values_on(one.item.date) for one in todo):
        raise UsageError("A check-in is ticked by answering it: afterglow check-in")
    if todo:
        ticked = target.acts.tick([state.item for state in todo], target.at)
        if isinstance(ticked, Refused):
            raise UsageError(refusal(ticked.why))
        say(
            *(f"Ticked: {target.describe(state)}." for state in todo),
            *_caution_lines(target, todo),
            *_status(target),
        )
    return OK


@click.command(cls=Command)
@_RULES
@_DATE
@_AT
@click.pass_obj
def untick(context: AppContext, rules: tuple[str, ...], date: str | None, at: str | None) -> int:
    """Take a tick or a skip back: the item is open again."""
    target = Target.of(context, date, at)
    states = target.items(rules, lambda state: not _is_unanswered(state), _latest_first)
    todo = [state for state in states if not _is_unanswered(state)]
    for state in states:
        if _is_unanswered(state):
            say(f"Not ticked: {target.describe(state)}.")
    if todo:
        target.acts.untick([state.item for state in todo], target.at)
        say(*(f"Open again: {target.describe(state)}." for state in todo))
    return OK


@click.command(cls=Command)
@_RULES
@click.option("--because", metavar="TEXT", default="", help="Why, in your own words.")
@_DATE
@_AT
@click.pass_obj
def skip(context: AppContext, rules: tuple[str, ...], because: str, date: str | None, at: str | None) -> int:
    """Leave something out on purpose. It leaves the counts."""
    target = Target.of(context, date, at)
    states = target.items(rules, _is_unanswered)
    done = [state for state in states if state.state is State.DONE]
    if done:
        raise RefusedError(
            f"Already done: {target.describe(done[0])}. To leave it out all the same, untick it first."
        )
    todo = [state for state in states if state.state is not State.SKIPPED or because != state.note]
    for state in states:
        if state not in todo:
            say(f"Already skipped: {target.describe(state)}.")
    if todo:
        target.acts.skip([state.item for state in todo], because, target.at)
        say(*(f"Skipped: {target.describe(state)}." for state in todo))
    return OK


def _latest_first(state: ItemState) -> Order:
    return 0.0 if state.at is None else -state.at.timestamp(), ""


def _time_suffix(state: ItemState) -> str:
    if state.at is None:
        return f", {TIME_NOT_SAID}" if state.unsaid else ""
    day = "" if state.at.date() == state.item.date else f"on {state.at:%Y-%m-%d} "
    return f", {day}at {state.at:%H:%M}"


def _caution_lines(target: Target, done: Sequence[ItemState]) -> Iterator[str]:
    """A kind word where as-needed care comes too soon or too often. It was recorded all the same."""
    plan = target.acts.plan
    for state in done:
        if state.item.rule.as_needed and plan.number_of(state.item.date) == plan.today:
            caution = state.caution(target.acts.now)
            if caution is not None:
                yield caution_words(caution)


def _status(target: Target) -> Iterator[str]:
    """What is left to do, from what is now in the journal."""
    state = target.picker.reader.state(target.acts.now)
    if not state.finished and state.number >= 0:
        others = target.context.beside(state.recovery)
        yield from filter(None, (status_line(state, others), ahead_line(state, others)))


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
    target = Target.of(context, date, at)
    state = _avoid_state(target, rule)
    avoid, day = state.avoid.rule, target.acts.plan.date_of(target.number)
    words = f"'{avoid.title}', day {target.number}"
    if take_back:
        if not state.slipped:
            raise RefusedError(f"No slip is noted: {words}.")
        target.acts.unslip(avoid, day)
        say(f"Taken back: slip {words}.")
    elif state.slipped and because in ("", state.note):
        say(f"Already noted: slip {words}.")
    elif not state.avoid.on:
        raise RefusedError(f"'{avoid.title}' need not be left alone on day {target.number}.")
    else:
        target.acts.slip(avoid, day, because, target.at)
        say(f"Noted: slip {words}. It happens; leave it be from here.")
        if avoid.how:
            say(avoid.how)
    return OK


def _avoid_state(target: Target, name: str) -> AvoidState:
    """What is to be left alone on a day, by the id of its rule.

    Raises:
        UsageError: If there is no such rule, or the day has not come.
        RefusedError: If it need not be left alone that day.
    """
    parts, picker, number = ItemName.of(name), target.picker, target.number
    rule = picker.rule(parts.rule, *(kind for kind in Kind if kind.left_alone))
    if parts.slot is not None:
        raise UsageError(f"{rule.id} has no slots: it is left alone all day.")
    check_begun(picker.plan, number)
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
    target, words = Target.of(context, date, at), text.strip()
    if on is None:
        if not words:
            raise UsageError("A note needs a text.")
        target.acts.note(words, target.acts.plan.date_of(target.number), at=target.at)
        say(f"Noted, {f'day {target.number}' if target.number >= 0 else 'before day 0'}.")
        return OK
    state = target.item(on, lambda each: each.open)
    target.acts.note(words, state.item.date, state.item, target.at)
    say(f"{'Noted' if words else 'Note taken away'}: {target.describe(state)}.")
    return OK
