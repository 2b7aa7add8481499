"""The private names of Textual that Afterglow leans on, each with its reason.

PRIVATE lists them for the test that finds each in the pinned version.
"""

from collections.abc import Sequence

from textual import _widget_navigation
from textual.app import App
from textual.command import CommandList, CommandPalette
from textual.widgets import OptionList

PRIVATE: dict[type, tuple[str, ...]] = {
    App: ("_fatal_error", "_exception", "_exit_renderables", "_close_messages_no_wait"),
    OptionList: ("_lines", "_index_to_line", "_get_left_gutter_width", "_move_page"),
    CommandPalette: ("_action_command_list",),
    CommandList: ("_lines",),
}


class QuietApp(App[int]):
    """An app that ends with a sentence, where Textual would print every value, and so what a person wrote."""

    def fault_sentence(self, fault: str) -> str:
        """What is said of a fault in the program itself, which `fault` names."""
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

    def _get_left_gutter_width(self) -> int:
        return self.MARK_CELLS

    def _move_page(self, direction: _widget_navigation.Direction) -> None:
        # A key may come before the rows are laid out, where Textual's own would fail.
        if self._lines:
            super()._move_page(direction)


class PatientPalette(CommandPalette):
    """Textual's own palette, which a key pressed before its list is laid out would bring down."""

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList)._lines:
            super()._action_command_list(action)
