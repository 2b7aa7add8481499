"""A recovery before it is begun. Nothing of it is written before the end."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from checklists.plan.timing import care_date, in_day, instant_of, later_by
from checklists.rules.checklist import Checklist, ClinicContact, Question
from tui.files.next_session import NextSession
from tui.recovery.clinic_dates import ClinicDate
from tui.recovery.recovery import Clinic, taken_from
from tui.screens.start.offers import Offer, Offers
from tui.settings import Loud
from tui.text.humanize import capital, long_date, year_date
from tui.text.parse import (
    Present,
    Toward,
    is_clock,
    minutes_of_digits,
    moment_words,
    parse_clock,
    parse_day,
    parse_moment,
)

QUARTER = 15
"""Minutes: nobody looked at the clock more closely than that."""

_DAY = 24 * 60
_NOON = 12 * 60


class When(NamedTuple):
    """A care date, and the digits of a time of day."""

    day: date
    digits: str
    """As typed: `9`, `16`, `930` or `1600`; empty where it is still to be written."""
    guessed: bool = False
    """Whether nobody has said the time of day yet."""

    @property
    def minutes(self) -> int | None:
        """From midnight, or None where the digits are no time."""
        return minutes_of_digits(self.digits)

    @property
    def clock(self) -> str:
        """`16:00`, or the digits as they stand."""
        return self.digits if self.minutes is None else f"{self.minutes // 60:02}:{self.minutes % 60:02}"

    def stepped(self, by: int) -> "When":
        """So many minutes later, around the clock; noon where there is no time yet."""
        minutes = _NOON if self.minutes is None else (self.minutes + by) % _DAY
        return self.typed(f"{minutes // 60:02}{minutes % 60:02}")

    def typed(self, digits: str) -> "When":
        """The same day, at a time that the person said."""
        return When(self.day, digits)


class Calendar(NamedTuple):
    """Where and when a person says it."""

    now: datetime
    """Aware."""
    zone: ZoneInfo
    day_start: int
    """Minutes from midnight."""
    after: datetime | None = None
    """When the session before was, which this one cannot have come before. None without one."""
    taken: frozenset[datetime] = frozenset()
    """When those recoveries of the chosen checklist were treated that are there already, in UTC."""

    @property
    def today(self) -> date:
        """The care date."""
        return care_date(self.now, self.zone, self.day_start)

    def usual(self) -> When:
        """About an hour ago."""
        before = later_by(self.now, -timedelta(hours=1)).astimezone(self.zone)
        minutes = (before.hour * 60 + before.minute) // QUARTER * QUARTER
        day = care_date(before, self.zone, self.day_start)
        return When(day, f"{minutes // 60:02}{minutes % 60:02}", guessed=True)

    def on_day(self, when: When, day: date) -> When:
        """Another day, at the time that the person said; about an hour ago is a guess for one day alone."""
        if not when.guessed or day == when.day:
            return when._replace(day=day)
        usual = self.usual()
        return usual if day == usual.day else When(day, "", guessed=True)

    def instant(self, when: When) -> datetime | None:
        """The instant in UTC, or None where the digits are no time."""
        if when.minutes is None:
            return None
        return instant_of(when.day, in_day(when.minutes, self.day_start), self.zone)

    def refusal(self, when: When) -> str:
        """Why it cannot have been then, in a sentence; nothing if it can."""
        instant = self.instant(when)
        if not when.digits:
            return "Write the time it ended, like 1600. Not sure: the latest it can have been."
        if instant is None:
            return f"{when.digits} is not a time of day. Write it like 1600."
        if self.after is not None and instant <= self.after:
            before = self.after.astimezone(self.zone)
            return f"The session before was on {long_date(before.date())} at {before:%H:%M}."
        if instant in self.taken:
            return f"A recovery treated {self.name_of(when.day)} at {when.clock} is here already."
        if instant <= self.now:
            return ""
        if when.minutes is not None and when.minutes < self.day_start:
            return f"{when.clock} is the night after {long_date(when.day)}, and has not come yet."
        if when.day == self.today:
            return f"{when.clock} has not come yet today."
        return f"{capital(long_date(when.day))} has not come yet."

    def remark(self, when: When) -> str:
        """What is worth knowing of a time before the day's start or that the clocks skip, or nothing."""
        instant = self.instant(when)
        if instant is None or when.minutes is None or when.minutes >= self.day_start:
            return ""
        clock = f"{instant.astimezone(self.zone):%H:%M}"
        if clock != when.clock:
            return f"The clocks skip {when.clock} that night: it counts as {clock}."
        start = f"{self.day_start // 60:02}:{self.day_start % 60:02}"
        return f"Before {start} is still the night of {long_date(when.day)}, so that is day 0."

    def days_ago(self, days: int) -> date:
        """The care date so many days before today's."""
        return self.today - timedelta(days=days)

    def name_of(self, day: date) -> str:
        """`today`, `yesterday` or `Mon 16 Nov 2026`."""
        ago = (self.today - day).days
        return {0: "today", 1: "yesterday"}.get(ago, year_date(day))

    def parse(self, text: str, when: When) -> When:
        """A day, a time or both, as typed: `16 Nov`, how many days ago, `yesterday 4pm`, `16:00`.

        Args:
            when: What holds of what is not typed.

        Raises:
            ValueError: With a sentence that says how to write it, or that it has not come.
        """
        present = Present(self.now.astimezone(self.zone), self.day_start)
        try:
            return self.on_day(when, parse_day(text, present))
        except ValueError as no_day:
            if is_clock(text):
                minutes = parse_clock(text)
                return when.typed(f"{minutes // 60:02}{minutes % 60:02}")
            try:
                moment = parse_moment(text, present, Toward.PAST).astimezone(self.zone)
            except ValueError as no_moment:
                # Of a day alone the one says more, and of anything with a time the other.
                raise (no_moment if len(text.split()) > 1 else no_day) from None
        if moment > self.now:
            raise ValueError(f"{moment_words(moment)} has not come yet.")
        return When(care_date(moment, self.zone, self.day_start), f"{moment:%H%M}")


