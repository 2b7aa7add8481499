"""How a recovery is going, and its diary, in words: reports and their times, and nothing concluded."""

from collections.abc import Collection, Iterable, Iterator

from checklists.rules.checklist import Sign
from tui.recovery.diary import DiaryEntry, DiaryKind
from tui.recovery.overview import CareOutcome, Overview, SignCourse
from tui.recovery.words import format_report
from tui.text.humanize import capital, clock, counted, short_date
from tui.wording.signs import full_report, value_words, yes_no_words

_HEADS = {
    DiaryKind.SESSION: "session",
    DiaryKind.CHECK_IN: "checked in",
    DiaryKind.REPORT: "reported",
    DiaryKind.NOTE: "note",
    DiaryKind.SLIP: "slip",
    DiaryKind.SKIP: "skipped",
    DiaryKind.ANSWER: "answered",
    DiaryKind.CLINIC_DATE: "clinic said",
    DiaryKind.TICKED: "ticked",
    DiaryKind.UNTICKED: "unticked",
    DiaryKind.CALLED: "called",
    DiaryKind.BOOKED: "booked",
    DiaryKind.PHOTO: "photo",
    DiaryKind.PHOTO_FORGOTTEN: "photo",
    DiaryKind.PHOTO_GONE: "photo",
    DiaryKind.OTHER: "changed",
}


def entry_head(entry: DiaryEntry) -> str:
    """What an entry of the diary is, in a word or two."""
    return _HEADS[entry.kind]


def entry_text(entry: DiaryEntry, dot: str = "\N{MIDDLE DOT}", urgent: Collection[str] = ()) -> str:
    """What it says.

    Args:
        dot: Between what was reported.
        urgent: The ids of yes-no signs that come first, where they are there.
    """
    subject, words = entry.subject, entry.words
    match entry.kind:
        case DiaryKind.CHECK_IN | DiaryKind.REPORT:
            values = sorted(entry.values, key=lambda report: _place(report, urgent))
            there = [full_report(sign, value) for sign, value in values if value]
            none = [sign.noun for sign, value in values if not value]
            absent = (
                [f"no {', '.join(none[:-1])} or {none[-1]}" if len(none) > 1 else f"no {none[0]}"]
                if none
                else []
            )
            return f" {dot} ".join((*there, *absent)) or words
        case DiaryKind.NOTE:
            return f'{subject}: "{words}"' if subject else f'"{words}"'
        case DiaryKind.SLIP | DiaryKind.SKIP:
            return f'{subject}: "{words}"' if words else subject
        case DiaryKind.CALLED:
            return f"about: {subject}"
        case DiaryKind.PHOTO:
            return subject or "no part named"
        case DiaryKind.PHOTO_FORGOTTEN:
            return f"{f'{subject}, ' if subject else ''}forgotten: its file was deleted"
        case DiaryKind.PHOTO_GONE:
            return f"{f'{subject}, ' if subject else ''}its file is gone"
        case _:
            colon = "" if subject.endswith("?") else ":"
            return f"{subject}{colon} {words}" if words else subject


def _place(report: tuple[Sign, int], urgent: Collection[str]) -> int:
    """Where a report stands in a line that may be cut: what is there, then the scales; none is last."""
    sign, _ = report
    return 2 if sign.top > 1 else int(sign.id not in urgent)


def entry_time(entry: DiaryEntry) -> str:
    """When it was: `20:14`; empty where it has no time."""
    return clock(entry.at) if entry.at is not None else ""


def entry_sentence(entry: DiaryEntry) -> str:
    """An entry to be read aloud or sought in: `checked in: redness 0, pain 0`."""
    return f"{entry_head(entry)}: {entry_text(entry, ',')}".replace(" ,", ",")


def sign_sentences(course: SignCourse, overview: Overview) -> Iterator[str]:
    """One sign in sentences, a day each, to be read aloud; days without a report together."""
    sign = course.sign
    yield f"{capital(sign.noun)}. {sign.ask}".rstrip(". ") + ("" if sign.ask.endswith("?") else ".")
    yield f"Reported as {value_words(sign)}."
    if course.usual:
        yield "What is usual is an estimate; people differ."
    silent: list[int] = []
    for number in overview.days:
        if number > overview.today:
            break
        value = course.reports.get(number)
        if value is None:
            silent.append(number)
            continue
        yield from _silence(silent)
        silent = []
        usual = course.usual.get(number)
        day = overview.care[number - overview.days[0]]
        words = capital(format_report(sign, value)) + (
            "" if sign.words or sign.top == 1 else f" of {sign.top}"
        )
        above = ", and this is above it" if course.is_above(number) else ""
        beside = f" Usual {_range(sign, usual)}{above}." if usual else ""
        yield f"Day {number}, {short_date(day.date)}: {words}.{beside}"
    yield from _silence(silent)


