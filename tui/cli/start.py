"""`start`: a recovery begun in one line, without a question asked."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import click

from checklists.rules.checklist import Checklist
from tui.cli.context import reader_of
from tui.cli.ending import OK, RefusedError, UsageError, parse_argument
from tui.cli.group import Command
from tui.cli.output.lines import say, warn
from tui.cli.start_next import becomes, next_session, still_running, the_checklist, the_one_before
from tui.cli.values import parse_answer
from tui.clock import parse_instant
from tui.files.memory import remember
from tui.recovery.begin import begin
from tui.recovery.clinic_dates import ClinicDate
from tui.recovery.context import AppContext
from tui.recovery.recovery import Clinic, Recovery, recoveries
from tui.text.humanize import capital, clock, long_date, treated_word
from tui.text.phone import phone_fault
from tui.zones import parse_zone


@click.command(cls=Command)
@click.argument("checklist", required=False)
@click.option(
    "--next/--first",
    "follows",
    default=None,
    help="The next session of the course, with the same checklist, answers and clinic; or the first of one.",
)
@click.option("--on", metavar="MOMENT", help="When the laser finished, such as 2026-11-20T16:00; else now.")
@click.option("--zone", metavar="ZONE", help="Where you are, such as Asia/Singapore; else this machine's.")
@click.option(
    "--answer",
    "answers",
    metavar="QUESTION=ANSWER,...",
    multiple=True,
    help="Such as habits=makeup,exercise; habits= is none of them. Once for each question.",
)
@click.option("--clinic", metavar='"NAME, PHONE"', default="", help="Whom to call.")
@click.option(
    "--clinic-date",
    "dates",
    metavar="RULE=DAYS",
    multiple=True,
    help="What the clinic said of a rule: days such as 0-4, times such as morning,evening, or 0-4@morning.",
)
@click.option(
    "--clinic-said-so", is_flag=True, help="My clinic said that these need not be left alone longer."
)
@click.pass_obj
def start(
    context: AppContext,
    checklist: str | None,
    follows: bool | None,
    on: str | None,
    zone: str | None,
    answers: tuple[str, ...],
    clinic: str,
    dates: tuple[str, ...],
    clinic_said_so: bool,
) -> int:
    """Begin a recovery with a checklist.

    With --next it is the next session of a course, and CHECKLIST may be left out. What is not answered
    counts as "not sure", which keeps every rule on.
    """
    place = parse_argument(parse_zone, zone if zone is not None else context.clock.zone)
    treated = parse_argument(parse_instant, on, place) if on is not None else context.now().astimezone(place)
    following = next_session(context, treated) if follows else None
    read, seen = the_checklist(context, checklist, following)
    before = following.answers_to(read.checklist) if following else {}
    given, whom = parse_answers(answers, read.checklist, before), parse_clinic(clinic)
    if following and not clinic:
        whom = following.before.clinic
    told = _told(context, dates, clinic_said_so, read.checklist, treated, place.key, given)
    _refuse_twice(context, read.checklist, treated)
    after = following.before if following else the_one_before(context, read, treated, follows)
    journal = context.journal
    recovery = begin(journal, read, treated, place.key, given, whom, context.now(), after, told)
    if seen is not None:
        remember(journal, seen, read.hash)
    if treated > context.now():
        warn(f"{treated:%Y-%m-%d %H:%M} has not come yet. The plan begins then.")
    say(
        *_said(recovery, read.checklist, treated, given, told, context.now()),
        *_not_for_them(context, recovery, told),
        *becomes(after, following),
        *_ending(),
    )
    if follows is None and after is None:
        warn(*still_running(context, recovery))
    return OK


def parse_answers(
    texts: Sequence[str], checklist: Checklist, before: Mapping[str, frozenset[str]]
) -> Mapping[str, frozenset[str]]:
    """Answers by question id; "not sure" is left out.

    Args:
        before: What holds where nothing else is said.

    Raises:
        UsageError: If one makes no sense, or a question is answered twice.
    """
    given: dict[str, frozenset[str] | None] = {}
    for text in texts:
        question, said = parse_answer(text, checklist)
        if question.id in given:
            raise UsageError(
                f"{question.id} is answered twice. Put its answers in one, with commas between them."
            )
        given[question.id] = said
    return {id: said for id, said in {**before, **given}.items() if said is not None}


def parse_clinic(text: str) -> Clinic:
    """`Name, +65 6000 0000`: what follows the last comma is the number, where it looks like one.

    Raises:
        UsageError: If it looks like a number and cannot be one.
    """
    name, _, last = text.rpartition(",")
    if not _is_number(last):
        return Clinic(text.strip())
    fault = phone_fault(last)
    if fault:
        raise UsageError(f"{last.strip()!r}: {fault}")
    return Clinic(name.strip(), last.strip())


def _is_number(text: str) -> bool:
    spelled = any(each.isalpha() for each in text)
    return any(each.isdigit() for each in text) and not (spelled and phone_fault(text))


def _told(context: AppContext, texts: Sequence[str], *more: Any) -> Mapping[str, ClinicDate]:
    """What the clinic said; arguments are as for `clinic_dates`."""
    if not texts:
        return {}
    # Here, since few people have one, and the grammar takes time to load.
    from tui.cli.start_dates import clinic_dates

    return clinic_dates(context, texts, *more)


def _refuse_twice(context: AppContext, checklist: Checklist, treated: datetime) -> None:
    for each in recoveries(context.journal):
        if each.checklist == checklist.id and each.treated == treated:
            at = f"{treated:%Y-%m-%d %H:%M}"
            raise RefusedError(f"A recovery of {checklist.id} treated {at} exists already: {each.id}.")


def _said(
    recovery: Recovery,
    checklist: Checklist,
    treated: datetime,
    given: Mapping[str, frozenset[str]],
    told: Mapping[str, ClinicDate],
    now: datetime,
) -> Iterator[str]:
    yield f"Started: {recovery.named} ({recovery.id})."
    moment = f"{long_date(treated.date())} {treated.year} at {clock(treated)}"
    yield f"{capital(treated_word(treated, now))} {moment}, {recovery.zone}. That is day 0."
    yield from _clinic_said(checklist, told)
    open_ones = [each.id for each in checklist.questions if not each.later and each.id not in given]
    if open_ones:
        yield f"Not sure yet: {', '.join(open_ones)}. Until you answer, every rule stays on."


def _clinic_said(checklist: Checklist, told: Mapping[str, ClinicDate]) -> Iterator[str]:
    if told:
        from tui.recovery.clinic_text import date_words

        rules = ((rule, told[rule.id]) for rule in checklist.rules if rule.id in told)
        yield from (f"Your clinic said: '{rule.title}', {date_words(date)}." for rule, date in rules)


def _not_for_them(context: AppContext, recovery: Recovery, told: Mapping[str, ClinicDate]) -> Iterator[str]:
    """What the clinic gave days, and the answers leave out: one of the two may be a slip."""
    if told:
        from tui.wording.clinic import is_for

        plan = reader_of(context, recovery).plan(context.now())
        for rule in plan.checklist.rules:
            if rule.id in told and not is_for(rule, plan):
                yield f"By your answers '{rule.title}' is not in your plan now."


def _ending() -> Iterator[str]:
    yield "Your clinic's own instructions come first, even where they differ from these."
    yield "Your day: afterglow today. When to call: afterglow call."
