"""`tick`, `untick`, `skip`, `slip` and `note`: what is recorded, and what is refused."""

import pytest

from tests.support.commands import Shell
from tui.journal import Journal, Topic

WASH = "'Wash gently with cool or lukewarm water'"
COLD = "'Cool the skin with a wrapped cold pack'"


def items(shell: Shell) -> dict[str, str]:
    with Journal.open(shell.home / "journal.sqlite") as journal:
        return {
            key: entry.value["state"] for key, entry in journal.current("picosure-face", Topic.ITEM).items()
        }


def test_a_tick_without_a_slot_is_the_earliest_that_is_due_and_open(shell: Shell) -> None:
    first = shell("tick", "face-moisturise", now="2026-11-23T21:00")
    second = shell("tick", "face-moisturise", now="2026-11-23T21:00")

    assert first.out.splitlines()[0] == "Ticked: 'Moisturise', morning, day 3."
    assert second.out.splitlines()[0] == "Ticked: 'Moisturise', midday, day 3."
    assert items(shell) == {
        "2026-11-23/face-moisturise/morning": "done",
        "2026-11-23/face-moisturise/midday": "done",
    }


@pytest.mark.parametrize(("verb", "state"), [("tick", "done"), ("skip", "skipped")])
def test_the_same_again_does_not_reach_for_what_is_still_to_come(shell: Shell, verb: str, state: str) -> None:
    assert shell(verb, "face-cleanse").code == 0
    before = shell.content()

    again = shell(verb, "cleanse")

    assert (again.code, again.out) == (1, "")
    assert again.err == f"Already {state}: morning. Evening is at 21:00: {verb} face-cleanse/evening.\n"
    assert shell.content() == before
    assert shell(verb, "face-cleanse/evening").code == 0


def test_what_is_counted_is_not_ticked_twice_by_mistake(shell: Shell) -> None:
    shell("sign", "outdoors", "yes", now="2026-11-23T10:00")
    shell("tick", "face-spf-2h", now="2026-11-23T12:00")

    again = shell("tick", "face-spf-2h", now="2026-11-23T12:01")

    assert again.code == 1
    assert again.err.startswith("Already done: at 12:00. The next is at ")
    assert again.err.endswith(": tick face-spf-2h/n2.\n")


def test_beside_what_was_done_already_the_rest_is_ticked(shell: Shell) -> None:
    shell("tick", "face-cleanse")

    ended = shell("tick", "face-cleanse", "face-spf-am")

    assert ended.code == 0
    assert ended.err == "Already done: morning. Evening is at 21:00: tick face-cleanse/evening.\n"
    assert ended.out.startswith(
        "Ticked: 'Put sunscreen on closed skin: SPF 50, broad spectrum', morning, day 3."
    )
    assert sorted(items(shell)) == ["2026-11-23/face-cleanse/morning", "2026-11-23/face-spf-am/morning"]


def test_after_a_tick_the_rest_of_the_day_is_said(shell: Shell) -> None:
    assert (
        shell("tick", "face-cleanse")
        .out.splitlines()[1]
        .startswith("Now: moisturise and sunscreen. Take a photo at 09:00.")
    )


def test_several_ticked_at_once_are_one_act(shell: Shell) -> None:
    shell("tick", "face-cleanse/morning", "face-moisturise/morning", "face-cleanse/morning")

    assert len(items(shell)) == 2
    assert shell("undo").out == "Undid: tick 2 items, morning, day 3\n"
    assert items(shell) == {}


def test_what_is_done_already_is_said_and_nothing_is_written(shell: Shell) -> None:
    shell("tick", "face-cleanse/morning", now="2026-11-23T08:05")
    before = shell.content()

    ended = shell("tick", "face-cleanse/morning")

    assert (ended.code, ended.out) == (0, f"Already done: {WASH}, morning, day 3, at 08:05.\n")
    assert shell.content() == before


def test_a_whole_key_or_a_date_means_another_day(shell: Shell) -> None:
    shell("tick", "2026-11-22/face-cleanse/evening")
    shell("tick", "face-cleanse/morning", "--date", "yesterday")
    shell("tick", "face-moisturise", "--date", "2026-11-21")

    assert sorted(items(shell)) == [
        "2026-11-21/face-moisturise/morning",
        "2026-11-22/face-cleanse/evening",
        "2026-11-22/face-cleanse/morning",
    ]


def test_a_time_says_when_it_was_and_a_moment_also_which_day(shell: Shell) -> None:
    shell("tick", "face-cleanse/morning", "--at", "8:10")
    shell("tick", "face-cleanse/evening", "--at", "2026-11-23T00:30")

    with Journal.open(shell.home / "journal.sqlite") as journal:
        entries = journal.current("picosure-face", Topic.ITEM)
    assert {key: entry.local for key, entry in entries.items()} == {
        "2026-11-23/face-cleanse/morning": "2026-11-23T08:10",
        "2026-11-22/face-cleanse/evening": "2026-11-23T00:30",
    }
    assert {entry.recorded.isoformat()[:16] for entry in entries.values()} == {"2026-11-23T07:55"}


