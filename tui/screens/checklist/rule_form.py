"""A rule in a small form: each line held to the format as it is typed, and told in words; then written."""

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, assert_never

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.screen import Screen
from textual.widgets import Input, Static

from checklists.format.times import duration
from checklists.rules.rule import Kind, Rule
from tui.files.edits import AddRule
from tui.files.followed_file import FollowedFile
from tui.files.rule_origin import RuleOrigin
from tui.recovery.clinic_dates import ClinicDate, dated
from tui.screens.checklist.own_file import FileWriter
from tui.screens.checklist.rule_draft import (
    FormLine,
    MeaningContext,
    RuleDraft,
    Values,
    lines_of,
    new_lines,
    other_timing,
)
from tui.screens.dialogs import FORM_HINTS, ChoiceScreen, Dialog, confirm_sooner
from tui.screens.host import key_of
from tui.text.humanize import minutes_words, spans_words
from tui.widgets.inputs import OneLine
from tui.wording.clinic import is_shortened


def _kind_words(kind: Kind) -> str:
    match kind:
        case Kind.DO:
            return "do: something to do, and to tick"
        case Kind.AVOID:
            return "avoid: something to leave alone"
        case Kind.CHECK:
            return "check: something to look at, and to tick"
        case Kind.EXPECT:
            return "expect: something that is normal"
        case _:
            assert_never(kind)


_KINDS = tuple((str(kind), _kind_words(kind)) for kind in Kind)

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
        .meaning { height: auto; padding: 0 0 0 1; margin: 0 0 0 10; color: $mute; display: none; }
        &.-short .meaning { margin: 0; }
        .line.-current .meaning { display: block; }
        .line.-problem .label { color: $late; }
        #rest, #problem { height: auto; color: $mute; }
        #problem { color: $late; }
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
            draft: The lines, and what is wrong with them.
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
                        yield Static(classes="meaning", markup=False)
                yield Static(self._rest, id="rest", markup=False)
            yield Static(id="problem", markup=False)
            yield self._hints(*FORM_HINTS)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#rest").display = bool(self._rest)
        self.query_one("#problem").display = False
        for line in self.query(Input):
            line.cursor_blink = False
        self._judge()

    @property
    def values(self) -> Values:
        """What stands in the lines, by their keys."""
        return {line.key: self._input(line).value.strip() for line in self._draft.lines}

    def action_give_up(self) -> None:
        # What is being written is written, and what it changes is still to be shown.
        if not self.keeping:
            super().action_give_up()

    def action_answer(self) -> None:
        # Enter comes here first; the line may not have taken in the last letters yet.
        (self.focused or self).call_later(self._answer)

    def action_step(self, rows: int) -> None:
        lines = self._draft.lines
        place = max(0, min(lines.index(self._current) + rows, len(lines) - 1))
        self._input(lines[place]).focus()

    def set_problem(self, problem: str) -> None:
        """Say why it was not kept."""
        widget = self.query_one("#problem", Static)
        widget.update(problem)
        widget.display = bool(problem)

    @property
    def _current(self) -> FormLine:
        """The line that is being written."""
        id = self.focused.id if self.focused is not None else ""
        return next((line for line in self._draft.lines if f"write-{line.key}" == id), self._draft.lines[0])

    def _input(self, line: FormLine) -> Input:
        return self.query_one(f"#write-{line.key}", Input)

    def _answer(self) -> None:
        if not self.is_current or self.keeping:
            return
        problems = self._draft.problems(self.values)
        first = next((line for line in self._draft.lines if line.key in problems), None)
        if first is not None:
            self._complaining = True
            self._input(first).focus()
            self._judge()
        else:
            # Here, since a second enter comes before the worker has begun.
            self.keeping = True
            self._hand_in()

    @work
    async def _hand_in(self) -> None:
        problem = await self._keep(self.values)
        self.keeping = False
        if problem:
            self.set_problem(problem)
        else:
            self.dismiss(True)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._complaining = False
        self.set_problem("")
        self._judge()

    @on(DescendantFocus)
    def _moved(self) -> None:
        self._judge()

    def _judge(self) -> None:
        """Say of the line that is being written what is wrong, or what it means."""
        values, current = self.values, self._current
        problems = self._draft.problems(values)
        for line in self._draft.lines:
            row = self.query_one(f"#line-{line.key}")
            row.set_class(line is current, "-current")
            # A line that nothing was written in yet is not wrong before somebody wants to keep it.
            row.set_class(line.key in problems and (self._complaining or bool(values[line.key])), "-problem")
        meaning = self.query_one(f"#line-{current.key} .meaning", Static)
        meaning.update(self._meaning(current, values, problems))
        self.call_after_refresh(meaning.scroll_visible, animate=False)

    def _meaning(self, line: FormLine, values: Values, problems: dict[str, str]) -> Content:
        """What stands under a line."""
        parts = []
        problem = problems.get(line.key, "") if self._complaining or values[line.key] else ""
        if problem:
            parts.append(Content.styled(problem, "$late"))
        elif words := self._draft.meaning(line, values):
            parts.append(Content.styled(words, "$foreground"))
        before = self._draft.before(line)
        if before is not None and before != values[line.key]:
            parts.append(Content(f"In {self._base}: {before or 'nothing'}"))
        parts.append(Content(line.help))
        return Content("\n").join(parts)


