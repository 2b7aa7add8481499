"""The root of the command line: global options, and commands that are loaded only when they are called."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.context import open_context
from tui.cli.ending import OK, UsageError, run_to_end
from tui.cli.near import nearest
from tui.cli.output.lines import ready_to_print, say
from tui.paths import chosen_home

if TYPE_CHECKING:
    from tui.recovery.context import AppContext

_COMMANDS = {
    "start": "start",
    "today": "today",
    "tick": "acts",
    "untick": "acts",
    "skip": "acts",
    "slip": "acts",
    "note": "acts",
    "sign": "sign",
    "check-in": "sign",
    "answer": "sign",
    "undo": "undo",
    "redo": "undo",
    "plan": "plan",
    "due": "due",
    "call": "call",
    "next": "next",
    "clinic": "clinic",
    "recovery": "recovery",
    "checklist": "checklist",
    "settings": "settings",
    "export": "export",
    "doctor": "doctor",
}
"""Every command with its module in this package, in the order that help lists them."""

_KEPT = "tui.cli"
"""Before the names of the global options among a context's notes."""


def _keep(context: click.Context, option: click.Parameter, value: Any) -> None:
    # Notes are shared by a command and its groups, so that the one nearest to the command holds.
    if value is not None:
        context.meta[f"{_KEPT}.{option.name}"] = value


def _version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        say(f"afterglow {program_version()}")
        context.exit()


def _options(hidden: bool) -> list[click.Parameter]:
    said = (
        ("home", "DIR", "Keep settings, checklists and journal in one folder (or set AFTERGLOW_HOME)."),
        ("now", "INSTANT", "Start the clock at another moment and let it run, such as 2026-11-23T08:55."),
        ("recovery", "ID", "Speak of this recovery instead of the one in focus."),
    )
    return [
        click.Option(
            [f"--{name}"],
            metavar=metavar,
            help=text,
            hidden=hidden,
            expose_value=False,
            callback=_keep,
            type=click.Path(path_type=Path) if name == "home" else None,
        )
        for name, metavar, text in said
    ]


def program_version() -> str:
    """The version that is installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("afterglow")
    except PackageNotFoundError:
        return "not installed, run from its source"


class Command(click.Command):
    """A command that takes the global options too, and is handed an `AppContext`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _options(hidden=True)

    def invoke(self, ctx: click.Context) -> Any:
        ctx.obj = _context(ctx)
        ctx.call_on_close(ctx.obj.close)
        return super().invoke(ctx)


class Group(click.Group):
    """A group of commands that take the global options."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"no_args_is_help": False, **kwargs})
        self.params += _options(hidden=True)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        wanted = args[0]
        known = self.list_commands(ctx)
        if wanted in known or wanted.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        raise UsageError(f"There is no command '{ctx.command_path} {wanted}'.{nearest(wanted, known)}")


class Root(Group):
    """`afterglow` itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params = [each for each in self.params if not getattr(each, "hidden", False)]
        self.params += _options(hidden=False)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"tui.cli.{_COMMANDS[cmd_name]}")
        name = cmd_name.replace("-", "_")
        # A name that Python has taken stands with a line behind it.
        command = getattr(module, name, None) or getattr(module, f"{name}_")
        assert isinstance(command, click.Command)
        return command

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line and leave with its exit code. Never a traceback."""
        ready_to_print()
        name = prog_name or "afterglow"
        self._main_shell_completion(extra, name, complete_var)
        given = sys.argv[1:] if args is None else list(args)

        def run() -> object:
            with self.make_context(name, given, **extra) as ctx:
                return self.invoke(ctx)

        sys.exit(run_to_end(run))


def context_of(ctx: click.Context) -> "AppContext":
    """What a group runs in by itself, without a command of its own. Closed with click's context."""
    context = _context(ctx)
    ctx.call_on_close(context.close)
    return context


def _context(ctx: click.Context, runs: bool = False) -> "AppContext":
    home, now, recovery = (ctx.meta.get(f"{_KEPT}.{name}") for name in ("home", "now", "recovery"))
    return open_context(chosen_home(home, os.environ), now, recovery, runs)


@click.group(cls=Root, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version)
@click.pass_context
def main(ctx: click.Context) -> int:
    """Follow the days after a picosecond laser treatment: what to do now, what to leave alone, when to call.

    Without a command, the app opens.
    """
    if ctx.invoked_subcommand is not None:
        return OK
    from tui.cli.opening import open_app

    return open_app(_context(ctx, runs=True))
