"""`progress` and `diary`."""

from pathlib import Path

import pytest

from tests.support.commands import Shell
from tests.support.fortnight import NOW, fortnight


@pytest.fixture
def lived(home: Path) -> Shell:
    fortnight(home).journal.close()
    return Shell(home, now=NOW)


def test_a_page_of_care_and_signs(lived: Shell) -> None:
    lines = lived("progress", LANG="C.UTF-8").out.splitlines()
    assert lines[0] == "PicoSure on the face    Day 14 of 90"
    assert lines[1:4] == [
        "Redness fiery on day 0, none today.",
        "Swelling strong on day 0, none today.",
        "Pain 6 of 10 on day 0, 0 today.",
    ]
    assert lines[5].split() == ["day", *map(str, range(15)), "on", "day", "14"]
    assert lines[8].startswith("redness 0-4  4  3  ·  3  2  2  1")
    assert lines[8].endswith("usual 0")
    assert lines[-1] == "In sentences: afterglow progress care, or the name of a sign."


def test_without_glyphs_it_is_ascii(lived: Shell) -> None:
    out = lived("progress", NO_COLOR="1").out
    assert out.isascii()
    assert "redness 0-4  4  3  -  3" in out


@pytest.mark.parametrize("columns", ["40", "60", "200", "10"])
def test_it_fits_the_terminal(lived: Shell, columns: str) -> None:
    out = lived("progress", COLUMNS=columns).out
    tables = out.partition("\n\n")[2].rpartition("\n\n")[0]
    assert max(map(len, tables.splitlines())) <= max(40, int(columns))
    assert "redness" in out


def test_a_sign_in_sentences_by_its_id_or_its_name(lived: Shell) -> None:
    assert lived("progress", "redness").out.splitlines()[3] == "Day 0, Fri 20 Nov: 4 fiery. Usual 3 to 4."
    assert lived("progress", "open skin").out.splitlines()[-1] == "Days 0 to 14: nothing said."
    assert lived("progress", "care").out.splitlines()[6] == "Day 6, Thu 26 Nov: 1 of 8 done."


def test_an_unknown_sign_is_refused_with_what_there_is(lived: Shell) -> None:
    assert lived.refusal("progress", "rednes") == "Nothing is known of 'rednes'. Nearest: redness, dryness."


def test_json_has_counts_reports_and_estimates(lived: Shell) -> None:
    value = lived("progress", "--json").json
    assert value["care"][6] == {
        **{"day": 6, "date": "2026-11-26", "done": 1, "due_so_far": 8, "planned": 8, "skipped": 0},
        "care": "part",
    }
    redness = value["signs"][0]
    assert redness["reports"][0] == {"day": 0, "date": "2026-11-20", "value": 4}
    assert redness["usual_estimate"][0] == {"day": 0, "low": 3, "high": 4}


def test_sessions_stand_beside_each_other(lived: Shell) -> None:
    ended = lived("start", "--next", "--on", "2027-01-08T16:00", now="2027-01-08T17:00")
    assert ended.code == 0, ended.err
    lived("sign", "redness", "3", now="2027-01-08T20:00")
    out = lived("progress", "--sessions", now="2027-01-09T20:00").out
    assert "PicoSure on the face, session 2    Day 1 of 90" in out
    assert " session 1   4  3" in out
    assert "--sessions" in lived("progress", now="2027-01-09T20:00").out
    spoken = lived("progress", "redness", "--sessions", now="2027-01-09T20:00").out
    assert spoken.startswith("Session 1.\nRedness.")


def test_before_the_treatment_there_is_nothing_to_show(home: Path) -> None:
    shell = Shell(home, now="2026-11-18T10:00")
    shell("start", "picosure-face", "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin")
    ended = shell("progress")
    assert (ended.code, ended.err) == (1, "Nothing is to be shown yet: day 0 is 2026-11-20.\n")


def test_the_diary_by_day_the_newest_first(lived: Shell) -> None:
    lines = lived("diary").out.splitlines()
    assert lines[:2] == [
        "Day 14  Fri 4 Dec 2026",
        "  20:14  checked in  no crusts, redness, swelling or pain",
    ]
    assert lines[-1] == "  16:00  session     PicoSure on the face: treated at 16:00"
    assert lived("diary", "--since", "2026-12-03").out.count("Day ") == 2
    assert lived("diary", "--since", "yesterday").out.count("Day ") == 2
    assert (
        lived("diary", "--since", "today", now="2027-02-01T12:00").out
        == "Nothing is in the diary since today.\n"
    )
    assert (
        lived.refusal("diary", "--since", "soon")
        == "'soon' is not a date. Write it like 2026-11-20, 20 Nov or yesterday."
    )


def test_the_diary_as_json(lived: Shell) -> None:
    entries = lived("diary", "--json").json["entries"]
    assert entries[0] == {
        "date": "2026-12-04",
        "day": 14,
        "at": "2026-12-04T20:14:00+01:00",
        "kind": "check-in",
        "subject": None,
        "words": "redness 0 none, swelling 0 none, pain 0, crusts no",
        "values": [
            *({"sign": sign, "value": 0} for sign in ("redness", "swelling", "pain", "crusts")),
        ],
        "photo": None,
    }


def test_nothing_a_terminal_would_obey_gets_out(lived: Shell) -> None:
    lived("note", "\x1b[31mred\u202e")
    out = lived("diary").out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_sign_under_another_id_stands_beside_what_it_was_called_before(home: Path) -> None:
    shell, file = Shell(home, now="2026-11-20T20:00"), home / "checklists" / "mine.yaml"
    file.parent.mkdir(parents=True)
    text = (
        "format: 1\nid: mine\ntitle: Mine\nfor: Trying things out\nrevision: 1\nreviewed: 2026-11-20\n"
        "signs:\n  - {id: rash, ask: How red?, scale: 0-4, days: 0-}\n"
        "phases:\n  - {id: all, title: All of it, days: 0-}\n"
        "rules:\n  - {id: wash, do: Wash, days: 0-40, at: morning, agreement: unsourced}\n"
    )
    file.write_text(text, "utf-8")
    assert shell("start", "mine", "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin").code == 0
    assert shell("sign", "rash", "4").code == 0
    file.write_text(text.replace("{id: rash,", "{id: flush, was: [rash],"), "utf-8")
    second = Shell(home, now="2026-12-20T20:00")
    assert second("start", "--next", "--on", "2026-12-20T16:00").code == 0
    assert second("sign", "flush", "2").code == 0

    table = second("progress", "--sessions").out
    spoken = [second("progress", name, "--sessions").out for name in ("flush", "rash")]
    data = second("progress", "--sessions", "--json").json

    assert table.index("flush") < table.index(" session 1  4")
    assert spoken[0] == spoken[1]
    assert "Session 1.\n" in spoken[0]
    assert "Day 0, Fri 20 Nov: 4" in spoken[0]
    assert "Day 0, Sun 20 Dec: 2" in spoken[0]
    assert [each["sign"] for one in (data, *data["sessions"]) for each in one["signs"]] == ["flush", "flush"]
