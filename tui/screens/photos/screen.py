"""Photos of the skin: two beside each other, by day, by part or by session. Nothing judges them."""

import os
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import getters, on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from tui.photos.adding import add_photos, forget_photo
from tui.photos.outside import open_outside
from tui.photos.photo_files import PhotoFiles
from tui.photos.take_in import GET_PILLOW, PhotoError
from tui.recovery.acts import Acts
from tui.recovery.outcomes import Cancelled, Done, PhotosAdded, PhotosForgotten
from tui.recovery.photos import Photo, parse_part, photos_of
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import sessions_before
from tui.screens.act import journal_of, perform
from tui.screens.dialogs import LeavingScreen
from tui.screens.host import ascii_only, host
from tui.screens.photos.terminal import PLAIN, PictureKind, PictureTerminal, ask, worth_asking
from tui.text.humanize import capital, short_date
from tui.widgets.choices import ChoiceRow, Choices
from tui.widgets.hints import CALL, HELP, MOVE, Hints, hint
from tui.widgets.messages import Changed
from tui.widgets.wrapping import ends

_HALF = "Half cells: for light and framing, not for redness. {key} opens one outside."
_HALF_SHORT = "Half cells, not for redness. {key}: outside"
_NO_COLOUR = "No colours for pictures here."


class ShownPhoto(NamedTuple):
    """A photo, and the session it is of where there are several."""

    photo: Photo
    session: int | None

    @property
    def id(self) -> str:
        """Of its row."""
        return f"{self.session or 0}/{self.photo.key}"

    @property
    def label(self) -> str:
        """`Session 1, day 3, left cheek`."""
        session = f"session {self.session}, " if self.session is not None else ""
        return capital(f"{session}{self.photo.label}")


