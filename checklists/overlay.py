"""`extends`: one checklist laid over another, as trees, so that every value still knows who wrote it.

An overlay changes the rules with `change`, `add` and `remove` at its top, and questions, signs, phases,
`normal` and warnings with the same three under their own names. Items are called by their ids; a part of
`normal` has none, so it is called by its days as the base writes them (`2-3`, a list as `"0-2, 5"`). What is
added comes last, save that phases stay in the order of their days, and that a part of `normal` comes first,
because there the first that fits counts. Of `course` each key is taken whole and `null` takes one away; of
`sources` each publication. Other keys replace those of the base.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checklists.grammar import Wrong, unknown_key
from checklists.overlay_section import NOUNS, REQUIRED, Section
from checklists.overlay_shape import EMPTY, is_empty, is_null
from checklists.said import PACKED
from checklists.shorter import shorter
from checklists.yaml_tree import Entry, Mapping, Node, Path, Place, Refused, Sequence, clip

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


@dataclass(frozen=True, slots=True)
class Laid:
    """A checklist with an overlay laid over it."""

    root: Mapping
    """A whole checklist file. It shares what is unchanged with the base."""
    wrong: tuple[Wrong, ...]
    """What does not fit, with paths from the root of the overlay."""
    notes: tuple[Wrong, ...]
    """What may be a slip, with paths from the root of the overlay."""
    removed: dict[str, tuple[Place, Path]]
    """The ids that others may use and that are gone, and where the overlay takes them out."""


def lay_over(base: Mapping, overlay: Mapping, base_id: str) -> Laid:
    """Lay an overlay over the whole checklist that it extends. Neither tree is changed.

    Args:
        base_id: What to call the base.
    """
    return _Laying(base, overlay, base_id).laid()


class _Laying:
    def __init__(self, base: Mapping, overlay: Mapping, base_id: str) -> None:
        self._base = base
        self._overlay = overlay
        self._base_id = base_id
        # Who packed the base says nothing of what is made of it.
        kept = {key: entry for key, entry in base.entries.items() if key != PACKED}
        self._root = Mapping(overlay.place, kept, dict(base.taken))
        self._wrong: list[Wrong] = []
        self._notes: list[Wrong] = []
        self._removed: dict[str, tuple[Place, Path]] = {}

    def laid(self) -> Laid:
        """The outcome."""
        self._wrong += [
            Wrong(f'"{key}" is missing', lacks=(key,)) for key in OWN if key not in self._overlay.entries
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
                self._wrong.append(Wrong(message, (key,), at_key=True))
            elif key == PACKED:
                message = '"packed" does not go with extends; a packed file stands by itself'
                self._wrong.append(Wrong(message, (key,), at_key=True))
            elif key not in KEYS:
                self._wrong.append(unknown_key(key, KEYS))
        rules = {key: self._overlay.entries[key] for key in DIFFERENCES if key in self._overlay.entries}
        if rules:
            self._lay("rules", (), rules, next(iter(rules.values())).place)
        return Laid(self._root, tuple(self._wrong), tuple(self._notes), self._removed)

    def _merge_map(self, key: str, entry: Entry) -> None:
        """Each key of a map takes the place of the base's."""
        before = self._base.entries.get(key)
        held = entry.value
        if before is None or not isinstance(before.value, Mapping) or not isinstance(held, Mapping):
            self._root.entries[key] = entry
            return
        if not held.entries:
            self._wrong.append(Wrong(EMPTY, (key,), at_key=True))
        merged = Mapping(held.place, dict(before.value.entries), dict(before.value.taken))
        for name, inner in held.entries.items():
            if key != "course" or not is_null(inner.value):
                merged.entries[name] = inner
            elif name in merged.entries:
                del merged.entries[name]
                merged.taken[name] = inner.place
            else:
                message = f'there is no "{clip(name)}" in {clip(self._base_id)} to take away'
                self._wrong.append(Wrong(message, (key, name), at_key=True))
        self._root.entries[key] = Entry(entry.place, merged)

    def _read_section(self, key: str, entry: Entry) -> None:
        held = entry.value
        if is_empty(held):
            self._wrong.append(Wrong(EMPTY, (key,), at_key=True))
        elif isinstance(held, Mapping):
            self._wrong += [
                unknown_key(name, DIFFERENCES).inside(key) for name in held.entries if name not in DIFFERENCES
            ]
            self._lay(key, (key,), held.entries, entry.place)
        elif not isinstance(held, Refused):
            message = "must be a map of change, add and remove, because this file extends another"
            self._wrong.append(Wrong(message, (key,)))

    def _lay(self, key: str, at: Path, said: dict[str, Entry], place: Place) -> None:
        """Lay the differences of one list over it. A base that holds something else there stays as it is."""
        before = self._base.entries.get(key)
        items: list[Node] = []
        if before is not None:
            if not isinstance(before.value, Sequence):
                return
            items = before.value.items
        section = Section(key, self._base_id, at)
        merged = section.laid(items, said)
        if merged:
            # Phases are judged as a row, so what is wrong between two of them is wrong here.
            stands = place if key == "phases" or before is None else before.value.place
            self._root.entries[key] = Entry(before.place if before else place, Sequence(stands, merged))
        elif key not in REQUIRED:
            self._root.entries.pop(key, None)
        self._wrong += section.wrong
        self._notes += section.notes
        if key == "rules":
            self._notes += _shortened(section, self._base_id)
        if key in ("rules", "questions", "signs"):
            self._removed |= section.removed


def _shortened(section: Section, base_id: str) -> Iterator[Wrong]:
    """What is to be left alone for less long than the base says."""
    for path, before, after in section.changed:
        if "avoid" in after.entries and (sentence := shorter(before, after, base_id)):
            key = next((key for key in ("days", "lasts") if _differs(before, after, key)), "days")
            yield Wrong(sentence, (*path, key))


def _differs(before: Mapping, after: Mapping, key: str) -> bool:
    return key in after.entries and after.entries[key] is not before.entries.get(key)
