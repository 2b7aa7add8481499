"""The status line: one sentence or two on what to do now, and nothing that blames."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from checklists.rules.rule import SUNSET, At
from tui.recovery.state import AvoidState, DayState, ItemState, Section, SignTest, Timing, clock_day
from tui.text.humanize import capital, clock, dated, day_month, listed, near_date, short_date, things
from tui.wording.signs import hold_words, none_words

TIME_NOT_SAID = "time not said"
"""Stands where a time would, of what was told once its day was over."""

COMMAND_CALL = "afterglow call"
"""What leads to When to call, outside of the app."""
_NAMED = 2
"""How many things are named in a sentence; more are counted."""


def status_line(state: DayState, others: Sequence[DayState] = (), call: str = "c") -> str:
    """The sentence for the day shown, under 12 words where it can be.

    Args:
        others: The same day of the other recoveries that run: what it says is true of them too.
        call: What leads to When to call: a key, or a command.
    """
    if not state.is_today:
        away = "Looking ahead to" if state.number > state.today else "Looking back at"
        return f"{away} {short_date(state.date)}."
    if state.finished:
        return " ".join(["That is the whole plan.", *_elsewhere(others)])
    if state.recovery.treated > state.now:
        treated = state.recovery.treated.astimezone(state.now.tzinfo)
        day, today = treated.date(), state.now.date()
        when = near_date(day, today) if (day - today).days <= _WEEK else dated(day, today)
        sentence = f"Treatment {when} at {clock(treated)}. The plan begins with it."
        return " ".join([sentence, *_elsewhere(others)])
    return " ".join(part for part in (_night(state), _away(state), _now(state, others, call)) if part)


def _now(state: DayState, others: Sequence[DayState], call: str) -> str:
    if _is_night(state) and all(
        each.starts and state.bedtime and each.starts < state.bedtime for each in state.due
    ):
        return _good_night(state, others, call)
    if state.number == 0:
        return _first_day(state, others)
    back = _back_today(state)
    if state.due:
        return _due(state, others, back)
    return _nothing_due(state, others, back)


def _due(state: DayState, others: Sequence[DayState], back: str) -> str:
    """`Now: check-in. Wash and moisturise at 21:00.`, `3 things now, then nothing until 13:00.`"""
    elsewhere, shorts = list(_elsewhere(others)), _named(state.due)
    if len(state.due) > _NAMED:
        following = _next_due(state, others)
        then = f", then nothing until {clock(following)}" if following and not (back or elsewhere) else ""
        return " ".join([f"{things(len(state.due))} now{then}.", *elsewhere, *([back] if back else [])])
    ahead = next(_coming(state, others), "")
    rest = elsewhere or ([back] if back else [ahead] if ahead else [])
    only = not rest and not state.any_time and not state.passed and not _is_night(state)
    if only and not _was_answered(state):
        return f"{capital(listed(shorts))}, and that is all for today."
    return " ".join([f"Now: {listed(shorts)}.", *rest])


def _nothing_due(state: DayState, others: Sequence[DayState], back: str) -> str:
    elsewhere, following = list(_elsewhere(others)), _next_due(state, others)
    waits = _any_time(state)
    if elsewhere:
        return " ".join(["Nothing here now.", *elsewhere])
    if following is not None:
        if waits:
            return f"{waits} Next at {clock(following)}."
        # Beside a ticked warning nothing soothes.
        rest = back or ("Leave it be." if state.beside(others).reassures else "")
        return f"Nothing to do until {clock(following)}. {rest}".rstrip()
    if state.passed or any(other.passed for other in others):
        passed = len(state.passed) + sum(len(other.passed) for other in others)
        return " ".join(part for part in (f"Nothing more today. {passed} passed.", waits) if part)
    if waits:
        done = ["All that has a time is done."] if _was_answered(state) else []
        return " ".join([*done, waits, *([back] if back else [])])
    if _was_answered(state):
        return f"All done. {_place(state)}"
    return f"Nothing to do today. {back}".rstrip()


def _good_night(state: DayState, others: Sequence[DayState], call: str) -> str:
    """The sentence once bedtime has passed: what outlasts it does not wake anybody."""
    morning = _next_due(state, others) or min(
        (each.due for one in (state, *others) for each in one.tomorrow), default=None
    )
    shorts, elsewhere = _named(state.due), list(_elsewhere(others))
    if shorts:
        named = listed(shorts) if len(state.due) <= _NAMED else things(len(state.due))
        parts = [f"If you are awake: {named}.", *elsewhere]
    elif elsewhere:
        parts = ["Nothing here now.", *elsewhere]
    else:
        parts = ["Nothing now." if not state.any_time else "Nothing due now."]
    parts += [f"Next at {clock(morning)}."] if morning is not None else []
    parts += [f"Pain or worry: {call}."] if 0 <= state.number <= _SORE else []
    return " ".join(parts)


_SORE = 2
"""The last day, inclusive, whose night's sentence names whom to turn to."""


