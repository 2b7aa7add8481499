"""The first minute: three steps, and nothing is written before the end of the third."""

import os
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from checklists.text import phone_fault
from tui.files.checklist_files import ChecklistPath, Snapshot
from tui.files.next_session import NextSession, find_next_session, version_in_force, was_own
from tui.journal import Act, JournalError
from tui.recovery.acts import redo
from tui.recovery.begin import preview_plan
from tui.recovery.recovery import Recovery, course_of, recoveries
from tui.screens.act import journal_of
from tui.screens.call import CallScreen
from tui.screens.dialogs import (
    ChoiceScreen,
    DateForm,
    LeavingScreen,
    ProblemsScreen,
    PromptScreen,
    confirm_date,
    find_rule,
    prompt_clinic,
    prompt_date,
)
from tui.screens.host import ascii_only, host, key_of
from tui.screens.start.draft import Calendar, StartDraft
from tui.screens.start.finish import finish
from tui.screens.start.forms import ClinicField, DraftChanged, StepDone, UsualForm, WhatForm, WhomForm
from tui.screens.start.offers import (
    DraftProblem,
    Offer,
    Offers,
    free_name,
    name_in,
    problems_of,
    read_offers,
    read_path,
)
from tui.text.humanize import short_date
from tui.widgets.hints import CALL, Hints, hint, key_name
from tui.widgets.messages import Changed
from tui.widgets.placing import NARROW, Size
from tui.widgets.rows import banner_lines, cut
from tui.widgets.wrapping import ends
from tui.wording.acts import undid
from tui.wording.clinic import is_for, own_date

_LETTERS = (
    CALL,
    hint("app.quit", "leave, nothing is saved", "leave"),
)
"""What is a key only where letters are not written."""
_FIELDS: dict[ClinicField, str] = {
    "name": "What is your clinic called?",
    "phone": "What is its phone number?",
}
_CALL_WORDS = (
    "If it is hard to breathe or your lips or throat swell, call {number} now.",
    "Hard to breathe, lips swell: call {number}",
)
"""What cannot wait for the end of the steps, and the same in few cells."""
_MOST = 60
"""Characters of a name or a number."""
MOST_SESSIONS = 99
"""Of one course."""


