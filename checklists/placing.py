"""From what is wrong in a file's data to Problems at the places to put the cursor."""

from collections.abc import Iterable

from checklists.grammar import Wrong
from checklists.nearest import nearest
from checklists.problem import Problem
from checklists.yaml_tree import Fault, Mapping, Node, Path, Place, clip, find, glued_key, worded_path

_MOST_COMPARED = 3_000
"""How many names may be compared to find the nearest ones, so that a file full of faults is read in time."""


def placed(root: Node, wrong: Iterable[Wrong]) -> list[Fault]:
    """Each with the place to put the cursor, and the nearest name while there is time to look."""
    wrong = tuple(wrong)
    faults: list[Fault] = []
    misspelt: set[tuple[Path, str]] = set()
    compared = 0
    for each in sorted(wrong, key=lambda each: each.near is None):
        message, found = each.message, None
        if each.near is not None and compared < _MOST_COMPARED:
            compared += len(each.near[1])
            found = nearest(*each.near)
            message += f'; did you mean "{clip(found)}"?' if found else each.otherwise
            if found:
                misspelt.add((each.path[:-1], found))
        # A key that is missing because it is misspelt, or has no space behind it, is one fault and not two.
        holder = each.path[:-1] if each.at_key else each.path
        held, _ = find(root, holder) if each.lacks else (None, None)
        glued = {glued_key(key) for key in held.entries} if isinstance(held, Mapping) else set()
        if not any((holder, key) in misspelt or key in glued for key in each.lacks):
            path, place = _place(root, each, holder)
            faults.append(Fault(place, path, message, each.near[0] if each.near else ""))
    return faults


def _place(root: Node, wrong: Wrong, holder: Path) -> tuple[Path, Place]:
    """Where the fault is to be shown: what is missing because an overlay took it away, there."""
    held, _ = find(root, holder)
    for key in wrong.lacks:
        if isinstance(held, Mapping) and key in held.taken:
            return (*holder, key), held.taken[key]
    node, key_place = find(root, wrong.path)
    return wrong.path, key_place if wrong.at_key else node.place


def problems(root: Node, faults: Iterable[Fault], name: str) -> set[Problem]:
    """Each fault once, in words.

    Args:
        root: The tree that the paths of the faults are in.
        name: The file that was asked for.
    """
    return {
        Problem(
            fault.place.line,
            fault.place.column,
            worded_path(root, fault.path),
            fault.message,
            file="" if fault.place.file == name else fault.place.file,
        )
        for fault in faults
    }
