"""The rules that stand in a file only as lines set aside, so that they can be shown and put back."""

from collections.abc import Iterator, Mapping

from checklists.lengths import shortened
from checklists.moments import at, duration
from checklists.rule_keys import attempt
from checklists.rules import Kind, Rule
from checklists.spans import days
from tui.authoring.aside import Block, blocks
from tui.authoring.edits import CannotEdit
from tui.authoring.nodes import plain, read_nodes


def rules_aside(text: str) -> tuple[Rule, ...]:
    """The rules that were switched off where they stand, with their words, days and times.

    What cannot be read any more has its id for a title.
    """
    return tuple(_rule(block) for block in blocks(text) if block.is_rule)


def _rule(block: Block) -> Rule:
    keys = next((each for each in _maps(block) if each.get("id") == block.rule), {})
    kind = next((kind for kind in Kind if str(kind) in keys), Kind.DO)
    title = str(keys.get(str(kind), block.rule))
    lasts = attempt(duration, keys.get("lasts"))
    return Rule(
        id=block.rule,
        kind=kind,
        title=title,
        short=str(keys.get("short") or shortened(title)),
        days=attempt(days, keys.get("days")) or (),
        lasts=lasts,
        at=attempt(at, keys.get("at")) or (),
        how=str(keys.get("how", "")),
    )


def _maps(block: Block) -> Iterator[Mapping[str, object]]:
    try:
        said = plain(read_nodes(f"rules:\n{''.join(block.lines)}"))
    except CannotEdit:
        return
    found = said.get("rules") if isinstance(said, dict) else None
    yield from (each for each in (found if isinstance(found, list) else ()) if isinstance(each, dict))
