"""`extends`: what one file changes, adds and removes, laid over the whole checklist that it extends.

Trees come in and a tree goes out, which is then read as any file is. What does not fit is a FieldError with
its path from the root of the overlay. A value that was refused when it was read is reported already.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import inf
from typing import NamedTuple

from msgspec import Struct

from checklists.format.conditions import Clause, Subjects, fits_clauses, fits_match
from checklists.format.days import days, span
from checklists.format.grammar import FieldError, FieldValueError, attempt, text, unknown_key
from checklists.format.measures import SCALES
from checklists.format.models import DEFAULTS, HIDDEN, KINDS, PATTERNS, keys_at
from checklists.format.times import duration
from checklists.rules.canonical import PACKED
from checklists.rules.checklist import Call
from checklists.rules.rule import Kind
from checklists.yaml.tree import (
    ListNode,
    MapEntry,
    MapNode,
    Node,
    NodePath,
    Place,
    RefusedNode,
    Scalar,
    clip,
    no_map,
    no_space,
)

NOUNS = {
    "questions": "question",
    "signs": "sign",
    "together": "line",
    "phases": "phase",
    "normal": "part of normal",
    "rules": "rule",
    "warnings": "warning",
}
"""The lists that an overlay changes, and what one item of each is called."""
_NOUNS = NOUNS | {"prepare": "step"}
NAME_KEYS = {"normal": "days", "together": "sign"}
"""By what an item of a list is called, where that is not its id."""
PREPARE = ("course", "prepare")
"""Where the list stands that is neither at the top nor a section of its own."""
REQUIRED = ("rules", "phases")
"""Of these a checklist has at least one."""
SECTIONS = tuple(key for key in NOUNS if key != "rules")
"""Lists whose differences stand under their own name; those of the rules stand at the top."""
DIFFERENCES = ("change", "add", "remove")
"""What an overlay may say of a list."""
WHY = "because"
"""The key of the reason of a removal, which may be left out."""
REPLACED = (
    "format",
    "id",
    "title",
    "for",
    "revision",
    "reviewed",
    "check_in",
    "clinic",
    HIDDEN,
    DEFAULTS,
    PATTERNS,
)
"""Keys whose value takes the place of the base's."""
REMOVABLE = ("check_in", "clinic", "course")
"""Keys at the top that a checklist can do without, so that `null` takes the base's away."""
OWN = ("format", "extends", "id")
"""Keys that every overlay has of its own."""
KEYS = tuple(dict.fromkeys((*OWN, *REPLACED, "sources", *SECTIONS, "course", *DIFFERENCES)))
"""Every key that an overlay may have."""
MOST_LISTED = 12
"""So many names may be listed where none is near."""

EMPTY = "is empty; write a value, or take the key away"

_DAY = 24 * 60
"""Minutes."""


class MergedTree(Struct, frozen=True):
    """A checklist with an overlay laid over it."""

    root: MapNode
    """A whole checklist file. It shares what is unchanged with the base."""
    errors: tuple[FieldError, ...]
    """What does not fit."""
    notes: tuple[FieldError, ...]
    """What may be a slip."""
    removals: dict[str, tuple[Place, NodePath]]
    """The ids that others may use and that are gone, and where the overlay takes them out."""


def lay_over(base: MapNode, overlay: MapNode, base_id: str) -> MergedTree:
    """Lay an overlay over the whole checklist that it extends. Neither tree is changed.

    Args:
        base_id: What to call the base.
    """
    return _Merger(base, overlay, base_id).merge()


