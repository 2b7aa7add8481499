"""A checklist on paper: what a patient reads, and where every line of it comes from."""

from collections.abc import Iterator

import pytest

from checklists import library
from checklists.checklist import (
    Call,
    Checklist,
    Course,
    Normal,
    Phase,
    Prepare,
    Question,
    Sign,
    Source,
    Stretch,
)
from checklists.checklist import Warning as Published
from checklists.loader import load_checklist
from checklists.rules import AsNeeded, At, Cited, Condition, Interval, Kind, Match, Rule, Span
from tests.plans import answer, asked, at, avoid, checklist, days, do, every, sign
from tui.cli.sheet import sheet
from tui.cli.sheet_words import WIDTH, answered, reported

PHASES = (Phase("first", "First", Span(0, 6)), Phase("then", "Then", Span(7, None)))
QUESTIONS = (
    Question("kind", "What did they do?", (("toning", "Toning"), ("spot", "Dark spots"))),
    Question("melasma", "Any melasma?", (("yes", "Yes"), ("no", "No")), later=True),
)
SIGNS = (
    asked("crusts", "1-21"),
    asked("open-skin", "1-21"),
    asked("redness", "0-14", top=4),
    Sign("outdoors", "Going out?", 1, days("0-20"), until=18 * 60),
)
SOURCES = (
    Source("nsc", "Pigment laser", "National Skin Centre", "https://nsc.example/pigment"),
    Source("book", "A book"),
)


def small(*rules: Rule, **parts: object) -> Checklist:
    given = {"phases": PHASES, "questions": QUESTIONS, "signs": SIGNS, "sources": SOURCES, **parts}
    return checklist(*rules, **given)


def lines(made: Checklist, emergency: str = "112", sources: bool = False) -> list[str]:
    return list(sheet(made, emergency, sources))


def block(of: list[str], begins: str) -> list[str]:
    """The line that begins so, and the indented lines below it."""
    first = next(place for place, line in enumerate(of) if line.startswith(begins))
    rest = [line.startswith(" ") for line in of[first + 1 :]]
    return of[first : first + 1 + (rest.index(False) if False in rest else len(rest))]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (answer("kind", "toning"), 'you say "Toning"'),
        (answer("kind", "toning", "spot"), 'you say "Toning" or "Dark spots"'),
        (answer("melasma", "yes"), 'you say yes to "Any melasma?"'),
        (
            (*answer("kind", "spot"), *answer("melasma", "yes")),
            'you say "Dark spots", or if you say yes to "Any melasma?"',
        ),
        (
            ((Match("kind", ("spot",)), Match("melasma", ("yes",))),),
            'you say "Dark spots" and yes to "Any melasma?"',
        ),
        (sign("outdoors"), 'you say yes to "Going out?"'),
        (sign("redness", 2), "you report redness of 2 or more"),
        (sign("redness", 2, 3), "you report redness of 2 to 3"),
        (sign("redness", 4, 4), "you report redness of 4"),
        (sign("redness"), "you report redness"),
        (sign("crusts", 0, 0), "you report no crusts"),
        (
            ((Match("kind", ("spot",)), Match("crusts", low=1)),),
            'you say "Dark spots" and you report crusts',
        ),
        ((), ""),
    ],
)
def test_a_condition_is_said_in_the_words_of_its_answers(condition: Condition, said: str) -> None:
    assert answered(condition, small()) == said


def test_what_holds_a_rule_is_a_list_of_what_is_reported() -> None:
    tests = [Match("crusts", low=1), Match("open-skin", low=1), Match("redness", low=2)]

    assert reported(tests[:1], small()) == "crusts"
    assert reported(tests, small()) == "crusts, open skin or redness of 2 or more"


def test_what_is_usual_is_said_with_whom_it_is_for() -> None:
    made = small(
        normal=(
            Normal(days("0"), "A pink flush.", "A blister.", answer("kind", "toning")),
            Normal(days("0"), "Clear redness.", "A blister."),
            Normal(days("1-3"), "Dry.", "Fever."),
            Normal(days("7-"), "Calm.", ""),
        )
    )

    assert [line for line in lines(made) if "ormal, " in line or "usual: " in line] == [
        'Normal, day 0, if you say "Toning": A pink flush.',
        "  Not usual: A blister.",
        "Normal, day 0, otherwise: Clear redness.",
        "  Not usual: A blister.",
        "Normal, days 1 to 3: Dry.",
        "  Not usual: Fever.",
        "Normal, from day 7: Calm.",
    ]


