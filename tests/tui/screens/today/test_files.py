"""A rule left out and the file opened from Today, and what is seen and written then."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from tests.conftest import Contexts
from tests.support.apps import make_app, shipped
from tests.support.followed import MINE, following, mine
from tests.support.screens import press, settled, shows, words
from tui.app.app import Afterglow
from tui.recovery.context import AppContext
from tui.screens.checklist import ChecklistScreen
from tui.screens.dialogs import ChoiceScreen, PromptScreen
from tui.screens.difference import DifferenceScreen
from tui.screens.today.screen import TodayScreen

WASH = "item/2026-11-22/wash/morning"


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def app_of(context: AppContext) -> Afterglow:
    """An app whose terminal can be left for an editor, and whose now-line no reminder takes."""
    app = make_app(context)
    app.suspend = _nothing  # type: ignore[method-assign]
    app._start_reminders = lambda: None  # type: ignore[method-assign]
    return app


async def stand(pilot: Pilot[int], row: str) -> None:
    """Come to a row of Today, by its name."""
    await settled(pilot)
    today = pilot.app.screen_stack[0]
    assert isinstance(today, TodayScreen)
    assert today.page is not None
    assert row in today.page.stops, " ".join(today.page.stops)
    today.move_cursor(row)
    await settled(pilot)


async def comes(pilot: Pilot[int], kind: type[Screen[Any]]) -> None:
    """Wait for a screen to come on top: what is written, is written in a thread."""
    for _ in range(1000):
        if isinstance(pilot.app.screen, kind):
            break
        await pilot.pause(0.005)
    assert isinstance(pilot.app.screen, kind), pilot.app.screen
    await settled(pilot)


async def says(pilot: Pilot[int], text: str) -> None:
    """Wait for Today to say something in its now-line."""
    today = pilot.app.screen_stack[0]
    assert isinstance(today, TodayScreen)
    for _ in range(1000):
        if len(pilot.app.screen_stack) == 1 and today.status == text:
            return
        await pilot.pause(0.005)
    assert (len(pilot.app.screen_stack), today.status) == (1, text)


async def asks(pilot: Pilot[int], text: str) -> None:
    """Wait for a box in the middle of the screen to say something."""
    for _ in range(1000):
        found = " ".join(re.sub("[╭╮╰╯│─]", " ", words(pilot)).split())
        if text in found and isinstance(pilot.app.screen, ChoiceScreen):
            break
        await pilot.pause(0.005)
    assert text in found
    await settled(pilot)


def editor(folder: Path, before: str, after: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that puts a text in the place of another, and notes what it was given."""
    script, given = folder / "vim", folder / "given"
    script.write_text(
        f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n"
        f"given = open({str(given)!r}, 'a')\ngiven.write(' '.join(sys.argv[1:]) + chr(10))\n"
        f"file = Path(sys.argv[-1])\nfile.write_text(file.read_text().replace({before!r}, {after!r}, 1))\n"
    )
    script.chmod(0o700)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    return given


