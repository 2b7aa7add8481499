"""Rules that a changed file may only have renamed: the person is asked before one is taken for another."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tui.cli.ending import UsageError
from tui.cli.terminal import can_ask, confirm
from tui.recovery.context import AppContext
from tui.text.humanize import listed

if TYPE_CHECKING:
    from tui.files.difference import Difference
    from tui.files.newer import Newer


def settled(
    context: AppContext, found: "Newer", read_again: "Callable[[], Newer]"
) -> "tuple[Newer, frozenset[str]]":
    """Ask of each rule that may be a renamed one whether it is, and write `was` into the file where it is.

    Args:
        found: What the file says.
        read_again: What it says after something was written into it.

    Returns:
        What the file says then, and the rules, by id, that are new ones.

    Raises:
        UsageError: If nobody can be asked, or `was` cannot be written.
    """
    new: frozenset[str] = frozenset()
    while asked := [each for each in renamed(found) if each.rule not in new]:
        if not can_ask():
            raise UsageError(_refusal(found, asked))
        each = asked[0]
        if confirm(f"{each.title}: {each.was} is called {each.rule} now. Is it the same rule?"):
            _write(context, found, each)
            found = read_again()
        else:
            new |= {each.rule}
    return found, new


def renamed(found: "Newer") -> "Iterator[Difference]":
    """What waits of rules that may only have another id."""
    from tui.files.difference import Change

    return (each for each in found.differences if each.change is Change.RENAMED) if found.waits else iter(())


def _refusal(found: "Newer", asked: "list[Difference]") -> str:
    write = listed([f"was: [{each.was}] in {each.rule}" for each in asked])
    same = "if it is the same rule" if len(asked) == 1 else "where it is the same rule"
    return (
        f"Write {write}, in {found.file.path}, {same} under another id, so that every tick stays with it; "
        "if not, accept it with --as-new."
    )


def _write(context: AppContext, found: "Newer", each: "Difference") -> None:
    from checklists.loader import ChecklistError
    from tui.files.author import Author
    from tui.files.edits import CannotEditError, SameRule

    try:
        Author(context.paths).write_in(found.file, SameRule(each.rule, each.was))
    except (CannotEditError, ChecklistError) as error:
        raise UsageError(str(error)) from None
