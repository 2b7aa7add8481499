"""`extends`: what an overlay changes, what it leaves alone, and what is noted of it."""

from typing import Any

import pytest
from msgspec.structs import replace

from checklists import library
from checklists.loader import load_checklist, recompile
from checklists.rules.checklist import Call, ClinicContact, Normal, Source
from checklists.rules.rule import At, Kind, Span
from tests.support.files import good
from tests.support.overlays import BASE, HEADING, base_of, faults, over, rule

PLAIN = over("").checklist


def test_an_overlay_that_changes_nothing_is_its_base_by_another_name() -> None:
    base = load_checklist(BASE, name="base.yaml")

    assert over("").checklist == replace(base.checklist, id="mine")
    assert over("").bases == ("base.yaml",)
    assert base.bases == ()


@pytest.mark.parametrize("id", library.shipped())
def test_over_a_shipped_file_of_the_same_id_nothing_changed_is_the_same_version(id: str) -> None:
    overlay = load_checklist(f"format: 1\nextends: {id}\nid: {id}\n", name="mine.yaml")
    base = load_checklist(library.read(id), name="base.yaml")

    assert (overlay.checklist, overlay.canonical, overlay.hash) == (base.checklist, base.canonical, base.hash)
    assert overlay.bases == (str(library.where(id)), str(library.where("aftercare-base")))


def test_the_version_is_of_the_merged_values_and_of_nothing_else() -> None:
    changed = over("change:\n  no-sun: {days: 0-28}\n")
    whole = load_checklist(
        BASE.replace("days: 0-27", "days: 0-28").replace("id: base", "id: mine"), name="whole.yaml"
    )

    assert (changed.canonical, changed.hash) == (whole.canonical, whole.hash)
    assert recompile(changed.canonical) == changed.checklist
    assert over("# a comment\nchange: {no-sun: {days: '0-28'}}\n").hash == changed.hash
    assert over("change:\n  no-sun: {days: 0-29}\n").hash != changed.hash


def test_a_change_takes_the_place_of_whole_values_and_shows_its_because() -> None:
    read = over("change:\n  wash: {at: [midday], because: my clinic's sheet}\n").checklist

    assert rule(read, "wash") == replace(rule(PLAIN, "wash"), at=(At("midday"),), because="my clinic's sheet")
    assert [one for one in read.rules if one.id != "wash"] == [one for one in PLAIN.rules if one.id != "wash"]


@pytest.mark.parametrize("null", ["null", "~", "Null"])
def test_null_takes_a_key_away(null: str) -> None:
    read = over(f"change:\n  no-makeup: {{while: {null}, when: {null}}}\n").checklist

    assert rule(read, "no-makeup") == replace(rule(PLAIN, "no-makeup"), held_by=(), when=())


def test_a_quoted_null_is_a_word() -> None:
    assert rule(over('change:\n  wash: {how: "null"}\n').checklist, "wash").how == "null"


def test_a_rule_keeps_its_place_and_what_is_added_comes_last() -> None:
    read = over(
        "remove: [numb]\nadd:\n  - {id: nap, do: Nap, days: 0, agreement: unsourced}\n"
        "change:\n  wash: {how: Gently.}\n"
    ).checklist

    ids = [each.id for each in read.rules]
    assert ids == ["wash", "no-sun", "no-makeup", "back", "nap", "check-in"]
    assert rule(read, "nap").kind is Kind.DO


def test_signs_questions_and_warnings_are_changed_added_and_removed() -> None:
    read = over(
        "signs:\n  change:\n    pain: {days: 0-3}\n"
        "  add:\n    - {id: itch, ask: Itchy?, scale: 0-3, days: 0-2}\n"
        "questions:\n  change:\n    habits: {ask: What do you do?}\n"
        "  add:\n    - {id: pets, ask: Pets?, answers: {cat: A cat}}\n"
        "warnings:\n  remove: [pus]\n  add:\n"
        "    - {id: fever, if: Fever, days: 0-7, call: urgent, agreement: unsourced}\n"
    ).checklist

    assert [(sign.id, sign.days) for sign in read.signs] == [
        ("pain", (Span(0, 3),)),
        ("crusts", (Span(2, 5),)),
        ("itch", (Span(0, 2),)),
    ]
    assert [(one.id, one.ask) for one in read.questions] == [
        ("habits", "What do you do?"),
        ("pets", "Pets?"),
    ]
    assert [(one.id, one.call) for one in read.warnings] == [("fever", Call.URGENT)]


