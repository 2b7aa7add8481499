"""The followed checklist, rule by rule: to read, to search, and to make one's own."""

from dataclasses import dataclass

from textual import on, work
from textual.message import Message

from tui.files.followed_file import FileRequest, FollowedFile, file_request, read_file, trouble
from tui.files.rule_origin import rule_origins
from tui.journal import JournalError
from tui.screens.checklist.checklist_acts import ChecklistActs
from tui.screens.checklist.checklist_keys import BINDINGS
from tui.screens.checklist.find import ChecklistFind
from tui.screens.checklist.rows import best, stop_of
from tui.screens.host import host
from tui.widgets.messages import Changed
from tui.widgets.row_list import RowList
from tui.wording.clinic import own_date


class ChecklistScreen(ChecklistActs):
    """All rules by phase, each with its days, its times and where it stands."""

    BINDINGS = BINDINGS

    @dataclass
    class RulesRead(Message):
        """The file was read."""

        file: FollowedFile

    def __init__(self, rule: str = "") -> None:
        super().__init__(rule)
        self._asked: FileRequest | None = None
        """What was last to be read."""

    def on_mount(self) -> None:
        super().on_mount()
        self.read()

    def read(self) -> None:
        """Read what there is; the file only where it is another, or the version in force is."""
        context = host(self).context
        try:
            reader = context.reader()
            if reader is None:
                self.dismiss(None)
                return
            self.plan = context.plans.at(reader, context.now())
            self.undoable, self.redoable = context.journal.top(), context.journal.top_redo()
            asked = file_request(context.journal, context.paths, reader.recovery)
        except JournalError as error:
            host(self).fail(error)
            return
        if self.file is None or self.file.wanted != asked:
            self._asked = asked
            self._read_file(asked)
        else:
            self._take(self.file)

    @on(Changed)
    def _read_again(self) -> None:
        self.read()

    @work(thread=True, exclusive=True, group="file", exit_on_error=False)
    def _read_file(self, asked: FileRequest) -> None:
        self.post_message(self.RulesRead(read_file(asked)))

    @on(RulesRead)
    def _rules_read(self, message: RulesRead) -> None:
        # A thread cannot be stopped: what was asked for before may be there after what was asked for last.
        if message.file.wanted == self._asked:
            self._take(message.file)

    def _take(self, file: FollowedFile) -> None:
        """Show a file, as it stands to the plan now."""
        context, plan = host(self).context, self.plan
        if plan is None:
            return
        try:
            self.trouble = trouble(context.journal, context.paths, file)
        except JournalError as error:
            host(self).fail(error)
            return
        self.file = file
        clinic = {rule.id: date for rule in plan.checklist.rules if any(date := own_date(rule))}
        self.standings = rule_origins(
            file.layers[0], file.layers[1:], plan.state, file.off, clinic, file.aside
        )
        self.lay()

    @on(RowList.Pointed)
    def _pointed(self, message: RowList.Pointed) -> None:
        message.stop()
        if message.row and message.row == self.cursor:
            self.action_change()
        else:
            self.stand(message.row)

    @on(ChecklistFind.Sought)
    def _sought(self, message: ChecklistFind.Sought) -> None:
        message.stop()
        self.sought = message.text
        self.lay()
        shown = [each for each in self.standings if stop_of(each.rule.id) in self.stops]
        self.stand(stop_of(best(shown, message.text)))
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Show all the rules again; where all are shown, go back."""
        if self.sought or self.yours:
            self.sought, self.yours = "", False
            self.lay()
            self.refresh_bindings()
        else:
            self.dismiss(None)

    def action_step(self, rows: int) -> None:
        """Move the cursor by as many rows, and not past either end."""
        if self.stops:
            place = self.stops.index(self.cursor) if self.cursor in self.stops else 0
            self.stand(self.stops[max(0, min(place + rows, len(self.stops) - 1))])

    def action_find(self) -> None:
        """Narrow the rules to those with what is typed."""
        if not self.query(ChecklistFind):
            self.mount(ChecklistFind(self.sought))

    def action_only_yours(self) -> None:
        """Only what the person's file says something of, or all."""
        self.yours = not self.yours
        self.lay()
