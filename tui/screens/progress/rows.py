"""What the screen of how it is going is drawn from: the tables above, and the diary below them."""

from collections.abc import Iterable, Iterator, Sequence

from checklists.plan.activation import covers
from checklists.rules.checklist import CallWarning
from tui.recovery.diary import DiaryEntry, DiaryKind
from tui.text.humanize import day_month, short_date
from tui.themes import Marks
from tui.widgets.rows import Row, RowKind, Seg, fit_row
from tui.wording.charts import ASCII_MARKS, GLYPH_MARKS, ChartLine, ChartMarks
from tui.wording.going import entry_head, entry_sentence, entry_text, entry_time

SIGN, ENTRY = "sign", "entry"
"""What the keys of rows begin with."""
_WIDE = 70
"""Columns from which what an entry is stands in a column of its own."""
_STYLES = {
    DiaryKind.TICKED: "call",
    DiaryKind.CALLED: "call",
    DiaryKind.SLIP: "slip",
    DiaryKind.SESSION: "bold accent",
}


def chart_marks(marks: Marks) -> ChartMarks:
    """The glyphs of charts that go with those of the screen."""
    return ASCII_MARKS if marks.line.isascii() else GLYPH_MARKS


def sign_stop(id: str) -> str:
    """The name of a sign's row for the cursor."""
    return f"{RowKind.ITEM}/{SIGN}/{id}"


def entry_stop(entry: DiaryEntry) -> str:
    """The name of an entry's row for the cursor."""
    return f"{RowKind.ITEM}/{ENTRY}/{entry.id}"


def chart_rows(lines: Iterable[ChartLine], width: int, marks: Marks) -> Iterator[Row]:
    """The lines of a chart, a blank before them for the cursor."""
    for line in lines:
        left = (Seg(" "), *(Seg(cell.text, cell.style) for cell in line.cells))
        kind = RowKind.ITEM if line.key else RowKind.TEXT
        key = f"{SIGN}/{line.key}" if line.key else ""
        yield fit_row(Row(kind, key, left, cursor=0 if line.key else -1), width, marks.cut)


def diary_rows(
    entries: Sequence[DiaryEntry], width: int, marks: Marks, warnings: Iterable[CallWarning] = ()
) -> Iterator[Row]:
    """A line an entry; the day stands where it is another than that of the line above.

    Args:
        warnings: On when to call: a sign that one of them is about on a day comes first in its lines.
    """
    warnings = [each for each in warnings if each.fits]
    before = None
    for entry in entries:
        date = short_date(entry.date)
        day = date.rpartition(" ")[0] if width < _WIDE else date
        day = f"{day:<6} " if width < _WIDE else f"{day:<10}  "
        on = (each for each in warnings if any(covers(span, entry.day) for span in each.days))
        urgent = {test.subject for each in on for test in each.fits}
        head, text = entry_head(entry), entry_text(entry, marks.dot, urgent)
        style = _STYLES.get(entry.kind, "text")
        if width < _WIDE:
            body = (Seg(f"{head} ", style), Seg(text, "mute"))
        else:
            body = (Seg(f"{head:<12} ", style), Seg(text, style if style == "call" else "mute"))
        left = (
            Seg(" "),
            Seg(day if entry.date != before else " " * len(day), "text"),
            Seg(f"{entry_time(entry):<5}  " if width >= _WIDE else f"{entry_time(entry):<5} ", "faint"),
            *body,
        )
        before = entry.date
        key = f"{ENTRY}/{entry.id}"
        yield fit_row(Row(RowKind.ITEM, key, left, cursor=0), width, marks.cut)


def matches(entry: DiaryEntry, words: str) -> bool:
    """Whether an entry has every one of these words, in itself or in its date."""
    text = f"{entry_sentence(entry)} {short_date(entry.date)} {day_month(entry.date)} day {entry.day}"
    return all(word in text.casefold() for word in words.casefold().split())
