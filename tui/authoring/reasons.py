"""What a changed file changes, with the reasons it gives for what it leaves out: no checklist holds those."""

from contextlib import suppress
from dataclasses import replace

from tui.authoring.edits import CannotEdit
from tui.authoring.switched_off import switched_off
from tui.day.beside import Beside
from tui.day.difference import Change, Difference
from tui.day.newer import Newer


def with_reasons(found: Newer | Beside) -> tuple[Difference, ...]:
    """The differences of a file, each with its reason, also where a rule goes."""
    if all(each.change is not Change.GONE for each in found.differences):
        return found.differences
    reasons: dict[str, str] = {}
    # What it said a moment ago was good; if it is not any more, that is said elsewhere.
    with suppress(CannotEdit, OSError, UnicodeDecodeError):
        reasons.update(switched_off(found.file.read().decode("utf-8")))
    return tuple(
        replace(each, because=each.because or reasons.get(each.rule, ""))
        if each.change is Change.GONE
        else each
        for each in found.differences
    )
