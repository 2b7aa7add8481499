"""`clinic`: whom to call, and what all the clinic said is kept with."""

from pathlib import Path

import pytest

from tests.support.commands import SAID_SO, Shell


def test_without_an_option_it_shows_what_is_known(shell: Shell) -> None:
    assert shell("clinic").out.splitlines() == [
        "Your clinic  not told",
        "Phone        not told",
        "After hours  not told",
        "Emergency    112 (by the time zone, Europe/Berlin)",
        "",
        "No clinic dates. Tell one with: afterglow clinic date RULE --days 0-4",
    ]


def test_everything_can_be_told_one_by_one_and_taken_back(shell: Shell) -> None:
    ended = shell("clinic", "--name", "Dr Tan", "--after-hours", "+65 6222 1111", "--emergency", "995")
    assert (ended.code, ended.out.splitlines()) == (
        0,
        [
            "Your clinic  Dr Tan",
            "Phone        not told",
            "After hours  +65 6222 1111",
            "Emergency    995",
        ],
    )
    assert shell("clinic", "--phone", "+65 6000 0000", "--emergency", "").code == 0
    called = shell("call").out.splitlines()
    assert "NOW: your emergency number, 112" in called
    assert called[-1] == "Your clinic: Dr Tan +65 6000 0000    After hours: +65 6222 1111"
    assert shell("undo").out == "Undid: change the clinic's details\n"
    assert "NOW: your emergency number, 995" in shell("call").out
    assert shell("call").out.splitlines()[-1] == "Your clinic: Dr Tan    After hours: +65 6222 1111"


def test_what_is_so_already_is_no_act(shell: Shell) -> None:
    shell("clinic", "--name", "Dr Tan")
    assert shell("clinic", "--name", "Dr Tan ").out.startswith("Already so.\n")
    shell("undo", "--start")
    assert shell("undo", "--start").out.startswith("Undid: start ")


@pytest.mark.parametrize(
    ("option", "number", "fault"),
    [
        ("--phone", "12", "That is too short for a phone number."),
        ("--after-hours", "ask Mia", "A phone number has digits, spaces and + - ( ) only."),
        ("--emergency", "9+95", "A + can only stand in front of a phone number."),
    ],
)
def test_a_number_that_cannot_be_one_is_refused_and_nothing_is_written(
    shell: Shell, option: str, number: str, fault: str
) -> None:
    assert shell.refusal("clinic", "--name", "Dr Tan", option, number) == f"{option} '{number}': {fault}"


@pytest.mark.parametrize(
    "command", [("recovery", "correct", "--clinic"), ("start", "picosure-tattoo", "--clinic")], ids=" ".join
)
def test_a_number_that_cannot_be_one_is_refused_wherever_it_is_told(
    shell: Shell, command: tuple[str, ...]
) -> None:
    assert shell.refusal(*command, "Dr Tan, 12") == "'12': That is too short for a phone number."


def test_correcting_the_clinic_keeps_its_other_numbers(shell: Shell) -> None:
    shell("clinic", "--after-hours", "+65 6222 1111", "--emergency", "995")
    shell("recovery", "correct", "--clinic", "Dr Lim, +65 6000 0000 ext 5")
    assert shell("clinic").out.splitlines()[:4] == [
        "Your clinic  Dr Lim",
        "Phone        +65 6000 0000 ext 5",
        "After hours  +65 6222 1111",
        "Emergency    995",
    ]


def test_it_is_exported_with_all_else(shell: Shell) -> None:
    shell(*SAID_SO)
    now = shell("export", "json").json["recoveries"][0]["now"]
    assert now["clinic_dates"]["face-no-makeup"]["value"] == {
        "days": "0-4",
        "at": "",
        "title": "Make-up",
    }


def test_it_is_told_of_the_recovery_that_is_named(shell: Shell) -> None:
    assert shell("start", "picosure-face", "--on", "2026-11-22T10:00").code == 0
    assert shell("clinic", "--name", "Dr Tan", "--recovery", "picosure-face").code == 0
    assert shell("--recovery", "picosure-face", *SAID_SO).code == 0
    assert shell("clinic", "--recovery", "picosure-face").line("Your clinic") == "Your clinic  Dr Tan"
    assert shell("clinic").line("Your clinic") == "Your clinic  not told"
    assert shell("clinic").line("face-no-makeup") == ""


def test_two_things_at_once_are_refused(shell: Shell) -> None:
    ended = shell("clinic", "--name", "Dr Tan", "date", "face-cleanse", "--clear")
    assert ended.code == 2
    assert ended.err == "Say whom to call in a command of its own: afterglow clinic --phone NUMBER\n"


@pytest.mark.parametrize("command", [("clinic",), ("clinic", "--name", "Tan"), SAID_SO])
def test_without_a_recovery_there_is_nothing_to_say(home: Path, command: tuple[str, ...]) -> None:
    ended = Shell(home)(*command)
    assert (ended.code, ended.err.split(".")[0]) == (1, "No recovery has been started")