class _Merger:
    """The work on a whole file."""

    def __init__(self, base: MapNode, overlay: MapNode, base_id: str) -> None:
        self._base = base
        self._overlay = overlay
        self._base_id = base_id
        # Who packed the base says nothing of what is made of it, and that is not hidden by itself.
        own = (PACKED, HIDDEN, DEFAULTS, PATTERNS)
        entries = {key: entry for key, entry in base.entries.items() if key not in own}
        self._root = MapNode(overlay.place, entries, dict(base.removals))
        self._errors: list[FieldError] = []
        self._notes: list[FieldError] = []
        self._removals: dict[str, tuple[Place, NodePath]] = {}

    def merge(self) -> MergedTree:
        self._errors += [
            FieldError(f'"{key}" is missing', lacks=(key,)) for key in OWN if key not in self._overlay.entries
        ]
        for key, entry in self._overlay.entries.items():
            if key in KEYS and key not in DIFFERENCES and is_null(entry.value):
                self._take_away(key, entry)
            elif key in REMOVABLE and is_empty(entry.value):
                message = no_space(key) or "is empty; write a value, or null to be without it"
                self._errors.append(FieldError(message, (key,), at_key=True))
            elif key in REPLACED:
                self._root.entries[key] = entry
            elif key in ("sources", "course"):
                self._merge_map(key, entry)
            elif key in SECTIONS:
                self._merge_section(key, entry)
            elif key == "rules":
                message = '"rules" does not go with extends; write change, add or remove'
                self._errors.append(FieldError(message, (key,), at_key=True))
            elif key == PACKED:
                message = '"packed" does not go with extends; a packed file stands by itself'
                self._errors.append(FieldError(message, (key,), at_key=True))
            elif key not in KEYS:
                self._errors.append(unknown_key(key, KEYS))
        of_rules = {key: self._overlay.entries[key] for key in DIFFERENCES if key in self._overlay.entries}
        if of_rules:
            self._merge_list("rules", (), of_rules, next(iter(of_rules.values())).place)
        self._drop_fits()
        self._drop_groups()
        return MergedTree(self._root, tuple(self._errors), tuple(self._notes), self._removals)

    def _take_away(self, key: str, entry: MapEntry) -> None:
        """What `null` in place of a whole section makes of it: most of them cannot go."""
        base = clip(self._base_id)
        if key in REMOVABLE and key in self._base.entries:
            if key == PREPARE[0]:
                self._note_steps(entry)
            del self._root.entries[key]
            self._root.removals[key] = entry.place
            return
        if key in REMOVABLE:
            message = f'there is no "{key}" in {base} to take away'
        elif key in OWN:
            message = "cannot be taken away; every file has it"
        elif key in (HIDDEN, DEFAULTS, PATTERNS):
            message = "is of this file alone, so there is nothing to take away; leave the line out"
        elif key in SECTIONS:
            named = (
                "their days"
                if key == "normal"
                else "one of their signs"
                if key == "together"
                else "their ids"
            )
            message = f"null takes nothing away here; write remove under it, with {named}"
        else:
            message = f"cannot be taken away; write a value, or leave the line out to have that of {base}"
        self._errors.append(FieldError(message, (key,)))

    def _note_steps(self, entry: MapEntry) -> None:
        """That what is left alone before a session is not any more, where the course goes."""
        steps = _nodes(_entry_in(self._base, PREPARE))
        section = _SectionMerger(PREPARE[-1], self._base_id, PREPARE)
        section.removals = {_id(step): (entry.place, PREPARE[:1]) for step in steps}
        self._notes += _not_left_alone(steps, section, self._base_id)

    def _merge_map(self, key: str, entry: MapEntry) -> None:
        """Each key of a map takes the place of the base's."""
        before = self._base.entries.get(key)
        changes = entry.value
        if before is None and _has_differences(changes):
            before = MapEntry(entry.place, MapNode(entry.place, {}))
        if before is None or not isinstance(before.value, MapNode) or not isinstance(changes, MapNode):
            self._root.entries[key] = entry
            return
        if not changes.entries:
            self._errors.append(FieldError(EMPTY, (key,), at_key=True))
        merged = MapNode(changes.place, dict(before.value.entries), dict(before.value.removals))
        for name, inner in changes.entries.items():
            if (key, name) == PREPARE and isinstance(inner.value, MapNode):
                self._merge_prepare(merged, inner, inner.value)
            elif key != "course" or not is_null(inner.value):
                merged.entries[name] = inner
            elif name in merged.entries:
                del merged.entries[name]
                merged.removals[name] = inner.place
            else:
                message = f'there is no "{clip(name)}" in {clip(self._base_id)} to take away'
                self._errors.append(FieldError(message, (key, name), at_key=True))
        self._root.entries[key] = MapEntry(entry.place, merged)

    def _merge_prepare(self, course: MapNode, entry: MapEntry, differences: MapNode) -> None:
        """What an overlay changes of single steps; a list of them takes the place of the base's."""
        if not differences.entries:
            self._errors.append(FieldError(EMPTY, PREPARE, at_key=True))
        self._errors += _unknown_differences(differences, PREPARE)
        before = course.entries.get(PREPARE[-1])
        if before is not None and not isinstance(before.value, ListNode):
            return
        items = _nodes(before)
        section = _SectionMerger(PREPARE[-1], self._base_id, PREPARE)
        merged = section.merge(items, differences.entries)
        if merged:
            place = before.place if before else entry.place
            row = before.value.place if before else differences.place
            course.entries[PREPARE[-1]] = MapEntry(place, ListNode(row, merged))
        else:
            course.entries.pop(PREPARE[-1], None)
        self._errors += section.errors
        self._notes += section.notes
        self._notes += _not_left_alone(items, section, self._base_id)

    def _drop_fits(self) -> None:
        """Let the base's lines no longer fit reports that the overlay's signs cannot give."""
        before, now = _subjects(self._base), _subjects(self._root)
        own = {id(_fits_of(item)) for item in _nodes(self._base.entries.get("warnings"))}
        entry = self._root.entries.get("warnings")
        items: list[Node] = []
        gone: dict[str, list[str]] = {}
        for item in _nodes(entry):
            kept, fits = item, _fits_of(item)
            if isinstance(item, MapNode) and fits is not None and id(fits) in own:
                tests = attempt(fits_clauses, _plain(fits)) or ()
                out = [each for each in tests if _works(each, before) and not _works(each, now)]
                for each in out:
                    gone.setdefault(each.subject, []).append(_id(item))
                kept = _without_fits(item, fits, out) if out else item
            items.append(kept)
        if gone and entry is not None:
            self._root.entries["warnings"] = MapEntry(entry.place, ListNode(entry.value.place, items))
        for sign, names in gone.items():
            path = self._removals[sign][1] if sign in self._removals else ("signs",)
            answers = "answer" if len(names) > 1 else "answers"
            message = f"{_listed(names)} no longer {answers} to a report of {clip(sign)}, yet can be ticked"
            self._notes.append(FieldError(message, path))

    def _drop_groups(self) -> None:
        """Let the base's lines go that ask for a sign which the overlay's check-in cannot ask in one line.

        Their words name it, so that what is left of them is asked sign by sign.
        """
        entry = self._root.entries.get("together")
        tops, own = _subjects(self._root).tops, _nodes(self._base.entries.get("together"))
        left: list[Node] = []
        for item in _nodes(entry):
            names = _members(item)
            out = next((name for name in names if tops.get(name) != 1), None)
            if out is None or not any(item is each for each in own):
                left.append(item)
                continue
            path = self._removals[out][1] if out in self._removals else ("signs",)
            message = f'"{clip(_text_of(item, "ask"))}" is no longer asked in one line, but sign by sign'
            self._notes.append(FieldError(message, path))
        if entry is not None and len(left) < len(_nodes(entry)):
            if left:
                self._root.entries["together"] = MapEntry(entry.place, ListNode(entry.value.place, left))
            else:
                del self._root.entries["together"]

    def _merge_section(self, key: str, entry: MapEntry) -> None:
        """The differences of a list that stand under its own name."""
        node = entry.value
        if is_empty(node):
            self._errors.append(FieldError(EMPTY, (key,), at_key=True))
        elif isinstance(node, MapNode):
            self._errors += _unknown_differences(node, (key,))
            self._merge_list(key, (key,), node.entries, entry.place)
        elif not isinstance(node, RefusedNode):
            message = "must be a map of change, add and remove, because this file extends another"
            self._errors.append(FieldError(message, (key,)))
            self._leave_unread(key, entry.place)

    def _leave_unread(self, key: str, place: Place) -> None:
        """What could not be read is not missing too."""
        self._root.entries.setdefault(key, MapEntry(place, RefusedNode(place)))

    def _merge_list(self, key: str, at: NodePath, differences: dict[str, MapEntry], place: Place) -> None:
        """The differences of one list. A base that holds something else there stays as it is."""
        before = self._base.entries.get(key)
        items: list[Node] = []
        if before is not None:
            if not isinstance(before.value, ListNode):
                return
            items = before.value.items
        section = _SectionMerger(key, self._base_id, at)
        merged = section.merge(items, differences)
        if merged:
            # Phases are judged as a row, so what is wrong between two of them is wrong here.
            row_place = place if key == "phases" or before is None else before.value.place
            key_place = before.place if before else place
            self._root.entries[key] = MapEntry(key_place, ListNode(row_place, merged))
        elif key not in REQUIRED:
            self._root.entries.pop(key, None)
        elif section.errors:
            self._leave_unread(key, place)
        self._errors += section.errors
        self._notes += section.notes
        # Nobody follows a hidden base: what a checklist takes out of it was never left alone or called for.
        followed = HIDDEN not in self._base.entries
        if key == "rules" and followed:
            self._notes += _sooner(section, self._base_id)
            self._notes += _not_left_alone(items, section, self._base_id)
        if key == "warnings" and followed:
            self._notes += _weaker(items, section, self._base_id)
        if key in ("rules", "questions", "signs"):
            self._removals |= section.removals


