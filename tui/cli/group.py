"""The root of the command line: global options, and commands that are loaded only when they are called."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from checklists.text import nearest_or_all
from tui.cli.ending import OK, UsageError, run_to_end
from tui.cli.output.lines import replace_unprintable, say, warn
from tui.wording.purpose import PURPOSE

if TYPE_CHECKING:
    from tui.recovery.context import AppContext


class LazyCommand(NamedTuple):
    """A command that is not loaded before it is called, nor for a list of commands."""

    module: str
    """Its module in this package, in which it stands under its own name."""
    help: str
    """The first sentence of its help."""

    def load(self, name: str) -> click.Command:
        """The command itself."""
        module = import_module(f"tui.cli.{self.module}")
        attribute = name.replace("-", "_")
        # A name that Python has taken stands with a line behind it.
        command = getattr(module, attribute, None) or getattr(module, f"{attribute}_")
        assert isinstance(command, click.Command)
        return command


_COMMANDS = {
    "start": LazyCommand("start", "Begin a recovery with a checklist."),
    "today": LazyCommand("today", "Show a day: what to do, what to leave alone, what is usual."),
    "tick": LazyCommand("acts", "Record that something was done."),
    "untick": LazyCommand("acts", "Take a tick or a skip back: the item is open again."),
    "skip": LazyCommand("acts", "Leave something out on purpose."),
    "later": LazyCommand("acts", "Put off what is due: all of it, or what is named."),
    "slip": LazyCommand("acts", "Note that something to leave alone was not left alone."),
    "note": LazyCommand("acts", "Keep a note."),
    "sign": LazyCommand("sign", "Report a sign, such as crusts yes."),
    "check-in": LazyCommand("sign", "Be asked the day's signs, one by one."),
    "answer": LazyCommand("sign", "Change an answer, from now on."),
    "undo": LazyCommand("undo", "Take the last act back, and say what it was."),
    "redo": LazyCommand("undo", "Do again what was undone last, and say what it was."),
    "plan": LazyCommand("plan", "Show every day in a line."),
    "progress": LazyCommand("progress", "Show how it is going: care by day, and what you reported."),
    "diary": LazyCommand("progress", "Show all you said, the newest first."),
    "photo": LazyCommand("photo", "Keep photos of how it heals beside the journal."),
    "due": LazyCommand("due", "Say what is due and open now, a line each."),
    "find": LazyCommand("find", "Say when something is, or is back."),
    "reminders": LazyCommand("reminders", "Say what is to be told today and tomorrow, and who tells."),
    "watch": LazyCommand("watch", "Tell what comes, in this terminal, until ctrl+c."),
    "call": LazyCommand("call", "Say when to call, and whom, for today."),
    "next": LazyCommand("next", "Book the next session, or show what is booked."),
    "course": LazyCommand("course", "List the sessions of the course."),
    "clinic": LazyCommand("clinic", "Say whom to call."),
    "recovery": LazyCommand("recovery", "List recoveries, choose one, correct one or put it away."),
    "checklist": LazyCommand("checklist", "List, read, check and change checklists, shipped and your own."),
    "settings": LazyCommand("settings", "Show every setting, and the file to change it in."),
    "export": LazyCommand("export", "Write what was recorded in a format for others."),
    "backup": LazyCommand("backup", "Write a copy of the journal."),
    "restore": LazyCommand("backup", "Put a copy in the journal's place."),
    "import": LazyCommand("import_", "Take in what was exported."),
    "completion": LazyCommand("completion", "Write what makes a shell complete commands and their words."),
    "doctor": LazyCommand("doctor", "Say what was found, and whether it is well."),
}
"""Every command, in the order that help lists them."""

_ELSEWHERE = {
    "snooze": "What is due is put off: afterglow later 20m",
    "done": "What was done is ticked: afterglow tick RULE",
    "status": "What is due now: afterglow due. The whole day: afterglow today",
    "help": "Every command: afterglow --help. One of them: afterglow COMMAND --help",
    "version": "It is an option: afterglow --version",
    "report": "What you see: afterglow sign NAME VALUE. A page for the clinic: afterglow export report",
    "list": "Every recovery: afterglow recovery list. Every checklist: afterglow checklist list",
    "end": "A recovery is put away: afterglow recovery end",
}
"""What is there for what people type and is no command."""

_META = "tui.cli"
"""Before the names of the global options in click's `Context.meta`."""


def program_version() -> str:
    """The version that is installed."""
    # Imported here: it takes as long as all the rest of the command line.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("afterglow")
    except PackageNotFoundError:
        return "not installed, run from its source"


def _print_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        say(f"afterglow {program_version()}")
        context.exit()


def _store_option(context: click.Context, option: click.Parameter, value: Any) -> None:
    # A command and its groups share one `meta`, so that the option nearest to the command holds.
    if value is not None:
        context.meta[f"{_META}.{option.name}"] = value


def _global_options(hidden: bool) -> list[click.Parameter]:
    options = (
        ("home", "DIR", "Keep settings, checklists and journal in one folder (or set AFTERGLOW_HOME)."),
        (
            "now",
            "INSTANT",
            "Start the clock at another moment and let it run, such as 2026-11-23T08:55. A rehearsal: lines "
            "on when to call that came with a newer Afterglow count once the plan is looked at without it.",
        ),
        ("recovery", "ID", "Speak of this recovery instead of the one in focus."),
    )
    return [
        click.Option(
            [f"--{name}"],
            metavar=metavar,
            help=text,
            hidden=hidden,
            expose_value=False,
            callback=_store_option,
            type=click.Path(path_type=Path) if name == "home" else None,
            shell_complete=completed("recovery_ids") if name == "recovery" else None,
        )
        for name, metavar, text in options
    ]


