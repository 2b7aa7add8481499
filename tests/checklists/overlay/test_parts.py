"""Two versions taken apart into parts, and put together without those that are refused."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists import library
from checklists.loader import faults_of, load_checklist, recompile
from checklists.overlay.parts import changed_parts, refused_with, wanted_with, without
from checklists.rules.canonical import canonical_of, data_of

OLD = """format: 1
id: mine
title: Mine
for: Trying things out
revision: 1
reviewed: 2026-11-20
sources:
  sheet: {title: The sheet, by: A clinic}
questions:
  - {id: habits, ask: What?, many: yes, answers: {sport: Sport, makeup: Make-up}}
signs:
  - {id: crusts, ask: Crusts?, scale: yes-no, days: 1-14}
phases:
  - {id: all, title: All of it, days: 0-}
normal:
  - {days: 0-, usual: Red., not_usual: Blisters.}
rules:
  - {id: wash, do: Wash, days: 0-9, sources: [sheet]}
  - {id: drink, do: Drink, days: 0-9, agreement: unsourced}
  - {id: make-up, avoid: Make-up, days: 0-6, then: Mineral., agreement: unsourced}
  - {id: powder, do: Powder, days: 7-9, once_lifted: make-up, agreement: unsourced}
warnings:
  - {id: pus, if: Pus, days: 0-9, call: clinic-today, agreement: unsourced}
course:
  gap: 4 weeks
  agreement: unsourced
  prepare:
    - {id: no-tan, avoid: Any tan, days_before: 28-0, agreement: unsourced}
