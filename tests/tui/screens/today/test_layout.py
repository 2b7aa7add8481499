"""A day fitted into terminals of every size, as in the pictures of the contract."""

import pytest
from rich.cells import cell_len

from tests.conftest import Contexts
from tests.support import scenes
from tests.support.days import shown
from tests.support.today import day_at, page_of, text_at
from tui.screens.today.info_rows import LEAVE
from tui.screens.today.layout import Sections
from tui.themes import ASCII

LATE_MORNING = """\
 Day 1  Saturday 21 November  ·  usually at its puffiest                  3 due
 day  0 [1] 2  3  4  5  6 │ settling  7  8  9  10 │ sun care to 17 Feb
 08:55  3 things now, then nothing until 13:00.

 ▾ Morning                                                    late, since 08:00
   ○ Wash gently with cool or lukewarm water
   ○ Moisturise
   ○ Put sunscreen on closed skin: SPF 50, broad spectrum
 ▸ Midday    moisturise                                                   13:00
 ▸ Evening   check-in · wash · moisturise · raise your head               20:00
 ▸ Any time  hat and shade · ask about painkillers · cold pack · drink water

 ▾ Leave alone  back on                                the check-in decides (i)
   calm: no crusts, blisters, open skin or obvious redness
   today     washing. Wash gently, with cool or lukewarm water.
   tomorrow  alcohol
   Tue 24    hard exercise                                              if calm
   Fri 27    make-up · acids, vitamin C                                 if calm
   later     hot water · sauna, steam · perfume, toner · 4 more         if calm
   until     3 Dec rubbing, scrubbing · 10 Dec picking · 17 Feb tanning
   Normal today  Puffiest this morning. Like a sunburn. Brown spots darken.
   Not usual: a blister, swelling that closes an eye, eye pain,
   fever.                                                        c when to call"""


LATE_MORNING_SMALL = """\
 Day 1 Sat 21 Nov                 3 due
 08:55 3 things now.
▾ Morning             late, since 08:00
 ○ Wash gently with cool or lukewarm w…
 ○ Moisturise
 ○ Put sunscreen on closed skin: SPF 5…
▸ Midday    moisturise            13:00
▸ Evening   check-in · 3 more     20:00
▸ Any time  hat and shade · 3 more
▸ Leave alone 14, washing back today
▸ Normal today Puffiest this morning. …"""


LIFTING = """\
   calm: no crusts, blisters, open skin or obvious redness
   back      hard exercise                                              if calm
   today     make-up · acids, vitamin C                                 if calm
             Any crusts, blisters or open skin?  y / n
   Mon 30    hot water · sauna, steam · perfume, toner                  if calm"""


async def test_the_first_morning_at_80_by_24_is_the_contract_s_picture(contexts: Contexts) -> None:
    assert await text_at(scenes.late_morning(contexts), 80, 24) == LATE_MORNING


async def test_the_first_morning_fits_a_braille_display_of_40_by_12(contexts: Contexts) -> None:
    assert await text_at(scenes.late_morning(contexts), 40, 12) == LATE_MORNING_SMALL


@pytest.mark.parametrize(
    ("scene", "line"),
    [
        (scenes.all_done, " 21:40 All that has a time is done."),
        (scenes.sun_only, " 08:20 Now: sunscreen."),
    ],
    ids=["done", "sun"],
)
async def test_the_voice_is_heard_in_a_low_terminal_where_it_takes_no_row_s_place(
    contexts: Contexts, scene: scenes.Scene, line: str
) -> None:
    text = (await text_at(scene(contexts), 40, 12)).splitlines()
    assert text[1] == line
    assert text[-1] == ""


async def test_a_lifting_day_says_what_is_back_and_asks_what_decides_it(contexts: Contexts) -> None:
    context = scenes.lifting(contexts)
    assert LIFTING in await text_at(context, 80, 24)
    reader = context.reader()
    assert reader is not None
    plan = reader.plan(context.now())
    crusts = plan.checklist.sign("crusts")
    assert crusts is not None
    context.acts(reader).report({crusts: 1}, shown(context).date)
    assert "Any blisters or open skin?" in await text_at(context, 80, 24)
    held = next(line for line in (await text_at(context, 80, 24)).splitlines() if "   held " in line)
    assert held.startswith("   held      hard exercise · make-up · acids, vitamin C")
    assert "while crusts" in await text_at(context, 80, 24)


async def test_done_sections_fold_to_their_counts(contexts: Contexts) -> None:
    text = await text_at(scenes.all_done(contexts), 80, 24)
    assert " ✓ Morning   4 done\n ✓ Midday    0 done, 1 skipped\n ✓ Evening   3 done\n ▸ Any time" in text


