"""What is asked: questions, at the start or later, and signs, with their usual course: an estimate."""

import pytest

from tests.support.content import Answers, Shipped, each, rows, shipped, written

NORMAL = rows("normal.txt")
LATER = {
    "picosure-face": ["strength", "acne", "melasma", "moles", "smoking", "course"],
    "picosure-tattoo": ["habits", "red-ink", "moles", "smoking", "course"],
    "picoplus": ["dry-skin", "melasma", "moles", "course"],
    "ipl-face": ["target", "moles", "course"],
    "picosecond": ["ink", "melasma", "moles", "smoking", "course"],
}
"""What is asked only when something first depends on it."""
STRONG, LENS = (
    [(3, 4), (2, 4), (1, 3), (0, 1), (0, 1), (0, 0)],
    [(3, 4), (2, 4), (1, 3), (0, 1), (0, 1), (0, 0)],
)
SPOT = [(3, 4), (2, 4), (2, 3), (0, 1), (0, 0), (0, 0)]
TATTOO = [(3, 4), (3, 4), (2, 3), (1, 2), (1, 2), (0, 1)]


@each
def test_what_is_asked_later_is_asked_for_something(checklist: Shipped) -> None:
    questions = {question["id"]: question.get("later", False) for question in checklist.data["questions"]}
    assert [id for id, later in questions.items() if later] == LATER[checklist.id]
    entries = [*checklist.rules, *checklist.data["warnings"], *checklist.data["normal"]]
    said = [entry.get(key) for entry in entries for key in ("when", "unless")]
    usual = [course.get("when") for sign in checklist.data["signs"] for course in sign.get("usual", ())]
    assert [id for id in questions if f"'{id}'" not in repr([said, usual])] == []


@each
def test_the_start_asks_three_things_at_most(checklist: Shipped) -> None:
    assert len([question for question in checklist.data["questions"] if "later" not in question]) <= 3


@each
def test_a_scale_has_a_word_for_every_step(checklist: Shipped) -> None:
    steps = {"0-3": 4, "0-4": 5}
    for sign in checklist.data["signs"]:
        assert len(sign.get("words", ())) == steps.get(sign["scale"], 0), sign["id"]


@each
def test_whatever_holds_a_rule_is_asked_on_the_evening_before_it_would_come_back(checklist: Shipped) -> None:
    asked = {
        sign.id: {day for span in sign.days for day in range(span.first, (span.last or 0) + 1)}
        for sign in checklist.checklist.signs
    }
    for rule in checklist.checklist.rules:
        # What ends after day 14 waits for the weekly question.
        for test in rule.held_by if (rule.last_day or 0) < 14 else ():
            assert rule.last_day in asked[test.subject], (rule.id, test.subject)


@each
def test_the_usual_course_of_pain_stays_below_the_line_that_says_to_call(checklist: Shipped) -> None:
    assert max(on.high for usual in checklist.sign("pain").usual for on in usual.course) < 7


@each
def test_swelling_is_not_usual_where_a_warning_calls_it_late(checklist: Shipped) -> None:
    swelling = checklist.sign("swelling")
    late = swelling.words.index("strong")
    assert all(on.high < late for usual in swelling.usual for on in usual.course if on.day >= 3)


@pytest.mark.parametrize(
    ("id", "answers"),
    [
        ("picosure-face", {}),
        ("picoplus", {}),
        ("picoplus", {"kind": {"lens"}}),
        ("picosecond", {"place": {"face"}}),
    ],
)
def test_redness_is_not_usual_on_a_face_where_a_warning_calls_it_long(id: str, answers: Answers) -> None:
    plan = shipped(id).plan(answers)
    usual = [plan.usual(shipped(id).sign("redness"), day) for day in (10, 14, 28)]
    assert all(band and band[1] < 2 for band in usual)


