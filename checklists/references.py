"""Names that one part of a file uses and another gives, and the circles they can make."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from checklists.conditions import Clause, Subjects, clauses, held, match, sign_match
from checklists.grammar import ID, Unreadable, Wrong
from checklists.outline import Outline, listed, maps
from checklists.rule_keys import attempt, fits
from checklists.rules import Match
from checklists.yaml_tree import Path, clip

Groups = tuple[tuple[Clause, ...], ...]
Meaning = Callable[[Clause, Subjects], Match]


def check_references(data: dict[str, Any], names: Outline) -> Iterator[Wrong]:
    """Every name in a file's data that nothing has, and every circle, with paths from its root."""
    for path, rule in maps(data, "rules"):
        yield from within(path, _rule_references(rule, names))
    yield from _sources(data, names)
    yield from _conditions(data, names)
    yield from _former_ids(data, names)
    yield from _circles(data, "silences", "rules silence one another in a circle")
    yield from _circles(data, "once_lifted", "rules wait for one another in a circle")


def within(path: Path, found: Iterable[Wrong]) -> Iterator[Wrong]:
    """The same, seen from the root of the file, for what was found in the part at a path."""
    return (wrong._replace(path=(*path, *wrong.path)) for wrong in found)


def _rule_references(rule: dict[str, Any], names: Outline) -> Iterator[Wrong]:
    own = rule.get("id")
    others: tuple[str, ...] = ()
    found = [((key,), rule[key]) for key in ("since", "once_lifted") if isinstance(rule.get(key), str)]
    for path, name in (*found, *listed(rule, "silences")):
        if not fits(rule, path[0]) or not re.fullmatch(ID, name):
            continue
        if name not in names.rules:
            if names.all_rules:
                others = others or tuple(each for each in names.rules if each != own)
                yield Wrong(f'no rule is called "{clip(name)}"', path, near=(name, others))
        elif path == ("since",) and name == own:
            yield Wrong("this is the rule itself; with counting: last-done it counts from itself", path)
        elif path == ("since",) and names.kinds.get(name) in ("avoid", "expect"):
            yield Wrong(f'"{name}" is never ticked, so nothing can be counted since it', path)


def _sources(data: dict[str, Any], names: Outline) -> Iterator[Wrong]:
    found: list[tuple[Path, dict[str, Any]]] = []
    if isinstance(data.get("course"), dict):
        found.append((("course",), data["course"]))
    for keys in (("rules",), ("warnings",), ("course", "prepare")):
        found += maps(data, *keys)
    used = [((*path, *inner), key) for path, holder in found for inner, key in listed(holder, "sources")]
    if used and "sources" not in data:
        yield Wrong('"sources" is missing, and this file refers to them', lacks=("sources",))
        return
    for path, key in used:
        if names.sources is not None and key not in names.sources:
            at_key = path[-1] == key
            message = f'"{clip(key)}" is not in the sources of this file'
            yield Wrong(message, path, at_key=at_key, near=(key, names.sources))


def _conditions(data: dict[str, Any], names: Outline) -> Iterator[Wrong]:
    for keys in (("normal",), ("rules",), ("warnings",), ("course", "prepare")):
        for path, holder in maps(data, *keys):
            for key in ("when", "unless"):
                yield from _clauses((*path, key), attempt(clauses, holder.get(key)) or (), match, names)
            holding = attempt(held, holder.get("while")) if fits(holder, "while") else None
            yield from _clauses((*path, "while"), (holding or (),), sign_match, names)
    for path, sign in maps(data, "signs"):
        for inner, course in maps(sign, "usual"):
            groups = attempt(clauses, course.get("when")) or ()
            yield from _clauses((*path, *inner, "when"), groups, match, names)


def _clauses(path: Path, groups: Groups, meaning: Meaning, names: Outline) -> Iterator[Wrong]:
    subjects = names.subjects
    for clause in (clause for group in groups for clause in group):
        if names.all_subjects or clause.subject in subjects.questions or clause.subject in subjects.tops:
            try:
                meaning(clause, subjects)
            except Unreadable as error:
                yield from within(path, error.wrong)


def _former_ids(data: dict[str, Any], names: Outline) -> Iterator[Wrong]:
    claimed: dict[str, Path] = {}
    for path, rule in maps(data, "rules"):
        for inner, former in listed(rule, "was"):
            if not re.fullmatch(ID, former):
                continue
            if former in names.rules:
                message = f'"{clip(former)}" is the id of a rule of today, so it is no former one'
                yield Wrong(message, (*path, *inner))
            elif claimed.setdefault(former, path) != path:
                yield Wrong(f'"{clip(former)}" is a former id of another rule already', (*path, *inner))


def _circles(data: dict[str, Any], key: str, sentence: str) -> Iterator[Wrong]:
    """One Wrong for each circle, at the name that closes it."""
    to: dict[str, list[tuple[str, Path]]] = {}
    for path, rule in maps(data, "rules"):
        name, said = rule.get("id"), rule.get(key)
        if isinstance(name, str) and name not in to:
            names = [((key,), said)] if isinstance(said, str) else list(listed(rule, key))
            to[name] = [(each, (*path, *inner)) for inner, each in names]
    done: set[str] = set()
    for start in to:
        yield from _circles_from(start, to, done, sentence)


def _circles_from(
    start: str, to: dict[str, list[tuple[str, Path]]], done: set[str], sentence: str
) -> Iterator[Wrong]:
    # Without recursion: five hundred rules may stand in one row.
    trail = [start] if start not in done else []
    ways = [iter(to[start])] if trail else []
    while trail:
        for name, path in ways[-1]:
            if name in trail:
                circle = " > ".join((*trail[trail.index(name) :], name))
                yield Wrong(f"{sentence}: {clip(circle, 80)}", path)
            elif name in to and name not in done:
                trail.append(name)
                ways.append(iter(to[name]))
                break
        else:
            ways.pop()
            done.add(trail.pop())
