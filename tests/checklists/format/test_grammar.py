"""The small languages inside a checklist file, by tables."""

from collections.abc import Callable
from typing import Any

import pytest

from checklists.format import conditions, grammar
from checklists.format import days as spans
from checklists.format import measures as lengths
from checklists.format import times as moments
from checklists.format.conditions import Subjects, clauses, match, sign_match, while_clauses
from checklists.format.grammar import FieldValueError
from checklists.format.times import BetweenTimes, Steps, Until
from checklists.rules.checklist import Stretch, UsualOn
from checklists.rules.rule import AsNeeded, At, Match, Remind, Repeat, Span
from checklists.text import cells

READ: dict[Callable[[object], Any], list[tuple[object, object]]] = {
    spans.days: [
        ("0", (Span(0, 0),)),
        ("1-13", (Span(1, 13),)),
        ("14-", (Span(14, None),)),
        ("3650", (Span(3650, 3650),)),
        ("5-5", (Span(5, 5),)),
        (["0", "2-3", "7-"], (Span(0, 0), Span(2, 3), Span(7, None))),
        (["0-3", "4-6"], (Span(0, 3), Span(4, 6))),
    ],
    spans.weekdays: [("sun", (6,)), (["sun", "mon", "sat"], (0, 5, 6))],
    spans.days_before: [("42-0", (42, 0)), ("7", (7, 7)), ("0", (0, 0))],
    spans.iso_date: [("2026-11-20", "2026-11-20"), ("2028-02-29", "2028-02-29")],
    moments.every: [
        ("1d", Steps(1, 0)),
        ("7d", Steps(7, 0)),
        ("2w", Steps(14, 0)),
        ("2h", Steps(0, 120)),
        ("90m", Steps(0, 90)),
        ("1h30m", Steps(0, 90)),
        ("23h59m", Steps(0, 1439)),
    ],
    moments.duration: [("24h", 1440), ("90m", 90), ("1h30m", 90), ("1h5m", 65), ("2160h", 129600)],
    moments.clock: [("00:00", 0), ("08:05", 485), ("23:59", 1439)],
    moments.between: [
        ("10:00-18:00", BetweenTimes(600, 1080)),
        ("22:00-02:00", BetweenTimes(1320, 120)),
        ("04:00-03:59", BetweenTimes(240, 239)),
        ("00:00-03:00", BetweenTimes(0, 180)),
        ("23:59-00:00", BetweenTimes(1439, 0)),
        ("sunrise 07:00-sunset 18:00", BetweenTimes(420, 1080, from_sunrise=True, to_sunset=True)),
        ("10:00-sunset 18:00", BetweenTimes(600, 1080, to_sunset=True)),
    ],
    moments.until: [("18:00", Until(1080)), ("sunset 18:00", Until(1080, sunset=True))],
    moments.at: [
        ("morning", (At("morning"),)),
        (["evening+1h", "bedtime-30m"], (At("evening", 60), At("bedtime", -30))),
        ("evening+1h30m", (At("evening", 90),)),
        ("evening+70m", (At("evening", 70),)),
        ("lunch 12:15", (At("lunch", clock=735),)),
        ("10:30", (At("at-1030", clock=630),)),
        ("8:00", (At("at-0800", clock=480),)),
        ("morning 09:00", (At("morning", clock=540),)),
        ("after-work 17:00", (At("after-work", clock=1020),)),
        ("after-4h", (At("after-4h", after=240),)),
        ("after-1h30m", (At("after-1h30m", after=90),)),
    ],
    moments.repeat: [("10m x3", Repeat(10, 3)), ("1h x2", Repeat(60, 2)), ("1h30m x10", Repeat(90, 10))],
    moments.remind: [
        ("no", Remind(off=True)),
        ("false", Remind(off=True)),
        ("morning", Remind(at=At("morning"))),
        ({"days": "1-3"}, Remind(days=(Span(1, 3),))),
        (
            {"days": ["1", "3"], "at": "noon 12:00"},
            Remind(at=At("noon", clock=720), days=(Span(1, 1), Span(3, 3))),
        ),
    ],
    moments.as_needed: [
        ("yes", AsNeeded()),
        ({"gap": "55m"}, AsNeeded(gap=55)),
        ({"at_most": "3"}, AsNeeded(at_most=3)),
        ({"gap": "1h", "at_most": "6"}, AsNeeded(60, 6)),
    ],
    lengths.stretch: [
        ("4-6 weeks", Stretch(4, 6, "weeks")),
        ("8- weeks", Stretch(8, None, "weeks")),
        ("1 month", Stretch(1, 1, "months")),
        ("10-14 days", Stretch(10, 14, "days")),
    ],
    lengths.sessions: [("4", (4, 4)), ("2-5", (2, 5)), ("4-", (4, None))],
    lengths.usual: [
        ({"3": "0", "0": "3-4"}, (UsualOn(0, 3, 4), UsualOn(3, 0, 0))),
        ({"1": "yes", "7": "no", "9": "0-10"}, (UsualOn(1, 1, 1), UsualOn(7, 0, 0), UsualOn(9, 0, 10))),
    ],
    grammar.boolean: [("yes", True), ("true", True), ("no", False), ("false", False)],
    grammar.whole: [("1", 1), ("120", 120)],
    grammar.ident: [("a", "a"), ("face-spf-2h", "face-spf-2h"), ("a" * 64, "a" * 64)],
    grammar.address: [("https://example.org/a?b=c#d", "https://example.org/a?b=c#d")],
}

