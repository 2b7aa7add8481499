"""`today` as lines: the day, what to type, and the words for it."""

from pathlib import Path

import pytest

from tests.support.commands import Shell, begun


def test_the_day_is_said_first_and_what_to_do_now_second(shell: Shell) -> None:
    lines = shell("today").out.splitlines()

    assert lines[0] == "Day 3  Monday 23 November 2026 - First week    3 due"
    assert lines[1].startswith("08:55  3 things now, then nothing until 09:00.")


def test_at_night_the_command_is_named_that_says_when_to_call(shell: Shell) -> None:
    lines = shell("today", now="2026-11-21T23:30").out.splitlines()

    assert lines[1].startswith("23:30  If you are awake: ")
    assert lines[1].endswith(" Next at 08:00. Pain or worry: afterglow call.")


def test_late_stands_once_on_the_heading_and_a_row_says_what_to_type(shell: Shell) -> None:
    out = shell("today").out

    assert out.count("late, since 08:00") == 1
    assert "Morning    late, since 08:00\n[ ] face-cleanse/morning     Wash gently" in out
    assert "[ ] face-photo/morning       Take a photo in the same light                        09:00\n" in out


def test_what_is_left_alone_stands_by_the_date_it_comes_back(shell: Shell) -> None:
    lines = shell("today").out.splitlines()
    first = lines.index("Leave alone, back on") + 1
    rows = lines[first : lines.index("", first)]

    assert rows[0] == "    calm: no crusts, blisters, open skin or obvious redness; the check-in decides"
    assert [row.split()[:3] for row in rows][1:3] == [
        ["2026-11-24", "tomorrow", "face-no-sweat"],
        ["2026-11-27", "Fri", "face-no-makeup"],
    ]
    assert rows[2].endswith(f" Make-up{' ' * 36}if calm")
    assert [row.split()[:3] for row in rows][-3:] == [
        ["to", "2026-12-03", "face-no-rub"],
        ["to", "2026-12-10", "face-no-pick"],
        ["to", "2027-02-17", "face-no-tan"],
    ]


def test_normal_never_stands_without_what_is_not_usual_and_when_to_call(shell: Shell) -> None:
    assert shell("today").out.splitlines()[-4:] == [
        "Normal today: Heat easing, tight and dry. First sandpaper feel.",
        "Not usual: A blister, eye pain, heat or redness that spreads or grows.",
        "",
        "When to call: afterglow call",
    ]


def test_what_was_done_skipped_slipped_noted_and_reported_is_shown(shell: Shell) -> None:
    shell("tick", "face-cleanse/morning", now="2026-11-23T08:05")
    shell("skip", "face-moisturise/midday", "--because", "none left")
    shell("slip", "face-no-rub", "--because", "itchy")
    shell("note", "slept well")
    shell("note", "stings a little", "--on", "face-moisturise/morning")
    shell("sign", "crusts", "yes")

    today = shell("today")

    assert today.out.startswith("Day 3  Monday 23 November 2026 - First week    2 due, 1 done, 1 skipped\n")
    assert today.line("[x]") == (
        "[x] face-cleanse/morning     Wash gently with cool or lukewarm water               08:05"
    )
    assert today.line("[-]") == "[-] face-moisturise/midday  Moisturise  skipped: none left"
    slipped = today.line("[!]")
    assert slipped.split()[:4] == ["[!]", "to", "2026-12-03", "face-no-rub"]
    assert slipped.endswith("slip noted: itchy")
    assert "note: stings a little" in today.line("] face-moisturise/morning")
    assert "Note: slept well" in today.out.splitlines()
    assert "Reported: crusts yes" in today.out.splitlines()


def test_what_yesterday_left_open_stands_with_its_whole_key_and_what_to_do_about_it(shell: Shell) -> None:
    shell("note", "Tired", now="2026-11-22T21:30")
    today = shell("today")

    assert "From yesterday, Sun 22 Nov" in today.out
    row = today.line("2026-11-22/face-cleanse/evening")
    assert row.startswith("[ ] 2026-11-22/face-cleanse/evening ")
    assert row.endswith("Leave it, and do the next one.")


def test_crusts_reported_on_day_6_keep_make_up_off_on_day_7(shell: Shell) -> None:
    shell("sign", "crusts", "yes", now="2026-11-26T21:00")

    today = shell("today", now="2026-11-27T09:00")

    assert today.line("face-no-makeup").split() == (
        ["held", "face-no-makeup", "Make-up", "while", "you", "report", "crusts"]
    )
    assert "Back today: Make-up." not in today.out
    assert "Answer with: afterglow sign crusts yes, or no" in today.out


def test_without_crusts_make_up_is_back_on_day_7(shell: Shell) -> None:
    today = shell("today", now="2026-11-27T09:00")

    assert (
        "Back today: Make-up, if no crusts, blisters, open skin or obvious redness. "
        "Begin with mineral make-up (a plain powder from minerals), over sunscreen, with washed brushes."
    ) in today.out
    assert today.line("face-no-makeup") == ""
    for sign in ("crusts", "blisters", "open-skin"):
        shell("sign", sign, "no", now="2026-11-27T09:00")
    today = shell("today", now="2026-11-27T09:01")
    assert "Back today: Make-up, if no obvious redness. Begin" in today.out
    assert "How hot, sore or red is it?" in today.out
    shell("sign", "redness", "1", now="2026-11-27T09:01")
    today = shell("today", now="2026-11-27T09:02")
    assert (
        "Back today: Make-up. Begin with mineral make-up (a plain powder from minerals), over sunscreen, "
        "with washed brushes." in today.out
    )


