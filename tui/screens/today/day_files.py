"""The checklist behind the day: a rule left out, its file in the editor, all of its rules, what changes."""

from collections.abc import Sequence

from textual import work

from checklists.rules.rule import Rule
from tui.screens.host import key_of
from tui.screens.today.day_acts import DayActs


class DayFiles(DayActs):
    """A day's screen from which the person's own checklist file is changed."""

    @work
    async def action_switch_off(self) -> None:
        """Leave the rule under the cursor out of the person's file, and say why."""
        from tui.screens.checklist import switch_off

        state, rule = self.state, await self._chosen(self.here.rules)
        if rule is not None and state is not None:
            self._kept(await switch_off(self, state.recovery.checklist, rule))
        elif not self.here.rules:
            self.say(f"Go to a rule first, then {key_of(self.app, 'rule.off', 'z')}.")

    @work
    async def action_edit(self) -> None:
        """Open the person's file in their editor, at the rule under the cursor."""
        from tui.screens.checklist import edit_file

        state, rules = self.state, self.here.rules
        rule = await self._chosen(rules)
        if state is not None and (rule is not None or not rules):
            self._kept(await edit_file(self, state.recovery.checklist, rule.id if rule else None))

    @work
    async def action_checklist(self) -> None:
        """Show every rule of the checklist, beginning at the one under the cursor."""
        from tui.screens.checklist import ChecklistScreen

        rules = self.here.rules
        await self.app.push_screen_wait(ChecklistScreen(rules[0].id if rules else ""))

    @work
    async def action_difference(self) -> None:
        """Show what a changed file changes in the days, if something waits."""
        from tui.screens.difference import show_difference

        self._kept(await show_difference(self))

    async def _chosen(self, rules: Sequence[Rule]) -> Rule | None:
        """The rule that is meant, asked for where a row is about several; None where it is about none."""
        if len(rules) < 2:
            return rules[0] if rules else None
        from tui.screens.dialogs.prompt import ChoiceScreen

        options = [(rule.id, rule.title) for rule in rules]
        id = await self.app.push_screen_wait(ChoiceScreen("Which one?", options))
        return next((rule for rule in rules if rule.id == id), None)
