"""A rule on paper: when it is, for whom, and all that it says."""

import pytest

from checklists.rules.rule import AsNeeded, At, Interval, Kind, Match, Rule
from tests.support.paper import block, lines, small
from tests.support.plans import answer, at, avoid, do, every

CRUSTS = (Match("crusts", low=1), Match("redness", low=2))


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
            "days 0 to 1, as needed, at most 3 times a day, at least 55 minutes apart",
        ),
        (Rule("x", Kind.AVOID, "x", "x", lasts=240), "for the first 4 hours"),
        (Rule("x", Kind.DO, "x", "x", lasts=1440, at=at("morning")), "for the first 24 hours"),
        (do("x", "1-13", not_before=24 * 60), "days 1 to 13, not before 24 hours have passed"),
        (do("x", "1", at=(At("before-bed"),)), "day 1, before bed"),
    ],
)
def test_when_a_rule_is_on_stands_behind_its_title(rule: Rule, when: str) -> None:
    assert " ".join(line.strip() for line in block(lines(small(rule)), "- x")) == f"- x ({when})"


def test_a_rule_tells_for_whom_how_why_and_what_comes_after() -> None:
    make_up = avoid(
        "make-up",
        "0-6",
        holds=CRUSTS,
        how="Let it heal bare.",
        why="Rubbing hurts.",
        then="Mineral first.",
        when=answer("melasma", "yes"),
        unless=answer("kind", "toning"),
        because="my clinic's sheet",
    )
    back = do("make-up-back", "7-10", once_lifted="make-up")
    cover = do("cover", "0-6", held_by=CRUSTS[:1])
    spf = do("spf", "7-10", once_lifted="cover")
    made = lines(small(make_up, back, cover, spf))

    assert block(made, "- make-up (") == [
        "- make-up (days 0 to 6)",
        '  Only if you say yes to "Any melasma?"',
        '  Not if you say "Toning".',
        "  Let it heal bare. Rubbing hurts.",
        "  After that: Mineral first.",
        "  Longer while you report crusts or redness of 2 or more.",
        "  Changed here: my clinic's sheet",
    ]
    assert block(made, "- make-up-back")[1] == "  Not before this is back: make-up."
    assert block(made, "- spf")[1] == "  Not before this is over: cover."


def test_what_holds_most_rules_is_said_in_two_words() -> None:
    rules = [avoid(name, "0-6", holds=CRUSTS) for name in ("a", "b", "c")]
    hours = Rule("d", Kind.AVOID, "d", "d", lasts=240, held_by=CRUSTS)
    other = avoid("e", "0-6", holds=CRUSTS[:1])
    made = lines(small(*rules, hours, other))

    assert block(made, "- a") == ["- a (days 0 to 6 and until calm)"]
    assert block(made, "- d") == ["- d (for the first 4 hours and until calm)"]
    assert block(made, "- e") == ["- e (days 0 to 6)", "  Longer while you report crusts."]


def test_without_the_sources_only_what_has_none_or_is_in_conflict_says_so() -> None:
    made = lines(
        small(
            do("agreed", "0", agreement="strong", differ="A little."),
            do("torn", "0", agreement="conflict", differ="From day 0 to day 7."),
            do("torn-too", "0", agreement="conflict"),
            do("bare", "0", agreement="unsourced"),
            do("ours", "0", agreement="unsourced", differ="No source gives two weeks."),
        )
    )
    assert block(made, "- agreed")[1:] == []
    assert block(made, "- torn (")[1:] == ["  Sources differ: from day 0 to day 7."]
    assert block(made, "- torn-too")[1:] == ["  Sources differ."]
    assert block(made, "- bare")[1:] == ["  No source says so: it is common practice, or caution."]
    assert block(made, "- ours")[1:] == ["  No source gives two weeks."]
