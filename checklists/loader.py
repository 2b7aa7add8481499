"""Text -> what a checklist means, or every Problem with its line, its column and a way out."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from checklists.compiler import compile_checklist
from checklists.format.crosscheck import crosscheck, notes_on
from checklists.format.grammar import FieldError
from checklists.format.models import ChecklistFile, keys_at
from checklists.format.problems import field_errors, place_errors, problems_of
from checklists.overlay.chain import Base, Tree, UnknownChecklistError, at_the_overlay, read_tree, shipped
from checklists.overlay.overlay import EMPTY
from checklists.rules.canonical import Packed, canonical_of, data_of, hash_of
from checklists.rules.checklist import Checklist
from checklists.yaml.problem import ChecklistError, Problem
from checklists.yaml.tree import (
    ListNode,
    MapNode,
    Node,
    NodePath,
    Place,
    PlacedError,
    RefusedNode,
    Scalar,
    find,
    no_space,
)

__all__ = [
    "Base",
    "ChecklistError",
    "LoadedChecklist",
    "Problem",
    "UnknownChecklistError",
    "load_checklist",
    "place_notes",
    "recompile",
]

MOST_RULES = 500
"""A checklist may have this many rules, this number included."""


class LoadedChecklist(Struct, frozen=True):
    """A checklist file that was read well."""

    checklist: Checklist
    canonical: str
    """Canonical JSON of what the file set, with what it extends under it."""
    hash: str
    """SHA-256 of `canonical` in hexadecimal: the name of this version."""
    notes: tuple[Problem, ...]
    """What may be meant and may be a slip."""
    bases: tuple[str, ...] = ()
    """The names of the files it stands on, the nearest first."""
    packed: Packed | None = None
    """Who packed it, where the file says so."""


def load_checklist(text: str | bytes, *, name: str, base: Base = shipped) -> LoadedChecklist:
    """Read one checklist file, laid over what it extends.

    Args:
        text: The YAML. Bytes are UTF-8, with or without a byte order mark.
        name: What to call the file in an error. Nothing is opened.
        base: Gives the name and the bytes of the file of an id, for what a file extends; raises
            UnknownChecklistError or OSError. Without it there are the shipped ones. A file that extends its
            own id means the shipped one, and this is not asked.

    Raises:
        ChecklistError: With every Problem found, in the order of the file, those in what it extends last.
            A file that is not YAML, of another format, or too large is reported with that alone.
    """
    tree = read_tree(text, name, base)
    _refuse_too_many(tree, name)
    reading = _Reading(tree.root)
    file = reading.validate(tree.sure)
    problems = tree.problems
    if reading.errors:
        in_base = tree.base is not None and any(error.place.file != name for error in reading.errors)
        of_base = _errors_of(tree.base) if in_base and tree.base else []
        problems |= problems_of(tree.root, at_the_overlay(tree, reading.errors, of_base, name), name)
    if file is None or problems:
        raise ChecklistError(name, sorted(problems))
    canonical = canonical_of(reading.data)
    packed = Packed(file.packed.by or "", file.packed.on, file.packed.hash) if file.packed else None
    slips = [*notes_on(reading.data), *_broken_seal(packed, canonical)]
    notes = tree.notes | problems_of(tree.root, place_errors(tree.root, slips), name)
    return LoadedChecklist(
        compile_checklist(file), canonical, hash_of(canonical), tuple(sorted(notes)), tree.bases, packed
    )


def place_notes(
    text: str | bytes, *, name: str, base: Base = shipped, notes: Iterable[FieldError]
) -> tuple[Problem, ...]:
    """More that is to be noted on a file that was read well, each where its author must put the cursor.

    Args:
        text, name, base: As for `load_checklist`.
        notes: With paths from the root of the file laid over what it extends.
    """
    root = read_tree(text, name, base).root
    return tuple(sorted(problems_of(root, place_errors(root, notes), name)))


def recompile(canonical: str) -> Checklist:
    """What a stored `LoadedChecklist.canonical` means, for versions whose compiled form is of an older shape.

    Raises:
        ValueError, TypeError, KeyError: If it is not what `load_checklist` gave.
    """
    return compile_checklist(ChecklistFile.model_validate(data_of(canonical)))


def faults_of(data: dict[str, Any]) -> Iterator[FieldError]:
    """What is wrong with what a checklist sets, put together of sound ones."""
    try:
        ChecklistFile.model_validate(data)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False):
            yield from field_errors(each, data, keys_at)
    yield from crosscheck(data, lambda path, beside: "another line")


def _broken_seal(packed: Packed | None, canonical: str) -> Iterator[FieldError]:
    if packed is not None and not packed.fits(canonical):
        yield FieldError("the file was changed since it was packed", ("packed", "hash"))


def _refuse_too_many(tree: Tree, name: str) -> None:
    rules = tree.root.entries.get("rules")
    if rules and isinstance(rules.value, ListNode) and len(rules.value.items) > MOST_RULES:
        place = rules.value.items[MOST_RULES].place
        message = f"a file may have {MOST_RULES} rules, and this is one too many"
        raise ChecklistError(name, problems_of(tree.root, [PlacedError(place, ("rules",), message)], name))


def _errors_of(root: MapNode) -> list[PlacedError]:
    """What is wrong with a checklist by itself."""
    reading = _Reading(root)
    reading.validate()
    return reading.errors


class _Reading:
    """One reading of a tree: its data, and the errors so far."""

    def __init__(self, root: MapNode) -> None:
        self.root = root
        self.errors: list[PlacedError] = []
        self._unread: set[NodePath] = set()
        self.data: dict[str, Any] = self._plain(root, ()) or {}

    def validate(self, across: bool = True) -> ChecklistFile | None:
        """The file as models, or None where its shape is wrong. Its errors are added.

        Args:
            across: Whether to look for what is wrong between two values too.
        """
        file = None
        errors: list[FieldError] = []
        try:
            file = ChecklistFile.model_validate(self.data)
        except ValidationError as error:
            for each in error.errors(include_url=False, include_input=False):
                errors += field_errors(each, self.data, keys_at)
        errors += crosscheck(self.data, self._line_of) if across else ()
        placed = place_errors(self.root, (each for each in errors if each.path not in self._unread))
        # What stands in many lines by the defaults of the file is wrong once.
        once: dict[tuple[Place, str], PlacedError] = {}
        for one in sorted((*self.errors, *placed), key=lambda one: len(one.path)):
            once.setdefault((one.place, one.message), one)
        self.errors = [*once.values()]
        return file

    def _plain(self, node: Node, path: NodePath) -> Any:
        """The node as text, lists and maps, and None for what is empty or was refused."""
        if isinstance(node, RefusedNode):
            self._unread.add(path)
            return None
        value: Any = None
        if isinstance(node, Scalar):
            value = "" if node.null else node.text
        elif isinstance(node, ListNode):
            value = [self._plain(item, (*path, place)) for place, item in enumerate(node.items)]
        else:
            value = {key: self._plain(entry.value, (*path, key)) for key, entry in node.entries.items()}
        if not value:
            self._report_empty(path)
        return value or None

    def _report_empty(self, path: NodePath) -> None:
        _, key_place = find(self.root, path)
        self.errors.append(PlacedError(key_place, path, no_space(path[-1] if path else None) or EMPTY))
        self._unread.add(path)

    def _line_of(self, path: NodePath, beside: NodePath) -> str:
        """Where a value is, as it is worded at another: its line, and its file where that is another one."""
        place, here = find(self.root, path)[0].place, find(self.root, beside)[0].place
        file = place.file.replace("\\", "/").rpartition("/")[2]
        return f"line {place.line}" + ("" if place.file == here.file else f" of {file}")
