"""The check-in: how the skin is, in under a minute."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from checklists.rules.checklist import Question, Sign
from tui.recovery.acts import Acts
from tui.recovery.event_day import event_day
from tui.recovery.outcomes import Done, Outcome
from tui.recovery.state import DayState, SignState
from tui.screens.act import journal_of, perform
from tui.screens.check_in.sign_list import (
    CALL_ROW,
    RECALL_ROW,
    SignList,
    answer_of,
    call_row,
    question_row,
    recall_row,
    row_id,
    sign_row,
    sign_rows,
    value_of,
)
from tui.screens.dialogs import Dialog, LeavingScreen, PromptScreen
from tui.screens.host import ascii_only, host, key_of
from tui.text.humanize import long_date, short_date
from tui.widgets.hints import CALL, MOVE, Hints, hint
from tui.widgets.messages import Changed
from tui.widgets.placing import NARROW
from tui.widgets.wrapping import ends
from tui.wording.recall import recall

_HINT = "Your answers decide what may come back, and when to call. Skip what you like."
_ONCE = "asked once"
_HOW = "a number, y or n answers"


class CheckInScreen(LeavingScreen[str | None]):
    """The signs of one day, each to be answered or not; all of it one act. Answers with what came of it."""

    DEFAULT_CSS = """
    CheckInScreen {
        #title, #hint { height: 1; padding: 0 1; }
        #hint { color: $mute; }
        &.-short #hint { display: none; }
        &.-tall #hint { margin: 0 0 1 0; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-middle"), (30, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_check_in", "back", id="check-in.back", tooltip="Back, and save nothing"),
        Binding("q", "leave", "quit", id="app.quit", tooltip="Leave; everything is already kept"),
    ]

    signs = getters.query_one(SignList)

    def __init__(self, number: int | None = None) -> None:
        """Ask.

        Args:
            number: The day asked about, whatever day it becomes meanwhile. None is the day it is now.
        """
        super().__init__()
        self._number = number
        self._state: DayState | None = None
        self._later: dict[Question, bool] = {}
        """What is asked beside the signs, with whether none of its answers may be true."""
        self._before: dict[str, int] = {}
        self._let_go: dict[str, int] = {}
        self._opens_call = self._asks_recall = False
        self.reported: tuple[Sign, ...] = ()
        """What was reported, once it is."""

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        yield Static(_HINT, id="hint", markup=False)
        yield SignList(host(self).look.marks)
        yield Hints(
            hint("sign.save", "save all", "save", stays=True),
            hint("check-in.back", "back", stays=True),
            hint("sign.less sign.more", "answer"),
            hint("sign.mark", "mark"),
            MOVE,
            CALL,
            ascii_only=ascii_only(self),
        )

    def on_mount(self) -> None:
        self._open()

    def on_changed(self, message: Changed) -> None:
        # What is asked stays as it is under the person's hands, unless it could not be read before.
        if self._state is None:
            self._open()

    def _open(self) -> None:
        with journal_of(self) as context:
            now, reader = context.now(), context.reader()
            plan = context.plans.at(reader, now) if reader else None
            if reader is None or plan is None or (self._number or 0) > plan.today:
                # Nobody knows yet how a day to come will be.
                self.dismiss()
                return
            self._number = plan.today if self._number is None else self._number
            self._state = context.plans.state(reader, now, self._number)
            asked = reader.later_questions(plan, self._number)
            self._later = {each: plan.checklist.may_be_none(each) for each in asked}
            self._before = reader.values_on(self._state.date, plan.checklist)
            state = self._state
            when = "today" if state.is_today else f"on day {state.number}"
            rows = sign_rows(state.signs, state.date, state.groups, self._before, when)
            later = (question_row(*each)._replace(aside=_ONCE) for each in self._later.items())
            # Only where it has something to ask, and nothing to call about stands already.
            asks = state.is_today and not self._before and not state.standing and recall(state, "")
            self.signs.rows = (
                *rows,
                *later,
                call_row(key_of(self.app, "call.open", "c")),
                *([recall_row()] if asks else []),
            )
            self.signs.answers = dict(self._before)
            self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def action_leave_check_in(self) -> None:
        self.dismiss()

    async def action_leave(self) -> None:
        """Leave the program, but not at once with answers that nobody has saved."""
        if self.signs.answers in (self._before, self._let_go):
            await self.run_action("app.leave")
            return
        self._let_go = dict(self.signs.answers)
        saves, leaves = key_of(self.app, "sign.save", "enter"), key_of(self.app, "app.quit", "q")
        self.notify(f"Not saved yet: {saves} saves, {leaves} leaves without.", markup=False)

    @on(SignList.Answered)
    def _fits(self, message: SignList.Answered) -> None:
        """What was answered is saved, and what a yes asks for is shown."""
        if message.row in (CALL_ROW, RECALL_ROW) and self.signs.answers.get(message.row):
            self.signs.action_hand_in()

    @on(SignList.HandedIn)
    def _save(self, message: SignList.HandedIn) -> None:
        state = self._state
        if state is None:
            return
        values = message.answers
        self._opens_call, self._asks_recall = bool(values.get(CALL_ROW)), bool(values.get(RECALL_ROW))
        reports = {
            each.sign: values[each.sign.id]
            for each in state.signs
            if each.sign.id in values and values[each.sign.id] != self._before.get(each.sign.id)
        }
        events = [sign for sign, value in reports.items() if sign.event and value]
        if events:
            self._save_with_days(state, values, reports, events)
        else:
            self._record(state, values, reports, {})

    @work(exclusive=True)
    async def _save_with_days(
        self, state: DayState, values: Mapping[str, int], reports: Mapping[Sign, int], events: Sequence[Sign]
    ) -> None:
        """Ask on which day each of these happened, and save; a way back from the question saves nothing."""
        days: dict[Sign, date] = {}
        for sign in events:
            title, text = f"{sign.ask} On which day?", ""
            while sign not in days:
                placeholder = "today" if state.is_today else short_date(state.date)
                typed = await self.app.push_screen_wait(PromptScreen(title, placeholder, value=text))
                if typed is None:
                    return
                try:
                    days[sign] = self._day(typed, state)
                except ValueError as fault:
                    title, text = str(fault), typed
        self._record(state, values, reports, days)

    def _day(self, typed: str, state: DayState) -> date:
        """The day that was typed; nothing is the day that is asked about."""
        if not typed:
            return state.date
        with journal_of(self) as context:
            reader = context.reader()
            plan = context.plans.at(reader, context.now()) if reader else None
            return event_day(typed, plan, context.present()) if plan else state.date

    def _record(
        self,
        state: DayState,
        values: Mapping[str, int],
        reports: Mapping[Sign, int],
        days: Mapping[Sign, date],
    ) -> None:
        answers = {
            question: answer_of(question, may_be_none, value)
            for question, may_be_none in self._later.items()
            if (value := values.get(row_id(question))) is not None
        }
        elsewhere = {sign: day for sign, day in days.items() if day != state.date}

        def check_in(acts: Acts) -> Outcome:
            outcome = acts.check_in(state, reports, answers, elsewhere)
            self.reported = outcome.what.signs if isinstance(outcome, Done) else ()
            return outcome

        perform(self, check_in, self._leave_with, state.recovery)

    def _leave_with(self, sentence: str) -> None:
        """Go, with what came of it; to When to call or its questions, if they were asked for."""
        opens_call, asks_recall = self._opens_call, self._asks_recall
        self.dismiss(sentence)
        if opens_call:
            self.app.call_next(self.app.run_action, "app.call")
        elif asks_recall:
            from tui.screens.recall import ask_recall

            self.app.call_later(ask_recall, self.app)

    def _draw(self) -> None:
        state, width = self._state, self.size.width - 2
        if state is None or width < 1:
            return
        marks = host(self).look.marks
        words = long_date(state.date) if width > 50 else short_date(state.date)
        day = Content.styled(f"Day {state.number}  {words}", "$mute")
        how = f" {marks.dot} {_HOW}" if width >= NARROW else ""
        title = Content.assemble(("Check-in", "bold"), (how, "$mute"))
        self.query_one("#title", Static).update(ends(title, day, width, marks.cut))
        self.signs.draw()


