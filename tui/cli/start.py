"""`start`: a recovery begun in one line; with --next the course's next session."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from shlex import quote
from zoneinfo import ZoneInfo

import click

from checklists.rules.checklist import Checklist, ClinicContact
from checklists.text import phone_fault
from tui.cli.context import reader_of, recovery_of
from tui.cli.ending import OK, FaultyChecklistError, RefusedError, UsageError, parse_argument
from tui.cli.files import checklist_path, read_version
from tui.cli.group import Command, completed
from tui.cli.output.lines import say, warn
from tui.cli.values import parse_answers
from tui.files.checklist_files import Fingerprint, Snapshot, find
from tui.files.next_session import NextSession, find_next_session, finished_before, version_in_force, was_own
from tui.files.status import remember, shipped_look
from tui.recovery.begin import ChecklistVersion, begin
from tui.recovery.clinic_dates import ClinicDate
from tui.recovery.context import AppContext
from tui.recovery.recovery import Clinic, Recovery, recoveries, taken_from
from tui.text.humanize import capital, clock, long_date, treated_word
from tui.text.parse import moment_words, parse_moment
from tui.zones import local_zone, parse_zone


@click.command(cls=Command)
@click.argument("checklist", required=False, shell_complete=completed("checklist_ids"))
@click.option(
    "--next/--first",
    "follows",
    default=None,
    help="The next session of the course, with the same checklist, answers and clinic; or the first of one.",
)
@click.option(
    "--session",
    type=click.IntRange(1, 99),
    help="Which session of its course it is, where those before are not kept here.",
)
@click.option("--on", metavar="MOMENT", help="When the treatment ended, such as 2026-11-20T16:00; else now.")
@click.option("--zone", metavar="ZONE", help="Where you are, such as Asia/Singapore; else this machine's.")
@click.option(
    "--answer",
    "answer_texts",
    metavar="QUESTION=ANSWER,...",
    multiple=True,
    help="Such as habits=makeup,exercise; habits= is none of them. Once for each question.",
)
@click.option("--clinic", metavar='"NAME, PHONE"', default="", help="Whom to call.")
@click.option(
    "--clinic-date",
    "date_texts",
    metavar="RULE=DAYS",
    multiple=True,
    help="What the clinic said of a rule: days such as 0-4, times such as morning,evening, or 0-4@morning.",
)
@click.option(
    "--same-clinic-dates",
    is_flag=True,
    help="With --next: the days and times that the clinic gave for the session before hold again.",
)
@click.option(
    "--clinic-said-so", is_flag=True, help="My clinic said that these need not be left alone longer."
)
@click.option("--yes", is_flag=True, help="Without being asked whom to call: the file's clinic is not taken.")
@click.pass_obj
def start(
    context: AppContext,
    checklist: str | None,
    follows: bool | None,
    session: int | None,
    on: str | None,
    zone: str | None,
    answer_texts: tuple[str, ...],
    clinic: str,
    date_texts: tuple[str, ...],
    same_clinic_dates: bool,
    clinic_said_so: bool,
    yes: bool,
) -> int:
    """Begin a recovery with a checklist.

    With --next it is the next session of a course: that of CHECKLIST, or of the recovery in focus. What is
    not answered counts as "not sure", which keeps the stricter plan. A clinic that the file names is taken
    only where you say so.
    """
    if same_clinic_dates and not follows:
        raise UsageError("--same-clinic-dates goes with --next: they are those of the session before.")
    # A plan is not begun in a zone that is only a way out.
    place = parse_argument(parse_zone, zone) if zone is not None else _zone_here()
    present = context.present(place)
    treated = parse_argument(parse_moment, on, present) if on is not None else present.now
    next_session = _next_session(context, checklist, treated) if follows else None
    version, look = _read_checklist(context, checklist, next_session)
    before = next_session.answers_to(version.checklist) if next_session else {}
    answers, contact = parse_answers(answer_texts, version.checklist, before), parse_clinic(clinic)
    if next_session and not clinic:
        contact = next_session.before.clinic
    dates = next_session.dates_for(version.checklist) if next_session and same_clinic_dates else {}
    if date_texts:
        # Imported here: few people have one, and the grammar takes time to load.
        from tui.cli.clinic import clinic_dates

        dates |= clinic_dates(
            context, date_texts, clinic_said_so, version.checklist, treated, place.key, answers
        )
    _refuse_twice(context, version.checklist, treated)
    after = next_session.before if next_session else _session_before(context, version, treated, follows)
    if session is not None and after is not None and session <= after.session:
        if next_session:
            raise UsageError(f"Session {session} cannot come after session {after.session} ({after.id}).")
        after = None
    offered = version.checklist.clinic if contact == Clinic() else None
    if offered is not None and not yes and _takes(offered):
        contact, offered = taken_from(offered, contact), None
    journal = context.journal
    recovery = begin(
        journal, version, treated, place.key, answers, contact, context.now(), after, dates, session
    )
    if look is not None:
        remember(journal, look, version.hash)
    if treated > context.now():
        warn(f"{moment_words(treated)} has not come yet. The plan begins then.")
    say(
        *_summary(recovery, version.checklist, treated, answers, dates, context.now()),
        *_not_for_them(context, recovery, dates),
        *_becomes(after, next_session, version.checklist, dates),
        *_not_taken(offered),
        *_closing_lines(),
    )
    if follows is None and after is None:
        warn(*_still_running(context, recovery))
    return OK


def _zone_here() -> ZoneInfo:
    """The zone of this machine.

    Raises:
        UsageError: If that has no name.
    """
    try:
        return local_zone(os.environ)
    except ValueError as error:
        raise UsageError(f"{error} Or say where you are: --zone Asia/Singapore.") from None


def _next_session(context: AppContext, checklist: str | None, treated: datetime) -> NextSession:
    """The next session of a checklist's course, or of that of the recovery spoken of.

    Args:
        checklist: Its id. None is the recovery's own.
        treated: When its laser finished, aware.

    Raises:
        RefusedError: If there is no recovery.
        UsageError: If it cannot have been then.
    """
    session = find_next_session(
        context.journal, context.settings, _course_of(context, checklist), context.now()
    )
    before = session.before
    if treated <= before.treated:
        last = before.treated.astimezone(treated.tzinfo)
        raise UsageError(
            f"{moment_words(treated)} is not after session {before.session}, treated {moment_words(last)}."
        )
    if treated > context.now():
        raise UsageError(
            f"{moment_words(treated)} has not come yet. Book it: afterglow next {treated:%Y-%m-%d}"
        )
    return session


def _course_of(context: AppContext, checklist: str | None) -> Recovery:
    """A recovery of the course that the next session is of.

    Raises:
        RefusedError: If there is none.
    """
    spoken_of = recovery_of(context)
    if checklist is None or context.picked is not None or checklist == spoken_of.checklist:
        return spoken_of
    own = [each for each in recoveries(context.journal) if each.checklist == checklist]
    if own:
        return own[-1]
    if _is_of_one_family(context, checklist, spoken_of.checklist):
        return spoken_of
    raise RefusedError(
        f"No recovery of {checklist} was started, so none has a next session. "
        f"Begin it: afterglow start {checklist}. If it is the next session of {spoken_of.id}, "
        f"add --recovery {spoken_of.id}."
    )


def _is_of_one_family(context: AppContext, one: str, other: str) -> bool:
    """Whether one checklist stands on the other; so too where the file of one has gone, and nobody knows."""
    files = Snapshot()
    chains = [files.ids(file.path) if (file := find(context.paths, id)) else () for id in (one, other)]
    return not all(chains) or one in chains[1] or other in chains[0]


def _read_checklist(
    context: AppContext, id: str | None, session: NextSession | None
) -> tuple[ChecklistVersion, Fingerprint | None]:
    """The checklist to begin with, and how its file stood; None for one that runs on from the journal.

    The one of the session before runs on from the journal if its file has vanished or is broken.

    Raises:
        UsageError: If none is named, or there is none of this name.
        FaultyChecklistError: If the one that is named cannot be used.
    """
    if id is None and session is None:
        raise click.UsageError("Missing argument 'CHECKLIST'.", click.get_current_context())
    if id is None and session is not None:
        file = find(context.paths, session.before.checklist)
        try:
            # A file of the person's own that has vanished does not become the shipped one of its id.
            if file is not None and not (file.shipped and was_own(context.journal, session.before)):
                return _read(context, file.id)
        except FaultyChecklistError as error:
            warn(*str(error).splitlines())
        before = session.before
        warn(f"Session {session.number} begins with the checklist as session {before.session} had it.")
        return version_in_force(context.journal, before), None
    return _read(context, id or "")


def _read(context: AppContext, id: str) -> tuple[ChecklistVersion, Fingerprint | None]:
    file = checklist_path(context, id)
    version, look = read_version(file)
    if version.checklist.hidden:
        raise UsageError(
            f"{id} is there for other checklists to extend, and is no plan by itself. "
            "Those to begin with: afterglow checklist list"
        )
    return version, shipped_look(file.id) if file.shipped else look


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


def _takes(offered: ClinicContact) -> bool:
    """Whether the person, where there is one to ask, takes whom the file names."""
    from tui.cli.terminal import can_ask, confirm

    return can_ask() and confirm(f"Use this clinic's number? {offered}.")


def _not_taken(offered: ClinicContact | None) -> Iterator[str]:
    """Whom the file names, where nobody is called."""
    if offered is not None:
        contact = quote(f"{offered.name}, {offered.phone}")
        yield f"The file names a clinic, which was not taken: {offered}."
        yield f"To call it: afterglow recovery correct --clinic {contact}"


def _refuse_twice(context: AppContext, checklist: Checklist, treated: datetime) -> None:
    for each in recoveries(context.journal):
        if each.checklist == checklist.id and each.treated == treated:
            at = f"{treated:%Y-%m-%d %H:%M}"
            raise RefusedError(f"A recovery of {checklist.id} treated {at} exists already: {each.id}.")


def _session_before(
    context: AppContext, version: ChecklistVersion, treated: datetime, follows: bool | None
) -> Recovery | None:
    """The session that this one follows by itself: the last of the same checklist whose plan is over."""
    if follows is False:
        return None
    return finished_before(context.journal, context.settings, version.checklist.id, treated, context.now())


def _summary(
    recovery: Recovery,
    checklist: Checklist,
    treated: datetime,
    answers: Mapping[str, frozenset[str]],
    dates: Mapping[str, ClinicDate],
    now: datetime,
) -> Iterator[str]:
    yield f"Started: {recovery.full_title} ({recovery.id})."
    moment = f"{long_date(treated.date())} {treated.year} at {clock(treated)}"
    yield f"{capital(treated_word(treated, now))} {moment}, {recovery.zone}. That is day 0."
    yield from _clinic_date_lines(checklist, dates)
    open_ones = [each.id for each in checklist.questions if not each.later and each.id not in answers]
    if open_ones:
        yield f"Not sure yet: {', '.join(open_ones)}. Until you answer, the stricter plan holds."


def _clinic_date_lines(checklist: Checklist, dates: Mapping[str, ClinicDate]) -> Iterator[str]:
    if dates:
        from tui.recovery.clinic_dates import date_words

        rules = ((rule, dates[rule.id]) for rule in checklist.rules if rule.id in dates)
        yield from (f"Your clinic said: '{rule.title}', {date_words(date)}." for rule, date in rules)


def _not_for_them(context: AppContext, recovery: Recovery, dates: Mapping[str, ClinicDate]) -> Iterator[str]:
    """What the clinic gave days, and the answers leave out: one of the two may be a slip."""
    if dates:
        from tui.wording.clinic import is_for

        plan = reader_of(context, recovery).plan(context.now())
        for rule in plan.checklist.rules:
            if rule.id in dates and not is_for(rule, plan):
                yield f"By your answers '{rule.title}' is not in your plan now."


def _becomes(
    before: Recovery | None,
    session: NextSession | None,
    checklist: Checklist,
    dates: Mapping[str, ClinicDate],
) -> Iterator[str]:
    """What becomes of the session before."""
    if before is None:
        return
    if before.ended is None:
        yield (
            f"Session {before.session} ({before.id}) is put away and reminds of nothing more. When to call "
            "still speaks for it. Nothing is deleted; afterglow undo restores both."
        )
    if session is not None and (left := session.left_behind(checklist, dates)):
        yield f"{left} Say them again where they hold: afterglow clinic date."


def _closing_lines() -> Iterator[str]:
    yield "Your clinic's own instructions come first, even where they differ from these."
    yield "Your day: afterglow today. When to call: afterglow call."


def _still_running(context: AppContext, recovery: Recovery) -> Iterator[str]:
    """A word on an earlier recovery of the same checklist that runs on beside a new one."""
    for each in recoveries(context.journal):
        if each.checklist == recovery.checklist and each.id != recovery.id and each.ended is None:
            yield (
                f"{each.id} runs on beside it. If this was its next session: afterglow undo, "
                f"then afterglow start --next."
            )
            return
