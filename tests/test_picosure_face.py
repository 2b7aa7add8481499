"""The shipped checklist for PicoSure on the face, held against the tables it was written from."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest
from rich.cells import cell_len
from ruamel.yaml import YAML

from checklists.circumstances import Answered, Circumstances, Reported, Times, VersionFrom, ZoneFrom
from checklists.day import Day
from checklists.loader import load_checklist
from checklists.plan import Plan

FILE = Path(__file__).parent.parent / "checklists" / "library" / "picosure-face.yaml"
KINDS = ("do", "avoid", "check", "expect")
HOLDS = ["crusts", "blisters", "open-skin", "redness 2+"]

RULES = """
face-clinic-first check 0-
face-numb-care avoid 4h
face-cool-pack do 0-1
face-sleep-raised do 0-2
face-night0-handsoff avoid 0
face-cleanse do 1-13
face-no-hot-water avoid 0-9 ~
face-no-rub avoid 0-13 ~
face-no-pick avoid 0-20 ~
face-moisturise do 1-13
face-clinic-creams do 0-6
face-acne-prone check 0
face-spf-am do 1-89
face-spf-2h do 1-89
face-shade-hat do 0-27
face-no-tan avoid 0-89
face-uv-check check 0-27
face-tinted do 2-89
face-no-makeup avoid 0-6 ~
face-makeup-back do 7-10
face-no-sauna avoid 0-9
face-no-sweat avoid 0-3 ~
face-no-swim avoid 0-9 ~
face-no-knocks avoid 0-6 ~
face-no-actives avoid 0-6 ~
face-retinoid-wait avoid 7-13 ~
face-actives-back do 7-20
face-no-fragrance avoid 0-9
face-no-procedures avoid 0-27
face-no-shave avoid 0-4 ~
face-shave-back do 5-8
face-clean-contact do 0-6
face-painkiller-ask check 0-2
face-alcohol avoid 0-1
face-drink-water do 0-6
face-log check 0-14,21,28,35,42,49,56
face-photo check 0,1,3,7,10,14,28,56,84
face-cold-sore-watch check 0-10
face-expect-red expect 0-7
face-expect-swell expect 0-4
face-expect-heat expect 0-2
face-expect-dots expect 0-5
face-expect-dark expect 1-10
face-expect-crust expect 2-10
face-expect-dry expect 0-7
face-expect-spots expect 1-14
face-expect-day10 expect 10
face-expect-result expect 14-90
face-dark-watch check 14-56
face-next-session check 24-28
"""

WARNINGS = """
breathing 0- emergency
faint-or-hives 0- emergency
numbing 0 emergency
sepsis 1-21 emergency
eye 0-14 urgent
deep-burn 0-3 urgent
cellulitis 1-21 urgent
fever-worse 0-21 urgent
cold-sore-eye 0-10 urgent
face-blister 0-7 clinic-today
pain-rising 0-14 clinic-today
fever 0-21 clinic-today
bleeding 0-3 clinic-today
cold-sore 0-10 clinic-today
hives-local 0-14 clinic-today
pus 1-28 clinic-today
sunburn 1-28 clinic-today
redness-grows 3-14 clinic-today
swelling-late 3-14 clinic-today
worried 0- clinic-today
mole 0- clinic-soon
ink-dark 0-42 clinic-soon
acne 5-21 clinic-soon
red-long-face 10-42 clinic-soon
crust-long 14-28 clinic-soon
darkening 14-90 clinic-soon
pale 14- clinic-soon
scar 21- clinic-soon
"""

URGENCY = ["emergency", "urgent", "clinic-today", "clinic-soon"]

SHORTS = {
    "face-cleanse": "wash",
    "face-moisturise": "moisturise",
    "face-spf-am": "sunscreen",
    "face-photo": "photo",
    "face-log": "check-in",
    "face-sleep-raised": "head raised",
    "face-cool-pack": "cold pack",
    "face-shade-hat": "hat and shade",
    "face-clean-contact": "clean pillowcase",
    "face-drink-water": "drink water",
    "face-painkiller-ask": "painkiller",
    "face-clinic-first": "clinic first",
    "face-alcohol": "alcohol",
    "face-no-sweat": "hard exercise",
    "face-no-makeup": "make-up",
    "face-no-actives": "acids, retinoids",
    "face-no-hot-water": "hot water",
    "face-no-sauna": "sauna, steam",
    "face-no-fragrance": "perfume, toner",
    "face-no-procedures": "waxing, peels",
    "face-no-rub": "rubbing, scrubbing",
    "face-no-pick": "picking crusts",
    "face-no-tan": "tanning",
    "face-numb-care": "hot drinks",
    "face-night0-handsoff": "washing",
}

TYPICAL = {"makeup", "exercise", "actives"}
"""The habits of the person whom the reminders are budgeted for; to everything in `about` the answer is no."""


def _file() -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return data


DATA = _file()
ALL_RULES: list[dict[str, Any]] = DATA["rules"]
BY_ID: dict[str, dict[str, Any]] = {rule["id"]: rule for rule in ALL_RULES}


def _lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.split("\n") if line]


def _kind(rule: dict[str, Any]) -> str:
    return next(kind for kind in KINDS if kind in rule)


def _title(rule: dict[str, Any]) -> str:
    title: str = rule[_kind(rule)]
    return title


def _written(days: object) -> str:
    return ",".join(str(part) for part in days) if isinstance(days, list) else str(days)


def _days(days: object, last: int = 90) -> set[int]:
    """The days that are meant, up to `last`; open ranges end there."""
    found: set[int] = set()
    for part in _written(days).split(","):
        first, dash, end = part.partition("-")
        found |= set(range(int(first), int(end or (last if dash else first)) + 1))
    return found


def _texts(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text a person may read, with its place. Titles and addresses of sources are not ours to word."""
    if isinstance(value, dict):
        for key, part in value.items():
            if where or key != "sources":
                yield from _texts(part, f"{where}.{key}")
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _texts(part, f"{where}[{index}]")
    elif isinstance(value, str):
        yield where, value