def test_all_of_what_a_checklist_may_do_without_can_be_removed() -> None:
    read = over("warnings:\n  remove: [pus]\nnormal:\n  remove: [0, '1-3,5']\n").checklist

    assert (read.warnings, read.normal) == ((), ())


def test_a_list_that_the_base_does_not_have_can_be_begun() -> None:
    bare = BASE.replace("warnings:\n  - {id: pus,", "# - {id: pus,")
    text = "warnings:\n  add:\n    - {id: fever, if: Fever, days: 0, call: urgent, agreement: unsourced}\n"

    assert [one.id for one in over(text, base=bare).checklist.warnings] == ["fever"]


def test_phases_stay_in_the_order_of_their_days() -> None:
    read = over(
        "phases:\n  change:\n    all: {days: 3-, title: Later}\n"
        "  add:\n    - {id: first, title: First, days: 0}\n    - {id: second, title: Second, days: 1-2}\n"
    ).checklist

    assert [(phase.id, phase.span.first) for phase in read.phases] == [
        ("first", 0),
        ("second", 1),
        ("all", 3),
    ]


def test_a_part_of_normal_is_called_by_its_days_and_what_is_added_counts_first() -> None:
    read = over(
        "normal:\n  change:\n    1-3, 5: {usual: Pale.}\n"
        "  add:\n    - {days: 0, usual: Warm., not_usual: Cold.}\n"
    ).checklist

    assert read.normal == (
        Normal((Span(0, 0),), "Warm.", "Cold."),
        Normal((Span(0, 0),), "Red.", "Fever."),
        Normal((Span(1, 3), Span(5, 5)), "Pale.", "Pus."),
    )


def test_what_stands_at_the_top_replaces_and_sources_are_added() -> None:
    base = BASE.replace("questions:", "sources: {nsc: {title: A sheet}, leeds: {title: Old}}\nquestions:", 1)
    read = over(
        "title: Mine\nfor: Me\nrevision: 9\nreviewed: 2026-11-21\ncheck_in: bedtime\n"
        "sources: {leeds: {title: New}, clinic: {title: Ours}}\n",
        base=base,
    ).checklist

    assert (read.id, read.title, read.purpose, read.revision) == ("mine", "Mine", "Me", 9)
    assert (read.reviewed, read.check_in) == ("2026-11-21", At("bedtime"))
    assert read.sources == (Source("nsc", "A sheet"), Source("leeds", "New"), Source("clinic", "Ours"))


def test_the_clinic_of_an_overlay_takes_the_place_of_the_others_whole() -> None:
    base = BASE.replace("questions:", "clinic: {name: Old, phone: 123, hours: always}\nquestions:", 1)

    old = ClinicContact("Old", "123", hours="always")
    assert over("title: Mine\n", base=base).checklist.clinic == old
    new = over("clinic: {name: New, phone: 456}\n", base=base).checklist.clinic
    assert new == ClinicContact("New", "456")


def test_of_the_course_each_key_is_taken_whole_and_null_takes_one_away() -> None:
    read = over("course: {gap: 8- weeks, sessions: null}\n").checklist

    assert read.course is not None
    assert (read.course.sessions, read.course.gap) == (None, (8, None, "weeks"))


def test_every_change_shows_in_its_own_rule_and_in_no_other() -> None:
    base = load_checklist(library.read("picosure-face"), name="x").checklist
    for one in base.rules[::5]:
        text = f"change:\n  {one.id}: {{why: Because I say so., because: me}}\n"
        head = "format: 1\nextends: picosure-face\nid: picosure-face\n"
        read = load_checklist(head + text, name="mine.yaml").checklist
        expected = replace(one, why="Because I say so.", because="me")
        assert read == replace(base, rules=tuple(expected if each is one else each for each in base.rules))


