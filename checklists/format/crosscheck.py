"""What only several values of a file together can have wrong: keys that do not go together, names that
nothing has, circles, gaps; and, as notes, what may be meant and may be a slip.

All of it is judged by what the file says, as text, lists, maps, and None for what could not be read, before
any of it is compiled. The error of a value by itself is reported by `models`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from msgspec import Struct

from checklists.format.conditions import (
    Clause,
    Subjects,
    clauses,
    counted_from,
    counted_match,
    event_of,
    fits_clauses,
    fits_match,
    match,
    sign_match,
    while_clauses,
)
from checklists.format.days import days
from checklists.format.days import span as span_of
from checklists.format.grammar import ID, FieldError, FieldValueError, attempt, boolean
from checklists.format.measures import HAPPENED, SCALES, usual
from checklists.format.models import DEFAULTS, KINDS, ONLY, PATTERNS, PREPARE_KINDS, WITH_HOURS, keys_at
from checklists.format.times import every, remind, slots
from checklists.rules.rule import Kind, Match, Span, union
from checklists.yaml.tree import NodePath, clip

CHECK_IN = "check-in"
"""The id of the rule that a file with signs gets, if none of its own is the check-in."""

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
        data: What the file says.
        line_of: Where the value at a path stands, as it is worded at another path, such as "line 10".
    """
    # What cannot be read may say the sources of every line.
    unclear = DEFAULTS in data and not isinstance(data[DEFAULTS], dict)
    yield from (each for each in _all_errors(data, line_of) if not unclear or each.lacks != _RESTS_ON)


_RESTS_ON = ("sources", "agreement")


def _all_errors(data: dict[str, Any], line_of: LineOf) -> Iterator[FieldError]:
    yield from _repeated_ids(data, line_of)
    yield from _phases(data)
    for path, sign in _maps(data, "signs"):
        yield from _inside(path, _sign(sign))
    for path, rule in _maps(data, "rules"):
        yield from _inside(path, check_rule(rule))
    for path, warning in _maps(data, "warnings"):
        yield from _inside(path, _missing_sources(warning))
    for path, step in _maps(data, "course", "prepare"):
        yield from _inside(path, _missing_sources(step))
        yield from _inside(path, _prepare_kind(step))
    yield from _one_check_in(data, line_of)
    names = _names(data)
    for path, rule in _maps(data, "rules"):
        yield from _inside(path, _rule_references(rule, names))
    yield from _source_keys(data, names)
    yield from _conditions(data, names)
    yield from _groups(data, names, line_of)
    yield from _former_ids(data, names)
    yield from _circles(data, "silences", "rules silence one another in a circle")
    yield from _circles(data, "once_lifted", "rules wait for one another in a circle")


def check_rule(rule: dict[str, Any]) -> Iterator[FieldError]:
    """What is wrong with the keys of a rule together, with paths from the rule."""
    kinds = [key for key in rule if key in KINDS]
    if not kinds:
        yield FieldError(f"must say one of {_listed(KINDS)}", lacks=KINDS)
        return
    kind = Kind(kinds[0])
    for key in kinds[1:]:
        yield FieldError(f'a rule has one kind, and "{kind}" stands here already', (key,), at_key=True)
    fitting = {key: value for key, value in rule.items() if _fits(rule, key)}
    for key in rule:
        if key not in fitting:
            yield FieldError(f'"{key}" goes with {_listed(ONLY[key])}, not with {kind}', (key,), at_key=True)
    yield from _range_keys(rule, fitting)
    yield from _slots_by_days(fitting)
    yield from _step_keys(fitting)
    yield from _time_keys(fitting)
    yield from _check_in_keys(fitting)
    yield from _remind_time(fitting, kind)
    yield from _missing_sources(rule)


def _fits(rule: dict[str, Any], key: str | int) -> bool:
    """Whether a key goes with the kind of a rule, where the rule says one kind."""
    kinds = [kind for kind in KINDS if kind in rule]
    return len(kinds) != 1 or kinds[0] in ONLY.get(str(key), KINDS)


def _kind(rule: dict[str, Any]) -> Kind | None:
    return next((kind for kind in KINDS if kind in rule), None)


def _listed(words: tuple[str, ...]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]


