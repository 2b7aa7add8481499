"""What the command palette offers: what was used last first, each with its key."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.command import Hit, Hits
from textual.content import Content
from textual.screen import Screen
from textual.system_commands import SystemCommandsProvider

from tui.screens.host import ascii_marks, host
from tui.settings.values import OWN_THEMES
from tui.text.humanize import capital
from tui.widgets.hints import key_name

_ONLY_KEYS = re.compile(r"(list|page)\.(?!find$).+|.+\.[0-9]")
"""Bindings that are of no use in a list: those that move a cursor or choose at it, and digits."""


class PaletteProvider(SystemCommandsProvider):
    """The commands of the app, those that were used in this run first, the last of all at the top."""

    async def discover(self) -> Hits:
        used = host(self.screen).palette_used
        ranks = {title: place for place, title in enumerate(used)}
        commands = sorted(
            self.app.get_system_commands(self.screen),
            key=lambda command: (ranks.get(command.title, len(used)), command.title),
        )
        for place, command in enumerate(commands):
            # In the order of their scores; a title is only text.
            score = 1 - place / (len(commands) + 1)
            yield Hit(score, Content(command.title), command.callback, command.title, command.help)


def palette_commands(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """The keys of a screen by their words, each once, the other recoveries that run, and the looks."""
    # Here, since the keys of a screen are shown without Today.
    from tui.screens.today import TodayScreen

    def command(title: str, about: str, run: Callable[[], Any]) -> SystemCommand:
        return SystemCommand(title, about, partial(_use, host(screen).palette_used, title, run))

    by_id = {active.binding.id: active for active in screen.active_bindings.values()}
    for id, active in by_id.items():
        binding = active.binding
        if id and binding.tooltip and active.enabled and not _ONLY_KEYS.fullmatch(id):
            run = partial(app.run_action, binding.action, active.node)
            key = key_name(binding, app, ascii_marks(app))
            yield command(capital(binding.description), f"{key}  {binding.tooltip}", run)
    if isinstance(screen, TodayScreen):
        if screen.can_begin_next and "course.next" not in by_id:
            words = "Begin the next session"
            yield SystemCommand(words, f"{words}, once you have had it", screen.action_begin_next)
        about = "The next session, or another recovery beside it"
        yield command("Begin another recovery", about, screen.action_begin)
        for one in screen.others:
            look = partial(screen.look_at, one.recovery.id)
            yield command(f"Look at {one.recovery.full_title}", "The other recovery that runs", look)
    for theme in OWN_THEMES:
        wear = partial(setattr, app, "theme", theme)
        yield command(f"Look: {theme}", f"The {theme} colours", wear)
    own = "ansi-dark" if app.current_theme.dark else "ansi-light"
    yield command("Look: terminal", "The terminal's own colours", partial(setattr, app, "theme", own))


def _use(used: list[str], title: str, run: Callable[[], Any]) -> Any:
    """Run a command, which stands first from now on."""
    if title in used:
        used.remove(title)
    used.insert(0, title)
    return run()
