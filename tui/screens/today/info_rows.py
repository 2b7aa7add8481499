"""What to know on a day, as rows: what is left alone, what is normal and what is not, what to expect."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from tui.recovery.clinic_dates import ClinicRule
from tui.recovery.course import booking_sentence
from tui.recovery.plan_days import ComingDay
from tui.recovery.state import AvoidState, DayState, clock_day
from tui.screens.today.task_rows import TaskShape, question_rows
from tui.text.humanize import clock, lower_first, near_date
from tui.widgets.rows import Row, RowKind, Seg, shorts_line, shorts_lines, wrap
from tui.wording.calling import how_soon, report_to_mind_words, standing_by_heading, standing_words
from tui.wording.status_line import (
    ASK_FIRST,
    CHECK_IN_DECIDES,
    IF_CALM,
    asked_by_session,
    call_first,
    calm_condition,
    calm_words,
    condition_words,
    lift_words,
    sun_words,
    what_comes_first,
)

LEAVE, NORMAL = "@leave", "@normal"
"""Names of what folds beside the slots. No slot's name begins like this."""

LABEL = 10
"""Cells of the column that says when something comes back, with the gap after it."""

_NAMED = 2
"""How many of the lines that a person ticked stand in the place of what is normal."""

_CALL = (Seg("c", "bold call", "app.call"), Seg(" when to call", "mute", "app.call"))


class AvoidGroup(Struct, frozen=True):
    """What comes back together, or is left alone before a session together."""

    label: str
    """`today`, `tomorrow`, `Fri 27`, `18 Dec`, `20:00`, `held`, `back`, `later`, `to 18 Dec`, `until`,
    `no date`."""
    avoids: tuple[AvoidState, ...]
    condition: str = ""
    """What decides it: `while crusts`, `if no crusts, blisters or open skin`. The same for all of it."""
    lasts: tuple[str, ...] = ()
    """Of `until`, to when each lasts: `3 Dec`."""

    @property
    def key(self) -> str:
        """Names the group's row by all of its rules, parted by commas."""
        return ",".join(avoid.avoid.rule.id for avoid in self.avoids)

    @property
    def back(self) -> bool:
        """Whether there is a day, or a report, that brings it back."""
        return not self.ends_quietly and all(avoid.last is None for avoid in self.avoids)

    @property
    def ends_quietly(self) -> bool:
        """Whether no word is said of its return: `until`, with the days on which it ends, and `no date`."""
        return self.label in (_UNTIL, "no date")

    @property
    def stays(self) -> bool:
        """Whether it is shown however few the rows are: what is back, and why something is still off."""
        return not self.back or self.label in ("today", "back", "held")


def avoid_groups(state: DayState) -> list[AvoidGroup]:
    """What is left alone, by when it comes back: what is back first, what ends without a word last."""
    labelled: dict[str, dict[str, list[AvoidState]]] = {}
    quiet: list[AvoidState] = []
    for avoid in sorted(state.avoids, key=_order):
        if avoid.avoid.on and avoid.avoid.lifts is None and avoid.last_quiet and avoid.last is None:
            quiet.append(avoid)
            continue
        same = labelled.setdefault(lift_words(avoid, state), {})
        same.setdefault(condition_words(avoid), []).append(avoid)
    endless = labelled.pop("no date", {})
    groups = [
        AvoidGroup(label, tuple(avoids), condition)
        for label, conditions in labelled.items()
        for condition, avoids in conditions.items()
    ]
    if quiet:
        lasts = (near_date(avoid.last_quiet, clock_day(state)) for avoid in quiet if avoid.last_quiet)
        groups.append(AvoidGroup(_UNTIL, tuple(quiet), lasts=tuple(lasts)))
    groups += [AvoidGroup("no date", tuple(avoids), condition) for condition, avoids in endless.items()]
    return groups


_UNTIL = "until"


