"""What holds a harm off, in the words in which a person reads it: see `checklists/hazards.yaml`."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from checklists.plan.day import Day
from checklists.rules.checklist import Call
from tests.support.content import (
    PREFIXES,
    Answers,
    Shipped,
    days,
    each,
    expected,
    items,
    left_alone,
    offered,
    report,
    sentences,
    shipped,
    texts,
    written,
)

HELD = [
    ("H5", "face-retinoid-wait pig-retinoid-wait ipl-retinoid-wait", "Retinoid creams and gels"),
    (
        "H5",
        "face-retinoid-wait pig-retinoid-wait ipl-retinoid-wait",
        "or a tablet? Ask whoever prescribed it",
    ),
    ("H6", "tell-now", "Pregnant, ill, on medicines, under 18? Tell the clinic"),
    ("H6", "tell-now", "Never stop a prescribed medicine on your own."),
    (
        "H6",
        "face-retinoid-wait pig-retinoid-wait ipl-retinoid-wait",
        "If you are pregnant, leave them off unless the clinic agrees.",
    ),
    (
        "H7",
        "burst-skin",
        "leave the loose skin on. Then the clinic's ointment; if you got none, plain petroleum jelly. "
        "Over it a clean non-stick dressing.",
    ),
    ("H1", "sepsis", "You vomit, get clammy or ice cold, or heart or breath is much too fast"),
    ("H12", "faint-or-hives", "You feel faint or too drowsy, have an odd pulse, or hives cover you"),
    ("H12", "confused", "have fits, shiver hard, or go blue or blotchy"),
    ("H12", "prepare/numbing", "Never wrap it or warm it on your own."),
    ("H13", "deep-burn", "leathery, white for an hour, or numb once cream wore off"),
    ("H14", "face-moisturise pig-moisturise ipl-moisturise tat-ointment", "from the clinic? Use th"),
    ("H15", "pig-no-hot-water", "Hot water on the treated skin"),
    ("H17", "picoplus", "For a PICOPLUS tattoo take Any picosecond laser"),
    ("H18", "face-retinoid-wait pig-retinoid-wait ipl-retinoid-wait", "not within a week of the last crust"),
    ("H19", "face-shade-hat pig-shade pico-shade-hat ipl-shade-hat", "Most of all from 10:00 to 17:00."),
    ("eyes", "ipl-face/eye", "An eye hurts, has grit, specks or an odd pupil, hates light or sees worse"),
    ("eyes", "ipl-face/eye", "Go at once, also if it begins up to three days later."),
    ("masks", "light-masks", "LED masks, hot or spinning tools, rollers."),
]
"""A finding of the reading or another harm; what carries the words, in its checklist or in all; the words."""


def said(checklist: Shipped, id: str) -> str:
    """All that an entry of a checklist says."""
    data = checklist.data
    if id == checklist.id:
        return str(data["for"])
    entries: list[dict[str, Any]] = [*data["rules"], *data["warnings"]]
    if id.startswith("prepare/"):
        entries = data["course"]["prepare"]
    found = next(entry for entry in entries if entry["id"] == id.rpartition("/")[2])
    return "\n".join(text for _, text in texts(found, id))


@pytest.mark.parametrize(("harm", "carriers", "words"), HELD)
@each
def test_what_holds_a_harm_off_is_said_where_it_must_be(
    checklist: Shipped, harm: str, carriers: str, words: str
) -> None:
    for carrier in carriers.split():
        prefix, name = carrier.partition("-")[0], carrier.partition("/")[0]
        owner = PREFIXES.get(prefix, checklist.id) if name not in PREFIXES.values() else name
        if checklist.id == owner:
            assert words in said(checklist, carrier), (harm, carrier)


@each
def test_every_line_on_infection_stands_until_the_last_wound_has_closed(checklist: Shipped) -> None:
    """H1, H2: from the first day or the second for as long as the plan, and so what is still open late."""
    spans = {warning["id"]: days(warning["days"]) for warning in checklist.data["warnings"]}
    for id in ("confused", "sepsis", "cellulitis", "fever-worse", "fever", "pus"):
        assert set(range(1, 91)) <= spans[id], id
    assert 90 in spans.get("crust-long", set()) | spans.get("scab-long", set())


@each
def test_whatever_asks_for_jelly_or_an_ointment_warns_of_fire(checklist: Shipped) -> None:
    """H4: by its words, whichever rule it is."""
    asking = 0
    for rule in checklist.rules:
        asked = [rule.get(key, "") for key in ("do", "check", "how", "then")]
        if "avoid" not in rule and re.search(r"(?i)\b(jelly|ointment|balm|vaseline)", " ".join(asked)):
            asking += 1
            assert re.search(r"burns: no (smoking or )?flames", rule["how"]), rule["id"]
    assert asking


@each
def test_open_skin_asks_for_no_cream_beside_the_clinic_s_and_for_no_wash_under_the_first_dressing(
    checklist: Shipped,
) -> None:
    """H14."""
    burst = checklist.rule("burst-skin")
    assert "jelly" not in burst["do"]
    assert "Then the clinic's ointment; if you got none, plain petroleum jelly." in burst["how"]
    assert "First dressing still on? Leave it for its 24 hours." in burst["how"]
    dressed = checklist.plan({"about": {"dressing"}}, [report(0, "open-skin")]).day(0)
    assert not {"tat-keep-dressing", "pico-keep-dressing", "burst-skin"} <= items(dressed)
    if checklist.id in ("picosure-tattoo", "picosecond"):
        assert "burst-skin" not in items(dressed)


@each
@pytest.mark.parametrize("number", [0, 1, 42])
def test_what_numbing_cream_and_sepsis_do_is_an_emergency_from_the_first_day_on(
    checklist: Shipped, number: int
) -> None:
    """H1, H12."""
    warnings = checklist.plan({}).day(number).warnings
    said = " ".join(line.condition for line in warnings if line.call is Call.EMERGENCY)
    for sign in ("drowsy", "fits", "blue", "odd pulse", "ice cold", "clammy", "breath is much too fast"):
        assert sign in said, sign
    assert sum(line.call in (Call.EMERGENCY, Call.URGENT) for line in warnings) <= 8


@each
def test_a_retinoid_is_left_alone_only_as_whoever_prescribed_it_says(checklist: Shipped) -> None:
    """H5: in every rule whose title names one."""
    found = [rule for rule in checklist.rules if "etinoid" in rule.get("avoid", "")]
    assert found
    for rule in found:
        words = " ".join(rule["how"].split())
        assert "a tablet? Ask whoever prescribed it before you change anything." in words, rule["id"]
        assert not re.search(r"(?i)\bstop\b(?! (a|nothing))", words), rule["id"]


@each
def test_the_clinic_s_creams_are_asked_for_only_after_a_yes_and_then_in_place_of_the_plain_ones(
    checklist: Shipped,
) -> None:
    """H14."""
    own = {
        rule["id"] for rule in checklist.rules if "clinic-creams" in str(rule.get("when")) and "do" in rule
    }
    assert own
    plain = {rule["id"] for rule in checklist.rules if rule["id"].endswith(("-moisturise", "tat-ointment"))}
    given = items(checklist.plan({"about": {"clinic-creams"}}).day(2))
    assert own & given
    assert not plain & given
    assert not own & items(checklist.plan({}).day(2))
    assert plain & items(checklist.plan({}).day(2))


@each
def test_washing_and_moisturising_last_as_long_as_crusts_do(checklist: Shipped) -> None:
    """H18."""
    names = ("-cleanse", "-wash", "-moisturise", "tat-ointment", "tat-dress")
    care = [rule["id"] for rule in checklist.rules if rule["id"].endswith(names)]
    assert len(care) >= 2
    late = max(max(days(checklist.rule(id)["days"])) for id in care) + 2
    held = items(checklist.plan({"place": {"face"}}, [report(late, "crusts")]).day(late))
    assert set(care) <= held | ({"tat-dress"} - held)


OF_A_LENS = {
    *("pig-clean-contact", "pig-night0-handsoff", "pig-alcohol", "pig-no-fragrance"),
    *("pig-expect-lens", "pig-expect-dry", "pig-expect-spots"),
}


def test_a_lens_array_has_rules_of_its_own_and_nothing_else_has_them() -> None:
    """H17."""
    checklist = shipped("picoplus")

    def found(kind: str) -> set[str]:
        plan = checklist.plan({"kind": {kind}})
        first = [plan.day(number) for number in range(15)]
        return set().union(*(items(day) | expected(day) | left_alone(day) for day in first)) & OF_A_LENS

    assert found("lens") == OF_A_LENS
    assert found("spot") == found("deep") == found("toning") == set()


@each
def test_a_dressing_goes_on_after_each_wash(checklist: Shipped) -> None:
    """H8: as often as a wound is washed."""
    for rule in checklist.rules:
        if rule["id"] in ("tat-dress", "pico-dress"):
            prefix = rule["id"].partition("-")[0]
            wash = checklist.rule({"tat": "tat-wash", "pico": "pico-cleanse"}[prefix])
            assert len(rule["at"]) == len(wash["at"]) == 2
            assert "after each wash" in rule["do"].lower()


@each
def test_a_patch_of_another_colour_holds_nothing(checklist: Shipped) -> None:
    """H10: it lasts for months; redness does not."""
    held = {name.split()[0] for rule in checklist.rules for name in rule.get("while", [])}
    assert not held & {"darker", "paler"}
    assert "darker" not in checklist.sign("redness").ask


@each
def test_open_skin_brings_up_what_to_do_with_a_burst_blister(checklist: Shipped) -> None:
    """H7: and nothing does before it is reported."""
    assert "burst-skin" in items(checklist.plan({}, [report(2, "open-skin")]).day(2))
    assert "burst-skin" not in items(checklist.plan({}).day(2))


@each
def test_somebody_looks_an_hour_and_four_hours_after_it(checklist: Shipped) -> None:
    """H21: however late it was. A look that quiet hours would put off to the morning is told before them."""
    looks = [checklist.rule(id) for id in ("first-hour", "first-hours")]
    assert not any("remind" in look for look in looks)
    assert [(look["at"], look["if_missed"], look.get("quiet")) for look in looks] == [
        ("after-1h", "drop", "earlier"),
        ("after-4h", "now", "earlier"),
    ]
    assert written(checklist.rule("tell-now")["days"]) == "0-2"


OF_A_FACE = {
    "pico-spf-am",
    "pico-tinted",
    "pico-cold-sore-watch",
    "pico-sleep-raised",
    "pico-no-sauna-melasma",
    "pico-cosmetic-ink",
    "pico-expect-spots",
}
OF_A_BODY = {
    "pico-cover-sun",
    "pico-spf-body",
    "pico-raise-limb",
    "pico-no-massage",
    "pico-no-water-jets",
}
OF_A_TATTOO = {
    "pico-ointment",
    "pico-dress",
    "pico-allergy-watch",
    "pico-expect-frost",
    "pico-expect-blister",
    "pico-expect-bruise",
}
"""On the body: permanent make-up of a face is left bare."""


@pytest.mark.parametrize(
    ("place", "ink", "there", "not_there"),
    [
        ("body", "no", OF_A_BODY, OF_A_FACE | OF_A_TATTOO),
        ("body", "yes", OF_A_BODY | OF_A_TATTOO, OF_A_FACE),
        ("face", "yes", OF_A_FACE, OF_A_BODY | OF_A_TATTOO),
        ("face", "no", OF_A_FACE - {"pico-cosmetic-ink"}, OF_A_BODY | OF_A_TATTOO),
        (None, "yes", {"pico-spf-am", "pico-spf-body", "pico-cold-sore-watch", "pico-no-massage"}, set()),
    ],
)
def test_what_is_of_a_face_is_not_asked_of_a_body(
    place: str | None, ink: str, there: set[str], not_there: set[str]
) -> None:
    """H16: nor the other way round; whoever did not say where has both."""
    told = {
        "ink": {ink},
        "outdoors": {"yes"},
        "about": {"tans", "cold-sores", "near-eyes"},
        "melasma": {"yes"},
    }
    plan = shipped("picosecond").plan(told if place is None else {**told, "place": {place}})
    every: set[str] = set()
    for number in range(43):
        day = plan.day(number)
        every |= items(day) | offered(day) | expected(day) | left_alone(day)
    assert (there - every, not_there & every) == (set(), set())


def shown(day: Day) -> Iterator[str]:
    """All that a person may read of a day, but for where it comes from and how sources differ."""
    rules = [*(each.rule for each in day.items), *(each.rule for each in day.counted), *day.expects]
    rules += [each.rule for each in day.avoids]
    for rule in rules:
        yield from (rule.title, rule.short, rule.how, rule.why, rule.then)
    for sign in day.signs:
        yield from (sign.ask, sign.short, *sign.words)
    for warning in day.warnings:
        # Brows and lips near what was treated on a face may have ink, whatever that was.
        if warning.id != "ink-dark":
            yield from (warning.condition, warning.short, warning.meanwhile)
    if day.normal:
        yield from (day.normal.usual, day.normal.not_usual, day.normal.short)
    yield day.phase.title if day.phase else ""


@pytest.mark.parametrize("place", [{}, {"place": {"face"}}, {"place": {"body"}}])
@pytest.mark.parametrize("value", [0, 1, 9])
def test_whoever_had_no_ink_reads_of_none(place: Answers, value: int) -> None:
    """H13, H16: neither of a tattoo's usual course nor of its blisters; the one line on ink is a face's."""
    checklist = shipped("picosecond")
    answers: dict[str, Iterable[str]] = {**place, "ink": {"no"}}
    for question in checklist.checklist.questions:
        if question.id not in ("place", "ink"):
            answers[question.id] = {id for id, _ in question.answers[: None if question.many else 1]}
    every = [
        report(day, sign.id, min(value, sign.top))
        for day in range(43)
        for sign in checklist.checklist.signs
        if day or sign.id != "outdoors"
    ]
    plan = checklist.plan(answers, every)
    of_ink = re.compile(r"(?i)\b(ink\w*|tattoo\w*)\b")
    for number in range(91):
        day = plan.day(number)
        assert [text for text in shown(day) if of_ink.search(text)] == [], number
        on_list = "ink-dark" in {warning.id for warning in day.warnings}
        assert on_list is (number <= 42 and place != {"place": {"body"}})


def test_a_body_without_ink_has_no_blister_and_no_very_strong_swelling_as_usual() -> None:
    """H13, H16: what swells or blisters more than a face does is a tattoo's."""
    checklist = shipped("picosecond")
    plan = checklist.plan({"place": {"body"}, "ink": {"no"}})
    tattoo = checklist.plan({"place": {"body"}, "ink": {"yes"}})
    face = checklist.plan({"place": {"face"}})
    for number in range(43):
        for id in ("redness", "swelling", "pain", "blisters", "crusts"):
            sign = checklist.sign(id)
            assert plan.usual(sign, number) == face.usual(sign, number)
        any_size = {"A blister of any size is on the treated skin"}
        said = [{line.condition for line in each.day(number).warnings} for each in (plan, face, tattoo)]
        assert [any_size <= lines for lines in said] == [True, True, False]
    swelling = checklist.sign("swelling")
    assert [each.usual(swelling, 1) for each in (plan, tattoo)] == [(1, 3), (2, 4)]
    normal = [plan.day(number).normal for number in (0, 1, 4, 8, 14)]
    assert [each.usual for each in normal if each] == [
        "Red or darker, warm, puffy and prickly. Tiny dots. Brown spots look grey.",
        "Like a sunburn: puffy, less so each day. Brown spots darken.",
        "Flakes and thin crusts. Redness or a darker flush fades. It may itch.",
        "Flakes or scabs drop. New skin is pink.",
        "Calm, perhaps still pink.",
    ]


