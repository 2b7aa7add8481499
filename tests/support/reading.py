"""Reading a checklist file once for all tests: a shipped one takes 0.1 s, and hundreds of tests begin so."""

import re
from functools import lru_cache

from checklists.loader import LoadedChecklist, load_checklist
from checklists.overlay.chain import Base, shipped

_EXTENDS = re.compile(rb"^[^#\n]*extends", re.MULTILINE)

_read = lru_cache(maxsize=64)(load_checklist)


def read_once(text: str | bytes, *, name: str, base: Base = shipped) -> LoadedChecklist:
    """What `load_checklist` gives, which is a frozen value. A text that was met before is not read again.

    What extends another file is read each time, since that one may have changed.

    Raises:
        ChecklistError: As `load_checklist` does.
    """
    content = text.encode("utf-8", "replace") if isinstance(text, str) else text
    if _EXTENDS.search(content):
        return load_checklist(text, name=name, base=base)
    return _read(text, name=name)
