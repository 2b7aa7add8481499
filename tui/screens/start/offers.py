"""The checklists that Start offers: read in a thread, for they take pydantic and may lie on a slow disk."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from checklists import library
from tui.files.checklist_files import ChecklistPath, base_of, checklist_paths
from tui.paths import Paths
from tui.recovery.begin import ChecklistVersion
from tui.text.humanize import counted


class Offer(NamedTuple):
    """A checklist that can be chosen."""

    version: ChecklistVersion
    file: ChecklistPath
    content: bytes
    """The bytes that were read and checked."""
    copy_as: str = ""
    """The name it gets in the person's own folder, in the end. Empty copies nothing."""

    @property
    def key(self) -> str:
        """One name for one file."""
        return str(self.file.path)


class DraftProblem(NamedTuple):
    """A file that cannot be used."""

    name: str
    path: Path
    line: str
    """In one line."""
    problems: tuple[str, ...]
    """One a line, with its place."""


class Offers(NamedTuple):
    """Every file there is, by whether it can be used."""

    offers: tuple[Offer, ...]
    problems: tuple[DraftProblem, ...]


def read_offers(paths: Paths) -> Offers:
    """Every checklist there is; a broken one keeps no other back."""
    offers: list[Offer] = []
    problems: list[DraftProblem] = []
    for each in checklist_paths(paths):
        if each.hidden:
            continue
        read = read_offer(each)
        if isinstance(read, DraftProblem):
            problems.append(read)
            if each.id in library.shipped() and not each.shipped:
                read = read_offer(ChecklistPath(each.id, Path(str(library.where(each.id))), True))
        if isinstance(read, Offer):
            offers.append(read)
    return Offers(tuple(offers), tuple(problems))


def read_path(text: str) -> Offer | DraftProblem:
    """The checklist in a file that somebody named, perhaps quoted as a terminal pastes it."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    path = Path(os.path.expanduser(text))
    if "\\ " in text and not os.path.exists(path):
        path = Path(os.path.expanduser(text.replace("\\ ", " ")))
    return read_offer(ChecklistPath(path.stem, path.absolute(), False))


def read_offer(file: ChecklistPath) -> Offer | DraftProblem:
    """What a file holds, or what is wrong with it."""
    from checklists.loader import ChecklistError, load_checklist

    name = file.path.name
    try:
        content = file.read()
        loaded = load_checklist(content, name=name, base=base_of(file.path))
    except ChecklistError as error:
        problems = tuple(
            f"{f'{one.file}: ' if one.file else ''}line {one.line}, column {one.column}: "
            f"{one.where}: {one.message}"
            for one in error.problems
        )
        more = f" ({counted(len(problems) - 1, 'more problem')})" if len(problems) > 1 else ""
        return DraftProblem(name, file.path, f"{name} cannot be used: {problems[0]}{more}", problems)
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError) and not os.path.lexists(file.path):
            gone = f"There is no {file.path}. Look at how it is spelt, or name another file."
            return DraftProblem(name, file.path, f"{name} is not there", (gone,))
        # A path with a null character in it is a ValueError.
        why = (getattr(error, "strerror", None) or str(error)).lower()
        return DraftProblem(name, file.path, f"{name} cannot be read: {why}", (f"{file.path}: {why}",))
    if loaded.checklist.hidden:
        why = "hidden: it is there for other checklists to extend"
        return DraftProblem(name, file.path, f"{name} is {why}", (f"{file.path} is {why}",))
    version = ChecklistVersion(loaded.checklist, loaded.canonical, loaded.hash)
    return Offer(version, ChecklistPath(loaded.checklist.id, file.path, file.shipped), content)


def problems_of(path: Path) -> tuple[str, ...]:
    """What is wrong with a file by now; nothing where it can be used."""
    read = read_offer(ChecklistPath(path.stem, path, False))
    return read.problems if isinstance(read, DraftProblem) else ()


def free_name(folder: Path, name: str) -> str:
    """A name that no file in a folder has: that one, or with a number."""
    stem, suffix, number = Path(name).stem, Path(name).suffix, 1
    while os.path.lexists(folder / name):
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name


def name_in(folder: Path, offer: Offer, same: Path | None) -> str:
    """The name a file gets in the person's own folder; nothing where it is there already, byte for byte.

    Args:
        same: The file in that folder that has the same id, of which it takes the place.
    """
    path = offer.file.path
    name = path.name if path.suffix.lower() in (".yaml", ".yml") else f"{path.stem or 'checklist'}.yaml"
    name = name if same is None else same.name
    if path.parent == folder:
        return ""
    with suppress(OSError):
        if (folder / name).read_bytes() == offer.content:
            return ""
    return name
