"""`patterns` and `like`: words that rules share."""

import pytest

from checklists.rules.canonical import data_of
from checklists.rules.rule import Span
from tests.support.overlays import BASE, HEADING, faults, over, rule

PATTERNS = """patterns:
  no-swim: {avoid: Swimming, how: No pools., why: It stings., agreement: unsourced}
"""
SHARED = {"base": PATTERNS + BASE}
LIKE = "add:\n  - {id: my-swim, like: no-swim, days: 0-6}\n"


def test_a_rule_has_the_words_of_its_pattern_and_its_own_days() -> None:
    written = "add:\n  - {id: my-swim, avoid: Swimming, how: No pools., why: It stings., days: 0-6, "
    read = over(LIKE, **SHARED)

    swim = rule(read.checklist, "my-swim")
    assert (swim.title, swim.how, swim.why, swim.days) == (
        "Swimming",
        "No pools.",
        "It stings.",
        (Span(0, 6),),
    )
    # Nothing tells it from a rule that says all of it itself, so that nobody is offered another version.
    assert read.hash == over(written + "agreement: unsourced}\n", **SHARED).hash


def test_what_a_rule_says_itself_counts() -> None:
    swim = rule(over(LIKE.replace("days", "why: Salt., days"), **SHARED).checklist, "my-swim")

    assert (swim.how, swim.why) == ("No pools.", "Salt.")


def test_null_takes_away_what_the_pattern_says() -> None:
    swim = rule(
        over(LIKE.replace("days", "how: null, why: ~, then: null, days"), **SHARED).checklist, "my-swim"
    )

    assert (swim.title, swim.how, swim.why, swim.then) == ("Swimming", "", "", "")
    assert faults(LIKE.replace("days", "avoid: null, days"), base=SHARED["base"])
    written = LIKE.replace("like: no-swim", "avoid: Swimming, how: null, agreement: unsourced")
    assert faults(written, base=SHARED["base"]) == [
        "mine.yaml:5:36: rules.my-swim.how: is empty; write a value, or take the key away"
    ]


def test_a_whole_file_has_patterns_of_its_own() -> None:
    text = PATTERNS + BASE.replace("rules:\n", "rules:\n  - {id: swim, like: no-swim, days: 3}\n")

    assert rule(over("", base=text).checklist, "swim").how == "No pools."
    assert PATTERNS.split(":")[0] not in data_of(over("", base=text).canonical)


def test_the_nearest_pattern_of_an_id_counts_and_what_stands_below_has_its_own() -> None:
    middle = HEADING.replace("mine", "middle") + LIKE
    mine = "patterns: {no-swim: {avoid: Baths, agreement: unsourced}}\n" + LIKE.replace("my-swim", "baths")

    read = over(mine, "format: 1\nextends: middle\nid: mine\n", middle=middle, **SHARED)

    assert [rule(read.checklist, id).title for id in ("my-swim", "baths")] == ["Swimming", "Baths"]


def test_the_defaults_of_a_file_are_for_what_neither_a_rule_nor_its_pattern_says() -> None:
    defaults = "defaults: {sources: [sheet], agreement: strong}\nsources: {sheet: {title: Ours}}\n"
    bare = {"base": SHARED["base"].replace(", why: It stings., agreement: unsourced", "")}

    assert rule(over(defaults + LIKE, **SHARED).checklist, "my-swim").agreement == "unsourced"
    assert rule(over(defaults + LIKE, **bare).checklist, "my-swim").agreement == "strong"


def test_a_change_of_a_rule_that_is_like_a_pattern_is_as_of_any_other() -> None:
    middle = HEADING.replace("mine", "middle") + LIKE
    top = "format: 1\nextends: middle\nid: mine\n"

    swim = rule(over("change: {my-swim: {days: 0-9}}\n", top, middle=middle, **SHARED).checklist, "my-swim")

    assert (swim.title, swim.days) == ("Swimming", (Span(0, 9),))


@pytest.mark.parametrize(
    ("text", "base", "lines"),
    [
        (
            LIKE.replace("no-swim", "no-swm"),
            SHARED["base"],
            ['mine.yaml:5:25: add.1.like: no pattern is called "no-swm"; did you mean "no-swim"?'],
        ),
        (LIKE, BASE, ['mine.yaml:5:25: add.1.like: no pattern is called "no-swim"']),
        (
            "change: {no-sun: {like: no-swim}}\n",
            SHARED["base"],
            [
                'mine.yaml:4:19: change.no-sun.like: "like" goes with a rule under add; '
                "write here the keys that differ"
            ],
        ),
        (
            LIKE,
            SHARED["base"].replace("how:", "days:"),
            ['base.yaml:2:30: patterns.no-swim.days: "days" is not a key here'],
        ),
        (
            LIKE,
            SHARED["base"].replace("how: No pools.", "how: [a, b]"),
            ["base.yaml:2:35: rules.my-swim.how: must be one value, not a list"],
        ),
        (LIKE, "patterns: [a]\n" + BASE, ["base.yaml:1:11: patterns: must be a map of keys"]),
        (
            LIKE,
            "patterns: {no-swim: yes}\n" + BASE,
            ["base.yaml:1:21: patterns.no-swim: must be a map of keys"],
        ),
        (
            "",
            SHARED["base"].replace("how:", "hwo:"),
            ['base.yaml:2:30: patterns.no-swim.hwo: "hwo" is not a key here; did you mean "how"?'],
        ),
        (
            LIKE.replace(", days: 0-6", ""),
            SHARED["base"],
            ['mine.yaml:5:5: rules.my-swim: "days" is missing'],
        ),
        (
            "patterns: null\n",
            SHARED["base"],
            [
                "mine.yaml:4:11: patterns: is of this file alone, so there is nothing to take away; "
                "leave the line out"
            ],
        ),
        (
            LIKE,
            SHARED["base"].replace("avoid: Swimming", "why: b, avoid: Swimming"),
            ["base.yaml:2:54: patterns.no-swim.why: this key stands on line 2 already"],
        ),
    ],
)
def test_what_is_wrong_is_told_where_it_can_be_mended(text: str, base: str, lines: list[str]) -> None:
    assert faults(text, base=base) == lines
