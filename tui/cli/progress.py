"""`progress` and `diary`: how it is going, in counts and in the person's own reports and words."""

import os
import shutil
import sys
from datetime import date
from typing import Any

import click

from checklists.text import nearest_or_all
from tui.cli.context import reader_of
from tui.cli.ending import OK, RefusedError, UsageError, parse_argument
from tui.cli.group import Command, completed
from tui.cli.output.lines import say, say_json
from tui.photos.photo_files import PhotoFiles
from tui.recovery.context import AppContext
from tui.recovery.diary import DiaryEntry, without_files
from tui.recovery.diary import diary as diary_of
from tui.recovery.overview import Overview, SignCourse, earlier_sessions, overview
from tui.recovery.recovery import sessions_before
from tui.text.cells import columns
from tui.text.humanize import short_date
from tui.text.parse import parse_day
from tui.themes import look
from tui.wording.charts import ASCII_MARKS, GLYPH_MARKS, columns_of, legend, plain, sign_labels, table, window
from tui.wording.going import (
    above_usual_sentence,
    care_sentences,
    course_sentences,
    entry_head,
    entry_text,
    entry_time,
    sign_sentences,
    where,
)

_CARE = "care"
_LEAST, _MOST = 40, 200
"""Columns that a table is drawn for."""