TEXTS = list(_texts(DATA))


@pytest.mark.parametrize(("id", "kind", "days"), [line[:3] for line in _lines(RULES)])
def test_each_rule_of_the_table_has_its_kind_and_its_days(id: str, kind: str, days: str) -> None:
    rule = BY_ID[id]
    assert (_kind(rule), _written(rule.get("days", rule.get("lasts")))) == (kind, days)


def test_the_table_has_fifty_rules_and_the_file_four_of_its_own() -> None:
    table = {line[0] for line in _lines(RULES)}
    assert len(table) == 50
    own = {"face-expect-visit", "face-photo-first", "face-mole-check", "face-smoking-ask"}
    assert set(BY_ID) - table == own


def test_exactly_the_rules_marked_so_are_held_by_the_skin() -> None:
    held = {line[0] for line in _lines(RULES) if line[-1] == "~"}
    assert {id for id, rule in BY_ID.items() if "while" in rule} == held
    assert all(BY_ID[id]["while"] == HOLDS for id in held)


def test_every_short_fits_eighteen_cells_and_every_title_sixty() -> None:
    for rule in ALL_RULES:
        assert 0 < cell_len(rule["short"]) <= 18, rule["id"]
        assert cell_len(_title(rule)) <= 60, rule["id"]


def test_the_shorts_are_those_of_the_screens() -> None:
    assert {id: BY_ID[id]["short"] for id in SHORTS} == SHORTS


def test_no_sentence_is_longer_than_twenty_five_words() -> None:
    for where, text in TEXTS:
        for sentence in re.split(r"(?<=[.?;:])\s+", text):
            assert len(sentence.split()) <= 25, (where, sentence)


def test_every_rule_says_how_and_why() -> None:
    assert [rule["id"] for rule in ALL_RULES if not (rule.get("how") and rule.get("why"))] == []


def test_only_rubbing_picking_and_tanning_never_come_back() -> None:
    always = {rule["id"] for rule in ALL_RULES if "avoid" in rule and "then" not in rule}
    assert always == {"face-no-rub", "face-no-pick", "face-no-tan"}


@pytest.mark.parametrize("section", ["rules", "warnings"])
def test_every_rule_and_warning_names_sources_or_says_it_has_none(section: str) -> None:
    for entry in DATA[section]:
        assert entry.get("sources") or entry["agreement"] == "unsourced", entry["id"]


def test_every_source_that_is_named_is_listed_and_every_listed_one_is_used() -> None:
    course = DATA["course"]
    entries = [*ALL_RULES, *DATA["warnings"], course, *course["prepare"]]
    named = {key for entry in entries for key in entry.get("sources", ())}
    assert named == set(DATA["sources"])


def test_every_source_has_a_title_and_a_publisher_and_all_but_one_an_address() -> None:
    sources = DATA["sources"]
    assert all(source["title"] and source["by"] for source in sources.values())
    assert [key for key, source in sources.items() if "url" not in source] == ["account"]


def test_a_conflict_says_how_far_the_sources_differ() -> None:
    assert [r["id"] for r in ALL_RULES if r["agreement"] == "conflict" and not r.get("differ")] == []