UNREAD: dict[Callable[[object], Any], list[object]] = {
    spans.days: [
        *("1-3, 7", "1,2"),
        *("", "-", "-3", "1-2-3", "1 - 3", "3..5", "\u0663", "1.0", "01", "3651", "9" * 5000, "2-1", "yes"),
        *(["0-", "3"], ["3", "1"], ["1-3", "3"], [["1"]], [{"a": "1"}], {"a": "1"}, None),
    ],
    spans.span: [["1"], "1,2"],
    spans.weekdays: ["sunday", "mon, thu", "Sun", "7", ["mon", "mon"], {"a": "b"}],
    spans.days_before: ["0-42", "42-", "six", ["7"]],
    spans.iso_date: ["2026-02-30", "20261120", "2026-W01-1", "2026-11-20T10:00", "\u0662026-11-20"],
    moments.every: [
        "24h",
        "48h",
        "36h",
        "1440m",
        "1441m",
        "0d",
        "0h",
        "2",
        "d",
        "1d12h",
        "2-3h",
        "7-10d",
        "2H",
        "2 h",
        "\u0662h",
    ],
    moments.duration: ["2d", "1w", "0h", "0m", "24", "h", "1h0", "1m30h", "-1h", "99999h", ""],
    moments.clock: ["9:15", "24:00", "12:60", "12", "12:15:00", "noon", ""],
    moments.between: [
        *("18:00-10:00", "10:00-10:00", "10:00", "-", "03:00-05:00", "10:00-18:00-20:00"),
        *("sunrise-sunset", "sunrise-18:00", "sunset 18:00-20:00", "sunrise 19:00-sunset 18:00"),
    ],
    moments.until: ["sunset", "sunrise 07:00", "sunset 24:00", "sunset  18:00", "noon", ""],
    moments.at: [
        *(
            "lunch",
            "24:00",
            "8:0",
            "day 09:00",
            "once 09:00",
            "n1 09:00",
            "Lunch 12:15",
            "evening+1",
            "morning ",
        ),
        *("evening+24h", "evening+-1h", "after-0h", "lunch 12:15+1h", "a" * 33 + " 12:00", ""),
        *(["morning", "morning+1h"], [["morning"]], {"morning": "1h"}),
    ],
    moments.daily_slot: ["after-4h", "after-90m"],
    moments.repeat: ["10m", "x3", "10m x0", "10m x", "10m  x3", "3 x 10m", "0m x3", "10m x100"],
    moments.remind: ["yes", "sometimes", {"day": "1"}, {"at": "lunch"}, {"days": "3-1"}, ["morning"]],
    moments.as_needed: ["no", "often", {"gap": "2"}, {"at_most": "0"}, {"gab": "1h"}, ["yes"]],
    lengths.stretch: ["4-6", "weeks", "6-4 weeks", "0 weeks", "4 years", "4-6weeks"],
    lengths.sessions: ["few", "0", "5-2", "2+"],
    lengths.usual: [{"a": "1"}, {"0": "4-3"}, {"0": "11"}, {"0": "some"}, {"0": "yes-no"}, "1", ["1"]],
    grammar.boolean: ["Yes", "on", "1", "", ["yes"]],
    grammar.whole: ["0", "1.0", "01", "-1", "+1", "1e3", "yes", "\u0663", "9" * 10],
    grammar.ident: ["", "A", "2a", "a_b", "a b", "-a", "a" * 65, "é"],
    grammar.ids: ["a", ["a", "a"], ["A"]],
    grammar.address: ["www.example.org", "ftp://a", "https://", "https://a b", "javascript:alert(1)"],
    lengths.short: ["twenty-five characters ok", "用温水轻轻地洗脸好吗用温水轻", ["a"]],
}