def with_later(groups: Sequence[AvoidGroup], dates: int) -> list[AvoidGroup]:
    """The groups with all but the first few dates as one group `later`; today and until are no such date."""
    fixed = [group for group in groups if group.stays]
    dated = [group for group in groups if group not in fixed]
    if len(dated) <= dates + 1:
        return list(groups)
    later = tuple(avoid for group in dated[dates:] for avoid in group.avoids)
    conditions = {group.condition for group in dated[dates:]} - {""}
    named = {id(group) for group in [*fixed, *dated[:dates]]}
    result = [group for group in groups if id(group) in named]
    place = next((place for place, group in enumerate(result) if not group.back), len(result))
    merged = AvoidGroup("later", later, conditions.pop() if len(conditions) == 1 else "")
    return [*result[:place], merged, *result[place:]]


def leave_rows(
    state: DayState, shape: TaskShape, unfolded: bool, groups: Sequence[AvoidGroup]
) -> tuple[list[Row], list[Row]]:
    """The heading Leave alone, and if it is open a line or more for each group; what ends quietly apart."""
    if not state.avoids:
        return [], []
    if not unfolded:
        name, gap = "Leave alone", " " if shape.narrow else "  "
        words = _in_short(state, shape.width - 1 - shape.text - cell_len(name + gap))
        inside = [Seg(name), Seg(gap), Seg(words, "mute")]
        return [shape.heading(LEAVE, Seg(shape.marks.folded, "faint"), inside)], []
    calm = _said_once(groups, shape)
    title = [Seg("Leave alone", "bold text"), Seg("  back on", "faint")]
    rows = [shape.heading(LEAVE, Seg(shape.marks.unfolded, "faint"), title, _deciding(groups, shape))]
    if calm:
        # Above the first word that it explains: a date is no promise.
        rows += [
            shape.row(RowKind.TEXT, "", [Seg(text, "mute")])
            for text in wrap(calm_words(calm), shape.width - 1 - shape.text)
        ]
    always: list[Row] = []
    deciding = next((each for each in reversed(groups) if each.label in ("today", "back", "held")), None)
    before, first = "", call_first(state)
    # What is near; a date further on is no promise, and the Plan says it of each.
    soon = next((each for each in reversed(groups) if each.back and _is_soon(each)), None)
    for group in groups:
        short = replace(group, condition=IF_CALM) if calm and group.condition == calm else group
        drawn = _group_rows(short, shape, group.label == before)
        (always if group.ends_quietly else rows).extend(drawn)
        before = group.label
        asked = any(asked_by_session(one, state, state.date) for one in group.avoids)
        if (first and group is soon) or (asked and not first and group.label == "today"):
            rows += [
                shape.row(RowKind.TEXT, "", [Seg(" " * LABEL), Seg(text, "mute")])
                for text in wrap(what_comes_first(state, state.date), shape.width - 1 - shape.text - LABEL)
            ]
        if state.asks is not None and state.asks.rules and group is deciding:
            rows += question_rows(state.asks, shape, LABEL)
    return rows, always


def normal_rows(state: DayState, shape: TaskShape) -> list[Row]:
    """What is normal today, what is not, and `c`, in as few lines as they fit."""
    lead, usual = _usual(state)
    *above, lead = wrap(lead, shape.width - 1 - shape.text)
    first = shape.width - 1 - shape.text - cell_len(lead) - 2
    texts = wrap(usual, shape.width - 1 - shape.text, first)
    rows = [shape.row(RowKind.TEXT, "", [Seg(text, "bold text")]) for text in above]
    if usual:
        rows.append(shape.row(RowKind.NORMAL, NORMAL, [Seg(lead, "bold text"), Seg(f"  {texts[0]}")]))
    rows += [shape.row(RowKind.TEXT, "", [Seg(text)]) for text in texts[1:]]
    rows += _lasting_rows(state, shape)
    taken = sum(cell_len(seg.text) for seg in _CALL) + 2
    others = _not_usual(state, shape.width - 1 - shape.text - taken)
    rows += [shape.row(RowKind.TEXT, "", [Seg(text, "mute")]) for text in others[:-1]]
    return [*rows, shape.row(RowKind.TEXT, "", [Seg(others[-1] if others else "", "mute")], list(_CALL))]


