"""A line to begin with for a rule that a file over another one does not speak of yet.

Without it an editor would open at a comment, and what is changed in a comment changes nothing.
"""

import json
import re
from pathlib import Path

from msgspec import Struct

from checklists.rules.rule import Rule
from tui.files.new_file import days_text
from tui.files.text_editor import line_of
from tui.paths import replace_file

_EXTENDS = re.compile(r"^extends\s*:", re.MULTILINE)
_CHANGE = re.compile(r"^change\s*:[ \t]*(#.*)?$")
_ITEM = re.compile(r"( +)[^\s#]")


class Stub(Struct, frozen=True):
    """A file as it was, and with a line for a rule in it."""

    path: Path
    before: str
    after: str
    line: int
    """Where to put the cursor, from 1."""

    def write(self) -> None:
        """Put it into the file.

        Raises:
            OSError: If it cannot be written.
        """
        replace_file(self.path, self.after.encode())

    def take_back(self) -> None:
        """Take it out again, where nothing else was changed. Left beside a change it says nothing new.

        Raises:
            OSError: If the file cannot be read or written.
        """
        if self.path.read_bytes() == self.after.encode():
            replace_file(self.path, self.before.encode())


def stub_for(path: Path, text: str, rule: Rule) -> Stub | None:
    """The stub for a rule, or None where the file speaks of it, is whole by itself, or is laid out otherwise.

    It says what the rule says already, so that the file means what it meant until the person changes it.
    """
    lines = text.splitlines()
    if not _EXTENDS.search(text) or line_of(text, rule.id, comments=False) is not None or "\r" in text:
        return None
    change = next((place for place, line in enumerate(lines) if _CHANGE.match(line)), None)
    if change is None and any(re.match(r"change\s*:", line) for line in lines):
        return None
    below = (match for line in lines[(change or 0) + 1 :] if (match := _ITEM.match(line)))
    indent = next((match[1] for match in below), "  ") if change is not None else "  "
    key = f"days: {days_text(rule)}" if rule.days else f"short: {json.dumps(rule.short, ensure_ascii=False)}"
    stub = [f"{indent}{rule.id}:", f"{indent}  {key}"]
    at = len(lines) if change is None else change + 1
    head = ["change:"] if change is None else []
    after = "\n".join([*lines[:at], *head, *stub, *lines[at:], ""])
    return Stub(path, text, after, at + len(head) + len(stub))