def _first_day(state: DayState, others: Sequence[DayState]) -> str:
    """On the day of the treatment: what helps, of what that day itself has."""
    due, following = state.due, _next_due(state, others)
    elsewhere = list(_elsewhere(others))
    words = {word for each in state.items for word in each.item.rule.title.casefold().split()}
    cool = ["cool it"] if "cool" in words else []
    head = ["sleep with your head up"] if "head" in words else []
    helps = capital(", and ".join([*cool, *head]))
    if due and not all(item.item.rule.check_in for item in due):
        return " ".join([f"{things(len(due))} now.", *([f"{helps}."] if helps else []), *elsewhere])
    if due:
        return " ".join([f"Home and sore. {capital(', '.join([*cool, 'check in', *head]))}.", *elsewhere])
    if elsewhere or state.any_time:
        # Not "nothing else": what has no time is still there.
        ahead = [f"Next at {clock(following)}."] if following is not None else [f"{helps}."] if helps else []
        return " ".join(
            ["Home and sore.", *(["Cool it."] if cool and following else []), *(elsewhere or ahead)]
        )
    if following is not None:
        cooled = f"Home and sore. Cool it. Nothing else until {clock(following)}."
        return cooled if cool else _nothing_due(state, others, "")
    return f"Home and sore. {helps or 'Leave it be'}."


def _night(state: DayState) -> str:
    """Between midnight and the day's start it is still the day before."""
    if state.now.date() > state.date:
        return f"Still day {state.number} until {clock(state.ends)}."
    return ""


def _is_night(state: DayState) -> bool:
    return state.bedtime is not None and state.now >= state.bedtime


def _away(state: DayState) -> str:
    """A word for somebody who was not here for days: there is nothing to make up for."""
    owed = state.asks is not None or any(one.open and one.item.rule.once for one in state.items)
    return f"Back after {state.away} days. Nothing to catch up." if state.away and not owed else ""


def _place(state: DayState) -> str:
    """`Day 4 of 6, Rapid recovery.`"""
    phase = state.phase
    if phase is None:
        return f"Day {state.number}."
    of = f" of {phase.span.last}" if phase.span.last and phase.span.last > state.number else ""
    return f"Day {state.number}{of}, {phase.title}."


def ahead_line(state: DayState, others: Sequence[DayState] = ()) -> str:
    """What comes once nothing more does today: `Tomorrow: wash 08:00. Friday: make-up may come back.`"""
    if not state.is_today or state.finished or state.due or state.later or _next_due(state, others):
        return ""
    parts, returning = [], () if state.may_call else state.returning
    if state.tomorrow:
        shorts = _few(list(dict.fromkeys(each.short for each in state.tomorrow)))
        parts.append(f"{shorts} {clock(state.tomorrow[0].due)}")
    back = [each for each in returning if (each.day - state.date).days == 1]
    # What is asked for by a session, or held by a sign, may come back; nothing is promised.
    parts += [f"{_few(list(each.shorts))} may come back{f' {IF_CALM}' * each.if_calm}" for each in back]
    sentences = [f"Tomorrow: {', '.join(parts)}."] if parts else []
    after = next((each for each in returning if each not in back), None)
    if after is not None:
        day = f"{after.day:%A}" if (after.day - state.date).days < _WEEK else short_date(after.day)
        calm = f" {IF_CALM}" * after.if_calm
        sentences.append(f"{day}: {_few(list(after.shorts))} may come back{calm}.")
    return " ".join(sentences)