@dataclass
class _SectionMerger:
    """The work on one list. What is wrong gathers in it."""

    key: str
    """Of the list in a whole file."""
    base: str
    """The id of the checklist that is changed."""
    at: NodePath
    """Where in the overlay `change`, `add` and `remove` stand."""
    errors: list[FieldError] = field(default_factory=list)
    notes: list[FieldError] = field(default_factory=list)
    removals: dict[str, tuple[Place, NodePath]] = field(default_factory=dict)
    """What the overlay takes out, and where it says so."""
    changes: list[tuple[NodePath, MapNode, MapNode]] = field(default_factory=list)
    """Where each change stands, the item before and the item after."""
    _lines: dict[str, str] = field(default_factory=dict)
    """Of `together`: by every sign of a line, the first, by which the line is called here."""

    def merge(self, items: list[Node], differences: dict[str, MapEntry]) -> list[Node]:
        """The list as the overlay has it.

        Args:
            items: As the base has it. Not changed.
            differences: The entries of `change`, `add` and `remove`, as far as they are there.
        """
        names = tuple(dict.fromkeys(name for item in items if (name := self._name_of(item)) is not None))
        if self.key == "together":
            self._lines = {
                each: members[0] for item in items if (members := _members(item)) for each in members
            }
        if "remove" in differences:
            self._remove(items, differences["remove"].value, names)
        if "change" in differences:
            items = self._change(items, differences["change"].value, names)
        left = [item for item in items if self._name_of(item) not in self.removals]
        added = self._add(differences["add"].value, names) if "add" in differences else []
        # Of the parts of `normal` that fit a day the first counts.
        merged = [*added, *left] if self.key == "normal" else [*left, *added]
        if not merged and self.key in REQUIRED and not self.errors:
            self._refuse(f"this leaves no {NOUNS[self.key]}", "remove", at_key=True)
        return sorted(merged, key=_first_day) if self.key == "phases" else merged

    def _name_of(self, item: Node) -> str | None:
        """What an overlay calls an item: its id, in `normal` its days, in `together` its first sign."""
        if self.key == "together":
            return next(iter(_members(item)), None)
        entry = item.entries.get(self._name_key) if isinstance(item, MapNode) else None
        if entry is None:
            return None
        if self.key == "normal" and isinstance(entry.value, ListNode):
            return ", ".join(each.text for each in entry.value.items if isinstance(each, Scalar))
        return entry.value.text if isinstance(entry.value, Scalar) else None

    @property
    def _name_key(self) -> str:
        return NAME_KEYS.get(self.key, "id")

    def _as_named(self, text: str) -> str:
        """What the overlay calls an item, spaced as `_name_of` has it."""
        if self.key == "together":
            return self._lines.get(text, text)
        return re.sub(r"\s*,\s*", ", ", text) if self.key == "normal" else text

    def _refuse(self, message: str, *path: str | int, at_key: bool = False) -> None:
        self.errors.append(FieldError(message, (*self.at, *path), at_key))

    def _refuse_name(self, name: str, names: tuple[str, ...], path: NodePath, at_key: bool = False) -> None:
        few = names and len(names) <= MOST_LISTED
        listed = ", ".join(clip(each) for each in names)
        otherwise = f"; there are {listed}" if few else f"; see: afterglow checklist show {self.base} --ids"
        called = {"normal": f"has the days {clip(name)}", "together": f'asks "{clip(name)}"'}.get(
            self.key, f'is called "{clip(name)}"'
        )
        message = f"no {_NOUNS[self.key]} {called} in {clip(self.base)}"
        near = (name, names)
        self.errors.append(FieldError(message, (*self.at, *path), at_key, near=near, otherwise=otherwise))

    def _remove(self, items: list[Node], node: Node, names: tuple[str, ...]) -> None:
        for place, item in enumerate(_items(node, (*self.at, "remove"), self.errors, of_names=True)):
            path: NodePath = ("remove", place)
            scalar = _removed_name(item, self._name_key, (*self.at, *path), self.errors)
            if scalar is None:
                continue
            path = path if scalar is item else (*path, self._name_key)
            if (name := self._as_named(scalar.text)) in self.removals:
                self._refuse(f'"{clip(name)}" is in this list already', *path)
            elif name in names:
                self.removals[name] = (scalar.place, (*self.at, *path))
            elif (former := self._former(items, name, (*self.at, *path))) is not None:
                for at in former:
                    self.removals[str(self._name_of(items[at]))] = (scalar.place, (*self.at, *path))
            else:
                self._refuse_name(name, names, path)

    def _change(self, items: list[Node], node: Node, names: tuple[str, ...]) -> list[Node]:
        items = list(items)
        for key, entry in _entries(node, (*self.at, "change"), self.errors).items():
            name, path = self._as_named(key), (*self.at, "change", key)
            if name in self.removals:
                message = f'"{clip(name)}" is removed as well; take one of them away'
                self._refuse(message, "change", key, at_key=True)
                continue
            places = [at for at, item in enumerate(items) if self._name_of(item) == name]
            former = places or self._former(items, name, path)
            places = former or []
            if former is None:
                self._refuse_name(name, names, ("change", key), at_key=True)
            elif len(places) > 1 and self.key == "normal":
                message = f"several parts of normal have the days {name}; remove them, and add them anew"
                self._refuse(message, "change", key, at_key=True)
            else:
                changes = _entries(entry.value, path, self.errors)
                if len(places) > 1 and "if" in changes:
                    # The parts of a split line are one again where a person words it.
                    items = [item for at, item in enumerate(items) if at not in places[1:]]
                    places = places[:1]
                for place in places:
                    if isinstance(before := items[place], MapNode):
                        items[place] = after = self._with(before, entry.place, changes, path)
                        self.changes.append((path, before, after))
        return items

    def _former(self, items: list[Node], name: str, path: NodePath) -> list[int] | None:
        """Where what had this id once is: its author says so, so the change is meant for it.

        One item, or the lines that a warning was split into. A line that was made of several holds more than
        was meant, so it stays as it is.

        Returns:
            None where nothing had this id.
        """
        places = [at for at, item in enumerate(items) if name in _former_ids(item)]
        places = places if self.key == "warnings" else places[:1]
        if not places:
            return None
        made = [at for at in places if _id(items[at]) in _former_ids(items[at])]
        if self.key == "warnings" and made:
            called = _listed([f'"{clip(str(self._name_of(items[at])))}"' for at in made])
            message = f'"{clip(name)}" is only a part of {called} now, which stays as it is'
            self.notes.append(FieldError(message, path, at_key=True))
            return [at for at in places if at not in made]
        called = _listed([f'"{clip(str(self._name_of(items[at])))}"' for at in places])
        message = f'"{clip(name)}" is called {called} now'
        self.notes.append(FieldError(message, path, at_key=True))
        return places

    def _with(self, item: MapNode, place: Place, changes: dict[str, MapEntry], path: NodePath) -> MapNode:
        """An item with some of its keys changed."""
        merged = MapNode(place, dict(item.entries), dict(item.removals), ".".join(map(str, path)))
        for key, entry in changes.items():
            if key == "id" and self.key not in NAME_KEYS:
                message = "an id cannot change; take this key away"
                self.errors.append(FieldError(message, (*path, key), at_key=True))
            elif message := self._unfit(item, entry, key):
                self.errors.append(FieldError(message, (*path, key), at_key=True))
            elif not is_null(entry.value):
                merged.entries[key] = entry
            elif key in merged.entries:
                del merged.entries[key]
                merged.removals[key] = entry.place
            else:
                self._nothing_to_remove(key, (*path, key))
        if self.key == "warnings" and "if" in changes and "fits" in item.entries and "fits" not in changes:
            del merged.entries["fits"]
            message = "in other words this line fits no report; write fits beside them if it is to"
            self.notes.append(FieldError(message, (*path, "if"), at_key=True))
        return merged

    def _unfit(self, item: MapNode, entry: MapEntry, key: str) -> str:
        """What is wrong with a change that is empty, or would make a rule one of another kind; or nothing."""
        kinds = KINDS if self.key in ("rules", PREPARE[-1]) else ()
        kind = next((kind for kind in kinds if kind in item.entries), None)
        if isinstance(entry.value, Scalar) and entry.value.null and not entry.value.text:
            return no_space(key) or "is empty; write a value, or null to take the key away"
        if kind and key in KINDS and key != kind:
            says = f'this {_NOUNS[self.key]} says "{kind}"'
            return f"the kind cannot change, and {says}; remove it, and add another"
        if kind and key == kind and is_null(entry.value):
            noun = _NOUNS[self.key]
            return f"a {noun} keeps its kind; write its words, or remove the {noun}"
        return ""

    def _nothing_to_remove(self, key: str, path: NodePath) -> None:
        keys = keys_at((*(PREPARE if self.key == PREPARE[-1] else (self.key,)), 0))
        if key in keys:
            message = f'there is no "{key}" in {clip(self.base)} to take away'
            self.notes.append(FieldError(message, path, at_key=True))
        else:
            self.errors.append(unknown_key(key, keys)._replace(path=path))

    def _add(self, node: Node, names: tuple[str, ...]) -> list[Node]:
        added: list[Node] = []
        for place, item in enumerate(_items(node, (*self.at, "add"), self.errors)):
            path: NodePath = ("add", place)
            name = self._name_of(item)
            if isinstance(item, RefusedNode):
                continue
            if not isinstance(item, MapNode):
                words = item.text if isinstance(item, Scalar) else None
                empty = isinstance(item, Scalar) and (item.null or not item.text)
                self._refuse(EMPTY if empty else no_map(words), *path)
            elif self.key in NAME_KEYS or name not in names:
                added.append(replace(item, origin=".".join([*map(str, self.at), "add", str(place + 1)])))
            elif name in self.removals:
                message = f'"{clip(name)}" is removed as well; change it, or choose another id'
                self._refuse(message, *path, "id")
            else:
                message = f'"{clip(name)}" is in {clip(self.base)} already; put this under change'
                self._refuse(message, *path, "id")
        return added


