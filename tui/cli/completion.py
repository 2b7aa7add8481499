"""Completion in a shell: what it asks while somebody types, and `completion`, which sets it up."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, suppress
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, get_completion_class

from tui.cli.ending import OK, CommandError
from tui.cli.group import Command, context_of
from tui.cli.output.lines import say

if TYPE_CHECKING:
    from tui.recovery.context import AppContext
    from tui.recovery.state import DayState

Offer = tuple[str, str]
"""What may be typed, and what it means."""
Offers = Callable[["AppContext", click.Context, str], Iterator[Offer]]
Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

SHELLS = ("bash", "zsh", "fish")


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_obj
def completion(context: "AppContext", shell: str) -> int:
    """Write what makes a shell complete commands and their words.

    Commands, options, rules, slots, signs, answers, recoveries and checklists. It asks Afterglow while you
    type, so nothing has to be written again when your plan changes.
    """
    made = get_completion_class(shell)
    assert made is not None
    from tui.cli.group import main

    say(*made(main, {}, "afterglow", "_AFTERGLOW_COMPLETE").source().rstrip().split("\n"))
    return OK


def complete(offers: Offers) -> Complete:
    """What click asks of a parameter: those of the offers that begin with what is typed.

    What cannot be read offers nothing: a shell is no place for a fault.
    """

    def ask(ctx: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        from tui.journal import JournalError

        with (
            # Nothing that is said on the side may come between what is typed.
            open(os.devnull, "w", encoding="utf-8") as nowhere,
            redirect_stderr(nowhere),
            suppress(JournalError, CommandError, OSError),
        ):
            every = dict(offers(context_of(ctx), ctx, typed))
            return [
                CompletionItem(text, help=about) for text, about in every.items() if text.startswith(typed)
            ]
        return []

    return ask


def rules(context: "AppContext", ctx: click.Context, typed: str) -> Iterator[Offer]:
    """The rules of today that wait for an answer; behind a / their slots."""
    named = set(_given(ctx))
    for state in _today(context):
        for item in state.items:
            rule, key = item.item.rule, f"{item.item.rule.id}/{item.item.slot}"
            if "/" in typed:
                yield key, rule.title
            elif item.open and rule.id not in named:
                yield rule.id, rule.title


def avoids(context: "AppContext", ctx: click.Context, typed: str) -> Iterator[Offer]:
    """What is left alone today."""
    for state in _today(context):
        yield from ((each.avoid.rule.id, each.avoid.rule.title) for each in state.avoids if each.avoid.on)


def every_rule(context: "AppContext", ctx: click.Context, typed: str) -> Iterator[Offer]:
    """Every rule of the plan."""
    if reader := context.reader():
        checklist = context.plans.at(reader, context.now()).checklist
        yield from ((rule.id, rule.title) for rule in checklist.rules)


def signs(context: "AppContext", ctx: click.Context, typed: str) -> Iterator[Offer]:
    """The signs, or behind the name of one its values."""
    if not (reader := context.reader()):
        return
    every = {sign.id: sign for sign in context.plans.at(reader, context.now()).checklist.signs}
    given = _given(ctx)
    before = every.get(given[-1]) if given else None
    if before is None:
        yield from ((id, sign.ask) for id, sign in every.items() if id not in given)
    elif before.top == 1:
        yield from (("yes", before.ask), ("no", before.ask))
    else:
        words = before.words or ("",) * (before.top + 1)
        yield from ((str(value), word) for value, word in enumerate(words))


def answers(context: "AppContext", ctx: click.Context, typed: str) -> Iterator[Offer]:
    """Each question with each of its answers: `strength=light`."""
    if reader := context.reader():
        for question in context.plans.at(reader, context.now()).checklist.questions:
            yield from ((f"{question.id}={id}", label) for id, label in question.answers)


def recovery_ids(context: "AppContext", ctx: click.Context, typed: str) -> Iterator[Offer]:
    """Every recovery."""
    from tui.recovery.recovery import recoveries

    yield from ((each.id, each.full_title) for each in recoveries(context.journal))


def checklist_ids(context: "AppContext", ctx: click.Context, typed: str) -> Iterator[Offer]:
    """Every checklist that may be followed."""
    from tui.files.checklist_files import checklist_paths

    for each in checklist_paths(context.paths):
        if not each.hidden:
            yield each.id, "comes with Afterglow" if each.shipped else "your own"


def _today(context: "AppContext") -> "Iterator[DayState]":
    if reader := context.reader():
        yield context.plans.state(reader, context.now())


def _given(ctx: click.Context) -> tuple[str, ...]:
    """The words of a list of arguments that stand already."""
    lists = [value for value in ctx.params.values() if isinstance(value, tuple)]
    return tuple(str(word) for value in lists for word in value)


COMPLETED: Mapping[str, Complete] = {
    each.__name__: complete(each)
    for each in (rules, avoids, every_rule, signs, answers, recovery_ids, checklist_ids)
}
"""By the name of what is offered."""
