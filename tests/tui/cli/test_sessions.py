"""Sessions of a course: `start --next`, their numbers, and what each one cost."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import Shell, begun
from tui.journal import Journal, Topic

SECOND = "2026-12-18T16:00"
CLINIC = "Dr Tan, +65 6000 0000"


@pytest.fixture
def shell(home: Path) -> Shell:
    """One recovery, on the day of its next session."""
    shell = begun(home)
    shell("recovery", "correct", "--clinic", CLINIC)
    return Shell(shell.home, now=SECOND)


def value(shell: Shell, recovery: str) -> dict[str, Any]:
    with Journal.open(shell.home / "journal.sqlite") as journal:
        found: dict[str, Any] = journal.current(recovery, Topic.RECOVERY)["recovery"].value
    return found


def answers(shell: Shell, recovery: str) -> dict[str, Any]:
    with Journal.open(shell.home / "journal.sqlite") as journal:
        return {key: entry.value for key, entry in journal.current(recovery, Topic.ANSWER).items()}


def test_the_next_session_takes_over_checklist_answers_and_clinic(shell: Shell) -> None:
    ended = shell("start", "--next")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "Started: PicoSure on the face, session 2 (picosure-face-2).",
        "Treated Friday 18 December 2026 at 16:00, Europe/Berlin. That is day 0.",
        "Session 1 (picosure-face) is put away and reminds of nothing more. When to call "
        "still speaks for it. Nothing is deleted; afterglow undo restores both.",
        "Your clinic's own instructions come first, even where they differ from these.",
        "Your day: afterglow today. When to call: afterglow call.",
    ]
    second = value(shell, "picosure-face-2")
    assert (second["session"], second["after"], second["price"]) == (2, "picosure-face", "")
    assert (second["clinic"]["name"], second["clinic"]["phone"]) == ("Dr Tan", "+65 6000 0000")
    assert answers(shell, "picosure-face-2") == {
        "habits": ["actives", "exercise", "makeup"],
        "about": [],
    }


def test_answers_may_be_changed_and_what_is_asked_later_is_asked_again(shell: Shell) -> None:
    shell("answer", "strength=light")
    shell("answer", "about=not-sure")

    shell("start", "--next", "--answer", "habits=makeup", "--clinic", "Other, 030 123456")

    assert answers(shell, "picosure-face-2") == {"habits": ["makeup"]}
    assert value(shell, "picosure-face-2")["clinic"]["name"] == "Other"


def test_an_answer_can_be_taken_back_for_the_next_session(shell: Shell) -> None:
    shell("start", "--next", "--answer", "habits=not-sure")

    assert answers(shell, "picosure-face-2") == {"about": []}


def test_each_session_keeps_its_days_and_only_the_new_one_reminds(shell: Shell) -> None:
    shell("tick", "face-spf-am")
    shell("start", "--next")

    later = "2026-12-19T09:00"
    assert {line.split()[0] for line in shell("due", now=later).out.splitlines()} != {"picosure-face"}
    assert shell("call", now=later).out.count("When to call") == 1
    assert shell("today", now=later).out.startswith("Day 1 ")
    first = shell("today", "--recovery", "picosure-face", "--date", "2026-12-18", now=later).out
    assert first.startswith("Day 28 ")
    assert "[x] face-spf-am/morning" in first


def test_undo_restores_both(shell: Shell) -> None:
    before = value(shell, "picosure-face")
    shell("start", "--next")
    assert value(shell, "picosure-face")["ended"] == "2026-12-18T15:00:00+00:00"

    assert shell("undo", "--start").out == (
        "Undid: start PicoSure on the face, session 2, treated 2026-12-18 16:00 (picosure-face-2)\n"
    )

    assert value(shell, "picosure-face") == before
    assert shell("recovery", "list").out.splitlines() == [
        "> picosure-face  PicoSure on the face  treated 2026-11-20 16:00  day 28 of 90",
    ]
    shell("redo")
    assert shell("recovery", "list").line(">").startswith("> picosure-face-2")
    assert value(shell, "picosure-face")["ended"] == "2026-12-18T15:00:00+00:00"


def test_the_list_numbers_the_sessions_of_a_course_and_shows_what_each_cost(shell: Shell) -> None:
    shell("recovery", "price", "499 USD")
    shell("start", "--next")
    shell("recovery", "price", "about 450, with the voucher")
    shell("start", "--next", "--on", "2027-01-15T10:00", now="2027-01-15T12:00")

    assert shell("recovery", "list", now="2027-01-16T09:00").out.splitlines() == [
        "  picosure-face    PicoSure on the face, session 1  treated 2026-11-20 16:00  "
        "put away 2026-12-18  499 USD",
        "  picosure-face-2  PicoSure on the face, session 2  treated 2026-12-18 16:00  "
        "put away 2027-01-15  about 450, with the voucher",
        "> picosure-face-3  PicoSure on the face, session 3  treated 2027-01-15 10:00  day 1 of 90",
    ]


def test_the_next_of_an_earlier_session_follows_the_last_one(shell: Shell) -> None:
    shell("start", "--next")

    ended = shell("start", "--next", "--recovery", "picosure-face", now="2027-01-15T12:00")

    assert ended.line("Started") == "Started: PicoSure on the face, session 3 (picosure-face-3)."
    assert value(shell, "picosure-face-3")["after"] == "picosure-face-2"


def test_a_next_session_may_have_another_checklist(shell: Shell) -> None:
    ended = shell("start", "picoplus", "--next", "--recovery", "picosure-face")

    assert ended.line("Started") == "Started: PICOPLUS on the face, session 2 (picoplus)."
    assert value(shell, "picoplus")["after"] == "picosure-face"
    # Only what both ask, and of that what both know.
    assert answers(shell, "picoplus") == {"habits": ["actives", "exercise", "makeup"], "about": []}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("--on", "2026-11-20T16:00"),
            "Fri 20 Nov 2026, 16:00 is not after session 1, treated Fri 20 Nov 2026, 16:00.",
        ),
        (
            ("--on", "2026-12-19T10:00"),
            "Sat 19 Dec 2026, 10:00 has not come yet. Book it: afterglow next 2026-12-19",
        ),
    ],
)
def test_a_session_that_cannot_have_been_is_refused(
    shell: Shell, arguments: tuple[str, ...], sentence: str
) -> None:
    assert shell.refusal("start", "--next", *arguments) == sentence


def test_without_a_recovery_there_is_no_next_one_and_without_next_a_checklist_is_named(home: Path) -> None:
    none, unnamed = Shell(home)("start", "--next"), Shell(home)("start")

    assert (none.code, none.err) == (
        1,
        "No recovery has been started. Begin one with: afterglow start CHECKLIST\n",
    )
    assert (unnamed.code, unnamed.err) == (
        2,
        "Missing argument 'CHECKLIST'. See: afterglow start --help\n",
    )
    assert not home.exists()


def test_while_a_plan_runs_the_same_checklist_is_a_recovery_of_its_own_with_a_word_on_next(
    shell: Shell,
) -> None:
    ended = shell("start", "picosure-face")

    assert ended.line("Started") == "Started: PicoSure on the face (picosure-face-2)."
    assert ended.err == (
        "picosure-face runs on beside it. If this was its next session: afterglow undo, "
        "then afterglow start --next.\n"
    )
    assert value(shell, "picosure-face")["ended"] is None
    assert value(shell, "picosure-face-2")["session"] == 1


def test_once_a_plan_is_over_the_same_checklist_is_its_next_session(shell: Shell) -> None:
    long_after = "2027-04-01T10:00"

    own = shell("start", "picosure-face", "--first", "--on", "2027-03-31T10:00", now=long_after)
    shell("undo", "--start", now=long_after)
    ended = shell("start", "picosure-face", now=long_after)

    assert own.line("Started") == "Started: PicoSure on the face (picosure-face-2)."
    assert own.err == ""
    assert ended.line("Started") == "Started: PicoSure on the face, session 2 (picosure-face-3)."
    assert "Session 1 (picosure-face) is put away" in ended.out
    assert answers(shell, "picosure-face-3") == {}


def test_what_was_put_away_before_is_not_put_away_again(shell: Shell) -> None:
    shell("recovery", "end", now="2026-12-10T10:00")
    before = value(shell, "picosure-face")

    ended = shell("start", "--next")

    assert ended.line("Started") == "Started: PicoSure on the face, session 2 (picosure-face-2)."
    assert "put away" not in ended.out
    assert value(shell, "picosure-face") == before


def test_the_clinic_s_dates_are_not_taken_over_and_that_is_said(shell: Shell) -> None:
    shell("clinic", "date", "face-no-makeup", "--days", "0-9")

    ended = shell("start", "--next")

    assert (
        "Days and times that your clinic gave for session 1 are not taken over. "
        "Say them again where they hold: afterglow clinic date."
    ) in ended.out.splitlines()


def test_the_same_clinic_dates_hold_again_where_that_is_said_and_what_was_lifted_does_not(
    shell: Shell,
) -> None:
    shell("clinic", "date", "face-no-makeup", "--days", "0-16")
    shell("sign", "crusts=yes")
    shell("clinic", "date", "face-no-sweat", "--days", "0-2", "--clinic-said-so")

    ended = shell("start", "--next", "--same-clinic-dates", "--clinic-date", "face-no-sweat=0-4")

    assert ended.code == 0, ended.err
    lines = ended.out.splitlines()
    assert [line for line in lines if line.startswith("Your clinic said")] == [
        "Your clinic said: 'Exercise that makes you sweat', days 0 to 4.",
        "Your clinic said: 'Make-up', days 0 to 16.",
    ]
    assert (
        "What it lifted in spite of your reports held for session 1 alone. "
        "Say them again where they hold: afterglow clinic date."
    ) in lines
    with Journal.open(shell.home / "journal.sqlite") as journal:
        dates = {
            key: each.value for key, each in journal.current("picosure-face-2", Topic.CLINIC_DATE).items()
        }
    assert {id: (each["days"], each.get("lifts")) for id, each in dates.items()} == {
        "face-no-makeup": ("0-16", None),
        "face-no-sweat": ("0-4", None),
    }


def test_the_same_clinic_dates_are_those_of_a_session_before(shell: Shell) -> None:
    ended = shell("start", "picosure-face", "--same-clinic-dates")

    assert (ended.code, ended.err) == (
        2,
        "--same-clinic-dates goes with --next: they are those of the session before.\n",
    )


def test_the_next_session_of_a_checklist_is_that_of_its_own_course(shell: Shell) -> None:
    shell("start", "picosure-tattoo", "--on", "2026-11-21T16:00", now="2026-11-21T17:00")
    shell("recovery", "focus", "picosure-face")
    tattoo = shell("recovery", "list").line("picosure-tattoo").split()[0]

    ended = shell("start", "--next", "picosure-tattoo")

    assert ended.code == 0, ended.err
    assert ended.line("Started").startswith("Started: PicoSure tattoo removal, session 2 (")
    assert value(shell, "picosure-face")["ended"] is None
    assert value(shell, tattoo)["ended"] is not None


def test_a_checklist_that_was_never_begun_has_no_next_session(shell: Shell) -> None:
    before = shell.content()

    ended = shell("start", "--next", "picosure-tattoo")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "No recovery of picosure-tattoo was started, so none has a next session. Begin it: afterglow start "
        "picosure-tattoo. If it is the next session of picosure-face, add --recovery picosure-face.\n"
    )
    assert shell.content() == before
    assert shell("start", "--next", "picosure-tattoo", "--recovery", "picosure-face").code == 0


def test_a_course_may_be_joined_at_any_session(home: Path) -> None:
    shell = Shell(home, now=SECOND)

    ended = shell("start", "picosure-face", "--session", "4", "--on", "2026-12-18T15:00")

    assert ended.line("Started") == "Started: PicoSure on the face, session 4 (picosure-face)."
    assert (value(shell, "picosure-face")["session"], value(shell, "picosure-face")["after"]) == (4, "")
    assert "PicoSure on the face, session 4" in shell("recovery", "list").out
    assert shell("course").out.startswith("4  ")
    refused = shell.refusal("start", "--next", "--session", "4", "--on", "2026-12-18T15:30")
    assert refused == "Session 4 cannot come after session 4 (picosure-face)."
    later = shell("start", "--next", now="2027-01-20T16:00")
    assert later.line("Started") == "Started: PicoSure on the face, session 5 (picosure-face-2)."
    skipped = shell("start", "--next", "--session", "8", now="2027-03-20T16:00")
    assert skipped.line("Started") == "Started: PicoSure on the face, session 8 (picosure-face-3)."
    assert "--session" in shell.refusal("start", "picosure-face", "--session", "0")


def test_a_name_that_was_given_is_kept_by_the_next_session(shell: Shell) -> None:
    shell("recovery", "rename", "picosure-face", "My cheeks")

    assert shell("start", "--next").line("Started") == "Started: My cheeks, session 2 (picosure-face-2)."
