"""One list of a checklist, such as its rules, with an overlay's `change`, `add` and `remove` laid over it."""

import re
from dataclasses import dataclass, field, replace

from checklists.format import keys_at
from checklists.format_rule import KINDS
from checklists.grammar import Wrong, unknown_key
from checklists.overlay_removed import removed_name
from checklists.overlay_shape import EMPTY, is_null, list_of, map_of
from checklists.rule_keys import attempt
from checklists.spans import span
from checklists.yaml_tree import (
    Entry,
    Mapping,
    Node,
    Path,
    Place,
    Refused,
    Scalar,
    Sequence,
    clip,
    no_map,
    no_space,
)

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
class Section:
    """The work on one list. What is wrong gathers in it, with paths from the root of the overlay."""

    key: str
    """Of the list in a whole file."""
    base: str
    """The id of the checklist that is changed."""
    at: Path
    """Where in the overlay `change`, `add` and `remove` stand."""
    wrong: list[Wrong] = field(default_factory=list)
    notes: list[Wrong] = field(default_factory=list)
    removed: dict[str, tuple[Place, Path]] = field(default_factory=dict)
    """What the overlay takes out, and where it says so."""
    changed: list[tuple[Path, Mapping, Mapping]] = field(default_factory=list)
    """Where each change stands, the item before and the item after."""

    def laid(self, items: list[Node], said: dict[str, Entry]) -> list[Node]:
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
        entry = item.entries.get(key) if isinstance(item, Mapping) else None
        if entry is None:
            return None
        if self.key == "normal" and isinstance(entry.value, Sequence):
            return ", ".join(each.text for each in entry.value.items if isinstance(each, Scalar))
        return entry.value.text if isinstance(entry.value, Scalar) else None

    def _written(self, text: str) -> str:
        return re.sub(r"\s*,\s*", ", ", text) if self.key == "normal" else text

    def _say(self, message: str, *path: str | int, at_key: bool = False) -> None:
        self.wrong.append(Wrong(message, (*self.at, *path), at_key))

    def _say_unknown(self, name: str, names: tuple[str, ...], path: Path, at_key: bool = False) -> None:
        few = names and len(names) <= MOST_LISTED
        otherwise = "; there are " + ", ".join(clip(each) for each in names) if few else ""
        called = f"has the days {clip(name)}" if self.key == "normal" else f'is called "{clip(name)}"'
        message = f"no {NOUNS[self.key]} {called} in {clip(self.base)}"
        near = (name, names)
        self.wrong.append(Wrong(message, (*self.at, *path), at_key, near=near, otherwise=otherwise))

    def _read_removed(self, items: list[Node], node: Node, names: tuple[str, ...]) -> None:
        called = "days" if self.key == "normal" else "id"
        for place, item in enumerate(list_of(node, (*self.at, "remove"), self.wrong, named=True)):
            path: Path = ("remove", place)
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
            elif isinstance(before := items[found[0]], Mapping):
                changes = map_of(entry.value, path, self.wrong)
                items[found[0]] = after = self._with(before, entry.place, changes, path)
                self.changed.append((path, before, after))
        return items

    def _renamed(self, items: list[Node], name: str, path: Path) -> list[int]:
        """The rule that had this id once: its author says so, so the change is meant for it."""
        for at, item in enumerate(items):
            entry = item.entries.get("was") if isinstance(item, Mapping) and self.key == "rules" else None
            former = entry.value.items if entry and isinstance(entry.value, Sequence) else []
            if any(isinstance(each, Scalar) and each.text == name for each in former):
                message = f'"{clip(name)}" is called "{clip(str(self.name_of(item)))}" now'
                self.notes.append(Wrong(message, path, at_key=True))
                return [at]
        return []

    def _with(self, item: Mapping, place: Place, changes: dict[str, Entry], path: Path) -> Mapping:
        """An item with some of its keys changed."""
        written = ".".join(str(part) for part in path)
        made = Mapping(place, dict(item.entries), dict(item.taken), written)
        for key, entry in changes.items():
            if key == "id" and self.key != "normal":
                self.wrong.append(Wrong("an id cannot change; take this key away", (*path, key), at_key=True))
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

    def _other_kind(self, item: Mapping, entry: Entry, key: str, path: Path) -> bool:
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
        self.wrong.append(Wrong(message, path, at_key=True))
        return True

    def _nothing_to_take(self, key: str, path: Path) -> None:
        keys = keys_at((self.key, 0))
        if key in keys:
            message = f'there is no "{key}" in {clip(self.base)} to take away'
            self.notes.append(Wrong(message, path, at_key=True))
        else:
            self.wrong.append(unknown_key(key, keys)._replace(path=path))

    def _added(self, node: Node, names: tuple[str, ...]) -> list[Node]:
        added: list[Node] = []
        for place, item in enumerate(list_of(node, (*self.at, "add"), self.wrong)):
            path: Path = ("add", place)
            name = self.name_of(item)
            if isinstance(item, Refused):
                continue
            if not isinstance(item, Mapping):
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
    entry = phase.entries.get("days") if isinstance(phase, Mapping) else None
    found = attempt(span, entry.value.text) if entry and isinstance(entry.value, Scalar) else None
    return found.first if found else -1
