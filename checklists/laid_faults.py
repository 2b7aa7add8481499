"""What is wrong with a base only since an overlay lies over it, told where the overlay says so."""

from collections.abc import Iterable, Iterator

from checklists.chain import Tree
from checklists.yaml_tree import Fault, Mapping, Path, Place, Scalar, Sequence, clip, find, worded_path

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
    stay: list[Fault] = []
    moved: dict[tuple[Place, str], list[Fault]] = {}
    missed: dict[str, list[Path]] = {}
    for fault in faults:
        if fault.place.file == name or (fault.place, fault.message) in of_base:
            stay.append(fault)
        elif fault.name in tree.removed:
            missed.setdefault(fault.name, []).append(fault.path)
        else:
            place = next(_places(tree, fault, name), fault.place)
            moved.setdefault((place, fault.message), []).append(fault._replace(place=place))
    still_named = [_still_named(tree, id, paths) for id, paths in missed.items()]
    return [*stay, *map(_told_once, moved.values()), *still_named]


def _places(tree: Tree, fault: Fault, name: str) -> Iterator[Place]:
    """The changes that may be to blame, the likeliest first."""
    item, _ = find(tree.root, fault.path[:2])
    if item.place.file == name:
        yield item.place
    # A question with other answers or a sign of another scale is wrong where it is named.
    named = {part for part in fault.path[2:] if isinstance(part, str)}
    node, _ = find(tree.root, fault.path)
    named |= {node.text.partition(" ")[0]} if isinstance(node, Scalar) else set()
    for section in ("questions", "signs", "rules"):
        held, _ = find(tree.root, (section,))
        for subject in held.items if isinstance(held, Sequence) else ():
            if subject.place.file == name and isinstance(subject, Mapping) and _id(subject) in named:
                yield subject.place
    # Phases are judged as a row, and so are the days of everything else by their end.
    phases, _ = find(tree.root, ("phases",))
    if phases.place.file == name and isinstance(phases, Sequence) and "days" in fault.path[-2:]:
        yield phases.place


def _id(item: Mapping) -> str:
    entry = item.entries.get("id")
    return entry.value.text if entry and isinstance(entry.value, Scalar) else ""


def _told_once(alike: list[Fault]) -> Fault:
    """One fault for what is wrong in the same way in several places for the same reason."""
    more = len(alike) - 1
    if not more:
        return alike[0]
    places = "place" if more == 1 else "places"
    return alike[0]._replace(message=f"{alike[0].message} (and so in {more} more {places})")


def _still_named(tree: Tree, id: str, paths: list[Path]) -> Fault:
    """One fault for a removed item, however many others name it."""
    place, path = tree.removed[id]
    users = [worded_path(tree.root, each) for each in paths]
    more = len(users) - _MOST_LISTED
    listed = ", ".join(users[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
    verb, those = ("names", "that") if len(users) == 1 else ("name", "those")
    message = f'"{clip(id)}" is removed here, but {listed} still {verb} it; change or remove {those} as well'
    return Fault(place, path, message)
