"""Runs commands in one process, as a shell would run them: arguments in, an exit code and two streams out."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from tui.cli.group import main

NOW = "2026-11-23T08:55"
"""Day 3 of the recovery that `begun` begins."""
START = (
    *("start", "picosure-face", "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin"),
    *("--answer", "habits=makeup,exercise,actives", "--answer", "about="),
)
SAID_SO = ("clinic", "date", "face-no-makeup", "--days", "0-4", "--clinic-said-so")
"""The clinic's own days for one rule, shorter than the checklist's."""

Answers = Callable[..., list[str]]
"""Puts a person at the terminal who answers what it is given; returns the questions that they are asked."""


@dataclass(frozen=True)
class Ended:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The standard output as a value."""
        return json.loads(self.out)

    def line(self, containing: str) -> str:
        """The first line of the output that holds a text; empty if none does."""
        return next((line for line in self.out.splitlines() if containing in line), "")


@dataclass(frozen=True)
class Shell:
    """A home folder, a zone, and the moment that commands rehearse unless they say another."""

    home: Path
    zone: str = "Europe/Berlin"
    now: str | None = NOW

    def __call__(self, *arguments: str, now: str | None = None, **env: str | None) -> Ended:
        """Run `afterglow` with these arguments; `now` in place of the shell's own, and `env` added."""
        moment = now or self.now
        clock = ["--now", moment] if moment else []
        environ: Mapping[str, str | None] = {"TZ": self.zone, "AFTERGLOW_HOME": None, **env}
        given = ["--home", str(self.home), *clock, *arguments]
        result = CliRunner().invoke(main, given, prog_name="afterglow", env=environ)
        return Ended(result.exit_code, result.stdout, result.stderr)

    def refusal(self, *arguments: str) -> str:
        """What is said of wrong usage, where nothing else is printed and nothing is written."""
        before = self.content()
        ended = self(*arguments)
        assert (ended.code, ended.out) == (2, ""), ended
        assert self.content() == before
        return ended.err.removesuffix("\n")

    def content(self) -> dict[str, bytes]:
        """Every file in the home folder, byte for byte."""
        return {
            str(path.relative_to(self.home)): path.read_bytes()
            for path in sorted(self.home.rglob("*"))
            if path.is_file()
        }


def begun(home: Path) -> Shell:
    """A shell whose home has one recovery of the face checklist, treated 2026-11-20 16:00 in Berlin."""
    shell = Shell(home)
    ended = shell(*START, now="2026-11-20T16:30")
    assert ended.code == 0, ended.err
    return shell
