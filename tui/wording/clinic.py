"""What a clinic date makes of a rule: whether it shortens it, and when the rule is on or back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from checklists.plan.activation import covers
from checklists.plan.plan import Plan
from checklists.rules.rule import Rule, Span
from tui.recovery.clinic_dates import ClinicDate, ClinicDateEntry, ClinicRule, at_words, date_words, dated
from tui.recovery.course import PrepareRule
from tui.text.humanize import long_date, minutes_words, short_date, spans_words


def published(rule: Rule) -> Rule:
    """What the checklist says of a rule."""
    return rule.published if isinstance(rule, ClinicRule) else rule


def own_date(rule: Rule) -> ClinicDate:
    """The clinic date of this very rule; empty where it has none."""
    return rule.clinic_date if isinstance(rule, ClinicRule) and not rule.follows else ClinicDate()


def is_shortened(rule: Rule, days: Sequence[Span], plan: Plan) -> bool:
    """Whether days leave something free that is to be left alone: by the checklist, and as it stands now.

    What was once shortened with the person's word for it is not asked about again.

    Args:
        rule: As it stands.
        days: The clinic's.
    """
    if not rule.kind.left_alone:
        return False
    before = (plan.days_of(published(rule)), plan.days_of(rule))
    return all(_leaves_free(each, days) for each in before)


def is_for(rule: Rule, plan: Plan) -> bool:
    """Whether a rule is for the person, as far as their answers and reports tell; nobody knowing, it is."""
    spared = bool(rule.unless) and plan.state.truth(rule.unless, False) is True
    return not spared and plan.state.truth(rule.when, rule.unreported) is not False


def no_date(rule: Rule) -> str:
    """Why a rule takes no days and times of the clinic's, in a sentence; nothing if it does."""
    if not isinstance(rule, PrepareRule):
        return ""
    return f"That is counted back from the session on {short_date(rule.session)}."


def refusal(rule: Rule, date: ClinicDate, treated: datetime, plan: Plan) -> str:
    """Why nothing would be left of a rule with the clinic's days and times, in a sentence; or nothing.

    Args:
        rule: As published.
        date: Its clinic date.
        treated: The instant of the treatment.
    """
    after = dated(rule, date)
    if not after.at or any(at.after is None for at in after.at):
        return ""
    days = plan.days_of(after)
    falls = sorted({plan.number_at(treated + timedelta(minutes=at.after or 0)) for at in after.at})
    if any(covers(span, number) for span in days for number in falls):
        return ""
    times, when = at_words(after.at), spans_words(tuple((number, number) for number in falls))
    verb = "falls" if len(after.at) == 1 else "fall"
    return f"That would end before it begins: {times} {verb} on {when}, and it is for {spans_words(days)}."


def clinic_words(rule: Rule) -> str:
    """`Your clinic said: days 0 to 4. The checklist says days 0 to 6.` Nothing for a rule as published."""
    if not isinstance(rule, ClinicRule):
        return ""
    if rule.follows:
        return f"Moved with what your clinic said of '{rule.follows}': {date_words(rule.clinic_date)}."
    return f"Your clinic said: {date_words(rule.clinic_date)}. {published_words(rule)}"


def entry_words(entry: ClinicDateEntry) -> str:
    """A clinic date and what the checklist says; of a rule that has gone, that it waits."""
    if entry.rule is not None:
        return clinic_words(entry.rule)
    return f"Your clinic said: {date_words(entry.date)}. No rule of this plan has this name now."


def published_words(rule: Rule) -> str:
    """`The checklist says days 1 to 13, morning and evening+1h.`"""
    was = published(rule)
    parts = [f"{minutes_words(was.lasts)} from the treatment"] if was.lasts is not None else []
    parts += [spans_words(was.days)] if was.days else []
    parts += [f"every {minutes_words(was.interval.minutes)}"] if was.interval is not None else []
    parts += [at_words(was.at)] if was.at else []
    return f"The checklist says {', '.join(parts)}."


def outlook(rule: Rule, plan: Plan) -> str:
    """When a rule with days is back or on, from the day it is: `Back on Wednesday 25 November, day 5.`"""
    today, last = plan.today, rule.days[-1].last
    if rule.kind.left_alone:
        return _back(rule, plan)
    ahead = [span for span in rule.days if span.last is None or span.last >= today]
    if not ahead:
        return "Its days are over, so it leaves your plan."
    if not covers(ahead[0], today):
        alone = "First on" if len(ahead) > 1 else "On"
        word = alone if ahead[0].first == ahead[0].last else "From"
        return f"{word} {_named(ahead[0].first, plan)}."
    return "On now, for as long as the plan goes on." if last is None else f"On now, to {_named(last, plan)}."


def _back(rule: Rule, plan: Plan) -> str:
    today, first, last = plan.today, rule.days[0].first, rule.days[-1].last
    if first > max(today, 0):
        # Who writes 4 and means 0-4 sees it here.
        until = f" to {_named(last, plan)}" if last is not None and last > first else ""
        word = "on" if last == first else "from"
        return f"Free until then; left alone {word} {_named(first, plan)}{until}."
    if last is None:
        return "Left alone for as long as the plan goes on."
    lifted = (
        " What you reported does not hold it any longer."
        if published(rule).held_by and not rule.held_by
        else ""
    )
    if last < today and is_held(rule, plan):
        return "Its days are over, but what you reported holds it, and that stays."
    if last < today:
        over = "Back now" if rule.then else "Its days are over"
        return f"{over}{', if there is none of what may hold it' if rule.held_by else ''}.{lifted}"
    until = f"Back on {_named(last + 1, plan)}." if rule.then else f"Left alone to {_named(last, plan)}."
    return f"{until}{' What you report may hold it longer.' if rule.held_by else lifted}"


def is_held(rule: Rule, plan: Plan) -> bool:
    """Whether a report holds a rule past its days, by the checklist or the clinic."""
    return any(plan.state.match(test) for test in rule.held_by)


def _named(number: int, plan: Plan) -> str:
    return f"{long_date(plan.date_of(number))}, day {number}"


def _leaves_free(before: Sequence[Span], after: Sequence[Span]) -> bool:
    ends = [span.last if span.last is not None else span.first for span in (*before, *after)]
    # One day beyond all that is finite stands for everything that is open.
    return any(
        any(covers(span, number) for span in before) and not any(covers(span, number) for span in after)
        for number in range(max(ends) + 2)
    )