class StartScreen(LeavingScreen[None]):
    """What was done and when, what is usual, whom to call; then today."""

    DEFAULT_CSS = """
    StartScreen {
        #title { height: 1; padding: 0 1; }
        #banner { height: auto; padding: 0 1; text-style: bold; }
        #next, #redoable { height: auto; padding: 0 1; color: $mute; }
        #call { height: auto; padding: 0 1; color: $call; text-style: bold; }
        &.-tall #call.-last, &.-tiny #call { display: none; }
        &.-tall #title, &.-tall #banner, &.-tall #next, &.-tall #redoable { margin: 0 0 1 0; }
        &.-tall #title.-last { margin: 0; }
        WhatForm, UsualForm, WhomForm { height: 1fr; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (8, "-short"), (20, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("U", "bring_back", "bring it back", id="act.redo", tooltip="Do again what was undone"),
        Binding("c", "call", "when to call", id="call.open", tooltip="When to call, and whom"),
        Binding("escape", "step_back", "back", id="start.back", tooltip="Back to the step before"),
    ]

    @dataclass
    class FilesRead(Message):
        """The checklists were read."""

        offers: Offers

    @dataclass
    class OwnFileRead(Message):
        """The file that the person named was read."""

        read: Offer | DraftProblem

    def __init__(self, following: NextSession | None = None, beside: Recovery | None = None) -> None:
        """Begin a recovery.

        Args:
            following: What is filled in for the next session of a course, and may be changed. None is the
                first session that is kept here.
            beside: One that runs on beside it. None where there is none, or where that is what it follows.
        """
        super().__init__()
        self.draft: StartDraft
        """As far as it has come; there as soon as the screen is."""
        self._following = following
        self._beside = beside
        self._treated: tuple[tuple[str, datetime], ...] = ()
        self._place = 0
        self._goes_on = False
        self._has_begun = False
        self._redoable: Act | None = None
        self._prompt: PromptScreen | None = None

    def compose(self) -> ComposeResult:
        marks = host(self).look.marks
        yield Static(id="title", markup=False)
        yield Static(id="banner", markup=False)
        if self._following is not None or self._beside is not None:
            yield Static(id="next", markup=False)
        yield Static(id="redoable", markup=False)
        yield WhatForm(marks=marks)
        yield UsualForm(marks=marks)
        yield WhomForm(marks=marks)
        yield Static(id="call", markup=False)
        yield Hints(ascii_only=ascii_only(self))

    def on_mount(self) -> None:
        self._read_treated()
        self.query_one(WhatForm).calendar = self._calendar
        for form in self._every_form:
            self.watch(form, "highlighted", self._draw_hints, init=False)
        self._read_redoable()
        self.change_draft(self._first_draft())
        self._go_to(0)
        self.call_after_refresh(self._read_files)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def on_changed(self, message: Changed) -> None:
        self._read_treated()
        self.query_one(WhatForm).calendar = calendar = self._calendar
        self._read_redoable()
        when = self.draft.when
        if self._place == 0 and when.guessed and when.day != calendar.usual().day:
            # Left open over night: about an hour ago was a guess for a day that is over.
            self.change_draft(replace(self.draft, when=when._replace(digits="")))
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "bring_back":
            return self._redoable is not None and self._place == 0
        if action == "step_back":
            return self._place > 0 or self.app.screen_stack[0] is not self
        return True

    def change_draft(self, draft: StartDraft) -> None:
        """Show another draft on every step."""
        context = host(self).context
        by_default = context.emergency_number()
        what, usual, whom = self._every_form
        whom.number = draft.clinic.emergency or by_default
        self.draft = what.draft = usual.draft = whom.draft = draft
        self._draw()

    def action_call(self) -> None:
        self.app.push_screen(CallScreen(self.draft.checklist))

    def action_step_back(self) -> None:
        if self._place:
            self._go_to(self._place - 1)
        else:
            self.dismiss()

    def action_bring_back(self) -> None:
        """Do again what was undone: the recovery is there as it was."""
        with journal_of(self) as context:
            # Another program may have done something since: then there is something else to say.
            redo(context.journal, self._redoable, context.now())
            if context.recovery() is not None:
                host(self).begin_again()
            else:
                host(self).changed()

    @property
    def _calendar(self) -> Calendar:
        """Where and when it is."""
        context, before = host(self).context, self._following
        zone, after = ZoneInfo(context.clock.zone), before.before.treated if before else None
        draft = self.query_one(WhatForm).draft
        checklist = draft.checklist if draft else None
        taken = frozenset(treated for id, treated in self._treated if checklist and id == checklist.id)
        return Calendar(context.now(), zone, context.settings.day_start, after, taken)

    def _read_treated(self) -> None:
        """Read of what checklists there are recoveries already, and when each was treated."""
        with journal_of(self) as context:
            self._treated = tuple((each.checklist, each.treated) for each in recoveries(context.journal))

    def _first_draft(self) -> StartDraft:
        """Nothing but the usual, or what the session before had, on the day that was booked."""
        calendar, after = self._calendar, self._following
        draft = StartDraft(calendar.usual(), host(self).context.settings.loud)
        if after is None:
            return replace(draft, usual_clinic=self._beside.clinic) if self._beside else draft
        when = draft.when
        if after.booked is not None and after.booked < calendar.today:
            when = calendar.on_day(when, after.booked)
        clinic, session = after.before.clinic, after.number
        return replace(draft, when=when, answers=after.answers, clinic=clinic, after=after, session=session)

    @work(thread=True, exclusive=True, group="files", exit_on_error=False)
    def _read_files(self) -> None:
        self.post_message(self.FilesRead(read_offers(host(self).context.paths)))

    @on(FilesRead)
    def _files_read(self, message: FilesRead) -> None:
        offers, after = message.offers, self._following
        if after is not None:
            offers = offers._replace(offers=(*self._offer_of_before(after, offers), *offers.offers))
        self.change_draft(self.draft.with_offers(offers))
        if self._goes_on and self.draft.offer is not None:
            self._go_on()

    def _offer_of_before(self, after: NextSession, offers: Offers) -> list[Offer]:
        """The checklist as the session before had it, where its own file is gone or broken."""
        before = after.before
        there = [each for each in offers.offers if each.file.id == before.checklist]
        with journal_of(self) as context:
            if there and not (there[0].file.shipped and was_own(context.journal, before)):
                return []
            file = ChecklistPath(before.checklist, context.journal.path, True)
            return [Offer(version_in_force(context.journal, before), file, b"")]
        return []

    def _read_redoable(self) -> None:
        """Read what could be done again, where nothing is left of any recovery."""
        context = host(self).context
        try:
            self._redoable = context.journal.top_redo() if context.recovery() is None else None
        except JournalError:
            self._redoable = None

    @property
    def _every_form(self) -> tuple[WhatForm, UsualForm, WhomForm]:
        return self.query_one(WhatForm), self.query_one(UsualForm), self.query_one(WhomForm)

    @property
    def _forms(self) -> tuple[WhatForm | UsualForm | WhomForm, ...]:
        """The steps there are: a checklist, once it is read, may have nothing to ask at the start."""
        what, usual, whom = self._every_form
        return (what, usual, whom) if self.draft.questions or self.draft.checklist is None else (what, whom)

    @property
    def _form(self) -> WhatForm | UsualForm | WhomForm:
        return self._forms[self._place]

    @on(DraftChanged)
    def _draft_changed(self, message: DraftChanged) -> None:
        self.change_draft(message.draft)

    @on(StepDone)
    def _go_on(self) -> None:
        """To the next step, if this one can be left."""
        if self._has_begun:
            # Entered or clicked once more before the screen had gone.
            return
        draft, form, self._goes_on = self.draft, self._form, False
        if isinstance(form, WhatForm):
            form.calendar = calendar = self._calendar
            # Whoever is quicker than the files goes on as soon as they are read, to a next session.
            self._goes_on = draft.offers is None
            if draft.offers is None:
                return
            if draft.offer is None:
                form.ask_which()
                return
            if calendar.refusal(draft.when):
                form.refuse()
                return
        if self._place + 1 < len(self._forms):
            self._go_to(self._place + 1)
        else:
            self._finish()

    def _finish(self) -> None:
        context = host(self).context
        try:
            sentences = finish(context, self.draft, self._calendar, key_of(self.app, "act.undo", "u"))
        except JournalError as error:
            # All that was answered still stands here: enter begins once more.
            self.app.notify(f"Not begun yet. {error}", severity="warning", markup=False)
            return
        self._has_begun, teaches = True, self._every_form[2].teaches
        host(self).waiting_status = " ".join(sentences)
        if self.app.screen_stack[0] is self:
            host(self).begin_again()
        else:
            self.dismiss()
            self.app.call_next(host(self).changed)
        if teaches:
            from tui.screens.recall import ask_back

            self.app.call_later(ask_back, self.app)

    def _go_to(self, place: int) -> None:
        self._place = place
        for form in self._every_form:
            form.display = form is self._form
        self._every_form[1].come_back()
        self._form.focus()
        # At once, for a key may be on its way to rows that were never drawn.
        self.call_after_refresh(self._form.draw_rows)
        self._draw()
        self.refresh_bindings()

    def _draw(self) -> None:
        width, draft, marks = self.size.width - 2, self.draft, host(self).look.marks
        if width < 1:
            return
        if self._following is not None or self._beside is not None:
            self.query_one("#next", Static).update(_becomes(draft, self._beside))
        narrow, form = width < NARROW, self._form
        day = f"{self._calendar.name_of(draft.when.day)} about {draft.when.clock}"
        whom = self._every_form[2]
        whom.summary = draft.answer_words
        aside = _PURPOSE[narrow] if isinstance(form, WhatForm) else f"treated {day}"
        if form is whom and draft.checklist is not None:
            aside = f"{draft.checklist.title}, {short_date(draft.when.day)}, {draft.when.clock}"
        title = form.title + Content.styled(f" {marks.dot} {aside}", "$mute")
        call = self.query_one("#call", Static)
        call.update(_CALL_WORDS[narrow].format(number=whom.number))
        # The last step has all of it, where there is room.
        call.set_class(form is whom, "-last")
        self.query_one("#title").set_class(form is whom, "-last")
        steps = Content.styled(f"{self._place + 1} of {len(self._forms)}", "$mute")
        self.query_one("#title", Static).update(ends(title, steps, width, marks.cut))
        self._draw_banner(width)
        line = self.query_one("#redoable", Static)
        line.update(self._redo_sentence)
        line.display = self._redoable is not None and self._place == 0
        self._draw_hints()

    def _draw_banner(self, width: int) -> None:
        """What is wrong with the settings, such as two keys that clash: there is no Today yet to say it."""
        marks, size = host(self).look.marks, Size(self.size.width, self.size.height)
        lines = banner_lines(host(self).context.notice, width - 2, 1 if size.short else 2, size.narrow)
        banner = self.query_one("#banner", Static)
        banner.update(
            "\n".join(
                cut(f"{' ' if place else marks.slipped} {line}", width, marks.cut)
                for place, line in enumerate(lines)
            )
        )
        banner.display = bool(lines)

    @property
    def _redo_sentence(self) -> str:
        """What was undone and the key that brings it back, or nothing."""
        if self._redoable is None:
            return ""
        bindings = (active.binding for active in self.active_bindings.values())
        keys = [key_name(each, self.app, ascii_only(self)) for each in bindings if each.id == "act.redo"]
        return f"{undid(self._redoable)}. {(*keys, 'afterglow redo')[0]} brings it back."

    def _draw_hints(self) -> None:
        self.query_one(Hints).show(
            hint("start.next", *self._form.goes_on, stays=True),
            hint("start.mark", "mark", stays=True),
            hint("act.redo", "bring it back"),
            hint("start.back", "back"),
            hint("list.up list.down", "choose"),
            *(() if self._form.writes else _LETTERS),
        )

    @on(WhatForm.ProblemAsked)
    def _show_problem(self, message: WhatForm.ProblemAsked) -> None:
        self._show_problems(message.problem)

    def _show_problems(self, problem: DraftProblem) -> None:
        """Show what is wrong with a file, and read it again once it is mended."""

        def mended(answer: bool | None) -> None:
            if answer:
                self._read_file(str(problem.path))

        read = partial(problems_of, problem.path)
        screen = ProblemsScreen(problem.name, problem.problems, path=problem.path, read=read)
        self.app.push_screen(screen, mended)

    @on(WhatForm.DayAsked)
    @work(exclusive=True, group="prompt")
    async def _prompt_day(self) -> None:
        """The day and the time of the treatment, until they can be; what was typed stays to be mended."""
        title, calendar, text = "When was it?", self._calendar, ""
        placeholder = "yesterday 4pm, 20 Nov 16:00, Monday"
        while typed := await self.app.push_screen_wait(PromptScreen(title, placeholder, _MOST, value=text)):
            try:
                when = calendar.parse(typed, self.draft.when)
            except ValueError as error:
                title, text = str(error), typed
            else:
                self.change_draft(replace(self.draft, when=when))
                return

    @on(WhatForm.SessionAsked)
    @work(exclusive=True, group="prompt")
    async def _prompt_session(self) -> None:
        """Which session of its course it is; earlier ones may have been kept elsewhere, or nowhere."""
        title, text = "Which session of this treatment is it?", ""
        first = self._following.number if self._following is not None else 1
        while typed := await self.app.push_screen_wait(PromptScreen(title, "4", _MOST, value=text)):
            number = int(typed) if typed.isascii() and typed.isdigit() else 0
            if first <= number <= MOST_SESSIONS:
                self.change_draft(replace(self.draft, session=number))
                return
            title, text = f"Write a number from {first} to {MOST_SESSIONS}, such as {first + 3}.", typed

    @on(WhatForm.FileAsked)
    @work(exclusive=True, group="prompt")
    async def _prompt_file(self) -> None:
        dialog = PromptScreen("Where is the file?", "~/Downloads/my-clinic.yaml", does="open it")
        text = await self.app.push_screen_wait(dialog)
        if text:
            self._read_file(text)

    @work(thread=True, exclusive=True, group="file", exit_on_error=False)
    def _read_file(self, text: str) -> None:
        self.post_message(self.OwnFileRead(read_path(text)))

    @on(OwnFileRead)
    @work(exclusive=True, group="prompt")
    async def _file_read(self, message: OwnFileRead) -> None:
        read = message.read
        if isinstance(read, DraftProblem):
            self._show_problems(read)
            return
        name = await self._name_for(read)
        if name is not None:
            self.change_draft(self.draft.with_offer(read._replace(copy_as=name)))

    async def _name_for(self, offer: Offer) -> str | None:
        """The name a file is to get in the person's own folder; nothing is overwritten without consent.

        Returns:
            An empty text where nothing has to be copied, and None where the person gave up.
        """
        folder = host(self).context.paths.checklists
        same = Snapshot().by_id(folder).get(offer.file.id)
        name = name_in(folder, offer, None if same is None else same.path)
        if not name or not os.path.lexists(folder / name):
            return name
        other = free_name(folder, name)
        # Of two files of one id a plan can follow but one, and it might be the wrong one.
        both = () if same is not None else (("both", f"Keep both: this one as {other}"),)
        choices = (("replace", "Replace it with this one"), *both, ("neither", "Choose something else"))
        choice = await self.app.push_screen_wait(ChoiceScreen(f"{name} is in your folder already.", choices))
        return {"replace": name, "both": other}.get(choice or "")

    @on(WhomForm.FieldAsked)
    def _field_asked(self, message: WhomForm.FieldAsked) -> None:
        if self._prompt is not None:
            # Typed on while the dialog was on its way to the screen.
            self._prompt.write(message.text)
            return
        value = getattr(self.draft.clinic, message.field)
        self._prompt = PromptScreen(_FIELDS[message.field], max_length=_MOST, value=value + message.text)
        self._prompt_field(message.field, self._prompt)

    @work(group="field")
    async def _prompt_field(self, field: ClinicField, dialog: PromptScreen) -> None:
        """The clinic's name or number, until it can be one."""
        try:
            text = await self.app.push_screen_wait(dialog)
            while text is not None and field == "phone" and (fault := phone_fault(text)):
                text = await self.app.push_screen_wait(PromptScreen(fault, max_length=_MOST, value=text))
        finally:
            self._prompt = None
        if text is not None:
            clinic = replace(self.draft.clinic, **{field: text})
            self.change_draft(replace(self.draft, clinic=clinic))
            self.query_one(WhomForm).go_on_from(field)

    @on(WhomForm.NumbersAsked)
    @work(exclusive=True, group="prompt")
    async def _prompt_numbers(self) -> None:
        context = host(self).context
        by_default = context.emergency_number()
        clinic = await prompt_clinic(self.app, self.draft.clinic, by_default)
        if clinic is not None:
            self.change_draft(replace(self.draft, clinic=clinic))

    @on(WhomForm.DateAsked)
    @work(exclusive=True, group="prompt")
    async def _prompt_date(self, message: WhomForm.DateAsked) -> None:
        """The clinic's own days and times of a rule, and first of which rule."""
        draft, calendar, id = self.draft, self._calendar, message.rule
        checklist, treated = draft.checklist, calendar.instant(draft.when)
        if checklist is None or treated is None:
            return
        answers, dates, settings = draft.relevant_answers, draft.relevant_dates, host(self).context.settings
        plan = preview_plan(checklist, treated, calendar.zone.key, answers, dates, settings, calendar.now)
        if not id:
            rules = [rule for rule in plan.checklist.rules if is_for(rule, plan)]
            title = "What did your clinic give other days or times?"
            rule = await self.app.push_screen_wait(find_rule(title, rules, host(self).look.marks.cut))
        else:
            rule = plan.checklist.rule(id)
        if rule is None:
            return
        form = DateForm(plan, treated, rule)
        date = await prompt_date(self, form)
        if date is not None and date != own_date(rule) and await confirm_date(self, form, date):
            self.change_draft(draft.with_date(rule.id, date))