@click.command(cls=Command)
@click.argument("sign", metavar="[SIGN]", required=False, shell_complete=completed("signs"))
@click.option("--sessions", is_flag=True, help="With the same days of the sessions before.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def progress(context: AppContext, sign: str | None, sessions: bool, as_json: bool) -> int:
    """Show how it is going: care by day, and what you reported.

    With the name of a sign, or "care", in sentences, a day each. What is usual is an estimate.
    """
    reader = reader_of(context)
    now = context.now()
    plan = reader.plan(now)
    if plan.today < 0:
        raise RefusedError(f"Nothing is to be shown yet: day 0 is {plan.treatment_date}.")
    whole = overview(reader, plan, now)
    earlier = earlier_sessions(reader, now) if sessions else ()
    if as_json:
        value = _json(whole)
        if sessions:
            value["sessions"] = [_json(each) for each in earlier]
        say_json(value)
        return OK
    if sign is not None:
        _say_sign(sign, (*earlier, whole))
        return OK
    marks = GLYPH_MARKS if _draws_glyphs(context) else ASCII_MARKS
    width = max(_LEAST, min(shutil.get_terminal_size().columns, _MOST))
    labels = sign_labels((each.sign for each in whole.signs), width)
    labels += [" session 10"] if earlier else []
    layout = columns_of(width, whole.last_day if whole.today > 99 else min(whole.today, 99), labels)
    end = min(plan.today, whole.last_day)
    above = above_usual_sentence(whole.signs, whole.today)
    while end >= 0:
        # All of it, the newest days first: a table a screenful.
        first, last = window(plan.today, end, layout.room, end)
        part = overview(reader, plan, now, first, last)
        if end == min(plan.today, whole.last_day):
            say(
                f"{reader.recovery.full_title}    {where(whole)}",
                *([f"{above} When to call: afterglow call"] if above else []),
                *course_sentences(whole.signs, whole.today),
                "",
            )
        say(*plain(table(part, layout, marks, earlier)), "")
        end = first - 1
    say(legend(whole, marks))
    say("In sentences: afterglow progress care, or the name of a sign.")
    if not sessions and sessions_before(reader.journal, reader.recovery):
        say("Beside the sessions before: afterglow progress --sessions")
    return OK


def _say_sign(name: str, overviews: tuple[Overview, ...]) -> None:
    """One sign, or care, in sentences: of every session where there are several."""
    names = {_CARE, *(each.sign.id for every in overviews for each in every.signs)}
    wanted = name.strip().lower().replace(" ", "-")
    if (renamed := overviews[-1].checklist.sign(wanted)) is not None:
        wanted = renamed.id
    if wanted not in names:
        raise UsageError(f"Nothing is known of {name!r}.{nearest_or_all(wanted, sorted(names))}")
    for each in overviews:
        if len(overviews) > 1:
            say(f"Session {each.recovery.session}.")
        course = each.sign(wanted)
        if wanted == _CARE:
            say(*care_sentences(each))
        elif course is not None:
            say(*sign_sentences(course, each))


def _draws_glyphs(context: AppContext) -> bool:
    """Whether the glyphs of charts may be printed, in this terminal and for this person."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    return encoding == "utf8" and not look(context.settings, os.environ).marks.line.isascii()


def _json(whole: Overview) -> dict[str, Any]:
    return {
        "recovery": whole.recovery.id,
        "checklist": whole.checklist.id,
        "title": whole.recovery.title,
        "session": whole.recovery.session,
        "today": whole.today,
        "last_day": whole.checklist.last_day,
        "care": [
            {
                "day": day.number,
                "date": day.date.isoformat(),
                "done": day.progress.done,
                "due_so_far": day.progress.due,
                "planned": day.progress.planned,
                "skipped": day.progress.skipped,
                "care": day.outcome.value,
            }
            for day in whole.care
        ],
        "signs": [_sign_json(each, whole) for each in whole.signs],
        "events": [
            {"day": number, "events": sorted(event.value for event in events)}
            for number, events in sorted(whole.events.items())
        ],
    }


def _sign_json(course: SignCourse, whole: Overview) -> dict[str, Any]:
    dates = {day.number: day.date.isoformat() for day in whole.care}
    return {
        "sign": course.sign.id,
        "ask": course.sign.ask,
        "top": course.sign.top,
        "words": list(course.sign.words),
        "reports": [
            {"day": number, "date": dates.get(number), "value": value}
            for number, value in sorted(course.reports.items())
        ],
        "usual_estimate": [
            {"day": number, "low": low, "high": high} for number, (low, high) in sorted(course.usual.items())
        ],
    }


@click.command(cls=Command)
@click.option("--since", metavar="DATE", help="From this day on: 2026-11-22, yesterday, or 7 for a week ago.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def diary(context: AppContext, since: str | None, as_json: bool) -> int:
    """Show all you said, the newest first.

    Check-ins, notes, slips, skips with your reasons, answers, clinic dates, calls, sessions, photos.
    """
    reader = reader_of(context)
    plan = reader.plan(context.now())
    first = None if since is None else parse_argument(parse_day, since, context.present())
    entries = without_files(diary_of(reader, plan, first), PhotoFiles(context.paths.photos).names())
    if as_json:
        say_json({"recovery": reader.recovery.id, "entries": [_entry_json(each) for each in entries]})
        return OK
    if not entries:
        say("Nothing is in the diary yet." if since is None else f"Nothing is in the diary since {since}.")
        return OK
    day: date | None = None
    rows: list[tuple[str, ...]] = []
    for each in entries:
        if each.date != day:
            say(*columns(rows))
            rows = []
            number = f"Day {each.day}" if each.day >= 0 else "Before day 0"
            say(*([] if day is None else [""]), f"{number}  {short_date(each.date)} {each.date.year}")
            day = each.date
        rows.append(
            (f"  {entry_time(each) or '  -  '}", entry_head(each), entry_text(each, ",").replace(" ,", ","))
        )
    say(*columns(rows))
    return OK


def _entry_json(entry: DiaryEntry) -> dict[str, Any]:
    return {
        "date": entry.date.isoformat(),
        "day": entry.day,
        "at": entry.at.isoformat(timespec="seconds") if entry.at else None,
        "kind": entry.kind.value,
        "subject": entry.subject or None,
        "words": entry.words or None,
        "values": [{"sign": sign.id, "value": value} for sign, value in entry.values],
        "photo": entry.photo or None,
    }
