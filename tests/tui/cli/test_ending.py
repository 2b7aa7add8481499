"""How commands end: five exit codes, results and faults on their own streams, never a traceback."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import NOW, Shell, begun
from tests.support.terminal import Terminal

ROOT = Path(__file__).parents[3]
ENV = {**os.environ, "TZ": "Europe/Berlin", "PYTHONPATH": str(ROOT)}


def command(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "tui", "--home", str(home), "--now", NOW, *arguments]


def test_without_a_terminal_the_app_does_not_open(home: Path) -> None:
    ended = Shell(home)()

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "Afterglow opens in a terminal, and this is none. Try: afterglow today\n"
    assert not home.exists()


def test_the_app_does_not_open_for_a_recovery_that_is_none(shell: Shell) -> None:
    with Terminal(command(shell.home, "--recovery", "nobody"), env=ENV) as terminal:
        assert terminal.wait_end() == 2
        assert "There is no recovery 'nobody'. There is: picosure-face." in terminal.text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("tock",), "There is no command 'afterglow tock'. Nearest: tick, untick."),
        (("recovery", "lst"), "There is no command 'afterglow recovery lst'. Nearest: list."),
        (("tick", "--dat", "2026-11-22", "face-cleanse"), "No such option"),
        (("recovery",), "Missing command. See: afterglow recovery"),
        (("tick",), "Missing argument 'RULE[/SLOT] ...'."),
        (("today", "--day", "three"), "Invalid value for '--day': 'three' is not a valid integer."),
        (
            ("today", "--now", "soon"),
            "'soon' is not a date and time. Write it like 2026-11-20T16:00, 20 Nov 16:00 or yesterday 4pm.",
        ),
        (("today", "extra"), "Got unexpected extra argument (extra)"),
    ],
)
def test_wrong_usage_is_one_line_exit_2_and_writes_nothing(
    shell: Shell, arguments: tuple[str, ...], sentence: str
) -> None:
    line = shell.refusal(*arguments)

    assert line.startswith(sentence)
    assert "\n" not in line


def test_a_zone_that_is_none_is_named(shell: Shell) -> None:
    ended = shell("today", TZ="Mars/Olympus")

    assert ended.code == 0
    assert ended.err.startswith("TZ is set to 'Mars/Olympus', which is not a time zone.")
    assert ended.err.endswith(" is used.\n")


def test_no_plan_is_begun_in_a_zone_that_is_only_a_way_out(shell: Shell) -> None:
    begin = ("start", "picosure-tattoo", "--on", "2026-11-22T12:00")
    ended = shell(*begin, TZ="CET-1CEST,M3.5.0,M10.5.0/3")

    assert (ended.code, ended.out) == (2, "")
    assert "TZ is set to 'CET-1CEST,M3.5.0,M10.5.0/3', which is not a time zone." in ended.err
    assert ended.err.endswith(" Or say where you are: --zone Asia/Singapore.\n")
    assert shell(*begin, "--zone", "Europe/Berlin", TZ="CET-1CEST,M3.5.0,M10.5.0/3").code == 0


def test_global_options_hold_before_and_after_the_command(shell: Shell) -> None:
    assert shell("today", "--now", "2026-11-27T09:00").out.startswith("Day 7 ")
    assert shell("recovery", "list", "--now", "2026-11-27T09:00").out.endswith("day 7 of 90\n")
    elsewhere = shell("today", "--home", str(shell.home / "elsewhere"))
    assert (elsewhere.code, elsewhere.out) == (1, "")
    assert Shell(Path("/nowhere"))("today", "--home", str(shell.home)).code == 0


def test_the_environment_may_name_the_home(home: Path) -> None:
    begun(home)

    ended = subprocess.run(
        [sys.executable, "-m", "tui", "--now", NOW, "today"],
        env={**ENV, "AFTERGLOW_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ended.stdout.startswith("Day 3 ")


def _damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _newer(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()


def _foreign(path: Path) -> None:
    path.unlink()
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE t (x)")
    db.close()


@pytest.mark.parametrize(
    ("spoil", "word"), [(_damaged, "damaged"), (_newer, "newer"), (_foreign, "another program's")]
)
@pytest.mark.parametrize("arguments", [("today",), ("tick", "face-cleanse"), ("undo",), ("export", "json")])
def test_a_journal_that_cannot_be_used_is_one_sentence_exit_4_and_untouched(
    shell: Shell, spoil: object, word: str, arguments: tuple[str, ...]
) -> None:
    assert callable(spoil)
    spoil(shell.home / "journal.sqlite")
    before = shell.content()

    ended = shell(*arguments)

    assert (ended.code, ended.out) == (4, "")
    assert word in ended.err
    assert ended.err.count("\n") == 1
    assert shell.content() == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="only a plain user is kept from writing")
def test_a_journal_that_is_read_only_is_said_so(shell: Shell) -> None:
    shell.home.chmod(0o500)
    try:
        assert shell("tick", "face-cleanse").code == 4
        assert shell("today").code == 0
    finally:
        shell.home.chmod(0o700)


def test_a_reader_that_stops_reading_is_no_fault(shell: Shell) -> None:
    line = subprocess.list2cmdline(command(shell.home, "plan"))

    ended = subprocess.run(
        ["bash", "-c", f"{line} | head -1; echo ${{PIPESTATUS[0]}}"],
        env=ENV,
        capture_output=True,
        text=True,
        check=True,
    )

    assert ended.stdout.splitlines()[-1] == "0"
    assert ended.stderr == ""


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_what_is_done_with_a_closed_stream_is_done_without_a_word(shell: Shell, closed: str) -> None:
    line = subprocess.list2cmdline(command(shell.home, "tick", "face-cleanse"))

    ended = subprocess.run(
        ["bash", "-c", f"{line} {closed}"], env=ENV, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0
    assert "Traceback" not in ended.stderr
    assert "[x] face-cleanse/morning" in shell("today").out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_is_full_is_said_in_a_sentence(shell: Shell) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            command(shell.home, "today"), env=ENV, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert ended.returncode == 1
    assert ended.stderr == "The output: no space left on device.\n"


def test_an_encoding_that_cannot_say_everything_prints_a_mark_instead(shell: Shell) -> None:
    shell("note", "müde, naïve ☀")

    ended = subprocess.run(
        command(shell.home, "today"),
        env={**ENV, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )

    assert b"Note: m?de, na?ve ?" in ended.stdout


def test_no_escape_sequence_reaches_the_terminal(shell: Shell) -> None:
    shell("note", "\x1b[31mred\x07\nand a \u202e line")
    shell("skip", "face-cleanse", "--because", "\x9b2J\x1b]0;x\x07")

    for arguments in (("today",), ("today", "--json"), ("export", "json"), ("tick", "\x1b[2J")):
        ended = shell(*arguments)
        assert not any(each in ended.out + ended.err for each in "\x1b\x07\x9b\u202e"), arguments
    assert shell("today").line("Note:") == "Note:  [31mred  and a   line"


def test_bytes_that_are_no_text_are_kept_as_well_as_can_be(shell: Shell) -> None:
    ended = subprocess.run(
        [*command(shell.home, "note"), b"caf\xe9"], env=ENV, capture_output=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert shell("today").line("Note: caf")


def test_the_version_is_said() -> None:
    ended = Shell(Path("/nowhere"))("--version")

    assert ended.code == 0
    assert ended.out.startswith("afterglow ")


def test_a_fault_of_ones_own_is_one_line_with_its_place(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("as if")

    monkeypatch.setattr("tui.recovery.reader.RecoveryReader.plan", broken)

    ended = shell("today")

    assert ended.code == 1
    assert ended.err.startswith("This is a fault in Afterglow itself: RuntimeError: as if (test_ending.py")
