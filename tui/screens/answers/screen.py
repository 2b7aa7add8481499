"""The person's answers, their clinic, and its own days and times. All of it can be changed."""

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
from tui.recovery.clinic_dates import ClinicDateEntry, clinic_date_entries, date_words
from tui.recovery.outcomes import Cancelled, Outcome
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import Clinic
from tui.recovery.words import format_answer
from tui.screens.act import ToDo, acts_of, journal_of, perform_asked, take_back
from tui.screens.answers.answers_list import AnswerRow, AnswersList
from tui.screens.check_in import AnswerScreen
from tui.screens.dialogs import ChoiceScreen, LeavingScreen, find_rule, prompt_clinic, prompt_clinic_date
from tui.screens.host import ascii_only, host, key_of
from tui.widgets.hints import CALL, HELP, MOVE, Hints, hint
from tui.widgets.messages import Changed
from tui.widgets.wrapping import ends
from tui.wording.clinic import entry_words, is_for, no_date

_QUESTION, _DATE, _CLINIC, _OTHER, _REPORTS = "question:", "date:", "clinic", "other", "reports"


class AnswersScreen(LeavingScreen[bool]):
    """Every answer, whom to call, and every clinic date, a row each.

    Gives whether the person wants to see what they reported of their skin.
    """

    DEFAULT_CSS = """
    AnswersScreen {
        #title, #status { height: 1; padding: 0 1; }
        #status { color: $accent; display: none; }
        #status.-shown { display: block; }
        AnswersList { height: 1fr; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_answers", "back", id="said.back", tooltip="Back to where you were"),
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
        yield Static(id="status", markup=False)
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

    def action_leave_answers(self) -> None:
        self.dismiss(False)

    def action_take_back(self) -> None:
        """Undo what was done last, as of any day."""
        take_back(self, self._undoable, self._say)

    @on(AnswersList.ChangeAsked)
    @work(exclusive=True, group="ask")
    async def _change(self, message: AnswersList.ChangeAsked) -> None:
        """Ask for what the row says, and keep it."""
        if message.id == _REPORTS:
            self.dismiss(True)
            return
        kind, _, id = message.id.partition(":")
        await perform_asked(self, self._prompt(f"{kind}:" if id else kind, id), self._say)

    async def _prompt(self, kind: str, id: str) -> Outcome | ToDo:
        acts = acts_of(self)
        if acts is None:
            return Cancelled()
        checklist = acts.plan.checklist
        question = checklist.question(id) if kind == _QUESTION else None
        if question is not None:
            return await self._prompt_question(question, acts)
        if kind == _CLINIC:
            return await self._prompt_clinic(acts.reader.recovery.clinic)
        if kind == _OTHER:
            rules = [rule for rule in checklist.rules if is_for(rule, acts.plan) and not no_date(rule)]
            title = "What did your clinic give other days or times?"
            rule = await self.app.push_screen_wait(find_rule(title, rules, host(self).look.marks.cut))
            return await prompt_clinic_date(self, [rule]) if rule else Cancelled()
        date = next((each for each in self._clinic_dates(acts) if each.id == id), None)
        if date is None:
            return Cancelled()
        return await prompt_clinic_date(self, [date.rule]) if date.rule else await self._prompt_forget(date)

    async def _prompt_question(self, question: Question, acts: Acts) -> Outcome | ToDo:
        known = question.id in self._answers(acts.reader)
        before = acts.plan.state.answers.get(question.id)
        answer = await self.app.push_screen_wait(
            AnswerScreen(question, before, may_be_none=acts.plan.checklist.may_be_none(question), known=known)
        )
        return Cancelled() if answer is None else lambda acts: acts.answer(question, answer[0])

    async def _prompt_clinic(self, before: Clinic) -> Outcome | ToDo:
        context = host(self).context
        by_default = context.emergency_number()
        clinic = await prompt_clinic(self.app, before, by_default)
        if clinic is None or clinic == before:
            return Cancelled()
        return lambda acts: acts.set_clinic(clinic, before)

    async def _prompt_forget(self, date: ClinicDateEntry) -> Outcome | ToDo:
        """Ask whether to let go of the clinic date of a rule that is no longer there."""
        options = (("keep", "Keep it, in case the rule comes back"), ("go", "Let go of it"))
        answer = await self.app.push_screen_wait(ChoiceScreen(f"{date.title}: {entry_words(date)}", options))
        if answer != "go":
            return Cancelled()
        return lambda acts: acts.forget_clinic_date(date.id, date.title)

    def _say(self, sentence: str) -> None:
        line = self.query_one("#status", Static)
        line.update(sentence)
        line.add_class("-shown")

    def _answers(self, reader: RecoveryReader) -> dict[str, object]:
        return dict(reader.journal.current(reader.recovery.id, Topic.ANSWER))

    def _clinic_dates(self, acts: Acts) -> tuple[ClinicDateEntry, ...]:
        return clinic_date_entries(acts.reader.journal, acts.reader.recovery, acts.plan.checklist)

    def _read(self) -> None:
        with journal_of(self) as context:
            acts = acts_of(self)
            if acts is None:
                # Even the start can be undone.
                self.dismiss()
                return
            self.rows.rows = tuple(self._rows(acts))
            self._undoable = context.journal.top()
            self._title = acts.reader.recovery.full_title
            self._draw_title()

    def _rows(self, acts: Acts) -> Iterator[AnswerRow]:
        answers = self._answers(acts.reader)
        questions = acts.plan.checklist.questions
        answered = [each for each in questions if each.id in answers]
        if answered:
            yield AnswerRow("", "Your answers", "a change counts from now on, not for past days")
        for question in answered:
            chosen = acts.plan.state.answers.get(question.id)
            words = format_answer(question, chosen)
            if chosen is not None and not chosen:
                words = f"none of: {'; '.join(label for _, label in question.answers)}"
            yield AnswerRow(f"{_QUESTION}{question.id}", question.ask, words)
        key = key_of(self.app, "said.change", "enter")
        if len(answered) < len(questions):
            yield AnswerRow("", "Not answered: the stricter plan holds", f"{key} answers")
        for question in questions:
            if question.id not in answers:
                yield AnswerRow(f"{_QUESTION}{question.id}", question.ask)
        clinic = acts.reader.recovery.clinic
        yield AnswerRow("", "Your clinic")
        numbers = (clinic.name, clinic.phone, clinic.after_hours, clinic.emergency)
        yield AnswerRow(
            _CLINIC,
            "Name and numbers",
            f" {host(self).look.marks.dot} ".join(filter(None, numbers)) or "no number yet",
        )
        for date in self._clinic_dates(acts):
            gone = "" if date.rule else "; nothing in this plan now"
            yield AnswerRow(f"{_DATE}{date.id}", date.title, f"{date_words(date.date)}{gone}")
        yield AnswerRow(_OTHER, "+ Other days or times it gave you")
        yield AnswerRow("", "Your skin")
        yield AnswerRow(_REPORTS, "What you reported, day by day", f"{key} opens Progress")

    def _draw_title(self) -> None:
        width, marks = self.size.width - 2, host(self).look.marks
        if width > 0:
            where = Content.styled(self._title, "$mute")
            title = Content.styled("What you said", "bold")
            self.query_one("#title", Static).update(ends(title, where, width, marks.cut))
