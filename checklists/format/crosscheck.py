"""Names that one part of a file uses and another gives, and the circles they can make."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct

from checklists.format.conditions import Clause, Subjects, clauses, held, match, sign_match
from checklists.format.days import days
from checklists.format.days import span as span_of
from checklists.format.grammar import ID, FieldError, FieldValueError, boolean
from checklists.format.keys import attempt, check_rule, check_sources, fits
from checklists.format.measures import SCALES, usual
from checklists.format.models import keys_at
from checklists.rules.rule import Match, Span
from checklists.yaml.tree import NodePath, clip

CHECK_IN = "check-in"
"""The id of the rule that a file with signs gets, if none of its own is the check-in."""


class Outline(Struct, frozen=True):
    """The names that a file gives."""

    subjects: Subjects
    rules: tuple[str, ...]
    """Ids of rules, once each, in the order of the file."""
    all_rules: bool
    """Whether every rule has an id that can be read, so that a name which is none of them is wrong."""
    all_subjects: bool
    """The same for questions and signs."""
    kinds: dict[str, str]
    """The kind of each rule that has one."""
    sources: tuple[str, ...] | None
    """None where the file's `sources` cannot be read at all, or may stand under a misspelt key."""


def outline(data: dict[str, Any]) -> Outline:
    """The names in a file's data."""
    questions = {
        held["id"]: _answers(held.get("answers"))
        for _, held in maps(data, "questions")
        if isinstance(held.get("id"), str)
    }
    tops = {
        held["id"]: SCALES.get(held["scale"]) if isinstance(held.get("scale"), str) else None
        for _, held in maps(data, "signs")
        if isinstance(held.get("id"), str)
    }
    kinds = {
        held["id"]: next((kind for kind in ("do", "avoid", "check", "expect") if kind in held), "")
        for _, held in maps(data, "rules")
        if isinstance(held.get("id"), str)
    }
    no_other_key = set(data) <= set(keys_at(()))
    sources = data.get("sources", {} if no_other_key else None)
    return Outline(
        subjects=Subjects(questions, tops),
        rules=tuple(kinds) + ((CHECK_IN,) if makes_check_in(data) else ()),
        all_rules=no_other_key and _all_named(data, "rules"),
        all_subjects=no_other_key and _all_named(data, "questions") and _all_named(data, "signs"),
        kinds=kinds,
        sources=tuple(sources) if isinstance(sources, dict) else None,
    )


def _answers(said: object) -> tuple[str, ...] | None:
    """The ids of a question's answers, or None where one of them is no id: then it may be any."""
    if not isinstance(said, dict) or not all(re.fullmatch(ID, answer) for answer in said):
        return None
    return tuple(said)


def _all_named(data: dict[str, Any], section: str) -> bool:
    held = data.get(section, [])
    return isinstance(held, list) and all(
        isinstance(each, dict) and isinstance(each.get("id"), str) and re.fullmatch(ID, each["id"])
        for each in held
    )


def makes_check_in(data: dict[str, Any]) -> bool:
    """Whether the file gets a check-in rule that it does not write."""
    asked = any("until" not in sign for _, sign in maps(data, "signs"))
    return asked and not any(rule.get("check_in") in ("yes", "true") for _, rule in maps(data, "rules"))


def maps(data: Any, *keys: str) -> Iterator[tuple[NodePath, dict[str, Any]]]:
    """The maps in the list at the end of some keys, with their paths."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    if isinstance(data, list):
        for place, held in enumerate(data):
            if isinstance(held, dict):
                yield (*keys, place), held


def listed(holder: dict[str, Any], key: str) -> Iterator[tuple[NodePath, str]]:
    """The texts of a list (or, for sources, the keys of a map), with their paths from the holder."""
    held = holder.get(key)
    if isinstance(held, list):
        yield from (((key, place), said) for place, said in enumerate(held) if isinstance(said, str))
    elif isinstance(held, dict) and key == "sources":
        yield from (((key, name), name) for name in held)


Groups = tuple[tuple[Clause, ...], ...]
Meaning = Callable[[Clause, Subjects], Match]


def check_references(data: dict[str, Any], names: Outline) -> Iterator[FieldError]:
    """Every name in a file's data that nothing has, and every circle, with paths from its root."""
    for path, rule in maps(data, "rules"):
        yield from within(path, _rule_references(rule, names))
    yield from _sources(data, names)
    yield from _conditions(data, names)
    yield from _former_ids(data, names)
    yield from _circles(data, "silences", "rules silence one another in a circle")
    yield from _circles(data, "once_lifted", "rules wait for one another in a circle")


