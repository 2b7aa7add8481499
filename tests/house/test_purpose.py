"""What the program is said to be for: the same words everywhere, and none that it could not answer for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.support.commands import Shell
from tui.wording.purpose import PURPOSE

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "SAFETY.md", "CONTRIBUTING.md", "CHANGELOG.md", "checklists/README.md")
NEVER = re.compile(r"\b(monitor|detect|diagnos|analy[sz]|alarm)\w*", re.IGNORECASE)
"""What a program must not be said to do that only reminds, keeps and shows."""
ALLOWED = (
    # A clinic's machine takes it before the session, in words that a person will hear there.
    "skin analysis",
    # A program of systemd's, which checks units.
    "systemd-analyze",
    # The name of a journal that a source stood in.
    "Diagnostics 2024",
)


def one_line(text: str) -> str:
    return " ".join(text.replace("**", "").split())


def strings(path: Path) -> Iterator[str]:
    """Every text in a module or a checklist file, docstrings too: they are the help of commands."""
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    else:
        yield from leaves(YAML(typ="safe", pure=True).load(path))


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value.values()]
    if isinstance(value, list):
        for part in value:
            yield from leaves(part)
    elif isinstance(value, str):
        yield value


def test_the_purpose_has_at_most_120_words() -> None:
    assert len(PURPOSE.split()) <= 120


def test_the_purpose_puts_the_clinic_first_and_sends_there_whom_no_sheet_is_for() -> None:
    assert "Your clinic's own instructions come first." in PURPOSE
    assert "Children, pregnancy, open wounds: ask your clinic." in PURPOSE
    assert "If you are worried, call them." in PURPOSE


@pytest.mark.parametrize("page", ["README.md", "SAFETY.md"])
def test_a_page_says_what_it_is_for_in_the_same_words(page: str) -> None:
    assert PURPOSE in one_line((ROOT / page).read_text("utf-8"))


@pytest.mark.parametrize("args", [["--help"], ["checklist", "show", "picosure-face"]], ids=" ".join)
def test_a_command_says_what_it_is_for_in_the_same_words(shell: Shell, args: list[str]) -> None:
    assert PURPOSE in one_line(shell(*args).out)


def test_no_word_of_ours_claims_what_the_program_does_not_do() -> None:
    sources = [path for package in ("tui", "checklists") for path in (ROOT / package).rglob("*.py")]
    files = sorted((ROOT / "checklists").rglob("*.yaml"))
    found = []
    for path in (*sources, *files, *(ROOT / page for page in PAGES), ROOT / "pyproject.toml"):
        texts = strings(path) if path.suffix in (".py", ".yaml") else [path.read_text("utf-8")]
        for text in texts:
            for allowed in ALLOWED:
                text = text.replace(allowed, "")
            found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in NEVER.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    "said", ["It monitors you.", "Detected: crusts", "A diagnosis", "We analyse", "Alarms"]
)
def test_such_a_word_would_be_noticed(said: str) -> None:
    assert NEVER.search(said)
