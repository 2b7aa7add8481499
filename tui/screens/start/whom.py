"""The third step of Start: whom to call, how loud, and what this is not."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from msgspec.structs import replace
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.message import Message

from tui.recovery.recovery import Clinic
from tui.screens.start.draft import StartDraft
from tui.screens.start.form import StartForm, blank, heading, text
from tui.settings import Loud
from tui.widgets.form_list import FormRow
from tui.widgets.wrapping import cut, hanging
from tui.wording.calling import emergencies

Field = Literal["name", "phone"]
FIELDS: tuple[Field, ...] = ("name", "phone")

_READ, _LOUD = "read", "loud:"
_NUMBERS, _OTHER, _DATE = "numbers", "other", "date:"
_FIELD_CELLS = 30
_LEAST = 12
"""Cells of what was said that are worth being shown."""
_SAID = {
    Loud.QUIET: "a line on this screen, three times a day",
    Loud.BELL: "the same, with the terminal bell",
    Loud.SILENT: "I will look myself",
}
_DISCLAIMER = (
    "This is general aftercare information gathered from public sources. It is not medical advice, it cannot "
    "examine your skin and it does not diagnose. Your clinic's own instructions come first, even when they "
    "differ from this."
)
_LATER = "instead of the checklist's; later too, with d"
_WORRIED = "If you are worried, call your clinic."


class WhomForm(StartForm):
    """Two fields and what more there is to say, three choices, and a text to be read before the last row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "take", "take", id="start.take", tooltip="As loud as this"),
    ]

    @dataclass
    class FieldAsked(Message):
        """The person wants to write the clinic's name or its phone number."""

        field: Field
        typed: str = ""
        """What they began to write, before they were asked."""

    class NumbersAsked(Message):
        """The person wants to write the numbers that the two fields are not for."""

    @dataclass
    class DateAsked(Message):
        """The clinic gave a rule other days or times."""

        rule: str
        """Its id. Empty is to be asked."""

    @property
    def title(self) -> Content:
        return Content.styled("Almost there", "bold")

    @property
    def goes_on(self) -> tuple[str, str]:
        if self.row in FIELDS or self.row == _NUMBERS:
            return ("write it", "write")
        if self.row == _OTHER or self.row.startswith(_DATE):
            return ("say which", "say")
        return ("I have read this, show me today", "show today")

    @property
    def writes(self) -> bool:
        return self.row in FIELDS

    def rows(self, draft: StartDraft, *, roomy: bool) -> list[FormRow]:
        rows = [heading("Your clinic's number", "one key away if you worry; may be skipped")]
        rows += [self._field(field, getattr(draft.clinic, field)) for field in FIELDS]
        rows.append(self._more(_NUMBERS, "After hours, emergency", _numbers(draft.clinic)))
        rows.append(self._more(_OTHER, "Days or times it gave you", _LATER))
        rows += [self._date(id, draft) for id in draft.told_dates]
        rows += [*blank(roomy), heading("How loud may this be?")]
        rows += [self._loudness(loud, draft.loud) for loud in Loud]
        rows.append(FormRow("", lambda width: Content.styled(self.marks.line * width, "$faint")))
        rows += [text(Content(_DISCLAIMER)), text(Content(f"{_WORRIED} {emergencies(self.number)}"))]
        label = Content.styled("I have read this, show me today", "bold $accent")
        return [*rows, *blank(roomy), FormRow(_READ, lambda width: hanging(Content(), label, width))]

    def on_key(self, event: Key) -> None:
        """Whoever stands on a field and types means to write in it: no letter is a shortcut there."""
        field = next((each for each in FIELDS if each == self.row), None)
        if field is not None and event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            self.post_message(self.FieldAsked(field, event.character))

    def draw(self, cursor: str | None = None) -> None:
        """As ever; at first the cursor is where every key still does what it does elsewhere."""
        if cursor is None and not self.row and self.draft is not None:
            cursor = f"{_LOUD}{self.draft.loud.value}"
        told = self.draft.told_dates if self.draft is not None else {}
        if cursor is None and self.row.startswith(_DATE) and self.row.removeprefix(_DATE) not in told:
            cursor = _OTHER
        super().draw(cursor)

    def after(self, field: Field) -> None:
        """Go on from a field that was written or skipped."""
        draft = self.draft
        loud = draft.loud if draft else Loud.QUIET
        self.draw("phone" if field == "name" else f"{_LOUD}{loud.value}")

    def entered(self, row: str) -> None:
        field = next((each for each in FIELDS if each == row), None)
        if field is not None:
            self.post_message(self.FieldAsked(field))
            return
        if row == _NUMBERS:
            self.post_message(self.NumbersAsked())
            return
        if row == _OTHER or row.startswith(_DATE):
            self.post_message(self.DateAsked(row.removeprefix(_DATE) if row != _OTHER else ""))
            return
        self._be(row)
        if row != _READ and not self.all_is_seen():
            # What is to be read comes into view before anybody says that they have read it.
            self.draw(_READ)
        else:
            self.post_message(self.Done())

    def clicked(self, row: str) -> None:
        if row.startswith(_LOUD):
            self._be(row)
        else:
            self.entered(row)

    def action_take(self) -> None:
        self._be(self.row)

    def _be(self, row: str) -> None:
        """As loud as a row says, if it does. Walking by says nothing."""
        if self.draft is not None and row.startswith(_LOUD):
            loud = Loud(row.removeprefix(_LOUD))
            self.post_message(self.Said(replace(self.draft, loud=loud)))

    def _field(self, field: Field, value: str) -> FormRow:
        def draw(width: int) -> Content:
            room = max(min(width - 13, _FIELD_CELLS), 1)
            written = Content(cut(value, room, self.marks.cut))
            space = " " * (room - written.cell_length)
            return Content.assemble(f"  {field.capitalize():<6} [ ", written, f"{space} ]").truncate(width)

        return FormRow(field, draw)

    def _more(self, id: str, label: str, said: str) -> FormRow:
        head = f"  + {label:<27}"

        def draw(width: int) -> Content:
            room = width - len(head)
            told = cut(said, room, self.marks.cut) if room >= min(len(said), _LEAST) else ""
            return Content.assemble(head, (told, "$mute")).truncate(width)

        return FormRow(id, draw)

    def _date(self, id: str, draft: StartDraft) -> FormRow:
        """One rule, and what the clinic said of it."""
        from tui.recovery.clinic_text import date_words

        rule = draft.checklist.rule(id) if draft.checklist else None
        said = f"{rule.title if rule else id}: {date_words(draft.told_dates[id])}"
        return FormRow(f"{_DATE}{id}", lambda width: hanging(Content("    "), Content(said), width))

    def _loudness(self, loud: Loud, chosen: Loud) -> FormRow:
        mark = self.marks.done.strip("[]") if loud is chosen else " "
        name = f"{mark} {loud.value.capitalize():<8}"

        def draw(width: int) -> Content:
            said = cut(_SAID[loud], width - len(name), self.marks.cut)
            return Content.assemble(name, (said, "$mute")).truncate(width)

        return FormRow(f"{_LOUD}{loud.value}", draw)


def _numbers(clinic: Clinic) -> str:
    """What was said, or nothing."""
    closed = f"after hours {clinic.after_hours}" if clinic.after_hours else ""
    return ", ".join(part for part in (closed, clinic.emergency) if part)