def normal_block(state: DayState, shape: TaskShape, unfolded: bool) -> list[Row]:
    """The same under a heading of its own that folds, with the clinic beside `c`."""
    lead, usual = _usual(state)
    if not unfolded:
        soon = f", call {how_soon(state)}" if state.standing else ""
        inside = [Seg(f"{lead}{soon}"), Seg(" "), Seg(usual or " ".join(_not_usual(state, 999)), "mute")]
        if state.warns:
            # The half of a sentence that would fit says less than the key.
            few = "More than usual" if state.above_usual else "A line may fit"
            leads = (few,) if state.standing else (lead, few)
            tries = [f"{each}: see {shape.marks.key('call.open')}" for each in leads]
            room = shape.width - 1 - shape.text
            inside = [Seg(next((each for each in tries if cell_len(each) <= room), tries[-1]))]
        return [shape.heading(NORMAL, Seg(shape.marks.folded, "faint"), inside)]
    width = shape.width - 1 - shape.text
    lead, *rest = wrap(lead, width)
    rows = [shape.heading(NORMAL, Seg(shape.marks.unfolded, "faint"), [Seg(lead, "bold text")])]
    rows += [shape.row(RowKind.TEXT, "", [Seg(text, "bold text")]) for text in rest]
    rows += [shape.row(RowKind.TEXT, "", [Seg(text)]) for text in wrap(usual, width) if text]
    rows += _lasting_rows(state, shape)
    rows += [shape.row(RowKind.TEXT, "", [Seg(text, "mute")]) for text in _not_usual(state, width)]
    call = [_CALL[0], Seg(" when to call", "text", "app.call")]
    clinic = str(state.recovery.clinic)
    beside = sum(cell_len(seg.text) for seg in call) + 2 + cell_len(clinic) <= width
    rows.append(shape.row(RowKind.TEXT, "", [*call, Seg(f"  {clinic}", "mute")] if beside else call))
    if not beside:
        # A number that is cut is no number.
        rows += [shape.row(RowKind.TEXT, "", [Seg(text, "mute")]) for text in wrap(clinic, width)]
    return rows


def expect_rows(state: DayState, shape: TaskShape, room: int) -> list[Row]:
    """What to expect, in at most `room` lines."""
    shown = list(state.expected[: room if len(state.expected) <= room else max(room - 1, 0)])
    rows = [
        shape.row(RowKind.EXPECT, rule.id, [Seg(f"{shape.marks.dot} {rule.title}", "mute")]) for rule in shown
    ]
    if len(shown) < len(state.expected) and room > 0:
        more = f"{shape.marks.dot} {len(state.expected) - len(shown)} more"
        rows.append(shape.row(RowKind.NORMAL, NORMAL, [Seg(more, "mute")]))
    return rows


def _said_once(groups: Sequence[AvoidGroup], shape: TaskShape) -> str:
    """What most returns hang on, where it is shorter to say it once above them; or nothing."""
    calm = calm_condition(group.condition for group in groups)
    same = [group for group in groups if calm and group.condition == calm]
    if len(same) == 1:
        names = f" {shape.marks.dot} ".join(_names(same[0], shape))
        if shape.text + LABEL + cell_len(names) + 2 + cell_len(calm) < shape.width:
            return ""
    return calm


def _deciding(groups: Sequence[AvoidGroup], shape: TaskShape) -> list[Seg]:
    """That the check-in decides what is back, where something hangs on it and there is room to say so."""
    if not any(group.condition.startswith("if ") for group in groups):
        return []
    key = Seg(f" ({shape.marks.key('check-in.open')})", "mute", "check_in")
    whole, short = Seg(CHECK_IN_DECIDES, "mute", "check_in"), Seg("check-in", "mute", "check_in")
    taken = shape.text + cell_len("Leave alone  back on") + 2 + cell_len(key.text)
    return [whole if taken + cell_len(whole.text) < shape.width else short, key]


def _is_soon(group: AvoidGroup) -> bool:
    """Whether it is back, or will be by tomorrow."""
    return group.label in ("today", "back", "tomorrow") or ":" in group.label


