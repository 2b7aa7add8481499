"""The keys of Today, and which of them are worth a place in the last line."""

from textual.binding import Binding, BindingType

from tui.recovery.state import DayState, State
from tui.screens.today.selection import Selection
from tui.widgets.hints import Hint, hint
from tui.widgets.rows import RowKind

_NEXT = "Begin the next session, once you have had it"

BINDINGS: list[BindingType] = [
    Binding("space", "tick", "tick", id="item.tick", tooltip="Tick or untick; on a heading, the whole slot"),
    Binding("s", "skip", "skip", id="item.skip", tooltip="Leave it out on purpose, with a reason or none"),
    Binding("x", "slip", "I slipped", id="item.slip", tooltip="Note a slip; of yesterday's, let it go"),
    Binding("n", "say(0)", "no", id="sign.no", tooltip="Answer no to the question on the screen"),
    Binding("y", "say(1)", "yes", id="sign.yes", tooltip="Answer yes to the question on the screen"),
    Binding("n", "begin_next(1)", "begin the next session", id="course.next", tooltip=_NEXT),
    Binding("n", "note", "note", id="item.note", tooltip="Write a note to the row, or to the day"),
    Binding("l", "later", "later", id="item.later", tooltip="Tell me later"),
    Binding("g", "go_due", "go to what is due", id="item.due", tooltip="Go to what is due"),
    Binding("enter", "open", "open", id="item.open", tooltip="Open, fold, or read all about the row"),
    Binding("d", "clinic_date", "my clinic said", id="rule.clinic", tooltip="Say what my clinic said"),
    Binding("a", "do_all", "did them all", id="yesterday.tick", tooltip="All that yesterday left is done"),
    Binding("left", "move(-1)", "day before", id="day.before", tooltip="The day before"),
    Binding("right", "move(1)", "day after", id="day.after", tooltip="The day after"),
    Binding("t", "today", "today", id="day.today", tooltip="Back to today"),
    Binding("u", "take_back", "undo", id="act.undo", tooltip="Take back the last thing done"),
    Binding("U", "bring_back", "redo", id="act.redo", tooltip="Do again what was undone"),
    Binding("o", "go_out", "going out", id="sign.out", tooltip="I am going out, or I am back"),
    Binding("i", "check_in", "check in", id="check-in.open", tooltip="Say how your skin is"),
    Binding("p", "plan", "plan", id="plan.show", tooltip="Every day of the plan"),
    Binding("b", "book", "book the next session", id="course.book", tooltip="Book the next session"),
    Binding("N", "begin_next", "begin the next session", id="course.begin", tooltip=_NEXT),
    Binding("z", "put_away", "put away", id="recovery.end", tooltip="Put a finished recovery away"),
    Binding("z", "switch_off", "not for me", id="rule.off", tooltip="Leave this rule out, and say why"),
    Binding("k", "checklist", "checklist", id="checklist.open", tooltip="Every rule of the checklist"),
    Binding("e", "edit", "editor", id="file.edit", tooltip="Open the file in your editor at this rule"),
    Binding("v", "difference", "what changes", id="file.difference", tooltip="What the file changes"),
    Binding("slash", "find", "find", id="list.find", tooltip="Find a row by its words"),
    Binding("up", "step(-1)", "up", id="list.up", tooltip="One row up"),
    Binding("down", "step(1)", "down", id="list.down", tooltip="One row down"),
    Binding("home", "step(-999)", "first", id="list.first", tooltip="The first row"),
    Binding("end", "step(999)", "last", id="list.last", tooltip="The last row"),
    Binding("pageup", "step(-8)", "page up", id="list.page-up", tooltip="Several rows up"),
    Binding("pagedown", "step(8)", "page down", id="list.page-down", tooltip="Several rows down"),
    Binding("q", "app.leave", "quit", id="app.quit", tooltip="Leave; everything is already kept"),
]


def hints(here: Selection, state: DayState, narrow: bool, asked: bool) -> tuple[Hint, ...]:
    """What the last line offers, by the row under the cursor.

    Args:
        asked: Whether a question is on the screen, to which n says no but from an item.
    """
    call = hint("call.open", "call" if narrow else "when to call", "call", stays=True)
    keys = hint("help.open", "keys" if narrow else "all keys", "keys", stays=True)
    undo = hint("act.undo", "undo")
    if state.finished:
        return call, hint("plan.show", "plan"), undo, keys
    first = _first(here)
    if narrow:
        return *first[:1], undo, call, keys
    note = [] if asked and here.item is None else [hint("item.note", "note")]
    return *first, *note, undo, hint("day.before day.after", "day"), call, keys


def _first(here: Selection) -> list[Hint]:
    """What can be done with the row itself."""
    if here.kind is RowKind.ASK:
        return [hint("sign.yes", "yes"), hint("sign.no", "no")]
    if here.kind is RowKind.AVOID:
        return [hint("item.slip", "I slipped"), hint("item.open", "why")]
    if here.kind is RowKind.EXPECT:
        return [hint("item.open", "read"), hint("rule.off", "not for me")]
    if here.kind is RowKind.NORMAL:
        return [hint("item.open", "read")]
    if here.books:
        return [hint("course.book", "book it"), hint("item.tick", "tick"), hint("item.skip", "skip")]
    if here.yesterday:
        whole = hint("yesterday.tick", "did them all")
        return [hint("item.tick", "did it"), hint("item.slip", "let it go"), whole]
    if here.kind is RowKind.HEADING and not here.items:
        return [hint("item.open", "fold")]
    if here.item is not None and here.item.item.rule.check_in and here.item.open:
        return [hint("item.tick", "check in"), hint("item.skip", "skip")]
    done = bool(here.items) and all(item.state is State.DONE for item in here.items)
    return [hint("item.tick", "untick" if done else "tick"), hint("item.skip", "skip")]
