"""`next`: a session booked, moved and taken back, and what that puts in the plan."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import Shell, begun
from tui.journal import Journal, Topic

DAY_15 = "2026-12-05T09:00"
USUAL = "The next session is usually between 18 Dec and 15 Jan. Your clinic's date comes first."
READY = "Getting ready for it is in your plan: 21 things, from today on."


@pytest.fixture
def shell(home: Path) -> Shell:
    shell = begun(home)
    return Shell(shell.home, now=DAY_15)


def written(shell: Shell) -> list[tuple[str, str, Any]]:
    """What the last act wrote: topic, key and value of each entry."""
    with Journal.open(shell.home / "journal.sqlite") as journal:
        everything = list(journal.everything("picosure-face"))
    last = everything[-1][0].id
    return [(entry.topic.value, entry.key, entry.value) for act, entry in everything if act.id == last]


def test_a_session_is_booked_and_what_is_booked_is_shown(shell: Shell) -> None:
    ended = shell("next", "2026-12-18", "--at", "14:30")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "Booked: Friday 18 December 2026 at 14:30. That is day 28.",
        READY,
    ]
    shown = shell("next")
    assert (shown.code, shown.out.splitlines()) == (
        0,
        ["Next session: Friday 18 December 2026 at 14:30, in 13 days.", READY, USUAL],
    )
    assert shell("next", now="2026-12-17T23:00").out.startswith(
        "Next session: Friday 18 December 2026 at 14:30, tomorrow."
    )
    assert shell("next", now="2026-12-18T23:00").out.startswith(
        "Next session: Friday 18 December 2026 at 14:30, today."
    )


def test_before_anything_is_booked_the_usual_window_is_shown(shell: Shell) -> None:
    ended = shell("next")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "No session is booked. Book one with: afterglow next DATE",
        USUAL,
    ]


def test_once_the_day_has_passed_the_next_session_is_offered(shell: Shell) -> None:
    shell("next", "2026-12-18")

    assert shell("next", now="2026-12-21T10:00").out.splitlines()[:2] == [
        "It was booked for Friday 18 December 2026, 3 days ago.",
        "Once you have had it: afterglow start --next",
    ]


def test_one_act_books_and_answers_the_checklist_s_own_reminder(shell: Shell) -> None:
    shell("next", "2026-12-18", "--at", "9:05")

    title = "Book or confirm the next session"
    assert written(shell) == [
        ("next", "session", {"date": "2026-12-18", "time": "09:05"}),
        ("item", "once/face-next-session", {"state": "done", "title": title}),
    ]
    with Journal.open(shell.home / "journal.sqlite") as journal:
        item = journal.latest("picosure-face", Topic.ITEM, "once/face-next-session")
    assert item is not None
    assert item.date == "2026-12-05"
    shell("answer", "course=yes")
    assert "face-next-session" not in shell("today", now="2026-12-18T09:00").out


def test_undo_takes_a_booking_back_and_redo_brings_it_again(shell: Shell) -> None:
    shell("next", "2026-12-18", "--at", "14:30")

    assert shell("undo").out == "Undid: book the next session, Fri 18 Dec at 14:30\n"
    assert shell("next").out.startswith("No session is booked.")
    assert "prepare-" not in shell("today").out
    assert written(shell) == [("item", "once/face-next-session", None), ("next", "session", None)]

    assert shell("redo").out == "Did again: book the next session, Fri 18 Dec at 14:30\n"
    assert shell("next").out.startswith("Next session: Friday 18 December 2026 at 14:30")


def test_a_booking_is_moved_and_the_same_again_writes_nothing(shell: Shell) -> None:
    shell("next", "2026-12-18")

    moved = shell("next", "2026-12-21", "--at", "10:00")
    before = shell.content()
    again = shell("next", "2026-12-21", "--at", "10:00")

    assert moved.out.splitlines()[0] == (
        "Moved from Friday 18 December 2026 to Monday 21 December 2026 at 10:00. That is day 31."
    )
    assert again.out == "Already booked: Monday 21 December 2026 at 10:00.\n"
    assert shell.content() == before


def test_a_booking_is_cleared_and_the_reminder_is_open_again(shell: Shell) -> None:
    shell("next", "2026-12-18", "--at", "14:30")

    ended = shell("next", "--clear")

    assert (ended.code, ended.out) == (
        0,
        "Taken back: Friday 18 December 2026 at 14:30. afterglow undo brings it back.\n",
    )
    assert written(shell) == [("next", "session", None), ("item", "once/face-next-session", None)]
    nothing = shell("next", "--clear")
    assert (nothing.code, nothing.out, nothing.err) == (1, "", "No session is booked.\n")


@pytest.mark.parametrize(
    ("day", "note"),
    [
        ("2026-12-17", "Earlier than the 4 weeks published; your clinic's word counts.\n"),
        ("2027-01-15", ""),
        ("2027-01-16", "Later than the 8 weeks published; your clinic's word counts.\n"),
    ],
)
def test_a_day_outside_the_window_is_recorded_with_one_calm_note(shell: Shell, day: str, note: str) -> None:
    ended = shell("next", day)

    assert (ended.code, ended.err) == (0, note)
    assert written(shell)[0] == ("next", "session", {"date": day, "time": None})


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("2026-11-20",), "2026-11-20 is not after the treatment, which was on 2026-11-20."),
        (("2026-12-04",), "2026-12-04 has passed: it is 2026-12-05."),
        (("2036-12-18",), "2036-12-18 is more than two years after the treatment. Was another year meant?"),
        (("soon",), "'soon' is not a date. Write it like 2026-11-20, 20 Nov or yesterday."),
        (
            ("2026-02-30",),
            "'2026-02-30' is not in the calendar. Write it like 2026-11-20, 20 Nov or yesterday.",
        ),
        (("2026-12-18", "--at", "25:00"), "'25:00' is not a time of day. Write it like 16:00 or 4pm."),
        (("2026-12-18", "--at", "3"), "'3' may be 03:00 or 15:00. Write it like 09:00, 9am or 9pm."),
        (("--at", "14:30"), "Say the day too: afterglow next 2026-12-18 --at 14:30"),
        (("2026-12-18", "--clear"), "Take a date or --clear, not both."),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason_and_nothing_is_written(
    shell: Shell, arguments: tuple[str, ...], sentence: str
) -> None:
    assert shell.refusal("next", *arguments) == sentence


def test_between_midnight_and_the_day_s_start_it_is_still_the_day_before(shell: Shell) -> None:
    assert shell("next", "2026-12-05", now="2026-12-06T03:59").code == 0
    assert shell("next", "2026-12-05", now="2026-12-06T04:00").code == 2


def test_without_a_recovery_there_is_nothing_to_book(home: Path) -> None:
    ended = Shell(home)("next", "2026-12-18")

    assert (ended.code, ended.err) == (
        1,
        "No recovery has been started. Begin one with: afterglow start CHECKLIST\n",
    )
    assert not home.exists()


def test_today_says_when_it_is_and_what_goes_before_it(shell: Shell) -> None:
    shell("next", "2026-12-18", "--at", "14:30")

    today = shell("today")
    assert "Next session 18 Dec at 14:30, in 13 days." in today.out.splitlines()
    assert today.line("prepare-no-tan").split(None, 3)[:3] == ["to", "2026-12-18", "prepare-no-tan"]
    assert today.line("prepare-tell-clinic").startswith("[ ] prepare-tell-clinic ")
    assert "Next session" not in shell("today", "--date", "2026-12-04").out
    assert "Next session today at 14:30." in shell("today", now="2026-12-18T09:00").out.splitlines()
    assert "prepare-no-tan" not in shell("today", now="2026-12-19T09:00").out
    assert "The next session was booked for 18 Dec." in shell("today", now="2026-12-19T09:00").out


def test_what_comes_back_before_a_session_gives_way_to_what_that_asks_for(shell: Shell) -> None:
    said = "What the next session asks you to leave alone comes first."
    assert said not in shell("today", now="2026-12-18T09:00").out
    shell("next", "2026-12-21")

    on_the_day = shell("today", now="2026-12-18T09:00").out.splitlines()

    back = [place for place, line in enumerate(on_the_day) if line.startswith("Back")][-1]
    assert on_the_day[back].startswith("Back today: Peels, facials and other lasers, if no ")
    assert on_the_day[back + 1] == said


def test_today_as_json_has_the_date_the_time_and_the_days_to_it(shell: Shell) -> None:
    assert shell("today", "--json").json["next"] is None
    shell("next", "2026-12-18", "--at", "14:30")

    assert shell("today", "--json").json["next"] == {"date": "2026-12-18", "time": "14:30", "days": 13}
    ahead = shell("today", "--json", "--date", "2026-12-17").json
    assert ahead["next"] == {"date": "2026-12-18", "time": "14:30", "days": 1}
    tan = next(each for each in ahead["avoid"] if each["rule"] == "prepare-no-tan")
    assert (tan["until"], tan["state"]) == ("2026-12-19", "kept")


def test_preparation_is_ticked_once_and_stays_ticked_when_the_session_moves(shell: Shell) -> None:
    shell("next", "2026-12-18")
    assert shell("tick", "prepare-tell-clinic").out.startswith(
        "Ticked: 'Tell the clinic about medicines, cold sores or pregnancy', day 15"
    )

    shell("next", "2026-12-21", now="2026-12-09T09:00")

    assert "prepare-tell-clinic" not in shell("today", now="2026-12-09T10:00").out
    assert shell("today", "--day", "15", now="2026-12-09T10:00").line("prepare-tell-clinic").startswith("[x]")


def test_past_days_show_the_same_after_a_booking_was_moved_or_cleared(shell: Shell) -> None:
    shell("next", "2026-12-18")
    shell("tick", "prepare-tell-clinic")
    later = "2026-12-14T09:00"
    before = [shell("today", "--day", str(day), now=later).out for day in range(12, 24)]

    shell("next", "2027-01-08", now=later)
    moved = [shell("today", "--day", str(day), now=later).out for day in range(12, 24)]
    shell("next", "--clear", now=later)
    cleared = [shell("today", "--day", str(day), now=later).out for day in range(12, 24)]

    assert moved == before
    assert cleared == before


def test_once_booked_the_plan_says_nowhere_ahead_to_book(shell: Shell) -> None:
    early = "2026-11-30T09:00"
    assert "next session" in shell("plan", now=early).out
    shell("next", "2026-12-18", now=early)
    assert "next session" not in shell("plan", now=early).out

    shell("next", "--clear", now=early)
    assert "next session" in shell("plan", now=early).out


def test_the_plan_reaches_to_a_session_beyond_its_own_end(shell: Shell) -> None:
    shell("next", "2027-03-20", now="2027-02-01T09:00")

    listed = shell("recovery", "list", now="2027-03-10T09:00")
    assert "day 110 of 120" in listed.out
    assert "sun care to" not in listed.out
    assert shell("plan", now="2027-03-10T09:00").line("Day 120").split()[:4] == [
        *("Day", "120", "2027-03-20", "Sat"),
    ]
    assert "finished" in shell("recovery", "list", now="2027-03-21T09:00").out


def test_what_is_booked_is_exported(shell: Shell) -> None:
    shell("next", "2026-12-18", "--at", "14:30")

    recovery = shell("export", "json").json["recoveries"][0]

    assert recovery["now"]["next"]["session"]["value"] == {"date": "2026-12-18", "time": "14:30"}
    assert recovery["acts"][-1]["kind"] == "next"
