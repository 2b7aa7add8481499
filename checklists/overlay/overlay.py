"""One list of a checklist, such as its rules, with an overlay's `change`, `add` and `remove` laid over it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from msgspec import Struct

from checklists.format.days import span
from checklists.format.grammar import FieldError, FieldValueError, text, unknown_key
from checklists.format.keys import attempt
from checklists.format.models import KINDS, keys_at
from checklists.overlay.shorter import shorter
from checklists.rules.canonical import PACKED
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

EMPTY = "is empty; write a value, or take the key away"


def is_null(node: Node) -> bool:
    """Whether `null` (or `~`) is written: in a change, that the key is to go."""
    return isinstance(node, Scalar) and node.null and bool(node.text)


def is_empty(node: Node) -> bool:
    """Whether nothing stands here, or nothing stands in it."""
    if isinstance(node, Scalar):
        return node.null or not node.text
    return not isinstance(node, RefusedNode) and not (
        node.items if isinstance(node, ListNode) else node.entries
    )


def map_of(node: Node, path: NodePath, wrong: list[FieldError]) -> dict[str, MapEntry]:
    """The entries of a map; nothing where it is none, and then `wrong` says why."""
    if is_empty(node):
        wrong.append(FieldError(EMPTY, path, at_key=True))
    elif isinstance(node, MapNode):
        return node.entries
    elif not isinstance(node, RefusedNode):
        wrong.append(FieldError(no_map(node.text if isinstance(node, Scalar) else None), path))
    return {}


def list_of(node: Node, path: NodePath, wrong: list[FieldError], named: bool = False) -> list[Node]:
    """The items of a list; nothing where it is none, and then `wrong` says why.

    Args:
        named: Whether it is a list of names, so that a single one can be shown as a list.
    """
    if is_empty(node):
        wrong.append(FieldError(EMPTY, path, at_key=True))
    elif isinstance(node, ListNode):
        return node.items
    elif isinstance(node, Scalar) and named:
        wrong.append(FieldError(f"must be a list, such as [{clip(node.text)}]", path))
    elif not isinstance(node, RefusedNode):
        wrong.append(FieldError("must be a list, each item after a hyphen", path))
    return []


WHY = "because"
"""The key of the reason, which may be left out."""


def removed_name(item: Node, key: str, path: NodePath, wrong: list[FieldError]) -> Scalar | None:
    """What an item of `remove` names; None where that cannot be told, and then `wrong` says why.

    Args:
        key: What it is called by: its `id`, or its `days`.
        path: Of the item, from the root of the overlay.
    """
    if isinstance(item, MapNode):
        return _named(item, key, path, wrong)
    if isinstance(item, Scalar):
        if not item.null and item.text:
            return item
        wrong.append(FieldError(EMPTY, path))
    elif not isinstance(item, RefusedNode):
        wrong.append(FieldError(f"must be one {'id' if key == 'id' else 'range of days'}", path))
    return None


def _named(item: MapNode, key: str, path: NodePath, wrong: list[FieldError]) -> Scalar | None:
    found = [each._replace(path=(*path, *each.path)) for each in _faults(item, key)]
    wrong += found
    named = item.entries.get(key)
    return named.value if named and isinstance(named.value, Scalar) and not found else None


def _faults(item: MapNode, key: str) -> list[FieldError]:
    """What is wrong with a map, with paths from it."""
    names = list(item.entries)
    if not names:
        return [FieldError(EMPTY)]
    if len(names) == 1 and names[0] not in (key, WHY) and isinstance(item.entries[names[0]].value, Scalar):
        written = f"{{{key}: {clip(names[0])}, {WHY}: ...}}"
        return [FieldError(f"write this as {written}", (names[0],), at_key=True)]
    found = [unknown_key(name, (key, WHY)) for name in names if name not in (key, WHY)]
    if key not in names:
        found.append(FieldError(f'"{key}" is missing', lacks=(key,)))
    for name in set(names) & {key, WHY}:
        if fault := _no_text(item.entries[name].value):
            found.append(FieldError(fault, (name,), at_key=fault == EMPTY))
    return found


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


NOUNS = {
    "questions": "question",
    "signs": "sign",
    "phases": "phase",
    "normal": "part of normal",
    "rules": "rule",
    "warnings": "warning",
}
"""The lists that an overlay changes, and what one item of each is called."""

REQUIRED = ("rules", "phases")
"""Of these a checklist has at least one."""

MOST_LISTED = 12
"""So many names may be listed where none is near."""


@dataclass
class OverlaySection:
    """The work on one list. What is wrong gathers in it, with paths from the root of the overlay."""

    key: str
    """Of the list in a whole file."""
    base: str
    """The id of the checklist that is changed."""
    at: NodePath
    """Where in the overlay `change`, `add` and `remove` stand."""
    wrong: list[FieldError] = field(default_factory=list)
    notes: list[FieldError] = field(default_factory=list)
    removed: dict[str, tuple[Place, NodePath]] = field(default_factory=dict)
    """What the overlay takes out, and where it says so."""
    changed: list[tuple[NodePath, MapNode, MapNode]] = field(default_factory=list)
    """Where each change stands, the item before and the item after."""

    def laid(self, items: list[Node], said: dict[str, MapEntry]) -> list[Node]:
        """The list as the overlay has it.

        Args:
            items: As the base has it. Not changed.
            said: The entries of `change`, `add` and `remove`, as far as they are there.
        """
        names = {name: None for item in items if (name := self.name_of(item)) is not None}
        if "remove" in said:
            self._read_removed(items, said["remove"].value, tuple(names))
        changed = self._changed(items, said["change"].value, tuple(names)) if "change" in said else items
        kept = [item for item in changed if self.name_of(item) not in self.removed]
        added = self._added(said["add"].value, tuple(names)) if "add" in said else []
        # Of the parts of `normal` that fit a day the first counts.
        merged = [*added, *kept] if self.key == "normal" else [*kept, *added]
        if not merged and self.key in REQUIRED:
            self._say(f"this leaves no {NOUNS[self.key]}", "remove", at_key=True)
        return sorted(merged, key=_first_day) if self.key == "phases" else merged

    def name_of(self, item: Node) -> str | None:
        """What an overlay calls an item: its id, or in `normal` its days."""
        key = "days" if self.key == "normal" else "id"
        entry = item.entries.get(key) if isinstance(item, MapNode) else None
        if entry is None:
            return None
        if self.key == "normal" and isinstance(entry.value, ListNode):
            return ", ".join(each.text for each in entry.value.items if isinstance(each, Scalar))
        return entry.value.text if isinstance(entry.value, Scalar) else None

    def _written(self, text: str) -> str:
        return re.sub(r"\s*,\s*", ", ", text) if self.key == "normal" else text

    def _say(self, message: str, *path: str | int, at_key: bool = False) -> None:
        self.wrong.append(FieldError(message, (*self.at, *path), at_key))

    def _say_unknown(self, name: str, names: tuple[str, ...], path: NodePath, at_key: bool = False) -> None:
        few = names and len(names) <= MOST_LISTED
        otherwise = "; there are " + ", ".join(clip(each) for each in names) if few else ""
        called = f"has the days {clip(name)}" if self.key == "normal" else f'is called "{clip(name)}"'
        message = f"no {NOUNS[self.key]} {called} in {clip(self.base)}"
        near = (name, names)
        self.wrong.append(FieldError(message, (*self.at, *path), at_key, near=near, otherwise=otherwise))

    def _read_removed(self, items: list[Node], node: Node, names: tuple[str, ...]) -> None:
        called = "days" if self.key == "normal" else "id"
        for place, item in enumerate(list_of(node, (*self.at, "remove"), self.wrong, named=True)):
            path: NodePath = ("remove", place)
            named = removed_name(item, called, (*self.at, *path), self.wrong)
            if named is None:
                continue
            path = path if named is item else (*path, called)
            if (name := self._written(named.text)) in self.removed:
                self._say(f'"{clip(name)}" is in this list already', *path)
            elif name in names:
                self.removed[name] = (named.place, (*self.at, *path))
            elif found := self._renamed(items, name, (*self.at, *path)):
                self.removed[str(self.name_of(items[found[0]]))] = (named.place, (*self.at, *path))
            else:
                self._say_unknown(name, names, path)

    def _changed(self, items: list[Node], node: Node, names: tuple[str, ...]) -> list[Node]:
        items = list(items)
        for said, entry in map_of(node, (*self.at, "change"), self.wrong).items():
            name, path = self._written(said), (*self.at, "change", said)
            if name in self.removed:
                message = f'"{clip(name)}" is removed as well; take one of them away'
                self._say(message, *path[-2:], at_key=True)
                continue
            found = [at for at, item in enumerate(items) if self.name_of(item) == name]
            found = found or self._renamed(items, name, path)
            if not found:
                self._say_unknown(name, names, path[-2:], at_key=True)
            elif len(found) > 1 and self.key == "normal":
                message = f"several parts of normal have the days {name}; remove them, and add them anew"
                self._say(message, *path[-2:], at_key=True)
            elif isinstance(before := items[found[0]], MapNode):
                changes = map_of(entry.value, path, self.wrong)
                items[found[0]] = after = self._with(before, entry.place, changes, path)
                self.changed.append((path, before, after))
        return items

    def _renamed(self, items: list[Node], name: str, path: NodePath) -> list[int]:
        """The rule that had this id once: its author says so, so the change is meant for it."""
        for at, item in enumerate(items):
            entry = item.entries.get("was") if isinstance(item, MapNode) and self.key == "rules" else None
            former = entry.value.items if entry and isinstance(entry.value, ListNode) else []
            if any(isinstance(each, Scalar) and each.text == name for each in former):
                message = f'"{clip(name)}" is called "{clip(str(self.name_of(item)))}" now'
                self.notes.append(FieldError(message, path, at_key=True))
                return [at]
        return []

    def _with(self, item: MapNode, place: Place, changes: dict[str, MapEntry], path: NodePath) -> MapNode:
        """An item with some of its keys changed."""
        written = ".".join(str(part) for part in path)
        made = MapNode(place, dict(item.entries), dict(item.taken), written)
        for key, entry in changes.items():
            if key == "id" and self.key != "normal":
                self.wrong.append(
                    FieldError("an id cannot change; take this key away", (*path, key), at_key=True)
                )
            elif self._other_kind(item, entry, key, (*path, key)):
                continue
            elif not is_null(entry.value):
                made.entries[key] = entry
            elif key in made.entries:
                del made.entries[key]
                made.taken[key] = entry.place
            else:
                self._nothing_to_take(key, (*path, key))
        return made

    def _other_kind(self, item: MapNode, entry: MapEntry, key: str, path: NodePath) -> bool:
        """Whether a change would make a rule another kind of rule, or is empty; it is said here."""
        kind = next((kind for kind in KINDS if kind in item.entries), None) if self.key == "rules" else None
        if isinstance(entry.value, Scalar) and entry.value.null and not entry.value.text:
            message = no_space(key) or "is empty; write a value, or null to take the key away"
        elif kind and key in KINDS and key != kind:
            message = f'the kind cannot change, and this rule says "{kind}"; remove it, and add another'
        elif kind and key == kind and is_null(entry.value):
            message = "a rule keeps its kind; write its words, or remove the rule"
        else:
            return False
        self.wrong.append(FieldError(message, path, at_key=True))
        return True

    def _nothing_to_take(self, key: str, path: NodePath) -> None:
        keys = keys_at((self.key, 0))
        if key in keys:
            message = f'there is no "{key}" in {clip(self.base)} to take away'
            self.notes.append(FieldError(message, path, at_key=True))
        else:
            self.wrong.append(unknown_key(key, keys)._replace(path=path))

    def _added(self, node: Node, names: tuple[str, ...]) -> list[Node]:
        added: list[Node] = []
        for place, item in enumerate(list_of(node, (*self.at, "add"), self.wrong)):
            path: NodePath = ("add", place)
            name = self.name_of(item)
            if isinstance(item, RefusedNode):
                continue
            if not isinstance(item, MapNode):
                empty = isinstance(item, Scalar) and (item.null or not item.text)
                self._say(EMPTY if empty else no_map(item.text if isinstance(item, Scalar) else None), *path)
            elif self.key == "normal" or name not in names:
                written = ".".join([*map(str, self.at), "add", str(place + 1)])
                added.append(replace(item, written=written))
            elif name in self.removed:
                self._say(f'"{clip(name)}" is removed as well; change it, or choose another id', *path, "id")
            else:
                message = f'"{clip(name)}" is in {clip(self.base)} already; put this under change'
                self._say(message, *path, "id")
        return added


def _first_day(phase: Node) -> int:
    """Where a phase belongs; one that cannot be read comes first, so that no row is judged without it."""
    entry = phase.entries.get("days") if isinstance(phase, MapNode) else None
    found = attempt(span, entry.value.text) if entry and isinstance(entry.value, Scalar) else None
    return found.first if found else -1


DIFFERENCES = ("change", "add", "remove")
"""What an overlay may say of a list."""
REPLACED = ("format", "id", "title", "for", "revision", "reviewed", "check_in")
"""Keys whose value takes the place of the base's."""
OWN = ("format", "extends", "id")
"""Keys that every overlay has of its own."""
SECTIONS = tuple(key for key in NOUNS if key != "rules")
"""Lists whose differences stand under their own name; those of the rules stand at the top."""
KEYS = tuple(dict.fromkeys((*OWN, *REPLACED, "sources", *SECTIONS, "course", *DIFFERENCES)))
"""Every key that an overlay may have."""