def _range_keys(rule: dict[str, Any], fitting: dict[str, Any]) -> Iterator[FieldError]:
    if "days" not in rule and "lasts" not in rule:
        yield FieldError('"days" is missing', lacks=("days", "lasts"))
    if "days" in fitting and "lasts" in fitting:
        yield FieldError('"lasts" takes the place of "days"; take one of them away', ("lasts",), at_key=True)
    for key in ("lifted_by", "counted_from"):
        if key in fitting and "lasts" in fitting and "days" not in fitting:
            message = f'"{key}" goes with days, and "lasts" is counted from the treatment'
            yield FieldError(message, (key,), at_key=True)
    if "counted_from" in fitting and "from" in fitting:
        message = (
            '"from" is counted from the treatment, and "counted_from" from something else; take one away'
        )
        yield FieldError(message, ("from",), at_key=True)
    if "from" in fitting and "lasts" in fitting and "days" not in fitting:
        yield FieldError('"from" stands beside "days", not beside "lasts"', ("from",), at_key=True)


def _slots_by_days(fitting: dict[str, Any]) -> Iterator[FieldError]:
    """Slots by days lie inside the days of their rule, and leave none of them out."""
    read, own = attempt(slots, fitting.get("at")), attempt(days, fitting.get("days"))
    if read is None or not read.by_days:
        return
    if own is None:
        if "days" not in fitting:
            message = "slots by days need the days of their rule; write days, or the slots alone"
            yield FieldError(message, ("at",), at_key=True)
        return
    keys = {attempt(span_of, key): key for key in fitting["at"]}
    covered = union(each.span for each in read.by_days)
    for each in read.by_days:
        if not any(_lies_in(each.span, span) for span in union(own)):
            own_days = clip(", ".join(map(str, _each_of(fitting["days"]))))
            message = f"these are not all days of the rule, which are {own_days}"
            yield FieldError(message, ("at", keys[each.span]), at_key=True)
            return
    for span in own:
        if not any(_lies_in(span, each) for each in covered):
            first = next(
                (
                    each.last + 1
                    for each in covered
                    if each.first <= span.first and each.last is not None and each.last >= span.first
                ),
                span.first,
            )
            yield FieldError(f"leaves out day {first}; every day of the rule needs its slots", ("at",))
            return


def _each_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _lies_in(span: Span, other: Span) -> bool:
    """Whether all of a span is in another."""
    return other.first <= span.first and (
        other.last is None or (span.last is not None and span.last <= other.last)
    )


def _step_keys(fitting: dict[str, Any]) -> Iterator[FieldError]:
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


def _time_keys(fitting: dict[str, Any]) -> Iterator[FieldError]:
    if "as_needed" in fitting:
        for key in ("at", "every", "once"):
            if key in fitting:
                message = f'"{key}" does not go with as_needed, which is never due'
                yield FieldError(message, (key,), at_key=True)
    elif attempt(boolean, fitting.get("once")):
        if "every" in fitting:
            yield FieldError('"every" does not go with once: yes, which is one item', ("every",), at_key=True)
        read = attempt(slots, fitting.get("at"))
        if read is not None and len(read.all) > 1:
            yield FieldError("once: yes is one item, so it has one slot", ("at",))


def _check_in_keys(fitting: dict[str, Any]) -> Iterator[FieldError]:
    if not attempt(boolean, fitting.get("check_in")):
        return
    for key in ("as_needed", "once", "every"):
        steps = attempt(every, fitting.get(key)) if key == "every" else None
        if key in fitting and (steps is None or steps.minutes):
            message = f'"{key}" does not go with check_in, which comes once a day'
            yield FieldError(message, (key,), at_key=True)


def _remind_time(fitting: dict[str, Any], kind: Kind) -> Iterator[FieldError]:
    reminder = attempt(remind, fitting.get("remind"))
    if reminder is None or reminder.off or reminder.at is not None:
        return
    if not kind.ticked or not ("at" in fitting or "every" in fitting or "check_in" in fitting):
        yield FieldError("this rule has no time of its own; say when, such as at: morning", ("remind",))


def _missing_sources(holder: dict[str, Any]) -> Iterator[FieldError]:
    """What is missing in a rule or a warning that rests on nothing and does not say so."""
    sourced = ("strong", "moderate", "weak", "conflict")
    if "sources" not in holder and holder.get("agreement", "weak") in sourced:
        message = '"sources" is missing; name one, or say agreement: unsourced'
        yield FieldError(message, lacks=_RESTS_ON)


