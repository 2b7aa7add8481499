"""What Start asks on the way, each in a box of its own."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from textual import on, work
from textual.message import Message

from tui.screens.dialogs.clinic_form import ask_clinic
from tui.screens.dialogs.leaving import LeavingScreen
from tui.screens.dialogs.problems import ProblemsScreen
from tui.screens.dialogs.prompt import AskScreen
from tui.screens.host import host
from tui.screens.start.asks import ask_day, ask_field, ask_name, field_question
from tui.screens.start.dates import ask_date_of
from tui.screens.start.draft import DraftProblem, Offer, StartDraft
from tui.screens.start.offers import read_path
from tui.screens.start.what import WhatForm
from tui.screens.start.when import Calendar
from tui.screens.start.whom import Field, WhomForm


class StartQuestions(LeavingScreen[None]):
    """A screen with a draft, that asks for what the rows of its forms cannot take."""

    @dataclass
    class OwnFileRead(Message):
        """The file that the person named was read."""

        read: Offer | DraftProblem

    def __init__(self) -> None:
        super().__init__()
        self._question: AskScreen | None = None

    @property
    def draft(self) -> StartDraft:
        """What was said so far."""
        raise NotImplementedError

    def say(self, draft: StartDraft) -> None:
        """Take what was said now."""
        raise NotImplementedError

    @property
    def calendar(self) -> Calendar:
        """Where and when it is."""
        context = host(self).context
        return Calendar(context.now(), ZoneInfo(context.clock.zone), context.settings.day_start)

    @on(WhatForm.FaultAsked)
    def _show_fault(self, message: WhatForm.FaultAsked) -> None:
        self.app.push_screen(ProblemsScreen(message.fault.name, message.fault.problems))

    @on(WhatForm.DayAsked)
    @work(exclusive=True, group="ask")
    async def _ask_day(self) -> None:
        day = await ask_day(self.app, self.calendar)
        if day is not None:
            self.say(replace(self.draft, when=self.draft.when._replace(day=day)))

    @on(WhatForm.FileAsked)
    @work(exclusive=True, group="ask")
    async def _ask_file(self) -> None:
        question = AskScreen("Where is the file?", "~/Downloads/my-clinic.yaml", does="open it")
        text = await self.app.push_screen_wait(question)
        if text:
            self._read_file(text)

    @work(thread=True, exclusive=True, group="file", exit_on_error=False)
    def _read_file(self, text: str) -> None:
        self.post_message(self.OwnFileRead(read_path(text)))

    @on(OwnFileRead)
    @work(exclusive=True, group="ask")
    async def _file_read(self, message: OwnFileRead) -> None:
        read = message.read
        if isinstance(read, DraftProblem):
            self.app.push_screen(ProblemsScreen(read.name, read.problems))
            return
        name = await ask_name(self.app, host(self).context.paths.checklists, read)
        if name is not None:
            self.say(self.draft.with_offer(read._replace(copy_as=name)))

    @on(WhomForm.NumbersAsked)
    @work(exclusive=True, group="ask")
    async def _ask_numbers(self) -> None:
        context = host(self).context
        by_default = context.settings.emergency_number(context.clock.zone)
        clinic = await ask_clinic(self.app, self.draft.clinic, by_default)
        if clinic is not None:
            self.say(replace(self.draft, clinic=clinic))

    @on(WhomForm.DateAsked)
    @work(exclusive=True, group="ask")
    async def _ask_date(self, message: WhomForm.DateAsked) -> None:
        draft = await ask_date_of(self, self.draft, self.calendar, message.rule)
        if draft is not None:
            self.say(draft)

    @on(WhomForm.FieldAsked)
    def _field_asked(self, message: WhomForm.FieldAsked) -> None:
        if self._question is not None:
            # Typed on while the question was on its way to the screen.
            self._question.write(message.typed)
            return
        value = getattr(self.draft.clinic, message.field)
        self._question = field_question(message.field, value + message.typed)
        self._ask_field(message.field, self._question)

    @work(group="field")
    async def _ask_field(self, field: Field, question: AskScreen) -> None:
        try:
            text = await ask_field(self.app, field, question)
        finally:
            self._question = None
        if text is not None:
            clinic = replace(self.draft.clinic, **{field: text})
            self.say(replace(self.draft, clinic=clinic))
            self.query_one(WhomForm).after(field)
