"""What is shown once the plan's last day has passed."""

from collections.abc import Iterable

from tui.recovery.plan_days import Summary
from tui.recovery.state import DayState
from tui.recovery.words import format_report
from tui.screens.today.head_rows import head_rows
from tui.screens.today.layout import DayPage
from tui.text.cells import columns
from tui.text.humanize import counted, day_month, full_stop, lower_first
from tui.themes import Marks
from tui.widgets.placing import Size
from tui.widgets.rows import BLANK, Row, RowKind, Seg, fit_row, wrap
from tui.wording.calling import report_to_mind_words, standing_by_heading, standing_words
from tui.wording.status_line import ASK_FIRST, condition_words


def finished_page(state: DayState, summary: Summary, size: Size, marks: Marks) -> DayPage:
    """The rows below the header, in the whole of the terminal."""
    head = tuple(head_rows(state, size, marks, strip=False))
    top = len(head) + (not size.short)
    return DayPage(size, head, -1, top, tuple(finished_rows(state, summary, size.width, marks)))


def finished_rows(state: DayState, summary: Summary, width: int, marks: Marks) -> list[Row]:
    """What the plan came to, what goes on, and what there is to do."""
    well_done = _WELL_DONE if summary.done and state.reassures else ""
    goes_on = [
        *_lines("What goes on", _goes_on(state), width),
        *_key("c", "when to call still holds", "app.call", width, "bold call"),
    ]
    quiet = _lines("", [_BUT_THE_NEXT if state.next else _QUIET], width, "mute")
    # What somebody is to call about comes before what lies behind.
    parts = [
        [*_lines("", [_THAT_IS_ALL + well_done], width, "bold text"), *([] if state.standing else quiet)],
        goes_on if state.standing else [],
        _lines("", _counts(state, summary, marks), width),
        _table("First and last check-in", _check_ins(summary)),
        [] if state.standing else goes_on,
        [
            *_lines("Next", [], width),
            *_key(marks.key("course.next"), _begin(state), "begin_next(1)", width),
            *_key(marks.key("course.book"), "book the next session", "book", width),
            *_key(_back(marks), "look back through the days", "move(-1)", width),
            *_key(marks.key("progress.show"), "how it went, with the diary and photos", "progress", width),
            *_key(marks.key("plan.show"), "the whole plan, and how it went", "plan", width),
            *([] if state.recovery.ended else _key(marks.key("recovery.end"), _PUT_AWAY, "put_away", width)),
        ],
        quiet if state.standing else [],
    ]
    rows = [row for part in parts if part for row in (*part, BLANK)]
    return [fit_row(row, width, marks.cut) for row in rows[:-1]]


_THAT_IS_ALL = "That is the whole plan."
_WELL_DONE = " Well done for staying with it."
_PUT_AWAY = "put this recovery away; nothing is deleted"
_QUIET = "No reminders will come from this recovery any more."
_BUT_THE_NEXT = "No reminders will come from this recovery any more but that of the next session."


def _counts(state: DayState, summary: Summary, marks: Marks) -> list[str]:
    weeks, days = divmod(state.number, 7)
    since = counted(weeks, "week") if weeks and days < 3 else counted(state.number, "day")
    dot = f" {marks.dot} "
    treated = state.date.fromordinal(state.date.toordinal() - state.number)
    steps = [f"{counted(summary.done, 'step')} ticked"] if summary.done else []
    steps += [f"{summary.skipped} skipped"] if summary.skipped else []
    steps += [f"{counted(summary.slips, 'slip')} noted"] if summary.slips else []
    counts = {"check-in": summary.check_ins, "photo": summary.photos, "note": summary.notes}
    lines = [
        f"{since} since {state.recovery.full_title}, on {day_month(treated)}",
        dot.join(steps),
        dot.join(counted(count, name) for name, count in counts.items() if count),
    ]
    return [line for line in lines if line]


def _check_ins(summary: Summary) -> list[str]:
    """The first check-in and the last side by side: no verdict on what lies between."""
    first, last = summary.first, summary.last
    if first is None:
        return []
    ends = (first,) if last is None else (first, last)
    reports = [{sign.id: format_report(sign, value) for sign, value in each.values} for each in ends]
    signs = {sign.id: sign for each in ends for sign, _ in each.values}
    rows = [(sign.noun, *(each.get(id, "nothing said") for each in reports)) for id, sign in signs.items()]
    return columns([("", *(f"day {each.number}" for each in ends)), *rows])


def _goes_on(state: DayState) -> list[str]:
    """The lines that stand, what the file says of the days from now on, and what is still off."""
    lines = []
    for how, standing in standing_by_heading(state):
        lines += [
            f"{standing_words([each])}: {full_stop(each.warning.condition)} {full_stop(how)}"
            for each in standing
        ]
    lines += [": ".join(report_to_mind_words(state))] if state.warns else []
    lines += [rule.title for rule in dict.fromkeys(item.item.rule for item in state.items) if not rule.once]
    decided: dict[str, list[str]] = {}
    for avoid in state.avoids:
        if avoid.avoid.on or avoid.conditional:
            decided.setdefault(condition_words(avoid), []).append(avoid.avoid.rule.short)
    for condition, shorts in decided.items():
        if condition:
            back = f"Back, {ASK_FIRST}," if state.may_call else "Back"
            still = "Left alone" if condition.startswith("while") else back
            lines.append(f"{still} {condition}: {', '.join(shorts)}.")
    if state.normal is not None:
        lines += [state.normal.usual] if state.reassures else []
        lines.append(f"Not usual: {lower_first(state.normal.not_usual)}")
    return lines


def _begin(state: DayState) -> str:
    """To begin the next session, and for when that was booked."""
    if state.next is None:
        return "start the next session when you have had it"
    return f"start the next session, booked for {day_month(state.next.day)}"


def _lines(title: str, texts: Iterable[str], width: int, style: str = "text") -> list[Row]:
    rows = [Row(RowKind.TEXT, left=(Seg(" "), Seg(title, "bold text")))] if title else []
    indent = "   " if style == "text" else " "
    for text in texts:
        rows += [
            Row(RowKind.TEXT, left=(Seg(indent), Seg(line, style)))
            for line in wrap(text, width - 1 - len(indent))
        ]
    return rows


def _table(title: str, lines: list[str]) -> list[Row]:
    """Lines whose columns stand under one another; nothing where there are none."""
    rows = [
        Row(RowKind.TEXT, left=(Seg("   "), Seg(line, "mute" if not at else "text")))
        for at, line in enumerate(lines)
    ]
    return [Row(RowKind.TEXT, left=(Seg(" "), Seg(title, "bold text"))), *rows] if rows else []


def _back(marks: Marks) -> str:
    """The key that steps back, of the two that step from day to day."""
    return marks.days.split()[0] if " " in marks.days else marks.days[0]


def _key(key: str, text: str, action: str, width: int, style: str = "bold accent") -> list[Row]:
    """A key and what it does, in as many lines as that takes."""
    first, *others = wrap(text, width - 7)
    keys = Seg(f"{key:<3}", style, action)
    rows = [Row(RowKind.TEXT, left=(Seg("   "), keys, Seg(first, "text", action)))]
    return rows + [Row(RowKind.TEXT, left=(Seg("      "), Seg(line, "text", action))) for line in others]
