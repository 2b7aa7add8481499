"""What the command palette offers."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.screen import Screen

from tui.settings.values import OWN_THEMES
from tui.text.humanize import capital

_ONLY_KEYS = re.compile(r"(list|page)\.(?!find$).+|.+\.[0-9]")
"""Bindings that are of no use in a list: those that move a cursor or choose at it, and digits."""


def palette_commands(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """The keys of a screen by their words, each once, the other recoveries that run, and the looks."""
    # Here, since the keys of a screen are shown without Today.
    from tui.screens.today import TodayScreen

    by_id = {active.binding.id: active for active in screen.active_bindings.values()}
    for id, active in by_id.items():
        binding = active.binding
        if id and binding.tooltip and active.enabled and not _ONLY_KEYS.fullmatch(id):
            run = partial(app.run_action, binding.action, active.node)
            yield SystemCommand(capital(binding.description), binding.tooltip, run)
    if isinstance(screen, TodayScreen):
        if screen.can_begin_next and "course.next" not in by_id:
            words = "Begin the next session"
            yield SystemCommand(words, f"{words}, once you have had it", screen.action_begin_next)
        for one in screen.others:
            look = partial(screen.look_at, one.recovery.id)
            yield SystemCommand(f"Look at {one.recovery.full_title}", "The other recovery that runs", look)
    for theme in OWN_THEMES:
        wear = partial(setattr, app, "theme", theme)
        yield SystemCommand(f"Look: {theme}", f"The {theme} colours", wear)
    own = "ansi-dark" if app.current_theme.dark else "ansi-light"
    yield SystemCommand("Look: terminal", "The terminal's own colours", partial(setattr, app, "theme", own))
