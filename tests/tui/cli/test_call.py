"""`call --tick`, `--untick` and `--called`: what fits the person, as the screen has it."""

from pathlib import Path

import pytest

from tests.support.commands import Shell

BLISTER = "Any blister on the face"


def test_a_line_is_ticked_by_its_words_and_says_how_soon_to_call_and_whom(shell: Shell) -> None:
    shell("clinic", "--name", "Dr Tan", "--phone", "+65 6000 0000")

    ended = shell("call", "--tick", "any  BLISTER")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        f"Ticked: {BLISTER}",
        "Today: your clinic",
        "Meanwhile: Leave it closed.",
        "Your clinic: Dr Tan +65 6000 0000",
    ]
    assert shell("call").line(BLISTER) == f"[x] {BLISTER}"
    assert shell("today").line("You ticked") == f"You ticked: {BLISTER}"
    assert shell("undo").out == f"Undid: tick '{BLISTER}'\n"
    assert shell("call").line(BLISTER) == f"[ ] {BLISTER}"


def test_an_emergency_says_its_number(shell: Shell) -> None:
    shell("clinic", "--emergency", "995")
    assert "NOW: your emergency number, 995" in shell("call", "--tick", "breathing").out.splitlines()


def test_a_call_is_noted_and_both_are_taken_away_together(shell: Shell) -> None:
    assert shell("call", "--called", BLISTER).out.startswith(f"You called about: {BLISTER}\n")
    assert shell("call").line(BLISTER) == f"[x] {BLISTER}    you called, 08:55"

    assert shell("call", "--untick", BLISTER).out == f"Not ticked any more: {BLISTER}\n"
    assert shell("call").line(BLISTER) == f"[ ] {BLISTER}"
    again = shell("call", "--untick", BLISTER)
    assert (again.code, again.err) == (1, f"It is not ticked: {BLISTER}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--tick", "toothache"), "No line of today has the words 'toothache'. All of them: afterglow call"),
        (("--tick", " "), "No line of today has the words ' '. All of them: afterglow call"),
        (
            ("--tick", "temperature"),
            "Several lines have the words 'temperature':\n"
            "  Temperature of 38 C (100.4 F) or more, and the skin is getting worse\n"
            "  Temperature of 38 C (100.4 F) or more with no other cause",
        ),
        (
            ("--tick", "blister", "--called", "blister"),
            "Take one of --tick, --untick and --called at a time.",
        ),
    ],
)
def test_what_cannot_be_meant_ticks_nothing(shell: Shell, arguments: tuple[str, ...], said: str) -> None:
    assert shell.refusal("call", *arguments) == said


def test_without_a_recovery_nothing_can_be_ticked(home: Path) -> None:
    ended = Shell(home)("call", "--tick", "blister")

    assert (ended.code, ended.out) == (1, "")
    assert not home.exists()


def test_a_line_of_the_session_before_is_ticked_where_it_stands(shell: Shell) -> None:
    later = "2026-12-22T17:00"
    assert shell("start", "--next", "--on", "2026-12-22T15:30", now=later).code == 0

    assert shell("call", "--tick", "raised, firm", now=later).code == 0

    line = shell("call", now=later).line("Raised, firm")
    assert line == "[x] Raised, firm, itchy or growing line or lump (session 1)"
    assert "You ticked: Raised, firm" in shell("today", now=later).out


def test_where_the_journal_cannot_be_read_the_emergencies_are_said_all_the_same(shell: Shell) -> None:
    (shell.home / "journal.sqlite").write_bytes(b"no journal")

    ended = shell("call")

    assert ended.code == 4
    assert ended.out.startswith("For hard breathing or swallowing,")
    assert "call your emergency number, 112, now." in " ".join(ended.out.split())
    assert len(ended.err.splitlines()) == 1
