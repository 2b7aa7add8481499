"""`recovery`, and `--recovery` on other commands."""

from pathlib import Path

import pytest

from tests.support.commands import Shell, begun


@pytest.fixture
def shell(home: Path) -> Shell:
    """Two recoveries run; the later one is in focus."""
    shell = begun(home)
    assert shell("start", "picosure-face", "--on", "2026-11-22T10:00").code == 0
    return shell


def test_all_are_listed_and_one_is_in_focus(shell: Shell) -> None:
    assert shell("recovery", "list").out.splitlines() == [
        "  picosure-face    PicoSure on the face  treated 2026-11-20 16:00  day 3 of 90",
        "> picosure-face-2  PicoSure on the face  treated 2026-11-22 10:00  day 1 of 90",
    ]


def test_the_focus_moves_and_the_other_commands_follow(shell: Shell) -> None:
    assert shell("today").out.startswith("Day 1 ")

    assert shell("recovery", "focus", "picosure-face").out == (
        "In focus: PicoSure on the face (picosure-face).\n"
    )

    assert shell("today").out.startswith("Day 3 ")
    assert shell("recovery", "focus", "picosure-face").out.startswith("Already in focus")


def test_any_command_may_speak_of_another(shell: Shell) -> None:
    assert shell("--recovery", "picosure-face", "today").out.startswith("Day 3 ")
    assert shell("today", "--recovery", "picosure-face").out.startswith("Day 3 ")
    assert shell("today", "--recovery", "FACE-2").out.startswith("Day 1 ")
    for name, sentence in (
        ("picosure-fac", "'picosure-fac' fits both picosure-face and picosure-face-2. Say which one.\n"),
        ("picosore", "There is no recovery 'picosore'. Nearest: picosure-face, picosure-face-2.\n"),
    ):
        ended = shell("today", "--recovery", name)
        assert (ended.code, ended.out, ended.err) == (2, "", sentence)


def test_due_and_call_speak_for_all_that_run_until_one_is_put_away(shell: Shell) -> None:
    assert {line.split()[0] for line in shell("due").out.splitlines()} == {
        *("picosure-face", "picosure-face-2"),
    }
    assert shell("call").out.count("When to call") == 2

    ended = shell("recovery", "end", "--recovery", "picosure-face-2")

    assert ended.out == (
        "Put away: PicoSure on the face (picosure-face-2). "
        "Nothing is deleted; afterglow undo brings it back.\n"
    )
    assert {line.split()[0] for line in shell("due").out.splitlines()} == {"picosure-face"}
    assert shell("call").out.count("When to call") == 1
    assert shell("today").out.startswith("Day 3 ")
    assert shell("recovery", "end", "--recovery", "picosure-face-2").code == 1
    assert shell("recovery", "focus", "picosure-face-2").err == (
        "picosure-face-2 was put away, so it cannot be in focus.\n"
    )
    assert shell("recovery", "list").line("picosure-face-2").endswith("put away 2026-11-23")
    looked_at = shell("today", "--recovery", "picosure-face-2")
    assert looked_at.err == (
        "PicoSure on the face was put away on 2026-11-23. Nothing of it is told any more.\n"
    )


def test_a_corrected_treatment_keeps_ticks_on_their_dates(home: Path) -> None:
    shell = begun(home)
    shell("tick", "face-cleanse/morning")

    ended = shell("recovery", "correct", "--on", "2026-11-19T16:00")

    assert ended.out == (
        "Corrected: treated Thu 19 Nov 2026, 16:00, Europe/Berlin. Ticks keep their dates.\n"
    )
    today = shell("today")
    assert today.out.startswith("Day 4  Monday 23 November 2026")
    assert today.line("] face-cleanse/morning").startswith("[x]")


def test_a_correction_needs_something_to_correct(home: Path) -> None:
    shell = begun(home)
    before = shell.content()

    nothing = shell("recovery", "correct")
    same = shell("recovery", "correct", "--on", "2026-11-20T16:00")
    wrong = shell("recovery", "correct", "--on", "last week")

    assert nothing.err == (
        'Say what to correct: --on 2026-11-20T16:00, --zone Asia/Singapore, or --clinic "Name, +65 ...".\n'
    )
    assert (same.code, same.out) == (0, "Already so: PicoSure on the face (picosure-face).\n")
    assert wrong.code == 2
    assert shell.content() == before


def test_all_that_run_follow_another_zone_as_one_act(shell: Shell) -> None:
    ended = shell("recovery", "correct", "--zone", "singapore", "--recovery", "picosure-face")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "From now on picosure-face and picosure-face-2 follow the time in Asia/Singapore.",
        "Days gone by stay as they were. "
        "The treatment, Fri 20 Nov 2026, 23:00 there, stays too; else add --on.",
    ]
    for id in ("picosure-face", "picosure-face-2"):
        assert offsets(shell, id) == {"+08:00"}
    assert shell("recovery", "correct", "--zone", "Asia/Singapore").out.startswith("Already so: ")
    assert shell("undo").out.startswith("Undid: follow the time in Asia/Singapore")
    for id in ("picosure-face", "picosure-face-2"):
        assert offsets(shell, id) == {"+01:00"}


def offsets(shell: Shell, recovery: str) -> set[str]:
    """The offsets of what is due the next day."""
    day = shell("today", "--day", "4", "--json", "--recovery", recovery).json
    return {item["due"][-6:] for item in day["items"] if item["due"]}


