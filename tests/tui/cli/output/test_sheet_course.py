"""The course on paper, and what a person is asked."""

import pytest

from checklists.rules.checklist import (
    Call,
    Course,
    Normal,
    Phase,
    Prepare,
    Question,
    Sign,
    Stretch,
    Usual,
    UsualOn,
)
from checklists.rules.checklist import CallWarning as Published
from checklists.rules.rule import Kind, Span
from tests.support.paper import below, block, lines, small
from tests.support.plans import answer, days


@pytest.mark.parametrize(
    ("course", "said"),
    [
        (
            Course((2, 6), Stretch(4, 6, "weeks"), Stretch(2, 3, "months")),
            "2 to 6 sessions. 4 to 6 weeks from one to the next. Your clinic's date comes first. "
            "After that, to keep the result up, one every 2 to 3 months.",
        ),
        (
            Course((2, None), Stretch(8, None, "weeks")),
            "2 or more sessions. 8 weeks or more from one to the next. Your clinic's date comes first.",
        ),
        (
            Course((1, 1), Stretch(1, 1, "months")),
            "1 session. 1 month from one to the next. Your clinic's date comes first.",
        ),
    ],
)
def test_the_course_is_told_in_sentences(course: Course, said: str) -> None:
    made = lines(small(course=course))
    start = made.index("The course") + 2

    assert " ".join(made[start : made.index("", start)]) == said


@pytest.mark.parametrize(
    ("first", "last", "title", "until"),
    [
        (42, 0, "6 weeks before the next session", ""),
        (14, 7, "2 weeks before the next session", " (until 1 week before)"),
        (5, 1, "5 days before the next session", " (until 1 day before)"),
        (7, 1, "1 week before the next session", " (until 1 day before)"),
        (1, 0, "1 day before the next session", ""),
        (1, 1, "1 day before the next session", " (that day alone)"),
        (0, 0, "On the day of the next session", ""),
    ],
)
def test_preparation_is_counted_back_in_days_and_weeks(first: int, last: int, title: str, until: str) -> None:
    made = small(course=Course(prepare=(Prepare("shave", Kind.DO, "Shave", first, last, "If asked."),)))

    assert below(lines(made), title) == [f"- Shave{until}", "  If asked."]


def test_preparation_stands_by_how_long_before_it_begins() -> None:
    steps = (
        Prepare("bare", Kind.DO, "Bare skin", 0, 0),
        Prepare("tan", Kind.AVOID, "Any tan", 42, 0),
        Prepare("wax", Kind.AVOID, "Waxing", 14, 0),
        Prepare("tell", Kind.CHECK, "Tell them", 14, 7, when=answer("kind", "spot"), agreement="unsourced"),
    )
    made = lines(small(course=Course(prepare=steps)))

    assert [line for line in made if "the next session" in line] == [
        "6 weeks before the next session",
        "2 weeks before the next session",
        "On the day of the next session",
    ]
    assert below(made, "2 weeks before the next session") == [
        "- Leave alone: Waxing",
        "- Tell them (until 1 week before)",
        '  Only if you say "Dark spots".',
        "  No source says so: it is common practice, or caution.",
    ]


def test_whose_word_a_line_is_stands_below_it_in_every_section() -> None:
    because = "my clinic's sheet"
    made = small(
        phases=(Phase("all", "All", Span(0, None), because),),
        questions=(Question("kind", "What?", (("toning", "Toning"),), because=because),),
        signs=(Sign("crusts", "Any crusts?", 1, days("1-21"), because=because),),
        normal=(Normal(days("0"), "Red.", "Fever.", because=because),),
        warnings=(Published("pus", "Pus", days("1-28"), Call.CLINIC_TODAY, because=because),),
        course=Course((2, 5), because=because),
    )
    told = lines(made)

    before = [
        told[place - 1].strip() for place, line in enumerate(told) if line == f"  Changed here: {because}"
    ]
    pus, first, normal, course, label, values = before
    assert set(first) == {"-"}
    assert (normal, pus, course) == ("Not usual: Fever.", "- Pus (days 1 to 28)", "2 to 5 sessions.")
    assert (label, values) == ("toning: Toning", "Yes or no")


def test_what_is_asked_and_reported_stands_with_its_names() -> None:
    made = lines(small())

    assert block(made, "- What did") == [
        "- What did they do? (kind)",
        "    toning: Toning",
        "    spot: Dark spots",
    ]
    assert block(made, "- Any melasma?") == [
        "- Any melasma? (melasma, asked when it first matters)",
        "    Yes or no",
    ]
    assert block(made, "- redness?") == ["- redness? (redness, days 0 to 14)", "    0 to 4"]
    assert block(made, "- Going out?") == ["- Going out? (outdoors, whenever it is so)", "    Yes or no"]


def test_the_usual_course_of_a_sign_is_called_an_estimate() -> None:
    course = (UsualOn(0, 3, 4), UsualOn(1, 2, 4), UsualOn(3, 1, 1), UsualOn(7, 0, 0))
    light = (UsualOn(0, 1, 2),)
    usual = (Usual(light, answer("kind", "toning")), Usual(course))
    made = lines(small(signs=(Sign("heat", "How hot?", 4, days("0-14"), usual=usual),)))

    assert block(made, "- How hot?")[2:] == [
        '    Usual if you say "Toning", by estimate: 1 to 2 from day 0.',
        "    Usual otherwise, by estimate: 3 to 4 on day 0, 2 to 4 on days 1 to 2, 1 on",
        "      days 3 to 6, 0 from day 7.",
    ]
    alone = lines(small(signs=(Sign("heat", "How hot?", 4, days("0-14"), usual=usual[1:]),)))
    assert block(alone, "- How hot?")[2].startswith("    Usual, by estimate: 3 to 4 on day 0,")


def test_what_to_expect_at_the_session_says_so() -> None:
    step = Prepare("cream", Kind.EXPECT, "An hour under the cream", 0, 0, because="my clinic's sheet")
    made = lines(small(course=Course(prepare=(step,))))

    assert below(made, "On the day of the next session")[:2] == [
        "- Expect: An hour under the cream",
        "  Changed here: my clinic's sheet",
    ]
