"""One page for the clinic: what is in it, that it stays text, loads nothing, and is one A4 sheet."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.support.commands import Shell
from tests.support.fortnight import NOW, fortnight, with_photos
from tui.export.report import DISCLAIMER, ReportError, report_pdf


@pytest.fixture
def lived(home: Path) -> Shell:
    fortnight(home).journal.close()
    return Shell(home, now=NOW)


def _weasyprint() -> Any:
    """What lays pages out, where it and the system's libraries that it needs are there."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        pytest.skip(f"WeasyPrint does not work here: {error}")
    return HTML


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] != "style":
            self.texts.append(data)


def _read(page: str) -> tuple[list[str], list[tuple[str, str | None]], str]:
    parser = _Tags()
    parser.feed(page)
    return parser.tags, parser.attributes, " ".join(" ".join(parser.texts).split())


def _page(shell: Shell, *arguments: str) -> str:
    ended = shell("export", "report", *arguments)
    assert ended.code == 0, ended.err
    return ended.out


def test_what_a_clinic_asks_for_is_in_it(lived: Shell) -> None:
    _, _, text = _read(_page(lived))
    for part in (
        "Aftercare: PicoSure on the face",
        "Treated Friday 20 November 2026 at 16:00 (Europe/Berlin)",
        "days 0 to 14 (Fri 20 Nov to Fri 4 Dec)",
        "755 nm picosecond laser",
        "Your skin clinic +65 6000 0000",
        "What is part of your usual week? Make-up",
        "Day 4, Tue 24 Nov 20:14 Called about: A blister of any size is on the face",
        'Day 5, Wed 25 Nov 20:14 Slip Rubbing, scratching or scrubbing: "towel"',
        'Day 7, Fri 27 Nov 13:20 Skipped Take a photo in the same light: "none left"',
        "yes on days 1 and 3 to 7; no on days 8 to 11 and 13 to 14",
        "the usual range by the checklist, an estimate",
        "Leeds Teaching Hospitals NHS Trust: After your Laser treatment",
        DISCLAIMER,
    ):
        assert part in text
    assert "1/8" in text


def test_it_loads_nothing_and_runs_nothing(lived: Shell) -> None:
    page = _page(lived)
    tags, attributes, _ = _read(page)
    assert {"script", "link", "iframe", "object", "img", "a", "form"}.isdisjoint(tags)
    assert not [name for name, _ in attributes if name.startswith("on")]
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", page)
    assert "default-src 'none'" in page


HOSTILE = "<script>alert(1)</script> {{ 7*7 }} \"'&\x1b[31m\u202egnp.exe]]>--><svg onload=x>"


def test_notes_clinic_and_reasons_stay_text(lived: Shell) -> None:
    lived("note", HOSTILE)
    lived("clinic", "--name", HOSTILE)
    lived("slip", "face-no-pick", "--because", HOSTILE)
    page = _page(lived)
    tags, attributes, text = _read(page)
    assert "script" not in tags
    assert not [name for name, _ in attributes if name.startswith("on")]
    assert text.count("<script>alert(1)</script> {{ 7*7 }}") >= 2
    assert "\x1b" not in page
    assert "\u202e" not in page


def _charts(page: str) -> Iterator[ElementTree.Element]:
    for text in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        yield ElementTree.fromstring(text)