@pytest.mark.parametrize(
    ("id", "answers", "names"),
    [
        ("picoplus", {"kind": {"toning"}}, ("pig-expect-red", "pig-expect-sunburn")),
        ("picosure-face", {"strength": {"light"}}, ("face-expect-red", "face-expect-swell")),
    ],
)
def test_after_light_passes_no_strong_course_is_expected(
    id: str, answers: dict[str, set[str]], names: tuple[str, ...]
) -> None:
    """H11: what is not usual on a day is not expected on it."""
    plan = shipped(id).plan(answers)
    for day in range(2, 8):
        assert not {rule.id for rule in plan.day(day).expects} & set(names), day


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ({"spots"}, {"ipl-expect-dark"}),
        ({"vessels"}, {"ipl-expect-vessels"}),
        ({"spots", "vessels"}, {"ipl-expect-dark", "ipl-expect-vessels"}),
        (None, {"ipl-expect-dark", "ipl-expect-vessels"}),
    ],
)
def test_what_pulsed_light_was_for_is_expected_and_both_where_it_was_for_both(
    target: set[str] | None, names: set[str]
) -> None:
    plan = shipped("ipl-face").plan({} if target is None else {"target": target})
    assert {rule.id for rule in plan.day(2).expects} & {"ipl-expect-dark", "ipl-expect-vessels"} == names


