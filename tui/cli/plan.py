"""`plan`: every day in a line: its phase, what starts, what comes back, and how it went."""

import sys
from zoneinfo import ZoneInfo

import click

from checklists.plan.plan import Plan
from tui.cli.context import reader_of
from tui.cli.ending import OK, parse_argument
from tui.cli.group import Command
from tui.cli.output.lines import say, say_json
from tui.cli.terminal import is_terminal
from tui.recovery.context import AppContext
from tui.recovery.plan_days import PlanDay, from_then_on, plan_days
from tui.recovery.state import DayOutcome
from tui.text.cells import columns
from tui.text.humanize import counted, short_date
from tui.text.parse import parse_date
from tui.wording.plan_words import by_condition, plan_condition
from tui.wording.status_line import ASK_FIRST, CHECK_IN_DECIDES, call_first, calm_words


@click.command(cls=Command)
@click.option("--from", "first", metavar="DAY", help="Where it begins: a number, a date or today; 0 is all.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def plan(context: AppContext, first: str | None, as_json: bool) -> int:
    """Show every day in a line.

    Its phase, how it went, what comes back and what starts. On a terminal it begins with today.
    """
    reader = reader_of(context)
    recovery_plan = reader.plan(context.now())
    days = list(plan_days(reader, recovery_plan, context.now()))
    first_asked = call_first(context.plans.state(reader, context.now()))
    before = _first_day(context, recovery_plan, first, as_json)
    shown = [each for each in days if each.day.number >= before]
    if as_json:
        say_json(
            {
                "recovery": reader.recovery.id,
                "checklist": recovery_plan.checklist.id,
                "title": reader.recovery.title,
                "today": recovery_plan.today,
                "ask_first": first_asked or None,
                "days": [_json(each) for each in shown],
            }
        )
    else:
        after = ", ".join(from_then_on(recovery_plan))
        if len(shown) < len(days):
            say(f"  The {counted(len(days) - len(shown), 'day')} before: afterglow plan --from 0")
        if first_asked:
            say(f"  {first_asked}")
        calm = plan_condition(shown)
        if calm:
            # Above the first word that it explains.
            say(f"  {calm_words(calm)}; {CHECK_IN_DECIDES}")
        asks = recovery_plan.today if first_asked else None
        rows = (_row(each, calm, asks=asks is not None and each.day.number >= asks) for each in shown)
        say(*columns(rows), *([f"  From then on: {after}"] if after else []))
    return OK


def _first_day(context: AppContext, recovery_plan: Plan, text: str | None, as_json: bool) -> int:
    """The number of the first day to show: the one that was asked for, or the day it is, for a person."""
    if text is None:
        here = is_terminal(sys.stdout) and not as_json and recovery_plan.today <= recovery_plan.last_day
        return recovery_plan.today if here else 0
    if text.strip().isdecimal() and len(text.strip()) <= 4:
        return int(text)
    zone = ZoneInfo(str(recovery_plan.zone))
    return recovery_plan.number_of(parse_argument(parse_date, text, context.present(zone)))


def _row(each: PlanDay, calm: str, *, asks: bool) -> tuple[str, ...]:
    day = each.day
    mark = ">" if each.outcome is DayOutcome.NOW else " "
    starts = f"starts: {', '.join(each.starts)}" if each.starts else ""
    groups = [("", each.back)] if each.back else []
    beside = f", {ASK_FIRST}" * asks
    back = [
        f"{f'back {condition}'.rstrip()}{beside}: {', '.join(shorts)}"
        for condition, shorts in (*groups, *by_condition(each, calm))
    ]
    text = "; ".join(part for part in (*back, starts) if part)
    phase = day.phase.title if day.phase else ""
    return f"{mark} Day {day.number}", f"{day.date} {short_date(day.date)[:3]}", phase, _went(each), text


def _went(each: PlanDay) -> str:
    """How the day went, in counts."""
    return str(each.progress) if each.outcome is DayOutcome.NOW or each.is_tracked else ""


def _json(each: PlanDay) -> dict[str, object]:
    progress, day = each.progress, each.day
    return {
        "day": each.day.number,
        "date": each.day.date.isoformat(),
        "phase": each.day.phase.id if each.day.phase else None,
        "starts": list(each.starts),
        # All of it, as ever; below, what of it hangs on a sign that nobody has reported. Which sign that is,
        # is in `today --json --day`.
        "back": [one.rule.short for one in day.avoids if one.returns_on(day.date) and one.rule.then],
        "back_if": list(each.maybe),
        "back_if_calm": list(each.if_calm),
        "went": each.outcome.value,
        "progress": {"done": progress.done, "due_so_far": progress.due, "planned": progress.planned},
    }
