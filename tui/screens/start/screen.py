"""The first minute: three steps, and nothing is written before the end of the third."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.journal import JournalError
from tui.screens.call.screen import CallScreen
from tui.screens.host import ascii_only, host, key_of
from tui.screens.start.again import StartAgain
from tui.screens.start.draft import Offers, StartDraft
from tui.screens.start.end import finish
from tui.screens.start.form import StartForm
from tui.screens.start.offers import read_offers
from tui.screens.start.usual import UsualForm
from tui.screens.start.what import WhatForm
from tui.screens.start.whom import WhomForm
from tui.widgets.hints import Hints, hint
from tui.widgets.messages import Changed
from tui.widgets.wrapping import ends

_LETTERS = (
    hint("call.open", "when to call", "call", stays=True),
    hint("app.quit", "leave, nothing is saved", "leave"),
)
"""What is a key only where letters are not written."""


class StartScreen(StartAgain):
    """What was done and when, what is usual, whom to call; then today."""

    DEFAULT_CSS = """
    StartScreen {
        #title { height: 1; padding: 0 1; }
        #undone { height: auto; padding: 0 1; color: $mute; }
        &.-tall #title, &.-tall #undone { margin: 0 0 1 0; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "call", "when to call", id="call.open", tooltip="When to call, and whom"),
        Binding("escape", "step_back", "back", id="start.back", tooltip="Back to the step before"),
    ]

    @dataclass
    class FilesRead(Message):
        """The checklists were read."""

        offers: Offers

    def __init__(self) -> None:
        super().__init__()
        self._place = 0
        self._goes_on = False
        self._has_begun = False

    def compose(self) -> ComposeResult:
        marks = host(self).look.marks
        yield Static(id="title", markup=False)
        yield Static(id="undone", markup=False)
        yield WhatForm(marks)
        yield UsualForm(marks)
        yield WhomForm(marks)
        yield Hints(ascii_only=ascii_only(self))

    def on_mount(self) -> None:
        self.query_one(WhatForm).calendar = self.calendar
        for form in self.query(StartForm):
            self.watch(form, "highlighted", self._draw_hints, init=False)
        self.read_undone()
        self.say(self.first_draft())
        self._go_to(0)
        self.call_after_refresh(self._read_files)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def on_changed(self, message: Changed) -> None:
        self.query_one(WhatForm).calendar = self.calendar
        self.read_undone()
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "bring_back":
            return self.was_undone and self._place == 0
        if action == "step_back":
            return self._place > 0 or self.app.screen_stack[0] is not self
        return True

    def action_call(self) -> None:
        self.app.push_screen(CallScreen(self.draft.checklist))

    def action_step_back(self) -> None:
        if self._place:
            self._go_to(self._place - 1)
        else:
            self.dismiss()

    @property
    def _form(self) -> StartForm:
        return self._forms[self._place]

    @property
    def _forms(self) -> list[StartForm]:
        """The steps there are: a checklist, once it is read, may have nothing to ask at the start."""
        passed = () if self.draft.questions or self.draft.checklist is None else (UsualForm,)
        return [form for form in self.query(StartForm) if not isinstance(form, passed)]

    @property
    def draft(self) -> StartDraft:
        """What was said so far."""
        return self.query_one(WhatForm).draft or self.first_draft()

    def first_draft(self) -> StartDraft:
        """What there is before anything is said."""
        return StartDraft(self.calendar.usual(), host(self).context.settings.loud)

    def with_offers(self, offers: Offers) -> StartDraft:
        """The draft with the files read."""
        return self.draft.with_offers(offers)

    @work(thread=True, exclusive=True, group="files", exit_on_error=False)
    def _read_files(self) -> None:
        self.post_message(self.FilesRead(read_offers(host(self).context.paths)))

    @on(FilesRead)
    def _files_read(self, message: FilesRead) -> None:
        self.say(self.with_offers(message.offers))
        if self._goes_on:
            self._go_on()

    @on(StartForm.Said)
    def _said(self, message: StartForm.Said) -> None:
        self.say(message.draft)

    @on(StartForm.Done)
    def _go_on(self) -> None:
        """To the next step, if this one can be left."""
        if self._has_begun:
            # Entered or clicked once more before the screen had gone.
            return
        draft, form, self._goes_on = self.draft, self._form, False
        if isinstance(form, WhatForm):
            form.calendar = self.calendar
            # Whoever is quicker than the files goes on as soon as they are read.
            self._goes_on = draft.offers is None
            if form.calendar.refusal(draft.when):
                form.refuse()
                return
            if draft.offer is None:
                return
        if self._place + 1 < len(self._forms):
            self._go_to(self._place + 1)
        else:
            self._finish()

    def _finish(self) -> None:
        context, app = host(self).context, self.app
        try:
            told = finish(context, self.draft, self.calendar, key_of(app, "act.undo", "u"))
        except JournalError as error:
            host(self).fail(error)
            return
        self._has_begun = True
        for sentence in told:
            app.notify(sentence, markup=False)
        if app.screen_stack[0] is self:
            host(self).begin_again()
        else:
            self.dismiss()
            app.call_next(host(self).changed)

    def say(self, draft: StartDraft) -> None:
        """Take what was said now."""
        context = host(self).context
        by_default = context.settings.emergency_number(context.clock.zone)
        for form in self.query(StartForm):
            form.number = draft.clinic.emergency or by_default
            form.draft = draft
        self._draw()

    def _go_to(self, place: int) -> None:
        self._place = place
        for form in self.query(StartForm):
            form.display = form is self._form
        self._form.focus()
        self.call_after_refresh(self._form.draw)
        self._draw()
        self.refresh_bindings()

    def _draw(self) -> None:
        width, draft, marks = self.size.width - 2, self.draft, host(self).look.marks
        if width < 1:
            return
        title, day = self._form.title, self.calendar.said(draft.when.day)
        if isinstance(self._form, UsualForm):
            title += Content.styled(f" {marks.dot} treated {day} about {draft.when.clock}", "$mute")
        steps = Content.styled(f"{self._place + 1} of {len(self._forms)}", "$mute")
        self.query_one("#title", Static).update(ends(title, steps, width, marks.cut))
        undone = self.query_one("#undone", Static)
        undone.update(self.undone_line)
        undone.display = self.was_undone and self._place == 0
        self._draw_hints()

    def _draw_hints(self) -> None:
        self.query_one(Hints).show(
            hint("start.next", *self._form.goes_on, stays=True),
            hint("start.mark", "mark", stays=True),
            hint("act.redo", "bring it back"),
            hint("start.back", "back"),
            hint("list.up list.down", "choose"),
            *(() if self._form.writes else _LETTERS),
        )
