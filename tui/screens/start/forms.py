"""The three steps of Start, a list each. A step shows the draft, and tells what the person made of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Literal

from msgspec.structs import replace
from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList

from checklists.rules.checklist import Checklist, Question
from tui.recovery.clinic_dates import ClinicDate, date_words
from tui.recovery.recovery import Clinic
from tui.screens.host import key_of
from tui.screens.start.draft import QUARTER, Calendar, StartDraft, When
from tui.screens.start.offers import DraftProblem
from tui.settings import Loud
from tui.text.humanize import full_stop
from tui.themes import Marks
from tui.widgets.choices import ChoiceRow, Choices, blank, heading
from tui.widgets.wrapping import click, cut, hanging
from tui.wording.calling import emergencies
from tui.wording.purpose import PURPOSE

ClinicField = Literal["name", "phone"]
_FIELDS: tuple[ClinicField, ...] = ("name", "phone")

_FILE, _WHEN, _SESSION = "file", "when", "session"
_OFFER, _PROBLEM = "offer:", "problem:"
_UNSURE, _NOT_SURE = "unsure", "?"
_READ, _TEACH, _LOUD = "read", "teach", "loud:"
_NOTICE = ("purpose", "emergencies")
"""The rows of what is to be in sight before anything begins."""
_CLINIC, _USUAL, _NUMBERS, _SAME, _OTHER, _DATE = "clinic", "usual", "numbers", "same", "other", "date:"

_OWN = "My clinic gave me a file"
_FIRST_WORDS = (
    "Everything can be changed later. Your clinic's own sheet comes first. This is general information, not "
    "medical advice."
)
_OWN_PURPOSE = "a checklist as a file, from your clinic or by you; enter asks where it is."
_UNANSWERED = "not answered: the stricter plan holds"
_UNMARKED = "Mark all that are true. The others then count as no."
_LATER = "where they differ; later too, with {key}"
_LOUDNESS = {
    Loud.QUIET: "a line on this screen, three times a day",
    Loud.BELL: "the same, with a beep",
    Loud.DESKTOP: "the same, with a notice on the desktop",
    Loud.SILENT: "I will look myself",
}
_MOST_DIGITS = 4
_FIELD_CELLS = 30
_LEAST = 12
"""Cells of a value that are worth being shown."""

_TAKES = ("take this one", "take")
"""What enter does on a row of a list that takes one."""
_NEXT = Binding("enter", "go_on", "next", id="start.next", tooltip="Take this one, or go on")


@dataclass
class DraftChanged(Message):
    """The draft, with what a step changed."""

    draft: StartDraft


class StepDone(Message):
    """The person wants to go on to the next step."""


class WhatForm(Choices):
    """What was done, and below it the day and the time at which the laser finished."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _NEXT,
        Binding("space", "take", "take", id="start.take", tooltip="This was done, not what has the mark"),
        Binding("t", "turn_day", "yesterday", id="start.yesterday", tooltip="Yesterday, or today again"),
        Binding("d", "ask_day", "when", id="start.day", tooltip="Write the day and the time"),
        Binding(
            "s", "ask_session", "session", id="start.session", tooltip="Which session of its course it is"
        ),
        Binding("left", "shift(-1)", "earlier", id="start.earlier", tooltip="A quarter of an hour earlier"),
        Binding("right", "shift(1)", "later", id="start.later", tooltip="A quarter of an hour later"),
        Binding("backspace", "rub_out", "rub out", id="start.rub-out", tooltip="Take the last digit away"),
        *(
            Binding(str(digit), f"digit({digit})", "time", id=f"start.{digit}", tooltip="Write the time")
            for digit in range(10)
        ),
    ]

    draft: var[StartDraft | None] = var(None)
    calendar: var[Calendar | None] = var(None)

    class FileAsked(Message):
        """The person has a file of their own."""

    class DayAsked(Message):
        """It was neither today nor yesterday."""

    class SessionAsked(Message):
        """The person wants to say which session of its course it is."""

    @dataclass
    class ProblemAsked(Message):
        """The person asked what is wrong with a file."""

        problem: DraftProblem

    title = Content.styled("Afterglow", "bold")
    writes = False
    _typing = False
    _asks_which = False
    """Whether the person wanted to go on with nothing taken."""
    _left_offer = ""
    """The row from which a key led to the time."""
    _described = ""
    """The row that what stands below them all is drawn for."""

    @property
    def goes_on(self) -> tuple[str, str]:
        """What enter does where the cursor is, and the same in few cells."""
        if self.draft is None or self.draft.offers is None:
            return ("next", "next")
        if self.row.startswith(_OFFER):
            return _TAKES
        if self.row.startswith(_PROBLEM):
            return ("what is wrong with it", "what is wrong")
        return {_FILE: ("say where it is", "where"), _SESSION: ("say which", "say")}.get(
            self.row, ("next",) * 2
        )

    def ask_which(self) -> None:
        """Go back to what was done, for nothing was taken."""
        self._typing, self._asks_which = False, True
        offers = self.draft.offers.offers if self.draft and self.draft.offers else ()
        self.draw(self._left_offer or next((_OFFER + each.key for each in offers), _FILE))

    def refuse(self) -> None:
        """Go to the time, and say there why it cannot be."""
        self._typing = False
        self.draw(_WHEN)

    def watch_draft(self, draft: StartDraft | None) -> None:
        ids = {option.id for option in self.options}
        offers = draft.offers.offers if draft is not None and draft.offers is not None else ()
        first = "" if any((id or "").startswith(_OFFER) for id in ids) or not offers else offers[0].key
        key = (draft.offer_key if draft is not None else "") or first
        choice = f"{_OFFER}{key}" if key else ""
        # What has just been read is gone to, unless the person is at the time by now.
        self.draw(choice if choice and choice not in ids and self.row != _WHEN else None)

    def watch_calendar(self, calendar: Calendar | None) -> None:
        self.draw()

    def draw(self, cursor: str | None = None) -> None:
        """Show the draft, and go to a row where one is named."""
        draft = self.draft
        if draft is None:
            return
        self._described = self.row
        rows = [heading("What did you have done?"), blank()]
        if self._asks_which and not draft.offer_key:
            rows.append(_text(Content.styled("Which was it? Go to it and press enter.", "$late"), 2))
        rows += self._offers(draft)
        rows += [blank(), heading("When did the treatment end?"), blank()]
        if self.calendar is not None:
            rows += [*self._when(draft.when, self.calendar), self._session(draft.session)]
        self.show([*rows, blank(), _text(Content.styled(_FIRST_WORDS, "$mute"))], cursor)

    def action_turn_day(self) -> None:
        draft, calendar = self.draft, self.calendar
        if draft is not None and calendar is not None:
            back = draft.when.day == calendar.today
            self._change(calendar.on_day(draft.when, calendar.days_ago(1 if back else 0)))

    def action_ask_day(self) -> None:
        self.post_message(self.DayAsked())

    def action_ask_session(self) -> None:
        self.post_message(self.SessionAsked())

    def action_shift(self, quarters: int) -> None:
        if self.draft is not None:
            self._change(self.draft.when.stepped(quarters * QUARTER))

    def action_digit(self, digit: int) -> None:
        """Write the time; the first digit begins it anew."""
        if self.draft is not None:
            digits = f"{self.draft.when.digits}{digit}" if self._typing else str(digit)
            if len(digits) <= _MOST_DIGITS:
                self._change(self.draft.when.typed(digits), typing=True)

    def action_rub_out(self) -> None:
        if self.draft is not None:
            when = self.draft.when
            self._change(when.typed(when.digits[:-1]), typing=True)

    def action_go_on(self) -> None:
        row, self._typing = self.row, False
        # Until the files are read the cursor has nowhere else to stand.
        reading = self.draft is None or self.draft.offers is None
        if not reading:
            self._choose(row)
        if reading or (row not in (_FILE, _SESSION) and not row.startswith(_PROBLEM)):
            self.post_message(StepDone())

    def action_take(self) -> None:
        self._choose(self.row)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        stops = self._typing and event.option_id != _WHEN
        if stops:
            self._typing = False
        # What the row is for stands below them all. Drawing moves the cursor too, so once a row is enough.
        if stops or event.option_id != self._described:
            self.draw()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(event.option_id or "")

    def _choose(self, row: str) -> None:
        if self.draft is not None and row.startswith(_OFFER):
            self.post_message(DraftChanged(_with(self.draft, row)))
        elif row == _FILE:
            self.post_message(self.FileAsked())
        elif row == _SESSION:
            self.post_message(self.SessionAsked())
        elif row.startswith(_PROBLEM) and self.draft is not None and self.draft.offers is not None:
            self.post_message(self.ProblemAsked(self.draft.offers.problems[int(row.removeprefix(_PROBLEM))]))

    def _change(self, when: When, *, typing: bool = False) -> None:
        self._typing = typing
        if self.draft is not None:
            self._left_offer = self.row if self.row.startswith(_OFFER) else self._left_offer
            # Walking past a checklist takes none. Going on from its row does, to the day as to the next step;
            # but the cursor begins on the first, and nobody has gone to it.
            gone_to = self.draft.offer_key or self.row != next(
                (each.id for each in self.options if each.id), ""
            )
            draft = _with(self.draft, self.row) if gone_to else self.draft
            self.post_message(DraftChanged(replace(draft, when=when)))
        self.draw(_WHEN)

    def _offers(self, draft: StartDraft) -> Iterator[ChoiceRow]:
        if draft.offers is None:
            yield _text(Content.styled("Reading the checklists", "$mute"), 2)
        offers = draft.offers.offers if draft.offers else ()
        titles = _titles([offer.version.checklist for offer in offers])
        for offer, title in zip(offers, titles, strict=True):
            yield self._choice(_OFFER + offer.key, title, offer.key == draft.offer_key)
        yield self._choice(_FILE, _OWN, False)
        for place, problem in enumerate(draft.offers.problems if draft.offers else ()):
            yield self._problem(place, problem.line)
        purposes = {
            offer.key: f"{title}: {offer.version.checklist.purpose}"
            for offer, title in zip(offers, titles, strict=True)
        }
        under = self.row.removeprefix(_OFFER)
        purpose = f"{_OWN}: {_OWN_PURPOSE}" if under == _FILE else purposes.get(under)
        words = purpose or purposes.get(draft.offer_key)
        if words and draft.offers is not None:
            yield _text(Content.styled(full_stop(words), "$mute"), 3)

    def _choice(self, id: str, title: str, is_picked: bool) -> ChoiceRow:
        name = f"{self.marks.done.strip('[]') if is_picked else ' '} {title}"
        return ChoiceRow(id, lambda width: Content(cut(name, width, self.marks.cut)))

    def _problem(self, place: int, line: str) -> ChoiceRow:
        def draw(width: int) -> Content:
            return Content.styled(f"  {cut(line, width - 2, self.marks.cut)}", "$late")

        return ChoiceRow(f"{_PROBLEM}{place}", draw)

    def _when(self, when: When, calendar: Calendar) -> Iterator[ChoiceRow]:
        yield ChoiceRow(_WHEN, partial(self._when_row, when, calendar))
        # What is still to be written is asked for where it is written.
        refusal, remark = calendar.refusal(when), calendar.remark(when)
        if refusal and when.day == calendar.today and (when.minutes or 0) >= calendar.day_start:
            refusal += f" {key_of(self.app, 'start.yesterday', 't')} is for yesterday."
        if refusal and not self._typing:
            yield _text(Content.styled(refusal, "$late"), 2)
        elif remark:
            yield _text(Content.styled(remark, "$mute"), 2)

    def _session(self, session: int) -> ChoiceRow:
        key = key_of(self.app, "start.session", "s")
        other = Content.assemble((key, "bold $accent"), " another number").stylize(click("ask_session"))
        row = Content.assemble(f"  session {session} of this treatment   ", other)
        return ChoiceRow(_SESSION, lambda width: row.truncate(width))

    def _when_row(self, when: When, calendar: Calendar, width: int) -> Content:
        time = f"{when.digits}_" if self._typing else when.clock or "?"
        head = Content.assemble(
            f"  {calendar.name_of(when.day)}, about ",
            Content.styled(f"[ {time:^5} ]", "bold").stylize(click("ask_day")),
        )
        other = "today" if when.day != calendar.today else "yesterday"
        turn, ask = key_of(self.app, "start.yesterday", "t"), key_of(self.app, "start.day", "d")
        keys = Content.assemble((turn, "bold $accent"), f" {other}").stylize(click("turn_day"))
        days = Content.assemble((ask, "bold $accent"), " another day").stylize(click("ask_day"))
        full = Content.assemble(head, ("   or  ", "$mute"), keys, "   ", days)
        more = ", yesterday 4pm" if full.cell_length <= width else ""
        how = Content.styled(f"  Type over it, or {ask}: 20 Nov 16:00{more}", "$mute")
        if full.cell_length <= width:
            return Content("\n").join([full, how])
        return Content("\n").join([head, Content.assemble("  ", keys, "   ", days), how])


