"""The first step of Start: what was done, and when the laser finished."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList

from checklists.rules.checklist import Checklist
from tui.screens.start.draft import DraftProblem, StartDraft
from tui.screens.start.form import StartForm, blank, click, heading, text
from tui.screens.start.when import QUARTER, Calendar, When
from tui.widgets.form_list import FormRow
from tui.widgets.wrapping import cut

_FILE, _WHEN = "file", "when"
_OFFER, _FAULT = "offer:", "fault:"
_OWN = "My clinic gave me a file"
_NARROW = 60
_MOST_DIGITS = 4
_FIRST_WORDS = (
    "Everything can be changed later. Your clinic's own sheet comes first. This is general information, not "
    "medical advice. If it is hard to breathe or your lips or throat swell, call {number} now."
)


class WhatForm(StartForm):
    """A list of checklists, and a day and a time below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "take", "take", id="start.take", tooltip="This was done, not what has the mark"),
        Binding("t", "turn_day", "yesterday", id="start.yesterday", tooltip="Yesterday, or today again"),
        Binding("d", "ask_day", "another day", id="start.day", tooltip="Say which day it was"),
        Binding("left", "shift(-1)", "earlier", id="start.earlier", tooltip="A quarter of an hour earlier"),
        Binding("right", "shift(1)", "later", id="start.later", tooltip="A quarter of an hour later"),
        Binding("backspace", "rub_out", "rub out", id="start.rub-out", tooltip="Take the last digit away"),
        *(
            Binding(str(digit), f"digit({digit})", "time", id=f"start.{digit}", tooltip="Write the time")
            for digit in range(10)
        ),
    ]

    calendar: var[Calendar | None] = var(None)

    class FileAsked(Message):
        """The person has a file of their own."""

    class DayAsked(Message):
        """It was neither today nor yesterday."""

    @dataclass
    class FaultAsked(Message):
        """The person asked what is wrong with a file."""

        fault: DraftProblem

    _typing = False

    @property
    def title(self) -> Content:
        return Content.styled("Afterglow", "bold")

    def refuse(self) -> None:
        """Go to the time, and say there why it cannot be."""
        self._typing = False
        self.draw(_WHEN)

    def watch_draft(self, draft: StartDraft | None) -> None:
        known = {option.id for option in self.options}
        picked = f"{_OFFER}{draft.picked}" if draft is not None and draft.picked else ""
        # What has just been read is gone to, unless the person is at the time by now.
        self.draw(picked if picked and picked not in known and self.row != _WHEN else None)

    def watch_calendar(self, calendar: Calendar | None) -> None:
        self.draw()

    def rows(self, draft: StartDraft, *, roomy: bool) -> list[FormRow]:
        rows = [heading("What did you have done?"), *blank(roomy), *self._offers(draft)]
        rows += [*blank(roomy), heading("When did the laser finish?"), *blank(roomy)]
        if self.calendar is not None:
            rows += self._when(draft.when, self.calendar)
        words = Content.styled(_FIRST_WORDS.format(number=self.number), "$mute")
        return [*rows, *blank(roomy), text(words)]

    def action_turn_day(self) -> None:
        draft, calendar = self.draft, self.calendar
        if draft is not None and calendar is not None:
            back = draft.when.day == calendar.today
            self._say(draft.when._replace(day=calendar.days_ago(1 if back else 0)))

    def action_ask_day(self) -> None:
        self.post_message(self.DayAsked())

    def action_shift(self, quarters: int) -> None:
        if self.draft is not None:
            self._say(self.draft.when.stepped(quarters * QUARTER))

    def action_digit(self, digit: int) -> None:
        """Write the time; the first digit begins it anew."""
        if self.draft is not None:
            digits = f"{self.draft.when.digits}{digit}" if self._typing else str(digit)
            if len(digits) <= _MOST_DIGITS:
                self._say(self.draft.when._replace(digits=digits), typing=True)

    def action_rub_out(self) -> None:
        if self.draft is not None:
            when = self.draft.when
            self._say(when._replace(digits=when.digits[:-1]), typing=True)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self._typing and event.option_id != _WHEN:
            self._typing = False
            self.draw()

    def entered(self, row: str) -> None:
        self._typing = False
        # Until the files are read the cursor has nowhere else to stand, and enter means the first of them.
        reading = self.draft is None or self.draft.offers is None
        if not reading:
            self.clicked(row)
        if reading or (row != _FILE and not row.startswith(_FAULT)):
            self.post_message(self.Done())

    def action_take(self) -> None:
        self.clicked(self.row)

    def clicked(self, row: str) -> None:
        if self.draft is not None and row.startswith(_OFFER):
            self.post_message(self.Said(_with(self.draft, row)))
        elif row == _FILE:
            self.post_message(self.FileAsked())
        elif row.startswith(_FAULT) and self.draft is not None and self.draft.offers is not None:
            fault = self.draft.offers.faults[int(row.removeprefix(_FAULT))]
            self.post_message(self.FaultAsked(fault))

    def _say(self, when: When, *, typing: bool = False) -> None:
        self._typing = typing
        if self.draft is not None:
            # Whoever comes from a checklist to the time means that checklist; who walks by means none.
            self.post_message(self.Said(replace(_with(self.draft, self.row), when=when)))
        self.draw(_WHEN)

    def _offers(self, draft: StartDraft) -> Iterator[FormRow]:
        if draft.offers is None:
            yield text(Content.styled("Reading the checklists", "$mute"), 2)
        offers = draft.offers.offers if draft.offers else ()
        titles = _titles([offer.chosen.checklist for offer in offers])
        column = max(map(len, (_OWN, *titles))) + 4
        for offer, title in zip(offers, titles, strict=True):
            picked = offer.key == draft.picked
            yield self._choice(_OFFER + offer.key, title, offer.chosen.checklist.purpose, column, picked)
        yield self._choice(_FILE, _OWN, "open a checklist", column, False)
        for place, fault in enumerate(draft.offers.faults if draft.offers else ()):
            yield self._fault(place, fault.line)

    def _choice(self, id: str, title: str, purpose: str, column: int, picked: bool) -> FormRow:
        name = f"{self.marks.done.strip('[]') if picked else ' '} {title}"

        def draw(width: int) -> Content:
            if width < max(_NARROW, column + 10):
                return Content(cut(name, width, self.marks.cut) if picked else name).truncate(width)
            room = width - column
            return Content.assemble(f"{name:<{column}}", (cut(purpose, room, self.marks.cut), "$mute"))

        return FormRow(id, draw)

    def _fault(self, place: int, line: str) -> FormRow:
        def draw(width: int) -> Content:
            return Content.styled(f"  {cut(line, width - 2, self.marks.cut)}", "$late")

        return FormRow(f"{_FAULT}{place}", draw)

    def _when(self, when: When, calendar: Calendar) -> Iterator[FormRow]:
        yield FormRow(_WHEN, lambda width: self._when_row(when, calendar, width))
        refusal, remark = calendar.refusal(when), calendar.remark(when)
        if refusal and not self._typing:
            yield text(Content.styled(refusal, "$late"), 2)
        elif remark:
            yield text(Content.styled(remark, "$mute"), 2)

    def _when_row(self, when: When, calendar: Calendar, width: int) -> Content:
        time = f"{when.digits}_" if self._typing else when.clock
        said = Content.assemble(f"  {calendar.said(when.day)}, about ", (f"[ {time:^5} ]", "bold"))
        other = "today" if when.day != calendar.today else "yesterday"
        keys = Content.assemble(("t", "bold $accent"), f" {other}").stylize(click("turn_day"))
        days = Content.assemble(("d", "bold $accent"), " another day").stylize(click("ask_day"))
        full = Content.assemble(said, ("   or  ", "$mute"), keys, "   ", days)
        if full.cell_length <= width:
            return full
        return Content("\n").join([said, Content.assemble("  ", keys, "   ", days)])


def _with(draft: StartDraft, row: str) -> StartDraft:
    """A draft with the checklist of a row taken, if it is the row of one."""
    return replace(draft, picked=row.removeprefix(_OFFER)) if row.startswith(_OFFER) else draft


def _titles(checklists: Sequence[Checklist]) -> list[str]:
    """A title for each; where several have one, as of a file that extends another, also the id."""
    often = Counter(each.title for each in checklists)
    return [f"{each.title} ({each.id})" if often[each.title] > 1 else each.title for each in checklists]
