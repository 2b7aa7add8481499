"""The rows of a day: what each says, in which words, and what it leaves out."""

import re
from datetime import timedelta

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from checklists.rules.rule import AsNeeded, At, Interval, Kind, Match, Rule, Span
from tests.conftest import Contexts
from tests.support import scenes
from tests.support.apps import at, chosen, clock_of, make_app, report, shipped, small_checklist
from tests.support.days import shown
from tests.support.screens import press, shows
from tests.support.today import cursor, day_at, text_at, text_of, value
from tui.recovery.state import State
from tui.screens.today.layout import Sections
from tui.themes import GLYPHS
from tui.widgets.rows import Row, Seg, fit_row, shorts_line, wrap
from tui.wording.calling import standing_by_heading


async def test_a_row_shows_its_time_only_where_it_is_not_its_heading_s(contexts: Contexts) -> None:
    soon = Rule("soon", Kind.DO, "Soon after", "soon", (Span(0, 9),), at=(At("morning", 30),))
    far = Rule("far", Kind.DO, "Long after", "far", (Span(0, 9),), at=(At("morning", 31),))
    context = contexts("2026-11-20T16:30", of=chosen(small_checklist(soon, far)))
    scenes.nights(context, 1)
    clock_of(context).jump(at("2026-11-21T08:10") - context.now())
    lines = (await text_at(context, 80, 40)).splitlines()
    assert "   ○ Soon after" in lines
    assert f"   ○ {'Long after':<69}08:31" in lines


async def test_what_is_done_says_when_and_what_is_skipped_says_why(contexts: Contexts) -> None:
    context = contexts("2026-11-21T08:05")
    reader, state = context.reader(), shown(context)
    assert reader is not None
    wash, cream, *_ = [item.item for item in state.items if item.item.slot == "morning"]
    context.acts(reader).tick([wash])
    context.acts(reader).skip([cream], "none left")
    text = await text_at(context, 80, 24)
    assert f"   ✓ {'Wash gently':<69}08:05" in text
    assert f"   {GLYPHS.skipped} {'Moisturise  none left':<69}08:05" in text


async def test_what_is_done_as_needed_says_how_often(contexts: Contexts) -> None:
    pack = Rule("pack", Kind.DO, "Cold pack", "cold pack", (Span(0, 9),), as_needed=AsNeeded(55, 3))
    context = contexts("2026-11-20T19:00", of=chosen(small_checklist(pack)))
    async with day_at(context, 80, 24) as day:
        day.screen.sections = Sections().keep_open("@helps")
        day.screen.relayout()
        assert " ▾ As needed\n   ○ Cold pack\n" in re.sub(" +\n", "\n", await day.text())
        scenes.tick(context, "2026-11-20T19:20", lambda item: item.item.rule.id == "pack")
        scenes.tick(context, "2026-11-20T20:20", lambda item: item.item.rule.id == "pack")
        day.screen.reload()
        assert "last at 20:20, again from 21:15; 2 of 3 today" in await day.text()
        await day.pilot.resize_terminal(40, 24)
        assert "again from 21:15; 2 of 3\n" in re.sub(" +\n", "\n", await day.text())
        scenes.tick(context, "2026-11-20T21:20", lambda item: item.item.rule.id == "pack")
        await day.pilot.resize_terminal(80, 24)
        day.screen.reload()
        assert "last at 21:20; 3 of 3 today" in await day.text()


DRINK = Rule("drink", Kind.DO, "Drink water", "water", (Span(0, 9),), interval=Interval(240, 480, 1200))


@pytest.mark.parametrize(
    ("width", "words"), [(80, "2 of 4, next 20:00"), (40, "2 of 4, next 20:00"), (30, "2 of 4")]
)
async def test_an_interval_is_one_row_with_its_count_and_its_next_time(
    contexts: Contexts, width: int, words: str
) -> None:
    context = contexts("2026-11-21T16:10", of=chosen(small_checklist(DRINK)))
    reader = context.reader()
    assert reader is not None
    drinks = [each.item for each in shown(context).items if each.item.rule.id == "drink"]
    context.acts(reader).tick(drinks[:2])
    text = await text_at(context, width, 24)
    (row,) = [line for line in text.splitlines() if "Drink water" in line]
    assert row.rstrip().endswith(words)


