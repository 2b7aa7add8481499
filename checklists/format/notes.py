"""What in a file may be meant and may be a slip: shown to its author, never refused."""

from collections.abc import Iterator
from typing import Any

from checklists.format.conditions import clauses
from checklists.format.crosscheck import maps, outline
from checklists.format.days import days
from checklists.format.grammar import FieldError
from checklists.format.keys import attempt
from checklists.format.times import remind
from checklists.rules.rule import Span

_TIMES = {"at", "every", "as_needed", "check_in"}
"""Keys that say at which times of a day a rule is, or that it has none."""
_UNTIMED = "without a time this may be done from the morning of its first day; add one, such as at: evening"


def notes_on(data: dict[str, Any]) -> Iterator[FieldError]:
    """What may be a slip in the data of a file without Problems, with paths from its root."""
    yield from _check_in_of_nothing(data)
    names = outline(data)
    spans = {rule["id"]: days(rule["days"]) for _, rule in maps(data, "rules") if "days" in rule}
    for path, rule in maps(data, "rules"):
        own = spans.get(rule["id"], ())
        if "while" in rule and own and own[-1].last is None:
            yield FieldError("this rule has no last day for a sign to hold it past", (*path, "while"))
        lifted = spans.get(rule.get("once_lifted", ""), ())
        if lifted and lifted[-1].last is None:
            yield FieldError(
                f'"{rule["once_lifted"]}" is never lifted, so this never begins', (*path, "once_lifted")
            )
        if "from" in rule and ("do" in rule or "check" in rule) and not _TIMES & set(rule):
            yield FieldError(_UNTIMED, (*path, "from"))
        told = attempt(remind, rule.get("remind"))
        if told and told.days and own and not any(_meet(a, b) for a in told.days for b in own):
            yield FieldError("the rule is not on at any of these days", (*path, "remind"))
        asked = {clause.subject for group in attempt(clauses, rule.get("when")) or () for clause in group}
        settles = asked if rule.get("unreported") == "off" else asked & set(names.subjects.tops)
        if "unreported" in rule and not settles:
            yield FieldError(
                "no sign stands in a when of this rule, so this does nothing", (*path, "unreported")
            )


def _check_in_of_nothing(data: dict[str, Any]) -> Iterator[FieldError]:
    if not any("until" not in sign for _, sign in maps(data, "signs")):
        for path, rule in maps(data, "rules"):
            if rule.get("check_in") in ("yes", "true"):
                yield FieldError(
                    "no sign is asked in this file, so no answer ticks this", (*path, "check_in")
                )


def _meet(one: Span, other: Span) -> bool:
    """Whether two spans share a day."""
    return (one.last is None or other.first <= one.last) and (other.last is None or one.first <= other.last)