class MergedTree(Struct, frozen=True):
    """A checklist with an overlay laid over it."""

    root: MapNode
    """A whole checklist file. It shares what is unchanged with the base."""
    wrong: tuple[FieldError, ...]
    """What does not fit, with paths from the root of the overlay."""
    notes: tuple[FieldError, ...]
    """What may be a slip, with paths from the root of the overlay."""
    removed: dict[str, tuple[Place, NodePath]]
    """The ids that others may use and that are gone, and where the overlay takes them out."""


def lay_over(base: MapNode, overlay: MapNode, base_id: str) -> MergedTree:
    """Lay an overlay over the whole checklist that it extends. Neither tree is changed.

    Args:
        base_id: What to call the base.
    """
    return _Laying(base, overlay, base_id).laid()


class _Laying:
    def __init__(self, base: MapNode, overlay: MapNode, base_id: str) -> None:
        self._base = base
        self._overlay = overlay
        self._base_id = base_id
        # Who packed the base says nothing of what is made of it.
        kept = {key: entry for key, entry in base.entries.items() if key != PACKED}
        self._root = MapNode(overlay.place, kept, dict(base.taken))
        self._wrong: list[FieldError] = []
        self._notes: list[FieldError] = []
        self._removed: dict[str, tuple[Place, NodePath]] = {}

    def laid(self) -> MergedTree:
        """The outcome."""
        self._wrong += [
            FieldError(f'"{key}" is missing', lacks=(key,)) for key in OWN if key not in self._overlay.entries
        ]
        for key, entry in self._overlay.entries.items():
            if key in REPLACED:
                self._root.entries[key] = entry
            elif key in ("sources", "course"):
                self._merge_map(key, entry)
            elif key in SECTIONS:
                self._read_section(key, entry)
            elif key == "rules":
                message = '"rules" does not go with extends; write change, add or remove'
                self._wrong.append(FieldError(message, (key,), at_key=True))
            elif key == PACKED:
                message = '"packed" does not go with extends; a packed file stands by itself'
                self._wrong.append(FieldError(message, (key,), at_key=True))
            elif key not in KEYS:
                self._wrong.append(unknown_key(key, KEYS))
        rules = {key: self._overlay.entries[key] for key in DIFFERENCES if key in self._overlay.entries}
        if rules:
            self._lay("rules", (), rules, next(iter(rules.values())).place)
        return MergedTree(self._root, tuple(self._wrong), tuple(self._notes), self._removed)

    def _merge_map(self, key: str, entry: MapEntry) -> None:
        """Each key of a map takes the place of the base's."""
        before = self._base.entries.get(key)
        held = entry.value
        if before is None or not isinstance(before.value, MapNode) or not isinstance(held, MapNode):
            self._root.entries[key] = entry
            return
        if not held.entries:
            self._wrong.append(FieldError(EMPTY, (key,), at_key=True))
        merged = MapNode(held.place, dict(before.value.entries), dict(before.value.taken))
        for name, inner in held.entries.items():
            if key != "course" or not is_null(inner.value):
                merged.entries[name] = inner
            elif name in merged.entries:
                del merged.entries[name]
                merged.taken[name] = inner.place
            else:
                message = f'there is no "{clip(name)}" in {clip(self._base_id)} to take away'
                self._wrong.append(FieldError(message, (key, name), at_key=True))
        self._root.entries[key] = MapEntry(entry.place, merged)

    def _read_section(self, key: str, entry: MapEntry) -> None:
        held = entry.value
        if is_empty(held):
            self._wrong.append(FieldError(EMPTY, (key,), at_key=True))
        elif isinstance(held, MapNode):
            self._wrong += [
                unknown_key(name, DIFFERENCES).inside(key) for name in held.entries if name not in DIFFERENCES
            ]
            self._lay(key, (key,), held.entries, entry.place)
        elif not isinstance(held, RefusedNode):
            message = "must be a map of change, add and remove, because this file extends another"
            self._wrong.append(FieldError(message, (key,)))

    def _lay(self, key: str, at: NodePath, said: dict[str, MapEntry], place: Place) -> None:
        """Lay the differences of one list over it. A base that holds something else there stays as it is."""
        before = self._base.entries.get(key)
        items: list[Node] = []
        if before is not None:
            if not isinstance(before.value, ListNode):
                return
            items = before.value.items
        section = OverlaySection(key, self._base_id, at)
        merged = section.laid(items, said)
        if merged:
            # Phases are judged as a row, so what is wrong between two of them is wrong here.
            stands = place if key == "phases" or before is None else before.value.place
            self._root.entries[key] = MapEntry(before.place if before else place, ListNode(stands, merged))
        elif key not in REQUIRED:
            self._root.entries.pop(key, None)
        self._wrong += section.wrong
        self._notes += section.notes
        if key == "rules":
            self._notes += _shortened(section, self._base_id)
        if key in ("rules", "questions", "signs"):
            self._removed |= section.removed


def _shortened(section: OverlaySection, base_id: str) -> Iterator[FieldError]:
    """What is to be left alone for less long than the base says."""
    for path, before, after in section.changed:
        if "avoid" in after.entries and (sentence := shorter(before, after, base_id)):
            key = next((key for key in ("days", "lasts") if _differs(before, after, key)), "days")
            yield FieldError(sentence, (*path, key))


def _differs(before: MapNode, after: MapNode, key: str) -> bool:
    return key in after.entries and after.entries[key] is not before.entries.get(key)