class StartDraft(Struct, frozen=True):
    """What the three steps hold."""

    when: When
    loud: Loud
    offers: Offers | None = None
    """None until the files are read."""
    offer_key: str = ""
    """Of the offer that was chosen."""
    answers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By question id: empty is "none of these", and what is missing is "not sure"."""
    clinic: Clinic = field(default_factory=Clinic)
    dates: Mapping[str, ClinicDate] = field(default_factory=dict)
    """By the id of a rule, the clinic's own days and times."""
    after: NextSession | None = None
    """What it takes over, where it is the next session of a course."""
    session: int = 1
    """Which session of its course it is."""
    usual_clinic: Clinic = field(default_factory=Clinic)
    """Whom the person calls for a recovery that runs on beside it. It is taken only by a yes."""

    @property
    def offer(self) -> Offer | None:
        """What was chosen."""
        offers = self.offers.offers if self.offers else ()
        return next((offer for offer in offers if offer.key == self.offer_key), None)

    @property
    def checklist(self) -> Checklist | None:
        """What was chosen, as a checklist."""
        return self.offer.version.checklist if self.offer else None

    @property
    def offered_clinic(self) -> ClinicContact | None:
        """Whom the chosen checklist names, where the person does not call them already."""
        offered = self.checklist.clinic if self.checklist else None
        return None if offered is None or taken_from(offered, self.clinic) == self.clinic else offered

    @property
    def same_dates(self) -> dict[str, ClinicDate]:
        """What the clinic gave for the session before, of the chosen checklist, and is not said again yet."""
        if self.after is None or self.checklist is None:
            return {}
        dates = self.after.dates_for(self.checklist)
        return {id: date for id, date in dates.items() if id not in self.dates}

    def with_same_dates(self) -> "StartDraft":
        """With what the clinic gave for the session before, for this one too."""
        return replace(self, dates={**self.dates, **self.same_dates})

    def with_offered_clinic(self) -> "StartDraft":
        """With whom the chosen checklist names as whom to call."""
        offered = self.offered_clinic
        return self if offered is None else replace(self, clinic=taken_from(offered, self.clinic))

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked at the start."""
        questions = self.checklist.questions if self.checklist else ()
        return tuple(question for question in questions if not question.later)

    @property
    def relevant_dates(self) -> dict[str, ClinicDate]:
        """The dates of rules that the chosen checklist has, in the order of its file."""
        rules = self.checklist.rules if self.checklist else ()
        return {rule.id: self.dates[rule.id] for rule in rules if rule.id in self.dates}

    def with_date(self, rule: str, date: ClinicDate) -> "StartDraft":
        """With the clinic's days and times for a rule; empty ones take them back."""
        rest = {id: other for id, other in self.dates.items() if id != rule}
        return replace(self, dates=rest if date == ClinicDate() else {**rest, rule: date})

    @property
    def relevant_answers(self) -> dict[str, frozenset[str]]:
        """The answers to what the chosen checklist asks."""
        answers = {}
        for question in self.questions:
            answer = self.answers.get(question.id)
            marks = frozenset() if answer is None else answer & {id for id, _ in question.answers}
            # An answer that another checklist gave the person is none to this one's question.
            may_be_none = self.checklist is not None and self.checklist.may_be_none(question)
            if marks or (answer == frozenset() and may_be_none):
                answers[question.id] = marks
        return answers

    @property
    def answer_words(self) -> str:
        """What was answered to the questions of the start, in sentences."""
        answers, questions = self.relevant_answers, self.questions
        labels = [label for each in questions for id, label in each.answers if id in answers.get(each.id, ())]
        # What a word means was told where it was asked.
        labels = [re.sub(r" \([^)]*\)", "", label) for label in labels]
        sentences = [f"You said: {'; '.join(labels)}."] if labels else []
        sentences += [f"{each.ask} None of it." for each in questions if answers.get(each.id) == frozenset()]
        unsure = [each.ask for each in questions if each.id not in answers]
        if unsure and answers:
            sentences.append(f"Not answered: {' '.join(unsure)} There the stricter plan holds.")
        elif unsure:
            sentences.append("Not sure of what was asked, so the stricter plan holds.")
        return " ".join(sentences)

    def with_offers(self, offers: Offers) -> "StartDraft":
        """With the files read; what was chosen stays, where it is still there. Nothing is chosen unasked but
        the checklist of the session before.
        """
        keys = [offer.key for offer in offers.offers]
        before = self.after.before.checklist if self.after else ""
        of_before = [offer.key for offer in offers.offers if offer.file.id == before]
        key = self.offer_key if self.offer_key in keys else next(iter(of_before), "")
        return replace(self, offers=offers, offer_key=key)

    def with_offer(self, offer: Offer) -> "StartDraft":
        """With one more file, chosen."""
        before = self.offers or Offers((), ())
        others = tuple(one for one in before.offers if one.key != offer.key)
        return replace(self, offers=Offers((*others, offer), before.problems), offer_key=offer.key)

    def with_mark(self, question: Question, answer: str) -> "StartDraft":
        """With an answer marked, or unmarked if it was and more than one may be; "" is "none of these"."""
        before = self.answers.get(question.id)
        rest = self.without_answer(question).answers
        if not question.many:
            return replace(self, answers={**rest, question.id: frozenset({answer} if answer else ())})
        if not answer:
            # Taking "none of these" back leaves the list untouched again.
            none = {} if before == frozenset() else {question.id: frozenset[str]()}
            return replace(self, answers={**rest, **none})
        marks = (before or frozenset()) ^ {answer}
        return replace(self, answers={**rest, question.id: marks} if marks else rest)

    def without_answer(self, question: Question) -> "StartDraft":
        """With one list untouched again."""
        return replace(self, answers={id: marks for id, marks in self.answers.items() if id != question.id})

    def without_answers(self) -> "StartDraft":
        """With every list untouched again."""
        return replace(self, answers={})
