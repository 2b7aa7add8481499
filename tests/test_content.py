"""What every shipped checklist must hold: its material, its wording, its form, and what its days come to.

The stored listings in `tests/content` show a person's days with the strictest and the mildest answers. When a
checklist is meant to change, write them anew with `python -m tests.content` and read the difference.
"""

import re
from itertools import pairwise
from textwrap import wrap
from typing import Any

import pytest
from rich.cells import cell_len

from checklists import library
from tests.content import (
    FOLDER,
    LISTED,
    SIDES,
    Shipped,
    days,
    kind,
    left_alone,
    listing,
    sentences,
    shipped,
    stored,
    table,
    texts,
    title,
    told,
    written,
)

IDS = ("picosure-face", "picosure-tattoo", "picoplus", "picosecond")
PREFIXES = {"face": "picosure-face", "tat": "picosure-tattoo", "pig": "picoplus"}
CARRIED = {"do", "avoid", "expect", "warn", "schedule", "cost", "prep"}
"""The kinds of fact that have a place in a checklist, unless the list says why not."""
URGENCY = ["emergency", "urgent", "clinic-today", "clinic-soon"]

DIFFERENT = {
    "face-numb-care": "counted in hours: until feeling is back, with four hours as the estimate",
    "face-retinoid-wait": "both weeks in one line, so that no retinoid is said to be back on day 7",
    "face-log": "daily to day 14, then weekly to day 56, in one rule",
    "tat-keep-dressing": "24 hours, which end on day 1",
    "tat-no-shower-24": "24 hours, which end on day 1",
    "tat-log": "daily to day 14, then weekly to day 56, in one rule",
    "pig-numb-care": "counted in hours: until feeling is back, with four hours as the estimate",
    "pig-plan-downtime": "days begin with the treatment; the week before is in `prepare`",
    "pig-log": "daily to day 14, then weekly to day 84, in one rule",
    "pig-mole-check": "days begin with the treatment; the two weeks before are in `prepare`",
}
"""Rules whose days are not those of the material, each with the reason."""

NEVER = {
    "a dose": r"\d\s*(mg|mcg|ml|g|tablets?|pills?)\b",
    "a strength": r"\d\s*(%|per ?cent)",
    "a drug": r"\b(paracetamol|acetaminophen|ibuprofen|aspirin|lidocaine|\w*steroids?|cortisone|hydroquinone"
    r"|valacyclovir|tretinoin)\b",
    "what a prescriber decides": r"\b(use|take|try|put on|apply) (an? )?(antibiotic|antiviral|bleaching)",
    "the end of a medicine": r"(?<!never )\b(stop|start) (a|your|the) prescribed",
    "a diagnosis": r"\b(you have|you've got|this is an? (infection|allergy|burn)|PIH|cellulitis|keloid)\b",
    "a promise": r"\b(guaranteed?|always works|will (fade|heal|disappear|clear|vanish|improve)|painless)\b"
    r"|\bpermanent(ly)?\b(?! make-up)"
    r"|\b(it|they|dots|spots|marks|scabs|crusts) (fade|disappear|vanish|clear|go away|come away)s?\b",
    "a claim": r"\b(no downtime|fda|mfds|approved|proven|state of the art|1,?000 times)\b",
    "an exclamation": r"!",
}


