"""Checks that need more than one part of a file: names, references, phases, circles, scales."""

from collections.abc import Callable, Iterator
from typing import Any

from checklists.conditions import Test, held, match, sign_match, tests
from checklists.grammar import Unreadable, Wrong
from checklists.lengths import SCALES, usual
from checklists.outline import CHECK_IN, Outline, listed, maps, outline
from checklists.rule_keys import attempt, check_rule, check_sources
from checklists.rules import Match, Span
from checklists.spans import days
from checklists.spans import span as span_of
from checklists.yaml_tree import Path, clip

LineOf = Callable[[Path], int]


def crosscheck(data: dict[str, Any], line_of: LineOf) -> Iterator[Wrong]:
    """Everything wrong across a file, with paths from its root.

    Args:
        data: What the file says as text, lists, maps, and None for what could not be read.
        line_of: The line (from 1) on which the value at a path stands.
    """
    names = outline(data)
    yield from _repeated_ids(data, line_of)
    yield from _phases(data)
    for path, sign in maps(data, "signs"):
        yield from _within(path, _sign(sign))
    for path, rule in maps(data, "rules"):
        yield from _within(path, check_rule(rule))
        yield from _within(path, _rule_references(rule, names))
    for path, warning in maps(data, "warnings"):
        yield from _within(path, check_sources(warning))
    for path, step in maps(data, "course", "prepare"):
        yield from _within(path, check_sources(step))
        yield from _within(path, _prepare_kind(step))
    yield from _sources(data, names)
    yield from _conditions(data, names)
    yield from _former_ids(data, names)
    yield from _one_check_in(data, line_of)
    yield from _circles(data, "silences", "rules silence one another in a circle")
    yield from _circles(data, "once_lifted", "rules wait for one another in a circle")


def _within(path: Path, found: Iterator[Wrong]) -> Iterator[Wrong]:
    return (wrong._replace(path=(*path, *wrong.path)) for wrong in found)


def _repeated_ids(data: dict[str, Any], line_of: LineOf) -> Iterator[Wrong]:
    sections = (
        (("questions",), ("signs",)),
        (("phases",),),
        (("rules",),),
        (("warnings",),),
        (("course", "prepare"),),
    )
    for section in sections:
        seen: dict[str, Path] = {}
        for path, holder in (found for keys in section for found in maps(data, *keys)):
            name = holder.get("id")
            if not isinstance(name, str):
                continue
            if name in seen:
                message = f'"{clip(name)}" is taken on line {line_of((*seen[name], "id"))}; ids are unique'
                yield Wrong(message, (*path, "id"))
            else:
                seen[name] = path


def _phases(data: dict[str, Any]) -> Iterator[Wrong]:
    """Phases begin at day 0 and leave no gap; nothing begins after they end."""
    stated = data.get("phases")
    spans = [(path, attempt(span_of, phase.get("days"))) for path, phase in maps(data, "phases")]
    if not isinstance(stated, list) or len(spans) != len(stated):
        return
    due = 0
    for place, (path, span) in enumerate(spans):
        if span is None:
            return
        if span.first != due:
            yield Wrong(_phase_sentence(place, span, due), (*path, "days"))
        if span.last is None:
            if place + 1 < len(spans):
                yield Wrong("only the last phase may be open", (*path, "days"))
            return
        due = span.last + 1
    for section in ("rules", "signs", "warnings", "normal"):
        for path, holder in maps(data, section):
            spans_here = attempt(days, holder.get("days")) or ()
            if any(span.first >= due for span in spans_here):
                message = f"begins after the last phase, which ends on day {due - 1}; leave that one open"
                yield Wrong(message, (*path, "days"))


def _phase_sentence(place: int, span: Span, due: int) -> str:
    if place == 0:
        return "the first phase begins on day 0"
    if span.first > due:
        missing = f"day {due} is" if span.first == due + 1 else f"days {due}-{span.first - 1} are"
        return f"{missing} in no phase; this one must begin on day {due}"
    return f"day {span.first} is in the phase before already; this one must begin on day {due}"


def _sign(sign: dict[str, Any]) -> Iterator[Wrong]:
    scale = sign.get("scale")
    top = SCALES.get(scale) if isinstance(scale, str) else None
    if top is None:
        return
    words = sign.get("words")
    if isinstance(words, list) and len(words) != top + 1:
        yield Wrong(f"the scale {scale} has {top + 1} values, and here are {len(words)} words", ("words",))
    for path, course in maps(sign, "usual"):
        for on in attempt(usual, course.get("is")) or ():
            if on.high > top:
                message = f"{on.high} is beyond the scale, which goes to {top}"
                yield Wrong(message, (*path, "is", str(on.day)))