def test_what_has_no_source_in_the_table_says_so() -> None:
    unsourced = {rule["id"] for rule in ALL_RULES if rule["agreement"] == "unsourced"}
    assert unsourced == {"face-numb-care", "face-retinoid-wait", "face-shave-back", "face-clean-contact"}


@pytest.mark.parametrize(
    "never",
    [
        r"\d\s*(mg|mcg|ml)\b",
        r"\d\s*%",
        r"\byou have\b",
        r"\bno downtime\b",
        r"\bfda[- ]approved\b",
        r"\bfirst approved\b",
        r"\bguarantee",
        r"\bpermanent(ly)?\b(?! make-up)",
        r"\b(paracetamol|acetaminophen|ibuprofen|aspirin|lidocaine|steroid|antiviral|hydroquinone)s?\b",
        r"!",
    ],
)
def test_nothing_that_must_never_be_said_is_said(never: str) -> None:
    assert [(w, text) for w, text in TEXTS if re.search(never, text, re.IGNORECASE)] == []


def test_there_is_one_normal_and_one_not_usual_for_every_day() -> None:
    for day in range(91):
        lines = [line for line in DATA["normal"] if day in _days(line["days"])]
        assert len(lines) == 1, day
        assert lines[0]["usual"]
        assert lines[0]["not_usual"]


def test_the_warnings_are_those_of_the_table_the_most_urgent_first() -> None:
    found = [[w["id"], _written(w["days"]), w["call"]] for w in DATA["warnings"]]
    assert sorted(found) == sorted(_lines(WARNINGS))
    ranks = [URGENCY.index(call) for _, _, call in found]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("day", range(29))
def test_each_day_has_a_warning_of_every_level_the_table_gives(day: int) -> None:
    due = {call for _, days, call in _lines(WARNINGS) if day in _days(days)}
    assert {w["call"] for w in DATA["warnings"] if day in _days(w["days"])} == due
    assert {"emergency", "clinic-today", "clinic-soon"} <= due


def test_a_warning_fits_two_lines_of_a_forty_column_screen() -> None:
    for warning in DATA["warnings"]:
        assert len(wrap(warning["if"], 36)) <= 2, warning["id"]


def test_spreading_heat_is_named_for_every_skin_tone() -> None:
    line = next(w["if"] for w in DATA["warnings"] if w["id"] == "cellulitis")
    assert all(word in line for word in ("heat", "swelling", "darker", "purple"))
    assert all(word in DATA["signs"][0]["ask"] for word in ("hot", "tender", "darker"))


def test_a_scale_has_a_word_for_every_step() -> None:
    steps = {"0-3": 4, "0-4": 5}
    for sign in DATA["signs"]:
        assert len(sign.get("words", ())) == steps.get(sign["scale"], 0), sign["id"]


def test_the_usual_course_of_pain_stays_below_the_line_that_says_to_call() -> None:
    pain = next(sign for sign in DATA["signs"] if sign["id"] == "pain")
    tops = [int(str(span).split("-")[-1]) for span in pain["usual"][0]["is"].values()]
    assert max(tops) < 7


def test_later_questions_are_each_asked_for_by_something() -> None:
    later = {question["id"] for question in DATA["questions"] if question.get("later")}
    conditions = repr([r.get("when") for r in ALL_RULES] + [s.get("usual") for s in DATA["signs"]])
    assert later == {"strength", "acne", "melasma", "moles", "smoking", "course"}
    assert all(f"'{id}'" in conditions for id in later)


def _fits_the_typical_person(when: dict[str, str] | list[dict[str, str]]) -> bool:
    """Unanswered and unreported keep a rule on, as the plan does."""
    groups = when if isinstance(when, list) else [when]
    return any(
        all(
            answer in TYPICAL if subject == "habits" else subject != "about"
            for subject, answer in group.items()
        )
        for group in groups
    )


def _told(day: int) -> set[str]:
    """The slots that are told on this day, after an afternoon treatment."""
    slots: set[str] = set()
    for rule in ALL_RULES:
        days = _days(rule["days"]) if "days" in rule else set()
        if "every" in rule and rule["every"].endswith("d"):
            days = set(sorted(days)[:: int(rule["every"][:-1])])
        if day not in days or "at" not in rule or not _fits_the_typical_person(rule.get("when", {})):
            continue
        at = rule["at"] if isinstance(rule["at"], list) else [rule["at"]]
        remind = rule.get("remind")
        if isinstance(remind, dict):
            at = [remind["at"]] if day in _days(remind["days"]) else []
        elif remind:
            at = [remind]
        slots |= {re.split(r"[+-]", slot)[0] for slot in at}
    return slots & {"evening"} if day == 0 else slots


