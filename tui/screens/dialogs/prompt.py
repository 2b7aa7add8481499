"""Dialogs, and the two smallest: one line of text, or one of a few answers."""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import getters, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from checklists.text import cleaned
from tui.screens.host import ascii_only, host
from tui.widgets.choices import Choices
from tui.widgets.hints import MOVE, Hint, Hints, hint
from tui.widgets.inputs import OneLine

Result = TypeVar("Result")

FORM_HINTS = (
    hint("question.answer", "keep", stays=True),
    hint("question.back", "back", stays=True),
    MOVE,
)
"""The keys of a form of several lines."""


class Dialog(ModalScreen[Result | None], Generic[Result]):
    """A box in the middle of the screen, or all of a screen too small for one."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > #box {
            width: 64; max-width: 100%; height: auto; max-height: 100%;
            border: round $accent; padding: 0 1; background: $background;
        }
        &.-ascii > #box { border: ascii $accent; }
        &.-short > #box { border: none; height: 100%; padding: 0; }
        #title { height: auto; max-height: 4; text-style: bold; }
        &.-short #title { max-height: 2; }
        #box > Input, #box > Input:focus {
            border: none; height: 1; padding: 0 1; margin: 1 0;
            background: $selection; background-tint: $selection 0%;
        }
        &.-short #box > Input { margin: 0; }
        Hints { padding: 0; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (8, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "back", id="question.back", tooltip="Close this and change nothing"),
        Binding("c", "call", "when to call", id="call.open", tooltip="When to call, and whom"),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = cleaned(title)

    def on_mount(self) -> None:
        self.set_class(ascii_only(self), "-ascii")

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        # Only from the top, and so only once, as `LeavingScreen` does.
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # In a line to write in, it is a letter.
        return not self.query(Input) if action == "call" else True

    async def action_call(self) -> None:
        await self.app.run_action("app.call")

    def action_give_up(self) -> None:
        self.dismiss(None)

    def _hints(self, *hints: Hint) -> Hints:
        return Hints(*hints, ascii_only=ascii_only(self))


class PromptScreen(Dialog[str]):
    """One line of text. Enter gives it, also where it is empty; escape gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "keep",
            "keep",
            id="question.answer",
            tooltip="Keep what is written",
            priority=True,
        ),
    ]

    line = getters.query_one(Input)

    def __init__(
        self,
        title: str,
        placeholder: str = "",
        max_length: int | None = None,
        *,
        value: str = "",
        does: str = "keep",
    ) -> None:
        """Prompt for a line.

        Args:
            title: The question. Literal, never markup.
            placeholder: What stands in the empty line.
            max_length: The most characters that can be written. None is any number.
            value: What is there already, to be changed.
            does: What enter does, in a word or two.
        """
        super().__init__(title)
        self._does = does
        self._placeholder = placeholder
        self._max_length = max_length
        self._value = value

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content(self._title), id="title")
            yield OneLine(
                self._value,
                placeholder=self._placeholder,
                max_length=self._max_length or 0,
                select_on_focus=False,
                compact=True,
            )
            yield self._hints(hint("question.answer", self._does), hint("question.back", "back"))

    def write(self, text: str) -> None:
        """Add to what is written, also before the line is there to be seen."""
        line = self.query(Input)
        if line:
            line.first().insert_text_at_cursor(text)
        else:
            self._value += text

    def on_key(self, event: Key) -> None:
        # Only what the line did not take comes here: it was typed before the line could.
        if event.is_printable and event.character:
            event.stop()
            self.write(event.character)

    def action_keep(self) -> None:
        # Enter comes here first; the line may not have taken in the last letters yet.
        self.line.call_later(self._keep)

    def _keep(self) -> None:
        if self.is_current:
            self.dismiss(self.line.value.strip())


async def prompt_reason(screen: Screen[Any], titles: Sequence[str]) -> str | None:
    """Ask why some items are skipped; empty is no reason, None that they are not. In a worker.

    Args:
        titles: Of the items, one each. At least one.
    """
    named = f": {titles[0]}" if len(titles) == 1 else f" {len(titles)} items"
    prompt = PromptScreen(f"Skip{named.removesuffix('?')}?", "why, if you like", does="skip")
    return await screen.app.push_screen_wait(prompt)


class ChoiceScreen(Dialog[str]):
    """One of a few. Arrows and enter, a number, or the mouse; escape gives None."""

    DEFAULT_CSS = """
    ChoiceScreen {
        Choices { height: auto; max-height: 12; margin: 1 0 0 0; }
        &.-short Choices { height: 1fr; margin: 0; }
    }
    """

    def __init__(self, title: str, options: Sequence[tuple[str, str]]) -> None:
        """Prompt for a choice.

        Args:
            title: The question. Literal, never markup.
            options: (id, label) of each; at least one. The id of the one taken is the result.
        """
        super().__init__(title)
        self._options = options

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content(self._title), id="title")
            options = (Option(self._row(place), id) for place, (id, _) in enumerate(self._options))
            yield Choices(*options, marks=host(self).look.marks)
            yield self._hints(
                hint("list.choose", "choose"),
                hint("question.back", "back", stays=True),
                MOVE,
            )

    def on_mount(self) -> None:
        self.query_one(Choices).highlighted = 0

    def on_key(self, event: Key) -> None:
        place = int(event.character) - 1 if event.character and event.character in "123456789" else -1
        if 0 <= place < len(self._options):
            event.stop()
            self.dismiss(self._options[place][0])

    @on(OptionList.OptionSelected)
    def _taken(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id)

    def _row(self, place: int) -> Content:
        number = f"{place + 1}  " if place < 9 else "   "
        return Content.assemble((number, "$accent"), cleaned(self._options[place][1]))
