"""`plan`: every day in a line: its phase, what starts, what comes back, and how it went."""

import click

from tui.cli.context import reader_of
from tui.cli.ending import OK
from tui.cli.group import Command
from tui.cli.output.lines import say, say_json
from tui.recovery.context import AppContext
from tui.recovery.plan_days import PlanDay, from_then_on, plan_days
from tui.recovery.state import DayOutcome
from tui.text.cells import columns
from tui.text.humanize import short_date


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def plan(context: AppContext, as_json: bool) -> int:
    """Show every day in a line.

    Its phase, how it went, what comes back and what starts.
    """
    reader = reader_of(context)
    recovery_plan = reader.plan(context.now())
    days = plan_days(reader, recovery_plan, context.now())
    if as_json:
        say_json(
            {
                "recovery": reader.recovery.id,
                "checklist": recovery_plan.checklist.id,
                "title": reader.recovery.title,
                "today": recovery_plan.today,
                "days": [_json(each) for each in days],
            }
        )
    else:
        after = ", ".join(from_then_on(recovery_plan))
        say(*columns(map(_row, days)), *([f"  From then on: {after}"] if after else []))
    return OK


def _row(each: PlanDay) -> tuple[str, ...]:
    day = each.day
    mark = ">" if each.outcome is DayOutcome.NOW else " "
    starts = f"starts: {', '.join(each.starts)}" if each.starts else ""
    back = f"back: {', '.join(each.back)}" if each.back else ""
    maybe = f"may be back: {', '.join(each.maybe)}" if each.maybe else ""
    if_calm = f"back once what you reported is gone: {', '.join(each.if_calm)}" if each.if_calm else ""
    text = "; ".join(part for part in (back, maybe, if_calm, starts) if part)
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
        # As ever, also where it hangs on a sign: which sign is in `today --json --day`.
        "back": [one.rule.short for one in day.avoids if one.returns_on(day.date) and one.rule.then],
        "back_if_calm": list(each.if_calm),
        "went": each.outcome.value,
        "progress": {"done": progress.done, "due_so_far": progress.due, "planned": progress.planned},
    }
