"""A report that is damaged releases nothing: it counts as not made, is asked anew, and is named."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from checklists.rules.checklist import Sign
from checklists.rules.rule import Kind, Match, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import at, chosen, clock_of, small_checklist
from tests.support.days import opened, shown
from tui.recovery.context import AppContext
from tui.recovery.state import DayState

STITCHES = Sign("stitches", "Are the stitches still in?", 1, (Span(0, 14),))
SWIM = Rule(
    "swim",
    Kind.AVOID,
    "Swimming",
    "swimming",
    (Span(0, 2),),
    held_by=(Match("stitches", low=1),),
    then="Briefly.",
)
DAMAGES = {
    "value": """value = replace(value, '"value":', '"valze":')""",
    "instant": "recorded = '9' || substr(recorded, 2)",
    "name": "key = 'stitchez'",
    "sum": "sum = sum + 1",
}


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Swimming waits for the stitches, which were in on no day that anybody reported."""
    small = small_checklist(SWIM)
    context = contexts("2026-11-20T17:00", of=chosen(replace(small, signs=(*small.signs, STITCHES))))
    return context


def report(context: AppContext, moment: str, value: int) -> None:
    clock_of(context).jump(at(moment) - context.now())
    _, acts = opened(context)
    acts.report({STITCHES: value}, shown(context).date)


def damage(context: AppContext, how: str) -> None:
    """Change the last entry as a flipped byte does."""
    context.journal.close()
    path: Path = context.paths.journal
    with closing(sqlite3.connect(path)) as db, db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute(f"UPDATE entry SET {how} WHERE id = (SELECT max(id) FROM entry WHERE topic = 'sign')")


def swimming(state: DayState) -> tuple[bool, bool]:
    """Whether it is left alone, and whether what it hangs on is open."""
    (swim,) = (each for each in state.avoids if each.avoid.rule.id == "swim")
    return swim.avoid.on, swim.conditional


@pytest.mark.parametrize("how", DAMAGES.values(), ids=DAMAGES)
def test_the_report_before_it_releases_nothing(context: AppContext, how: str) -> None:
    """What was damaged may have said that the stitches are in, and before it they were reported to be out."""
    report(context, "2026-11-23T09:00", 0)
    assert swimming(shown(context)) == (False, False)
    report(context, "2026-11-23T10:00", 1)
    assert swimming(shown(context)) == (True, False)
    damage(context, how)
    state = shown(context)
    assert swimming(state) == (False, True)
    assert state.asks is not None
    assert [sign.id for sign in state.asks.signs] == ["stitches"]
    assert context.set_aside.startswith("Left out, for it is damaged: entry ")
    report(context, "2026-11-23T11:00", 0)
    assert swimming(shown(context)) == (False, False)


@pytest.mark.parametrize("how", DAMAGES.values(), ids=DAMAGES)
def test_what_a_report_before_it_holds_stays_held(context: AppContext, how: str) -> None:
    report(context, "2026-11-22T09:00", 1)
    report(context, "2026-11-23T10:00", 0)
    damage(context, how)
    state = shown(context)
    assert swimming(state) == (True, False)
    assert state.asks is not None
    assert [sign.id for sign in state.asks.signs] == ["stitches"]


def test_a_flip_in_an_index_releases_nothing_either(context: AppContext) -> None:
    """The index led past the latest report, and the one before it spoke."""
    report(context, "2026-11-23T09:00", 0)
    report(context, "2026-11-23T10:00", 1)
    context.journal.close()
    path = context.paths.journal
    data = path.read_bytes()
    in_index, in_table = b"signsmallstitches", b"signstitches"
    places = [place for place in range(len(data)) if data.startswith((in_index, in_table), place)]
    assert len(places) == 4
    for place in places:
        for at_letter in (0, 5, 11):
            flipped = bytearray(data)
            flipped[place + at_letter] ^= 1
            path.write_bytes(flipped)
            assert swimming(shown(context)) != (False, False)
            context.journal.close()