def _has_differences(course: Node) -> bool:
    """Whether a `course` changes single steps of another's."""
    entry = course.entries.get(PREPARE[-1]) if isinstance(course, MapNode) else None
    return entry is not None and isinstance(entry.value, MapNode)


def _unknown_differences(node: MapNode, path: NodePath) -> list[FieldError]:
    return [unknown_key(name, DIFFERENCES).inside(*path) for name in node.entries if name not in DIFFERENCES]


def _former_ids(item: Node) -> Iterator[str]:
    """What an item was called once, as its `was` says."""
    entry = item.entries.get("was") if isinstance(item, MapNode) else None
    yield from (each.text for each in _nodes(entry) if isinstance(each, Scalar))


def _id(item: Node) -> str:
    return _text_of(item, "id")


def _nodes(entry: MapEntry | None) -> list[Node]:
    """The items of a list, where there is one."""
    return entry.value.items if entry is not None and isinstance(entry.value, ListNode) else []


def _members(group: Node) -> list[str]:
    """The signs that a line of `together` names."""
    entry = group.entries.get("signs") if isinstance(group, MapNode) else None
    return [each.text for each in _nodes(entry) if isinstance(each, Scalar)]


def _fits_of(line: Node) -> Node | None:
    entry = line.entries.get("fits") if isinstance(line, MapNode) else None
    return entry.value if entry else None


