"""What a changed checklist changes in the days, day by day, before it counts."""

from collections.abc import Callable
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Region

from checklists.loader import ChecklistError
from tui.files.author import Author
from tui.files.comparison import (
    ChecklistUpdate,
    InseparableError,
    UnrelatedFileError,
    checklist_update,
    with_reasons,
)
from tui.files.difference import Difference
from tui.files.edits import CannotEditError, SameRule
from tui.files.status import why
from tui.recovery.outcomes import AcceptedInPart, Deed, Done
from tui.screens.act import attempt, journal_of
from tui.screens.dialogs import LeavingScreen
from tui.screens.difference.rows import DifferencePage, change_rows, foot_rows, problem_rows, top_rows
from tui.screens.host import ascii_only, host, key_of, room_of
from tui.text.humanize import full_stop, listed
from tui.widgets.hints import HELP, SCROLL, Hint, Hints, hint
from tui.widgets.messages import Changed, RoomChanged
from tui.widgets.placing import NARROW, place
from tui.widgets.row_list import RowList
from tui.widgets.rows import BLANK

TakeBack = Callable[[], object]
"""Takes what was just written out of the person's file again. May raise CannotEditError."""

DEAF = 0.5
"""Seconds in which a screen that opened by itself takes no key: it was meant for what stood there before."""

LOW = 16
"""Lines of a terminal below which there are no blank ones."""


