"""The second step of Start: the checklist's own questions."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tui.screens.start.draft import StartDraft
from tui.screens.start.form import StartForm, blank, box, heading
from tui.widgets.form_list import FormRow

_UNSURE = "unsure"
_ASIDE = "not answered: every rule stays on"


class UsualForm(StartForm):
    """One list for each question. An untouched list means "not sure"."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "mark", id="start.mark", tooltip="Mark the answer, or take the mark away"),
    ]

    @property
    def title(self) -> Content:
        checklist = self.draft.checklist if self.draft else None
        return Content.styled(checklist.title if checklist else "", "bold")

    def rows(self, draft: StartDraft, *, roomy: bool) -> list[FormRow]:
        rows: list[FormRow] = []
        answers = draft.given()
        for question in draft.questions:
            given = answers.get(question.id)
            rows += blank(roomy) if rows else []
            rows += [heading(question.ask, _ASIDE if given is None else ""), *blank(roomy)]
            for id, label in question.answers:
                rows.append(box(f"{question.id}={id}", label, id in (given or ())))
            rows.append(box(f"{question.id}=", "None of these", given == frozenset()))
        return [*rows, *blank(roomy), box(_UNSURE, "I am not sure: keep every rule on", not answers)]

    def action_mark(self) -> None:
        if self.draft is None:
            return
        if self.row == _UNSURE:
            self.post_message(self.Said(self.draft.unsure()))
        id, _, answer = self.row.partition("=")
        for question in self.draft.questions:
            if question.id == id:
                self.post_message(self.Said(self.draft.marked(question, answer)))

    def clicked(self, row: str) -> None:
        self.action_mark()
