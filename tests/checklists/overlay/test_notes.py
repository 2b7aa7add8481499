"""What an overlay is told: of renamed ids, of what is shorter or not there, and in which file a fault is."""

import pytest

from checklists.rules.rule import Span
from tests.support.overlays import BASE, faults, over, rule


def test_a_renamed_rule_is_still_changed_and_its_new_name_is_noted() -> None:
    loaded = over("change:\n  rinse: {how: Gently.}\n")

    assert rule(loaded.checklist, "wash").how == "Gently."
    assert [str(note) for note in loaded.notes] == ['5:3: change.rinse: "rinse" is called "wash" now']


def test_a_renamed_rule_is_still_removed() -> None:
    loaded = over("remove: [rinse]\n")

    assert loaded.checklist.rule("wash") is None
    assert [str(note) for note in loaded.notes] == ['4:10: remove.1: "rinse" is called "wash" now']


def test_a_former_id_that_is_given_again_is_told_where_it_is_given() -> None:
    assert faults("add:\n  - {id: rinse, do: Rinse, days: 0, agreement: unsourced}\n") == [
        'mine.yaml:5:5: rules.wash.was.1: "rinse" is the id of a rule of today, so it is no former one'
    ]


def test_a_key_of_the_course_that_is_not_there_cannot_be_taken_away() -> None:
    assert faults("course: {maintenance: null}\n") == [
        'mine.yaml:4:10: course.maintenance: there is no "maintenance" in base to take away'
    ]


def test_a_key_to_take_away_that_is_not_there_is_noted() -> None:
    notes = over("change:\n  wash: {how: null}\n").notes

    assert [str(note) for note in notes] == ['5:10: change.wash.how: there is no "how" in base to take away']


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ("no-makeup: {days: 0-4}", "5:21: change.no-makeup.days: ends on day 4 here, and on day 6 in base"),
        ("no-makeup: {days: 1-6}", "5:21: change.no-makeup.days: begins on day 1 here, and on day 0 in base"),
        ("no-makeup: {days: [0, 2-6]}", "5:21: change.no-makeup.days: leaves out days that base has"),
        ("numb: {lasts: 2h}", "5:17: change.numb.lasts: ends after 2h here, and after 4h in base"),
        (
            "no-makeup: {days: null, lasts: 24h}",
            "5:34: change.no-makeup.lasts: ends after 24h here, and on day 6 in base",
        ),
        (
            "no-makeup: {while: null}",
            "5:22: change.no-makeup.while: no longer waits for crusts, as in base; "
            "only if the clinic said so",
        ),
        (
            "no-makeup: {while: [pain 2+]}",
            "5:22: change.no-makeup.while: no longer waits for crusts, as in base; "
            "only if the clinic said so",
        ),
    ],
)
def test_an_avoid_that_is_shorter_than_in_the_base_is_noted(change: str, note: str) -> None:
    assert [str(each) for each in over(f"change:\n  {change}\n").notes] == [note]


@pytest.mark.parametrize(
    "change",
    [
        "no-makeup: {days: 0-7}",
        "no-makeup: {while: [pain 2+, crusts]}",
        "no-makeup: {days: 0-, while: null}",
        "wash: {days: 1-2}",
        "numb: {lasts: null, days: 0}",
    ],
)
def test_what_is_not_shorter_or_no_avoid_is_not_noted(change: str) -> None:
    assert over(f"change:\n  {change}\n  back: {{once_lifted: null}}\n").notes == ()


def test_a_fault_of_a_merged_value_stands_in_the_file_that_said_it() -> None:
    broken = BASE.replace("days: 1-13", "days: 13-1")

    assert faults("change:\n  no-sun: {days: 9-1}\n", base=broken) == [
        'mine.yaml:5:18: rules.no-sun.days: "9-1" runs backwards; write 1-9',
        'base.yaml:18:32: rules.wash.days: "13-1" runs backwards; write 1-13',
    ]


def test_a_fault_that_the_base_has_by_itself_stays_there_even_in_a_changed_rule() -> None:
    broken = BASE.replace("lasts: 4h", "lasts: 4h, days: 0")

    assert faults("change:\n  numb: {how: Wait.}\n", base=broken) == [
        'base.yaml:21:35: rules.numb.lasts: "lasts" takes the place of "days"; take one of them away'
    ]


def test_a_fault_in_what_is_taken_away_is_none() -> None:
    broken = BASE.replace("days: 1-13", "days: 13-1")

    assert rule(over("change:\n  wash: {days: 1-3}\n", base=broken).checklist, "wash").days == (Span(1, 3),)
    assert over("remove: [wash]\n", base=broken).checklist.rule("wash") is None