@pytest.mark.parametrize(
    ("rule", "when"),
    [
        (do("x", "1-13", at=at("morning", "evening+60")), "days 1 to 13, morning and evening"),
        (do("x", "0", "3", "7-", at=at("lunch 12:15")), "days 0, 3 and from day 7, lunch at 12:15"),
        (do("x", "0", at=at("after-4h")), "day 0, 4 hours after"),
        (
            do("x", "1-6", interval=every(120, "10:00-18:00")),
            "days 1 to 6, every 2 hours from 10:00 to 18:00",
        ),
        (do("x", "1-6", interval=Interval(90, None, None)), "days 1 to 6, every 1 hour 30 minutes"),
        (do("x", "0-60", step=30), "days 0 to 60, every 30 days"),
        (do("x", "1-60", weekdays=(2, 6)), "days 1 to 60, Wednesdays and Sundays"),
        (do("x", "1-3", once=True), "days 1 to 3, once"),
        (
            do("x", "0-1", as_needed=AsNeeded(55, 3)),
            "days 0 to 1, as needed, at most 3 times a day, 55 minutes apart",
        ),
        (Rule("x", Kind.AVOID, "x", "x", lasts=240), "for the first 4 hours"),
        (do("x", "1-13", not_before=24 * 60), "days 1 to 13, not before 24 hours have passed"),
        (do("x", "1", at=(At("before-bed"),)), "day 1, before bed"),
    ],
)
def test_when_a_rule_is_on_stands_behind_its_title(rule: Rule, when: str) -> None:
    assert " ".join(line.strip() for line in block(lines(small(rule)), "- x")) == f"- x ({when})"


def test_a_rule_tells_how_why_what_then_and_for_whom() -> None:
    make_up = avoid(
        "make-up",
        "0-6",
        holds=(Match("crusts", low=1), Match("redness", low=2)),
        how="Let it heal bare.",
        why="Rubbing hurts.",
        then="Mineral first.",
        when=answer("melasma", "yes"),
        unless=answer("kind", "toning"),
        because="my clinic's sheet",
    )
    back = do("make-up-back", "7-10", once_lifted="make-up")
    made = lines(small(make_up, back))

    assert block(made, "- make-up (") == [
        "- make-up (days 0 to 6)",
        "  Let it heal bare.",
        "  Rubbing hurts.",
        "  Then: Mineral first.",
        '  Only if you say yes to "Any melasma?"',
        '  Not if you say "Toning".',
        "  Longer while you report crusts or redness of 2 or more.",
        "  Changed here: my clinic's sheet",
    ]
    assert block(made, "- make-up-back")[1] == "  Waits until this may come back: Make-up."


def test_sources_stand_below_what_they_carry_with_title_publisher_and_address() -> None:
    cited = (Cited("nsc", "until scabs go"), Cited("book"))
    rule = do("wash", "0", sources=cited, agreement="conflict", differ="From day 0 to day 7.")
    bare = do("bare", "0", agreement="unsourced")
    warning = Published("pus", "Pus", days("1-28"), Call.CLINIC_TODAY, cited[:1], "strong")
    prepare = Prepare("tan", Kind.AVOID, "Any tan", 42, 0, "", cited[1:], "weak")
    made = small(rule, bare, warnings=(warning,), course=Course(prepare=(prepare,), sources=cited[:1]))

    with_sources, without = lines(made, sources=True), lines(made)

    assert block(with_sources, "- wash") == [
        "- wash (day 0)",
        "  Sources differ. From day 0 to day 7.",
        "  * Pigment laser, National Skin Centre: until scabs go",
        "    https://nsc.example/pigment",
        "  * A book",
    ]
    assert block(with_sources, "- bare") == ["- bare (day 0)", "  No source is named for this."]
    assert block(with_sources, "- Pus") == [
        "- Pus (days 1 to 28)",
        "  Sources agree.",
        "  * Pigment laser, National Skin Centre: until scabs go",
        "    https://nsc.example/pigment",
    ]
    assert block(with_sources, "- Leave alone: Any tan") == [
        "- Leave alone: Any tan (from 6 weeks before)",
        "  One source.",
        "  * A book",
    ]
    few = small(do("pat", "0", sources=cited, agreement="weak"))
    assert block(lines(few, sources=True), "- pat")[1] == "  Few sources say so."
    assert block(with_sources, "* Pigment laser, National")[1] == "  https://nsc.example/pigment"
    assert not any("Pigment laser" in line or "Sources" in line for line in without)


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
    ("first", "last", "when"),
    [
        (42, 0, "from 6 weeks before"),
        (14, 7, "from 2 weeks to 1 week before"),
        (5, 1, "from 5 days to 1 day before"),
        (7, 1, "from 1 week to 1 day before"),
        (1, 0, "from 1 day before"),
        (1, 1, "1 day before"),
        (0, 0, "on the day"),
    ],
)
def test_preparation_is_counted_back_in_days_and_weeks(first: int, last: int, when: str) -> None:
    made = small(course=Course(prepare=(Prepare("shave", Kind.DO, "Shave", first, last, "If asked."),)))

    assert block(lines(made), "- Shave") == [f"- Shave ({when})", "  If asked."]


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
    changed = "  Changed here: my clinic's sheet"

    told = lines(made)

    before = [told[place - 1].strip() for place, line in enumerate(told) if line == changed]
    first, normal, pus, course, label, values = before
    assert set(first) == {"-"}
    assert (normal, pus, course) == ("Not usual: Fever.", "- Pus (days 1 to 28)", "2 to 5 sessions.")
    assert (label, values) == ("toning: Toning", "Yes or no")


