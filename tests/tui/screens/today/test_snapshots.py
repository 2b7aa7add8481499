"""How Today looks, at the sizes and moments of the pictures it was drawn from."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from checklists.rules.rule import Kind, Rule, Span
from tests.conftest import Contexts
from tests.support import scenes
from tests.support.apps import chosen, make_app, small_checklist
from tui.app.app import Afterglow

Compare = Callable[..., bool]
SCENES = [
    ("first_evening", 80, 24),
    ("late_morning", 40, 12),
    ("late_morning", 80, 24),
    ("late_morning", 100, 24),
    ("late_morning", 120, 40),
    ("after_a_night", 80, 24),
    ("after_a_night", 40, 12),
    ("after_a_missed_day", 80, 24),
    ("after_a_missed_day", 40, 12),
    ("all_done", 80, 24),
    ("lifting", 80, 24),
    ("lifting", 40, 30),
    ("sun_only", 120, 40),
    ("over", 80, 24),
    ("over", 120, 40),
]


@pytest.mark.parametrize(("scene", "width", "height"), SCENES)
def test_today(snap_compare: Compare, contexts: Contexts, scene: str, width: int, height: int) -> None:
    context = getattr(scenes, scene)(contexts)
    assert snap_compare(make_app(context), terminal_size=(width, height))


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_a_reminder_takes_the_accent_colour(
    snap_compare: Compare, contexts: Contexts, width: int, height: int
) -> None:
    app = make_app(scenes.midday(contexts))
    assert snap_compare(app, terminal_size=(width, height), run_before=_remind)


@pytest.mark.parametrize(("width", "height"), [(40, 12), (100, 24)])
def test_the_plain_look_is_ascii_and_high_contrast(
    snap_compare: Compare, contexts: Contexts, width: int, height: int
) -> None:
    app = make_app(scenes.late_morning(contexts), plain=True)
    assert snap_compare(app, terminal_size=(width, height))


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_a_broken_file_is_said_above_the_list(
    snap_compare: Compare, contexts: Contexts, width: int, height: int
) -> None:
    context = scenes.late_morning(contexts)
    context.banner = "~/checklists/my-face.yaml:12:5: rules.wash.at: 'mornings' is not a slot. "
    context.banner += "Until that is mended, the last good version runs on."
    assert snap_compare(make_app(context), terminal_size=(width, height), run_before=_keys("end"))


def test_dawn_is_for_light_terminals(snap_compare: Compare, contexts: Contexts) -> None:
    app = make_app(scenes.late_morning(contexts), theme="dawn")
    assert snap_compare(app, terminal_size=(80, 24))


def test_a_theme_of_textual_s_shows_everything_too(snap_compare: Compare, contexts: Contexts) -> None:
    app = make_app(scenes.late_morning(contexts), theme="nord")
    assert snap_compare(app, terminal_size=(80, 24))


def test_text_from_a_file_is_never_markup(snap_compare: Compare, contexts: Contexts) -> None:
    title = "[@click=app.exit]x[/]"
    sly = Rule("sly", Kind.DO, title, "[b]sly[/b]", (Span(0, 9),), how="[red]how[/]", why="[i]why[/]")
    context = contexts("2026-11-21T08:15", begun="2026-11-21T07:30", of=chosen(small_checklist(sly)))
    app = make_app(context)
    assert snap_compare(app, terminal_size=(120, 40), run_before=_keys("slash", *"click", "enter"))


def test_everything_about_a_row_can_be_read(snap_compare: Compare, contexts: Contexts) -> None:
    app = make_app(scenes.late_morning(contexts))
    assert snap_compare(app, terminal_size=(80, 24), run_before=_keys("enter"))


def test_what_was_just_done_is_said(snap_compare: Compare, contexts: Contexts) -> None:
    app = make_app(scenes.late_morning(contexts))
    assert snap_compare(app, terminal_size=(40, 12), run_before=_keys("space", "down"))


def test_something_left_alone_has_its_own_detail(snap_compare: Compare, contexts: Contexts) -> None:
    app = make_app(scenes.late_morning(contexts))
    keys = ("end", *["up"] * 12)
    assert snap_compare(app, terminal_size=(120, 40), run_before=_keys(*keys))


def _keys(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def press(pilot: Pilot[Any]) -> None:
        await pilot.press(*keys)
        await pilot.pause()

    return press


async def _remind(pilot: Pilot[Any]) -> None:
    assert isinstance(pilot.app, Afterglow)
    pilot.app.reminders.start()
    await pilot.pause()
