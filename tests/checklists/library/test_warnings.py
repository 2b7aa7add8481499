"""When to call: every red flag of the material, on its days, as urgent as published, where it is for."""

import re
from collections import defaultdict
from textwrap import wrap
from typing import Any

import pytest

from checklists.plan.day import Day
from checklists.rules.checklist import CallWarning, Sign
from tests.support.content import EACH, Shipped, days, each, everybody, rows, shipped, written
from tui.recovery.standing import matches
from tui.recovery.state import SignState
from tui.wording.signs import match_text, value_words

FLAGS = rows("warnings.txt")
URGENCY = ["emergency", "urgent", "clinic-today", "clinic-soon"]
MORE_SOURCES = {
    "darkening": {"drh"},
    "worried": {"wkhs", "leeds"},
    "eye": {"ipl-lee11", "ipl-aao"},
}
"""Sources beside those of the material: how long darkening may last, hospitals' own lines, hurt eyes."""


def lines(checklist: Shipped) -> dict[str, dict[str, Any]]:
    """The lines of a checklist, by id."""
    return {warning["id"]: warning for warning in checklist.data["warnings"]}


def in_files(where: str) -> set[str]:
    """The checklists that a flag is for."""
    return {checklist.id for checklist in EACH} if where == "-" else set(where.split())


def test_the_material_has_its_twenty_six_flags_and_two_for_pulsed_light() -> None:
    assert len({flag[0] for flag in FLAGS}) == 28


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: f"{flag[0]}-{flag[3]}")
def test_each_flag_is_published_on_its_days_and_as_urgently_where_it_is_for(flag: list[str]) -> None:
    _, ids, span, call, agreement, where, sources = flag
    named: set[str] = set()
    for checklist in EACH:
        found = {id: warning for id, warning in lines(checklist).items() if id in ids.split()}
        assert set(found) == (set(ids.split()) if checklist.id in in_files(where) else set()), checklist.id
        for warning in found.values():
            said = (written(warning["days"]), warning["call"], warning["agreement"])
            assert said == (span, call, agreement), checklist.id
            named |= set(warning["sources"])
    assert named - MORE_SOURCES.get(ids, set()) == set(sources.split())


@each
def test_a_checklist_has_no_lines_but_those_of_the_material(checklist: Shipped) -> None:
    known = {id for flag in FLAGS for id in flag[1].split() if checklist.id in in_files(flag[5])}
    assert set(lines(checklist)) == known


@each
def test_warnings_stand_with_the_most_urgent_first_and_fit_two_lines_of_forty(checklist: Shipped) -> None:
    # What a checklist adds stands behind those of the base in the file, and where it belongs on the screen.
    base = [warning for warning in checklist.data["warnings"] if not warning["id"].startswith("ipl-")]
    ranks = [URGENCY.index(warning["call"]) for warning in base]
    assert ranks == sorted(ranks)
    for warning in checklist.data["warnings"]:
        assert len(wrap(warning["if"], 36)) <= 2, warning["id"]


VERBS = "is|are|has|have|get|gets|got|feel|lay|see|show|turned|hurt|hurts|come|tingle|bleeds|grows|spreads"
SENTENCE = re.compile(rf"(?!\w+, and )(?:[\w-]+,? ){{1,12}}?(?:{VERBS})\b")
"""A subject of a few words, and what it does."""


@each
def test_each_line_and_what_to_do_meanwhile_is_a_whole_sentence(checklist: Shipped) -> None:
    for warning in checklist.data["warnings"]:
        assert SENTENCE.match(warning["if"]), warning["if"]
        assert not warning["if"].endswith("."), warning["if"]
        assert re.fullmatch(r"[A-Z].*\.", warning.get("meanwhile", "Call.")), warning["id"]


@pytest.mark.parametrize(
    "words",
    [
        *("Any blister on the face", "Faintness, or itchy hives all over", "Pain of 7 or more out of 10"),
        *("Fever, and the skin is getting worse", "Hard to breathe or swallow; lips suddenly swell"),
        "A very painful blister, or a new one after day 3",
    ],
)
def test_a_line_without_somebody_who_does_something_would_be_noticed(words: str) -> None:
    assert not SENTENCE.match(words)