def _named(chart: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return chart.findall(f"{{http://www.w3.org/2000/svg}}{name}")


def test_charts_have_a_dot_a_report_and_no_line_over_a_gap(lived: Shell) -> None:
    redness, *_ = _charts(_page(lived))
    assert _named(redness, "title")[0].text == (
        "redness. day 0: 4, day 1: 3, day 3: 3, day 4: 2, day 5: 2, day 6: 1, day 7: 1, day 8: 1, day 9: 0,"
        " day 10: 0, day 11: 0, day 13: 0, day 14: 0"
    )
    assert len(_named(redness, "circle")) == 13
    # Thirteen dots in three runs.
    assert len(_named(redness, "line")) == 10
    assert len(_named(redness, "rect")) == 15


def test_only_some_days(lived: Shell) -> None:
    _, _, text = _read(_page(lived, "--days", "3-5"))
    assert "days 3 to 5 (Mon 23 Nov to Wed 25 Nov)" in text
    assert "towel" in text
    assert "Home by bus" not in text


def test_every_session_of_a_course_has_a_page(lived: Shell) -> None:
    lived("start", "--next", "--on", "2027-01-08T16:00", now="2027-01-08T17:00")
    page = lived("export", "report", "--course", now="2027-01-09T20:00").out
    assert page.count("<section") == 2
    assert "Aftercare: PicoSure on the face, session 2" in page
    assert "towel" in page


@pytest.mark.parametrize("days", ["5-3", "x", "-3", "1-", ""])
def test_a_range_that_is_none_is_refused(lived: Shell, days: str) -> None:
    assert lived.refusal("export", "report", f"--days={days}") == (
        f"{days!r} is not a range of days. Write it like 0-14."
    )


def test_days_that_have_not_come_leave_a_page_that_says_so(lived: Shell) -> None:
    assert "no day of it has come" in _page(lived, "--days", "40-50")


def test_a_folder_that_is_not_there_and_a_name_of_another_kind_are_refused(lived: Shell) -> None:
    missing = lived.home / "no" / "x.html"
    assert lived.refusal("export", "report", "--output", str(missing)) == (
        f"{missing} cannot be written: there is no folder {missing.parent}."
    )
    other = lived.home / "x.docx"
    assert lived.refusal("export", "report", "--output", str(other)) == (
        "x.docx is neither a .html nor a .pdf."
    )


def test_it_is_written_for_its_owner_alone(lived: Shell, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    ended = lived("export", "report", "--output", str(target))
    assert ended.err == f"Written: {target}. Open it in a browser to print it.\n"
    assert target.stat().st_mode & 0o777 == 0o600
    assert f"{target.read_text('utf-8')}\n" == _page(lived)


def test_the_pdf_is_one_a4_sheet(lived: Shell, tmp_path: Path) -> None:
    html = _weasyprint()
    target = tmp_path / "page.pdf"
    assert lived("export", "report", "--output", str(target)).code == 0
    content = target.read_bytes()
    assert content.startswith(b"%PDF-")
    pages = html(string=_page(lived)).render().pages
    # A4 in CSS pixels.
    assert [(round(page.width), round(page.height)) for page in pages] == [(794, 1123)]


def test_without_weasyprint_the_command_says_how_to_get_it_and_what_to_do(
    lived: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "weasyprint", None)
    target = tmp_path / "page.pdf"
    ended = lived("export", "report", "--output", str(target))
    assert ended.code == 2
    assert ended.err == (
        "A PDF needs WeasyPrint: pip install 'afterglow[pdf]'. Without it, write to a .html,"
        " open it and print.\n"
    )
    assert not target.exists()


def test_a_pdf_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _weasyprint()
    fetched: list[str] = []
    monkeypatch.setattr("urllib.request.urlopen", lambda url, *_, **__: fetched.append(str(url)))
    page = '<img src="http://127.0.0.1:9/x.png"><img src="file:///etc/hostname"><p>text</p>'
    try:
        assert report_pdf(page).startswith(b"%PDF-")
    except ReportError as error:
        pytest.skip(str(error))
    assert fetched == []


def test_photos_go_along_only_where_they_are_asked_for(home: Path) -> None:
    with_photos(fortnight(home)).journal.close()
    shell = Shell(home, now=NOW)
    assert "<img" not in _page(shell)
    tags, attributes, text = _read(_page(shell, "--photos", "--days", "0-10"))
    assert tags.count("img") == 2
    assert "Day 0, left cheek, Fri 20 Nov" in text
    assert all(
        value and value.startswith("data:image/jpeg;base64,") for name, value in attributes if name == "src"
    )


def test_a_usual_recovery_with_three_photos_is_one_sheet_too(home: Path) -> None:
    html = _weasyprint()
    with_photos(fortnight(home)).journal.close()
    shell = Shell(home, now=NOW)
    assert len(html(string=_page(shell, "--photos")).render().pages) == 1
