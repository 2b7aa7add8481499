"""Where each rule of a checklist stands: whose word it is, and why it is off."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from checklists.loader import load_checklist
from checklists.plan.circumstances import AnswerFrom, Circumstances, ReportFrom, Times, VersionFrom, ZoneFrom
from checklists.plan.plan import Plan
from checklists.rules.rule import Span
from tests.support.apps import TREATED
from tests.support.files import HEAD
from tests.support.overlays import BASE, HEADING, base_of, over
from tests.support.plans import SLOTS
from tui.files.rule_origin import ChangedKey, Layer, OriginKind, RuleOrigin, rule_origins
from tui.recovery.clinic_dates import ClinicDate

MIDDLE = """format: 1
extends: base
id: clinic
change:
  wash: {days: 2-5}
  numb: {lasts: 6h}
"""


def layer(text: str, **files: str) -> Layer:
    """A file read with what it extends."""
    loaded = load_checklist(text, name="mine.yaml", base=base_of({"base": BASE} | files))
    return Layer.of(loaded.checklist, loaded.canonical)


def recovering(
    answers: Mapping[str, frozenset[str] | None] | None = None, treated: datetime = TREATED, **signs: int
) -> Plan:
    """The plan of a person who has answered and reported so much."""
    circumstances = Circumstances(
        treated,
        (VersionFrom(treated, layer(BASE).checklist),),
        (ZoneFrom(treated, "Europe/Berlin"),),
        tuple(AnswerFrom(treated, question, chosen) for question, chosen in (answers or {}).items()),
        tuple(ReportFrom(treated, sign, value) for sign, value in signs.items()),
    )
    return Plan(circumstances, Times(4 * 60, SLOTS), treated)


def of(text: str, rule: str, now: Plan | None = None) -> RuleOrigin:
    """Where a rule stands in an overlay of BASE."""
    found = rule_origins(layer(HEADING + text), [layer(BASE)], now or recovering())
    return next(each for each in found if each.rule.id == rule)


def test_a_rule_as_it_came_says_nothing_of_itself() -> None:
    wash = of("title: Mine\n", "wash")
    assert (wash.origin, wash.changed, wash.because, wash.yours) == (OriginKind.BASE, (), "", False)
    assert wash.keys["at"] == ["morning", "evening"]
    assert wash.written


def test_a_changed_rule_names_each_key_as_it_is_and_as_it_was() -> None:
    wash = of("change:\n  wash: {days: 0-4, at: null, how: Softly., because: my clinic's sheet}\n", "wash")
    assert (wash.origin, wash.because, wash.yours) == (OriginKind.CHANGED, "my clinic's sheet", True)
    assert wash.changed == (
        ChangedKey("days", "0-4", "1-13"),
        ChangedKey("at", None, ["morning", "evening"]),
        ChangedKey("how", "Softly.", None),
    )
    assert wash.before is not None
    assert wash.before.days == (Span(1, 13),)
    assert wash.base is not None
    assert wash.base["days"] == "1-13"


@pytest.mark.parametrize("text", ["{days: [1-13]}", "{at: [morning, evening]}"])
def test_a_value_that_reads_as_it_did_changes_nothing(text: str) -> None:
    assert of(f"change:\n  wash: {text}\n", "wash").origin is OriginKind.BASE


def test_a_reason_alone_makes_a_rule_one_s_own() -> None:
    wash = of("change:\n  wash: {because: she said so}\n", "wash")
    assert (wash.origin, wash.changed, wash.because) == (OriginKind.CHANGED, (), "she said so")


def test_a_removed_rule_stays_in_its_place_with_the_reason() -> None:
    added = "{id: cream, do: Cream, days: 1, agreement: unsourced, because: asked}"
    text = f"remove: [no-sun]\nadd:\n  - {added}\n"
    found = rule_origins(layer(HEADING + text), [layer(BASE)], recovering(), {"no-sun": "always indoors"})
    assert [each.rule.id for each in found] == [
        *("wash", "no-sun", "no-makeup", "numb", "back", "check-in", "cream")
    ]
    gone, cream = found[1], found[-1]
    assert (gone.origin, gone.because, gone.rule.title) == (OriginKind.REMOVED, "always indoors", "Sun")
    assert (cream.origin, cream.because, cream.base, cream.before) == (OriginKind.ADDED, "asked", None, None)


def test_a_rule_that_was_renamed_is_not_listed_twice() -> None:
    shade = "{id: shade, avoid: Sun, days: 0-27, was: [no-sun], agreement: unsourced}"
    text = f"remove: [no-sun]\nadd:\n  - {shade}\n"
    found = rule_origins(layer(HEADING + text), [layer(BASE)], recovering())
    assert [each.rule.id for each in found if each.rule.title == "Sun"] == ["shade"]


def test_what_the_program_adds_to_a_file_is_in_none() -> None:
    assert not of("title: Mine\n", "check-in").written


def test_a_whole_file_changes_nothing() -> None:
    found = rule_origins(layer(BASE), [], recovering())
    assert {each.origin for each in found} == {OriginKind.BASE}
    assert found[0].base == found[0].keys


def test_a_file_between_is_named_where_it_spoke_last() -> None:
    mine = layer("format: 1\nextends: clinic\nid: mine\nchange:\n  numb: {lasts: 8h}\n", clinic=MIDDLE)
    found = {each.rule.id: each for each in rule_origins(mine, [layer(MIDDLE), layer(BASE)], recovering())}
    assert (found["wash"].origin, found["wash"].changed_by) == (OriginKind.BASE, "clinic")
    assert (found["numb"].origin, found["numb"].changed) == (
        OriginKind.CHANGED,
        (ChangedKey("lasts", "8h", "6h"),),
    )
    assert (found["no-sun"].origin, found["no-sun"].changed_by) == (OriginKind.BASE, "")


def test_what_the_clinic_said_stands_beside_the_file() -> None:
    told = ClinicDate((Span(0, 4),))
    found = rule_origins(layer(BASE), [], recovering(), clinic={"no-sun": told})
    assert [each.rule.id for each in found if each.clinic is not None] == ["no-sun"]
    assert found[1].clinic == told


WHOM = (
    HEAD
    + """questions:
  - {id: habits, ask: What is usual?, many: yes, answers: {makeup: Make-up, sport: Sport, uv: UV lamps}}
  - {id: tone, ask: Do you tan?, answers: {"yes": "Yes", "no": "No"}}
  - {id: strength, ask: How strong?, answers: {strong: Red for days, light: Calm soon}}