@each
def test_an_answer_about_blisters_or_open_skin_of_a_face_is_never_met_without_a_line(
    checklist: Shipped,
) -> None:
    plan = checklist.plan({"place": {"face"}} if checklist.id == "picosecond" else {})
    for number in range(91):
        day = plan.day(number)
        asked = {sign.id for sign in day.signs} & {"blisters", "open-skin", "stripes"}
        fitted = {test.subject for warning in day.warnings for test in warning.fits}
        # On a tattoo elsewhere blisters are usual: what makes one a reason to call, nothing is asked of.
        spared = {"blisters", "open-skin"} if checklist.id == "picosure-tattoo" and number < 14 else set()
        assert asked - fitted <= spared, number


CALLED_USUAL = {
    # Fiery on the day of a strong treatment and the next, never later.
    "redness": 1,
    # Very strong for 48 hours after a tattoo was treated.
    "swelling": 1,
    # Until the line about late ones begins.
    "crusts": 20,
    # On a tattoo that is not on face, hands, feet or genitals.
    "blisters": 7,
}
"""Worst answers that the material itself calls usual, and the last day on which it does."""


@each
def test_no_worst_answer_is_met_with_reassurance(checklist: Shipped) -> None:
    """For no answer, for each answer by itself, and for every sign on every day, asked or not."""
    answers: list[dict[str, set[str]]] = [{}]
    for question in checklist.checklist.questions:
        answers += [{question.id: {answer}} for answer, _ in question.answers]
    met: set[tuple[str, str, int]] = set()
    for given in answers:
        plan = checklist.plan(given)
        for number in range(91):
            day = plan.day(number)
            for sign in checklist.checklist.signs:
                fits = any(
                    test.subject == sign.id and matches(test, sign.top)
                    for warning in day.warnings
                    for test in warning.fits
                )
                state = SignState(sign, sign.top, sign.top, plan.usual(sign, number))
                # Going out is no answer about the skin, and a colour is compared once the crusts are gone.
                early = sign.id in ("darker", "paler") and number < 14
                if not (fits or state.above_usual or sign.until or early):
                    met.add((sign.id, str(given), number))
    assert {each for each in met if each[2] > CALLED_USUAL.get(each[0], -1)} == set()


def test_where_a_blister_is_expected_is_the_only_place_where_it_is_called_usual() -> None:
    for id, given in (("picosure-tattoo", "site"), ("picosecond", "place")):
        checklist = shipped(id)
        usual = {
            answer: checklist.plan({given: {answer}, "ink": {"yes"}}).usual(checklist.sign("blisters"), 2)
            for question in checklist.checklist.questions
            if question.id == given
            for answer, _ in question.answers
        }
        assert {answer for answer, band in usual.items() if band != (0, 0)} == (
            {"limb", "hair-bearing", "other"} if given == "site" else {"body"}
        )


@each
def test_no_day_is_without_an_emergency_a_line_for_today_and_one_for_soon(checklist: Shipped) -> None:
    for day in range(91):
        calls = {warning["call"] for warning in checklist.data["warnings"] if day in days(warning["days"])}
        assert {"emergency", "clinic-today", "clinic-soon"} <= calls, day
        assert "urgent" in calls, day


@each
def test_the_words_of_a_line_are_the_same_wherever_they_can_be(checklist: Shipped) -> None:
    others: dict[str, set[str]] = defaultdict(set)
    for other in EACH:
        for id, warning in lines(other).items():
            others[id].add(warning["if"])
    # Lamps that flash hurt eyes otherwise than lasers do; any laser may be for more than a face.
    assert {id for id in lines(checklist) if len(others[id]) > 1} <= {
        "eye",
        "face-blister",
        "tattoo-blister-late",
    }


