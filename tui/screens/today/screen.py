"""Today: what to do now, what to leave alone and until when, whether this is normal, and when to call."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from textual import work

from tui.recovery.state import ItemState
from tui.reminders.reminder import Reminder, reminders_of
from tui.screens.host import key_of
from tui.screens.today.day_files import DayFiles
from tui.screens.today.today_keys import BINDINGS
from tui.text.humanize import capital, clock, listed
from tui.widgets.rows import RowKind


class TodayScreen(DayFiles):
    """The day it is now, ready to tick, and its neighbours to look at."""

    BINDINGS = BINDINGS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys mean something on this row and this day."""
        state = self.state
        if state is None:
            return False
        match action:
            case "say":
                return self.asked if parameters == (1,) else self.asked and self.here.item is None
            case "begin_next":
                return state.finished if parameters else state.today > 0
            case "note":
                # No is n as well, wherever it does not stand on what a note may be written to.
                answers = self.here.kind is RowKind.ASK or (self.asked and self.here.item is None)
                return not answers and not state.finished
            case "do_all":
                return any(item.open for item in state.yesterday)
            case "go_out":
                return self._outing is not None
            case "put_away":
                return state.finished and state.recovery.ended is None
            case "switch_off":
                return not state.finished
        return True

    def action_tick(self) -> None:
        """Tick or untick the row; on a heading its whole slot. The check-in is ticked by answering it."""
        here = self.here
        if here.item is not None and here.item.item.rule.check_in and here.item.open:
            self._check_in(here.item.item.date)
            return
        items: Sequence[ItemState] = here.items
        if here.kind is RowKind.HEADING and not here.yesterday:
            items = [item for item in items if not (item.item.rule.check_in or item.item.rule.as_needed)]
        if items:
            self._do(lambda doing: doing.tick(items))
        else:
            self._want_row("item.tick", "space")

    @work
    async def action_skip(self) -> None:
        """Skip the row, or what is open of a heading's slot, with a reason or without."""
        from tui.screens.dialogs.prompt import AskScreen

        items = [item.item for item in self.here.items if self.here.item or item.open]
        if not items or self.state is None:
            self._want_row("item.skip", "s")
            return
        doing = self._doing
        named = f": {items[0].rule.title}" if len(items) == 1 else f" {len(items)} items"
        asked = f"Skip{named.removesuffix('?')}?"
        why = await self.app.push_screen_wait(AskScreen(asked, "why, if you like", does="skip"))
        if why is not None:
            self._do(lambda _: doing.skip(items, why))

    @work
    async def action_note(self) -> None:
        """Write a note to the row, or to the day."""
        from tui.screens.dialogs.prompt import AskScreen

        if self.state is None:
            return
        doing, item = self._doing, self.here.item
        title = f"A note to: {item.item.rule.title}" if item else f"A note to day {self.state.number}"
        before = item.note if item else ""
        text = await self.app.push_screen_wait(AskScreen(title, value=before))
        if text is not None and text != before:
            self._do(lambda _: doing.note(text, item.item if item else None))

    @work
    async def action_slip(self) -> None:
        """Note a slip; of what is left from yesterday, let it go."""
        here, doing = self.here, self._doing
        if here.yesterday:
            waiting = [item for item in here.items if item.open]
            if waiting:
                self._do(lambda _: doing.let_go(waiting))
            return
        avoids = [avoid for avoid in here.avoids if avoid.avoid.on]
        if not here.avoids and self.state is not None and any(item.open for item in self.state.yesterday):
            slip = key_of(self.app, "item.slip", "x")
            self.say(f"Go to what is left from yesterday first, then {slip}.")
        if len(avoids) > 1:
            from tui.screens.dialogs.prompt import ChoiceScreen

            options = [(avoid.avoid.rule.id, avoid.avoid.rule.title) for avoid in avoids]
            chosen = await self.app.push_screen_wait(ChoiceScreen("Which one?", options))
            avoids = [avoid for avoid in avoids if avoid.avoid.rule.id == chosen]
        if avoids:
            self._do(lambda _: doing.slip(avoids[0]))

    def action_do_all(self) -> None:
        """Tick all that is left from yesterday."""
        waiting = [item for item in self.state.yesterday if item.open] if self.state else []
        if waiting:
            self._do(lambda doing: doing.tick(waiting))

    def action_let_all_go(self) -> None:
        """Let go of all that is left from yesterday."""
        waiting = [item for item in self.state.yesterday if item.open] if self.state else []
        if waiting:
            self._do(lambda doing: doing.let_go(waiting))

    @work
    async def action_later(self) -> None:
        """Put off what is told, or else the slot of the row under the cursor."""
        from tui.screens.dialogs.prompt import ChoiceScreen

        state, telling = self.state, self._telling_here()
        if telling is None or state is None:
            self.say("There is nothing to put off here.")
            return
        doing = self._doing
        moments = self._moments(telling)
        options = [(words, words) for words in moments]
        # Not its words: those also name what is left alone, and that is not put off.
        shorts = list(dict.fromkeys(item.item.rule.short for item in telling.items))
        chosen = await self.app.push_screen_wait(ChoiceScreen(f"{capital(listed(shorts))}: when?", options))
        if chosen is not None:
            self._do(lambda _: doing.put_off(telling, moments[chosen]))

    def action_take_back(self) -> None:
        """Undo what was done last, by the act that was on top when this was drawn."""
        self._do(lambda doing: doing.undo(self.undoable))

    def action_bring_back(self) -> None:
        """Do again what was undone last."""
        self._do(lambda doing: doing.redo(self.redoable))

    @work
    async def action_plan(self) -> None:
        """Show every day, and go to the one that is chosen."""
        from tui.screens.plan.screen import PlanScreen

        number = await self.app.push_screen_wait(PlanScreen(self.state.number if self.state else None))
        if number is not None:
            self.action_go(number)

    @work
    async def action_put_away(self) -> None:
        """Put a finished recovery away, once that was meant."""
        from tui.screens.dialogs.prompt import ChoiceScreen

        options = (("keep", "Keep it here"), ("away", "Put it away; nothing is deleted"))
        if await self.app.push_screen_wait(ChoiceScreen("Put this recovery away?", options)) == "away":
            self._do(lambda doing: doing.put_away())

    def _want_row(self, id: str, usual: str) -> None:
        """Say what a key needs that did nothing, where the cursor is on no row."""
        if self.here.kind is RowKind.BLANK and self.state is not None and not self.state.finished:
            self.say(f"Go to a row first, then {key_of(self.app, id, usual)}.")

    def _telling_here(self) -> Reminder | None:
        """What `l` puts off: what stands told, or else the slot of the row under the cursor."""
        state = self.state
        if self.telling is not None or state is None or not state.is_today:
            return self.telling
        keys = {item.item.key for item in self.here.items}
        found = reminders_of(state, self.host.context.settings.quiet)
        return next((one for one in found if any(item.item.key in keys for item in one.items)), None)

    def _moments(self, telling: Reminder) -> dict[str, datetime]:
        """When a telling can be told instead, by the words for it."""
        assert self.state is not None
        now, quiet = self.state.now, self.host.context.settings.quiet
        base = max(now, telling.due)
        found = {"In 15 minutes": base + timedelta(minutes=15), "In an hour": base + timedelta(hours=1)}
        others = (
            one.due for one in reminders_of(self.state, quiet) if one.key != telling.key and one.due > base
        )
        following = min(others, default=None)
        if following is not None:
            found["With what is next"] = following
        return {f"{words}, at {clock(moment)}": moment for words, moment in found.items()}

    @property
    def farewell(self) -> str:
        """What is said when the program is left: when there will be something to do."""
        state = self.state
        if state is None or state.finished:
            return "Take care."
        upcoming = state.next_due if state.is_today else None
        return f"See you at {clock(upcoming)}." if upcoming else "See you tomorrow."
