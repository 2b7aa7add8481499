"""The journal cannot be used."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tui.journal import JournalError, Reason
from tui.screens.dialogs.leaving import LeavingScreen
from tui.screens.host import ascii_only, host, key_of
from tui.widgets.hints import CALL, HELP, Hints, hint
from tui.widgets.messages import Changed
from tui.widgets.page import Page

LOOK_SECONDS = 2.0
"""How often it looks whether the journal can be read again."""

_WRITING = (Reason.FULL, Reason.READ_ONLY, Reason.BUSY)
"""What may stand in the way of writing alone, so that reading well says nothing."""

_SAFE = {
    Reason.DAMAGED: "The file was left exactly as it is. Nothing is written to it.",
    Reason.NEWER: "The file was left exactly as it is, byte for byte.",
    Reason.FOREIGN: "The file was left exactly as it is.",
    Reason.READ_ONLY: "All that was recorded before is still there.",
    Reason.FULL: "All that was recorded before is still there, and whole.",
    Reason.BUSY: "All that was recorded before is still there.",
    Reason.UNREADABLE: "Nothing in it was changed.",
}
_DO = {
    Reason.DAMAGED: "Copies may be in {backups}. Put one in its place, then press {key}.",
    Reason.NEWER: "Install the newer Afterglow, then start it again.",
    Reason.FOREIGN: "Move the file away, or start with --home and another folder.",
    Reason.READ_ONLY: "Make the file and its folder writable, press {key}, and do the last thing once more.",
    Reason.FULL: "Make room on the disk, press {key}, and do the last thing once more.",
    Reason.BUSY: "Wait a moment, press {key}, and do the last thing once more.",
    Reason.UNREADABLE: "See that its disk is there and its folder can be opened, then press {key}.",
}


class TroubleScreen(LeavingScreen[None]):
    """Says what is wrong with the journal, what is safe and what to do; goes when the journal works again."""

    DEFAULT_CSS = """
    TroubleScreen {
        #title { height: 1; padding: 0 1; text-style: bold; color: $late; }
        Page { height: 1fr; margin: 1 0 0 0; }
        &.-short Page { margin: 0; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (10, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "retry", "try again", id="trouble.retry", tooltip="Open the journal once more"),
    ]

    def __init__(self, error: JournalError) -> None:
        super().__init__()
        self._error = error

    def compose(self) -> ComposeResult:
        yield Static("The journal cannot be used now", id="title", markup=False)
        yield Page(self._words())
        yield Hints(
            hint("trouble.retry", "try again", stays=True),
            hint("app.quit", "quit", stays=True),
            CALL,
            HELP,
            ascii_only=ascii_only(self),
        )

    def on_mount(self) -> None:
        self.set_interval(LOOK_SECONDS, self._look)

    def on_changed(self, message: Changed) -> None:
        self._look()

    def action_retry(self) -> None:
        error = self._trouble()
        if error is None:
            self._leave()
            return
        self._error = error
        self.query_one(Page).show(self._words("Tried again: it is still so."))

    def _look(self) -> None:
        if self._error.reason not in _WRITING and self.is_current and self._trouble() is None:
            self._leave()

    def _trouble(self) -> JournalError | None:
        """What reading the day runs into now, if anything."""
        context = host(self).context
        try:
            reader = context.reader()
            if reader is not None:
                reader.state(context.now())
        except JournalError as error:
            return error
        return None

    def _leave(self) -> None:
        if self.app.screen_stack[0] is self:
            host(self).begin_again()
        else:
            self.dismiss()
            self.app.call_next(host(self).changed)

    def _words(self, before: str = "") -> Content:
        reason = self._error.reason
        backups, key = host(self).context.paths.backups, key_of(self.app, "trouble.retry", "r")
        parts = [
            Content(before),
            Content(self._error.sentence),
            Content.assemble(("Safe  ", "bold"), _SAFE[reason]),
            Content.assemble(("To do  ", "bold"), _DO[reason].format(backups=backups, key=key)),
            Content("Care goes on without it: what to do stands on your clinic's sheet."),
        ]
        return Content("\n\n").join(part for part in parts if part.plain)
