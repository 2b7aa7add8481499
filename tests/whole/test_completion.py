"""Completion in the shells themselves."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.elsewhere import put_on_path, since_yesterday
from tests.support.terminal import Terminal


@pytest.fixture
def env(home: Path, tmp_path: Path) -> dict[str, str]:
    since_yesterday(home)
    return put_on_path(tmp_path / "bin", home)


def _needs(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")


def _run(env: dict[str, str], *command: str) -> list[str]:
    ended = subprocess.run(
        command, env={**os.environ, **env, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, check=True
    )
    assert ended.stderr == ""
    return ended.stdout.splitlines()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("afterglow tick face-cl", {"face-cleanse"}),
        ("afterglow tick face-cleanse/", {"face-cleanse/morning", "face-cleanse/evening"}),
        ("afterglow slip face-no-ma", {"face-no-makeup"}),
        ("afterglow sign redn", {"redness"}),
        ("afterglow sign redness ", {"0", "1", "2", "3", "4"}),
        ("afterglow sign crusts ", {"yes", "no"}),
        ("afterglow answer strength=", {"strength=light", "strength=strong"}),
        ("afterglow recovery focus ", {"picosure-face"}),
        ("afterglow start picosure-", {"picosure-face", "picosure-tattoo"}),
        ("afterglow checklist show pico", {"picoplus", "picosecond", "picosure-face", "picosure-tattoo"}),
        ("afterglow completion ", {"bash", "zsh", "fish"}),
        ("afterglow recovery re", {"rename", "reopen"}),
    ],
)
def test_bash(env: dict[str, str], typed: str, offered: set[str]) -> None:
    _needs("bash")
    words = f"{typed}|".split(" ")
    quoted = " ".join(f"'{word.removesuffix('|')}'" for word in words)
    script = (
        f"source <(afterglow completion bash); COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; "
        '_afterglow_completion afterglow "${COMP_WORDS[-1]}"; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    found = set(_run(env, "bash", "--norc", "-c", script))
    # Newer lines of a checklist may begin alike; what is offered begins as it was typed.
    assert offered <= found
    assert all(each.startswith(words[-1].removesuffix("|")) for each in found)


def _fish(env: dict[str, str], typed: str) -> list[str]:
    return _run(env, "fish", "-c", f"afterglow completion fish | source; complete -C '{typed}'")


def test_fish_says_what_each_of_them_is(env: dict[str, str]) -> None:
    _needs("fish")
    lines = _run(
        env, "fish", "-c", 'afterglow completion fish | source; complete -C "afterglow sign redness "'
    )
    assert "0\tnone" in lines
    assert "4\tfiery" in lines
    lines = _run(
        env, "fish", "-c", 'afterglow completion fish | source; complete -C "afterglow tick face-cl"'
    )
    assert any(line.startswith("face-cleanse\tWash gently") for line in lines)


def test_zsh_writes_the_word_to_its_end(env: dict[str, str]) -> None:
    _needs("zsh")
    with Terminal(["zsh", "-f", "-i"], (100, 24), env) as terminal:
        terminal.press("PS1='ready> '; autoload -U compinit; compinit -u -D", "enter")
        terminal.wait_for("ready>")
        terminal.press("source <(afterglow completion zsh); print sour''ced", "enter")
        terminal.wait_for("sourced\n")
        terminal.press("afterglow tick face-cleanse/mor", "tab")
        terminal.wait_for("ready> afterglow tick face-cleanse/morning")


def test_what_cannot_be_read_offers_nothing(home: Path, tmp_path: Path) -> None:
    _needs("bash")
    home.mkdir(exist_ok=True)
    (home / "journal.sqlite").write_bytes(b"no journal at all" * 100)
    env = put_on_path(tmp_path / "bin", home)
    script = (
        "source <(afterglow completion bash); COMP_WORDS=(afterglow tick ''); COMP_CWORD=2; "
        '_afterglow_completion; echo "${#COMPREPLY[@]}"'
    )
    assert _run(env, "bash", "--norc", "-c", script) == ["0"]
