"""The next session of a course: Start with what the session before had."""

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.widgets import Static

from tui.files.checklist_files import ChecklistPath
from tui.files.next_session import NextSession, version_in_force, was_own
from tui.journal import JournalError
from tui.screens.host import host
from tui.screens.start.draft import Offer, Offers, StartDraft
from tui.screens.start.screen import StartScreen
from tui.screens.start.when import Calendar, When


class NextScreen(StartScreen):
    """The same three steps. What is filled in may be changed, and nothing is written before the end."""

    DEFAULT_CSS = """
    NextScreen {
        #next { height: auto; padding: 0 1; color: $mute; }
        &.-tall #next { margin: 0 0 1 0; }
    }
    """

    def __init__(self, following: NextSession) -> None:
        super().__init__()
        self._following = following

    def compose(self) -> ComposeResult:
        title, *others = super().compose()
        yield title
        yield Static(self._sentence, id="next", markup=False)
        yield from others

    def first_draft(self) -> StartDraft:
        """With the answers and the clinic of the session before, on the day it was booked for."""
        found, calendar = self._following, self.calendar
        when = calendar.usual()
        if found.booked is not None and found.booked < calendar.today:
            booked = When(found.booked, when.digits)
            when = when if calendar.refusal(booked) else booked
        draft = super().first_draft()
        return replace(draft, when=when, answers=found.answers, clinic=found.before.clinic, after=found)

    def with_offers(self, offers: Offers) -> StartDraft:
        """With the checklist as the session before had it too, where its own file is gone or broken."""
        journal, before = host(self).context.journal, self._following.before
        there = [one for one in offers.offers if one.found.id == before.checklist]
        try:
            if not there or (there[0].found.shipped and was_own(journal, before)):
                found = ChecklistPath(before.checklist, journal.path, True)
                offers = offers._replace(
                    offers=(Offer(version_in_force(journal, before), found, b""), *offers.offers)
                )
        except JournalError as error:
            host(self).fail(error)
        return super().with_offers(offers)

    @property
    def calendar(self) -> Calendar:
        return super().calendar._replace(after=self._following.before.treated)

    @property
    def _sentence(self) -> str:
        found = self._following
        away = f" With it session {found.before.session} is put away; nothing is deleted."
        return f"Session {found.number}.{away if found.becomes else ''}"
