"""What a checklist file of a person's own does to each rule."""

from collections.abc import Mapping
from dataclasses import dataclass

from tui.authoring.aside import blocks
from tui.authoring.nodes import plain, read_nodes
from tui.authoring.over import removed_id
from tui.authoring.plain_rules import BECAUSE, Keys, id_of, items_of, keys_of, maps


@dataclass(frozen=True, slots=True)
class Standing:
    """What a file says of the rules, by their ids; each with its `because`, empty where it gives none."""

    changed: Mapping[str, str]
    """Rules of what it extends, with other keys. Always empty for a file that extends nothing."""
    added: Mapping[str, str]
    """Rules of its own."""
    off: Mapping[str, str]
    """Rules that were switched off, of what it extends or its own."""


def standing(text: str) -> Standing:
    """What the text of a checklist file says of the rules.

    Raises:
        CannotEdit: If it is no YAML.
    """
    data = keys_of(plain(read_nodes(text.removeprefix("\ufeff"))))
    extends = "extends" in data
    changed = {id: _why(keys_of(said)) for id, said in keys_of(data.get("change")).items()}
    own = {id_of(rule): _why(rule) for rule in maps(data.get("add" if extends else "rules"))}
    off = {removed_id(each): _why(keys_of(each)) for each in items_of(data.get("remove"))}
    for block in blocks(text):
        if block.is_rule and block.rule not in own:
            off[block.rule] = off.get(block.rule) or block.because
    return Standing(changed, own, off)


def _why(keys: Keys) -> str:
    said = keys.get(BECAUSE)
    return said if isinstance(said, str) else ""
