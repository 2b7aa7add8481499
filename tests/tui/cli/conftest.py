"""What the tests of commands may ask for."""

from pathlib import Path

import pytest

from tests.support.commands import Answers


@pytest.fixture
def folder(home: Path) -> Path:
    """Where the person's own files would be."""
    return home / "checklists"


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Puts a person at the terminal who answers this; gives the questions that they are asked."""

    def at_a_terminal(*replies: str) -> list[str]:
        questions: list[str] = []
        rest = iter(replies)

        def reply(question: str) -> str:
            questions.append(question)
            return next(rest)

        monkeypatch.setattr("tui.cli.terminal.is_terminal", lambda stream: True)
        monkeypatch.setattr("builtins.input", reply)
        return questions

    return at_a_terminal
