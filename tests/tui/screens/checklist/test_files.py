"""The Checklist screen beside a file that changes, breaks, goes or waits, and what it hands on to others."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from checklists.rules.rule import Rule
from tests.conftest import Contexts
from tests.support.apps import shipped
from tests.support.followed import MINE, following, mine
from tests.support.screens import opened, press, settled, shows, words
from tests.tui.screens.checklist.test_screen import keys, read
from tui.app.app import Afterglow
from tui.files.checklist_files import ChecklistPath
from tui.files.comparison import checklist_update
from tui.files.status import banner
from tui.screens import difference
from tui.screens.checklist import ChecklistScreen
from tui.screens.checklist import screen as checklist_screen
from tui.screens.dialogs import ParagraphsScreen

BROKEN = MINE.replace("days: 0-4 ", "days: 0-four ")


async def again(pilot: Pilot[int]) -> ChecklistScreen:
    """Let the app notice what is otherwise."""
    app = pilot.app
    assert isinstance(app, Afterglow)
    app.changed()
    return await read(pilot)


async def test_a_file_that_is_newer_than_the_plan_is_shown_with_a_word_on_it(contexts: Contexts) -> None:
    context = following(contexts)
    mine(context).write_text(MINE.replace("days: 0-4 ", "days: 0-3 "))
    async with opened(context, ChecklistScreen("make-up")) as pilot:
        await read(pilot)
        assert shows(pilot, "Your file has changed and is not yet accepted. v shows what that changes.")
        assert shows(pilot, "yours: days 0-3")
        assert "file.difference" in keys(pilot)


async def test_a_file_that_changes_meanwhile_is_read_again_and_the_cursor_stays(contexts: Contexts) -> None:
    context = following(contexts)
    async with opened(context, ChecklistScreen("wash")) as pilot:
        screen = await read(pilot)
        assert "file.difference" not in keys(pilot)
        before = screen.file
        await again(pilot)
        assert screen.file is before
        mine(context).write_text(MINE.replace("remove:\n  - {id: sauna, because: I never go}\n", ""))
        await again(pilot)
        assert screen.cursor == "item/wash"
        assert not shows(pilot, "off: I never go")
        assert shows(pilot, "Your file has changed and is not yet accepted.")


async def test_what_was_read_before_and_comes_after_is_not_shown(contexts: Contexts) -> None:
    context = following(contexts)
    async with opened(context, ChecklistScreen("make-up")) as pilot:
        before = (await read(pilot)).file
        assert before is not None
        mine(context).write_text(MINE.replace("days: 0-4 ", "days: 0-3 "))
        screen = await again(pilot)
        screen.post_message(ChecklistScreen.FileRead(before))
        await settled(pilot)
        assert screen.file is not before
        assert shows(pilot, "yours: days 0-3")


async def test_what_the_person_did_not_want_is_said_to_be_no_part_of_the_plan(contexts: Contexts) -> None:
    context = following(contexts)
    mine(context).write_text(MINE.replace("days: 0-4 ", "days: 0-3 "))
    reader = context.reader()
    assert reader is not None
    checklist_update(reader, context.paths, ChecklistPath("mine", mine(context), False), context.now()).keep()
    async with opened(context, ChecklistScreen()) as pilot:
        await read(pilot)
        assert shows(pilot, "What you refused is shown here, and is not in your plan.")
        assert "file.difference" in keys(pilot)


async def test_of_a_broken_file_the_version_in_force_is_shown_to_be_read(contexts: Contexts) -> None:
    context = following(contexts)
    mine(context).write_text(BROKEN)
    async with opened(context, ChecklistScreen("make-up")) as pilot:
        screen = await read(pilot)
        said = 'mine.yaml:9:11: rules.make-up.days: "0-four" must be days such as 0, 1-13 or 14-. '
        assert f"{said}Until that is mended, the last good version runs on." in words(pilot)
        assert shows(pilot, "yours: days 0-4")
        assert keys(pilot) == {
            "checklist.back",
            "checklist.change",
            "checklist.read",
            "checklist.yours",
            "file.edit",
        }
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ParagraphsScreen)
        await press(pilot, "escape")
        mine(context).write_text(MINE)
        await again(pilot)
        assert not shows(pilot, "mine.yaml:9")
        assert "rule.off" in keys(pilot)
        assert screen.cursor == "item/make-up"


async def test_a_broken_file_is_said_in_a_small_terminal(contexts: Contexts) -> None:
    context = following(contexts)
    mine(context).write_text(BROKEN)
    async with opened(context, ChecklistScreen(), (40, 12)) as pilot:
        await read(pilot)
        assert shows(pilot, "mine.yaml:9:11:")
        assert shows(pilot, "avoid  Make-up")


async def test_a_file_that_is_gone_leaves_what_the_plan_runs_by(contexts: Contexts) -> None:
    context = following(contexts)
    async with opened(context, ChecklistScreen("make-up")) as pilot:
        await read(pilot)
        recovery = context.recovery()
        assert recovery is not None
        banner(context.journal, context.paths, recovery, context.now())
        mine(context).unlink()
        await again(pilot)
        assert shows(pilot, "mine.yaml is not there any more; the last good version runs on.")
        assert shows(pilot, "Make-up")
        assert keys(pilot) == {"checklist.back", "checklist.change", "checklist.read", "checklist.yours"}


async def test_a_base_that_is_broken_is_said_too(contexts: Contexts) -> None:
    context = following(contexts)
    (mine(context).parent / "base.yaml").write_text("format: 1\n")
    async with opened(context, ChecklistScreen("make-up")) as pilot:
        await read(pilot)
        assert "the last good version runs on." in words(pilot)
        assert "rule.off" not in keys(pilot)


@pytest.fixture
def handed_on(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What others were asked to do."""
    given: list[tuple[Any, ...]] = []

    async def switch_off(screen: Screen[Any], id: str, rule: Rule) -> str:
        given.append(("off", id, rule.id))
        return "Left out."

    async def edit_file(screen: Screen[Any], id: str, rule: Rule | None = None, at: str = "") -> str:
        given.append(("edit", id, rule and rule.id))
        return "Opened."

    async def show_difference(screen: Screen[Any]) -> str:
        given.append(("difference",))
        return "Kept."

    monkeypatch.setattr(checklist_screen, "switch_off", switch_off)
    monkeypatch.setattr(checklist_screen, "edit_file", edit_file)
    monkeypatch.setattr(difference, "show_difference", show_difference)
    return given


