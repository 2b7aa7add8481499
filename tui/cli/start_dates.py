"""`start --clinic-date`: what the clinic said of days and times, told as a recovery is begun."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from checklists.rules.checklist import Checklist
from checklists.rules.rule import Rule
from tui.cli.clinic_date import NO_TIMES, make_sure
from tui.cli.ending import UsageError, parse_argument
from tui.cli.near import nearest
from tui.recovery.begin import preview_plan
from tui.recovery.clinic_dates import ClinicDate
from tui.recovery.clinic_text import parse_at, parse_days
from tui.recovery.context import AppContext
from tui.wording.clinic import is_shortened, refusal


def clinic_dates(
    context: AppContext,
    texts: Sequence[str],
    said_so: bool,
    checklist: Checklist,
    treated: datetime,
    zone: str,
    answers: Mapping[str, frozenset[str]],
) -> dict[str, ClinicDate]:
    """What the clinic said, by the id of a rule.

    Args:
        texts: As `parse_clinic_date` reads them.
        said_so: Whether the clinic let something be done sooner than the checklist.
        answers: What is answered, as `begin` takes it.

    Raises:
        UsageError: If one makes no sense, or a rule is named twice.
        RefusedError: If the clinic did not say that something may be done sooner.
    """
    told: dict[str, ClinicDate] = {}
    for text in texts:
        rule, date = parse_clinic_date(text, checklist)
        if rule.id in told:
            raise UsageError(f"{rule.id} is said twice. Say its days and times in one: {rule.id}=0-4@morning")
        told[rule.id] = date
    plan = (
        preview_plan(checklist, treated, zone, answers, {}, context.settings, context.now()) if told else None
    )
    for id, date in told.items():
        found = checklist.rule(id)
        if plan is None or found is None:
            continue
        fault = refusal(found, date, treated, plan)
        if fault:
            raise UsageError(fault)
        if date.days and is_shortened(found, date.days, treated, plan):
            make_sure(found, date, said_so)
    return told


def parse_clinic_date(text: str, checklist: Checklist) -> tuple[Rule, ClinicDate]:
    """`face-cleanse=0-4`, `face-cleanse=morning,evening`, `face-cleanse=0-4@morning`.

    Raises:
        UsageError: If it is none of these, or there is no such rule.
    """
    name, equals, said = (part.strip() for part in text.partition("="))
    if not equals or not said:
        raise UsageError(
            f"{text!r} says no days. Write it like face-cleanse=0-4 or face-cleanse=0-4@morning."
        )
    rule = checklist.rule(name)
    if rule is None:
        raise UsageError(
            f"There is no rule {name!r} in {checklist.id}.{nearest(name, [r.id for r in checklist.rules])}"
        )
    # Days begin with a digit, and names of times with a letter.
    days, at, times = said.partition("@") if said[0].isdigit() else ("", "@", said)
    if at and not rule.ticked:
        raise UsageError(f"'{rule.title}' {NO_TIMES[rule.kind]}")
    return rule, ClinicDate(
        parse_argument(parse_days, days) if days else (), parse_argument(parse_at, times) if at else ()
    )