def test_a_treatment_in_the_wrong_zone_is_set_right_from_its_first_day(home: Path) -> None:
    shell = Shell(home)
    shell("start", "picosure-face", "--on", "2026-11-20T10:00", "--zone", "Los Angeles")

    ended = shell("recovery", "correct", "--on", "20 Nov 10:00", "--zone", "Berlin")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "Corrected: treated Fri 20 Nov 2026, 10:00, Europe/Berlin. Ticks keep their dates.\n"
    assert shell("today").out.startswith("Day 3  Monday 23 November 2026")
    assert offsets(shell, "picosure-face") == {"+01:00"}
    assert shell("undo").out == "Undid: correct the treatment to 2026-11-20 10:00, Europe/Berlin\n"
    assert offsets(shell, "picosure-face") == {"-08:00"}


def test_plain_commands_say_that_the_machine_is_elsewhere_and_follow_nothing(home: Path) -> None:
    begun(home)
    live = Shell(home, zone="Asia/Singapore", now=None)

    ended = live("today", "--json")

    assert ended.err.splitlines()[-1] == (
        "This machine is in Asia/Singapore, and your plan follows Europe/Berlin. "
        "If you are there too: afterglow recovery correct --zone Asia/Singapore"
    )
    assert {item["due"][-6:] for item in ended.json["items"] if item["due"]} <= {"+01:00", "+02:00"}
    assert live("recovery", "correct", "--zone", "Asia/Singapore").err == ""
    assert "This machine" not in live("today").err


def test_the_clinic_can_be_told_later(home: Path) -> None:
    shell = begun(home)
    assert shell("call").out.splitlines()[-1].startswith("Your clinic: not told yet")

    assert shell("recovery", "correct", "--clinic", "Dr Tan, +65 6000 0000").out == (
        "Your clinic: Dr Tan +65 6000 0000\n"
    )

    assert shell("call").out.splitlines()[-1] == "Your clinic: Dr Tan +65 6000 0000"
    assert shell("today").out.splitlines()[-1].endswith("Your clinic: Dr Tan +65 6000 0000")


def test_without_a_recovery_there_is_nothing_to_list(home: Path) -> None:
    ended = Shell(home)("recovery", "list")

    assert (ended.code, ended.err) == (
        1,
        "No recovery has been started. Begin one with: afterglow start CHECKLIST\n",
    )
    assert not home.exists()


def test_what_was_put_away_is_taken_up_again(shell: Shell) -> None:
    shell("recovery", "end", "--recovery", "picosure-face")
    assert {line.split()[0] for line in shell("due").out.splitlines()} == {"picosure-face-2"}

    ended = shell("recovery", "reopen", "Picosure-Face")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "Open again: PicoSure on the face (picosure-face). It reminds as before.",
        "In focus is picosure-face-2. To look at this one: afterglow recovery focus picosure-face",
    ]
    assert {line.split()[0] for line in shell("due").out.splitlines()} == {"picosure-face", "picosure-face-2"}
    again = shell("recovery", "reopen", "picosure-face")
    assert (again.code, again.err) == (1, "PicoSure on the face (picosure-face) was not put away.\n")
    assert shell("undo").out == "Undid: reopen PicoSure on the face (picosure-face)\n"
    assert {line.split()[0] for line in shell("due").out.splitlines()} == {"picosure-face-2"}


def test_a_session_taken_up_again_names_the_one_that_followed(home: Path) -> None:
    shell = Shell(begun(home).home, now="2026-12-18T16:00")
    shell("start", "--next")

    ended = shell("recovery", "reopen", "picosure-face")

    assert "Session 2 (picosure-face-2) runs on beside it." in ended.out.splitlines()


def test_a_recovery_is_called_what_the_person_likes(shell: Shell) -> None:
    ended = shell("recovery", "rename", "picosure-face-2", "  Left   cheek ")

    assert ended.out == "Renamed: PicoSure on the face is now Left cheek (picosure-face-2).\n"
    assert "Left cheek" in shell("recovery", "list").line("picosure-face-2")
    assert shell("recovery", "rename", "LEFT cheek", "Left cheek").out == (
        "Already so: Left cheek (picosure-face-2).\n"
    )
    assert shell("recovery", "focus", "cheek").out == "Already in focus: Left cheek (picosure-face-2).\n"
    assert shell("undo").out == "Undid: rename PicoSure on the face to Left cheek\n"
    shell("redo")
    assert shell("recovery", "rename", "left", "").out == (
        "Renamed: Left cheek is now PicoSure on the face (picosure-face-2).\n"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("rename", "sure", "x"), "'sure' fits both picosure-face and picosure-face-2. Say which one."),
        (("rename", "tattoo", "x"), "There is no recovery 'tattoo'."),
        (("rename", "picosure-face", "x" * 41), "A name takes at most 40 characters, and this has 41."),
        (
            ("reopen", "PicoSure on the face"),
            "'PicoSure on the face' fits both picosure-face and picosure-face-2.",
        ),
    ],
)
def test_a_name_that_fits_two_or_none_is_refused(
    shell: Shell, arguments: tuple[str, ...], sentence: str
) -> None:
    assert shell.refusal("recovery", *arguments).startswith(sentence)
