"""Which keys of one rule go together, judged by what the file says before any of it is compiled."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from checklists.format.grammar import FieldError, FieldValueError, boolean
from checklists.format.models import KINDS, ONLY, WITH_HOURS
from checklists.format.times import at, every, remind
from checklists.rules.rule import Remind

T = TypeVar("T")


def attempt(read: Callable[[object], T], said: object) -> T | None:
    """What `read` makes of a value, or None where it cannot: its own fault is said elsewhere."""
    try:
        return None if said is None else read(said)
    except FieldValueError:
        return None


def check_rule(rule: dict[str, Any]) -> Iterator[FieldError]:
    """What is wrong with the keys of a rule, with paths from the rule."""
    kinds = [key for key in rule if key in KINDS]
    if not kinds:
        yield FieldError("must say one of do, avoid, check and expect", lacks=KINDS)
        return
    for key in kinds[1:]:
        yield FieldError(f'a rule has one kind, and "{kinds[0]}" stands here already', (key,), at_key=True)
    kind = kinds[0]
    wrong_kind = {key for key in rule if not fits(rule, key)}
    for key in rule:
        if key in wrong_kind:
            yield FieldError(f'"{key}" goes with {_listed(ONLY[key])}, not with {kind}', (key,), at_key=True)
    fitting = {key: said for key, said in rule.items() if key not in wrong_kind}
    yield from _check_range(rule, fitting)
    yield from _check_steps(fitting)
    yield from _check_times(fitting)
    yield from _check_check_in(fitting)
    yield from _check_remind(fitting, kind)
    yield from check_sources(rule)


def fits(rule: dict[str, Any], key: str | int) -> bool:
    """Whether a key goes with the kind of a rule, where the rule says one kind."""
    kinds = [kind for kind in KINDS if kind in rule]
    return len(kinds) != 1 or kinds[0] in ONLY.get(str(key), KINDS)


def _listed(words: tuple[str, ...]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]


def check_sources(holder: dict[str, Any]) -> Iterator[FieldError]:
    """What is missing in a rule or a warning that rests on nothing and does not say so."""
    sourced = ("strong", "moderate", "weak", "conflict")
    if "sources" not in holder and holder.get("agreement", "weak") in sourced:
        message = '"sources" is missing; name one, or say agreement: unsourced'
        yield FieldError(message, lacks=("sources", "agreement"))


def _check_range(rule: dict[str, Any], fitting: dict[str, Any]) -> Iterator[FieldError]:
    if "days" not in rule and "lasts" not in rule:
        yield FieldError('"days" is missing', lacks=("days", "lasts"))
    if "days" in fitting and "lasts" in fitting:
        yield FieldError('"lasts" takes the place of "days"; take one of them away', ("lasts",), at_key=True)
    elif "from" in fitting and "lasts" in fitting:
        yield FieldError('"from" stands beside "days", not beside "lasts"', ("from",), at_key=True)


def _check_steps(fitting: dict[str, Any]) -> Iterator[FieldError]:
    steps = attempt(every, fitting.get("every"))
    if "every" in fitting and steps is None:
        return
    if steps is not None and steps.minutes:
        if "at" in fitting:
            yield FieldError(
                '"at" does not go with an every in hours; it has its own times', ("at",), at_key=True
            )
        return
    lonely = tuple(key for key in fitting if key in WITH_HOURS)
    if lonely:
        goes = f'"{lonely[0]}" goes' if len(lonely) == 1 else f"{_listed(lonely)} go"
        message = f"{goes} with an every in hours, such as every: 2h"
        yield FieldError(message, lonely[:1], at_key=True, lacks=("every",))
    if steps is not None and "lasts" in fitting and "days" not in fitting:
        yield FieldError('"every" in days steps through "days", which is not here', ("every",), at_key=True)


def _check_times(fitting: dict[str, Any]) -> Iterator[FieldError]:
    if "as_needed" in fitting:
        for key in ("at", "every", "once"):
            if key in fitting:
                yield FieldError(
                    f'"{key}" does not go with as_needed, which is never due', (key,), at_key=True
                )
    elif attempt(boolean, fitting.get("once")):
        if "every" in fitting:
            yield FieldError('"every" does not go with once: yes, which is one item', ("every",), at_key=True)
        slots = attempt(at, fitting.get("at"))
        if slots is not None and len(slots) > 1:
            yield FieldError("once: yes is one item, so it has one slot", ("at",))


def _check_check_in(fitting: dict[str, Any]) -> Iterator[FieldError]:
    if not attempt(boolean, fitting.get("check_in")):
        return
    for key in ("as_needed", "once", "every"):
        steps = attempt(every, fitting.get(key)) if key == "every" else None
        if key in fitting and (steps is None or steps.minutes):
            yield FieldError(
                f'"{key}" does not go with check_in, which comes once a day', (key,), at_key=True
            )


def _check_remind(fitting: dict[str, Any], kind: str) -> Iterator[FieldError]:
    told: Remind | None = attempt(remind, fitting.get("remind"))
    if told is None or told.off or told.at is not None:
        return
    if kind in ("avoid", "expect") or not ("at" in fitting or "every" in fitting or "check_in" in fitting):
        yield FieldError("this rule has no time of its own; say when, such as at: morning", ("remind",))
