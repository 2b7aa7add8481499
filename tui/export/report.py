"""One page for the clinic: what was reported, done and noted, as HTML that stands by itself, or as PDF.

No script, no network and nothing that is loaded. What people and files wrote stays text.
"""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from checklists.plan.plan import Plan
from checklists.rules.rule import Rule
from checklists.text import printable
from tui.journal import Topic
from tui.paths import replace_file
from tui.recovery.clinic_dates import date_words, read_date
from tui.recovery.course import next_booking
from tui.recovery.diary import DiaryEntry, DiaryKind, diary
from tui.recovery.names import under_names_of_today
from tui.recovery.overview import CareOutcome, Overview, SignCourse, overview
from tui.recovery.questions import UNSURE
from tui.recovery.reader import RecoveryReader
from tui.recovery.words import format_answer
from tui.text.humanize import capital, clock, counted, long_date, reason_of, short_date, spans_words
from tui.wording.going import entry_head, entry_text, entry_time

_MOST_SOURCES = 12
"""So many sources are named on the sheet, which is to stay one."""
DISCLAIMER = (
    "Written by the person who was treated, with Afterglow, from what they reported and ticked themselves;"
    " checked by nobody. It is no medical record and no judgement of how the skin heals. Usual ranges"
    " are estimates from public sources. What the clinic said comes before all of it."
)
_CALLS = (DiaryKind.TICKED, DiaryKind.UNTICKED, DiaryKind.CALLED)
_ROWS = (DiaryKind.SLIP, DiaryKind.SKIP, DiaryKind.NOTE)
_MARKS = {
    CareOutcome.ALL: "\N{BLACK SQUARE}",
    CareOutcome.PART: "\N{CIRCLE WITH LEFT HALF BLACK}",
    CareOutcome.NONE: "\N{WHITE SQUARE}",
    CareOutcome.SKIPPED: "\N{EN DASH}",
}
_LIKE_A_MARK = "\N{NO-BREAK SPACE}"


class ReportError(Exception):
    """The page cannot be written; the sentence says why, and what to do."""


class ReportPhoto(Struct, frozen=True):
    """A photo that goes along."""

    name: str
    """Its day and part."""
    content: bytes
    """A JPEG."""


def report_html(
    sessions: Iterable[tuple[RecoveryReader, Plan]],
    now: datetime,
    days: tuple[int, int] | None = None,
    photos: Mapping[str, Sequence[ReportPhoto]] | None = None,
) -> str:
    """A page a session.

    Args:
        sessions: Each with its plan as judged at `now`; at least one.
        now: Aware.
        days: The first and the last to be told of, both inclusive. None is all that have come.
        photos: By the id of the recovery.

    Raises:
        JournalError: If the journal cannot be read.
    """
    # Here, since it takes longer to load than most commands run.
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    def clean(value: Any) -> Any:
        # What autoescape leaves: characters that turn the direction of a text, or that no page may hold.
        return value if isinstance(value, Markup) else printable(str(value), "\N{REPLACEMENT CHARACTER}")

    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=clean)
    template = environment.from_string(Path(__file__).with_name("report.html").read_text("utf-8"))
    pages = []
    for reader, plan in sessions:
        page = _page(reader, plan, now, days, (photos or {}).get(reader.recovery.id, ()))
        for chart in page["charts"]:
            chart["svg"] = Markup(chart["svg"])
        pages.append(page)
    return template.render(title=pages[-1]["title"], sessions=pages, disclaimer=DISCLAIMER)


def write_report(page: str, output: Path) -> None:
    """Write a page as .html, or as .pdf, whole or not at all.

    Raises:
        ReportError: If it cannot be written there, or no PDF can be made here.
    """
    kind = output.suffix.lower()
    if kind not in (".html", ".htm", ".pdf"):
        raise ReportError(f"{output.name} is neither a .html nor a .pdf.")
    if output.is_dir():
        raise ReportError(f"{output} is a folder.")
    if not output.parent.is_dir():
        raise ReportError(f"{output} cannot be written: there is no folder {output.parent}.")
    content = report_pdf(page) if kind == ".pdf" else page.encode()
    try:
        replace_file(output, content)
    except OSError as error:
        raise ReportError(f"{output} cannot be written: {reason_of(error)}.") from None