@each
def test_sudden_swelling_is_an_emergency_and_what_closes_an_eye_or_spreads_is_urgent(
    checklist: Shipped,
) -> None:
    said = {id: (warning["call"], warning["if"]) for id, warning in lines(checklist).items()}
    assert said["breathing"] == (
        "emergency",
        "Breath or swallowing is hard; lips, tongue, throat or eyes swell fast",
    )
    assert said["cellulitis"] == (
        "urgent",
        "Heat, pain, redness or swelling spreads, or has red or dark streaks",
    )
    assert said["fever-worse"] == (
        "urgent",
        "Skin gets worse with fever; near an eye it tingles, blisters or shuts it",
    )


@each
def test_no_words_stand_at_two_speeds(checklist: Shipped) -> None:
    """What spreads, what is by an eye, what is open and what has pus each stand under one heading."""
    said = {warning["if"].lower(): warning["call"] for warning in checklist.data["warnings"]}
    for words, call in {
        r"spreads|streaks|(?<!no )wider": {"urgent"},
        r"\beyes?\b|sight": {"urgent", "emergency"},
        r"\bpus\b": {"clinic-today"},
        r"\bopen\b": {"clinic-today"},
    }.items():
        assert {call for line, call in said.items() if re.search(words, line)} <= call, words


def test_everybody_for_whom_lines_differ_is_tried() -> None:
    assert [len(list(everybody(checklist))) for checklist in EACH] == [3, 16, 5, 1, 9]


@each
def test_no_report_stands_under_two_headings(checklist: Shipped) -> None:
    """Whatever is reported, by whomever and when: the lines that it fits are as urgent as each other."""
    for given in everybody(checklist):
        plan = checklist.plan(given)
        for number in range(91):
            for sign in checklist.checklist.signs:
                for value in range(1, sign.top + 1):
                    calls = {warning.call for warning in fitted(plan.day(number), sign, value)}
                    assert len(calls) <= 1, (given, number, sign.id, value)


def fitted(day: Day, sign: Sign, value: int) -> list[CallWarning]:
    """The lines of a day that a report of that day fits."""
    return [
        warning
        for warning in day.warnings
        if any(test.subject == sign.id and matches(test, value) for test in warning.fits)
    ]


NO_LINE = {
    # No sheet calls for dry skin, or for an itch by its strength. Itchy welts, lumps and rashes have lines.
    "dryness": range(43),
    "itch": range(43),
    # At its height on the first two days; sheets that call for it begin when 48 hours are over.
    "redness": range(2),
    "swelling": range(2),
    # A few pimples come in the first days, and the line on many begins where sheets first speak of them.
    "spots": range(5),
    # After light passes none are usual from day 7 on; sheets that name a last day let flakes drop to day 14.
    "crusts": range(7, 14),
}
"""What is more than usual and has no line but the one for whatever feels wrong; and the days of it."""
SPOKEN_OF = {"spots": "acne"}
"""Lines on a sign that begin with other words than its name."""


@each
def test_what_is_more_than_usual_has_a_line_of_its_own_on_every_day(checklist: Shipped) -> None:
    """Whoever is told to see When to call finds a line there that it fits, or that begins with it."""
    met: set[tuple[str, int]] = set()
    for given in everybody(checklist):
        plan = checklist.plan(given)
        for number in range(43):
            day = plan.day(number)
            for sign in checklist.checklist.signs:
                begins = re.compile(rf"(an? )?{re.escape(sign.noun.removesuffix('s'))}s?\b", re.IGNORECASE)
                named = any(
                    warning.id == SPOKEN_OF.get(sign.id) or begins.match(warning.condition)
                    for warning in day.warnings
                )
                for value in range(1, sign.top + 1):
                    state = SignState(sign, value, value, plan.usual(sign, number))
                    if state.above_usual and not named and not fitted(day, sign, value):
                        met.add((sign.id, number))
    assert {one for one in met if one[1] not in NO_LINE.get(one[0], ())} == set()


@each
def test_a_line_that_a_report_fits_claims_nothing_else(checklist: Shipped) -> None:
    """Neither that something else is so as well, nor that it was so before."""
    said = [warning["if"] for warning in checklist.data["warnings"] if "fits" in warning]
    assert [words for words in said if re.search(r"\b(still|and|gone|again)\b", words)] == []


