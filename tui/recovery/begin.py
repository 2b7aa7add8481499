"""Beginning a recovery, with everything that the person answered, in one act."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from checklists.plan.circumstances import AnswerFrom, Circumstances, Times, VersionFrom, ZoneFrom
from checklists.plan.plan import Plan
from checklists.plan.timing import Dates
from checklists.rules.checklist import Checklist
from checklists.rules.compiled import COMPILED, encode
from tui.journal import Draft, Journal, JournalError, Json, Topic
from tui.recovery.clinic_dates import ClinicDate, date_value, with_clinic_dates
from tui.recovery.recovery import RECOVERY_KEY, START, Clinic, Recovery, new_id, recoveries
from tui.recovery.versions import IN_FORCE, stored_checklist
from tui.settings import Settings
from tui.text.humanize import treated_word


class ChecklistVersion(Struct, frozen=True):
    """A checklist as it was read from its file."""

    checklist: Checklist
    canonical: str
    """Canonical JSON of what the file set."""
    hash: str

    def store(self, journal: Journal, now: datetime) -> None:
        """Have the journal hold it, so that care goes on when its file breaks or vanishes.

        Raises:
            JournalError: If it could not be written.
        """
        text, recorded = encode(self.checklist), now.astimezone(UTC)
        journal.keep_version(self.hash, self.checklist.id, self.canonical, text, COMPILED, recorded)


def begin(
    journal: Journal,
    chosen: ChecklistVersion,
    treated: datetime,
    zone: str,
    answers: Mapping[str, Collection[str]],
    clinic: Clinic,
    now: datetime,
    after: Recovery | None = None,
    dates: Mapping[str, ClinicDate] | None = None,
    session: int | None = None,
) -> Recovery:
    """Begin a recovery and put it in focus.

    Args:
        treated: When the laser finished, aware.
        zone: The IANA name of the zone the person is in.
        answers: By question id; empty is "none of these". What is missing is "not sure".
        now: When this is recorded, aware.
        after: The session before, where this is the next of its course. The same act puts it away.
        dates: By the id of a rule, its clinic date.
        session: Which session of its course it is, for one whose earlier sessions are not all kept here.
            None is the one after `after`, or the first.

    Raises:
        JournalError: If it could not be written; then nothing was begun.
    """
    with journal.transaction():
        return _begin(journal, chosen, treated, zone, answers, clinic, now, after, dates or {}, session)


def _begin(
    journal: Journal,
    chosen: ChecklistVersion,
    treated: datetime,
    zone: str,
    answers: Mapping[str, Collection[str]],
    clinic: Clinic,
    now: datetime,
    after: Recovery | None,
    dates: Mapping[str, ClinicDate],
    session: int | None,
) -> Recovery:
    checklist = chosen.checklist
    chosen.store(journal, now)
    recovery = Recovery(
        id=new_id(journal, checklist.id),
        checklist=checklist.id,
        title=_title(journal, checklist, after),
        treated=treated.astimezone(UTC),
        zone=zone,
        begun=now.astimezone(UTC),
        clinic=clinic,
        session=session or (after.session + 1 if after else 1),
        after=after.id if after else "",
    )
    drafts = [*_drafts(recovery, chosen, answers), *_dates(recovery, checklist, dates)]
    drafts += _ending(journal, after, recovery)
    moment = drafts[0].local.replace("T", " ")
    words = f"start {recovery.full_title}, {treated_word(treated, now)} {moment}"
    journal.record(recovery.id, START, words, drafts, recorded=now)
    return recovery


def _title(journal: Journal, checklist: Checklist, after: Recovery | None) -> str:
    """The checklist's title, or the name that the person gave the session before."""
    entry = journal.latest(after.id, Topic.VERSION, IN_FORCE) if after is not None else None
    if after is not None and entry is not None:
        # What cannot be read of the session before does not keep the next one from beginning.
        with suppress(JournalError):
            if after.title != stored_checklist(journal, str(entry.value)).title:
                return after.title
    return checklist.title


def _ending(journal: Journal, after: Recovery | None, recovery: Recovery) -> Iterator[Draft]:
    """Puts the session before away at the moment that the next one is begun."""
    latest = next((each for each in recoveries(journal) if after is not None and each.id == after.id), after)
    if after is not None and latest is not None and latest.ended is None:
        ended = replace(latest, ended=recovery.begun).to_value()
        yield replace(_draft(recovery, Topic.RECOVERY, RECOVERY_KEY, ended), recovery=after.id)


def _drafts(
    recovery: Recovery, chosen: ChecklistVersion, answers: Mapping[str, Collection[str]]
) -> Iterator[Draft]:
    yield _draft(recovery, Topic.RECOVERY, RECOVERY_KEY, recovery.to_value())
    yield _draft(recovery, Topic.VERSION, "version", chosen.hash)
    yield _draft(recovery, Topic.ZONE, "zone", recovery.zone)
    yield _draft(recovery, Topic.FOCUS, "focus", True)
    for question, ids in answers.items():
        yield _draft(recovery, Topic.ANSWER, question, sorted(ids))


def _dates(recovery: Recovery, checklist: Checklist, dates: Mapping[str, ClinicDate]) -> Iterator[Draft]:
    for rule in checklist.rules:
        if rule.id in dates:
            yield _draft(recovery, Topic.CLINIC_DATE, rule.id, date_value(dates[rule.id], rule.title))


def preview_plan(
    checklist: Checklist,
    treated: datetime,
    zone: str,
    answers: Mapping[str, Collection[str]],
    dates: Mapping[str, ClinicDate],
    settings: Settings,
    now: datetime,
) -> Plan:
    """The plan that beginning would give, before anything is written. Arguments are as for `begin`."""
    begun = treated.astimezone(UTC)
    zones = (ZoneFrom(begun, zone),)
    days_of = Dates(begun, zones, settings.day_start).days_of
    circumstances = Circumstances(
        begun,
        (VersionFrom(begun, with_clinic_dates(checklist, dates, days_of)),),
        zones,
        tuple(AnswerFrom(begun, question, frozenset(ids)) for question, ids in answers.items()),
    )
    return Plan(circumstances, Times(settings.day_start, settings.care_times(), settings.place), now)


def _draft(recovery: Recovery, topic: Topic, key: str, value: Json) -> Draft:
    """All of it holds from the treatment on, whenever it was told."""
    local = recovery.treated.astimezone(ZoneInfo(recovery.zone))
    return Draft(topic, key, value, recovery.treated, None, f"{local:%Y-%m-%dT%H:%M}", recovery.zone)
