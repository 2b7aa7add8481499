"""The lines of a rule's form: what is read in them, what it means, and the change that they make."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from checklists.loader import load_checklist
from checklists.plan.circumstances import Circumstances, Times, VersionFrom, ZoneFrom
from checklists.plan.plan import Plan
from checklists.rules.checklist import Checklist
from checklists.rules.rule import Kind, Rule
from tests.support.apps import TREATED
from tests.support.followed import BASE, MINE
from tests.support.plans import SLOTS
from tui.files.edits import AddRule, ChangeRule
from tui.files.rule_origin import Layer
from tui.screens.checklist import rule_draft
from tui.screens.checklist.rule_draft import (
    FormLine,
    MeaningContext,
    RuleDraft,
    lines_of,
    new_id,
    new_lines,
    other_timing,
)


def _layer(text: str) -> Layer:
    loaded = load_checklist(text, name="mine.yaml", base=lambda id: (f"{id}.yaml", BASE.encode()))
    return Layer.of(loaded.checklist, loaded.canonical)


LATER = ("lifted_by", "counted_from", "also")
UNDER, FILE = _layer(BASE), _layer(MINE)


def around(checklist: Checklist = FILE.checklist) -> MeaningContext:
    """Noon on day 2."""
    versions, zones = (VersionFrom(TREATED, checklist),), (ZoneFrom(TREATED, "Europe/Berlin"),)
    now = TREATED + timedelta(days=2, hours=-4)
    return MeaningContext(
        Plan(Circumstances(TREATED, versions, zones), Times(240, SLOTS), now), TREATED, SLOTS
    )


def draft(id: str) -> RuleDraft:
    """A rule of the file in its form."""
    rule, keys = FILE.checklist.rule(id), FILE.keys[id]
    assert rule is not None
    return RuleDraft(lines_of(rule.kind, keys), rule, keys, UNDER.keys.get(id), around())


def new(kind: Kind) -> RuleDraft:
    """A rule to come."""
    return RuleDraft(new_lines(kind), Rule("", kind, "", ""), {}, None, around())


def values(form: RuleDraft, **written: str) -> dict[str, str]:
    """What stands in the lines, with some of it written anew."""
    return {line.key: form.value(line) for line in form.lines} | written


def line(form: RuleDraft, key: str) -> FormLine:
    return next(line for line in form.lines if line.key == key)


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("DAYS", "0-4", "0-4"),
        ("DAYS", "3,7 , 14-", ["3", "7", "14-"]),
        ("LASTS", "90m", "90m"),
        ("AT", "", None),
        ("AT", "morning", "morning"),
        ("AT", "morning, evening+60m, lunch 12:15", ["morning", "evening+1h", "lunch 12:15"]),
        ("REMIND", "", None),
        ("REMIND", "no", "no"),
        ("REMIND", "off", "no"),
        ("REMIND", "morning", "morning"),
        ("REMIND", "days: 1-3", {"days": "1-3"}),
        ("REMIND", "days: 1-3, 7, at: morning+30m", {"days": ["1-3", "7"], "at": "morning+30m"}),
        ("REMIND", "{at: morning, days: [1-3, 7]}", {"days": ["1-3", "7"], "at": "morning"}),
        ("TITLE_LINE", "Wash", "Wash"),
        ("SHORT", "", None),
        ("SHORT", "wash", "wash"),
        ("HOW", "", None),
        ("HOW", "Softly.", "Softly."),
    ],
)
def test_a_line_is_read_as_the_file_would_say_it(key: str, text: str, said: Any) -> None:
    assert getattr(rule_draft, key).read(text) == said


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("DAYS", "", "Say the days, such as 0-4 or 3, 7, 14."),
        ("DAYS", "6-2", '"6-2" runs backwards; write 2-6.'),
        ("DAYS", "3, 2", "The days of a list must ascend; day 2 does not come after 3."),
        ("LASTS", "", "Say how long, such as 24h."),
        ("LASTS", "2d", '"2d" must be in hours, since it is counted by the clock; write 48h.'),
        ("AT", "mornin", '"mornin" has no time of its own; did you mean morning?'),
        ("AT", "morning, morning", '"morning" is in this list already.'),
        ("REMIND", "evning", '"evning" has no time of its own; did you mean evening?'),
        ("REMIND", "days: 3-1, at: morning", '"3-1" runs backwards; write 1-3.'),
        ("REMIND", "yes", '"yes" has no time of its own; write one behind it, such as "yes 12:15".'),
        ("TITLE_LINE", "", "A rule needs its words."),
        ("SHORT", "m" * 25, f'"{"m" * 25}" is 25 columns wide; a short name has at most 24.'),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(key: str, text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        getattr(rule_draft, key).read(text)


@pytest.mark.parametrize(
    ("id", "first", "then"),
    [
        ("wash", ("days", "at"), ("when", "unless", "while", *LATER)),
        ("spf-again", ("days",), ("when", "unless", "while", *LATER)),
        ("make-up", ("days",), ("then", "when", "unless", "while", *LATER)),
        ("hot-drinks", ("lasts",), ("then", "when", "unless", "while", *LATER)),
        ("look", ("days", "at"), ("when", "unless", "while", *LATER)),
    ],
)
def test_what_a_clinic_has_its_word_on_comes_first(
    id: str, first: tuple[str, ...], then: tuple[str, ...]
) -> None:
    middle = ("because", "remind", "title", "short", "how", "why")
    assert [each.key for each in draft(id).lines] == [*first, *middle, *then]


def test_what_is_only_to_be_expected_has_no_reminder() -> None:
    keys = ["days", "because", "title", "short", "how", "why", "when", "unless", "also"]
    assert [each.key for each in draft("red").lines] == keys


def test_what_the_form_does_not_change_is_named_in_words() -> None:
    assert other_timing(FILE.keys["spf-again"]) == "how often it comes and from when to when in the day"
    assert other_timing(FILE.keys["look"]) == "how often it comes"
    assert other_timing(FILE.keys["wash"]) == ""


def test_every_line_begins_with_what_the_file_says() -> None:
    form = draft("wash")
    assert values(form) == {
        "days": "1-9",
        "at": "morning",
        "remind": "",
        "title": "Wash gently",
        "short": "wash",
        "how": "Fingertips only.",
        "because": "",
        "why": "Rubbing leaves marks.",
        "when": "",
        "unless": "",
        "while": "",
        "lifted_by": "",
        "counted_from": "",
        "also": "",
    }
    assert form.before(line(form, "at")) == "morning, evening+1h"
    assert form.problems(values(form)) == {}
    assert form.edit(values(form), ()) is None


@pytest.mark.parametrize(
    ("id", "written", "keys", "because"),
    [
        ("wash", {"days": "1-4"}, {"days": "1-4"}, ""),
        ("wash", {"at": "morning, evening+60m"}, {"at": ["morning", "evening+1h"]}, ""),
        ("wash", {"at": ""}, {"at": None}, ""),
        ("wash", {"remind": "no", "because": "she said"}, {"remind": "no"}, "she said"),
        ("wash", {"because": "she said"}, {}, "she said"),
        ("wash", {"title": "Wash", "how": ""}, {"do": "Wash", "how": None}, ""),
        ("make-up", {"because": ""}, {"because": None}, ""),
        ("make-up", {"days": "0-6"}, {"days": "0-6"}, ""),
        ("hot-drinks", {"lasts": "6h"}, {"lasts": "6h"}, ""),
        ("red", {"short": "redness"}, {"short": "redness"}, ""),
        ("wash", {"why": "Hot water stings."}, {"why": "Hot water stings."}, ""),
        ("make-up", {"then": "Little."}, {"then": "Little."}, ""),
        ("make-up", {"when": ""}, {"when": None}, ""),
        (
            "wash",
            {"when": "habits: makeup, exercise, tone: deep or outdoors: yes"},
            {"when": [{"habits": ["makeup", "exercise"], "tone": "deep"}, {"outdoors": "yes"}]},
            "",
        ),
        ("wash", {"unless": "{tone: deep}"}, {"unless": {"tone": "deep"}}, ""),
        ("wash", {"while": "crusts, redness 2+"}, {"while": ["crusts", "redness 2+"]}, ""),
        ("wash", {"while": "[crusts]"}, {"while": "crusts"}, ""),
    ],
)
def test_only_what_changed_is_written(
    id: str, written: dict[str, str], keys: Mapping[str, Any], because: str
) -> None:
    form = draft(id)
    assert form.edit(values(form, **written), ()) == ChangeRule(id, keys, because)


def test_the_same_in_other_letters_changes_nothing() -> None:
    form = draft("cream")
    assert form.edit(values(form, at="morning,evening", remind="{}"), ()) is None


def test_what_does_not_go_together_is_said_at_its_line() -> None:
    form = draft("make-up")
    assert form.problems(values(form, remind="days: 1-3")) == {
        "remind": "This rule has no time of its own; say when, such as at: morning."
    }
    form = draft("look")
    assert form.problems(values(form, at="morning, evening")) == {
        "at": "Once: yes is one item, so it has one slot."
    }


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("when", "makeup", "Write a question or sign and what was said of it, such as habits: makeup."),
        ("when", "habits:", "Write a question or sign and what was said of it, such as habits: makeup."),
    ],
)
def test_a_condition_that_cannot_be_read_says_what_can(key: str, text: str, words: str) -> None:
    form = draft("wash")
    assert form.problems(values(form, **{key: text})) == {key: words}


def test_every_line_that_is_wrong_is_named() -> None:
    form = draft("wash")
    assert form.problems(values(form, days="9-1", at="noon", title="")) == {
        "days": '"9-1" runs backwards; write 1-9.',
        "at": '"noon" has no time of its own; write one behind it, such as "noon 12:15".',
        "title": "A rule needs its words.",
    }


@pytest.mark.parametrize(
    ("id", "key", "text", "words"),
    [
        ("make-up", "days", "0-4", "Days 0 to 4. Back on Wednesday 25 November, day 5."),
        ("make-up", "days", "0-1", "Days 0 to 1. Back now."),
        ("wash", "days", "1-4", "Days 1 to 4. On now, to Tuesday 24 November, day 4."),
        ("wash", "days", "5, 9", "Days 5 and 9. First on Wednesday 25 November, day 5."),
        ("wash", "days", "4-1", ""),
        ("hot-drinks", "lasts", "6h", "Until Friday 20 November, 22:00."),
        ("wash", "at", "", "Any time, never late."),
        ("wash", "at", "morning, evening+1h, tea 16:15", "morning 08:00, evening+1h 21:00 and tea 16:15."),
        ("wash", "at", "after-4h", "4 hours after the treatment, Friday 20 November 20:00."),
        ("wash", "remind", "", "Told with its times."),
        ("make-up", "remind", "", "Nothing is told of it."),
        ("wash", "remind", "no", "Nothing is told of it."),
        ("wash", "remind", "bedtime-30m", "Told at bedtime-30m 21:30."),
        ("wash", "remind", "days: 1-3", "Told with its times, days 1 to 3."),
        ("wash", "remind", "days: 1-3, at: morning", "Told at morning 08:00, days 1 to 3."),
        ("wash", "short", "wash well", "9 of 24 columns."),
        ("wash", "short", "", "Without one it reads: Wash gently"),
        ("wash", "how", "Softly.", ""),
    ],
)
def test_a_line_says_what_it_would_mean(id: str, key: str, text: str, words: str) -> None:
    form = draft(id)
    assert form.meaning(line(form, key), values(form, **{key: text})) == words


def test_what_has_no_time_is_told_of_by_nobody() -> None:
    form = draft("wash")
    assert form.meaning(line(form, "remind"), values(form, at="", remind="")) == "Nothing is told of it."


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (Kind.DO, ["title", "days", "at", "how", "why", "because"]),
        (Kind.CHECK, ["title", "days", "at", "how", "why", "because"]),
        (Kind.AVOID, ["title", "days", "how", "why", "because"]),
        (Kind.EXPECT, ["title", "days", "how", "why", "because"]),
    ],
)
def test_a_new_rule_has_the_lines_of_its_kind(kind: Kind, keys: list[str]) -> None:
    assert [each.key for each in new(kind).lines] == keys


def test_a_new_rule_is_written_with_an_id_of_its_own_and_without_a_source() -> None:
    form = new(Kind.DO)
    written = values(form, title="Rest at noon!", days="2-5", at="midday", because="she said")
    assert form.problems(written) == {}
    assert form.edit(written, {"wash"}) == AddRule(
        {
            "id": "rest-at-noon",
            "do": "Rest at noon!",
            "days": "2-5",
            "at": "midday",
            "because": "she said",
            "agreement": "unsourced",
        }
    )


def test_a_new_rule_needs_its_words_and_its_days() -> None:
    assert new(Kind.AVOID).problems(values(new(Kind.AVOID))) == {
        "title": "A rule needs its words.",
        "days": "Say the days, such as 0-4 or 3, 7, 14.",
    }


@pytest.mark.parametrize(
    ("title", "taken", "id"),
    [
        ("Wash", {"wash"}, "wash-2"),
        ("Wash", {"wash", "wash-2", "wash-3"}, "wash-4"),
        ("2 drops of oil", set(), "drops-of-oil"),
        ("洗脸", set(), "my-do"),
        ("洗脸", {"my-do"}, "my-do-2"),
        ("[b]Bold[/b]", set(), "b-bold-b"),
        ("A" * 200, set(), "a" * 40),
    ],
)
def test_an_id_is_made_of_the_title_and_is_nobody_elses(title: str, taken: set[str], id: str) -> None:
    assert new_id(title, "do", taken) == id
