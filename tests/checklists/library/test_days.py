"""What the days of the shipped checklists come to, for everyone.

The stored listings in `tests/content` show the days with the strictest and the mildest answers. When a
checklist is meant to change, write them anew with `python -m tests.support.content_listings`.
"""

import re
from datetime import date, datetime, time, timedelta, tzinfo

import pytest

from checklists import library
from checklists.plan.circumstances import Daylight, Sunlit
from checklists.rules.rule import At
from tests.support.content import (
    PREFIXES,
    Answers,
    Shipped,
    days,
    each,
    everybody,
    items,
    left_alone,
    report,
    shipped,
    told,
)
from tests.support.content_listings import LISTED, SIDES, listing, planned, stored

SPOT = {"kind": {"spot"}}
TYPICAL: dict[str, Answers] = {
    "picosure-face": {"habits": {"makeup", "exercise", "actives"}, "about": ()},
    "picosure-tattoo": {"site": {"limb"}, "about": {"dressing"}, "habits": ()},
    "picoplus": {**SPOT, "habits": {"makeup", "exercise", "actives"}, "about": (), "dry-skin": {"no"}},
    "ipl-face": {"habits": {"makeup", "exercise", "actives"}, "about": (), "target": {"spots"}},
    "picosecond": {"place": {"face"}, "habits": {"makeup", "exercise", "actives"}, "about": ()},
}
"""The persons whom the reminders are budgeted for."""
FIRST = {"after-1h", "after-4h", "evening"}
"""On the first day somebody looks an hour and four hours after the treatment."""
THREE, TWO = {"morning", "midday", "evening"}, {"morning", "evening"}
BUDGET = {
    "picosure-face": [FIRST, *[THREE] * 11, *[TWO] * 3],
    "picosure-tattoo": [FIRST, *[TWO] * 14],
    "picoplus": [FIRST, *[TWO] * 14],
    "ipl-face": [FIRST, *[TWO] * 14],
    "picosecond": [FIRST, *[TWO] * 14],
}
"""The slots told on days 0 to 14; after them the morning alone."""


def test_five_checklists_are_shipped() -> None:
    assert library.shipped() == ("picosure-face", "picosure-tattoo", "picoplus", "ipl-face", "picosecond")


@pytest.mark.parametrize("side", SIDES)
@each
def test_the_days_hold_what_is_stored(checklist: Shipped, side: str) -> None:
    assert listing(checklist, side) == stored(checklist, side).read_text("utf-8")


@each
def test_what_the_mildest_answers_leave_alone_the_strictest_do_too(checklist: Shipped) -> None:
    strict, mild = planned(checklist, "strictest"), planned(checklist, "mildest")
    for number in LISTED:
        milder, stricter = (
            {_bare(avoid.rule.short) for avoid in plan.day(number).avoids if avoid.on}
            for plan in (mild, strict)
        )
        assert milder <= stricter, number


def _bare(short: str) -> str:
    """The stricter sauna, of whoever may have melasma, by the name of the other."""
    return short.replace(", if melasma", ", steam")


@each
def test_nothing_to_leave_alone_stands_twice_on_a_day_whatever_is_not_answered(checklist: Shipped) -> None:
    for plan in (checklist.plan({}), planned(checklist, "strictest"), planned(checklist, "mildest")):
        for number in range(40):
            shorts = [avoid.rule.short for avoid in plan.day(number).avoids if avoid.on or avoid.rule.then]
            assert len(set(shorts)) == len(shorts), number


@each
def test_the_tellings_of_a_day_keep_to_the_budget(checklist: Shipped) -> None:
    plan, budget = checklist.plan(TYPICAL[checklist.id]), BUDGET[checklist.id]
    found = [told(plan, number) for number in range(plan.last_day + 1)]
    assert found[: len(budget)] == budget
    # Sunscreen goes on for half as long after pulsed light.
    over = 43 if checklist.id == "ipl-face" else 90
    assert [number for number in range(15, over) if found[number] != {"morning"}] == []
    assert all(slots <= {"morning"} for slots in found[over:])


