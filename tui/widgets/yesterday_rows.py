"""What was due yesterday and waits for a word, as rows."""

from rich.cells import cell_len

from tui.day.items import ItemState
from tui.day.state import DayState
from tui.day.words import capital, short_date, things
from tui.widgets.act_rows import Shape, item_mark, row_key, title_style
from tui.widgets.folds import YESTERDAY
from tui.widgets.rows import Kind, Row, Seg

FEW = 3
"""How many open items of yesterday still stand unfolded when the day is opened."""

_WHOLE = (Seg("a did them all", "mute", "do_all"), Seg("   x let them go", "mute", "let_all_go"))
_SHORT = (Seg("a did all", "mute", "do_all"), Seg("  x let go", "mute", "let_all_go"))


def yesterday_rows(state: DayState, shape: Shape, unfolded: bool) -> list[Row]:
    """The heading with its two answers, and if it is open the items; nothing if nothing waits."""
    if not state.yesterday:
        return []
    mark = Seg(shape.marks.unfolded if unfolded else shape.marks.folded, "faint")
    rows = [_heading(state, shape, mark, unfolded)]
    return rows + [_yesterday_item(item, shape) for item in state.yesterday] if unfolded else rows


def _heading(state: DayState, shape: Shape, mark: Seg, unfolded: bool) -> Row:
    """As much as fits of the day, how many things wait, and what may be done with all of them at once."""
    day = state.yesterday[0].item.date
    waiting = sum(item.open for item in state.yesterday)
    whole, brief = f"From yesterday, {short_date(day)[:3]} {day.day}", "From yesterday"
    count = [] if unfolded else [Seg(f"   {things(waiting)}", "mute")]
    few = [] if unfolded else [Seg(f" {waiting}", "mute")]
    style = "bold text" if unfolded else "text"
    tries = (
        ([Seg(whole, style), *count], list(_WHOLE)),
        ([Seg(whole, style), *count], list(_WHOLE[:1])),
        ([Seg(brief, style), *few], list(_SHORT)),
        ([Seg(brief, style), *few], list(_SHORT[:1])),
    )
    for title, right in tries:
        if shape.text + sum(cell_len(seg.text) for seg in (*title, *right)) + 2 <= shape.width:
            return shape.heading(YESTERDAY, mark, title, right)
    return shape.heading(YESTERDAY, mark, [Seg(brief, style), *few])


def _yesterday_item(item: ItemState, shape: Shape) -> Row:
    """Its slot is said, because no heading says it."""
    slot = item.item.slot.replace("-", " ")
    right: list[Seg] = []
    if item.open and not shape.narrow:
        dot = Seg(f" {shape.marks.dot} ", "mute")
        right = [Seg("did it", "mute", "tick"), dot, Seg("let it go", "mute", "slip")]
    taken = shape.text + shape.marks.width + cell_len(slot) + sum(cell_len(seg.text) for seg in right) + 6
    rule = item.item.rule
    title = rule.title if cell_len(rule.title) + taken <= shape.width else capital(rule.short)
    if title.endswith("?"):
        right = [Seg(slot + "  " * bool(right), "faint"), *right]
    else:
        title = f"{title}, {slot}"
    left = [item_mark(item, None, shape.marks), Seg(" "), Seg(title, title_style(item))]
    return shape.row(Kind.ITEM, row_key(item), left, right)
