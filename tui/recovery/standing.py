"""Which published lines stand: those that the person ticked, and those that a report of theirs fits.

A literal look-up of one sign in what the line itself asks for: no sums, no trends, no combinations.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from checklists.plan.activation import covers
from checklists.plan.plan import Plan
from checklists.rules.checklist import CallWarning
from checklists.rules.rule import Match
from tui.journal import Entry
from tui.recovery.state import SignReport, WarningState

Reports = Mapping[str, tuple[Entry, ...]]
"""What was recorded of each sign, in the order of writing."""


def reports_by_sign(entries: Iterable[Entry], now: datetime, former: Mapping[str, str]) -> Reports:
    """The reports of a recovery by the sign they are of.

    Args:
        entries: Of its signs, in the order of writing.
        now: Aware. What is recorded later is left out.
        former: The ids of today by former ones.
    """
    by_sign: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.recorded <= now:
            name = former.get(entry.key, entry.key)
            reports = by_sign.setdefault(name, [])
            reports.append(entry)
            if entry.value is None and any(each.key != entry.key for each in reports):
                # What is taken back under one name leaves what was said under another.
                by_sign[name] = [each for each in reports if each.key != entry.key]
    return {sign: tuple(reports) for sign, reports in by_sign.items()}


def warning_state(
    warning: CallWarning, plan: Plan, now: datetime, ticks: Mapping[str, Entry], reports: Reports
) -> WarningState:
    """How one line stands at a moment.

    A report fits that was made within the line's `days`, by somebody whom its `when` may be for, and says
    what its `fits` asks for. It goes on fitting, past those days too, until that sign is reported otherwise.
    That the person called counts until one of these reports changes.

    Args:
        plan: Of the recovery, as judged at `now`.
        now: In the person's zone.
        ticks: The entries of its lines, by id.
        reports: As `reports_by_sign` gives them.
    """
    entry = next((ticks[id] for id in (warning.id, *warning.was) if id in ticks), None)
    value = _value(entry)
    ticked = bool(value.get("ticked"))
    runs = tuple(_fitting_runs(warning, plan, now, reports))
    called = datetime.fromisoformat(value["called"]) if value.get("called") else None
    if called is not None and any(run.changed > called for run in runs):
        called = None
    since = [run.since for run in runs]
    # What is asked anew is the report; a tick beside it says no more.
    latest = [run.report.date for run in runs]
    if ticked and entry is not None:
        ticked_on = _date(entry, plan)
        since.append(ticked_on)
        latest = latest or [ticked_on]
    return WarningState(
        warning=warning,
        ticked=ticked,
        called=called.astimezone(now.tzinfo) if called and (ticked or runs) else None,
        reports=tuple(run.report for run in runs),
        since=min(since, default=None),
        asks=any(day < plan.date_of(plan.today) for day in latest),
    )


class _FittingRun(Struct, frozen=True):
    """A report that fits, with those before it that fitted without a break."""

    report: SignReport
    """The latest."""
    since: date
    """The care date of the first that was within the line's days."""
    changed: datetime
    """When another value than before was last recorded, in UTC."""


def _fitting_runs(warning: CallWarning, plan: Plan, now: datetime, reports: Reports) -> Iterator[_FittingRun]:
    if not warning.fits or plan.state.truth(warning.when) is False:
        return
    for test in warning.fits:
        run = _fitting_run(test, warning, plan, now, reports.get(test.subject, ()))
        if run is not None:
            yield run


def _fitting_run(
    test: Match, warning: CallWarning, plan: Plan, now: datetime, entries: tuple[Entry, ...]
) -> _FittingRun | None:
    sign = plan.checklist.sign(test.subject)
    since: date | None = None
    before: int | None = None
    changed: datetime | None = None
    # Behind a word on a day gone by the newer one was written again, in one act: that goes on.
    for entry in {each.act: each for each in entries}.values():
        value = _value(entry).get("value")
        if not isinstance(value, int) or not matches(test, value):
            since = before = None
            continue
        if value != before:
            before, changed = value, entry.recorded
        day = _date(entry, plan)
        if since is None and any(covers(span, plan.number_of(day)) for span in warning.days):
            since = day
    if sign is None or since is None or before is None or changed is None:
        return None
    until = _value(entries[-1]).get("until")
    if until and datetime.fromisoformat(until) <= now:
        return None
    return _FittingRun(SignReport(sign, before, _date(entries[-1], plan)), since, changed)


def fits(warning: CallWarning, report: SignReport) -> bool:
    """Whether a report says what a line asks for, whatever day it is of."""
    return any(test.subject == report.sign.id and matches(test, report.value) for test in warning.fits)


def matches(test: Match, value: int) -> bool:
    """Whether a value of a sign is one that a test of it asks for."""
    return test.low is not None and test.low <= value and (test.high is None or value <= test.high)


def _date(entry: Entry, plan: Plan) -> date:
    """The care date that an entry is of."""
    return date.fromisoformat(entry.date) if entry.date else plan.date_of(plan.number_at(entry.at))


def _value(entry: Entry | None) -> Mapping[str, Any]:
    return entry.value if entry is not None and isinstance(entry.value, Mapping) else {}