_WEEK = 7


def passed_words(state: DayState) -> list[str]:
    """What passed today, by short names, each once: `wash`, `moisturise x2`."""
    counts = Counter(item.item.rule.short for item in state.passed)
    return [f"{short} x{count}" if count > 1 else short for short, count in counts.items()]


def _few(shorts: list[str]) -> str:
    if len(shorts) > _NAMED:
        shorts = [*shorts[: _NAMED - 1], f"{len(shorts) - _NAMED + 1} more"]
    return listed(shorts)


def _elsewhere(others: Sequence[DayState]) -> Iterator[str]:
    """What is to be done now in the other recoveries."""
    for other in others:
        if other.due:
            yield f"{other.recovery.title}: {things(len(other.due))} now."


def _next_due(state: DayState, others: Sequence[DayState]) -> datetime | None:
    """When something is next to be done, in whichever recovery."""
    return min((due for one in (state, *others) if (due := one.next_due) is not None), default=None)


def _coming(state: DayState, others: Sequence[DayState]) -> Iterator[str]:
    """`Wash and moisturise at 21:00.`; of another recovery, that it is."""
    following = _next_due(state, others)
    for one in (state, *others):
        if following is not None and one.next_due == following:
            shorts = _named([each for each in one.later if each.starts == following])
            named = listed(shorts) if len(shorts) <= _NAMED else things(len(shorts))
            whose = "" if one is state else f"{one.recovery.title}: "
            yield f"{whose}{named if whose else capital(named)} at {clock(following)}."


def _any_time(state: DayState) -> str:
    """What is open and has no time: `At any time: shower.`"""
    shorts = _named(state.any_time)
    if not shorts:
        return ""
    return f"At any time: {listed(shorts) if len(shorts) <= _NAMED else things(len(shorts))}."


def _named(items: Iterable[ItemState]) -> list[str]:
    return list(dict.fromkeys(item.item.rule.short for item in items))


def _was_answered(state: DayState) -> bool:
    return any(item.due is not None and not item.open for item in state.items)


def _back_today(state: DayState) -> str:
    """What may come back today; nothing beside what is or may be a reason to call."""
    if state.may_call:
        return ""
    back = [
        avoid
        for avoid in state.avoids
        if avoid.returns
        and avoid.avoid.rule.last_day != 0
        and avoid.avoid.returns_on(state.date)
        and not asked_by_session(avoid, state, state.date)
    ]
    # Without a comma: a line that is too long is cut at one.
    calm = f" {IF_CALM}" if any(avoid.unsure for avoid in back) else ""
    return f"{capital(listed(_shorts(back)))} may come back today{calm}." if back else ""


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
    if state.is_today and any(item.is_now(state.now) for item in section.items):
        return "now"
    later = [item.starts for item in section.open if item.starts is not None and item.starts > state.now]
    return clock(min(later, default=section.due))


def sun_words(state: DayState, *, why: bool = True) -> str:
    """`Strong sun 10:28 to 15:37: your shadow is shorter than you.`; nothing where it is not, or not known.

    That it is not strong is never said: it would reassure.
    """
    if state.strong_sun is None:
        return ""
    hours = f"Strong sun {clock(state.strong_sun[0])} to {clock(state.strong_sun[1])}"
    return f"{hours}: your shadow is shorter than you." if why else f"{hours}."


