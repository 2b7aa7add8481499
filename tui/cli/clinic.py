"""`clinic`: whom to call, and the clinic's own days and times for a rule, which beat the checklist's."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date as calendar_date
from datetime import datetime
from typing import Any, assert_never

import click
from msgspec.structs import replace

from checklists.rules.checklist import Checklist
from checklists.rules.rule import Kind, Rule
from checklists.text import nearest_or_all, phone_fault
from tui.cli.context import acts_of, reader_of, recovery_of
from tui.cli.ending import OK, RefusedError, UsageError, parse_argument
from tui.cli.group import AS_JSON, Group, completed, context_of
from tui.cli.names import ambiguous
from tui.cli.output.lines import say, say_json
from tui.cli.pick import ItemName, Picker
from tui.cli.terminal import can_ask, confirm
from tui.recovery.acts import Acts
from tui.recovery.begin import preview_plan
from tui.recovery.clinic_dates import ClinicDate, ClinicDateEntry, ClinicRule, clinic_date_entries, date_words
from tui.recovery.context import AppContext
from tui.recovery.course import PrepareRule
from tui.recovery.naming import rule_names
from tui.recovery.recovery import Clinic, Recovery
from tui.text.cells import columns
from tui.text.names import best_fits
from tui.text.parse import DAY_WORDS, parse_at, parse_days
from tui.wording.clinic import (
    entry_words,
    is_for,
    is_held,
    is_shortened,
    no_date,
    outlook,
    own_date,
    published,
    published_words,
    refusal,
)

_UNKNOWN = "not told"
_SURE = "Did your clinic say so?"


@click.group(cls=Group, invoke_without_command=True)
@click.option("--name", metavar="NAME", help="What it is called.")
@click.option("--phone", metavar="NUMBER", help="Its phone number.")
@click.option("--after-hours", metavar="NUMBER", help="The number when it is closed.")
@click.option("--emergency", metavar="NUMBER", help='The emergency number; "" goes by the settings again.')
@AS_JSON
@click.pass_context
def clinic(ctx: click.Context, /, as_json: bool, **options: str | None) -> int:
    """Say whom to call. Without an option: show it, and what your clinic said of days and times."""
    fields = {field: text.strip() for field, text in options.items() if text is not None}
    if ctx.invoked_subcommand is not None:
        if fields:
            raise UsageError("Say whom to call in a command of its own: afterglow clinic --phone NUMBER")
        return OK
    context = context_of(ctx)
    if as_json:
        if fields:
            raise UsageError("--json shows what was told, and goes with no other option.")
        say_json(_value(context))
        return OK
    if not fields:
        say(*_overview(context))
        return OK
    for field, text in fields.items():
        fault = "" if field == "name" else phone_fault(text)
        if fault:
            raise UsageError(f"--{field.replace('_', '-')} {text!r}: {fault}")
    recovery = recovery_of(context)
    after = replace(recovery.clinic, **fields)
    if after == recovery.clinic:
        say("Already so.")
    else:
        acts_of(context).set_clinic(after, recovery.clinic)
    say(*_details(after, context, recovery))
    return OK


def _overview(context: AppContext) -> Iterator[str]:
    recovery = recovery_of(context)
    yield from _details(recovery.clinic, context, recovery)
    yield ""
    yield from _dates(context)


def _value(context: AppContext) -> dict[str, Any]:
    recovery = recovery_of(context)
    clinic, zone = recovery.clinic, str(reader_of(context, recovery).plan(context.now()).zone)
    return {
        "recovery": recovery.id,
        "name": clinic.name or None,
        "phone": clinic.phone or None,
        "after_hours": clinic.after_hours or None,
        "emergency": clinic.emergency or context.emergency_number(zone),
        "dates": _dates_value(context),
    }


def _dates_value(context: AppContext) -> list[dict[str, Any]]:
    """Every clinic date; `rule` is null where no rule of this version has that name."""
    reader = reader_of(context)
    dates = clinic_date_entries(context.journal, reader.recovery, reader.plan(context.now()).checklist)
    return [
        {
            "id": each.id,
            "rule": each.rule.id if each.rule else None,
            "title": each.title,
            "said": date_words(each.date),
        }
        for each in dates
    ]


def _details(clinic: Clinic, context: AppContext, recovery: Recovery) -> list[str]:
    plan = str(reader_of(context, recovery).plan(context.now()).zone)
    zones = plan if plan == context.clock.zone else f"{context.clock.zone}, and the plan's, {plan}"
    by = "the settings" if context.settings.emergency else f"the time zone, {zones}"
    default = f"{context.emergency_number(plan)} (by {by})"
    return columns(
        (
            ("Your clinic", clinic.name or _UNKNOWN),
            ("Phone", clinic.phone or _UNKNOWN),
            ("After hours", clinic.after_hours or _UNKNOWN),
            ("Emergency", clinic.emergency or default),
        )
    )


def _dates(context: AppContext) -> Iterator[str]:
    """Every clinic date; of those whose rule has gone, that they wait, and how to let go of them."""
    reader = reader_of(context)
    dates = clinic_date_entries(context.journal, reader.recovery, reader.plan(context.now()).checklist)
    if not dates:
        yield "No clinic dates. Tell one with: afterglow clinic date RULE --days 0-4"
        return
    for each in dates:
        if each.rule is None:
            clear = f"To let go of it: afterglow clinic date {each.id} --clear"
            yield f"{each.id}: {each.title}. {entry_words(each)} {clear}"
        else:
            yield f"{each.rule.id}: {each.title}. {entry_words(each)}"


@clinic.command()
@click.argument("rule", required=False, shell_complete=completed("every_rule"))
@click.option("--days", metavar="DAYS", help="Such as 0-4, 14- or 3,7,14, as in a checklist.")
@click.option("--at", metavar="TIMES", help="Such as morning,evening+1h or 'lunch 12:15'.")
@click.option("--clear", is_flag=True, help="Let the checklist's own days and times hold again.")
@click.option("--clinic-said-so", is_flag=True, help="My clinic said that it need not be left alone longer.")
@AS_JSON
@click.pass_obj
def date(
    context: AppContext,
    rule: str | None,
    days: str | None,
    at: str | None,
    clear: bool,
    clinic_said_so: bool,
    as_json: bool,
) -> int:
    """Put the clinic's own days or times in the place of a rule's.

    They hold from now on, whatever the checklist says, and in its later versions too. What is not given
    stays as it is. Without a rule: what your clinic said, and what there is to say it of.
    """
    if as_json and rule is not None:
        raise UsageError("--json shows what your clinic said, and goes with no rule.")
    if rule is None:
        if clear or clinic_said_so or days is not None or at is not None:
            raise UsageError("Say of which rule: afterglow clinic date RULE --days 0-4")
        if as_json:
            say_json({"recovery": recovery_of(context).id, "dates": _dates_value(context)})
        else:
            say(*_dates(context), "", *_rules(context))
        return OK
    if clear == (days is not None or at is not None):
        raise UsageError("Say what your clinic said: --days 0-4, --at morning,evening or both; or --clear.")
    acts = acts_of(context)
    treated = acts.reader.recovery.treated
    if clear and (orphan := _orphan_date(acts, rule)) is not None:
        return _forget(acts, orphan)
    target = _rule(Picker(acts.reader, acts.plan, acts.now), rule)
    if clear:
        return _clear(acts, target)
    before = own_date(target)
    if at is not None and (reason := _no_times(target.kind)):
        raise UsageError(f"'{target.title}' {reason}")
    after = ClinicDate(
        before.days if days is None else parse_argument(parse_days, days, acts.plan.treatment_date),
        before.at if at is None else parse_argument(parse_at, at),
    )
    held = days is not None and is_held(published(target), acts.plan)
    if held:
        after = after._replace(lifts=clinic_said_so)
    if after == before:
        say(f"Already so: '{target.title}', {date_words(after)}.")
        return OK
    fault = refusal(published(target), after, treated, acts.plan)
    if fault:
        raise UsageError(fault)
    if days is not None and is_shortened(target, after.days, acts.plan):
        _confirm_sooner(target, after, clinic_said_so)
    if held and not clinic_said_so:
        stays = f"What you reported holds '{target.title}': that stays."
        say(f"{stays} If your clinic lifts it even so, add --clinic-said-so.")
    acts.set_clinic_date(target, after)
    say(*_read_back(context, target.id))
    return OK


def _rules(context: AppContext) -> list[str]:
    """Every rule that the clinic may give days or times for, and what the checklist says of it."""
    rules = reader_of(context).plan(context.now()).checklist.rules
    rows = [
        (each.id, each.title, published_words(each).removeprefix("The checklist says ").removesuffix("."))
        for each in rules
        if not isinstance(each, PrepareRule)
    ]
    return ["By the checklist:", *columns(rows)]


def _no_times(kind: Kind) -> str:
    """Why a rule takes no times of the clinic's, behind its title; nothing if it takes them."""
    match kind:
        case Kind.DO | Kind.CHECK:
            return ""
        case Kind.AVOID:
            return "is left alone all day, so it has no times. Say only --days."
        case Kind.EXPECT:
            return "is something to expect, so it has no times. Say only --days."
        case _:
            assert_never(kind)


