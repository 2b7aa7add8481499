"""The small language of `when`, `unless` and `while`, in two steps.

First the shape, which a value shows by itself; then what it means, which needs the questions and signs of
the whole file.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct, field

from checklists.format.grammar import FieldError, FieldValueError, many, one_or_many, text
from checklists.rules.rule import Match
from checklists.yaml.tree import NodePath, clip

VALUE = r"^(yes|no|true|false|([0-9]|10)(\+|-([0-9]|10))?)$"
WHILE = r"^[a-z][a-z0-9-]{0,63}( (yes|no|([0-9]|10)(\+|-([0-9]|10))?))?$"


class Clause(NamedTuple):
    """One test as the file says it, and where in the condition it stands."""

    subject: str
    values: tuple[str, ...]
    """One text, or for a question several."""
    path: NodePath
    """From the condition's value to the text, or to the list of texts."""
    listed: bool = False
    """Whether `values` was written as a list."""


class Subjects(Struct, frozen=True):
    """What a condition can ask about."""

    questions: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)
    """The ids of the answers of every question; None where they cannot be read."""
    tops: Mapping[str, int | None] = field(default_factory=dict)
    """The greatest value of every sign; None where it cannot be read."""
    events: frozenset[str] = frozenset()
    """The signs that happen once."""
    former: Mapping[str, str] = field(default_factory=dict)
    """The ids of today by former ones: what others wrote of a name goes on meaning it."""

    def now(self, clause: Clause) -> Clause:
        """A test by the name that its question or sign has today."""
        known = clause.subject in self.questions or clause.subject in self.tops
        return clause if known else clause._replace(subject=self.former.get(clause.subject, clause.subject))


def clauses(value: object) -> tuple[tuple[Clause, ...], ...]:
    """The groups of a `when` or `unless`: any of them, and within one all. Sorted by subject within a group.

    Raises:
        FieldValueError: If it is not a map, or a list of maps, from a name to a text or a list of texts.
    """
    if isinstance(value, list):
        groups = many(value, _group)
        return tuple(
            tuple(clause._replace(path=(place, *clause.path)) for clause in group)
            for place, group in enumerate(groups)
        )
    return (_group(value),)


def _group(value: object) -> tuple[Clause, ...]:
    if not isinstance(value, dict):
        raise FieldValueError(
            "must be a map from a question or a sign to an answer, such as {habits: makeup}"
        )
    group: list[Clause] = []
    errors: list[FieldError] = []
    for subject, answers in value.items():
        try:
            group.append(Clause(subject, one_or_many(answers, str), (subject,), isinstance(answers, list)))
        except FieldValueError as error:
            errors += [each.inside(subject) for each in error.errors]
    if errors:
        raise FieldValueError(*errors)
    return tuple(sorted(group))


def while_clauses(value: object) -> tuple[Clause, ...]:
    """The tests of a `while`: `crusts`, `redness 2+`, or a list of these. A bare name means yes."""
    texts = many(value, text) if isinstance(value, list) else (text(value),)
    tests: list[Clause] = []
    for place, word in enumerate(texts):
        subject, _, reported = word.partition(" ")
        tests.append(Clause(subject, (reported or "yes",), (place,) if isinstance(value, list) else ()))
    return tuple(tests)


def counted_from(value: object) -> Clause:
    """The one test of a `counted_from`: an event such as `stitches-out`, or `crusts no`."""
    return while_clauses(text(value))[0]


def event_of(clause: Clause, subjects: Subjects) -> Match:
    """The event that ends a rule.

    Raises:
        FieldValueError: If there is no such sign, or it is none that happens once.
    """
    test = sign_match(clause, subjects)
    # A scale that cannot be read may be that of an event.
    if test.subject not in subjects.events and subjects.tops.get(test.subject, 0) is not None:
        message = f'"{test.subject}" is no event; lifted_by names a sign of the scale happened'
        raise FieldValueError(FieldError(message, clause.path))
    return test


def counted_match(clause: Clause, subjects: Subjects) -> Match:
    """What the days of a rule count from.

    Raises:
        FieldValueError: If there is no such sign, or it cannot have such a value.
    """
    test = sign_match(clause, subjects)
    if test.subject in subjects.events and test.low != 1:
        message = f'"{test.subject}" is an event, and days count from it once it has happened; write it alone'
        raise FieldValueError(FieldError(message, clause.path))
    return test


