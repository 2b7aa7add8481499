"""Something found by a word of it: anything on the plan, or one rule of many."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar, assert_never

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
from tui.widgets.wrapping import cut, hanging
from tui.wording.find import NOTHING, FindAnswer

Match = TypeVar("Match")

Find = Callable[[str], Sequence[Match]]
"""What fits a text, the nearest first."""

Row = Callable[[Match, int], Content]
"""How it is shown in so many cells."""


class FindScreen(Dialog[Match], Generic[Match]):
    """What is written is answered as it is written; enter gives what is marked."""

    DEFAULT_CSS = """
    FindScreen {
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

    def __init__(self, title: str, example: str, take: str, find: Find[Match], row: Row[Match]) -> None:
        """Look for something.

        Args:
            title: The question. Literal, never markup.
            example: A word that finds something.
            take: What enter does, for the hints.
        """
        super().__init__(title)
        self._example, self._take_words = example, take
        self._find, self._row = find, row
        self._matches: Sequence[Match] = ()

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content(self._title), id="title")
            yield OneLine(placeholder=f"a word of it, such as {self._example}", compact=True)
            yield Choices(marks=host(self).look.marks)
            yield self._hints(
                hint("list.choose", self._take_words, stays=True),
                hint("question.back", "back", stays=True),
                MOVE,
            )

    def on_mount(self) -> None:
        super().on_mount()
        self._matches = self._find("")
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
    def _look(self) -> None:
        self._matches = self._find(self.line.value)
        self._draw(0)

    def _draw(self, place: int | None = None) -> None:
        """Show what was found, for the width there is now, and go to one of it if it is named."""
        width = self.choices.scrollable_content_region.width - 3
        if width < 1:
            return
        place = self.choices.highlighted if place is None else place
        rows = enumerate(self._matches)
        self.choices.set_options(Option(self._row(match, width), str(place)) for place, match in rows)
        if not self._matches and self.line.value.strip():
            self.choices.add_option(Option(Content.styled(NOTHING, "$mute"), disabled=True))
        self.choices.highlighted = (place or 0) if self._matches else None

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._matches[event.option_index])

    def _take(self) -> None:
        place = self.choices.highlighted
        if not self.is_current:
            return
        if place is not None and place < len(self._matches):
            self.dismiss(self._matches[place])
        elif not self.line.value.strip():
            self.dismiss(None)


def find_on_plan(find: Find[FindAnswer]) -> FindScreen[FindAnswer]:
    """A box that says when something is, or is back."""
    return FindScreen("When is it, or when is it back?", "make-up", "go there", find, _answer_row)


def find_rule(title: str, rules: Sequence[Rule], mark: str) -> FindScreen[Rule]:
    """A box that gives one of many rules.

    Args:
        title: The question. Literal, never markup.
        rules: At least one. Nothing written is all of them.
        mark: Stands where a title was cut.
    """

    def find(text: str) -> list[Rule]:
        words = text.casefold().split()
        found = [rule for rule in rules if all(word in _text(rule) for word in words)]
        # What begins with a word comes before what has it inside of one.
        found.sort(key=lambda rule: not all(f" {word}" in _text(rule) for word in words))
        found.sort(key=lambda rule: not _text(rule).startswith(f" {' '.join(words)}"))
        return found

    return FindScreen(title, "sunscreen", "choose", find, lambda rule, width: _rule_row(rule, width, mark))


def _answer_row(answer: FindAnswer, width: int) -> Content:
    if len(answer.name) + 12 >= width:
        return Content(str(answer))
    return hanging(Content.styled(f"{answer.name}: ", "bold"), Content(answer.words), width)


def _rule_row(rule: Rule, width: int, mark: str) -> Content:
    """Its title, and where there is room what kind it is and its days."""
    days = spans_words(rule.days) if rule.days else ""
    aside = ", ".join(part for part in (_kind_words(rule.kind), days) if part)
    room = width - len(aside) - 2
    if len(rule.title) > room:
        aside, room = "", width
    title = cut(rule.title, room, mark)
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