async def test_two_panes_show_what_to_do_beside_what_to_know(contexts: Contexts) -> None:
    context = scenes.late_morning(contexts)
    lines = (await text_at(context, 120, 40)).splitlines()
    assert (
        lines[5]
        == f"{' ▾ Morning':<44}late, since 08:00  │ ▾ Leave alone  back on        the check-in decides (i)"
    )
    assert lines[6].endswith("│   calm: no crusts, blisters, open skin or obvious")
    assert any(line.endswith("│   tomorrow  alcohol") for line in lines)
    assert "c when to call  Your skin clinic +65 6000 0000" in "\n".join(lines)
    assert "· Puffiness, worst on the first morning" in "\n".join(lines)
    page = page_of(shown(context), 120, 40)
    assert page.rule == page.top + len(page.tasks) + 1
    assert " ▾ Evening" in await text_at(context, 120, 40), "all that waits is unfolded where there is room"


async def test_a_clinic_s_number_is_never_cut(contexts: Contexts) -> None:
    text = await text_at(scenes.late_morning(contexts), 100, 24)
    assert "c when to call\n" in text
    assert "Your skin clinic +65 6000 0000\n" in f"{text}\n"


@pytest.mark.parametrize("scene", [scenes.late_morning, scenes.after_a_night, scenes.lifting])
async def test_until_not_usual_and_when_to_call_are_never_cut(
    contexts: Contexts, scene: scenes.Scene
) -> None:
    async with day_at(scene(contexts), 60, 18) as day:
        for width in (60, 80, 99, 100, 120):
            for height in range(18, 42):
                await day.pilot.resize_terminal(width, height)
                text = await day.text()
                for words in ("until  ", "Not usual: ", "c when to call"):
                    assert words in text, (width, height)


def test_no_row_is_wider_than_its_terminal(contexts: Contexts) -> None:
    state = shown(scenes.lifting(contexts))
    for width in (1, 5, 20, 33, 40, 59, 60, 80, 100, 140):
        for height in (1, 3, 5, 12, 17, 18, 24, 40):
            page = page_of(state, width, height, marks=ASCII)
            for row in page.head:
                assert cell_len(row.line(width)) <= width
            for row in (*page.tasks, *page.tasks_foot):
                assert cell_len(row.line(page.size.left)) <= page.size.left, (width, height)


async def test_blank_lines_go_before_dates_and_dates_before_the_list_scrolls(contexts: Contexts) -> None:
    context = scenes.late_morning(contexts)
    assert (await text_at(context, 80, 28)).splitlines()[2] == ""
    assert "later" not in await text_at(context, 80, 26)
    assert "later" in await text_at(context, 80, 24)
    low = await text_at(context, 80, 20)
    assert "   tomorrow  alcohol" in low
    assert "   later     hard exercise · make-up · acids, vitamin C" in low
    assert " more" not in low.partition("   later ")[0], (
        "what the dates hang on, and all of them, are in sight"
    )


async def test_dates_become_later_before_the_reason_why_something_is_off_scrolls_away(
    contexts: Contexts,
) -> None:
    context = scenes.lifting(contexts)
    reader = context.reader()
    assert reader is not None
    asked = reader.plan(context.now()).checklist.signs
    signs = {sign: 1 for sign in asked if sign.id in ("crusts", "blisters")}
    context.acts(reader).report(signs, shown(context).date)
    for height in (24, 22):
        lines = (await text_at(context, 80, height)).splitlines()
        held = next(place for place, line in enumerate(lines) if line.startswith("   held "))
        assert lines[held + 1] == "             while crusts and blisters"
        assert lines[held + 2].startswith("             Any open, raw or weeping skin?")


async def test_leave_alone_folds_to_one_line(contexts: Contexts) -> None:
    async with day_at(scenes.late_morning(contexts), 80, 24) as day:
        day.screen.sections = Sections().choose(LEAVE, False)
        day.screen.relayout()
        text = await day.text()
    assert " ▸ Leave alone  14, washing back today" in text
    assert "   until " not in text


@pytest.mark.parametrize(
    ("scene", "line"),
    [
        (scenes.late_morning, "▸ Leave alone 14, washing back today"),
        (scenes.all_done, "▸ Leave alone 13, 1 back tomorrow?"),
        (scenes.lifting, "▸ Leave alone 10, 3 may be back"),
        (scenes.sun_only, "▸ Leave alone 4, 8 may be back"),
    ],
    ids=["named", "tomorrow", "today", "dated"],
)
async def test_folded_in_a_narrow_terminal_it_still_says_when_something_is_back(
    contexts: Contexts, scene: scenes.Scene, line: str
) -> None:
    assert line in (await text_at(scene(contexts), 40, 12)).splitlines()
