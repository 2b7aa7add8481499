"""`call --tick`, `--untick` and `--called`: what fits the person, as the screen has it."""

import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from click.testing import CliRunner

import tui.cli.call as call_command
from checklists import library
from checklists.loader import load_checklist
from tests.support.commands import Shell
from tests.support.own_files import TEXT
from tui.cli.group import main
from tui.cli.output import emergencies
from tui.cli.output.lines import say as lines_say
from tui.recovery.call_lines import emergencies_beside

ROOT = Path(__file__).parents[3]

BLISTER = "A blister of any size is on the face"


def test_a_line_is_ticked_by_its_words_and_says_how_soon_to_call_and_whom(shell: Shell) -> None:
    shell("clinic", "--name", "Dr Tan", "--phone", "+65 6000 0000")

    ended = shell("call", "--tick", "a  BLISTER of")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        f"Ticked: {BLISTER}",
        "Today: your clinic. No answer? An out-of-hours doctor, today.",
        "Leave it closed.",
        "Say: PicoSure on the face, Fri 20 Nov at 16:00, and what you see.",
        "Your clinic: Dr Tan +65 6000 0000",
    ]
    assert shell("call").line(BLISTER) == f"[x] {BLISTER}"
    assert shell("today").line("! You") == (
        f"! You ticked: {BLISTER}. Call your clinic today: +65 6000 0000. "
        "No answer? An out-of-hours doctor, today."
    )
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
            ("--tick", "hard"),
            "Several lines have the words 'hard':\n"
            "  Breath or swallowing is hard; lips, tongue, throat or eyes swell fast\n"
            "  You get confused, slur, have fits, shiver hard, or go blue or blotchy",
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

    assert shell("call", "--tick", "line or lump", now=later).code == 0

    line = shell("call", now=later).line("A line or lump")
    assert line == "[x] A line or lump is raised, firm, itchy or growing (session 1)"
    assert "You ticked: A line or lump" in shell("today", now=later).out


def test_where_the_journal_cannot_be_read_the_emergencies_are_said_all_the_same(shell: Shell) -> None:
    (shell.home / "journal.sqlite").write_bytes(b"no journal")

    ended = shell("call")

    assert ended.code == 4
    assert ended.out.startswith("For hard breathing or swallowing,")
    assert "call your emergency number, 112, now." in " ".join(ended.out.split())
    assert "Not read: your clinic's number, and what your own sheet says. These always hold." in ended.out
    assert "not told yet" not in ended.out
    assert len(ended.err.splitlines()) == 1


EMERGENCIES = (
    "For hard breathing or swallowing, sudden swelling of the tongue, throat, lips or eyes, faintness,"
)


