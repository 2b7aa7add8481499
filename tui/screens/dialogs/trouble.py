"""The journal cannot be used."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tui.journal import JournalError, Reason
from tui.journal.file import siblings
from tui.screens.dialogs.leaving import LeavingScreen
from tui.screens.host import ascii_only, host, key_of
from tui.text.humanize import counted, listed
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
    Reason.REPLACED: "What you recorded last is still held here, and can be saved.",
    Reason.UNREADABLE: "Nothing in it was changed.",
}
_DO = {
    Reason.DAMAGED: "Copies may be in {backups}. Put one in its place, then press {key}.",
    Reason.NEWER: "Install the newer Afterglow, then start it again.",
    Reason.FOREIGN: "Move the file away, or start with --home and another folder.",
    Reason.READ_ONLY: "Make the file and its folder writable; what waits is recorded by itself then.",
    Reason.FULL: "Make room on the disk; what waits is recorded by itself then.",
    Reason.BUSY: "Wait a moment; what waits is recorded by itself then.",
    Reason.REPLACED: "Save a copy with {save}, and compare the two files.",
    Reason.UNREADABLE: "See that its disk is there and its folder can be opened, then press {key}.",
}

_PUT_BACK = "it goes back to its place, if that is free, or beside it."


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
        Binding("s", "rescue", "save a copy", id="trouble.save", tooltip="Save what only this program has"),
        Binding("escape", "go_on", "go on", id="trouble.back", tooltip="Back to the day; it is tried again"),
    ]

    def __init__(self, error: JournalError) -> None:
        super().__init__()
        self._error = error
        self._waited = False

    def compose(self) -> ComposeResult:
        yield Static("The journal cannot be used now", id="title", markup=False)
        yield Page(self._words())
        yield Hints(
            hint("trouble.retry", "try again", stays=True),
            hint("trouble.save", "save a copy", "save", stays=True),
            hint("app.quit", "quit"),
            hint("trouble.back", "go on"),
            CALL,
            HELP,
            ascii_only=ascii_only(self),
        )

    def on_mount(self) -> None:
        self._waited = bool(host(self).pending_words()[0])
        self.set_interval(LOOK_SECONDS, self._look)

    def on_changed(self, message: Changed) -> None:
        self._look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "rescue":
            return host(self).context.journal.loss() is not None
        # Below the first screen there is no day to go on with.
        return self.app.screen_stack[0] is not self if action == "go_on" else True

    def action_retry(self) -> None:
        error = self._trouble()
        if error is None:
            self._leave()
            return
        self._error = error
        self._show("Tried again: it is still so.")

    def action_rescue(self) -> None:
        """Save what only this program holds, in the journal's place if that is free."""
        try:
            path = host(self).context.journal.rescue()
        except JournalError as error:
            self._show(f"Not saved. {error}")
            return
        if self._trouble() is None:
            self.app.notify(f"Saved: {path}", markup=False)
            self._leave()
        else:
            self._show(f"Saved: {path}")

    def action_go_on(self) -> None:
        """Back to the day. What waits to be recorded is tried again all the same."""
        self.dismiss()

    def _look(self) -> None:
        if not self.is_current:
            return
        if (self._waited or self._error.reason not in _WRITING) and self._trouble() is None:
            self._leave()

    def _trouble(self) -> JournalError | None:
        """What recording what waits, or else reading the day, runs into now, if anything."""
        context = host(self).context
        if (loss := context.journal.loss()) is not None:
            return loss
        try:
            reader = context.reader()
            if reader is not None:
                reader.state(context.now())
        except JournalError as error:
            return error
        return host(self).retry()

    def _leave(self) -> None:
        if self.app.screen_stack[0] is self:
            host(self).begin_again()
        else:
            self.dismiss()
            self.app.call_next(host(self).changed)

    def _show(self, before: str) -> None:
        self.query_one(Page).show(self._words(before))
        self.refresh_bindings()

    def _words(self, before: str = "") -> Content:
        reason = self._error.reason
        backups = host(self).context.paths.backups
        keys = {"key": key_of(self.app, "trouble.retry", "r"), "save": key_of(self.app, "trouble.save", "s")}
        count, texts = host(self).pending_words()
        waits = f"{counted(count, 'thing')} you did. It is kept here until it can be." if count else ""
        loss = host(self).context.journal.loss()
        put_back = (
            f"Save it with {keys['save']}: {_PUT_BACK}" if loss and reason is not Reason.REPLACED else ""
        )
        copies = listed([each.name for each in siblings(self._error.path)])
        parts = [
            Content(before),
            Content(self._error.sentence),
            Content.assemble(("Not recorded yet  ", "bold"), waits) if waits else Content(""),
            *(Content(f"  {text}") for text in texts),
            Content.assemble(("Safe  ", "bold"), _SAFE[reason]),
            Content.assemble(("To do  ", "bold"), put_back or _DO[reason].format(backups=backups, **keys)),
            Content(f"Other journals in its folder: {copies}." if copies else ""),
            Content("Care goes on without it: what to do stands on your clinic's sheet."),
        ]
        return Content("\n\n").join(part for part in parts if part.plain)
