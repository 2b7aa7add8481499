"""The first row of every screen while a published line stands. Nothing lies over it."""

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from tui.widgets.rows import clean, cut
from tui.widgets.wrapping import click
from tui.wording.top_row import TopRow

_LEAST = 8
"""Cells of a report that still say it."""
_ENOUGH = 24
"""Cells of one by which it is known, where both of the clinic's numbers stand beside it."""
_END = "c "


class TopRowLine(Static):
    """The report, how soon to call and the number: red, and reversed where there is no colour."""

    DEFAULT_CSS = """
    TopRowLine {
        dock: top; height: 1; width: 100%;
        background: $call; color: $background; text-style: bold;
        &:nocolor { text-style: bold reverse; }
    }
    """

    def __init__(self, row: TopRow, *, answers: bool, mark: str) -> None:
        """Show a row.

        Args:
            answers: Whether y and n answer it on this screen.
            mark: What stands where it was cut.
        """
        super().__init__(markup=False)
        self.auto_links = False
        self._row, self._answers, self._mark = row, answers, mark

    def show(self, row: TopRow) -> None:
        """Show another row from now on."""
        if row != self._row:
            self._row = row
            self._draw()

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    @property
    def answers(self) -> bool:
        """Whether it asks whether something is still so, and y and n answer that here."""
        return self._answers and bool(self._row.asks)

    def _draw(self) -> None:
        width = self.app.size.width
        words, call = self._fitting(width)
        left = Content(f" {words}")
        if self.answers:
            yes = Content("y").stylize(click("screen.still(1)"))
            no = Content("n").stylize(click("screen.still(0)"))
            left = Content.assemble(left, " ", yes, "/", no)
        right = Content(f"  {call}" if words else call)
        right += " " * max(width - left.cell_length - right.cell_length - len(_END), 1) + _END
        self.update(left + right.stylize(click("app.call")))

    def _fitting(self, width: int) -> tuple[str, str]:
        """What fits of the report and of the call, whose number is never cut.

        The words before the number go only where the row asks something.
        """
        row, room = self._row, width - len("   ") - len(_END)
        calls = [clean(call) for call in row.call]
        if self.answers:
            room -= len(" y/n")
            whole = row.asks, calls
        else:
            whole = row.words, calls[:-1] or calls
        closed = [[clean(call) for call in calls] for calls in row.closed]
        # How soon goes with the number for as long as any words about it do.
        for some in (*closed, calls[:-1], whole[1]):
            for words in map(clean, whole[0]):
                for call in some:
                    if cell_len(words) + cell_len(call) <= room:
                        return words, call
            left = room - cell_len(some[-1])
            if closed and some is closed[0] and left >= _ENOUGH:
                # At this hour the other number may be the one that answers.
                return cut(clean(whole[0][-1]), left, self._mark), some[-1]
        call = next(
            (call for call in reversed(calls[:-1]) if cell_len(call) + _LEAST <= room),
            next((call for call in reversed(whole[1]) if cell_len(call) <= room), calls[-1]),
        )
        left = room - cell_len(call)
        least = clean(whole[0][-1])
        return (cut(least, left, self._mark), call) if left >= _LEAST or self.answers else ("", call)
