"""Every key of a screen, with its name, as it is bound now."""

import json
import re
from typing import Any

import pytest
from textual.command import CommandList
from textual.events import Key
from textual.pilot import Pilot

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.screens import Below, bare_app, drawn, opened, press, settled, shows, until, words
from tui.screens.call import CallScreen
from tui.screens.check_in import CheckInScreen
from tui.screens.help.screen import HelpScreen
from tui.settings import Settings
from tui.settings.values import KeyChoice

MORNING = "2026-11-21T08:55"


async def test_it_lists_the_keys_of_the_screen_below_with_words_and_ids(contexts: Contexts) -> None:
    app = bare_app(contexts(MORNING))
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "c", "question_mark")
        lines = [re.sub(" {2,}", "  ", line.strip()) for line in drawn(pilot)]
    assert "space  Tick the line if it fits, or untick it  warning.tick" in lines
    assert "i  Note that I called about it  warning.called" in lines
    assert "c  When to call, and whom  call.open" in lines
    assert "ctrl+p  Open the command palette" in lines


async def test_keys_that_were_moved_are_shown_where_they_are_now(contexts: Contexts) -> None:
    moved = Settings(keys=(KeyChoice("call.open", ("f2",)), KeyChoice("warning.tick", ("v",))))
    app = bare_app(contexts(MORNING, settings=moved))
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "f2", "question_mark")
        lines = [re.sub(" {2,}", "  ", line.strip()) for line in drawn(pilot)]
        assert "v  Tick the line if it fits, or untick it  warning.tick" in lines
        assert "f2  When to call, and whom  call.open" in lines
        await press(pilot, "escape", "v")
        assert shows(pilot, "✓ Trouble breathing")


@pytest.mark.parametrize("key", ["escape", "question_mark"])
async def test_it_closes_again(contexts: Contexts, key: str) -> None:
    app = bare_app(contexts(MORNING))
    async with app.run_test() as pilot:
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, key)
        assert isinstance(app.screen, Below)


async def test_it_scrolls_and_says_where_the_files_are_and_how_to_do_without(contexts: Contexts) -> None:
    context = contexts(MORNING)
    app = bare_app(context)
    async with app.run_test(size=(120, 14)) as pilot:
        await press(pilot, "question_mark")
        assert not shows(pilot, "afterglow today")
        await press(pilot, "end")
        assert shows(pilot, str(context.paths.settings))
        assert shows(pilot, "afterglow today gives the day as lines.")


async def test_a_key_can_be_clicked_in_its_last_line(contexts: Contexts) -> None:
    async with opened(contexts(MORNING), HelpScreen()) as pilot:
        line = drawn(pilot)[-1]
        await pilot.click(offset=(line.index("when to call"), 23))
        await settled(pilot)
        assert isinstance(pilot.app.screen, CallScreen)


async def test_it_fits_a_narrow_terminal_with_the_ids(contexts: Contexts) -> None:
    app = bare_app(contexts(MORNING))
    async with app.run_test(size=(40, 12)) as pilot:
        await press(pilot, "question_mark")
        assert "Leave; everything is already kept app.quit" in re.sub(" +", " ", words(pilot))
        for size in ((20, 5), (120, 40)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
        assert shows(pilot, "app.quit")


async def test_the_palette_offers_every_key_once_but_those_that_only_move(contexts: Contexts) -> None:
    app = bare_app(contexts(MORNING))
    async with app.run_test() as pilot:
        app.push_screen(CheckInScreen())
        await settled(pilot)
        titles = [command.title for command in app.get_system_commands(app.screen)]
    assert sorted(titles) == sorted(
        [
            *(
                "All keys",
                "Back",
                "Less",
                "Look: dawn",
                "Look: dusk",
                "Look: plain",
                "More",
                "Quit",
                "Save all",
            ),
            *("Look: terminal", "Settings", "When to call"),
        ]
    )


async def test_the_palette_names_the_keys_and_what_was_used_last_comes_first(contexts: Contexts) -> None:
    app = make_app(contexts(MORNING))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        helps = {command.title: command.help for command in app.get_system_commands(app.screen)}
        assert helps["When to call"].startswith("c  ")
        assert helps["Check in"].startswith("i  ")
        assert await _offered(pilot) == sorted(helps)
        await press(pilot, *("space" if each == " " else each for each in "all keys"), "enter")
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape")
        first, *rest = await _offered(pilot)
        assert first == "All keys"
        assert rest == sorted(set(helps) - {"All keys"})


async def test_what_was_used_last_is_known_in_the_next_run_and_no_recovery_is_named(
    contexts: Contexts,
) -> None:
    context = contexts(MORNING)
    file = context.paths.palette
    for title in ("plan", "look: plain"):
        async with make_app(context).run_test(size=(80, 24)) as pilot:
            await _offered(pilot)
            await press(pilot, *(_NAMES.get(each, each) for each in title), "enter")
            await settled(pilot)
    assert json.loads(file.read_text("utf-8")) == ["look.plain", "plan.show"]
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        assert (await _offered(pilot))[:2] == ["Look: plain", "Plan"]


@pytest.mark.parametrize("content", ["", "{", "3", '[1, "x:y", "\\u001b[2J", "plan.show", "plan.show"]'])
async def test_a_file_that_says_nothing_of_use_does_no_harm(contexts: Contexts, content: str) -> None:
    context = contexts(MORNING)
    context.paths.palette.write_text(content, "utf-8")
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        offered = await _offered(pilot)
        assert offered[0] == ("Plan" if "plan" in content else "All keys")


_NAMES = {" ": "space", ":": "colon"}


async def _offered(pilot: Pilot[Any]) -> list[str]:
    """The titles in the palette before anything is typed, in their order; it stays open."""
    pilot.app.action_command_palette()
    await settled(pilot)
    commands = pilot.app.screen.query_one(CommandList)
    await until(pilot, lambda: commands.option_count > 1)
    prompts = (str(commands.get_option_at_index(place).prompt) for place in range(commands.option_count))
    return [prompt.split("\n")[0] for prompt in prompts]


async def test_a_key_before_the_palette_is_laid_out_does_no_harm(contexts: Contexts) -> None:
    app = bare_app(contexts(MORNING))
    async with app.run_test() as pilot:
        app.action_command_palette()
        for key in ("pageup", "pagedown", "pageup"):
            app.post_message(Key(key, None))
        await settled(pilot)
        await press(pilot, "pagedown", "escape")
        assert isinstance(app.screen, Below)


async def test_on_today_the_row_under_the_cursor_comes_first_and_what_holds_anywhere_last(
    contexts: Contexts,
) -> None:
    async with make_app(contexts(MORNING)).run_test(size=(80, 90)) as pilot:
        await press(pilot, "question_mark")
        lines = [line for line in drawn(pilot) if line and not line.startswith("  ")]
    groups = [line.strip() for line in lines]
    assert groups[:2] == ["All keys", "The row under the cursor"]
    assert groups.index("Anywhere") + 1 == groups.index("Where things are")
    assert groups.index("How it is healing") + 1 == groups.index("What you said")
