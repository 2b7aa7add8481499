"""How it is going: care and signs by day, and below them the diary."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Region

from checklists.plan.plan import Plan
from checklists.text import cells
from tui.photos.photo_files import PhotoFiles
from tui.recovery.diary import DiaryEntry, diary, without_files
from tui.recovery.overview import Overview, SignCourse, earlier_sessions, overview, sign_courses
from tui.screens.act import journal_of, perform
from tui.screens.dialogs import LeavingScreen
from tui.screens.host import ascii_only, host, key_of, room_of
from tui.screens.progress.rows import (
    ENTRY,
    SIGN,
    chart_marks,
    chart_rows,
    diary_rows,
    entry_stop,
    matches,
    sign_stop,
)
from tui.text.humanize import capital, counted, short_date
from tui.widgets.hints import CALL, HELP, Hints, hint
from tui.widgets.inputs import FindLine
from tui.widgets.messages import Changed, RoomChanged
from tui.widgets.placing import Size, place
from tui.widgets.row_list import RowList
from tui.widgets.rows import Row, RowKind, Seg, fit_row, wrap
from tui.wording.charts import (
    Columns,
    columns_of,
    legend,
    level_legend,
    level_lines,
    sign_labels,
    table,
    window,
)
from tui.wording.going import above_usual_sentence, course_sentences, unsaid_words, where
from tui.wording.signs import scale_words

_FIRST = 30
"""Days of the diary that are read before the first paint; the rest is read when it is looked at."""
_TALL = 30
"""Lines of a terminal from which the sign under the cursor is drawn as a chart too."""
_ROOMY = 23
"""Lines from which the table has a title."""
_LOW = 18
"""Lines below which there is no blank one, no sentence on how it went and no legend."""


class ProgressScreen(LeavingScreen[int | None]):
    """All of it on one page. Gives the number of the day to look at, or None."""

    DEFAULT_CSS = """
    ProgressScreen Hints { dock: bottom; }
    """
    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", id="progress.open", tooltip="The sign as a chart, or the day"),
        Binding("n", "note", "note to this day", id="item.note", tooltip="Write a note to the day marked"),
        Binding("i", "check_in", "check in", id="check-in.open", tooltip="Say how it is on the day marked"),
        Binding("x", "report", "page for the clinic", id="report.write", tooltip="One page for the clinic"),
        Binding("f", "photos", "photos", id="photos.show", tooltip="Photos, two beside each other"),
        Binding("left", "move(-1)", "day before", id="day.before", tooltip="The day before"),
        Binding("right", "move(1)", "day after", id="day.after", tooltip="The day after"),
        Binding("slash", "find", "find", id="list.find", tooltip="Find in the diary as you type"),
        Binding("up,k", "step(-1)", "up", id="list.up", tooltip="One row up"),
        Binding("down,j", "step(1)", "down", id="list.down", tooltip="One row down"),
        Binding("home", "step(-9999)", "first", id="list.first", tooltip="The first row"),
        Binding("end", "step(9999)", "last", id="list.last", tooltip="The last row"),
        Binding("pageup", "step(-8)", "page up", id="list.page-up", tooltip="Several rows up"),
        Binding("pagedown", "step(8)", "page down", id="list.page-down", tooltip="Several rows down"),
        Binding("escape,h", "leave_progress", "back", id="progress.back", tooltip="Back to the day"),
    ]

    head = getters.query_one("#head", RowList)
    signs = getters.query_one("#signs", RowList)
    chart = getters.query_one("#chart", RowList)
    heading = getters.query_one("#heading", RowList)
    diary = getters.query_one("#diary", RowList)
    keys = getters.query_one(Hints)

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self.overview: Overview | None = None
        """The days that are drawn."""
        self.entries: tuple[DiaryEntry, ...] = ()
        """As far back as has been read, the newest first."""
        self.day = 0
        """The day that is marked, and that a note goes to."""
        self.status = ""
        """What the last key did."""
        self.sought = ""
        """What is looked for in the diary."""
        self._cursor = ""
        self._read_all = False
        self._earlier: tuple[Overview, ...] = ()
        self._last: int | None = None
        """The last day drawn. None follows the day it is."""
        self._title = ""
        self._sentences: tuple[str, ...] = ()
        """How each sign went, what matters most first."""
        self._above_usual = ""
        """What was reported last and is above what is usual, in a sentence; or nothing."""

    def compose(self) -> ComposeResult:
        marks = host(self).look.marks
        for id in ("head", "signs", "chart", "heading", "diary"):
            yield RowList(marks, id=id, counts_apart=id == "diary")
        yield Hints(
            hint("progress.open", "open"),
            hint("item.note", "note"),
            hint("list.find", "find"),
            hint("photos.show", "photos"),
            hint("report.write", "page for the clinic", "page"),
            hint("day.before day.after", "day"),
            hint("progress.back", "back", stays=True),
            CALL,
            HELP,
            ascii_only=ascii_only(self),
        )

    def on_mount(self) -> None:
        self._read()
        if self.plan is not None:
            self.day = max(0, self.plan.today)
            self._cursor = self.stops[0] if self.stops else ""
            for entry in self.entries[:1]:
                self._cursor = entry_stop(entry)
            self.relayout()

    @on(Resize)
    @on(RoomChanged)
    def _on_room(self) -> None:
        if self.plan is not None:
            self._read()

    @on(Changed)
    def _changed(self) -> None:
        self._read()

    @property
    def shown(self) -> tuple[DiaryEntry, ...]:
        """The entries that are shown: those with what is looked for."""
        return tuple(each for each in self.entries if not self.sought or matches(each, self.sought))

    @property
    def stops(self) -> tuple[str, ...]:
        """The rows that the cursor can stand on, from the top."""
        signs = (
            [sign_stop(each.sign.id) for each in self.overview.signs if each.reports] if self.overview else []
        )
        return (*signs, *(entry_stop(entry) for entry in self.shown))

    def _read(self) -> None:
        """Read again what is drawn."""
        with journal_of(self) as context:
            now, reader = context.now(), context.reader()
            if reader is None:
                self.dismiss(None)
                return
            plan = self.plan = context.plans.at(reader, now)
            self._title = reader.recovery.full_title
            labels = sign_labels(plan.checklist.signs, self.size.width - 2)
            columns = columns_of(self.size.width - 2, max(plan.today, self._last or 0), labels)
            since = None if self._read_all else plan.date_of(plan.today - _FIRST)
            there = PhotoFiles(context.paths.photos).names()
            self.entries = without_files(diary(reader, plan, since), there)
            if len(self.entries) < _FIRST and not self._read_all:
                self._read_all = True
                self.entries = without_files(diary(reader, plan), there)
            end = overview(reader, plan, now, 0, -1).last_day
            first, last = window(plan.today, end, columns.room, self._last)
            self.overview = overview(reader, plan, now, first, last)
            reported = next((each.day for each in self.entries if each.values and each.day <= end), None)
            if self._last is None and reported is not None and reported < first:
                # Long after, what was reported says more than days of which nothing was.
                self._last = reported
                first, last = window(plan.today, end, columns.room, reported)
                self.overview = overview(reader, plan, now, first, last)
            self._earlier = earlier_sessions(reader, now, first, last)
            numbers = range(min(max(plan.today, 0), end) + 1)
            courses = tuple(sign_courses(reader, plan, numbers))
            self._sentences = tuple(course_sentences(courses, plan.today))
            self._above_usual = above_usual_sentence(courses, plan.today)
            self.relayout()

    def _read_older(self) -> None:
        """Read the rest of the diary, where it has not been read."""
        if not self._read_all:
            self._read_all = True
            self._read()

    def relayout(self) -> None:
        """Give every part its place and draw it."""
        overview, size = self.overview, Size(*room_of(self).size)
        if overview is None or size.width < 1:
            return
        marks, width = host(self).look.marks, size.width
        columns = self._columns(width)
        blank = int(size.height >= _LOW)
        head, signs = self._table(overview, columns)
        # In five lines and less the row under the cursor, of the signs or the diary, comes before the rest.
        head = head[: max(size.height - 4, 0)]
        chart = self._chart(overview, width) if size.height >= _TALL else []
        above_says = size.height >= _ROOMY and self._course() is not None
        legend_rows = [
            self._text(self._ways_on(), "text", width),
            self._text(legend(overview, chart_marks(marks), estimate=not above_says), "mute", width),
        ]
        legend_rows = legend_rows if blank else []
        above = self._above(width) if blank else []
        least = 3 + blank
        room = size.height - 2 - len(head) - len(above) - blank - least - len(legend_rows)
        tall = min(len(signs), max(room, 1))
        if len(chart) + blank > room - tall:
            chart = []
        top = 1 + len(above)
        places = {"head": Region(0, 0, width, top + len(head))}
        places["signs"] = Region(0, top + len(head), width, tall)
        at = top + len(head) + tall
        places["chart"] = Region(0, at + blank, width, len(chart)) if chart else Region()
        at += (blank + len(chart) if chart else 0) + blank
        headed = size.height - 2 - at > 0
        places["heading"] = Region(0, at, width, 1) if headed else Region()
        places["diary"] = Region(0, at + headed, width, max(size.height - 1 - headed - at, 1))
        for id, region in places.items():
            place(self.query_one(f"#{id}", RowList), region.translate(room_of(self).offset))
        title = Row(
            RowKind.TEXT,
            left=(
                Seg(" "),
                Seg("How it is going", "bold text"),
                Seg(f"  {marks.dot}  {self._title}", "mute"),
            ),
            right=(Seg(where(overview), "mute"),),
        )
        self.head.show([fit_row(title, width, marks.cut), *above, *head], top + len(head))
        self.signs.show(signs, tall, self._cursor)
        self.chart.show(chart, len(chart))
        self._draw_diary(overview, places["diary"], legend_rows)

    def _above(self, width: int) -> list[Row]:
        """What is above usual, how it went in the sentences that fit in a line, and what the table is."""
        rows = []
        if self._above_usual:
            call = f"{key_of(self.app, 'call.open', 'c')}: when to call"
            for line in wrap(f"{self._above_usual} {call}", width - 2):
                rows.append(self._text(line, "bold call", width))
        line = ""
        for sentence in self._sentences:
            longer = f"{line} {sentence}".lstrip()
            if line and cells(longer) > width - 2:
                break
            line = longer
        if line:
            rows.append(self._text(line, "text", width))
        course = self._course()
        if course is None:
            words = f"Check in ({key_of(self.app, 'check-in.open', 'i')}) and this fills."
            return [self._text(words, "accent", width)]
        if room_of(self).height >= _ROOMY:
            rows.append(
                self._text(
                    "What you said by day; higher is more; what is usual is an estimate", "mute", width
                )
            )
            rows.append(self._text(capital(scale_words(course.sign)), "mute", width))
        return rows or [Row()]

    def _course(self) -> SignCourse | None:
        """The sign under the cursor, or else the first that was reported; None where none was."""
        overview = self.overview
        kind, _, id = self._cursor.partition("/")[2].partition("/")
        if overview is None:
            return None
        reported = [each for each in overview.signs if each.reports]
        return overview.sign(id) if kind == SIGN else reported[0] if reported else None

    def _ways_on(self) -> str:
        call, page = key_of(self.app, "call.open", "c"), key_of(self.app, "report.write", "x")
        return f"Growing again, or not sure? {call} when to call   {page} a page for your clinic"

    def _columns(self, width: int) -> Columns:
        assert self.overview is not None
        labels = sign_labels(self.overview.checklist.signs, width - 2)
        return columns_of(width - 2, max(self.overview.today, *self.overview.days, 0), labels)

    def _table(self, overview: Overview, columns: Columns) -> tuple[list[Row], list[Row]]:
        """What stands above the signs, and the signs."""
        marks, width = host(self).look.marks, self.app.size.width
        kind, _, id = self._cursor.partition("/")[2].partition("/")
        beside = None if room_of(self).height >= _TALL else id if kind == SIGN else ""
        lines = table(overview, columns, chart_marks(marks), self._earlier, beside, self.day)
        is_sign = [bool(line.key) for line in lines]
        first = is_sign.index(True) if True in is_sign else len(lines)
        head = list(chart_rows(lines[:first], width, marks))
        signs = list(chart_rows(lines[first:], width, marks))
        if (unsaid := unsaid_words(overview)) and room_of(self).height >= _LOW:
            signs.append(self._text(f"{unsaid} ({key_of(self.app, 'check-in.open', 'i')})", "mute", width))
        return head, signs

    def _chart(self, overview: Overview, width: int) -> list[Row]:
        """The sign under the cursor, or else the first, as a chart."""
        marks = host(self).look.marks
        course = self._course()
        if course is None:
            return []
        charts = chart_marks(marks)
        lines = level_lines(course, overview, width - 2, charts)
        name = self._text(f"{course.sign.noun}   {level_legend(course, charts)}", "mute", width)
        return [name, *chart_rows(lines, width, marks)]

    def _draw_diary(self, overview: Overview, region: Region, foot: Sequence[Row]) -> None:
        marks, shown = host(self).look.marks, self.shown
        if self.status:
            note = self.status
        elif self.sought:
            note = (
                f"{counted(len(shown), 'entry', 'entries')} with {self.sought!r}"
                if shown
                else "Nothing found."
            )
        else:
            note = self._day_words()
        heading = Row(
            RowKind.TEXT, left=(Seg(" "), Seg("Diary", "bold text"), Seg(f"  {note}" if note else "", "mute"))
        )
        rows = list(diary_rows(shown, region.width, marks, overview.checklist.warnings))
        if not shown and not self.sought:
            rows = [
                self._text(
                    "Nothing yet. A check-in, a note, a skip or a slip will stand here.", "mute", region.width
                )
            ]
        if not self._read_all:
            rows.append(self._text(f"{marks.below} older", "mute", region.width))
        top = fit_row(heading, region.width, marks.cut)
        self.heading.show([top], 1)
        self.diary.show(rows, region.height, self._cursor, foot)

    def _day_words(self) -> str:
        """The day that is marked, where nothing stands of it below."""
        assert self.plan is not None
        day = self.plan.date_of(self.day)
        has_entries = any(each.date == day for each in self.entries)
        return "" if has_entries else f"day {self.day}, {short_date(day)}: nothing said"

    def _text(self, text: str, style: str, width: int) -> Row:
        marks = host(self).look.marks
        return fit_row(Row(RowKind.TEXT, left=(Seg(" "), Seg(text, style))), width, marks.cut)

    def _entry(self) -> DiaryEntry | None:
        """The entry under the cursor."""
        return next((each for each in self.entries if entry_stop(each) == self._cursor), None)

    def _date(self) -> date | None:
        return self.plan.date_of(self.day) if self.plan is not None else None

    def move_cursor(self, stop: str) -> None:
        """Put the cursor on a row; the day of an entry becomes the marked one."""
        if stop not in self.stops:
            return
        self._cursor, self.status = stop, ""
        entry = self._entry()
        if entry is not None:
            self.day = entry.day
            self._show_marked()
        if stop == self.stops[-1]:
            self._read_older()
        self.relayout()

    def _show_marked(self) -> None:
        """Draw other days where the marked one is not among those that are drawn."""
        overview = self.overview
        if overview is None or self.day in overview.days or self.day < 0:
            return
        self._last = self.day + (len(overview.days) - 1 if self.day < overview.days[0] else 0)
        self._read()

    def action_step(self, rows: int) -> None:
        stops = self.stops
        if stops:
            start = stops.index(self._cursor) if self._cursor in stops else -1
            self.move_cursor(stops[max(0, min(start + rows, len(stops) - 1))])

    def action_move(self, days: int) -> None:
        """Mark another day, and go to its entries."""
        if self.plan is None:
            return
        self.day = max(0, min(self.day + days, max(self.plan.today, 0)))
        self.status = ""
        if self.entries and self.day < self.entries[-1].day:
            self._read_older()
        if self._cursor.startswith(f"{RowKind.ITEM}/{ENTRY}/"):
            self._cursor = next((entry_stop(each) for each in self.shown if each.day == self.day), "")
            self._cursor = self._cursor or self._nearest()
        self._show_marked()
        self.relayout()

    def _nearest(self) -> str:
        """The row of the diary nearest to the marked day, so that the list goes along with it."""
        shown = self.shown
        return entry_stop(min(shown, key=lambda each: abs(each.day - self.day))) if shown else ""

    def action_open(self) -> None:
        """The chart of the sign under the cursor, or the day of the entry."""
        kind, _, id = self._cursor.partition("/")[2].partition("/")
        if kind == SIGN:
            from tui.screens.progress.sign_screen import SignScreen

            self.app.push_screen(SignScreen(id))
        elif self.plan is not None:
            self.dismiss(max(self.day, min(self.plan.today, 0)))

    @work
    async def action_note(self) -> None:
        """Write a note to the day that is marked."""
        from tui.screens.dialogs import PromptScreen

        day, number = self._date(), self.day
        if day is None:
            return
        where = f"day {number}, {short_date(day)}" if number >= 0 else short_date(day)
        text = await self.app.push_screen_wait(PromptScreen(f"A note to {where}"))
        if text:
            perform(self, lambda acts: acts.note(text, day), self._say, words=text)

    def action_check_in(self) -> None:
        """Ask how the skin is, for the day that is marked."""
        from tui.screens.check_in import CheckInScreen

        if self.plan is not None and self.plan.today >= 0:
            self.app.push_screen(CheckInScreen(self.day), lambda said: self._say(said) if said else None)

    def action_photos(self) -> None:
        """Show the photos; one that is added there goes to the day that is marked."""
        from tui.screens.photos import PhotosScreen

        if self.plan is not None:
            self.app.push_screen(PhotosScreen(max(self.day, 0)), lambda _: self._read())

    @work
    async def action_report(self) -> None:
        """Write one page for the clinic."""
        from tui.export.report import ReportError, report_html, write_report
        from tui.screens.dialogs import PromptScreen

        if self.plan is None:
            return
        usual = Path.home() / f"aftercare-{self.plan.date_of(self.plan.today)}.html"
        title = "A page for the clinic, to be opened and printed. Write it to"
        text = await self.app.push_screen_wait(PromptScreen(title, value=str(usual), does="write"))
        if not text:
            return
        with journal_of(self) as context:
            reader, now = context.reader(), context.now()
            if reader is None:
                return
            output = Path(text).expanduser()
            try:
                write_report(report_html([(reader, context.plans.at(reader, now))], now), output)
            except ReportError as error:
                self._say(str(error))
            else:
                self._say(f"Written: {output}. Open it in a browser to print it.")

    def _say(self, sentence: str) -> None:
        self.status = sentence
        self._read()

    def action_find(self) -> None:
        if not self.query(FindLine):
            self._read_older()
            self.mount(FindLine())

    def on_find_line_sought(self, message: FindLine.Sought) -> None:
        message.stop()
        self.sought = message.text.strip()
        shown = self.shown
        if shown and (self.sought or self._cursor not in self.stops):
            self._cursor, self.day = entry_stop(shown[0]), shown[0].day
            self._show_marked()
        self.relayout()

    def action_leave_progress(self) -> None:
        """Show the whole diary again, or leave."""
        if self.sought:
            self.sought = ""
            self.relayout()
            return
        self.dismiss(None)

    @on(RowList.Pointed)
    def _pointed(self, message: RowList.Pointed) -> None:
        message.stop()
        if message.row and message.row == self._cursor:
            self.action_open()
        else:
            self.move_cursor(message.row)