class AskSignScreen(Dialog[dict[str, int]]):
    """A sign or a few, asked by themselves. Enter answers with a value for each, by id; escape with None."""

    DEFAULT_CSS = """
    AskSignScreen {
        #title { display: none; }
        SignList { height: auto; max-height: 16; border: none; }
        &.-short SignList { height: 1fr; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (14, "-tall")]

    signs = getters.query_one(SignList)

    def __init__(self, *signs: Sign, value: int | None = None) -> None:
        """Ask.

        Args:
            signs: One at least.
            value: What the first was before.
        """
        super().__init__(signs[0].ask)
        self._signs, self._value = signs, value

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield SignList(host(self).look.marks)
            yield self._hints(
                hint("sign.save", "keep", stays=True),
                hint("question.back", "back", stays=True),
                hint("sign.less sign.more", "answer"),
            )

    def on_mount(self) -> None:
        super().on_mount()
        self.signs.rows = tuple(sign_row(SignState(sign, None, None, None)) for sign in self._signs)
        self.signs.answers = {} if self._value is None else {self._signs[0].id: self._value}
        self.signs.focus()
        self.call_after_refresh(self.signs.draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self.signs.draw)

    @on(SignList.HandedIn)
    def _answered(self, message: SignList.HandedIn) -> None:
        self.dismiss(message.answers or None)


Answered = tuple[list[str] | None]
"""The ids of the answers, as `answer_of` gives them, in a tuple of one."""


class AnswerScreen(Dialog[Answered]):
    """Question a question of the checklist. Enter answers; escape gives None."""

    DEFAULT_CSS = """
    AnswerScreen {
        #title { display: none; }
        SignList { height: auto; max-height: 16; border: none; }
        &.-short SignList { height: 1fr; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (14, "-tall")]

    signs = getters.query_one(SignList)

    def __init__(
        self, question: Question, chosen: Collection[str] | None, *, may_be_none: bool, known: bool
    ) -> None:
        """Ask.

        Args:
            question: What is asked.
            may_be_none: Whether none of its answers may be true.
            chosen: What was answered before; None is "not sure".
            known: Whether anything was.
        """
        super().__init__(question.ask)
        self._question, self._may_be_none = question, may_be_none
        self._before = {row_id(question): value_of(question, may_be_none, chosen)} if known else {}

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield SignList(host(self).look.marks)
            yield self._hints(
                hint("sign.save", "keep", stays=True),
                hint("question.back", "back", stays=True),
                hint("sign.mark", "mark"),
                hint("sign.less sign.more", "answer"),
            )

    def on_mount(self) -> None:
        super().on_mount()
        self.signs.rows = (question_row(self._question, self._may_be_none)._replace(kept=bool(self._before)),)
        self.signs.answers = dict(self._before)
        self.signs.focus()
        self.call_after_refresh(self.signs.draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self.signs.draw)

    @on(SignList.HandedIn)
    def _answered(self, message: SignList.HandedIn) -> None:
        value = message.answers.get(row_id(self._question))
        changed = value is not None and message.answers != self._before
        self.dismiss(
            (answer_of(self._question, self._may_be_none, value),) if changed and value is not None else None
        )
