"""The followed checklist, rule by rule: to read, to search, and to make one's own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Static

from checklists.plan.plan import Plan
from checklists.rules.rule import Kind
from checklists.text import cells
from tui.files.edits import PutBack
from tui.files.followed_file import FileRequest, FollowedFile, file_request, read_file, trouble
from tui.files.rule_origin import Layer, OriginKind, RuleOrigin, rule_origins
from tui.journal import Act
from tui.screens.act import bring_back, journal_of, take_back
from tui.screens.checklist.lines import (
    SheetLine,
    by_section,
    filter_lines,
    line_row,
    section_heading,
    sheet_lines,
)
from tui.screens.checklist.own_file import FileWriter, edit_file, switch_off
from tui.screens.checklist.rows import (
    ASIDE,
    EXPECT,
    OVER,
    ListShape,
    best_match,
    column_row,
    filter_rules,
    folded_rows,
    group_rows,
    right_width,
    rule_counts,
    rule_of,
    rule_rows,
    rule_sorts,
    stop_of,
)
from tui.screens.checklist.words import rule_texts
from tui.screens.dialogs import LeavingScreen, Paragraph, ParagraphsScreen, paragraph_rows
from tui.screens.host import ascii_only, host, key_of, room_of
from tui.text.humanize import counted, short_date
from tui.widgets.hints import CALL, HELP, Hint, Hints, hint
from tui.widgets.inputs import FindLine
from tui.widgets.messages import Changed, RoomChanged
from tui.widgets.placing import NARROW, place
from tui.widgets.row_list import RowList, nearest
from tui.widgets.rows import BLANK, Row, RowKind, Seg, cut, wrap
from tui.widgets.wrapping import ends
from tui.wording.clinic import own_date
from tui.wording.reasons import Background

if TYPE_CHECKING:
    from tui.screens.checklist.rule_draft import MeaningContext

_FOLDS = {
    OVER: ("Over", "", "what is over, and since when"),
    ASIDE: ("Not for you", "by your answers", "what your answers leave out"),
    EXPECT: ("What to expect", "", "what is normal, on which days"),
    "When to call:": ("When to call", "", "every line on when to call, and on which days it holds"),
    "Signs:": ("What the check-in asks", "", "what the check-in asks, and on which days"),
    "Normal:": ("What is usual by day", "", "what is usual on which days"),
    "Questions:": ("Questions on you", "", "what you were asked: rules hang on it"),
}
"""What stands folded below the rules, by the key of its row: its title, a note, and what enter shows."""

_OF_VERSIONS = ("accept", "keep")
"""Acts about what a file says: those that are undone from here."""

_ACTS = "act"
"""The group of the workers that write."""

_OF_RULE = ("change", "switch_off", "put_back")
"""Actions on the rule under the cursor: none of them is done to another one."""


def _alone(action: "Callable[[ChecklistScreen], Any]") -> "Callable[[ChecklistScreen], None]":
    """An action that waits for the file, and is not begun while another writes and shows what changes."""
    name = action.__name__.removeprefix("action_")

    @wraps(action)
    def begin(screen: "ChecklistScreen") -> None:
        busy = any(each.group == _ACTS and not each.is_finished for each in screen.workers)
        if not screen._waits(name) and not busy:
            action(screen)

    return begin


class ChecklistScreen(LeavingScreen[str | None]):
    """All rules by phase, each with its days, its times and where it stands.

    The rules in force are there at once. Their file is read behind them: where it says something else, where
    each rule stands in it, and what needs that, comes then.

    Writes each change at once, shows what it changes in the days, and reads all of it back.
    """

    DEFAULT_CSS = """
    ChecklistScreen {
        #title { height: 1; padding: 0 1; }
        #detail { border-left: solid $faint; padding: 0 0 0 1; }
        &.-ascii #detail { border-left: ascii $faint; }
        &.-below #detail { border: none; padding: 0; }
        Hints { dock: bottom; }
    }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,k", "leave", "back", id="checklist.back", tooltip="Show all rules again, or back"),
        Binding("enter", "change", "change", id="checklist.change", tooltip="Change this rule, or read it"),
        Binding("space,right", "read", "all of it", id="checklist.read", tooltip="All there is to say of it"),
        Binding("z", "switch_off", "not for me", id="rule.off", tooltip="Leave this rule out, and say why"),
        Binding("z", "switch_on", "switch on", id="rule.on", tooltip="Have this rule again"),
        Binding("plus,a", "add", "add a rule", id="checklist.add", tooltip="Add a rule of your own"),
        Binding("b", "put_back", "put back", id="checklist.put-back", tooltip="Have this rule as it came"),
        Binding("e", "edit", "editor", id="file.edit", tooltip="Open the file in your editor at this rule"),
        Binding("v", "difference", "what changes", id="file.difference", tooltip="What the file changes"),
        Binding("u", "turn_back(0)", "undo", id="act.undo", tooltip="Take back the last thing done"),
        Binding("U", "turn_back(1)", "redo", id="act.redo", tooltip="Do again what was undone"),
        Binding("y", "only_yours", "only yours", id="checklist.yours", tooltip="Only what is yours, or all"),
        Binding("slash", "find", "find", id="list.find", tooltip="Find a row by its words"),
        Binding("up", "step(-1)", "up", id="list.up", tooltip="One row up"),
        Binding("down", "step(1)", "down", id="list.down", tooltip="One row down"),
        Binding("home", "step(-999)", "first", id="list.first", tooltip="The first row"),
        Binding("end", "step(999)", "last", id="list.last", tooltip="The last row"),
        Binding("pageup", "step(-8)", "page up", id="list.page-up", tooltip="Several rows up"),
        Binding("pagedown", "step(8)", "page down", id="list.page-down", tooltip="Several rows down"),
    ]

    notice = getters.query_one("#notice", RowList)
    rules = getters.query_one("#rules", RowList)
    detail = getters.query_one("#detail", RowList)

    @dataclass
    class FileRead(Message):
        """The file was read."""

        file: FollowedFile

    def __init__(self, rule: str = "") -> None:
        """Show the rules.

        Args:
            rule: The id of the one to begin at. Empty is the first.
        """
        super().__init__()
        self.file: FollowedFile | None = None
        """What is shown. None until it was read: then what is in force is."""
        self.plan: Plan | None = None
        self.origins: tuple[RuleOrigin, ...] = ()
        """Every rule of the file, and every one that it takes out."""
        self.lines: tuple[SheetLine, ...] = ()
        """Every line of the file that is no rule."""
        self.cursor = ""
        """The row the cursor is on, by its name."""
        self.search = ""
        """The words that a rule must hold to be shown."""
        self.yours = False
        """Whether only what the person's own file says something of is shown."""
        self.opened: frozenset[str] = frozenset()
        """The keys of what stands open below the rules, though nothing is sought."""
        self.status = ""
        """What the last key did."""
        self.trouble = ""
        """Why the file cannot be used, in a sentence. Empty where it can."""
        self.wanted = stop_of(rule)
        """The row to go to as soon as it is there."""
        self.stops: tuple[str, ...] = ()
        """The names of the rows the cursor can stand on."""
        self.undoable: Act | None = None
        """What undo was offered to take back, when the journal was last read."""
        self.redoable: Act | None = None
        self._request: FileRequest | None = None
        """What was last to be read."""
        self._waiting: list[tuple[str, str]] = []
        """Actions that are done once the file was read, each with the row that the cursor was on."""
        self._rows: list[Row] = []
        self._frame: Frame | None = None

    def compose(self) -> ComposeResult:
        marks = host(self).look.marks
        yield Static(id="title", markup=False)
        for id in ("notice", "rules", "detail"):
            yield RowList(marks, id=id, counts_apart=id == "rules")
        yield Hints(ascii_only=ascii_only(self))

    def on_mount(self) -> None:
        self.set_class(ascii_only(self), "-ascii")
        self.reload()

    @on(Resize)
    @on(RoomChanged)
    def _on_room(self) -> None:
        self.relayout()

    @on(Changed)
    def reload(self) -> None:
        """Read what there is; the file only where it is another, or the version in force is."""
        with journal_of(self) as context:
            reader = context.reader()
            if reader is None:
                self.dismiss(None)
                return
            self.plan = context.plans.at(reader, context.now())
            self.undoable, self.redoable = context.journal.top(), context.journal.top_redo()
            request = file_request(context.journal, context.paths, reader.recovery)
            is_new, self._request = request != self._request, request
            is_read = self.file is not None and self.file.request == request
            if is_read or self.file is None:
                self._show_rules()
            if is_new and not is_read:
                # Once the rules are drawn: a thread that reads slows that down.
                self.call_after_refresh(self._read_file, request)

    @work(thread=True, exclusive=True, group="file", exit_on_error=False)
    def _read_file(self, request: FileRequest) -> None:
        self.post_message(self.FileRead(read_file(request)))

    @on(FileRead)
    async def _file_read(self, message: FileRead) -> None:
        # A thread cannot be stopped: what was asked for before may be there after what was asked for last.
        if message.file.request != self._request:
            return
        if self.file is None and self.wanted and self._frame is not None:
            # Nobody has moved the cursor, and the row that it begins on may be another one.
            self.rules.scroll_rows(-len(self._rows))
            self.rules.show(self._rows, self._frame.rules.height)
            self.cursor = ""
        self.file = message.file
        self._show_rules()
        await self._act_on_file()

    @on(ScreenResume)
    async def _act_on_file(self) -> None:
        """Do what waits for the file, once that was read and no other screen lies on this one."""
        if self.file is None or not self.is_active:
            return
        waiting, self._waiting = self._waiting, []
        for action, stop in waiting:
            self.move_cursor(stop)
            if self.cursor == stop or action not in _OF_RULE:
                await self.run_action(action)

    def _waits(self, action: str) -> bool:
        """Whether an action has to wait until the file was read; it is done then."""
        if self.file is None:
            self._waiting.append((action, self.cursor))
            self.relayout()
        return self.file is None

    def _show_rules(self) -> None:
        """Show the rules of the file, or those in force until it was read, as they stand to the plan now."""
        plan, layers, file = self.plan, self._layers, self.file
        if plan is None or not layers:
            return
        with journal_of(self) as context:
            self.trouble = "" if file is None else trouble(context.journal, context.paths, file)
            clinic = {rule.id: date for rule in plan.checklist.rules if any(date := own_date(rule))}
            off, aside = (file.off, file.commented_out) if file is not None else ({}, ())
            self.origins = rule_origins(layers[0], layers[1:], plan, off, clinic, aside)
            base = layers[1].checklist if file is not None and file.own and len(layers) > 1 else None
            self.lines = tuple(sheet_lines(layers[0].checklist, base))
            self.relayout()

    @property
    def _layers(self) -> tuple[Layer, ...]:
        """The file and what it extends, or what is in force until it was read."""
        if self.file is not None:
            return self.file.layers
        return (self._request.stored,) if self._request is not None else ()

    @property
    def selected(self) -> RuleOrigin | None:
        """The rule under the cursor."""
        id = rule_of(self.cursor)
        return next((each for each in self.origins if id and each.rule.id == id), None)

    @property
    def selected_line(self) -> SheetLine | None:
        """The line under the cursor that is no rule."""
        return next((each for each in self.lines if each.stop == self.cursor), None)

    @property
    def is_sound(self) -> bool:
        """Whether the file can be used, as far as is known."""
        return self.file is None or self.file.sound

    @property
    def is_changeable(self) -> bool:
        """Whether the rule under the cursor stands in a file that can be used, and counts."""
        rule = self.selected
        return self.is_sound and rule is not None and rule.written and rule.origin is not OriginKind.REMOVED

    @property
    def base(self) -> str:
        """What to call what the file extends, or what a file of the person's own would. Empty is nothing."""
        if self.file is None:
            return ""
        ids = [layer.checklist.id for layer in self.file.layers[:2]]
        if not self.file.own or (len(ids) > 1 and ids[0] == ids[1]):
            return "the shipped file"
        return ids[1] if len(ids) > 1 else ""

    def relayout(self) -> None:
        """Lay the rules out for the terminal as it is, and draw them."""
        room = room_of(self)
        width, height = room.size
        if not width or not self.query(RowList):
            return
        rules = filter_rules(self.origins, self.search, self.yours)
        notice = self._notice_rows(width)
        tall = height >= _TALL
        if tall and not notice:
            notice = self._help_rows(width)
        rows, right = self._list_rows(rules, width, height)
        heads = tall and width >= NARROW and right > 0
        frame = _frame(width, height, len(notice) + heads, is_spaced=not heads)
        if heads:
            notice = [*notice, column_row(right, self._shape(width, height))]
        if frame != self._frame:
            self._frame = frame
            self.set_class(frame.below, "-below")
            for id in ("notice", "rules", "detail"):
                place(self.query_one(f"#{id}"), getattr(frame, id).translate(room.offset))
        self.notice.show(notice, len(notice))
        self._draw_title(len(rules), width)
        self._rows = rows or self._no_rules()
        stops = tuple(row.stop for row in self._rows if row.stop)
        self.cursor = nearest(self.cursor, self.stops, stops) or "".join(stops[:1])
        if self.wanted in stops:
            self.cursor = self.wanted
            if self.file is not None:
                self.wanted = ""
        self.stops = stops
        self.redraw()

    def _shape(self, width: int, height: int) -> ListShape:
        assert self.plan is not None
        frame = _frame(width, height, 0)
        return ListShape(frame.rules.width, host(self).look.marks, frame.spaced, self.plan)

    def _list_rows(self, rules: Sequence[RuleOrigin], width: int, height: int) -> tuple[list[Row], int]:
        """The rows of the list, and the cells of their last column; none where there is no rule to show.

        Where all is shown, what is no rule of the person's stands folded below them.
        """
        lines = by_section(filter_lines(self.lines, self.search, self.yours))
        if self.plan is None or not (rules or lines):
            return [], 0
        shape = self._shape(width, height)
        phases = self._layers[0].checklist.phases if self._layers else ()
        if self.search or self.yours:
            rows = rule_rows(rules, phases, shape) if rules else []
            for section, found in lines.items():
                rows += [BLANK] * bool(rows and shape.spaced) + [section_heading(section, shape)]
                rows += [line_row(line, shape) for line in found]
            return rows, right_width(rules, shape) if rules else 0
        sorts = rule_sorts(rules, self.plan)
        folded: dict[str, list[RuleOrigin]] = {OVER: [], ASIDE: [], EXPECT: []}
        listed: list[RuleOrigin] = []
        for origin in rules:
            sort = sorts[origin.rule.id]
            expected = EXPECT if origin.rule.kind is Kind.EXPECT else OVER if sort == "over" else ""
            folded.get(ASIDE if sort == "aside" else expected, listed).append(origin)
        right = right_width(listed or rules, shape) if rules else 0
        folds = {key: group_rows(each, shape, right) for key, each in folded.items()}
        folds |= {f"{name}:": [line_row(line, shape) for line in each] for name, each in lines.items()}
        rows = rule_rows(listed, phases, shape) if listed else []
        rows += [BLANK] * bool(rows and shape.spaced)
        for key, inner in folds.items():
            if any(row.stop == self.wanted for row in inner):
                self.opened |= {key}
            if inner:
                title, note, _ = _FOLDS[key]
                rows += folded_rows(key, f"{title}: {len(inner)}", note, inner, key in self.opened, shape)
        return rows, right if listed else 0

    def redraw(self) -> None:
        """Draw the list and what there is to say, as far as they are otherwise than they were."""
        frame = self._frame
        if frame is None:
            return
        self.rules.show(self._rows, frame.rules.height, self.cursor)
        # After the row: it is the row that a key press waits for.
        self.call_after_refresh(self._show_hints)
        room, rule = frame.detail, self.selected
        if not room.area:
            return
        line = self.selected_line
        texts = self.texts_of(rule) if rule is not None else [*line.texts] if line is not None else []
        if (fold := self._fold) is not None:
            enter = key_of(self.app, "checklist.change", "enter")
            does = "hides" if fold in self.opened else "shows"
            texts = [Paragraph(f"{enter} {does} {_FOLDS[fold][2]}.{self._elsewhere(fold)}")]
        rows = paragraph_rows(texts, room.width - (0 if frame.below else 2))
        lines = room.height - int(frame.below)
        if len(rows) > lines:
            # Nobody is left in the middle of a sentence without a word on how it goes on.
            mark, key = host(self).look.marks.cut, key_of(self.app, "checklist.read", "space")
            rows = [
                *rows[: lines - 1],
                Row(RowKind.TEXT, left=(Seg(f"  {mark} {key}: all of it", "accent"),)),
            ]
        if frame.below:
            edge = host(self).look.marks.line * room.width
            rows = [Row(RowKind.TEXT, left=(Seg(edge, "faint"),)), *rows]
        self.detail.show(rows, room.height)

    @property
    def _fold(self) -> str | None:
        """The key of what the row under the cursor opens; None where it opens nothing."""
        key = rule_of(self.cursor)
        return key if key in _FOLDS else None

    def _elsewhere(self, fold: str) -> str:
        """Where else what a row opens is shown or changed, in a sentence with a blank before it."""
        if fold in (ASIDE, "Questions:"):
            return f" To change an answer: {key_of(self.app, 'said.open', 'w')} on Today."
        if fold == "When to call:":
            return f" {key_of(self.app, 'call.open', 'c')} shows those of today, the most urgent first."
        return ""

    def move_cursor(self, stop: str) -> None:
        """Put the cursor on a row, if there is one of this name."""
        if self.file is None:
            self.wanted = ""
        if stop in self.stops and stop != self.cursor:
            self.cursor = stop
            self.redraw()

    def set_status(self, status: str) -> None:
        """Say something above the list, until the next key that says something."""
        self.status = status
        self.relayout()

    def texts_of(self, origin: RuleOrigin) -> list[Paragraph]:
        """All there is to say of a rule."""
        if self.plan is None:
            return []
        state, checklist = self.plan.state, self._layers[0].checklist
        background = Background(checklist, state.answers, state.signs.keys())
        return list(rule_texts(origin, background, self.base, self.plan))

    def _notice_rows(self, width: int) -> list[Row]:
        """What stands above the list, cut to the lines there are."""
        rows: list[Row] = []
        for words, style in self._notices():
            rows += [Row(RowKind.TEXT, left=(Seg(" "), Seg(line, style))) for line in wrap(words, width - 2)]
        if len(rows) > _NOTICE:
            mark = host(self).look.marks.cut
            last = rows[_NOTICE - 1].left[1]
            longer = cut(f"{last.text} {rows[_NOTICE].left[1].text}", width - 2, mark)
            rows = [*rows[: _NOTICE - 1], Row(RowKind.TEXT, left=(Seg(" "), last._replace(text=longer)))]
        return rows

    def _help_rows(self, width: int) -> list[Row]:
        """What the screen is for, and what the rules come to today."""
        key = key_of(self.app, "checklist.change", "enter")
        purposes = (
            f"Every rule of your plan, its days and why. {key} changes one where your clinic said otherwise.",
            f"Every rule, its days and why. {key}: change one if your clinic says otherwise.",
            f"Every rule and its days. {key} changes one.",
        )
        parts = (self._fitting(purposes, width), self._fitting(self._summaries(), width))
        return [Row(RowKind.TEXT, left=(Seg(" "), Seg(words, "mute"))) for words in parts if words]

    def _fitting(self, tries: Sequence[str], width: int) -> str:
        """The first of some texts that fits in a line, or the last, cut."""
        fits = (each for each in tries if cells(each) <= width - 2)
        return next(fits, cut(tries[-1], width - 2, host(self).look.marks.cut) if tries else "")

    def _summaries(self) -> tuple[str, ...]:
        """What the rules come to on this day, the fullest first."""
        rules = [each for each in self.origins if each.rule.kind is not Kind.EXPECT]
        if self.plan is None or not rules:
            return ()
        counts = rule_counts(rules, self.plan)
        now = f"Now: {counts.to_do} to do, {counts.left_alone} left alone."
        aside = ((counts.aside, "not for you"), (counts.left_out, "left out by you"))
        few = (
            *((counts.later, "later"), (counts.back, "back if calm"), (counts.over, "over")),
            *((counts.reported, "if reported"), *aside),
        )
        words = {"if reported": "only if you report something"}
        tries = ([(count, words.get(each, each)) for count, each in few], few, aside)
        lists = (", ".join(f"{count} {each}" for count, each in parts if count) for parts in tries)
        return (*(f"{now} {each}." for each in lists if each), now)

    def _notices(self) -> Iterator[tuple[str, str]]:
        """What just happened, and how the file stands to the plan: paragraphs, each with its colour."""
        file = self.file
        if self.status:
            yield self.status, "accent"
        if file is None:
            if self._waiting:
                yield "Reading the file.", "mute"
        elif self.trouble:
            path = file.request.file.path if file.request.file is not None else None
            # The folder is the same as ever, and there is little room.
            yield (self.trouble.replace(str(path), path.name) if path is not None else self.trouble), "late"
        elif file.waits and not file.own:
            yield "This is newer than your plan. A change of yours brings it in, and shows it first.", "mute"
        elif file.waits and file.refused:
            yield "What you refused is shown here, and is not in your plan.", "mute"
        elif file.waits and file.unwanted:
            yield "You kept your plan as it was: what is shown here is not in it.", "mute"
        elif file.waits:
            key = key_of(self.app, "file.difference", "v")
            yield f"Your file has changed and is not yet accepted. {key} shows what that changes.", "late"

    def _no_rules(self) -> list[Row]:
        if self.file is None:
            return []
        words = "Nothing here is yours." if self.yours and not self.search else "Nothing has these words."
        back = key_of(self.app, "checklist.back", "escape")
        return [
            Row(
                RowKind.TEXT,
                left=(
                    Seg("  "),
                    Seg(f"{words} {back} shows all rules.", "mute"),
                ),
            )
        ]

    def _draw_title(self, count: int, width: int) -> None:
        marks, layers = host(self).look.marks, self._layers
        title, right = Content.styled("Checklist", "bold"), ""
        if layers:
            title += Content.assemble(f" {marks.dot} ", (layers[0].checklist.title, "$mute"))
            if self.search or self.yours:
                right = f"{count} of your own" if self.yours else f"{count} found"
            else:
                rules = [each for each in self.origins if each.rule.kind is not Kind.EXPECT]
                mine = sum(each.yours for each in self.origins)
                right = f"{counted(len(rules), 'rule')}{f', {mine} yours' if mine else ''}"
            if self.plan is not None and width >= NARROW:
                right += f"; day 0 is {short_date(self.plan.treatment_date)}"
        self.query_one("#title", Static).update(
            ends(title, Content.styled(right, "$mute"), width - 2, marks.cut)
        )

    def _show_hints(self) -> None:
        """Show the keys that mean something for the rule under the cursor."""
        does = "change" if self.is_changeable else "read"
        if (fold := self._fold) is not None:
            does = "close" if fold in self.opened else "open"
        self.query_one(Hints).show(*_hints(does, self.is_sound, self.file is not None))
        self.refresh_bindings()

    @on(RowList.Pointed)
    def _pointed(self, message: RowList.Pointed) -> None:
        message.stop()
        if message.row and message.row == self.cursor:
            self.action_change()
        else:
            self.move_cursor(message.row)

    @on(FindLine.Sought)
    def _searched(self, message: FindLine.Sought) -> None:
        message.stop()
        self.search = message.text
        if not self.search:
            self.wanted = self.cursor
        self.relayout()
        rules = [each for each in self.origins if stop_of(each.rule.id) in self.stops]
        self.move_cursor(stop_of(best_match(rules, message.text)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys mean something for this rule and this file."""
        rule, file = self.selected, self.file
        request = file.request if file is not None else self._request
        match action:
            case "change":
                return bool(self.cursor)
            case "read":
                return rule is not None or self.selected_line is not None
            case "switch_off":
                return self.is_changeable and rule is not None and not rule.rule.check_in
            case "switch_on":
                return self.is_sound and rule is not None and rule.origin is OriginKind.REMOVED
            case "put_back":
                changed = rule is not None and rule.origin is OriginKind.CHANGED
                return file is None or (self.is_sound and changed)
            case "add":
                return self.is_sound
            case "edit":
                return request is not None and request.seen is not None
            case "turn_back":
                act = self.redoable if parameters == (1,) else self.undoable
                return act is not None and act.kind in _OF_VERSIONS
            case "difference":
                return file is None or (file.own and file.waits)
        return True

    def action_leave(self) -> None:
        """Show all the rules again; where all are shown, go back."""
        if self.search or self.yours:
            self.search, self.yours = "", False
            # What was found may stand folded where all is shown.
            self.wanted = self.cursor
            self.relayout()
            self.refresh_bindings()
        else:
            self.dismiss(None)

    def action_step(self, rows: int) -> None:
        """Move the cursor by as many rows, and not past either end."""
        if self.stops:
            place = self.stops.index(self.cursor) if self.cursor in self.stops else 0
            self.move_cursor(self.stops[max(0, min(place + rows, len(self.stops) - 1))])

    def action_find(self) -> None:
        """Narrow the rules to those with what is typed."""
        if self.file is None:
            self.wanted = ""
        if not self.query(RuleFilter):
            self.mount(RuleFilter(self.search))

    def action_only_yours(self) -> None:
        """Only what the person's file says something of, or all."""
        if not self._waits("only_yours"):
            self.yours = not self.yours
            self.relayout()

    @_alone
    @work(group=_ACTS)
    async def action_change(self) -> None:
        """Change the rule in a small form; one that cannot be changed there is shown whole."""
        from tui.screens.checklist.rule_form import change_rule

        if (fold := self._fold) is not None:
            self.opened ^= {fold}
            self.relayout()
            return
        if (line := self.selected_line) is not None:
            await self.app.push_screen_wait(ParagraphsScreen([*line.texts]))
            return
        rule, file, context = self.selected, self.file, self._meaning_context()
        if rule is None or file is None or context is None:
            return
        if not self.is_changeable:
            await self.app.push_screen_wait(ParagraphsScreen(self.texts_of(rule)))
        elif await change_rule(self, writer := FileWriter(self, file.id), rule, context, self.base):
            self._read_back(await writer.show_difference() or "Written into your file.")

    def action_read(self) -> None:
        """Show all there is to say of what the cursor is on."""
        rule, line = self.selected, self.selected_line
        texts = self.texts_of(rule) if rule is not None else line.texts if line is not None else ()
        self.app.push_screen(ParagraphsScreen([*texts]))

    @_alone
    @work(group=_ACTS)
    async def action_add(self) -> None:
        """Add a rule, and go to it."""
        from tui.screens.checklist.rule_form import add_rule

        file, context = self.file, self._meaning_context()
        if file is None or context is None:
            return
        writer = FileWriter(self, file.id)
        if id := await add_rule(self, writer, file, context):
            status = await writer.show_difference() or "Added to your file."
            self.search, self.yours = "", False
            self.wanted = stop_of(id)
            self._read_back(status)

    @_alone
    @work(group=_ACTS)
    async def action_put_back(self) -> None:
        """Have the rule as it came, also one that was left out."""
        rule, file = self.selected, self.file
        if rule is None or file is None:
            return
        writer = FileWriter(self, file.id)
        if problem := await writer.write(PutBack(rule.rule.id)):
            self.set_status(problem)
        else:
            self._read_back(await writer.show_difference() or "As it came again.")

    action_switch_on = action_put_back

    @_alone
    @work(group=_ACTS)
    async def action_switch_off(self) -> None:
        """Leave the rule out, and say why."""
        rule, file = self.selected, self.file
        if rule is not None and file is not None and (status := await switch_off(self, file.id, rule.rule)):
            self._read_back(status)

    @_alone
    @work(group=_ACTS)
    async def action_edit(self) -> None:
        """Open the file in the person's own editor, at the rule."""
        rule, file = self.selected, self.file
        shown = rule.rule if rule is not None else None
        line = self.selected_line
        at = line.id if line is not None else ""
        if file is not None and (status := await edit_file(self, file.id, shown, at)):
            self._read_back(status)

    @_alone
    @work(group=_ACTS)
    async def action_difference(self) -> None:
        """Show what the file changes, to be accepted or not."""
        # Here, since it reads files, and the rules are drawn without.
        from tui.screens.difference import show_difference

        self._read_back(await show_difference(self) or "")

    def action_turn_back(self, redo: int) -> None:
        """Undo what was last decided of a version, or do it again: what was on top when this was drawn."""
        if redo:
            bring_back(self, self.redoable, self._set_status)
        else:
            take_back(self, self.undoable, self._set_status)

    def _read_back(self, status: str) -> None:
        self._set_status(status)
        host(self).changed()

    def _set_status(self, status: str) -> None:
        self.status = status

    def _meaning_context(self) -> "MeaningContext | None":
        """What the meaning of a rule's lines is told by; None where the journal cannot be read."""
        from tui.screens.checklist.rule_draft import MeaningContext

        plan = self.plan
        with journal_of(self) as context:
            recovery = context.recovery()
            if recovery is not None and plan is not None:
                treated = recovery.treated.astimezone(plan.zone)
                layers = self.file.layers if self.file is not None else ()
                signs = [sign for layer in layers for sign in layer.checklist.signs]
                questions = (each.id for layer in layers for each in layer.checklist.questions)
                return MeaningContext(
                    plan,
                    treated,
                    context.settings.care_times(),
                    frozenset((*questions, *(sign.id for sign in signs))),
                    frozenset(sign.id for sign in signs if sign.event),
                )
        return None


class RuleFilter(FindLine):
    """Enter keeps the rules that are left, and escape shows all of them again."""

    def __init__(self, search: str) -> None:
        """Begin with what is sought already."""
        super().__init__()
        self.placeholder = "find words, or yours, off, added"
        self.value = search

    def action_close_find(self) -> None:
        self.post_message(self.Sought(""))
        self.remove()


def _hints(does: str, sound: bool, known: bool) -> tuple[Hint, ...]:
    """What the last line offers.

    Args:
        does: What enter does with what is under the cursor.
        sound: Whether the file can be used; else it is to be mended first.
        known: Whether the file was read. Until then some keys wait that few files have a use for.
    """
    editor = hint("file.edit", "editor", stays=not sound)
    return (
        hint("checklist.change", does),
        *(() if sound else (editor,)),
        hint("rule.off", "leave it out", "leave out"),
        hint("rule.on", "have it again", "have again"),
        hint("checklist.read", "all of it"),
        *((hint("file.difference", "what changes", "changes"),) if known else ()),
        hint("act.undo", "undo"),
        hint("list.find", "find"),
        hint("checklist.add", "add"),
        hint("checklist.back", "back", stays=True),
        CALL,
        HELP,
        *((hint("checklist.put-back", "put back"),) if known else ()),
        *((editor,) if sound else ()),
    )


_PANES = 100
"""Columns from which what there is to say of a rule stands beside the list."""
_TALL = 20
"""Lines from which it stands below a list that has no room beside it, and phases are parted."""
_LEFT = 0.6
_NOTICE = 3
"""Lines that a notice may take."""
_FOOT = 6
"""Lines that the detail has below the list, the line above it included."""


class Frame(NamedTuple):
    """Where each part stands. One without any room is not shown."""

    notice: Region
    rules: Region
    detail: Region
    below: bool
    """Whether what there is to say stands below the list."""
    spaced: bool
    """Whether a blank line parts the phases."""


def _frame(width: int, height: int, notice: int, *, is_spaced: bool = True) -> Frame:
    """The places under the title and above the keys, which take a line each.

    Args:
        notice: Lines of what stands above the list.
        is_spaced: Whether a blank line parts those from the list, where there is room.
    """
    tall, panes = height >= _TALL, width >= _PANES
    top = 1 + notice + int(tall and is_spaced)
    room = max(height - top - 1, 0)
    above = Region(0, 1, width, notice)
    if panes:
        left = int(width * _LEFT)
        return Frame(above, Region(0, top, left, room), Region(left, top, width - left, room), False, tall)
    foot = _FOOT if tall else 0
    detail = Region(0, top + room - foot, width, foot)
    return Frame(above, Region(0, top, width, room - foot), detail, True, tall)