def test_a_warning_says_what_to_do_meanwhile_and_a_preparation_for_whom_it_is() -> None:
    warning = Published(
        "rash", "An itchy rash", days("0-14"), Call.CLINIC_TODAY, meanwhile="Wash the new cream off."
    )
    shave = Prepare("shave", Kind.DO, "Shave", 1, 1, "If asked.", when=answer("kind", "spot"))
    made = lines(small(warnings=(warning,), course=Course(prepare=(shave,))))

    assert block(made, "- An itchy") == [
        "- An itchy rash (days 0 to 14)",
        "  Meanwhile: Wash the new cream off.",
    ]
    assert block(made, "- Shave") == [
        "- Shave (1 day before)",
        "  If asked.",
        '  Only if you say "Dark spots".',
    ]


def test_what_is_asked_and_reported_stands_with_its_names() -> None:
    made = lines(small())

    assert block(made, "- What did") == [
        "- What did they do? (kind)",
        "    toning: Toning",
        "    spot: Dark spots",
    ]
    assert block(made, "- Any melasma?")[0] == "- Any melasma? (melasma, asked when it first matters)"
    assert block(made, "- redness?") == ["- redness? (redness, days 0 to 14)", "    0 to 4"]
    assert block(made, "- Going out?") == ["- Going out? (outdoors, whenever it is so)", "    Yes or no"]


def test_the_emergencies_stand_in_the_first_lines_with_the_number() -> None:
    first = " ".join(lines(small())[:14])

    assert "breathing, call your emergency number, 112, now." in first
    assert "call your emergency number now." in " ".join(lines(small(), "your emergency number")[:14])


SHIPPED = [load_checklist(library.read(id), name=id).checklist for id in library.shipped()]


def carried(made: Checklist) -> Iterator[tuple[str, tuple[Cited, ...], str]]:
    """The title, the sources and the agreement of everything that has a source."""
    yield from ((rule.title, rule.sources, rule.agreement) for rule in made.rules)
    yield from ((one.condition, one.sources, one.agreement) for one in made.warnings)
    for one in made.course.prepare if made.course else ():
        avoids = "Leave alone: " if one.kind is Kind.AVOID else ""
        yield f"{avoids}{one.title}", one.sources, one.agreement


def unwrapped(of: list[str]) -> list[str]:
    """Each paragraph in one line, and each title with all that stands below it in one."""
    blocks: list[str] = []
    for line in of:
        if line.startswith(" ") and blocks:
            blocks[-1] += f" {line.strip()}"
        else:
            blocks.append(line)
    return blocks


@pytest.mark.parametrize("made", SHIPPED, ids=lambda made: made.id)
def test_every_line_of_a_shipped_checklist_names_its_sources_and_how_far_they_agree(made: Checklist) -> None:
    blocks = unwrapped(lines(made, sources=True))
    known = {source.key: source for source in made.sources}

    for title, sources, agreement in carried(made):
        found = [each for each in blocks if each.startswith(f"- {title} (")]
        assert found, title
        whole = " ".join(found)
        assert "ources " in whole or "One source." in whole or agreement == "unsourced", title
        assert ("No source is named" in whole) is (agreement == "unsourced"), title
        for each in sources:
            source = known[each.key]
            assert f"* {source.title}, {source.by}" in whole or not source.by, (title, each.key)
            assert source.title in whole, (title, each.key)
            assert source.url in whole, (title, each.key)


@pytest.mark.parametrize("made", SHIPPED, ids=lambda made: made.id)
def test_a_shipped_checklist_fits_a_sheet_and_says_all_that_is_usual(made: Checklist) -> None:
    plain, full = lines(made), lines(made, sources=True)

    assert [line for line in plain if len(line) > WIDTH] == []
    assert [line for line in full if len(line) > WIDTH and "://" not in line] == []
    text = " ".join(unwrapped(plain))
    for normal in made.normal:
        assert normal.usual in text
        assert answered(normal.when, made) in text
    assert sum(line.startswith("Normal, ") for line in plain) == len(made.normal)