class PhotosScreen(LeavingScreen[None]):
    """The photo under the cursor on the right, and another one of the same part on the left."""

    DEFAULT_CSS = """
    PhotosScreen {
        #title, #note { height: 1; padding: 0 1; }
        #note { color: $mute; }
        #pair { height: 1fr; }
        #pair > Vertical { width: 1fr; padding: 0 1; align: center top; }
        #pair Static { height: auto; color: $mute; text-align: center; }
        Choices { height: auto; max-height: 6; }
        &.-short Choices { max-height: 3; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add a photo", id="photos.add", tooltip="Add a photo from a file"),
        Binding("space", "hold", "hold on the left", id="photos.hold", tooltip="Hold this one on the left"),
        Binding("o", "open", "open outside", id="photos.open", tooltip="Open it outside of the terminal"),
        Binding("z", "forget", "forget", id="photos.forget", tooltip="Delete its file for good"),
        Binding("escape,f", "leave_photos", "back", id="photos.back", tooltip="Back to how it is going"),
    ]

    choices = getters.query_one(Choices)

    def __init__(self, day: int) -> None:
        """Show photos.

        Args:
            day: The day that one is added to.
        """
        super().__init__()
        self._day = day
        self._photos: tuple[ShownPhoto, ...] = ()
        self._there: frozenset[str] = frozenset()
        self._held = ""
        self._status = ""
        self._added_row = ""
        """The row that the cursor went to by itself, where its sentence stays."""
        self._terminal: PictureTerminal = PLAIN

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        yield Static(id="note", markup=False)
        with Horizontal(id="pair"):
            yield Vertical(id="left")
            yield Vertical(id="right")
        yield Choices(marks=host(self).look.marks)
        yield Hints(
            hint("photos.add", "add"),
            hint("photos.hold", "hold on the left", "hold"),
            hint("photos.open", "open outside", "open"),
            hint("photos.back", "back", stays=True),
            hint("photos.forget", "forget"),
            MOVE,
            CALL,
            HELP,
            ascii_only=ascii_only(self),
        )

    def on_mount(self) -> None:
        self._ask()
        self._read()

    @on(Changed)
    def _changed(self) -> None:
        self._read()

    def on_resize(self) -> None:
        self._draw_title()

    def action_leave_photos(self) -> None:
        self.dismiss()

    def _ask(self) -> None:
        """Ask the terminal what it has for pictures, once, and without the app hearing the answer."""
        if not worth_asking(os.environ):
            return
        try:
            with self.app.suspend():
                self._terminal = ask(os.environ)
        except SuspendNotSupported:
            pass

    @property
    def _files(self) -> PhotoFiles:
        return PhotoFiles(host(self).context.paths.photos)

    @property
    def _current(self) -> ShownPhoto | None:
        """The photo under the cursor."""
        return next((each for each in self._photos if each.id == self.choices.row), None)

    def _read(self) -> None:
        with journal_of(self) as context:
            now, reader = context.now(), context.reader()
            if reader is None:
                self.dismiss()
                return
            plan = context.plans.at(reader, now)
            before = sessions_before(context.journal, reader.recovery)
            shown = []
            for recovery in before:
                its = RecoveryReader(context.journal, context.settings, recovery).plan(now)
                photos = photos_of(context.journal, recovery, its)
                shown += [ShownPhoto(each, recovery.session) for each in photos]
            session = reader.recovery.session if before else None
            photos = photos_of(context.journal, reader.recovery, plan)
            shown += [ShownPhoto(each, session) for each in photos]
            added = {each.id for each in shown} - {each.id for each in self._photos}
            self._photos, self._there = tuple(reversed(shown)), self._files.names()
            cursor = next((each.id for each in self._photos if each.id in added), None)
            self._added_row = cursor or ""
            rows = [ChoiceRow(each.id, partial(self._row, each)) for each in self._photos]
            self.choices.show(rows, cursor)
            self._draw_title()
            self.call_after_refresh(self._draw_pair)

    def _row(self, each: ShownPhoto, width: int) -> Content:
        state = "forgotten" if each.photo.forgotten else "" if each.photo.name in self._there else "file gone"
        held = "on the left" if each.id == self._held else ""
        right = Content.styled(state or held, "$mute")
        left = Content.assemble(each.label, (f"  {short_date(each.photo.date)}", "$mute"))
        return ends(left, right, width, host(self).look.marks.cut)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self.choices.row != self._added_row:
            self._status = self._added_row = ""
        self._draw_title()
        self.call_after_refresh(self._draw_pair)

    def _draw_title(self) -> None:
        width = self.size.width - 2
        if width < 1:
            return
        right = Content.styled(f"a photo goes to day {self._day}", "$mute")
        title = ends(Content.styled("Photos", "bold"), right, width, host(self).look.marks.cut)
        self.query_one("#title", Static).update(title)
        self.query_one("#note", Static).update(Content(self._status or self._note()))

    def _note(self) -> str:
        marks = host(self).look.marks
        add, key = marks.key("photos.add"), marks.key("photos.open")
        if not self._photos:
            return f"No photos yet. {add} adds one from a file; it never leaves this machine."
        if not self._has_colour:
            return f"{_NO_COLOUR} {key} opens one outside."
        if self._terminal.kind is not PictureKind.HALF_CELLS:
            return ""
        return (_HALF if self.size.width > len(_HALF) else _HALF_SHORT).format(key=key)

    @property
    def _has_colour(self) -> bool:
        return host(self).look.theme != "plain"

    def _other(self) -> ShownPhoto | None:
        """What stands beside the current one: what is held, or the first of the same part, or the first."""
        current = self._current
        others = [each for each in reversed(self._photos) if each is not current and self._can_show(each)]
        held = [each for each in others if each.id == self._held]
        same = [each for each in others if current is not None and each.photo.part == current.photo.part]
        return next(iter([*held, *same, *others]), None)

    def _can_show(self, each: ShownPhoto) -> bool:
        return each.photo.name in self._there and not each.photo.forgotten

    async def _draw_pair(self) -> None:
        for id, each in (("left", self._other()), ("right", self._current)):
            pane = self.query_one(f"#{id}", Vertical)
            await pane.remove_children()
            if each is not None:
                # The words first: below a picture of the last line the terminal would scroll.
                await pane.mount(Static(Content(each.label)), self._picture(each))

    def _picture(self, each: ShownPhoto) -> Widget:
        if each.photo.forgotten:
            return Static(Content("Forgotten: its file was deleted."))
        if each.photo.name not in self._there:
            return Static(Content("Its file is gone."))
        if not self._has_colour:
            return Static(Content(_NO_COLOUR))
        # Here, for what draws pictures is an extra, and takes long to load.
        try:
            from tui.screens.photos.pictures import picture

            return picture(self._files.path(each.photo.name), self._terminal)
        except ImportError:
            return Static(Content(GET_PILLOW))
        except (OSError, ValueError):
            return Static(Content("Its file cannot be read."))

    def action_hold(self) -> None:
        """Hold the photo under the cursor on the left, or let go of it."""
        current = self._current
        if current is not None:
            self._held = "" if current.id == self._held else current.id
            self.choices.draw_rows()
            self.call_after_refresh(self._draw_pair)

    def action_open(self) -> None:
        """Open the photo under the cursor outside of the terminal."""
        current = self._current
        if current is None:
            return
        if not self._can_show(current):
            self._say("Its file is not there.")
        elif not open_outside(self._files.path(current.photo.name)):
            self._say(f"Nothing here opens pictures. It is {self._files.path(current.photo.name)}.")

    @work
    async def action_add(self) -> None:
        """Add a photo from a file."""
        from tui.screens.dialogs import PromptScreen

        typed = await self.app.push_screen_wait(PromptScreen("Which file?", "~/photo.jpg", does="add"))
        if not typed:
            return
        title = "Which part of the skin? Empty is none."
        part = await self.app.push_screen_wait(PromptScreen(title, "left-cheek", 40))
        if part is None:
            return
        path = Path(typed.strip("'\"")).expanduser()
        try:
            wanted = parse_part(part)
        except ValueError as error:
            self._say(str(error))
            return
        perform(self, lambda acts: self._added(acts, path, wanted), self._say)

    def _added(self, acts: Acts, path: Path, part: str) -> Done[PhotosAdded] | Cancelled:
        try:
            return add_photos(acts, self._files, [path], acts.plan.date_of(self._day), part)
        except PhotoError as error:
            self._say(str(error))
            return Cancelled()

    @work
    async def action_forget(self) -> None:
        """Delete the file of the photo under the cursor, once that was meant."""
        from tui.screens.dialogs import ChoiceScreen

        current = self._current
        if current is None or (current.photo.forgotten and current.photo.name not in self._there):
            return
        options = (("keep", "Keep it"), ("forget", "Delete its file for good; undo does not bring it back"))
        if await self.app.push_screen_wait(ChoiceScreen(f"Forget {current.label}?", options)) == "forget":
            perform(self, lambda acts: self._forgotten(acts, current.photo), self._say)

    def _forgotten(self, acts: Acts, photo: Photo) -> Done[PhotosForgotten] | Cancelled:
        try:
            return forget_photo(acts, self._files, photo)
        except PhotoError as error:
            self._say(str(error))
            return Cancelled()

    def _say(self, sentence: str) -> None:
        self._status = sentence
        self._draw_title()
