"""One change to the text of a checklist file, in exactly the lines that must change."""

from checklists.loader import Loaded
from tui.authoring.edits import Edit


def edited(text: str, edit: Edit, base: Loaded | None) -> str:
    """The text of a checklist file with one change made in it.

    Comments, order, quotes, indentation, styles and line endings stay as they are.

    Args:
        base: What the file extends, with all that this extends under it. None where it extends nothing.

    Raises:
        CannotEdit: If the change cannot be made, or would not mean exactly what was asked.
    """
    raise NotImplementedError
