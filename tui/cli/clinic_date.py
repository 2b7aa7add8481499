"""`clinic date`: the clinic's own days and times for one rule."""

from collections.abc import Iterator

import click

from checklists.rules.rule import Kind, Rule
from tui.cli.context import reader_of
from tui.cli.ending import OK, RefusedError, UsageError, parse_argument
from tui.cli.group import Command
from tui.cli.output.lines import say
from tui.cli.pick import ItemName, Picker
from tui.cli.terminal import can_ask, confirm
from tui.recovery.acts import Acts
from tui.recovery.clinic_dates import ClinicDate, ClinicRule
from tui.recovery.clinic_text import KeptDate, date_words, kept_dates, parse_at, parse_days
from tui.recovery.context import AppContext
from tui.recovery.course import PrepareRule
from tui.wording.clinic import (
    is_for,
    is_shortened,
    no_date,
    outlook,
    own_date,
    published,
    published_words,
    refusal,
)

_SURE = "Did your clinic say so?"


@click.command("date", cls=Command)
@click.argument("rule")
@click.option("--days", metavar="DAYS", help="Such as 0-4, 14- or 3,7,14, as in a checklist.")
@click.option("--at", metavar="TIMES", help="Such as morning,evening+1h or 'lunch 12:15'.")
@click.option("--clear", is_flag=True, help="Let the checklist's own days and times hold again.")
@click.option("--clinic-said-so", is_flag=True, help="My clinic said that it need not be left alone longer.")
@click.pass_obj
def date(
    context: AppContext, rule: str, days: str | None, at: str | None, clear: bool, clinic_said_so: bool
) -> int:
    """Put the clinic's own days or times in the place of a rule's.

    They hold from now on, whatever the checklist says, and in its later versions too. What is not given
    stays as it is.
    """
    if clear == (days is not None or at is not None):
        raise UsageError("Say what your clinic said: --days 0-4, --at morning,evening or both; or --clear.")
    reader = reader_of(context)
    acts = context.acts(reader)
    if clear and (gone := _gone(acts, rule)) is not None:
        return _forget(acts, gone)
    found = _rule(Picker(reader, acts.plan, acts.now), rule)
    if clear:
        return _clear(acts, found)
    said = own_date(found)
    if at is not None and not found.ticked:
        raise UsageError(f"'{found.title}' {NO_TIMES[found.kind]}")
    told = ClinicDate(
        said.days if days is None else parse_argument(parse_days, days),
        said.at if at is None else parse_argument(parse_at, at),
    )
    if told == said:
        say(f"Already so: '{found.title}', {date_words(told)}.")
        return OK
    fault = refusal(published(found), told, reader.recovery.treated, acts.plan)
    if fault:
        raise UsageError(fault)
    if days is not None and is_shortened(found, told.days, reader.recovery.treated, acts.plan):
        make_sure(found, told, clinic_said_so)
    acts.tell_clinic_date(found, told)
    say(*_said(context, found.id))
    return OK


NO_TIMES = {
    Kind.AVOID: "is left alone all day, so it has no times. Say only --days.",
    Kind.EXPECT: "is something to expect, so it has no times. Say only --days.",
}


def _rule(picker: Picker, name: str) -> Rule:
    named = ItemName.of(name)
    if named.slot is not None or named.day is not None:
        raise UsageError(f"What your clinic said holds for the whole rule: {named.rule}")
    rule = picker.rule(named.rule, *Kind)
    if isinstance(rule, PrepareRule):
        raise UsageError(
            f"'{rule.title}' has no days of its own. {no_date(rule)} Move it: afterglow next DATE"
        )
    return rule


def _gone(acts: Acts, name: str) -> KeptDate | None:
    """What the clinic said of a rule that this version has not."""
    reader = acts.reader
    kept = kept_dates(reader.journal, reader.recovery, acts.plan.checklist)
    return next((each for each in kept if each.id == name and each.rule is None), None)


def _forget(acts: Acts, gone: KeptDate) -> int:
    acts.forget_clinic_date(gone.id, gone.title)
    say(f"Let go of: '{gone.title}', {date_words(gone.date)}. afterglow undo brings it back.")
    return OK


def _clear(acts: Acts, found: Rule) -> int:
    if own_date(found) == ClinicDate():
        raise RefusedError(f"Your clinic has said nothing of '{found.title}'.")
    acts.clear_clinic_date(found)
    say(f"By the checklist again: '{found.title}'. {published_words(published(found))}")
    return OK


def make_sure(found: Rule, told: ClinicDate, said_so: bool) -> None:
    """Ask once whether the clinic said that something may come back sooner.

    Raises:
        UsageError: If nobody can be asked.
        RefusedError: If it did not.
    """
    if said_so:
        return
    sooner = f"That leaves '{found.title}' free sooner. {published_words(found)}"
    if not can_ask():
        raise UsageError(f"{sooner} If your clinic said {date_words(told)}, add --clinic-said-so.")
    say(sooner)
    if not confirm(_SURE):
        raise RefusedError("Left as it was.")


def _said(context: AppContext, id: str) -> Iterator[str]:
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
