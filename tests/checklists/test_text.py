"""The valid name that somebody probably meant."""

import pytest

from checklists.text import nearest


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
