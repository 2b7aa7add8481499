"""Every day of the plan in a line."""

from datetime import date

import pytest
from msgspec.structs import replace

from checklists.rules.rule import Kind, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import CLINIC, at, chosen, report, shipped, small_checklist
from tests.support.screens import Below, answers, drawn, opened, press, settled, shows
from tui.recovery.begin import begin
from tui.recovery.context import AppContext
from tui.recovery.course import Booking
from tui.screens.plan.screen import PlanList, PlanScreen
from tui.themes import GLYPHS

NOON = "2026-11-22T12:00"


def _line(pilot_lines: list[str], number: int) -> str:
    """The line of a day."""
    return next(line for line in pilot_lines if line[4:9].strip() == str(number))


def _tick(context: AppContext, *keys: str) -> None:
    reader = context.reader()
    assert reader is not None
    acts = context.acts(reader)
    for day in acts.plan.days():
        for item in day.items:
            if item.key in keys:
                acts.tick([item])


async def test_a_line_says_the_day_what_begins_and_what_comes_back(contexts: Contexts) -> None:
    async with opened(contexts(NOON), PlanScreen(), (100, 40)) as pilot:
        lines = drawn(pilot)
    assert lines[0] == f" Plan · A small plan{'Day 2 of 20':>79}"
    assert " Treatment day  day 0" in lines
    assert " Recovery  days 1 to 6" in lines
    assert " Sun care  from day 7" in lines
    assert lines[2].startswith("     day  date        new or back on that day   ")
    assert lines[2].endswith("   done")
    assert "1  Sat 21 Nov  Wash gently · Moisturise · Put on SPF 50" in _line(lines, 1)
    assert _line(lines, 7).strip() == "7  Fri 27 Nov  Back if calm: make-up"


@pytest.mark.parametrize(
    ("now", "size", "following"),
    [
        (NOON, (80, 24), " Next: on Fri 27 make-up may come back, if calm. Sun care to 10 Dec."),
        (NOON, (40, 12), " Next: Fri 27 make-up, if calm."),
        ("2026-11-26T12:00", (40, 12), " Next: tomorrow make-up, if calm."),
        ("2026-11-26T12:00", (60, 12), " Next: tomorrow make-up may come back, if calm."),
        ("2026-12-04T12:00", (40, 12), " Sun care to 10 Dec."),
    ],
    ids=str,
)
async def test_the_first_row_sums_up_what_is_ahead(
    contexts: Contexts, now: str, size: tuple[int, int], following: str
) -> None:
    async with opened(contexts(now), PlanScreen(), size) as pilot:
        assert drawn(pilot)[1] == following


@pytest.mark.parametrize(
    ("size", "row", "following"),
    [
        (
            (80, 24),
            "Back, ask about this first: alcohol",
            " Next: tomorrow alcohol. You have a reason to call: ask about this first.",
        ),
        ((40, 12), "ask first: alcohol", " Ask first. Next: tomorrow alcohol."),
    ],
    ids=str,
)
async def test_beside_a_reason_to_call_what_comes_back_is_asked_about_first(
    contexts: Contexts, size: tuple[int, int], row: str, following: str
) -> None:
    context = contexts("2026-11-21T12:00", of=shipped())
    report(context, blisters=1)
    async with opened(context, PlanScreen(), size) as pilot:
        assert drawn(pilot)[2].startswith(following), drawn(pilot)
        assert row in _line(drawn(pilot), 2)


async def test_beside_what_is_more_than_usual_too(contexts: Contexts) -> None:
    context = contexts("2026-11-22T12:00", of=shipped())
    report(context, redness=4)
    async with opened(context, PlanScreen(), (120, 24)) as pilot:
        assert drawn(pilot)[1].strip() == (
            "Next: Tue 24 hard exercise, once you report no obvious redness. "
            "You may have a reason to call: ask about this first."
        )
        assert "Back, ask about this first: alcohol" in _line(drawn(pilot), 2)


async def test_where_the_titles_do_not_fit_a_line_they_take_more_of_them(contexts: Contexts) -> None:
    long = Rule(
        "ask", Kind.CHECK, "Ask the clinic about all there is to ask", "ask the clinic", (Span(5, 5),)
    )
    more = [
        replace(long, id=f"ask-{n}", title=f"{long.title} {n}", short=f"ask number {n}") for n in range(5)
    ]
    async with opened(contexts(NOON, of=chosen(small_checklist(*more))), PlanScreen()) as pilot:
        lines = drawn(pilot)
    at = lines.index(_line(lines, 5))
    all_of_it = " ".join(line.rstrip(" ▁▂▃▄▅▆▇█").strip() for line in lines[at : at + 4])
    assert all_of_it == "5  Wed 25 Nov  " + " · ".join(f"{long.title} {n}" for n in range(5))