def _context(ctx: click.Context, runs: bool = False) -> "AppContext":
    # Imported here, so that help and the version need neither clock nor settings.
    from tui.cli.context import open_context
    from tui.paths import chosen_home

    home, now, recovery = (ctx.meta.get(f"{_META}.{name}") for name in ("home", "now", "recovery"))
    return open_context(chosen_home(home, os.environ), now, recovery, runs)


def context_of(ctx: click.Context, runs: bool = False) -> "AppContext":
    """What a group runs in by itself, without a command of its own. Closed with click's context."""
    context = _context(ctx, runs)
    ctx.call_on_close(context.close)
    return context


def completed(offers: str) -> Callable[[click.Context, click.Parameter, str], Any]:
    """What a shell is offered for a parameter, by its name in `completion`, which is loaded only then."""

    def ask(ctx: click.Context, parameter: click.Parameter, typed: str) -> Any:
        from tui.cli.completion import COMPLETED

        return COMPLETED[offers](ctx, parameter, typed)

    return ask


AS_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")


class Command(click.Command):
    """A command that takes the global options too, and is handed an `AppContext`."""

    def __init__(self, *args: Any, runs: bool = False, **kwargs: Any) -> None:
        """The arguments are click's.

        Args:
            runs: Whether it stays, with a clock that goes on.
        """
        super().__init__(*args, **kwargs)
        self.params += _global_options(hidden=True)
        self.runs = runs

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Two examples, and then what it does."""
        # Here, since nothing but help needs them.
        from tui.cli.examples import EXAMPLES

        words = ctx.command_path.partition(" ")[2]
        if words in EXAMPLES:
            formatter.write_paragraph()
            formatter.write("".join(f"  {example}\n" for example in EXAMPLES[words]))
        super().format_help_text(ctx, formatter)

    def invoke(self, ctx: click.Context) -> Any:
        ctx.obj = context_of(ctx, self.runs)
        try:
            return super().invoke(ctx)
        finally:
            if damage := ctx.obj.set_aside:
                warn(damage)


class Group(click.Group):
    """A group of commands that take the global options.

    Args:
        lazy: Commands by name that are loaded when they are called. They are listed after the others.
    """

    command_class = Command

    def __init__(self, *args: Any, lazy: Mapping[str, LazyCommand] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"no_args_is_help": False, **kwargs})
        self.lazy = lazy or {}
        self.params += _global_options(hidden=True)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.commands, *self.lazy]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        lazy = self.lazy.get(cmd_name)
        return super().get_command(ctx, cmd_name) if lazy is None else lazy.load(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands as click does, without loading one for its help."""
        lazy = {name: click.Command(name, help=each.help) for name, each in self.lazy.items()}
        commands = {**self.commands, **lazy}
        limit = formatter.width - 6 - max(map(len, commands))
        with formatter.section("Commands"):
            formatter.write_dl([(name, each.get_short_help_str(limit)) for name, each in commands.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        names = self.list_commands(ctx)
        if name in names or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        hint = self.hint(name) or nearest_or_all(name, names)
        raise UsageError(f"There is no command '{ctx.command_path} {name}'.{hint}")

    def hint(self, name: str) -> str:
        """What is there for what somebody expects under a name, behind a space; or nothing."""
        return ""


class Root(Group):
    """`afterglow` itself, in whose help alone the global options are listed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, lazy=_COMMANDS, **kwargs)
        self.params = [each for each in self.params if not getattr(each, "hidden", False)]
        self.params += _global_options(hidden=False)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        formatter.write_text(PURPOSE)

    def hint(self, name: str) -> str:
        return f" {_ELSEWHERE[name.casefold()]}" if name.casefold() in _ELSEWHERE else ""

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
        replace_unprintable()
        name = prog_name or "afterglow"
        self._main_shell_completion(extra, name, complete_var)
        arguments = sys.argv[1:] if args is None else list(args)

        def run() -> object:
            try:
                with self.make_context(name, arguments, **extra) as ctx:
                    return self.invoke(ctx)
            except click.exceptions.Exit as done:
                return done.exit_code
            except click.Abort:
                raise KeyboardInterrupt from None
            except click.ClickException as error:
                raise UsageError(_usage_sentence(error)) from None

        sys.exit(run_to_end(run))


def _usage_sentence(error: click.ClickException) -> str:
    """Click's own sentence, with the command it is about and where its help is."""
    sentence = error.format_message()
    context = getattr(error, "ctx", None)
    if context is None:
        return sentence
    return f"{sentence} See: {context.command_path} --help"


@click.group(cls=Root, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version)
@click.pass_context
def main(ctx: click.Context) -> int:
    """Follow the days after a laser or light treatment: what to do now, what to leave alone, when to call.

    Without a command, the app opens.
    """
    if ctx.invoked_subcommand is not None:
        return OK
    from tui.cli.opening import open_app

    return open_app(_context(ctx, runs=True))
