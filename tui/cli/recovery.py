"""`recovery`: all recoveries, and which of them the other commands speak of."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click
from msgspec.structs import replace

from checklists.text import printable
from tui.cli.context import NONE_BEGUN, acts_of, recovery_named, recovery_of
from tui.cli.ending import OK, RefusedError, UsageError, parse_argument
from tui.cli.group import AS_JSON, Group, completed
from tui.cli.output.lines import say, say_json, warn
from tui.cli.start import parse_clinic
from tui.recovery.acts import Acts
from tui.recovery.context import AppContext
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import MOST_PRICE, MOST_TITLE, Recovery, course_of, in_focus, recoveries
from tui.recovery.words import recovery_status
from tui.text.cells import columns
from tui.text.humanize import listed, treated_word
from tui.text.parse import moment_words, parse_moment
from tui.zones import parse_zone


@click.group(cls=Group)
def recovery() -> None:
    """List recoveries, choose one, correct one or put it away."""


@recovery.command("list")
@AS_JSON
@click.pass_obj
def list_all(context: AppContext, as_json: bool) -> int:
    """List every recovery; > marks the one in focus."""
    journal = context.journal
    all_recoveries = recoveries(journal)
    if not all_recoveries:
        raise RefusedError(NONE_BEGUN)
    focus = in_focus(journal)
    if as_json:
        say_json(
            [_value(context, each, focus is not None and each.id == focus.id) for each in all_recoveries]
        )
        return OK
    say(*columns(_row(context, each, focus is not None and each.id == focus.id) for each in all_recoveries))
    return OK


def _row(context: AppContext, each: Recovery, focused: bool) -> tuple[str, ...]:
    plan = RecoveryReader(context.journal, context.settings, each).plan(context.now())
    treated = each.treated.astimezone(ZoneInfo(each.zone))
    mark = ">" if focused else " "
    in_course = len(course_of(context.journal, each)) > 1
    title = f"{each.title}, session {each.session}" if in_course or each.session > 1 else each.title
    moment = f"{treated_word(treated, context.now())} {treated:%Y-%m-%d %H:%M}"
    return f"{mark} {each.id}", title, moment, recovery_status(each, plan), each.price


def _value(context: AppContext, each: Recovery, focused: bool) -> dict[str, Any]:
    plan = RecoveryReader(context.journal, context.settings, each).plan(context.now())
    return {
        "recovery": each.id,
        "title": each.title,
        "checklist": each.checklist,
        "session": each.session,
        "treated": each.treated.astimezone(ZoneInfo(each.zone)).isoformat(timespec="seconds"),
        "zone": each.zone,
        "day": plan.today,
        "last_day": plan.last_day,
        "ended": each.ended.isoformat(timespec="seconds") if each.ended else None,
        "focus": focused,
        "price": each.price or None,
    }


@recovery.command()
@click.argument("id", shell_complete=completed("recovery_ids"))
@click.pass_obj
def focus(context: AppContext, id: str) -> int:
    """Choose the recovery that everything else speaks of."""
    each = recovery_named(id, recoveries(context.journal))
    if each.ended is not None:
        raise RefusedError(f"{each.id} was put away, so it cannot be in focus.")
    current = in_focus(context.journal)
    if current is not None and current.id == each.id:
        say(f"Already in focus: {each.title} ({each.id}).")
        return OK
    acts_of(context, each).focus()
    say(f"In focus: {each.title} ({each.id}).")
    return OK


@recovery.command()
@click.option("--on", metavar="MOMENT", help="When the treatment ended, such as 2026-11-20T16:00.")
@click.option("--zone", metavar="ZONE", help="Where you are from now on; with --on, where the treatment was.")
@click.option("--clinic", metavar='"NAME, PHONE"', help="Whom to call.")
@click.pass_obj
def correct(context: AppContext, on: str | None, zone: str | None, clinic: str | None) -> int:
    """Set the moment of treatment, the zone or the clinic right.

    Ticks keep their dates; days are numbered anew. With --zone alone every recovery that runs follows the
    time there from now on, and days gone by stay as they were.
    """
    if on is None and clinic is None and zone is None:
        raise UsageError(
            'Say what to correct: --on 2026-11-20T16:00, --zone Asia/Singapore, or --clinic "Name, +65 ...".'
        )
    each = recovery_of(context)
    place = None if zone is None else parse_argument(parse_zone, zone)
    contact = parse_clinic(clinic) if clinic is not None else each.clinic
    after = replace(each.clinic, name=contact.name, phone=contact.phone)
    treated = (
        each.treated
        if on is None
        else parse_argument(parse_moment, on, context.present(place or ZoneInfo(each.zone)))
    )
    acts = acts_of(context, each)
    wrong_place = on is not None and place is not None and place.key != each.zone
    moves = on is None and place is not None and (each.home or place.key != str(acts.plan.zone))
    if treated == each.treated and not wrong_place and not moves and after == each.clinic:
        say(f"Already so: {each.title} ({each.id}).")
        return OK
    if treated != each.treated or wrong_place:
        _correct_treatment(context, acts, treated, place or ZoneInfo(each.zone))
    if moves and place is not None:
        _move(context, acts, place)
    if after != each.clinic:
        acts_of(context).set_clinic(after, each.clinic)
        say(f"Your clinic: {after}" if str(after) else "Your clinic: not told.")
    return OK


def _correct_treatment(context: AppContext, acts: Acts, treated: datetime, place: ZoneInfo) -> None:
    before = acts.reader.recovery
    acts.correct(treated, place.key if place.key != before.zone else None)
    moment = moment_words(treated.astimezone(place))
    word = treated_word(treated, context.now())
    say(f"Corrected: {word} {moment}, {place.key}. Ticks keep their dates.")
    if treated > context.now():
        warn(f"{moment} has not come yet. The plan begins then.")


def _move(context: AppContext, acts: Acts, place: ZoneInfo) -> None:
    """Let everything that runs follow the time of a zone."""
    recovery = acts.reader.recovery
    running = [each for each in context.running() if each.id != recovery.id]
    others = [acts_of(context, each) for each in running]
    stay = [each for each in others if each.reader.recovery.home]
    acts.arrive(place.key, others)
    also = [each.reader.recovery.id for each in others if each not in stay]
    follow = f"{listed([recovery.id, *also])} {'follow' if also else 'follows'}"
    say(f"From now on {follow} the time in {place.key}.")
    say(*(f"{each.reader.recovery.id} keeps the time of {each.reader.recovery.zone}." for each in stay))
    treated = moment_words(recovery.treated.astimezone(place))
    say(f"Days gone by stay as they were. The treatment, {treated} there, stays too; else add --on.")


@recovery.command()
@click.argument("text", required=False)
@click.pass_obj
def price(context: AppContext, text: str | None) -> int:
    """Keep what the session cost, in your words.

    TEXT is such as "499 USD"; an empty one takes it away, and without one it is shown. Nothing is added up.
    """
    each = recovery_of(context)
    if text is None:
        say(f"The price you kept: {each.price}" if each.price else "No price is kept.")
        return OK
    value = " ".join(text.split())
    if len(value) > MOST_PRICE:
        raise UsageError(f"A price takes at most {MOST_PRICE} characters, and this has {len(value)}.")
    if value != each.price:
        acts_of(context).set_price(value)
    say(f"The price you kept: {value}" if value else "No price is kept.")
    return OK


@recovery.command()
@click.pass_obj
def end(context: AppContext) -> int:
    """Put the recovery away; nothing is deleted.

    Nothing of it is told any more. Undo brings it back.
    """
    each = recovery_of(context)
    if each.ended is not None:
        raise RefusedError(f"{each.title} ({each.id}) was put away already.")
    acts_of(context).end()
    say(f"Put away: {each.title} ({each.id}). Nothing is deleted; afterglow undo brings it back.")
    return OK


@recovery.command()
@click.argument("id", shell_complete=completed("recovery_ids"))
@click.pass_obj
def reopen(context: AppContext, id: str) -> int:
    """Take a recovery up again that was put away. It reminds as before."""
    each = recovery_named(id, recoveries(context.journal))
    if each.ended is None:
        raise RefusedError(f"{each.full_title} ({each.id}) was not put away.")
    context.acts(RecoveryReader(context.journal, context.settings, each)).reopen()
    say(f"Open again: {each.full_title} ({each.id}). It reminds as before.")
    after = [other for other in recoveries(context.journal) if other.after == each.id and other.ended is None]
    say(*(f"Session {other.session} ({other.id}) runs on beside it." for other in after))
    focus = in_focus(context.journal)
    if focus is not None and focus.id != each.id:
        say(f"In focus is {focus.id}. To look at this one: afterglow recovery focus {each.id}")
    return OK


@recovery.command()
@click.argument("id", shell_complete=completed("recovery_ids"))
@click.argument("name")
@click.pass_obj
def rename(context: AppContext, id: str, name: str) -> int:
    """Call a recovery something else.

    An empty name is its checklist's title again. Its id, its days and its checklist stay as they are.
    """
    each, title = recovery_named(id, recoveries(context.journal)), " ".join(name.split())
    if len(title) > MOST_TITLE:
        raise UsageError(f"A name takes at most {MOST_TITLE} characters, and this has {len(title)}.")
    acts = context.acts(RecoveryReader(context.journal, context.settings, each))
    title = printable(title or acts.plan.checklist.title, " ")
    if title == each.title:
        say(f"Already so: {each.title} ({each.id}).")
        return OK
    acts.rename(title)
    say(f"Renamed: {each.title} is now {title} ({each.id}).")
    return OK
