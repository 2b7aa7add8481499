"""Checklists and plans made of few words, for tests."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from checklists.plan.circumstances import (
    AnswerFrom,
    Circumstances,
    ReportFrom,
    Sunlit,
    Times,
    VersionFrom,
    ZoneFrom,
)
from checklists.plan.day import Avoid, Day, Item
from checklists.plan.plan import Plan
from checklists.rules.checklist import Call, CallWarning, Checklist, Sign
from checklists.rules.rule import At, Condition, Interval, Kind, Match, Rule, Span

BERLIN = "Europe/Berlin"
TREATED = "2026-11-20T16:00"
"""A Friday."""
SLOTS = {"morning": 8 * 60, "midday": 13 * 60, "evening": 20 * 60, "bedtime": 22 * 60}


def local(text: str, zone: str = BERLIN) -> datetime:
    """The instant of an ISO clock time in a zone; the first of two."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def shown(instant: datetime, zone: str = BERLIN) -> str:
    """An instant as the clocks of a zone show it, with the offset."""
    return instant.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes")


def days(*written: str) -> tuple[Span, ...]:
    """Ranges as a file writes them: `0`, `1-13`, `14-`."""
    spans = []
    for text in written:
        first, dash, last = text.partition("-")
        spans.append(Span(int(first), int(last) if last else None if dash else int(first)))
    return tuple(spans)


def at(*written: str) -> tuple[At, ...]:
    """Slots as a file writes them: `morning`, `lunch 12:15`, `after-4h`; offsets in minutes: `evening+60`."""
    slots = []
    for text in written:
        name, _, clock = text.partition(" ")
        if clock:
            slots.append(At(name, clock=minutes(clock)))
        elif name.startswith("after-"):
            slots.append(At(name, after=int(name[6:-1]) * 60))
        elif "+" in name or "-" in name:
            sign = "+" if "+" in name else "-"
            slots.append(At(name.partition(sign)[0], int(sign + name.partition(sign)[2])))
        else:
            slots.append(At(name))
    return tuple(slots)


def minutes(clock: str) -> int:
    """Minutes from midnight of a clock time such as `08:15`."""
    hours, _, rest = clock.partition(":")
    return int(hours) * 60 + int(rest)


def every(length: int, between: str = "", **more: Any) -> Interval:
    """Every so many minutes, through a window such as `10:00-18:00`."""
    first, _, last = between.partition("-")
    return Interval(length, minutes(first) if first else None, minutes(last) if last else None, **more)


def answer(question: str, *answers: str) -> Condition:
    """Whether a question is answered with any of these."""
    return ((Match(question, answers),),)


def sign(id: str, low: int = 1, high: int | None = None) -> Condition:
    """Whether a sign is reported from `low` to `high`."""
    return ((Match(id, low=low, high=high),),)


def do(id: str, *on: str, **more: Any) -> Rule:
    """A `do` on these days."""
    return Rule(id, Kind.DO, more.pop("title", id), id, days(*on), **more)


def avoid(id: str, *on: str, holds: Iterable[Match] = (), **more: Any) -> Rule:
    """An `avoid` on these days, kept on by what `holds` it."""
    return Rule(id, Kind.AVOID, id, id, days(*on), held_by=tuple(holds), **more)


def expect(id: str, *on: str, **more: Any) -> Rule:
    """An `expect` on these days."""
    return Rule(id, Kind.EXPECT, id, id, days(*on), **more)


def asked(id: str, *on: str, top: int = 1, **more: Any) -> Sign:
    """A sign asked on these days."""
    return Sign(id, f"{id}?", top, days(*on), **more)


def call(id: str, how: Call, *on: str, when: Condition = ()) -> CallWarning:
    """A published line on these days."""
    return CallWarning(id, id, days(*on), how, when=when)


def checklist(*rules: Rule, **parts: Any) -> Checklist:
    """A checklist of these rules and of nothing else, but for its `parts`."""
    empty: dict[str, Any] = dict.fromkeys(
        ("sources", "questions", "signs", "phases", "normal", "warnings"), ()
    )
    given = {"purpose": "", "revision": 1, "reviewed": "2026-11-20", "check_in": None, **empty, **parts}
    return Checklist(id="test", title="Test", rules=rules, **given)


def answered(when: str, question: str, *chosen: str) -> AnswerFrom:
    """An answer given at a clock time in Berlin."""
    return AnswerFrom(local(when), question, frozenset(chosen))


def reported(when: str, id: str, value: int | None, until: str = "") -> ReportFrom:
    """A report made at a clock time in Berlin."""
    return ReportFrom(local(when), id, value, local(until) if until else None)


def plan(
    *rules: Rule,
    now: str = "2026-11-20T18:00",
    treated: str = TREATED,
    zone: str = BERLIN,
    versions: Iterable[tuple[str, Checklist]] = (),
    zones: Iterable[tuple[str, str]] = (),
    answers: Iterable[AnswerFrom] = (),
    reports: Iterable[ReportFrom] = (),
    slots: Mapping[str, int] = SLOTS,
    day_start: str = "04:00",
    place: Sunlit | None = None,
    **parts: Any,
) -> Plan:
    """The plan of these rules.

    Args:
        now, treated: Clock times in `zone`.
        versions, zones: What came later, each with the clock time in `zone` from which on.
        parts: Of the checklist.
    """
    began = local(treated, zone)
    first = VersionFrom(began, checklist(*rules, **parts))
    later = [VersionFrom(local(since, zone), version) for since, version in versions]
    moves = [ZoneFrom(local(since, zone), where) for since, where in zones]
    circumstances = Circumstances(
        began, (first, *later), (ZoneFrom(began, zone), *moves), tuple(answers), tuple(reports)
    )
    return Plan(circumstances, Times(minutes(day_start), slots, place), local(now, zone))


def slots_of(day: Day, rule: str = "") -> dict[str, str]:
    """The items of a day, or of one rule: from `rule/slot` or the slot to the clock time due in Berlin."""
    return {
        item.slot if rule else f"{item.rule.id}/{item.slot}": due_of(item)
        for item in day.items
        if not rule or item.rule.id == rule
    }


def due_of(item: Item) -> str:
    """The clock time in Berlin, or `any time`."""
    return "any time" if item.due is None else f"{item.due.astimezone(ZoneInfo(BERLIN)):%H:%M}"


def on(day: Day) -> list[str]:
    """The ids of the rules that make items, or may, once each."""
    return list(dict.fromkeys([item.rule.id for item in day.items] + [each.rule.id for each in day.counted]))


def left_alone(day: Day) -> dict[str, Avoid]:
    """What is left alone or comes back, by the rule's id."""
    return {each.rule.id: each for each in day.avoids}


def day_of(made: Plan, number: int) -> tuple[list[str], list[str], list[str]]:
    """What a day has to do, leaves alone and expects, by id; what is counted from ticks with its window."""
    day = made.day(number)
    found = list(slots_of(day))
    for counted in day.counted:
        ends = [
            f"{each.astimezone(ZoneInfo(BERLIN)):%H:%M}" for each in (counted.first, counted.last) if each
        ]
        found.append(" ".join([counted.rule.id, "-".join(ends)]).strip())
    return found, [each.rule.id for each in day.avoids], [rule.id for rule in day.expects]