@pytest.mark.parametrize("day", range(90))
def test_the_tellings_of_a_day_keep_to_the_budget(day: int) -> None:
    budget = {0: {"evening"}, 14: {"morning", "evening"}}
    usual = {"morning", "midday", "evening"} if day < 14 else {"morning"}
    assert _told(day) == budget.get(day, usual)


TREATED = datetime(2026, 11, 20, 16, tzinfo=UTC)
TIMES = Times(
    day_start=4 * 60,
    slots={"morning": 8 * 60, "midday": 13 * 60, "evening": 20 * 60, "bedtime": 22 * 60},
)
CALM: dict[str, frozenset[str]] = {"habits": frozenset(TYPICAL), "about": frozenset()}


def _plan(answers: dict[str, frozenset[str]], reports: Iterable[Reported] = ()) -> Plan:
    """The plan as it is seen when all of it is past."""
    checklist = load_checklist(FILE.read_bytes(), name=FILE.name).checklist
    circumstances = Circumstances(
        treated=TREATED,
        versions=(VersionFrom(TREATED, checklist),),
        zones=(ZoneFrom(TREATED, "Etc/UTC"),),
        answers=tuple(Answered(TREATED, question, chosen) for question, chosen in answers.items()),
        reports=tuple(reports),
    )
    return Plan(circumstances, TIMES, TREATED + timedelta(days=100))


def _ids(day: Day) -> set[str]:
    return {item.rule.id for item in day.items}


def _left_alone(day: Day) -> set[str]:
    return {avoid.rule.id for avoid in day.avoids if avoid.on}


def test_the_file_loads_without_a_note() -> None:
    assert load_checklist(FILE.read_bytes(), name=FILE.name).notes == ()


def test_the_first_day_of_a_typical_person_is_the_one_the_screens_were_drawn_for() -> None:
    day = _plan(CALM).day(1)
    ticked = {item.rule.id: item.rule.kind for item in day.items}
    ticked |= {counted.rule.id: counted.rule.kind for counted in day.counted}
    assert Counter(ticked.values()) == {"do": 8, "check": 4}
    assert len(_left_alone(day)) == 11
    assert len(day.expects) == 7
    assert len(day.items) + len(day.counted) == 15


def test_with_every_answer_not_sure_every_habit_is_left_alone() -> None:
    assert len(_left_alone(_plan({}).day(1))) == 14


def test_after_an_afternoon_treatment_there_is_one_photo_on_the_first_day_and_one_later() -> None:
    plan = _plan(CALM)
    assert [item.rule.id for item in plan.day(0).items if "photo" in item.rule.id] == ["face-photo-first"]
    assert [item.rule.id for item in plan.day(1).items if "photo" in item.rule.id] == ["face-photo"]


def test_the_clinic_creams_put_the_own_moisturiser_off_until_day_seven() -> None:
    plan = _plan({**CALM, "about": frozenset({"clinic-creams"})})
    moisturising = [number for number in range(15) if "face-moisturise" in _ids(plan.day(number))]
    assert moisturising == [7, 8, 9, 10, 11, 12, 13]
    assert "face-night0-handsoff" in _left_alone(plan.day(0))


def test_who_is_not_sure_about_clinic_creams_keeps_moisturising() -> None:
    day = _plan({}).day(1)
    assert {"face-moisturise", "face-clinic-creams"} <= _ids(day)


def test_make_up_is_back_on_day_seven() -> None:
    day = _plan(CALM).day(7)
    assert "face-no-makeup" not in _left_alone(day)
    assert "face-makeup-back" in _ids(day)


def test_crusts_on_day_six_keep_make_up_off_on_day_seven() -> None:
    day = _plan(CALM, [Reported(TREATED + timedelta(days=6), "crusts", 1)]).day(7)
    assert "face-no-makeup" in _left_alone(day)
    assert "face-makeup-back" not in _ids(day)


def test_sunscreen_again_waits_for_going_out() -> None:
    plan = _plan(CALM)
    assert all("face-spf-2h" not in {c.rule.id for c in plan.day(number).counted} for number in range(90))
    out = TREATED + timedelta(days=1)
    day = _plan(CALM, [Reported(out, "outdoors", 1)]).day(1)
    assert "face-spf-2h" in {counted.rule.id for counted in day.counted}


def test_times_are_names_and_offsets_so_that_one_setting_moves_the_day() -> None:
    for rule in ALL_RULES:
        at = rule.get("at", [])
        for slot in at if isinstance(at, list) else [at]:
            assert re.fullmatch(r"(morning|midday|evening)([+-][0-9hm]+)?", slot), rule["id"]


def test_the_file_is_far_below_the_largest_that_is_read() -> None:
    assert FILE.stat().st_size < 256 * 1024
    assert "\t" not in FILE.read_text(encoding="utf-8")
