"""Two versions of a checklist taken apart into what can be wanted by itself, and a third put together.

It works on what `rules.canonical.data_of` gives. Plain commands ask it too: no pydantic, and no YAML.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from checklists.rules.canonical import canonical_json

Data = dict[str, Any]
"""What a file set."""

_LISTS = ("questions", "signs", "rules", "warnings")
"""The lists whose items are wanted one by one."""
_STEPS = "course"
_PREPARE = "prepare"
_WHOLE = ("together", "phases", "normal")
"""Lists whose items only make sense together."""
_SINGLE = ("title", "check_in", "clinic")
_CITED = "sources"
_NAMING = (
    *("when", "unless", "while", "lifted_by", "counted_from", "once_lifted", "silences", "since", "fits"),
    *("signs", "usual"),
)
"""The keys under which an item names other ones."""
_ID = re.compile(r"[a-z][a-z0-9-]*")


class ChangedPart(Struct, frozen=True):
    """What a newer version has otherwise. Where an id changed, both are one part."""

    section: str
    """`rules`, `warnings`, `signs`, `questions`, `course`, or the key at the top that it is all of."""
    name: str
    """The id in the newer version; of what goes, in the older one. Empty for a section that is one part."""
    old: tuple[Any, ...]
    """What the older version has of it."""
    new: tuple[Any, ...]
    """What the newer one has; empty where it goes."""

    @property
    def key(self) -> str:
        """`rules/wash`, or the section alone."""
        return f"{self.section}/{self.name}" if self.name else self.section

    @property
    def keys(self) -> frozenset[str]:
        """Its key under every id that it has in either version."""
        if not self.name:
            return frozenset((self.section,))
        return frozenset(f"{self.section}/{item['id']}" for item in (*self.old, *self.new))

    def held_in(self, data: Data) -> tuple[Any, ...]:
        """What a version has of it."""
        if not self.name:
            held = _own(data) if self.section == _STEPS else data.get(self.section)
            return (held,) if held else ()
        items = (
            data.get(_STEPS, {}).get(_PREPARE, ()) if self.section == _STEPS else data.get(self.section, ())
        )
        names = _names((*self.old, *self.new))
        return tuple(item for item in items if not names.isdisjoint(_ids(item)))


def changed_parts(old: Data, new: Data) -> tuple[ChangedPart, ...]:
    """The parts that differ, in the order of the newer version, what goes last in each section.

    How a file is called, numbered and dated, and the publications that it lists, are no parts: they come with
    whatever is taken of it.
    """
    parts = [*_changed(old, new, _SINGLE)]
    for section in _LISTS:
        parts += _items(section, old.get(section, ()), new.get(section, ()))
    parts += _changed(old, new, _WHOLE)
    was, now = ({_STEPS: own} if (own := _own(each)) else {} for each in (old, new))
    parts += _changed(was, now, (_STEPS,))
    parts += _items(_STEPS, *(each.get(_STEPS, {}).get(_PREPARE, ()) for each in (old, new)))
    return tuple(parts)


def without(old: Data, new: Data, refused: Iterable[ChangedPart]) -> Data:
    """The newer version, with what is refused as the older one has it.

    Args:
        refused: Of `changed_parts(old, new)`.
    """
    data = dict(new)
    parts = list(refused)
    for part in parts:
        if not part.name and part.section != _STEPS:
            _put(data, part.section, *part.old)
    for section in _LISTS:
        here = [part for part in parts if part.section == section]
        if here:
            _put(data, section, _woven(old.get(section, ()), new.get(section, ()), here) or None)
    if any(part.section == _STEPS for part in parts):
        _put(data, _STEPS, _course(old, new, parts) or None)
    cited = {key for part in parts for item in part.old for key in _citations(item)}
    missing = {
        key: held for key, held in old.get(_CITED, {}).items() if key in cited - set(new.get(_CITED, {}))
    }
    if missing:
        data[_CITED] = {**data.get(_CITED, {}), **missing}
    return data


def refused_with(parts: Sequence[ChangedPart], refused: Iterable[str]) -> frozenset[str]:
    """The keys of what has to be refused where these are: what names something that comes, or goes, with it.

    Args:
        refused: The keys of parts.
    """
    return _closure(refused, _needs(parts))


def wanted_with(parts: Sequence[ChangedPart], wanted: Iterable[str]) -> frozenset[str]:
    """What has to be wanted where these are; see `refused_with`."""
    return _closure(wanted, [(needed, part) for part, needed in _needs(parts)])


def _closure(chosen: Iterable[str], needs: Sequence[tuple[ChangedPart, ChangedPart]]) -> frozenset[str]:
    """These, and whatever needs one of them."""
    found = frozenset(chosen)
    while more := {part.key for part, needed in needs if needed.key in found} - found:
        found |= more
    return found


def _needs(parts: Sequence[ChangedPart]) -> list[tuple[ChangedPart, ChangedPart]]:
    """Each part that cannot be had without another one, and that one."""
    needs = []
    for other in parts:
        was, now = _names(other.old), _names(other.new)
        comes, goes = now - was, was - now
        for part in parts:
            if part is other:
                continue
            # What named something that goes does so no more: neither can be had without the other.
            dropped = bool(_named(part.old) & goes)
            if dropped or _named(part.new) & comes:
                needs.append((part, other))
            if dropped:
                needs.append((other, part))
    return needs


def _names(items: Iterable[Any]) -> set[str]:
    """The ids of items, and their former ones."""
    return {name for item in items if isinstance(item, dict) for name in _ids(item)}


def _ids(item: Data) -> Iterator[str]:
    if "id" in item:
        yield item["id"]
    was = item.get("was", ())
    yield from (was,) if isinstance(was, str) else was


def _named(items: Iterable[Any]) -> set[str]:
    """All that may be an id of something else in items. Words that are none do no harm."""
    found: set[str] = set()
    for item in items:
        for each in item if isinstance(item, list) else (item,):
            if isinstance(each, dict):
                for key in each.keys() & set(_NAMING):
                    found.update(_ID.findall(canonical_json(each[key])))
    return found


def _changed(old: Data, new: Data, keys: Iterable[str]) -> Iterator[ChangedPart]:
    for key in keys:
        was, now = ((each[key],) if key in each else () for each in (old, new))
        if was != now:
            yield ChangedPart(key, "", was, now)


def _items(section: str, old: Sequence[Data], new: Sequence[Data]) -> Iterator[ChangedPart]:
    """What differs of a list: items that share an id, a former one too, are one part."""
    groups: list[tuple[set[str], list[Data], list[Data]]] = []
    for place, items in enumerate((new, old)):
        for item in items:
            names = set(_ids(item))
            same = [group for group in groups if group[0] & names]
            at = groups.index(same[0]) if same else len(groups)
            groups = [group for group in groups if group not in same]
            now = [one for each in same for one in each[1]] + [item] * (place == 0)
            was = [one for each in same for one in each[2]] + [item] * (place == 1)
            groups.insert(at, (names.union(*(each[0] for each in same)), now, was))
    for _, now, was in groups:
        if now != was:
            yield ChangedPart(section, (now or was)[0]["id"], tuple(was), tuple(now))


def _woven(old: Sequence[Data], new: Sequence[Data], refused: Sequence[ChangedPart]) -> list[Data]:
    """The items of the newer list, those of refused parts as they were, where they stand or stood."""
    items = list(new)
    for part in refused:
        place = None
        for item in part.new:
            at = items.index(item)
            place = at if place is None else min(place, at)
            del items[at]
        if place is None:
            place = _behind(old, part.old[0], items)
        items[place:place] = part.old
    return items


def _behind(old: Sequence[Data], item: Data, items: Sequence[Data]) -> int:
    """Where an item goes back: behind the nearest of those that stood before it."""
    for each in reversed(old[: old.index(item)]):
        ids = set(_ids(each))
        for index, one in enumerate(items):
            if ids & set(_ids(one)):
                return index + 1
    return 0


def _own(data: Data) -> Data:
    """What a version says of the course itself, without its steps."""
    return {key: held for key, held in data.get(_STEPS, {}).items() if key != _PREPARE}


def _course(old: Data, new: Data, parts: Sequence[ChangedPart]) -> Data:
    whole = any(part.section == _STEPS and not part.name for part in parts)
    steps = [part for part in parts if part.section == _STEPS and part.name]
    was, now = (each.get(_STEPS, {}).get(_PREPARE, ()) for each in (old, new))
    woven = _woven(was, now, steps)
    return {**_own(old if whole else new), **({_PREPARE: woven} if woven else {})}


def _put(data: Data, key: str, held: Any = None) -> None:
    if held is None:
        data.pop(key, None)
    else:
        data[key] = held


def _citations(item: Any) -> Iterable[str]:
    held = item.get(_CITED, ()) if isinstance(item, dict) else ()
    return (held,) if isinstance(held, str) else held
