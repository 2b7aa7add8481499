"""The rules of the followed checklist drawn on the screen: a list, and what there is to say of one."""

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from checklists.plan.plan import Plan
from tui.files.followed_file import FollowedFile
from tui.files.rule_origin import OriginKind, RuleOrigin
from tui.screens.checklist.checklist_keys import hints
from tui.screens.checklist.checklist_notice import notices
from tui.screens.checklist.detail import rule_texts
from tui.screens.checklist.frame import NOTICE, Frame, frame
from tui.screens.checklist.rows import ListShape, narrowed, rule_of, rule_rows, stop_of
from tui.screens.dialogs.leaving import LeavingScreen
from tui.screens.dialogs.paragraphs import Text, laid_out
from tui.screens.host import ascii_only, host, key_of
from tui.screens.today.selection import nearest
from tui.text.humanize import counted
from tui.widgets.hints import Hints
from tui.widgets.placing import place
from tui.widgets.row_list import RowList
from tui.widgets.rows import Row, RowKind, Seg, cut, wrap
from tui.widgets.wrapping import ends
from tui.wording.reasons import Background


class ChecklistView(LeavingScreen[str | None]):
    """Draws the rules it holds, for the terminal as it is. Its children say where they come from."""

    DEFAULT_CSS = """
    ChecklistView {
        #title { height: 1; padding: 0 1; }
        #detail { border-left: solid $faint; padding: 0 0 0 1; }
        &.-ascii #detail { border-left: ascii $faint; }
        &.-below #detail { border: none; padding: 0; }
        Hints { dock: bottom; }
    }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""

    notice = getters.query_one("#notice", RowList)
    rules = getters.query_one("#rules", RowList)
    detail = getters.query_one("#detail", RowList)

    def __init__(self, rule: str = "") -> None:
        """Show the rules.

        Args:
            rule: The id of the one to begin at. Empty is the first.
        """
        super().__init__()
        self.file: FollowedFile | None = None
        """What is shown. None until it was read."""
        self.plan: Plan | None = None
        self.standings: tuple[RuleOrigin, ...] = ()
        self.cursor = ""
        """The row the cursor is on, by its name."""
        self.sought = ""
        """The words that a rule must hold to be shown."""
        self.yours = False
        """Whether only what the person's own file says something of is shown."""
        self.said = ""
        """What the last key did."""
        self.trouble = ""
        """Why the file cannot be used, in a sentence. Empty where it can."""
        self.wanted = stop_of(rule)
        """The row to go to as soon as it is there."""
        self.stops: tuple[str, ...] = ()
        """The names of the rows the cursor can stand on."""
        self._rows: list[Row] = []
        self._frame: Frame | None = None

    def compose(self) -> ComposeResult:
        marks = host(self).look.marks
        yield Static(id="title", markup=False)
        for id in ("notice", "rules", "detail"):
            yield RowList(marks, id=id)
        yield Hints(ascii_only=ascii_only(self))

    def on_mount(self) -> None:
        self.set_class(ascii_only(self), "-ascii")

    def on_resize(self) -> None:
        self.lay()

    @property
    def here(self) -> RuleOrigin | None:
        """The rule under the cursor."""
        id = rule_of(self.cursor)
        return next((each for each in self.standings if id and each.rule.id == id), None)

    @property
    def base(self) -> str:
        """What to call what the file extends, or what a file of the person's own would. Empty is nothing."""
        if self.file is None:
            return ""
        ids = [layer.checklist.id for layer in self.file.layers[:2]]
        if not self.file.own or (len(ids) > 1 and ids[0] == ids[1]):
            return "the shipped file"
        return ids[1] if len(ids) > 1 else ""

    def lay(self) -> None:
        """Lay the rules out for the terminal as it is, and draw them."""
        width, height = self.app.size
        if not width or not self.query(RowList):
            return
        told = self._told(width)
        places = frame(width, height, len(told))
        if places != self._frame:
            self._frame = places
            self.set_class(places.below, "-below")
            for id in ("notice", "rules", "detail"):
                place(self.query_one(f"#{id}"), getattr(places, id))
        self.notice.show(told, len(told))
        shown = narrowed(self.standings, self.sought, self.yours)
        self._draw_title(len(shown), width)
        phases = self.file.layers[0].checklist.phases if self.file is not None else ()
        shape = ListShape(places.rules.width, host(self).look.marks, places.spaced)
        self._rows = rule_rows(shown, phases, shape) if shown else self._nothing()
        stops = tuple(row.stop for row in self._rows if row.stop)
        self.cursor = nearest(self.cursor, self.stops, stops) or "".join(stops[:1])
        if self.wanted in stops:
            self.cursor, self.wanted = self.wanted, ""
        self.stops = stops
        self.paint()

    def paint(self) -> None:
        """Draw the list and what there is to say, as far as they are otherwise than they were."""
        places = self._frame
        if places is None:
            return
        self.rules.show(self._rows, places.rules.height, self.cursor)
        # After the row: it is the row that a key press waits for.
        self.call_after_refresh(self.offer)
        room, here = places.detail, self.here
        if not room.area:
            return
        texts = self.texts_of(here) if here is not None else []
        rows = laid_out(texts, room.width - (0 if places.below else 2))
        if places.below:
            line = host(self).look.marks.line * room.width
            rows = [Row(RowKind.TEXT, left=(Seg(line, "faint"),)), *rows][: room.height]
        self.detail.show(rows, room.height)

    def offer(self) -> None:
        """Show the keys that mean something for the rule under the cursor."""
        self.query_one(Hints).show(*hints(self.changeable, self.file is None or self.file.sound))
        self.refresh_bindings()

    @property
    def changeable(self) -> bool:
        """Whether the rule under the cursor stands in a file that can be used, and counts."""
        here, sound = self.here, self.file is not None and self.file.sound
        return sound and here is not None and here.written and here.origin is not OriginKind.REMOVED

    def texts_of(self, standing: RuleOrigin) -> list[Text]:
        """All there is to say of a rule."""
        if self.file is None or self.plan is None:
            return []
        state, checklist = self.plan.state, self.file.layers[0].checklist
        background = Background(checklist, state.answers, state.signs.keys())
        return rule_texts(standing, background, self.base, self.plan)

    def stand(self, stop: str) -> None:
        """Put the cursor on a row, if there is one of this name."""
        if stop in self.stops and stop != self.cursor:
            self.cursor = stop
            self.paint()

    def say(self, words: str) -> None:
        """Say something above the list, until the next key that says something."""
        self.said = words
        self.lay()

    def _told(self, width: int) -> list[Row]:
        """What is said above the list, cut to the lines there are."""
        rows: list[Row] = []
        shows = key_of(self.app, "file.difference", "v")
        for words, style in notices(self.file, self.trouble, self.said, shows):
            rows += [Row(RowKind.TEXT, left=(Seg(" "), Seg(line, style))) for line in wrap(words, width - 2)]
        if len(rows) > NOTICE:
            mark = host(self).look.marks.cut
            last = rows[NOTICE - 1].left[1]
            longer = cut(f"{last.text} {rows[NOTICE].left[1].text}", width - 2, mark)
            rows = [*rows[: NOTICE - 1], Row(RowKind.TEXT, left=(Seg(" "), last._replace(text=longer)))]
        return rows

    def _nothing(self) -> list[Row]:
        if self.file is None:
            return []
        words = "Nothing here is yours." if self.yours and not self.sought else "No rule has these words."
        return [Row(RowKind.TEXT, left=(Seg("  "), Seg(f"{words} esc shows all rules.", "mute")))]

    def _draw_title(self, shown: int, width: int) -> None:
        marks, file = host(self).look.marks, self.file
        title = Content.styled("Checklist", "bold")
        count = ""
        if file is not None:
            title += Content.assemble(f" {marks.dot} ", (file.layers[0].checklist.title, "$mute"))
            every = len(self.standings)
            count = counted(every, "rule") if shown == every else f"{shown} of {counted(every, 'rule')}"
            count += ", yours" if self.yours else ""
        self.query_one("#title", Static).update(
            ends(title, Content.styled(count, "$mute"), width - 2, marks.cut)
        )