def within(path: NodePath, found: Iterable[FieldError]) -> Iterator[FieldError]:
    """The same, seen from the root of the file, for what was found in the part at a path."""
    return (wrong._replace(path=(*path, *wrong.path)) for wrong in found)


def _rule_references(rule: dict[str, Any], names: Outline) -> Iterator[FieldError]:
    own = rule.get("id")
    others: tuple[str, ...] = ()
    found = [((key,), rule[key]) for key in ("since", "once_lifted") if isinstance(rule.get(key), str)]
    for path, name in (*found, *listed(rule, "silences")):
        if not fits(rule, path[0]) or not re.fullmatch(ID, name):
            continue
        if name not in names.rules:
            if names.all_rules:
                others = others or tuple(each for each in names.rules if each != own)
                yield FieldError(f'no rule is called "{clip(name)}"', path, near=(name, others))
        elif path == ("since",) and name == own:
            yield FieldError("this is the rule itself; with counting: last-done it counts from itself", path)
        elif path == ("since",) and names.kinds.get(name) in ("avoid", "expect"):
            yield FieldError(f'"{name}" is never ticked, so nothing can be counted since it', path)


def _sources(data: dict[str, Any], names: Outline) -> Iterator[FieldError]:
    found: list[tuple[NodePath, dict[str, Any]]] = []
    if isinstance(data.get("course"), dict):
        found.append((("course",), data["course"]))
    for keys in (("rules",), ("warnings",), ("course", "prepare")):
        found += maps(data, *keys)
    used = [((*path, *inner), key) for path, holder in found for inner, key in listed(holder, "sources")]
    if used and "sources" not in data:
        yield FieldError('"sources" is missing, and this file refers to them', lacks=("sources",))
        return
    for path, key in used:
        if names.sources is not None and key not in names.sources:
            at_key = path[-1] == key
            message = f'"{clip(key)}" is not in the sources of this file'
            yield FieldError(message, path, at_key=at_key, near=(key, names.sources))


def _conditions(data: dict[str, Any], names: Outline) -> Iterator[FieldError]:
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


def _clauses(path: NodePath, groups: Groups, meaning: Meaning, names: Outline) -> Iterator[FieldError]:
    subjects = names.subjects
    for clause in (clause for group in groups for clause in group):
        if names.all_subjects or clause.subject in subjects.questions or clause.subject in subjects.tops:
            try:
                meaning(clause, subjects)
            except FieldValueError as error:
                yield from within(path, error.wrong)


def _former_ids(data: dict[str, Any], names: Outline) -> Iterator[FieldError]:
    claimed: dict[str, NodePath] = {}
    for path, rule in maps(data, "rules"):
        for inner, former in listed(rule, "was"):
            if not re.fullmatch(ID, former):
                continue
            if former in names.rules:
                message = f'"{clip(former)}" is the id of a rule of today, so it is no former one'
                yield FieldError(message, (*path, *inner))
            elif claimed.setdefault(former, path) != path:
                yield FieldError(f'"{clip(former)}" is a former id of another rule already', (*path, *inner))


def _circles(data: dict[str, Any], key: str, sentence: str) -> Iterator[FieldError]:
    """One FieldError for each circle, at the name that closes it."""
    to: dict[str, list[tuple[str, NodePath]]] = {}
    for path, rule in maps(data, "rules"):
        name, said = rule.get("id"), rule.get(key)
        if isinstance(name, str) and name not in to:
            names = [((key,), said)] if isinstance(said, str) else list(listed(rule, key))
            to[name] = [(each, (*path, *inner)) for inner, each in names]
    done: set[str] = set()
    for start in to:
        yield from _circles_from(start, to, done, sentence)


def _circles_from(
    start: str, to: dict[str, list[tuple[str, NodePath]]], done: set[str], sentence: str
) -> Iterator[FieldError]:
    # Without recursion: five hundred rules may stand in one row.
    trail = [start] if start not in done else []
    ways = [iter(to[start])] if trail else []
    while trail:
        for name, path in ways[-1]:
            if name in trail:
                circle = " > ".join((*trail[trail.index(name) :], name))
                yield FieldError(f"{sentence}: {clip(circle, 80)}", path)
            elif name in to and name not in done:
                trail.append(name)
                ways.append(iter(to[name]))
                break
        else:
            ways.pop()
            done.add(trail.pop())


LineOf = Callable[[NodePath, NodePath], str]

_SECTIONS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("questions",), ("signs",)),
    (("phases",),),
    (("rules",),),
    (("warnings",),),
    (("course", "prepare"),),
)
"""Lists that share one name space."""


