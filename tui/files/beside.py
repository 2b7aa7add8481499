"""What a file that extends another changes of it: what it is for, whether or not a plan waits for it."""

from collections.abc import Callable
from functools import cached_property

from msgspec import Struct

from checklists.plan.plan import Plan
from checklists.rules.checklist import Checklist
from tui.files import heads
from tui.files.checklist_files import ChecklistPath, read_whole
from tui.files.difference import Difference, differences


class OverlayView(Struct, frozen=True, dict=True):
    """A good file, beside the one that it extends, as a plan would run by either."""

    file: ChecklistPath
    base: ChecklistPath
    """What it extends, the nearest."""
    before: Plan
    """By the base."""
    after: Plan
    """By the file."""

    @property
    def named(self) -> str:
        """The base as it is spoken of: `theirs, which it extends`; of its own id it is what is shipped."""
        own = self.base.id == self.file.id
        return f"the {self.base.id} that comes with Afterglow" if own else f"{self.base.id}, which it extends"

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What the file changes from the plans' own moment on, in the order of the days."""
        return differences(self.before, self.after)


def base_file(file: ChecklistPath) -> ChecklistPath | None:
    """The file that another extends, as far as can be told without reading it; None where there is none."""
    above = heads.chain(file.path)[1:2]
    return next((ChecklistPath(heads.head(path).id, path, heads.is_shipped(path)) for path in above), None)


def overlay_view(file: ChecklistPath, plan: Callable[[Checklist], Plan]) -> OverlayView | None:
    """A file, read beside what it extends; None where it extends nothing.

    Args:
        plan: Makes a plan of a checklist: the same circumstances, and the same moment, for both.

    Raises:
        ChecklistError: If either cannot be used, with every Problem.
        OSError: If either cannot be read.
    """
    base = base_file(file)
    if base is None:
        return None
    plans = []
    for each in (base, file):
        _, outcome = read_whole(each)
        if isinstance(outcome, Exception):
            raise outcome.with_traceback(None)
        plans.append(plan(outcome.checklist))
    return OverlayView(file, base, *plans)
