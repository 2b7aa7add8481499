"""`tick`, `untick`, `skip`, `later`, `slip` and `note`: what was done, what was not, and a word on it."""

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

import click
from msgspec import Struct

from checklists.plan.day import Item
from checklists.plan.timing import later_by
from checklists.rules.rule import Kind
from tui.cli.context import acts_of, reader_of, running_of
from tui.cli.ending import OK, RefusedError, UsageError, parse_argument
from tui.cli.group import Command, completed
from tui.cli.output.lines import say, warn
from tui.cli.pick import (
    Found,
    ItemName,
    NoSuchRuleError,
    Order,
    Picker,
    check_begun,
    describe_item,
    item_name,
    numbered_items,
)
from tui.recovery.acts import Acts
from tui.recovery.context import AppContext
from tui.recovery.naming import rule_names
from tui.recovery.outcomes import Refused
from tui.recovery.recovery import Recovery
from tui.recovery.state import AvoidState, ItemState, State
from tui.text.humanize import capital, clock, listed, slot_title, year_date
from tui.text.names import EXACT, best_fits
from tui.text.parse import Present, is_clock, length_of, moment_words, parse_clock, parse_date
from tui.wording.acts import caution_words, refusal
from tui.wording.status_line import COMMAND_CALL, TIME_NOT_SAID, ahead_line, status_line

_RULES = click.argument(
    "rules", metavar="RULE[/SLOT] ...", nargs=-1, required=True, shell_complete=completed("rules")
)
_DATE = click.option("--date", metavar="DATE", help="The day meant, such as 2026-11-22 or yesterday.")
_BUT = click.option(
    "--but",
    metavar="RULE[/SLOT]",
    multiple=True,
    help="Leave this out of what is meant; may be given again.",
    shell_complete=completed("rules"),
)
_TICKED = tuple(kind for kind in Kind if kind.ticked)
_AT = click.option("--at", metavar="TIME", help="When it was, such as 21:30.")

DUE = "due"
"""The name that means all that is due."""


class Target(Struct, frozen=True):
    """What a command is about: the recovery spoken of, and the day and the moment of `--date` and `--at`."""

    context: AppContext
    acts: Acts
    picker: Picker
    number: int
    """The day's number."""
    at: datetime | None
    date_text: str | None = None
    at_text: str | None = None

    @classmethod
    def of(
        cls, context: AppContext, date: str | None, at: str | None, recovery: Recovery | None = None
    ) -> "Target":
        """Read the options, for the recovery spoken of or for another.

        Raises:
            UsageError: If one makes no sense, or the moment has not come.
        """
        acts = acts_of(context, recovery)
        picker = Picker(acts.reader, acts.plan, acts.now)
        moment, number = picker.moment(at, date) if at else (None, picker.day(date))
        return cls(context, acts, picker, number, moment, date, at)

    def item(
        self,
        name: str,
        matches: Callable[[ItemState], bool],
        order: Callable[[ItemState], Order] | None = None,
    ) -> ItemState:
        """The one item to tick of this name, as `Picker.choose` finds it."""
        return self.picker.choose(self.picker.find(name, self.number, *_TICKED), matches, order)

    def others(self) -> "Iterator[Target]":
        """The same for every other recovery that runs; none where `--recovery` says which one is meant."""
        if self.context.picked is None:
            for each in self.context.running():
                if each.id != self.acts.reader.recovery.id:
                    # A day before its treatment, say: then nothing of it can be meant.
                    with suppress(UsageError):
                        yield Target.of(self.context, self.date_text, self.at_text, each)

    def named(self, name: str) -> "Target":
        """This recovery, or the other one that has what is named where this one has nothing of that name.

        Raises:
            UsageError: If none has, or several others.
        """
        try:
            if self._has(name):
                return self
        except NoSuchRuleError as error:
            others = [each for each in self.others() if each._has_quietly(name)]
            if not others:
                raise error from None
            if len(others) > 1:
                ids = [each.acts.reader.recovery.id for each in others]
                raise UsageError(
                    f"{name!r} fits both {listed(ids)}. Say which one: --recovery {ids[0]}"
                ) from None
            return others[0]
        return self

    def _has(self, name: str) -> bool:
        parts = ItemName.of(name)
        if parts.slot is None and self.picker.is_slot(parts.rule, self.number, *_TICKED):
            return True
        return bool(self.picker.rule(parts.rule, *_TICKED, number=self.number))

    def _has_quietly(self, name: str) -> bool:
        try:
            return self._has(name)
        except UsageError:
            return False

    def describe(self, state: ItemState) -> str:
        """An item in words."""
        return describe_item(state.item, self.acts.plan)

    def read_back(self) -> Iterator[str]:
        """What was understood of `--at` and `--date`; nothing where neither was given."""
        if self.at is not None:
            yield f"At: {moment_words(self.at.astimezone(self.picker.present.zone))}."
        elif self.date_text is not None:
            yield f"On: {year_date(self.acts.plan.date_of(self.number))}."


