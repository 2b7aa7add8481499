"""The rules of the followed checklist: listed by phase, searched, narrowed, and what keys there are."""

import pytest
from textual.pilot import Pilot

from checklists.rules.rule import Kind, Match, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import chosen, shipped, small_checklist
from tests.support.followed import BASE, MINE, following, mine
from tests.support.plans import answer
from tests.support.screens import Below, answers, click, drawn, opened, press, settled, shows
from tui.recovery.clinic_dates import ClinicDate
from tui.screens.call import CallScreen
from tui.screens.checklist import ChecklistScreen
from tui.screens.checklist.rows import ASIDE, is_aside
from tui.screens.checklist.rule_form import RuleForm
from tui.screens.checklist.screen import RuleFilter
from tui.screens.checklist.words import dates_words
from tui.screens.dialogs import ParagraphsScreen
from tui.themes import GLYPHS

WIDE = (110, 30)
HELP = (
    " Every rule, its days and why. enter: change one if your clinic says otherwise.",
    " Now: 3 to do, 1 left alone. 1 later, 1 over, 1 not for you, 1 left out by you.",
    "   kind   what                                           when, or why not",
)
"""What stands above a list of the small checklist."""


async def read(pilot: Pilot[int]) -> ChecklistScreen:
    """Wait until the file is read, in its thread, and shown."""
    await settled(pilot)
    for worker in [worker for worker in pilot.app.workers if worker.group == "file"]:
        await worker.wait()
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ChecklistScreen)
    return screen


def listed(pilot: Pilot[int]) -> list[str]:
    """The lines of the list and of what stands above it, in a terminal without a second pane."""
    lines = [line.rstrip() for line in drawn(pilot)]
    rule = next((place for place, line in enumerate(lines) if line.startswith("──")), len(lines) - 1)
    return [line for line in lines[:rule] if line]


def typing(text: str) -> list[str]:
    """The keys that write a text."""
    return ["space" if letter == " " else letter for letter in text]


def keys(pilot: Pilot[int]) -> set[str]:
    """The ids of the keys of this screen that do something now."""
    ids = {str(active.binding.id) for active in pilot.app.screen.active_bindings.values()}
    return {id for id in ids if id.partition(".")[0] in ("checklist", "rule", "file")}


async def test_every_rule_stands_in_its_phase_with_its_days_and_where_it_stands(contexts: Contexts) -> None:
    async with opened(following(contexts), ChecklistScreen()) as pilot:
        screen = await read(pilot)
        assert listed(pilot) == [
            " Checklist · Small and shipped            8 rules, 4 yours; day 0 is Fri 20 Nov",
            *HELP,
            " Treatment day  Fri 20 Nov, day 0",
            f" {GLYPHS.cursor} avoid  Make-up                                    to 24 Nov  yours: days 0-4",
            "   avoid  Sauna and steam                                       off: I never go",
            " Recovery  Sat 21 Nov to Thu 26 Nov, days 1 to 6",
            "   do     Wash gently                              to 29 Nov  yours: at morning",
            "   do     Sunscreen again                                to Sun 29 Nov, day 9",
            "   do     Put on the cream                               to Fri 27 Nov    added",
            " Sun care  from Fri 27 Nov on, from day 7",
            "   check  Look at it in the light                        from Fri 27 Nov, day 7",
            "                                                                       ↓ 4 more",
        ]
        await press(pilot, "end", "up", "up", "up")
        assert screen.cursor == "item/over:"
        assert shows(pilot, "enter shows what is over, and since when.")
        await press(pilot, "enter")
        await press(pilot, "down")
        assert screen.cursor == "item/hot-drinks"
        assert shows(pilot, "ended Fri 20 Nov")


async def test_what_is_no_rule_stands_below_to_be_read_and_found(contexts: Contexts) -> None:
    line = "{id: pus, if: Any pus, days: 1-, call: clinic-today, agreement: unsourced}"
    said = f"{MINE}warnings: {{add: [{line}]}}\n"
    async with opened(following(contexts, said), ChecklistScreen()) as pilot:
        screen = await read(pilot)
        assert [each.key for each in screen.lines] == ["When to call:pus", "Questions:habits"]
        screen.move_cursor("item/When to call:")
        await settled(pilot)
        assert shows(pilot, "When to call: 1")
        await press(pilot, "y")
        assert screen.stops[-1] == "item/When to call:pus"
        await press(pilot, "escape", "slash", *typing("any pus"), "enter")
        assert screen.stops == ("item/When to call:pus",)
        assert shows(pilot, "Your file has this its own way.")
        await press(pilot, "enter")
        assert shows(pilot, "The clinic, today, from day 1.")