@each
def test_what_is_expected_ends_where_a_line_says_to_call_about_it(checklist: Shipped) -> None:
    """What a person reads on one day: crusts are not expected on the day on which they are late."""
    late = [warning for warning in checklist.data["warnings"] if warning["id"] in ("crust-long", "scab-long")]
    first = min(min(days(warning["days"])) for warning in late)
    shedding = re.compile(r"crust|scab|flak|shed", re.IGNORECASE)
    rules = [rule for rule in checklist.rules if shedding.search(rule.get("expect", ""))]
    lines = [line for line in checklist.data["normal"] if shedding.search(line["usual"])]
    phases = [phase for phase in checklist.data["phases"] if shedding.search(phase["title"])]
    assert rules
    assert lines
    until = {line["usual"]: re.search(r"up to day (\d+)", line["usual"]) for line in lines}
    assert [int(found[1]) for found in until.values() if found and int(found[1]) >= first] == []
    lines = [line for line in lines if until[line["usual"]] is None]
    assert [each for each in (*rules, *lines, *phases) if max(days(each["days"])) >= first] == []


@each
def test_tonight_and_tomorrow_stand_only_where_it_lasts_a_day(checklist: Shipped) -> None:
    """H20: what stands for a week speaks of no evening."""
    longer = [
        each
        for each in (*checklist.rules, *checklist.data["warnings"])
        if len(days(each.get("days", "0-"))) > 1
    ]
    soon = re.compile(r"(?i)\b(tonight|tomorrow|yesterday|this (morning|evening))\b")
    assert [text for each in longer for _, text in texts(each) if soon.search(text)] == []


@each
def test_what_is_usual_names_a_darker_tone_beside_redness(checklist: Shipped) -> None:
    """H22: in the first week, in which there is most of it."""
    looked = 0
    for line in checklist.data["normal"]:
        for sentence in sentences(line["usual"]) if min(days(line["days"])) < 7 else ():
            if re.search(r"(?i)\b(red|redder|redness|pink)\b", sentence):
                looked += 1
                assert "darker" in sentence, line
    assert looked or checklist.id == "picosure-tattoo"
