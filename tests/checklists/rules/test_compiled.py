"""What a file means once it is compiled, and its way to JSON and back, as the journal keeps it."""

from pathlib import Path

import pytest

from checklists import library
from checklists.loader import load_checklist, recompile
from checklists.rules.checklist import ClinicContact, Prepare, Stretch
from checklists.rules.compiled import decode, encode
from checklists.rules.rule import At, Citation, Interval, Kind, Match, Remind, Repeat, Rule, Span
from tests.support.files import GOOD, HEAD, REST, SIGNS, good, load


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_every_good_file_comes_back_from_json_as_it_was(path: Path) -> None:
    checklist = load_checklist(path.read_bytes(), name=path.name).checklist
    assert decode(encode(checklist)) == checklist


@pytest.mark.parametrize("id", library.shipped())
def test_every_shipped_file_comes_back_from_json_as_it_was(id: str) -> None:
    checklist = load_checklist(library.read(id), name=id).checklist
    back = decode(encode(checklist))
    assert back == checklist
    assert all(isinstance(rule.kind, Kind) for rule in back.rules)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_kept_version_is_compiled_again_from_what_its_file_said(path: Path) -> None:
    loaded = load_checklist(path.read_bytes(), name=path.name)
    again = recompile(loaded.canonical)
    assert again == loaded.checklist
    assert [source.key for source in again.sources] == [source.key for source in loaded.checklist.sources]


def test_what_no_file_said_is_not_compiled() -> None:
    for said in ("", "[]", "{}", '{"format":"1"}', '{"answers":[]}'):
        with pytest.raises((ValueError, TypeError, KeyError)):
            recompile(said)


def test_every_key_of_a_rule_is_compiled() -> None:
    assert good("every-key").rule("wash") == Rule(
        id="wash",
        kind=Kind.DO,
        title="Wash gently",
        short="wash",
        days=(Span(1, 13),),
        not_before=12 * 60,
        at=(At("morning"), At("evening", 60)),
        when=((Match("habits", ("makeup", "exercise")), Match("redness", low=1)),),
        unless=((Match("outdoors", low=1),),),
        silences=("dry",),
        if_missed="now",
        remind=Remind(at=At("midday"), days=(Span(1, 3),)),
        repeat=Repeat(10, 3),
        quiet="earlier",
        how="Fingertips only.",
        why="Rubbing leaves marks.",
        differ="Once or twice a day.",
        because="my clinic's sheet",
        was=("cleanse",),
        also=("rinse", "face wash"),
        sources=(Citation("nsc", "twice a day"), Citation("leeds", "once a day")),
        agreement="conflict",
    )


def test_what_a_rule_leaves_out_has_its_default() -> None:
    rest = load(HEAD + REST).checklist.rule("rest")
    assert rest == Rule("rest", Kind.DO, "Rest", "Rest", (Span(0, 3),), agreement="unsourced")
    assert (rest.if_missed, rest.quiet, rest.counts, rest.unreported) == ("next", "delay", True, True)


def test_agreement_is_moderate_with_two_sources_and_weak_with_one() -> None:
    checklist = good("sources")
    assert [rule.agreement for rule in checklist.rules] == ["moderate", "moderate", "weak"]
    assert [warning.agreement for warning in checklist.warnings] == ["weak", "unsourced", "weak"]


def test_maps_whose_order_a_person_sees_keep_it() -> None:
    checklist = good("sources")
    assert [source.key for source in checklist.sources] == ["zebra", "nsc", "account"]
    assert checklist.rules[0].sources == (
        Citation("zebra", "from the day itself"),
        Citation("nsc", "5-7 days"),
        Citation("account", "yes"),
    )


def test_steps_in_days_and_in_hours_are_two_things() -> None:
    checklist = good("every-key")
    dry, again = checklist.rule("dry"), checklist.rule("sunscreen-again")
    assert dry is not None
    assert again is not None
    assert (dry.step, dry.weekdays, dry.interval) == (2, (0, 4), None)
    assert again.interval == Interval(120, 600, 1080, last_done=True, since="wash")
    assert again.step == 1


def test_a_clinic_is_compiled() -> None:
    assert good("every-key").clinic == ClinicContact(
        "Harbour Skin", "+65 6123 4567", "61234568 ext. 9", "Mon to Fri, 9:00-18:00"
    )


def test_a_course_is_compiled() -> None:
    course = good("every-key").course
    assert course is not None
    assert (course.sessions, course.gap) == ((2, 5), Stretch(4, 6, "weeks"))
    assert course.maintenance == Stretch(2, 3, "months")
    assert course.because == "my clinic's sheet"
    assert course.prepare[0] == Prepare(
        id="no-tan",
        kind=Kind.AVOID,
        title="Any tan",
        first=42,
        last=0,
        how="No sunbeds either.",
        sources=(Citation("nsc"),),
        agreement="weak",
        when=((Match("habits", ("exercise",)),),),
        short="tan",
        was=("pale",),
        because="my clinic's sheet",
    )
    assert [(step.kind, step.first, step.last, step.short) for step in course.prepare[1:]] == [
        ("check", 7, 7, "Ask about cold"),
        ("expect", 0, 0, "An hour under the"),
        ("do", 0, 0, "Come without"),
    ]


def test_whose_word_it_is_and_what_to_do_meanwhile_are_compiled_in_every_section() -> None:
    checklist = good("every-key")
    parts = (
        checklist.questions[0],
        checklist.signs[0],
        checklist.phases[1],
        checklist.normal[0],
        checklist.warnings[0],
    )
    assert [part.because for part in parts] == ["my clinic's sheet"] * 5
    assert [part.because for part in (checklist.signs[1], checklist.phases[0])] == ["", ""]
    assert checklist.warnings[0].meanwhile == "Leave it alone."
    assert checklist.warnings[0].short == "Pus, smell"


def test_a_file_with_signs_gets_a_check_in_on_the_days_they_are_asked() -> None:
    made = load(HEAD + SIGNS + REST).checklist.rule("check-in")
    assert made == Rule(
        id="check-in",
        kind=Kind.CHECK,
        title="Check in: how is it healing today?",
        short="check-in",
        days=(Span(0, 5), Span(7, 7)),
        at=(At("evening"),),
        check_in=True,
        agreement="unsourced",
    )


def test_the_check_in_is_in_the_slot_the_file_says() -> None:
    made = load(HEAD + "check_in: morning+1h\n" + SIGNS + REST).checklist.rule("check-in")
    assert made is not None
    assert made.at == (At("morning", 60),)
    own = good("check-in")
    assert [(rule.id, rule.at) for rule in own.rules] == [("check-in", (At("morning"),))]


def test_without_a_sign_that_is_asked_there_is_no_check_in() -> None:
    assert load(HEAD + REST).checklist.rule("check-in") is None
    asked_of_the_moment = "signs:\n" + SIGNS.splitlines(keepends=True)[-1]
    checklist = load(HEAD + asked_of_the_moment + REST).checklist
    assert checklist.rule("check-in") is None
    assert checklist.signs[0].until == 18 * 60


def test_an_open_sign_makes_an_open_check_in() -> None:
    text = HEAD + SIGNS.replace("days: 2-5", "days: 3-") + REST
    made = load(text).checklist.rule("check-in")
    assert made is not None
    assert made.days == (Span(0, None),)