def report_pdf(page: str) -> bytes:
    """The same page as PDF.

    Raises:
        ReportError: If what makes it is not installed, or does not work here.
    """
    noise = io.StringIO()
    try:
        # It prints a banner where a library of the system is missing.
        with redirect_stdout(noise), redirect_stderr(noise):
            from weasyprint import HTML
            from weasyprint.urls import URLFetcher
    except ImportError:
        raise ReportError(
            "A PDF needs WeasyPrint: pip install 'afterglow[pdf]'. Without it, write to a .html,"
            " open it and print."
        ) from None
    except OSError as error:
        reason = str(error).partition("\n")[0]
        raise ReportError(
            f"WeasyPrint does not work here ({reason}). Write to a .html, open it in a browser and print."
        ) from None
    # What the page itself holds is all that is fetched.
    own = URLFetcher(allowed_protocols=("data",))
    made = HTML(string=page, url_fetcher=own).write_pdf(pdf_tags=True)
    assert isinstance(made, bytes)
    return made


def _page(
    reader: RecoveryReader,
    plan: Plan,
    now: datetime,
    days: tuple[int, int] | None,
    photos: Sequence[ReportPhoto],
) -> dict[str, Any]:
    """What the template is given of one session."""
    recovery, checklist = reader.recovery, plan.checklist
    first, last = days or (0, min(plan.today, plan.last_day))
    whole = overview(reader, plan, now, first, min(last, max(plan.today, 0)))
    entries = _diary(reader, plan, whole)
    treated = recovery.treated.astimezone(ZoneInfo(recovery.zone))
    moment = f"{long_date(treated.date())} {treated.year} at {clock(treated)} ({recovery.zone})"
    reported = [each for each in whole.signs if each.reports]
    return {
        "title": f"Aftercare: {recovery.full_title}",
        "treated": f"Treated {moment}",
        "span": _span(whole, plan, now),
        "purpose": checklist.purpose,
        "facts": list(_facts(reader, plan, now)),
        "answers": list(_answers(reader, plan)),
        "calls": [_row(each) for each in entries if each.kind in _CALLS],
        "charts": [
            {
                "name": capital(each.sign.noun),
                "ask": each.sign.ask,
                "svg": sign_svg(each, whole),
            }
            for each in reported
            if each.sign.top > 1
        ],
        "plain_signs": [
            (f"{capital(each.sign.noun)}:", _yes_no(each)) for each in reported if each.sign.top == 1
        ],
        "care": [_care(day.number, day.outcome, day.progress.done, day.progress.due) for day in whole.care],
        "rows": [_row(each) for each in entries if each.kind in _ROWS],
        "photos": [{"name": photo.name, "data": _data(photo.content)} for photo in photos],
        "followed": f"{checklist.title}, revision {checklist.revision}, reviewed {checklist.reviewed}",
        "sources": "; ".join(_sources(plan, whole)),
    }


def _span(whole: Overview, plan: Plan, now: datetime) -> str:
    if not whole.care:
        return "no day of it has come"
    first, last = whole.care[0], whole.care[-1]
    numbers = f"day {first.number}" if first is last else f"days {first.number} to {last.number}"
    made = now.astimezone(plan.zone)
    dates = f"{short_date(first.date)} to {short_date(last.date)}"
    return f"{numbers} ({dates}) \N{MIDDLE DOT} written {made:%Y-%m-%d}"


def _facts(reader: RecoveryReader, plan: Plan, now: datetime) -> Iterator[tuple[str, str]]:
    recovery = reader.recovery
    yield "Clinic:", str(recovery.clinic) or "not said"
    for id, entry in reader.journal.current(recovery.id, Topic.CLINIC_DATE).items():
        date, rule = read_date(entry.value), plan.checklist.rule(id)
        title = rule.title if rule else str(entry.value.get("title") or id)
        if date is not None:
            yield "The clinic said:", f"{title}, {date_words(date)}"
    booking = next_booking(reader.journal, recovery.id, now)
    if booking is not None:
        yield "Next session:", f"{booking}"


def _answers(reader: RecoveryReader, plan: Plan) -> Iterator[tuple[str, str]]:
    answers = reader.journal.current(reader.recovery.id, Topic.ANSWER)
    for id, entry in under_names_of_today(answers, plan.checklist.former_names).items():
        question = plan.checklist.question(id)
        if question is not None:
            chosen = None if entry.value == UNSURE else [str(each) for each in entry.value]
            yield question.ask, format_answer(question, chosen)


def _diary(reader: RecoveryReader, plan: Plan, whole: Overview) -> list[DiaryEntry]:
    if not whole.care:
        return []
    entries = diary(reader, plan, whole.care[0].date, whole.care[-1].date)
    return list(reversed(entries))


def _row(entry: DiaryEntry) -> dict[str, str]:
    return {
        "day": f"Day {entry.day}, {short_date(entry.date)} {entry_time(entry)}",
        "head": capital(entry_head(entry)),
        "text": entry_text(entry),
    }