@each
@pytest.mark.parametrize("day", [1, 22, 30, 41, 49, 90])
def test_fever_confusion_without_fever_what_spreads_and_eyes_stay_on_the_list_for_as_long_as_the_plan(
    checklist: Shipped, day: int
) -> None:
    found = {warning.id: warning.condition for warning in checklist.plan({}).day(day).warnings}
    assert {"breathing", "faint-or-hives", "sepsis", "confused"} <= set(found)
    assert {"fever", "fever-worse", "cellulitis", "eye", "pus"} <= set(found)
    assert found["confused"] == "You get confused, slur, have fits, shiver hard, or go blue or blotchy"
    assert found["sepsis"] == "You vomit, get clammy or ice cold, or heart or breath is much too fast"
    assert "ever" not in found["confused"] + found["sepsis"]
    assert lines(checklist)["worried"]["meanwhile"].startswith("Clinic closed?")


@each
def test_what_to_do_meanwhile_is_to_leave_alone_and_never_to_treat(checklist: Shipped) -> None:
    said = {id: warning["meanwhile"] for id, warning in lines(checklist).items() if "meanwhile" in warning}
    is_light = checklist.id == "ipl-face"
    wanted = {
        "face-blister": "Leave it closed.",
        "face-open": "Leave the loose skin on.",
        "tattoo-blister": (
            "Leave it closed. 3 cm (1.2 inches) is a little less than two fingers side by side."
        ),
        "open-grows": "Leave the loose skin on.",
        "open-long": "Leave the loose skin on.",
        "tattoo-blister-place": "Leave it closed.",
        "tattoo-blister-late": "Leave it closed.",
        "fever": "With diabetes or weak immunity, go to urgent care now.",
        "pus": "With a fever, diabetes or weak immunity, go to urgent care now.",
        "worried": "Clinic closed? Call an out-of-hours doctor or health line today.",
        "hives-local": "Leave any new cream or sunscreen off.",
        **({"eye": "Go at once, also if it begins up to three days later."} if is_light else {}),
        "ipl-stripes": "Do not rub it or treat it yourself. Keep it out of the sun.",
        "ink-dark": "Have it seen before any more treatment there.",
        "darkening": "Take twice the care with sun.",
        "pale": "Have it seen before any more treatment there.",
    }
    assert said == {id: words for id, words in wanted.items() if id in lines(checklist)}


def test_a_blister_on_a_tattoo_is_a_reason_to_call_by_its_size_its_place_its_pain_or_its_time() -> None:
    said = {id: warning["if"] for id, warning in lines(shipped("picosure-tattoo")).items()}
    assert {id: words for id, words in said.items() if "lister" in words} == {
        "fever-worse": "Skin gets worse with fever; near an eye it tingles, blisters or shuts it",
        "tattoo-blister": "A blister is over 3 cm (1.2 inches) wide, or goes past the ink",
        "tattoo-blister-place": "A blister is on the face, hands, feet or genitals",
        "tattoo-blister-late": "A blister hurts a lot, or a new one comes after day 3",
        "face-open": "Skin on the face is open, raw or weeping, or a blister has burst",
        "cold-sore": "Lips or nose tingle, or tiny blisters group there or spread",
    }


def test_on_a_face_any_blister_is_a_reason_to_call_the_clinic_today() -> None:
    for id in ("picosure-face", "picoplus", "ipl-face", "picosecond"):
        line, where = (
            lines(shipped(id))["face-blister"],
            "the treated skin" if id == "picosecond" else "the face",
        )
        assert (line["if"], line["call"]) == (f"A blister of any size is on {where}", "clinic-today")
        assert (written(line["days"]), line["fits"]) == ("0-42", {"blisters": "yes"})


def test_cold_sores_are_spoken_of_unless_a_tattoo_is_elsewhere() -> None:
    def shown(site: dict[str, set[str]]) -> set[str]:
        plan = shipped("picosure-tattoo").plan(site)
        return {warning.id for warning in plan.day(3).warnings} & {"cold-sore", "eye"}

    assert shown({}) == shown({"site": {"face"}}) == {"cold-sore", "eye"}
    assert shown({"site": {"limb"}}) == {"eye"}


