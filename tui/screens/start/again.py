"""Start after an undo: a recovery that was taken back can be brought back."""

from contextlib import suppress
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.journal import Act, JournalError, OvertakenError
from tui.recovery.acts import undone
from tui.screens.host import ascii_only, host
from tui.screens.start.questions import StartQuestions
from tui.widgets.hints import key_name


class StartAgain(StartQuestions):
    """A screen to which even the beginning of a recovery was undone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("U", "bring_back", "bring it back", id="act.redo", tooltip="Do again what was undone"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._undone: Act | None = None

    @property
    def was_undone(self) -> bool:
        """Whether there is something to bring back."""
        return self._undone is not None

    @property
    def undone_line(self) -> str:
        """What was undone, in a sentence, and the key that brings it back; or nothing."""
        if self._undone is None:
            return ""
        bindings = (active.binding for active in self.active_bindings.values())
        keys = [key_name(each, self.app, ascii_only(self)) for each in bindings if each.id == "act.redo"]
        return f"{undone(self._undone.words)}. {(*keys, 'afterglow redo')[0]} brings it back."

    def read_undone(self) -> None:
        """Read what was undone last, where nothing is left of any recovery."""
        context = host(self).context
        try:
            self._undone = context.journal.top_redo() if context.recovery() is None else None
        except JournalError:
            self._undone = None

    def action_bring_back(self) -> None:
        """Do again what was undone: the recovery is there as it was."""
        context, shown = host(self).context, self._undone
        try:
            # Another program may have done something since: then there is something else to say.
            with suppress(OvertakenError):
                context.journal.redo(recorded=context.now(), expected=shown.id if shown else None)
            begun = context.recovery() is not None
        except JournalError as error:
            host(self).fail(error)
            return
        if begun:
            host(self).begin_again()
        else:
            host(self).changed()
