"""A rule in a small form: each line held to the format as it is typed, and told in words; then written."""

from collections.abc import Awaitable, Callable, Collection
from typing import Any, ClassVar, assert_never

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus, Resize
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from checklists.format.times import duration
from checklists.plan.plan import Plan
from checklists.rules.rule import Kind, Rule
from tui.files.edits import AddRule
from tui.files.followed_file import FollowedFile
from tui.files.rule_origin import RuleOrigin
from tui.recovery.clinic_dates import ClinicDate, dated
from tui.recovery.state import DayState
from tui.screens.act import journal_of
from tui.screens.checklist.own_file import FileWriter
from tui.screens.checklist.rule_draft import (
    BECAUSE,
    FormLine,
    MeaningContext,
    RuleDraft,
    Values,
    lines_of,
    new_lines,
    other_timing,
)
from tui.screens.dialogs import FORM_HINTS, ChoiceScreen, Dialog, confirm_sooner
from tui.screens.host import host, key_of
from tui.text.humanize import minutes_words, spans_words
from tui.widgets.hints import hint
from tui.widgets.inputs import OneLine, WrappedLine
from tui.widgets.placing import NARROW, TALL, Size
from tui.widgets.row_list import RowList
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


Look = Callable[[Values, int | None], Awaitable[DayState | None]]
"""A day as it would look with what is written: of a number, or the first that the rule is on. None where what
is written cannot be yet."""

_BESIDE, _BELOW = 110, 24
"""Columns from which the day stands beside the lines, and rows from which it does below them."""

_PAUSE = 0.3
"""Seconds without a key after which a day is looked at: the file is read for it, as a whole."""


