"""Text -> a checklist or its Problems: what a version is, and how Problems and notes are told."""

import hashlib
import json
from pathlib import Path

import pytest

from checklists import library
from checklists.loader import ChecklistError, Problem, load_checklist
from tests.support.files import GOOD, HEAD, REST, SIGNS, load, problems

_SCAR = (
    '"A line or lump is raised, firm, itchy o…" is a reason to call in picosure-face, not here; '
    "only if the clinic said so"
)
_NEVER = '"face-no-makeup" is on until day 10, and this ends on day 10, so it never comes; move its days too'
NOTED = {"overlay-clinic": [_SCAR, _NEVER], "overlay-reasons": [_SCAR]}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_passes_in_silence_but_for_what_is_noted(path: Path) -> None:
    loaded = load_checklist(path.read_bytes(), name=path.name)
    assert loaded.checklist.id == path.stem
    assert [note.message for note in loaded.notes] == NOTED.get(path.stem, [])


@pytest.mark.parametrize("id", library.shipped())
def test_a_shipped_file_passes_in_silence(id: str) -> None:
    loaded = load_checklist(library.read(id), name=library.where(id).name)
    assert loaded.checklist.id == id
    assert loaded.notes == ()
    assert all(rule.short for rule in loaded.checklist.rules)


def test_a_checklist_that_is_not_shipped_has_no_file() -> None:
    with pytest.raises(KeyError, match="picosure-feet"):
        library.where("picosure-feet")


def test_a_version_is_what_the_file_set_and_not_how_it_is_written() -> None:
    plain = load(HEAD + REST)
    written_otherwise = """# A comment.
rules:
- agreement: "unsourced"
  do: >-
    Rest
  id: rest
  days: '0-3'

phases: [{days: 0-, title: All of it, id: all}]
reviewed: 2026-11-20
revision: 1
for: Trying
  things   out
title: 'Demo'
id: demo   # the name
format: 1
"""
    assert load(written_otherwise) == plain
    assert load("\ufeff" + (HEAD + REST).replace("\n", "\r\n")) == plain
    assert load((HEAD + REST).encode()) == plain


def test_a_version_changes_with_every_value() -> None:
    before = load(HEAD + REST)
    assert load((HEAD + REST).replace("do: Rest", "do: Rest well")).hash != before.hash
    assert load((HEAD + REST).replace("0-3", "0-4")).hash != before.hash
    assert before.hash == hashlib.sha256(before.canonical.encode()).hexdigest()
    assert json.dumps(json.loads(before.canonical), sort_keys=True, separators=(",", ":")) == before.canonical


def test_every_problem_is_told_at_once_in_the_order_of_the_file() -> None:
    text = HEAD.replace("revision: 1", "revison: 1").replace("title: Demo", "title:") + (
        "rules:\n"
        "  - {id: wash, do: Wash, days: 13-1, at: [mornin, lunch], sources: [nsc]}\n"
        "  - {id: wash, avoid: Rubbing, at: morning, silences: [dry], agreement: unsourced}\n"
        "sources:\n"
        "  leeds: {title: Laser aftercare}\n"
    )
    assert problems(text) == [
        "3:1: title: is empty; write a value, or take the key away",
        '5:1: revison: "revison" is not a key here; did you mean "revision"?',
        '10:32: rules.wash.days: "13-1" runs backwards; write 1-13',
        '10:43: rules.wash.at.1: "mornin" has no time of its own; did you mean "morning"?',
        '10:51: rules.wash.at.2: "lunch" has no time of its own; write one behind it, such as "lunch 12:15"',
        '10:69: rules.wash.sources.1: "nsc" is not in the sources of this file',
        '11:5: rules.wash: "days" is missing',
        '11:10: rules.wash.id: "wash" is taken on line 10; ids are unique',
        '11:32: rules.wash.at: "at" goes with do and check, not with avoid',
        '11:45: rules.wash.silences: "silences" goes with do and check, not with avoid',
    ]


def test_an_error_names_the_file_with_every_problem() -> None:
    with pytest.raises(ChecklistError) as caught:
        load(HEAD)
    assert caught.value.name == "demo.yaml"
    assert caught.value.problems == (Problem(1, 1, "(file)", '"rules" is missing'),)
    assert str(caught.value) == 'demo.yaml:1:1: (file): "rules" is missing'


