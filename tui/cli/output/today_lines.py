"""A day as plain lines, to be read at any width or aloud. Drawn from DayState alone."""

from collections.abc import Iterator, Sequence

from checklists.rules.rule import Rule
from tui.cli.pick import item_name
from tui.recovery.clinic_dates import ClinicRule
from tui.recovery.course import booking_sentence
from tui.recovery.state import AvoidState, DayState, ItemState, Section, State, clock_day
from tui.recovery.words import format_report
from tui.text.cells import columns
from tui.text.humanize import clock, listed, long_date, near_date, short_date
from tui.wording.calling import report_to_mind_words, standing_by_heading, standing_words
from tui.wording.hourly import as_needed_words, current, hourly_words, is_hourly
from tui.wording.signs import hold_words
from tui.wording.status_line import (
    CHECK_IN_DECIDES,
    COMMAND_CALL,
    IF_CALM,
    TIME_NOT_SAID,
    ahead_line,
    call_first,
    calm_condition,
    calm_words,
    condition_words,
    heading,
    missed_advice,
    status_line,
    sun_words,
    what_comes_first,
)

_MARKS = {State.OPEN: "[ ]", State.MISSED: "[ ]", State.DONE: "[x]", State.SKIPPED: "[-]"}
_SLIPPED = "[!]"
_APART = 30 * 60
"""Seconds by which a row's time must differ from its heading's to stand in the row."""


def today_lines(state: DayState, others: Sequence[DayState] = ()) -> Iterator[str]:
    """The whole day.

    Args:
        state: The day.
        others: The day it is of the other recoveries that run.
    """
    yield from _header(state, others)
    for part in (
        *([_goes_on(state)] if state.finished else (_section(section, state) for section in state.sections)),
        _passed(state),
        _yesterday(state),
        _leave_alone(state),
        _back(state),
        _question(state),
        _reports(state),
        _notes(state),
        _gone(state),
        _normal(state),
        _sun(state),
        _next(state),
        _after(state),
    ):
        lines = list(part)
        if lines:
            yield ""
            yield from lines
    yield ""
    yield _call(state)


def _header(state: DayState, others: Sequence[DayState]) -> Iterator[str]:
    day = f"Day {state.number}  {long_date(state.date)} {state.date.year}"
    if state.number < 0:
        day = f"Before day 0  {long_date(state.date)} {state.date.year}"
    phase = "Your plan is finished" if state.finished else state.phase.title if state.phase else ""
    progress = f"    {state.progress}" if str(state.progress) and not state.finished else ""
    session = f"session {state.recovery.session}" if state.recovery.session > 1 else ""
    yield f"{' - '.join(filter(None, (day, session, phase)))}{progress}"
    if others:
        yield f"{state.recovery.title} ({state.recovery.id})"
    yield _now(state, others)
    yield from filter(None, [ahead_line(state, others)])
    if state.out_until is not None:
        yield f"You said you are out, until {clock(state.out_until)}."


def _now(state: DayState, others: Sequence[DayState]) -> str:
    if state.number < 0:
        treated = state.recovery.treated.astimezone(state.now.tzinfo)
        day = f"{long_date(treated.date())}{'' if treated.year == state.date.year else f' {treated.year}'}"
        return f"The plan begins with the treatment, on {day} at {clock(treated)}."
    if state.is_today:
        return f"{clock(state.now)}  {status_line(state, others, COMMAND_CALL)}"
    away = "ahead to" if state.number > state.today else "back at"
    return f"Looking {away} {short_date(state.date)}. It is day {state.today} now."


def _yesterday(state: DayState) -> Iterator[str]:
    if state.yesterday and not state.finished:
        yield f"From yesterday, {short_date(state.yesterday[0].item.date)}"
        rows = []
        for item, times in _once_each(state.yesterday):
            advice = missed_advice(item, state.now, day_over=True) if item.open else _aside(item, None)
            rows.append((f"{_MARKS[item.state]} {item.item.key}", f"{item.item.rule.title}{times}", advice))
        yield from columns(rows)


def _passed(state: DayState) -> Iterator[str]:
    """What lost its moment today. Nothing asks for it, and it may still be ticked."""
    if state.passed and not state.finished:
        yield "Passed today"
        rows = []
        for item, times in _once_each(state.passed):
            title, advice = f"{item.item.rule.title}{times}", missed_advice(item, state.now)
            rows.append((f"{_MARKS[item.state]} {item_name(item.item)}", title, advice))
        yield from columns(rows)


