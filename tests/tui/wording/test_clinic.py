"""What a clinic date makes of a rule: whether it shortens it, and when the rule is on or back."""

import pytest
from msgspec.structs import replace

from checklists.rules.rule import Match, Rule
from tests.support.plans import avoid, days, do, every, expect, plan
from tui.recovery.clinic_dates import ClinicDate, dated
from tui.text.parse import parse_at, parse_days
from tui.wording.clinic import clinic_words, is_shortened, outlook, own_date, published, published_words

TREATED = "2026-11-20T16:00"
MAKE_UP = avoid("make-up", "0-6", then="Lightly first.")
HELD = avoid("make-up", "0-6", holds=(Match("crusts", low=1),), then="Lightly first.")


def is_shorter(rule: Rule, spans: str) -> bool:
    return is_shortened(rule, parse_days(spans), plan(rule))


@pytest.mark.parametrize(
    ("rule", "spans", "shorter"),
    [
        (MAKE_UP, "0-6", False),
        (MAKE_UP, "0-5", True),
        (MAKE_UP, "0-20", False),
        (MAKE_UP, "0-", False),
        (MAKE_UP, "1-7", True),
        (MAKE_UP, "0-3, 5-9", True),
        (MAKE_UP, "0-3, 4-9", False),
        (avoid("a", "0-"), "0-3650", True),
        (avoid("a", "0-"), "0-", False),
        (avoid("a", "0-"), "2-", True),
        (avoid("a", "3-9"), "4-30", True),
        (avoid("a", "3-9"), "0-9", False),
        (avoid("a", "0-2", "7-9"), "0-2", True),
        (avoid("a", "0-2", "7-9"), "0-9", False),
        (avoid("hours", lasts=24 * 60), "0", True),
        (avoid("hours", lasts=24 * 60), "0-1", False),
        (avoid("hours", lasts=12 * 60), "0", False),
        (avoid("from", "0-6", not_before=24 * 60), "1-6", False),
        (avoid("from", "0-6", not_before=24 * 60), "2-6", True),
        (do("d", "0-6"), "0-1", False),
        (expect("e", "0-6"), "0-1", False),
    ],
)
def test_it_is_shorter_where_it_leaves_a_published_day_free(rule: Rule, spans: str, shorter: bool) -> None:
    assert is_shorter(rule, spans) is shorter


@pytest.mark.parametrize(
    ("hours", "spans", "shorter"), [(4, "0", False), (24, "0", True), (24, "0-1", False)]
)
def test_hours_are_as_long_as_the_days_they_reach_into(hours: int, spans: str, shorter: bool) -> None:
    assert is_shorter(avoid("a", lasts=hours * 60), spans) is shorter


def test_what_the_clinic_has_shortened_before_is_not_asked_again() -> None:
    shortened = dated(MAKE_UP, ClinicDate(days("0-3")))
    assert not is_shorter(shortened, "0-3")
    assert not is_shorter(shortened, "0-5")
    assert is_shorter(shortened, "0-2")
    longer = dated(MAKE_UP, ClinicDate(days("0-20")))
    assert not is_shorter(longer, "0-10")
    assert is_shorter(longer, "0-5")


@pytest.mark.parametrize(
    ("rule", "spans", "now", "words"),
    [
        (MAKE_UP, "0-4", "2026-11-21", "Back on Wednesday 25 November, day 5."),
        (MAKE_UP, "0-4", "2026-11-24", "Back on Wednesday 25 November, day 5."),
        (MAKE_UP, "0-4", "2026-11-25", "Back now."),
        (MAKE_UP, "0-4", "2026-12-25", "Back now."),
        (MAKE_UP, "0-", "2026-11-21", "Left alone for as long as the plan goes on."),
        (
            HELD,
            "0-4",
            "2026-11-21",
            "Back on Wednesday 25 November, day 5. What you report may hold it longer.",
        ),
        (HELD, "0-4", "2026-11-26", "Back now, if there is none of what may hold it."),
        (avoid("a", "0-6"), "0-4", "2026-11-21", "Left alone to Tuesday 24 November, day 4."),
        (avoid("a", "0-6"), "0-4", "2026-11-26", "Its days are over."),
        (do("d", "0-6"), "2-4", "2026-11-21", "From Sunday 22 November, day 2."),
        (do("d", "0-6"), "0-4", "2026-11-21", "On now, to Tuesday 24 November, day 4."),
        (do("d", "0-6"), "0-", "2026-11-21", "On now, for as long as the plan goes on."),
        (do("d", "0-6"), "0-4", "2026-11-25", "Its days are over, so it leaves your plan."),
        (do("d", "0-6"), "0, 3", "2026-11-21", "On Monday 23 November, day 3."),
        (MAKE_UP, "4", "2026-11-21", "Free until then; left alone on Tuesday 24 November, day 4."),
        (
            MAKE_UP,
            "4-5",
            "2026-11-21",
            "Free until then; left alone from Tuesday 24 November, day 4 to Wednesday 25 November, day 5.",
        ),
        (MAKE_UP, "4-", "2026-11-21", "Free until then; left alone from Tuesday 24 November, day 4."),
        (MAKE_UP, "0-0", "2026-11-20", "Back on Saturday 21 November, day 1."),
        (expect("e", "0-6"), "0-9", "2026-11-21", "On now, to Sunday 29 November, day 9."),
    ],
)
def test_when_it_is_on_or_back(rule: Rule, spans: str, now: str, words: str) -> None:
    after = dated(rule, ClinicDate(parse_days(spans)))
    assert outlook(after, plan(rule, now=f"{now}T09:00")) == words


def test_what_the_clinic_said_stands_beside_what_the_checklist_says() -> None:
    wash = do("wash", "1-13", at=parse_at("morning, evening+1h"))
    both = ClinicDate(days("2-9"), parse_at("lunch 12:15"))
    assert clinic_words(wash) == ""
    assert clinic_words(dated(wash, both)) == (
        "Your clinic said: days 2 to 9, lunch 12:15. The checklist says days 1 to 13, morning and evening+1h."
    )
    assert clinic_words(replace(dated(wash, both), follows="Make-up")) == (
        "Moved with what your clinic said of 'Make-up': days 2 to 9, lunch 12:15."
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (avoid("a", "0-6"), "The checklist says days 0 to 6."),
        (avoid("a", lasts=24 * 60), "The checklist says 24 hours from the treatment."),
        (do("d", "1-9", interval=every(120)), "The checklist says days 1 to 9, every 2 hours."),
    ],
)
def test_what_the_checklist_says(rule: Rule, words: str) -> None:
    assert published_words(rule) == words
    assert published_words(dated(rule, ClinicDate(days("0")))) == words


def test_only_a_date_of_its_own_is_a_rule_s_own() -> None:
    date = ClinicDate(days("0-4"))
    laid = dated(MAKE_UP, date)
    assert (published(MAKE_UP), published(laid)) == (MAKE_UP, MAKE_UP)
    assert (own_date(MAKE_UP), own_date(laid)) == (ClinicDate(), date)
    assert own_date(replace(laid, follows="Make-up")) == ClinicDate()
