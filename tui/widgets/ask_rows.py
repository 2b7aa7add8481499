"""The question that decides whether something comes back today, and the keys that answer it."""

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len

from checklists.checklist import Sign
from tui.widgets.act_rows import Shape
from tui.widgets.rows import Kind, Row, Seg, fitted

_GO = Seg("go here: ", "mute")


def ask_row(sign: Sign, shape: Shape, label: int) -> Row:
    """The question, with its answers behind it, or at the right where that would cut them.

    Args:
        label: Cells of the column before it.
    """
    asked = [Seg(" " * label), Seg(sign.ask)]
    if sign.top == 1:
        answers = [Seg("y", "bold accent", "say(1)"), Seg(" / ", "mute"), Seg("n", "bold accent", "say(0)")]
    else:
        answers = [Seg("i", "bold accent", "check_in"), Seg(" check in", "mute", "check_in")]
    beside = [*asked, Seg("  "), *answers]
    if shape.text + sum(cell_len(seg.text) for seg in beside) < shape.width:
        return shape.row(Kind.ASK, sign.id, beside)
    return shape.row(Kind.ASK, sign.id, asked[1:], answers)


def from_afar(rows: Sequence[Row], width: int) -> tuple[Row, ...]:
    """The rows for a cursor that is on an item, where n is its note: the question says to go to it.

    Args:
        width: Cells the rows were made for.
    """
    return tuple(_sent_for(row, width) if row.kind is Kind.ASK else row for row in rows)


def _sent_for(row: Row, width: int) -> Row:
    segs = (*row.left, *row.right)
    place = next((place for place, seg in enumerate(segs) if seg.action == "say(1)"), None)
    if place is None:
        return row
    question, answers = segs[:place], (_GO, *segs[place:])
    if not row.right and sum(cell_len(seg.text) for seg in (*question, *answers)) < width:
        return replace(row, left=(*question, *answers))
    asked = question if row.right else (question[0], *question[2:])
    return fitted(replace(row, left=asked, right=answers), width, "")
