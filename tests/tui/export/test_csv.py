"""`export csv`: a row each, instants with their offset, formulas made harmless."""

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.commands import Ended, Shell
from tests.support.fortnight import NOW, REPORTS, fortnight
from tui.export.csv import csv_text


@pytest.fixture
def lived(home: Path) -> Shell:
    fortnight(home).journal.close()
    return Shell(home, now=NOW)


def _rows(ended: Ended) -> list[dict[str, str]]:
    assert ended.code == 0, ended.err
    return list(csv.DictReader(io.StringIO(ended.out)))


def test_signs_by_day(lived: Shell) -> None:
    rows = _rows(lived("export", "csv", "signs"))
    assert rows[0] == {
        **{"recovery": "picosure-face", "session": "1", "date": "2026-11-20", "day": "0"},
        **{"sign": "redness", "value": "4", "word": "fiery", "usual_low": "3", "usual_high": "4"},
    }
    assert len(rows) == sum(value is not None for values in REPORTS.values() for value in values)
    assert {row["word"] for row in rows if row["sign"] == "crusts"} == {"yes", "no"}


def test_entries_with_instants_and_the_persons_words(lived: Shell) -> None:
    rows = _rows(lived("export", "csv", "entries"))
    note = next(row for row in rows if row["words"].startswith("'="))
    assert note["words"] == "'=1+1 <b>well</b>"
    assert (note["at"], note["day"]) == ("2026-11-30T20:14:00+01:00", "10")
    slip = next(row for row in rows if row["topic"] == "slip")
    assert (slip["title"], slip["words"]) == ("Rubbing, scratching or scrubbing", "towel")
    for row in rows:
        assert datetime.fromisoformat(row["at"]).tzinfo is not None
    lived("undo")
    assert len(_rows(lived("export", "csv", "entries"))) < len(rows)


def test_sessions_with_gaps_and_prices(lived: Shell) -> None:
    lived("recovery", "price", "=499 USD")
    lived("start", "--next", "--on", "2027-01-08T16:00", now="2027-01-08T17:00")
    rows = _rows(lived("export", "csv", "sessions", now="2027-01-09T12:00"))
    assert [row["session"] for row in rows] == ["1", "2"]
    assert [row["days_since_last"] for row in rows] == ["", "49"]
    assert rows[0]["price"] == "'=499 USD"
    assert rows[0]["treated"] == "2026-11-20T16:00:00+01:00"
    assert rows[0]["nothing_reported_from_day"] == "9"


def test_a_file_is_written_whole_and_for_its_owner(lived: Shell, tmp_path: Path) -> None:
    target = tmp_path / "signs.csv"
    assert lived("export", "csv", "signs", "--output", str(target)).code == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbfrecovery,session")
    assert target.stat().st_mode & 0o777 == 0o600
    missing = tmp_path / "no" / "x.csv"
    assert lived.refusal("export", "csv", "signs", "--output", str(missing)).endswith(
        f"there is no folder {missing.parent}."
    )


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_no_cell_is_ever_a_formula_and_every_text_comes_back(cells: list[str]) -> None:
    (row,) = list(csv.reader(io.StringIO(csv_text(("a",), [cells]), newline="")))[1:]
    assert len(row) == len(cells)
    for cell, given_cell in zip(row, cells, strict=True):
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
        assert cell.removeprefix("'")[:1] in (given_cell.removeprefix("'")[:1], "\N{REPLACEMENT CHARACTER}")