def test_what_is_left_alone_for_good_reason_is_never_said_to_be_back(shell: Shell) -> None:
    assert "Back today" not in shell("today", now="2026-12-11T09:00").out


def test_another_day_is_asked_for_by_number_or_by_date(shell: Shell) -> None:
    by_number = shell("today", "--day", "7")
    by_date = shell("today", "--date", "2026-11-27")

    assert by_number.out == by_date.out
    assert by_number.out.splitlines()[:2] == [
        "Day 7  Friday 27 November 2026 - Settling    nothing due yet",
        "Looking ahead to Fri 27 Nov. It is day 3 now.",
    ]
    assert shell("today", "--date", "yesterday").out.splitlines()[1] == (
        "Looking back at Sun 22 Nov. It is day 3 now."
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("--day", "91"),
            "There is no day 91: the plan runs from day 0, 2026-11-20, to day 90, 2027-02-18.",
        ),
        (("--date", "2026-11-19"), "2026-11-19 is before the treatment: day 0 is 2026-11-20."),
        (
            ("--date", "2026-11-31"),
            "'2026-11-31' is not in the calendar. Write it like 2026-11-20, 20 Nov or yesterday.",
        ),
        (("--day", "1", "--date", "2026-11-21"), "Take --day or --date, not both."),
    ],
)
def test_a_day_that_is_none_is_refused(shell: Shell, arguments: tuple[str, ...], sentence: str) -> None:
    ended = shell("today", *arguments)

    assert (ended.code, ended.out, ended.err) == (2, "", f"{sentence}\n")


def test_after_the_last_day_the_plan_is_finished_and_when_to_call_stays(shell: Shell) -> None:
    lines = shell("today", now="2027-02-19T09:00").out.splitlines()

    assert lines[0] == "Day 91  Friday 19 February 2027 - Your plan is finished"
    assert lines[1] == "09:00  That is the whole plan."
    assert lines[-1] == "When to call: afterglow call"


def test_a_finished_plan_offers_the_next_session_and_asks_for_nothing_old(shell: Shell) -> None:
    def last(now: str) -> list[str]:
        return shell("today", now=now).out.split("\n\n")[-2].splitlines()

    assert "clinic-first" in shell("today", now="2027-02-18T09:00").out
    assert "clinic-first" not in shell("today", now="2027-02-19T09:00").out
    assert last("2027-02-19T09:00") == [
        "Once you have had the next session: afterglow start --next",
        "To book it: afterglow next DATE",
        "To put this recovery away, with nothing deleted: afterglow recovery end",
    ]
    shell("recovery", "end", now="2027-02-19T09:05")
    assert "start --next" not in shell("today", now="2027-02-19T09:10").out


def test_until_four_in_the_night_it_is_still_the_day_before(shell: Shell) -> None:
    lines = shell("today", now="2026-11-24T00:30").out.splitlines()

    assert lines[0].startswith("Day 3  Monday 23 November 2026")
    assert lines[1].startswith("00:30  Still day 3 until 04:00.")


def test_a_second_recovery_makes_each_say_whose_day_it_is(home: Path) -> None:
    shell = begun(home)
    assert "(picosure-face" not in shell("today").out
    shell("start", "picosure-face", "--on", "2026-11-22T10:00")

    assert shell("today").out.splitlines()[1] == "PicoSure on the face (picosure-face-2)"
    older = shell("today", "--recovery", "picosure-face")
    assert older.out.splitlines()[1] == "PicoSure on the face (picosure-face)"


def test_a_ticked_warning_takes_the_place_of_what_is_normal(shell: Shell) -> None:
    from tests.support.apps import at
    from tui.journal import Journal
    from tui.recovery.acts import Acts
    from tui.recovery.reader import RecoveryReader
    from tui.recovery.recovery import in_focus
    from tui.settings import Settings

    with Journal.open(shell.home / "journal.sqlite") as journal:
        recovery = in_focus(journal)
        assert recovery is not None
        reader = RecoveryReader(journal, Settings(), recovery)
        plan = reader.plan(at("2026-11-23T08:50"))
        pus = next(each for each in plan.checklist.warnings if each.id == "pus")
        Acts(reader, plan, at("2026-11-23T08:50")).heed(pus, ticked=True)

    out = shell("today").out
    assert f"You ticked: {pus.condition}" in out.splitlines()
    assert "Normal today" not in out
    assert shell("today", "--json").json["normal"]["usual"] is None
    assert shell("call").line("[x]") == f"[x] {pus.condition}"


def test_find_answers_when_something_is_back(shell: Shell) -> None:
    ended = shell("find", "alcohol", now="2026-11-21T09:05")
    assert (ended.code, ended.out, ended.err) == (0, "alcohol: back tomorrow\n", "")
    assert shell("find", "alcohol", "--json", now="2026-11-21T09:05").json == [
        {"rule": "face-alcohol", "name": "alcohol", "words": "back tomorrow", "ask_first": False}
    ]
    nothing = shell("find", "xyz")
    assert (nothing.code, nothing.out) == (1, "Nothing found.\n")
