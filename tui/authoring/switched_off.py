"""The rules that a checklist file of a person's own leaves out, and why."""

from tui.authoring.aside import blocks
from tui.authoring.edits import BECAUSE
from tui.authoring.nodes import plain, read_nodes
from tui.authoring.over import removed_id
from tui.authoring.plain_rules import id_of, items_of, keys_of, maps


def switched_off(text: str) -> dict[str, str]:
    """The rules that were switched off in a file, of what it extends or its own.

    Returns:
        The reason that the file gives, or nothing, by the id of each.

    Raises:
        CannotEdit: If it is no YAML.
    """
    data = keys_of(plain(read_nodes(text.removeprefix("\ufeff"))))
    written = set(map(id_of, maps(data.get("add" if "extends" in data else "rules"))))
    off: dict[str, str] = {}
    for each in items_of(data.get("remove")):
        because = keys_of(each).get(BECAUSE)
        off[removed_id(each)] = because if isinstance(because, str) else ""
    for block in blocks(text):
        if block.is_rule and block.rule not in written:
            off[block.rule] = off.get(block.rule) or block.because
    return off
