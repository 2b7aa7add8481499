"""A small form: a few lines of text in one box, judged together."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.screens.dialogs.prompt import FORM_HINTS, Dialog
from tui.widgets.inputs import OneLine


class Field(NamedTuple):
    """One line to write."""

    id: str
    label: str
    value: str = ""
    """What is there already."""
    placeholder: str = ""


class Verdict(NamedTuple):
    """What there is to say of what stands in the lines."""

    words: str
    fault: bool = False
    """Whether it cannot be kept, for the reason that the words give."""


_MOST = 60
"""Characters of a line."""


class FieldsScreen(Dialog[Mapping[str, str]]):
    """A few lines of text. Enter gives all of them, unless one cannot be; escape gives None."""

    DEFAULT_CSS = """
    FieldsScreen {
        &.-snug > #box { border: none; height: 100%; padding: 0; }
        .field { height: 1; }
        .label { width: 13; height: 1; color: $mute; }
        .field Input { border: none; height: 1; width: 1fr; padding: 0 1; background: $background; }
        .field Input:focus { background: $selection; background-tint: $selection 0%; }
        #fields { height: auto; margin: 1 0; }
        &.-short #fields { margin: 0; }
        #verdict { height: auto; max-height: 4; color: $mute; }
        #verdict.-fault { color: $late; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (11, "-snug"), (16, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "keep", id="question.answer", tooltip="Keep what is written", priority=True),
        Binding("up", "step(-1)", "up", id="list.up", tooltip="One row up", priority=True),
        Binding("down", "step(1)", "down", id="list.down", tooltip="One row down", priority=True),
    ]

    verdict = getters.query_one("#verdict", Static)

    def __init__(
        self, title: str, fields: Sequence[Field], judge: Callable[[Mapping[str, str]], Verdict]
    ) -> None:
        """Prompt for them.

        Args:
            title: What it is about. Literal, never markup.
            fields: At least one.
            judge: What to say of the lines by the id of their field, whenever one of them changes.
        """
        super().__init__(title)
        self._fields = fields
        self._judge = judge

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content(self._title), id="title")
            with Vertical(id="fields"):
                for field in self._fields:
                    with Horizontal(classes="field"):
                        yield Static(field.label, classes="label", markup=False)
                        yield OneLine(
                            field.value,
                            placeholder=field.placeholder,
                            max_length=_MOST,
                            compact=True,
                            id=field.id,
                        )
            yield Static(id="verdict", markup=False)
            yield self._hints(*FORM_HINTS)

    def on_mount(self) -> None:
        self._show_verdict(complaining=False)

    @property
    def values(self) -> Mapping[str, str]:
        """What stands in the lines, by the id of their field."""
        return {field.id: self.query_one(f"#{field.id}", Input).value.strip() for field in self._fields}

    def action_keep(self) -> None:
        # Enter comes here first; the line may not have taken in the last letters yet.
        (self.focused or self).call_later(self._keep)

    def _keep(self) -> None:
        if not self.is_current:
            return
        if self._judge(self.values).fault:
            self._show_verdict(complaining=True)
        else:
            self.dismiss(self.values)

    def action_step(self, rows: int) -> None:
        ids = [field.id for field in self._fields]
        here = self.focused.id if self.focused is not None and self.focused.id in ids else ids[0]
        place = max(0, min(ids.index(here or ids[0]) + rows, len(ids) - 1))
        self.query_one(f"#{ids[place]}", Input).focus()

    @on(Input.Changed)
    def _changed(self) -> None:
        self._show_verdict(complaining=False)

    def _show_verdict(self, *, complaining: bool) -> None:
        verdict = self._judge(self.values)
        self.verdict.update(verdict.words)
        self.verdict.set_class(complaining and verdict.fault, "-fault")
