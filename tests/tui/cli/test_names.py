"""What people call a rule, a slot, a recovery: read in every command, and said back."""

import pytest

from tests.support.commands import Shell
from tui.journal import Journal, Topic
from tui.text.names import Names, grade

EVENING = "2026-11-23T21:00"


def items(shell: Shell, recovery: str = "picosure-face") -> dict[str, str]:
    with Journal.open(shell.home / "journal.sqlite") as journal:
        return {key: entry.value["state"] for key, entry in journal.current(recovery, Topic.ITEM).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("face-no-makeup", 0),
        ("FACE-NO-MAKEUP", 0),
        ("face-old", 0),
        ("no makeup", 1),
        ("Make-Up", 1),
        ("makeup", 1),
        ("Make-up, tinted creams", 1),
        ("no", 2),
        ("tinted", 3),
        ("akeu", 2),
        ("ak", None),
        ("", None),
        ("/", None),
        ("no tinted", None),
        ("Concealer", 1),
        ("bb cream", 1),
        ("conceal", None),
    ],
)
def test_how_well_a_text_names_a_thing(text: str, expected: int | None) -> None:
    names = Names(
        ("face-no-makeup", "face-old"), ("make-up", "Make-up, tinted creams", "concealer", "BB cream")
    )

    assert grade(text, names) == expected


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("cleanse",), "face-cleanse/morning"),
        (("Cleanse/Morning",), "face-cleanse/morning"),
        (("wash",), "face-cleanse/morning"),
        (("WASH GENTLY with cool or lukewarm water",), "face-cleanse/morning"),
        (("wash", "gently", "with", "cool", "or", "lukewarm", "water"), "face-cleanse/morning"),
        (("lukewarm",), "face-cleanse/morning"),
        (("sunscreen",), "face-spf-am/morning"),
        (("spf-am",), "face-spf-am/morning"),
        (("moisturis",), "face-moisturise/morning"),
        (("2026-11-23/Cleanse/evening",), "face-cleanse/evening"),
    ],
)
def test_a_rule_is_known_by_id_part_short_and_title_in_any_case(
    shell: Shell, words: tuple[str, ...], key: str
) -> None:
    ended = shell("tick", *words)

    assert (ended.code, list(items(shell))) == (0, [f"2026-11-23/{key}"])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("tick", "spf"), "'spf' fits both face-spf-am and face-spf-2h. Say which one."),
        (("tick", "cleanse", "spf"), "'spf' fits both face-spf-am and face-spf-2h. Say which one."),
        (("note", "x", "--on", "SPF"), "'SPF' fits both face-spf-am and face-spf-2h. Say which one."),
        (("slip", "no"), "'no' fits "),
        (("tick", "make-up"), "'Make-up' is something to leave alone: afterglow slip face-no-makeup"),
        (
            ("tick", "evening"),
            "Evening has not come: it is at 20:00. One thing ahead of its time: tick face-",
        ),
        (("tick", "cleanse", "Evening"), "Evening has not come: it is at 20:00."),
        (("tick", "lunch"), "There is no rule 'lunch' in picosure-face."),
        (("tick", "evening", "--date", "2026-11-24"), "Day 4 has not come. It can be skipped, not ticked."),
        (
            ("clinic", "date", "spf", "--days", "0-4"),
            "'spf' fits face-spf-am, face-spf-2h and face-spf-work.",
        ),
    ],
)
def test_where_several_fit_all_are_named_and_nothing_is_written(
    shell: Shell, arguments: tuple[str, ...], sentence: str
) -> None:
    shell("sign", "outdoors", "yes", now="2026-11-23T08:40")

    assert shell.refusal(*arguments).startswith(sentence)


def test_of_two_of_one_name_the_one_of_the_day_is_meant(shell: Shell) -> None:
    ticked = "Ticked: 'Put sunscreen on closed skin: SPF 50, broad spectrum', morning, day 3."
    assert shell("tick", "spf").out.startswith(ticked)
    assert list(items(shell)) == ["2026-11-23/face-spf-am/morning"]


def test_a_slot_is_all_that_is_open_in_it_and_one_act(shell: Shell) -> None:
    shell("tick", "cleanse/evening", now="2026-11-23T20:30")

    ended = shell("tick", "EVENING", now=EVENING)

    assert ended.code == 0
    assert ended.out.splitlines()[0] == "Ticked: 'Moisturise', evening, day 3."
    assert "Left open: " in ended.out
    assert ended.line("Left open: ").endswith("It is answered: afterglow check-in")
    ticked = len(items(shell))
    assert ticked > 1
    assert all(key.endswith("/evening") for key in items(shell))
    shell("undo", now=EVENING)
    assert list(items(shell)) == ["2026-11-23/face-cleanse/evening"]