async def test_days_gone_by_say_how_they_went(contexts: Contexts) -> None:
    context = contexts(NOON)
    day = "2026-11-21"
    _tick(context, "2026-11-20/check-in/evening", "2026-11-20/hat/day")
    _tick(context, f"{day}/wash/morning", f"{day}/cream/morning")
    reader = context.reader()
    assert reader is not None
    rule = reader.plan(context.now()).checklist.rule("no-rub")
    assert rule is not None
    context.acts(reader).slip(rule, at(f"{day}T12:00").date())
    async with opened(context, PlanScreen(), (100, 40)) as pilot:
        lines = drawn(pilot)
    assert _line(lines, 0).startswith("  ✓   0")
    assert _line(lines, 0).endswith("2 of 2")
    assert _line(lines, 1).startswith("  ◐   1")
    assert _line(lines, 1).endswith("! 1 slip  2 of 8")
    assert _line(lines, 2).startswith(f"{GLYPHS.cursor}     2")
    assert _line(lines, 2).endswith("today  3 due")
    words = "3  Mon 23 Nov  to day 6, Thu 26 Nov: daily care only"
    assert _line(lines, 3).strip().startswith(words)
    assert _line(lines, 3).endswith("  enter: each day")


async def test_days_before_it_was_begun_are_not_held_against_anybody(contexts: Contexts) -> None:
    async with opened(contexts(NOON, begun="2026-11-22T09:00"), PlanScreen(), (100, 40)) as pilot:
        assert "of" not in _line(drawn(pilot), 1)[20:]


async def test_what_goes_on_after_the_last_day_is_said(contexts: Contexts) -> None:
    always = Rule("spf", Kind.DO, "Sunscreen for ever", "spf for ever", (Span(5, None),))
    async with opened(contexts(NOON, of=chosen(small_checklist(always))), PlanScreen()) as pilot:
        await press(pilot, "end")
        assert shows(pilot, "From then on  Sunscreen for ever")


async def test_enter_answers_with_the_day_under_the_cursor(contexts: Contexts) -> None:
    async with opened(contexts(NOON), PlanScreen()) as pilot:
        await press(pilot, "up", "enter")
        assert answers(pilot) == [1]
        assert isinstance(pilot.app.screen, Below)


async def test_plain_days_ahead_are_one_row_that_enter_unfolds(contexts: Contexts) -> None:
    async with opened(contexts(NOON), PlanScreen()) as pilot:
        assert not shows(pilot, "Thu 26 Nov  daily care only")
        await press(pilot, "down", "enter")
        assert answers(pilot) == []
        lines = drawn(pilot)
        assert [_line(lines, n)[21:].rstrip(" ▁▂▃▄▅▆▇█") for n in (3, 6)] == ["daily care only"] * 2
        assert not shows(pilot, "to day 6,")
        await press(pilot, "down", "enter")
        assert answers(pilot) == [4]


async def test_two_plain_days_keep_a_row_each_and_a_phase_parts_them(contexts: Contexts) -> None:
    one = Rule("one", Kind.DO, "Look again", "look", (Span(5, 5), Span(9, 9), Span(12, 12)))
    async with opened(contexts(NOON, of=chosen(small_checklist(one))), PlanScreen(), (80, 40)) as pilot:
        lines = drawn(pilot)
    assert _line(lines, 3).strip() == "3  Mon 23 Nov  daily care only"
    assert _line(lines, 10).strip() == "10  Mon 30 Nov  daily care only"
    assert _line(lines, 13).strip().startswith("13  Thu 3 Dec   to day 20, Thu 10 Dec: daily care only")


async def test_escape_answers_nothing(contexts: Contexts) -> None:
    async with opened(contexts(NOON), PlanScreen()) as pilot:
        await press(pilot, "escape")
        assert answers(pilot) == [None]


async def test_a_click_opens_the_day_it_hits(contexts: Contexts) -> None:
    async with opened(contexts(NOON), PlanScreen()) as pilot:
        row = next(y for y, line in enumerate(drawn(pilot)) if "Fri 27 Nov" in line and "7  " in line[:9])
        await pilot.click(offset=(10, row))
        await settled(pilot)
        assert answers(pilot) == [7]


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        (["home"], 0),
        (["end", "enter", "end"], 20),
        (["end", "t"], 2),
        (["home", "pagedown", "t"], 2),
        (["up", "up"], 0),
    ],
    ids=str,
)
async def test_the_cursor_moves_by_keys(contexts: Contexts, keys: list[str], number: int) -> None:
    async with opened(contexts(NOON), PlanScreen()) as pilot:
        await press(pilot, *keys, "enter")
        assert answers(pilot) == [number]


async def test_it_begins_at_the_day_it_was_opened_from(contexts: Contexts) -> None:
    async with opened(contexts(NOON), PlanScreen(14)) as pilot:
        await press(pilot, "enter")
        assert answers(pilot) == [14]


async def test_a_day_outside_the_plan_begins_at_the_nearest(contexts: Contexts) -> None:
    async with opened(contexts("2027-01-20T09:00"), PlanScreen(61)) as pilot:
        await press(pilot, "enter")
        assert answers(pilot) == [20]