def _care(number: int, outcome: CareOutcome, done: int, due: int) -> dict[str, str]:
    told = outcome in (CareOutcome.ALL, CareOutcome.PART, CareOutcome.NONE)
    words = f"day {number}: {done} of {due} done" if told else f"day {number}: {outcome.value}"
    return {
        "number": str(number),
        "mark": _MARKS.get(outcome, _LIKE_A_MARK),
        "counts": f"{done}/{due}" if told else _LIKE_A_MARK,
        "words": words,
    }


def _yes_no(course: SignCourse) -> str:
    """`yes on days 1 to 7; no on days 8 to 14`."""
    parts = []
    for value, word in ((1, "yes"), (0, "no")):
        numbers = sorted(number for number, each in course.reports.items() if each == value)
        if numbers:
            parts.append(f"{word} on {spans_words(_spans(numbers))}")
    return "; ".join(parts)


def _spans(numbers: Sequence[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return spans


def _sources(plan: Plan, whole: Overview) -> Iterator[str]:
    """What most of the rules that were on rest on, the most cited first, and where the rest is to be read."""
    rules: dict[str, Rule] = {}
    for number in whole.days:
        day = plan.day(number)
        shown = [*(item.rule for item in day.items), *(avoid.rule for avoid in day.avoids), *day.expects]
        rules.update((rule.id, rule) for rule in shown)
    cited = Counter(each.key for rule in rules.values() for each in rule.sources)
    named = sorted(
        (source for source in plan.checklist.sources if cited[source.key]),
        key=lambda source: -cited[source.key],
    )
    for source in named[:_MOST_SOURCES]:
        yield f"{source.by}: {source.title}" if source.by else source.title
    if len(named) > _MOST_SOURCES:
        rest = counted(len(named) - _MOST_SOURCES, "other")
        yield f"and {rest} (afterglow checklist show {plan.checklist.id} --sources)"


def _data(content: bytes) -> str:
    from base64 import b64encode

    return f"data:image/jpeg;base64,{b64encode(content).decode('ascii')}"


_WIDTH, _HEIGHT, _BOTTOM = 240, 90, 14
"""Of a chart, in its own units."""
_LETTER = 4.7
"""Of one letter of a label, at most."""
_LABELS = 'font-size="7.6" fill="#4a443e"'


def sign_svg(course: SignCourse, whole: Overview) -> str:
    """A sign by day as SVG: its usual band, a dot a report, and a line only from one day to the next.

    Every text in it is escaped.
    """
    sign, days, reports = course.sign, whole.days, course.reports
    values = range(sign.top + 1) if sign.top <= 4 else (0, sign.top // 2, sign.top)
    labels = {each: f"{each} {sign.words[each]}" if sign.words else f"{each}" for each in values}
    left = max(len(label) for label in labels.values()) * _LETTER + 6
    step = (_WIDTH - left - 4) / max(len(days), 1)
    unit = (_HEIGHT - _BOTTOM - 9) / sign.top

    def x(number: int) -> float:
        return left + (number - days[0] + 0.5) * step

    def y(value: float) -> float:
        return _HEIGHT - _BOTTOM - 3 - value * unit

    numbers = sorted(number for number in reports if number in days)
    read = ", ".join(f"day {number}: {reports[number]}" for number in numbers)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        f"<title>{_text(sign.noun)}. {read}</title>",
    ]
    for number, (low, high) in course.usual.items():
        place = f'x="{x(number) - step / 2:.1f}" y="{y(high) - 2.5:.1f}"'
        size = f'width="{step + 0.1:.2f}" height="{(high - low) * unit + 5:.1f}"'
        parts.append(f'<rect {place} {size} fill="#dcd7d0"/>')
    for value, label in labels.items():
        place = f'x="{left - 4:.1f}" y="{y(value) + 2.6:.1f}" text-anchor="end"'
        parts.append(f"<text {place} {_LABELS}>{_text(label)}</text>")
    every = next((each for each in (1, 2, 7, 14, 28, 56, 182) if each * step >= 11), 365)
    for number in days:
        if number % every == 0:
            place = f'x="{x(number):.1f}" y="{_HEIGHT - 3}" text-anchor="middle"'
            parts.append(f"<text {place} {_LABELS}>{number}</text>")
    for before, after in pairwise(numbers):
        if after == before + 1:
            start = f'x1="{x(before):.1f}" y1="{y(reports[before]):.1f}"'
            end = f'x2="{x(after):.1f}" y2="{y(reports[after]):.1f}"'
            parts.append(f'<line {start} {end} stroke="#9a4a1b" stroke-width="1"/>')
    for number in numbers:
        place = f'cx="{x(number):.1f}" cy="{y(reports[number]):.1f}"'
        parts.append(f'<circle {place} r="2.4" fill="#9a4a1b"/>')
    return "".join([*parts, "</svg>"])


def _text(text: str) -> str:
    return escape(printable(text, "\N{REPLACEMENT CHARACTER}"))