@pytest.fixture(params=IDS)
def checklist(request: pytest.FixtureRequest) -> Shipped:
    """Each of the shipped checklists in turn."""
    return shipped(request.param)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _list(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [_cells(line) for line in lines if line and not line.startswith("#")]


FACTS = _list("facts.txt")
RANGES = table((FOLDER / "ranges.txt").read_text("utf-8"))


def _holder(data: dict[str, Any], place: str) -> dict[str, Any]:
    """What stands at a place such as `rules/face-cleanse`, `normal/7-10` or `course`."""
    section, _, id = place.partition("/")
    if not id:
        course: dict[str, Any] = data[section]
        return course
    return next(part for part in data[section] if id in (part.get("id"), written(part.get("days"))))


def test_four_checklists_are_shipped() -> None:
    assert library.shipped() == IDS


@pytest.mark.parametrize("fact", [fact for fact in FACTS if fact[2] != "-"], ids=lambda fact: str(fact[0]))
def test_each_fact_has_its_place(fact: list[str]) -> None:
    _, _, id, place, words = fact
    held = "\n".join(text for _, text in texts(_holder(shipped(id).data, place), place))
    assert words in held


def test_no_fact_is_forgotten_and_what_is_left_out_says_why() -> None:
    every = {f"A{number}" for number in range(1, 45)} | {f"B{number}" for number in range(1, 26)}
    assert sorted(fact[0] for fact in FACTS) == sorted(every)
    left_out = [fact for fact in FACTS if fact[2] == "-"]
    assert all(len(fact) == 4 and fact[3] for fact in left_out)
    assert [fact[0] for fact in left_out if fact[1] in CARRIED] == ["B25"]


@pytest.mark.parametrize(("id", "wanted", "span"), RANGES, ids=[line[0] for line in RANGES])
def test_each_rule_of_the_material_is_there_with_its_days(id: str, wanted: str, span: str) -> None:
    rule = shipped(PREFIXES[id.partition("-")[0]]).rule(id)
    first, _, last = span.rstrip("~").partition("..")
    parts = written(rule.get("days", "")).split(",")
    found = (parts[0].partition("-")[0], parts[-1].partition("-")[2] if "-" in parts[-1] else parts[-1])
    assert kind(rule) == wanted
    assert ("while" in rule) == span.endswith("~")
    assert (found != (first, last)) == (id in DIFFERENT)


def test_the_material_has_its_hundred_and_thirty_one_rules() -> None:
    assert len(RANGES) == 131
    assert {line[0] for line in RANGES} >= DIFFERENT.keys()


def test_what_begins_before_a_session_goes_on_in_its_preparation() -> None:
    prepare = {step["id"]: step["days_before"] for step in shipped("picoplus").data["course"]["prepare"]}
    assert (prepare["plan-downtime"], prepare["mole-check"]) == ("7-0", "14-0")


@pytest.mark.parametrize("never", NEVER.values(), ids=NEVER)
def test_nothing_that_must_never_be_said_is_said(checklist: Shipped, never: str) -> None:
    said = texts(checklist.data)
    assert [(where, text) for where, text in said if re.search(never, text, re.IGNORECASE)] == []


def test_who_had_better_ask_first_is_asked_two_weeks_before_a_session(checklist: Shipped) -> None:
    steps = {step["id"]: step for step in checklist.data["course"]["prepare"]}
    asked = [
        "postpone-and-ask",
        "tell-medicines",
        "tell-gold",
        "tell-scars",
        "new-tan",
        "mole-check",
        "not-healed",
    ]
    assert all(steps[id]["check"] and steps[id]["days_before"].startswith("14-") for id in asked)
    said = " ".join(f"{steps[id]['check']} {steps[id].get('how', '')}".lower() for id in asked)
    for word in (
        "pregnant",
        "infection",
        "cold sore",
        "isotretinoin",
        "antibiotics",
        "gold",
        "raised",
        "tan",
    ):
        assert word in said, word


def test_a_medicine_is_named_only_to_be_told_to_the_clinic(checklist: Shipped) -> None:
    named = [step for step in checklist.data["course"]["prepare"] if "sotretinoin" in repr(step)]
    assert [step["id"] for step in named] == ["tell-medicines"]
    assert "Never stop a prescribed medicine on your own." in named[0]["how"]
    others = [(where, text) for where, text in texts(checklist.data) if "sotretinoin" in text]
    assert all(".prepare[" in where for where, _ in others)


def test_every_title_fits_sixty_cells_and_every_short_eighteen(checklist: Shipped) -> None:
    for rule in checklist.rules:
        assert 0 < cell_len(rule["short"]) <= 18, rule["id"]
        assert cell_len(title(rule)) <= 60, rule["id"]
    for step in checklist.data["course"]["prepare"]:
        assert cell_len(title(step)) <= 60, step["id"]


def test_no_sentence_is_longer_than_twenty_five_words(checklist: Shipped) -> None:
    for where, text in texts(checklist.data):
        for sentence in sentences(text):
            assert len(sentence.split()) <= 25, (where, sentence)


def test_every_rule_says_how_and_why(checklist: Shipped) -> None:
    assert [rule["id"] for rule in checklist.rules if not (rule.get("how") and rule.get("why"))] == []


@pytest.mark.parametrize("section", ["rules", "warnings"])
def test_every_rule_and_warning_names_sources_or_says_it_has_none(checklist: Shipped, section: str) -> None:
    for entry in checklist.data[section]:
        assert entry.get("sources") or entry["agreement"] == "unsourced", entry["id"]


def test_every_source_that_is_named_is_listed_and_every_listed_one_is_used(checklist: Shipped) -> None:
    data = checklist.data
    entries = [*data["rules"], *data["warnings"], data["course"], *data["course"]["prepare"]]
    assert {key for entry in entries for key in entry.get("sources", ())} == set(data["sources"])


def test_every_source_has_a_title_and_a_publisher_and_all_but_one_an_address(checklist: Shipped) -> None:
    sources = checklist.data["sources"]
    assert all(source["title"] and source["by"] for source in sources.values())
    assert [key for key, source in sources.items() if "url" not in source] == ["account"]


def test_a_source_is_the_same_publication_in_every_checklist() -> None:
    for one, other in pairwise(IDS):
        mine, theirs = shipped(one).data["sources"], shipped(other).data["sources"]
        for key in mine.keys() & theirs.keys():
            assert mine[key] == theirs[key], key


def test_a_conflict_says_how_far_the_sources_differ(checklist: Shipped) -> None:
    silent = [r["id"] for r in checklist.rules if r["agreement"] == "conflict" and not r.get("differ")]
    assert silent == []


def test_there_is_a_normal_and_a_not_usual_for_every_day_whatever_was_answered(checklist: Shipped) -> None:
    lines = checklist.data["normal"]
    assert all(line["usual"] and line["not_usual"] for line in lines)
    for day in range(181):
        found = [line for line in lines if day in days(line["days"], 181) and "when" not in line]
        assert len(found) == 1, day
    for line in lines:
        # The latest day reached wins, so one for some people must begin with the one for all.
        assert line["days"] in [other["days"] for other in lines if "when" not in other], line


def test_warnings_stand_with_the_most_urgent_first_and_fit_two_lines_of_forty(checklist: Shipped) -> None:
    ranks = [URGENCY.index(warning["call"]) for warning in checklist.data["warnings"]]
    assert ranks == sorted(ranks)
    for warning in checklist.data["warnings"]:
        assert len(wrap(warning["if"], 36)) <= 2, warning["id"]


def test_a_warning_that_is_in_two_files_is_as_urgent_in_both_and_on_the_same_days() -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for id in IDS:
        for warning in shipped(id).data["warnings"]:
            found.setdefault(warning["id"], set()).add((written(warning["days"]), warning["call"]))
    assert [id for id, said in found.items() if len(said) > 1] == []


def test_sudden_swelling_is_an_emergency_and_one_that_closes_an_eye_is_urgent(checklist: Shipped) -> None:
    lines = {w["id"]: (w["call"], w["if"]) for w in checklist.data["warnings"]}
    assert lines["breathing"] == (
        "emergency",
        "Hard to breathe or swallow; tongue, throat, lips or eyes suddenly swell",
    )
    assert lines["cellulitis"][0] == "urgent"
    assert "swelling that spread or close an eye" in lines["cellulitis"][1]


def test_heat_and_tenderness_stand_beside_redness(checklist: Shipped) -> None:
    line = next(w["if"].lower() for w in checklist.data["warnings"] if w["id"] == "cellulitis")
    assert all(word in line for word in ("heat", "swelling", "darker", "purple"))
    redness = next(sign for sign in checklist.data["signs"] if sign["id"] == "redness")
    assert all(word in redness["ask"] for word in ("hot", "tender", "darker"))


def test_retinoids_are_one_line_that_says_day_fourteen_on_each_day_before_it(checklist: Shipped) -> None:
    plan = checklist.plan({"habits": {"actives"}})
    for number in range(15):
        on = [avoid for avoid in plan.day(number).avoids if avoid.on]
        lines = [avoid for avoid in on if "etinoid" in avoid.rule.title + avoid.rule.short]
        told = [plan.number_of(avoid.until) for avoid in lines if avoid.until]
        assert told == ([14] if number < 14 else []), number
        assert len(lines) == len(told), number
        assert not [each for each in on if each not in lines and "etinoid" in each.rule.then], number


def test_a_scale_has_a_word_for_every_step(checklist: Shipped) -> None:
    steps = {"0-3": 4, "0-4": 5}
    for sign in checklist.data["signs"]:
        assert len(sign.get("words", ())) == steps.get(sign["scale"], 0), sign["id"]


def test_the_usual_course_of_pain_stays_below_the_line_that_says_to_call(checklist: Shipped) -> None:
    pain = checklist.checklist.sign("pain")
    assert pain is not None
    assert max(on.high for usual in pain.usual for on in usual.course) < 7


def test_swelling_is_not_usual_where_a_warning_calls_it_late(checklist: Shipped) -> None:
    swelling = checklist.checklist.sign("swelling")
    assert swelling is not None
    marked = swelling.words.index("marked")
    assert all(on.high < marked for usual in swelling.usual for on in usual.course if on.day >= 3)


def test_times_are_names_and_offsets_so_that_one_setting_moves_the_day(checklist: Shipped) -> None:
    for rule in checklist.rules:
        at = rule.get("at", [])
        for slot in at if isinstance(at, list) else [at]:
            assert re.fullmatch(r"(morning|midday|evening)([+-][0-9hm]+)?", slot), rule["id"]


def test_whoever_answers_nothing_is_told_three_times_a_day_at_most(checklist: Shipped) -> None:
    plan = checklist.plan({})
    assert told(plan, 0) == {"evening"}
    assert all(told(plan, day) <= {"morning", "midday", "evening"} for day in range(1, 14))
    assert told(plan, 14) == {"morning", "evening"}
    assert all(told(plan, day) <= {"morning"} for day in range(15, plan.last_day + 1))


def test_each_loads_without_a_note_and_is_far_below_the_largest_that_is_read(checklist: Shipped) -> None:
    assert checklist.notes == ()
    assert len(library.read(checklist.id)) < 128 * 1024
    assert b"\t" not in library.read(checklist.id)


@pytest.mark.parametrize("side", SIDES)
def test_the_days_hold_what_is_stored(checklist: Shipped, side: str) -> None:
    assert listing(checklist.id, side) == stored(checklist.id, side).read_text("utf-8")


def test_what_the_mildest_answers_leave_alone_the_strictest_do_too(checklist: Shipped) -> None:
    strict, mild = checklist.listed("strictest"), checklist.listed("mildest")
    for number in LISTED:
        assert left_alone(mild.day(number)) <= left_alone(strict.day(number)), number