class Chosen(NamedTuple):
    """One item that a command is about."""

    target: Target
    """Its recovery."""
    state: ItemState
    found: Found | None = None
    """What was named; None where that was a whole slot."""

    @property
    def words(self) -> str:
        """The item in words."""
        return self.target.describe(self.state)


def _choose(
    target: Target,
    names: Sequence[str],
    matches: Callable[[ItemState], bool],
    order: Callable[[ItemState], Order] | None = None,
    ahead: bool = True,
) -> list[Chosen]:
    """The items of these names, each once, those of the recovery spoken of first.

    A slot's name means everything in it that matches, and `due` all that is due, of every recovery.

    Args:
        ahead: Whether a whole slot may be meant that has not come.

    Raises:
        UsageError: If a name means nothing, or several things.
    """
    whole = " ".join(names)
    if len(names) > 1 and _is_one_name(target, whole):
        names = [whole]
    chosen: dict[tuple[str, str], Chosen] = {}
    scopes = {each.id for each in target.context.running()}
    scope: Target | None = None
    for place, name in enumerate(names):
        numbers = _numbers(name)
        if numbers or _is_all_due(target, name):
            counted = (item for number in numbers for item in _numbered(target, number))
            for each in counted if numbers else _all_due(target):
                chosen.setdefault((each.target.acts.reader.recovery.id, each.state.item.key), each)
            continue
        # A line of `due` begins with the recovery.
        if name in scopes and place + 1 < len(names):
            running = target.context.running_one(name)
            scope = Target.of(target.context, target.date_text, target.at_text, running)
            continue
        try:
            one = scope or target.named(name)
        except NoSuchRuleError as error:
            raise UsageError(f"{error}{_option_for(name, target.picker.present)}") from None
        scope = None
        for each in _chosen(one, name, matches, order, ahead):
            chosen.setdefault((one.acts.reader.recovery.id, each.state.item.key), each)
    own = target.acts.reader.recovery.id
    return sorted(chosen.values(), key=lambda each: each.target.acts.reader.recovery.id != own)


def _numbers(text: str) -> list[int]:
    """What `3`, `1,2` or `2-4` counts up; nothing where a text is none of these."""
    if not re.fullmatch(r"(?:\d{1,3}(?:-\d{1,3})?,?)+", text, re.ASCII):
        return []
    spans = [part.partition("-") for part in text.strip(",").split(",")]
    return [number for first, _, last in spans for number in range(int(first), int(last or first) + 1)]


def _option_for(text: str, present: Present) -> str:
    """How to write a time, a day or a reason that stands where a name is read: behind a space, or nothing."""
    params = {param.name for param in click.get_current_context().command.params}
    option = ""
    if is_clock(text):
        option = "at" if "at" in params else "until"
    elif "date" in params and _is_date(text, present):
        option = "date"
    elif " " in text.strip():
        option = "because"
    return f" Did you mean --{option} {shlex.quote(text)}?" if option in params else ""


