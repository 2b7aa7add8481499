"""The person's own file of a checklist, from whichever screen: written into, or opened in their editor."""

import os
from asyncio import to_thread
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from textual.app import SuspendNotSupported
from textual.screen import Screen

from checklists.rules.checklist import Checklist
from checklists.rules.rule import Rule
from checklists.yaml.problem import ChecklistError, Problem
from tui.files.checklist_files import ChecklistPath, choose, find
from tui.files.edits import CannotEditError, Edit, SwitchOff
from tui.files.status import RUNS_ON, BrokenFileError, followed_path, version_of, why
from tui.files.stub import stub_for
from tui.files.text_editor import NoEditorError, editor, line_of, opening, run
from tui.screens.act import journal_of
from tui.screens.dialogs import ChoiceScreen, PromptScreen
from tui.screens.host import host, key_of
from tui.text.humanize import and_more, capital, full_stop, reason_of

_NO_WAY_OUT = "This terminal cannot be left for an editor. In another one: afterglow checklist edit"


class FileWriter:
    """Writes changes into the person's own file of one checklist, for a screen. To be awaited in a worker."""

    def __init__(self, screen: Screen[Any], id: str) -> None:
        # Here, since the rules are drawn without what reads and writes files.
        from tui.files.author import Author

        self._screen, self._id = screen, id
        self._author = Author(host(screen).context.paths)

    async def write(self, edit: Edit) -> str:
        """Write a change. Answers with why it was not written, in a sentence; with nothing once it was."""
        offered = host(self._screen).offered
        offered.held = True
        try:
            await to_thread(self._author.write, self._id, edit)
        except ChecklistError as error:
            first, *more = error.problems
            return full_stop(capital(f"{first.message}{and_more(len(more), 'problem')}"))
        except CannotEditError as error:
            return full_stop(str(error))
        except OSError as error:
            return f"The file cannot be written: {reason_of(error)}."
        finally:
            # What comes next shows the difference before the app looks at the file again.
            offered.held = False
        return ""

    async def would_be(self, edit: Edit) -> Checklist | None:
        """What the file would hold after a change; None where that cannot be made."""
        try:
            return await to_thread(self._author.would_be, self._id, edit)
        except (ChecklistError, CannotEditError, OSError, UnicodeError):
            # Why not is said once it is to be written.
            return None

    async def show_difference(self) -> str:
        """Show what was just written changes, to be accepted or not. Answers with what came of it."""
        from tui.screens.difference import show_difference

        before = self._author.before(self._id)
        if before is None:
            return await show_difference(self._screen) or ""
        return await show_difference(self._screen, lambda: self._author.take_back(self._id, before)) or ""


async def switch_off(screen: Screen[Any], id: str, rule: Rule) -> str:
    """Ask why, and leave a rule out of the person's own file of a checklist; to be awaited in a worker.

    What it changes in the days is shown at once, to be accepted or not.

    Returns:
        What came of it or why it cannot be done, in a sentence; nothing where the person gave up.
    """
    if rule.check_in:
        skip = key_of(screen.app, "item.skip", "s")
        return f"The check-in stays: it asks how it is healing. {skip} leaves it out today."
    with journal_of(screen):
        if unusable := _unusable(screen, id):
            return unusable
        title = f"Not for you: {rule.title.removesuffix('?')}?"
        prompt = PromptScreen(title, "why, if you like", does="leave it out")
        because = await screen.app.push_screen_wait(prompt)
        if because is None:
            return ""
        writer = FileWriter(screen, id)
        problem = await writer.write(SwitchOff(rule.id, because))
        return problem or await writer.show_difference() or f"Left out of your file: {rule.title}."
    return ""


