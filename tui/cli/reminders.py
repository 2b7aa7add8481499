"""`reminders`: what is to be told, what became of what was, and who tells while the app is closed."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import click

from tui.cli.context import reader_of, recovery_of, running_of
from tui.cli.ending import NO, OK
from tui.cli.group import Group, LazyCommand, context_of
from tui.cli.output.lines import say, say_json
from tui.recovery.context import AppContext
from tui.recovery.recovery import Recovery
from tui.reminders.coming import coming
from tui.reminders.ledger import DAYS, PastReminder, ledger
from tui.reminders.quiet import QuietEffect, effects_ahead, quiet_lines
from tui.reminders.reminder import Reminder
from tui.reminders.tellers import Teller, tellers
from tui.reminders.words import answer_words, coming_words, day_words, teller_rows, told_words
from tui.text.cells import columns
from tui.text.humanize import clock

_AHEAD = 2
"""Days that are listed, with the one it is, where nobody says how many."""
_MOST_DAYS = 800
_COMMANDS = {
    "install": LazyCommand("reminders_install", "Have a timer tell what is due while the app is closed."),
    "remove": LazyCommand("reminders_install", "Take away the timer that install wrote."),
}
_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@click.group(cls=Group, lazy=_COMMANDS, invoke_without_command=True)
@_JSON
@click.pass_context
def reminders(ctx: click.Context, as_json: bool) -> int:
    """Say what is to be told today and tomorrow, and who tells.

    Without a command: both. `coming` and `past` list them.
    """
    if ctx.invoked_subcommand is not None:
        return OK
    context = context_of(ctx)
    found, effects = _coming(context, _AHEAD), _quiet_effects(context, _AHEAD)
    if as_json:
        say_json(_coming_json(context, found, effects))
        return OK
    say(*_coming_lines(context, found), *_quiet_lines(effects), "", *_teller_lines(context))
    return OK


@reminders.command("coming")
@click.option("--days", type=click.IntRange(1, _MOST_DAYS), default=_AHEAD, help="How many, with today.")
@_JSON
@click.pass_obj
def list_coming(context: AppContext, days: int, as_json: bool) -> int:
    """List what is to be told, by day. Exits 1 if nothing is."""
    found = _coming(context, days)
    effects = _quiet_effects(context, days)
    if as_json:
        say_json(_coming_json(context, found, effects))
    else:
        say(*_coming_lines(context, found), *_quiet_lines(effects))
    return OK if found else NO


@reminders.command("past")
@click.option("--days", type=click.IntRange(1, _MOST_DAYS), default=DAYS, help="How many, with today.")
@_JSON
@click.pass_obj
def list_past(context: AppContext, days: int, as_json: bool) -> int:
    """List what was told and what came of it, newest first. Exits 1 if nothing was.

    With what was late and why, put off, answered or let go. What nothing told says so: the program tells only
    while it, or one of its tellers, runs.
    """
    found = [
        (recovery, past)
        for recovery in running_of(context)
        for past in ledger(reader_of(context, recovery), context.plans, context.now(), days)
    ]
    found.sort(key=lambda each: each[1].due, reverse=True)
    if as_json:
        say_json([_past_json(past) for _, past in found])
    else:
        say(*_past_lines(context, found))
    return OK if found else NO


_Coming = tuple[Recovery, Reminder]


def _coming(context: AppContext, days: int) -> list[_Coming]:
    """What is to be told from now on, of whatever runs."""
    # The moment first, and whether there is anything at all.
    recovery_of(context)
    found = list[_Coming]()
    for recovery in running_of(context):
        reader, now = reader_of(context, recovery), context.now()
        plan = context.plans.at(reader, now)
        until = plan.begins(max(plan.today, 0) + days)
        found += [(recovery, each) for each in coming(reader, context.plans, now, now, until)]
    return sorted(found, key=lambda each: _next(each[1], context.now()))


_QUIET_DAYS = 14
"""Days that are looked at for what quiet hours do, at most: it is the same day by day."""


def _quiet_effects(context: AppContext, days: int) -> list[QuietEffect]:
    """What quiet hours do to what is to be told, of whatever runs."""
    readers = (reader_of(context, recovery) for recovery in running_of(context))
    days = min(days, _QUIET_DAYS)
    return [each for reader in readers for each in effects_ahead(reader, context.plans, context.now(), days)]


def _quiet_lines(effects: Sequence[QuietEffect]) -> Iterator[str]:
    lines = list(quiet_lines(effects))
    if lines:
        yield "Quiet hours"
        yield from (f"  {line}" for line in lines)


def _next(reminder: Reminder, now: datetime) -> datetime:
    """The moment of a reminder that comes next."""
    return next((moment for moment in reminder.moments if moment >= now), reminder.due)


def _coming_lines(context: AppContext, found: Sequence[_Coming]) -> Iterator[str]:
    now = context.now()
    if not found:
        yield "Nothing is to be told."
        return
    several = len(context.running()) > 1
    rows, days = list[tuple[str, ...]](), list[str]()
    for recovery, each in found:
        moment = _next(each, now)
        whose = f"{recovery.full_title}: " if several else ""
        rows.append((f"  {clock(moment)}", each.title, f"{whose}{coming_words(each, now)}"))
        days.append(day_words(moment.date(), now.astimezone(moment.tzinfo).date()))
    before = ""
    for day, line in zip(days, columns(rows), strict=True):
        if day != before:
            yield day
        before = day
        yield line


def _teller_lines(context: AppContext) -> Iterator[str]:
    yield "Who reminds you"
    found = tellers(context.paths.tellers)
    rows = teller_rows(found, context.settings.loud, context.now())
    yield from columns((f"  {name}", words) for name, words, _ in rows)


def _past_lines(context: AppContext, found: Sequence[tuple[Recovery, PastReminder]]) -> Iterator[str]:
    if not found:
        yield "Nothing was to be told yet."
        return
    now, several = context.now(), len(context.running()) > 1
    rows, days = list[tuple[str, ...]](), list[str]()
    for recovery, past in found:
        whose = f"{recovery.full_title}: " if several else ""
        local = now.astimezone(past.due.tzinfo)
        what = "; ".join(filter(None, (told_words(past), answer_words(past, local))))
        rows.append((f"  {clock(past.due)}", past.title, f"{whose}{', '.join(past.shorts)}"))
        rows.append(("", "", what))
        days += [day_words(past.date, local.date())] * 2
    before = ""
    for day, line in zip(days, columns(rows), strict=True):
        if day != before:
            yield day
        before = day
        if line:
            yield line


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")


def _coming_json(
    context: AppContext, found: Sequence[_Coming], effects: Sequence[QuietEffect]
) -> dict[str, object]:
    now = context.now()
    return {
        "reminders": [
            {
                "recovery": each.recovery,
                "key": each.key,
                "kind": each.kind.value,
                "title": each.title,
                "words": each.words,
                "titles": list(each.titles),
                "next": _iso(_next(each, now)),
                "moments": [_iso(moment) for moment in each.moments],
                "items": [item.item.key for item in each.items],
                "put_off": any(item.put_off is not None for item in each.items),
                "outlasts_quiet": each.outlasts_quiet,
            }
            for _, each in found
        ],
        "quiet": [
            {
                "title": each.title,
                "due": _iso(each.due),
                "moved": _iso(each.moved),
                "untold": [item.item.key for item in each.untold],
            }
            for each in effects
        ],
        "tellers": [_teller_json(each, now) for each in tellers(context.paths.tellers)],
    }


def _teller_json(teller: Teller, now: datetime) -> dict[str, object]:
    zone = now.tzinfo
    return {
        "name": teller.name.value,
        "since": _iso(teller.since.astimezone(zone)),
        "seen": _iso(teller.seen.astimezone(zone)),
        "until": _iso(teller.until.astimezone(zone)) if teller.until is not None else None,
        "alive": teller.is_alive(now),
    }


def _past_json(past: PastReminder) -> dict[str, object]:
    return {
        "recovery": past.recovery,
        "key": past.key,
        "title": past.title,
        "shorts": list(past.shorts),
        "due": _iso(past.due),
        "told": [
            {
                "moment": _iso(one.moment),
                "at": _iso(one.at),
                "means": one.means,
                "late_minutes": int(one.late / timedelta(minutes=1)),
                "why": one.why or None,
                "state": one.state.value,
            }
            for one in past.tellings
        ],
        "put_off": [
            {"at": _iso(one.at), "until": _iso(one.until), "alone": one.short or None} for one in past.put_off
        ],
        "untold": past.is_untold,
        "quiet": past.is_quiet,
        "done": len(past.done),
        "skipped": len(past.skipped),
        "let_go": len(past.let_go),
        "unanswered": len(past.unanswered),
        "answered_at": _iso(past.answered_at),
    }
