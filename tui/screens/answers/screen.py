"""What the person said: their answers, whom to call, and what their clinic said. All of it can be changed."""

from collections.abc import Iterator
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from checklists.rules.checklist import Question
from tui.journal import Act, Topic
from tui.recovery.acts import Acts
from tui.recovery.clinic_dates import KeptDate, date_words, kept_dates
from tui.recovery.outcomes import Cancelled, Outcome
from tui.recovery.reader import RecoveryReader
from tui.recovery.words import format_answer
from tui.screens.act import acts_of, journal, perform_asked, take_back
from tui.screens.answers.answers_list import AnswerRow, AnswersList
from tui.screens.check_in import AnswerScreen
from tui.screens.dialogs import ChoiceScreen, FindRuleScreen, LeavingScreen, ask_clinic, tell_clinic_date
from tui.screens.host import ascii_only, host
from tui.widgets.hints import CALL, HELP, MOVE, Hints, hint
from tui.widgets.messages import Changed
from tui.widgets.wrapping import ends
from tui.wording.clinic import is_for, kept_words, no_date

_QUESTION, _DATE, _CLINIC, _OTHER = "question:", "date:", "clinic", "other"


class AnswersScreen(LeavingScreen[None]):
    """Every answer and everything the clinic said, a row each."""

    DEFAULT_CSS = """
    AnswersScreen {
        #title, #said { height: 1; padding: 0 1; }
        #said { color: $accent; display: none; }
        #said.-told { display: block; }
        AnswersList { height: 1fr; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_said", "back", id="said.back", tooltip="Back to where you were"),
        Binding("u", "take_back", "undo", id="act.undo", tooltip="Take back the last thing done"),
    ]

    rows = getters.query_one(AnswersList)

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._undoable: Act | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        yield AnswersList(marks=host(self).look.marks)
        yield Static(id="said", markup=False)
        yield Hints(
            hint("said.change", "change", stays=True),
            hint("said.back", "back", stays=True),
            hint("act.undo", "undo"),
            MOVE,
            CALL,
            HELP,
            ascii_only=ascii_only(self),
        )

    def on_mount(self) -> None:
        self._read()

    def on_resize(self) -> None:
        self._draw_title()

    def on_changed(self, message: Changed) -> None:
        self._read()

    def action_leave_said(self) -> None:
        self.dismiss()

    def action_take_back(self) -> None:
        """Undo what was done last, as of any day."""
        take_back(self, self._undoable, self._say)

    @on(AnswersList.ChangeAsked)
    @work(exclusive=True, group="ask")
    async def _change(self, message: AnswersList.ChangeAsked) -> None:
        """Ask for what the row says, and keep it."""
        kind, _, id = message.id.partition(":")
        await perform_asked(self, self._prompt(f"{kind}:" if id else kind, id), self._say)

    async def _prompt(self, kind: str, id: str) -> Outcome:
        acts = acts_of(self)
        if acts is None:
            return Cancelled()
        checklist = acts.plan.checklist
        question = checklist.question(id) if kind == _QUESTION else None
        if question is not None:
            return await self._prompt_question(question)
        if kind == _CLINIC:
            return await self._prompt_clinic()
        if kind == _OTHER:
            rules = [rule for rule in checklist.rules if is_for(rule, acts.plan) and not no_date(rule)]
            title = "What did your clinic give other days or times?"
            chosen: str | None = await self.app.push_screen_wait(FindRuleScreen(title, rules))
            rule = checklist.rule(chosen) if chosen else None
            return await tell_clinic_date(self, [rule]) if rule else Cancelled()
        kept = next((each for each in self._kept(acts) if each.id == id), None)
        if kept is None:
            return Cancelled()
        return await tell_clinic_date(self, [kept.rule]) if kept.rule else await self._prompt_forget(kept)

    async def _prompt_question(self, question: Question) -> Outcome:
        acts = acts_of(self)
        known = question.id in self._answers(acts.reader) if acts else False
        before = acts.plan.state.answers.get(question.id) if acts else None
        answered = await self.app.push_screen_wait(AnswerScreen(question, before, known=known))
        acts = acts_of(self)
        return Cancelled() if answered is None or acts is None else acts.answer(question, answered[0])

    async def _prompt_clinic(self) -> Outcome:
        acts, context = acts_of(self), host(self).context
        if acts is None:
            return Cancelled()
        by_default = context.settings.emergency_number(context.clock.zone)
        before = acts.reader.recovery.clinic
        clinic = await ask_clinic(self.app, before, by_default)
        acts = acts_of(self)
        return Cancelled() if clinic is None or clinic == before or acts is None else acts.set_clinic(clinic)

    async def _prompt_forget(self, kept: KeptDate) -> Outcome:
        """Ask whether to let go of what was said of a rule that is no longer there."""
        options = (("keep", "Keep it, in case the rule comes back"), ("go", "Let go of it"))
        answer = await self.app.push_screen_wait(ChoiceScreen(f"{kept.title}: {kept_words(kept)}", options))
        acts = acts_of(self)
        return Cancelled() if answer != "go" or acts is None else acts.forget_clinic_date(kept.id, kept.title)

    def _say(self, sentence: str) -> None:
        line = self.query_one("#said", Static)
        line.update(sentence)
        line.add_class("-told")

    def _answers(self, reader: RecoveryReader) -> dict[str, object]:
        return dict(reader.journal.current(reader.recovery.id, Topic.ANSWER))

    def _kept(self, acts: Acts) -> tuple[KeptDate, ...]:
        return kept_dates(acts.reader.journal, acts.reader.recovery, acts.plan.checklist)

    def _read(self) -> None:
        with journal(self) as context:
            acts = acts_of(self)
            if acts is None:
                # Even the start can be undone.
                self.dismiss()
                return
            self.rows.rows = tuple(self._rows(acts))
            self._undoable = context.journal.top()
            self._title = acts.reader.recovery.named
            self._draw_title()

    def _rows(self, acts: Acts) -> Iterator[AnswerRow]:
        told = self._answers(acts.reader)
        yield AnswerRow("", "Your answers", "from now on; days gone by stay as they are")
        for question in acts.plan.checklist.questions:
            yield AnswerRow(
                f"{_QUESTION}{question.id}", question.ask, self._answer(question, acts, question.id in told)
            )
        clinic = acts.reader.recovery.clinic
        yield AnswerRow("", "Your clinic")
        numbers = (clinic.name, clinic.phone, clinic.after_hours, clinic.emergency)
        yield AnswerRow(
            _CLINIC,
            "Name and numbers",
            f" {host(self).look.marks.dot} ".join(filter(None, numbers)) or "not told",
        )
        for kept in self._kept(acts):
            gone = "" if kept.rule else "; no rule of this plan now"
            yield AnswerRow(f"{_DATE}{kept.id}", kept.title, f"{date_words(kept.date)}{gone}")
        yield AnswerRow(_OTHER, "+ Other days or times it gave you")

    def _answer(self, question: Question, acts: Acts, told: bool) -> str:
        if told:
            return format_answer(question, acts.plan.state.answers.get(question.id))
        return "not asked yet" if question.later else "not answered: every rule stays on"

    def _draw_title(self) -> None:
        width, marks = self.size.width - 2, host(self).look.marks
        if width > 0:
            where = Content.styled(self._title, "$mute")
            title = Content.styled("What you said", "bold")
            self.query_one("#title", Static).update(ends(title, where, width, marks.cut))
