"""`clinic date`: the clinic's own days and times."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from checklists.rules.rule import Span
from tests.support.apps import at
from tests.support.commands import NOW, SAID_SO, Shell
from tests.support.terminal import Terminal, afterglow
from tui.journal import Journal
from tui.recovery.acts import Acts
from tui.recovery.clinic_dates import ClinicDate
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import in_focus
from tui.settings import Settings


def test_a_date_beats_the_checklist_and_what_waits_for_it_moves_too(shell: Shell) -> None:
    ended = shell(*SAID_SO)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "Your clinic said: 'Make-up', days 0 to 4. The checklist says days 0 to 6.",
        "Back on Wednesday 25 November, day 5. What you report may hold it longer.",
        "Moved with it: 'Start make-up again, gently'. From Wednesday 25 November, day 5.",
    ]
    today = shell("today")
    assert today.line("face-no-makeup").split(None, 2) == [
        "2026-11-25",
        "Wed",
        "face-no-makeup      Make-up                                    as your clinic said, if calm",
    ]
    found = {each["rule"]: each for each in shell("today", "--json").json["avoid"]}
    assert (found["face-no-makeup"]["until"], found["face-no-makeup"]["clinic"]) == ("2026-11-25", True)
    assert "clinic" not in found["face-no-actives"]


def test_times_take_the_place_of_a_rule_s_own(shell: Shell) -> None:
    ended = shell("clinic", "date", "face-cleanse", "--at", "lunch 12:15")
    assert ended.out.splitlines() == [
        "Your clinic said: 'Wash gently with cool or lukewarm water', lunch 12:15. "
        "The checklist says days 1 to 13, morning and evening+1h.",
        "On now, to Thursday 3 December, day 13.",
    ]
    items = {item["key"]: item for item in shell("today", "--json").json["items"]}
    assert items["2026-11-23/face-cleanse/lunch"]["due"] == "2026-11-23T12:15:00+01:00"
    assert items["2026-11-23/face-cleanse/lunch"]["clinic"] is True
    assert "2026-11-23/face-cleanse/evening" not in items
    assert shell("today").line("face-cleanse/lunch").endswith("as your clinic said")


def test_days_and_times_add_up_and_undo_takes_them_apart(shell: Shell) -> None:
    shell("clinic", "date", "face-cleanse", "--days", "1-20")
    both = shell("clinic", "date", "face-cleanse", "--at", "midday")
    assert "', days 1 to 20, midday." in both.out
    again = shell("clinic", "date", "face-cleanse", "--at", "midday")
    assert again.out == "Already so: 'Wash gently with cool or lukewarm water', days 1 to 20, midday.\n"
    words = "clinic date 'Wash gently with cool or lukewarm water', days 1 to 20"
    assert shell("undo").out == f"Undid: {words}, midday\n"
    assert shell("clinic").line("face-cleanse").endswith("Your clinic said: days 1 to 20. " + CLEANSE)
    assert shell("undo").out == f"Undid: {words}\n"
    assert shell("clinic").line("face-cleanse") == ""


CLEANSE = "The checklist says days 1 to 13, morning and evening+1h."


def test_clear_lets_the_checklist_hold_again(shell: Shell) -> None:
    shell(*SAID_SO)
    cleared = shell("clinic", "date", "face-no-makeup", "--clear")
    assert (cleared.code, cleared.out) == (
        0,
        "By the checklist again: 'Make-up'. The checklist says days 0 to 6.\n",
    )
    again = shell("clinic", "date", "face-no-makeup", "--clear")
    assert (again.code, again.err) == (1, "Your clinic has said nothing of 'Make-up'.\n")
    assert "2026-11-27" in shell("today").line("face-no-makeup")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ((), "Say what your clinic said: --days 0-4, --at morning,evening or both; or --clear."),
        (("--days", "0-9", "--clear"), "Say what your clinic said: --days 0-4, --at morning,evening or"),
        (("--days", "4-0"), '"4-0" runs backwards; write 0-4.'),
        (("--days", ""), "Say the days, such as 0-4 or 3, 7, 14."),
        (("--days", "0-3651"), '"3651" is later than day 3650, ten years on.'),
        (("--days", "0-9", "--at", "morning"), "'Make-up' is left alone all day, so it has no times."),
        (
            ("--days", "0-4"),
            "That leaves 'Make-up' free sooner. The checklist says days 0 to 6. "
            "If your clinic said days 0 to 4, add --clinic-said-so.\n",
        ),
    ],
)
def test_what_cannot_be_or_is_not_sure_is_refused_and_nothing_is_written(
    shell: Shell, said: tuple[str, ...], reason: str
) -> None:
    assert f"{shell.refusal('clinic', 'date', 'face-no-makeup', *said)}\n".startswith(reason)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("face-no-makup", "There is no rule 'face-no-makup' in picosure-face. Nearest: face-no-makeup"),
        ("face-cleanse/morning", "What your clinic said holds for the whole rule: face-cleanse"),
    ],
)
def test_a_rule_that_does_not_exist_is_refused_with_the_nearest(shell: Shell, rule: str, reason: str) -> None:
    ended = shell("clinic", "date", rule, "--days", "0-20")
    assert ended.code == 2
    assert ended.err.startswith(reason)


def test_what_makes_ready_for_a_session_goes_by_that_session(shell: Shell) -> None:
    assert shell("next", "2026-12-28").code == 0
    ended = shell("clinic", "date", "prepare-no-tan", "--days", "0-20")
    assert ended.code == 2
    assert ended.err == (
        "'Any tan, from sun, sunbed or bottle' has no days of its own. "
        "That is counted back from the session on Mon 28 Dec. Move it: afterglow next DATE\n"
    )


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (("--days", "9-4"), '"9-4" runs backwards; write 4-9.'),
        (
            ("--days", "4-9", "--at", "after-2h"),
            "That would end before it begins: after-2h falls on day 0, and it is for days 4 to 9.",
        ),
        (
            ("--at", "after-2h, after-30h"),
            "",
        ),
    ],
)
def test_a_date_that_would_end_before_it_begins_is_refused_with_the_reason(
    shell: Shell, given: tuple[str, ...], reason: str
) -> None:
    before = shell.content()
    ended = shell("clinic", "date", "face-cleanse", *given)
    assert ended.err == (f"{reason}\n" if reason else "")
    assert ended.code == (2 if reason else 0)
    assert (shell.content() == before) is bool(reason)


def test_what_the_clinic_said_of_a_rule_that_is_gone_is_known_and_can_be_let_go_of(shell: Shell) -> None:
    with Journal.open(shell.home / "journal.sqlite") as journal:
        recovery = in_focus(journal)
        assert recovery is not None
        reader, now = RecoveryReader(journal, Settings(), recovery), at(NOW)
        acts = Acts(reader, reader.plan(now), now)
        gone = replace(acts.plan.checklist.rules[0], id="face-ice", title="Ice in a towel", was=())
        acts.set_clinic_date(gone, ClinicDate((Span(0, 4),)))

    assert shell("clinic").out.splitlines()[-1] == (
        "face-ice: Ice in a towel. Your clinic said: days 0 to 4. No rule of this plan has this name now. "
        "To let go of it: afterglow clinic date face-ice --clear"
    )
    assert shell("clinic", "date", "face-ice", "--days", "0-3").code == 2
    ended = shell("clinic", "date", "face-ice", "--clear")
    assert (ended.code, ended.out) == (
        0,
        "Let go of: 'Ice in a towel', days 0 to 4. afterglow undo brings it back.\n",
    )
    assert shell("clinic").line("face-ice") == ""
    assert shell("undo").out == "Undid: take back the clinic date 'Ice in a towel'\n"
    assert shell("clinic").line("face-ice")


def test_what_is_expected_has_no_times(shell: Shell) -> None:
    ended = shell("clinic", "date", "face-expect-red", "--at", "morning")
    assert ended.code == 2
    assert ended.err.endswith("is something to expect, so it has no times. Say only --days.\n")


def test_longer_asks_nothing_and_what_was_agreed_is_not_asked_twice(shell: Shell) -> None:
    assert shell("clinic", "date", "face-no-makeup", "--days", "0-20").code == 0
    assert shell("clinic", "date", "face-no-makeup", "--days", "0-9").code == 0
    assert shell(*SAID_SO).code == 0
    assert shell("clinic", "date", "face-no-makeup", "--days", "0-5").code == 0
    assert shell("clinic", "date", "face-no-makeup", "--days", "0-3").code == 2


def test_what_is_not_in_the_plan_by_the_answers_says_so(shell: Shell) -> None:
    shell("answer", "habits=")
    ended = shell("clinic", "date", "face-no-makeup", "--days", "0-20")
    assert ended.out.splitlines()[-1] == "By your answers and reports it is not in your plan now."


def asked(shell: Shell) -> Terminal:
    command = afterglow(shell.home, "--now", NOW, "clinic", "date", "face-no-makeup", "--days", "0-4")
    env = {"TZ": shell.zone, "PYTHONPATH": str(Path(__file__).parents[3])}
    return Terminal(command, (80, 24), env)


def test_a_terminal_is_asked_whether_the_clinic_said_so(shell: Shell) -> None:
    with asked(shell) as terminal:
        terminal.wait_for("Did your clinic say so? y/n:")
        terminal.press(*"maybe", "enter")
        terminal.press(*"y", "enter")
        assert terminal.wait_end() == 0
        assert "Back on Wednesday 25 November, day 5." in terminal.text
    assert shell("undo").out == "Undid: clinic date 'Make-up', days 0 to 4\n"


def test_a_no_leaves_everything_as_it_was(shell: Shell) -> None:
    before = shell.content()
    with asked(shell) as terminal:
        terminal.wait_for("Did your clinic say so? y/n:")
        terminal.press(*"n", "enter")
        assert terminal.wait_end() == 1
        assert "Left as it was." in terminal.text
    assert shell.content() == before
