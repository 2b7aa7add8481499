"""One published line, opened: how soon to call and whom, what to do meanwhile, and who says so."""

from collections.abc import Iterable
from enum import StrEnum

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.screens.dialogs import Dialog
from tui.screens.host import host
from tui.widgets.choices import Choices
from tui.widgets.hints import MOVE, hint
from tui.widgets.page import Page


class LineAct(StrEnum):
    """What a person says of a line."""

    CALLED = "called"
    TICK = "tick"
    UNTICK = "untick"


_WORDS = {
    LineAct.CALLED: "I called",
    LineAct.TICK: "This fits me: keep it in the top row",
    LineAct.UNTICK: "It no longer fits me",
}


class CallLineScreen(Dialog[LineAct]):
    """A line to read, and the acts on it. Arrows and enter, a number, or the mouse."""

    DEFAULT_CSS = """
    CallLineScreen {
        Page { height: auto; max-height: 12; padding: 0; margin: 1 0; }
        Choices { height: auto; }
        &.-low Page { max-height: 4; margin: 0; }
        &.-short Page { max-height: 1fr; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (8, "-low"), (20, "-tall")]

    def __init__(self, title: str, paragraphs: Iterable[str], acts: Iterable[LineAct]) -> None:
        """Show a line.

        Args:
            title: What the line says. Literal, never markup, as the paragraphs are.
            acts: What can be done with it, the likeliest first.
        """
        super().__init__(title)
        self._paragraphs = tuple(paragraphs)
        self._acts = tuple(acts)

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content(self._title), id="title")
            yield Page(Content("\n").join(map(Content, self._paragraphs)))
            rows = (
                Content.assemble((f"{place}  ", "$accent"), _WORDS[act])
                for place, act in enumerate(self._acts, start=1)
            )
            options = (Option(row, act) for row, act in zip(rows, self._acts, strict=True))
            yield Choices(*options, marks=host(self).look.marks)
            yield self._hints(hint("list.choose", "choose"), hint("question.back", "back", stays=True), MOVE)

    def on_mount(self) -> None:
        super().on_mount()
        choices = self.query_one(Choices)
        choices.highlighted = 0
        choices.focus()

    def on_key(self, event: Key) -> None:
        place = int(event.character) - 1 if event.character and event.character in "123" else -1
        if 0 <= place < len(self._acts):
            event.stop()
            self.dismiss(self._acts[place])

    @on(OptionList.OptionSelected)
    def _taken(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(LineAct(str(event.option_id)))