class UsualForm(Choices):
    """The checklist's own questions, a list for each. An untouched list means "not sure"."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _NEXT,
        Binding("space", "mark", "mark", id="start.mark", tooltip="Mark the answer, or take the mark away"),
    ]

    draft: var[StartDraft | None] = var(None)
    writes = False

    @property
    def goes_on(self) -> tuple[str, str]:
        """What enter does where the cursor is, and the same in few cells."""
        question = self._question
        return _TAKES if question is not None and not question.many else ("next", "next")

    @property
    def title(self) -> Content:
        """The checklist that was chosen."""
        checklist = self.draft.checklist if self.draft else None
        return Content.styled(checklist.title if checklist else "", "bold")

    def watch_draft(self, draft: StartDraft | None) -> None:
        self.draw()

    def draw(self, cursor: str | None = None) -> None:
        """Show the draft, and go to a row where one is named."""
        draft = self.draft
        if draft is None:
            return
        rows: list[ChoiceRow] = []
        answers = draft.relevant_answers
        for question in draft.questions:
            answer = answers.get(question.id)
            rows += [blank()] if rows else []
            how = _text(Content.styled(_UNMARKED, "$mute")) if question.many else blank()
            rows += [_asked(question.ask, answer is None and question.many), how]
            box = _box if question.many else _round
            if not question.many:
                row = f"{question.id}={_NOT_SURE}"
                rows.append(box(row, "Not sure: keep the stricter plan", answer is None))
            for id, label in question.answers:
                rows.append(box(f"{question.id}={id}", label, id in (answer or ())))
            if draft.checklist is not None and draft.checklist.may_be_none(question):
                rows.append(box(f"{question.id}=", "None of these", answer == frozenset()))
        self.show(
            [*rows, blank(), _box(_UNSURE, "I am not sure: keep the stricter plan", not answers)], cursor
        )

    def come_back(self) -> None:
        """Stand where enter changes nothing: on what a list that takes one has marked."""
        question = self._question
        if question is not None and not question.many:
            self.draw(self._first_row(question))

    def action_go_on(self) -> None:
        question = self._question
        if question is None or question.many or self.draft is None:
            self.post_message(StepDone())
            return
        self.action_mark()
        questions = self.draft.questions
        following = questions[questions.index(question) + 1 :]
        if following:
            self.draw(self._first_row(following[0]))
        else:
            self.post_message(StepDone())

    def action_mark(self) -> None:
        if self.draft is None:
            return
        if self.row == _UNSURE:
            self.post_message(DraftChanged(self.draft.without_answers()))
        question, answer = self._question, self.row.partition("=")[2]
        if question is not None and answer == _NOT_SURE:
            self.post_message(DraftChanged(self.draft.without_answer(question)))
        elif question is not None:
            self.post_message(DraftChanged(self.draft.with_mark(question, answer)))

    @property
    def _question(self) -> Question | None:
        """Whose answer the cursor is on."""
        id, questions = self.row.partition("=")[0], self.draft.questions if self.draft else ()
        return next((each for each in questions if each.id == id), None)

    def _first_row(self, question: Question) -> str:
        """Where a list is begun: the first row, or what it has marked where it takes one."""
        answer = self.draft.relevant_answers.get(question.id) if self.draft else None
        if question.many:
            return f"{question.id}={question.answers[0][0]}"
        return f"{question.id}={_NOT_SURE if answer is None else next(iter(answer), '')}"

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_mark()


class WhomForm(Choices):
    """Two fields and what more there is to say, three choices, and a text to be read before the last row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _NEXT,
        Binding("space", "take", "take", id="start.take", tooltip="As loud as this"),
    ]

    draft: var[StartDraft | None] = var(None)
    number: var[str] = var("")
    """What to call in an emergency, in words."""
    summary: var[str] = var("")
    """What was answered so far, in a sentence or a few."""

    @dataclass
    class FieldAsked(Message):
        """The person wants to write the clinic's name or its phone number."""

        field: ClinicField
        text: str = ""
        """What they have begun to write."""

    class NumbersAsked(Message):
        """The person wants to write the numbers that the two fields are not for."""

    @dataclass
    class DateAsked(Message):
        """The clinic gave a rule other days or times."""

        rule: str
        """Its id. Empty where it is not known yet."""

    teaches = False
    """Whether the person wants to say back what the plan says."""

    _has_read = False
    """Whether all lines of the notice have been in sight."""

    def __init__(self, *, marks: Marks) -> None:
        super().__init__(marks=marks)
        self._lines_seen: set[tuple[int, str, int]] = set()

    title = Content.styled("Almost there", "bold")

    @property
    def goes_on(self) -> tuple[str, str]:
        """What enter does where the cursor is, and the same in few cells."""
        if self.row in _FIELDS or self.row == _NUMBERS:
            return ("write it", "write")
        if self.row in (_CLINIC, _USUAL):
            return ("use this number", "use it")
        if self.row == _SAME:
            return ("the same again", "the same")
        if self.row == _OTHER or self.row.startswith(_DATE):
            return ("say which", "say")
        if self.row.startswith(_LOUD):
            return _TAKES
        if self.row in _NOTICE:
            return ("read on", "read on")
        if self.row == _TEACH:
            return ("ask me first", "ask me")
        # Before the rows are drawn nothing can have been read.
        return ("I have read this, show me today", "show today") if self.row else ("next", "next")

    @property
    def writes(self) -> bool:
        """Whether letters are written, where the cursor is, and no keys."""
        return self.row in _FIELDS

    def watch_summary(self) -> None:
        self.draw()

    def watch_draft(self, draft: StartDraft | None) -> None:
        self.draw()

    def draw(self, cursor: str | None = None) -> None:
        """Show the draft, and go to a row where one is named.

        At first the cursor is where every key still does what it does elsewhere.
        """
        draft = self.draft
        if draft is None:
            return
        if cursor is None and not self.row:
            cursor = f"{_LOUD}{draft.loud.value}"
        if cursor is None and self.row.startswith(_DATE):
            cursor = None if self.row.removeprefix(_DATE) in draft.relevant_dates else _OTHER
        offered = draft.offered_clinic
        calls = draft.usual_clinic if draft.clinic == Clinic() else Clinic()
        gone = {_CLINIC: offered is None, _USUAL: calls == Clinic()}
        if cursor is None and gone.get(self.row):
            cursor = f"{_LOUD}{draft.loud.value}"
        if cursor is None and self.row == _SAME and not draft.same_dates:
            cursor = _OTHER
        rows = [heading("Your clinic's number", "go up, enter writes it; may be skipped")]
        if offered is not None:
            words = Content.assemble(("Use this clinic's number? ", "bold"), str(offered))
            rows.append(ChoiceRow(_CLINIC, partial(hanging, Content("  + "), words)))
        if calls != Clinic():
            words = Content.assemble(("The same clinic as now? ", "bold"), str(calls))
            rows.append(ChoiceRow(_USUAL, partial(hanging, Content("  + "), words)))
        rows += [self._field(field, getattr(draft.clinic, field)) for field in _FIELDS]
        rows.append(self._more(_NUMBERS, "After hours, emergency", _numbers(draft.clinic)))
        rows.append(
            self._more(
                _OTHER, "Days or times it gave you", _LATER.format(key=key_of(self.app, "rule.clinic", "d"))
            )
        )
        if draft.after is not None and (same := draft.same_dates):
            words = Content(_same_words(draft.after.before.session, same, draft.checklist))
            rows.append(ChoiceRow(_SAME, partial(hanging, Content("  + "), words)))
        rows += [self._date(id, draft) for id in draft.relevant_dates]
        rows += [blank(), heading("How loud may this be?")]
        # A notice on the desktop is for who set it already: whether one comes up here is not known yet.
        choices = [each for each in Loud if each is not Loud.DESKTOP or draft.loud is each]
        rows += [self._loudness(loud, draft.loud) for loud in choices]
        # Where there is little room, what can be chosen comes into view before it.
        answers = [_text(Content.styled(self.summary, "$accent"))] if self.summary else []
        notice = Content.styled(PURPOSE, "$mute"), Content.styled(emergencies(self.number), "$call")
        rows += [blank(), *answers]
        rows += [
            ChoiceRow(id, partial(hanging, Content(), text)) for id, text in zip(_NOTICE, notice, strict=True)
        ]
        label = Content.styled("I have read this, show me today", "bold $accent")
        teach = Content.styled("Ask me four questions on it first: 90 seconds", "$accent")
        ways = ((_TEACH, teach), (_READ, label))
        rows += [ChoiceRow(id, partial(hanging, Content(), text)) for id, text in ways]
        self.show(rows, cursor)

    def go_on_from(self, field: ClinicField) -> None:
        """Go on from a field that was written or skipped."""
        loud = self.draft.loud if self.draft else Loud.QUIET
        self.draw("phone" if field == "name" else f"{_LOUD}{loud.value}")

    def on_key(self, event: Key) -> None:
        """Whoever stands on a field and types means to write in it: no letter is a shortcut there."""
        field = next((each for each in _FIELDS if each == self.row), None)
        if field is not None and event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            self.post_message(self.FieldAsked(field, event.character))

    def action_go_on(self) -> None:
        self._enter(self.row)

    def action_take(self) -> None:
        self._take_loudness(self.row)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        row = event.option_id or ""
        if row.startswith(_LOUD):
            self._take_loudness(row)
        else:
            self._enter(row)

    def _enter(self, row: str) -> None:
        field = next((each for each in _FIELDS if each == row), None)
        if field is not None:
            self.post_message(self.FieldAsked(field))
            return
        if row == _CLINIC and self.draft is not None:
            self.post_message(DraftChanged(self.draft.with_offered_clinic()))
            return
        if row == _USUAL and self.draft is not None:
            self.post_message(DraftChanged(replace(self.draft, clinic=self.draft.usual_clinic)))
            return
        if row == _NUMBERS:
            self.post_message(self.NumbersAsked())
            return
        if row == _SAME and self.draft is not None:
            self.post_message(DraftChanged(self.draft.with_same_dates()))
            return
        if row == _OTHER or row.startswith(_DATE):
            self.post_message(self.DateAsked(row.removeprefix(_DATE) if row != _OTHER else ""))
            return
        self._look(self.scroll_offset.y)
        if row in _NOTICE:
            self._read_on(row)
        elif row not in (_READ, _TEACH) or not self._has_read:
            # What is to be read comes into view before anybody says that they have read it.
            self._take_loudness(row)
            self._go_to_notice()
        else:
            self.teaches = row == _TEACH
            self.post_message(StepDone())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        for top in (old_value, new_value):
            self._look(round(top))

    def _look(self, top: int) -> None:
        """Keep which lines of the notice are in sight below a line."""
        region, lines = self.scrollable_content_region, self.option_lines
        ids = [option.id or "" for option in self.options]
        shown = {
            (place, region.width, ids[index], offset)
            for place, (index, offset) in enumerate(lines)
            if index < len(ids) and ids[index] in _NOTICE
        }
        self._lines_seen |= {line[1:] for line in shown if top <= line[0] < top + region.height}
        self._has_read |= bool(shown) and {line[1:] for line in shown} <= self._lines_seen

    def _go_to_notice(self) -> None:
        """To the row that begins, or to the notice where not all of it has been in sight."""
        if self._has_read:
            self.draw(_READ)
            return
        self.draw(_NOTICE[0])
        place = self._place_of(_NOTICE[0])
        # A key may come before the rows are drawn: they begin at the notice then.
        if place is not None:
            self.call_after_refresh(self.scroll_to, y=self.first_line(place), animate=False)

    def _read_on(self, row: str) -> None:
        """A screenful on where there is more of it, and else to what stands below it."""
        bottom = self.scroll_offset.y + self.scrollable_content_region.height
        place = self._place_of(row)
        if place is not None and self.first_line(place + 1) > bottom:
            self.scroll_to(y=bottom, animate=False)
        else:
            self.draw(_READ if self._has_read or row == _NOTICE[-1] else _NOTICE[-1])

    def _place_of(self, row: str) -> int | None:
        return next((place for place, option in enumerate(self.options) if option.id == row), None)

    def _take_loudness(self, row: str) -> None:
        """As loud as a row says, if it does. Walking by says nothing."""
        if self.draft is not None and row.startswith(_LOUD):
            self.post_message(DraftChanged(replace(self.draft, loud=Loud(row.removeprefix(_LOUD)))))

    def _field(self, field: ClinicField, value: str) -> ChoiceRow:
        def draw(width: int) -> Content:
            room = max(min(width - 13, _FIELD_CELLS), 1)
            text = Content(cut(value, room, self.marks.cut))
            space = " " * (room - text.cell_length)
            return Content.assemble(f"  {field.capitalize():<6} [ ", text, f"{space} ]").truncate(width)

        return ChoiceRow(field, draw)

    def _more(self, id: str, label: str, value: str) -> ChoiceRow:
        head = f"  + {label:<27}"

        def draw(width: int) -> Content:
            room = width - len(head)
            words = cut(value, room, self.marks.cut) if room >= min(len(value), _LEAST) else ""
            return Content.assemble(head, (words, "$mute")).truncate(width)

        return ChoiceRow(id, draw)

    def _date(self, id: str, draft: StartDraft) -> ChoiceRow:
        """One rule, and the clinic's own days and times of it."""
        rule = draft.checklist.rule(id) if draft.checklist else None
        words = f"{rule.title if rule else id}: {date_words(draft.relevant_dates[id])}"
        return ChoiceRow(f"{_DATE}{id}", partial(hanging, Content("    "), Content(words)))

    def _loudness(self, loud: Loud, choice: Loud) -> ChoiceRow:
        mark = self.marks.done.strip("[]") if loud is choice else " "
        name = f"{mark} {loud.value.capitalize():<8}"

        def draw(width: int) -> Content:
            words = cut(_LOUDNESS[loud], width - len(name), self.marks.cut)
            return Content.assemble(name, (words, "$mute")).truncate(width)

        return ChoiceRow(f"{_LOUD}{loud.value}", draw)


