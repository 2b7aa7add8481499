"""The Checklist screen before its file was read: the rules in force, and keys that wait for the file."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from checklists.rules.rule import Rule
from tests.conftest import Contexts
from tests.support.apps import shipped
from tests.support.followed import MINE, following, mine
from tests.support.screens import Below, click, drawn, opened, press, settled, shows
from tests.tui.screens.checklist.test_screen import HELP, keys, listed, typing
from tui.files.followed_file import FileRequest, read_file
from tui.screens import difference
from tui.screens.call import CallScreen
from tui.screens.checklist import ChecklistScreen
from tui.screens.checklist import screen as checklist_screen
from tui.screens.checklist.rule_form import RuleForm
from tui.screens.dialogs import ChoiceScreen, ParagraphsScreen
from tui.themes import GLYPHS

READING = "Reading the file."


@pytest.fixture(autouse=True)
def requests(monkeypatch: pytest.MonkeyPatch) -> list[FileRequest]:
    """What is to be read, and is not before `arrive`."""
    requests: list[FileRequest] = []
    monkeypatch.setattr(ChecklistScreen, "_read_file", lambda _, request: requests.append(request))
    return requests


async def arrive(pilot: Pilot[int], requests: list[FileRequest]) -> ChecklistScreen:
    """Let the file be read, and shown."""
    screen = next(each for each in pilot.app.screen_stack if isinstance(each, ChecklistScreen))
    screen.post_message(ChecklistScreen.FileRead(read_file(requests[-1])))
    await settled(pilot)
    return screen


async def test_the_rules_in_force_are_there_at_once(contexts: Contexts, requests: list[FileRequest]) -> None:
    async with opened(following(contexts), ChecklistScreen()) as pilot:
        assert listed(pilot) == [
            " Checklist · Small and shipped                     7 rules; day 0 is Fri 20 Nov",
            HELP[0],
            " Now: 3 to do, 1 left alone. 1 later, 1 over, 1 not for you.",
            "   kind   what                                           when, or why not",
            " Treatment day  Fri 20 Nov, day 0",
            f" {GLYPHS.cursor} avoid  Make-up                                        to Tue 24 Nov, day 4",
            " Recovery  Sat 21 Nov to Thu 26 Nov, days 1 to 6",
            "   do     Wash gently                                    to Sun 29 Nov, day 9",
            "   do     Sunscreen again                                to Sun 29 Nov, day 9",
            "   do     Put on the cream                               to Fri 27 Nov, day 7",
            " Sun care  from Fri 27 Nov on, from day 7",
            "   check  Look at it in the light                        from Fri 27 Nov, day 7",
            "   ▸ Over: 1",
            "                                                                       ↓ 3 more",
        ]
        assert shows(pilot, "Days 0 to 4. Back on Wednesday 25 November, day 5.")
        assert shows(pilot, "enter change  z leave out")
        screen = await arrive(pilot, requests)
        assert shows(pilot, "off: I never go")
        assert screen.cursor == "item/make-up"
        assert len(requests) == 1


@pytest.mark.parametrize(
    ("pressed", "rule"),
    [
        (("down", "down"), "cream"),
        (("end",), "Questions:"),
        (("slash", *"sport", "enter"), "sport"),
        (("slash", *"sport", "escape"), "sport"),
        (("end", "home"), "make-up"),
    ],
)
async def test_what_only_reads_works_at_once_and_the_cursor_stays(
    contexts: Contexts, requests: list[FileRequest], pressed: tuple[str, ...], rule: str
) -> None:
    async with opened(following(contexts), ChecklistScreen("wash")) as pilot:
        await press(pilot, *pressed)
        assert not shows(pilot, READING)
        screen = await arrive(pilot, requests)
        assert screen.cursor == f"item/{rule}"


@pytest.mark.parametrize("rule", ["wash", "sauna", "look", ""])
async def test_where_nobody_moved_the_cursor_the_list_begins_as_it_does_with_the_file(
    contexts: Contexts, requests: list[FileRequest], rule: str
) -> None:
    """Sauna is no rule in force; in the file it stands as one that is left out."""
    async with opened(following(contexts), ChecklistScreen(rule), (40, 12)) as pilot:
        screen = await arrive(pilot, requests)
        assert screen.cursor == f"item/{rule or 'make-up'}"
        first, before = screen.rules._first, drawn(pilot)
        screen.file, screen.cursor, screen.wanted = None, "", f"item/{rule}"
        screen.rules.show((), 0)
        await arrive(pilot, requests)
        assert (screen.rules._first, drawn(pilot)) == (first, before)


async def test_rows_that_are_as_they_were_are_not_drawn_again(
    contexts: Contexts, requests: list[FileRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(contexts("2026-11-22T12:00", of=shipped()), ChecklistScreen()) as pilot:
        await press(pilot, "down")
        before, regions = drawn(pilot), []
        for part in pilot.app.screen.query("#rules, #detail"):
            monkeypatch.setattr(part, "refresh", lambda *given, **_: regions.extend(given))
        await arrive(pilot, requests)
        assert (drawn(pilot), regions) == (before, [])


@pytest.fixture
def handed_on(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What others were asked to do."""
    calls: list[tuple[str, ...]] = []

    async def switch_off(screen: Screen[Any], id: str, rule: Rule) -> str:
        calls.append(("off", rule.id))
        return "Left out."

    async def edit_file(screen: Screen[Any], id: str, rule: Rule | None = None, at: str = "") -> str:
        calls.append(("edit", rule.id if rule else ""))
        return "Opened."

    async def show_difference(screen: Screen[Any], *_: object) -> str:
        calls.append(("difference",))
        return "Accepted."

    monkeypatch.setattr(checklist_screen, "switch_off", switch_off)
    monkeypatch.setattr(checklist_screen, "edit_file", edit_file)
    monkeypatch.setattr(difference, "show_difference", show_difference)
    return calls


