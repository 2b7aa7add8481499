"""Reminders in words: what is to come, what became of what was, and who tells."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from tui.journal import ClaimState
from tui.recovery.state import Timing
from tui.reminders.ledger import PastReminder, PastTelling
from tui.reminders.reminder import Reminder
from tui.reminders.tellers import Teller, TellerName
from tui.settings import Loud
from tui.text.humanize import capital, clock, counted, day_month, minutes_words, short_date

_MEANS = {
    "screen": "on the screen",
    "bell": "by the bell",
    "terminal": "by the terminal",
    "desktop": "on the desktop",
    "command": "by your command",
}
_WHY = {
    "closed": "nothing was running",
    "asleep": "the machine slept",
    "clock moved": "its clock was moved",
    "stopped": "it was stopped",
}


def answer_words(past: PastReminder, now: datetime) -> str:
    """What came of it: `done 08:10`, `2 of 3 done`, `skipped: none left`, `let go`, `open`; or nothing.

    Args:
        now: In the person's zone.
    """
    count, at = len(past.items), past.answered_at
    when = f" {clock(at)}" if at is not None and at.date() == past.date else ""
    parts = []
    if past.done:
        parts.append(f"done{when}" if len(past.done) == count else f"{len(past.done)} of {count} done{when}")
    if past.skipped:
        whole = len(past.skipped) == count
        why = ", ".join(dict.fromkeys(item.reason for item in past.skipped if item.reason))
        parts.append(("skipped" if whole else f"{len(past.skipped)} skipped") + (f": {why}" if why else ""))
    if past.let_go:
        parts.append("let go" if len(past.let_go) == count else f"{len(past.let_go)} let go")
    if past.unanswered:
        # What is open for days is asked for on its row; of a day gone by nothing waits.
        waits = any(item.when(now) in (Timing.NOW, Timing.LATER) for item in past.unanswered)
        state = "open" if waits and past.due.date() == now.date() else "not answered"
        parts.append(state if len(past.unanswered) == count else f"{len(past.unanswered)} {state}")
    return ", ".join(parts)


def told_words(past: PastReminder) -> str:
    """Who told it and when, and what was put off: `told 08:00 by the bell`."""
    parts = [f"{one.short} put off to {clock(one.until)}".strip() for one in past.put_off]
    parts += [_telling_words(one) for one in past.tellings]
    if past.is_untold and not past.put_off:
        parts.append("not told, quiet hours" if past.is_quiet else "not told, nothing was running")
    if not parts and past.is_answered_before:
        parts.append("answered before its time")
    return ", ".join(parts)


def _telling_words(telling: PastTelling) -> str:
    means = _MEANS.get(telling.means, f"by {telling.means}")
    at = telling.at or telling.moment
    match telling.state:
        case ClaimState.RETURNED:
            return f"could not be told {means}"
        case ClaimState.CLAIMED:
            return f"told {clock(at)} {means}, not confirmed"
        case ClaimState.SHOWN | ClaimState.CONFIRMED:
            late = f", {late_words(telling)}" if telling.late else ""
            return f"told {clock(at)} {means}{late}"


def late_words(telling: PastTelling) -> str:
    """By how much it was late and why: `3 hours late, the machine slept`."""
    minutes = int(telling.late / timedelta(minutes=1))
    why = f", {_WHY.get(telling.why, telling.why)}" if telling.why else ""
    return f"{minutes_words(minutes)} late{why}"


def day_words(day: date, today: date) -> str:
    """`Today`, `Tomorrow`, `Yesterday`, `Fri 27 Nov`."""
    near = {0: "Today", 1: "Tomorrow", -1: "Yesterday"}
    return near.get((day - today).days) or short_date(day)


def coming_words(reminder: Reminder, now: datetime) -> str:
    """What it tells, and that it was put off, or comes again: `Moisturise (put off)`."""
    put_off = any(item.put_off is not None for item in reminder.items)
    again = sum(moment > now for moment in reminder.moments[1:])
    shorts = dict.fromkeys(item.item.rule.short for item in reminder.items)
    # What a morning tells beside its care is known once it was told.
    words = capital(", ".join(shorts)) if shorts and reminder.due <= now else reminder.words
    asides = (["put off"] if put_off else []) + (
        [f"again {counted(again, 'time')} until answered"] if again else []
    )
    return f"{words} ({', '.join(asides)})" if asides else words


_NAMES = {
    TellerName.APP: "This app",
    TellerName.WATCH: "Watch",
    TellerName.TIMER: "Timer",
    TellerName.CALENDAR: "Calendar",
}


def teller_rows(
    found: Sequence[Teller], loud: Loud, now: datetime, *, all_of_them: bool = True
) -> Iterator[tuple[str, str, bool]]:
    """Who tells, what of it is known, and whether it tells now.

    Args:
        found: As `tellers` gives them.
        now: In the person's zone.
        all_of_them: Those that were never seen too, with how they are had.
    """
    by_name = {each.name: each for each in found}
    for name in TellerName if all_of_them else by_name:
        teller = by_name.get(name)
        alive = teller is not None and teller.is_alive(now)
        yield _NAMES[name], _teller_words(name, teller, loud, now), alive and loud is not Loud.SILENT


_HOW = {
    TellerName.WATCH: "in another terminal",
    TellerName.TIMER: "on this machine, also while the app is closed",
    TellerName.CALENDAR: "for your phone",
}


_SET_UP = {
    TellerName.WATCH: "watch",
    TellerName.TIMER: "reminders install",
    TellerName.CALENDAR: "export ics",
}


_ON_SCREEN = {
    TellerName.APP: "While this app is open",
    TellerName.WATCH: "In another terminal",
    TellerName.TIMER: "While this app is closed",
    TellerName.CALENDAR: "In your phone's calendar",
}
_NOTHING_YET = {
    TellerName.TIMER: "not set up: nothing reminds you then",
    TellerName.CALENDAR: "not set up: no reminders on your phone",
}


def teller_choices(
    found: Sequence[Teller], loud: Loud, now: datetime
) -> Iterator[tuple[TellerName, str, str, bool]]:
    """The same for a screen: who tells, when that is, what of it is known, and whether it tells now.

    Args:
        found: As `tellers` gives them.
        now: In the person's zone.
    """
    by_name = {each.name: each for each in found}
    for name, words in _ON_SCREEN.items():
        teller = by_name.get(name)
        alive = teller is not None and teller.is_alive(now) and loud is not Loud.SILENT
        if loud is Loud.SILENT and name is not TellerName.CALENDAR:
            yield name, words, "silent, as How loud says", alive
        elif teller is None and name in _NOTHING_YET:
            yield name, words, _NOTHING_YET[name], alive
        elif teller is not None:
            yield name, words, _teller_words(name, teller, loud, now), alive
        elif name is TellerName.APP:
            yield name, words, "yes", True


def _teller_words(name: TellerName, teller: Teller | None, loud: Loud, now: datetime) -> str:
    if loud is Loud.SILENT and name is not TellerName.CALENDAR:
        return 'silent by your settings (loud = "silent")'
    if teller is None:
        if name is TellerName.APP:
            return "reminds you while it is open"
        return f"not set up; {_HOW[name]}: afterglow {_SET_UP[name]}"
    since, seen = teller.since.astimezone(now.tzinfo), teller.seen.astimezone(now.tzinfo)
    if name is TellerName.CALENDAR:
        until = teller.until.astimezone(now.tzinfo) if teller.until is not None else since
        reaches = "reaches to" if until > now else "ended on"
        end = day_month(until.date())
        return f"written {_when(since, now)}, {reaches} {end}; it does not know what you tick"
    if teller.is_alive(now):
        how = {Loud.QUIET: "a line on the screen", Loud.BELL: "the bell", Loud.DESKTOP: "a notice"}
        aside = f", {how[loud]}" if name is TellerName.APP and loud in how else ""
        return f"on since {_when(since, now)}{aside}"
    return f"not running, last seen {_when(seen, now)}"


def _when(moment: datetime, now: datetime) -> str:
    day = "" if moment.date() == now.date() else f"{short_date(moment.date())} "
    return f"{day}{clock(moment)}"
