"""What the keys of Today do to the journal. Each answers with the sentence that says so."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from msgspec import Struct

from checklists.plan.day import Item
from checklists.rules.checklist import Sign
from tui.journal import Act, OvertakenError
from tui.recovery.acts import Acts, redone, undone
from tui.recovery.context import AppContext
from tui.recovery.recovery import Recovery
from tui.recovery.state import AvoidState, DayState, ItemState, State
from tui.reminders.reminder import Reminder
from tui.text.humanize import clock
from tui.wording.outcome import outcome
from tui.wording.status_line import caution

_LET_GO = "let go"
"""Why something was skipped that was not done while its day lasted."""


class Doing(Struct, frozen=True):
    """Acts on the day as it was shown when a key was pressed, whatever day it has become since.

    Every method may raise JournalError, and then nothing was written.
    """

    context: AppContext
    state: DayState
    key: Callable[[str, str], str]
    """The key that a binding is on, by its id, or else the usual one; see `key_of`."""

    def tick(self, items: Sequence[ItemState]) -> str:
        """Tick what is open of these, or untick them if all of it is done.

        Raises:
            NotYetError: If their day has not come.
        """
        waiting = [one for one in items if one.state in (State.OPEN, State.MISSED)]
        if len(items) == 1 and items[0].state is State.SKIPPED:
            waiting = list(items)
        if not waiting:
            done = [one.item for one in items if one.state is State.DONE]
            if not done:
                return ""
            with self._doing() as acts:
                acts.untick(done)
            return f"{_many('Open again', len(done))}. {self._undoes}"
        with self._doing() as acts:
            acts.tick([one.item for one in waiting], self._when(waiting))
        said = " ".join(filter(None, (caution(one, self.state) for one in waiting)))
        return f"{said or _many('Ticked', len(waiting)) + '.'} {self._undoes}"

    def skip(self, items: Sequence[Item], why: str) -> str:
        """Skip them, with a reason or without."""
        with self._doing() as acts:
            acts.skip(items, why)
        return f"{_many('Skipped', len(items))}. {self._undoes}"

    def let_go(self, items: Sequence[ItemState]) -> str:
        """Let go of what was not done yesterday."""
        with self._doing() as acts:
            acts.skip([one.item for one in items], _LET_GO)
        return f"{_many('Let go', len(items))}. {self._undoes}"

    def slip(self, avoid: AvoidState) -> str:
        """Note that something to leave alone was not, or take that back."""
        if avoid.slipped:
            self._acts.unslip(avoid.avoid.rule, self.state.date)
            return f"Taken back. {self._undoes}"
        self._acts.slip(avoid.avoid.rule, self.state.date)
        return f"Noted. It happens; leave it be from here. {self._undoes}"

    def note(self, text: str, item: Item | None) -> str:
        """Keep a note to an item or to the day."""
        if not text and item is None:
            return ""
        self._acts.note(text, self.state.date, item)
        return f"{'Noted' if text else 'Note taken away'}. {self._undoes}"

    def say(self, sign: Sign, value: int) -> str:
        """Report one sign."""
        acts = self._acts
        acts.report({sign: value}, self.state.date)
        return f"{reported('Noted.', acts.reader.state(acts.now), [sign])} {self._undoes}"

    def go_out(self, sign: Sign) -> str:
        """Say that the person is going out, or is back."""
        out = self.state.out_until is None
        self._acts.report({sign: int(out)}, self.state.date)
        if not out:
            return f"Back in. {self._undoes}"
        acts = self._acts
        until = acts.reader.state(acts.now).out_until
        back = f"{self.key('sign.out', 'o')} says you are back."
        return f"Out{f' until {clock(until)}' if until else ''}. {back}"

    def put_off(self, telling: Reminder, until: datetime) -> str:
        """Put a telling off, of whichever recovery it is."""
        running = self.context.running()
        recovery = next((one for one in running if one.id == telling.recovery), self.state.recovery)
        self._acts_on(recovery).put_off(telling.key, telling.items, until)
        return f"Later, at {clock(until)}. {self._undoes}"

    def put_away(self) -> str:
        """Put the recovery away."""
        self._acts.end()
        return f"Put away. Nothing is deleted. {self._undoes}"

    def undo(self, shown: Act | None) -> str:
        """Undo the act that was on top when the screen was drawn."""
        return turned_back(self.context, shown, redo=False)

    def redo(self, shown: Act | None) -> str:
        """Do again what was undone last when the screen was drawn."""
        return turned_back(self.context, shown, redo=True)

    @property
    def _undoes(self) -> str:
        return f"{self.key('act.undo', 'u')} undoes."

    @contextmanager
    def _doing(self) -> Iterator[Acts]:
        """To do what no plan is made from, so that the plan need not be made again."""
        acts = self._acts
        with self.context.plans.outliving(acts.reader):
            yield acts

    @property
    def _acts(self) -> Acts:
        return self._acts_on(self.state.recovery)

    def _acts_on(self, recovery: Recovery) -> Acts:
        reader = self.context.reader(recovery)
        assert reader is not None, "a recovery that is given is opened"
        return self.context.acts(reader)

    def _when(self, items: Sequence[ItemState]) -> datetime | None:
        """When something was done that is told only after its day: at its time. None is now."""
        now = self.context.now()
        if all(one.state is not State.MISSED and one.item.date == self.state.date for one in items):
            return None
        return max((one.due for one in items if one.due and one.due <= now), default=None)


def turned_back(context: AppContext, shown: Act | None, redo: bool) -> str:
    """Undo or redo the act that was on top when the screen was drawn, and say so.

    Raises:
        JournalError: If it could not be written; then nothing was.
    """
    if shown is None:
        return f"There is nothing to {'do again' if redo else 'undo'}."
    turn = context.journal.redo if redo else context.journal.undo
    try:
        act = turn(recorded=context.now(), expected=shown.id)
    except OvertakenError as overtaken:
        return f"Left as it is. Elsewhere since: {overtaken}."
    if act is None:
        return f"There is nothing to {'do again' if redo else 'undo'}."
    return f"{redone(act.words) if redo else undone(act.words)}."


def reported(first: str, state: DayState, signs: Collection[Sign]) -> str:
    """What came of a report, as sentences for the now-line.

    Args:
        first: The sentence they begin with.
        state: The day as it stands once the report is kept.
        signs: What was reported.
    """
    return " ".join([first, *outcome(state, signs).sentences()])


def _many(word: str, count: int) -> str:
    return word if count == 1 else f"{word}: {count} items"
