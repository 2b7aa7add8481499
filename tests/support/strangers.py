"""Strangers' aftercare sheets as checklists, and what a day of one of them holds."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from checklists.loader import LoadedChecklist, load_checklist
from checklists.plan.circumstances import AnswerFrom, Circumstances, ReportFrom, Times, VersionFrom, ZoneFrom
from checklists.plan.day import Avoid, CountedRule
from checklists.plan.plan import Plan
from checklists.rules.checklist import Checklist
from tests.support.plans import BERLIN, SLOTS, TREATED, due_of, local

FOLDER = Path(__file__).parents[1] / "sheets"
SHEETS = sorted(FOLDER.glob("*.yaml"))


@cache
def loaded(id: str) -> LoadedChecklist:
    """What the file of a sheet gives."""
    path = FOLDER / f"{id}.yaml"
    return load_checklist(path.read_bytes(), name=path.name)


def sheet(id: str) -> Checklist:
    """What a sheet means."""
    return loaded(id).checklist


def plan_of(
    id: str,
    now: str,
    answers: Mapping[str, Iterable[str]] | None = None,
    reports: Iterable[tuple[str, str, int]] = (),
) -> Plan:
    """The plan of a sheet for somebody treated at 16:00 on a Friday, Berlin.

    Args:
        now: A clock time in Berlin.
        answers: From a question to what was chosen; what is missing is "not sure".
        reports: The clock time, the sign and the value of each.
    """
    since = local(TREATED)
    circumstances = Circumstances(
        since,
        (VersionFrom(since, sheet(id)),),
        (ZoneFrom(since, BERLIN),),
        tuple(AnswerFrom(since, question, frozenset(chosen)) for question, chosen in (answers or {}).items()),
        tuple(ReportFrom(local(at), sign, value) for at, sign, value in reports),
    )
    return Plan(circumstances, Times(4 * 60, SLOTS), local(now))


def page(plan: Plan, number: int) -> list[str]:
    """A day in lines: what to do by its time, what is there at need, what is left alone and until when."""
    day = plan.day(number)
    timed = sorted(f"{due_of(item)} {item.rule.id}" for item in day.items if item.due is not None)
    found = [*timed, *(f"any time {item.rule.id}" for item in day.items if item.due is None)]
    found += [_counted(counted) for counted in day.counted]
    found += [_left(avoid, plan) for avoid in day.avoids if avoid.on]
    found += [f"back {avoid.rule.id}" for avoid in day.avoids if avoid.returns_on(day.date)]
    return found + [f"expect {rule.id}" for rule in day.expects]


def _counted(counted: CountedRule) -> str:
    ends = [f"{each.astimezone(ZoneInfo(BERLIN)):%H:%M}" for each in (counted.first, counted.last) if each]
    return f"{'-'.join(ends) or 'at need'} {counted.rule.id}"


def _left(avoid: Avoid, plan: Plan) -> str:
    if avoid.lifts is not None:
        lifts = avoid.lifts.astimezone(ZoneInfo(BERLIN))
        return f"not {avoid.rule.id} until {lifts:%H:%M} on day {plan.number_at(lifts)}"
    if avoid.held:
        return f"not {avoid.rule.id} while {' and '.join(test.subject for test in avoid.held)}"
    until = "" if avoid.until is None else f" until day {plan.number_of(avoid.until)}"
    return f"not {avoid.rule.id}{until}"


def carried(checklist: Checklist) -> Iterator[str]:
    """The ids of all that says something a person is to know: rules, warnings, preparations."""
    yield from (rule.id for rule in checklist.rules if not rule.check_in)
    yield from (warning.id for warning in checklist.warnings)
    if checklist.course is not None:
        yield from (f"before/{step.id}" for step in checklist.course.prepare)


class Written(NamedTuple):
    """One day as `tests/sheets/*.txt` writes it."""

    heading: str
    number: int
    plan: Plan
    lines: list[str]


def facts(id: str) -> list[tuple[str, str]]:
    """What the sheet says, and the rule, warning or preparation that carries it."""
    told = re.findall(r"^fact (.+) = (\S+)$", _text(id), re.MULTILINE)
    return [(fact, carrier) for fact, carrier in told]


def written_days(id: str) -> Iterator[Written]:
    """The days that are written out. What is reported was reported at 20:00 on the day before."""
    for block in _text(id).strip().split("\n\n"):
        heading, *lines = block.splitlines()
        found = re.fullmatch(r"day (\d+) at (\d\d:\d\d)(?: said (\S+))?(?: reported (\S+))?", heading)
        if found is None:
            continue
        number, clock, said, reported = found.groups()
        day = date.fromisoformat(TREATED[:10]) + timedelta(days=int(number))
        answers = {name: chosen.split("+") for name, chosen in _pairs(said)}
        before = f"{day - timedelta(days=1)}T20:00"
        reports = [(before, sign, int(value)) for sign, value in _pairs(reported)]
        yield Written(heading, int(number), plan_of(id, f"{day}T{clock}", answers, reports), lines)


def _pairs(said: str | None) -> list[tuple[str, str]]:
    pairs = (pair.partition("=") for pair in (said or "").split(",") if pair)
    return [(name, value) for name, _, value in pairs]


def _text(id: str) -> str:
    return (FOLDER / f"{id}.txt").read_text("utf-8")
