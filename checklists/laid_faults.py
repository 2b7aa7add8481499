"""What is wrong with a base only since an overlay lies over it, told where the overlay says so."""

from collections.abc import Iterable

from checklists.chain import Tree
from checklists.yaml_tree import Fault, Path, Place, clip, find, worded_path

_MOST_LISTED = 3


def at_the_overlay(tree: Tree, faults: Iterable[Fault], known: Iterable[Fault], name: str) -> list[Fault]:
    """The same faults, each where the author of the overlay can mend it.

    Args:
        tree: What the faults were found in.
        faults: As they stand, some of them in what the file extends.
        known: Those that the base has by itself: they stay there.
        name: The file that was asked for.
    """
    of_base = {(fault.place, fault.message) for fault in known}
    moved: list[Fault] = []
    missed: dict[str, list[Path]] = {}
    for fault in faults:
        if fault.place.file == name or (fault.place, fault.message) in of_base:
            moved.append(fault)
        elif fault.name in tree.removed:
            missed.setdefault(fault.name, []).append(fault.path)
        else:
            moved.append(fault._replace(place=_nearest_place(tree, fault, name)))
    return moved + [_still_named(tree, id, paths) for id, paths in missed.items()]


def _nearest_place(tree: Tree, fault: Fault, name: str) -> Place:
    """The change that is to blame: of the item itself, or, among phases, of any."""
    for path in (fault.path[:2], fault.path[:1]):
        node, _ = find(tree.root, path)
        if node.place.file == name and (len(path) == 2 or path == ("phases",)):
            return node.place
    return fault.place


def _still_named(tree: Tree, id: str, paths: list[Path]) -> Fault:
    """One fault for a removed item, however many others name it."""
    place, path = tree.removed[id]
    users = [worded_path(tree.root, each) for each in paths]
    more = len(users) - _MOST_LISTED
    listed = ", ".join(users[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
    verb, those = ("names", "that") if len(users) == 1 else ("name", "those")
    message = f'"{clip(id)}" is removed here, but {listed} still {verb} it; change or remove {those} as well'
    return Fault(place, path, message)
