"""Lines on when to call that count before the version of the checklist does that they come with."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from checklists.rules.checklist import Call, CallWarning, Checklist, Source
from checklists.rules.rule import union
from tui.journal import Entry

_KEY = "call-lines/"


def call_line_key(id: str) -> str:
    """The key of the version, as its content hash, that a line of this id is taken from ahead of the rest."""
    return f"{_KEY}{id}"


class NewCallLine(Struct, frozen=True):
    """A line of a newer version that the plan does not run by."""

    line: CallWarning
    sources: tuple[Source, ...]
    """Those that it names."""


def new_call_line(checklist: Checklist, key: str) -> NewCallLine | None:
    """The line of a version that a key stands for; None where it has none, or the key stands for no line."""
    id = key.removeprefix(_KEY)
    line = next((each for each in checklist.warnings if key == call_line_key(id) and each.id == id), None)
    if line is None:
        return None
    named = {each.key for each in line.sources}
    return NewCallLine(line, tuple(each for each in checklist.sources if each.key in named))


def is_call_line(entry: Entry) -> bool:
    """Whether an entry of a version speaks of one line on when to call."""
    return entry.key.startswith(_KEY)


def with_call_lines(checklist: Checklist, lines: Mapping[str, NewCallLine]) -> Checklist:
    """A version with lines of a newer one, each in the place of those that it was.

    Nothing gets weaker by it: of a line that is there, the more urgent call, every day and every report that
    fits stay.
    """
    if not lines:
        return checklist
    newer = [replace(each.line, new=True) for each in lines.values()]
    warnings: dict[str, CallWarning] = {}
    for was in checklist.warnings:
        became = [each for each in newer if was.id in (each.id, *each.was)]
        if len(became) == 1:
            became = [_stronger(warnings.get(became[0].id, became[0]), was)]
        warnings |= {each.id: each for each in became or [was]}
    warnings |= {each.id: each for each in newer if each.id not in warnings}
    known = {each.key for each in checklist.sources}
    named = {source.key: source for each in lines.values() for source in each.sources}
    more = tuple(source for key, source in named.items() if key not in known)
    return replace(checklist, warnings=tuple(warnings.values()), sources=(*checklist.sources, *more))


def _stronger(line: CallWarning, was: CallWarning) -> CallWarning:
    """A line with all that was stronger in what it was."""
    return replace(
        line,
        call=min(line.call, was.call, key=tuple(Call).index),
        days=line.days if line.days == was.days else union((*line.days, *was.days)),
        when=line.when if line.when == was.when else (),
        fits=tuple(dict.fromkeys((*line.fits, *was.fits))),
    )