def _once_each(items: Sequence[ItemState]) -> Iterator[tuple[ItemState, str]]:
    """Each item, and of what comes again every few hours and is open the last alone, with `, 3 times`."""
    hourly = [item for item in items if item.item.rule.interval is not None and item.open]
    last = {item.item.rule.id: item for item in hourly}
    for item in items:
        if item not in hourly:
            yield item, ""
        elif last[item.item.rule.id] is item:
            times = sum(each.item.rule.id == item.item.rule.id for each in hourly)
            yield item, f", {times} times" if times > 1 else ""


def _section(section: Section, state: DayState) -> Iterator[str]:
    if is_hourly(section):
        item = current(section.items, state)
        name, words = f"{_MARKS[item.state]} {item_name(item.item)}", hourly_words(section, state)
        note = f"; {aside}" if (aside := _aside(item, section)) else ""
        yield from columns([(name, item.item.rule.title, f"{words}{note}")])
        return
    word = heading(section, state)
    yield f"{section.title}    {word}".rstrip()
    yield from columns(_row(f"{_MARKS[item.state]} ", item, section) for item in section.items)


def _goes_on(state: DayState) -> Iterator[str]:
    """What the file says of the days after the plan. None of it waits to be ticked."""
    items = [item for item in state.items if not item.item.rule.once]
    if items:
        yield "What goes on"
        yield from columns(
            _row("    " if each.open else f"{_MARKS[each.state]} ", each, None) for each in items
        )


def _row(mark: str, item: ItemState, section: Section | None) -> tuple[str, ...]:
    rule = item.item.rule
    aside = ", ".join(part for part in (_aside(item, section), _whose(rule)) if part)
    return f"{mark}{item_name(item.item)}", rule.title, aside


def _aside(item: ItemState, section: Section | None) -> str:
    """What stands at the end of a row: when it was done, why it was left out, when it is due, its note."""
    note = item.note
    if item.state is State.SKIPPED:
        return f"skipped{f': {item.reason}' if item.reason else ''}{_note_suffix(note)}"
    if item.item.rule.as_needed is not None:
        return f"{', '.join(('as needed', *as_needed_words(item)[:1]))}{_note_suffix(note)}"
    if item.state is State.DONE and item.at is not None:
        same = item.at.date() == item.item.date or item.item.rule.once
        return f"{'' if same else f'{short_date(item.at.date())} '}{clock(item.at)}{_note_suffix(note)}"
    if item.state is State.DONE and item.unsaid:
        return f"{TIME_NOT_SAID}{_note_suffix(note)}"
    apart = item.due and section and section.due and (item.due - section.due).total_seconds() > _APART
    return f"{clock(item.due) if apart and item.due else ''}{_note_suffix(note)}".lstrip(", ")


def _note_suffix(note: str) -> str:
    return f", note: {note}" if note else ""


def _leave_alone(state: DayState) -> Iterator[str]:
    """What is left alone, by the day it comes back; always last."""
    avoids = sorted((avoid for avoid in state.avoids if avoid.avoid.on), key=_returns)
    if avoids:
        conditions = [condition_words(avoid) for avoid in avoids]
        calm = calm_condition(conditions)
        calm = calm if conditions.count(calm) > 1 else ""
        yield "Leave alone, back on"
        first = call_first(state)
        if first and not _any_back(state) and any(avoid.returns for avoid in avoids):
            yield f"    {first}"
        if calm:
            # Above the first word that it explains.
            yield f"    {calm_words(calm)}; {CHECK_IN_DECIDES}"
        yield from columns(
            (
                f"{_SLIPPED if avoid.slipped else '   '} {_back_on(avoid, state)}",
                avoid.avoid.rule.id,
                avoid.avoid.rule.title,
                _avoid_aside(avoid, calm),
            )
            for avoid in avoids
        )


def _returns(avoid: AvoidState) -> tuple[int, str]:
    if avoid.last is not None:
        return 2, avoid.last.isoformat()
    if not avoid.returns and avoid.avoid.lifts is None and not avoid.held:
        return 3, str(avoid.avoid.until or "9")
    return (1, "") if avoid.avoid.until is None else (0, avoid.avoid.until.isoformat())


