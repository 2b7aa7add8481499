"""`slip`: something to leave alone was not, and that is all right to say."""

import click

from checklists.rules import Kind
from tui.cli.codes import OK, No, Wrong
from tui.cli.group import Command
from tui.cli.here import Here
from tui.cli.lines import say
from tui.cli.pick import Named, Picker


@click.command(cls=Command)
@click.argument("rule", metavar="RULE")
@click.option("--because", metavar="TEXT", default="", help="Anything worth keeping of it.")
@click.option("--date", metavar="DATE", help="The day meant, such as 2026-11-22 or yesterday.")
@click.option("--at", metavar="TIME", help="When it was, such as 21:30.")
@click.pass_obj
def slip(here: Here, rule: str, because: str, date: str | None, at: str | None) -> int:
    """Note that something to leave alone was not left alone. Nothing is held against you."""
    care = here.care()
    acts = here.acts(care)
    plan = acts.plan
    picker = Picker(care, plan, acts.now)
    moment, number = picker.moment(at, date) if at else (None, picker.day(date))
    named = Named.of(rule)
    avoid = picker.rule(named.rule, Kind.AVOID)
    if named.slot is not None:
        raise Wrong(f"{avoid.id} has no slots: it is left alone all day.")
    if number > plan.today:
        raise Wrong(f"Day {number} has not come.")
    state = care.state_of(plan, acts.now, number)
    found = next((each for each in state.avoids if each.avoid.rule.id == avoid.id), None)
    if found is None or not found.avoid.on:
        raise No(f"'{avoid.title}' need not be left alone on day {number}.")
    words = f"slip '{avoid.title}', day {number}"
    if found.slipped and because in ("", found.note):
        say(f"Already noted: {words}.")
        return OK
    acts.slip(avoid, plan.date_of(number), because, moment)
    say(f"Noted: {words}. It happens. Let it rest from here.")
    if avoid.how:
        say(avoid.how)
    return OK
