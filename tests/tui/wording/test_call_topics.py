"""What lines on when to call are about, by their words, whoever wrote them."""

import pytest

from checklists.rules.checklist import Call
from tests.support.content import Shipped, each, shipped
from tui.wording.call_topics import LONG, by_topic, in_short, is_compared


def heads(lines: list[str]) -> list[tuple[str, list[str]]]:
    """The groups of some lines."""
    return by_topic(lines, str)


def test_a_short_band_has_no_heads_and_keeps_its_order() -> None:
    assert heads(["Pain", "A blister", "More pain"]) == [("", ["Pain", "A blister", "More pain"])]


def test_a_head_names_what_its_lines_speak_of_and_one_line_alone_has_none() -> None:
    lines = ["Any swelling", "Feels wrong", "Strong pain", "A blister", "Something odd", "Hot skin, no pain"]
    assert heads(lines) == [
        ("", ["A blister", "Something odd", "Feels wrong"]),
        ("Pain, heat and swelling", ["Any swelling", "Strong pain", "Hot skin, no pain"]),
    ]


def test_words_of_no_topic_are_one_group() -> None:
    lines = [f"Etwas {number}" for number in range(9)]
    assert heads(lines) == [("", lines)]


@each
def test_no_band_of_any_day_is_longer_than_a_handful_without_a_head(checklist: Shipped) -> None:
    for number in range(91):
        warnings = checklist.plan({}).day(number).warnings
        for call in Call:
            band = [one for one in warnings if one.call is call]
            groups = by_topic(band, lambda one: one.condition)
            assert sorted(one.id for _, group in groups for one in group) == sorted(one.id for one in band)
            assert all(len(group) <= LONG + 2 for _, group in groups), (number, call)


def test_the_marks_of_pulsed_light_are_the_first_of_the_clinics_band() -> None:
    today = [one for one in shipped("ipl-face").plan({}).day(2).warnings if one.call is Call.CLINIC_TODAY]
    (_, first), *_ = by_topic(today, lambda one: one.condition)
    assert [one.id for one in first] == ["ipl-stripes", "worried"]


@each
def test_in_short_every_line_that_cannot_wait_is_named_by_a_word_of_its_own(checklist: Shipped) -> None:
    words = {
        "breathing": "breathing",
        "faint-or-hives": "fainting",
        "confused": "confusion",
        "sepsis": "racing heart",
        "fever-worse": "skin worse with fever",
        "eye": "eyes",
        "deep-burn": "burns",
        "cellulitis": "spreading",
    }
    for number in (0, 1, 3, 14, 30, 42, 60):
        warnings = checklist.plan({}).day(number).warnings
        short = in_short([(one.call, one.condition, one.short) for one in warnings], "112").lower()
        for one in warnings:
            if one.call in (Call.EMERGENCY, Call.URGENT):
                assert words[one.id] in short, one.id
        assert ("burns" in short) is any(one.id == "deep-burn" for one in warnings)
        assert short.endswith("else: clinic, today or soon.")


@pytest.mark.parametrize(
    ("lines", "short"),
    [
        ([], ""),
        ([(Call.CLINIC_SOON, "A scar", "")], "All: clinic, soon."),
        ([(Call.EMERGENCY, "Toxic shock", "")], "Toxic shock: 995."),
        (
            [(Call.EMERGENCY, "Breathing is hard", ""), (Call.URGENT, "A very long line", "Few words")],
            "Breathing: 995. Few words: urgent care.",
        ),
        (
            [(Call.URGENT, "Eye pain", ""), (Call.CLINIC_TODAY, "Pus", "")],
            "Eyes: urgent care. Else: clinic, today.",
        ),
    ],
)
def test_no_band_is_left_out_in_short_and_unknown_words_stand_as_they_are(
    lines: list[tuple[Call, str, str]], short: str
) -> None:
    assert in_short(lines, "995") == short


@pytest.mark.parametrize(
    ("words", "compared"),
    [
        ("Redness or heat is worse than the day before, but does not spread", True),
        ("Heat, pain, redness or swelling spreads, or has red or dark streaks", True),
        ("You see patches or dots that are paler than before", True),
        ("Pain is 7 or more out of 10", False),
    ],
)
def test_what_is_seen_by_how_it_was_before_is_known_by_its_words(words: str, compared: bool) -> None:
    assert is_compared(words) is compared