def fits_clauses(value: object) -> tuple[Clause, ...]:
    """The reports of a `fits`: `{blisters: yes}`, or a list of these, each of one sign.

    Raises:
        FieldValueError: If it is not that, or one of them asks for several things at once.
    """
    tests: list[Clause] = []
    errors: list[FieldError] = []
    for group in clauses(value):
        for clause in group:
            if clause.listed:
                message = f'"{clause.subject}" takes one range such as yes, 2+ or 7-10; write a list of maps'
                errors.append(FieldError(message, clause.path))
            tests.append(clause)
        if len(group) > 1:
            message = "a line fits one sign at a time; write a list, such as [{blisters: yes}, {pain: 7-10}]"
            errors.append(FieldError(message, group[0].path[:-1]))
    if errors:
        raise FieldValueError(*errors)
    return tuple(tests)


def fits_match(clause: Clause, subjects: Subjects) -> Match:
    """What a report of a `fits` means.

    Raises:
        FieldValueError: If there is no such sign, or it cannot have such a value.
    """
    clause = subjects.now(clause)
    if clause.subject in subjects.questions:
        message = f'"{clause.subject}" is a question; a line fits what is reported of a sign'
        raise FieldValueError(FieldError(message, clause.path, at_key=True))
    if clause.subject not in subjects.tops:
        near = (clause.subject, tuple(subjects.tops))
        message = f'no sign is called "{clip(clause.subject)}"'
        raise FieldValueError(FieldError(message, clause.path, at_key=True, near=near))
    return sign_match(clause, subjects)


def sign_match(clause: Clause, subjects: Subjects) -> Match:
    """What a test of a sign means.

    Raises:
        FieldValueError: If there is no such sign, or it cannot have such a value.
    """
    clause = subjects.now(clause)
    if clause.subject not in subjects.tops:
        if clause.subject in subjects.questions:
            raise FieldValueError(
                FieldError(f'"{clause.subject}" is a question; only a sign can hold a rule', clause.path)
            )
        near = (clause.subject, tuple(subjects.tops))
        raise FieldValueError(
            FieldError(f'no sign is called "{clip(clause.subject)}"', clause.path, near=near)
        )
    if clause.listed:
        message = f'"{clause.subject}" is a sign; write one range such as yes, 2+ or 4-10'
        raise FieldValueError(FieldError(message, clause.path))
    try:
        low, high = _range(clause.values[0], subjects.tops[clause.subject])
    except FieldValueError as error:
        raise FieldValueError(*(each._replace(path=clause.path) for each in error.errors)) from None
    return Match(clause.subject, low=low, high=high)


def match(clause: Clause, subjects: Subjects) -> Match:
    """What a test of a question or a sign means.

    Raises:
        FieldValueError: If there is no such question or sign, or it has no such answer.
    """
    clause = subjects.now(clause)
    if clause.subject in subjects.questions:
        answers = subjects.questions[clause.subject]
        return _answers(clause, clause.values if answers is None else answers)
    if clause.subject in subjects.tops:
        return sign_match(clause, subjects)
    near = (clause.subject, (*subjects.questions, *subjects.tops))
    message = f'no question or sign is called "{clip(clause.subject)}"'
    raise FieldValueError(FieldError(message, clause.path, at_key=True, near=near))


def _answers(clause: Clause, answers: tuple[str, ...]) -> Match:
    errors: list[FieldError] = []
    chosen: list[str] = []
    for place, value in enumerate(clause.values):
        # A question may have the answers yes and no, and both words may be written as true and false.
        answer = value if value in answers else {"true": "yes", "false": "no"}.get(value, value)
        path = (*clause.path, place) if clause.listed else clause.path
        if answer not in answers:
            message = f'"{clause.subject}" has no answer "{clip(value)}"'
            errors.append(FieldError(message, path, near=(value, answers)))
        elif answer in chosen:
            errors.append(FieldError(f'"{answer}" is in this list already', path))
        chosen.append(answer)
    if errors:
        raise FieldValueError(*errors)
    return Match(clause.subject, answers=tuple(chosen))


def _range(word: str, top: int | None) -> tuple[int, int | None]:
    """The least and greatest value that a clause matches; None is open."""
    if word in ("yes", "true"):
        return 1, None
    if word in ("no", "false"):
        return 0, 0
    parts = re.fullmatch(r"([0-9]|[1-9][0-9])(\+|-([0-9]|[1-9][0-9]))?", word)
    if not parts:
        raise FieldValueError(f'"{clip(word)}" must be yes, no, or values such as 2, 2+ or 4-10')
    low = int(parts[1])
    high = None if parts[2] == "+" else int(parts[3]) if parts[3] else low
    if high is not None and high < low:
        raise FieldValueError(f'"{word}" runs backwards; write {high}-{low}')
    greatest = low if high is None else high
    if top is not None and greatest > top:
        raise FieldValueError(f'"{word}" is beyond this sign, which goes from 0 to {top}')
    return low, high
