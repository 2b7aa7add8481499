"""One telling: claimed before, by one means after another until one has told, and at most one sound."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.conftest import Contexts
from tests.support.apps import at, clock_of
from tui.journal import ClaimState, Journal, JournalError, Reason
from tui.recovery.context import AppContext
from tui.reminders.claims import Claims
from tui.reminders.coming import coming_of_all
from tui.reminders.delivery import Delivery, attempt, may_sound
from tui.reminders.means import Means, Notice, UnreachableError, UnsureError
from tui.reminders.outlet import Outlet, notice_text
from tui.reminders.reminder import Reminder
from tui.settings import Loud, Quiet, Settings

BOTH = (Means.DESKTOP, Means.BELL)


def reminders(context: AppContext) -> tuple[Reminder, ...]:
    now = context.now()
    found, _ = coming_of_all(context, now - timedelta(hours=20), now + timedelta(seconds=1))
    return tuple(each for each in found if each.waits(now))


def delivery(context: AppContext, claims: Claims | None = None, order: tuple[Means, ...] = BOTH) -> Delivery:
    come = [(each, each.moment(context.now())) for each in reminders(context)]
    return Delivery(context, claims or Claims(), may_sound(context, come), order)


def states(journal: Journal) -> dict[str, tuple[str, ClaimState]]:
    return {claim.key[11:]: (claim.by, claim.state) for claim in journal.claims("small")}


def test_what_came_together_is_one_telling_and_claimed_by_each(contexts: Contexts) -> None:
    context = contexts("2026-11-23T13:00")
    way, other = delivery(context), delivery(context)

    assert way.next() is Means.DESKTOP
    assert states(context.journal) == {
        "morning": ("desktop, closed", ClaimState.CLAIMED),
        "midday": ("desktop", ClaimState.CLAIMED),
    }
    assert [each.title for each in way.reminders] == ["Morning", "Midday"]
    assert other.next() is None
    way.settle(None)
    assert (way.next(), way.done, way.fault) == (None, True, "")
    assert {state for _, state in states(context.journal).values()} == {ClaimState.CONFIRMED}


def test_what_told_nothing_is_handed_back_and_the_next_means_tells(contexts: Contexts) -> None:
    context = contexts("2026-11-23T13:00")
    way = delivery(context)
    way.next()
    way.settle(UnreachableError("No service."))
    assert states(context.journal)["midday"] == ("desktop", ClaimState.RETURNED)

    assert way.next() is Means.BELL
    way.settle(None)

    assert states(context.journal)["midday"] == ("bell", ClaimState.CONFIRMED)
    assert delivery(context).next() is None


def test_what_no_means_told_is_anybodys_again(contexts: Contexts) -> None:
    context, claims = contexts("2026-11-23T13:00"), Claims()
    way = delivery(context, claims)
    while way.next() is not None:
        way.settle(UnreachableError("Nothing works."))
    assert (way.done, way.fault) == (False, "Nothing works.")

    assert delivery(context, claims).next() is Means.DESKTOP


def test_what_may_have_sounded_sounds_by_nothing_else_and_stays_unconfirmed(contexts: Contexts) -> None:
    context = contexts("2026-11-23T13:00")
    way = delivery(context)
    way.next()
    way.settle(UnsureError("No answer."))

    assert (way.next(), way.done, way.fault) == (None, False, "No answer.")
    assert states(context.journal)["midday"] == ("desktop", ClaimState.CLAIMED)
    assert delivery(context).next() is None


def test_who_ends_at_once_and_cannot_claim_says_why_and_is_silent(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise JournalError(Reason.FULL, context.journal.path, "The disk is full.")

    context = contexts("2026-11-23T13:00")
    monkeypatch.setattr(context.journal, "claim", full)

    assert delivery(context).next() is Means.DESKTOP
    with pytest.raises(JournalError, match="full"):
        delivery(context, Claims(stays=False)).next()


def test_what_was_claimed_before_the_journal_failed_is_anybodys(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts("2026-11-23T13:00")
    claim, count = context.journal.claim, iter(range(9))

    def second_fails(*rest: Any) -> bool:
        if next(count):
            raise JournalError(Reason.BUSY, context.journal.path, "Somebody holds it.")
        return claim(*rest)

    with monkeypatch.context() as patch:
        patch.setattr(context.journal, "claim", second_fails)
        with pytest.raises(JournalError, match="holds it"):
            delivery(context, Claims(stays=False)).next()

    assert states(context.journal) == {}


def test_nobody_claims_a_part_of_it_between(contexts: Contexts, monkeypatch: pytest.MonkeyPatch) -> None:
    context = contexts("2026-11-23T13:00")
    claim, refusals = context.journal.claim, list[str]()

    def beside_another(*rest: Any) -> bool:
        with closing(sqlite3.connect(context.paths.journal, timeout=0)) as other:
            with pytest.raises(sqlite3.OperationalError) as refused:
                other.execute("BEGIN IMMEDIATE")
            refusals.append(str(refused.value))
        return claim(*rest)

    monkeypatch.setattr(context.journal, "claim", beside_another)
    assert delivery(context).next() is Means.DESKTOP
    # Also between the first and the second.
    assert refusals == ["database is locked"] * 2


def test_a_rehearsal_tells_and_writes_nothing(contexts: Contexts, monkeypatch: pytest.MonkeyPatch) -> None:
    context = contexts("2026-11-23T13:00")
    monkeypatch.setattr(clock_of(context), "_rehearsed", True)
    way = delivery(context)

    assert way.next() is Means.DESKTOP
    way.settle(None)
    assert states(context.journal) == {}


def test_what_is_late_does_not_sound_in_quiet_hours(contexts: Contexts) -> None:
    quiet = Settings(quiet=Quiet(21 * 60, 7 * 60))
    late = contexts("2026-11-23T21:10", settings=quiet)
    assert [each.title for each in reminders(late)] == ["Morning", "Evening"]
    assert delivery(late).next() is None
    clock_of(late).jump(at("2026-11-23T20:59") - late.now())
    assert delivery(late).next() is Means.DESKTOP


def test_what_is_said_outside_names_no_care_unless_asked_to(contexts: Contexts) -> None:
    come = reminders(contexts("2026-11-23T13:00"))

    assert notice_text(come, private=True, calls=False) == "Aftercare: 3 things"
    assert notice_text(come[1:], private=True, calls=True) == "Aftercare: 1 thing. First: when to call."
    plain = notice_text(come, private=False, calls=True)
    assert plain == "08:00 Wash, sunscreen. 13:00 Moisturise. First: when to call."
    odd = replace(come[0], words="a\x1b]0;x\x07b\nc\u202ed", items=())
    assert notice_text([odd], private=False, calls=False) == "08:00 a ]0;x b c d"
    assert notice_text([odd], private=True, calls=False) == "Aftercare: 1 thing"


@pytest.mark.parametrize(
    ("loud", "environ", "in_terminal", "expected"),
    [
        (Loud.SILENT, {}, False, ()),
        (Loud.QUIET, {}, True, ()),
        (Loud.QUIET, {}, False, (Means.DESKTOP,)),
        (Loud.BELL, {"TERM": "xterm-kitty"}, True, (Means.BELL,)),
        (Loud.DESKTOP, {}, True, (Means.BELL,)),
        (Loud.DESKTOP, {"TERM": "xterm-kitty"}, True, (Means.TERMINAL, Means.BELL)),
        (Loud.DESKTOP, {"DBUS_SESSION_BUS_ADDRESS": "x"}, True, (Means.DESKTOP, Means.BELL)),
        (
            Loud.DESKTOP,
            {"DBUS_SESSION_BUS_ADDRESS": "x", "TERM": "foot"},
            True,
            (Means.DESKTOP, Means.TERMINAL, Means.BELL),
        ),
        (
            Loud.DESKTOP,
            {"DBUS_SESSION_BUS_ADDRESS": "x", "TERM": "foot", "SSH_TTY": "/dev/pts/3"},
            True,
            (Means.TERMINAL, Means.BELL),
        ),
    ],
)
def test_the_means_are_tried_in_an_order(
    loud: Loud, environ: dict[str, str], in_terminal: bool, expected: tuple[Means, ...]
) -> None:
    assert Outlet(environ, print if in_terminal else None).order(loud) == expected


def test_a_terminal_that_is_gone_tells_nothing() -> None:
    def gone(_: str) -> None:
        raise OSError

    error = attempt(Outlet({"TERM": "foot"}, gone), Means.TERMINAL, Notice("x"))
    assert isinstance(error, UnreachableError)
    assert str(error) == "The terminal cannot be written to."
    written = list[str]()
    assert attempt(Outlet({"TERM": "foot"}, written.append), Means.TERMINAL, Notice("a;b")) is None
    assert written == ["\x1b]777;notify;Afterglow;a,b\x1b\\"]