def test_a_slot_of_a_day_gone_by_and_of_one_to_come(shell: Shell) -> None:
    shell("tick", "midday", "--date", "yesterday")
    assert set(items(shell)) == {"2026-11-22/face-moisturise/midday"}

    assert shell("untick", "midday", "--date", "yesterday").code == 0
    assert items(shell) == {}
    assert shell("skip", "midday", "--because", "out all day").code == 0
    assert items(shell) == {"2026-11-23/face-moisturise/midday": "skipped"}
    again = shell("skip", "midday")
    assert (again.code, again.err) == (1, "Nothing is left to answer: midday, day 3.\n")


def test_what_is_left_alone_is_known_by_its_short_name(shell: Shell) -> None:
    assert shell("slip", "rubbing, scrubbing").out.startswith(
        "Noted: slip 'Rubbing, scratching or scrubbing'"
    )
    assert shell("slip", "Make-up").out.startswith("Noted: slip 'Make-up', day 3.")


@pytest.fixture
def both(shell: Shell) -> Shell:
    """The face in focus, and a tattoo beside it."""
    started = shell("start", "picosure-tattoo", "--on", "2026-11-21T16:00", now="2026-11-21T17:00")
    assert started.code == 0, started.err
    assert shell("recovery", "focus", "picosure-face").code == 0
    return shell


def tattoo(shell: Shell) -> str:
    """The id of the second recovery, which another device may have given a tag."""
    return shell("recovery", "list").line("picosure-tattoo").split()[0]


def test_a_key_that_due_printed_is_of_the_recovery_that_has_it(both: Shell) -> None:
    lines = [line.split()[:2] for line in both("due").out.splitlines()]
    key = next(key for id, key in lines if id == tattoo(both) and "/tat-wash/" in key)

    ended = both("tick", key)

    assert (ended.code, items(both, tattoo(both)), items(both)) == (0, {key: "done"}, {})


def test_items_of_two_recoveries_are_one_act(both: Shell) -> None:
    ended = both("tick", "face-cleanse", "tat-wash")

    assert ended.code == 0
    assert (len(items(both)), len(items(both, tattoo(both)))) == (1, 1)
    assert both("undo").out == "Undid: tick 2 items of 2 recoveries\n"
    assert (items(both), items(both, tattoo(both))) == ({}, {})
    both("redo")
    assert both("untick", "tat-wash", "face-cleanse").code == 0
    assert (items(both), items(both, tattoo(both))) == ({}, {})


def test_the_line_of_due_may_be_pasted_from_its_start(both: Shell) -> None:
    ended = both("tick", tattoo(both), "wash", "picosure-face", "wash")

    assert ended.code == 0
    assert list(items(both)) == ["2026-11-23/face-cleanse/morning"]
    assert list(items(both, tattoo(both))) == ["2026-11-23/tat-wash/morning"]


def test_with_a_recovery_named_no_other_is_meant(both: Shell) -> None:
    refused = both.refusal("tick", "tat-wash", "--recovery", "picosure-face")

    assert refused.startswith("There is no rule 'tat-wash' in picosure-face.")


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        ("done", "What was done is ticked: afterglow tick RULE"),
        ("STATUS", "What is due now: afterglow due. The whole day: afterglow today"),
        ("help", "Every command: afterglow --help. One of them: afterglow COMMAND --help"),
        ("tik", "Nearest: tick, untick."),
    ],
)
def test_what_is_no_command_points_to_what_there_is(shell: Shell, command: str, hint: str) -> None:
    assert shell.refusal(command, "face-cleanse") == f"There is no command 'afterglow {command}'. {hint}"


def test_bare_clinic_date_lists_what_holds_and_what_there_is(shell: Shell) -> None:
    shell("clinic", "date", "Make-Up", "--days", "0-20")
    before = shell.content()

    ended = shell("clinic", "date")

    assert ended.out.splitlines()[0].startswith("face-no-makeup: Make-up. ")
    assert "0 to 20" in ended.out.splitlines()[0]
    assert ended.line("  Moisturise  ").startswith("face-moisturise ")
    assert shell.content() == before
    assert shell.refusal("clinic", "date", "--days", "0-4") == (
        "Say of which rule: afterglow clinic date RULE --days 0-4"
    )
