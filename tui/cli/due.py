"""`due`: what is due and open now, for prompts, cron and tmux."""

from collections.abc import Iterator

import click

from tui.cli.codes import NO, OK
from tui.cli.context import reader_of, running_of
from tui.cli.group import Command
from tui.cli.output.lines import say, say_json
from tui.recovery.context import AppContext
from tui.recovery.state import DayState, ItemState, Section
from tui.reminders.reminder import DROP
from tui.text.humanize import clock


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def due(context: AppContext, as_json: bool) -> int:
    """Say what is due and open now, a line each.

    Speaks for every recovery that runs. Exits 1, without a word, if nothing is due.
    """
    states = [reader_of(context, each).state(context.now()) for each in running_of(context)]
    found = [(state, item) for state in states for item in waiting(state)]
    if as_json:
        say_json([_json(state, item) for state, item in found])
    else:
        say(*(_line(state, item) for state, item in found))
    return OK if found else NO


def waiting(state: DayState) -> Iterator[ItemState]:
    """What is due and open, without what was put off and what is let go once it is late.

    Once the plan is finished nothing is.
    """
    for section in () if state.finished else state.sections:
        for item in section.items:
            if item.is_due(state.now) and not _put_off(item, section, state) and not _let_go(item, state):
                yield item


def _put_off(item: ItemState, section: Section, state: DayState) -> bool:
    # A slot is told as one, save what is counted, which is told each time.
    name = f"{item.item.rule.id}/{item.item.slot}" if item.item.rule.interval else section.slot
    until = state.put_off.get(f"{state.date.isoformat()}/{name}")
    return until is not None and until > state.now


def _let_go(item: ItemState, state: DayState) -> bool:
    return item.item.rule.if_missed == "drop" and item.due is not None and state.now - item.due > DROP


def _line(state: DayState, item: ItemState) -> str:
    since = f"  since {clock(item.due)}" if item.due else ""
    return f"{state.recovery.id}  {item.item.key}  {item.item.rule.title}{since}"


def _json(state: DayState, item: ItemState) -> dict[str, object]:
    return {
        "recovery": state.recovery.id,
        "key": item.item.key,
        "rule": item.item.rule.id,
        "title": item.item.rule.title,
        "short": item.item.rule.short,
        "due": item.due.isoformat(timespec="seconds") if item.due else None,
    }
