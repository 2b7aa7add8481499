"""The recipes of the README, run as they stand there."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.commands import NOW, Shell
from tests.support.elsewhere import put_on_path
from tests.support.terminal import Terminal

README = Path(__file__).parents[2] / "README.md"
DUE = "3 now: wash, moisturise, sunscreen"


def recipe(language: str) -> str:
    """The block of this language in the section on status bars."""
    section = README.read_text("utf-8").partition("## In a status bar, a prompt, a script\n")[2]
    (block, *_) = re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert isinstance(block, str)
    return block


@pytest.fixture
def env(day_three: Path, tmp_path: Path) -> dict[str, str]:
    return put_on_path(tmp_path / "bin", day_three, "--now", NOW)


def test_tmux(env: dict[str, str], tmp_path: Path) -> None:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    conf, socket = tmp_path / "tmux.conf", tmp_path / "socket"
    conf.write_text(recipe("tmux"), "utf-8")
    command = ["tmux", "-S", str(socket), "-f", str(conf)]
    try:
        with Terminal([*command, "new-session", "sh"], (120, 10), env) as terminal:
            terminal.wait_for(DUE)
    finally:
        subprocess.run([*command, "kill-server"], check=False, capture_output=True)


def test_what_is_a_style_to_tmux_is_shown_as_it_is(day_three: Path, tmp_path: Path) -> None:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    own = day_three / "checklists" / "picosure-face.yaml"
    own.parent.mkdir()
    own.write_text(
        "format: 1\nid: picosure-face\nextends: picosure-face\n"
        "change:\n  face-cleanse: {short: 'wash #[fg=red]'}\n",
        "utf-8",
    )
    assert Shell(day_three)("checklist", "accept", "picosure-face", now="2026-11-23T07:30").code == 0
    env = put_on_path(tmp_path / "bin", day_three, "--now", NOW)
    conf, socket = tmp_path / "tmux.conf", tmp_path / "socket"
    conf.write_text(recipe("tmux"), "utf-8")
    command = ["tmux", "-S", str(socket), "-f", str(conf)]
    try:
        with Terminal([*command, "new-session", "sh"], (120, 10), env) as terminal:
            terminal.wait_for("3 now: wash #[fg=red], moisturise")
    finally:
        subprocess.run([*command, "kill-server"], check=False, capture_output=True)


def test_waybar(env: dict[str, str]) -> None:
    module = json.loads(f"{{{recipe('json')}}}")["custom/afterglow"]
    assert module["return-type"] == "json"
    ended = _shell(env, module["exec"])
    (line,) = ended.stdout.splitlines()
    assert json.loads(line) == {
        "text": DUE,
        "tooltip": "wash\nmoisturise\nsunscreen",
        "class": "due",
        "alt": "due",
    }


def test_the_prompt_of_bash(env: dict[str, str], tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    rc = tmp_path / "bashrc"
    rc.write_text(f"PS1='ready> '\n{recipe('bash')}", "utf-8")
    with Terminal(["bash", "--rcfile", str(rc), "-i"], (80, 10), env) as terminal:
        terminal.wait_for("[3] ready>")


def test_cron(env: dict[str, str]) -> None:
    *times, command = recipe("cron").strip().split(" ", 5)
    assert times == ["0", "8,13,20", "*", "*", "*"]
    # cron knows hardly anything of who it works for.
    bare = {key: env[key] for key in ("PATH", "HOME")}
    ended = subprocess.run(
        ["/bin/sh", "-c", command], env=bare, capture_output=True, text=True, check=False, cwd="/"
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Wash gently with cool or lukewarm water" in ended.stdout


def _shell(env: dict[str, str], command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", command], env={**os.environ, **env}, capture_output=True, text=True, check=True
    )
