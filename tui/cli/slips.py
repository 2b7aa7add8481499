"""`slip`: something to leave alone was not, and that is all right to say."""

import click

from checklists.rules.rule import Kind
from tui.cli.context import reader_of
from tui.cli.ending import OK, RefusedError, UsageError
from tui.cli.group import Command
from tui.cli.output.lines import say
from tui.cli.pick import ItemName, Picker, not_before
from tui.recovery.context import AppContext
from tui.recovery.state import AvoidState


@click.command(cls=Command)
@click.argument("rule", metavar="RULE")
@click.option("--because", metavar="TEXT", default="", help="Anything worth keeping of it.")
@click.option("--take-back", is_flag=True, help="It was left alone after all.")
@click.option("--date", metavar="DATE", help="The day meant, such as 2026-11-22 or yesterday.")
@click.option("--at", metavar="TIME", help="When it was, such as 21:30.")
@click.pass_obj
def slip(
    context: AppContext, rule: str, because: str, take_back: bool, date: str | None, at: str | None
) -> int:
    """Note that something to leave alone was not left alone. Nothing is held against you."""
    reader = reader_of(context)
    acts = context.acts(reader)
    picker = Picker(reader, acts.plan, acts.now)
    moment, number = picker.moment(at, date) if at else (None, picker.day(date))
    found = _found(picker, rule, number)
    avoid = found.avoid.rule
    words = f"'{avoid.title}', day {number}"
    if take_back:
        if not found.slipped:
            raise RefusedError(f"No slip is noted: {words}.")
        acts.unslip(avoid, acts.plan.date_of(number))
        say(f"Taken back: slip {words}.")
    elif found.slipped and because in ("", found.note):
        say(f"Already noted: slip {words}.")
    elif not found.avoid.on:
        raise RefusedError(f"'{avoid.title}' need not be left alone on day {number}.")
    else:
        acts.slip(avoid, acts.plan.date_of(number), because, moment)
        say(f"Noted: slip {words}. It happens; leave it be from here.")
        if avoid.how:
            say(avoid.how)
    return OK


def _found(picker: Picker, name: str, number: int) -> AvoidState:
    """What is to be left alone on a day.

    Raises:
        UsageError: If there is no such rule, or the day has not come.
        RefusedError: If it need not be left alone that day.
    """
    named = ItemName.of(name)
    rule = picker.rule(named.rule, Kind.AVOID)
    if named.slot is not None:
        raise UsageError(f"{rule.id} has no slots: it is left alone all day.")
    not_before(picker.plan, number)
    if number > picker.plan.today:
        raise UsageError(f"Day {number} has not come.")
    for each in picker.reader.state_of(picker.plan, picker.now, number).avoids:
        if each.avoid.rule.id == rule.id:
            return each
    raise RefusedError(f"'{rule.title}' need not be left alone on day {number}.")
