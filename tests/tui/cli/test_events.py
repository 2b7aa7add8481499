"""What happens once, said in the command line."""

from pathlib import Path

import pytest

from tests.support.commands import Shell

FILE = """format: 1
id: stitches
title: Stitches
for: A small cut
revision: 1
reviewed: 2026-11-20
signs:
  - {id: crusts, ask: Any crusts?, scale: yes-no, days: 0-20}
  - {id: stitches-out, ask: Are the stitches out?, short: stitches out, scale: happened, days: 5-14}
phases: [{id: all, title: All of it, days: 0-}]
rules:
  - {id: swim, avoid: Swimming, days: 0-2, lifted_by: stitches-out, then: Briefly., agreement: unsourced}
  - {id: cream, do: Scar cream, days: 1-9, at: evening, counted_from: stitches-out, agreement: unsourced}
  - {id: look, check: Look at it, days: 0-20, agreement: unsourced}
"""
DAY_7 = "2026-11-27T12:00"


@pytest.fixture
def shell(home: Path) -> Shell:
    shell = Shell(home, now=DAY_7)
    folder = home / "checklists"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "stitches.yaml").write_text(FILE, "utf-8")
    assert shell("start", "stitches", "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin").code == 0
    return shell


def avoid(shell: Shell, **at: str) -> dict[str, object]:
    return next(iter(shell("today", "--json", **at).json["avoid"]), {})


def test_until_it_is_said_the_day_says_until_when(shell: Shell) -> None:
    assert "until stitches out" in shell("today").line("Swimming")
    assert (avoid(shell)["state"], avoid(shell)["until"]) == ("kept", None)


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        (("stitches-out", "yes"), "Noted: stitches-out yes, day 7."),
        (("stitches-out=Wed",), "Noted: stitches-out yes on Wed 25 Nov, day 7."),
        (("stitches-out", "yesterday"), "Noted: stitches-out yes on Thu 26 Nov, day 7."),
        (("stitches-out", "3", "days", "ago"), "Noted: stitches-out yes on Tue 24 Nov, day 7."),
        (("stitches-out", "yes", "--on", "25 Nov"), "Noted: stitches-out yes on Wed 25 Nov, day 7."),
        (("crusts", "no", "stitches-out=Wed"), "Noted: crusts no, stitches-out yes on Wed 25 Nov, day 7."),
    ],
)
def test_it_is_said_with_its_day(shell: Shell, words: tuple[str, ...], noted: str) -> None:
    assert shell("sign", *words).out.splitlines()[0] == noted
    assert "until stitches out" not in shell("today", now="2026-11-28T12:00").out


def test_its_day_is_what_days_count_from_and_a_correction_counts_from_now(shell: Shell) -> None:
    shell("sign", "stitches-out=Wed")
    plan = {day["day"]: day for day in shell("plan", "--json").json["days"]}
    assert plan[7]["day"] == 7
    tomorrow = shell("today", "--day", "14", "--json").json
    assert [each["rule"] for each in tomorrow["items"]] == ["cream", "check-in", "look"]
    assert [each["rule"] for each in shell("today", "--day", "15", "--json").json["items"]] == [
        "check-in",
        "look",
    ]

    shell("sign", "stitches-out=Fri", now="2026-11-27T13:00")
    later = shell("today", "--day", "15", "--json", now="2026-11-27T13:01").json
    assert [each["rule"] for each in later["items"]] == ["cream", "check-in", "look"]

    shell("sign", "stitches-out", "no", now="2026-11-27T14:00")
    assert "until stitches out" in shell("today", now="2026-11-27T14:01").line("Swimming")
    assert shell("undo", now="2026-11-27T14:02").code == 0
    assert "until stitches out" not in shell("today", now="2026-11-28T14:03").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("stitches-out=tomorrow",), "Sat 28 Nov 2026 has not come yet."),
        (("stitches-out=12 Nov",), "Thu 12 Nov 2026 is before the treatment."),
        (
            ("crusts", "yes", "--on", "Wed"),
            "--on goes with what happens once and did; other reports are of today.",
        ),
        (
            ("stitches-out", "no", "--on", "Wed"),
            "--on goes with what happens once and did; other reports are of today.",
        ),
        (("stitches-out", "perhaps"), "'perhaps' is not a date."),
    ],
)
def test_what_cannot_be_is_refused(shell: Shell, words: tuple[str, ...], said: str) -> None:
    ended = shell("sign", *words)

    assert ended.code == 2
    assert ended.err.startswith(said)


def test_the_sheet_says_what_ends_it_and_what_it_counts_from(shell: Shell) -> None:
    out = shell("checklist", "show", "stitches").out

    assert "Until this has happened: stitches out. The days are the usual ones." in out
    assert "[ ] Scar cream (days 1 to 9, counted from the day of: stitches out, evening)" in " ".join(
        out.split()
    )