SUBJECTS = Subjects(
    {"habits": ("makeup", "exercise"), "tone": ("yes", "no")}, {"crusts": 1, "pain": 10, "odd": None}
)


def _cases(table: dict[Callable[[object], Any], list[Any]]) -> list[Any]:
    return [
        pytest.param(read, case, id=f"{read.__name__} {str(case)[:40]}")
        for read, cases in table.items()
        for case in cases
    ]


@pytest.mark.parametrize(("read", "case"), _cases(READ))
def test_what_is_well_said_is_read(read: Callable[[object], Any], case: tuple[object, object]) -> None:
    said, meant = case
    assert read(said) == meant


@pytest.mark.parametrize(("read", "said"), _cases(UNREAD))
def test_what_is_not_is_refused_in_a_plain_sentence(read: Callable[[object], Any], said: object) -> None:
    with pytest.raises(FieldValueError) as caught:
        read(said)
    for wrong in caught.value.errors:
        assert 10 < len(wrong.message) < 160
        assert not wrong.message.endswith(".")


def test_every_fault_of_a_list_is_told_with_its_place() -> None:
    with pytest.raises(FieldValueError) as caught:
        spans.days(["0", "soon", "3", "later"])
    assert [(wrong.path, wrong.message) for wrong in caught.value.errors] == [
        ((1,), '"soon" must be days such as 0, 1-13 or 14-'),
        ((3,), '"later" must be days such as 0, 1-13 or 14-'),
    ]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"habits": "makeup"}, [[Match("habits", ("makeup",))]]),
        ({"habits": ["makeup", "exercise"]}, [[Match("habits", ("makeup", "exercise"))]]),
        ({"tone": "yes"}, [[Match("tone", ("yes",))]]),
        ({"tone": "true"}, [[Match("tone", ("yes",))]]),
        ({"crusts": "yes"}, [[Match("crusts", low=1)]]),
        ({"crusts": "no"}, [[Match("crusts", low=0, high=0)]]),
        ({"pain": "4-10"}, [[Match("pain", low=4, high=10)]]),
        ({"pain": "2+"}, [[Match("pain", low=2)]]),
        ({"pain": "2"}, [[Match("pain", low=2, high=2)]]),
        ({"odd": "7"}, [[Match("odd", low=7, high=7)]]),
        ({"pain": "2+", "habits": "makeup"}, [[Match("habits", ("makeup",)), Match("pain", low=2)]]),
        ([{"crusts": "yes"}, {"tone": "no"}], [[Match("crusts", low=1)], [Match("tone", ("no",))]]),
    ],
)
def test_a_condition_is_any_group_and_all_of_a_group(said: object, meant: object) -> None:
    assert [[match(clause, SUBJECTS) for clause in group] for group in clauses(said)] == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("crusts", [Match("crusts", low=1)]),
        ("crusts no", [Match("crusts", low=0, high=0)]),
        (["crusts yes", "pain 2+"], [Match("crusts", low=1), Match("pain", low=2)]),
        (["pain 2-3", "pain 10"], [Match("pain", low=2, high=3), Match("pain", low=10, high=10)]),
    ],
)
def test_a_bare_sign_in_while_means_yes(said: object, meant: object) -> None:
    assert [sign_match(clause, SUBJECTS) for clause in while_clauses(said)] == meant


@pytest.mark.parametrize("said", ["11", "11+", "4-11", "3-1", "2 +", "+2", "much", "02", ["1", "2"]])
def test_a_sign_cannot_match_what_it_cannot_be(said: object) -> None:
    with pytest.raises(FieldValueError):
        match(clauses({"pain": said})[0][0], SUBJECTS)


@pytest.mark.parametrize("said", ["habits", [], ["habits"], {"habits": {"a": "b"}}, {"habits": None}])
def test_a_condition_of_another_shape_is_refused(said: object) -> None:
    if said == []:
        assert conditions.clauses(said) == ()
        return
    with pytest.raises(FieldValueError):
        conditions.clauses(said)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Wash gently", "Wash gently"),
        ("Wash gently, with cool water", "Wash gently, with"),
        ("Wash very gently, always", "Wash very gently"),
        ("Eighteen cells now", "Eighteen cells now"),
        ("Eighteen cells now and more", "Eighteen cells now"),
        ("Donaudampfschifffahrt", "Donaudampfschifffa"),
        ("用温水轻轻地洗脸好吗", "用温水轻轻地洗脸好"),
        ("e\u0301" * 18, "e\u0301" * 18),
    ],
)
def test_a_short_name_is_the_title_cut_at_a_word(title: str, short: str) -> None:
    assert lengths.short_title(title) == short
    assert cells(short) <= lengths.GLANCE
