"""Questions from the plan itself, one at a time. Nothing is recorded, and there is no score."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import getters, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.recovery.state import DayState
from tui.screens.act import journal_of
from tui.screens.dialogs import LeavingScreen
from tui.screens.host import ascii_only, host
from tui.widgets.choices import Choices
from tui.widgets.hints import CALL, Hints, hint
from tui.widgets.wrapping import ends
from tui.wording.recall import RecallQuestion, recall, teach_back


class RecallScreen(LeavingScreen[None]):
    """A question, one key to answer it, and what the plan says, whatever the answer was."""

    DEFAULT_CSS = """
    RecallScreen {
        #title { height: 1; padding: 0 1; }
        #ask { height: auto; padding: 0 1; margin: 1 0 0 0; text-style: bold; }
        Choices { height: auto; margin: 1 0; }
        #rule { height: 1fr; padding: 0 1; }
        &.-short #ask, &.-short Choices { margin: 0; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_recall", "skip", id="recall.back", tooltip="Skip what is left of it"),
    ]

    choices = getters.query_one(Choices)

    def __init__(self, questions: Sequence[RecallQuestion]) -> None:
        """Ask these, one after the other. At least one."""
        super().__init__()
        self._questions = tuple(questions)
        self._place = 0
        self._told = False

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        yield Static(id="ask", markup=False)
        yield Choices(marks=host(self).look.marks)
        yield Static(id="rule", markup=False)
        yield Hints(
            hint("list.choose", "go on", stays=True),
            hint("recall.back", "leave the quiz", "leave", stays=True),
            CALL,
            ascii_only=ascii_only(self),
        )

    def on_mount(self) -> None:
        self._ask()

    def on_resize(self) -> None:
        self._draw_title()

    def action_leave_recall(self) -> None:
        self.dismiss()

    def on_key(self, event: Key) -> None:
        place = int(event.character) - 1 if event.character and event.character in "123" else -1
        if 0 <= place < len(self._questions[self._place].answers):
            event.stop()
            self._answer(place)

    @on(OptionList.OptionSelected)
    def _taken(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._answer(event.option_index)

    def _ask(self) -> None:
        question, self._told = self._questions[self._place], False
        self._draw_title()
        self.query_one("#ask", Static).update(Content(question.ask))
        self.query_one("#rule", Static).update("")
        self.choices.set_options(
            Option(Content.assemble((f"{place}  ", "$accent"), answer))
            for place, answer in enumerate(question.answers, start=1)
        )
        self.choices.highlighted = 0
        self.choices.focus()

    def _answer(self, place: int) -> None:
        """Show what the plan says; once that was shown, go on."""
        question = self._questions[self._place]
        if not self._told:
            self._told = True
            mark = host(self).look.marks.done
            right = Content.assemble((f"{mark} ", "bold $done"), question.answers[question.right])
            self.choices.replace_option_prompt_at_index(question.right, right)
            self.choices.highlighted = question.right
            verdict = "Yes" if place == question.right else "Not that one"
            self.query_one("#rule", Static).update(Content(f"{verdict}. Your plan says: {question.rule}"))
        elif self._place + 1 < len(self._questions):
            self._place += 1
            self._ask()
        else:
            self.dismiss()

    def _draw_title(self) -> None:
        width = self.size.width - 2
        if width > 0:
            count = Content.styled(f"{self._place + 1} of {len(self._questions)}", "$mute")
            title = Content.styled("Say it back", "bold") + Content.styled(
                "  a short quiz, nothing is recorded", "$mute"
            )
            self.query_one("#title", Static).update(ends(title, count, width, host(self).look.marks.cut))


Questions = Callable[[DayState, str], Sequence[RecallQuestion]]


def ask_back(app: App[Any]) -> None:
    """Ask what now, what to leave alone, until when and when to call, of the day it is."""
    _open(app, teach_back)


def ask_recall(app: App[Any]) -> None:
    """Ask what follows the check-in of the first days; not while a line to call about stands."""
    _open(app, recall)


def _open(app: App[Any], questions: Questions) -> None:
    with journal_of(app.screen) as context:
        reader = context.reader()
        if reader is None:
            return
        state = context.plans.state(reader, context.now())
        number = reader.recovery.clinic.emergency or context.emergency_number(str(state.now.tzinfo))
        asked = questions(state, number)
        if asked and (questions is teach_back or not state.standing):
            app.push_screen(RecallScreen(asked))