def _rule(picker: Picker, name: str) -> Rule:
    name_parts = ItemName.of(name)
    if name_parts.slot is not None or name_parts.day is not None:
        raise UsageError(f"What your clinic said holds for the whole rule: {name_parts.rule}")
    rule = picker.rule(name_parts.rule, *Kind)
    if isinstance(rule, PrepareRule):
        raise UsageError(
            f"'{rule.title}' has no days of its own. {no_date(rule)} Move it: afterglow next DATE"
        )
    return rule


def _orphan_date(acts: Acts, name: str) -> ClinicDateEntry | None:
    """The clinic date of a rule that this version has not."""
    reader = acts.reader
    dates = clinic_date_entries(reader.journal, reader.recovery, acts.plan.checklist)
    return next((each for each in dates if each.id == name and each.rule is None), None)


def _forget(acts: Acts, orphan: ClinicDateEntry) -> int:
    acts.forget_clinic_date(orphan.id, orphan.title)
    say(f"Let go of: '{orphan.title}', {date_words(orphan.date)}. afterglow undo brings it back.")
    return OK


def _clear(acts: Acts, rule: Rule) -> int:
    if own_date(rule) == ClinicDate():
        raise RefusedError(f"Your clinic has said nothing of '{rule.title}'.")
    acts.clear_clinic_date(rule)
    say(f"By the checklist again: '{rule.title}'. {published_words(published(rule))}")
    return OK