def test_a_time_before_four_belongs_to_the_night_of_its_day(shell: Shell) -> None:
    shell("tick", "face-cleanse/evening", "--date", "yesterday", "--at", "01:15")

    with Journal.open(shell.home / "journal.sqlite") as journal:
        entry = journal.current("picosure-face", Topic.ITEM)["2026-11-22/face-cleanse/evening"]
    assert entry.local == "2026-11-23T01:15"


def test_untick_opens_what_was_ticked_or_skipped_last(shell: Shell) -> None:
    shell("tick", "face-cleanse/evening", now="2026-11-23T08:50")
    shell("tick", "face-cleanse/morning")

    assert shell("untick", "face-cleanse").out == f"Open again: {WASH}, morning, day 3.\n"
    assert items(shell) == {"2026-11-23/face-cleanse/evening": "done"}
    again = shell("untick", "face-cleanse/morning")
    assert (again.code, again.out) == (0, f"Not ticked: {WASH}, morning, day 3.\n")


def test_the_future_is_skipped_but_never_ticked(shell: Shell) -> None:
    ended = shell("tick", "face-cleanse/morning", "--date", "2026-11-24")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "Day 4 has not come. It can be skipped, not ticked.\n"
    assert shell("skip", "face-cleanse/morning", "--date", "2026-11-24").code == 0
    assert items(shell) == {"2026-11-24/face-cleanse/morning": "skipped"}


def test_a_skip_keeps_its_reason_and_does_not_overrule_a_tick(shell: Shell) -> None:
    assert shell("skip", "face-moisturise/midday", "--because", "none left").code == 0
    again = shell("skip", "face-moisturise/midday", "--because", "none left")
    assert again.out == "Already skipped: 'Moisturise', midday, day 3.\n"
    shell("tick", "face-cleanse/morning")

    ended = shell("skip", "face-cleanse/morning")

    assert ended.code == 1
    assert (
        ended.err == f"Already done: {WASH}, morning, day 3. To leave it out all the same, untick it first.\n"
    )


def test_as_needed_care_is_counted_and_too_much_of_it_answered_kindly(shell: Shell) -> None:
    shell("tick", "face-cool-pack", now="2026-11-20T17:00")

    ended = shell("tick", "face-cool-pack", now="2026-11-20T17:10")

    assert ended.out.splitlines()[:2] == [
        f"Ticked: {COLD}, day 0.",
        "Best left 55 minutes apart. Noted all the same.",
    ]
    row = shell("today", now="2026-11-20T17:11").line("face-cool-pack")
    assert "as needed, last at 17:10, again from 18:05; 2 today" in row
    assert shell("untick", "face-cool-pack", now="2026-11-20T17:12").code == 0
    assert items(shell) == {"2026-11-20/face-cool-pack/n1": "done"}


def test_what_is_done_once_is_done_on_every_later_day(shell: Shell) -> None:
    shell("tick", "face-mole-check", now="2026-11-28T17:11")

    ended = shell("tick", "once/face-mole-check", now="2026-11-29T09:00")

    assert (
        ended.out
        == "Already done: 'Was a mole treated? Let a doctor look at it', day 9, on 2026-11-28 at 17:11.\n"
    )


def test_a_slip_is_noted_once_without_blame_and_can_be_taken_back(shell: Shell) -> None:
    noted = shell("slip", "face-no-rub")

    assert noted.out.splitlines() == [
        "Noted: slip 'Rubbing, scratching or scrubbing', day 3. It happens; leave it be from here.",
        "Pat instead. No washcloths (flannels), brushes, sponges or scrubs.",
    ]
    again = shell("slip", "face-no-rub")
    assert (again.code, again.out) == (0, "Already noted: slip 'Rubbing, scratching or scrubbing', day 3.\n")
    back = shell("slip", "face-no-rub", "--take-back")
    assert back.out == "Taken back: slip 'Rubbing, scratching or scrubbing', day 3.\n"
    assert shell("slip", "face-no-rub", "--take-back").code == 1
    assert shell("slip", "face-no-sweat", now="2026-11-27T09:00").err == (
        "'Exercise that makes you sweat' need not be left alone on day 7.\n"
    )


