"""Settings: the treatment's day, time and zone, whom to call, and all that the settings file says."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import ClassVar, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from tui.journal import Act
from tui.recovery.acts import Acts
from tui.recovery.recovery import MOST_TITLE, Recovery, recoveries
from tui.recovery.words import recovery_status
from tui.reminders.quiet import effects_ahead, quiet_lines
from tui.reminders.tellers import TellerName, tellers
from tui.reminders.words import teller_choices
from tui.screens.act import acts_of, journal_of, perform, take_back
from tui.screens.dialogs import ChoiceScreen, LeavingScreen, PromptScreen, prompt_clinic
from tui.screens.host import ascii_only, host
from tui.screens.reminders import RemindersScreen
from tui.screens.start import begin_another
from tui.settings import Loud, Settings, SettingsError
from tui.settings.file import write_setting
from tui.settings.values import OWN_THEMES, Plain
from tui.text.humanize import capital, clock, short_date
from tui.text.parse import Present, Toward, clock_words, moment_words, parse_clock, parse_moment
from tui.widgets.choices import ChoiceRow, Choices, blank, heading
from tui.widgets.hints import CALL, HELP, MOVE, Hints, hint
from tui.widgets.messages import Changed
from tui.widgets.placing import NARROW
from tui.widgets.wrapping import ends, hanging
from tui.zones import parse_zone

T = TypeVar("T")

_MOST = 60
"""Characters of what is written."""

_WORDS = {
    "day_start": ("A new day begins", "until then it is still yesterday; 03:00 to 06:00"),
    "quiet.from": ("Quiet from", "no bell rings from then on"),
    "quiet.to": ("Quiet until", "and rings again"),
    "loud": ("How loud", ""),
    "theme": ("Colours", ""),
    "plain": ("Plain look: high contrast, simple marks", ""),
    "emergency": ("Emergency number", "empty: that of your time zone"),
    "private": ("Hide what it is for on lock screens", ""),
    "place": ("Place", "your city, for sunrise and sunset"),
}
_LOOKS = ("dark", "light", "high contrast")
_CHOICES: dict[str, Sequence[tuple[str, str]]] = {
    "loud": (
        (Loud.QUIET, "quiet: a line on the screen"),
        (Loud.BELL, "bell: the line, and a beep"),
        (Loud.DESKTOP, "desktop: the line, and a notice outside this app"),
        (Loud.SILENT, "silent: no reminders"),
    ),
    "theme": (
        ("auto", "auto: to suit your terminal"),
        *((each, f"{each}: {words}") for each, words in zip(OWN_THEMES, _LOOKS, strict=True)),
        ("terminal", "terminal: its own colours"),
    ),
    "plain": (
        (Plain.AUTO, "auto: where the terminal needs it"),
        (Plain.YES, "yes, from the next start"),
        (Plain.NO, "no"),
    ),
    "private": (("yes", 'yes: they say "Aftercare: 3 things"'), ("no", "no: they say what it is")),
}
_TREATED, _PLACE, _ZONE, _NAME, _CLINIC = "@treated", "@place", "@zone", "@name", "@clinic"
_RECOVERY, _BEGIN, _TELLER = "@recovery:", "@begin", "@teller:"
"""Rows of recoveries; no setting's name begins like this."""


class SettingRow(NamedTuple):
    """One thing that can be set."""

    id: str
    """Empty is the heading of those below it; without a label a sentence on those above it."""
    label: str
    value: str = ""
    meaning: str = ""