def _is_date(text: str, present: Present) -> bool:
    try:
        return bool(parse_date(text, present))
    except ValueError:
        return False


def _is_all_due(target: Target, name: str) -> bool:
    """Whether a name means all that is due, and no rule of this id."""
    return name.casefold() == DUE and all(rule.id != DUE for rule in target.acts.plan.checklist.rules)


def _all_due(target: Target) -> Iterator[Chosen]:
    """All that is due now, of every recovery that runs or of the one that was picked.

    Raises:
        RefusedError: If nothing is.
        UsageError: If a day was named.
    """
    if target.date_text is not None:
        raise UsageError("What is due is of today: leave --date out.")
    scopes = [target, *target.others()]
    due = [Chosen(one, state) for one in scopes for state in one.acts.reader.state(one.acts.now).due]
    if not due:
        raise RefusedError("Nothing is due now.")
    yield from due


def _leave_out(chosen: Sequence[Chosen], target: Target, names: Sequence[str]) -> list[Chosen]:
    """What was chosen without what is named here.

    Raises:
        RefusedError: If nothing is left.
        UsageError: If a name means nothing, or nothing that was chosen.
    """
    left = list(chosen)
    for name in names:
        one = target.named(name)
        found = one.picker.find(name, one.number, *_TICKED)
        keys = {each.item.key for each in ([found.exact] if found.exact is not None else found.states)}
        rest = [
            each
            for each in left
            if each.target.acts.reader.recovery.id != one.acts.reader.recovery.id
            or each.state.item.key not in keys
        ]
        if len(rest) == len(left):
            raise UsageError(f"{name!r} is not among what is meant, and so cannot be left out of it.")
        left = rest
    if not left:
        raise RefusedError("Nothing is left of it.")
    return left


def _numbered(target: Target, number: int) -> Iterator[Chosen]:
    """The item of a number of `due`.

    Raises:
        UsageError: If there is none.
    """
    context = target.context
    if target.date_text is not None:
        raise UsageError(f"{number} is a number of today's, as due --numbered lists them: leave --date out.")
    items = numbered_items([reader_of(context, each) for each in running_of(context)], context)
    if not 1 <= number <= len(items):
        known = f"They go from 1 to {len(items)}" if items else "There are none"
        raise UsageError(f"There is no number {number} today. {known}: afterglow due --numbered")
    state, item = items[number - 1]
    one = Target.of(context, None, target.at_text, context.running_one(state.recovery.id))
    yield Chosen(one, item, Found(item.item.rule, state.number, [item], item))


def _is_one_name(target: Target, text: str) -> bool:
    """Whether several words are one name in full, such as a title that was not put in quotes."""
    rules = target.acts.plan.checklist.rules
    grade, fitting = best_fits(text, (each for each in rules if each.kind.ticked), rule_names)
    return bool(fitting and grade <= EXACT) or target.picker.slot(text, target.number) is not None


def _chosen(
    target: Target,
    name: str,
    matches: Callable[[ItemState], bool],
    order: Callable[[ItemState], Order] | None,
    ahead: bool,
) -> Iterator[Chosen]:
    picker, number = target.picker, target.number
    if "/" in name or not picker.is_slot(name, number, *_TICKED):
        found = picker.find(name, number, *_TICKED)
        yield Chosen(target, picker.choose(found, matches, order), found)
        return
    states = picker.slot(name, number) or []
    slot = f"{name.strip().casefold()}, day {number}"
    due = [each.starts for each in states if each.starts is not None]
    if not ahead and number == target.acts.plan.today and due and min(due) > target.acts.now:
        one = item_name(min(states, key=lambda each: each.item.rule.check_in).item)
        raise UsageError(
            f"{capital(name.strip())} has not come: it is at {clock(min(due))}. "
            f"One thing ahead of its time: tick {one}"
        )
    if not states:
        raise UsageError(f"Nothing is in the plan: {slot}.")
    states = [each for each in states if matches(each)]
    if not states:
        raise RefusedError(f"Nothing is left to answer: {slot}.")
    yield from (Chosen(target, each) for each in states)


