"""Every fact of the two accounts that the checklists grew from has its place, or says why it has none."""

from typing import Any

import pytest

from tests.support.content import rows, shipped, texts, written

FACTS = rows("facts.txt")
CARRIED = {"do", "avoid", "expect", "warn", "schedule", "cost", "prep"}
"""The kinds of fact that have a place in a checklist, unless the list says why not."""


def holder(data: dict[str, Any], place: str) -> dict[str, Any]:
    """What stands at a place such as `rules/face-cleanse`, `normal/7-10` or `course`."""
    section, _, id = place.partition("/")
    if not id:
        course: dict[str, Any] = data[section]
        return course
    return next(part for part in data[section] if id in (part.get("id"), written(part.get("days"))))


@pytest.mark.parametrize(
    "fact",
    [fact for fact in FACTS if fact[2] != "-"],
    ids=lambda fact: f"{fact[0]}-{fact[2]}-{fact[3].partition('/')[2] or fact[3]}",
)
def test_each_fact_has_its_place(fact: list[str]) -> None:
    _, _, id, place, words = fact
    held = "\n".join(text for _, text in texts(holder(shipped(id).data, place), place))
    assert words in held


def test_no_fact_is_forgotten_and_what_is_left_out_says_why() -> None:
    every = {f"A{number}" for number in range(1, 45)} | {f"B{number}" for number in range(1, 26)}
    assert {fact[0] for fact in FACTS} == every
    left_out = [fact for fact in FACTS if fact[2] == "-"]
    assert all(len(fact) == 4 and fact[3] for fact in left_out)
    assert [fact[0] for fact in left_out if fact[1] in CARRIED] == ["B25"]


def test_a_fact_has_one_kind_and_no_place_twice() -> None:
    assert len({(fact[0], fact[1]) for fact in FACTS}) == 69
    assert len({tuple(fact) for fact in FACTS}) == len(FACTS)


@pytest.mark.parametrize(
    ("id", "words"),
    [
        (
            "picosure-face",
            ("skin analysis", "two or three passes", "cold fan", "light therapy", "cooling mask"),
        ),
        ("picosure-tattoo", ("photo", "half an hour of numbing cream", "cold fan", "dressing")),
        ("picoplus", ("skin analysis", "two or three passes", "cold fan", "light therapy", "cooling mask")),
        ("picosecond", ("skin analysis", "two or three passes", "cold fan", "light therapy", "cooling mask")),
    ],
)
def test_every_checklist_tells_of_the_visit(id: str, words: tuple[str, ...]) -> None:
    visit = next(rule for rule in shipped(id).rules if rule["id"].endswith("-expect-visit"))
    assert [word for word in words if word not in visit["how"]] == []


@pytest.mark.parametrize(
    ("id", "sessions", "gap", "upkeep"),
    [
        ("picosure-face", "1-5", "4-8 weeks", "4-6 months"),
        ("picosure-tattoo", "2-8", "8- weeks", None),
        ("picoplus", "2-6", "4-6 weeks", "2-3 months"),
        ("picosecond", "1-8", "8- weeks", "4-6 months"),
    ],
)
def test_the_course_is_as_long_and_as_far_apart_as_the_accounts_and_the_sources_have_it(
    id: str, sessions: str, gap: str, upkeep: str | None
) -> None:
    course = shipped(id).data["course"]
    assert (course["sessions"], course["gap"], course.get("maintenance")) == (sessions, gap, upkeep)
    assert all(course["sources"].values())
    assert "account" in course["sources"] or "account-picoplus" in course["sources"]


@pytest.mark.parametrize("id", ["picosure-face", "picosure-tattoo", "picoplus", "picosecond"])
def test_booking_says_to_ask_for_the_price(id: str) -> None:
    book = next(rule for rule in shipped(id).rules if rule["id"].endswith("-next-session"))
    assert any(words in book["how"] for words in ("for the price", "what each costs"))
