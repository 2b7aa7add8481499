"""What plain commands load: nothing that takes long, as long as the checklist is unchanged."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import NOW, Shell
from tests.support.files import own_text
from tui.cli.checklist import checklist
from tui.cli.direct import app_options
from tui.cli.group import Group, main

ROOT = Path(__file__).parents[2]
HEAVY = (
    *("textual", "rich", "pydantic", "pydantic_core", "ruamel", "apscheduler", "asyncio", "logging"),
    *("platformdirs", "tzlocal", "tzdata", "difflib", "hashlib", "importlib.resources", "importlib.metadata"),
    *("tomlkit", "checklists.loader", "checklists.format.models"),
)
"""What costs a command more than it gives, and no command below needs."""
OPENING = """
import sys
from tui.cli import opening
def show(context):
    print(context.picked, context.paths.journal, "click" in sys.modules)
opening.open_app = show
from tui.__main__ import run
run()
"""
SCRIPT = """
import sys
from tui.cli.group import main
try:
    main()
finally:
    sys.stderr.write("\\n" + " ".join(sys.modules))
"""


def loaded(home: Path, *arguments: str, **env: str) -> set[str]:
    """The modules that a fresh interpreter has loaded when the command has ended well."""
    given = ["--home", str(home), *arguments]
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, *given],
        env={**os.environ, "TZ": "Europe/Berlin", "PYTHONPATH": str(ROOT), **env},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ended.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("today",),
        ("today", "--json"),
        ("due",),
        ("call",),
        ("plan",),
        ("tick", "face-cleanse"),
        ("untick", "face-cleanse"),
        ("skip", "face-cleanse"),
        ("slip", "face-no-rub"),
        ("note", "slept well"),
        ("sign", "crusts", "yes"),
        ("answer", "habits="),
        ("undo", "--start"),
        ("recovery", "list"),
        ("settings",),
        ("export", "json"),
        ("export", "csv", "signs"),
        ("progress",),
        ("progress", "redness"),
        ("diary",),
        ("course",),
        ("photo", "list"),
    ],
)
def test_a_plain_command_loads_nothing_heavy(shell: Shell, arguments: tuple[str, ...]) -> None:
    assert loaded(shell.home, "--now", NOW, *arguments).intersection(HEAVY) == set()


def test_nor_with_the_zone_that_the_machine_is_set_to(shell: Shell) -> None:
    zone = loaded(shell.home, "--now", NOW, "today", TZ="")

    assert "tzdata" not in zone
    assert "importlib.resources" not in zone


def test_only_what_the_command_needs_of_the_command_line_is_loaded(shell: Shell) -> None:
    modules = loaded(shell.home, "--now", NOW, "due")

    assert "tui.cli.due" in modules
    assert modules.isdisjoint({"tui.cli.today", "tui.cli.acts", "tui.cli.checklist", "tui.recovery.acts"})


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)], ids=" ".join)
def test_help_and_the_version_load_no_command_and_nothing_that_one_needs(
    home: Path, arguments: tuple[str, ...]
) -> None:
    assert isinstance(main, Group)
    commands = {f"tui.cli.{each.module}" for each in main.lazy.values()}

    modules = loaded(home, *arguments)

    assert "tui.cli.group" in modules
    assert modules.isdisjoint(commands | {"tui.cli.context", "tui.settings", "msgspec", "sqlite3"})


def test_the_help_of_a_group_loads_none_of_the_commands_in_modules_of_their_own(home: Path) -> None:
    modules = loaded(home, "checklist", "--help")

    assert "tui.cli.checklist" in modules
    assert modules.isdisjoint(f"tui.cli.{each.module}" for each in checklist.lazy.values())


def test_an_own_file_costs_pydantic_only_when_it_has_changed(home: Path) -> None:
    own = home / "checklists" / "mine.yaml"
    own.parent.mkdir(parents=True)
    text = own_text("my-face")
    own.write_text(text, "utf-8")
    Shell(home)("start", "my-face", "--on", "2026-11-20T16:00", now="2026-11-20T16:30")

    assert "pydantic" not in loaded(home, "due", "--json", "--now", NOW)
    own.touch()
    assert "pydantic" not in loaded(home, "due", "--now", NOW)
    own.write_text(f"{text}\n# my own words\n", "utf-8")
    assert "pydantic" in loaded(home, "plan")
    assert "pydantic" not in loaded(home, "plan")


def test_the_rules_in_force_are_drawn_without_what_reads_their_file() -> None:
    script = "import sys, tui.screens.checklist; print(*sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    reading = {"pydantic", "ruamel", "checklists.loader", "checklists.format.models", "tui.files.author"}
    assert reading.intersection(ended.stdout.split()) == set()


@pytest.mark.parametrize(
    ("arguments", "is_read_by_click"),
    [
        (("--recovery", "arm"), False),
        (("--recovery=arm", "--now=2026-11-20T09:00"), False),
        (("--recovery", "face", "--recovery", "arm"), False),
        (("--recovery", "arm", "--"), True),
    ],
)
def test_the_app_opens_without_click_and_as_with_it(
    tmp_path: Path, arguments: tuple[str, ...], is_read_by_click: bool
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", OPENING, "--home", str(tmp_path), *arguments],
        env={**os.environ, "TZ": "Europe/Berlin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout == f"arm {tmp_path / 'journal.sqlite'} {is_read_by_click}\n"


@pytest.mark.parametrize(
    "arguments",
    [("today",), ("--home",), ("--now", "--home"), ("--home", "--", "x"), ("-h",), ("--version",)],
)
def test_click_reads_every_other_command_line(arguments: tuple[str, ...]) -> None:
    assert app_options(arguments, {}) is None


def test_click_answers_a_shell_that_completes_words() -> None:
    assert app_options((), {"_AFTERGLOW_COMPLETE": "bash_complete"}) is None
