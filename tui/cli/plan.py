"""`plan`: every day in a line: its phase, what starts, what comes back, and how it went."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import click

from checklists.day import Day
from checklists.plan import Plan
from tui.cli.codes import OK
from tui.cli.group import Command
from tui.cli.here import Here
from tui.cli.lines import columns, say, say_json
from tui.day.care import Care
from tui.day.items import Progress
from tui.day.state import Went
from tui.day.words import short_date


@dataclass(frozen=True, slots=True)
class Line:
    """One day of the plan."""

    day: Day
    starts: tuple[str, ...]
    """What is there and was not the day before, by short names."""
    back: tuple[str, ...]
    """What may come back on this day, by short names."""
    went: Went
    progress: Progress
    asked: bool
    """Whether the day was kept here at all: nothing from before is asked after."""


def plan_lines(care: Care, plan: Plan, now: datetime) -> Iterator[Line]:
    """Every day from 0 to the last."""
    numbers = range(plan.last_day + 1)
    joiner = care.joiner(plan, now, numbers)
    begun = min(care.recovery.begun, now)
    before: set[str] = set()
    for number in numbers:
        day = plan.day(number)
        here = {item.rule.id: item.rule.short for item in day.items}
        here |= {counted.rule.id: counted.rule.short for counted in day.counted}
        kept = {avoid.rule.id: f"no {avoid.rule.short}" for avoid in day.avoids if avoid.on}
        new = here | (kept if number else {})
        back = [each.rule.short for each in day.avoids if not each.on and each.rule.then]
        # Many a thing comes back with a rule of its own on how to begin, of the same name.
        starts = [short for id, short in new.items() if id not in before]
        starts = [short for short in dict.fromkeys(starts) if short.removesuffix(" back") not in back]
        yield Line(
            day,
            tuple(starts),
            tuple(back),
            joiner.went(number),
            joiner.progress(day, joiner.items(day)),
            asked=day.ends > begun,
        )
        before = set(here) | set(kept)


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def plan(here: Here, as_json: bool) -> int:
    """Show every day in a line.

    Its phase, how it went, what comes back and what starts.
    """
    care = here.care()
    laid = care.plan(here.now)
    lines = plan_lines(care, laid, here.now)
    if as_json:
        say_json(
            {
                "recovery": care.recovery.id,
                "checklist": laid.checklist.id,
                "title": care.recovery.title,
                "today": laid.today,
                "days": [_json(line) for line in lines],
            }
        )
    else:
        say(*columns(_row(line) for line in lines), *_from_then_on(laid))
    return OK


def _from_then_on(laid: Plan) -> Iterator[str]:
    """What the file leaves open goes on after the last day; what a report holds is not among it."""
    after = laid.day(laid.last_day + 1)
    shorts = [item.rule.short for item in after.items if item.rule.last_day is None]
    shorts += [f"no {avoid.rule.short}" for avoid in after.avoids if avoid.on and not avoid.held]
    if shorts:
        yield f"  From then on: {', '.join(dict.fromkeys(shorts))}"


def _row(line: Line) -> tuple[str, ...]:
    day = line.day
    mark = ">" if line.went is Went.NOW else " "
    starts = f"starts: {', '.join(line.starts)}" if line.starts else ""
    back = f"back: {', '.join(line.back)}" if line.back else ""
    text = "; ".join(part for part in (back, starts) if part)
    phase = day.phase.title if day.phase else ""
    return f"{mark} Day {day.number}", f"{day.date} {short_date(day.date)[:3]}", phase, _went(line), text


def _went(line: Line) -> str:
    """How the day went, in counts."""
    if line.went is Went.AHEAD or not line.asked:
        return ""
    return str(line.progress) if line.went is Went.NOW or line.progress.due else ""


def _json(line: Line) -> dict[str, object]:
    progress = line.progress
    return {
        "day": line.day.number,
        "date": line.day.date.isoformat(),
        "phase": line.day.phase.id if line.day.phase else None,
        "starts": list(line.starts),
        "back": list(line.back),
        "went": line.went.value,
        "progress": {"done": progress.done, "due_so_far": progress.due, "planned": progress.planned},
    }
