"""What came of an act, in a sentence or two for the status line."""

from collections.abc import Callable
from typing import assert_never

from tui.journal import Act
from tui.recovery.clinic_dates import date_words
from tui.recovery.outcomes import (
    AcceptedInPart,
    ActedElsewhere,
    Booked,
    ClinicDateSet,
    CountedBack,
    DayNotCome,
    Deed,
    Done,
    LetGo,
    Obstacle,
    PhotosAdded,
    PhotosForgotten,
    PutOff,
    Redone,
    Refused,
    Reported,
    Skipped,
    Ticked,
    Unbooked,
    Undone,
    Unticked,
    WentOut,
    What,
    Why,
)
from tui.recovery.state import Caution, TooOften
from tui.text.humanize import clock, counted, minutes_words, short_date
from tui.wording.report import change_words, fitting_sentences, report_effect

Keys = Callable[[str, str], str]
"""The key that a binding is on, as it is written, by the binding's id and the usual key."""


_DEEDS = {
    Deed.SLIPPED: "Noted. It happens; leave it be from here.",
    Deed.SLIP_TAKEN_BACK: "Taken back.",
    Deed.NOTED: "Noted.",
    Deed.NOTE_REMOVED: "Note taken away.",
    Deed.CAME_BACK: "Back in.",
    Deed.ANSWERED: "Changed, from now on.",
    Deed.CLINIC_SET: "Kept.",
    Deed.CLINIC_DATE_CLEARED: "By the checklist again.",
    Deed.CLINIC_DATE_FORGOTTEN: "Let go of.",
    Deed.PRICE_SET: "Price kept.",
    Deed.PRICE_REMOVED: "Price taken away.",
    Deed.VERSION_ACCEPTED: "Accepted from now on.",
    Deed.VERSION_DECLINED: "Kept as it was.",
    Deed.VERSION_LEFT: "Left for later.",
    Deed.PUT_AWAY: "Put away. Nothing is deleted.",
    Deed.REOPENED: "Open again. It reminds as before.",
    Deed.TREATMENT_CORRECTED: "Corrected. Ticks keep their dates.",
    Deed.RENAMED: "Renamed.",
    Deed.ZONE_FOLLOWED: "From now on. Days gone by stay as they were.",
}
_OBSTACLES = {
    # The keys that tick say themselves which rows they are for.
    Obstacle.NOTHING_TO_TICK: "",
    Obstacle.NOTHING_ANSWERED: "Nothing was answered, so the check-in stays open.",
    Obstacle.NOTHING_TO_UNDO: "There is nothing to undo.",
    Obstacle.NOTHING_TO_REDO: "There is nothing to do again.",
    Obstacle.NOTHING_CHANGED: "Left as it was.",
    Obstacle.TIME_PASSED: "That time has passed.",
    Obstacle.PAST_THE_DAY: "That is past the end of this day. Do it before, or skip it.",
}


def act_sentence(outcome: Done[What] | Refused, keys: Keys) -> str:
    """What was done and how to take it back, or why nothing was. Empty where it goes without saying."""
    if isinstance(outcome, Refused):
        return refusal(outcome.why)
    undoes = f"{keys('act.undo', 'u')} undoes."
    match outcome.what:
        case Deed.VERSION_LEFT as deed:
            return f"{_DEEDS[deed]} {keys('file.difference', 'v')} shows it."
        case Deed() as deed:
            return f"{_DEEDS[deed]} {undoes}"
        case AcceptedInPart(count):
            stays = "stays" if count == 1 else "stay"
            return f"Accepted, but for {counted(count, 'part')}, which {stays} refused. {undoes}"
        case Ticked(count, cautions):
            words = " ".join(map(caution_words, cautions)) or f"{_many('Ticked', count)}."
            return f"{words} {undoes}"
        case Unticked(count):
            return f"{_many('Open again', count)}. {undoes}"
        case Skipped(count):
            return f"{_many('Skipped', count)}. {undoes}"
        case LetGo(count):
            return f"{_many('Let go', count)}. {undoes}"
        case Reported(signs, day, check_in, changes):
            told = [change_words(change) for change in changes if change.tells]
            numbers = f": {', '.join(told)}" if told else ""
            first = f"{'Checked in' if check_in else 'Noted'}{numbers}."
            fits = fitting_sentences(day, signs)
            return " ".join([*fits, first, *report_effect(day, signs).sentences(), undoes])
        case WentOut(until):
            back = f"{keys('sign.out', 'o')} says you are back."
            return f"Out{f' until {clock(until)}' if until else ''}. {back}"
        case PutOff(until):
            return f"Later, at {clock(until)}. {undoes}"
        case ClinicDateSet(date):
            return f"Your clinic said: {date_words(date)}. {undoes}"
        case Booked(booking):
            return f"Booked: {booking}. {undoes}"
        case Unbooked(booking):
            return f"Taken back: {booking}. {undoes}"
        case PhotosAdded(count, ticked):
            rule = " The photo rule is ticked." if ticked else ""
            return f"Added: {counted(count, 'photo')}.{rule} {undoes}"
        case PhotosForgotten():
            return "Forgotten. Its file is deleted."
        case Undone(act):
            return f"{undid(act)}."
        case Redone(act):
            return f"{did_again(act)}."
    assert_never(outcome.what)


def refusal(why: Why) -> str:
    """Why nothing was done."""
    match why:
        case Obstacle():
            return _OBSTACLES[why]
        case DayNotCome(number):
            return f"Day {number} has not come. It can be skipped, not ticked."
        case ActedElsewhere(act):
            return f"Left as it is. Elsewhere since: {act.words if act else 'nothing is left to do that to'}."
        case CountedBack():
            return counted_back_words(why)
    assert_never(why)


def undid(act: Act) -> str:
    """`Undid: tick 'Wash gently', evening, day 3`."""
    return f"Undid: {act.words}"


def did_again(act: Act) -> str:
    """`Did again: tick 'Wash gently', evening, day 3`."""
    return f"Did again: {act.words}"


def caution_words(caution: Caution) -> str:
    """A kind word where one as-needed care follows another too soon or too often."""
    if isinstance(caution, TooOften):
        return f"That is more than {caution.at_most} today. Noted all the same."
    return f"Best left {minutes_words(caution.gap)} apart. Noted all the same."


def counted_back_words(why: CountedBack) -> str:
    """Why a rule takes no days and times of the clinic's."""
    return f"That is counted back from the session on {short_date(why.session)}."


def _many(word: str, count: int) -> str:
    return word if count == 1 else f"{word}: {count} items"