@each
def test_whoever_answers_nothing_is_told_three_times_a_day_at_most(checklist: Shipped) -> None:
    plan = checklist.plan({})
    assert told(plan, 0) == FIRST
    assert all(told(plan, day) <= THREE for day in range(1, 14))
    assert told(plan, 14) == TWO
    assert all(told(plan, day) <= {"morning"} for day in range(15, plan.last_day + 1))


class _WinterSun:
    """A sun that is up from 08:00 to 16:00 UTC."""

    def daylight(self, day: date, zone: tzinfo) -> Daylight:
        noon = datetime.combine(day, time(12), zone)
        return Daylight(noon - timedelta(hours=4), noon + timedelta(hours=4))


@each
def test_sunscreen_again_is_from_sunrise_to_sunset_where_a_place_is_known_and_else_as_it_was(
    checklist: Shipped,
) -> None:
    def windows(place: Sunlit | None) -> set[str]:
        plan = checklist.plan({"place": {"face"}}, [report(19, "outdoors")], place=place)
        counted = [each for each in plan.day(19).counted if each.rule.interval]
        return {f"{each.first:%H:%M}-{each.last:%H:%M}" for each in counted if each.first and each.last}

    assert windows(None) == {"10:00-18:00"}
    assert windows(_WinterSun()) == {"08:00-16:00"}
    going_out = checklist.sign("outdoors")
    assert (going_out.until, going_out.until_sunset) == (18 * 60, True)
    sunscreen = next(rule for rule in checklist.checklist.rules if rule.id.endswith(("spf-am", "tat-spf")))
    assert str(sunscreen.if_missed) == str(At("sunset", clock=18 * 60))


@each
def test_times_are_names_and_offsets_so_that_one_setting_moves_the_day(checklist: Shipped) -> None:
    for rule in checklist.rules:
        at = rule.get("at", [])
        for slot in at if isinstance(at, list) else [at]:
            assert re.fullmatch(r"(morning|midday|evening)([+-][0-9hm]+)?|after-[14]h", slot), rule["id"]


@each
def test_nothing_that_is_hot_scented_or_stripping_is_back_while_the_skin_is_not(checklist: Shipped) -> None:
    wanted = (
        "no-sauna",
        "no-fragrance",
        "no-waxing",
        "no-procedures",
        "no-massage",
        "no-hot-water",
        "no-makeup",
    )
    held = {rule["id"] for rule in checklist.rules if rule["id"].partition("-")[2] in wanted}
    answers = {**TYPICAL[checklist.id], "habits": {"makeup"}, "melasma": {"no"}, "kind": {"lens"}}
    plan = checklist.plan(
        answers, [report(9, "open-skin"), report(13, "open-skin"), report(40, "open-skin", 0)]
    )
    held -= {"tat-no-makeup"} if checklist.id != "picosure-tattoo" else set()
    # Massage is a body's.
    held -= {"pico-no-massage"}
    for number in (10, 14, 28):
        assert held <= left_alone(plan.day(number)), number
    assert not held & left_alone(plan.day(41))


@each
def test_retinoids_are_one_line_that_says_one_day_on_each_day_before_it(checklist: Shipped) -> None:
    # After pulsed light no sheet asks for more than a week.
    free = 7 if checklist.id == "ipl-face" else 14
    plan = checklist.plan({"habits": {"actives"}})
    for number in range(15):
        on = [avoid for avoid in plan.day(number).avoids if avoid.on]
        lines = [avoid for avoid in on if "etinoid" in avoid.rule.title + avoid.rule.short]
        back = [plan.number_of(avoid.until) for avoid in lines if avoid.until]
        assert back == ([free] if number < free else []), number
        assert len(lines) == len(back), number
        assert not [one for one in on if one not in lines and "etinoid" in one.rule.then], number