signs:
  - {id: open-skin, ask: Open?, scale: yes-no, days: 0-7}
  - {id: pain, ask: How sore?, scale: 0-10, days: 0-7}
rules:
  - {id: r, do: It, days: 0-3, CONDITION agreement: unsourced}
  - {id: gel, do: Use the gel, short: gel, days: 0-5, when: {strength: strong}, silences: [r], EMPTY}
  - {id: wet, do: Wet wrap, days: 1, when: {tone: "yes"}, silences: [r], EMPTY}
  - {id: top, do: Top, days: 0-9, when: {habits: uv}, silences: [gel], EMPTY}
""".replace("EMPTY", "agreement: unsourced")
)


def why(condition: str, answers: Mapping[str, frozenset[str]], **signs: int) -> tuple[str, str] | None:
    """Why a rule with a condition is off."""
    found = rule_origins(
        layer(WHOM.replace("CONDITION", condition)), [], recovering(answers, TREATED, **signs)
    )
    assert found[0].rule.id == "r"
    return None if found[0].off is None else found[0].off[:2]


def said(**answers: str) -> dict[str, frozenset[str]]:
    """Answers by question, parted by spaces."""
    return {question: frozenset(chosen.split()) for question, chosen in answers.items()}


@pytest.mark.parametrize(
    ("condition", "answers", "words", "sentence"),
    [
        (
            "when: {habits: makeup},",
            said(habits="sport"),
            "not for you: no make-up",
            'Asked "What is usual?" you did not say: make-up.',
        ),
        (
            "when: {habits: [makeup, uv]},",
            said(habits=""),
            "not for you: no make-up and UV lamps",
            'Asked "What is usual?" you did not say: make-up and UV lamps.',
        ),
        (
            "when: {strength: strong},",
            said(strength="light"),
            "not for you: calm soon",
            'Asked "How strong?" you said: calm soon.',
        ),
        (
            'when: {tone: "yes"},',
            said(tone="no"),
            "not for you: tone no",
            'Asked "Do you tan?" you said: no.',
        ),
        (
            'unless: {tone: "yes"},',
            said(tone="yes"),
            "not for you: tone yes",
            'Asked "Do you tan?" you said: yes.',
        ),
        (
            "unless: {habits: [makeup, sport]},",
            said(habits="sport uv"),
            "not for you: sport",
            'Asked "What is usual?" you said: sport.',
        ),
        (
            "when: {open-skin: yes}, unreported: off,",
            {},
            "only if open skin",
            "Only while you report open skin.",
        ),
    ],
)
def test_an_answer_or_a_report_that_switches_a_rule_off_is_named(
    condition: str, answers: Mapping[str, frozenset[str]], words: str, sentence: str
) -> None:
    assert why(condition, answers) == (words, sentence)


def test_a_report_switches_off_what_is_not_for_it() -> None:
    assert why("unless: {pain: 4+},", {}, pain=5) == (
        "not while pain of 4 or more",
        "Not while you report pain of 4 or more.",
    )
    assert why("when: {open-skin: no},", {}, **{"open-skin": 1}) == (
        "only if no open skin",
        "Only while you report no open skin.",
    )


def test_who_is_not_sure_keeps_every_rule() -> None:
    assert why("when: {habits: makeup},", {}) is None
    assert why("unless: {habits: makeup},", {}) is None
    assert why("when: {open-skin: yes},", {}) is None


def test_a_rule_in_its_place_is_named() -> None:
    assert why("", said(strength="strong")) == ("not for you: gel instead", '"Use the gel" takes its place.')


def test_a_rule_in_its_place_on_some_days_leaves_it_on() -> None:
    found = rule_origins(layer(WHOM.replace("CONDITION", "")), [], recovering(said(tone="yes")))
    assert found[0].off is not None
    assert not found[0].off.whole
    assert found[0].off.sentence == '"Wet wrap" takes its place on day 1.'


@pytest.mark.parametrize(
    ("treated", "lasts", "sentence"),
    [
        (TREATED, "12h", '"Use the gel" takes its place on day 0.'),
        (TREATED, "13h", '"Use the gel" takes its place.'),
        (TREATED, "24h", '"Use the gel" takes its place.'),
        (TREATED + timedelta(hours=8, minutes=30), "3h", '"Use the gel" takes its place on day 0.'),
        (TREATED + timedelta(hours=8, minutes=30), "4h", '"Use the gel" takes its place.'),
    ],
)
def test_a_rule_in_its_place_for_hours_is_there_on_the_days_that_hold_one(
    treated: datetime, lasts: str, sentence: str
) -> None:
    text = WHOM.replace("CONDITION", "").replace("do: It, days: 0-3", "do: It, days: 0-1")
    text = text.replace("short: gel, days: 0-5", f"short: gel, lasts: {lasts}")
    found = rule_origins(layer(text), [], recovering(said(strength="strong"), treated))
    assert found[0].off is not None
    assert found[0].off.sentence == sentence


def test_what_is_silenced_itself_silences_nothing() -> None:
    assert why("", said(strength="strong", habits="uv")) is None


def test_an_overlay_that_changes_a_condition_changes_whom_a_rule_is_for() -> None:
    answers = recovering(said(habits="sport"))
    assert of("title: Mine\n", "no-makeup", answers).off is not None
    assert of("change:\n  no-makeup: {when: {habits: sport}}\n", "no-makeup", answers).off is None


def test_the_overlays_of_these_tests_are_good_files() -> None:
    assert over("title: Mine\n").checklist.id == "mine"
