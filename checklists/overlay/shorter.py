"""Whether an overlay lets something be done sooner than the checklist it extends."""

from math import inf
from typing import NamedTuple

from checklists.format.days import days
from checklists.format.keys import attempt
from checklists.format.times import duration
from checklists.rules.rule import Span
from checklists.yaml.tree import ListNode, MapNode, Node, Scalar, clip

_DAY = 24 * 60


class _Range(NamedTuple):
    """When a rule is on."""

    begins: int
    """Its first day."""
    ends: float
    """Minutes from the beginning of day 0 to its end, about."""
    days: float
    """How many there are."""
    ending: str
    """Its end in words."""


def shorter(before: MapNode, after: MapNode, base: str) -> str:
    """A sentence where a rule is on for less long than it was, or nothing.

    Args:
        base: The id of the checklist that has it as it was.
    """
    was, now = _range(before), _range(after)
    if was is None or now is None:
        return ""
    if now.ends < was.ends:
        return f"ends {now.ending} here, and {was.ending} in {clip(base)}"
    if now.begins > was.begins:
        return f"begins on day {now.begins} here, and on day {was.begins} in {clip(base)}"
    return f"leaves out days that {clip(base)} has" if now.days < was.days else ""


def _range(rule: MapNode) -> _Range | None:
    if "lasts" in rule.entries:
        node = rule.entries["lasts"].value
        minutes = attempt(duration, _said(node))
        return None if minutes is None else _Range(0, minutes, minutes / _DAY, f"after {_said(node)}")
    spans = attempt(days, _said(rule.entries["days"].value)) if "days" in rule.entries else None
    if not spans:
        return None
    last = spans[-1].last
    ends, ending = (inf, "never") if last is None else ((last + 1) * _DAY, f"on day {last}")
    return _Range(spans[0].first, ends, sum(map(_length, spans)), ending)


def _length(span: Span) -> float:
    return inf if span.last is None else span.last - span.first + 1


def _said(node: Node) -> str | list[object] | None:
    """A value as the grammars read it."""
    if isinstance(node, ListNode):
        return [_said(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None
