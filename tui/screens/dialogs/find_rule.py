"""One rule of many, found by a word of it."""

from collections.abc import Sequence
from typing import ClassVar, assert_never

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from checklists.rules.rule import Kind, Rule
from tui.screens.dialogs.prompt import Dialog
from tui.screens.host import host
from tui.text.humanize import spans_words
from tui.widgets.choices import Choices
from tui.widgets.hints import MOVE, hint
from tui.widgets.inputs import OneLine
from tui.widgets.wrapping import cut

_NONE = "none"


class FindRuleScreen(Dialog[str]):
    """One of many rules. What is written leaves those that have it; enter gives the rule's id."""

    DEFAULT_CSS = """
    FindRuleScreen {
        Choices { height: 12; border: none; }
        &.-short Choices { height: 1fr; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "choose", id="list.choose", tooltip="Take this one", priority=True),
        Binding("up", "step(-1)", "up", id="list.up", tooltip="One row up", priority=True),
        Binding("down", "step(1)", "down", id="list.down", tooltip="One row down", priority=True),
    ]

    line = getters.query_one(Input)
    choices = getters.query_one(Choices)

    def __init__(self, title: str, rules: Sequence[Rule]) -> None:
        """Prompt for one.

        Args:
            title: The question. Literal, never markup.
            rules: At least one.
        """
        super().__init__(title)
        self._rules = rules

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content(self._title), id="title")
            yield OneLine(placeholder="a word of it, such as sunscreen", compact=True)
            yield Choices(marks=host(self).look.marks)
            yield self._hints(
                hint("list.choose", "choose", stays=True),
                hint("question.back", "back", stays=True),
                MOVE,
            )

    def on_mount(self) -> None:
        self.choices.always_marked = True
        self.choices.can_focus = False
        self.line.focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def action_step(self, rows: int) -> None:
        self.choices.highlighted = max(
            0, min((self.choices.highlighted or 0) + rows, self.choices.option_count - 1)
        )

    def action_take(self) -> None:
        # The line may not have taken in the last letters yet.
        self.line.call_later(self._take)

    @on(Input.Changed)
    def _draw(self) -> None:
        width = self.choices.scrollable_content_region.width - 3
        if width < 1:
            return
        words = self.line.value.casefold().split()
        rules = [rule for rule in self._rules if all(word in _text(rule) for word in words)]
        # What begins with a word comes before what has it inside of one.
        rules.sort(key=lambda rule: not all(f" {word}" in _text(rule) for word in words))
        rules.sort(key=lambda rule: not _text(rule).startswith(f" {' '.join(words)}"))
        self.choices.set_options(Option(self._row(rule, width), rule.id) for rule in rules)
        if not rules:
            self.choices.add_option(Option(Content.styled("Nothing has that word.", "$mute"), _NONE, True))
        self.choices.highlighted = 0 if rules else None

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id)

    def _take(self) -> None:
        option = self.choices.highlighted_option
        if self.is_current and option is not None and not option.disabled:
            self.dismiss(option.id)

    def _row(self, rule: Rule, width: int) -> Content:
        """Its title, and where there is room what kind it is and its days."""
        days = spans_words(rule.days) if rule.days else ""
        aside = ", ".join(part for part in (_kind_words(rule.kind), days) if part)
        room = width - len(aside) - 2
        if len(rule.title) > room:
            aside, room = "", width
        title = cut(rule.title, room, host(self).look.marks.cut)
        return Content.assemble(title, " " * (width - len(title) - len(aside)), (aside, "$mute"))


def _kind_words(kind: Kind) -> str:
    """What kind of rule it is, where that is not plain from its title."""
    match kind:
        case Kind.DO | Kind.CHECK:
            return ""
        case Kind.AVOID:
            return "leave alone"
        case Kind.EXPECT:
            return "may come"
        case _:
            assert_never(kind)


def _text(rule: Rule) -> str:
    return f" {rule.title} {rule.short} {rule.id.replace('-', ' ')}".casefold()