async def test_a_second_press_on_it_reaches_for_nothing_to_come(contexts: Contexts) -> None:
    context = contexts("2026-11-21T16:10", of=chosen(small_checklist(DRINK)))
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "home")
        while "drink" not in cursor(app):
            await press(pilot, "down")
        await press(pilot, "space")
        assert value(context, "2026-11-21/drink/n3")["state"] == "done"
        assert shows(pilot, "1 of 4, next 20:00")
        await press(pilot, "space")
        assert value(context, "2026-11-21/drink/n3") is None
        assert value(context, "2026-11-21/drink/n4") is None
    assert "passed today   moisturise · water x2" in await text_at(context, 80, 24)


async def test_what_a_report_calls_for_stands_first_and_open(contexts: Contexts) -> None:
    cover = Rule(
        *("cover", Kind.DO, "Cover it", "cover it", (Span(0, 9),)),
        when=((Match("crusts", low=1),),),
        unreported=False,
    )
    context = contexts("2026-11-21T09:00", of=chosen(small_checklist(cover)))
    assert "Cover it" not in await text_at(context, 80, 24)
    reader = context.reader()
    assert reader is not None
    acts = context.acts(reader)
    crusts = acts.plan.checklist.sign("crusts")
    assert crusts is not None
    acts.report({crusts: 1}, shown(context).date)
    for width, height in ((80, 24), (40, 12), (120, 40)):
        lines = (await text_at(context, width, height)).splitlines()
        first = next(place for place, line in enumerate(lines) if "For crusts" in line)
        assert "Cover it" in lines[first + 1]
        assert "Morning" in "".join(lines[first + 2 : first + 4])
    acts.tick([item.item for item in shown(context).items if item.item.rule.id == "cover"])
    assert "Cover it" in (await text_at(context, 80, 24)).partition("Morning")[0], (
        "it stays where it was ticked"
    )


async def test_a_slip_is_marked_where_it_was_made(contexts: Contexts) -> None:
    context = contexts("2026-11-21T09:00")
    reader = context.reader()
    assert reader is not None
    rub = next(one for one in shown(context).avoids if one.avoid.rule.id == "no-rub")
    context.acts(reader).slip(rub.avoid.rule, shown(context).date)
    assert "   until     3 Dec ! rubbing" in await text_at(context, 80, 24)


async def test_a_sign_that_holds_a_rule_leaves_it_without_a_day(contexts: Contexts) -> None:
    context = contexts("2026-11-25T21:00")
    reader = context.reader()
    assert reader is not None
    crusts = reader.plan(context.now()).checklist.sign("crusts")
    assert crusts is not None
    context.acts(reader).report({crusts: 1}, shown(context).date)
    clock_of(context).advance(timedelta(days=2))
    assert "   held      make-up" in await text_at(context, 80, 40)


async def test_a_question_no_yes_answers_shows_its_numbers(contexts: Contexts) -> None:
    sauna = Rule(
        "sauna",
        Kind.AVOID,
        "Sauna",
        "sauna",
        (Span(0, 6),),
        held_by=(Match("redness", low=2),),
        then="Short.",
    )
    small = small_checklist(sauna)
    only = replace(small, rules=tuple(rule for rule in small.rules if rule.id != "make-up"))
    context = contexts("2026-11-27T09:00", of=chosen(only))
    assert "             How red is it?  0 1 2 3 4  0 none, 4 fiery" in await text_at(context, 80, 40)


async def test_a_ticked_warning_takes_the_place_of_normal_today(contexts: Contexts) -> None:
    context = contexts("2026-11-21T09:00")
    reader, state = context.reader(), shown(context)
    assert reader is not None
    assert "   Normal today  Warm and tight." in await text_at(context, 80, 24)
    context.acts(reader).heed(state.warnings[1].warning, ticked=True)
    assert "   You marked  Any blister. Today: your clinic." in await text_at(context, 80, 24)
    assert "Normal today" not in await text_at(context, 80, 24)
    assert "You marked, call today Any blister" in await text_at(context, 40, 16)


async def test_a_report_of_more_than_is_usual_takes_its_place_too(contexts: Contexts) -> None:
    context = contexts("2026-11-27T21:00", of=shipped())
    reader = context.reader()
    assert reader is not None
    for redness, lead in (
        (1, "Normal today  "),
        (2, "You said redness 2 obvious  More than usual on day 7 (an estimate)."),
    ):
        acts = context.acts(reader)
        acts.report({acts.plan.checklist.signs[0]: redness}, acts.plan.date_of(7))
        assert f"   {lead}" in await text_at(context, 80, 24)
    assert "Normal today" not in await text_at(context, 80, 24)
    assert "c when to call" in await text_at(context, 80, 24)
    assert "▸ You said redness 2 obvious: see c\n" in await text_at(context, 40, 16)
    # The day after it lasts, and its whole sentence has no room.
    clock_of(context).advance(timedelta(hours=12))
    assert (
        "   You said redness 2 obvious on Fri (still?)  More than usual on day 8 (an\n"
        "   estimate). See when to call.\n"
    ) in await text_at(context, 80, 24)
    assert "▸ More than usual: see c\n" in await text_at(context, 40, 16)