def _repeated(chosen: Chosen, verb: str) -> str:
    """That a name without a slot was answered already, where all that is left of it is still to come."""
    found, target = chosen.found, chosen.target
    if found is None or found.exact is not None or found.number != target.acts.plan.today:
        return ""
    answered = [each for each in found.states if not _is_unanswered(each)]
    waiting = [each for each in found.states if _is_unanswered(each)]
    starts = [each.starts for each in waiting if each.starts is not None]
    if not answered or not starts or len(starts) < len(waiting) or min(starts) <= target.acts.now:
        return ""
    following = chosen.state
    counted = found.rule.interval is not None
    when = [
        (f"at {clock(each.at)}" if each.at else "today") if counted else slot_title(each.item.slot).lower()
        for each in answered
    ]
    state = "done" if any(each.state is State.DONE for each in answered) else "skipped"
    coming = "The next" if counted else slot_title(following.item.slot)
    return (
        f"Already {state}: {listed(when)}. {coming} is at {clock(following.starts or min(starts))}: "
        f"{verb} {item_name(following.item)}."
    )


def _without_repeated(chosen: Sequence[Chosen], verb: str) -> list[Chosen]:
    """Those that are to be answered now; the others are named.

    Raises:
        RefusedError: If none is left.
    """
    remarks = {id(each): _repeated(each, verb) for each in chosen}
    lines = [line for line in remarks.values() if line]
    if lines and len(lines) == len(chosen):
        raise RefusedError("\n".join(lines))
    warn(*lines)
    return [each for each in chosen if not remarks[id(each)]]


def _by_recovery(chosen: Sequence[Chosen]) -> tuple[Acts, list[Item], list[tuple[Acts, list[Item]]]]:
    """The items by recovery: the acts on the first and its items, and the others with theirs."""
    groups: dict[str, tuple[Acts, list[Item]]] = {}
    for each in chosen:
        acts = each.target.acts
        groups.setdefault(acts.reader.recovery.id, (acts, []))[1].append(each.state.item)
    (acts, items), *beside = groups.values()
    return acts, items, beside


def _is_unanswered(state: ItemState) -> bool:
    return state.state in (State.OPEN, State.MISSED)


@click.command(cls=Command)
@_RULES
@_BUT
@_DATE
@_AT
@click.pass_obj
def tick(
    context: AppContext, rules: tuple[str, ...], but: tuple[str, ...], date: str | None, at: str | None
) -> int:
    """Record that something was done.

    RULE is an id, a part of it, a short name or a title; a slot alone, such as evening, is all that is open
    in it, and due all that is due. Without a slot it is the earliest that is due and open. Several at once
    are one act. An item's whole key, such as 2026-11-22/face-cleanse/evening, will do too.
    """
    target = Target.of(context, date, at)
    chosen = _leave_out(_choose(target, rules, _is_unanswered, ahead=False), target, but)
    chosen = _without_repeated(chosen, "tick")
    todo = [each for each in chosen if each.state.state is not State.DONE]
    for each in chosen:
        if each.state.state is State.DONE:
            say(f"Already done: {each.words}{_time_suffix(each.state)}.")
    asked = [each for each in todo if _asks(each)]
    todo = [each for each in todo if each not in asked or each.found is not None]
    if any(each.found is not None for each in asked) or (asked and not todo):
        raise UsageError("A check-in is ticked by answering it: afterglow check-in")
    if todo:
        acts, items, beside = _by_recovery(todo)
        ticked = acts.tick(items, todo[0].target.at, beside)
        if isinstance(ticked, Refused):
            raise UsageError(refusal(ticked.why))
        say(
            *(f"Ticked: {each.words}." for each in todo),
            *target.read_back(),
            *(f"Left open: {each.words}. It is answered: afterglow check-in" for each in asked),
            *_caution_lines(todo),
            *_status(target),
        )
    return OK


