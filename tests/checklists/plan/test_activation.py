"""Which rules are on: `when` and `unless`, and what `silences` takes away."""

import pytest

from checklists.plan.circumstances import AnswerFrom, ReportFrom
from checklists.rules.rule import Condition, Match
from tests.support.plans import (
    answer,
    answered,
    at,
    do,
    local,
    on,
    plan,
    reported,
    sign,
    slots_of,
)

START = "2026-11-20T16:00"
MAKEUP = answer("habits", "makeup", "lashes")
NOT_SURE = AnswerFrom(local("2026-11-20T17:00"), "habits", None)


@pytest.mark.parametrize(
    ("answers", "with_when", "with_unless"),
    [
        ([], True, True),
        ([NOT_SURE], True, True),
        ([answered(START, "habits", "makeup")], True, False),
        ([answered(START, "habits", "lashes", "exercise")], True, False),
        ([answered(START, "habits", "exercise")], False, True),
        ([answered(START, "habits")], False, True),
        ([answered(START, "other", "makeup")], True, True),
        ([answered(START, "habits", "exercise"), NOT_SURE], True, True),
    ],
)
def test_not_sure_keeps_a_rule_on_and_only_a_real_yes_takes_one_off(
    answers: list[AnswerFrom], with_when: bool, with_unless: bool
) -> None:
    made = plan(do("back", "1", when=MAKEUP), do("bare", "1", unless=MAKEUP), answers=answers)
    assert on(made.day(1)) == ["back"] * with_when + ["bare"] * with_unless


@pytest.mark.parametrize(
    ("reports", "by_default", "if_reported", "unless"),
    [
        ([], True, False, True),
        ([reported(START, "redness", 1)], False, False, True),
        ([reported(START, "redness", 2)], True, True, False),
        ([reported(START, "redness", 3)], True, True, False),
        ([reported(START, "redness", 4)], False, False, True),
        ([reported(START, "redness", 4), reported("2026-11-20T17:00", "redness", 2)], True, True, False),
        ([reported(START, "redness", 1), reported("2026-11-20T17:00", "redness", None)], True, False, True),
        ([reported(START, "pain", 2)], True, False, True),
    ],
)
def test_before_a_report_a_rule_is_on_unless_it_says_otherwise(
    reports: list[ReportFrom], by_default: bool, if_reported: bool, unless: bool
) -> None:
    made = plan(
        do("strict", "1", when=sign("redness", 2, 3)),
        do("quiet", "1", when=sign("redness", 2, 3), unreported=False),
        do("spared", "1", unless=sign("redness", 2, 3)),
        reports=reports,
    )
    assert on(made.day(1)) == ["strict"] * by_default + ["quiet"] * if_reported + ["spared"] * unless


@pytest.mark.parametrize(
    ("answers", "sure", "other", "mixed"),
    [
        ([], False, True, True),
        ([NOT_SURE], False, True, True),
        ([answered(START, "habits", "makeup")], True, False, True),
        ([answered(START, "habits")], False, True, False),
    ],
)
def test_a_rule_may_ask_for_a_real_yes_so_that_its_stricter_twin_stands_alone(
    answers: list[AnswerFrom], sure: bool, other: bool, mixed: bool
) -> None:
    made = plan(
        do("sure", "1", when=answer("habits", "makeup"), unreported=False),
        do("other", "1", unless=answer("habits", "makeup")),
        # Where a sign is asked too, it is the sign that must have been reported.
        do("mixed", "1", when=((Match("habits", ("makeup",)), Match("redness", low=1)),), unreported=False),
        answers=answers,
        reports=[reported(START, "redness", 2)],
    )
    assert on(made.day(1)) == ["sure"] * sure + ["other"] * other + ["mixed"] * mixed


@pytest.mark.parametrize(
    ("habits", "redness", "expected"),
    [
        (["makeup"], 3, ["all", "any"]),
        (["makeup"], 0, ["any", "none"]),
        ([], 3, ["any", "none"]),
        ([], 0, ["none"]),
        (None, 3, ["all", "any", "none"]),
        (None, 0, ["any", "none"]),
        (["makeup"], None, ["any", "none"]),
        ([], None, ["none"]),
    ],
)
def test_a_map_asks_for_all_and_a_list_for_any(
    habits: list[str] | None, redness: int | None, expected: list[str]
) -> None:
    both: Condition = ((MAKEUP[0][0], Match("redness", low=2)),)
    either: Condition = (MAKEUP[0], (Match("redness", low=2),))
    made = plan(
        do("all", "1", when=both, unreported=False),
        do("any", "1", when=either, unreported=False),
        do("none", "1", unless=both),
        answers=[] if habits is None else [answered(START, "habits", *habits)],
        reports=[] if redness is None else [reported(START, "redness", redness)],
    )
    assert on(made.day(1)) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([answered(START, "creams", "yes")], ["clinic"]),
        ([answered(START, "creams", "no")], ["own"]),
        ([], ["clinic", "own"]),
        ([AnswerFrom(local(START), "creams", None)], ["clinic", "own"]),
    ],
)
def test_a_rule_silences_another_only_by_a_real_yes(answers: list[AnswerFrom], expected: list[str]) -> None:
    clinic = do("clinic", "1-6", when=answer("creams", "yes"), silences=("own",))
    made = plan(clinic, do("own", "1-13"), answers=answers)
    assert on(made.day(1)) == expected
    assert "own" in on(made.day(7))


@pytest.mark.parametrize(
    ("reports", "expected"), [([], ["rest", "run"]), ([reported(START, "sore", 1)], ["rest"])]
)
def test_a_sign_nobody_reported_is_no_real_yes(reports: list[ReportFrom], expected: list[str]) -> None:
    rest = do("rest", "1", when=sign("sore"), silences=("run",))
    assert on(plan(rest, do("run", "1"), reports=reports).day(1)) == expected


@pytest.mark.parametrize(("answers", "expected"), [([], ["a", "b"]), ([answered(START, "fit", "no")], ["a"])])
def test_an_exception_nobody_denied_is_no_real_yes(answers: list[AnswerFrom], expected: list[str]) -> None:
    a = do("a", "1", unless=answer("fit", "yes"), silences=("b",))
    assert on(plan(a, do("b", "1"), answers=answers).day(1)) == expected


def test_a_silenced_rule_silences_nothing() -> None:
    chain = [do("a", "1", silences=("b",)), do("b", "1-2", silences=("c",)), do("c", "1-2")]
    made = plan(*chain)
    assert on(made.day(1)) == ["a", "c"]
    assert on(made.day(2)) == ["b"]


def test_a_rule_counted_in_hours_silences_for_those_hours_and_no_longer() -> None:
    made = plan(
        do("dressing", lasts=24 * 60, silences=("wash",)),
        do("wash", "0-5", at=at("morning", "midday", "evening")),
    )
    assert [list(slots_of(made.day(number), "wash")) for number in range(3)] == [
        [],
        ["evening"],
        ["morning", "midday", "evening"],
    ]


def test_a_rule_that_is_not_on_yet_silences_nothing_yet() -> None:
    made = plan(
        do("ointment", "0-5", not_before=24 * 60, silences=("wash",)),
        do("wash", "0-5", at=at("morning", "midday", "evening")),
    )
    assert [list(slots_of(made.day(number), "wash")) for number in range(3)] == [
        ["evening"],
        ["morning", "midday"],
        [],
    ]
