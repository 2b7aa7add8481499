"""What became of a careful reading of the content: its findings, the load of a day, and its words."""

import re
from collections import Counter, defaultdict

import pytest

from tests.support.content import EACH, PREFIXES, Shipped, each, items, report, rows, shipped, title
from tests.support.content import kind as kind_of

REVIEW = rows("review.txt")
FINDINGS = {f"H{number}" for number in range(1, 23)}
OTHER = {"reader", "load", "person", "language", "newer", "facts", "coverage"}


@pytest.mark.parametrize("line", REVIEW, ids=lambda line: str(line[0]))
def test_each_finding_is_done_in_what_carries_it_or_left_with_a_reason(line: list[str]) -> None:
    _, finding, state, carriers, reason = line
    assert finding in FINDINGS | OTHER
    assert state in ("done", "left")
    assert len(reason) >= 5
    assert state == "left" or carriers != "-"
    for carrier in carriers.split() if carriers != "-" else ():
        place, _, id = carrier.partition(":")
        for checklist in EACH if place == "base" else (shipped(PREFIXES[place]),):
            data = checklist.data
            entries = [*data["rules"], *data["signs"], *data["warnings"], *data["course"]["prepare"]]
            known = {entry["id"] for entry in entries}
            # What a checklist takes out of the base is not for where it was.
            gone = id in ("acne", "crust-long", "red-long-face", "tattoo-blister") and place == "base"
            assert id in known or gone, (checklist.id, id)


def test_no_finding_is_forgotten_and_no_topic_is_there_twice() -> None:
    assert {line[1] for line in REVIEW} == FINDINGS | OTHER
    assert [topic for topic, n in Counter(line[0] for line in REVIEW).items() if n > 1] == []


@each
def test_what_made_the_days_lighter_is_no_line_of_safety(checklist: Shipped) -> None:
    watched = {"first-hour", "first-hours", "tell-now", "clinic-first"}
    assert watched <= items(checklist.plan({}).day(0))
    night = checklist.plan({}, [report(2, "open-skin")]).day(2)
    assert {"burst-skin", "clinic-first"} <= items(night)
    assert "painkiller-ask" in {counted.rule.id for counted in night.counted}


SAME = (
    *("cleanse", "no-rub", "no-pick", "no-hot-water", "no-waxing", "no-procedures", "mole-check"),
    *("cold-sore-watch", "tinted", "alcohol", "sleep-raised", "no-shave", "retinoid-wait"),
    *("dark-watch", "dark-midweek", "no-fragrance"),
)
"""What is the same after several treatments, by the end of its id."""
SPOKEN_OTHERWISE = {
    # What is worn over it rubs too, where it is not a face.
    "no-rub": {"tat", "pico"},
    # Hair, and where it is, is asked for there.
    "no-shave": {"tat"},
    # Pulsed light is no laser.
    "no-procedures": {"ipl"},
    # On any skin there is lotion, on a face there is aftershave.
    "no-fragrance": {"pico"},
}


@pytest.mark.parametrize("topic", SAME)
def test_the_same_advice_has_the_same_words(topic: str) -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for prefix, id in PREFIXES.items():
        for rule in shipped(id).rules:
            if rule["id"] == f"{prefix}-{topic}" and prefix not in SPOKEN_OTHERWISE.get(topic, ()):
                said[f"{kind_of(rule)}: {title(rule)}"].add(prefix)
    assert len(said) == 1, dict(said)
    assert len(set.union(*said.values())) > 1 or topic in SPOKEN_OTHERWISE


def grade(text: str) -> float:
    """Flesch-Kincaid, with syllables counted as runs of vowels; a silent e at the end is none."""
    words = re.findall(r"[a-z']+", text.lower())
    syllables = 0
    for word in words:
        bare = re.sub(r"(?<=[^aeiou])e$", "", word) if len(word) > 3 and not word.endswith("le") else word
        syllables += max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^td])ed$", "d", bare))))
    return 0.39 * len(words) + 11.8 * syllables / len(words) - 15.59


@each
def test_when_to_call_is_read_at_the_fifth_grade_or_below(checklist: Shipped) -> None:
    assert [warning["if"] for warning in checklist.data["warnings"] if grade(warning["if"]) > 5] == []


JARGON = ("rebound", "heavy balm", "floaters", "barrier", "hyperpigment", "erythema", "oedema", "edema")


@pytest.mark.parametrize("word", JARGON)
@each
def test_no_word_that_only_a_clinic_uses_is_read(checklist: Shipped, word: str) -> None:
    said = [
        entry[key]
        for entry in [*checklist.rules, *checklist.data["warnings"], *checklist.steps().values()]
        for key in ("do", "check", "avoid", "expect", "how", "why", "then", "if", "meanwhile", "short")
        if key in entry
    ]
    assert [text for text in said if word in text.casefold()] == []