def _asks(chosen: Chosen) -> bool:
    """Whether it is a check-in that nothing was answered to."""
    item = chosen.state.item
    acts = chosen.target.acts
    return item.rule.check_in and not acts.reader.values_on(item.date, acts.plan.checklist)


@click.command(cls=Command)
@_RULES
@_DATE
@_AT
@click.pass_obj
def untick(context: AppContext, rules: tuple[str, ...], date: str | None, at: str | None) -> int:
    """Take a tick or a skip back: the item is open again."""
    target = Target.of(context, date, at)
    chosen = _choose(target, rules, lambda state: not _is_unanswered(state), _latest_first)
    todo = [each for each in chosen if not _is_unanswered(each.state)]
    for each in chosen:
        if _is_unanswered(each.state):
            say(f"Not ticked: {each.words}.")
    if todo:
        acts, items, beside = _by_recovery(todo)
        acts.untick(items, todo[0].target.at, beside)
        say(*(f"Open again: {each.words}." for each in todo))
    return OK


@click.command(cls=Command)
@_RULES
@click.option("--because", metavar="TEXT", default="", help="Why, in your own words.")
@_BUT
@_DATE
@_AT
@click.pass_obj
def skip(
    context: AppContext,
    rules: tuple[str, ...],
    because: str,
    but: tuple[str, ...],
    date: str | None,
    at: str | None,
) -> int:
    """Leave something out on purpose. It leaves the counts.

    RULE is as for tick: a slot alone is all that is open in it, and due all that is due.
    """
    target = Target.of(context, date, at)
    chosen = _without_repeated(_leave_out(_choose(target, rules, _is_unanswered), target, but), "skip")
    done = [each for each in chosen if each.state.state is State.DONE]
    if done:
        raise RefusedError(f"Already done: {done[0].words}. To leave it out all the same, untick it first.")
    todo = [each for each in chosen if each.state.state is not State.SKIPPED or because != each.state.reason]
    for each in chosen:
        if each not in todo:
            say(f"Already skipped: {each.words}.")
    if todo:
        acts, items, beside = _by_recovery(todo)
        acts.skip(items, because, todo[0].target.at, beside)
        say(*(f"Skipped: {each.words}." for each in todo), *target.read_back())
    return OK


@click.command(cls=Command)
@click.argument("names", metavar="[RULE[/SLOT] ...] [LENGTH]", nargs=-1)
@click.option("--until", metavar="TIME", help="Until a time of this day, such as 21:00.")
@click.option("--next", "with_next", is_flag=True, help="Until the next time that something is told.")
@_BUT
@click.pass_obj
def later(
    context: AppContext, names: tuple[str, ...], until: str | None, with_next: bool, but: tuple[str, ...]
) -> int:
    """Put off what is due: all of it, or what is named.

    LENGTH is such as 20m or 1h; without one it is 15 minutes. A slot, such as evening, is all that is told
    with it; a rule alone is told by itself from then on. Every program that tells knows of it.
    """
    target = Target.of(context, None, None)
    length = length_of(names[-1]) if names else None
    rules = names if length is None else names[:-1]
    if sum((length is not None, until is not None, with_next)) > 1:
        raise UsageError("Say one of these: a length such as 20m, --until TIME or --next.")
    chosen = _leave_out(_to_put_off(target, rules), target, but)
    groups: dict[str, tuple[Acts, list[ItemState]]] = {}
    for each in chosen:
        acts = each.target.acts
        groups.setdefault(acts.reader.recovery.id, (acts, []))[1].append(each.state)
    (acts, items), *beside = groups.values()
    moment = _put_off_moment(target, chosen, length, until, with_next)
    alone = bool(but) or any(each.found is not None for each in chosen)
    outcome = acts.put_off(items, moment, alone, beside)
    if isinstance(outcome, Refused):
        raise UsageError(refusal(outcome.why))
    local = clock(moment.astimezone(acts.plan.zone))
    say(*(f"Put off until {local}: {each.words}." for each in chosen))
    return OK


