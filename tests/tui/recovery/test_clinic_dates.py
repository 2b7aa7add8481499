"""What the clinic said of days and times, laid over a checklist: pure."""

from typing import Any

import pytest

from checklists.rules.checklist import Checklist
from checklists.rules.rule import AsNeeded, Match, Remind, Rule
from tests.support.days import with_dates
from tests.support.plans import at, avoid, checklist, days, do, every, expect
from tui.recovery.clinic_dates import (
    ClinicDate,
    ClinicRule,
    date_value,
    date_words,
    read_date,
)
from tui.text.parse import parse_at, parse_days

CRUSTS = (Match("crusts", low=1),)


def said(spans: str = "", times: str = "") -> ClinicDate:
    """What the clinic said, as a person writes it."""
    return ClinicDate(parse_days(spans) if spans else (), parse_at(times) if times else ())


def changed(rule: Rule, date: ClinicDate) -> dict[str, Any]:
    """What a clinic date makes otherwise in a rule."""
    laid = with_dates(checklist(rule), {rule.id: date}).rule(rule.id)
    assert isinstance(laid, ClinicRule)
    assert (laid.published, laid.clinic_date, laid.follows) == (rule, date, "")
    return {
        name: getattr(laid, name)
        for name in Rule.__struct_fields__
        if getattr(laid, name) != getattr(rule, name)
    }


WEEKLY = do("w", "7-56", weekdays=(6,))
STEPS = do("s", "1-29", step=7)
TABLE: dict[str, tuple[Rule, ClinicDate, dict[str, Any]]] = {
    "shorter": (avoid("a", "0-6"), said("0-4"), {"days": days("0-4")}),
    "longer and open": (avoid("a", "0-6"), said("0-"), {"days": days("0-")}),
    "a list": (do("d", "1-9"), said("1, 3, 7-9"), {"days": days("1", "3", "7-9")}),
    "leaves while": (avoid("a", "0-6", holds=CRUSTS), said("0-8"), {"days": days("0-8")}),
    "lifts while, if the clinic said so": (
        avoid("a", "0-6", holds=CRUSTS),
        said("0-8")._replace(lifts=True),
        {"days": days("0-8"), "held_by": ()},
    ),
    "in the place of hours": (avoid("a", lasts=4 * 60), said("0-1"), {"days": days("0-1"), "lasts": None}),
    "beats from": (do("d", "1-9", not_before=24 * 60), said("0-2"), {"days": days("0-2"), "not_before": 0}),
    "waits for no other rule": (
        do("d", "7-9", once=True, once_lifted="a"),
        said("5-9"),
        {"days": days("5-9"), "once_lifted": None},
    ),
    "times only": (do("d", "1-9", at=at("morning")), said("", "evening"), {"at": at("evening")}),
    "both": (
        do("d", "1-9", at=at("morning")),
        said("2-", "lunch 12:15"),
        {"days": days("2-"), "at": at("lunch 12:15")},
    ),
    "times beat an interval": (
        do("d", "1-9", interval=every(120)),
        said("", "morning, midday"),
        {"at": at("morning", "midday"), "interval": None},
    ),
    "times beat as needed": (
        do("d", "1-9", as_needed=AsNeeded(60)),
        said("", "evening+1h"),
        {"at": at("evening+60"), "as_needed": None},
    ),
    "days leave an interval": (do("d", "1-9", interval=every(120)), said("1-2"), {"days": days("1-2")}),
    "told with its new time": (
        do("d", "1-9", at=at("morning"), remind=Remind(at=at("midday")[0], days=days("1-3"))),
        said("", "evening"),
        {"at": at("evening"), "remind": Remind(days=days("1-3"))},
    ),
    "still not told": (
        do("d", "1-9", at=at("morning"), remind=Remind(off=True)),
        said("", "evening"),
        {"at": at("evening")},
    ),
    "a long range keeps its weekdays": (WEEKLY, said("10-40"), {"days": days("10-40")}),
    "an open one too": (WEEKLY, said("10-"), {"days": days("10-")}),
    "a short range is meant whole": (WEEKLY, said("10-12"), {"days": days("10-12"), "weekdays": ()}),
    "a range keeps its steps": (STEPS, said("3-40"), {"days": days("3-40")}),
    "days by name are meant one by one": (STEPS, said("3, 5"), {"days": days("3", "5"), "step": 1}),
    "what is expected": (expect("e", "0-3"), said("0-5"), {"days": days("0-5")}),
}


@pytest.mark.parametrize("case", TABLE)
def test_a_date_replaces_just_this(case: str) -> None:
    rule, date, otherwise = TABLE[case]
    assert changed(rule, date) == otherwise


def test_a_checklist_without_a_word_of_the_clinic_is_itself() -> None:
    plain = checklist(avoid("a", "0-6"))
    assert with_dates(plain, {}) is plain
    assert with_dates(plain, {"other": said("0-1")}) is plain


