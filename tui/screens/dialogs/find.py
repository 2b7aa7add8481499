"""Find anything on the plan by a word of it, from every screen: what it is, when, and on what that hangs."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.screens.dialogs.prompt import Dialog
from tui.screens.host import host
from tui.widgets.choices import Choices
from tui.widgets.hints import MOVE, hint
from tui.widgets.inputs import OneLine
from tui.widgets.wrapping import hanging
from tui.wording.find import NOTHING, FindAnswer


class FindScreen(Dialog[FindAnswer]):
    """What is written is answered as it is written; enter goes to the answer that is marked."""

    DEFAULT_CSS = """
    FindScreen {
        Choices { height: 12; border: none; }
        &.-short Choices { height: 1fr; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "go there", id="list.choose", tooltip="Go to this one", priority=True),
        Binding("up", "step(-1)", "up", id="list.up", tooltip="One row up", priority=True),
        Binding("down", "step(1)", "down", id="list.down", tooltip="One row down", priority=True),
    ]

    line = getters.query_one(Input)
    choices = getters.query_one(Choices)

    def __init__(self, find: Callable[[str], Sequence[FindAnswer]]) -> None:
        """Look for something.

        Args:
            find: What fits a text.
        """
        super().__init__("Find")
        self._find = find
        self._answers: Sequence[FindAnswer] = ()

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content("When is it, or when is it back?"), id="title")
            yield OneLine(placeholder="a word of it, such as make-up", compact=True)
            yield Choices(marks=host(self).look.marks)
            yield self._hints(
                hint("list.choose", "go there", stays=True),
                hint("question.back", "back", stays=True),
                MOVE,
            )

    def on_mount(self) -> None:
        super().on_mount()
        self.choices.always_marked = True
        self.choices.can_focus = False
        self.line.focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def action_step(self, rows: int) -> None:
        last = self.choices.option_count - 1
        self.choices.highlighted = max(0, min((self.choices.highlighted or 0) + rows, last))

    def action_take(self) -> None:
        # The line may not have taken in the last letters yet.
        self.line.call_later(self._take)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._answers = self._find(self.line.value)
        self._draw()

    def _draw(self) -> None:
        width = self.choices.scrollable_content_region.width - 3
        if width < 1:
            return
        self.choices.set_options(
            Option(hanging(Content.styled(f"{each.name}: ", "bold"), Content(each.words), width), str(place))
            if len(each.name) + 12 < width
            else Option(Content(str(each)), str(place))
            for place, each in enumerate(self._answers)
        )
        if not self._answers and self.line.value.strip():
            self.choices.add_option(Option(Content.styled(NOTHING, "$mute"), disabled=True))
        self.choices.highlighted = 0 if self._answers else None

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._answers[int(event.option_id or 0)])

    def _take(self) -> None:
        place = self.choices.highlighted
        if not self.is_current:
            return
        if place is not None and place < len(self._answers):
            self.dismiss(self._answers[place])
        elif not self.line.value.strip():
            self.dismiss(None)
