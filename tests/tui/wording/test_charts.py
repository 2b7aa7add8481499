"""Charts as lines: what is drawn at every width, with glyphs and in ASCII."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checklists.rules.checklist import Sign
from checklists.text import cells
from tests.support.apps import TREATED, small_checklist
from tui.recovery.overview import CareDay, CareOutcome, DayEvent, Overview, SignCourse
from tui.recovery.recovery import Recovery
from tui.recovery.state import Progress
from tui.wording.charts import (
    ASCII_MARKS,
    GLYPH_MARKS,
    ChartLine,
    ChartMarks,
    columns_of,
    day_line,
    legend,
    level_lines,
    levels,
    sign_labels,
    small_chart,
    small_chart_line,
    table,
    window,
)
from tui.wording.going import (
    above_usual_sentence,
    care_sentences,
    course_sentences,
    sign_sentences,
    unsaid_words,
)

REDNESS = Sign("redness", "How red is it?", 4, (), ("none", "slight", "obvious", "strong", "fiery"))
CRUSTS = Sign("crusts", "Any crusts?", 1, ())
PAIN = Sign("pain", "How much does it hurt?", 10, ())
_DAY0 = date(2026, 11, 20)
_OUTCOMES = (CareOutcome.ALL, CareOutcome.PART, CareOutcome.NONE, CareOutcome.SKIPPED)


def _overview(
    first: int = 0,
    last: int = 4,
    today: int = 4,
    signs: tuple[SignCourse, ...] = (),
    session: int = 1,
    events: dict[int, frozenset[DayEvent]] | None = None,
) -> Overview:
    recovery = Recovery("small", "small", "A small plan", TREATED, "Europe/Berlin", TREATED, session=session)
    care = []
    for number in range(first, last + 1):
        outcome = _OUTCOMES[number % 4] if number <= today else CareOutcome.AHEAD
        care.append(CareDay(number, _DAY0 + timedelta(days=number), outcome, Progress(1, 2, 3, 1)))
    return Overview(recovery, small_checklist(), today, 20, tuple(care), signs, events or {})


SIGNS = (
    SignCourse(REDNESS, {0: 4, 1: 3, 3: 2, 4: 2}, {n: (3, 4) if n < 3 else (1, 2) for n in range(5)}),
    SignCourse(CRUSTS, {1: 1, 4: 0}, {}),
)


def _texts(lines: list[ChartLine]) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize(
    ("marks", "lines"),
    [
        (
            GLYPH_MARKS,
            ["care    ■ ◐ □ \N{EN DASH} ■", "redness 4 3 · 2 2  usual 1-2", "crusts  · y · · n"],
        ),
        (ASCII_MARKS, ["care    # / o - #", "redness 4 3 - 2 2  usual 1-2", "crusts  - y - - n"]),
    ],
)
def test_a_table_has_a_column_a_day_and_gaps_where_nothing_was_said(
    marks: ChartMarks, lines: list[str]
) -> None:
    columns = columns_of(40, 4, ["redness", "crusts"])
    assert _texts(table(_overview(signs=SIGNS), columns, marks)) == ["day     0 1 2 3 4  on day 4", *lines]


def test_slips_and_calls_have_a_line_of_their_own_when_there_are_any() -> None:
    events = {0: frozenset({DayEvent.SESSION}), 2: frozenset({DayEvent.SLIP, DayEvent.CALLED})}
    columns = columns_of(80, 4, ["redness"])
    lines = _texts(table(_overview(events=events), columns, GLYPH_MARKS))
    assert lines[2] == "noted   s     c!"
    only = {0: frozenset({DayEvent.SESSION})}
    assert len(table(_overview(events=only), columns, GLYPH_MARKS)) == 2


def test_sessions_stand_beside_each_other_day_by_day() -> None:
    before = _overview(signs=(SignCourse(REDNESS, {0: 3, 2: 1}, {}),), today=90)
    columns = columns_of(80, 4, ["redness", " session 1"])
    lines = _texts(table(_overview(signs=SIGNS, session=2), columns, GLYPH_MARKS, (before,)))
    assert lines[2:4] == ["redness    4  3  ·  2  2   usual 1-2", " session 1 3  ·  1  ·  ·"]
    assert len(lines) == 5
    assert len(table(_overview(signs=SIGNS, session=2), columns, GLYPH_MARKS, (before,), "crusts")) == 4


@pytest.mark.parametrize("marked", range(8, 12))
def test_the_marked_day_stands_in_brackets_and_moves_no_other(marked: int) -> None:
    whole = _overview(7, 12, 12)
    columns = columns_of(80, 12, ["redness"])
    bare, line = day_line(whole, columns).text, day_line(whole, columns, marked).text
    assert f"[{marked}]" in line
    assert line.replace("[", " ").replace("]", " ").rstrip() == bare


def test_a_level_chart_has_a_line_a_level_and_joins_nothing() -> None:
    lines = _texts(level_lines(SIGNS[0], _overview(signs=SIGNS), 60, GLYPH_MARKS))
    assert lines == [
        "4 fiery    ░●░░░░░░░",
        "3 strong   ░░░░●░░░░",
        "2 obvious           ░●░░●░",
        "1 slight            ░░░░░░",
        "0 none",
        "            0  1  2  3  4",
    ]
    ascii_lines = _texts(level_lines(SIGNS[0], _overview(signs=SIGNS), 60, ASCII_MARKS))
    assert ascii_lines[0] == "4 fiery    .#......."
    assert all(line.isascii() for line in ascii_lines)


def test_a_long_scale_has_several_values_to_a_line() -> None:
    assert levels(PAIN) == [(10, 10), (8, 9), (6, 7), (4, 5), (2, 3), (0, 1)]
    assert levels(CRUSTS) == [(1, 1), (0, 0)]


@example(width=40, today=4, top=1, reports={}, last=13)
@given(
    width=st.integers(40, 200),
    today=st.integers(0, 400),
    top=st.integers(1, 10),
    reports=st.dictionaries(st.integers(0, 400), st.integers(0, 1), max_size=30),
    last=st.none() | st.integers(0, 400),
)
def test_no_line_is_wider_than_the_terminal(
    width: int, today: int, top: int, reports: dict[int, int], last: int | None
) -> None:
    last = None if last is None else min(last, max(today, 14))
    columns = columns_of(width, max(today, last or 0), ["redness"])
    first, end = window(today, 400, columns.room, last)
    assert 0 <= first <= end <= 400
    assert end - first + 1 <= columns.room
    usual = {number: (0, min(top, 2)) for number in range(first, end + 1)}
    within = {number: value for number, value in reports.items() if first <= number <= end}
    course = SignCourse(Sign("redness", "?", top, ()), within, usual)
    whole = _overview(first, end, today, (course,))
    for marks in (GLYPH_MARKS, ASCII_MARKS):
        for line in (*table(whole, columns, marks), *level_lines(course, whole, width, marks)):
            assert cells(line.text) <= width, line.text


def test_the_legend_names_what_is_there_and_nothing_else() -> None:
    assert legend(_overview(signs=SIGNS), GLYPH_MARKS) == (
        "■ all  ◐ part  □ none  \N{EN DASH} left out  · nothing said  usual: an estimate"
    )
    assert legend(_overview(last=0), GLYPH_MARKS) == "■ all"


def test_a_sign_reads_aloud_as_sentences() -> None:
    assert list(sign_sentences(SIGNS[0], _overview(signs=SIGNS))) == [
        "Redness. How red is it?",
        "Reported as 0 none, 1 slight, 2 obvious, 3 strong, 4 fiery.",
        "What is usual is an estimate; people differ.",
        "Day 0, Fri 20 Nov: 4 fiery. Usual 3 to 4.",
        "Day 1, Sat 21 Nov: 3 strong. Usual 3 to 4.",
        "Day 2: nothing said.",
        "Day 3, Mon 23 Nov: 2 obvious. Usual 1 to 2.",
        "Day 4, Tue 24 Nov: 2 obvious. Usual 1 to 2.",
    ]
    assert list(sign_sentences(SIGNS[1], _overview(signs=SIGNS)))[1:] == [
        "Reported as yes or no.",
        "Day 0: nothing said.",
        "Day 1, Sat 21 Nov: Yes.",
        "Days 2 to 3: nothing said.",
        "Day 4, Tue 24 Nov: No.",
    ]


def test_care_reads_aloud_as_sentences() -> None:
    sentences = list(care_sentences(_overview(last=3, today=3)))
    assert sentences[0] == "Day 0, Fri 20 Nov: 1 of 2 done, 1 left out on purpose."
    assert sentences[3] == "Day 3, Mon 23 Nov: 1 thing left out on purpose."


@pytest.mark.parametrize(
    ("courses", "today", "sentences"),
    [
        (SIGNS, 4, ["Redness fiery on day 0, obvious today."]),
        (SIGNS, 6, ["Redness fiery on day 0, obvious on day 4."]),
        ((SignCourse(CRUSTS, {1: 1, 2: 0, 3: 1, 4: 1}, {}),), 4, ["New on day 3: crusts."]),
        ((SignCourse(CRUSTS, {4: 1}, {}),), 4, ["New today: crusts."]),
        ((SignCourse(CRUSTS, {3: 1, 4: 0}, {}), SignCourse(PAIN, {4: 3}, {})), 4, []),
        (
            (SIGNS[0], SignCourse(PAIN, {0: 6, 1: 1, 2: 1, 4: 5}, {})),
            4,
            ["Pain 6 of 10 on day 0, 1 on day 2, 5 today.", "Redness fiery on day 0, obvious today."],
        ),
        ((SignCourse(PAIN, {0: 1, 4: 5}, {}),), 4, ["Pain 1 of 10 on day 0, 5 today."]),
    ],
    ids=str,
)
def test_how_it_went_is_told_in_reports_alone_and_what_has_grown_comes_first(
    courses: tuple[SignCourse, ...], today: int, sentences: list[str]
) -> None:
    assert list(course_sentences(courses, today)) == sentences


@pytest.mark.parametrize(
    ("value", "usual", "words"),
    [
        (0, (0, 0), "usual no"),
        (1, (0, 1), "usual yes or no"),
        (1, (1, 1), "usual yes"),
        (1, (0, 0), "above usual: no"),
    ],
)
def test_what_is_usual_of_a_yes_or_no_is_said_in_words(
    value: int, usual: tuple[int, int], words: str
) -> None:
    whole = _overview(signs=(SignCourse(CRUSTS, {4: value}, {4: usual}),))
    line = table(whole, columns_of(80, 4, ["crusts"]), GLYPH_MARKS)[2]
    assert line.text.split("  ")[-1].strip().endswith(words)


ABOVE = SignCourse(PAIN, {0: 2, 1: 10, 4: 3}, dict.fromkeys(range(5), (0, 2)))


@pytest.mark.parametrize(
    ("marks", "row", "told"),
    [
        (GLYPH_MARKS, "pain 0-10    2  10▲·  ·  3▲  above 0-2", "▲ above usual"),
        (ASCII_MARKS, "pain 0-10    2  10^-  -  3^  above 0-2", "^ above usual"),
    ],
)
def test_what_is_above_usual_has_a_mark_and_a_colour(marks: ChartMarks, row: str, told: str) -> None:
    whole = _overview(signs=(ABOVE,))
    line = table(whole, columns_of(80, 4, ["swelling 0-4"]), marks)[2]
    assert line.text == row
    assert {cell.text.strip() for cell in line.cells if cell.style == "bold call"} == {
        *(f"10{marks.above}", f"3{marks.above}", "above 0-2")
    }
    assert legend(whole, marks).startswith(told)


def test_in_two_cells_a_day_the_mark_gives_way_to_the_number() -> None:
    line = table(_overview(signs=(ABOVE,)), columns_of(40, 4, ["pain"]), GLYPH_MARKS)[2]
    assert line.text == "pain 2 10· · 3▲ above 0-2"


@pytest.mark.parametrize(
    ("courses", "sentence"),
    [
        ((ABOVE,), "Above usual (an estimate): pain 3 of 10 today."),
        (
            (SignCourse(REDNESS, {3: 4}, {3: (1, 2)}), ABOVE),
            "Above usual (an estimate): redness 4 fiery on day 3, pain 3 of 10 today.",
        ),
        (SIGNS, ""),
        ((SignCourse(PAIN, {1: 10, 4: 2}, ABOVE.usual),), ""),
    ],
)
def test_of_what_was_reported_last_what_is_above_usual_is_told(
    courses: tuple[SignCourse, ...], sentence: str
) -> None:
    assert above_usual_sentence(courses, 4) == sentence


def test_a_day_above_what_is_usual_is_read_out_as_that() -> None:
    assert list(sign_sentences(ABOVE, _overview(signs=(ABOVE,))))[-1] == (
        "Day 4, Tue 24 Nov: 3 of 10. Usual 0 to 2, and this is above it."
    )


def test_the_scale_stands_behind_a_name_where_it_fits() -> None:
    whole = _overview(signs=SIGNS)
    wide, narrow = (columns_of(width, 4, sign_labels((REDNESS, CRUSTS), width)) for width in (80, 40))
    assert table(whole, wide, GLYPH_MARKS)[2].text.startswith("redness 0-4 4  3")
    assert table(whole, narrow, GLYPH_MARKS)[2].text.startswith("redness 4 3")


def test_signs_that_nothing_was_said_of_are_named_and_have_no_row() -> None:
    whole = _overview(signs=(*SIGNS, SignCourse(PAIN, {}, {})))
    assert unsaid_words(whole) == "You have not said yet: pain"
    assert len(table(whole, columns_of(80, 4, ["redness"]), GLYPH_MARKS)) == 4


@pytest.mark.parametrize(
    ("reports", "glyphs", "ascii_"),
    [
        ({0: 4, 1: 4, 2: 3, 3: 2, 4: 2}, "▇▇▆▄▄", "4 4 3 2 2"),
        ({1: 3, 4: 0}, "▆··▁", "3 - - 0"),
        ({2: 1, 3: 0}, "▃▁·", "1 0 -"),
        ({4: 2}, "", ""),
        ({}, "", ""),
    ],
)
def test_a_small_chart_begins_with_the_first_report_and_invents_none(
    reports: dict[int, int], glyphs: str, ascii_: str
) -> None:
    course = SignCourse(REDNESS, reports, {})
    assert small_chart(course, 4, GLYPH_MARKS) == glyphs
    assert small_chart(course, 4, ASCII_MARKS) == ascii_


def test_a_small_chart_has_the_last_seven_days() -> None:
    pain = SignCourse(PAIN, dict(enumerate([10, 10, 10, 9, 8, 5, 4, 3, 1, 0])), {})
    assert small_chart(pain, 9, GLYPH_MARKS) == "▇▆▄▄▃▂▁"
    assert small_chart(pain, 9, ASCII_MARKS) == "9 8 5 4 3 1 0"


@given(st.integers(2, 10), st.data())
def test_in_a_small_chart_only_none_is_the_lowest(top: int, data: st.DataObject) -> None:
    sign = Sign("any", "How much?", top, ())
    values = data.draw(st.lists(st.integers(0, top), min_size=2, max_size=7))
    chart = small_chart(SignCourse(sign, dict(enumerate(values)), {}), len(values) - 1, GLYPH_MARKS)
    assert [glyph == "▁" for glyph in chart] == [value == 0 for value in values]


def test_of_the_signs_on_a_scale_the_one_that_rose_most_is_drawn_and_else_the_first() -> None:
    fell = SignCourse(REDNESS, {3: 4, 4: 2}, {4: (1, 2)})
    rose, still = SignCourse(PAIN, {3: 1, 4: 2}, {}), SignCourse(PAIN, {3: 1, 4: 1}, {})
    crusts = SignCourse(CRUSTS, {3: 0, 4: 1}, {})

    def line(*courses: SignCourse, width: int = 70) -> str:
        return small_chart_line(courses, 4, GLYPH_MARKS, width)

    assert line(crusts, fell, still) == "redness ▇▄   usual today 1-2 (an estimate)"
    assert line(fell, rose) == "pain ▂▃"
    assert line(fell, width=41) == "redness ▇▄"
    assert line(fell, width=9) == ""
    assert line(crusts) == ""