def _repeated_ids(data: dict[str, Any], line_of: LineOf) -> Iterator[FieldError]:
    for section in _SECTIONS:
        seen: dict[str, NodePath] = {}
        for path, holder in (each for keys in section for each in _maps(data, *keys)):
            name = holder.get("id")
            if not isinstance(name, str):
                continue
            if name in seen:
                line = line_of((*seen[name], "id"), (*path, "id"))
                yield FieldError(f'"{clip(name)}" is taken on {line}; ids are unique', (*path, "id"))
            else:
                seen[name] = path


def _phases(data: dict[str, Any]) -> Iterator[FieldError]:
    """Phases begin at day 0 and leave no gap; nothing begins after they end."""
    phases = data.get("phases")
    spans = [(path, attempt(span_of, phase.get("days"))) for path, phase in _maps(data, "phases")]
    if not isinstance(phases, list) or len(spans) != len(phases):
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
        yield from _after_phases(data, due)


def _phase_sentence(place: int, span: Span, due: int) -> str:
    if place == 0:
        return "the first phase begins on day 0"
    if span.first > due:
        missing = f"day {due} is" if span.first == due + 1 else f"days {due}-{span.first - 1} are"
        return f"{missing} in no phase; this one must begin on day {due}"
    return f"overlaps the phase before, which ends on day {due - 1}; this one must begin on day {due}"


def _after_phases(data: dict[str, Any], due: int) -> Iterator[FieldError]:
    for section in ("rules", "signs", "warnings", "normal"):
        for path, holder in _maps(data, section):
            if "counted_from" not in holder and any(
                span.first >= due for span in attempt(days, holder.get("days")) or ()
            ):
                message = f"begins after the last phase, which ends on day {due - 1}; leave that one open"
                yield FieldError(message, (*path, "days"))


def _sign(sign: dict[str, Any]) -> Iterator[FieldError]:
    scale = sign.get("scale")
    top = SCALES.get(scale) if isinstance(scale, str) else None
    if top is None:
        return
    if scale == HAPPENED:
        for key in ("words", "usual", "until"):
            if key in sign:
                message = f'"{key}" does not go with the scale happened: yes, with its day, or no'
                yield FieldError(message, (key,), at_key=True)
        return
    words = sign.get("words")
    if isinstance(words, list) and len(words) != top + 1:
        message = f"the scale {scale} has {top + 1} values, and here are {len(words)} words"
        yield FieldError(message, ("words",))
    for path, course in _maps(sign, "usual"):
        for on in attempt(usual, course.get("is")) or ():
            if on.high > top:
                message = f"{on.high} is beyond the scale, which goes to {top}"
                yield FieldError(message, (*path, "is", str(on.day)))


def _prepare_kind(step: dict[str, Any]) -> Iterator[FieldError]:
    kinds = [key for key in step if key in PREPARE_KINDS]
    if not kinds:
        yield FieldError(f"must say one of {_listed(PREPARE_KINDS)}", lacks=PREPARE_KINDS)
    for key in kinds[1:]:
        yield FieldError(f'this has one kind, and "{kinds[0]}" stands here already', (key,), at_key=True)


def _one_check_in(data: dict[str, Any], line_of: LineOf) -> Iterator[FieldError]:
    check_ins = list(_check_ins(data))
    for path in check_ins[1:]:
        first = line_of(check_ins[0], (*path, "check_in"))
        yield FieldError(f"the rule on {first} is the check-in already", (*path, "check_in"))
    if not check_ins and _asks_signs(data):
        for path, rule in _maps(data, "rules"):
            # What stands there may be a yes that cannot be read.
            is_none = attempt(boolean, rule.get("check_in")) is False or "check_in" not in rule
            if rule.get("id") == CHECK_IN and is_none:
                message = f'"{CHECK_IN}" is kept for the check-in; add check_in: yes, or choose another id'
                yield FieldError(message, (*path, "id"))


def _check_ins(data: dict[str, Any]) -> Iterator[NodePath]:
    """The rules that the answers of a check-in tick."""
    return (path for path, rule in _maps(data, "rules") if rule.get("check_in") in ("yes", "true"))


