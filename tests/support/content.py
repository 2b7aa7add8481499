"""What the tests of the shipped checklists share: the files themselves, and the words to ask about them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from checklists import library
from checklists.loader import LoadedChecklist, load_checklist
from checklists.plan.activation import covers
from checklists.plan.circumstances import (
    AnswerFrom,
    Circumstances,
    ReportFrom,
    Sunlit,
    Times,
    VersionFrom,
    ZoneFrom,
)
from checklists.plan.day import Day
from checklists.plan.plan import Plan
from checklists.rules.canonical import data_of
from checklists.rules.checklist import Checklist, Question, Sign

FOLDER = Path(__file__).parents[1] / "content"
KINDS = ("do", "avoid", "check", "expect")
TREATED = datetime(2026, 11, 20, 16, tzinfo=UTC)
"""A Friday."""
TIMES = Times(
    day_start=4 * 60,
    slots={"morning": 8 * 60, "midday": 13 * 60, "evening": 20 * 60, "bedtime": 22 * 60},
)
PREFIXES = {
    "face": "picosure-face",
    "tat": "picosure-tattoo",
    "pig": "picoplus",
    "ipl": "ipl-face",
    "pico": "picosecond",
}
"""With what the rules of a checklist begin."""
NAMES = {"id", "at", "call", "check_in", "once_lifted", "silences", "since", "unless", "was", "when", "while"}
"""Keys whose values are names for the program, and not words for a person."""

Answers = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Shipped:
    """One shipped checklist. Its file is read when something of it is first asked for."""

    id: str

    @property
    def loaded(self) -> LoadedChecklist:
        """The checklist and what the loader noted."""
        return _loaded(self.id)

    @property
    def checklist(self) -> Checklist:
        """The checklist as it is compiled."""
        return self.loaded.checklist

    @property
    def data(self) -> dict[str, Any]:
        """The checklist as its file says it, what it extends included."""
        return _data(self.id)

    @property
    def rules(self) -> list[dict[str, Any]]:
        """The rules, in the order of the file."""
        found: list[dict[str, Any]] = self.data["rules"]
        return found

    def rule(self, id: str) -> dict[str, Any]:
        """The rule of this id, or of which this is a former id."""
        return next(rule for rule in self.rules if id == rule["id"] or id in rule.get("was", ()))

    def ids(self, section: str = "rules") -> set[str]:
        """The ids of a section."""
        return {entry["id"] for entry in self.data[section]}

    def sign(self, id: str) -> Sign:
        """The sign of this id."""
        return next(sign for sign in self.checklist.signs if sign.id == id)

    def steps(self) -> dict[str, dict[str, Any]]:
        """The preparation of the next session, by id."""
        return {step["id"]: step for step in self.data["course"]["prepare"]}

    def plan(
        self,
        answers: Answers,
        reports: Iterable[ReportFrom] = (),
        treated: datetime = TREATED,
        place: Sunlit | None = None,
    ) -> Plan:
        """The plan as it is seen when all of it is past. Questions not in `answers` are not answered."""
        chosen = tuple(AnswerFrom(treated, question, frozenset(said)) for question, said in answers.items())
        circumstances = Circumstances(
            treated=treated,
            versions=(VersionFrom(treated, self.checklist),),
            zones=(ZoneFrom(treated, "Etc/UTC"),),
            answers=chosen,
            reports=tuple(reports),
        )
        return Plan(circumstances, replace(TIMES, place=place), treated + timedelta(days=400))


EACH = tuple(Shipped(id) for id in library.shipped())
each = pytest.mark.parametrize("checklist", EACH, ids=lambda checklist: str(checklist.id))
"""Runs a test for every checklist that is shipped."""


def shipped(id: str) -> Shipped:
    """The shipped checklist of this id."""
    return next(checklist for checklist in EACH if checklist.id == id)


def everybody(checklist: Shipped) -> Iterator[Answers]:
    """The answers of all for whom lines or what is usual differ; of one with many, up to two at once."""
    data = checklist.data
    courses = [course for sign in data["signs"] for course in sign.get("usual", ())]
    said = repr([entry.get("when") for entry in [*data["warnings"], *data["normal"], *courses]])
    asked = [question for question in checklist.checklist.questions if f"'{question.id}'" in said]

    def chosen(question: Question) -> Iterator[set[str] | None]:
        yield None
        answers = [answer for answer, _ in question.answers]
        for size in (1, 2) if question.many else (1,):
            yield from map(set, combinations(answers, size))

    for every in product(*map(chosen, asked)):
        pairs = zip(asked, every, strict=True)
        yield {question.id: answer for question, answer in pairs if answer is not None}


def owner(rule: str) -> Shipped:
    """The checklist that a rule is of, by how its id begins; one of the base is in all of them."""
    return shipped(PREFIXES.get(rule.partition("-")[0], EACH[0].id))


@cache
def _loaded(id: str) -> LoadedChecklist:
    return load_checklist(library.read(id), name=f"{id}.yaml")


@cache
def _data(id: str) -> dict[str, Any]:
    found: dict[str, Any] = data_of(_loaded(id).canonical)
    return found


def rows(name: str) -> list[list[str]]:
    """The cells of each line of a table in `tests/content`, without its comments."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [
        [cell.strip() for cell in line.split("|")]
        for line in lines
        if line.strip() and not line.startswith("#")
    ]


def report(day: int, sign: str, value: int = 1) -> ReportFrom:
    """What the check-in of an evening said."""
    return ReportFrom(TREATED + timedelta(days=day, hours=4), sign, value)


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


def whom(entry: Mapping[str, Any]) -> str:
    """For whom something is: `all`, `about=tans or melasma=yes`, `all unless melasma=yes`."""
    for_whom = _condition(entry.get("when"))
    spared = _condition(entry.get("unless"))
    return f"{for_whom or 'all'} unless {spared}" if spared else for_whom or "all"


def _condition(said: object) -> str:
    if isinstance(said, list):
        return " or ".join(_condition(group) for group in said)
    if not isinstance(said, dict):
        return ""
    tests = {key: ",".join(value) if isinstance(value, list) else value for key, value in said.items()}
    return " and ".join(f"{key}={value}" for key, value in tests.items())


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


def items(day: Day) -> set[str]:
    """The rules of a day that may be ticked at a time or at any time."""
    return {item.rule.id for item in day.items}


def offered(day: Day) -> set[str]:
    """The rules of a day that are there as needed, or by the clock."""
    return {counted.rule.id for counted in day.counted}


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