def test_a_note_belongs_to_its_day_or_to_an_item(shell: Shell) -> None:
    assert shell("note", "slept well").out == "Noted, day 3.\n"
    assert shell("note", "itchy", "--date", "yesterday").out == "Noted, day 2.\nOn: Sun 22 Nov 2026.\n"
    assert shell("note", "stings", "--on", "face-cleanse").out == f"Noted: {WASH}, morning, day 3.\n"
    assert shell("note", "", "--on", "face-cleanse").out == f"Note taken away: {WASH}, morning, day 3.\n"

    assert "Note: itchy" in shell("today", "--day", "2").out
    assert "stings" not in shell("today").out
    assert shell("note", " ").err == "A note needs a text.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("tick", "face-clense"), "There is no rule 'face-clense' in picosure-face. Nearest: face-cleanse,"),
        (("tick", "wsh"), "There is no rule 'wsh' in picosure-face."),
        (("tick", "sunscren"), "There is no rule 'sunscren' in picosure-face. Nearest: sunscreen."),
        (
            ("tick", "face-cleanse", "09:00"),
            "There is no rule '09:00' in picosure-face. Did you mean --at 09:00?",
        ),
        (
            ("untick", "face-cleanse", "yesterday"),
            "There is no rule 'yesterday' in picosure-face. Did you mean --date yesterday?",
        ),
        (
            ("skip", "face-cleanse", "it stings"),
            "There is no rule 'it stings' in picosure-face. Did you mean --because 'it stings'?",
        ),
        (
            ("later", "face-cleanse", "21:00"),
            "There is no rule '21:00' in picosure-face. Did you mean --until 21:00?",
        ),
        (
            ("tick", "face-cleanse/mroning"),
            "face-cleanse has no slot 'mroning' on day 3. Nearest: morning.",
        ),
        (
            ("tick", "face-no-makeup"),
            "'Make-up' is something to leave alone: afterglow slip face-no-makeup notes that it was not.",
        ),
        (
            ("tick", "face-expect-red"),
            "'Redness like a sunburn' is something to expect, and needs no answer.",
        ),
        (
            ("slip", "face-cleanse"),
            f"{WASH} is something to do: afterglow skip face-cleanse leaves it out.",
        ),
        (("slip", "face-no-rub/morning"), "face-no-rub has no slots: it is left alone all day."),
        (
            ("tick", "face-mole-check"),
            "'Was a mole treated? Let a doctor look at it' is not in the plan on day 3. "
            "It is on day 7, 2026-11-27.",
        ),
        (("tick", "a/b/c/d"), "'a/b/c/d' is not a rule. Write it like face-cleanse or face-cleanse/morning."),
        (("tick", "2026-02-30/face-cleanse/morning"), "'2026-02-30' is not in the calendar."),
        (
            ("tick", "face-cleanse", "--at", "21:00"),
            "Mon 23 Nov 2026, 21:00 has not come yet. Was it another day? Add --date.",
        ),
        (
            ("tick", "face-cleanse", "--at", "25:00"),
            "'25:00' is not a date and time. Write it like 2026-11-20T16:00, 20 Nov 16:00 or yesterday 4pm.",
        ),
        (
            ("tick", "face-cleanse", "--at", "noon"),
            "Mon 23 Nov 2026, 12:00 has not come yet. Was it another day? Add --date.",
        ),
        (("tick", "face-cleanse", "face-clense"), "There is no rule 'face-clense' in picosure-face."),
        (
            ("skip", "face-cleanse", "--date", "soon"),
            "'soon' is not a date. Write it like 2026-11-20, 20 Nov or yesterday.",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line_and_nothing_is_written(
    shell: Shell, arguments: tuple[str, ...], sentence: str
) -> None:
    line = shell.refusal(*arguments)

    assert line.startswith(sentence)
    assert "\n" not in line


def test_before_the_first_day_there_is_nothing_to_tick_and_no_day_has_a_number(shell: Shell) -> None:
    shell("recovery", "correct", "--on", "2026-12-20T16:00")
    begun = "The plan has not begun: day 0 is 2026-12-20.\n"

    for act in (("tick", "face-cleanse"), ("skip", "face-cleanse"), ("slip", "face-no-rub")):
        ended = shell(*act)
        assert (ended.code, ended.out, ended.err) == (2, "", begun)
    assert shell("note", "nervous").out == "Noted, before day 0.\n"


def test_before_the_day_of_treatment_there_is_no_yesterday(shell: Shell) -> None:
    ended = shell("tick", "face-log", "--date", "yesterday", now="2026-11-20T21:00")

    assert ended.err == "2026-11-19 is before the treatment: day 0 is 2026-11-20.\n"
    assert (ended.code, ended.out) == (2, "")


def test_a_note_to_what_was_skipped_is_no_reason_and_both_are_shown(shell: Shell) -> None:
    """Trial B3: the note and the reason became one text, shown nowhere."""
    shell("skip", "face-cleanse/morning", "--because", "it hurts")
    shell("note", "puffy", "--on", "face-cleanse/morning")
    line = shell("today").line("] face-cleanse/morning")
    assert line.startswith("[-]")
    assert "skipped: it hurts" in line
    assert "puffy" in line
    assert "puffyit" not in line


def test_what_is_said_a_day_late_without_a_time_is_kept_so(shell: Shell) -> None:
    """Trial B2: all of yesterday was done "at 21:10"."""
    shell("tick", "2026-11-22/face-cleanse/evening")
    assert shell("today", "--date", "yesterday").line("] face-cleanse/evening").endswith("time not said")
    items = shell("today", "--date", "yesterday", "--json").json["items"]
    (item,) = (each for each in items if each["key"] == "2026-11-22/face-cleanse/evening")
    assert (item["state"], item["at"]) == ("done", None)