def _asks_signs(data: dict[str, Any]) -> bool:
    """Whether a check-in has a sign to ask."""
    return any("until" not in sign for _, sign in _maps(data, "signs"))


class _Names(Struct, frozen=True):
    """The names that a file gives."""

    subjects: Subjects
    rules: tuple[str, ...]
    """Ids of rules, once each, in the order of the file."""
    all_rules: bool
    """Whether every rule has an id that can be read, so that a name which is none of them is wrong."""
    all_subjects: bool
    """The same for questions and signs."""
    former_rules: dict[str, str]
    """The ids of rules by their former ones."""
    kinds: dict[str, Kind | None]
    """The kind of each rule; None where it has none."""
    sources: tuple[str, ...] | None
    """None where the file's `sources` cannot be read at all, or may stand under a misspelt key."""


def _names(data: dict[str, Any]) -> _Names:
    questions = {id: _answer_ids(question.get("answers")) for id, question in _by_id(data, "questions")}
    tops = {
        id: SCALES.get(sign["scale"]) if isinstance(sign.get("scale"), str) else None
        for id, sign in _by_id(data, "signs")
    }
    kinds = {id: _kind(rule) for id, rule in _by_id(data, "rules")}
    # A file with signs gets a check-in rule, unless it writes one.
    makes_check_in = _asks_signs(data) and not any(_check_ins(data))
    no_other_key = set(data) <= set(keys_at(()))
    sources = data.get("sources", {} if no_other_key else None)
    return _Names(
        subjects=Subjects(
            questions,
            tops,
            frozenset(id for id, sign in _by_id(data, "signs") if sign.get("scale") == HAPPENED),
            _former_names(data, "questions") | _former_names(data, "signs"),
        ),
        rules=tuple(kinds) + ((CHECK_IN,) if makes_check_in else ()),
        all_rules=no_other_key and _all_named(data, "rules"),
        all_subjects=no_other_key and _all_named(data, "questions") and _all_named(data, "signs"),
        former_rules=_former_names(data, "rules"),
        kinds=kinds,
        sources=tuple(sources) if isinstance(sources, dict) else None,
    )


def _by_id(data: dict[str, Any], section: str) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((each["id"], each) for _, each in _maps(data, section) if isinstance(each.get("id"), str))


def _former_names(data: dict[str, Any], section: str) -> dict[str, str]:
    """The ids in a section by their former ones, of which none is an id of today."""
    today = {id for id, _ in _by_id(data, section)}
    pairs = ((former, id) for id, each in _by_id(data, section) for _, former in _texts(each, "was"))
    return {former: id for former, id in pairs if former not in today}


def _answer_ids(answers: object) -> tuple[str, ...] | None:
    """The ids of a question's answers, or None where one of them is no id: then it may be any."""
    if not isinstance(answers, dict) or not all(re.fullmatch(ID, answer) for answer in answers):
        return None
    return tuple(answers)


def _all_named(data: dict[str, Any], section: str) -> bool:
    items = data.get(section, [])
    return isinstance(items, list) and all(
        isinstance(each, dict) and isinstance(each.get("id"), str) and re.fullmatch(ID, each["id"])
        for each in items
    )


def _rule_references(rule: dict[str, Any], names: _Names) -> Iterator[FieldError]:
    own = rule.get("id")
    others: tuple[str, ...] = ()
    single = [((key,), rule[key]) for key in ("since", "once_lifted") if isinstance(rule.get(key), str)]
    for path, name in (*single, *_texts(rule, "silences")):
        if not _fits(rule, path[0]) or not re.fullmatch(ID, name):
            continue
        name = name if name in names.rules else names.former_rules.get(name, name)
        if name not in names.rules:
            if names.all_rules:
                others = others or tuple(each for each in names.rules if each != own)
                yield FieldError(f'no rule is called "{clip(name)}"', path, near=(name, others))
        elif path == ("since",) and name == own:
            yield FieldError("this is the rule itself; with counting: last-done it counts from itself", path)
        elif path == ("since",) and (kind := names.kinds.get(name)) is not None and not kind.ticked:
            yield FieldError(f'"{name}" is never ticked, so nothing can be counted since it', path)


