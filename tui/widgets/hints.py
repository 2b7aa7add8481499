"""The keys that matter here, in one line."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from textual.app import App
from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from tui.widgets.selecting import ends_drag

_ARROWS = {"up": "↑", "down": "↓", "left": "←", "right": "→"}
_WORDS = {"enter": "enter", "escape": "esc", "space": "space", "pageup": "pgup", "pagedown": "pgdn"}
_GAPS = ("   ", "  ")


class Hint(NamedTuple):
    """One key, or a few that belong together, and what they do here."""

    ids: tuple[str, ...]
    """The ids of bindings. The hint is left out where the first is not to be had."""
    text: str
    short: str = ""
    """What stands in a narrow terminal. Empty is the text itself."""
    stays: bool = False
    """Whether the others give way for it."""


def hint(id: str, text: str, short: str = "", *, stays: bool = False) -> Hint:
    """A hint for one binding, or for several whose ids are parted by spaces."""
    return Hint(tuple(id.split()), text, short, stays)


CALL = hint("call.open", "when to call", "call", stays=True)
HELP = hint("help.open", "all keys", "keys")
MOVE = hint("list.up list.down", "move")
SCROLL = hint("page.up page.down", "move")


class Hints(Static):
    """As many hints as fit, each to be clicked. The keys shown are those the person has put them on."""

    DEFAULT_CSS = """
    Hints { height: 1; padding: 0 1; color: $mute; }
    """

    def __init__(self, *hints: Hint, ascii_only: bool = False, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.auto_links = False
        self._hints = hints
        self._ascii = ascii_only

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._draw_later)

    def on_resize(self) -> None:
        self._draw()

    def show(self, *hints: Hint) -> None:
        """Show other hints from now on."""
        self._hints = hints
        self._draw()

    def on_click(self, event: Click) -> None:
        if ends_drag(self):
            event.prevent_default()

    def action_press(self, id: str) -> None:
        """Do what a key does, wherever the focus is."""
        for active in self.screen.active_bindings.values():
            if active.binding.id == id:
                self.run_worker(self.app.run_action(active.binding.action, active.node), name=id)
                return

    def _draw_later(self, screen: Screen[object]) -> None:
        if screen.is_attached and screen is self.screen:
            self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if not self.is_attached or not self.content_size.width:
            return
        keys: dict[str | None, Binding] = {}
        for active in self.screen.active_bindings.values():
            keys.setdefault(active.binding.id, active.binding)
        shown = [one for one in self._hints if one.ids[0] in keys]
        width = self.content_size.width
        for content in self._tries(shown, keys):
            if content.cell_length <= width:
                self.update(content, layout=False)
                return
        self.update("", layout=False)

    def _tries(self, shown: list[Hint], keys: dict[str | None, Binding]) -> Iterator[Content]:
        """Lines from the fullest to the barest."""
        gaps = [(gap, False) for gap in _GAPS] + [(_GAPS[-1], True)]
        while shown:
            for gap, short in gaps:
                yield self._line(shown, keys, gap, short)
            yielding = [one for one in shown if not one.stays] or shown
            shown.remove(yielding[-1])

    def _line(self, shown: list[Hint], keys: dict[str | None, Binding], gap: str, short: bool) -> Content:
        return Content(gap).join(
            Content.assemble(
                (self._key(one, keys), "bold $call" if one.ids[0] == "call.open" else "bold $accent"),
                " ",
                one.short or one.text if short else one.text,
            ).stylize(Style.from_meta({"@click": f"press({one.ids[0]!r})"}))
            for one in shown
        )

    def _key(self, one: Hint, keys: dict[str | None, Binding]) -> str:
        names = [self._named(keys[id]) for id in one.ids if id in keys]
        return "".join(names) if all(len(name) == 1 for name in names) else "/".join(names)

    def _named(self, binding: Binding) -> str:
        return key_name(binding, self.app, self._ascii)


def key_name(binding: Binding, app: App[Any], ascii_only: bool) -> str:
    """A binding's key as people write it: `space`, `esc`, `c`, an arrow."""
    if binding.key in _ARROWS:
        return binding.key if ascii_only else _ARROWS[binding.key]
    if binding.key.startswith("ctrl+"):
        return binding.key
    return _WORDS.get(binding.key) or app.get_key_display(binding)