def _back_on(avoid: AvoidState, state: DayState) -> str:
    lifts, until = avoid.avoid.lifts, avoid.avoid.until
    if lifts is not None:
        return f"{lifts.astimezone(state.now.tzinfo):%Y-%m-%d %H:%M}"
    if avoid.last is not None:
        return f"to {avoid.last}"
    if avoid.last_quiet is not None:
        return f"to {avoid.last_quiet}"
    if until is None or not avoid.returns:
        return "held" if avoid.held or avoid.avoid.held else "no date"
    near = near_date(until, state.date)
    return f"{until} {near}" if near == "tomorrow" else f"{until} {short_date(until)[:3]}"


def _avoid_aside(avoid: AvoidState, calm: str) -> str:
    slip = f"slip noted{': ' + avoid.note if avoid.note else ''}" if avoid.slipped else ""
    decides = hold_words(avoid.held, "you report ") if avoid.held else condition_words(avoid)
    decides = IF_CALM if calm and decides == calm else decides
    return ", ".join(part for part in (_whose(avoid.avoid.rule), decides, slip) if part)


def _whose(rule: Rule) -> str:
    """Whose days or times these are, where they are not the checklist's."""
    return "as your clinic said" if isinstance(rule, ClinicRule) else ""


def _back(state: DayState) -> Iterator[str]:
    for avoid in state.avoids:
        # What has no word for its return is never called back: "picking crusts, back today".
        if avoid.returns and not avoid.avoid.on:
            condition = condition_words(avoid)
            back = f"{avoid.avoid.rule.title}{f', {condition}' if condition else ''}"
            when = "Back today" if avoid.avoid.returns_on(state.date) else "Back"
            yield f"{when}: {back}. {avoid.avoid.rule.then}"
    first = what_comes_first(state, state.date)
    if first and _any_back(state):
        yield first


def _any_back(state: DayState) -> bool:
    """Whether something is back, or would be but for what was not reported yet."""
    return any(avoid.returns and not avoid.avoid.on for avoid in state.avoids)


def _question(state: DayState) -> Iterator[str]:
    if state.asks is not None:
        values = "yes, or no" if state.asks.yes_no else f"0 to {state.asks.signs[0].top}"
        rules = listed([rule.title for rule in state.asks.rules])
        yield f"{state.asks.ask}  {rules}: it hangs on that." if rules else f"Still so? {state.asks.ask}"
        yield from (f"Answer with: afterglow sign {sign.id} {values}" for sign in state.asks.signs)


def _reports(state: DayState) -> Iterator[str]:
    reports = [
        f"{each.sign.id} {format_report(each.sign, each.value)}"
        for each in state.signs
        if each.value is not None
    ]
    if reports:
        yield f"Reported: {', '.join(reports)}"


def _notes(state: DayState) -> Iterator[str]:
    return (f"Note: {note}" for note in state.notes)


def _gone(state: DayState) -> Iterator[str]:
    return (f"[x] {title} - no longer in the plan" for title in state.gone)


def _normal(state: DayState) -> Iterator[str]:
    """What is usual; never beside a published line that stands."""
    if state.standing:
        for how, lines in standing_by_heading(state):
            for each in lines:
                words = standing_words([each]) if each.reports else "You ticked"
                yield f"{words}: {each.warning.condition}"
            yield how
    elif state.normal is not None and state.reassures:
        yield f"Normal today: {state.normal.usual}"
    if state.warns:
        yield ": ".join(report_to_mind_words(state))
    if state.normal is not None:
        yield f"Not usual: {state.normal.not_usual}"


def _sun(state: DayState) -> Iterator[str]:
    if words := sun_words(state):
        yield words


def _next(state: DayState) -> Iterator[str]:
    if state.next is not None:
        yield f"{booking_sentence(state.next, clock_day(state), clock(state.now))}."


def _after(state: DayState) -> Iterator[str]:
    """What there is to do once the plan is over."""
    if state.finished and state.recovery.ended is None:
        yield "Once you have had the next session: afterglow start --next"
        if state.next is None or state.next.day < state.date:
            yield "To book it: afterglow next DATE"
        yield "To put this recovery away, with nothing deleted: afterglow recovery end"


def _call(state: DayState) -> str:
    clinic = str(state.recovery.clinic)
    return f"When to call: afterglow call{f'    Your clinic: {clinic}' if clinic else ''}"
