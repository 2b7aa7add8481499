"""`start`: a recovery begun in one line, without a question asked; with --next the course's next session."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import click

from checklists.rules.checklist import Checklist
from tui.cli.context import reader_of, recovery_of
from tui.cli.ending import OK, FaultyChecklistError, RefusedError, UsageError, parse_argument
from tui.cli.files import checklist_path as file_of
from tui.cli.files import read_version
from tui.cli.group import Command
from tui.cli.output.lines import say, warn
from tui.cli.values import parse_answer
from tui.clock import parse_instant
from tui.files.checklist_files import FileLook, find
from tui.files.following import NextSession, find_next_session, finished_before, kept, was_own
from tui.files.memory import remember
from tui.recovery.begin import ChecklistVersion, begin
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
    following = _next_session(context, treated) if follows else None
    read, seen = _read_checklist(context, checklist, following)
    before = following.answers_to(read.checklist) if following else {}
    given, whom = _parse_answers(answers, read.checklist, before), parse_clinic(clinic)
    if following and not clinic:
        whom = following.before.clinic
    told = _read_clinic_dates(context, dates, clinic_said_so, read.checklist, treated, place.key, given)
    _refuse_twice(context, read.checklist, treated)
    after = following.before if following else _session_before(context, read, treated, follows)
    journal = context.journal
    recovery = begin(journal, read, treated, place.key, given, whom, context.now(), after, told)
    if seen is not None:
        remember(journal, seen, read.hash)
    if treated > context.now():
        warn(f"{treated:%Y-%m-%d %H:%M} has not come yet. The plan begins then.")
    say(
        *_summary(recovery, read.checklist, treated, given, told, context.now()),
        *_not_for_them(context, recovery, told),
        *_becomes(after, following),
        *_closing_lines(),
    )
    if follows is None and after is None:
        warn(*_still_running(context, recovery))
    return OK


def _parse_answers(
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


def _read_clinic_dates(context: AppContext, texts: Sequence[str], *more: Any) -> Mapping[str, ClinicDate]:
    """What the clinic said; arguments are as for `clinic_dates`."""
    if not texts:
        return {}
    # Here, since few people have one, and the grammar takes time to load.
    from tui.cli.clinic import clinic_dates

    return clinic_dates(context, texts, *more)


def _refuse_twice(context: AppContext, checklist: Checklist, treated: datetime) -> None:
    for each in recoveries(context.journal):
        if each.checklist == checklist.id and each.treated == treated:
            at = f"{treated:%Y-%m-%d %H:%M}"
            raise RefusedError(f"A recovery of {checklist.id} treated {at} exists already: {each.id}.")


def _summary(
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
    yield from _clinic_date_lines(checklist, told)
    open_ones = [each.id for each in checklist.questions if not each.later and each.id not in given]
    if open_ones:
        yield f"Not sure yet: {', '.join(open_ones)}. Until you answer, every rule stays on."


def _clinic_date_lines(checklist: Checklist, told: Mapping[str, ClinicDate]) -> Iterator[str]:
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


def _closing_lines() -> Iterator[str]:
    yield "Your clinic's own instructions come first, even where they differ from these."
    yield "Your day: afterglow today. When to call: afterglow call."


def _next_session(context: AppContext, treated: datetime) -> NextSession:
    """The next session of the course of the recovery spoken of.

    Args:
        treated: When its laser finished, aware.

    Raises:
        RefusedError: If there is no recovery.
        UsageError: If it cannot have been then.
    """
    found = find_next_session(context.journal, context.settings, recovery_of(context), context.now())
    before = found.before
    if treated <= before.treated:
        last = before.treated.astimezone(treated.tzinfo)
        raise UsageError(
            f"{treated:%Y-%m-%d %H:%M} is not after session {before.session}, treated {last:%Y-%m-%d %H:%M}."
        )
    if treated > context.now():
        raise UsageError(
            f"{treated:%Y-%m-%d %H:%M} has not come yet. Book it: afterglow next {treated:%Y-%m-%d}"
        )
    return found


def _read_checklist(
    context: AppContext, id: str | None, found: NextSession | None
) -> tuple[ChecklistVersion, FileLook | None]:
    """The checklist to begin with, and how its file stood where that is the person's own.

    The one of the session before runs on from the journal if its file has vanished or is broken.

    Raises:
        UsageError: If none is named, or there is none of this name.
        FaultyChecklistError: If the one that is named cannot be used.
    """
    if id is None and found is None:
        raise click.UsageError("Missing argument 'CHECKLIST'.", click.get_current_context())
    if id is None and found is not None:
        file = find(context.paths, found.before.checklist)
        try:
            # A file of the person's own that has vanished does not become the shipped one of its id.
            if file is not None and not (file.shipped and was_own(context.journal, found.before)):
                return _read(context, file.id)
        except FaultyChecklistError as error:
            warn(*str(error).splitlines())
        warn(f"Session {found.number} begins with the checklist as session {found.before.session} had it.")
        return kept(context.journal, found.before), None
    return _read(context, id or "")


def _read(context: AppContext, id: str) -> tuple[ChecklistVersion, FileLook | None]:
    file = file_of(context, id)
    read, seen = read_version(file)
    return read, None if file.shipped else seen


def _session_before(
    context: AppContext, read: ChecklistVersion, treated: datetime, follows: bool | None
) -> Recovery | None:
    """The session that this one follows by itself: the last of the same checklist whose plan is over."""
    if follows is False:
        return None
    return finished_before(context.journal, context.settings, read.checklist.id, treated, context.now())


def _becomes(after: Recovery | None, found: NextSession | None) -> Iterator[str]:
    """What becomes of the session before."""
    if after is None:
        return
    if after.ended is None:
        yield (
            f"Session {after.session} ({after.id}) is put away and reminds of nothing more. When to call "
            "still speaks for it. Nothing is deleted; afterglow undo restores both."
        )
    if found is not None and found.left_behind:
        yield f"{found.left_behind} Say them again where they hold: afterglow clinic date."


def _still_running(context: AppContext, recovery: Recovery) -> Iterator[str]:
    """A word on an earlier recovery of the same checklist that runs on beside a new one."""
    for each in recoveries(context.journal):
        if each.checklist == recovery.checklist and each.id != recovery.id and each.ended is None:
            yield (
                f"{each.id} runs on beside it. If this was its next session: afterglow undo, "
                f"then afterglow start --next."
            )
            return