async def change_rule(
    screen: Screen[Any], writer: FileWriter, origin: RuleOrigin, context: MeaningContext, base: str
) -> bool:
    """Change a rule in its form; to be awaited in a worker.

    Args:
        base: What to call what the file extends.

    Returns:
        Whether the file was changed.
    """
    rule, keys = origin.rule, origin.keys
    draft = RuleDraft(lines_of(rule.kind, keys), rule, keys, origin.base if base else None, context)
    timing = other_timing(keys)
    rest = f"To change {timing}: esc, and then {key_of(screen.app, 'file.edit', 'e')}." if timing else ""
    is_changed = False

    async def keep(values: Values) -> str:
        nonlocal is_changed
        edit = draft.edit(values, ())
        if edit is None:
            return ""
        if base and not await _may_be_sooner(screen, draft, origin, values):
            return "Not written: it stays as it was."
        problem = await writer.write(edit)
        is_changed = not problem
        return problem

    await screen.app.push_screen_wait(RuleForm(rule.title, draft, keep, base=base, rest=rest))
    return is_changed


async def add_rule(
    screen: Screen[Any], writer: FileWriter, file: FollowedFile, context: MeaningContext
) -> str:
    """Add a rule in its form; to be awaited in a worker. Answers with its id, or nothing."""
    kind = await screen.app.push_screen_wait(ChoiceScreen("What is it?", _KINDS))
    if kind is None:
        return ""
    draft = RuleDraft(new_lines(Kind(kind)), Rule("", Kind(kind), "", ""), {}, None, context)
    taken = {id for layer in file.layers for rule in layer.checklist.rules for id in (rule.id, *rule.was)}
    taken.update(file.off)
    new = ""

    async def keep(values: Values) -> str:
        nonlocal new
        edit = draft.edit(values, taken)
        assert isinstance(edit, AddRule)
        problem = await writer.write(edit)
        new = "" if problem else str(edit.keys["id"])
        return problem

    await screen.app.push_screen_wait(RuleForm(f"A rule of your own: {kind}", draft, keep))
    return new


async def _may_be_sooner(screen: Screen[Any], draft: RuleDraft, origin: RuleOrigin, values: Values) -> bool:
    """Whether what is to be left alone may be done sooner than the base says: asked once, if that is new."""
    before, rule = origin.before, origin.rule
    if before is None or not rule.kind.left_alone:
        return True
    if "lasts" in values:
        minutes = duration(values["lasts"])
        is_sooner = minutes < min(
            (each.lasts for each in (before, rule) if each.lasts is not None), default=0
        )
        words = f"{minutes_words(minutes)} from the treatment"
    else:
        days, plan = draft.days(values), draft.context.plan
        in_days = replace(before, days=plan.days_of(before), lasts=None)
        # What the file says already was meant; only what is sooner than that is new.
        now = dated(in_days, ClinicDate(plan.days_of(rule)))
        is_sooner = is_shortened(now, days, plan)
        words = spans_words(days)
    return not is_sooner or await confirm_sooner(screen, before, words)
