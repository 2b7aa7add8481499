"""One file that says what a checklist and all it stands on say together, to be handed on."""

from datetime import date
from typing import TYPE_CHECKING

from tui.authoring.new_file import MODELINE

if TYPE_CHECKING:
    from checklists.loader import Loaded

_HEAD = f"{MODELINE}\n# A checklist for Afterglow, in one file. To use it: afterglow checklist add FILE\n"


def packed(loaded: "Loaded", by: str, on: date) -> str:
    """The text of the file: it stands by itself, says who packed it, and is laid out like a shipped one.

    Args:
        loaded: The checklist. If it is a packed file that nobody changed, whoever packed it stays named.
        by: Who packs it, or nothing, and then it names nobody.

    Raises:
        ChecklistError: If one file cannot hold all of it, or `by` is not a text.
    """
    from checklists.loader import load_checklist
    from checklists.said import PACKED, data_of
    from checklists.seal import Packed, seal_of
    from checklists.written import written

    seal = Packed(by, on.isoformat(), seal_of(loaded.said))
    if not by and loaded.packed is not None and loaded.packed.fits(loaded.said):
        seal = loaded.packed
    said = {key: held for key, held in seal._asdict().items() if held}
    text = _HEAD + written(data_of(loaded.said) | {PACKED: said})
    load_checklist(text, name="(packed)")
    return text