def test_a_good_file_of_every_difference_says_what_it_says() -> None:
    read, base = good("overlay-clinic"), good("picosure-face")
    ids: dict[str, Any] = {one.id: one for one in read.rules}

    assert {one.id for one in base.rules} - set(ids) == {"face-photo", "face-expect-dots"}
    assert set(ids) - {one.id for one in base.rules} == {"nap"}
    assert ids["face-no-makeup"].because == "our sheet"
    assert ids["face-spf-2h"].interval.minutes == 90
    assert [phase.id for phase in read.phases][-2:] == ["resting", "sun-care"]


def test_the_trees_that_are_laid_over_one_another_stay_as_they_are() -> None:
    from checklists.overlay.chain import read_tree
    from checklists.overlay.overlay import lay_over

    base = read_tree(BASE, "base.yaml", base_of({}))
    overlay = read_tree(HEADING + "change:\n  wash: {how: Gently.}\n", "mine.yaml", base_of({"base": BASE}))
    assert overlay.base is not None
    before = repr(overlay.base)

    assert lay_over(overlay.base, overlay.root, "base").root is not overlay.base
    assert repr(overlay.base) == before == repr(base.root)


GROUPED = BASE.replace(
    "normal:",
    "  - {id: blisters, ask: Any blisters?, scale: yes-no, days: 0-7}\n"
    "  - {id: open, ask: Any open skin?, scale: yes-no, days: 0-7}\n"
    "  - {id: spots, ask: Any spots?, scale: yes-no, days: 0-7}\n"
    "together:\n"
    "  - {ask: Any blisters or open skin?, signs: [blisters, open]}\n"
    "normal:",
    1,
)
ONE_LINE = ("Any blisters or open skin?", ("blisters", "open"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("title: Mine\n", [ONE_LINE]),
        ("together: {remove: [open]}\n", []),
        ("together: {remove: [{sign: blisters, because: my clinic}]}\n", []),
        (
            "together: {change: {open: {ask: 'Any?', signs: [blisters, open, spots]}}}\n",
            [("Any?", ("blisters", "open", "spots"))],
        ),
        (
            "together: {add: [{ask: Crusts or spots?, signs: [crusts, spots]}]}\n",
            [ONE_LINE, ("Crusts or spots?", ("crusts", "spots"))],
        ),
        (
            "together: {remove: [open], add: [{ask: 'Any?', signs: [crusts, open]}]}\n",
            [("Any?", ("crusts", "open"))],
        ),
    ],
)
def test_the_lines_of_together_are_changed_added_and_removed_by_any_of_their_signs(
    text: str, lines: list[tuple[str, tuple[str, ...]]]
) -> None:
    loaded = over(text, base=GROUPED)
    assert [(each.ask, each.signs) for each in loaded.checklist.together] == lines
    assert loaded.notes == ()


def test_a_sign_in_the_line_of_the_base_cannot_stand_in_another() -> None:
    line = GROUPED.splitlines().index("together:") + 2
    (fault,) = faults("together:\n  add: [{ask: Any?, signs: [spots, open]}]\n", base=GROUPED)
    place, words = fault.split(": ", 1)
    assert place == "mine.yaml:5:36"
    assert words.endswith(f': "open" is asked in the line on line {line} of base.yaml already')


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("signs: {remove: [open]}\n", "4:18: signs.remove.1"),
        ("signs: {change: {open: {scale: 0-3}}}\n", "4:8: signs"),
    ],
)
def test_a_line_of_the_base_goes_with_a_note_where_one_of_its_signs_cannot_be_asked_so(
    text: str, place: str
) -> None:
    loaded = over(text, base=GROUPED)
    assert loaded.checklist.together == ()
    assert [str(each) for each in loaded.notes] == [
        f'{place}: "Any blisters or open skin?" is no longer asked in one line, but sign by sign'
    ]


def test_steps_before_the_next_session_change_one_by_one() -> None:
    text = """format: 1
extends: picosure-face
id: mine
course:
  prepare:
    change: {no-tan: {days_before: 14-0, because: my clinic's sheet}}
    add: [{id: cream, expect: An hour under the cream, days_before: 0, agreement: unsourced}]
    remove: [no-peels]
"""
    base = load_checklist(library.read("picosure-face"), name="x").checklist.course
    loaded = load_checklist(text, name="mine.yaml")
    course = loaded.checklist.course

    assert base is not None
    assert course is not None
    was = {step.id: step for step in base.prepare}
    now = {step.id: step for step in course.prepare}
    assert set(was) - set(now) == {"no-peels"}
    assert set(now) - set(was) == {"cream"}
    assert (now["no-tan"].first, now["no-tan"].because) == (14, "my clinic's sheet")
    assert now["cream"].kind == "expect"
    assert replace(course, prepare=()) == replace(base, prepare=())
    assert [note.where for note in loaded.notes] == ["course.prepare.remove.1"]


