"""A rule in a small form: each line held to the format as it is typed, and said in words."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Input, Static

from tui.screens.checklist.rule_draft import RuleDraft, Values
from tui.screens.checklist.rule_lines import FormLine
from tui.screens.dialogs.prompt import Dialog
from tui.widgets.hints import hint
from tui.widgets.one_line import OneLine

Keep = Callable[[Values], Awaitable[str]]
"""Keeps what is written, and answers with why it did not; with nothing once it did."""


class RuleForm(Dialog[bool]):
    """Asks for the lines of a rule. Answers True once they are kept; escape gives None."""

    DEFAULT_CSS = """
    RuleForm {
        & > #box { width: 76; }
        #title { height: auto; max-height: 2; }
        &.-short #title { max-height: 1; }
        #lines { height: auto; max-height: 1fr; margin: 1 0; scrollbar-size-vertical: 1; }
        &.-short #lines { margin: 0; height: 1fr; }
        .line, .row { height: auto; }
        .label { width: 10; height: 1; color: $mute; }
        .row Input { border: none; height: 1; width: 1fr; padding: 0 1; background: $background; }
        .row Input:focus { background: $selection; background-tint: $selection 0%; }
        .under { height: auto; padding: 0 0 0 1; margin: 0 0 0 10; color: $mute; display: none; }
        &.-short .under { margin: 0; }
        .line.-here .under { display: block; }
        .line.-fault .label { color: $late; }
        #rest, #said { height: auto; color: $mute; }
        #said { color: $late; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "answer", "keep", id="question.answer", tooltip="Keep what is written", priority=True
        ),
        Binding("up", "step(-1)", "up", id="list.up", tooltip="One row up", priority=True),
        Binding("down", "step(1)", "down", id="list.down", tooltip="One row down", priority=True),
    ]

    def __init__(self, title: str, draft: RuleDraft, keep: Keep, *, base: str = "", rest: str = "") -> None:
        """Ask.

        Args:
            title: What it is about. Literal, never markup.
            draft: The lines, and what is to be said of them.
            keep: What keeps them.
            base: What to call what the file extends.
            rest: What there is to say below the lines.
        """
        super().__init__(title)
        self._draft = draft
        self._keep = keep
        self._base = base
        self._rest = rest
        self._complaining = False
        self.keeping = False
        """Whether what is written is being kept just now."""

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content(self._title), id="title")
            with VerticalScroll(id="lines", can_focus=False):
                for line in self._draft.lines:
                    with Vertical(classes="line", id=f"line-{line.key}"):
                        with Horizontal(classes="row"):
                            yield Static(line.label, classes="label", markup=False)
                            yield OneLine(
                                self._draft.value(line),
                                placeholder=line.empty,
                                select_on_focus=not line.long,
                                compact=True,
                                id=f"write-{line.key}",
                            )
                        yield Static(classes="under", markup=False)
                yield Static(self._rest, id="rest", markup=False)
            yield Static(id="said", markup=False)
            yield self._hints(
                hint("question.answer", "keep", stays=True),
                hint("question.back", "back", stays=True),
                hint("list.up list.down", "move"),
            )

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#rest").display = bool(self._rest)
        self.query_one("#said").display = False
        for line in self.query(Input):
            line.cursor_blink = False
        self._judge()

    @property
    def values(self) -> Values:
        """What stands in the lines, by their keys."""
        return {line.key: self._written(line).value.strip() for line in self._draft.lines}

    def action_give_up(self) -> None:
        # What is being written is written, and what it changes is still to be shown.
        if not self.keeping:
            super().action_give_up()

    def action_answer(self) -> None:
        # Enter comes here first; the line may not have taken in the last letters yet.
        (self.focused or self).call_later(self._answer)

    def action_step(self, rows: int) -> None:
        lines = self._draft.lines
        place = max(0, min(lines.index(self._here) + rows, len(lines) - 1))
        self._written(lines[place]).focus()

    def say(self, words: str) -> None:
        """Say why it was not kept; nothing takes that away."""
        said = self.query_one("#said", Static)
        said.update(words)
        said.display = bool(words)

    @property
    def _here(self) -> FormLine:
        """The line that is being written."""
        id = self.focused.id if self.focused is not None else ""
        return next((line for line in self._draft.lines if f"write-{line.key}" == id), self._draft.lines[0])

    def _written(self, line: FormLine) -> Input:
        return self.query_one(f"#write-{line.key}", Input)

    def _answer(self) -> None:
        if not self.is_current or self.keeping:
            return
        faults = self._draft.faults(self.values)
        wrong = next((line for line in self._draft.lines if line.key in faults), None)
        if wrong is not None:
            self._complaining = True
            self._written(wrong).focus()
            self._judge()
        else:
            # Here, since a second enter comes before the worker has begun.
            self.keeping = True
            self._hand_in()

    @work
    async def _hand_in(self) -> None:
        fault = await self._keep(self.values)
        self.keeping = False
        if fault:
            self.say(fault)
        else:
            self.dismiss(True)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._complaining = False
        self.say("")
        self._judge()

    @on(DescendantFocus)
    def _moved(self) -> None:
        self._judge()

    def _judge(self) -> None:
        """Say of the line that is being written what is wrong, or what it means."""
        values, here = self.values, self._here
        faults = self._draft.faults(values)
        for line in self._draft.lines:
            row = self.query_one(f"#line-{line.key}")
            row.set_class(line is here, "-here")
            # A line that nothing was written in yet is not wrong before somebody wants to keep it.
            row.set_class(line.key in faults and (self._complaining or bool(values[line.key])), "-fault")
        under = self.query_one(f"#line-{here.key} .under", Static)
        under.update(self._under(here, values, faults))
        self.call_after_refresh(under.scroll_visible, animate=False)

    def _under(self, line: FormLine, values: Values, faults: dict[str, str]) -> Content:
        """What stands under a line."""
        parts = []
        fault = faults.get(line.key, "") if self._complaining or values[line.key] else ""
        if fault:
            parts.append(Content.styled(fault, "$late"))
        elif words := self._draft.meaning(line, values):
            parts.append(Content.styled(words, "$foreground"))
        before = self._draft.before(line)
        if before is not None and before != values[line.key]:
            parts.append(Content(f"In {self._base}: {before or 'nothing'}"))
        parts.append(Content(line.help))
        return Content("\n").join(parts)
