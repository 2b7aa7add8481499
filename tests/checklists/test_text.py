"""Width in cells, what a terminal would obey, the name that was probably meant, and phone numbers."""

import pytest

from checklists.text import cells, nearest, nearest_or_all, nearest_sentence, phone_fault, printable


def test_wide_letters_take_two_cells_and_what_has_no_width_none() -> None:
    texts = ("wash", "清洗", "mu\u0308de", "a\u200db", "a\ufe0f")
    assert [cells(text) for text in texts] == [4, 4, 4, 2, 1]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("clinic.yaml", "clinic.yaml"),
        ("\x1b[31m ü", "?[31m ü"),
        ("left\u202eright\udce9", "left?right?"),
        ("two\nlines", "two?lines"),
    ],
)
def test_what_a_terminal_would_obey_is_a_mark(text: str, clean: str) -> None:
    assert printable(text, "?") == clean
    assert printable(text, lambda each: f"<{ord(each)}>").isprintable()


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("dayz", "days"),
        ("ncs", "nsc"),
        ("Face-Wash", "face-wash"),
        ("face-spf-am", None),
        ("0-5", None),
        ("x" * 41, None),
        ("", None),
    ],
)
def test_the_nearest_name_is_found_or_none(word: str, meant: str | None) -> None:
    assert nearest(word, ["days", "nsc", "face-wash", "face-numb", "0-4", "x" * 42]) == meant


def test_the_nearest_name_is_said_where_it_is_like_enough() -> None:
    assert nearest_sentence("Remindrs", ["themes", "reminders"]) == " Nearest: reminders."
    assert nearest_sentence("zzz", ["themes", "reminders"]) == ""
    assert nearest_sentence("mornin", ["morning", "midday"], 0.85) == " Nearest: morning."
    assert nearest_sentence("noon", ["morning", "midday"], 0.85) == ""


def test_the_nearest_names_are_said_or_all_of_a_few() -> None:
    names = ["face-cleanse", "face-photo", "face-spf-am"]

    assert nearest_or_all("face-clense", names) == " Nearest: face-cleanse."
    assert nearest_or_all("spf", names) == " Nearest: face-spf-am."
    assert nearest_or_all("zzz", names) == " There is: face-cleanse, face-photo, face-spf-am."
    assert nearest_or_all("zzz", [f"rule-{number}" for number in range(20)]) == ""
    assert nearest_or_all("zzz", []) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("+65 6000 0000", ""),
        ("(030) 12345-67 ext 8", ""),
        ("112", ""),
        ("12", "That is too short for a phone number."),
        ("999", ""),
        ("1" * 15, ""),
        ("1" * 16, "That is too long for a phone number."),
        ("+1" + "2" * 14, ""),
        ("0049" + "2" * 13, ""),
        ("+65 6000 0000 0000 0000", "That is too long for a phone number."),
        ("+65 6000 0000 ext 123456", ""),
        ("0000 0000", "A phone number is more than zeros."),
        ("65+6000", "A + can only stand in front of a phone number."),
        ("call me", "A phone number has digits, spaces and + - ( ) only."),
    ],
)
def test_a_phone_number_is_one_or_is_refused_with_the_reason(text: str, said: str) -> None:
    assert phone_fault(text) == said
