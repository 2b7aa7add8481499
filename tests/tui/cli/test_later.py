"""`later`: what is due is put off, all of it or one, and every program that tells knows of it."""

from pathlib import Path

import pytest

from tests.support.commands import Shell


def due(shell: Shell, now: str) -> list[str]:
    return [line.split()[1].partition("/")[2] for line in shell("due", now=now).out.splitlines()]


MORNING = ["face-cleanse/morning", "face-moisturise/morning", "face-spf-am/morning"]
PHOTO = "face-photo/morning"
"""Stands an hour after the rest of its slot, and is told with it."""


def test_all_that_is_due_is_put_off_by_a_length_and_undo_takes_it_back(shell: Shell) -> None:
    assert shell("later", "20m", now="2026-11-23T08:50:40").out.splitlines() == [
        "Put off until 09:10: 'Wash gently with cool or lukewarm water', morning, day 3.",
        "Put off until 09:10: 'Moisturise', morning, day 3.",
        "Put off until 09:10: 'Put sunscreen on closed skin: SPF 50, broad spectrum', morning, day 3.",
    ]
    assert due(shell, "2026-11-23T09:09") == []
    assert due(shell, "2026-11-23T09:10") == [*MORNING, PHOTO]

    assert shell("undo", now="2026-11-23T08:52").out.startswith(
        "Undid: put off wash, moisturise and sunscreen, morning, day 3, until 09:10"
    )
    assert due(shell, "2026-11-23T08:53") == MORNING


def test_one_alone_is_put_off_until_a_time_and_the_rest_of_its_slot_stays_due(shell: Shell) -> None:
    assert shell("later", "wash", "--until", "21:00").out == (
        "Put off until 21:00: 'Wash gently with cool or lukewarm water', morning, day 3.\n"
    )
    assert due(shell, "2026-11-23T09:00") == [*MORNING[1:], PHOTO]
    assert "face-cleanse/morning" in due(shell, "2026-11-23T21:00")

    # What was said later holds: the whole slot, and what is alone in it.
    shell("later", "morning", "1h", now="2026-11-23T09:00")
    assert due(shell, "2026-11-23T09:59") == []
    assert due(shell, "2026-11-23T10:00") == [*MORNING, PHOTO]


def test_without_a_length_it_is_a_quarter_of_an_hour_and_next_is_what_is_told_next(shell: Shell) -> None:
    assert shell("later", "moisturise", now="2026-11-23T08:50").out == (
        "Put off until 09:05: 'Moisturise', morning, day 3.\n"
    )
    assert (
        "Put off until 13:00: 'Put sunscreen on closed skin: SPF 50"
        in shell("later", "face-spf-am", "--next", now="2026-11-23T09:30").out
    )


def test_of_two_recoveries_all_that_is_due_is_put_off_in_one_act(shell: Shell) -> None:
    shell("start", "picosure-tattoo", "--on", "2026-11-22T16:00", now="2026-11-22T17:00")
    assert len(shell("due").out.splitlines()) > 3

    shell("later", "30m")
    assert due(shell, "2026-11-23T09:20") == []
    shell("undo", now="2026-11-23T09:21")
    assert len(shell("due", now="2026-11-23T09:22").out.splitlines()) > 3


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (("--until", "08:00"), 2, "That time has passed."),
        (("20h",), 2, "That is past the end of this day. Do it before, or skip it."),
        (("--until", "noonish"), 2, "'noonish' is not a time of day. Write it like 16:00 or 4pm."),
        (("20m", "--next"), 2, "Say one of these: a length such as 20m, --until TIME or --next."),
        (
            ("hat", "20m"),
            2,
            "It has no time, and so nothing tells of it: 'Shade and a wide-brimmed hat outside', day 3.",
        ),
        (("nonsense", "20m"), 2, "There is no rule 'nonsense' in picosure-face."),
    ],
)
def test_what_cannot_be_put_off_is_said_and_nothing_is_written(
    shell: Shell, arguments: tuple[str, ...], code: int, expected: str
) -> None:
    before = shell.content()
    ended = shell("later", *arguments)
    assert (ended.code, ended.out) == (code, "")
    assert ended.err.startswith(expected)
    assert shell.content() == before


def test_where_nothing_is_due_it_says_no(shell: Shell) -> None:
    ended = shell("later", now="2026-11-23T07:00")
    assert (ended.code, ended.err) == (1, "Nothing is due now.\n")


def test_before_any_recovery_it_says_how_to_begin(home: Path) -> None:
    assert Shell(home)("later").code == 1