@pytest.mark.parametrize(
    ("key", "asked"),
    [("z", ("off", "mine", "wash")), ("e", ("edit", "mine", "wash")), ("v", ("difference",))],
)
async def test_what_others_do_is_handed_on(
    contexts: Contexts, handed_on: list[tuple[Any, ...]], key: str, asked: tuple[str, ...]
) -> None:
    context = following(contexts)
    mine(context).write_text(MINE.replace("days: 0-4 ", "days: 0-3 "))
    async with opened(context, ChecklistScreen("wash")) as pilot:
        await read(pilot)
        await press(pilot, key)
        await settled(pilot)
        assert handed_on == [asked]
        assert shows(pilot, {"z": "Left out.", "e": "Opened.", "v": "Kept."}[key])


async def test_what_was_accepted_is_undone_and_done_again(contexts: Contexts) -> None:
    context = following(contexts)
    mine(context).write_text(MINE.replace("days: 0-4 ", "days: 0-3 "))
    reader = context.reader()
    assert reader is not None
    checklist_update(
        reader, context.paths, ChecklistPath("mine", mine(context), False), context.now()
    ).accept()
    async with opened(context, ChecklistScreen("make-up")) as pilot:
        await read(pilot)
        assert not shows(pilot, "not yet accepted")
        await press(pilot, "u")
        await read(pilot)
        assert shows(pilot, "Undid: accept the new version of mine.")
        assert shows(pilot, "Your file has changed and is not yet accepted.")
        await press(pilot, "U")
        await read(pilot)
        assert shows(pilot, "Did again: accept the new version of mine.")
        assert not shows(pilot, "not yet accepted")


async def test_a_tick_is_not_undone_from_here(contexts: Contexts) -> None:
    context = following(contexts)
    reader = context.reader()
    assert reader is not None
    state = reader.state(context.now())
    context.acts(reader).tick([next(iter(state.items)).item])
    async with opened(context, ChecklistScreen()) as pilot:
        await read(pilot)
        await press(pilot, "u")
        assert not shows(pilot, "Undid")
    top = context.journal.top()
    assert top is not None
    assert top.kind == "tick"


async def test_a_rule_set_aside_in_the_file_is_listed_and_had_again(contexts: Contexts) -> None:
    context = following(contexts)
    text = MINE[MINE.index("  - id: cream") : MINE.index("\nremove:")]
    lines = "".join(f"#~ {line}\n" for line in text.splitlines())
    kept = "  - {id: tea, do: Tea, days: 1, agreement: unsourced}\n"
    mine(context).write_text(MINE.replace(text, f"# cream is switched off (it stings):\n{lines}{kept}"))
    async with opened(context, ChecklistScreen("cream")) as pilot:
        screen = await read(pilot)
        assert shows(pilot, "off: it stings")
        assert screen.selected is not None
        assert (screen.selected.rule.title, screen.selected.rule.days) == ("Put on the cream", ((1, 7),))
        assert "rule.on" in keys(pilot)


async def test_a_shipped_file_that_came_anew_is_said(contexts: Contexts) -> None:
    old = shipped()
    context = contexts("2026-11-22T12:00", of=type(old)(old.checklist, old.canonical + " ", "0" * 64))
    async with opened(context, ChecklistScreen()) as pilot:
        screen = await read(pilot)
        assert screen.file is not None
        assert screen.file.waits
        assert shows(pilot, "This is newer than your plan. A change of yours brings it in,")
        assert "file.difference" not in keys(pilot)
