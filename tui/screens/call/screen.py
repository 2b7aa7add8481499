"""When to call: one key from everywhere, the emergencies first."""

from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from itertools import product
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from checklists.rules.checklist import Call, Checklist
from tui.journal import JournalError
from tui.recovery.call_lines import (
    CallLine,
    CallSheet,
    called_as_well,
    heed,
    line_id,
    read_call_sheet,
    source_names,
)
from tui.recovery.photos import photos_of
from tui.recovery.recovery import Clinic, Recovery
from tui.screens.act import perform
from tui.screens.call.call_list import NOW, Brevity, CallList, CallRow, call_rows, general_lines
from tui.screens.call.line import CallLineScreen, LineAct
from tui.screens.dialogs import ChoiceScreen, LeavingScreen, prompt_clinic
from tui.screens.host import PendingAct, ascii_only, host, key_of, room_of
from tui.text.humanize import short_date
from tui.widgets.hints import Hints, hint
from tui.widgets.messages import Changed, RoomChanged
from tui.widgets.wrapping import click, cut, ends
from tui.wording.call_topics import in_short, is_compared
from tui.wording.calling import NEW_LINE, published_headings, what_to_say


class Room(IntEnum):
    """How much of the screen the lines are given, from the most comfortable to the barest."""

    SPACED = 0
    FULL = 1
    UNTITLED = 2
    BARE = 3
    """Nothing but the lines and whom to call."""


_HINT = "Tick what fits you. Nothing is concluded from it."
_AS_LAST_READ = "The journal is not read now. This is how it was read last."
_NOT_READ = "The journal is not read now. These always hold."
_ROWS_BESIDE = {Room.SPACED: 4, Room.FULL: 3, Room.UNTITLED: 2, Room.BARE: 1}
_ROOMY = (60, 20)
"""The least width and height with room for all in short, small heads, and what to say by the number."""
_SHORT_ROWS = 3
"""The most rows that all in short may take."""


