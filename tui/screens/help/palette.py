"""What the command palette offers: what was used last first, each with its key."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.command import Hit, Hits
from textual.content import Content
from textual.screen import Screen
from textual.system_commands import SystemCommandsProvider

from tui.paths import read_file, replace_file
from tui.screens.host import ascii_marks, host
from tui.settings.values import OWN_THEMES
from tui.text.humanize import capital
from tui.widgets.hints import key_name

_ONLY_KEYS = re.compile(r"(list|page)\.(?!find$).+|.+\.[0-9]")
"""Bindings that are of no use in a list: those that move a cursor or choose at it, and digits."""

_KEPT = re.compile(r"[a-z.-]{1,40}")
"""The names that are kept: of keys and looks. Those of recoveries have another look, and name care."""

_MOST = 40
"""How many are kept."""


class PaletteProvider(SystemCommandsProvider):
    """The commands of the app, those that were used at the top, the last of all first."""

    async def discover(self) -> Hits:
        used = _used(self.screen)
        ranks = {name: place for place, name in enumerate(used)}
        commands = sorted(
            _named_commands(self.app, self.screen),
            key=lambda named: (ranks.get(named[0], len(used)), named[1].title),
        )
        for place, (_, command) in enumerate(commands):
            # In the order of their scores; a title is only text.
            score = 1 - place / (len(commands) + 1)
            yield Hit(score, Content(command.title), command.callback, command.title, command.help)


def palette_commands(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """The keys of a screen by their words, each once, the other recoveries that run, and the looks."""
    yield from (command for _, command in _named_commands(app, screen))


def _named_commands(app: App[Any], screen: Screen[Any]) -> Iterator[tuple[str, SystemCommand]]:
    """The same, each with the name by which it is known in another run."""
    # Here, since the keys of a screen are shown without Today.
    from tui.screens.today import TodayScreen

    def command(name: str, title: str, about: str, run: Callable[[], Any]) -> tuple[str, SystemCommand]:
        return name, SystemCommand(title, about, partial(_use, screen, name, run))

    by_id = {active.binding.id: active for active in screen.active_bindings.values()}
    for id, active in by_id.items():
        binding = active.binding
        if id and binding.tooltip and active.enabled and not _ONLY_KEYS.fullmatch(id):
            run = partial(app.run_action, binding.action, active.node)
            key = key_name(binding, app, ascii_marks(app))
            yield command(id, capital(binding.description), f"{key}  {binding.tooltip}", run)
    if isinstance(screen, TodayScreen):
        if screen.can_begin_next and "course.next" not in by_id:
            words = "Begin the next session"
            yield command("course.next", words, f"{words}, once you have had it", screen.action_begin_next)
        about = "The next session, or another recovery beside it"
        yield command("start", "Begin another recovery", about, screen.action_begin)
        for one in screen.others:
            look, title = partial(screen.look_at, one.recovery.id), f"Look at {one.recovery.full_title}"
            yield command(f"at:{one.recovery.id}", title, "The other recovery that runs", look)
    for theme in OWN_THEMES:
        wear = partial(setattr, app, "theme", theme)
        yield command(f"look.{theme}", f"Look: {theme}", f"The {theme} colours", wear)
    own = "ansi-dark" if app.current_theme.dark else "ansi-light"
    wear = partial(setattr, app, "theme", own)
    yield command("look.terminal", "Look: terminal", "The terminal's own colours", wear)


def _used(screen: Screen[Any]) -> list[str]:
    """The names of what was used, the last first; of earlier runs what their file says."""
    here = host(screen)
    if here.palette_used is None:
        here.palette_used = []
        with suppress(OSError, ValueError):
            names = json.loads(read_file(here.context.paths.palette, 64 * _MOST))
            texts = [each for each in names if isinstance(each, str)] if isinstance(names, list) else []
            kept = (each for each in texts if _KEPT.fullmatch(each))
            here.palette_used = list(dict.fromkeys(kept))[:_MOST]
    return here.palette_used


def _use(screen: Screen[Any], name: str, run: Callable[[], Any]) -> Any:
    """Run a command, which stands first from now on."""
    used = _used(screen)
    if name in used:
        used.remove(name)
    used.insert(0, name)
    kept = [each for each in used if _KEPT.fullmatch(each)][:_MOST]
    # Where it cannot be written the palette forgets, and nothing else is amiss.
    with suppress(OSError):
        replace_file(host(screen).context.paths.palette, f"{json.dumps(kept)}\n".encode())
    return run()
