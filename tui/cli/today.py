"""`today`: one day of the recovery in focus."""

import click

from checklists.plan.plan import Plan
from tui.cli.context import reader_of
from tui.cli.ending import OK, UsageError
from tui.cli.group import Command
from tui.cli.output.lines import say, say_json
from tui.cli.output.safety import safety_json, safety_lines, safety_of
from tui.recovery.context import AppContext


@click.command(cls=Command)
@click.option("--day", metavar="N", type=int, help="The day of this number; day 0 is the day of treatment.")
@click.option("--date", metavar="DATE", help="The day of this date, such as 2026-11-22 or yesterday.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def today(context: AppContext, day: int | None, date: str | None, as_json: bool) -> int:
    """Show a day: what to do, what to leave alone, what is usual."""
    if day is not None and date is not None:
        raise UsageError("Take --day or --date, not both.")
    reader = reader_of(context)
    plan = context.plans.at(reader, context.now())
    if date is not None:
        from tui.cli.pick import Picker

        day = Picker(reader, plan, context.now()).day(date)
    if day is not None:
        _on_plan(day, plan)
    others = context.beside(reader.recovery)
    state = reader.state_of(plan, context.now(), plan.today if day is None else day).beside(others)
    safety = safety_of(context)
    if as_json:
        from tui.cli.output.today_json import today_json

        say_json(today_json(state, plan.checklist.signs) | {"safety": safety_json(safety, context)})
    else:
        from tui.cli.output.today_lines import today_lines

        above = list(safety_lines(safety, context))
        say(*above, *([""] if above else []))
        say(*today_lines(state, others))
    return OK


def _on_plan(day: int, plan: Plan) -> None:
    if not 0 <= day <= plan.last_day and day != plan.today:
        last = plan.date_of(plan.last_day)
        raise UsageError(
            f"There is no day {day}: the plan runs from day 0, {plan.treatment_date}, "
            f"to day {plan.last_day}, {last}."
        )