class DifferenceScreen(LeavingScreen[str | None]):
    """What would be otherwise, and from when on. Answers with what came of it, in a sentence."""

    DEFAULT_CSS = """
    DifferenceScreen Hints { dock: bottom; }
    """
    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "use all", id="difference.accept", tooltip="Use all of it, from now on"),
        Binding(
            "o", "keep", "use none", id="difference.keep", tooltip="Use none of it: keep the plan as it is"
        ),
        Binding(
            "x", "refuse", "leave out", id="difference.refuse", tooltip="Leave this out, or have it after all"
        ),
        Binding("y", "same", "the same rule", id="difference.same", tooltip="It is the same rule, renamed"),
        Binding("n", "another", "another rule", id="difference.another", tooltip="It is another rule"),
        Binding("u", "take_back", "take it back", id="difference.take-back", tooltip="Out of the file again"),
        Binding("escape,v", "later", "later", id="difference.later", tooltip="Decide later; nothing changes"),
        Binding("up,k", "move(-1)", "up", id="page.up", tooltip="One up"),
        Binding("down,j", "move(1)", "down", id="page.down", tooltip="One down"),
        Binding("pageup", "scroll_by(-8)", "page up", id="page.page-up", tooltip="Several lines up"),
        Binding("pagedown,space", "scroll_by(8)", "page down", id="page.page-down", tooltip="Several down"),
        Binding("home", "scroll_by(-999)", "first", id="page.first", tooltip="To the beginning"),
        Binding("end", "scroll_by(999)", "last", id="page.last", tooltip="To the end"),
    ]

    head = getters.query_one("#head", RowList)
    changes = getters.query_one("#changes", RowList)

    def __init__(
        self, comparison: ChecklistUpdate, take_back: TakeBack | None = None, *, by_itself: bool = False
    ) -> None:
        """Show what waits; see `show_difference`."""
        super().__init__()
        self.comparison = comparison
        self.differences: tuple[Difference, ...] = with_reasons(comparison)
        """What it changes, each with its reason."""
        self.refusing = comparison.refuse(comparison.refused)
        """The same file, without what the person refuses of it."""
        self.cursor = ""
        """The stop that the cursor is on; empty before it was moved."""
        self.status = ""
        """What the last key did, or why it did nothing."""
        self.problems: tuple[str, ...] = ()
        """Why there is nothing to be accepted any more."""
        self.new_rules: frozenset[str] = frozenset()
        """Rules, by id, that are not the ones of the same text that go, by the person's word."""
        self._stops: tuple[str, ...] = ()
        self._take_back = take_back
        self._by_itself = by_itself
        self._deaf_until = 0.0

    def compose(self) -> ComposeResult:
        marks = host(self).look.marks
        yield RowList(marks, id="head")
        yield RowList(marks, id="changes", counts_apart=True)
        yield Hints(ascii_only=ascii_only(self))

    def on_mount(self) -> None:
        self._note_shown()
        if self._by_itself:
            self._deaf_until = host(self).context.clock.monotonic() + DEAF
        self.relayout()

    @on(Resize)
    @on(RoomChanged)
    def _on_room(self) -> None:
        self.relayout()

    @on(Changed)
    def _files_changed(self) -> None:
        self._reload(self.status)

    @property
    def page(self) -> DifferencePage:
        """What is drawn of the file."""
        comparison, file = self.comparison, self.comparison.file
        name = file.path.name
        if self.problems:
            title = f"{name} cannot be used now"
        elif comparison.moves:
            title = f"{name} {comparison.stands}"
        elif file.shipped:
            title = "Your plan as it comes with Afterglow"
        elif self._take_back is not None:
            title = "Your change is not used yet"
        else:
            title = comparison.changed
            title = "Your own file is not used yet" if title == f"{name} has changed" else title
        return DifferencePage(
            title=title,
            name="" if name in title else name,
            since=comparison.since,
            whose=comparison.recovery.full_title,
            moves=comparison.moves,
            unwanted=comparison.unwanted,
            usable=not self.problems,
            differences=self.differences,
            today=comparison.before.today,
            date_of=comparison.before.date_of,
            new_rules=self.new_rules,
            left_out=comparison.left_out,
            refused=frozenset(self.refusing.refused),
            guards=frozenset(key for each in self.refusing.left_out if each.guards for key in each.parts),
            guards_call=frozenset(
                key for each in self.refusing.left_out if each.guards_call for key in each.parts
            ),
            refused_before=comparison.refused_before,
        )

    def relayout(self) -> None:
        """Lay out what is shown for the terminal as it is, and draw it."""
        below, marks = room_of(self), host(self).look.marks
        width, height = below.size
        low, page = height < LOW, self.page
        top = top_rows(page, self.status, width, marks, low)[: max(height - 4, 1)]
        rows = problem_rows(self.problems, width) if self.problems else change_rows(page, width, marks)
        self._stops = tuple(dict.fromkeys(row.stop for row in rows if row.stop))
        blank = 0 if low else 1
        room = max(height - 1 - len(top) - blank, 0)
        ways = [] if low or self.problems else self._ways()
        foot = [BLANK] * blank + foot_rows(width, ways)
        place(self.head, Region(0, below.y, width, len(top)))
        place(self.changes, Region(0, below.y + len(top) + blank, width, room))
        self.head.show(top, len(top))
        self.cursor = self.cursor if self.cursor in self._stops else ""
        self.changes.show(rows, room, self.cursor, foot if room > len(foot) else ())
        self.query_one(Hints).show(*self._hints(width < NARROW))
        self.refresh_bindings()

    @property
    def _parts_differ(self) -> bool:
        """Whether there is something to leave out and something to use, or something left out already."""
        return len(self._stops) > 1 or bool(self.refusing.refused)

    def _ways(self) -> list[tuple[str, str, str]]:
        """What can be done: the key, the action, and what it does."""
        at = self.page.at(self.cursor)
        has_out = at is not None and self.page.is_refused(at)
        part = "have this line after all" if has_out else "leave this line out: the arrows choose it"
        all_of_it = "use all but what is left out" if self.refusing.refused else "use all of it"
        ways = [
            ("difference.accept", "a", "accept", f"{all_of_it}, from now on"),
            ("difference.keep", "o", "keep", "use none of it, keep your plan"),
            ("difference.refuse", "x", "refuse", part),
            ("difference.take-back", "u", "take_back", "take it out of your file again"),
            ("difference.later", "escape", "later", "decide later; it waits on Today"),
        ]
        return [
            (key_of(self.app, id, usual), action, does)
            for id, usual, action, does in ways
            if (action == "later" or self.check_action(action, ()) is not False)
            and (action != "refuse" or self._parts_differ)
        ]

    def set_status(self, status: str) -> None:
        """Say what a key did, or why it did nothing."""
        self.status = status
        self.relayout()

    def _hints(self, narrow: bool) -> list[Hint]:
        if self.problems:
            return [hint("difference.later", "back", stays=True), hint("call.open", "when to call", "call")]
        call = hint("call.open", "call" if narrow else "when to call", "call", stays=True)
        # In a narrow terminal there is room for one of the two: on a part it is what refuses that.
        on_part = narrow and bool(self.cursor)
        keep = hint("difference.keep", "use none", "none", stays=True)
        return [
            hint("difference.accept", "use all", "use", stays=True),
            self._refuse_hint() if on_part else keep,
            hint("difference.later", "later", stays=True),
            call,
            *(
                [keep._replace(stays=False)]
                if on_part
                else [self._refuse_hint()]
                if self._parts_differ
                else []
            ),
            hint("difference.take-back", "take it back", "take back"),
            *([] if self._stops else [SCROLL]),
            HELP,
        ]

    def _refuse_hint(self) -> Hint:
        at = self.page.at(self.cursor)
        refused = at is not None and self.page.is_refused(at)
        return hint("difference.refuse", "have it" if refused else "leave out", stays=bool(self.cursor))

    @on(RowList.Pointed)
    async def _pointed(self, message: RowList.Pointed) -> None:
        message.stop()
        if message.row in self._stops:
            self.cursor = message.row
            self.relayout()
        if message.action:
            await self.run_action(message.action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys mean something for what is shown; none does yet while nobody can have seen it."""
        match action:
            case "accept" | "keep":
                means = not self.problems and not (action == "keep" and self.comparison.decided)
            case "refuse":
                means = not self.problems and bool(self._stops)
            case "same" | "another":
                means = not self.problems and self.page.question is not None
            case "take_back":
                means = self._take_back is not None
            case _:
                means = True
        deaf = host(self).context.clock.monotonic() < self._deaf_until
        return None if means and deaf else means

    def action_move(self, step: int) -> None:
        """Move the cursor to the next change or the one before, once what it is on was read to its end."""
        if not self._stops or (self.cursor and not self.changes.sees_edge(self.cursor, step > 0)):
            self.changes.scroll_rows(step)
            return
        place = self._stops.index(self.cursor) + step if self.cursor else 0
        if not 0 <= place < len(self._stops):
            self.changes.scroll_rows(step)
            return
        self.cursor = self._stops[place]
        self.relayout()
        if step > 0:
            self._show_head()

    def _show_head(self) -> None:
        """Scroll to where what the cursor is on begins, where its end is in sight alone."""
        for _ in range(self.changes.room):
            if not self.changes.sees_edge(self.cursor, False):
                self.changes.scroll_rows(-1)

    def action_refuse(self) -> None:
        """Refuse what the cursor is on, or have it after all; and what does not go without it."""
        at = self.page.at(self.cursor or next(iter(self._stops), ""))
        if at is None:
            return
        if not self.cursor:
            self.set_status("First: on which? The arrows move there.")
            self.action_move(1)
            return
        keys = {part.key for part in self.comparison.parts_of(at)}
        before = {*self.refusing.refused}
        wants = self.page.is_refused(at)
        self.refusing = self.refusing.want(keys) if wants else self.refusing.refuse([*before, *keys])
        more = [*(before ^ {*self.refusing.refused} - keys)]
        self.set_status(self._refusal_status(wants, keys, more))
        self._show_head()

    def _refusal_status(self, wants: bool, keys: set[str], more: list[str]) -> str:
        also = ""
        titles = [each.title for each in self.differences if not {*each.parts}.isdisjoint({*more} - keys)]
        if titles:
            named = listed([f"'{title}'" for title in dict.fromkeys(titles)])
            also = f" With it goes {named}."
        if wants:
            return f"Not left out any more.{also}"
        at = [each for each in self.refusing.left_out if not {*each.parts}.isdisjoint(keys)]
        if any(each.guards_call for each in at):
            return f"Left out, and it is a line on when to call: your plan stays without it.{also}"
        return f"Left out. It stays so until it changes.{also}"

    def action_scroll_by(self, lines: int) -> None:
        self.changes.scroll_rows(lines)

    def action_accept(self) -> None:
        """Let it count from now on, unless the file is another by now than what was shown.

        What may be the same rule is asked first: taken for another, it would stand twice on a day.
        """
        if self.page.question is not None:
            same = key_of(self.app, "difference.same", "y")
            another = key_of(self.app, "difference.another", "n")
            self.set_status(f"First: is it the same rule? {same} or {another}.")
        elif len(self.refusing.refused) == len(self.comparison.parts) > 0:
            keep, refuse = (
                key_of(self.app, *each) for each in (("difference.keep", "o"), ("difference.refuse", "x"))
            )
            decided = "" if self.comparison.decided else f" {keep} keeps the plan you have."
            self.set_status(f"All of it is left out.{decided} {refuse} on one has it after all.")
        elif self._is_as_shown():
            self._accept()

    def _accept(self) -> None:
        try:
            self.refusing.without(self.refusing.refused)
        except InseparableError as error:
            self.set_status(str(error))
        else:
            self._end(self.refusing.accept)

    def action_keep(self) -> None:
        """Note that it is not wanted."""
        if self._is_as_shown():
            self._end(self.comparison.keep)

    def action_later(self) -> None:
        """Leave it for later. It is not shown again by itself until the file changes again."""
        if self.problems or self.comparison.decided:
            self._leave(None)
        else:
            self._end(self.comparison.leave_for_later)

    def action_same(self) -> None:
        """Write into the file that a rule is the one of that text that goes."""
        difference = self.page.question
        if difference is None or not self._is_as_shown():
            return
        same = SameRule(difference.rule, difference.was)
        try:
            Author(host(self).context.paths).write_in(self.comparison.file, same)
        except (CannotEditError, ChecklistError) as error:
            self.set_status(str(error))
        else:
            # The file is not any more what was to be taken back.
            self._take_back = None
            self._reload(f"Written: {same.rule} was {same.was}.")
            host(self).files_changed()

    def action_another(self) -> None:
        """Take a rule for another one than that of its text that goes."""
        if (difference := self.page.question) is not None:
            self.new_rules |= {difference.rule}
            self.set_status("")

    def action_take_back(self) -> None:
        """Take what was just written out of the file again."""
        if self._take_back is None:
            return
        try:
            self._take_back()
        except CannotEditError as error:
            self.set_status(str(error))
        else:
            self._leave("Taken back out of your file.")
            host(self).files_changed()

    def _end(self, act: Callable[[], Done[Deed] | Done[AcceptedInPart]]) -> None:
        def done(sentence: str) -> None:
            self._leave(sentence)
            host(self).files_changed()

        attempt(self, act, done)

    def _leave(self, status: str | None) -> None:
        """Go, unless when to call lies on top: then what is shown says that there is nothing to decide."""
        if self.app.screen is self:
            self.dismiss(status)

    def _is_as_shown(self) -> bool:
        """Whether the file still says what was shown; if not, what it says now is shown."""
        shown = self.comparison.chosen.hash
        self._reload()
        if self.problems or self.comparison.chosen.hash == shown:
            return not self.problems
        self.set_status("The file has changed once more: this is what it changes now.")
        return False

    def _reload(self, status: str = "") -> None:
        """Read the file once more, as it stands to the plan at this moment."""
        self.status, self.problems = status, ()
        with journal_of(self) as context:
            try:
                reader = context.reader()
                if reader is None:
                    self._leave(None)
                    return
                before, refused = self.comparison, self.refusing.refused
                self.comparison = checklist_update(reader, context.paths, before.file, context.now())
                self.differences = with_reasons(self.comparison)
                same = [part.key for part in self.comparison.parts if part in before.parts]
                still = {key for key in same if key in refused} | {*self.comparison.refused} - {*same}
                self.refusing = self.comparison.refuse(still)
                self._note_shown()
                if not self.comparison.waits:
                    self.problems = ("Nothing waits any more: the file says what your plan runs by.",)
                    self._leave(self.problems[0])
            except ChecklistError as error:
                name = self.comparison.file.path.name
                self.problems = tuple(full_stop(one.in_file(name)) for one in error.problems)
            except OSError as error:
                self.problems = (f"{self.comparison.file.path.name} cannot be read: {why(error)}.",)
            except UnrelatedFileError:
                self.problems = (f"It does not extend {self.comparison.recovery.checklist} any more.",)
        self.relayout()

    def _note_shown(self) -> None:
        """Note that this need not be shown by itself any more."""
        if self.comparison.followed:
            host(self).offered.show(self.comparison.recovery, self.comparison.chosen.hash)