def _silence(numbers: list[int]) -> Iterator[str]:
    if len(numbers) == 1:
        yield f"Day {numbers[0]}: nothing said."
    elif numbers:
        yield f"Days {numbers[0]} to {numbers[-1]}: nothing said."


def _range(sign: Sign, usual: tuple[int, int]) -> str:
    if sign.top == 1:
        return yes_no_words(usual)
    return f"{usual[0]}" if usual[0] == usual[1] else f"{usual[0]} to {usual[1]}"


def care_sentences(overview: Overview) -> Iterator[str]:
    """Care in sentences, a day each."""
    for day in overview.care:
        progress = day.progress
        match day.outcome:
            case CareOutcome.AHEAD | CareOutcome.BEFORE:
                continue
            case CareOutcome.NOTHING_DUE:
                words = "nothing due"
            case CareOutcome.SKIPPED:
                words = f"{counted(progress.skipped, 'thing')} left out on purpose"
            case _:
                skipped = f", {progress.skipped} left out on purpose" if progress.skipped else ""
                words = f"{progress.done} of {progress.due} done{skipped}"
        yield f"Day {day.number}, {short_date(day.date)}: {words}."


def course_sentences(courses: Iterable[SignCourse], today: int) -> Iterator[str]:
    """From the first report of each sign to the last: `New on day 5: blisters.`, `Pain 3 on day 1, 0 today.`

    What is there comes first, the newest first of it, and then what has grown. Reports, and no verdict.

    Args:
        courses: With all of their reports up to today.
    """
    courses = tuple(courses)
    new: dict[int, list[str]] = {}
    for course in courses:
        if course.sign.top == 1 and not course.sign.event and (first := _first_of_last(course)) is not None:
            new.setdefault(first, []).append(course.sign.noun)
    for day in sorted(new, reverse=True):
        yield f"New {_day(day, today)}: {', '.join(new[day])}."
    scales = [course for course in courses if course.sign.top > 1 and len(course.reports) > 1]
    for course in sorted(scales, key=_regrowth, reverse=True):
        days = sorted(course.reports)
        shown = [days[0], days[-1]]
        # What fell and has grown again does not look as if it only fell.
        if _regrowth(course) and (lowest := _lowest(course)) != days[0]:
            shown.insert(1, lowest)
        parts = (f"{_level(course, day, shown[0])} {_day(day, today)}" for day in shown)
        yield f"{capital(course.sign.noun)} {', '.join(parts)}."


def above_usual_sentence(courses: Iterable[SignCourse], today: int) -> str:
    """`Above usual (an estimate): pain 3 of 10 today.`, by the last report of each sign; or nothing.

    Args:
        courses: With all of their reports up to today.
    """
    above = [
        f"{full_report(course.sign, course.reports[day])} {_day(day, today)}"
        for course in courses
        if course.reports and course.is_above(day := max(course.reports))
    ]
    return f"Above usual (an estimate): {', '.join(above)}." if above else ""


def _day(day: int, today: int) -> str:
    """`today`, `on day 3`."""
    return "today" if day == today else f"on day {day}"


def _level(course: SignCourse, day: int, first: int) -> str:
    """A report by its word, or by its number, which has the end of its scale the first time."""
    sign, value = course.sign, course.reports[day]
    return sign.words[value] if sign.words else f"{value} of {sign.top}" if day == first else f"{value}"


def _first_of_last(course: SignCourse) -> int | None:
    """The day of the first yes after the last no; None where the last report is a no, or there is none."""
    first = None
    for day in sorted(course.reports, reverse=True):
        if not course.reports[day]:
            break
        first = day
    return first


def _lowest(course: SignCourse) -> int:
    """The last day with the lowest report."""
    return min(course.reports, key=lambda day: (course.reports[day], -day))


def _regrowth(course: SignCourse) -> int:
    """By how much the last report is above the lowest."""
    return course.reports[max(course.reports)] - course.reports[_lowest(course)]


def unsaid_words(overview: Overview) -> str:
    """`You have not said yet: blisters, open skin`; empty where every sign was reported."""
    names = [each.sign.noun for each in overview.signs if not each.reports]
    return f"You have not said yet: {', '.join(names)}" if names else ""


def where(overview: Overview) -> str:
    """`Day 9 of 90`; before the treatment and after the plan what holds then."""
    if overview.today < 0:
        return "before day 0"
    last = overview.checklist.last_day
    return f"Day {overview.today} of {last}" if overview.today <= last else "the plan is over"