""".replace("  agreement: unsourced\n  prepare", "  sources: [sheet]\n  prepare")


def data(text: str) -> dict[str, Any]:
    return data_of(load_checklist(text, name="mine.yaml").canonical)


def keys(old: str, new: str) -> list[str]:
    return [part.key for part in changed_parts(data(old), data(new))]


def mixed(old: str, new: str, *refused: str) -> dict[str, Any]:
    before, after = data(old), data(new)
    parts = changed_parts(before, after)
    return without(before, after, [part for part in parts if part.key in refused_with(parts, refused)])


@pytest.mark.parametrize(
    ("was", "now", "key"),
    [
        ("title: Mine", "title: Yours", "title"),
        ("do: Drink", "do: Sip", "rules/drink"),
        ("Crusts?", "Any crusts?", "signs/crusts"),
        ("ask: What?", "ask: Which?", "questions/habits"),
        ("title: All of it", "title: All", "phases"),
        ("usual: Red.", "usual: Pink.", "normal"),
        ("call: clinic-today", "call: urgent", "warnings/pus"),
        ("gap: 4 weeks", "gap: 5 weeks", "course"),
        ("days_before: 28-0", "days_before: 42-0", "course/no-tan"),
        ("reviewed: 2026-11-20", "reviewed: 2026-11-20\ncheck_in: bedtime", "check_in"),
        ("id: mine", "id: mine\nclinic: {name: A, phone: +65 6123 4567}", "clinic"),
    ],
)
def test_each_change_is_one_part_and_refused_leaves_nothing_of_it(was: str, now: str, key: str) -> None:
    new = OLD.replace(was, now)

    assert keys(OLD, new) == [key]
    assert mixed(OLD, new, key) == data(OLD)
    assert mixed(OLD, new) == data(new)


def test_what_names_and_numbers_a_file_is_no_part_and_comes_with_the_rest() -> None:
    new = (
        OLD.replace("revision: 1", "revision: 2").replace("for: Trying", "for: More").replace("Drink", "Sip")
    )

    assert keys(OLD, new) == ["rules/drink"]
    assert mixed(OLD, new, "rules/drink")["revision"] == "2"


def test_a_rule_under_another_id_is_one_part_with_what_it_was() -> None:
    new = OLD.replace("id: drink, do: Drink", "id: sips, was: [drink], do: Sip")
    (part,) = changed_parts(data(OLD), data(new))

    assert (part.key, part.keys) == ("rules/sips", frozenset(("rules/sips", "rules/drink")))
    assert mixed(OLD, new, "rules/sips") == data(OLD)


def test_a_line_on_when_to_call_that_became_two_is_one_part() -> None:
    two = "".join(
        f"  - {{id: {id}, was: [pus], if: {id}, days: 0-9, call: urgent, agreement: unsourced}}\n"
        for id in ("smell", "slough")
    )
    new = OLD.replace("  - {id: pus, if: Pus, days: 0-9, call: clinic-today, agreement: unsourced}\n", two)

    assert keys(OLD, new) == ["warnings/smell"]
    assert mixed(OLD, new, "warnings/smell") == data(OLD)


def test_what_goes_and_is_refused_stands_where_it_stood() -> None:
    new = OLD.replace("  - {id: drink, do: Drink, days: 0-9, agreement: unsourced}\n", "")

    assert keys(OLD, new) == ["rules/drink"]
    assert mixed(OLD, new, "rules/drink") == data(OLD)


def test_a_publication_that_a_refused_part_rests_on_stays() -> None:
    new = OLD.replace(
        "id: wash, do: Wash, days: 0-9, sources: [sheet]", "id: wash, do: Wash, days: 0-9, sources: [new]"
    )
    new = new.replace("  sources: [sheet]\n  prepare", "  sources: [new]\n  prepare")
    new = new.replace("sheet: {title", "new: {title: The new one}\n  other: {title")

    both = mixed(OLD, new, "rules/wash")

    assert list(both["sources"]) == ["new", "other", "sheet"]
    assert not list(faults_of(both))


def test_what_names_something_new_is_refused_with_it_and_wanted_with_it() -> None:
    new = OLD.replace("phases:", "  - {id: sting, ask: Sting?, scale: yes-no, days: 1-3}\nphases:", 1)
    new = new.replace("days: 0-9, agreement", "days: 0-9, while: sting, agreement", 1)
    parts = changed_parts(data(OLD), data(new))

    assert refused_with(parts, ["signs/sting"]) == {"signs/sting", "rules/drink"}
    assert refused_with(parts, ["rules/drink"]) == {"rules/drink"}
    assert wanted_with(parts, ["rules/drink"]) == {"signs/sting", "rules/drink"}
    assert wanted_with(parts, ["signs/sting"]) == {"signs/sting"}


def test_what_waited_for_a_rule_that_goes_goes_on_waiting_where_that_is_refused() -> None:
    gone = "  - {id: make-up, avoid: Make-up, days: 0-6, then: Mineral., agreement: unsourced}\n"
    new = OLD.replace(gone, "").replace("once_lifted: make-up, ", "")
    parts = changed_parts(data(OLD), data(new))

    assert refused_with(parts, ["rules/make-up"]) == {"rules/make-up", "rules/powder"}
    assert wanted_with(parts, ["rules/make-up"]) == {"rules/make-up", "rules/powder"}
    assert mixed(OLD, new, "rules/make-up") == data(OLD)


FACE, TATTOO = (
    data_of(load_checklist(library.where(id).read_bytes(), name=id).canonical)
    for id in ("picosure-face", "picosure-tattoo")
)
EVERY = changed_parts(FACE, TATTOO)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from([part.key for part in EVERY])))
def test_of_two_large_files_each_part_is_as_it_was_chosen(refused: set[str]) -> None:
    closed = refused_with(EVERY, refused)

    both = without(FACE, TATTOO, [part for part in EVERY if part.key in closed])

    assert {part.key for part in changed_parts(both, TATTOO)} == closed
    assert all(part.held_in(both) == (part.old if part.key in closed else part.new) for part in EVERY)
    if not list(faults_of(both)):
        assert data_of(canonical_of(both)) == both
        recompile(canonical_of(both))
