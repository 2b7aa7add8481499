"""Text -> what a checklist means, or every Problem with its line, its column and a way out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from checklists.checklist import Checklist
from checklists.compile import compiled
from checklists.composer import compose
from checklists.crosscheck import crosscheck
from checklists.format import ChecklistFile, keys_at
from checklists.grammar import Wrong
from checklists.nearest import nearest
from checklists.notes import notes_on
from checklists.problem import ChecklistError, Problem
from checklists.said import data_of, hash_of, said_of
from checklists.source import read_source
from checklists.wording import worded
from checklists.yaml_tree import (
    Fault,
    Mapping,
    Node,
    Path,
    Place,
    Refused,
    Scalar,
    Sequence,
    clip,
    find,
    worded_path,
)

__all__ = ["ChecklistError", "Loaded", "Problem", "load_checklist", "recompile"]

FORMAT = "1"
MOST_RULES = 500
"""A file may have this many rules, this number included."""
_MOST_COMPARED = 3_000
"""How many names may be compared to find the nearest ones, so that a file full of faults is read in time."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A checklist file that was read well."""

    checklist: Checklist
    said: str
    """Canonical JSON of what the file set."""
    hash: str
    """SHA-256 of `said` in hexadecimal: the name of this version."""
    notes: tuple[Problem, ...]
    """What may be meant and may be a slip."""


def load_checklist(text: str | bytes, *, name: str) -> Loaded:
    """Read one checklist file.

    Args:
        text: The YAML. Bytes are UTF-8, with or without a byte order mark.
        name: What to call the file in an error. Nothing is opened.

    Raises:
        ChecklistError: With every Problem found, in the order of the file. A file that is not YAML, of
            another format, or too large is reported with that alone.
    """
    root, faults = compose(read_source(text, name), name)
    _refuse_at_once(root, name)
    reading = _Reading(root, faults)
    file = reading.validated()
    if file is None or reading.faults:
        raise ChecklistError(name, _problems(root, reading.faults))
    said = said_of(reading.data)
    notes = tuple(_problems(root, reading.placed(notes_on(reading.data))))
    return Loaded(compiled(file), said, hash_of(said), notes)


def recompile(said: str) -> Checklist:
    """What a kept `Loaded.said` means, for versions whose compiled form is of an older shape.

    Raises:
        ValueError, TypeError, KeyError: If it is not what `load_checklist` gave.
    """
    return compiled(ChecklistFile.model_validate(data_of(said)))


def _refuse_at_once(root: Node, name: str) -> None:
    """Stop at what makes every other Problem meaningless."""
    if not isinstance(root, Mapping):
        raise _alone(name, root.place, "(file)", "must be a map of keys, beginning with format: 1")
    stated = root.entries.get("format")
    if stated and isinstance(stated.value, Scalar) and stated.value.text not in ("", FORMAT):
        message = f'"{clip(stated.value.text)}" is not a format this program reads; it reads format {FORMAT}'
        raise _alone(name, stated.value.place, "format", message)
    if "extends" in root.entries:
        raise _alone(name, root.entries["extends"].place, "extends", "overlays are not read yet")
    rules = root.entries.get("rules")
    if rules and isinstance(rules.value, Sequence) and len(rules.value.items) > MOST_RULES:
        place = rules.value.items[MOST_RULES].place
        raise _alone(name, place, "rules", f"a file may have {MOST_RULES} rules, and this is one too many")


def _alone(name: str, place: Place, where: str, message: str) -> ChecklistError:
    return ChecklistError(name, [Problem(place.line, place.column, where, message)])


class _Reading:
    """One reading of a tree: its data, and the faults found so far."""

    def __init__(self, root: Node, faults: list[Fault]) -> None:
        self.root = root
        self.faults = faults
        self._unread: set[Path] = set()
        self.data: dict[str, Any] = self._plain(root, ()) or {}

    def validated(self) -> ChecklistFile | None:
        """The file as models, or None where its shape is wrong. Every fault across it is added."""
        file = None
        wrong: list[Wrong] = []
        try:
            file = ChecklistFile.model_validate(self.data)
        except ValidationError as error:
            for each in error.errors(include_url=False, include_input=False):
                wrong += worded(each, self.data, keys_at)
        wrong += crosscheck(self.data, self._line_of)
        self.faults += self.placed(each for each in wrong if each.path not in self._unread)
        return file

    def placed(self, wrong: Iterable[Wrong]) -> list[Fault]:
        """Each with the place to put the cursor, and the nearest name while there is time to look."""
        wrong = tuple(wrong)
        faults: list[Fault] = []
        misspelt: set[tuple[Path, str]] = set()
        compared = 0
        for each in sorted(wrong, key=lambda each: each.near is None):
            message, found = each.message, None
            if each.near is not None and compared < _MOST_COMPARED:
                compared += len(each.near[1])
                found = nearest(*each.near)
                message += f'; did you mean "{clip(found)}"?' if found else each.otherwise
                if found:
                    misspelt.add((each.path[:-1], found))
            # A key that is missing because it is misspelt is one fault and not two.
            holder = each.path[:-1] if each.at_key else each.path
            if not any((holder, key) in misspelt for key in each.lacks):
                node, key_place = find(self.root, each.path)
                faults.append(Fault(key_place if each.at_key else node.place, each.path, message))
        return faults

    def _plain(self, node: Node, path: Path) -> Any:
        """The node as text, lists and maps, and None for what is empty or was refused."""
        if isinstance(node, Refused):
            self._unread.add(path)
            return None
        if isinstance(node, Scalar):
            if node.text and not node.null:
                return node.text
            self._say_empty(path)
            return None
        if isinstance(node, Sequence):
            items = [self._plain(item, (*path, place)) for place, item in enumerate(node.items)]
            if not items:
                self._say_empty(path)
            return items or None
        values = {key: self._plain(entry.value, (*path, key)) for key, entry in node.entries.items()}
        if not values:
            self._say_empty(path)
        return values or None

    def _say_empty(self, path: Path) -> None:
        _, key_place = find(self.root, path)
        message = "is empty; write a value, or take the key away"
        self.faults.append(Fault(key_place, path, message))
        self._unread.add(path)

    def _line_of(self, path: Path) -> int:
        return find(self.root, path)[0].place.line


def _problems(root: Node, faults: Iterable[Fault]) -> list[Problem]:
    """Each fault once, in the order of the file."""
    found = {
        Problem(fault.place.line, fault.place.column, worded_path(root, fault.path), fault.message)
        for fault in faults
    }
    return sorted(found)