@pytest.mark.parametrize(
    ("id", "watches", "easily", "not_so", "first"),
    [
        ("picosure-face", {"face-dark-watch", "face-dark-midweek"}, {"about": {"tans"}}, {"about": ()}, 14),
        (
            "picosure-tattoo",
            {"tat-colour-watch", "tat-colour-midweek"},
            {"about": {"tans"}},
            {"about": ()},
            21,
        ),
        (
            *("picoplus", {"pig-dark-watch", "pig-dark-midweek"}),
            *({"about": {"tans"}, "melasma": {"no"}}, {"about": (), "melasma": {"no"}}, 14),
        ),
        (
            *("picoplus", {"pig-dark-watch", "pig-dark-midweek"}),
            *({"about": (), "melasma": {"yes"}}, {"about": (), "melasma": {"no"}}, 14),
        ),
        (
            *("picosecond", {"pico-colour-watch", "pico-colour-midweek"}),
            *({"about": {"tans"}, "melasma": {"no"}}, {"about": (), "melasma": {"no"}}, 14),
        ),
    ],
)
def test_skin_that_changes_colour_easily_is_looked_at_twice_a_week_and_all_other_once(
    id: str, watches: set[str], easily: Answers, not_so: Answers, first: int
) -> None:
    def looks(answers: Answers) -> list[str]:
        plan = shipped(id).plan(answers)
        return [
            f"{plan.date_of(day):%a}" for day in range(first, first + 14) if items(plan.day(day)) & watches
        ]

    assert looks(easily) == ["Sun", "Wed", "Sun", "Wed"]
    assert looks(not_so) == ["Sun", "Sun"]


@each
def test_one_photo_is_asked_for_on_the_first_day_and_none_twice(checklist: Shipped) -> None:
    plan = checklist.plan({})
    for number in LISTED:
        photos = [item.rule.id for item in plan.day(number).items if "photo" in item.rule.id]
        assert len(photos) <= 1, number
        assert [id.partition("-")[2] for id in photos] == (
            ["photo-first"] if number == 0 else photos and ["photo"]
        )


@each
def test_each_loads_without_a_note_and_is_far_below_the_largest_that_is_read(checklist: Shipped) -> None:
    assert checklist.loaded.notes == ()
    assert len(library.read(checklist.id)) < 128 * 1024
    assert b"\t" not in library.read(checklist.id)


@each
def test_there_is_a_normal_and_a_not_usual_for_every_day_whatever_was_answered(checklist: Shipped) -> None:
    lines = checklist.data["normal"]
    assert all(line["usual"] and line["short"] and line["not_usual"] for line in lines)
    for day in range(181):
        found = [line for line in lines if day in days(line["days"], 181) and "when" not in line]
        assert len(found) == 1, day
    for line in lines:
        # The latest day reached wins, so one for some people must begin with the one for all.
        assert line["days"] in [other["days"] for other in lines if "when" not in other], line


@each
def test_what_still_flakes_is_spoken_of_on_every_day_on_which_it_is_called_usual(checklist: Shipped) -> None:
    """Calm is said beside it, never in its place; no day speaks of it later."""
    crusts = checklist.sign("crusts")
    sheds = re.compile(r"crust|scab|flak|drop", re.IGNORECASE)
    for given in everybody(checklist):
        plan = checklist.plan(given)
        for number in range(4, 91):
            normal, usual = plan.day(number).normal, plan.usual(crusts, number)
            assert normal is not None
            assert usual is not None
            until = re.search(r"up to day (\d+)", normal.usual)
            speaks = sheds.search(normal.usual) is not None and (until is None or number <= int(until[1]))
            # One text is for all from day 11 on; what still flakes after toning is told as more than usual.
            if given.get("kind") != {"toning"} or number < 11:
                assert speaks is bool(usual[1]), (given, number, normal.usual)