async def test_a_narrow_terminal_keeps_the_short_words(contexts: Contexts) -> None:
    async with opened(following(contexts), ChecklistScreen(), (40, 12)) as pilot:
        await read(pilot)
        assert drawn(pilot)[1:11] == [
            "Treatment day  day 0",
            f"{GLYPHS.cursor}avoid  Make-up                   yours",
            " avoid  Sauna and steam             off",
            "Recovery  days 1 to 6",
            " do     Wash gently               yours",
            " do     Sunscreen again       to 29 Nov",
            " do     Put on the cream          added",
            "Sun care  from day 7",
            " check  Look at it in the   from 27 Nov",
            "                               ↓ 4 more",
        ]
        assert shows(pilot, "enter change  esc back  c when to call")


async def test_what_the_pane_below_has_no_room_for_is_a_key_away(contexts: Contexts) -> None:
    async with opened(contexts("2026-11-22T12:00", of=shipped()), ChecklistScreen("face-cleanse")) as pilot:
        screen = await read(pilot)
        assert screen.cursor == "item/face-cleanse"
        assert shows(pilot, "… space: all of it")
        await press(pilot, "space")
        assert isinstance(pilot.app.screen, ParagraphsScreen)
        assert shows(pilot, "Sources agree strongly")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            "make-up",
            "Make-up | Yours: days 0-4 (in base: 0-6). | Because: my clinic's sheet. | "
            "Days 0 to 4. Back on Wednesday 25 November, day 5. | Then: begin gently. | "
            "One source: National Skin Centre.",
        ),
        (
            "sauna",
            "Sauna and steam | You switched this off: I never go. | Days 0 to 9. | Then: begin gently. | "
            "One source: National Skin Centre.",
        ),
        (
            "sport",
            'Sport | Asked "What is usual?" you did not say: sport. | Days 0 to 3. | '
            "One source: National Skin Centre.",
        ),
        (
            "cream",
            "Put on the cream | You added this. | Because: my clinic's sheet. | "
            "Days 1 to 7, mornings and evenings. On now, to Friday 27 November, day 7. | "
            "No source is named for this.",
        ),
        (
            "wash",
            "Wash gently | Yours: times morning (in base: morning, evening+1h). | "
            "Days 1 to 9, every morning. On now, to Sunday 29 November, day 9. | Fingertips only. | "
            "Why: rubbing leaves marks. | One source: National Skin Centre.",
        ),
    ],
)
async def test_all_there_is_to_say_of_a_rule(contexts: Contexts, rule: str, said: str) -> None:
    async with opened(following(contexts), ChecklistScreen(rule), WIDE) as pilot:
        screen = await read(pilot)
        assert screen.selected is not None
        assert " | ".join(text.text for text in screen.texts_of(screen.selected)) == said
        assert any(line.partition("│")[2].strip() == said.partition(" | ")[0] for line in drawn(pilot))


async def test_what_the_clinic_said_is_told_beside_the_file(contexts: Contexts) -> None:
    context = following(contexts, now="2026-11-21T12:30")
    reader = context.reader()
    assert reader is not None
    rule = reader.plan(context.now()).checklist.rule("make-up")
    assert rule is not None
    context.acts(reader).set_clinic_date(rule, ClinicDate((Span(0, 1),)))
    async with opened(following(contexts), ChecklistScreen("make-up")) as pilot:
        await read(pilot)
        assert shows(pilot, "clinic: days 0-1")
        assert shows(pilot, "Your clinic said days 0 to 1. That comes before any file.")


