"""Checks that need more than one value of a file: ids, phases, scales, keys that go together, references."""

from collections.abc import Callable, Iterator
from typing import Any

from checklists.grammar import Wrong, boolean
from checklists.lengths import SCALES, usual
from checklists.outline import CHECK_IN, maps, outline
from checklists.references import check_references, within
from checklists.rule_keys import attempt, check_rule, check_sources
from checklists.rules import Span
from checklists.spans import days
from checklists.spans import span as span_of
from checklists.yaml_tree import Path, clip

LineOf = Callable[[Path, Path], str]

_SECTIONS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("questions",), ("signs",)),
    (("phases",),),
    (("rules",),),
    (("warnings",),),
    (("course", "prepare"),),
)
"""Lists that share one name space."""


def crosscheck(data: dict[str, Any], line_of: LineOf) -> Iterator[Wrong]:
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


def _repeated_ids(data: dict[str, Any], line_of: LineOf) -> Iterator[Wrong]:
    for section in _SECTIONS:
        seen: dict[str, Path] = {}
        for path, holder in (found for keys in section for found in maps(data, *keys)):
            name = holder.get("id")
            if not isinstance(name, str):
                continue
            if name in seen:
                taken = line_of((*seen[name], "id"), (*path, "id"))
                yield Wrong(f'"{clip(name)}" is taken on {taken}; ids are unique', (*path, "id"))
            else:
                seen[name] = path


def _phases(data: dict[str, Any]) -> Iterator[Wrong]:
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
            yield Wrong(_phase_sentence(place, span, due), (*path, "days"))
        if span.last is None:
            if place + 1 < len(spans):
                yield Wrong("only the last phase may be open", (*path, "days"))
            return
        due = span.last + 1
    if right:
        yield from _after(data, due)


def _after(data: dict[str, Any], due: int) -> Iterator[Wrong]:
    for section in ("rules", "signs", "warnings", "normal"):
        for path, holder in maps(data, section):
            if any(span.first >= due for span in attempt(days, holder.get("days")) or ()):
                message = f"begins after the last phase, which ends on day {due - 1}; leave that one open"
                yield Wrong(message, (*path, "days"))


def _phase_sentence(place: int, span: Span, due: int) -> str:
    if place == 0:
        return "the first phase begins on day 0"
    if span.first > due:
        missing = f"day {due} is" if span.first == due + 1 else f"days {due}-{span.first - 1} are"
        return f"{missing} in no phase; this one must begin on day {due}"
    return f"overlaps the phase before, which ends on day {due - 1}; this one must begin on day {due}"


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
        yield Wrong("must say one of do, avoid and check", lacks=("do", "avoid", "check"))
    for key in kinds[1:]:
        yield Wrong(f'this has one kind, and "{kinds[0]}" stands here already', (key,), at_key=True)


def _one_check_in(data: dict[str, Any], line_of: LineOf) -> Iterator[Wrong]:
    chosen = [path for path, rule in maps(data, "rules") if rule.get("check_in") in ("yes", "true")]
    for path in chosen[1:]:
        first = line_of(chosen[0], (*path, "check_in"))
        yield Wrong(f"the rule on {first} is the check-in already", (*path, "check_in"))
    if not chosen and any("until" not in sign for _, sign in maps(data, "signs")):
        for path, rule in maps(data, "rules"):
            # What it says there may be a yes that cannot be read.
            said_no = attempt(boolean, rule.get("check_in")) is False or "check_in" not in rule
            if rule.get("id") == CHECK_IN and said_no:
                message = f'"{CHECK_IN}" is kept for the check-in; add check_in: yes, or choose another id'
                yield Wrong(message, (*path, "id"))