def test_for_any_laser_the_lines_are_by_where_it_was_and_all_of_them_for_whoever_has_not_said() -> None:
    def shown(place: dict[str, set[str]], day: int) -> set[str]:
        return {warning.id for warning in shipped("picosecond").plan(place).day(day).warnings}

    blisters = {"face-blister", "tattoo-blister", "tattoo-blister-late"}
    assert shown({"place": {"face"}}, 3) & blisters == {"face-blister"}
    assert shown({"place": {"body"}, "ink": {"no"}}, 3) & blisters == {"face-blister"}
    assert shown({"place": {"body"}, "ink": {"yes"}}, 3) & blisters == blisters - {"face-blister"}
    assert shown({"place": {"body"}}, 3) & blisters == shown({}, 3) & blisters == blisters
    assert "red-long-face" in shown({}, 11)
    assert "red-long-face" not in shown({"place": {"body"}}, 11)


FITS = rows("fits.txt")


def fits_rows(checklist: Shipped, id: str) -> list[list[str]]:
    """The rows of the table for a line of a checklist; a second sign only where the line names it.

    A line with a row of nothing beside others fits nothing in one of the checklists.
    """
    line = lines(checklist)[id]
    found = [row for row in FITS if row[0] == id and (row[1] == "-" or row[2] in line["if"].casefold())]
    by_fits = [row for row in found if (row[1] == "-") is ("fits" not in line)]
    return by_fits or found


@each
def test_each_line_fits_the_reports_of_the_table_in_its_own_words_and_in_those_of_the_sign(
    checklist: Shipped,
) -> None:
    for warning in checklist.checklist.warnings:
        table = fits_rows(checklist, warning.id)
        assert table, warning.id
        assert all(row[4] for row in table)
        wanted = [row[1] for row in table if row[1] != "-"]
        signs = [checklist.checklist.sign(test.subject) for test in warning.fits]
        assert [
            match_text(test, sign.top) for test, sign in zip(warning.fits, signs, strict=True) if sign
        ] == wanted
        for row, sign in zip(table if wanted else [], signs, strict=False):
            assert sign is not None
            assert row[2] in warning.condition.casefold()
            assert row[3] in f"{sign.ask} {value_words(sign)}".casefold()


def test_the_table_of_fits_has_every_line_once_and_no_other() -> None:
    known = {id for checklist in EACH for id in lines(checklist)}
    assert {row[0] for row in FITS} == known
    assert len({(row[0], row[1]) for row in FITS}) == len(FITS)


@each
def test_a_report_that_a_line_fits_is_never_called_usual(checklist: Shipped) -> None:
    plan = checklist.plan({"place": {"face"}} if checklist.id == "picosecond" else {})
    for warning in checklist.checklist.warnings:
        for test in warning.fits:
            sign = checklist.checklist.sign(test.subject)
            assert sign is not None
            for day in range(91):
                usual = plan.usual(sign, day)
                if usual is not None and day in days(checklist_days(checklist, warning.id)):
                    assert not any(matches(test, value) for value in range(usual[0], usual[1] + 1)), (
                        warning.id,
                        day,
                    )


def checklist_days(checklist: Shipped, id: str) -> Any:
    return lines(checklist)[id]["days"]


def test_a_line_that_was_split_keeps_its_id_in_both_halves() -> None:
    former = {id: set(line.get("was", ())) for id, line in lines(shipped("picosure-tattoo")).items()}
    assert {id: was for id, was in former.items() if was} == {
        "faint-or-hives": {"faint-or-hives", "numbing"},
        "eye": {"eye", "cold-sore-eye"},
        "pain-strong": {"pain-rising"},
        "pain-grows": {"pain-rising"},
        "redness-severe": {"redness-grows"},
        "redness-wider": {"redness-grows"},
        "swelling-marked": {"swelling-late"},
        "swelling-grows": {"swelling-late"},
        "scab-long": {"crust-long"},
    }
