"""Answering all that is due, or all but a part of it, by a command."""

from tests.support.commands import Shell
from tests.tui.cli.test_later import MORNING, due

AT = "2026-11-23T08:50"


def test_all_that_is_due_but_one_is_ticked_as_one_act_and_that_one_stays_due(shell: Shell) -> None:
    assert shell("tick", "due", "--but", "sunscreen", now=AT).out.splitlines()[:2] == [
        "Ticked: 'Wash gently with cool or lukewarm water', morning, day 3.",
        "Ticked: 'Moisturise', morning, day 3.",
    ]
    assert due(shell, AT) == MORNING[2:]
    shell("undo", now=AT)
    assert due(shell, AT) == MORNING


def test_all_that_is_due_is_skipped_with_a_reason_and_a_part_put_off(shell: Shell) -> None:
    assert shell("later", "due", "--but", "wash", "20m", now=AT).out.splitlines() == [
        "Put off until 09:10: 'Moisturise', morning, day 3.",
        "Put off until 09:10: 'Put sunscreen on closed skin: SPF 50, broad spectrum', morning, day 3.",
    ]
    assert due(shell, AT) == MORNING[:1]
    out = shell("skip", "due", "--because", "asleep", now=AT).out
    assert out == "Skipped: 'Wash gently with cool or lukewarm water', morning, day 3.\n"
    (again,) = (shell(*words, now=AT) for words in [("tick", "due")])
    assert (again.code, again.err) == (1, "Nothing is due now.\n")


def test_a_check_in_among_what_is_due_is_left_to_be_answered(shell: Shell) -> None:
    out = shell("tick", "due", now="2026-11-23T20:05").out
    assert "It is answered: afterglow check-in" in out
    assert due(shell, "2026-11-23T20:05") == ["face-log/evening"]


def test_what_is_due_is_of_all_that_run_and_of_no_other_day(shell: Shell) -> None:
    shell("start", "picosure-tattoo", "--on", "2026-11-22T16:00", now="2026-11-22T17:00")
    shell("tick", "due", now=AT)
    assert due(shell, AT) == []
    refused = shell("tick", "due", "--date", "yesterday", now=AT)
    assert (refused.code, refused.err) == (2, "What is due is of today: leave --date out.\n")


def test_what_is_not_meant_cannot_be_left_out(shell: Shell) -> None:
    refused = shell("tick", "due", "--but", "check-in", now=AT)
    assert refused.code == 2
    assert refused.err.startswith("'check-in' is not among what is meant, and so cannot be left out of it.")
    assert due(shell, AT) == MORNING
    none = shell("tick", "wash", "--but", "wash", now=AT)
    assert (none.code, none.err) == (1, "Nothing is left of it.\n")