def _confirm_sooner(rule: Rule, date: ClinicDate, said_so: bool) -> None:
    """Ask once whether the clinic said that something may come back sooner.

    Raises:
        UsageError: If nobody can be asked.
        RefusedError: If it did not.
    """
    if said_so:
        return
    sooner = f"That leaves '{rule.title}' free sooner. {published_words(rule)}"
    if not can_ask():
        raise UsageError(f"{sooner} If your clinic said {date_words(date)}, add --clinic-said-so.")
    say(sooner)
    if not confirm(_SURE):
        raise RefusedError("Left as it was.")


def _read_back(context: AppContext, id: str) -> Iterator[str]:
    """What holds now, read back."""
    plan = reader_of(context).plan(context.now())
    rule = plan.checklist.rule(id)
    assert isinstance(rule, ClinicRule), "what was just recorded is in force"
    yield f"Your clinic said: '{rule.title}', {date_words(rule.clinic_date)}. {published_words(rule)}"
    if rule.days:
        yield outlook(rule, plan)
    if not is_for(rule, plan):
        yield "By your answers and reports it is not in your plan now."
        return
    for other in plan.checklist.rules:
        if isinstance(other, ClinicRule) and other.follows == rule.title:
            yield f"Moved with it: '{other.title}'. {outlook(other, plan)}"


def clinic_dates(
    context: AppContext,
    texts: Sequence[str],
    said_so: bool,
    checklist: Checklist,
    treated: datetime,
    zone: str,
    answers: Mapping[str, frozenset[str]],
) -> dict[str, ClinicDate]:
    """Clinic dates, by the ids of rules, for `start --clinic-date`.

    Args:
        texts: As `_parse_clinic_date` reads them, one at the least.
        said_so: Whether the clinic let something be done sooner than the checklist.
        answers: What is answered, as `begin` takes it.

    Raises:
        UsageError: If one makes no sense, or a rule is named twice.
        RefusedError: If the clinic did not say that something may be done sooner.
    """
    dates: dict[str, ClinicDate] = {}
    rules: list[Rule] = []
    plan = preview_plan(checklist, treated, zone, answers, {}, context.settings, context.now())
    for text in texts:
        rule, date = _parse_clinic_date(text, checklist, plan.treatment_date)
        if rule.id in dates:
            raise UsageError(f"{rule.id} is said twice. Say its days and times in one: {rule.id}=0-4@morning")
        dates[rule.id] = date
        rules.append(rule)
    for rule in rules:
        date = dates[rule.id]
        fault = refusal(rule, date, treated, plan)
        if fault:
            raise UsageError(fault)
        if date.days and is_shortened(rule, date.days, plan):
            _confirm_sooner(rule, date, said_so)
    return dates


def _parse_clinic_date(text: str, checklist: Checklist, day_zero: calendar_date) -> tuple[Rule, ClinicDate]:
    """`face-cleanse=0-4`, `make-up=until 2 Feb`, `face-cleanse=morning,evening`, `face-cleanse=0-4@morning`.

    Raises:
        UsageError: If it is none of these, or there is no such rule, or several.
    """
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not value:
        raise UsageError(
            f"{text!r} says no days. Write it like face-cleanse=0-4 or face-cleanse=0-4@morning."
        )
    _, fitting = best_fits(name, checklist.rules, rule_names)
    if not fitting:
        ids = [each.id for each in checklist.rules]
        raise UsageError(f"There is no rule {name!r} in {checklist.id}.{nearest_or_all(name, ids)}")
    if len(fitting) > 1:
        raise ambiguous(name, [each.id for each in fitting])
    rule = fitting[0]
    # Days begin with a digit or say from or until when, and names of times with another word.
    says_days = value[0].isdigit() or value.split()[0].casefold() in DAY_WORDS
    days, at, times = value.partition("@") if says_days else ("", "@", value)
    if at and (reason := _no_times(rule.kind)):
        raise UsageError(f"'{rule.title}' {reason}")
    return rule, ClinicDate(
        parse_argument(parse_days, days, day_zero) if days else (),
        parse_argument(parse_at, times) if at else (),
    )