def _source_keys(data: dict[str, Any], names: _Names) -> Iterator[FieldError]:
    holders: list[tuple[NodePath, dict[str, Any]]] = []
    if isinstance(data.get("course"), dict):
        holders.append((("course",), data["course"]))
    if isinstance(data.get(DEFAULTS), dict):
        holders.append(((DEFAULTS,), data[DEFAULTS]))
    if isinstance(data.get(PATTERNS), dict):
        patterns = data[PATTERNS].items()
        holders += [((PATTERNS, id), each) for id, each in patterns if isinstance(each, dict)]
    for keys in (("rules",), ("warnings",), ("course", "prepare")):
        holders += _maps(data, *keys)
    used = [((*path, *inner), key) for path, holder in holders for inner, key in _texts(holder, "sources")]
    if used and "sources" not in data:
        yield FieldError('"sources" is missing, and this file refers to them', lacks=("sources",))
        return
    for path, key in used:
        if names.sources is not None and key not in names.sources:
            message = f'"{clip(key)}" is not in the sources of this file'
            yield FieldError(message, path, at_key=path[-1] == key, near=(key, names.sources))


Groups = tuple[tuple[Clause, ...], ...]
Meaning = Callable[[Clause, Subjects], Match]


def _conditions(data: dict[str, Any], names: _Names) -> Iterator[FieldError]:
    for keys in (("normal",), ("rules",), ("warnings",), ("course", "prepare")):
        for path, holder in _maps(data, *keys):
            for key in ("when", "unless"):
                yield from _clauses((*path, key), attempt(clauses, holder.get(key)) or (), match, names)
            holding = attempt(while_clauses, holder.get("while")) if _fits(holder, "while") else None
            yield from _clauses((*path, "while"), (holding or (),), sign_match, names)
            if keys == ("rules",):
                yield from _clauses((*path, "lifted_by"), (_event(holder),), event_of, names)
                anchor = (
                    attempt(counted_from, holder.get("counted_from"))
                    if _fits(holder, "counted_from")
                    else None
                )
                yield from _clauses(
                    (*path, "counted_from"), ((anchor,) if anchor else (),), counted_match, names
                )
            fitting = attempt(fits_clauses, holder.get("fits")) if keys == ("warnings",) else None
            yield from _clauses((*path, "fits"), (fitting or (),), fits_match, names)
    for path, sign in _maps(data, "signs"):
        for inner, course in _maps(sign, "usual"):
            groups = attempt(clauses, course.get("when")) or ()
            yield from _clauses((*path, *inner, "when"), groups, match, names)


def _event(rule: dict[str, Any]) -> tuple[Clause, ...]:
    """What lifts a rule, as a test; nothing where it cannot be read."""
    name = rule.get("lifted_by")
    readable = isinstance(name, str) and re.fullmatch(ID, name) and _fits(rule, "lifted_by")
    return (Clause(str(name), ("yes",), ()),) if readable else ()


def _clauses(path: NodePath, groups: Groups, meaning: Meaning, names: _Names) -> Iterator[FieldError]:
    subjects = names.subjects
    for clause in (clause for group in groups for clause in group):
        subject = subjects.now(clause).subject
        if names.all_subjects or subject in subjects.questions or subject in subjects.tops:
            try:
                meaning(clause, subjects)
            except FieldValueError as error:
                yield from _inside(path, error.errors)


def _groups(data: dict[str, Any], names: _Names, line_of: LineOf) -> Iterator[FieldError]:
    """What is wrong with the lines of `together`."""
    signs = dict(_by_id(data, "signs"))
    taken: dict[str, NodePath] = {}
    for path, group in _maps(data, "together"):
        members = group.get("signs")
        if isinstance(members, list) and len(members) == 1:
            message = "a line asks two signs or more, and here is one; take the line away, or name another"
            yield FieldError(message, (*path, "signs"))
        for inner, name in _texts(group, "signs"):
            where = (*path, *inner)
            if not re.fullmatch(ID, name):
                continue
            name = name if name in signs else names.subjects.former.get(name, name)
            if name in names.subjects.questions:
                yield FieldError(f'"{name}" is a question, and a line asks signs', where)
            elif name not in signs:
                if names.all_subjects:
                    yield FieldError(f'no sign is called "{clip(name)}"', where, near=(name, tuple(signs)))
            elif reason := _not_grouped(signs[name]):
                yield FieldError(f'"{name}" {reason}', where)
            elif (other := taken.setdefault(name, where)) != where and other[:2] != path:
                line = line_of(other, where)
                yield FieldError(f'"{name}" is asked in the line on {line} already', where)


