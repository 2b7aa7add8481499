"""What a person has said so far while they begin. Nothing of it is written before the end."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from checklists.rules.checklist import Checklist, Question
from tui.files.checklist_files import ChecklistPath
from tui.files.next_session import NextSession
from tui.recovery.begin import ChecklistVersion
from tui.recovery.clinic_dates import ClinicDate
from tui.recovery.recovery import Clinic
from tui.screens.start.when import When
from tui.settings import Loud

Answers = Mapping[str, frozenset[str]]
"""By question id: empty is "none of these", and what is missing is "not sure"."""


class Offer(NamedTuple):
    """A checklist that can be chosen."""

    chosen: ChecklistVersion
    found: ChecklistPath
    content: bytes
    """The bytes that were read and checked."""
    copy_as: str = ""
    """The name it gets in the person's own folder, in the end. Empty copies nothing."""

    @property
    def key(self) -> str:
        """One name for one file."""
        return str(self.found.path)


class DraftProblem(NamedTuple):
    """A file that cannot be used."""

    name: str
    line: str
    """In one line."""
    problems: tuple[str, ...]
    """One a line, with its place."""


class Offers(NamedTuple):
    """Everything there is."""

    offers: tuple[Offer, ...]
    faults: tuple[DraftProblem, ...]


class StartDraft(Struct, frozen=True):
    """The answers of the three steps."""

    when: When
    loud: Loud
    offers: Offers | None = None
    """None until the files are read."""
    picked: str = ""
    """The key of the offer that was chosen."""
    answers: Answers = field(default_factory=dict)
    clinic: Clinic = field(default_factory=Clinic)
    dates: Mapping[str, ClinicDate] = field(default_factory=dict)
    """By the id of a rule, what the clinic said of its days and times."""
    after: NextSession | None = None
    """What it takes over, where it is the next session of a course."""

    @property
    def offer(self) -> Offer | None:
        """What was chosen."""
        offers = self.offers.offers if self.offers else ()
        return next((offer for offer in offers if offer.key == self.picked), None)

    @property
    def checklist(self) -> Checklist | None:
        """What was chosen, as a checklist."""
        return self.offer.chosen.checklist if self.offer else None

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked at the start."""
        asked = self.checklist.questions if self.checklist else ()
        return tuple(question for question in asked if not question.later)

    @property
    def told_dates(self) -> dict[str, ClinicDate]:
        """What the clinic said of rules that the chosen checklist has, in the order of its file."""
        rules = self.checklist.rules if self.checklist else ()
        return {rule.id: self.dates[rule.id] for rule in rules if rule.id in self.dates}

    def with_date(self, rule: str, date: ClinicDate) -> "StartDraft":
        """With the clinic's days and times for a rule; empty ones take them back."""
        rest = {id: said for id, said in self.dates.items() if id != rule}
        return replace(self, dates=rest if date == ClinicDate() else {**rest, rule: date})

    def given(self) -> dict[str, frozenset[str]]:
        """The answers to what the chosen checklist asks."""
        found = {}
        for one in self.questions:
            chosen = self.answers.get(one.id)
            kept = frozenset() if chosen is None else chosen & {id for id, _ in one.answers}
            # An answer that another checklist gave the person is none to this one's question.
            if kept or chosen == frozenset():
                found[one.id] = kept
        return found

    def with_offers(self, offers: Offers) -> "StartDraft":
        """With the files read; what was chosen stays, where it is still there."""
        keys = [offer.key for offer in offers.offers]
        wanted = self.after.before.checklist if self.after else ""
        taken_over = [offer.key for offer in offers.offers if offer.found.id == wanted]
        picked = self.picked if self.picked in keys else next(iter([*taken_over, *keys]), "")
        return replace(self, offers=offers, picked=picked)

    def with_offer(self, offer: Offer) -> "StartDraft":
        """With one more file, chosen."""
        before = self.offers or Offers((), ())
        others = tuple(one for one in before.offers if one.key != offer.key)
        return replace(self, offers=Offers((*others, offer), before.faults), picked=offer.key)

    def marked(self, question: Question, answer: str) -> "StartDraft":
        """With an answer marked, or unmarked if it was; "" is "none of these"."""
        before = self.answers.get(question.id)
        rest = {id: given for id, given in self.answers.items() if id != question.id}
        if not answer:
            # Taking "none of these" back leaves the list untouched again.
            return replace(
                self, answers=rest if before == frozenset() else {**rest, question.id: frozenset()}
            )
        kept = before or frozenset() if question.many else (before or frozenset()) & {answer}
        after = kept ^ {answer}
        return replace(self, answers={**rest, question.id: after} if after else rest)

    def unsure(self) -> "StartDraft":
        """With every list untouched again."""
        return replace(self, answers={})
