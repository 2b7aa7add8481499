"""Every rule of the material is in its checklist as the material has it, or differs for a reason."""

import re
from collections import defaultdict

import pytest

from tests.support.content import (
    EACH,
    FOLDER,
    PREFIXES,
    Shipped,
    days,
    each,
    kind,
    owner,
    rows,
    shipped,
    whom,
    written,
)
from tests.support.content_listings import SIDES, rule_listing, stored

MATERIAL = rows("material.txt")
DIFFERENCES = rows("differences.txt")
OWN = [id for id, _ in rows("own.txt")]
KIN = [line[0].split() for line in rows("kin.txt")]

OPEN = ["crusts", "blisters", "open-skin"]
HOLDS = {
    "picosure-face": [*OPEN, "redness 2+"],
    # A treated tattoo may stay pink for eight weeks, long after it has closed.
    "picosure-tattoo": OPEN,
    "picoplus": [*OPEN, "redness 2+"],
}
"""What makes a rule longer: whatever is reported of these."""


def differing(line: list[str]) -> set[str]:
    """What a checklist has otherwise than a line of the material."""
    id, wanted, span, agreement, for_whom, sources = line
    rule = owner(id).rule(id)
    assert kind(rule) == wanted
    first, _, last = span.rstrip("~").partition("..")
    parts = written(rule.get("days", "")).split(",")
    found = (parts[0].partition("-")[0], parts[-1].partition("-")[2] if "-" in parts[-1] else parts[-1])
    aspects = {
        "days": found == (first, last),
        "held": ("while" in rule) == span.endswith("~"),
        "agreement": rule["agreement"] == agreement,
        "whom": whom(rule) == for_whom,
        "sources": set(rule.get("sources", ())) == set(sources.split()),
    }
    return {aspect for aspect, same in aspects.items() if not same}


@pytest.mark.parametrize("line", MATERIAL, ids=lambda line: str(line[0]))
def test_each_rule_of_the_material_is_there_or_says_what_differs(line: list[str]) -> None:
    assert differing(line) == {aspect for id, aspect, _ in DIFFERENCES if id == line[0]}


def test_the_material_has_its_hundred_and_thirty_one_rules() -> None:
    counted: dict[str, int] = defaultdict(int)
    for id, *_ in MATERIAL:
        counted[id.partition("-")[0]] += 1
    assert counted == {"face": 50, "tat": 41, "pig": 40}


def test_every_difference_gives_its_reason() -> None:
    assert {id for id, *_ in DIFFERENCES} <= {line[0] for line in MATERIAL}
    assert all(len(reason) > 20 for *_, reason in DIFFERENCES)


@pytest.mark.parametrize("prefix", ["face", "tat", "pig"])
def test_a_checklist_has_no_rules_but_those_of_the_material_and_those_it_accounts_for(prefix: str) -> None:
    checklist = shipped(PREFIXES[prefix])
    accounted = {line[0] for line in MATERIAL} | {id for id in OWN if id.partition("-")[0] in PREFIXES}
    named = {checklist.rule(id)["id"] for id in accounted if id.partition("-")[0] == prefix}
    assert checklist.ids() == named | {id for id in OWN if id.partition("-")[0] not in PREFIXES}


@pytest.mark.parametrize(("id", "holds"), HOLDS.items())
def test_what_makes_a_rule_longer_is_the_same_throughout(id: str, holds: list[str]) -> None:
    assert {tuple(rule["while"]) for rule in shipped(id).rules if "while" in rule} == {tuple(holds)}


@each
def test_all_that_comes_back_waits_for_the_skin_but_what_is_over_within_two_days(checklist: Shipped) -> None:
    back = [rule for rule in checklist.rules if "then" in rule and "while" not in rule]
    assert [rule["id"] for rule in back if "days" in rule and max(days(rule["days"])) > 1] == []


@each
def test_whatever_begins_again_waits_for_what_was_left_alone(checklist: Shipped) -> None:
    again = [rule for rule in checklist.rules if rule["id"].endswith(("-back", "-own-products"))]
    assert [rule["id"] for rule in again if "once_lifted" not in rule] == []
    for rule in again:
        before = checklist.rule(rule["once_lifted"])
        assert min(days(rule["days"])) == max(days(before["days"])) + 1, rule["id"]


@each
def test_waxing_waits_two_weeks_on_a_face_and_peels_wait_four(checklist: Shipped) -> None:
    found = {
        rule["id"].partition("-")[2]: written(rule["days"]) for rule in checklist.rules if "days" in rule
    }
    wanted = {} if checklist.id == "picosure-tattoo" else {"no-waxing": "0-13", "no-procedures": "0-27"}
    assert {id: span for id, span in found.items() if id in ("no-waxing", "no-procedures")} == wanted


@each
def test_what_is_left_alone_without_an_end_is_what_nobody_should_count_down_to(checklist: Shipped) -> None:
    always = {
        rule["id"].partition("-")[2] for rule in checklist.rules if "avoid" in rule and "then" not in rule
    }
    assert always - {"no-pop"} == {"no-rub", "no-pick", "no-tan"}
    assert ("no-pop" in always) is (checklist.id in ("picosure-tattoo", "picosecond"))


@pytest.mark.parametrize("line", KIN, ids=lambda line: str(line[0]))
def test_the_checklist_for_any_laser_covers_every_day_of_the_other_three(line: list[str]) -> None:
    id, *kin = line
    mine = shipped("picosecond").rule(id)
    covered = days(mine["days"], 180)
    for other in kin:
        theirs = owner(other).rule(other)
        assert days(theirs["days"], 180) <= covered, other
        assert ("while" in theirs) <= ("while" in mine), other


def test_what_the_other_three_leave_alone_is_left_alone_for_any_laser() -> None:
    kin = {other for line in KIN for other in line[1:]}
    elsewhere = {
        *("face-numb-care", "face-night0-handsoff", "pig-numb-care", "pig-night0-handsoff"),
        *("tat-no-shower-24", "light-masks"),
    }
    for id in HOLDS:
        assert {rule["id"] for rule in shipped(id).rules if "avoid" in rule} <= kin | elsewhere, id


def test_where_the_checklist_for_any_laser_is_stricter_it_says_so() -> None:
    for id, *kin in KIN:
        mine = shipped("picosecond").rule(id)
        shorter = any(days(owner(other).rule(other)["days"], 180) < days(mine["days"], 180) for other in kin)
        if shorter and "avoid" in mine:
            said = str(mine.get("differ"))
            assert re.search(r"[Tt]his plan (takes|sets)|our caution|the stricter", said), id
    assert "the stricter where sheets differ" in shipped("picosecond").data["for"]


@each
def test_the_rules_are_as_they_are_stored(checklist: Shipped) -> None:
    assert rule_listing(checklist) == stored(checklist, "rules").read_text("utf-8")


def test_every_table_of_the_content_is_read() -> None:
    tables = {"facts", "material", "differences", "own", "kin", "warnings", "fits", "dates", "normal"}
    tables |= {"review", "coverage", "persons", "pemat"}
    listings = {stored(one, what).stem for one in EACH for what in ("rules", *SIDES)}
    assert {path.stem for path in FOLDER.iterdir()} == tables | listings