def _prepare_kind(step: dict[str, Any]) -> Iterator[Wrong]:
    kinds = [key for key in step if key in ("do", "avoid", "check")]
    if not kinds:
        yield Wrong("must say one of do, avoid and check")
    for key in kinds[1:]:
        yield Wrong(f'this has one kind, and "{kinds[0]}" stands here already', (key,), at_key=True)


def _rule_references(rule: dict[str, Any], names: Outline) -> Iterator[Wrong]:
    own = rule.get("id")
    found = [((key,), rule[key]) for key in ("since", "once_lifted") if isinstance(rule.get(key), str)]
    for path, name in (*found, *listed(rule, "silences")):
        if name not in names.rules:
            others = tuple(each for each in names.rules if each != own)
            yield Wrong(f'no rule is called "{clip(name)}"', path, near=(name, others))
        elif path == ("since",) and names.kinds.get(name) in ("avoid", "expect"):
            yield Wrong(f'"{name}" is never ticked, so nothing can be counted since it', path)


def _sources(data: dict[str, Any], names: Outline) -> Iterator[Wrong]:
    if names.sources is None:
        return
    found: list[tuple[Path, dict[str, Any]]] = []
    if isinstance(data.get("course"), dict):
        found.append((("course",), data["course"]))
    for keys in (("rules",), ("warnings",), ("course", "prepare")):
        found += maps(data, *keys)
    used = [((*path, *inner), key) for path, holder in found for inner, key in listed(holder, "sources")]
    if used and "sources" not in data:
        yield Wrong('"sources" is missing, and this file refers to them')
        return
    for path, key in used:
        if key not in names.sources:
            at_key = path[-1] == key
            message = f'"{clip(key)}" is not in the sources of this file'
            yield Wrong(message, path, at_key=at_key, near=(key, names.sources))


def _conditions(data: dict[str, Any], names: Outline) -> Iterator[Wrong]:
    def meant(test: Test) -> Match:
        return match(test, names.subjects)

    def meant_of_sign(test: Test) -> Match:
        return sign_match(test, names.subjects)

    for section in ("normal", "rules", "warnings"):
        for path, holder in maps(data, section):
            for key in ("when", "unless"):
                yield from _tests((*path, key), attempt(tests, holder.get(key)) or (), meant)
            holding = attempt(held, holder.get("while")) or ()
            yield from _tests((*path, "while"), (holding,), meant_of_sign)
    for path, sign in maps(data, "signs"):
        for inner, course in maps(sign, "usual"):
            groups = attempt(tests, course.get("when")) or ()
            yield from _tests((*path, *inner, "when"), groups, meant)


def _tests(
    path: Path, groups: tuple[tuple[Test, ...], ...], meant: Callable[[Test], Match]
) -> Iterator[Wrong]:
    for test in (test for group in groups for test in group):
        try:
            meant(test)
        except Unreadable as error:
            yield from _within(path, iter(error.wrong))


def _former_ids(data: dict[str, Any], names: Outline) -> Iterator[Wrong]:
    claimed: set[str] = set()
    for path, rule in maps(data, "rules"):
        for inner, former in listed(rule, "was"):
            if former in names.rules:
                message = f'"{clip(former)}" is the id of a rule of today, so it is no former one'
                yield Wrong(message, (*path, *inner))
            elif former in claimed:
                yield Wrong(f'"{clip(former)}" is a former id of another rule already', (*path, *inner))
            claimed.add(former)


def _one_check_in(data: dict[str, Any], line_of: LineOf) -> Iterator[Wrong]:
    chosen = [path for path, rule in maps(data, "rules") if rule.get("check_in") in ("yes", "true")]
    for path in chosen[1:]:
        yield Wrong(f"the rule on line {line_of(chosen[0])} is the check-in already", (*path, "check_in"))
    if not chosen and any("until" not in sign for _, sign in maps(data, "signs")):
        for path, rule in maps(data, "rules"):
            if rule.get("id") == CHECK_IN:
                message = f'"{CHECK_IN}" is kept for the check-in; add check_in: yes, or choose another id'
                yield Wrong(message, (*path, "id"))


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
