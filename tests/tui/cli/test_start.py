"""`start`: a recovery begun in one line."""

from pathlib import Path

import pytest

from tests.support.commands import START, Shell, begun
from tui.journal import Journal, Topic


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home, now="2026-11-20T16:30")


def test_start_begins_a_recovery_and_says_what_was_understood(shell: Shell) -> None:
    ended = shell(*START[:-2])

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "Started: PicoSure on the face (picosure-face).",
        "Treated Friday 20 November 2026 at 16:00, Europe/Berlin. That is day 0.",
        "Not sure yet: about. Until you answer, the stricter plan holds.",
        "Your clinic's own instructions come first, even where they differ from these.",
        "Your day: afterglow today. When to call: afterglow call.",
    ]


def test_an_answer_with_nothing_behind_it_is_none_and_a_missing_one_not_sure(shell: Shell) -> None:
    shell("start", "picosure-face", "--answer", "about=", "--answer", "habits=not-sure")

    with Journal.open(shell.home / "journal.sqlite") as journal:
        answers = journal.current("picosure-face", Topic.ANSWER)
    assert {key: entry.value for key, entry in answers.items()} == {"about": []}


def test_without_a_moment_the_laser_finished_now_where_the_machine_is(shell: Shell) -> None:
    ended = shell("start", "picosure-face", TZ="Asia/Singapore")

    assert "Treated Friday 20 November 2026 at 16:30, Asia/Singapore." in ended.out


def test_a_moment_is_read_in_the_zone_that_is_named(shell: Shell) -> None:
    shell("start", "picosure-face", "--on", "2026-11-20T16:00", "--zone", "Asia/Singapore")

    with Journal.open(shell.home / "journal.sqlite") as journal:
        value = journal.current("picosure-face", Topic.RECOVERY)["recovery"].value
    assert value["treated"] == "2026-11-20T08:00:00+00:00"
    assert value["zone"] == "Asia/Singapore"


def test_a_treatment_still_ahead_is_begun_with_a_word_on_the_side(shell: Shell) -> None:
    ended = shell(*START, now="2026-11-18T12:00")

    assert ended.code == 0
    assert ended.err == "Fri 20 Nov 2026, 16:00 has not come yet. The plan begins then.\n"
    assert ended.out.splitlines()[1] == (
        "Treatment on Friday 20 November 2026 at 16:00, Europe/Berlin. That is day 0."
    )
    assert shell("recovery", "list", now="2026-11-18T12:01").line("not begun").split("  ")[-2:] == [
        "treatment on 2026-11-20 16:00",
        "not begun",
    ]
    treated = shell("recovery", "list", now="2026-11-23T09:00").line("day 3")
    assert treated.split("  ")[-2] == "treated 2026-11-20 16:00"
    today = shell("today", now="2026-11-18T12:01")
    assert today.out.splitlines()[:2] == [
        "Before day 0  Wednesday 18 November 2026",
        "The plan begins with the treatment, on Friday 20 November at 16:00.",
    ]
    year_before = shell("today", now="2025-12-01T12:00").out.splitlines()[1]
    assert year_before == "The plan begins with the treatment, on Friday 20 November 2026 at 16:00."
    assert shell("tick", "face-cleanse", now="2026-11-18T12:01").code == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dr Tan, Orchard, +65 6000 0000", "Dr Tan, Orchard +65 6000 0000"),
        ("030 123456", "030 123456"),
        ("Skin Clinic", "Skin Clinic"),
        ("Clinic, second floor", "Clinic, second floor"),
    ],
)
def test_the_clinic_is_a_name_and_what_looks_like_a_number(shell: Shell, text: str, shown: str) -> None:
    shell(*START, "--clinic", text)

    assert shell("call").out.splitlines()[-1] == f"Your clinic: {shown}"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("picoplas",), "There is no checklist 'picoplas'. Nearest: picoplus."),
        (("picosure-face", "--zone", "Berlim"), "'Berlim' is not a time zone. Nearest: Europe/Berlin."),
        (
            ("picosure-face", "--on", "yesterday"),
            "'yesterday' lacks the time of day. Write it like yesterday 16:00.",
        ),
        (
            ("picosure-face", "--answer", "habbits=makeup"),
            "There is no question 'habbits' in picosure-face. Nearest: habits.",
        ),
        (
            ("picosure-face", "--answer", "habits=makup"),
            "'makup' is not an answer to habits. Nearest: makeup.",
        ),
        (
            ("picosure-face", "--answer", "makeup"),
            "'makeup' is not an answer. Write it like habits=makeup,exercise.",
        ),
        (
            ("picosure-face", "--answer", "strength=strong,light"),
            "strength takes one answer: strong, light.",
        ),
        (
            ("picosure-face", "--answer", "habits=makeup", "--answer", "habits=exercise"),
            "habits is answered twice. Put its answers in one, with commas between them.",
        ),
    ],
)
def test_what_cannot_be_meant_is_named_with_the_nearest_and_nothing_is_written(
    shell: Shell, arguments: tuple[str, ...], sentence: str
) -> None:
    ended = shell("start", *arguments)

    assert (ended.code, ended.out, ended.err) == (2, "", f"{sentence}\n")
    assert not shell.home.exists()


def test_a_second_recovery_of_the_same_moment_is_refused(home: Path) -> None:
    shell = begun(home)
    before = shell.content()

    ended = shell(*START)

    assert ended.code == 1
    assert ended.err == (
        "A recovery of picosure-face treated 2026-11-20 16:00 exists already: picosure-face.\n"
    )
    assert shell.content() == before


def test_a_second_session_gets_a_name_of_its_own_and_the_focus(home: Path) -> None:
    shell = begun(home)

    ended = shell("start", "picosure-face", "--on", "2027-01-08T10:00", now="2027-01-08T12:00")

    assert ended.line("Started") == "Started: PicoSure on the face (picosure-face-2)."
    assert shell("recovery", "list", now="2027-01-08T12:00").line(">").startswith("> picosure-face-2")