def _without_fits(line: MapNode, fits: Node, out: list[Clause]) -> MapNode:
    """A line that does not fit some of its reports any more."""
    entries = {key: entry for key, entry in line.entries.items() if key != "fits"}
    if isinstance(fits, ListNode):
        places = {clause.path[0] for clause in out}
        left = [each for place, each in enumerate(fits.items) if place not in places]
        if left:
            entries["fits"] = MapEntry(line.entries["fits"].place, ListNode(fits.place, left))
    return replace(line, entries=entries)


def _subjects(root: MapNode) -> Subjects:
    """The questions and signs of a checklist, as far as they can be told from its tree."""
    tops: dict[str, int | None] = {}
    for sign in _nodes(root.entries.get("signs")):
        scale = sign.entries.get("scale") if isinstance(sign, MapNode) else None
        word = scale.value.text if scale is not None and isinstance(scale.value, Scalar) else ""
        tops[_id(sign)] = SCALES.get(word)
    holders = [*_nodes(root.entries.get("questions")), *_nodes(root.entries.get("signs"))]
    former = {id: _id(each) for each in holders for id in _former_ids(each)}
    questions = {_id(each): None for each in _nodes(root.entries.get("questions"))}
    return Subjects(questions, tops, former=former)


def _works(clause: Clause, subjects: Subjects) -> bool:
    """Whether a report can say what a line fits."""
    try:
        fits_match(clause, subjects)
    except FieldValueError:
        return False
    return True