async def test_what_no_row_at_the_top_tells_is_in_sight_wherever_it_has_to_scroll(contexts: Contexts) -> None:
    context = contexts("2026-12-05T20:10", of=shipped())
    report(context, crusts=1)
    clock_of(context).advance(timedelta(hours=13))
    first = (await text_at(context, 40, 9)).splitlines()[1]
    assert first.startswith("▸ You said crusts, call soon")
    report(context, pain=6)
    assert (await text_at(context, 40, 9)).splitlines()[1] == "▸ More than usual: see c"
    wide = " ".join((await text_at(context, 80, 30)).split())
    late = "Crusts or scabs are there on day 14 or later. In the next days: your clinic."
    above = "You said pain 6 of 10: More than usual on day 16 (an estimate). See when to call."
    assert f"You said crusts {late} {above}" in wide
    report(context, pain=0, crusts=0)
    assert "More than usual" not in await text_at(context, 40, 9)


async def test_what_lasts_is_told_once_the_plan_is_over_too(contexts: Contexts) -> None:
    context = contexts("2027-02-17T09:00", of=shipped())
    report(context, pain=6)
    clock_of(context).advance(timedelta(days=3))
    text = " ".join((await text_at(context, 80, 60)).split())
    assert "Your plan is finished" in text
    assert "You said pain 6 of 10 on Wed (still?): More than usual on day 92 (an estimate)." in text


async def test_what_lasts_is_asked_below_it_and_answered_there(contexts: Contexts) -> None:
    context = contexts("2026-12-05T20:10", of=shipped())
    report(context, redness=1, crusts=0, blisters=0)
    report(context, None, **{"open-skin": 0})
    clock_of(context).advance(timedelta(days=2))
    assert "   How hot, sore or red is it?  0 1 2 3 4  0 none, 4 fiery\n" in await text_at(context, 80, 24)
    async with day_at(context, 80, 24) as day:
        await day.pilot.press("0")
        assert "Normal today" in await day.text()


async def test_beside_a_ticked_warning_nothing_is_said_to_be_expected(contexts: Contexts) -> None:
    context = contexts("2026-11-21T09:00")
    reader, state = context.reader(), shown(context)
    assert reader is not None
    title = state.expects[0].title
    assert title in await text_at(context, 120, 40)
    context.acts(reader).heed(state.warnings[1].warning, ticked=True)
    assert title not in await text_at(context, 120, 40)
    assert shown(context).expected == ()
    context.acts(reader).heed(state.warnings[1].warning, ticked=False)
    assert title in await text_at(context, 120, 40)


async def test_of_several_ticked_warnings_the_most_urgent_stands_first_with_how_soon_to_call(
    contexts: Contexts,
) -> None:
    context = contexts("2026-11-21T09:00")
    reader, state = context.reader(), shown(context)
    assert reader is not None
    for each in reversed(state.warnings):
        context.acts(reader).heed(each.warning, ticked=True)
    said = [how for how, _ in standing_by_heading(shown(context))]
    assert said[0] == "NOW: your emergency number"
    assert said == list(dict.fromkeys(said)), "each urgency once"
    assert "You marked, call now" in await text_at(context, 40, 16)


async def test_however_many_are_ticked_the_day_s_own_rows_stay_in_sight(contexts: Contexts) -> None:
    context = contexts("2026-11-22T09:00", of=shipped())
    reader, state = context.reader(), shown(context)
    assert reader is not None
    for each in state.warnings:
        context.acts(reader).heed(each.warning, ticked=True)

    said = await text_at(context, 80, 24)

    emergencies = [each.warning.condition for each in state.warnings[:2]]
    text = " ".join(said.split())
    assert f"You marked {'. '.join(emergencies)}. NOW: your emergency number." in text
    assert f"And {len(state.warnings) - 2} more, under c." in text
    assert "Moisturise" in said
    assert "Put sunscreen on closed skin: SPF 50, broad spectrum" in said


