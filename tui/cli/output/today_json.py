"""A day as JSON. Keys may be added, but never taken away or given another meaning."""

from datetime import datetime
from typing import Any

from checklists.rules.checklist import Sign
from checklists.rules.rule import Rule
from tui.cli.output.safety import report_json
from tui.recovery.clinic_dates import ClinicRule
from tui.recovery.state import AvoidState, DayState, ItemState, SignState
from tui.recovery.words import format_report
from tui.wording.signs import match_text
from tui.wording.status_line import call_first


def today_json(state: DayState, signs: tuple[Sign, ...]) -> dict[str, Any]:
    """The whole day.

    Args:
        state: The day.
        signs: Every sign of the checklist, to put conditions in words.
    """
    progress = state.progress
    top = {sign.id: sign.top for sign in signs}
    return {
        "recovery": state.recovery.id,
        "checklist": state.checklist,
        "title": state.recovery.title,
        "day": state.number,
        "date": state.date.isoformat(),
        "phase": state.phase.id if state.phase else None,
        "progress": {"done": progress.done, "due_so_far": progress.due, "planned": progress.planned},
        "items": [
            _item(item, state.now)
            for item in sorted(
                state.tasks, key=lambda one: not state.number and bool(one.item.rule.as_needed)
            )
        ],
        "ask_first": call_first(state) or None,
        "avoid": [_avoid(avoid, state, top) for avoid in state.avoids],
        "normal": _normal(state),
        "expect": [{"rule": rule.id, "title": rule.title, **_clinic(rule)} for rule in state.expected],
        "signs": [_sign(each) for each in state.signs],
        "warnings": [
            {
                "id": each.warning.id,
                "if": each.warning.condition,
                "call": each.warning.call.value,
                **({"meanwhile": each.warning.meanwhile} if each.warning.meanwhile else {}),
            }
            for each in state.warnings
        ],
        "next": _next(state),
        "strong_sun": _strong_sun(state),
    }


def _strong_sun(state: DayState) -> dict[str, str] | None:
    """From when to when the sun stands high; null is not, or no place is set."""
    if state.strong_sun is None:
        return None
    begins, ends = (each.isoformat(timespec="seconds") for each in state.strong_sun)
    return {"from": begins, "until": ends}


def _next(state: DayState) -> dict[str, Any] | None:
    """The booked session; `days` from the day shown to it."""
    if state.next is None:
        return None
    days = (state.next.day - state.date).days
    return {"date": state.next.day.isoformat(), "time": state.next.time or None, "days": days}


def _item(state: ItemState, now: datetime) -> dict[str, Any]:
    rule = state.item.rule
    return {
        "key": state.item.key,
        "rule": rule.id,
        "kind": rule.kind.value,
        "slot": state.item.slot,
        "title": rule.title,
        "short": rule.short,
        "due": _instant(state.due),
        "state": state.state.value,
        "when": state.when(now).value,
        "at": _instant(state.at),
        "note": state.note or state.reason or None,
        "reason": state.reason or None,
        **_clinic(rule),
    }


def _avoid(avoid: AvoidState, state: DayState, top: dict[str, int]) -> dict[str, Any]:
    rule, until, lifts = avoid.avoid.rule, avoid.avoid.until, avoid.avoid.lifts
    status = "if" if avoid.conditional else "kept" if avoid.avoid.on else "back"
    status = "slipped" if avoid.slipped else status
    return {
        "rule": rule.id,
        "title": rule.title,
        "short": rule.short,
        "until": until.isoformat() if until else None,
        "lifts": _instant(lifts.astimezone(state.now.tzinfo)) if lifts else None,
        "while": [match_text(test, top.get(test.subject, 1)) for test in rule.held_by],
        "state": status,
        **_clinic(rule),
    }


def _clinic(rule: Rule) -> dict[str, bool]:
    """Whether its days or times are the clinic's. The key is there only where they are."""
    return {"clinic": True} if isinstance(rule, ClinicRule) else {}


def _normal(state: DayState) -> dict[str, Any] | None:
    """Nothing is called usual beside a published line that stands."""
    if state.normal is None:
        return None
    usual = state.normal.usual if state.reassures else None
    return {"usual": usual, "not_usual": state.normal.not_usual}


def _sign(each: SignState) -> dict[str, Any]:
    return {
        "id": each.sign.id,
        "ask": each.sign.ask,
        "value": each.value,
        "said": None if each.value is None else format_report(each.sign, each.value),
        "usual": list(each.usual) if each.usual else None,
        "above_usual": each.above_usual,
        "lasts": report_json(each.before) if each.lasts and each.before else None,
    }


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="seconds") if instant else None