async def edit_file(screen: Screen[Any], id: str, rule: Rule | None = None, at: str = "") -> str:
    """Open the person's own file of a checklist in their editor; to be awaited in a worker.

    Where only the shipped file is there, one that extends it is made first, once they want that. It is
    checked when they come back, and what it changes in the days is shown.

    Args:
        rule: The rule to open it at, where the editor can.
        at: The id of anything else to open it at.

    Returns:
        What came of it or why it cannot be done, in a sentence; nothing where the person gave up.
    """
    with journal_of(screen):
        try:
            command = editor(os.environ)
            file = _gone(screen, id) or await _own(screen, id)
            return file if isinstance(file, str) else await _edit(screen, command, file, rule, at)
        except (NoEditorError, CannotEditError, ChecklistError) as error:
            return str(error)
        except SuspendNotSupported:
            return f"{_NO_WAY_OUT} {id}"
    return ""


async def _own(screen: Screen[Any], id: str) -> ChecklistPath | str:
    """The person's own file of an id, made first if they want that; nothing if they do not."""
    from tui.files.author import Author

    paths = host(screen).context.paths
    file = find(paths, id)
    if file is not None and file.shipped:
        title = f"{id} comes with Afterglow, and its file stays as it is."
        options = (("make", "Make my own over it, for what differs"), ("leave", "Leave it"))
        if await screen.app.push_screen_wait(ChoiceScreen(title, options)) != "make":
            return ""
    return await to_thread(Author(paths).own, id)


async def _edit(
    screen: Screen[Any], command: list[str], file: ChecklistPath, rule: Rule | None, at: str
) -> str:
    """Open a file until it is good or the person leaves it as it is, and show what it changes."""
    from tui.screens.difference import show_difference

    line, stub = None, None
    with suppress(OSError):
        text = file.read().decode("utf-8", "replace")
        stub = stub_for(file.path, text, rule) if rule is not None else None
        if stub is not None:
            stub.write()
        name = rule.id if rule is not None else at
        line = stub.line if stub is not None else line_of(text, name) if name else None
    while True:
        try:
            with screen.app.suspend():
                outcome = run(opening(command, file.path, line))
        finally:
            if stub is not None:
                with suppress(OSError):
                    stub.take_back()
        # Nothing is waited for here: meanwhile the app would find the file changed, and show it by itself.
        problems = _problems(file)
        if not problems:
            return " ".join(each for each in (outcome, await show_difference(screen)) if each)
        first, *more = problems
        also = and_more(len(more), "problem")
        title = full_stop(f"{file.path.name}, line {first.line}: {first.message}{also}")
        options = (("again", "Back into the editor"), ("leave", f"Leave it; {RUNS_ON}"))
        if await screen.app.push_screen_wait(ChoiceScreen(title, options)) != "again":
            return f"Left as it is; {RUNS_ON}."
        line = line if first.file else first.line


def _problems(file: ChecklistPath) -> Sequence[Problem]:
    try:
        choose(file)
    except ChecklistError as error:
        return error.problems
    except OSError as error:
        return [Problem(1, 1, "(file)", f"the file cannot be read: {why(error)}")]
    return ()


def _gone(screen: Screen[Any], id: str) -> str:
    """That the person's file has gone which the plan runs by: another is not made in its place unasked."""
    file = _followed(screen, id)
    if file is None or os.path.lexists(file.path):
        return ""
    return f"{file.path.name} is not there any more; {RUNS_ON}. Put the file back first."


def _unusable(screen: Screen[Any], id: str) -> str:
    """Why nothing can be written into the person's file, if there is one; known before anything is asked."""
    file = _followed(screen, id)
    if file is None or not os.path.lexists(file.path):
        return _gone(screen, id)
    try:
        version_of(host(screen).context.journal, file, None)
    except BrokenFileError:
        return f"{file.path.name} has to be mended first: {key_of(screen.app, 'file.edit', 'e')} opens it."
    except OSError as error:
        return f"{file.path.name} cannot be read: {why(error)}."
    return ""


def _followed(screen: Screen[Any], id: str) -> ChecklistPath | None:
    """The person's file of an id that the plan follows, there or not any more."""
    context = host(screen).context
    recovery = context.recovery()
    file = followed_path(context.journal, context.paths, recovery) if recovery is not None else None
    return file if file is not None and file.id == id else None
