"""What a checklist says beside its rules, as rows: when to call, signs, what is usual, and questions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from checklists.rules.checklist import CallWarning, Checklist, Normal, Question, Sign
from tui.recovery.clinic_dates import days_text
from tui.screens.checklist.rows import ORIGINS, ListShape
from tui.screens.dialogs import Paragraph
from tui.text.humanize import capital, full_stop, spans_words
from tui.widgets.rows import Row, RowKind, Seg, clean, cut, fit_row
from tui.wording.signs import value_words

_RIGHT = 24
"""Cells that say on which days a line is, at most."""
_MINE = "yours"


class SheetLine(NamedTuple):
    """One line of the checklist that is no rule."""

    section: str
    """As the screen heads it."""
    id: str
    """What a file names it by."""
    title: str
    days: str
    texts: tuple[Paragraph, ...]
    """All there is to say of it."""
    mine: bool
    """Whether the person's file has it otherwise than what it extends."""

    @property
    def stop(self) -> str:
        """The name of its row for the cursor."""
        return f"{RowKind.ITEM}/{self.key}"

    @property
    def key(self) -> str:
        """Its name among all lines. No id of a rule holds a colon."""
        return f"{self.section}:{self.id}"


def sheet_lines(checklist: Checklist, base: Checklist | None) -> Iterator[SheetLine]:
    """Every line beside the rules, those on when to call first.

    Args:
        base: What the person's file extends. None where the checklist is nobody's own.
    """
    for warning in checklist.warnings:
        yield _warning(warning, _mine(warning, base.warnings if base else None))
    for sign in checklist.signs:
        yield _sign(sign, _mine(sign, base.signs if base else None))
    for normal in checklist.normal:
        yield _normal(normal, _mine(normal, base.normal if base else None))
    for question in checklist.questions:
        yield _question(question, _mine(question, base.questions if base else None))


def filter_lines(lines: Iterable[SheetLine], search: str, yours: bool) -> tuple[SheetLine, ...]:
    """Those that hold every word of a search in what there is to say of them, or in their id.

    Args:
        yours: Only those that the person's file has otherwise.
    """
    words = search.casefold().split()
    if (origin := " ".join(words)) in ORIGINS:
        return tuple(each for each in lines if each.mine and origin == _MINE)
    return tuple(
        each for each in lines if (each.mine or not yours) and all(word in _text(each) for word in words)
    )


def by_section(lines: Iterable[SheetLine]) -> dict[str, list[SheetLine]]:
    """The lines under the name of their section, in the order of the file."""
    sections: dict[str, list[SheetLine]] = {}
    for line in lines:
        sections.setdefault(line.section, []).append(line)
    return sections


def section_heading(section: str, shape: ListShape) -> Row:
    """The heading of a section where all that is shown stands open."""
    left = (Seg("" if shape.narrow else " "), Seg(section, "bold text"))
    return fit_row(Row(RowKind.TEXT, left=left), shape.width, shape.marks.cut)


def line_row(line: SheetLine, shape: ListShape) -> Row:
    """One line as a row."""
    edge = " " if shape.narrow else "   "
    right = cut(_MINE if line.mine else line.days, min(_RIGHT, shape.width // 3), shape.marks.cut)
    room = shape.width - 2 - len(edge) - cell_len(right)
    title = cut(clean(line.title), room, shape.marks.cut)
    left = (
        Seg(edge),
        Seg(title + " " * max(room - cell_len(title), 0), "text"),
        Seg(" "),
        Seg(right, "accent" if line.mine else "mute"),
    )
    return Row(RowKind.ITEM, line.key, left, cursor=0 if shape.narrow else 1)


def _mine(item: object, of_base: Sequence[object] | None) -> bool:
    return of_base is not None and item not in of_base


def _warning(warning: CallWarning, mine: bool) -> SheetLine:
    texts = [Paragraph(full_stop(warning.condition), "bold text"), Paragraph(_call(warning))]
    if warning.meanwhile:
        texts.append(Paragraph(full_stop(warning.meanwhile)))
    section, days = "When to call", spans_words(warning.days)
    return _line(section, warning.id, warning.condition, days, texts, warning.because, mine)


def _call(warning: CallWarning) -> str:
    words = {"emergency": "an emergency, now", "urgent": "urgent, within hours"}
    how = words.get(str(warning.call), str(warning.call).replace("clinic-", "the clinic, ").replace("-", " "))
    return full_stop(capital(f"{how}, {spans_words(warning.days)}"))


def _sign(sign: Sign, mine: bool) -> SheetLine:
    days = "when it is so" if sign.until is not None else spans_words(sign.days)
    texts = [Paragraph(sign.ask, "bold text"), Paragraph(full_stop(capital(value_words(sign))))]
    texts.append(Paragraph(full_stop(capital(days))))
    return _line("Signs", sign.id, sign.ask, days, texts, sign.because, mine)


def _normal(normal: Normal, mine: bool) -> SheetLine:
    days = spans_words(normal.days)
    texts = [Paragraph(normal.usual, "bold text"), Paragraph(full_stop(capital(days)))]
    if normal.not_usual:
        texts.append(Paragraph(f"Not usual: {normal.not_usual}"))
    return _line("Normal", days_text(normal.days), normal.usual, days, texts, normal.because, mine)


def _question(question: Question, mine: bool) -> SheetLine:
    days = "asked later" if question.later else "asked at the start"
    texts = [Paragraph(question.ask, "bold text")]
    texts += [Paragraph(label) for _, label in question.answers]
    texts.append(Paragraph(full_stop(capital(days)), "mute"))
    return _line("Questions", question.id, question.ask, days, texts, question.because, mine)


def _line(
    section: str, id: str, title: str, days: str, texts: list[Paragraph], because: str, mine: bool
) -> SheetLine:
    if mine:
        texts.insert(1, Paragraph("Your file has this its own way.", "accent"))
    if because:
        texts.append(Paragraph(full_stop(f"Because: {because}")))
    return SheetLine(section, id, title, days, tuple(texts), mine)


def _text(line: SheetLine) -> str:
    words = (line.section, line.id, *(each.text for each in line.texts), _MINE if line.mine else "")
    return " ".join(words).casefold()