def test_steps_are_added_where_the_base_has_no_course() -> None:
    added = "course: {prepare: {add: [{id: a, do: Eat, days_before: 0, agreement: unsourced}]}}\n"
    course = over(added).checklist.course

    assert course is not None
    assert [step.title for step in course.prepare] == ["Eat"]


def test_what_is_named_by_a_former_id_is_meant_by_the_one_of_today() -> None:
    base = BASE.replace("days: 2-5}", "days: 2-5, was: [flakes]}", 1)
    text = """signs: {change: {flakes: {days: 0-20}}}
change: {no-sun: {while: flakes}}
add:
  - {id: more, avoid: More, days: 0-3, when: {flakes: yes}, agreement: unsourced}
"""
    read = over(text, base=base)

    assert read.checklist.sign("flakes") == read.checklist.sign("crusts")
    assert [note.message for note in read.notes] == ['"flakes" is called "crusts" now']
    assert [test.subject for test in rule(read.checklist, "no-sun").held_by] == ["crusts"]
    assert [test.subject for group in rule(read.checklist, "more").when for test in group] == ["crusts"]


def test_a_rule_that_others_name_by_its_former_id_is_the_one_of_today() -> None:
    base = BASE.replace("{id: no-makeup,", "{id: no-paint, was: [no-makeup],", 1)

    assert rule(over("", base=base).checklist, "back").once_lifted == "no-paint"


TOP = BASE.replace("course: {", "check_in: bedtime\nclinic: {name: A, phone: +65 6123 4567}\ncourse: {")
"""With every key at the top that a checklist can do without."""


@pytest.mark.parametrize("null", ["null", "~"])
@pytest.mark.parametrize("key", ["check_in", "clinic", "course"])
def test_null_takes_a_key_at_the_top_away_that_a_checklist_can_do_without(key: str, null: str) -> None:
    below = over("", base=TOP).checklist
    assert getattr(below, key) is not None

    lines = (line for line in TOP.splitlines() if not line.startswith(f"{key}:"))
    assert over(f"{key}: {null}\n", base=TOP).checklist == over("", base="\n".join(lines)).checklist


def test_what_is_left_alone_before_a_session_and_goes_with_the_course_is_noted() -> None:
    steps = (
        "{sessions: 2-5, prepare: [{id: no-tan, avoid: Any tan, days_before: 28-0, agreement: unsourced}]}"
    )

    read = over("course: null\n", base=BASE.replace("{sessions: 2-5, gap: 4-6 weeks}", steps))

    (note,) = (each.in_file("mine.yaml") for each in read.notes)
    assert note.endswith('course: "Any tan" is left alone in base, not here; only if the clinic said so')


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "title: null",
            "title: cannot be taken away; write a value, or leave the line out to have that of base",
        ),
        (
            "revision: ~",
            "revision: cannot be taken away; write a value, or leave the line out to have that of base",
        ),
        (
            "sources: null",
            "sources: cannot be taken away; write a value, or leave the line out to have that of base",
        ),
        ("clinic: null", 'clinic: there is no "clinic" in base to take away'),
        ("clinic:", "clinic: is empty; write a value, or null to be without it"),
        (
            "hidden: null",
            "hidden: is of this file alone, so there is nothing to take away; leave the line out",
        ),
        ("warnings: null", "warnings: null takes nothing away here; write remove under it, with their ids"),
        ("normal: ~", "normal: null takes nothing away here; write remove under it, with their days"),
        ("remove: null", "remove: is empty; write a value, or take the key away"),
    ],
)
def test_null_where_it_makes_no_sense_says_what_to_write(line: str, says: str) -> None:
    (fault,) = faults(line + "\n")

    assert fault.endswith(says)