def _listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _first_day(phase: Node) -> int:
    """Where a phase belongs; one that cannot be read comes first, so that no row is judged without it."""
    entry = phase.entries.get("days") if isinstance(phase, MapNode) else None
    days = attempt(span, entry.value.text) if entry and isinstance(entry.value, Scalar) else None
    return days.first if days else -1


def _removed_name(item: Node, key: str, path: NodePath, errors: list[FieldError]) -> Scalar | None:
    """What an item of `remove` names; None where that cannot be told, and then `errors` says why.

    Args:
        key: What it is called by: its `id`, its `days`, or a `sign` of it.
        path: Of the item, from the root of the overlay.
    """
    if isinstance(item, MapNode):
        own = [each.inside(*path) for each in _removal_errors(item, key)]
        errors += own
        name = item.entries.get(key)
        return name.value if name and isinstance(name.value, Scalar) and not own else None
    if isinstance(item, Scalar):
        if not item.null and item.text:
            return item
        errors.append(FieldError(EMPTY, path))
    elif not isinstance(item, RefusedNode):
        errors.append(FieldError(f"must be one {'range of days' if key == 'days' else key}", path))
    return None


def _removal_errors(item: MapNode, key: str) -> list[FieldError]:
    """What is wrong with an item of `remove` that says why, with paths from it."""
    names = list(item.entries)
    if not names:
        return [FieldError(EMPTY)]
    if len(names) == 1 and names[0] not in (key, WHY) and isinstance(item.entries[names[0]].value, Scalar):
        such_as = f"{{{key}: {clip(names[0])}, {WHY}: ...}}"
        return [FieldError(f"write this as {such_as}", (names[0],), at_key=True)]
    errors = [unknown_key(name, (key, WHY)) for name in names if name not in (key, WHY)]
    if key not in names:
        errors.append(FieldError(f'"{key}" is missing', lacks=(key,)))
    for name in set(names) & {key, WHY}:
        if message := _no_text(item.entries[name].value):
            errors.append(FieldError(message, (name,), at_key=message == EMPTY))
    return errors