def test_the_other_rules_are_the_very_same() -> None:
    plain = checklist(avoid("a", "0-6"), do("d", "1-9"))
    assert with_dates(plain, {"a": said("0-1")}).rules[1] is plain.rules[1]


def test_a_date_follows_a_rule_to_its_new_name_and_its_own_beats_the_former() -> None:
    renamed = checklist(avoid("new", "0-6", was=("old", "older")))

    def last(dates: dict[str, ClinicDate]) -> int | None:
        return with_dates(renamed, dates).rules[0].last_day

    assert last({"older": said("0-1")}) == 1
    assert last({"older": said("0-1"), "old": said("0-2")}) == 2
    assert last({"old": said("0-2"), "new": said("0-3")}) == 3


@pytest.mark.parametrize("rule", [avoid("a", "0-6"), expect("a", "0-6")])
def test_what_has_no_times_takes_none(rule: Rule) -> None:
    """A later version may have made an `avoid` of what was a `do`."""
    plain = checklist(rule)
    assert with_dates(plain, {"a": said("", "evening")}) is plain
    laid = with_dates(plain, {"a": said("0-1", "evening")}).rules[0]
    assert (laid.days, laid.at) == (days("0-1"), ())


def waiting(*on: str, **more: Any) -> Checklist:
    """Something left alone, and what begins again after it."""
    return checklist(avoid("a", "0-6"), do("back", *on, once_lifted="a", **more))


@pytest.mark.parametrize(
    ("on", "date", "moved"),
    [
        ("7-10", said("0-4"), "5-8"),
        ("7-10", said("0-20"), "21-24"),
        ("14-", said("0-20"), "28-"),
        ("2-10", said("0"), "0-8"),
    ],
)
def test_what_waits_for_a_rule_moves_with_its_end(on: str, date: ClinicDate, moved: str) -> None:
    back = with_dates(waiting(on, once=True), {"a": date}).rules[1]
    assert isinstance(back, ClinicRule)
    assert (back.days, back.follows, back.once_lifted) == (days(moved), "a", "a")


@pytest.mark.parametrize("date", [said("0-6"), said("0-"), said("2-6")])
def test_what_waits_stays_where_the_end_stays_or_never_comes(date: ClinicDate) -> None:
    plain = waiting("7-10")
    assert with_dates(plain, {"a": date}).rules[1] is plain.rules[1]


@pytest.mark.parametrize(
    ("treated", "hours", "moved"),
    [
        ("2026-11-20T16:00", 24, "4-5"),
        ("2026-11-20T16:00", 12, "5-6"),
        ("2026-11-20T16:00", 37, "3-4"),
        ("2026-11-20T04:00", 24, "5-6"),
        ("2026-11-21T00:30", 3, "5-6"),
        ("2026-11-21T00:30", 4, "4-5"),
    ],
)
def test_what_waits_for_hours_moves_with_their_end(treated: str, hours: int, moved: str) -> None:
    plain = checklist(avoid("a", lasts=hours * 60), do("back", "2-3", once_lifted="a"))
    assert with_dates(plain, {"a": said("0-3")}, treated).rules[1].days == days(moved)


def test_what_waits_and_has_a_date_of_its_own_keeps_that() -> None:
    back = with_dates(waiting("7-10"), {"a": said("0-4"), "back": said("9")}).rules[1]
    assert isinstance(back, ClinicRule)
    assert (back.days, back.follows) == (days("9"), "")


def test_nothing_silences_what_the_clinic_gave_days_of_its_own() -> None:
    plain = checklist(do("creams", "0-6", silences=("wash", "cool")), do("wash", "0-9", at=at("morning")))
    assert with_dates(plain, {"wash": said("0-9")}).rules[0].silences == ("cool",)
    assert with_dates(plain, {"wash": said("", "evening")}).rules[0].silences == ("wash", "cool")
    both = with_dates(plain, {"wash": said("0-9"), "creams": said("0-3")}).rules[0]
    assert (both.days, both.silences) == (days("0-3"), ("cool",))


@pytest.mark.parametrize("date", [said("0-4"), said("", "morning, lunch 12:15"), said("3, 7-", "after-4h")])
def test_the_journal_gives_back_what_it_keeps(date: ClinicDate) -> None:
    assert read_date(date_value(date, "Wash")) == date


@pytest.mark.parametrize(
    "value", [None, "0-4", {}, {"days": "", "at": ""}, {"days": "4-0"}, {"days": None, "at": 3}]
)
def test_what_the_journal_cannot_have_kept_leaves_the_checklist(value: object) -> None:
    assert read_date(value) is None


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (said("0-4"), "days 0 to 4"),
        (said("3"), "day 3"),
        (said("14-"), "from day 14"),
        (said("3, 7-9, 14-"), "days 3, 7 to 9 and 14 to the end"),
        (said("", "evening+1h"), "evening+1h"),
        (said("0-4", "morning, lunch 12:15"), "days 0 to 4, morning and lunch 12:15"),
    ],
)
def test_a_date_in_words(date: ClinicDate, words: str) -> None:
    assert date_words(date) == words