def _not_grouped(sign: dict[str, Any]) -> str:
    """Why a sign cannot be asked together with others; empty where it can, or nobody can tell."""
    scale = sign.get("scale")
    if isinstance(scale, str) and scale in SCALES and SCALES[scale] != 1:
        return f"goes by the scale {scale}, and only yes-no signs are asked in one line"
    if scale == HAPPENED:
        return "happens once, with its day, and is asked by itself"
    if "until" in sign:
        return "is of the moment, so no check-in asks it"
    return ""


def _former_ids(data: dict[str, Any], names: _Names) -> Iterator[FieldError]:
    prepare = (each.get("id") for _, each in _maps(data, "course", "prepare"))
    steps = {id: "step" for id in prepare if isinstance(id, str)}
    subjects = dict.fromkeys(names.subjects.questions, "question") | dict.fromkeys(
        names.subjects.tops, "sign"
    )
    warnings = {id: "warning" for id, _ in _by_id(data, "warnings")}
    for sections, today in (
        ((("rules",),), dict.fromkeys(names.rules, "rule")),
        ((("questions",), ("signs",)), subjects),
        ((("warnings",),), warnings),
        ((("course", "prepare"),), steps),
    ):
        claims: dict[str, tuple[NodePath, str]] = {}
        for keys in sections:
            noun = {"rules": "rule", "questions": "question", "signs": "sign"}.get(keys[-1], "step")
            for path, holder in _maps(data, *keys):
                for inner, former in _texts(holder, "was"):
                    if not re.fullmatch(ID, former):
                        continue
                    # A line's own id among them says that it was made of several.
                    if former in today and not (today is warnings and former == holder.get("id")):
                        named = f'"{clip(former)}" is the id of a {today[former]} of today'
                        message = f"{named}, so it is no former one"
                        yield FieldError(message, (*path, *inner))
                    # One line on when to call may become several, so that each part of it fits what it says.
                    elif today is not warnings and claims.setdefault(former, (path, noun))[0] != path:
                        message = f'"{clip(former)}" is a former id of another {claims[former][1]} already'
                        yield FieldError(message, (*path, *inner))


def _circles(data: dict[str, Any], key: str, sentence: str) -> Iterator[FieldError]:
    """One FieldError for each circle, at the name that closes it."""
    to: dict[str, list[tuple[str, NodePath]]] = {}
    former = _former_names(data, "rules")
    for path, rule in _maps(data, "rules"):
        name, value = rule.get("id"), rule.get(key)
        if isinstance(name, str) and name not in to:
            names = [((key,), value)] if isinstance(value, str) else list(_texts(rule, key))
            to[name] = [(former.get(each, each), (*path, *inner)) for inner, each in names]
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


_CLOCKS = 'ticks are kept under {time}; under a name, such as "lunch {time}", they stay when the time moves'
_TIMES = {"at", "every", "as_needed", "check_in"}
"""Keys that say at which times of a day a rule is, or that it has none."""
_UNTIMED = "without a time this may be done from the morning of its first day; add one, such as at: evening"


_CURLY = re.compile("[\u201c\u201e\u2018\u201a\u00ab\u00bb].*[\u201c\u201d\u2018\u2019\u00ab\u00bb]")


def notes_on(data: dict[str, Any]) -> Iterator[FieldError]:
    """What may be a slip in the data of a file without Problems, with paths from its root."""
    for path, words in _each_text(data):
        if _CURLY.fullmatch(words):
            message = "curly quotes are a part of the text; take them out, or type straight ones"
            yield FieldError(message, path)
    if not _asks_signs(data):
        for path in _check_ins(data):
            yield FieldError("no sign is asked in this file, so no answer ticks this", (*path, "check_in"))
    yield from islice(_clock_slots(data), 1)
    signs = {id for id, _ in _by_id(data, "signs")}
    spans = {rule["id"]: days(rule["days"]) for _, rule in _maps(data, "rules") if "days" in rule}
    holding = {
        sign for _, rule in _maps(data, "rules") if _kind(rule) is Kind.AVOID for sign in _held_by(rule)
    }
    for path, rule in _maps(data, "rules"):
        yield from _inside(path, _rule_notes(rule, spans, signs))
        anchor = attempt(counted_from, rule.get("counted_from"))
        if _kind(rule) is Kind.AVOID and anchor and anchor.subject not in holding:
            yield FieldError(_FREE_BEFORE, (*path, "counted_from"))