def _no_text(node: Node) -> str:
    """What is wrong where one text should stand; nothing where it stands, or was refused already."""
    if is_empty(node):
        return EMPTY
    if isinstance(node, (Scalar, RefusedNode)):
        return ""
    try:
        return text([] if isinstance(node, ListNode) else {})
    except FieldValueError as error:
        return str(error)


def _entries(node: Node, path: NodePath, errors: list[FieldError]) -> dict[str, MapEntry]:
    """The entries of a map; nothing where it is none, and then `errors` says why."""
    if is_empty(node):
        errors.append(FieldError(EMPTY, path, at_key=True))
    elif isinstance(node, MapNode):
        return node.entries
    elif not isinstance(node, RefusedNode):
        errors.append(FieldError(no_map(node.text if isinstance(node, Scalar) else None), path))
    return {}


def _items(node: Node, path: NodePath, errors: list[FieldError], of_names: bool = False) -> list[Node]:
    """The items of a list; nothing where it is none, and then `errors` says why.

    Args:
        of_names: Whether it is a list of names, so that a single one can be shown as a list.
    """
    if is_empty(node):
        errors.append(FieldError(EMPTY, path, at_key=True))
    elif isinstance(node, ListNode):
        return node.items
    elif isinstance(node, Scalar) and of_names:
        errors.append(FieldError(f"must be a list, such as [{clip(node.text)}]", path))
    elif not isinstance(node, RefusedNode):
        errors.append(FieldError("must be a list, each item after a hyphen", path))
    return []


def is_empty(node: Node) -> bool:
    """Whether nothing stands here, or nothing stands in it."""
    if isinstance(node, Scalar):
        return node.null or not node.text
    return not isinstance(node, RefusedNode) and not (
        node.items if isinstance(node, ListNode) else node.entries
    )


def _entry_in(root: MapNode, path: tuple[str, ...]) -> MapEntry | None:
    """What stands under keys within one another; None where one of them is not there."""
    entry = root.entries.get(path[0])
    for key in path[1:]:
        entry = entry.value.entries.get(key) if entry and isinstance(entry.value, MapNode) else None
    return entry


def is_null(node: Node) -> bool:
    """Whether `null` (or `~`) is written: in a change, that the key is to go."""
    return isinstance(node, Scalar) and node.null and bool(node.text)


def _not_left_alone(items: list[Node], section: _SectionMerger, base_id: str) -> Iterator[FieldError]:
    """What the base leaves alone and the overlay takes out."""
    for item in items:
        title = _text_of(item, Kind.AVOID)
        if title and (removal := section.removals.get(_id(item))):
            message = (
                f'"{clip(title)}" is left alone in {clip(base_id)}, not here; only if the clinic said so'
            )
            yield FieldError(message, removal[1])


