"""A checklist file and every file that it stands on, as one tree; and errors in it shown where the author of
the overlay can mend them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from msgspec import Struct

from checklists import library
from checklists.format.grammar import FieldError, FieldValueError, ident
from checklists.format.models import keys_at
from checklists.format.problems import place_errors, problems_of
from checklists.overlay.defaults import with_defaults
from checklists.overlay.overlay import DIFFERENCES, EMPTY, MOST_LISTED, is_empty, lay_over
from checklists.overlay.patterns import are_lost, faulty_patterns, patterns_of, with_patterns
from checklists.text import nearest
from checklists.yaml.compose import compose
from checklists.yaml.problem import ChecklistError, Problem
from checklists.yaml.source import read_source
from checklists.yaml.tree import (
    ListNode,
    MapNode,
    Node,
    NodePath,
    Place,
    PlacedError,
    RefusedNode,
    Scalar,
    clip,
    find,
    path_words,
)

FORMAT = "1"
MOST_BASES = 12
"""A file may stand on this many others, one on the other."""
_MOST_KEYS = 50
"""How many unknown keys are looked at for a misspelt `extends`."""
_MOST_USERS = 3
"""How many of those that still name a removed item are listed."""

Base = Callable[[str], tuple[str, bytes]]
"""The name and the bytes of the file of an id.

