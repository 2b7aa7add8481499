"""Versions, answers and reports in mid-day: each item is judged by what is in force when it comes due."""

import pytest

from checklists.plan.circumstances import AnswerFrom, ReportFrom
from checklists.rules.rule import At
from tests.support.plans import (
    answer,
    answered,
    at,
    avoid,
    checklist,
    do,
    every,
    expect,
    left_alone,
    local,
    on,
    plan,
    reported,
    sign,
    slots_of,
)

START = "2026-11-20T16:00"
NOON = "2026-11-21T12:00"
AFTER = "2026-11-21T12:01"
"""Just after a change at noon of day 1."""
WASH = do("wash", "0-9", at=at("morning", "evening"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # Gone: what was due stays, what was not goes.
        (at("morning", "evening"), (), {"morning": "08:00"}),
        # Moved later: the morning keeps what it was, and is not asked twice.
        (at("morning", "evening"), at("morning+300", "evening+30"), {"morning": "08:00", "evening": "20:30"}),
        # Moved from the evening to before now: late at once, and not lost.
        (at("evening"), at("evening-540"), {"evening": "11:00"}),
        # New, and its time has passed: late at once.
        ((), at("morning"), {"morning": "08:00"}),
        (at("evening"), at("midday"), {"midday": "13:00"}),
        # Due at the very minute of the change: due already.
        ((At("noon", clock=720),), (At("noon", clock=900),), {"noon": "12:00"}),
    ],
)
def test_keys_already_due_keep_the_old_version_and_every_other_comes_from_the_new(
    old: tuple[At, ...], new: tuple[At, ...], expected: dict[str, str]
) -> None:
    before = [do("wash", "0-9", at=old)] if old else []
    after = checklist(*([do("wash", "0-9", at=new)] if new else []))
    made = plan(*before, versions=[(NOON, after)], now=AFTER)
    assert slots_of(made.day(1), "wash") == expected
    assert slots_of(made.day(2), "wash") == slots_of(plan(*after.rules).day(2), "wash")


def test_what_was_due_keeps_the_words_of_its_version() -> None:
    made = plan(
        do("wash", "0-9", at=at("morning", "evening"), title="Wash"),
        versions=[(NOON, checklist(do("wash", "0-9", at=at("morning", "evening"), title="Wash gently")))],
        now="2026-11-25T12:00",
    )
    assert [item.rule.title for item in made.day(1).items] == ["Wash", "Wash gently"]
    assert {item.rule.title for number in (2, 9) for item in made.day(number).items} == {"Wash gently"}
    assert {item.rule.title for item in made.day(0).items} == {"Wash"}


def test_days_moved_by_a_version_drop_and_double_nothing_on_the_day_itself() -> None:
    later = checklist(do("wash", "2-9", at=at("morning", "evening")), do("rest", "0-9"))
    made = plan(WASH, do("rest", "2-9"), versions=[(NOON, later)], now=AFTER)
    assert slots_of(made.day(1)) == {"wash/morning": "08:00", "rest/day": "any time"}
    assert slots_of(made.day(2)) == {"wash/morning": "08:00", "wash/evening": "20:00", "rest/day": "any time"}


@pytest.mark.parametrize("versions", [[(NOON, "b")], [(NOON, "b"), ("2026-11-21T15:00", "a")]])
def test_a_rule_with_a_new_id_is_not_asked_twice_for_one_slot(versions: list[tuple[str, str]]) -> None:
    known = {"a": checklist(WASH), "b": checklist(do("cleanse", "0-9", was=("wash",), at=WASH.at))}
    made = plan(WASH, versions=[(since, known[which]) for since, which in versions], now="2026-11-21T21:00")
    last = "cleanse" if versions[-1][1] == "b" else "wash"
    assert slots_of(made.day(1)) == {"wash/morning": "08:00", f"{last}/evening": "20:00"}
    first = next(item for item in made.day(1).items if item.rule.id == last)
    assert first.former == (("2026-11-21/wash/evening",) if last == "cleanse" else ())


def test_a_rule_whose_new_id_is_undone_is_not_asked_twice_either() -> None:
    cleanse = checklist(do("cleanse", "0-9", was=("wash",), at=WASH.at))
    made = plan(WASH, versions=[("2026-11-21T07:00", cleanse), (NOON, checklist(WASH))], now=AFTER)
    assert slots_of(made.day(1)) == {"cleanse/morning": "08:00", "wash/evening": "20:00"}


def test_a_rule_split_in_two_asks_for_both_halves() -> None:
    halves = [do(id, "0-9", was=("wash",), at=WASH.at) for id in ("rinse", "dry")]
    made = plan(WASH, versions=[(NOON, checklist(*halves))], now=AFTER)
    assert list(slots_of(made.day(1))) == ["rinse/evening", "wash/morning", "dry/evening"]