def _order(avoid: AvoidState) -> tuple[int, date, int]:
    """What is back, what a sign holds, what lifts by the hour, by date, up to a session, and the rest."""
    what = avoid.avoid
    if avoid.last is not None:
        return 3, avoid.last, 0
    if not avoid.returns and what.lifts is None and not avoid.held:
        return 4, what.until or date.max, 0
    if not what.on:
        return 0, date.max if avoid.conditional else date.min, (what.until or date.min).toordinal()
    if what.until is None:
        return (1 if what.held else 4), date.max, 0
    return 2, what.until, 0 if what.lifts is not None else 1


def _group_rows(group: AvoidGroup, shape: TaskShape, again: bool = False) -> list[Row]:
    """What comes back together, with what decides it beside it, or below where there is no room.

    Args:
        again: Whether the group above has the same label.
    """
    today = group.label in ("today", "back") and not group.condition
    style = "done" if today else "text"
    label_style = "bold done" if today else "accent" if group.label == "tomorrow" else "mute"
    label = ("" if again else group.label).ljust(LABEL)
    width = shape.width - 1 - shape.text - cell_len(label)
    names = _names(group, shape)
    taken = 2 + cell_len(group.condition) if group.condition else 0
    # What is merged is cut to one line in any case.
    beside = bool(group.condition) and (
        group.label == "later"
        or group.condition == IF_CALM
        or cell_len(f" {shape.marks.dot} ".join(names)) + taken <= width
    )
    right = [Seg(group.condition, "faint")] if beside else []
    first = width - taken if beside else width
    by_name = dict(zip(names, group.avoids, strict=True))
    if group.label == "later":
        lines = [[shorts_line(list(by_name), first, shape.marks.dot)]]
    else:
        lines = shorts_lines(list(by_name), width, first, shape.marks.dot)
    rows = []
    for place, line in enumerate(lines):
        start = Seg(label, label_style) if not place else Seg(" " * cell_len(label))
        segs = [start]
        for number, name in enumerate(line):
            dot = [Seg(f" {shape.marks.dot} ", style)] if number else []
            slipped = name in by_name and by_name[name].slipped
            segs += [*dot, Seg(name, "slip" if slipped else style)]
        if today and len(group.avoids) == 1 and not group.condition:
            segs += _beginning(group.avoids[0], first - cell_len(line[0]), style)
        row = shape.row(RowKind.AVOID, group.key, segs, right if not place else None)
        rows.append(replace(row, cursor=-1) if place else row)
    if group.condition and not beside:
        for text in wrap(group.condition, width):
            rows.append(shape.row(RowKind.TEXT, "", [Seg(" " * cell_len(label)), Seg(text, "faint")]))
    return rows


def _names(group: AvoidGroup, shape: TaskShape) -> list[str]:
    """The short name of each, marked where a slip was noted, after the day on which the first of it ends."""
    names, before = [], ""
    for place, avoid in enumerate(group.avoids):
        last = group.lasts[place] if group.lasts else ""
        name = f"{shape.marks.slipped} {_name(avoid)}" if avoid.slipped else _name(avoid)
        names.append(f"{last} {name}" if last != before else name)
        before = last
    return names


def _name(avoid: AvoidState) -> str:
    """Its short name, and whether the day is the clinic's."""
    rule = avoid.avoid.rule
    return f"{rule.short} (clinic)" if isinstance(rule, ClinicRule) else rule.short


def _beginning(avoid: AvoidState, room: int, style: str) -> list[Seg]:
    """How to begin with what is back, where there is room for all of it or for its first sentence."""
    whole = avoid.avoid.rule.then
    for then in (whole, f"{whole.partition('. ')[0]}."):
        if cell_len(then) + 2 <= room:
            return [Seg(f". {then}", style)]
    return []


