"""A clock that was wrong: what was written later holds, and what was written under it can be set right."""

import pytest

from tests.support.commands import Shell

DAY8 = "2026-11-28"
BEHIND = (
    f"Now, {DAY8} 08:06, lies before the last entry, of {DAY8} 10:00. What is written now holds over it. "
    "If a clock was wrong: afterglow doctor\n"
)


def is_held(shell: Shell, now: str) -> bool:
    """Whether make-up is left alone past its days, for as long as a sign lasts."""
    avoids = shell("today", "--json", now=now).json["avoid"]
    return any(each["rule"] == "face-no-makeup" and each["state"] == "kept" for each in avoids)


def sign_of(shell: Shell, sign: str, now: str) -> int | None:
    value: int | None = next(
        each["value"] for each in shell("today", "--json", now=now).json["signs"] if each["id"] == sign
    )
    return value


def test_a_clock_set_right_does_not_bring_back_what_was_corrected(shell: Shell) -> None:
    assert shell("sign", "crusts", "yes", now=f"{DAY8}T10:00").err == ""
    held = is_held(shell, f"{DAY8}T10:01")

    corrected = shell("sign", "crusts", "no", now=f"{DAY8}T08:06")

    assert corrected.err == BEHIND
    assert held
    for now in ("08:06", "08:10", "10:05"):
        moment = f"{DAY8}T{now}"
        assert not is_held(shell, moment)
        assert sign_of(shell, "crusts", moment) == 0
        assert shell("today", now=moment).err == ""


def test_answers_do_not_flip_back(shell: Shell) -> None:
    shell("answer", "habits=makeup", now=f"{DAY8}T10:00")
    shell("answer", "habits=", now=f"{DAY8}T08:06")
    assert (
        shell("today", "--json", now=f"{DAY8}T10:05").json["avoid"]
        == (shell("today", "--json", now=f"{DAY8}T08:10").json["avoid"])
    )


@pytest.mark.parametrize("wrong", ["1990-01-01T08:00", "2026-11-21T08:00"])
def test_a_clock_that_runs_behind_writes_what_counts_and_days_gone_by_stay(shell: Shell, wrong: str) -> None:
    shell("sign", "crusts", "no", now="2026-11-27T09:00")
    before = shell("today", "--day", "5", "--json", now=f"{DAY8}T08:00").json["items"]

    assert shell("sign", "crusts", "yes", now=wrong).code in (0, 2)
    shell("sign", "crusts", "yes", now=f"{DAY8}T08:00")

    assert is_held(shell, f"{DAY8}T08:05")
    assert shell("today", "--day", "5", "--json", now=f"{DAY8}T08:00").json["items"] == before


def test_a_clock_years_ahead_is_not_followed_by_its_report_for_ever(shell: Shell) -> None:
    shell("sign", "crusts", "yes", now="2031-11-28T08:00")

    shell("sign", "crusts", "no", now=f"{DAY8}T08:00")

    assert not is_held(shell, f"{DAY8}T08:05")
    assert sign_of(shell, "crusts", f"{DAY8}T08:05") == 0
    assert sign_of(shell, "crusts", "2026-11-28T20:00") == 0


def test_what_is_dated_after_now_is_listed_and_written_anew_and_undo_takes_that_back(shell: Shell) -> None:
    ahead, now = "2026-11-29T10:00", f"{DAY8}T08:06"
    shell("tick", "face-cleanse/morning", now=ahead)
    shell("note", "itches", now=ahead)
    shell("sign", "crusts", "yes", now=ahead)
    shell("note", "from today", now=now)

    told = shell("doctor", now=now)
    assert told.code == 1
    assert told.err.splitlines() == [
        "3 entries are dated after now, 2026-11-28 08:06. If this clock is right, write them anew as of now: "
        "afterglow doctor --set-right",
        "  2026-11-29 10:00  picosure-face  item 2026-11-29/face-cleanse/morning",
        "  2026-11-29 10:00  picosure-face  note 2026-11-29/note/1",
        "  2026-11-29 10:00  picosure-face  sign crusts",
    ]

    done = shell("doctor", "--set-right", now=now)
    assert done.out == "Written anew, as of now: 3 entries. afterglow undo takes it back.\n"

    assert shell("doctor", now=now).code == 0
    assert shell("doctor", "--set-right", now=now).err == "Nothing is dated after now.\n"
    day = shell("today", "--json", now=f"{DAY8}T08:10").json
    ticked = next(each for each in day["items"] if each["key"] == f"{DAY8}/face-cleanse/morning")
    assert (ticked["state"], ticked["at"]) == ("done", f"{DAY8}T08:06:00+01:00")
    assert is_held(shell, f"{DAY8}T08:10")
    kept = shell("export", "json", now=now).json["recoveries"][0]["now"]["notes"]
    assert sorted(each["value"]["text"] for each in kept.values()) == ["from today", "itches"]

    assert shell("undo", now=now).out == "Undid: write 3 entries dated after now anew\n"
    assert len(shell("doctor", now=now).err.splitlines()) == 4
