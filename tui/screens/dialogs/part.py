"""Answering a part of what waits: which items are meant, and whether they are done, skipped or put off."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, ClassVar, NamedTuple, assert_never

from msgspec.structs import replace
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from checklists.text import cleaned
from tui.recovery.acts import Acts
from tui.recovery.context import AppContext
from tui.recovery.outcomes import Outcome
from tui.recovery.state import DayState, ItemState
from tui.reminders.reminder import Reminder
from tui.screens.dialogs.prompt import Dialog, prompt_reason
from tui.screens.dialogs.put_off import due_beside, items_by_recovery, prompt_postponement
from tui.screens.host import host, key_of
from tui.settings import Quiet
from tui.text.humanize import clock
from tui.widgets.choices import ChoiceRow, Choices, heading
from tui.widgets.hints import MOVE, hint
from tui.widgets.wrapping import hanging


class Verb(StrEnum):
    """What is to become of the part."""

    TICK = "tick"
    SKIP = "skip"
    PUT_OFF = "put off"


class Part(NamedTuple):
    """What was marked, and what is to become of it."""

    verb: Verb
    ids: frozenset[str]
    """At least one."""


class PartAnswer(NamedTuple):
    """What to do with a part of what waits: one act."""

    recovery: str
    """The id of the recovery whose act it is."""
    do: Callable[[AppContext, Acts], Outcome]
    """Does it. The acts are those on `recovery`."""
    words: str = ""
    """What was typed for it."""


class PartScreen(Dialog[Part]):
    """Items to be marked, by what tells of them; one key then says what is to become of those."""

    DEFAULT_CSS = """
    PartScreen {
        Choices { height: auto; max-height: 14; margin: 1 0 0 0; }
        &.-low Choices { max-height: 6; margin: 0; }
        &.-short Choices { height: 1fr; margin: 0; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (10, "-low"), (20, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "mark", id="part.mark", tooltip="Mark the row, or take the mark away"),
        Binding("a", "mark_all", "all", id="part.all", tooltip="Mark all of it, or none"),
        Binding(
            "enter", "take('tick')", "done", id="part.tick", tooltip="What is marked is done", priority=True
        ),
        Binding("s", "take('skip')", "skip", id="part.skip", tooltip="Leave out what is marked, on purpose"),
        Binding("l", "take('put off')", "later", id="part.later", tooltip="Be told later of what is marked"),
    ]

    rows = getters.query_one(Choices)

    def __init__(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Mark nothing yet.

        Args:
            groups: Of each reminder its name, and (id, label) of each of its items. Literal, never markup.
        """
        super().__init__("Which of these?")
        self._groups = groups
        self._marked = frozenset[str]()

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content(self._title), id="title")
            yield Choices(marks=host(self).look.marks)
            yield self._hints(
                hint("part.mark", "mark"),
                hint("part.tick", "done", stays=True),
                hint("part.skip", "skip"),
                hint("part.later", "later"),
                hint("part.all", "all"),
                hint("question.back", "back"),
                MOVE,
            )

    def on_mount(self) -> None:
        super().on_mount()
        self._draw()

    def _draw(self) -> None:
        self.rows.show(list(self._list()))

    def _list(self) -> Iterator[ChoiceRow]:
        for name, items in self._groups:
            yield heading(cleaned(name))
            for id, label in items:
                box = Content("[x] " if id in self._marked else "[ ] ")
                yield ChoiceRow(id, partial(hanging, box, Content(cleaned(label))))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away."""
        self._marked ^= {self.rows.row}
        self._draw()

    def action_mark_all(self) -> None:
        """Mark all of it; where all is marked, none."""
        every = frozenset(id for _, items in self._groups for id, _ in items)
        self._marked = frozenset() if self._marked == every else every
        self._draw()

    def action_take(self, verb: str) -> None:
        """Give what is marked, if anything is."""
        if self._marked:
            self.dismiss(Part(Verb(verb), self._marked))
            return
        mark = key_of(self.app, "part.mark", "space")
        self.query_one("#title", Static).update(Content(f"Mark what is meant first, by {mark}."))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_mark()


async def prompt_part(
    screen: Screen[Any], scope: Sequence[Reminder], states: Sequence[DayState], quiet: Quiet
) -> PartAnswer | str | None:
    """Ask which items are meant and what is to become of them. In a worker.

    Beside the reminders asked about all else is offered that is due, of every recovery.

    Args:
        scope: What is asked about. At least one, each with items.
        states: The day it is, of every recovery that runs; that of the person's zone first.

    Returns:
        Why nothing can be done with what was marked, as a sentence; None where the person leaves it.
    """
    here = {_id(each, item) for each in scope for item in each.items}
    wider = _parts(due_beside(scope, states, quiet), lambda id: id not in here)
    offered = [*scope, *wider]
    titles = {each.recovery.id: each.recovery.title for each in states} if len(states) > 1 else {}
    part = await screen.app.push_screen_wait(PartScreen([_group(each, titles) for each in offered]))
    if part is None:
        return None
    meant = tuple(_parts(offered, part.ids.__contains__))
    match part.verb:
        case Verb.TICK:
            return _tick(meant)
        case Verb.SKIP:
            return await _skip(screen, meant)
        case Verb.PUT_OFF:
            today = {state.recovery.id: state.date for state in states}
            if any(each.date != today.get(each.recovery) for each in meant):
                return "Only what is of today can be told later."
            whole = {each.id: len(each.items) for each in offered}
            less = any(len(each.items) < whole[each.id] for each in meant)
            chosen = await prompt_postponement(screen, meant, states, quiet, part=less)
            return None if chosen is None else PartAnswer(chosen.recovery, chosen.put_off)
    assert_never(part.verb)


def _tick(meant: Collection[Reminder]) -> PartAnswer | str:
    without = [
        replace(each, items=items)
        for each in meant
        if (items := tuple(item for item in each.items if not item.item.rule.check_in))
    ]
    if not without:
        return "A check-in is answered, not ticked."

    def tick(context: AppContext, acts: Acts) -> Outcome:
        items, beside = items_by_recovery(without, context, acts)
        others = [(theirs, [each.item for each in states]) for theirs, states in beside]
        return acts.tick([each.item for each in items], beside=others)

    return PartAnswer(without[0].recovery, tick)


async def _skip(screen: Screen[Any], meant: Sequence[Reminder]) -> PartAnswer | None:
    why = await prompt_reason(screen, [item.item.rule.title for each in meant for item in each.items])
    if why is None:
        return None

    def skip(context: AppContext, acts: Acts) -> Outcome:
        items, beside = items_by_recovery(meant, context, acts)
        others = [(theirs, [each.item for each in states]) for theirs, states in beside]
        return acts.skip([each.item for each in items], why, beside=others)

    return PartAnswer(meant[0].recovery, skip, why)


def _parts(reminders: Iterable[Reminder], wanted: Callable[[str], bool]) -> Iterator[Reminder]:
    """The reminders with those of their items that are wanted, by their ids; none without any."""
    for each in reminders:
        items = tuple(item for item in each.items if wanted(_id(each, item)))
        if items:
            yield replace(each, items=items)


def _id(reminder: Reminder, item: ItemState) -> str:
    return f"{reminder.recovery}/{item.item.key}"


def _group(reminder: Reminder, titles: dict[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """A reminder as the screen takes it.

    Args:
        titles: Of the recoveries, where several run.
    """
    title = titles.get(reminder.recovery)
    name = f"{clock(reminder.due)} {reminder.title}{f', {title}' if title else ''}"
    return name, [(_id(reminder, item), item.item.rule.title) for item in reminder.items]
