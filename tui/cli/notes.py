"""`note`: a few words to a day, or to one item of it."""

import click

from checklists.rules.rule import Kind
from tui.cli.context import reader_of
from tui.cli.ending import OK, UsageError
from tui.cli.group import Command
from tui.cli.output.items import told
from tui.cli.output.lines import say
from tui.cli.pick import Picker
from tui.recovery.context import AppContext


@click.command(cls=Command)
@click.argument("text")
@click.option("--on", metavar="RULE[/SLOT]", help="The item it is about; without one it is about the day.")
@click.option("--date", metavar="DATE", help="The day meant, such as 2026-11-22 or yesterday.")
@click.option("--at", metavar="TIME", help="When it was, such as 21:30.")
@click.pass_obj
def note(context: AppContext, text: str, on: str | None, date: str | None, at: str | None) -> int:
    """Keep a note. An empty text takes the note to an item away."""
    reader = reader_of(context)
    acts = context.acts(reader)
    plan = acts.plan
    picker = Picker(reader, plan, acts.now)
    moment, number = picker.moment(at, date) if at else (None, picker.day(date))
    if on is None:
        if not text.strip():
            raise UsageError("A note needs a text.")
        acts.note(text.strip(), plan.date_of(number), at=moment)
        say(f"Noted, {f'day {number}' if number >= 0 else 'before day 0'}.")
        return OK
    state = picker.item(on, number, lambda each: each.open, Kind.DO, Kind.CHECK)
    day = state.item.date
    acts.note(text.strip(), day, state.item, moment)
    taken = "Note taken away" if not text.strip() else "Noted"
    say(f"{taken}: {told(state.item, plan)}.")
    return OK
