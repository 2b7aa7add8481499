"""What the tests of the shipped checklists share.

`python -m tests.content` writes the stored listings in `tests/content` anew; `git diff` then shows what
changed for a person, day by day.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checklists import library
from checklists.checklist import Call, Checklist
from checklists.circumstances import Answered, Circumstances, Reported, Times, VersionFrom, ZoneFrom
from checklists.day import Avoid, Day
from checklists.loader import load_checklist
from checklists.plan import Plan
from checklists.presence import covers

FOLDER = Path(__file__).parent / "content"
KINDS = ("do", "avoid", "check", "expect")
TREATED = datetime(2026, 11, 20, 16, tzinfo=UTC)
"""A Friday."""
TIMES = Times(
    day_start=4 * 60,
    slots={"morning": 8 * 60, "midday": 13 * 60, "evening": 20 * 60, "bedtime": 22 * 60},
)
LISTED = (0, 1, 3, 7, 10, 14, 28)
"""The days of the stored listings."""
LISTED_FROM = datetime(2026, 11, 22, 16, tzinfo=UTC)
"""A Sunday, so that what is weekly falls on days that are listed."""
MILD = {
    "picosure-face": {"strength": "light"},
    "picosure-tattoo": {},
    "picoplus": {"kind": "toning"},
    "picosecond": {"place": "face"},
}
"""The mildest answers where that is not "none of these" or "no"."""
SIDES = {
    "strictest": "Nothing answered, every sign at its highest.",
    "mildest": "None of these, or the mildest; every sign at its lowest.",
}

NAMES = {"id", "at", "call", "check_in", "once_lifted", "silences", "since", "unless", "when", "while"}
"""Keys whose values are names for the program, and not words for a person."""

Answers = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Shipped:
    """One shipped checklist, as its file says it and as it is compiled."""

    id: str
    data: dict[str, Any]
    checklist: Checklist
    notes: tuple[object, ...]

    @property
    def rules(self) -> list[dict[str, Any]]:
        """The rules, in the order of the file."""
        found: list[dict[str, Any]] = self.data["rules"]
        return found

    def rule(self, id: str) -> dict[str, Any]:
        """The rule of this id."""
        return next(rule for rule in self.rules if rule["id"] == id)

    def plan(self, answers: Answers, reports: Iterable[Reported] = (), treated: datetime = TREATED) -> Plan:
        """The plan as it is seen when all of it is past. Questions not in `answers` are not answered."""
        chosen = tuple(Answered(treated, question, frozenset(said)) for question, said in answers.items())
        circumstances = Circumstances(
            treated=treated,
            versions=(VersionFrom(treated, self.checklist),),
            zones=(ZoneFrom(treated, "Etc/UTC"),),
            answers=chosen,
            reports=tuple(reports),
        )
        return Plan(circumstances, TIMES, treated + timedelta(days=400))

    def listed(self, side: str) -> Plan:
        """The plan of a stored listing: one of SIDES."""
        strict, moment = side == "strictest", LISTED_FROM + timedelta(hours=1)
        signs = [sign for sign in self.checklist.signs if strict or sign.until is None]
        reports = [Reported(moment, sign.id, sign.top if strict else 0) for sign in signs]
        return self.plan({} if strict else self._mildest(), reports, LISTED_FROM)

    def _mildest(self) -> Answers:
        answers: dict[str, Iterable[str]] = {}
        for question in self.checklist.questions:
            mild = MILD[self.id].get(question.id, "no")
            answers[question.id] = () if question.many else (mild,)
        return answers


@cache
def shipped(id: str) -> Shipped:
    """A shipped checklist, read once."""
    said = library.read(id)
    loaded = load_checklist(said, name=f"{id}.yaml")
    return Shipped(id, YAML(typ="safe").load(said.decode("utf-8")), loaded.checklist, loaded.notes)


def kind(rule: Mapping[str, Any]) -> str:
    """`do`, `avoid`, `check` or `expect`."""
    return next(kind for kind in KINDS if kind in rule)


def title(rule: Mapping[str, Any]) -> str:
    """What stands behind the kind."""
    found: str = rule[kind(rule)]
    return found


def written(days: object) -> str:
    """The days of a rule as one word: `0-14,21,28`."""
    return ",".join(str(part) for part in days) if isinstance(days, list) else str(days)


def days(said: object, last: int = 90) -> set[int]:
    """The days that are meant, up to `last`; open ranges end there."""
    found: set[int] = set()
    for part in written(said).split(","):
        first, dash, end = part.partition("-")
        found |= set(range(int(first), int(end or (last if dash else first)) + 1))
    return found


def texts(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text a person may read, with its place. Titles and addresses of sources are not ours to word."""
    if isinstance(value, dict):
        for key, part in value.items():
            listed = key == "sources" and (isinstance(part, list) or not where)
            if key not in NAMES and not listed:
                yield from texts(part, f"{where}.{key}")
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from texts(part, f"{where}[{index}]")
    elif isinstance(value, str):
        yield where, value