HELD_BY = (
    (r"spread", {"cellulitis"}),
    (r"streaks", {"cellulitis"}),
    (r"(grow|comes? back|new).*(redness|heat)|(redness|heat).*(grow|comes? back)", {"redness-wider"}),
    (r"(rising|new heat or) pain|pain.*grow", {"pain-grows"}),
    (r"(raised|firm|growing).*(line|itch)|^(raised|firm)$|itchy lines?", {"scar"}),
    (r"\bdark(er)?\b(?! streaks)", {"darkening"}),
    (r"\bpale|white dots", {"pale"}),
    (r"over 3 cm|outside", {"tattoo-blister"}),
    (r"new (or painful )?blister", {"face-blister", "tattoo-blister-late"}),
    (
        r"(?<!3 cm or )\b(any|a) blister\b(?! over)",
        {"face-blister", "tattoo-blister-place", "tattoo-blister-late"},
    ),
    (r"eye pain", {"eye"}),
    (r"closes an eye", {"fever-worse"}),
    (r"fever", {"fever"}),
    (r"white(?! dots)|numb|leathery", {"deep-burn"}),
    (r"trouble breathing", {"breathing"}),
    (r"hives", {"faint-or-hives"}),
    (r"striped", {"ipl-stripes"}),
    (r"pus|wet|yellow|bad smell", {"pus"}),
    (r"open (wound|skin)", {"face-open", "open-grows", "open-long"}),
)
"""What a day names as not usual, and the lines of which one must stand that day."""


@each
def test_what_is_named_as_not_usual_is_held_by_a_line_that_stands_that_day_for_that_person(
    checklist: Shipped,
) -> None:
    for given in everybody(checklist):
        plan = checklist.plan(given)
        for number in range(91):
            day = plan.day(number)
            assert day.normal is not None
            words = day.normal.not_usual.casefold().rstrip(".")
            stand = {warning.id for warning in day.warnings}
            for part in re.split(r"[,.] (?!redness or pain|hands|feet|itchy lines)", words):
                held = [ids for pattern, ids in HELD_BY if re.search(pattern, part)]
                assert held, part
                assert all(ids & stand for ids in held), (given, number, part)


@pytest.mark.parametrize(
    ("crusts", "asked"),
    [
        # Without crusts nothing before the two weeks are over.
        ({}, []),
        ({1: 0}, [14]),
        ({1: 0, 9: 0}, [14]),
        ({3: 1, 7: 0}, list(range(14, 21))),
        ({3: 1, 12: 1, 13: 0}, list(range(20, 27))),
        # They come back, and are gone again: the week begins anew.
        ({3: 1, 8: 0, 10: 1, 12: 0}, list(range(19, 26))),
        ({3: 1, 12: 1}, []),
        # What waited for them was held past its own days, which moves the week no further.
        ({3: 1, 16: 1, 17: 0}, list(range(24, 31))),
    ],
)
@pytest.mark.parametrize("prefix", ["face", "tat", "pig", "pico"])
def test_after_late_crusts_retinoids_wait_a_week_from_the_last_one(
    prefix: str, crusts: dict[int, int], asked: list[int]
) -> None:
    checklist = shipped(PREFIXES[prefix])
    plan = checklist.plan({"habits": {"actives"}}, [report(day, "crusts", n) for day, n in crusts.items()])
    assert [n for n in range(60) if f"{prefix}-retinoid-week" in items(plan.day(n))] == asked


@pytest.mark.parametrize(
    ("crusts", "asked"),
    [
        ({}, []),
        # The week without them ends after the one for which retinoids wait anyway.
        ({1: 0}, list(range(8, 15))),
        ({6: 1, 10: 0}, list(range(17, 24))),
        ({6: 1, 8: 0, 9: 1, 11: 0}, list(range(18, 25))),
        ({6: 1}, []),
    ],
)
def test_after_pulsed_light_retinoids_wait_a_week_from_the_last_crust_too(
    crusts: dict[int, int], asked: list[int]
) -> None:
    plan = shipped("ipl-face").plan(
        {"habits": {"actives"}}, [report(day, "crusts", n) for day, n in crusts.items()]
    )
    assert [n for n in range(60) if "ipl-retinoid-week" in items(plan.day(n))] == asked
