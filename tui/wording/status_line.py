"""The status line: one sentence or two on what to do now, and nothing that blames."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from checklists.rules.rule import SUNSET, At, Rule
from tui.recovery.course import PrepareRule
from tui.recovery.state import AvoidState, DayState, ItemState, Section
from tui.text.humanize import capital, clock, day_month, listed, near_date, short_date, things

_SHORT_THEN = 4
"""Words of an advice that still fit behind "is back tomorrow"."""


def status_line(state: DayState) -> str:
    """The sentence for the day shown, under 12 words where it can be."""
    if state.finished:
        return "That is the whole plan."
    if not state.is_today:
        away = "Looking ahead to" if state.number > state.today else "Looking back at"
        return f"{away} {short_date(state.date)}. t goes back to today."
    if state.recovery.treated > state.now:
        treated = state.recovery.treated.astimezone(state.now.tzinfo)
        when = near_date(treated.date(), state.now.date())
        return f"The plan begins with the treatment, {when} at {clock(treated)}."
    return " ".join(part for part in (_night(state), _now(state), _left_over(state)) if part)


def _now(state: DayState) -> str:
    if state.number == 0:
        return _first_day(state)
    due, later, ahead = len(state.due), state.next_due, _timed_open(state)
    if due and _left_over(state):
        return f"{things(due)} now."
    back = _back_today(state)
    if due == 1 and len(ahead) == 1 and not _was_answered(state):
        return f"{capital(ahead[0].item.rule.short)}, and that is all for today."
    if due:
        if back:
            return f"{things(due)} now. {back}"
        slot = state.next_slot
        return f"{things(due)} now, then nothing until {clock(slot)}." if slot else f"{things(due)} now."
    if later:
        return _until(later, state, back)
    ready = sum(item.open and isinstance(item.item.rule, PrepareRule) for item in state.items)
    answered = _was_answered(state)
    if ready and (not answered or (state.next is not None and state.next.day == state.date)):
        return f"{capital(things(ready))} for the next session, at any time."
    if answered:
        return f"All done for today. {_back_tomorrow(state)}".rstrip()
    return f"Nothing to do today. {back}".rstrip()


def _until(later: datetime, state: DayState, back: str = "") -> str:
    # Beside a ticked warning nothing soothes.
    rest = back or ("Leave your skin be." if state.reassures else "")
    return f"Nothing to do until {clock(later)}. {rest}".rstrip()


def _first_day(state: DayState) -> str:
    """On the day of the treatment: what helps, of what that day itself has."""
    due, later = state.due, state.next_due
    words = {word for each in state.items for word in each.item.rule.title.casefold().split()}
    cool = ["cool it"] if "cool" in words else []
    head = ["sleep with your head up"] if "head" in words else []
    helps = capital(", and ".join([*cool, *head]))
    if due and not all(item.item.rule.check_in for item in due):
        return f"{capital(things(len(due)))} now. {helps}.".removesuffix(" .")
    if due:
        return f"Home and sore. {capital(', '.join([*cool, 'check in', *head]))}."
    if later:
        return f"Home and sore. Cool it. Nothing else until {clock(later)}." if cool else _until(later, state)
    return f"Home and sore. {helps or 'Leave your skin be'}."


def _night(state: DayState) -> str:
    """Between midnight and the day's start it is still the day before."""
    if state.now.date() > state.date:
        return f"Still day {state.number} until {clock(state.ends)}."
    return ""


def _left_over(state: DayState) -> str:
    waiting = [item for item in state.yesterday if item.open]
    if not waiting:
        return ""
    evening = all(item.item.slot in ("evening", "bedtime") for item in waiting)
    when = "last night" if evening else "yesterday"
    return f"{things(len(waiting))} from {when} {'is' if len(waiting) == 1 else 'are'} still open."


def _timed_open(state: DayState) -> list[ItemState]:
    return [item for item in state.items if item.open and item.due is not None]


def _was_answered(state: DayState) -> bool:
    return any(item.due is not None and not item.open for item in state.items)


def _back_today(state: DayState) -> str:
    """What may come back today."""
    back = _shorts(
        avoid
        for avoid in state.avoids
        if avoid.returns and not avoid.avoid.on and not asked_by_session(avoid, state, state.date)
    )
    return f"{capital(listed(back))} may come back today." if back else ""