@pytest.mark.parametrize(
    ("id", "answers", "course"),
    [
        ("picosure-face", {}, STRONG),
        ("picosure-face", {"strength": {"light"}}, [(2, 3), (0, 2), *[(0, 0)] * 4]),
        ("picosure-tattoo", {}, TATTOO),
        ("picoplus", {}, SPOT),
        ("picoplus", {"kind": {"spot"}}, SPOT),
        ("picoplus", {"kind": {"deep"}}, SPOT),
        ("picoplus", {"kind": {"lens"}}, LENS),
        ("picoplus", {"kind": {"toning"}}, [(1, 2), (0, 1), *[(0, 0)] * 4]),
        ("picosecond", {}, TATTOO),
        ("picosecond", {"place": {"body"}}, TATTOO),
        ("picosecond", {"place": {"body"}, "ink": {"no"}}, STRONG),
        ("picosecond", {"place": {"face"}}, STRONG),
    ],
)
def test_the_usual_course_of_redness_is_the_slower_one_until_it_is_known(
    id: str, answers: Answers, course: list[tuple[int, int]]
) -> None:
    plan = shipped(id).plan(answers)
    assert [plan.usual(shipped(id).sign("redness"), day) for day in (0, 1, 3, 7, 10, 28)] == course


def test_itch_is_a_tattoo_s_and_dryness_a_face_s_and_neither_is_drawn_for_the_other() -> None:
    checklist = shipped("picosecond")
    bands = {
        place: [
            checklist.plan({"place": {place}, "ink": {"yes"}}).usual(checklist.sign(sign), 4)
            for sign in ("itch", "dryness")
        ]
        for place in ("face", "body")
    }
    assert bands == {"face": [None, (1, 2)], "body": [(4, 7), None]}


@pytest.mark.parametrize("line", NORMAL, ids=lambda line: f"{line[0]}-{line[1]}")
def test_a_day_sounds_as_in_the_material(line: list[str]) -> None:
    id, days, usual, not_usual = line
    found = [n for n in shipped(id).data["normal"] if written(n["days"]) == days and "when" not in n]
    assert len(found) == 1
    for words, said in ((usual, found[0]["usual"]), (not_usual, found[0]["not_usual"])):
        assert [word for word in words.split(", ") if word not in said.casefold()] == []


@pytest.mark.parametrize(
    ("id", "answers", "day", "usual"),
    [
        ("picosure-face", {}, 3, "Heat easing, tight and dry. First sandpaper feel."),
        (
            "picosure-face",
            {"strength": {"light"}},
            3,
            "Close to calm, perhaps a little dry or flaky.",
        ),
        (
            "picosure-tattoo",
            {},
            2,
            "Strong swelling, a grey or purple look. Blisters, clear or inky, on limbs or body.",
        ),
        ("picoplus", {"kind": {"spot"}}, 3, "Looks and feels like a sunburn. Spots turn browner."),
        ("picoplus", {"kind": {"deep"}}, 3, "Looks and feels like a sunburn. Pinpoint dots on the way out."),
        (
            "picoplus",
            {"kind": {"lens"}},
            3,
            "Like a sunburn: puffy, less so each day. Then tight and dry.",
        ),
        ("picoplus", {"kind": {"toning"}}, 3, "Close to calm. A little pink or darker, warm or dry."),
        ("picoplus", {"kind": {"toning"}}, 7, "Calm. Your own products again, one at a time."),
        (
            "picosecond",
            {"place": {"face"}},
            3,
            "Like a sunburn: puffy, less so each day. Then tight and dry.",
        ),
        (
            "picosecond",
            {"place": {"body"}, "ink": {"yes"}},
            3,
            "Strong swelling, a grey or purple look. A tattoo may blister.",
        ),
        (
            "picosecond",
            {"place": {"body"}},
            3,
            "Swollen and warm, like a sunburn. Brown spots may darken.",
        ),
    ],
)
def test_what_is_usual_is_by_the_treatment_and_its_strength(
    id: str, answers: Answers, day: int, usual: str
) -> None:
    normal = shipped(id).plan(answers).day(day).normal
    assert normal is not None
    assert normal.usual == usual
