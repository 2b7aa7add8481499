"""One question of the checklist, answered anew."""

from collections.abc import Collection

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical

from checklists.checklist import Question
from tui.screens.ask import Dialog
from tui.screens.asked import answer_of, asked_row, row_id, value_of
from tui.screens.host import host
from tui.widgets.hints import hint
from tui.widgets.sign_list import SignList

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

    def __init__(self, question: Question, chosen: Collection[str] | None, *, known: bool) -> None:
        """Ask.

        Args:
            question: What is asked.
            chosen: What was answered before; None is "not sure".
            known: Whether anything was.
        """
        super().__init__(question.ask)
        self._question = question
        self._before = {row_id(question): value_of(question, chosen)} if known else {}

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
        self.signs.rows = (asked_row(self._question)._replace(kept=bool(self._before)),)
        self.signs.answers = dict(self._before)
        self.signs.focus()
        self.call_after_refresh(self.signs.draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self.signs.draw)

    @on(SignList.HandedIn)
    def _answered(self, message: SignList.HandedIn) -> None:
        value = message.answers.get(row_id(self._question))
        changed = value is not None and message.answers != self._before
        self.dismiss((answer_of(self._question, value),) if changed and value is not None else None)