def test_items_keep_the_order_of_the_file_with_what_has_gone_last() -> None:
    after = checklist(do("c", "0-9", at=at("morning")), do("a", "0-9"), do("b", "0-9", at=at("evening")))
    made = plan(*[do(id, "0-9", at=at("morning")) for id in "abcd"], versions=[(NOON, after)], now=AFTER)
    assert list(slots_of(made.day(1))) == [
        "c/morning",
        "a/morning",
        "a/day",
        "b/morning",
        "b/evening",
        "d/morning",
    ]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # Taken off: the morning was asked for, the evening no longer is.
        ([answered(START, "x", "yes"), answered(NOON, "x", "no")], {"wash/morning": "08:00"}),
        # Brought on: the morning was not asked for and so is not late.
        (
            [answered(START, "x", "no"), answered(NOON, "x", "yes")],
            {"wash/evening": "20:00", "rest/day": "any time"},
        ),
        (
            [answered(START, "x", "no"), AnswerFrom(local(NOON), "x", None)],
            {"wash/evening": "20:00", "rest/day": "any time"},
        ),
        # There and back.
        (
            [
                answered(START, "x", "yes"),
                answered(NOON, "x", "no"),
                answered("2026-11-21T12:30", "x", "yes"),
            ],
            {"wash/morning": "08:00", "wash/evening": "20:00", "rest/day": "any time"},
        ),
    ],
)
def test_an_answer_counts_for_what_comes_due_from_then_on_and_for_what_has_no_time(
    answers: list[AnswerFrom], expected: dict[str, str]
) -> None:
    rules = [
        do("wash", "1-9", at=WASH.at, when=answer("x", "yes")),
        do("rest", "1-9", when=answer("x", "yes")),
    ]
    made = plan(*rules, answers=answers, now="2026-11-21T13:00")
    assert slots_of(made.day(1)) == expected


def test_before_it_was_given_an_answer_is_not_sure() -> None:
    rule = do("wash", "0-9", at=WASH.at, when=answer("x", "yes"))
    made = plan(rule, answers=[answered(NOON, "x", "no")], now="2026-11-30T12:00")
    assert [list(slots_of(made.day(number), "wash")) for number in (0, 1, 2)] == [
        ["evening"],
        ["morning"],
        [],
    ]


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([], []),
        ([reported("2026-11-21T11:30", "out", 1)], ["12:00", "14:00", "16:00", "18:00"]),
        ([reported("2026-11-21T11:30", "out", 1, until="2026-11-21T16:00")], ["12:00", "14:00", "16:00"]),
        ([reported("2026-11-21T11:30", "out", 1), reported("2026-11-21T13:00", "out", 0)], ["12:00"]),
        ([reported("2026-11-21T11:30", "out", 1), reported("2026-11-21T13:00", "out", None)], ["12:00"]),
        (
            [
                reported("2026-11-21T09:30", "out", 1, until="2026-11-21T11:00"),
                reported("2026-11-21T13:30", "out", 1, until="2026-11-21T17:00"),
            ],
            ["10:00", "14:00", "16:00"],
        ),
        # A later report takes the place of an earlier one that would have run on.
        (
            [
                reported("2026-11-21T09:30", "out", 1, until="2026-11-21T18:00"),
                reported("2026-11-21T11:00", "out", 0, until="2026-11-21T12:00"),
            ],
            ["10:00"],
        ),
    ],
)
@pytest.mark.parametrize("now", ["2026-11-21T13:45", "2026-11-21T19:00", "2026-11-24T12:00"])
def test_a_report_counts_until_it_runs_out_and_is_known_to_run_out(
    now: str, reports: list[ReportFrom], expected: list[str]
) -> None:
    cream = do("cream", "1-9", interval=every(120, "10:00-18:00"), when=sign("out"), unreported=False)
    made = plan(cream, reports=reports, now=now)
    assert list(slots_of(made.day(1), "cream").values()) == expected


def test_a_report_that_runs_out_today_says_nothing_about_tomorrow() -> None:
    told = [reported(NOON, "out", 1, until="2026-11-21T18:00")]
    rules = [
        do("cream", "1-9", interval=every(120, "10:00-18:00"), when=sign("out"), unreported=False),
        do("hat", "1-9", when=sign("out"), unreported=False),
        avoid("sun", "1-9", when=sign("out"), unreported=False),
        expect("heat", "1-9", when=sign("out"), unreported=False),
    ]
    made = plan(*rules, reports=told, now="2026-11-21T13:00")
    today, tomorrow = made.day(1), made.day(2)
    assert (on(today), list(left_alone(today)), len(today.expects)) == (["cream", "hat"], ["sun"], 1)
    assert (on(tomorrow), list(left_alone(tomorrow)), len(tomorrow.expects)) == ([], [], 0)
    evening = plan(*rules, reports=told, now="2026-11-21T18:00")
    assert (on(evening.day(1)), evening.state.signs) == (["cream"], {})


def test_a_once_item_whose_slot_passed_unasked_is_open_at_any_time() -> None:
    ask = do("ask", "1-3", once=True, at=at("morning"), when=sign("pain", 4), unreported=False)
    made = plan(ask, reports=[reported(NOON, "pain", 5)], now=AFTER)
    assert slots_of(made.day(1)) == {"ask/day": "any time"}
    assert [item.key for item in made.day(1).items] == ["once/ask"]
    due = plan(ask, reports=[reported(START, "pain", 5), reported(NOON, "pain", 0)], now=AFTER)
    assert slots_of(due.day(1)) == {"ask/morning": "08:00"}


def test_what_was_recorded_out_of_order_counts_by_its_time() -> None:
    rule = do("wash", "0-9", at=WASH.at, when=answer("x", "yes"))
    given = [answered(START, "x", "no"), answered("2026-11-23T12:00", "x", "yes"), answered(NOON, "x", "no")]
    made = plan(rule, answers=given, now="2026-11-25T12:00")
    assert [number for number in range(1, 6) if made.day(number).items] == [3, 4, 5]