class SettingsScreen(LeavingScreen[None]):
    """A row each, to be changed with enter. The file keeps its comments and its order."""

    DEFAULT_CSS = """
    SettingsScreen {
        #title, #status { height: 1; padding: 0 1; }
        #status { color: $accent; display: none; }
        #status.-shown { display: block; }
        Choices { height: 1fr; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,comma", "leave_settings", "back", id="settings.back", tooltip="Back to the day"),
        Binding("u", "take_back", "undo", id="act.undo", tooltip="Take back the last thing done"),
    ]

    rows = getters.query_one(Choices)

    def __init__(self) -> None:
        super().__init__()
        self._undoable: Act | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        yield Choices(marks=host(self).look.marks)
        yield Static(id="status", markup=False)
        yield Hints(
            hint("list.choose", "change", stays=True),
            hint("settings.back", "back", stays=True),
            hint("act.undo", "undo"),
            MOVE,
            CALL,
            HELP,
            ascii_only=ascii_only(self),
        )

    def on_mount(self) -> None:
        self.rows.focus()
        self._draw()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def on_changed(self, message: Changed) -> None:
        self._draw()

    def action_leave_settings(self) -> None:
        self.dismiss()

    def action_take_back(self) -> None:
        """Undo what was done last; of the file nothing."""
        take_back(self, self._undoable, self._say)

    @on(OptionList.OptionSelected)
    @work(exclusive=True, group="ask")
    async def _change(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        id = event.option_id or ""
        if id == _TREATED:
            await self._change_treatment()
        elif id == _PLACE:
            await self._change_place()
        elif id == _ZONE:
            await self._change_zone()
        elif id == _NAME:
            await self._change_name(self._recovery)
        elif id == _CLINIC:
            await self._change_clinic()
        elif id == _BEGIN:
            await self._begin()
        elif id.startswith(_TELLER):
            self.app.push_screen(RemindersScreen())
        elif id.startswith(_RECOVERY):
            await self._change_recovery(id.removeprefix(_RECOVERY))
        elif id in _CHOICES:
            await self._choose(id)
        elif id:
            await self._write(id)

    async def _ask(self, title: str, before: str, read: Callable[[str], T], like: str = "") -> T | None:
        """Ask until what is written can be read; a refused entry stays to be mended. None gives up."""
        text = before
        while typed := await self.app.push_screen_wait(PromptScreen(title, like, _MOST, value=text)):
            try:
                return read(typed)
            except ValueError as error:
                title, text = str(error), typed
        return None

    async def _change_treatment(self) -> None:
        """Ask when the treatment ended; days are numbered anew, and ticks keep their dates."""
        recovery = self._recovery
        if recovery is None:
            return
        zone, context = ZoneInfo(recovery.zone), host(self).context
        present = Present(context.now().astimezone(zone), context.settings.day_start)

        def read(text: str) -> datetime:
            treated = parse_moment(text, present, Toward.PAST)
            if treated > present.now:
                raise ValueError(f"{moment_words(treated)} has not come yet.")
            return treated

        before = moment_words(recovery.treated.astimezone(zone))
        treated = await self._ask("When did the treatment end?", before, read, "20 Nov 16:00")
        if treated is not None and treated != recovery.treated:
            perform(self, lambda acts: acts.correct(treated), self._say, recovery)

    async def _change_place(self) -> None:
        """Ask in which zone the treatment was: its time stays as it is on that clock."""
        recovery = self._recovery
        if recovery is None:
            return
        treated, now = recovery.treated.astimezone(ZoneInfo(recovery.zone)), host(self).context.now()

        def read(text: str) -> ZoneInfo:
            zone = parse_zone(text)
            if treated.replace(tzinfo=zone) > now:
                raise ValueError(f"{clock(treated)} has not come yet in {zone.key}.")
            return zone

        title = f"Where was it {clock(treated)} when the treatment ended?"
        zone = await self._ask(title, recovery.zone, read, "Asia/Singapore")
        if zone is not None and zone.key != recovery.zone:
            there = treated.replace(tzinfo=zone)
            perform(self, lambda acts: acts.correct(there, zone.key), self._say, recovery)

    async def _change_zone(self) -> None:
        """Ask where the person is; everything that runs follows the time there from now on."""
        acts, context = self._acts(), host(self).context
        if acts is None:
            return
        before = str(acts.plan.zone)
        zone = await self._ask("Where are you?", before, lambda text: parse_zone(text).key, "Asia/Singapore")
        if zone is None or (zone == before and not acts.reader.recovery.home):
            return
        own = acts.reader.recovery.id
        readers = [context.reader(each) for each in context.running() if each.id != own]
        others = [context.acts(each) for each in readers if each is not None]
        perform(self, lambda acts: acts.arrive(zone, others), self._say)

    async def _begin(self) -> None:
        """Begin the next session or another recovery; what was begun is on Today."""
        if await begin_another(self):
            self.dismiss()

    async def _change_recovery(self, id: str) -> None:
        """Ask what is to become of a recovery."""
        with journal_of(self) as context:
            recovery, shown = next((one for one in recoveries(context.journal) if one.id == id), None), ""
            if recovery is None:
                return
            options = [("name", "Call it something else")]
            if recovery.ended is not None:
                options.insert(0, ("reopen", "Open it again; it reminds as before"))
            else:
                options.append(("end", "Put it away; nothing is deleted"))
                shown = getattr(context.recovery(), "id", "")
                options[:0] = [] if shown == id else [("look", "Look at it")]
            choice = await self.app.push_screen_wait(ChoiceScreen(recovery.full_title, options))
            match choice:
                case "name":
                    await self._change_name(recovery)
                case "reopen":
                    perform(self, lambda acts: acts.reopen(), self._say, recovery)
                case "end":
                    perform(self, lambda acts: acts.end(), self._say, recovery)
                case "look":
                    context.picked = id
                    host(self).changed()
                    self._say(f"On Today is {recovery.full_title}, until you leave.")

    async def _change_name(self, recovery: Recovery | None) -> None:
        if recovery is not None:
            dialog = PromptScreen("What is it called?", "", MOST_TITLE, value=recovery.title)
            name = await self.app.push_screen_wait(dialog)
            if name is not None and " ".join(name.split()) != recovery.title:
                perform(self, lambda acts: acts.rename(" ".join(name.split())), self._say, recovery, name)

    async def _change_clinic(self) -> None:
        recovery = self._recovery
        if recovery is not None:
            before = recovery.clinic
            clinic = await prompt_clinic(self.app, before, host(self).context.emergency_number())
            if clinic is not None and clinic != before:
                perform(self, lambda acts: acts.set_clinic(clinic, before), self._say, recovery)

    async def _choose(self, key: str) -> None:
        value = await self.app.push_screen_wait(ChoiceScreen(_WORDS[key][0], list(_CHOICES[key])))
        if value is not None:
            self._keep(key, value)

    async def _write(self, key: str) -> None:
        """Ask for a time of day or a number, until the file takes it; what was typed stays to be mended."""
        label, meaning = _words(key)
        title, settings = f"{label}: {meaning}" if meaning else label, host(self).context.settings
        like = "Singapore, or 1.35, 103.82" if key == "place" else ""
        text = "" if key == "place" and settings.place is None else _value(key, settings)
        while (
            typed := await self.app.push_screen_wait(PromptScreen(title, like, _MOST, value=text))
        ) is not None:
            try:
                value = typed if key in ("emergency", "place") else clock_words(parse_clock(typed))
            except ValueError as error:
                title, text = str(error), typed
                continue
            fault = self._keep(key, value)
            if not fault:
                return
            title, text = fault, typed

    def _keep(self, key: str, value: str) -> str:
        """Write a setting, and let it hold at once; why it could not be, or nothing."""
        context = host(self).context
        try:
            write_setting(context.paths.settings, key, value)
        except SettingsError as error:
            fault = error.problems[0].message
            self._say(fault)
            return fault
        except OSError as error:
            fault = f"{context.paths.settings} cannot be written: {error.strerror}."
            self._say(fault)
            return fault
        host(self).settings_changed()
        self._say(f"{_words(key)[0]}: {value or 'not set'}. Written to {context.paths.settings.name}.")
        return ""

    def _say(self, sentence: str) -> None:
        line = self.query_one("#status", Static)
        line.update(sentence)
        line.add_class("-shown")

    @property
    def _recovery(self) -> Recovery | None:
        with journal_of(self) as context:
            return context.recovery()
        return None

    def _acts(self) -> Acts | None:
        with journal_of(self):
            return acts_of(self)
        return None

    def _draw(self) -> None:
        width, marks, context = self.size.width - 2, host(self).look.marks, host(self).context
        if width < 1:
            return
        aside = Content.styled("each row is one thing; enter changes it" if width >= NARROW else "", "$mute")
        self.query_one("#title", Static).update(
            ends(Content.styled("Settings", "bold"), aside, width, marks.cut)
        )
        with journal_of(self):
            self._undoable = context.journal.top()
            self.rows.show([part for row in self._rows() for part in _drawn(row)])

    def _rows(self) -> Iterator[SettingRow]:
        context, acts = host(self).context, self._acts()
        if acts is not None:
            recovery = acts.reader.recovery
            clinic = f" {host(self).look.marks.dot} ".join(
                filter(None, (recovery.clinic.name, recovery.clinic.phone))
            )
            yield SettingRow(
                "", "", meaning=_summary(recovery, context.emergency_number(str(acts.plan.zone)))
            )
            yield SettingRow("", recovery.full_title)
            treated = moment_words(recovery.treated.astimezone(ZoneInfo(recovery.zone)))
            yield SettingRow(_TREATED, "Treatment ended", treated, "what you ticked keeps its date")
            yield SettingRow(_PLACE, "Time zone there", recovery.zone, "the time of day stays")
            zone = f"{acts.plan.zone}{', as at home' if recovery.home else ''}"
            yield SettingRow(_ZONE, "Your time zone now", zone, "reminders follow it from now on")
            yield SettingRow(_NAME, "Name", recovery.title)
            yield SettingRow(_CLINIC, "Your clinic", clinic or "no number yet")
            yield SettingRow("", "Recoveries")
            for each in recoveries(context.journal):
                reader = context.reader(each)
                if reader is not None:
                    status = recovery_status(each, context.plans.at(reader, context.now()))
                    name = f"{_RECOVERY}{each.id}"
                    on_today = "shown on Today" if each.id == recovery.id else ""
                    yield SettingRow(name, each.full_title, status, on_today)
            yield SettingRow(_BEGIN, "+ Begin another", "", "its next session, or another beside it")
        yield SettingRow("", "Times of day")
        for slot in context.settings.slots:
            yield SettingRow(f"slots.{slot.name}", *_row(f"slots.{slot.name}", context.settings))
        for key in ("day_start", "quiet.from", "quiet.to"):
            yield SettingRow(key, *_row(key, context.settings))
        for sentence in self._quiet_lines():
            yield SettingRow("", "", meaning=sentence)
        yield SettingRow("place", *_row("place", context.settings))
        yield SettingRow("", "How it reminds you and looks")
        for key in ("loud", "theme", "plain", "emergency", "private"):
            row = SettingRow(key, *_row(key, context.settings))
            if key == "emergency" and not context.settings.emergency:
                row = row._replace(value=context.emergency_number(), meaning="that of your time zone")
            yield row
        yield SettingRow("", "When you are reminded")
        found, now = tellers(context.paths.tellers), context.now()
        for teller, name, words, _ in teller_choices(found, context.settings.loud, now):
            if teller is not TellerName.APP:
                yield SettingRow(f"{_TELLER}{teller}", name, words)

    def _quiet_lines(self) -> list[str]:
        """What quiet hours do to what is told today and tomorrow, of whatever runs."""
        context = host(self).context
        readers = [context.reader(recovery) for recovery in context.running()]
        effects = [
            each
            for reader in readers
            if reader is not None
            for each in effects_ahead(reader, context.plans, context.now())
        ]
        return list(quiet_lines(effects))


def _summary(recovery: Recovery, number: str) -> str:
    """What stands, in a line."""
    treated = short_date(recovery.treated.astimezone(ZoneInfo(recovery.zone)).date())
    clinic = recovery.clinic
    phone = f"Your clinic {clinic.phone}" if clinic.phone else "No clinic number yet"
    return f"Treated {treated}. Emergency number {clinic.emergency or number}. {phone}."


def _row(key: str, settings: Settings) -> tuple[str, str, str]:
    label, meaning = _words(key)
    return label, _value(key, settings), meaning


def _words(key: str) -> tuple[str, str]:
    """What a setting is called, and what it means."""
    if key.startswith("slots."):
        return capital(key.removeprefix("slots.").replace("-", " ")), ""
    return _WORDS[key]


def _value(key: str, settings: Settings) -> str:
    """A setting as the file has it."""
    group, _, name = key.rpartition(".")
    if group == "slots":
        return clock_words(settings.care_times()[name])
    if group == "quiet":
        return clock_words(settings.quiet.start if name == "from" else settings.quiet.end)
    if key in _CHOICES:
        value = ("yes" if settings.private else "no") if key == "private" else str(getattr(settings, key))
        return next((words for id, words in _CHOICES[key] if id == value), value)
    if key == "place":
        place = settings.place
        return "not set" if place is None else place.name or f"{place.latitude}, {place.longitude}"
    value = getattr(settings, key)
    return clock_words(value) if key == "day_start" else str(value)


def _drawn(row: SettingRow) -> Iterator[ChoiceRow]:
    if not row.id and not row.label:
        yield ChoiceRow("", lambda width: hanging(Content("  "), Content.styled(row.meaning, "$mute"), width))
        return
    if not row.id:
        yield from (blank(), heading(row.label))
        return
    label = f"{row.label:<20}" if len(row.label) < 20 else f"{row.label}  "

    def draw(width: int) -> Content:
        line = Content.assemble(label, (row.value, "bold"))
        aside = Content.styled(f"   {row.meaning}" if row.meaning else "", "$mute")
        if line.cell_length + aside.cell_length <= width:
            return line + aside
        if line.cell_length <= width:
            return line
        head = label if width >= NARROW else f"{row.label}  "
        return hanging(Content(head), Content.styled(row.value, "bold"), width)

    yield ChoiceRow(row.id, draw)