def _back_tomorrow(state: DayState) -> str:
    """What comes back tomorrow, and how to begin if that takes a word or two."""
    tomorrow = [
        avoid
        for avoid in state.avoids
        if avoid.returns
        and avoid.avoid.until
        and (avoid.avoid.until - state.date).days == 1
        and not asked_by_session(avoid, state, avoid.avoid.until)
    ]
    if not tomorrow:
        return ""
    verb = "may be" if any(avoid.if_calm for avoid in tomorrow) else "is" if len(tomorrow) == 1 else "are"
    return f"{capital(listed(_shorts(tomorrow)))} {verb} back tomorrow{_beginning(tomorrow)}."


def _beginning(avoids: list[AvoidState]) -> str:
    first = avoids[0].avoid.rule.then.split(".")[0]
    fits = len(avoids) == 1 and len(first.split()) <= _SHORT_THEN
    return f"; {first[:1].lower()}{first[1:]}" if fits and first else ""


def _shorts(avoids: Iterable[AvoidState]) -> list[str]:
    return [avoid.avoid.rule.short for avoid in avoids]


def folded(section: Section) -> str:
    """What a folded section says of itself: `check-in · wash`, `4 done`, `0 done, 1 skipped`."""
    if section.open:
        return " · ".join(dict.fromkeys(state.item.rule.short for state in section.open))
    skipped = section.skipped()
    done = f"{section.done()} done"
    return f"{done}, {skipped} skipped" if skipped else done


def heading(section: Section, state: DayState) -> str:
    """What stands at the right of a section's heading: `late, since 08:00`, `now`, `13:00` or nothing."""
    if section.due is None or not section.open or state.finished:
        return ""
    late = section.late_since(state.now) if state.is_today else None
    if late is not None:
        return f"late, since {clock(late)}"
    if state.is_today and any(item.is_due(state.now) for item in section.items):
        return "now"
    return clock(section.due)


def missed_advice(rule: Rule, day_over: bool = False) -> str:
    """What to do about one that was missed, as its `if_missed` says.

    Args:
        rule: Whose item was missed.
        day_over: Whether the item's day has ended: then nothing is left to do now.
    """
    if isinstance(rule.if_missed, At):
        return "Let it go." if day_over else f"Worth doing until {_slot_words(rule.if_missed)}."
    if rule.if_missed == "next":
        return "Leave it, and do the next one."
    return "Do it now." if rule.if_missed == "now" and not day_over else "Let it go."


def _slot_words(at: At) -> str:
    """`18:00`, `sunset`, `bedtime`."""
    clocked = at.clock is not None and at.name != SUNSET
    return f"{at.clock // 60:02}:{at.clock % 60:02}" if clocked and at.clock is not None else at.name


def asked_by_session(avoid: AvoidState, state: DayState, back: date) -> bool:
    """Whether the next session asks to leave the same alone on the day something comes back.

    They are the same where a word of their short names is: `peels, facials` and `peels`.
    """
    words = _words(avoid)
    return any(
        other.last is not None and other.last >= back and words & _words(other) for other in state.avoids
    )


def _words(avoid: AvoidState) -> set[str]:
    return set(re.findall(r"\w+", avoid.avoid.rule.short.casefold()))


def session_first(state: DayState, back: date) -> str:
    """A word on what is left alone for the next session, where something else comes back before it."""
    left = any(avoid.last is not None and avoid.last >= back for avoid in state.avoids)
    return "What the next session asks you to leave alone comes first." if left else ""


def lift_words(avoid: AvoidState, state: DayState) -> str:
    """When something comes back: `tomorrow`, `Fri 27`, `18 Dec`, `20:00`, `when calm`, `always`.

    What makes ready for a session is left alone `to 18 Dec`, and not back from then on.
    """
    if avoid.last is not None:
        return f"to {day_month(avoid.last)}"
    if avoid.avoid.lifts is not None and avoid.avoid.on:
        lifts = avoid.avoid.lifts.astimezone(state.now.tzinfo)
        return clock(lifts) if lifts < state.ends else near_date(lifts.date(), state.date)
    if not avoid.returns:
        return "always"
    if not avoid.avoid.on:
        return "today" if state.is_today else "back"
    if avoid.avoid.until is None:
        return "when calm" if avoid.avoid.held else "always"
    return near_date(avoid.avoid.until, state.date)