def _weaker(items: list[Node], section: _SectionMerger, base_id: str) -> Iterator[FieldError]:
    """Lines on when to call that the overlay takes out or makes weaker."""
    for item in items:
        if removal := section.removals.get(_id(item)):
            call = f'"{clip(_text_of(item, "if"))}" is a reason to call in {clip(base_id)}, not here'
            yield FieldError(f"{call}; only if the clinic said so", removal[1])
    for path, before, after in section.changes:
        was, now = _text_of(before, "call"), _text_of(after, "call")
        if was in _URGENCY and now in _URGENCY and _URGENCY.index(now) > _URGENCY.index(was):
            message = f"says {now} here, and {was} in {clip(base_id)}; only if the clinic said so"
            yield FieldError(message, (*path, "call"))
        if _differs(before, after, "days") and (sentence := _sooner_words(before, after, base_id)):
            yield FieldError(sentence, (*path, "days"))


_URGENCY = tuple(Call)


def _text_of(item: Node, key: str) -> str:
    entry = item.entries.get(key) if isinstance(item, MapNode) else None
    return entry.value.text if entry is not None and isinstance(entry.value, Scalar) else ""


class _Range(NamedTuple):
    """When a rule is on, as far as a file can tell."""

    begins: int
    """Its first day."""
    ends: float
    """Minutes from the beginning of day 0 to its end, for a treatment at that beginning."""
    days: float
    """How many there are."""
    ending: str
    """Its end in words."""


def _sooner(section: _SectionMerger, base_id: str) -> Iterator[FieldError]:
    """What is to be left alone for less long than the base says."""
    for path, before, after in section.changes:
        if Kind.AVOID not in after.entries:
            continue
        if sentence := _sooner_words(before, after, base_id):
            key = next((key for key in ("days", "lasts") if _differs(before, after, key)), "days")
            yield FieldError(sentence, (*path, key))
        span = _range(after)
        # What is left alone for ever waits for nothing.
        for key in () if span is not None and span.ends == inf else ("while", "lifted_by"):
            if lost := [each for each in _tests(before, key) if not _keeps(each, _tests(after, key))]:
                message = f"no longer waits for {', '.join(lost)}, as in {clip(base_id)}"
                yield FieldError(f"{message}; only if the clinic said so", (*path, key))


def _tests(rule: MapNode, key: str) -> list[str]:
    """What a rule waits for, as a file writes it: `crusts`, `redness 2+`."""
    plain = _plain(rule.entries[key].value) if key in rule.entries else None
    return (
        [str(each) for each in plain]
        if isinstance(plain, list)
        else [plain]
        if isinstance(plain, str)
        else []
    )


def _keeps(test: str, tests: list[str]) -> bool:
    """Whether what would keep a rule on does so still, by a value as low or a lower one."""
    name, _, least = test.partition(" ")
    others = [each.partition(" ")[2] for each in tests if each.partition(" ")[0] == name]
    numbers = [int(each.rstrip("+") or 1) for each in others if each.rstrip("+").isdigit() or not each]
    wanted = least.rstrip("+") or "1"
    return least in others or (wanted.isdigit() and any(number <= int(wanted) for number in numbers))


def _sooner_words(before: MapNode, after: MapNode, base: str) -> str:
    was, now = _range(before), _range(after)
    if was is None or now is None:
        return ""
    if now.ends < was.ends:
        return f"ends {now.ending} here, and {was.ending} in {clip(base)}"
    if now.begins > was.begins:
        return f"begins on day {now.begins} here, and on day {was.begins} in {clip(base)}"
    return f"leaves out days that {clip(base)} has" if now.days < was.days else ""


def _range(rule: MapNode) -> _Range | None:
    if "lasts" in rule.entries:
        lasts = _plain(rule.entries["lasts"].value)
        minutes = attempt(duration, lasts)
        return None if minutes is None else _Range(0, minutes, minutes / _DAY, f"after {lasts}")
    spans = attempt(days, _plain(rule.entries["days"].value)) if "days" in rule.entries else None
    if not spans:
        return None
    last = spans[-1].last
    ends, ending = (inf, "never") if last is None else ((last + 1) * _DAY, f"on day {last}")
    count = sum(inf if each.last is None else each.last - each.first + 1 for each in spans)
    return _Range(spans[0].first, ends, count, ending)


def _plain(node: Node) -> str | list[object] | dict[str, object] | None:
    """A value as the grammars read it."""
    if isinstance(node, ListNode):
        return [_plain(item) for item in node.items]
    if isinstance(node, MapNode):
        return {key: _plain(entry.value) for key, entry in node.entries.items()}
    return node.text if isinstance(node, Scalar) else None


def _differs(before: MapNode, after: MapNode, key: str) -> bool:
    return key in after.entries and after.entries[key] is not before.entries.get(key)