class CallScreen(LeavingScreen[None]):
    """The published lines of today, for every recovery that runs. Nothing is concluded from a tick."""

    DEFAULT_CSS = """
    CallScreen {
        #title, #hint, #say, #clinic { height: 1; padding: 0 1; }
        #short { height: auto; padding: 0 1; }
        #hint { color: $mute; }
        #short, #say { display: none; }
        &.-roomy #short { display: block; }
        &.-pinned #say { display: block; }
        #foot { height: 1; }
        #foot Hints { width: 1fr; }
        #more { width: auto; padding: 0 1; color: $mute; }
        CallList { padding: 0; }
        &.-full #hint { display: none; }
        &.-untitled #hint, &.-untitled #title { display: none; }
        &.-bare #hint, &.-bare #title, &.-bare #foot { display: none; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_call", "back", id="call.back", tooltip="Back to where you were"),
        Binding(
            "e", "write_clinic", "clinic", id="call.clinic", tooltip="Write your clinic's name and number"
        ),
    ]

    calls = getters.query_one(CallList)

    def __init__(self, checklist: Checklist | None = None) -> None:
        """Show when to call.

        Args:
            checklist: What to take the lines from before there is a recovery. None has the general ones.
        """
        super().__init__()
        self._checklist = checklist
        self._sheet: CallSheet | None = None
        self._day = ""
        self._to_say = ""

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        yield Static(id="short", markup=False)
        yield Static(id="hint", markup=False)
        yield CallList(host(self).look.marks)
        yield Static(id="say", markup=False)
        yield Static(id="clinic", markup=False)
        with Horizontal(id="foot"):
            yield Hints(
                hint("warning.open", "open", stays=True),
                hint("warning.tick", "tick"),
                hint("call.back", "back", stays=True),
                hint("warning.called", "I called"),
                hint("call.clinic", "clinic's number", "clinic"),
                ascii_only=ascii_only(self),
            )
            yield Static(id="more", markup=False)

    def on_mount(self) -> None:
        self.watch(self.calls, "more", self._say_more)
        # Drawn before the journal is asked, which another program may hold.
        self._show(host(self).call_sheet, as_read=host(self).call_sheet is not None)
        self.call_after_refresh(self._read)

    @on(Resize)
    @on(RoomChanged)
    def _on_room(self) -> None:
        self.call_after_refresh(self._arrange)

    def on_changed(self, message: Changed) -> None:
        self._read()

    def action_leave_call(self) -> None:
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._focus is not None if action == "write_clinic" else True

    @property
    def _focus(self) -> Recovery | None:
        return self._sheet.focus if self._sheet is not None else None

    @property
    def _lines(self) -> Sequence[CallLine]:
        return self._sheet.lines if self._sheet is not None else ()

    @property
    def _clinic(self) -> Clinic:
        return self._focus.clinic if self._focus is not None else Clinic()

    @on(CallList.HeedAsked)
    def _heed(self, message: CallList.HeedAsked) -> None:
        self._record(message.line, ticked=not message.line.ticked, called=False)

    @on(CallList.CallAsked)
    @work(exclusive=True, group="line")
    async def _note_call(self, message: CallList.CallAsked) -> None:
        """Note a call: about the line under the cursor, or, once asked, about what stands."""
        line, row = self._line(message.line), message.line
        standing = [each for each in self._lines if each.standing and each.called is None]
        if line is not None and not line.standing and standing:
            about = [(line_id(each.warning), each.warning.condition) for each in (standing[0], line)]
            id = await self.app.push_screen_wait(ChoiceScreen("What did you call about?", about))
            if id is None:
                return
            row = message.line if id == row.id else row._replace(id=id)
        self._record(row, ticked=True, called=True)

    @on(CallList.LineAsked)
    @work(exclusive=True, group="line")
    async def _open_line(self, message: CallList.LineAsked) -> None:
        line = self._line(message.line)
        if line is None:
            return
        acts = (LineAct.CALLED, LineAct.UNTICK) if line.ticked else (LineAct.TICK, LineAct.CALLED)
        screen = CallLineScreen(line.warning.condition, self._about(line, message.line), acts)
        act = await self.app.push_screen_wait(screen)
        if act is not None:
            self._record(message.line, ticked=act is not LineAct.UNTICK, called=act is LineAct.CALLED)

    def _about(self, line: CallLine, row: CallRow) -> Iterator[str]:
        """What there is to say of a line beside its words, a paragraph each."""
        warning = line.warning
        yield self.calls.headings[warning.call][0]
        if warning.call not in NOW and str(self._clinic):
            yield str(self._clinic)
        if row.called:
            yield f"You called: {row.called}."
        if warning.meanwhile:
            yield warning.meanwhile
        # Nobody is to wait for a photo where it says now.
        if is_compared(warning.condition) and warning.call not in NOW:
            yield self._how_to_compare()
        if warning.new:
            yield NEW_LINE
        if self._to_say:
            yield self._to_say
        if names := source_names(line, host(self).context):
            yield f"Who says so: {'; '.join(names)}."

    def _how_to_compare(self) -> str:
        """The photo there is to look at beside the skin, or how to take one."""
        context, sheet = host(self).context, self._sheet
        try:
            photos = (
                photos_of(context.journal, sheet.focus, sheet.plan)
                if sheet and sheet.focus and sheet.plan
                else ()
            )
        except JournalError:
            photos = ()
        seen = [photo for photo in photos if not photo.forgotten]
        if not seen:
            return "To compare: take a photo each day, in the same light, with a coin beside it for scale."
        going, show = key_of(self.app, "progress.show", "h"), key_of(self.app, "photos.show", "f")
        return (
            f"To compare: your photo of {seen[-1].label} ({going} on Today, then {show}), beside a new one."
        )

    @work(exclusive=True, group="clinic")
    async def action_write_clinic(self) -> None:
        before, by_default = self._clinic, host(self).context.emergency_number(self._zone)
        clinic = await prompt_clinic(self.app, before, by_default)
        if clinic is not None and clinic != before:
            perform(self, lambda acts: acts.set_clinic(clinic, before), self._say, words=str(clinic))

    def _record(self, line: CallRow, *, ticked: bool, called: bool) -> None:
        context = host(self).context

        def run() -> str:
            # As it stands now: another program may have ticked it, or begun the next session.
            lines = read_call_sheet(context).lines
            now = next((each for each in lines if line_id(each.warning) == line.id), None)
            if now is not None:
                also = called_as_well(now, lines) if called else ()
                heed(context, now, ticked=ticked, called=called, also=also)
            return ""

        host(self).attempt(PendingAct(run, self._say))

    def _say(self, sentence: str) -> None:
        """Say what came of it; what was ticked is seen."""
        if sentence and self.is_attached:
            self.query_one("#hint", Static).update(sentence)

    def _line(self, row: CallRow) -> CallLine | None:
        return next((line for line in self._lines if line_id(line.warning) == row.id), None)

    def _read(self) -> None:
        try:
            sheet = host(self).call_sheet = read_call_sheet(host(self).context)
        except JournalError:
            # What was read last still holds as far as anybody knows, and the emergencies always.
            self._show(host(self).call_sheet, as_read=False)
        else:
            self._show(sheet, as_read=True)

    def _show(self, sheet: CallSheet | None, *, as_read: bool) -> None:
        """Draw what was read.

        Args:
            sheet: None is not read so far, which is not the same as nothing.
            as_read: Whether it was read just now.
        """
        self._sheet = sheet
        now, plan = host(self).context.now(), sheet.plan if sheet is not None else None
        lines = (
            call_rows(sheet.lines, now.astimezone(plan.zone), plan.date_of(plan.today), sheet.beside)
            if sheet and plan
            else ()
        )
        self._day = f"Day {plan.today}  {short_date(plan.date_of(plan.today))}" if plan else ""
        self.calls.lines = lines or general_lines(self._checklist)
        self.calls.headings = self._headings()
        self._to_say = what_to_say(sheet.focus, plan.zone) if sheet and sheet.focus and plan else ""
        self.query_one("#hint", Static).update(_HINT if as_read else _AS_LAST_READ if lines else _NOT_READ)
        self.refresh_bindings()
        self._arrange()

    @property
    def _zone(self) -> str:
        """The zone of the plan in focus; empty where there is none."""
        plan = self._sheet.plan if self._sheet is not None else None
        return str(plan.zone) if plan is not None else ""

    def _headings(self) -> dict[Call, tuple[str, str]]:
        return published_headings(self._clinic.emergency or host(self).context.emergency_number(self._zone))

    def _arrange(self) -> None:
        """Give the lines what room they need, so that what cannot wait is seen at once."""
        width, height = room_of(self).size
        if width < 3:
            # No cell is left between the edges.
            return
        short = len(Content(self._short).wrap(width - 2))
        pinned = bool(self._to_say) and len(self._to_say) <= width - 2
        roomy = width >= _ROOMY[0] and height >= _ROOMY[1] and short <= _SHORT_ROWS
        if roomy:
            room, brevity = self._room(width, height - short - pinned, roomy=True)
            # What cannot wait comes first.
            roomy = room <= Room.FULL and not brevity
        if not roomy:
            room, brevity = self._room(width, height, roomy=False)
        self.calls.brevity = brevity
        self.calls.roomy = roomy
        self.set_class(roomy, "-roomy")
        self.set_class(roomy and pinned, "-pinned")
        self.calls.tail = "" if roomy and pinned else self._to_say
        self.query_one("#short", Static).update(Content.styled(self._short, "bold"))
        self.query_one("#say", Static).update(self._to_say)
        for each in Room:
            self.set_class(each is room, f"-{each.name.lower()}")
        self.calls.spaced = room is Room.SPACED
        self.calls.aside = self._day.partition("  ")[0] if room >= Room.UNTITLED else ""
        title = Content.styled("When to call", "bold")
        self.query_one("#title", Static).update(ends(title, Content.styled(self._day, "$mute"), width - 2))
        self._draw_clinic(bare=room is Room.BARE)
        self.call_after_refresh(self.calls.draw)

    @property
    def _short(self) -> str:
        """All lines in short, none of the bands left out."""
        number = self._clinic.emergency or host(self).context.emergency_number(self._zone)
        return in_short(((line.call, line.text, line.short) for line in self.calls.lines), number)

    def _room(self, width: int, height: int, *, roomy: bool) -> tuple[Room, Brevity]:
        """The most comfortable room for what cannot wait, and whether there it has to be in few words.

        Where even that is too much, it is for the emergencies and one urgent line.
        """
        calls, free = self.calls, {room: height - beside for room, beside in _ROWS_BESIDE.items()}
        blanks = len({line.call for line in calls.lines}) - 1
        if calls.rows_of(calls.lines, width, roomy=roomy) + blanks <= free[Room.SPACED]:
            return Room.SPACED, Brevity.WHOLE
        now = [line for line in calls.lines if line.call in NOW]
        emergencies = sum(line.call is Call.EMERGENCY for line in now)
        whole, few, fewest = Brevity
        for lines, brevity in ((now, whole), (now, few), (now, fewest), (now[: emergencies + 1], whole)):
            rows = calls.rows_of(lines, width, brevity=brevity, roomy=roomy)
            for room in (Room.FULL, Room.UNTITLED, Room.BARE):
                if rows <= free[room]:
                    return room, brevity
        return Room.BARE, few if any(line.short for line in now) else whole

    def _draw_clinic(self, *, bare: bool) -> None:
        width, clinic = self.size.width - 2, self._clinic
        edit = key_of(self.app, "call.clinic", "e") if self._focus else ""
        read = self._sheet is not None

        def whom(room: int) -> Content:
            known = clinic.phone or clinic.after_hours
            if known:
                return _clinic_line(clinic, room, self._cut)
            return _unknown_line(edit, room, self._cut) if read else _unread_line(room, self._cut)

        line = ends(whom(width), Content(), width)
        if bare:
            # Nothing else says how to get back, and a mouse needs something to click on.
            line = _with_way_out(
                whom, _ways_out(key_of(self.app, "call.back", "esc"), self._more()), clinic, width
            )
        self.query_one("#clinic", Static).update(line)

    @property
    def _cut(self) -> str:
        return host(self).look.marks.cut

    def _more(self) -> str:
        return f"{host(self).look.marks.below} {self.calls.more} more" if self.calls.more else ""

    def _say_more(self) -> None:
        self.query_one("#more", Static).update(self._more())
        self._draw_clinic(bare=self.has_class("-bare"))


_LEAST = 8
"""Cells of a name that still say whose it is."""
_CLOSED = ("  after hours: ", "  closed: ")


def _clinic_line(clinic: Clinic, width: int, mark: str) -> Content:
    """The clinic in one line. The name gives way to the numbers, which are never cut; then after hours does.

    Args:
        clinic: With one number at least.
        width: Cells there are.
        mark: What stands where the name was cut.
    """
    name = clinic.name or "Your clinic"
    for named, label in product((True, False), _CLOSED if clinic.after_hours else ()):
        between = label if clinic.phone else label.lstrip()
        numbers = Content.assemble((clinic.phone, "bold"), (between, "$mute"), (clinic.after_hours, "bold"))
        room = width - numbers.cell_length - 1
        if named and room >= min(len(name), _LEAST):
            return Content.assemble((cut(name, room, mark), "$mute"), " ", numbers)
        if not named and room >= -1:
            return numbers
    room = width - len(clinic.phone) - 1
    if room < _LEAST:
        return Content.styled(clinic.phone, "bold")
    return Content.assemble((cut(name, room, mark), "$mute"), " ", (clinic.phone, "bold"))


def _unknown_line(edit: str, width: int, mark: str) -> Content:
    """That there is no number, and how it gets here.

    Args:
        edit: The key that writes it. Empty before there is a recovery.
        width: Cells there are.
        mark: What stands where the line was cut.
    """
    how, brief = (f"press {edit} to add it", f"{edit} adds it") if edit else ("Start asks for it",) * 2
    lines = (f"No clinic number yet: {how}", f"No number yet: {brief}")
    fitting = (line for line in lines if Content(line).cell_length <= width)
    return Content.styled(next(fitting, cut(lines[-1], max(width, 0), mark)), "$mute")


def _unread_line(width: int, mark: str) -> Content:
    """That the number could not be read, which is not that there is none."""
    return Content.styled(cut("Your clinic's number is not read now", max(width, 0), mark), "$mute")


def _ways_out(key: str, more: str) -> list[Content]:
    """The key that leads back, to be clicked too, and how much more there is; from the widest on."""
    back, brief = Content.styled(key, "bold $accent"), more.removesuffix(" more")
    named = back + Content.styled(" back", "$mute")
    return [
        Content.assemble(out.stylize(click("screen.leave_call")), f" {below}" if below else "")
        for out, below in ((named, more), (named, brief), (back, brief), (back, ""))
    ]


def _with_way_out(
    whom: Callable[[int], Content], outs: Sequence[Content], clinic: Clinic, width: int
) -> Content:
    """Whom to call, and at the end of the line a way out. A name gives way to it, a number never does.

    Args:
        whom: The line for as many cells.
        outs: From the widest on; the last has nothing beside it.
    """
    whole = whom(width)
    numbers = [number for number in (clinic.phone, clinic.after_hours) if number in whole.plain]
    for stays, choices in ((width, outs[:-1]), (_LEAST, outs[:-1]), (0, outs)):
        for out in choices:
            room = width - out.cell_length - 2
            line = whom(room)
            fits = line.cell_length <= room and line.plain[:stays] == whole.plain[:stays]
            if fits and all(number in line.plain for number in numbers):
                return ends(line, out, width)
    return whole
