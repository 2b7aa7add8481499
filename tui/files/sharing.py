"""A checklist file from somebody else, made ready to be one of the person's own."""

import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tui.files import checklist_files
from tui.files.checklist_files import base_of
from tui.files.new_file import MODELINE
from tui.paths import NotAFileError, Paths
from tui.text.humanize import reason_of

if TYPE_CHECKING:
    from checklists.loader import LoadedChecklist


_EDITORS = re.compile(r"yaml-language-server\s*:|-\*-|Local Variables:|(^|\s)([Vv]im?|ex)([<=>]?[0-9]+)?:")
"""What an editor obeys wherever it stands in a file: it may load a schema from the web, or set options."""
_SCHEMA = re.compile(r"\s#\s*yaml-language-server\s*:")
"""The same behind something else on its line."""
_REACH = 5
"""Lines at either end of a file in which an editor looks for that, whatever they are lines of."""


class CannotAddError(Exception):
    """A file that cannot be taken. `str()` is a sentence."""


class UnusableFileError(CannotAddError):
    """A file with Problems. `str()` is one line for each, as a ChecklistError has them."""


class SharedFile(Struct, frozen=True):
    """A file held to the format, with the text that would be written."""

    name: str
    """What its notes call it."""
    text: str
    loaded: "LoadedChecklist"
    left_out: tuple[int, ...] = ()
    """The lines that spoke to an editor, from 1."""


def read(path: Path) -> bytes:
    """The bytes of a plain file, up to a little more than a checklist may have.

    Raises:
        CannotAddError: If it is not there, is anything but a plain file, or cannot be read.
    """
    try:
        return checklist_files.read(path)
    except IsADirectoryError:
        raise CannotAddError(f"{path} is a folder, not a checklist.") from None
    except NotAFileError:
        raise CannotAddError(
            f"{path} is not a plain file. What another program writes is taken by: add -"
        ) from None
    except OSError as error:
        raise CannotAddError(f"{path} cannot be read: {reason_of(error)}.") from None
    except ValueError:
        raise CannotAddError(f"{path} cannot be read: no file has such a name.") from None


def shared_file(data: bytes, name: str, paths: Paths) -> SharedFile:
    """Hold a file to the format as it would be among the person's own.

    Args:
        name: What to call it.

    Raises:
        UnusableFileError: If it has Problems.
        CannotAddError: If it cannot be kept from speaking to an editor.
    """
    loaded = _load(data, name, paths)
    lines = data.decode("utf-8-sig").splitlines(keepends=True)
    spoken = tuple(place for place, line in enumerate(lines, 1) if _is_for_an_editor(line))
    out = set(spoken)
    text = "".join(line for place, line in enumerate(lines, 1) if place not in out)
    rest = [line for line in text.splitlines() if line.rstrip() != MODELINE]
    if any(_EDITORS.search(line) for line in (*rest[:_REACH], *rest[-_REACH:])):
        hedge = "#\n" * _REACH
        text = hedge + text + ("" if text.endswith("\n") else "\n") + hedge
    same = "".join(lines) == text or _load(text.encode(), name, paths).canonical == loaded.canonical
    deep = (place for place, line in enumerate(lines, 1) if place not in out and _SCHEMA.search(line))
    for place in deep if same else spoken:
        raise CannotAddError(
            f"{name}, line {place}, would speak to your editor. Take it out, and add it then."
        )
    return SharedFile(name, text, loaded, spoken)


def with_id(file: SharedFile, id: str, paths: Paths) -> SharedFile:
    """The same under another id.

    Raises:
        CannotAddError: If its id is written in a way that cannot be changed here.
        UnusableFileError: If it would have Problems then, as where it extends the file of that id.
    """
    from checklists.yaml.patch import read_yaml
    from checklists.yaml.tree import MapNode, Scalar

    root = read_yaml(file.text)
    assert isinstance(root, MapNode)
    value = root.entries["id"].value
    assert isinstance(value, Scalar)
    begin, end, quote = value.span
    if file.text[begin:end] != f"{quote}{value.text}{quote}":
        raise CannotAddError(
            "Its id is not written on one line, so it can have no other. Change it in the file."
        )
    text = f"{file.text[:begin]}{quote}{id}{quote}{file.text[end:]}"
    return replace(file, text=text, loaded=_load(text.encode(), file.name, paths))


def _is_for_an_editor(line: str) -> bool:
    """Whether a line is a comment that an editor obeys, other than the one that points to our own schema."""
    comment = line.strip()
    return comment.startswith("#") and _EDITORS.search(comment) is not None and comment != MODELINE


def _load(data: bytes, name: str, paths: Paths) -> "LoadedChecklist":
    """The file, over what is in the person's folder: there it will stand."""
    from checklists.loader import ChecklistError, UnknownChecklistError, load_checklist

    beside, missing = base_of(paths.checklists / os.path.basename(name)), ""

    def base(id: str) -> tuple[str, bytes]:
        nonlocal missing
        try:
            return beside(id)
        except UnknownChecklistError:
            missing = id
            raise

    try:
        return load_checklist(data, name=name, base=base)
    except ChecklistError as error:
        hint = f"\n{missing} is not here. Add that first, or ask for a packed file: it stands by itself."
        raise UnusableFileError(f"{error}{hint if missing else ''}") from None


_HEAD = f"{MODELINE}\n# A checklist for Afterglow, in one file. To use it: afterglow checklist add FILE\n"


def pack_text(loaded: "LoadedChecklist", by: str, on: date) -> str:
    """The text of the file: it stands by itself, says who packed it, and is laid out like a shipped one.

    Args:
        loaded: The checklist. If it is a packed file that nobody changed, whoever packed it stays named.
        by: Who packs it, or nothing, and then it names nobody.

    Raises:
        ChecklistError: If one file cannot hold all of it, or `by` is not a text.
    """
    from checklists.format.models import PATTERNS
    from checklists.format.writer import write_yaml
    from checklists.loader import load_checklist
    from checklists.rules.canonical import PACKED, Packed, canonical_of, data_of, seal_of

    # Its rules are whole already: patterns would be nobody's.
    data = {key: value for key, value in data_of(loaded.canonical).items() if key != PATTERNS}
    seal = Packed(by, on.isoformat(), seal_of(canonical_of(data)))
    if not by and loaded.packed is not None and loaded.packed.fits(loaded.canonical):
        seal = loaded.packed
    packed = {key: value for key, value in seal._asdict().items() if value}
    text = _HEAD + write_yaml(data | {PACKED: packed})
    load_checklist(text, name="(packed)")
    return text
