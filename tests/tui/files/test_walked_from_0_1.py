"""What was begun, ticked and reported with 0.1's files goes on in the version that is shipped now."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from checklists.rules.checklist import Call
from tests.conftest import Contexts
from tests.support.apps import clock_of, reader_of, shipped
from tests.support.commands import Shell
from tests.support.content import PREFIXES
from tests.support.kept import KEPT, shipped_by_0_1
from tui.journal import Act, Entry, Journal
from tui.recovery.context import AppContext
from tui.recovery.state import State

PREFIX = {id: prefix for prefix, id in PREFIXES.items()}
IDS = ("picosure-face", "picosure-tattoo", "picoplus", "picosecond")
ACCEPTED = 5
"""The day on whose evening the newer version is accepted."""
REPORTED = {"crusts": 1, "redness": 3, "blisters": 1}


def answered(context: AppContext, number: int) -> dict[tuple[str, str], State]:
    """What a day shows of all that was ticked or left out on it: by its key and its title."""
    day = reader_of(context).state(context.now(), number)
    said = (State.DONE, State.SKIPPED)
    return {(each.item.key, each.item.rule.title): each.state for each in day.items if each.state in said}


def held(context: AppContext, number: int) -> set[str]:
    """The ids of what a report holds back on a day, former ones too."""
    day = reader_of(context).state(context.now(), number)
    return {id for each in day.avoids if each.held for id in (each.avoid.rule.id, *each.avoid.rule.was)}


def calls(context: AppContext, number: int) -> dict[str, Call]:
    """How urgent each line of a day is, by its id and its former ones."""
    day = reader_of(context).state(context.now(), number)
    lines = [each.warning for each in day.warnings]
    return {id: each.call for each in lines for id in (each.id, *each.was)}


def everything(home: Path, id: str) -> list[tuple[Act, Entry]]:
    """All that a journal holds of a recovery, in the order of writing."""
    with Journal.open(home / "journal.sqlite") as journal:
        return list(journal.everything(id))


def live(context: AppContext) -> None:
    """Answer a day as a careful person does: all ticked but one left out, a check-in, and a slip."""
    acts = context.acts(reader_of(context))
    today = reader_of(context).state(context.now())
    acts.report(
        {sign: REPORTED[sign.id] for sign in acts.plan.checklist.signs if sign.id in REPORTED}, today.date
    )
    first, *rest = [each.item for each in today.items if each.open and not each.item.rule.check_in]
    acts.skip([first], "too tired")
    acts.tick(rest)
    acts.slip(today.avoids[0].avoid.rule, today.date)


@pytest.mark.parametrize("id", IDS)
def test_all_that_was_answered_and_held_is_there_once_the_newer_version_is_accepted(
    contexts: Contexts, id: str
) -> None:
    context = contexts("2026-11-20T21:00", of=shipped_by_0_1(id), answers={})
    live(context)
    for _ in range(ACCEPTED):
        clock_of(context).advance(timedelta(days=1))
        live(context)
    days = range(ACCEPTED + 1)
    before = [answered(context, number) for number in days]
    assert all(len(day) > 3 for day in before)
    holds, lines = held(context, ACCEPTED), calls(context, ACCEPTED)
    assert holds
    written = list(context.journal.everything(reader_of(context).recovery.id))

    clock_of(context).advance(timedelta(minutes=1))
    context.acts(reader_of(context)).accept(shipped(id))

    clock_of(context).advance(timedelta(minutes=1))
    past = range(ACCEPTED)
    assert [answered(context, number) for number in past] == before[:-1]
    # Of the day itself what the newer version has for this person; what it has for nobody is named, and a
    # line that is for other answers than theirs waits for those.
    day = reader_of(context).state(context.now())
    shown = {key for key, _ in answered(context, ACCEPTED)}
    for key, title in before[-1]:
        rule = context.acts(reader_of(context)).plan.checklist.rule(key.split("/")[1])
        assert key in shown or title in day.gone or (rule is not None and rule.when), title
    assert holds <= held(context, ACCEPTED)
    after = calls(context, ACCEPTED)
    assert lines.keys() <= after.keys()
    order = tuple(Call)
    assert all(order.index(after[line]) <= order.index(call) for line, call in lines.items())
    assert list(context.journal.everything(reader_of(context).recovery.id))[: len(written)] == written


@pytest.mark.parametrize("id", IDS)
def test_what_was_reported_under_0_1_holds_on_the_days_of_the_newer_version(
    contexts: Contexts, id: str
) -> None:
    context = contexts("2026-11-20T21:00", of=shipped_by_0_1(id), answers={})
    live(context)
    clock_of(context).advance(timedelta(days=ACCEPTED))
    live(context)
    clock_of(context).advance(timedelta(minutes=1))
    context.acts(reader_of(context)).accept(shipped(id))

    clock_of(context).advance(timedelta(days=15))

    assert f"{PREFIX[id]}-no-makeup" in held(context, ACCEPTED + 15)


@pytest.mark.parametrize("id", ["picosure-face", "picosure-tattoo"])
def test_the_kept_journal_of_0_1_says_of_each_day_what_it_said(id: str, tmp_path: Path) -> None:
    shutil.copyfile(KEPT / "journal-0.1.sqlite", tmp_path / "journal.sqlite")
    (tmp_path / "journal.sqlite").chmod(0o600)
    tmp_path.chmod(0o700)
    shell = Shell(tmp_path, now="2026-11-24T21:30")
    days = range(4 if id == "picosure-face" else 1)

    def said(number: int) -> Any:
        day = shell("--recovery", id, "today", "--json", "--day", str(number)).json
        answered = [each for each in day["items"] if each["state"] in ("done", "skipped")]
        return answered, [(each["id"], each["value"]) for each in day["signs"]]

    before = [said(number) for number in days]
    written = everything(tmp_path, id)

    assert shell("--recovery", id, "checklist", "accept", id).code == 0

    assert [said(number) for number in days] == before
    assert everything(tmp_path, id)[: len(written)] == written
