"""`due`: what is due and open now, for prompts, cron and tmux."""

import sys
from collections.abc import Iterator, Sequence

import click

from tui.cli.context import reader_of, running_of
from tui.cli.ending import NO, OK, UsageError
from tui.cli.group import Command
from tui.cli.output.lines import say, say_json
from tui.cli.output.safety import safety_json, safety_line, safety_of
from tui.cli.pick import numbered_items
from tui.cli.terminal import is_terminal
from tui.recovery.call_lines import CallLine
from tui.recovery.context import AppContext
from tui.recovery.reader import RecoveryReader
from tui.recovery.state import DayState, ItemState
from tui.text.humanize import clock


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--tell", is_flag=True, help="Tell once of what has come, for a timer: a bell or a notice.")
@click.option("--numbered", "-n", is_flag=True, help="With the numbers that tick and skip take today.")
@click.option("--line", "as_line", is_flag=True, help="In one line, for a prompt or a status bar.")
@click.option("--max", "most", type=click.IntRange(6, 400), metavar="CELLS", help="At most so long: 40.")
@click.option("--format", "layout", metavar="TEXT", help="The line as you want it: '{count}: {names}'.")
@click.option("--waybar", is_flag=True, help="The line as JSON for Waybar.")
@click.option("--tmux", is_flag=True, help="With --line: nothing in it is a style to tmux.")
@click.pass_obj
def due(
    context: AppContext,
    as_json: bool,
    numbered: bool,
    as_line: bool,
    most: int | None,
    layout: str | None,
    waybar: bool,
    tmux: bool,
    tell: bool,
) -> int:
    """Say what is due and open now, a line each.

    Speaks for every recovery that runs. A published line that says to call about what you said or ticked
    comes first, and is due until you called. Exits 1, without a word, if nothing is due. On a terminal the
    lines are numbered: tick 3 ticks what has a 3 before it, and a number means the same all day.

    A format may name line, count, names, call, since and next.

    With --tell it tells once of what has come and nobody told: in a terminal as `loud` in the settings has
    it, without one by a notice on the desktop. Exits 1 if there is nothing to tell, or nothing to tell with.
    """
    if tell:
        if as_json or numbered or as_line or layout is not None or waybar:
            raise UsageError("--tell tells, and prints nothing as data or with numbers.")
        # Here, since a prompt asks often and tells nothing.
        from tui.cli.tell import tell_due

        return tell_due(context)
    readers = [reader_of(context, each) for each in running_of(context)]
    states = [context.plans.state(reader, context.now()) for reader in readers]
    items = [(state, item) for state in states for item in state.due]
    calls = [line for line in safety_of(context) if line.called is None or items]
    if as_line or layout is not None or waybar:
        from tui.cli.due_line import USUAL_WIDTH, DueNow, say_line

        now = DueNow(states, [item for _, item in items], [line for line in calls if line.called is None])
        return say_line(now, most=most or USUAL_WIDTH, layout=layout, waybar=waybar, tmux=tmux)
    if as_json:
        say_json([*_calls_json(calls, context), *(_json(state, item) for state, item in items)])
    else:
        numbers = _numbers(readers, context) if numbered or is_terminal(sys.stdout) else {}
        say(
            *(safety_line(line, context) for line in calls),
            *(
                f"{numbers.get(_place(*each), ''):>2}  {_line(*each)}" if numbers else _line(*each)
                for each in items
            ),
        )
    return OK if items or calls else NO


def _place(state: DayState, item: ItemState) -> tuple[str, str]:
    return state.recovery.id, item.item.key


def _numbers(readers: Sequence[RecoveryReader], context: AppContext) -> dict[tuple[str, str], int]:
    return {_place(*each): number for number, each in enumerate(numbered_items(readers, context), 1)}


def _line(state: DayState, item: ItemState) -> str:
    since = f"  since {clock(item.due)}" if item.due else ""
    return f"{state.recovery.id}  {item.item.key}  {item.item.rule.title}{since}"


def _calls_json(lines: Sequence[CallLine], context: AppContext) -> Iterator[dict[str, object]]:
    """What stands, in the shape of what is due, with all that `today` says of it."""
    for each in safety_json(lines, context):
        yield {
            "recovery": each["recovery"],
            "key": None,
            "rule": None,
            "title": each["if"],
            "short": None,
            "due": None,
            "safety": each,
        }


def _json(state: DayState, item: ItemState) -> dict[str, object]:
    return {
        "recovery": state.recovery.id,
        "key": item.item.key,
        "rule": item.item.rule.id,
        "title": item.item.rule.title,
        "short": item.item.rule.short,
        "due": item.due.isoformat(timespec="seconds") if item.due else None,
        "safety": None,
    }