def test_a_broken_value_does_not_hide_the_names_that_others_use() -> None:
    text = HEAD + (
        "questions:\n  - {id: habits, ask: , many: maybe, answers: {makeup: Make-up}}\n"
        "rules:\n"
        "  - {id: wash, do: Wash, days: soon, agreement: unsourced, when: {habits: makeup}}\n"
        "  - {id: dry, do: Dry, days: 0, agreement: unsourced, silences: [wash]}\n"
    )
    assert [line.split(": ")[1] for line in problems(text)] == [
        "questions.habits.ask",
        "questions.habits.many",
        "rules.wash.days",
    ]


@pytest.mark.parametrize(
    ("rule", "note"),
    [
        (
            "{id: a, avoid: A, days: 0-, while: pain 2+, agreement: unsourced}",
            "14:40: rules.a.while: this rule has no last day for a sign to hold it past",
        ),
        (
            "{id: a, do: A, days: 0-3, unreported: off, agreement: unsourced}",
            "14:43: rules.a.unreported: no sign stands in a when of this rule, so this does nothing",
        ),
        (
            "{id: a, do: A, days: 0-3, at: morning, remind: {days: 7-9}, agreement: unsourced}",
            "14:52: rules.a.remind: the rule is not on at any of these days",
        ),
        (
            "{id: a, do: A, days: 0, once_lifted: b, agreement: unsourced}\n"
            "  - {id: b, avoid: B, days: 0-, agreement: unsourced}",
            '14:42: rules.a.once_lifted: "b" is never lifted, so this never begins',
        ),
        (
            "{id: a, avoid: A, days: 0-6, counted_from: pain 0, agreement: unsourced}",
            "14:48: rules.a.counted_from: nothing is left alone before that is said; another rule with while "
            "or lifted_by keeps it off until then",
        ),
        (
            "{id: a, do: A, days: 1-3, from: 24h, agreement: unsourced}",
            "14:37: rules.a.from: without a time this may be done from the morning of its first day; "
            "add one, such as at: evening",
        ),
    ],
)
def test_what_may_be_a_slip_is_a_note_and_no_problem(rule: str, note: str) -> None:
    assert [str(note) for note in load(f"{HEAD}{SIGNS}rules:\n  - {rule}\n").notes] == [note]


@pytest.mark.parametrize(
    "rule",
    [
        "{id: a, do: A, days: 1-3, from: 24h, at: evening, agreement: unsourced}",
        "{id: a, do: A, days: 1-3, from: 24h, every: 2h, agreement: unsourced}",
        "{id: a, do: A, days: 1-3, from: 24h, as_needed: yes, agreement: unsourced}",
        "{id: a, avoid: A, days: 1-3, from: 24h, agreement: unsourced}",
        "{id: a, expect: A, days: 1-3, from: 24h, agreement: unsourced}",
    ],
)
def test_hours_before_a_rule_begins_are_no_slip_where_it_has_a_time_or_needs_none(rule: str) -> None:
    assert load(f"{HEAD}{SIGNS}rules:\n  - {rule}\n").notes == ()


@pytest.mark.parametrize(("side", "slips"), [("off", 0), ("on", 1)])
def test_only_the_side_that_asks_for_a_real_yes_says_something_of_a_question(side: str, slips: int) -> None:
    asked = 'questions:\n  - {id: melasma, ask: Melasma?, answers: {"yes": "Yes", "no": "No"}}\n'
    rule = f"{{id: a, do: A, days: 0-3, when: {{melasma: yes}}, unreported: {side}, agreement: unsourced}}"
    assert len(load(f"{HEAD}{asked}rules:\n  - {rule}\n").notes) == slips


def test_a_check_in_where_no_sign_is_asked_is_a_note() -> None:
    rules = "rules:\n  - {id: look, check: Look, check_in: yes, days: 0, agreement: unsourced}\n"
    note = "10:39: rules.look.check_in: no sign is asked in this file, so no answer ticks this"
    assert [str(note) for note in load(HEAD + rules).notes] == [note]


def test_quotes_of_a_word_processor_around_a_text_are_noted_and_stay() -> None:
    loaded = load(HEAD + REST.replace("Rest", "\u201cRest\u201d"))
    assert [note.message for note in loaded.notes] == [
        "curly quotes are a part of the text; take them out, or type straight ones"
    ]
    assert loaded.checklist.rules[0].title == "\u201cRest\u201d"