def _to_put_off(target: Target, rules: Sequence[str]) -> list[Chosen]:
    """What of today is open and has a time: all that is due, or what is named.

    Raises:
        RefusedError: If nothing is due.
        UsageError: If a name means nothing, or nothing that can be put off.
    """
    if not rules:
        return list(_all_due(target))
    chosen = _choose(target, rules, lambda state: state.open)
    for each in chosen:
        if not each.state.open:
            raise RefusedError(f"Answered already: {each.words}.")
        if each.state.due is None:
            raise UsageError(f"It has no time, and so nothing tells of it: {each.words}.")
        if each.target.acts.plan.number_of(each.state.item.date) != each.target.acts.plan.today:
            raise UsageError(f"It is not of today: {each.words}.")
    return chosen


_USUAL = timedelta(minutes=15)
"""How long something is put off where nobody says."""


def _put_off_moment(
    target: Target, chosen: Sequence[Chosen], length: timedelta | None, until: str | None, with_next: bool
) -> datetime:
    """Until when, by the options.

    Raises:
        RefusedError: If nothing more is told today.
        UsageError: If the time is none.
    """
    acts, context = target.acts, target.context
    if until is not None:
        present = target.picker.present
        return present.at(acts.plan.date_of(acts.plan.today), parse_argument(parse_clock, until))
    if with_next:
        from tui.reminders.coming import coming_of_all

        keys = {each.state.item.key for each in chosen}
        told, _ = coming_of_all(context, acts.now, acts.plan.begins(acts.plan.today + 1))
        others = (
            one.due for one in told if one.due > acts.now and not keys & {item.item.key for item in one.items}
        )
        following = min(others, default=None)
        if following is None:
            raise RefusedError("Nothing more is told today. Say a time: --until 21:00")
        return following
    return later_by(acts.now.replace(second=0, microsecond=0), length or _USUAL)


def _latest_first(state: ItemState) -> Order:
    return 0.0 if state.at is None else -state.at.timestamp(), ""


def _time_suffix(state: ItemState) -> str:
    if state.at is None:
        return f", {TIME_NOT_SAID}" if state.unsaid else ""
    day = "" if state.at.date() == state.item.date else f"on {state.at:%Y-%m-%d} "
    return f", {day}at {state.at:%H:%M}"


def _caution_lines(done: Sequence[Chosen]) -> Iterator[str]:
    """A kind word where as-needed care comes too soon or too often. It was recorded all the same."""
    for each in done:
        item, acts = each.state.item, each.target.acts
        if item.rule.as_needed and acts.plan.number_of(item.date) == acts.plan.today:
            caution = each.state.caution(acts.now)
            if caution is not None:
                yield caution_words(caution)


def _status(target: Target) -> Iterator[str]:
    """What is left to do, from what is now in the journal."""
    state = target.picker.reader.state(target.acts.now)
    if not state.finished and state.number >= 0:
        others = target.context.beside(state.recovery)
        yield from filter(None, (status_line(state, others, COMMAND_CALL), ahead_line(state, others)))


@click.command(cls=Command)
@click.argument("rule", metavar="RULE", shell_complete=completed("avoids"))
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
        say(f"Noted: slip {words}. It happens; leave it be from here.", *target.read_back())
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
    rule = picker.rule(parts.rule, *(kind for kind in Kind if kind.left_alone), number=number)
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
        say(
            f"Noted, {f'day {target.number}' if target.number >= 0 else 'before day 0'}.", *target.read_back()
        )
        return OK
    target = target.named(on)
    state = target.item(on, lambda each: each.open)
    target.acts.note(words, state.item.date, state.item, target.at)
    say(f"{'Noted' if words else 'Note taken away'}: {target.describe(state)}.", *target.read_back())
    return OK