async def test_it_filters_as_it_is_typed_and_goes_to_the_name_that_fits(contexts: Contexts) -> None:
    async with opened(following(contexts), ChecklistScreen()) as pilot:
        screen = await read(pilot)
        await press(pilot, "slash", "s", "p")
        assert shows(pilot, " 2 found")
        assert [each.partition("/")[2] for each in screen.stops] == [
            *("sport", "spf-again"),
            "Questions:habits",
        ]
        await press(pilot, "f")
        assert screen.cursor == "item/spf-again"
        await press(pilot, "enter")
        assert not pilot.app.screen.query(RuleFilter)
        assert shows(pilot, " 1 found")
        await press(pilot, "escape")
        assert shows(pilot, " 8 rules")
        assert screen.cursor == "item/spf-again"
        await press(pilot, "escape")
        assert answers(pilot) == [None]


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("yours", "make-up sauna wash cream"),
        ("off", "sauna"),
        ("added", "cream"),
        ("not for you", "sport"),
        ("fingertips", "wash"),
        ("GENTLY wash", "wash"),
        ("hot-drinks", "hot-drinks"),
        ("clinic sheet of", ""),
    ],
)
async def test_what_is_typed_is_sought_in_names_and_in_where_rules_stand(
    contexts: Contexts, typed: str, rules: str
) -> None:
    async with opened(following(contexts), ChecklistScreen()) as pilot:
        screen = await read(pilot)
        await press(pilot, "slash", *typing(typed))
        assert {stop.partition("/")[2] for stop in screen.stops} == set(rules.split())
        if not rules:
            assert shows(pilot, "Nothing has these words. esc shows all rules.")


async def test_the_name_that_fits_comes_before_words_that_do(contexts: Contexts) -> None:
    said = MINE.replace("days: 1-7", "days: 1-7\n    how: No sport in it.").replace("cream\n", "aloe\n")
    async with opened(following(contexts, said), ChecklistScreen("look")) as pilot:
        screen = await read(pilot)
        await press(pilot, "slash", *"sport")
        assert len(screen.stops) == 3
        assert screen.cursor == "item/sport"


async def test_escape_in_what_is_typed_shows_all_again(contexts: Contexts) -> None:
    async with opened(following(contexts), ChecklistScreen()) as pilot:
        await read(pilot)
        await press(pilot, "slash", *"wash", "escape")
        assert shows(pilot, " 8 rules")
        assert isinstance(pilot.app.screen, ChecklistScreen)


async def test_what_is_not_for_the_person_stands_in_one_row_that_enter_opens(contexts: Contexts) -> None:
    more = [
        Rule(f"no-{n}", Kind.AVOID, f"Sport {n}", f"sport {n}", (Span(0, 3),), when=answer("habits", "swim"))
        for n in (1, 2)
    ]
    context = contexts("2026-11-22T12:00", of=chosen(small_checklist(*more)), answers={"habits": ()})
    async with opened(context, ChecklistScreen(), (80, 40)) as pilot:
        screen = await read(pilot)
        assert shows(pilot, "Not for you: 2  by your answers")
        assert not shows(pilot, "Sport 1")
        screen.move_cursor(f"item/{ASIDE}")
        await settled(pilot)
        assert shows(pilot, "enter shows what your answers leave out. To change an answer: w on Today.")
        await press(pilot, "enter")
        assert shows(pilot, "Sport 1")
        assert shows(pilot, "enter hides what your answers leave out.")
        await press(pilot, "enter")
        assert not shows(pilot, "Sport 1")
        await press(pilot, "slash", *"sport", "enter")
        assert {"item/no-1", "item/no-2"} <= set(screen.stops)
    async with opened(context, ChecklistScreen("no-2"), (80, 40)) as pilot:
        assert (await read(pilot)).cursor == "item/no-2"


@pytest.mark.parametrize(
    ("days", "today", "words"),
    [
        (((1, 13),), 2, ("to Thu 3 Dec, day 13", "to Thu 3 Dec", "to 3 Dec")),
        (((5, 9),), 2, ("from Wed 25 Nov, day 5", "from Wed 25 Nov", "from 25 Nov")),
        (((5, 5),), 2, ("on Wed 25 Nov, day 5", "on Wed 25 Nov", "on 25 Nov")),
        (((0, 0), (5, 5), (9, 9)), 2, ("next Wed 25 Nov, day 5", "next Wed 25 Nov", "next 25 Nov")),
        (((0, 1),), 2, ("ended Sat 21 Nov, day 1", "ended Sat 21 Nov", "ended 21 Nov")),
        (((0, None),), 2, ("from now on",)),
        (((2, 2),), 2, ("today",)),
        (
            ((2, 2), (6, 6)),
            2,
            ("today, then Thu 26 Nov, day 6", "today, then Thu 26 Nov", "today, then 26 Nov", "today"),
        ),
        (
            ((0, 14), (21, 21), (28, 28), (35, 35)),
            2,
            (
                *("to Fri 4 Dec, then weekly", "to 4 Dec, then weekly"),
                *("to Fri 4 Dec, day 14", "to Fri 4 Dec", "to 4 Dec"),
            ),
        ),
    ],
)
async def test_when_a_rule_is_stands_in_dates(
    contexts: Contexts, days: tuple[tuple[int, int | None], ...], today: int, words: tuple[str, ...]
) -> None:
    context = contexts(f"2026-11-{20 + today}T12:00", of=chosen(small_checklist()))
    reader = context.reader()
    assert reader is not None
    rule = Rule("any", Kind.DO, "Any", "any", tuple(Span(*each) for each in days))
    assert dates_words(rule, reader.plan(context.now())) == words