async def test_notes_and_entries_without_a_rule_stay_visible(contexts: Contexts) -> None:
    context = contexts("2026-11-21T09:00")
    state = replace(shown(context), notes=("Itchy on the left",), gone=("Old rule",))
    text = await text_of(context, state, 80, 40)
    assert "   Note      Itchy on the left" in text
    assert "   Gone      Old rule (no longer in the plan)" in text


async def test_other_days_say_how_they_went_and_what_they_will_ask(contexts: Contexts) -> None:
    context = scenes.midday(contexts)
    past = await text_at(context, 80, 24, 1)
    assert " ✓ Morning   3 done" in past
    assert "   Normal on day 1  Puffiest" in past
    ahead = await text_at(context, 80, 24, 5)
    assert " ▸ Morning   wash · moisturise · sunscreen                                08:00" in ahead
    assert " Day 5  Wednesday 25 November" in ahead


async def test_a_day_gone_by_with_things_left_open_shows_them(contexts: Contexts) -> None:
    context = contexts("2026-11-24T09:00")
    state = shown(context, 2)
    assert {item.state for item in state.items} == {State.MISSED}
    text = await text_at(context, 80, 40, 2)
    assert " ▾ Morning" in text
    assert "   ○ Wash gently" in text


@pytest.mark.parametrize(
    ("number", "strip"),
    [
        (1, " day  0 [1] 2  3  4  5  6 │ settling  7  8  9  10 │ sun care to 17 Feb"),
        (10, " day  0  1  2  3  4  5  6 │ 7  8  9 [10]│ sun care to 17 Feb"),
        (20, " day 0 ─ 10 ─  17  18  19 [20] 21  22  23  ─ 90  sun care to 17 Feb"),
        (88, " day 0 ─ 10 ─  84  85  86  87 [88] 89  90   sun care to 17 Feb"),
    ],
)
async def test_the_strip_names_the_days_around_the_one_shown(
    contexts: Contexts, number: int, strip: str
) -> None:
    context = scenes.late_morning(contexts)
    assert (await text_at(context, 80, 24, number)).splitlines()[1] == strip


async def test_a_strip_too_wide_keeps_the_days_nearest(contexts: Contexts) -> None:
    context = scenes.late_morning(contexts)
    assert (await text_at(context, 40, 30)).splitlines()[1] == " day  0 [1] 2  3  4  5  6  7"
    assert (await text_at(context, 22, 30)).splitlines()[1] == " day  0 [1] 2  3"


async def test_a_title_is_cut_by_cells_and_is_never_markup(contexts: Contexts) -> None:
    wide = Rule("wide", Kind.DO, "轻轻洗脸" * 12, "洗脸", (Span(0, 9),), at=(At("evening"),))
    title = "[@click=app.exit]x[/]\x1b[31m\u202e"
    sly = Rule("sly", Kind.DO, title, "sly", (Span(0, 9),), at=(At("evening"),))
    context = contexts("2026-11-20T20:05", of=chosen(small_checklist(wide, sly)))
    lines = (await text_at(context, 40, 12)).splitlines()
    row = next(line for line in lines if "轻" in line)
    assert cell_len(row) == 39
    assert row.endswith("洗脸轻 …")
    assert " ○ [@click=app.exit]x[/] [31m" in lines


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (40, "check-in · wash · moisturise · 1 more"),
        (20, "check-in · 3 more"),
        (42, "check-in · wash · moisturise · head raised"),
        (3, "check-in · 3 more"),
    ],
)
def test_short_names_give_way_to_a_count(width: int, line: str) -> None:
    assert shorts_line(["check-in", "wash", "moisturise", "head raised"], width, "·") == line


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("", [""]),
        ("abcdefghijk", ["abcdefgh", "ijk"]),
        ("洗脸洗脸洗", ["洗脸洗脸", "洗"]),
    ],
)
def test_text_wraps_by_cells(text: str, lines: list[str]) -> None:
    assert wrap(text, 8) == lines


def test_both_sides_of_a_row_fit_and_the_left_gives_way() -> None:
    row = fit_row(Row(left=(Seg("a long title"),), right=(Seg("13:00"),)), 15, "…")
    assert row.line(15) == "a long …" + " 13:00"


async def test_a_day_the_file_calls_nothing_normal_of_still_says_when_to_call(contexts: Contexts) -> None:
    context = contexts("2026-11-21T09:00")
    state = replace(shown(context), normal=None)
    text = await text_of(context, state, 80, 24)
    assert "Normal today" not in text
    assert f"{'':<65}c when to call" in text
