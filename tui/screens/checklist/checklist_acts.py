"""What the keys of the Checklist screen do to the person's own file."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from textual import work

from tui.files.edits import PutBack
from tui.files.rule_origin import OriginKind, RuleOrigin
from tui.journal import Act, JournalError
from tui.screens.checklist.checklist_view import ChecklistView
from tui.screens.checklist.checklist_write import FileWriter
from tui.screens.checklist.rows import stop_of
from tui.screens.checklist.rule_meaning import MeaningContext
from tui.screens.host import host

_OF_VERSIONS = ("accept", "keep")
"""Acts about what a file says: those that are done from here."""

_ACTS = "act"


def _alone(action: "Callable[[ChecklistActs], Any]") -> "Callable[[ChecklistActs], None]":
    """An action that is not begun while another writes, which still has to show what that changes."""

    @wraps(action)
    def begun(screen: "ChecklistActs") -> None:
        if not any(each.group == _ACTS and not each.is_finished for each in screen.workers):
            action(screen)

    return begun


class ChecklistActs(ChecklistView):
    """Writes each change at once, shows what it changes in the days, and reads all of it back."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys mean something for this rule and this file."""
        here, file = self.here, self.file
        sound = file is not None and file.sound
        match action:
            case "change":
                return here is not None
            case "switch_off":
                return self.changeable and here is not None and not here.rule.check_in
            case "switch_on":
                return sound and here is not None and here.origin is OriginKind.REMOVED
            case "put_back":
                return sound and here is not None and here.origin is OriginKind.CHANGED
            case "add":
                return sound
            case "edit":
                return file is not None and file.wanted.seen is not None
            case "turn_back":
                act = self.redoable if parameters == (1,) else self.undoable
                return act is not None and act.kind in _OF_VERSIONS
            case "difference":
                return file is not None and file.own and file.waits
        return True

    def __init__(self, rule: str = "") -> None:
        super().__init__(rule)
        self.undoable: Act | None = None
        """What undo was offered to take back, when the journal was last read."""
        self.redoable: Act | None = None

    def read(self) -> None:
        """Read what there is."""
        raise NotImplementedError

    @_alone
    @work(group=_ACTS)
    async def action_change(self) -> None:
        """Change the rule in a small form; one that cannot be changed there is shown whole."""
        from tui.screens.checklist.rule_form_flow import change_rule

        here, file, around = self.here, self.file, self._around()
        if here is None or file is None or around is None:
            return
        if not self.changeable:
            await self._read_whole(here)
        elif await change_rule(self, writing := FileWriter(self, file.id), here, around, self.base):
            self._look_again(await writing.shown() or "Written into your file.")

    @_alone
    @work(group=_ACTS)
    async def action_add(self) -> None:
        """Add a rule, and go to it."""
        from tui.screens.checklist.rule_form_flow import add_rule

        file, around = self.file, self._around()
        if file is None or around is None:
            return
        writing = FileWriter(self, file.id)
        if id := await add_rule(self, writing, file, around):
            said = await writing.shown() or "Added to your file."
            self.sought, self.yours = "", False
            self.wanted = stop_of(id)
            self._look_again(said)

    @_alone
    @work(group=_ACTS)
    async def action_put_back(self) -> None:
        """Have the rule as it came."""
        await self._put_back()

    @_alone
    @work(group=_ACTS)
    async def action_switch_on(self) -> None:
        """Have a rule again that was left out."""
        await self._put_back()

    @_alone
    @work(group=_ACTS)
    async def action_switch_off(self) -> None:
        """Leave the rule out, and say why."""
        from tui.screens.checklist.file_acts import switch_off

        here, file = self.here, self.file
        if here is not None and file is not None and (said := await switch_off(self, file.id, here.rule)):
            self._look_again(said)

    @_alone
    @work(group=_ACTS)
    async def action_edit(self) -> None:
        """Open the file in the person's own editor, at the rule."""
        from tui.screens.checklist.file_acts import edit_file

        here, file = self.here, self.file
        rule = here.rule.id if here is not None else None
        if file is not None and (said := await edit_file(self, file.id, rule)):
            self._look_again(said)

    @_alone
    @work(group=_ACTS)
    async def action_difference(self) -> None:
        """Show what the file changes, to be accepted or not."""
        from tui.screens.difference import show_difference

        self._look_again(await show_difference(self) or "")

    def action_turn_back(self, redo: int) -> None:
        """Undo what was said last of a version, or do it again; see what was on top when this was drawn."""
        from tui.screens.act import turned_back

        shown = self.redoable if redo else self.undoable
        try:
            self._look_again(turned_back(host(self).context, shown, redo=bool(redo)))
        except JournalError as error:
            host(self).fail(error)

    async def _put_back(self) -> None:
        here, file = self.here, self.file
        if here is None or file is None:
            return
        writing = FileWriter(self, file.id)
        if fault := await writing.write(PutBack(here.rule.id)):
            self.say(fault)
        else:
            self._look_again(await writing.shown() or "As it came again.")

    def _look_again(self, said: str) -> None:
        self.said = said
        host(self).changed()

    async def _read_whole(self, here: RuleOrigin) -> None:
        """All there is to say of a rule, for a screen that has no room for it."""
        from tui.screens.dialogs.paragraphs import ParagraphsScreen

        await self.app.push_screen_wait(ParagraphsScreen(self.texts_of(here)))

    def _around(self) -> MeaningContext | None:
        """What a rule's words are told by; None where the journal cannot be read."""
        context, plan = host(self).context, self.plan
        try:
            recovery = context.recovery()
        except JournalError as error:
            host(self).fail(error)
            return None
        if recovery is None or plan is None:
            return None
        return MeaningContext(plan, recovery.treated.astimezone(plan.zone), context.settings.care_times())
