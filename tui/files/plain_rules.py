"""What a checklist file says of its rules, as plain values that can be changed."""

from collections.abc import Collection, Iterator, Mapping

from checklists.format.models import keys_at
from checklists.yaml.source import tidied
from tui.files.edits import Said
from tui.files.patch import Plain

Keys = dict[str, Plain]
"""A map of a file: a rule, a change of one, or all of it."""

NAMING = ("once_lifted", "silences", "since")
"""Keys by which a rule names others."""
_ORDER = keys_at(("rules", 0))


def as_written(said: Said | None) -> Plain:
    """A value as it is read back from a file."""
    if isinstance(said, bool):
        return "yes" if said else "no"
    if isinstance(said, list):
        return [as_written(each) for each in said]
    if isinstance(said, dict):
        return {key: as_written(each) for key, each in said.items()}
    return None if said is None else tidied(str(said))


def is_same(one: Plain, other: Plain) -> bool:
    """Whether two values say the same: yes is true."""
    yes_no = {"true": "yes", "false": "no"}
    if isinstance(one, str) and isinstance(other, str):
        return yes_no.get(one, one) == yes_no.get(other, other)
    return one == other


def maps(said: Plain) -> Iterator[Keys]:
    """The maps of a list."""
    if isinstance(said, list):
        yield from (each for each in said if isinstance(each, dict))


def keys_of(said: Plain) -> Keys:
    """A map; an empty one where something else stands."""
    return said if isinstance(said, dict) else {}


def items_of(said: Plain) -> list[Plain]:
    """A list; an empty one where something else stands."""
    return said if isinstance(said, list) else []


def id_of(rule: Mapping[str, Plain]) -> str:
    """The id of a rule; empty where it has none."""
    id = rule.get("id")
    return id if isinstance(id, str) else ""


def former_ids(rule: Mapping[str, Plain]) -> tuple[str, ...]:
    """A rule's own id and those it had once."""
    return (id_of(rule), *(each for each in items_of(rule.get("was")) if isinstance(each, str)))


def put(keys: Keys, key: str, said: Plain, order: Collection[str] = _ORDER) -> None:
    """Set a key; a new one stands behind the last of those that come before it in an order."""
    if key in keys or key not in order:
        keys[key] = said
        return
    before = list(order)[: list(order).index(key)]
    names = list(keys)
    place = max((names.index(name) + 1 for name in names if name in before), default=0)
    held = dict(keys)
    keys.clear()
    keys |= {name: held[name] for name in names[:place]} | {key: said}
    keys |= {name: held[name] for name in names[place:]}


def named(rule: Mapping[str, Plain], ids: Collection[str]) -> list[str]:
    """Which of some rules a rule names, each once, in the order of `ids`."""
    found = [rule.get(key) for key in NAMING]
    names = {name for each in found for name in (each if isinstance(each, list) else [each])}
    return [id for id in ids if id in names]


def without(said: Plain, gone: Collection[str]) -> Plain:
    """What a naming key says without some of the rules it names; None where nothing is left."""
    if isinstance(said, list):
        return [each for each in said if each not in gone] or None
    return None if said in gone else said