_FREE_BEFORE = (
    "nothing is left alone before that is said; another rule with while or lifted_by keeps it off until then"
)


def _held_by(rule: dict[str, Any]) -> Iterator[str]:
    """The signs on which it hangs how long a rule is on."""
    yield from (clause.subject for clause in attempt(while_clauses, rule.get("while")) or ())
    if isinstance(event := rule.get("lifted_by"), str):
        yield event


def _clock_slots(data: dict[str, Any]) -> Iterator[FieldError]:
    """The slots that are named by their time."""
    for path, rule in _maps(data, "rules"):
        read = attempt(slots, rule.get("at"))
        for each in read.all if read else ():
            if each.clock is not None and each.name == f"at-{each.clock // 60:02}{each.clock % 60:02}":
                time = f"{each.clock // 60:02}:{each.clock % 60:02}"
                yield FieldError(_CLOCKS.format(time=time), (*path, "at"))


def _each_text(value: Any, path: NodePath = ()) -> Iterator[tuple[NodePath, str]]:
    """Every text in a value, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _each_text(each, (*path, key))


def _rule_notes(
    rule: dict[str, Any], spans: dict[str, tuple[Span, ...]], signs: set[str]
) -> Iterator[FieldError]:
    own = spans.get(rule["id"], ())
    if "while" in rule and own and own[-1].last is None:
        yield FieldError("this rule has no last day for a sign to hold it past", ("while",))
    lifted = spans.get(rule.get("once_lifted", ""), ())
    if lifted and lifted[-1].last is None:
        yield FieldError(f'"{rule["once_lifted"]}" is never lifted, so this never begins', ("once_lifted",))
    # Days that are counted from something else are no days of the calendar to compare.
    elif (
        "counted_from" not in rule
        and lifted
        and own
        and (end := own[-1].last) is not None
        and (lifted[-1].last or 0) >= end
    ):
        until = f"is on until day {lifted[-1].last}, and this ends on day {end}"
        message = f'"{rule["once_lifted"]}" {until}, so it never comes; move its days too'
        yield FieldError(message, ("once_lifted",))
    kind = _kind(rule)
    if "from" in rule and kind is not None and kind.ticked and not _TIMES & set(rule):
        yield FieldError(_UNTIMED, ("from",))
    reminder = attempt(remind, rule.get("remind"))
    if reminder and reminder.days and own and not any(_meet(a, b) for a in reminder.days for b in own):
        yield FieldError("the rule is not on at any of these days", ("remind",))
    asked = {clause.subject for group in attempt(clauses, rule.get("when")) or () for clause in group}
    settles = asked if rule.get("unreported") == "off" else asked & signs
    if "unreported" in rule and not settles:
        yield FieldError("no sign stands in a when of this rule, so this does nothing", ("unreported",))


def _meet(one: Span, other: Span) -> bool:
    """Whether two spans share a day."""
    return (one.last is None or other.first <= one.last) and (other.last is None or one.first <= other.last)


def _maps(data: Any, *keys: str) -> Iterator[tuple[NodePath, dict[str, Any]]]:
    """The maps in the list at the end of some keys, with their paths."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    if isinstance(data, list):
        for place, item in enumerate(data):
            if isinstance(item, dict):
                yield (*keys, place), item


def _texts(holder: dict[str, Any], key: str) -> Iterator[tuple[NodePath, str]]:
    """The texts of a list (or, for sources, the keys of a map), with their paths from the holder."""
    value = holder.get(key)
    if isinstance(value, list):
        yield from (((key, place), text) for place, text in enumerate(value) if isinstance(text, str))
    elif isinstance(value, dict) and key == "sources":
        yield from (((key, name), name) for name in value)


def _inside(path: NodePath, errors: Iterable[FieldError]) -> Iterator[FieldError]:
    """The same errors, seen from the root of the file, for the part at a path."""
    return (error.inside(*path) for error in errors)
