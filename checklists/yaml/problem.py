"""What is wrong in a checklist file, and where its author must put the cursor."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from checklists.text import printable


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a checklist file, or, among a file's notes, one that may be meant."""

    file: str = field(default="", kw_only=True)
    """The file it stands in, or nothing for the file that was asked for. Others come after that one."""
    line: int
    """Line in the file, counted from 1."""
    column: int
    """Column in characters, counted from 1."""
    where: str
    """Dotted path of the key, with the id of an item in place of its number: `rules.face-cleanse.days`."""
    message: str
    """One plain sentence without its full stop."""

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}: {self.where}: {self.message}"
        return f"{_clean(self.file)}:{place}" if self.file else place

    def in_file(self, name: str) -> str:
        """The line to show, with the name of its file, which is `name` where it has none of its own."""
        return str(self) if self.file else f"{_clean(name)}:{self}"


class ChecklistError(Exception):
    """A checklist file that cannot be used, with every reason why, in the order of the file."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(problems)
        super().__init__(name, self.problems)

    def __str__(self) -> str:
        return "\n".join(problem.in_file(self.name) for problem in self.problems)


def _clean(name: str) -> str:
    # A file's name is the one part that nobody has cleaned yet.
    return printable(name, "?")