def _in_short(state: DayState, width: int) -> str:
    """`11, alcohol back tomorrow`, `6, tan and 2 more to 18 Dec`; where that is too wide `6, 3 to 18 Dec`."""
    on = sum(avoid.avoid.on for avoid in state.avoids)
    first = next((group for group in avoid_groups(state) if not group.ends_quietly), None)
    if first is None:
        return str(on)
    shorts = [avoid.avoid.rule.short for avoid in first.avoids]
    named = shorts[0] if len(shorts) == 1 else f"{shorts[0]} and {len(shorts) - 1} more"
    may_be_back = all(avoid.conditional for avoid in first.avoids)
    when = "may be back" if may_be_back else f"{'back ' if first.back else ''}{first.label}"
    # A date that hangs on a sign is no promise.
    ways = (f" {IF_CALM}", "?") if first.condition.startswith("if ") else ("",)
    if state.may_call and first.back and first.label != "held":
        lines = [f"{on}, ask first: {named} {when}", f"{on}, ask first"]
        return next((line for line in lines if cell_len(line) <= width), str(on))
    if may_be_back:
        return f"{on}, {sum(avoid.conditional for avoid in state.avoids)} may be back"
    lines = [f"{on}, {name} {when}{unsure}" for unsure in ways for name in (named, str(len(shorts)))]
    return next((line for line in lines if cell_len(line) <= width), lines[-1])


def _lasting_rows(state: DayState, shape: TaskShape) -> list[Row]:
    """The question whether what was reported of a day before is still so, where nothing hangs on it."""
    return question_rows(state.asks, shape, 0) if state.asks is not None and not state.asks.rules else []


def _usual(state: DayState) -> tuple[str, str]:
    """What stands at the front, and what is usual; a line that stands takes its place."""
    to_mind = report_to_mind_words(state) if state.warns else None
    if state.standing:
        # The most urgent is enough to act on; all of them would leave the day itself no room.
        how, lines = next(standing_by_heading(state))
        how, _, _ = how.partition(". ")
        named = ". ".join(each.warning.condition for each in lines[:_NAMED])
        more = len(state.standing) - len(lines[:_NAMED])
        besides = f" {': '.join(to_mind)}" if to_mind else ""
        return (
            standing_words(lines[:_NAMED]),
            f"{named}. {how}.{f' And {more} more, under c.' if more else ''}{besides}",
        )
    if to_mind:
        return to_mind
    if not state.reassures:
        return "When to call", ""
    lead = "Normal today" if state.is_today else f"Normal on day {state.number}"
    return lead, state.normal.usual if state.normal else ""


def _not_usual(state: DayState, width: int) -> list[str]:
    if state.normal is None or not state.normal.not_usual:
        return []
    return wrap(f"Not usual: {lower_first(state.normal.not_usual)}", width)


def context_rows(state: DayState, shape: TaskShape) -> list[Row]:
    """When the sun is strong, where that is known, and the next session, where one is booked."""
    return [*_sun_row(state, shape), *_session_row(state, shape)]


def _sun_row(state: DayState, shape: TaskShape) -> list[Row]:
    whole, short = sun_words(state), sun_words(state, why=False)
    text = whole if shape.text + cell_len(whole) < shape.width else short
    return [shape.row(RowKind.TEXT, "", [Seg(text, "mute")])] if text else []


_BEGINS = 14
"""Cells of the way to begin a session."""


def _session_row(state: DayState, shape: TaskShape) -> list[Row]:
    """The next session, where one is booked; a click on it books another day."""
    if state.next is None:
        return []
    whole, short = (
        booking_sentence(state.next, clock_day(state), clock(state.now)),
        booking_sentence(state.next._replace(time=""), clock_day(state)),
    )
    text = whole if shape.text + cell_len(whole) < shape.width else short
    left = [Seg(text, "mute", "book")]
    if state.next.day <= clock_day(state) and shape.text + cell_len(text) + _BEGINS < shape.width:
        left.append(Seg(f"   {shape.marks.key('course.book')} begin it", "mute", "book"))
    return [shape.row(RowKind.TEXT, "", left)]


def coming_rows(coming: Sequence[ComingDay], state: DayState, shape: TaskShape, room: int) -> list[Row]:
    """What the next days bring, in at most `room` lines with its heading."""
    if not coming or room < 2:
        return []
    asks = state.may_call and any(one.gives_back for one in coming)
    beside = [Seg(f"  back: {ASK_FIRST}", "mute")] if asks else []
    rows = [shape.row(RowKind.TEXT, "", [Seg("Coming up", "bold text"), *beside])]
    for one in coming[: room - 1]:
        label = near_date(one.date, state.date).ljust(LABEL)
        rows.append(shape.row(RowKind.TEXT, "", [Seg(label, "mute"), Seg(one.text, "mute")]))
    return rows
