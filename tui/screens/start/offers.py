"""The checklists that Start offers: read in a thread, for they take pydantic and may lie on a slow disk."""

import os
from pathlib import Path

from checklists import library
from tui.files.checklist_files import ChecklistPath, base_of, checklist_paths
from tui.paths import Paths
from tui.recovery.begin import ChecklistVersion
from tui.screens.start.draft import DraftProblem, Offer, Offers
from tui.text.humanize import counted


def read_offers(paths: Paths) -> Offers:
    """Every checklist there is; a broken one keeps no other back."""
    offers: list[Offer] = []
    faults: list[DraftProblem] = []
    for each in checklist_paths(paths):
        read = read_offer(each)
        if isinstance(read, DraftProblem):
            faults.append(read)
            if each.id in library.shipped() and not each.shipped:
                read = read_offer(ChecklistPath(each.id, Path(str(library.where(each.id))), True))
        if isinstance(read, Offer):
            offers.append(read)
    return Offers(tuple(offers), tuple(faults))


def read_path(text: str) -> Offer | DraftProblem:
    """The checklist in a file that somebody named, perhaps quoted as a terminal pastes it."""
    written = text.strip()
    if len(written) > 1 and written[0] == written[-1] and written[0] in "'\"":
        written = written[1:-1]
    path = Path(os.path.expanduser(written))
    if "\\ " in written and not os.path.exists(path):
        path = Path(os.path.expanduser(written.replace("\\ ", " ")))
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
        return DraftProblem(name, f"{name} cannot be used: {problems[0]}{more}", problems)
    except (OSError, ValueError) as error:
        # A path with a null character in it is a ValueError.
        why = (getattr(error, "strerror", None) or str(error)).lower()
        return DraftProblem(name, f"{name} cannot be read: {why}", (f"{file.path}: {why}",))
    chosen = ChecklistVersion(loaded.checklist, loaded.canonical, loaded.hash)
    return Offer(chosen, ChecklistPath(loaded.checklist.id, file.path, file.shipped), content)