def test_a_base_that_changes_later_is_taken_as_it_is_and_what_has_gone_is_told() -> None:
    text = "change:\n  numb: {how: Wait.}\n"
    later = BASE.replace("days: 0-27", "days: 0-30")

    assert rule(over(text, base=later).checklist, "no-sun").days == (Span(0, 30),)
    gone = BASE.replace("id: numb", "id: numbness")
    assert faults(text, base=gone) == [
        'mine.yaml:5:3: change.numb: no rule is called "numb" in base; did you mean "numbness"?'
    ]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "warnings:\n  remove: [pus]\n",
            '5:12: warnings.remove.1: "Pus" is a reason to call in base, not here; '
            "only if the clinic said so",
        ),
        (
            "warnings:\n  change:\n    pus: {call: clinic-soon}\n",
            "6:17: warnings.change.pus.call: says clinic-soon here, and clinic-today in base; "
            "only if the clinic said so",
        ),
        (
            "warnings:\n  change:\n    pus: {days: 1-14}\n",
            "6:17: warnings.change.pus.days: ends on day 14 here, and on day 28 in base",
        ),
        (
            "remove: [no-sun]\n",
            '4:10: remove.1: "Sun" is left alone in base, not here; only if the clinic said so',
        ),
    ],
)
def test_a_weaker_line_on_when_to_call_or_an_avoid_that_goes_is_noted(text: str, note: str) -> None:
    assert [str(each) for each in over(text).notes] == [note]


def test_a_stronger_line_on_when_to_call_is_not_noted() -> None:
    assert over("warnings:\n  change:\n    pus: {call: emergency, days: 0-28}\n").notes == ()


FITS = BASE.replace(
    "call: clinic-today, agreement: unsourced}",
    "call: clinic-today, fits: [{crusts: yes}, {pain: 7-10}], was: [ooze], agreement: unsourced}\n"
    "  - {id: smell, if: A smell, days: 1-28, call: clinic-today, was: [ooze], agreement: unsourced}",
)
FREE = "change:\n  no-makeup: {while: null}\n"


@pytest.mark.parametrize(
    ("text", "left", "note"),
    [
        (
            f"{FREE}signs:\n  remove: [crusts]\n",
            ["pain"],
            "7:12: signs.remove.1: pus no longer answers to a report of crusts, yet can be ticked",
        ),
        (
            "signs:\n  change:\n    pain: {scale: 0-4}\n",
            ["crusts"],
            "4:1: signs: pus no longer answers to a report of pain, yet can be ticked",
        ),
    ],
)
def test_a_report_that_an_overlay_takes_away_is_fitted_no_more_with_a_note(
    text: str, left: list[str], note: str
) -> None:
    loaded = over(text, base=FITS)
    assert [test.subject for test in loaded.checklist.warnings[0].fits] == left
    assert note.partition(": ")[2] in [str(each).partition(": ")[2] for each in loaded.notes]


def test_a_line_in_a_person_s_own_words_fits_no_report_unless_they_say_so() -> None:
    own = "warnings:\n  change:\n    pus: {if: Much pus}\n"
    loaded = over(own, base=FITS)
    assert loaded.checklist.warnings[0].fits == ()
    assert [str(each) for each in loaded.notes] == [
        "6:11: warnings.change.pus.if: in other words this line fits no report; "
        "write fits beside them if it is to"
    ]
    again = over(own.replace("if: Much pus", "if: Much pus, fits: {crusts: yes}"), base=FITS)
    assert [test.subject for test in again.checklist.warnings[0].fits] == ["crusts"]


def test_a_fits_of_the_overlay_s_own_on_a_sign_that_is_not_there_is_a_problem() -> None:
    assert faults("warnings:\n  change:\n    pus: {fits: {crusst: yes}}\n") == [
        'mine.yaml:6:18: warnings.pus.fits.crusst: no sign is called "crusst"; did you mean "crusts"?'
    ]


def test_a_change_under_a_former_id_holds_for_every_line_it_was_split_into() -> None:
    loaded = over("warnings:\n  change:\n    ooze: {call: urgent}\n", base=FITS)
    assert [warning.call for warning in loaded.checklist.warnings] == ["urgent", "urgent"]
    assert [str(each) for each in loaded.notes] == [
        '6:5: warnings.change.ooze: "ooze" is called "pus" and "smell" now'
    ]
    reworded = over("warnings:\n  change:\n    ooze: {if: It oozes}\n", base=FITS)
    assert [warning.condition for warning in reworded.checklist.warnings] == ["It oozes"]
    assert over("warnings:\n  remove: [ooze]\n", base=FITS).checklist.warnings == ()


@pytest.mark.parametrize("says", ["remove: [ooze]", "change:\n    ooze: {days: 1-2}"])
def test_a_line_that_was_made_of_several_stays_whole_where_a_part_of_it_is_named(says: str) -> None:
    base = BASE.replace(
        "call: clinic-today, agreement: unsourced}",
        "call: clinic-today, was: [pus, ooze], agreement: unsourced}",
    )
    loaded = over(f"warnings:\n  {says}\n", base=base)

    assert [(line.id, line.days, line.was) for line in loaded.checklist.warnings] == [
        ("pus", (Span(1, 28),), ("ooze",))
    ]
    assert [str(note).rpartition(": ")[2] for note in loaded.notes] == [
        '"ooze" is only a part of "pus" now, which stays as it is'
    ]