def sentences(text: str) -> list[str]:
    """The text cut where a voice would pause for breath."""
    return re.split(r"(?<=[.?;:])\s+", text)


def table(said: str) -> list[list[str]]:
    """The words of each line that has any."""
    return [line.split() for line in said.splitlines() if line.strip()]


def items(day: Day) -> set[str]:
    """The rules of a day that may be ticked at a time or at any time."""
    return {item.rule.id for item in day.items}


def left_alone(day: Day) -> set[str]:
    """The rules that are left alone on a day."""
    return {avoid.rule.id for avoid in day.avoids if avoid.on}


def expected(day: Day) -> set[str]:
    """The `expect` rules of a day."""
    return {rule.id for rule in day.expects}


def told(plan: Plan, number: int) -> set[str]:
    """The slots that are told on a day on which nobody goes out."""
    slots: set[str] = set()
    for item in plan.day(number).items:
        remind = item.rule.remind
        if item.due is None or (remind and remind.off):
            continue
        if remind is None or not remind.days or any(covers(span, number) for span in remind.days):
            slots.add(remind.at.name if remind and remind.at else item.slot)
    return slots


def listing(id: str, side: str) -> str:
    """What the days of LISTED hold, as it is stored."""
    plan = shipped(id).listed(side)
    lines = [f"{plan.checklist.title}: the {side} answers", f"{SIDES[side]} Treated on a Sunday at 16:00."]
    for number in LISTED:
        lines += ["", *_day_lines(plan, plan.day(number))]
    return "\n".join([*lines, ""])


def stored(id: str, side: str) -> Path:
    """Where a listing is stored."""
    return FOLDER / f"{id}-{side}.txt"


def _day_lines(plan: Plan, day: Day) -> Iterator[str]:
    yield f"Day {day.number}, {day.phase.title if day.phase else 'no phase'}"
    for item in sorted(day.items, key=lambda item: (item.due is None, item.due or day.begins)):
        when = f"{item.slot} {item.due:%H:%M}" if item.due else "any time"
        yield f"  {when:<15}{item.rule.id}: {item.rule.title}"
    for counted in day.counted:
        when = "as needed" if counted.rule.as_needed else "again"
        yield f"  {when:<15}{counted.rule.id}: {counted.rule.title}"
    for avoid in (avoid for avoid in day.avoids if avoid.on or avoid.rule.then):
        yield f"  {_until(plan, avoid):<15}{avoid.rule.id}: {avoid.rule.title}"
    for rule in day.expects:
        yield f"  {'expect':<15}{rule.id}: {rule.title}"
    if day.normal:
        yield f"  {'usual':<15}{day.normal.usual}"
        yield f"  {'not usual':<15}{day.normal.not_usual}"
    yield f"  {'asked':<15}{', '.join(_asked(plan, day))}"
    for call in Call:
        found = [warning.id for warning in day.warnings if warning.call is call]
        if found:
            yield f"  {call:<15}{', '.join(found)}"


def _until(plan: Plan, avoid: Avoid) -> str:
    if not avoid.rule.then:
        return "always not"
    if avoid.rule.lasts is not None:
        return f"not for {avoid.rule.lasts // 60} h"
    if not avoid.on:
        return "back today"
    if avoid.until is not None:
        return f"not until {plan.number_of(avoid.until)}"
    return "not while held" if avoid.held else "always not"


def _asked(plan: Plan, day: Day) -> Iterator[str]:
    for sign in day.signs:
        usual = plan.usual(sign, day.number)
        yield f"{sign.id} {usual[0]}-{usual[1]}" if usual else sign.id


def main() -> None:
    """Write every stored listing anew."""
    FOLDER.mkdir(exist_ok=True)
    for id in library.shipped():
        for side in SIDES:
            stored(id, side).write_text(listing(id, side), encoding="utf-8")


if __name__ == "__main__":
    main()