def _with(draft: StartDraft, row: str) -> StartDraft:
    """A draft with the checklist of a row taken, if it is the row of one."""
    return replace(draft, offer_key=row.removeprefix(_OFFER)) if row.startswith(_OFFER) else draft


def _titles(checklists: Sequence[Checklist]) -> list[str]:
    """A title for each; where several have one, as of a file that extends another, also the id."""
    often = Counter(each.title for each in checklists)
    return [f"{each.title} ({each.id})" if often[each.title] > 1 else each.title for each in checklists]


def _same_words(session: int, dates: Mapping[str, ClinicDate], checklist: Checklist | None) -> str:
    """What the clinic gave for the session before, offered for this one."""
    rules = {rule.id: rule.title for rule in (checklist.rules if checklist else ())}
    listing = "; ".join(f"{rules.get(id, id)}: {date_words(date)}" for id, date in dates.items())
    return f"The same as for session {session}? {listing}"


def _numbers(clinic: Clinic) -> str:
    closed = f"after hours {clinic.after_hours}" if clinic.after_hours else ""
    return ", ".join(part for part in (closed, clinic.emergency) if part)


def _text(body: Content, indent: int = 0) -> ChoiceRow:
    """Something to read."""
    return ChoiceRow("", partial(hanging, Content(" " * indent), body))


def _asked(ask: str, unanswered: bool) -> ChoiceRow:
    """A question, and beside it, or below where there is no room, that it is not answered."""
    aside = _UNANSWERED if unanswered else ""
    whole = heading(ask, aside).draw

    def draw(width: int) -> Content:
        line = whole(width)
        below = aside and aside not in line.plain
        return Content("\n").join([line, Content.styled(aside, "$mute")]) if below else line

    return ChoiceRow("", draw)


def _round(id: str, label: str, marked: bool) -> ChoiceRow:
    """Something to take, of which there is one."""
    return ChoiceRow(id, partial(hanging, Content("(x) " if marked else "( ) "), Content(label)))


def _box(id: str, label: str, marked: bool) -> ChoiceRow:
    """Something to mark."""
    return ChoiceRow(id, partial(hanging, Content("[x] " if marked else "[ ] "), Content(label)))