Raises UnknownChecklistError, or OSError where it cannot be read.
"""


class UnknownChecklistError(KeyError):
    """No checklist has an id."""

    def __init__(self, id: str, ids: tuple[str, ...] = ()) -> None:
        """Say which id, and which there are."""
        super().__init__(id)
        self.ids = ids


def shipped(id: str) -> tuple[str, bytes]:
    """The name and the bytes of a shipped checklist.

    Raises:
        UnknownChecklistError: If none has this id.
    """
    if id not in library.every():
        raise UnknownChecklistError(id, library.shipped())
    return str(library.where(id)), library.read(id)


class Tree(Struct, frozen=True):
    """A checklist file as one tree, with what was wrong on the way."""

    root: MapNode
    base: MapNode | None
    """The tree of what it extends."""
    problems: frozenset[Problem]
    notes: frozenset[Problem]
    removals: dict[str, tuple[Place, NodePath]]
    """The ids that the file takes out of its base, and where it does."""
    bases: tuple[str, ...]
    """The names of the files it stands on, the nearest first."""
    sure: bool
    """Whether all that an overlay changes could be read, so that the whole of it can be judged."""


def read_tree(text: str | bytes, name: str, base: Base) -> Tree:
    """Read a file and what it extends.

    Args:
        name: What to call the file.
        base: Gives what it extends. A file that extends its own id means the shipped one.

    Raises:
        ChecklistError: If one of them cannot be read at all, or what it extends is not there.
    """
    links = list(map(_of_defaults, _patterned(_Chain(base, _link(text, name)).links)))
    root, under = links[-1].root, None
    problems: set[Problem] = set()
    notes: set[Problem] = set()
    removals: dict[str, tuple[Place, NodePath]] = {}
    sure = True
    for link in links:
        problems |= problems_of(link.root, link.errors, name)
    for link in links[-2::-1]:
        under = root
        merged = lay_over(under, link.root, link.text("extends"))
        root, removals = merged.root, merged.removals
        sure = sure and not merged.errors and not link.errors
        problems |= problems_of(link.root, place_errors(link.root, merged.errors), name)
        notes = problems_of(link.root, place_errors(link.root, merged.notes), name)
    bases = tuple(link.name for link in links[1:])
    return Tree(root, under, frozenset(problems), frozenset(notes), removals, bases, sure)


class _Link(Struct, frozen=True):
    """One file of a chain."""

    name: str
    root: MapNode
    errors: list[PlacedError]

    def text(self, key: str) -> str:
        entry = self.root.entries.get(key)
        return entry.value.text if entry and isinstance(entry.value, Scalar) and not entry.value.null else ""


def _link(text: str | bytes, name: str) -> _Link:
    root, errors = compose(read_source(text, name), name)
    if not isinstance(root, MapNode):
        raise _alone(name, root.place, "(file)", "must be a map of keys, beginning with format: 1")
    entry = root.entries.get("format")
    number = entry.value if entry else None
    if isinstance(number, Scalar) and not is_empty(number) and number.text != FORMAT:
        message = f'"{clip(number.text)}" is not a format this program reads; it reads format {FORMAT}'
        raise _alone(name, number.place, "format", message)
    _look_for_extends(root, name)
    return _Link(name, root, errors)


@lru_cache(maxsize=4)
def _base_link(content: bytes, name: str) -> _Link:
    """What others stand on, cached: nearly all of the time of reading a small overlay goes into its base."""
    return _link(content, name)


def _patterned(links: list[_Link]) -> list[_Link]:
    """The same files, their rules whole."""
    patterns: dict[str, MapNode] = {}
    whole: list[_Link] = []
    lost = False
    for link in reversed(links):
        patterns |= patterns_of(link.root)
        lost = lost or are_lost(link.root)
        root, errors = with_patterns(link.root, patterns, lost=lost)
        if link is not links[0]:
            errors = (*errors, *faulty_patterns(link.root))
        whole.insert(0, _Link(link.name, root, [*link.errors, *place_errors(link.root, errors)]))
    return whole


def _of_defaults(link: _Link) -> _Link:
    return _Link(link.name, with_defaults(link.root), link.errors)


def _look_for_extends(root: MapNode, name: str) -> None:
    """Stop at an overlay that does not say what it extends: nothing else in it would make sense."""
    if "extends" in root.entries:
        return
    keys = keys_at(())
    unknown = [key for key in root.entries if key not in keys][:_MOST_KEYS]
    for key in unknown:
        if nearest(key, (*keys, "extends")) == "extends":
            message = f'"{clip(key)}" is not a key here; did you mean "extends"?'
            raise _alone(name, root.entries[key].place, clip(key), message)
    for key in unknown:
        if key in DIFFERENCES:
            message = f'"{key}" goes with extends; name the checklist that this file changes'
            raise _alone(name, root.entries[key].place, key, message)


def _alone(name: str, place: Place, where: str, message: str) -> ChecklistError:
    return ChecklistError(name, [Problem(place.line, place.column, where, message)])


class _Chain:
    """The files that stand on one another, that which was asked for first."""

    def __init__(self, base: Base, first: _Link) -> None:
        """Read them all.

        Raises:
            ChecklistError: If one cannot be read, or is not there, or they go round in a circle.
        """
        self._base = base
        self.links = [first]
        self._trail = [(first.text("id"), False)]
        while "extends" in self.links[-1].root.entries:
            self._follow(self.links[-1])

    def _follow(self, link: _Link) -> None:
        id = self._base_id(link)
        own, of_library = self._trail[-1]
        # A file that takes the place of a shipped one stands on that, not on itself.
        of_library = of_library or id == own
        if (id, of_library) in self._trail:
            start = self._trail.index((id, of_library))
            circle = " > ".join([*(name for name, _ in self._trail[start:]), id])
            message = f"these files extend one another in a circle: {clip(circle, 80)}"
            raise self._refuse(self.links[start], FieldError(message, ("extends",)))
        if len(self.links) > MOST_BASES:
            message = f"more than {MOST_BASES} files stand on one another here"
            raise self._refuse(self.links[0], FieldError(message, ("extends",)))
        try:
            name, content = (shipped if of_library else self._base)(id)
        except UnknownChecklistError as error:
            message = f'no checklist is called "{clip(id)}"'
            if id == own:
                message = f'"{clip(id)}" extends itself, and no shipped checklist has this id'
            raise self._refuse(link, _no_base(message, id, error.ids)) from error
        except OSError as error:
            message = f'"{clip(id)}" cannot be read: {(error.strerror or str(error)).lower()}'
            raise self._refuse(link, FieldError(message, ("extends",))) from error
        try:
            self.links.append(_base_link(content, name))
        except ChecklistError as error:
            of_base = [replace(each, file=name) for each in error.problems]
            raise ChecklistError(self.links[0].name, of_base) from error
        # What comes with the program stands on what comes with it, whatever a person calls theirs.
        self._trail.append((id, of_library or (id in library.every() and name == str(library.where(id)))))

    def _base_id(self, link: _Link) -> str:
        """The id that a file extends.

        Raises:
            ChecklistError: If it does not say one.
        """
        node = link.root.entries["extends"].value
        if isinstance(node, RefusedNode):
            raise self._refuse(link)
        if is_empty(node):
            raise self._refuse(link, FieldError(EMPTY, ("extends",), at_key=True))
        try:
            return ident(node.text if isinstance(node, Scalar) else [] if isinstance(node, ListNode) else {})
        except FieldValueError as error:
            raise self._refuse(link, *(each.inside("extends") for each in error.errors)) from error

    def _refuse(self, link: _Link, *errors: FieldError) -> ChecklistError:
        """What is wrong with what a file extends, beside what was wrong with the files before."""
        name = self.links[0].name
        problems = problems_of(link.root, place_errors(link.root, errors), name)
        for each in self.links:
            problems |= problems_of(each.root, each.errors, name)
        return ChecklistError(name, sorted(problems))


def _no_base(message: str, id: str, ids: tuple[str, ...]) -> FieldError:
    few = ids and len(ids) <= MOST_LISTED
    otherwise = "; there are " + ", ".join(clip(each) for each in sorted(ids)) if few else ""
    return FieldError(message, ("extends",), near=(id, ids), otherwise=otherwise)


def at_the_overlay(
    tree: Tree, errors: Iterable[PlacedError], of_base: Iterable[PlacedError], name: str
) -> list[PlacedError]:
    """The same errors, each where the author of the overlay can mend it.

    Args:
        tree: What the errors are in.
        errors: As they stand, some of them in what the file extends.
        of_base: Those that the base has by itself: they stay there.
        name: The file that was asked for.
    """
    own = {(error.place, error.message) for error in of_base}
    stay: list[PlacedError] = []
    moved: dict[tuple[Place, str], list[PlacedError]] = {}
    users: dict[str, list[NodePath]] = {}
    for error in errors:
        if error.place.file == name or (error.place, error.message) in own:
            stay.append(error)
        elif error.name in tree.removals:
            users.setdefault(error.name, []).append(error.path)
        else:
            place = next(_places(tree, error, name), error.place)
            moved.setdefault((place, error.message), []).append(error._replace(place=place))
    still_used = [_still_used(tree, id, paths) for id, paths in users.items()]
    return [*stay, *map(_join, moved.values()), *still_used]


def _places(tree: Tree, error: PlacedError, name: str) -> Iterator[Place]:
    """The changes that may be to blame, the likeliest first."""
    item, _ = find(tree.root, error.path[:2])
    if item.place.file == name:
        yield item.place
    # A question with other answers or a sign of another scale is wrong where it is named.
    names = {part for part in error.path[2:] if isinstance(part, str)}
    node, _ = find(tree.root, error.path)
    names |= {node.text.partition(" ")[0]} if isinstance(node, Scalar) else set()
    for section in ("questions", "signs", "rules"):
        items, _ = find(tree.root, (section,))
        for subject in items.items if isinstance(items, ListNode) else ():
            if subject.place.file == name and isinstance(subject, MapNode) and _id(subject) in names:
                yield subject.place
    # Phases are judged as a row, and so are the days of everything else by their end.
    phases, _ = find(tree.root, ("phases",))
    if phases.place.file == name and isinstance(phases, ListNode) and "days" in error.path[-2:]:
        yield phases.place


def _id(item: MapNode) -> str:
    entry = item.entries.get("id")
    return entry.value.text if entry and isinstance(entry.value, Scalar) else ""


def _join(alike: list[PlacedError]) -> PlacedError:
    """One error for what is wrong in the same way in several places for the same reason."""
    more = len(alike) - 1
    if not more:
        return alike[0]
    places = "place" if more == 1 else "places"
    return alike[0]._replace(message=f"{alike[0].message} (and so in {more} more {places})")


def _still_used(tree: Tree, id: str, paths: list[NodePath]) -> PlacedError:
    """One error for a removed item, however many others name it."""
    place, path = tree.removals[id]
    users = [path_words(tree.root, each) for each in paths]
    more = len(users) - _MOST_USERS
    listed = ", ".join(users[:_MOST_USERS]) + (f" and {more} more" if more > 0 else "")
    verb, those = ("names", "that") if len(users) == 1 else ("name", "those")
    message = f'"{clip(id)}" is removed here, but {listed} still {verb} it; change or remove {those} as well'
    return PlacedError(place, path, message + (_way_out(tree.root, id, paths[0]) if len(users) == 1 else ""))


def _way_out(root: MapNode, id: str, path: NodePath) -> str:
    """The line that takes a removed id out of the one thing that still names it; nothing where none can."""
    section, key = path[0], path[2] if len(path) > 2 else None
    item, _ = find(root, path[:2])
    if not isinstance(item, MapNode) or not _id(item) or not isinstance(key, str):
        return ""
    rest = _without(item.entries[key].value, id)
    where = "change" if section == "rules" else f"change of {section}"
    return f"; write under {where}: {_id(item)}: {{{key}: {rest}}}"


def _without(value: Node, id: str) -> str:
    """What is left of a value, in one line, once an id is taken out of it; `null` where nothing is."""
    if isinstance(value, Scalar):
        return "null" if value.text.split()[:1] == [id] else value.text
    if isinstance(value, MapNode):
        parts = [f"{key}: {_without(entry.value, id)}" for key, entry in value.entries.items() if key != id]
        return f"{{{', '.join(parts)}}}" if parts else "null"
    if isinstance(value, ListNode):
        parts = [text for each in value.items if (text := _without(each, id)) != "null"]
        return f"[{', '.join(parts)}]" if parts else "null"
    return "null"
