"""A slot in a sentence, and above its items."""

import pytest

from tui.text.humanize import slot_title, slot_words


@pytest.mark.parametrize(
    ("slot", "words", "title"),
    [
        ("bedtime", "bedtime", "Bedtime"),
        ("late-lunch", "late lunch", "Late lunch"),
        ("at-1030", "10:30", "10:30"),
        ("at-work", "at work", "At work"),
        ("at-0", "at 0", "At 0"),
        ("after-meals", "after meals", "After meals"),
        ("after-4h", "after 4h", "4 hours after"),
    ],
)
def test_a_slot_that_is_named_by_its_time_is_that_time(slot: str, words: str, title: str) -> None:
    assert slot_words(slot) == words
    assert slot_title(slot) == title
