"""A checklist file from somebody else, shown before it is taken: what it is, whose, what it touches."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checklists.rules.rule import Kind
from tui.cli.context import running_of
from tui.cli.files import noted
from tui.cli.output.lines import warn
from tui.files.checklist_files import find
from tui.files.heads import head, ids, is_shipped
from tui.files.sharing import SharedFile
from tui.journal import JournalError
from tui.recovery.context import AppContext
from tui.recovery.recovery import Recovery
from tui.text.humanize import counted, listed


def shown(context: AppContext, given: SharedFile) -> Iterator[str]:
    """What it is, who it is from, and what it would touch."""
    read = given.loaded.checklist
    kinds = Counter(rule.kind for rule in read.rules)
    yield read.title
    yield f"For: {read.purpose}"
    yield f"{read.id}, revision {read.revision}, reviewed {read.reviewed}"
    rules = ", ".join(f"{kinds[kind]} {kind}" for kind in Kind if kinds[kind])
    yield f"{counted(len(read.rules), 'rule')} ({rules}), {counted(len(read.warnings), 'warning')}"
    yield _packing(given)
    if given.loaded.bases:
        base = Path(given.loaded.bases[0])
        yield f"It holds only what differs from {head(base).id if is_shipped(base) else base}"
    if given.left_out:
        lines = listed([str(line) for line in given.left_out])
        yield f"Left out, since it speaks to an editor and not to you: line {lines}"
    yield from (noted(each, given.name) for each in given.loaded.notes if each.where != "packed.hash")
    concerned = _concerned(context, read.id)
    if concerned:
        names = listed([f"{each.named} ({each.id})" for each in concerned])
        yield f"It concerns {names}, where nothing changes before you accept it."
    else:
        yield "No recovery of yours follows it."


def _packing(given: SharedFile) -> str:
    packed = given.loaded.packed
    if packed is None:
        return "Nobody packed it, so nothing tells whether it is as its author left it."
    by = f"by {packed.by}, so it says," if packed.by else "by somebody it does not name,"
    since = "and not changed since" if packed.fits(given.loaded.canonical) else "and changed since"
    return f"Packed on {packed.on} {by} {since}."


def _concerned(context: AppContext, id: str) -> tuple[Recovery, ...]:
    """The recoveries that follow a checklist of this id, or one that stands on it."""
    try:
        running = running_of(context)
    except JournalError as error:
        warn(str(error))
        return ()
    return tuple(each for each in running if each.checklist == id or id in _under(context, each.checklist))


def _under(context: AppContext, id: str) -> tuple[str, ...]:
    file = find(context.paths, id)
    return ids(file.path) if file is not None else ()


def next_step(context: AppContext, id: str) -> str:
    """What can be done with a checklist that was taken."""
    concerned = _concerned(context, id)
    if not concerned:
        return f"Begin with it: afterglow start {id}"
    several = f" --recovery {concerned[0].id}" if len(context.running()) > 1 else ""
    return f"What it changes in your days, before it counts: afterglow checklist diff {id}{several}"
