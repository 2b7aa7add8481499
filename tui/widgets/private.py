"""The private names of Textual that Afterglow leans on, each with its reason.

PRIVATE lists them for the test that finds each in the pinned version.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence

from textual import _widget_navigation
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.command import CommandList, CommandPalette
from textual.driver import Driver
from textual.events import Paste
from textual.geometry import Size
from textual.message import Message
from textual.widgets import OptionList

PRIVATE: dict[type, tuple[str, ...]] = {
    App: ("_fatal_error", "_exception", "_exit_renderables", "_close_messages_no_wait", "_driver"),
    OptionList: ("_lines", "_index_to_line", "_update_lines", "_get_left_gutter_width", "_move_page"),
    CommandPalette: ("_action_command_list",),
    CommandList: ("_lines",),
}


_BEGIN, _END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around what is pasted."""

_BEGUN = re.compile(r"\x1b\[(2(0(0)?)?)?\Z")
"""What may be the first part of `_BEGIN`, whose rest is in the next piece."""

_STRINGS = re.compile(r"\x1b[\]P_^X].*?(?:\x07|\x1b\\|\Z)", re.DOTALL)
"""What a program would set a terminal's title or clipboard with."""

_FOREIGN = re.compile(
    r"""\x1b(?!
        \Z | \x1b | [^\x1b](?:\Z|\x1b)          # escape, or a key with alt held down
        | O[\x20-~]                             # a key
        | \[\[[A-E]
        | \[<[0-9;-]*[Mm]                       # the mouse
        | \[[<=>?]?[0-9;:-]*[ $]?(?:[A-IM-SZacntuy~^@$]|\Z)
    )""",
    re.VERBOSE | re.DOTALL,
)
"""An escape that no key and no report of a terminal begins with."""


class PasteParser(XTermParser):
    """Takes what is pasted for text, whatever it holds; Textual types what stands behind an escape in it."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._waiting = ""
        self._pasted: str | None = None

    def feed(self, data: str) -> Iterable[Message]:
        if not data:
            yield from super().feed(data)
            return
        data, self._waiting = self._waiting + data, ""
        while data:
            if self._pasted is None:
                typed, begin, data = data.partition(_BEGIN)
                if not begin and (cut := _BEGUN.search(typed)) is not None:
                    typed, self._waiting = typed[: cut.start()], cut.group()
                yield from self._typed(typed)
                self._pasted = "" if begin else None
                continue
            self._pasted += data
            paste, end, data = self._pasted.partition(_END)
            if not end:
                return
            # An end that was pasted with the rest: what comes until the terminal's own is no key either.
            more, again, after = data.partition(_BEGIN)
            if _END in more:
                inside, _, more = more.rpartition(_END)
                paste, data = paste + inside, more + again + after
            self._pasted = None
            yield _paste(paste)

    def _typed(self, data: str) -> Iterator[Message]:
        """What came outside of the marks of a paste: keys, unless it holds what no key begins with."""
        if _FOREIGN.search(data) is None:
            if data:
                yield from super().feed(data)
        elif text := _STRINGS.sub("", data):
            yield _paste(text)


def _paste(text: str) -> Paste:
    return Paste(text.replace("\x00", ""))


class QuietApp(App[int]):
    """An app that takes a paste for text, and ends with a sentence on a fault.

    Textual would type a part of the one, and print every value of the other, and so what a person wrote.
    """

    def get_driver_class(self) -> type[Driver]:
        driver = super().get_driver_class()
        module = sys.modules[driver.__module__]
        if hasattr(module, XTermParser.__name__):
            setattr(module, XTermParser.__name__, PasteParser)
        return driver

    def write_to_terminal(self, text: str) -> None:
        """Write to the terminal as it is, between two pictures, as the bell does; nothing without one."""
        if not self.is_headless and self._driver is not None:
            self._driver.write(text)

    def fault_sentence(self, fault: str) -> str:
        """The sentence on a fault in the program itself, which `fault` names."""
        raise NotImplementedError

    def _fatal_error(self) -> None:
        fault = f"{type(self._exception).__name__}: {self._exception}"
        self._exit_renderables.append(self.fault_sentence(fault).replace("[", r"\["))
        self._close_messages_no_wait()


class LineOptionList(OptionList):
    """An option list that tells where its options are laid out, and leaves room for a mark beside them."""

    MARK_CELLS = 2
    """Columns that the mark takes."""

    @property
    def option_lines(self) -> Sequence[tuple[int, int]]:
        """For each line that is laid out, which option it shows and which line of that; empty before."""
        return self._lines

    def first_line(self, index: int) -> int:
        """The line that an option begins on; 0 before it is laid out."""
        return self._index_to_line.get(index, 0)

    def only_texts(self, way: int) -> bool:
        """Whether nothing but texts is beyond the cursor's row: above it (-1), or below it (1)."""
        place = self.highlighted
        beyond = self.options[:place] if way < 0 else self.options[(place or 0) + 1 :]
        return place is not None and all(option.disabled for option in beyond)

    def read_beyond(self, way: int) -> bool:
        """Go a screenful on, to what did not fit beside the first or the last row; whether there was any."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if (top if way < 0 else self.max_scroll_y - top) <= 0 or not self.only_texts(way):
            return False
        self.scroll_to(y=top + way * height, animate=False, immediate=True)
        return True

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return super().get_content_height(container, viewport, max(width, 1))

    def _update_lines(self) -> None:
        # Textual's own would fail where no cell is left beside the mark.
        if self.scrollable_content_region.width > self.MARK_CELLS:
            super()._update_lines()

    def _get_left_gutter_width(self) -> int:
        return self.MARK_CELLS

    def _move_page(self, direction: _widget_navigation.Direction) -> None:
        # A key may come before the rows are laid out, where Textual's own would fail.
        if self._lines and not self.read_beyond(direction):
            super()._move_page(direction)


class PatientPalette(CommandPalette):
    """Textual's own palette, which a key pressed before its list is laid out would bring down."""

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList)._lines:
            super()._action_command_list(action)
