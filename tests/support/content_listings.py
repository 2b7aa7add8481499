"""The stored listings of the shipped checklists: what their rules say, and what their days come to.

`python -m tests.support.content_listings` writes them anew into `tests/content`; `git diff` then shows
what changed for a person, rule by rule and day by day.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checklists.plan.circumstances import ReportFrom
from checklists.plan.day import Avoid, Day
from checklists.plan.plan import Plan
from checklists.rules.checklist import Call
from tests.support.content import EACH, FOLDER, Answers, Shipped, kind, whom, written

LISTED = (0, 1, 3, 7, 10, 14, 28)
"""The days of the stored listings."""
LISTED_FROM = datetime(2026, 11, 22, 16, tzinfo=UTC)
"""A Sunday, so that what is weekly falls on days that are listed."""
MILD = {
    "picosure-face": {"strength": "light"},
    "picosure-tattoo": {},
    "picoplus": {"kind": "toning"},
    "ipl-face": {},
    "picosecond": {"place": "face"},
}
"""The mildest answers where that is not "none of these" or "no"."""
SIDES = {
    "strictest": "Nothing answered, every sign at its highest.",
    "mildest": "None of these, or the mildest; every sign at its lowest.",
}


_SAID = ("from", "every", "on", "at", "once", "once_lifted", "silences")
"""What else a rule says of its days, as it stands in a listing."""


def stored(checklist: Shipped, what: str) -> Path:
    """Where a listing is stored: of one of SIDES, or of the `rules`."""
    return FOLDER / f"{checklist.id}-{what}.txt"


def listing(checklist: Shipped, side: str) -> str:
    """What the days of LISTED hold, as it is stored."""
    plan = planned(checklist, side)
    lines = [f"{plan.checklist.title}: the {side} answers", f"{SIDES[side]} Treated on a Sunday at 16:00."]
    for number in LISTED:
        lines += ["", *_day_lines(plan, plan.day(number))]
    return "\n".join([*lines, ""])


def rule_listing(checklist: Shipped) -> str:
    """Every rule with its days, its times, for whom it is and what holds it; then what is normal."""
    lines = [f"{checklist.checklist.title}: the rules"]
    for rule in checklist.rules:
        lasts = f"first {rule['lasts']}" if "lasts" in rule else ""
        parts = [lasts or written(rule["days"])]
        parts += [f"{key} {_said(rule[key])}" for key in _SAID if key in rule]
        parts += [f"held by {_said(rule['while'])}"] if "while" in rule else []
        lines.append(f"{rule['id']}: {kind(rule)}, {', '.join(parts)}; {whom(rule)}; {rule['agreement']}")
    lines += ["", "What is normal"]
    for normal in checklist.data["normal"]:
        lines.append(f"{written(normal['days'])}; {whom(normal)}: {normal['usual']} / {normal['not_usual']}")
    return "\n".join([*lines, ""])


def planned(checklist: Shipped, side: str) -> Plan:
    """The plan of a stored listing: one of SIDES."""
    strict, moment = side == "strictest", LISTED_FROM + timedelta(hours=1)
    signs = [sign for sign in checklist.checklist.signs if strict or sign.until is None]
    reports = [ReportFrom(moment, sign.id, sign.top if strict else 0) for sign in signs]
    return checklist.plan({} if strict else _mildest(checklist), reports, LISTED_FROM)


def _mildest(checklist: Shipped) -> Answers:
    answers: dict[str, Iterable[str]] = {}
    for question in checklist.checklist.questions:
        mild = MILD[checklist.id].get(question.id, "no")
        answers[question.id] = () if question.many else (mild,)
    return answers


def _said(value: object) -> str:
    return " ".join(str(part) for part in value) if isinstance(value, list) else str(value)


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
    if avoid.unsure and not avoid.on:
        return "back if"
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
    for checklist in EACH:
        stored(checklist, "rules").write_text(rule_listing(checklist), encoding="utf-8")
        for side in SIDES:
            stored(checklist, side).write_text(listing(checklist, side), encoding="utf-8")


if __name__ == "__main__":
    main()