async def test_a_rule_is_left_out_with_a_reason_and_the_difference_is_shown(contexts: Contexts) -> None:
    context = following(contexts)
    app = app_of(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await stand(pilot, WASH)
        await press(pilot, "z")
        assert shows(pilot, "Not for you: Wash gently?")
        await press(pilot, *"it stings", "enter")
        await comes(pilot, DifferenceScreen)
        assert shows(pilot, "Wash gently: gone from")
        await press(pilot, "a")
        await says(pilot, "Accepted from now on. u undoes.")
        reader = context.reader()
        assert reader is not None
        assert reader.plan(context.now()).checklist.rule("wash") is None
    assert mine(context).read_text("utf-8") == MINE.replace(
        "\n  wash: {at: [morning]}  # evenings sting\n",
        "\n# wash is switched off:\n#~   wash: {at: [morning]}  # evenings sting\n",
    ).replace("I never go}\n", "I never go}\n  - {id: wash, because: it stings}\n")


async def test_what_was_left_out_can_be_taken_back_to_the_byte(contexts: Contexts) -> None:
    context = following(contexts)
    app = app_of(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await stand(pilot, "avoid/make-up")
        await press(pilot, "z", "enter")
        await comes(pilot, DifferenceScreen)
        assert mine(context).read_text("utf-8") != MINE
        await press(pilot, "u")
        await comes(pilot, TodayScreen)
    assert mine(context).read_text("utf-8") == MINE


async def test_giving_up_at_the_reason_writes_nothing(contexts: Contexts) -> None:
    context = following(contexts)
    app = app_of(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await stand(pilot, WASH)
        await press(pilot, "z", "escape")
        await says(pilot, "")
    assert mine(context).read_text("utf-8") == MINE


async def test_of_several_things_to_leave_alone_the_one_that_is_meant_goes(contexts: Contexts) -> None:
    said = MINE.replace("remove:\n  - {id: sauna, because: I never go}\n", "").replace("0-4 ", "0-9 ")
    context = following(contexts, said)
    app = app_of(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await stand(pilot, "avoid/make-up,sauna")
        await press(pilot, "z")
        await comes(pilot, ChoiceScreen)
        await press(pilot, "2")
        assert shows(pilot, "Not for you: Sauna and steam?")
        await press(pilot, "enter")
        await comes(pilot, DifferenceScreen)
    assert mine(context).read_text("utf-8") == f"{said}remove: [sauna]\n\n"


async def test_what_is_no_rule_or_has_to_stay_is_said(contexts: Contexts) -> None:
    app = app_of(contexts("2026-11-22T20:10"))
    async with app.run_test(size=(80, 50)) as pilot:
        await settled(pilot)
        await press(pilot, "end", "z")
        await says(pilot, "Go to a rule first, then z.")
        await stand(pilot, "item/2026-11-22/check-in/evening")
        await press(pilot, "z")
        await says(pilot, "The check-in stays: it asks how it is healing. s leaves it out today.")


async def test_a_broken_file_has_to_be_mended_before_anything_is_asked(contexts: Contexts) -> None:
    context = following(contexts)
    mine(context).write_text(MINE.replace("days: 0-4 ", "days: four "))
    app = app_of(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await stand(pilot, WASH)
        await press(pilot, "z")
        await says(pilot, "mine.yaml has to be mended first: e opens it.")


async def test_a_file_that_has_gone_is_not_made_anew(contexts: Contexts) -> None:
    context = following(contexts)
    app = app_of(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await stand(pilot, WASH)
        app.files_changed()
        mine(context).unlink()
        await press(pilot, "z")
        said = "mine.yaml is not there any more; the last good version runs on. Put the file back first."
        await says(pilot, said)


async def test_the_file_is_opened_at_the_rule_and_what_it_changes_is_shown(
    contexts: Contexts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = following(contexts)
    given = editor(tmp_path, "days: 0-4 ", "days: 0-3 ", monkeypatch)
    app = app_of(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await stand(pilot, "avoid/make-up")
        await press(pilot, "e")
        await comes(pilot, DifferenceScreen)
        assert shows(pilot, "Make-up: back on")
    line = MINE.splitlines().index("  make-up:") + 1
    assert given.read_text() == f"+{line} {mine(context)}\n"


async def test_a_broken_file_is_offered_again_at_its_fault_and_can_be_left(
    contexts: Contexts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = following(contexts)
    given = editor(tmp_path, "days: ", "dayz: ", monkeypatch)
    app = app_of(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await stand(pilot, WASH)
        await press(pilot, "e")
        await asks(pilot, 'mine.yaml, line 9: "dayz" is not a key here; did you mean "days"?')
        await press(pilot, "1")
        await asks(pilot, "(and 1 more problem)")
        await press(pilot, "2")
        await says(pilot, "Left as it is; the last good version runs on.")
    lines = [call.partition(" ")[0] for call in given.read_text().splitlines()]
    assert lines == [f"+{MINE.splitlines().index('  wash: {at: [morning]}  # evenings sting') + 1}", "+9"]


async def test_a_shipped_file_stays_and_one_over_it_is_made_if_that_is_wanted(
    contexts: Contexts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts("2026-11-22T12:00", of=shipped())
    editor(tmp_path, "\n# Take", "\nremove: [face-expect-red]\n# Take", monkeypatch)
    app = app_of(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "e")
        await asks(pilot, "picosure-face comes with Afterglow, and its file stays as it is.")
        await press(pilot, "2")
        assert not context.paths.checklists.exists()
        await press(pilot, "e", "1")
        await comes(pilot, DifferenceScreen)
        assert shows(pilot, "Redness like a sunburn: gone from day 2 on.")
    assert (context.paths.checklists / "picosure-face.yaml").is_file()


async def test_without_an_editor_or_a_way_out_it_says_what_to_do(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    app = make_app(following(contexts))
    async with app.run_test(size=(80, 24)) as pilot:
        await stand(pilot, WASH)
        await press(pilot, "e")
        await says(pilot, "No editor is set. Set VISUAL or EDITOR, such as: export EDITOR=nano")
        monkeypatch.setenv("EDITOR", "vim")
        await press(pilot, "e")
        await says(
            pilot,
            "This terminal cannot be left for an editor. In another one: afterglow checklist edit mine",
        )


async def test_an_editor_that_is_not_there_is_said(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "/nowhere/vim")
    app = app_of(following(contexts))
    async with app.run_test(size=(80, 24)) as pilot:
        await stand(pilot, WASH)
        await press(pilot, "e")
        await says(
            pilot,
            "The editor cannot be run (no such file or directory): /nowhere/vim. "
            "Set VISUAL or EDITOR to another, such as: export EDITOR=nano",
        )


async def test_all_rules_and_what_waits_are_a_key_away(contexts: Contexts) -> None:
    context = following(contexts)
    app = app_of(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await stand(pilot, WASH)
        await press(pilot, "k")
        await settled(pilot)
        assert isinstance(app.screen, ChecklistScreen)
        assert app.screen.cursor == "item/wash"
        await press(pilot, "escape", "v")
        await says(pilot, "Nothing waits: your plan runs by mine.yaml.")
        mine(context).write_text(MINE.replace("days: 0-4 ", "days: 0-3 "))
        await press(pilot, "v")
        await comes(pilot, DifferenceScreen)


async def test_on_a_plan_that_is_over_z_puts_it_away(contexts: Contexts) -> None:
    app = app_of(following(contexts, now="2026-12-20T12:00"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "z")
        assert isinstance(app.screen, ChoiceScreen)
        assert not isinstance(app.screen, PromptScreen)
        assert shows(pilot, "Put this recovery away?")