async def begin_another(screen: Screen[Any]) -> bool:
    """Ask whether it is the next session of what runs or another recovery beside it, and open Start.

    To be awaited in a worker.

    Returns:
        Whether one was begun.
    """
    with journal_of(screen) as context:
        journal, now, before = context.journal, context.now(), context.recovery()
        last = {each.id: each for one in context.running() for each in course_of(journal, one)[-1:]}
        can_follow = {
            id: each
            for id, each in last.items()
            if (reader := context.reader(each)) is not None and context.plans.at(reader, now).today > 0
        }
        choice: str | None = ""
        if can_follow:
            options = [
                (id, f"Session {each.session + 1} of {each.title}, the next one")
                for id, each in can_follow.items()
            ]
            options.append(("", f"Another recovery, beside {'it' if len(last) == 1 else 'them'}"))
            choice = await screen.app.push_screen_wait(ChoiceScreen("What do you begin?", options))
        if choice is None:
            return False
        begun = {each.id for each in recoveries(journal)}
        if choice:
            start = StartScreen(find_next_session(journal, context.settings, can_follow[choice], now))
        else:
            start = StartScreen(beside=before)
        await screen.app.push_screen_wait(start)
        return any(each.id not in begun for each in recoveries(journal))
    return False


_PURPOSE = ("in the days after: what to do, leave alone, when to call", "aftercare by day")
"""What the program is for, beside its name, and the same in few cells."""


def _becomes(draft: StartDraft, beside: Recovery | None) -> str:
    """Which session it is, and what becomes of the one before, or of what runs already."""
    after = draft.after
    if after is None:
        return f"Another recovery. {beside.full_title} runs on beside it." if beside else ""
    away = f" With it session {after.before.session} is put away; nothing is deleted."
    return f"Session {draft.session}.{away if after.becomes else ''}"
