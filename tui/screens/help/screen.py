"""Every key of a screen, where the files are, and how to do without a screen."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.screens.dialogs import LeavingScreen
from tui.screens.host import ascii_only, host
from tui.text.humanize import capital
from tui.widgets.hints import CALL, SCROLL, Hints, hint, key_name
from tui.widgets.page import Page
from tui.widgets.wrapping import hanging

_ROW, _DAYS, _MOVING, _SKIN = "The row under the cursor", "Days", "Moving", "How it is healing"
_CHECKLIST = "The checklist"
_GOING = "How it is going"
_ANSWERS = "What you said"
_BACK = "Taking back"
_GROUPS = {
    "item": _ROW,
    "rule": _ROW,
    "yesterday": _ROW,
    "warning": _ROW,
    "day": _DAYS,
    "plan": _DAYS,
    "reminders": _DAYS,
    "reminder": _ROW,
    "list": _MOVING,
    "page": _MOVING,
    "sign": _SKIN,
    "progress": _DAYS,
    "report": _GOING,
    "photos": _GOING,
    "check-in": _SKIN,
    "said": _ANSWERS,
    "act": _BACK,
    "checklist": _CHECKLIST,
    "file": _CHECKLIST,
}
"""What a group of ids is called; of the others, the first word."""
_ANYWHERE = "Anywhere"
_LAST = (_ROW, _DAYS, _BACK, _SKIN, _GOING, _ANSWERS, "Course", "Recovery", _CHECKLIST, _MOVING, _ANYWHERE)
"""The groups of Today, in the order in which they stand behind those of any other screen."""
_APP = ("app", "call", "help", "settings")
_BESIDE = 3
"""Columns that padding and scrollbar take."""
_IDS_FROM = 72
"""Columns from which the ids have room beside what the keys do."""


class HelpRow(NamedTuple):
    """A key and what it does."""

    group: str
    keys: str
    does: str
    id: str


class HelpScreen(LeavingScreen[None]):
    """Every key of the screen below, as it is bound now."""

    DEFAULT_CSS = """
    HelpScreen {
        #title { height: 1; padding: 0 1; text-style: bold; }
        Page { height: 1fr; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark", "leave_help", "back", id="help.back", tooltip="Back to the screen"),
        Binding("t", "teach", "say it back", id="help.teach", tooltip="Four questions from your own plan"),
    ]

    def compose(self) -> ComposeResult:
        yield Static("All keys", id="title", markup=False)
        yield Page()
        yield Hints(
            hint("help.back", "back", stays=True),
            hint("help.teach", "say it back"),
            SCROLL,
            CALL,
            hint("app.quit", "quit"),
            ascii_only=ascii_only(self),
        )

    def on_mount(self) -> None:
        self.query_one(Page).focus()

    def on_resize(self) -> None:
        self._draw()

    def action_leave_help(self) -> None:
        self.dismiss()

    def action_teach(self) -> None:
        from tui.screens.recall import ask_back

        ask_back(self.app)

    def _draw(self) -> None:
        rows = sorted(self._rows(), key=lambda row: _LAST.index(row.group) if row.group in _LAST else -1)
        parts: list[Content] = []
        for group in dict.fromkeys(row.group for row in rows):
            parts.append(Content.styled(group, "bold"))
            parts += self._lines([row for row in rows if row.group == group])
            parts.append(Content())
        self.query_one(Page).show(Content("\n").join([*parts, *self._files()]))

    def _rows(self) -> Iterator[HelpRow]:
        """Keys of the screen below, those that do the same together."""
        below: Screen[Any] = self.app.screen_stack[-2]
        keys: dict[str, list[str]] = {}
        bindings: dict[str, Binding] = {}
        for active in below.active_bindings.values():
            binding = active.binding
            if binding.tooltip and (binding.id or binding.action == "command_palette"):
                bindings.setdefault(binding.tooltip, binding)
                keys.setdefault(binding.tooltip, []).append(key_name(binding, self.app, self._ascii))
        for does, binding in bindings.items():
            prefix = (binding.id or "").partition(".")[0]
            group = _GROUPS.get(prefix) or capital(prefix)
            if prefix in _APP or not binding.id or binding.action in ("find", "app.find"):
                group = _ANYWHERE
            yield HelpRow(group, " ".join(dict.fromkeys(keys[does])), does, binding.id or "")

    def _lines(self, rows: Iterable[HelpRow]) -> Iterator[Content]:
        width = self.size.width - _BESIDE
        for row in rows:
            head = Content.assemble((f"  {row.keys:<10}  ", "bold $accent"))
            if self.size.width >= _IDS_FROM:
                yield hanging(head, Content.assemble(f"{row.does:<46}  ", (row.id, "$faint")), width)
            else:
                yield hanging(head, Content.assemble(f"{row.does}  ", (row.id, "$faint")), width)

    @property
    def _ascii(self) -> bool:
        return ascii_only(self)

    def _files(self) -> Iterator[Content]:
        paths = host(self).context.paths
        yield Content.styled("Where things are", "bold")
        for name, path in (
            ("Journal", paths.journal),
            ("Settings", paths.settings),
            ("Checklists", paths.checklists),
            ("Backups", paths.backups),
        ):
            yield Content.assemble((f"  {name:<10}  ", "$mute"), str(path))
        yield Content()
        yield Content("A key can be moved in the settings file, under [keys], by the name beside it.")
        yield Content("Without a screen, or for a screen reader: afterglow today gives the day as lines.")