class RuleForm(Dialog[bool]):
    """Asks for the lines of a rule. Answers True once they are kept; escape gives None.

    Beside the lines or below them is the day as it would look; where there is no room, in their place.
    """

    DEFAULT_CSS = """
    RuleForm {
        & > #box { width: 76; }
        #title { height: auto; max-height: 2; }
        &.-short #title { max-height: 1; }
        #lines { height: auto; max-height: 1fr; margin: 1 0; scrollbar-size-vertical: 1; }
        &.-short #lines { margin: 0; height: 1fr; }
        &.-short #body, &.-below #body { height: 1fr; }
        &.-below > #box { height: 100%; }
        &.-below #lines { margin: 0; height: 1fr; max-height: 100%; }
        #lines { width: 1fr; }
        #body { height: auto; max-height: 1fr; }
        #preview { height: 9; border-top: solid $faint; }
        &.-ascii #preview { border-top: ascii $faint; }
        #day { position: relative; height: 1fr; width: 1fr; }
        &.-beside > #box { width: 118; height: 90%; }
        &.-beside #body { layout: horizontal; height: 1fr; }
        &.-beside #lines { height: 100%; max-height: 100%; margin: 0; }
        &.-beside #preview { width: 46; height: 100%; border-top: none; border-left: solid $faint; }
        &.-beside.-ascii #preview { border-top: none; border-left: ascii $faint; }
        &.-no-look #preview { display: none; }
        &.-looks #lines, &.-looks #problem { display: none; }
        &.-looks #body { height: 1fr; }
        &.-looks #preview { height: 1fr; border: none; }
        .line, .row { height: auto; }
        .head { height: 1; color: $mute; }
        &.-short .head { display: none; }
        .label { width: 10; height: 1; color: $mute; }
        .row Input { border: none; height: 1; width: 1fr; padding: 0 1; background: $background; }
        .row Input:focus { background: $selection; background-tint: $selection 0%; }
        .row WrappedLine { width: 1fr; background: $background; }
        .row WrappedLine:focus { background: $selection; background-tint: $selection 0%; }
        .meaning { height: auto; padding: 0 0 0 1; margin: 0 0 0 10; color: $mute; display: none; }
        &.-short .meaning { margin: 0; }
        .line.-current .meaning { display: block; }
        .line.-problem .label { color: $late; }
        #rest, #problem { height: auto; color: $mute; }
        #problem { color: $late; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide"), (110, "-beside")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "answer", "keep", id="question.answer", tooltip="Keep what is written", priority=True
        ),
        Binding("up", "step(-1)", "up", id="list.up", tooltip="One row up", priority=True),
        Binding("down", "step(1)", "down", id="list.down", tooltip="One row down", priority=True),
        Binding("f2", "look", "the day", id="form.look", tooltip="The day as it would look", priority=True),
        Binding(
            "pageup",
            "look_on(-1)",
            "day before",
            id="form.day-before",
            tooltip="Look at the day before",
            priority=True,
        ),
        Binding(
            "pagedown",
            "look_on(1)",
            "day after",
            id="form.day-after",
            tooltip="Look at the day after",
            priority=True,
        ),
    ]

    def __init__(
        self, title: str, draft: RuleDraft, keep: Keep, look: Look, *, base: str = "", rest: str = ""
    ) -> None:
        """Ask.

        Args:
            title: What it is about. Literal, never markup.
            draft: The lines, and what is wrong with them.
            keep: What keeps them.
            look: What shows a day with them.
            base: What to call what the file extends.
            rest: What there is to say below the lines.
        """
        super().__init__(title)
        self._draft = draft
        self._keep = keep
        self._look = look
        self._looks = False
        self._left: FormLine | None = None
        self._number: int | None = None
        self._state: DayState | None = None
        self._pause: Timer | None = None
        self._base = base
        self._rest = rest
        self._complaining = False
        self.keeping = False
        """Whether what is written is being kept just now."""

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content(self._title), id="title")
            with Vertical(id="body"):
                with VerticalScroll(id="lines", can_focus=False):
                    for line in self._draft.lines:
                        if line.key == self._rest_from:
                            yield Static("The rest, only if you want to:", classes="head", markup=False)
                        with Vertical(classes="line", id=f"line-{line.key}"):
                            with Horizontal(classes="row"):
                                yield Static(line.label, classes="label", markup=False)
                                yield self._widget(line)
                            yield Static(classes="meaning", markup=False)
                with Vertical(id="preview"):
                    yield Static(id="look", markup=False)
                    yield RowList(host(self).look.marks, id="day")
            yield Static(self._rest, id="rest", markup=False)
            yield Static(id="problem", markup=False)
            keep, back, move = FORM_HINTS
            yield self._hints(
                keep, back, hint("form.look", "the day", "day"), hint("form.day-after", "day after"), move
            )

    @property
    def _rest_from(self) -> str:
        """The key of the line after those that a clinic has its own word on; of a new rule none."""
        keys = [line.key for line in self._draft.lines]
        place = keys.index(BECAUSE.key) + 1
        return keys[place] if self._draft.keys and place < len(keys) else ""

    def _widget(self, line: FormLine) -> Input | WrappedLine:
        text, id = self._draft.value(line), f"write-{line.key}"
        if line.wraps:
            return WrappedLine(text, id=id, placeholder=line.empty)
        return OneLine(text, placeholder=line.empty, select_on_focus=not line.long, compact=True, id=id)

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
        return {line.key: self._text(line) for line in self._draft.lines}

    def action_give_up(self) -> None:
        # What is being written is written, and what it changes is still to be shown.
        if not self.keeping:
            super().action_give_up()

    def action_answer(self) -> None:
        # Enter comes here first; the line may not have taken in the last letters yet.
        (self.focused or self).call_later(self._answer)

    def action_step(self, rows: int) -> None:
        lines, line = self._draft.lines, self.focused
        if isinstance(line, WrappedLine) and line.has_row(rows):
            line.action_cursor_down() if rows > 0 else line.action_cursor_up()
            return
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

    def _input(self, line: FormLine) -> Input | WrappedLine:
        widget = self.query_one(f"#write-{line.key}")
        assert isinstance(widget, Input | WrappedLine)
        return widget

    def _text(self, line: FormLine) -> str:
        widget = self._input(line)
        return " ".join((widget.value if isinstance(widget, Input) else widget.text).split())

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
    @on(TextArea.Changed)
    def _changed(self) -> None:
        self._complaining = False
        self.set_problem("")
        self._judge()
        self._look_soon()

    @on(Resize)
    def _resized(self) -> None:
        self.call_after_refresh(self._fit_look)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not self._has_room if action == "look" else super().check_action(action, parameters)

    def action_look(self) -> None:
        """Show the day in the place of the lines, or the lines again, where there is no room for both."""
        self._looks = not self._looks
        if self._looks:
            self._left = self._current
        self._fit_look()
        if not self._looks and self._left is not None:
            self.call_after_refresh(self._input(self._left).focus)

    def action_look_on(self, days: int) -> None:
        """Look at the day before or after."""
        if self._state is not None:
            last = max(self._state.last_day, self._state.today)
            self._number = max(max(self._state.today, 0), min(self._state.number + days, last))
            self._look_soon(0)

    @property
    def _has_room(self) -> bool:
        """Whether the day has room beside the lines or below them."""
        return self.size.width >= _BESIDE or (self.size.width >= NARROW and self.size.height >= _BELOW)

    def _fit_look(self) -> None:
        """Give the day its place, or none."""
        self._looks = self._looks and not self._has_room
        self.set_class(self._looks, "-looks")
        self.set_class(self._has_room and self.size.width < _BESIDE, "-below")
        self.set_class(not (self._looks or self._has_room), "-no-look")
        self.refresh_bindings()
        self.call_after_refresh(self._show_line)
        self._look_soon(0)

    def _look_soon(self, seconds: float = _PAUSE) -> None:
        """Look at the day once nothing more is written."""
        if self._pause is not None:
            self._pause.stop()
        if self._looks or self._has_room:
            self._pause = self.set_timer(max(seconds, 0.01), self._look_at_day)

    @work(exclusive=True, group="look")
    async def _look_at_day(self) -> None:
        values = self.values
        if self._draft.problems(values):
            # What is half written is told beside its line; the day stays as it was.
            without = "As it would look without what cannot be read:"
            self._say_of_day(
                without if self._state else "The day stands here once what is needed is written."
            )
            return
        state = await self._look(values, self._number)
        if state is not None and self.is_attached:
            self._state = state
            self.call_after_refresh(self._draw_day)

    def _draw_day(self) -> None:
        day, state = self.query_one("#day", RowList), self._state
        if state is None or not day.size.area:
            return
        rule = self._draft.rule.id or self._draft.id(self.values, ())
        # The lines that a terminal of this height would cut are scrolled to here.
        rows, stop = host(self).day_rows(state, Size(day.size.width, TALL - 1), rule)
        here = "As it would look" if stop else "It is not on this day"
        self._say_of_day(f"{here}:")
        day.show(rows, day.size.height, stop)

    def _say_of_day(self, words: str) -> None:
        self.query_one("#look", Static).update(Content.styled(f" {words}", "$mute"))

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
        self.call_after_refresh(self._show_line)

    def _show_line(self) -> None:
        """Scroll to the line that is being written, with what stands under it."""
        if self.is_attached:
            self.query_one(f"#line-{self._current.key}").scroll_visible(animate=False)

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
    leave, edit_key = key_of(screen.app, "rule.off", "z"), key_of(screen.app, "file.edit", "e")
    rest = f"To leave it out: esc, then {leave}."
    rest += f" To change {timing}: esc, then {edit_key} (the file itself)." if timing else ""
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

    look = _looking(screen, writer, draft, ())
    await screen.app.push_screen_wait(RuleForm(rule.title, draft, keep, look, base=base, rest=rest))
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

    look = _looking(screen, writer, draft, taken)
    await screen.app.push_screen_wait(
        RuleForm(f"A rule of your own: {_kind_words(Kind(kind)).partition(': ')[2]}", draft, keep, look)
    )
    return new


def _looking(screen: Screen[Any], writer: FileWriter, draft: RuleDraft, taken: Collection[str]) -> Look:
    """What shows a day of the recovery as it would look with what is written in a form."""

    async def look(values: Values, number: int | None) -> DayState | None:
        edit = draft.edit(values, taken)
        checklist = await writer.would_be(edit) if edit is not None else draft.context.plan.checklist
        if checklist is None:
            return None
        with journal_of(screen) as context:
            reader, now = context.reader(), context.now()
            if reader is None:
                return None
            plan = reader.plan(now, checklist) if edit is not None else draft.context.plan
            rule = draft.rule.id or draft.id(values, taken)
            day = _first_day(plan, rule) if number is None else number
            # What yesterday left open is not what is looked at here.
            return replace(reader.state_of(plan, now, day), yesterday=())
        return None

    return look


def _first_day(plan: Plan, rule: str) -> int:
    """The first day from today on that a rule is on; today where there is none."""
    today = max(plan.today, 0)
    for number in range(today, plan.last_day + 1):
        day = plan.day(number)
        on = (*(item.rule for item in day.items), *(avoid.rule for avoid in day.avoids), *day.expects)
        if any(each.id == rule for each in on):
            return number
    return today


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