def missed_advice(item: ItemState, now: datetime, day_over: bool = False) -> str:
    """What to do about one that was missed, as its `if_missed` says.

    Args:
        now: In the person's zone.
        day_over: Whether the item's day has ended: then nothing is left to do now.
    """
    missed, when = item.item.rule.if_missed, item.when(now)
    if missed == "next" and (day_over or when is not Timing.NOW):
        return "Leave it, and do the next one."
    if day_over or when is Timing.PASSED:
        return "Let it go."
    if item.passes is not None and when is Timing.NOW:
        return f"Do it now, until {clock(item.passes)}."
    if isinstance(missed, At):
        return f"Worth doing until {_slot_words(missed)}."
    return "Let it go." if missed == "drop" else "Do it now."


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


def condition_words(avoid: AvoidState) -> str:
    """What decides whether something is back: `while crusts`, `if no crusts or open skin`; or nothing."""
    if avoid.held:
        return hold_words(avoid.held)
    return return_words(avoid.unsure) if avoid.returns else ""


def return_words(tests: Iterable[SignTest]) -> str:
    """What a return hangs on: `if no crusts or open skin`, `once stitches out`; of nothing, nothing."""
    tests = list(tests)
    events = [sign.noun for _, sign in tests if sign.event]
    reports = [each for each in tests if not each[1].event]
    parts = [f"if {none_words(reports)}"] if reports else []
    return ", and ".join([*parts, *([f"once {listed(events)}"] if events else [])])


IF_CALM = "if calm"
"""Stands beside each return that hangs on the same reports, which are then named once."""

CHECK_IN_DECIDES = "the check-in decides"


def calm_condition(conditions: Iterable[str]) -> str:
    """The one of `condition_words` that stands oftenest, where it can be said once as `calm`; or nothing."""
    sayable = (each for each in conditions if each.startswith("if ") and ", and once " not in each)
    return next((each for each, _ in Counter(sayable).most_common(1)), "")


def calm_words(condition: str) -> str:
    """What `if calm` means: `calm: no crusts, blisters or open skin`."""
    return f"calm: {condition.removeprefix('if ')}"


REASON_TO_CALL = "You have a reason to call: ask about this first."
"""Stands with what is back while a published line stands."""
MAY_CALL = "You may have a reason to call: ask about this first."
"""The same while what was reported is more than usual, or may fit a line."""


ASK_FIRST = "ask about this first"
"""The same beside the names of what comes back, where there is no room for a sentence."""


def call_first(state: DayState) -> str:
    """What comes before anything that is back, on whichever day; empty where nothing is a reason to call."""
    return REASON_TO_CALL if state.standing else MAY_CALL if state.may_call else ""


def what_comes_first(state: DayState, back: date) -> str:
    """What comes before something that is back: what is or may be a reason to call, or the next session."""
    if first := call_first(state):
        return first
    left = any(avoid.last is not None and avoid.last >= back for avoid in state.avoids)
    return "What the next session asks you to leave alone comes first." if left else ""


def lift_words(avoid: AvoidState, state: DayState) -> str:
    """When something comes back: `tomorrow`, `Fri 27`, `18 Dec`, `20:00`, `held`, `no date`.

    What makes ready for a session, or has no word for its return, is left alone `to 18 Dec`.
    """
    if avoid.last is not None:
        return f"to {day_month(avoid.last)}"
    if avoid.avoid.lifts is not None and avoid.avoid.on:
        lifts = avoid.avoid.lifts.astimezone(state.now.tzinfo)
        return clock(lifts) if lifts < state.ends else near_date(lifts.date(), clock_day(state))
    if not avoid.returns:
        last = avoid.last_quiet
        return "held" if avoid.held else f"to {day_month(last)}" if last else "no date"
    if not avoid.avoid.on:
        return "today" if state.is_today and avoid.avoid.returns_on(state.date) else "back"
    if avoid.avoid.until is None:
        return "held" if avoid.avoid.held else "no date"
    return near_date(avoid.avoid.until, clock_day(state))