def crosscheck(data: dict[str, Any], line_of: LineOf) -> Iterator[FieldError]:
    """Everything wrong across a file, with paths from its root.

    Args:
        data: What the file says as text, lists, maps, and None for what could not be read.
        line_of: Where the value at a path stands, as it is said at another path, such as "line 10".
    """
    yield from _repeated_ids(data, line_of)
    yield from _phases(data)
    for path, sign in maps(data, "signs"):
        yield from within(path, _sign(sign))
    for path, rule in maps(data, "rules"):
        yield from within(path, check_rule(rule))
    for path, warning in maps(data, "warnings"):
        yield from within(path, check_sources(warning))
    for path, step in maps(data, "course", "prepare"):
        yield from within(path, check_sources(step))
        yield from within(path, _prepare_kind(step))
    yield from _one_check_in(data, line_of)
    yield from check_references(data, outline(data))


def _repeated_ids(data: dict[str, Any], line_of: LineOf) -> Iterator[FieldError]:
    for section in _SECTIONS:
        seen: dict[str, NodePath] = {}
        for path, holder in (found for keys in section for found in maps(data, *keys)):
            name = holder.get("id")
            if not isinstance(name, str):
                continue
            if name in seen:
                taken = line_of((*seen[name], "id"), (*path, "id"))
                yield FieldError(f'"{clip(name)}" is taken on {taken}; ids are unique', (*path, "id"))
            else:
                seen[name] = path


def _phases(data: dict[str, Any]) -> Iterator[FieldError]:
    """Phases begin at day 0 and leave no gap; nothing begins after they end."""
    stated = data.get("phases")
    spans = [(path, attempt(span_of, phase.get("days"))) for path, phase in maps(data, "phases")]
    if not isinstance(stated, list) or len(spans) != len(stated):
        return
    due, right = 0, True
    for place, (path, span) in enumerate(spans):
        if span is None:
            return
        if span.first != due:
            right = False
            yield FieldError(_phase_sentence(place, span, due), (*path, "days"))
        if span.last is None:
            if place + 1 < len(spans):
                yield FieldError("only the last phase may be open", (*path, "days"))
            return
        due = span.last + 1
    if right:
        yield from _after(data, due)


def _after(data: dict[str, Any], due: int) -> Iterator[FieldError]:
    for section in ("rules", "signs", "warnings", "normal"):
        for path, holder in maps(data, section):
            if any(span.first >= due for span in attempt(days, holder.get("days")) or ()):
                message = f"begins after the last phase, which ends on day {due - 1}; leave that one open"
                yield FieldError(message, (*path, "days"))


def _phase_sentence(place: int, span: Span, due: int) -> str:
    if place == 0:
        return "the first phase begins on day 0"
    if span.first > due:
        missing = f"day {due} is" if span.first == due + 1 else f"days {due}-{span.first - 1} are"
        return f"{missing} in no phase; this one must begin on day {due}"
    return f"overlaps the phase before, which ends on day {due - 1}; this one must begin on day {due}"


def _sign(sign: dict[str, Any]) -> Iterator[FieldError]:
    scale = sign.get("scale")
    top = SCALES.get(scale) if isinstance(scale, str) else None
    if top is None:
        return
    words = sign.get("words")
    if isinstance(words, list) and len(words) != top + 1:
        yield FieldError(
            f"the scale {scale} has {top + 1} values, and here are {len(words)} words", ("words",)
        )
    for path, course in maps(sign, "usual"):
        for on in attempt(usual, course.get("is")) or ():
            if on.high > top:
                message = f"{on.high} is beyond the scale, which goes to {top}"
                yield FieldError(message, (*path, "is", str(on.day)))


def _prepare_kind(step: dict[str, Any]) -> Iterator[FieldError]:
    kinds = [key for key in step if key in ("do", "avoid", "check")]
    if not kinds:
        yield FieldError("must say one of do, avoid and check", lacks=("do", "avoid", "check"))
    for key in kinds[1:]:
        yield FieldError(f'this has one kind, and "{kinds[0]}" stands here already', (key,), at_key=True)


def _one_check_in(data: dict[str, Any], line_of: LineOf) -> Iterator[FieldError]:
    chosen = [path for path, rule in maps(data, "rules") if rule.get("check_in") in ("yes", "true")]
    for path in chosen[1:]:
        first = line_of(chosen[0], (*path, "check_in"))
        yield FieldError(f"the rule on {first} is the check-in already", (*path, "check_in"))
    if not chosen and any("until" not in sign for _, sign in maps(data, "signs")):
        for path, rule in maps(data, "rules"):
            # What it says there may be a yes that cannot be read.
            said_no = attempt(boolean, rule.get("check_in")) is False or "check_in" not in rule
            if rule.get("id") == CHECK_IN and said_no:
                message = f'"{CHECK_IN}" is kept for the check-in; add check_in: yes, or choose another id'
                yield FieldError(message, (*path, "id"))