@pytest.mark.parametrize(
    ("key", "call"),
    [("z", ("off", "wash")), ("e", ("edit", "wash")), ("v", ("difference",)), ("b", ("difference",))],
)
async def test_a_key_that_needs_the_file_waits_for_it(
    contexts: Contexts,
    requests: list[FileRequest],
    handed_on: list[tuple[str, ...]],
    key: str,
    call: tuple[str, ...],
) -> None:
    context = following(contexts)
    mine(context).write_text(MINE.replace("days: 0-4 ", "days: 0-3 "))
    async with opened(context, ChecklistScreen("wash")) as pilot:
        await press(pilot, key)
        assert shows(pilot, READING)
        assert handed_on == []
        # What was meant is the rule that the key was pressed on.
        await press(pilot, "down", "down")
        await arrive(pilot, requests)
        for worker in [worker for worker in pilot.app.workers if worker.group == "act"]:
            await worker.wait()
        await settled(pilot)
        assert handed_on == [call]
        assert not shows(pilot, READING)


@pytest.mark.parametrize(
    ("pressed", "opens"),
    [
        (("enter",), RuleForm),
        (("a",), ChoiceScreen),
        (("plus",), ChoiceScreen),
        (("enter", "enter"), RuleForm),
    ],
)
async def test_what_opens_a_form_opens_it_once_the_file_was_read(
    contexts: Contexts, requests: list[FileRequest], pressed: tuple[str, ...], opens: type[Screen[Any]]
) -> None:
    async with opened(following(contexts), ChecklistScreen("wash")) as pilot:
        await press(pilot, *pressed)
        await arrive(pilot, requests)
        assert isinstance(pilot.app.screen, opens)


async def test_a_click_on_the_row_under_the_cursor_waits_too(
    contexts: Contexts, requests: list[FileRequest]
) -> None:
    async with opened(following(contexts), ChecklistScreen("wash")) as pilot:
        await click(pilot, "Wash gently")
        assert shows(pilot, READING)
        await arrive(pilot, requests)
        assert isinstance(pilot.app.screen, RuleForm)


async def test_only_yours_waits_to_know_what_is(contexts: Contexts, requests: list[FileRequest]) -> None:
    async with opened(following(contexts), ChecklistScreen()) as pilot:
        await press(pilot, "y")
        assert shows(pilot, "7 rules")
        await arrive(pilot, requests)
        assert shows(pilot, " 4 of your own")


async def test_of_a_file_that_cannot_be_used_what_waits_is_read_or_done_without(
    contexts: Contexts, requests: list[FileRequest], handed_on: list[tuple[str, ...]]
) -> None:
    context = following(contexts)
    mine(context).write_text(MINE.replace("days: 0-4 ", "days: 0-four "))
    async with opened(context, ChecklistScreen("make-up")) as pilot:
        await press(pilot, "z", "b", "plus", "enter")
        await arrive(pilot, requests)
        assert isinstance(pilot.app.screen, ParagraphsScreen)
        await press(pilot, "escape")
        assert shows(pilot, "mine.yaml:9:11:")
        assert keys(pilot) == {
            "checklist.back",
            "checklist.change",
            "checklist.read",
            "checklist.yours",
            "file.edit",
        }
        assert handed_on == []


async def test_nothing_is_done_to_another_rule_where_the_one_that_was_meant_has_gone(
    contexts: Contexts, requests: list[FileRequest], handed_on: list[tuple[str, ...]]
) -> None:
    context = following(contexts)
    mine(context).write_text(MINE.replace("id: cream", "id: balm"))
    async with opened(context, ChecklistScreen("cream")) as pilot:
        await press(pilot, "z", "e")
        screen = await arrive(pilot, requests)
        await settled(pilot)
        assert screen.selected is not None
        assert handed_on == [("edit", screen.selected.rule.id)]


async def test_nothing_opens_over_when_to_call(contexts: Contexts, requests: list[FileRequest]) -> None:
    async with opened(following(contexts), ChecklistScreen("wash")) as pilot:
        await press(pilot, "enter", "c")
        await arrive(pilot, requests)
        assert isinstance(pilot.app.screen, CallScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, RuleForm)


async def test_who_goes_before_the_file_was_read_leaves_nothing_behind(
    contexts: Contexts, requests: list[FileRequest]
) -> None:
    async with opened(following(contexts), ChecklistScreen("wash")) as pilot:
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, Below)
        assert len(requests) == 1


async def test_what_the_file_alone_can_tell_is_not_denied(
    contexts: Contexts, requests: list[FileRequest]
) -> None:
    async with opened(following(contexts), ChecklistScreen()) as pilot:
        await press(pilot, "slash", *typing("added"))
        assert shows(pilot, " 0 found")
        assert not shows(pilot, "Nothing has these words.")
        await arrive(pilot, requests)
        assert shows(pilot, " 1 found")
        assert shows(pilot, "Put on the cream")