def _whole(**env: str) -> subprocess.CompletedProcess[str]:
    """`afterglow call` as a process of its own, with nothing in its environment but this."""
    return subprocess.run(
        [sys.executable, "-m", "tui", "call"], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_it_needs_no_home_and_no_zone() -> None:
    for env in ({"HOME": "/nonexistent"}, {"TZ": "CET-1CEST,M3.5.0,M10.5.0/3", "HOME": "/nonexistent"}):
        ended = _whole(**env)
        assert (ended.returncode, ended.stdout.splitlines()[0]) == (0, EMERGENCIES)


def test_where_nobody_has_a_home_the_emergencies_are_said_and_how_to_name_a_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nobody(*_: object, **more: object) -> None:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_data_path", nobody)
    result = CliRunner().invoke(main, ["call"], prog_name="afterglow", env={"AFTERGLOW_HOME": None})

    assert result.exit_code == 2, result.stderr
    assert result.stdout.startswith(EMERGENCIES)
    assert "Not read: your clinic's number" in result.stdout
    assert result.stderr == (
        "There is no home folder to keep things in. Name a folder with --home DIR, or set HOME.\n"
    )


def test_what_is_slow_to_be_read_does_not_keep_the_emergencies_waiting(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, read = Event(), call_command.call_lines

    def slow(*given: Any) -> Any:
        assert told.wait(20)
        return read(*given)

    def say(*lines: str) -> None:
        lines_say(*lines)
        told.set()

    monkeypatch.setattr(call_command, "call_lines", slow)
    monkeypatch.setattr(emergencies, "say", say)
    monkeypatch.setattr(emergencies, "PATIENCE", 0.0)
    ended = shell("call")
    assert ended.code == 0
    assert ended.out.startswith(EMERGENCIES)
    assert "A blister of any size is on the face" in ended.out


def test_the_numbers_of_machine_and_plan_stand_side_by_side_where_they_differ(shell: Shell) -> None:
    far = shell("call", TZ="America/Los_Angeles")
    assert "NOW: your emergency number, 911 (US) or 112 (Germany)" in far.out
    over_ssh = shell("call", TZ="America/Los_Angeles", SSH_TTY="/dev/pts/1")
    assert "NOW: your emergency number, 112 (Germany) or 911 (US)" in over_ssh.out
    assert shell("call").line("Today: your clinic") == (
        "Today: your clinic. No answer? An out-of-hours doctor, today."
    )
    assert (
        shell("clinic", TZ="America/Los_Angeles")
        .line("Emergency")
        .endswith(
            "911 (US) or 112 (Germany) (by the time zone, America/Los_Angeles, and the plan's, Europe/Berlin)"
        )
    )


def test_what_a_file_leaves_out_of_the_emergencies_is_filled_in_topic_by_topic(home: Path) -> None:
    folder = home / "checklists"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(
        "format: 1\nid: mine\nextends: picosure-face\n"
        "warnings: {change: {sepsis: {call: clinic-soon}}, remove: [breathing, eye, confused]}\n"
    )
    shell = Shell(home)
    assert shell("start", "mine", "--on", "2026-11-20T16:00", now="2026-11-20T17:00").code == 0
    lines = shell("call", now="2026-11-21T09:00").out.splitlines()
    ours = [line for line in lines if line.endswith("(always holds, not on your sheet)")]
    assert [line.strip().partition(" (")[0] for line in ours] == [
        "Breath or swallowing is hard; lips, tongue, throat or eyes swell fast",
        "You have fits or are confused",
        "Fever 38 comes with fast heart or breath, vomiting or clammy skin",
        "Eyes hurt, light hurts them, or sight is blurred or lost",
    ]
    faint = "[ ] You feel faint or too drowsy, have an odd pulse, or hives cover you"
    assert lines.index(ours[0]) < lines.index(faint)
    assert " ".join(shell("checklist", "show", "mine").out.split()).count("(always holds,") == 4


def test_a_checklist_without_any_warning_has_the_emergencies_and_whose_they_are(home: Path) -> None:
    folder = home / "checklists"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(TEXT, "utf-8")
    shell = Shell(home)
    assert shell("start", "mine", "--on", "2026-11-20T16:00", now="2026-11-20T17:00").code == 0
    lines = shell("call", now="2026-11-21T09:00").out.splitlines()
    assert lines[2].startswith("For hard breathing or swallowing")
    assert lines[5] == "    (these always hold, they are not on your sheet)"


def test_a_line_that_is_over_gives_way_to_the_emergency_that_always_holds(home: Path) -> None:
    folder = home / "checklists"
    folder.mkdir(parents=True)
    eyes = "{id: eye, if: Eyes hurt or sight fails, days: 0-3, call: urgent, agreement: unsourced}"
    faint = "{id: faint, if: You faint, days: 0-, call: emergency, agreement: unsourced}"
    (folder / "mine.yaml").write_text(f"{TEXT}warnings:\n  - {eyes}\n  - {faint}\n", "utf-8")
    shell = Shell(home)
    assert shell("start", "mine", "--on", "2026-11-20T16:00", now="2026-11-20T17:00").code == 0
    always = "Eyes hurt, light hurts them, or sight is blurred or lost"
    assert always not in shell("call", now="2026-11-23T09:00").out
    late = shell("call", now="2026-11-24T09:00").out
    assert always in late
    assert "Eyes hurt or sight fails" not in late


@pytest.mark.parametrize("id", library.shipped())
def test_a_shipped_sheet_names_every_emergency_itself(id: str) -> None:
    checklist = load_checklist(library.read(id), name=id).checklist
    assert emergencies_beside(checklist.warnings) == ()
    assert len(emergencies_beside(())) == 5