async def test_the_cursor_stays_while_something_is_done_elsewhere(contexts: Contexts) -> None:
    context = contexts(NOON)
    async with opened(context, PlanScreen()) as pilot:
        await press(pilot, "home", "down")
        _tick(context, "2026-11-22/wash/morning")
        pilot.app.changed()  # type: ignore[attr-defined]
        await settled(pilot)
        assert shows(pilot, "2 due, 1 done")
        await press(pilot, "enter")
        assert answers(pilot) == [1]


@pytest.mark.parametrize("size", [(40, 12), (20, 5)], ids=str)
async def test_a_narrow_line_keeps_the_number_the_date_and_the_counts(
    contexts: Contexts, size: tuple[int, int]
) -> None:
    async with opened(contexts(NOON), PlanScreen(), size) as pilot:
        lines = drawn(pilot)
        assert any(line.strip(" ▁▂▃▄▅▆▇█").endswith("0 of 8") for line in lines)
        assert any(" 2  S" in line and "today" in line for line in lines)
        for other in ((120, 40), (80, 24)):
            await pilot.resize_terminal(*other)
            await settled(pilot)
        assert shows(pilot, "Sun 22 Nov")


async def test_once_a_session_is_booked_nothing_ahead_says_to_book_it(contexts: Contexts) -> None:
    book = Rule("next-session", Kind.DO, "Book the next session", "next session", (Span(9, 12),), once=True)
    context = contexts(NOON, of=chosen(small_checklist(book)))
    async with opened(context, PlanScreen(), (100, 40)) as pilot:
        assert shows(pilot, "Book the next session")
        reader = context.reader()
        assert reader is not None
        context.acts(reader).book(Booking(at("2026-12-18T00:00").date()))
        pilot.app.changed()  # type: ignore[attr-defined]
        await settled(pilot)
        assert not shows(pilot, "Book the next session")


async def test_what_is_to_be_left_alone_from_a_later_day_on_begins_there(contexts: Contexts) -> None:
    later = Rule("no-tan", Kind.AVOID, "Any tan", "tan", (Span(5, 20),))
    async with opened(contexts(NOON, of=chosen(small_checklist(later))), PlanScreen(), (100, 40)) as pilot:
        assert _line(drawn(pilot), 5).strip() == "5  Wed 25 Nov  Leave alone: tan"
        assert not shows(pilot, "Leave alone: rubbing")


async def test_the_shipped_plan_has_every_day_of_it(contexts: Contexts) -> None:
    async with opened(contexts(NOON, of=shipped()), PlanScreen()) as pilot:
        days = pilot.app.screen.query_one(PlanList).days
    assert [each.day.number for each in days] == list(range(91))


async def test_four_hundred_days_are_all_there(contexts: Contexts) -> None:
    long = small_checklist(
        *(Rule(f"r{n}", Kind.DO, f"Rule {n}", f"r {n}", (Span(n, 400),)) for n in range(30))
    )
    context = contexts("2027-11-20T12:00", of=chosen(replace(long, id="long")))
    async with opened(context, PlanScreen()) as pilot:
        assert len(pilot.app.screen.query_one(PlanList).days) == 401
        assert shows(pilot, "365  Sat 20 Nov")
        await press(pilot, "end", "enter", "end", "enter")
        assert answers(pilot) == [400]


async def test_what_a_report_holds_is_back_if_calm(contexts: Contexts) -> None:
    context = contexts("2026-11-24T09:00")
    reader = context.reader()
    assert reader is not None
    crusts = reader.plan(context.now()).checklist.sign("crusts")
    assert crusts is not None
    context.acts(reader).report({crusts: 1}, date(2026, 11, 24))
    async with opened(context, PlanScreen()) as pilot:
        assert shows(pilot, "Fri 27 Nov  Back if calm: make-up")
        assert shows(pilot, " calm: no crusts; the check-in decides")
        assert drawn(pilot)[1] == " Next: on Fri 27 make-up may come back, once you report no crusts."


async def test_the_title_says_which_session_it_is_and_whose_time_it_follows(contexts: Contexts) -> None:
    context = contexts("2026-11-21T09:05", of=shipped())
    reader = context.reader()
    assert reader is not None
    first = reader.recovery
    version = chosen(reader.plan(context.now()).checklist)
    begin(context.journal, version, at("2026-11-21T08:00"), "Asia/Tokyo", {}, CLINIC, context.now(), first)
    for width, title in (
        (80, " Plan \u00b7 PicoSure on the face \u00b7 session 2 \u00b7 Tokyo time"),
        (40, " Plan \u00b7 session 2 \u00b7 Tokyo time    Day 0"),
    ):
        async with opened(context, PlanScreen(), size=(width, 24)) as pilot:
            assert drawn(pilot)[0].startswith(title), drawn(pilot)[0]
