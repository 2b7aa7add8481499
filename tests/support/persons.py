"""Persons by their answers, and their days as they are shown: to be read whole for what contradicts itself.

`python -m tests.support.persons` writes them anew into `tests/content/persons`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from textwrap import wrap

from checklists.plan.activation import covers
from checklists.plan.day import Avoid, Day
from checklists.plan.plan import Plan
from tests.support.content import FOLDER, Answers, report, shipped

DAYS = (0, 1, 2, 3, 5, 7, 10, 14, 21, 28, 60)
"""The days that are listed."""
_WIDTH = 118


@dataclass(frozen=True)
class Treated:
    """Somebody who was treated, with what they answered and reported."""

    name: str
    checklist: str
    answers: Answers = field(default_factory=dict)
    reported: tuple[tuple[str, int, Iterable[int]], ...] = ()
    """A sign, its value, and the evenings on which it was reported; on all others of DAYS it was 0."""


_CRUSTS = (("crusts", 1, range(3, 9)), ("redness", 2, range(0, 4)))
PERSONS = (
    Treated(
        "dark-skin",
        "picosure-face",
        {"habits": ("makeup",), "about": ("tans",), "strength": ("strong",)},
        (("crusts", 1, range(3, 9)), ("redness", 3, range(0, 3)), ("darker", 1, range(21, 29))),
    ),
    Treated("retinoids", "picosure-face", {"habits": ("actives",), "about": ()}, _CRUSTS),
    Treated("cold-sores", "picosure-face", {"habits": (), "about": ("cold-sores",)}, _CRUSTS),
    Treated("pregnant", "picoplus", {"kind": ("spot",), "habits": ("actives",), "about": ()}, _CRUSTS),
    Treated(
        "acne",
        "picosure-face",
        {"habits": ("makeup", "exercise"), "about": (), "acne": ("yes",), "strength": ("light",)},
        (("redness", 1, range(0, 2)), ("spots", 2, range(3, 11))),
    ),
    Treated("melasma", "picoplus", {"kind": ("toning",), "habits": (), "melasma": ("yes",)}),
    Treated(
        "swimmer", "picosure-face", {"habits": ("swimming", "exercise"), "about": (), "strength": ("strong",)}
    ),
    Treated(
        "outdoors", "picosecond", {"place": ("face",), "ink": ("no",), "habits": ("outdoor-work",)}, _CRUSTS
    ),
    Treated(
        "near-eyes",
        "picosure-face",
        {"habits": (), "about": ("near-eyes",), "strength": ("light",)},
        (("swelling", 2, range(0, 3)),),
    ),
    Treated(
        "leg-tattoo",
        "picosure-tattoo",
        {"site": ("limb",), "habits": ("exercise",), "about": ("dressing",)},
        (("blisters", 1, range(1, 5)), ("open-skin", 1, range(5, 8)), ("crusts", 1, range(5, 13))),
    ),
    Treated("lens", "picoplus", {"kind": ("lens",), "habits": ("makeup",), "about": ()}, _CRUSTS),
    Treated("unsure", "picosecond"),
    Treated(
        "pulsed-light",
        "ipl-face",
        {"habits": ("makeup", "exercise"), "about": ("tans",), "target": ("spots",)},
        (("stripes", 1, range(1, 4)), ("crusts", 1, range(3, 11)), ("redness", 2, range(0, 2))),
    ),
)


def diary(person: Treated) -> str:
    """The listed days of a person, each with all that stands on it; of the call lines only what changes."""
    plan = planned(person)
    lines = [f"{person.name}: {plan.checklist.title}, {_answered(person.answers)}"]
    before: list[str] = []
    for number in DAYS:
        day = plan.day(number)
        calls = [warning.id for warning in day.warnings]
        lines += ["", *_lines(day, person)]
        lines += _folded("call  ", [f"+{id}" for id in calls if id not in before])
        lines += _folded("call  ", [f"-{id}" for id in before if id not in calls])
        before = calls
    return "\n".join([*lines, ""])


def planned(person: Treated) -> Plan:
    """The plan of a person, seen when all of it is past."""
    checklist = shipped(person.checklist)
    reports = [
        report(day, sign.id, value)
        for day in range(DAYS[-1] + 1)
        for sign in checklist.checklist.signs
        if sign.until is None
        for value in [_value(person, sign.id, day)]
        # What would be back is asked about on its day, whatever the days of the sign.
        if value or day in (21, 28) or any(covers(span, day) for span in sign.days)
    ]
    return checklist.plan(person.answers, reports)


def _value(person: Treated, sign: str, day: int) -> int:
    return max((value for id, value, days in person.reported if id == sign and day in days), default=0)


def _answered(answers: Answers) -> str:
    said = [f"{question}={','.join(chosen) or 'none'}" for question, chosen in answers.items()]
    return "; ".join(said) or "nothing answered"


def _lines(day: Day, person: Treated) -> Iterator[str]:
    said = [f"{id} {value}" for id, value, days in person.reported if day.number in days]
    phase = day.phase.title if day.phase else "no phase"
    yield f"Day {day.number}, {phase}; says {', '.join(said) or 'all calm'}"
    for rule, items in groupby(day.items, key=lambda item: item.rule):
        slots = ", ".join(item.slot for item in items if item.slot not in ("day", "once"))
        yield f"  do    {rule.title}{f' ({slots})' if slots else ''}"
    for counted in day.counted:
        yield f"  may   {counted.rule.title}"
    yield from _folded("off   ", [avoid.rule.short for avoid in day.avoids if avoid.on])
    for avoid in day.avoids:
        if not avoid.on and avoid.rule.then:
            yield from _folded("back  ", [f"{avoid.rule.title}{_if(avoid)}: {avoid.rule.then}"])
    yield from _folded("expect", [f" {rule.title}" for rule in day.expects])
    if day.normal:
        yield from _folded("usual ", [f"{day.normal.usual} NOT: {day.normal.not_usual}"])
    yield from _folded("asked ", [sign.id for sign in day.signs])


def _if(avoid: Avoid) -> str:
    return ", if all is calm" if avoid.unsure else ""


def _folded(head: str, parts: list[str]) -> Iterator[str]:
    if parts:
        yield from wrap(f"{head}{' / '.join(parts)}", _WIDTH, initial_indent="  ", subsequent_indent=" " * 8)


def main() -> None:
    """Write every listing anew."""
    folder = FOLDER / "persons"
    folder.mkdir(exist_ok=True)
    for person in PERSONS:
        (folder / f"{person.name}.txt").write_text(diary(person), encoding="utf-8")


if __name__ == "__main__":
    main()