async def test_what_a_report_may_hold_is_not_over_with_its_days(contexts: Contexts) -> None:
    context = contexts("2026-11-22T12:00", of=chosen(small_checklist()))
    reader = context.reader()
    assert reader is not None
    rule = Rule("any", Kind.AVOID, "Any", "any", (Span(0, 1),), held_by=(Match("crusts", low=1),))
    assert dates_words(rule, reader.plan(context.now())) == ("back if calm",)


async def test_y_shows_only_what_is_one_s_own(contexts: Contexts) -> None:
    async with opened(following(contexts), ChecklistScreen()) as pilot:
        screen = await read(pilot)
        await press(pilot, "y")
        assert shows(pilot, " 4 of your own")
        assert len(screen.stops) == 4
        await press(pilot, "y")
        assert len(screen.stops) == 10


async def test_nothing_of_one_s_own_is_said(contexts: Contexts) -> None:
    async with opened(contexts("2026-11-22T12:00", of=shipped()), ChecklistScreen()) as pilot:
        screen = await read(pilot)
        await press(pilot, "y")
        assert shows(pilot, "Nothing here is yours. esc shows all rules.")
        await press(pilot, "escape")
        shown = [each for each in screen.origins if not (is_aside(each) or each.rule.kind is Kind.EXPECT)]
        assert [each for each in screen.stops if not each.endswith(":")] == [
            stop for stop in screen.stops if stop in {f"item/{each.rule.id}" for each in shown}
        ]
        assert (len(shown) > 40, len(screen.lines) > 30) == (True, True)


@pytest.mark.parametrize(
    ("pressed", "rule"),
    [
        (("end",), "Questions:"),
        (("end", "up"), "expect:"),
        (("end", "home"), "make-up"),
        (("down", "down", "up"), "sauna"),
        (("pagedown",), "expect:"),
        (("end", "pageup"), "sauna"),
        (("up",), "make-up"),
    ],
)
async def test_the_cursor_moves_by_keys(contexts: Contexts, pressed: tuple[str, ...], rule: str) -> None:
    async with opened(following(contexts), ChecklistScreen()) as pilot:
        screen = await read(pilot)
        await press(pilot, *pressed)
        assert screen.cursor == f"item/{rule}"


async def test_a_click_selects_and_another_opens(contexts: Contexts) -> None:
    async with opened(following(contexts), ChecklistScreen()) as pilot:
        screen = await read(pilot)
        await click(pilot, "Wash gently")
        assert screen.cursor == "item/wash"
        assert isinstance(pilot.app.screen, ChecklistScreen)
        await click(pilot, "Wash gently")
        assert isinstance(pilot.app.screen, RuleForm)


async def test_the_wheel_scrolls_and_the_cursor_stays(contexts: Contexts) -> None:
    async with opened(following(contexts), ChecklistScreen(), (40, 12)) as pilot:
        screen = await read(pilot)
        screen.rules.scroll_rows(2)
        await settled(pilot)
        assert shows(pilot, "Look at it")
        assert screen.cursor == "item/make-up"


COMMON = {
    "checklist.back",
    "checklist.change",
    "checklist.read",
    "checklist.add",
    "checklist.yours",
    "file.edit",
}


@pytest.mark.parametrize(
    ("rule", "offered"),
    [
        ("make-up", {"rule.off", "checklist.put-back"}),
        ("sauna", {"rule.on"}),
        ("sport", {"rule.off"}),
        ("cream", {"rule.off"}),
        ("wash", {"rule.off", "checklist.put-back"}),
    ],
)
async def test_only_what_can_be_done_is_offered(contexts: Contexts, rule: str, offered: set[str]) -> None:
    async with opened(following(contexts), ChecklistScreen(rule)) as pilot:
        await read(pilot)
        assert keys(pilot) == COMMON | offered


