"""The words of a checklist on paper: conditions in the words of their answers, and days in words."""

import pytest

from checklists.rules.checklist import Sign
from checklists.rules.rule import Condition, Match
from tests.support.paper import small
from tests.support.plans import answer, asked, avoid, days, do, sign
from tui.cli.output.sheet import (
    WIDTH,
    audience,
    audience_lines,
    common_hold,
    days_text,
    paragraph,
    sign_words,
    unbroken,
)


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
    assert audience(condition, small()) == said


def test_a_step_of_a_scale_is_said_with_its_word() -> None:
    heat = Sign("heat", "How hot?", 4, days("0-14"), ("none", "slight", "obvious", "strong", "fiery"))
    made = small(signs=(heat, asked("crusts", "1-21")))
    assert audience(sign("heat", 2), made) == "you report heat of 2 (obvious) or more"


def test_what_holds_a_rule_is_a_list_of_what_is_reported() -> None:
    tests = [Match("crusts", low=1), Match("open-skin", low=1), Match("redness", low=2)]

    assert sign_words((), small()) == ""
    assert sign_words(tests[:1], small()) == "crusts"
    assert sign_words(tests, small()) == "crusts, open skin or redness of 2 or more"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Cool it", ['  Only if you say "Toning".']),
        ("Toning", []),
        ("Toning: cool it", []),
    ],
)
def test_for_whom_a_line_is_stands_below_it_unless_its_title_says_it(title: str, said: list[str]) -> None:
    assert audience_lines(answer("kind", "toning"), small(), title) == said


def test_for_whom_a_line_is_not_is_said_too() -> None:
    assert audience_lines(answer("kind", "spot"), small(), not_if=True) == ['  Not if you say "Dark spots".']
    assert audience_lines((), small()) == []


@pytest.mark.parametrize(("sharing", "named"), [(2, False), (3, True)])
def test_what_holds_three_rules_or_more_has_a_name(sharing: int, named: bool) -> None:
    held = (Match("crusts", low=1),)
    rules = [avoid(f"a{number}", "0-6", holds=held) for number in range(sharing)]
    other = avoid("b", "0-6", holds=(Match("open-skin", low=1),))
    assert common_hold(small(*rules, other, do("wash", "1"))) == (held if named else ())


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ("0", "day 0"),
        ("1-13", "days 1 to 13"),
        ("14-", "from day 14"),
        ("0-3 7 10", "days 0 to 3, 7 and 10"),
        ("0 3 7-", "days 0, 3 and from day 7"),
        ("4-6 8-13", "days 4 to 6 and 8 to 13"),
        ("1-14 21 28", "days 1 to 14, 21 and 28"),
        ("0-14 21 28 35 42", "days 0 to 14, then weekly to day 42"),
        ("0-2 5 8 11", "days 0 to 2, then every 3 days to day 11"),
        ("0 3 7 14 28 56 84", "days 0, 3, 7, 14, 28, 56 and 84"),
        ("7 14 21 28", "day 7, then weekly to day 28"),
    ],
)
def test_days_are_said_in_words(spans: str, said: str) -> None:
    assert days_text(days(*spans.split())) == said


def test_no_line_is_wider_than_the_sheet_and_what_belongs_together_stays_together() -> None:
    words = f"{'word ' * 14}{unbroken('(days 1 to 13)')}"
    assert paragraph(words) == [("word " * 14).strip(), "(days 1 to 13)"]
    long = " ".join(["(as long as it takes)"] * 9)
    assert max(map(len, paragraph(unbroken(long)))) <= WIDTH
    assert paragraph("") == []
