"""The clinic's own days and times for a rule, in a small form."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from msgspec import Struct
from textual.screen import Screen

from checklists.plan.plan import Plan
from checklists.rules.rule import Rule
from tui.recovery.clinic_dates import ClinicDate, at_text, date_words, dated, days_text
from tui.recovery.course import PrepareRule
from tui.recovery.outcomes import Cancelled, CountedBack, Obstacle, Outcome, Refused
from tui.screens.act import ToDo, acts_of
from tui.screens.dialogs.fields import Field, FieldsScreen, Verdict
from tui.screens.dialogs.prompt import ChoiceScreen
from tui.text.humanize import capital
from tui.text.parse import parse_at, parse_days
from tui.wording.clinic import (
    is_held,
    is_shortened,
    outlook,
    own_date,
    published,
    published_words,
    refusal,
)


async def prompt_clinic_date(screen: Screen[Any], rules: Sequence[Rule]) -> Outcome | ToDo:
    """Ask for the clinic's days and times of a rule; what is to be done then keeps them.

    Args:
        screen: Whose row or text it is about.
        rules: Those it may be about; which one is asked where there are several.

    Raises:
        JournalError: If the journal cannot be read.
    """
    rule = await _chosen(screen, rules)
    acts = acts_of(screen)
    if rule is None or acts is None:
        return Cancelled()
    if isinstance(rule, PrepareRule):
        return Refused(CountedBack(rule.session))
    form = DateForm(acts.plan, acts.reader.recovery.treated, rule)
    date = await prompt_date(screen, form)
    if date is None:
        return Cancelled()
    if date == own_date(rule) or not await confirm_date(screen, form, date):
        return Refused(Obstacle.NOTHING_CHANGED)
    if date == ClinicDate():
        return lambda acts: acts.clear_clinic_date(rule)
    held = bool(date.days) and is_held(published(rule), form.plan)
    kept = date._replace(lifts=await confirm_lifted(screen, rule)) if held else date
    return lambda acts: acts.set_clinic_date(rule, kept)


async def _chosen(screen: Screen[Any], rules: Sequence[Rule]) -> Rule | None:
    if len(rules) > 1:
        options = [(rule.id, rule.title) for rule in rules]
        id = await screen.app.push_screen_wait(ChoiceScreen("Which one?", options))
    else:
        id = rules[0].id if rules else None
    acts = acts_of(screen)
    # As it stands now: the row may be of a day that an older version speaks of.
    return acts.plan.checklist.rule(id) if id is not None and acts is not None else None


async def prompt_date(screen: Screen[Any], form: "DateForm") -> ClinicDate | None:
    """The clinic date of a rule, asked for until it can be one; None if the person gave up.

    To be awaited in a worker, as the others here.
    """
    title = f"My clinic said: {form.rule.title}"
    values = await screen.app.push_screen_wait(FieldsScreen(title, form.fields, form.verdict))
    return None if values is None else form.date(values)


async def confirm_date(screen: Screen[Any], form: "DateForm", date: ClinicDate) -> bool:
    """Whether a date is to be kept: one that lets something come back sooner is asked about, once."""
    changed = bool(date.days) and date.days != own_date(form.rule).days
    if not changed or not is_shortened(form.rule, date.days, form.plan):
        return True
    return await confirm_sooner(screen, form.rule, date_words(date))


async def confirm_lifted(screen: Screen[Any], rule: Rule) -> bool:
    """Ask whether a clinic lifts something even though a report holds it; to be awaited in a worker."""
    ask = f"What you reported holds this: {rule.short}. Does your clinic lift it even so?"
    options = (("no", "No, it stays while that lasts"), ("yes", "Yes, my clinic said so"))
    return await screen.app.push_screen_wait(ChoiceScreen(ask, options)) == "yes"


async def confirm_sooner(screen: Screen[Any], rule: Rule, words: str) -> bool:
    """Ask whether a clinic let something be done sooner than a checklist does; to be awaited in a worker.

    Args:
        rule: As published, or a rule with a clinic date.
        words: What is to hold instead, such as `days 0 to 4`.
    """
    ask = f"{capital(rule.short)} would be back sooner. {published_words(rule)} Did your clinic say so?"
    options = (("no", "No, leave it as it was"), ("yes", f"Yes, it said {words}"))
    return await screen.app.push_screen_wait(ChoiceScreen(ask, options)) == "yes"


class DateForm(Struct, frozen=True):
    """The lines of the form for one rule, and what is made of them."""

    plan: Plan
    treated: datetime
    """The instant of the treatment."""
    rule: Rule
    """As it stands."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """What holds now, to be changed. Empty is what the checklist says."""
        days = Field("days", "Days", days_text(self.rule.days), "such as 0-4 or 3, 7")
        times = Field("at", "Times", at_text(self.rule.at), "such as morning, evening")
        return (days, times) if self.rule.ticked else (days,)

    def verdict(self, values: Mapping[str, str]) -> Verdict:
        """When the rule would be on or back, or what is wrong."""
        try:
            date = self.date(values)
        except ValueError as error:
            return Verdict(str(error), True)
        as_published = published(self.rule)
        fault = refusal(as_published, date, self.treated, self.plan) if date != ClinicDate() else ""
        if fault:
            return Verdict(fault, True)
        after = as_published if date == ClinicDate() else dated(as_published, date)
        when = outlook(after, self.plan) if after.days else ""
        return Verdict(f"{when} {published_words(self.rule)}".strip())

    def date(self, values: Mapping[str, str]) -> ClinicDate:
        """The clinic date; empty where the checklist's own days and times are to hold.

        Raises:
            ValueError: If the days or times cannot be read, with the reason.
        """
        before, initial = own_date(self.rule), {field.id: field.value for field in self.fields}

        def part(id: str, read: Callable[[str], Any], own: Any) -> Any:
            text = values.get(id, "")
            if text == initial.get(id, ""):
                return own
            return read(text) if text else ()

        days = part("days", partial(parse_days, day_zero=self.plan.treatment_date), before.days)
        return ClinicDate(days, part("at", parse_at, before.at), before.lifts and days == before.days)