async def test_what_the_program_adds_is_only_to_be_read(contexts: Contexts) -> None:
    signs = "signs:\n  - {id: pain, ask: How sore?, scale: 0-10, days: 0-7}\n"
    async with opened(following(contexts, MINE + _added(signs)), ChecklistScreen("check-in")) as pilot:
        await read(pilot)
        assert keys(pilot) == COMMON
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ParagraphsScreen)
        assert shows(pilot, "Check in: how is it healing today?")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ChecklistScreen)


def _added(section: str) -> str:
    name, _, item = section.partition(":\n")
    return f"{name}:\n  add:\n  {item}"


async def test_a_removed_rule_is_read_whole(contexts: Contexts) -> None:
    async with opened(following(contexts), ChecklistScreen("sauna"), (40, 12)) as pilot:
        await read(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ParagraphsScreen)
        assert shows(pilot, "You switched this off: I never go.")
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, CallScreen)


async def test_c_and_the_other_keys_of_every_screen_are_there(contexts: Contexts) -> None:
    async with opened(following(contexts), ChecklistScreen()) as pilot:
        await read(pilot)
        await press(pilot, "question_mark")
        assert shows(pilot, "Add a rule of your own")
        await press(pilot, "escape", "c")
        assert isinstance(pilot.app.screen, CallScreen)


async def test_text_of_a_file_is_text(contexts: Contexts) -> None:
    said = MINE.replace("Put on the cream", "'[bold]Cream[/] [@click=app.quit]x[/]'")
    async with opened(following(contexts, said), ChecklistScreen("cream"), WIDE) as pilot:
        await read(pilot)
        assert sum("[bold]Cream[/]" in line for line in drawn(pilot)) == 2
        await press(pilot, "enter")
        assert shows(pilot, "[bold]Cream[/] [@click=app.quit]x[/]")


async def test_five_hundred_rules_are_drawn_a_screenful_at_a_time(contexts: Contexts) -> None:
    rules = (Rule(f"r{n}", Kind.DO, f"Rule number {n}", f"r {n}", (Span(n % 9, 300),)) for n in range(490))
    context = contexts("2026-11-22T12:00", of=chosen(small_checklist(*rules)))
    async with opened(context, ChecklistScreen()) as pilot:
        screen = await read(pilot)
        assert shows(pilot, " 497 rules")
        assert len(screen.rules._lines) == screen.rules.size.height
        await press(pilot, "slash", *typing("number 48"))
        assert shows(pilot, " 15 found")
        await press(pilot, "escape", "end")
        assert len(screen.rules._lines) == screen.rules.size.height


async def test_a_shipped_file_alone_has_nothing_of_one_s_own(contexts: Contexts) -> None:
    async with opened(contexts("2026-11-22T12:00", of=shipped()), ChecklistScreen()) as pilot:
        screen = await read(pilot)
        assert not [each for each in screen.origins if each.yours]
        assert "checklist.put-back" not in keys(pilot)
        assert "file.difference" not in keys(pilot)


async def test_a_whole_file_of_one_s_own_is_as_it_is(contexts: Contexts) -> None:
    said = BASE.replace("id: base", "id: mine")
    async with opened(following(contexts, said), ChecklistScreen("make-up")) as pilot:
        screen = await read(pilot)
        assert not [each for each in screen.origins if each.yours]
        assert keys(pilot) == COMMON | {"rule.off"}


async def test_a_chain_names_the_file_between(contexts: Contexts) -> None:
    between = "format: 1\nextends: base\nid: clinic\nchange:\n  red: {days: 0-5}\n"
    context = following(contexts)
    (mine(context).parent / "clinic.yaml").write_text(between)
    mine(context).write_text(MINE.replace("extends: base", "extends: clinic"))
    async with opened(context, ChecklistScreen("red")) as pilot:
        screen = await read(pilot)
        assert shows(pilot, "by clinic")
        assert screen.base == "clinic"
        assert shows(pilot, "As clinic has it.")


async def test_without_a_recovery_there_is_nothing_to_show(contexts: Contexts) -> None:
    async with opened(contexts("2026-11-22T12:00", begun=None), ChecklistScreen()) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, Below)
