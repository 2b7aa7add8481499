"""Every command has help, and the README's table knows every command."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.support.commands import Shell
from tui.cli.group import Group, LazyCommand, main

README = Path(__file__).parents[3] / "README.md"


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command by its words: `("recovery", "list")`."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))
        else:
            yield (*before, name)


ALL = list(commands(main))
GROUPS: list[tuple[str, ...]] = [(), ("clinic",), ("recovery",), ("checklist",), ("export",), ("reminders",)]


def test_these_are_the_commands() -> None:
    assert {" ".join(words) for words in ALL} == {
        *("start", "today", "tick", "untick", "skip", "later", "slip", "note", "sign", "check-in", "answer"),
        *("undo", "redo", "plan", "due", "find", "call", "settings", "doctor"),
        *("reminders install", "reminders remove", "reminders coming", "reminders past", "watch"),
        *("progress", "diary", "course", "photo add", "photo list", "photo forget", "photo open"),
        *("export json", "export csv", "export report", "export ics", "import json"),
        *("backup", "restore", "completion"),
        "clinic date",
        *("recovery list", "recovery focus", "recovery correct", "recovery end"),
        *("next", "recovery price", "recovery reopen", "recovery rename"),
        *("checklist list", "checklist show", "checklist check", "checklist schema", "checklist path"),
        *("checklist pack", "checklist add", "checklist preview"),
        *("checklist new", "checklist edit", "checklist diff", "checklist accept", "checklist keep"),
    }


@pytest.mark.parametrize("words", [*GROUPS, *ALL], ids=" ".join)
def test_every_command_says_what_it_does(home: Path, words: tuple[str, ...]) -> None:
    ended = Shell(home)(*words, "--help")

    assert (ended.code, ended.err) == (0, "")
    usage, _, *lines = ended.out.splitlines()
    assert usage.startswith(f"Usage: {' '.join(('afterglow', *words))}")
    # A command's own help opens with its two examples.
    first = lines[0 if words in GROUPS else 3]
    assert "afterglow" not in first.split()[0]
    assert len(first.split()) > 2
    assert not home.exists()


@pytest.mark.parametrize("words", GROUPS, ids=" ".join)
def test_a_list_of_commands_cuts_nothing_off(home: Path, words: tuple[str, ...]) -> None:
    assert "..." not in Shell(home)(*words, "-h").out.split("Commands:")[1]


def lazy_commands(group: click.Group) -> Iterator[tuple[str, LazyCommand]]:
    """Every command that is listed without being loaded, by its name."""
    if isinstance(group, Group):
        yield from group.lazy.items()
        for name in group.list_commands(click.Context(group)):
            command = group.get_command(click.Context(group), name)
            if isinstance(command, click.Group):
                yield from lazy_commands(command)


@pytest.mark.parametrize(("name", "lazy"), [pytest.param(*each, id=each[0]) for each in lazy_commands(main)])
def test_a_command_is_listed_with_the_first_sentence_of_its_own_help(name: str, lazy: LazyCommand) -> None:
    command = lazy.load(name)
    listed = click.Command(name, help=lazy.help)

    assert lazy.help.endswith(".")
    for limit in range(20, 200):
        assert listed.get_short_help_str(limit) == command.get_short_help_str(limit)


def test_the_readme_has_every_command() -> None:
    table = "\n".join(
        line for line in README.read_text("utf-8").splitlines() if line.startswith("| `afterglow")
    )
    words = set(re.findall(r"[a-z-]+", table))

    assert table
    for command in ALL:
        assert words.issuperset(command), command
