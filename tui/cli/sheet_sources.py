"""Where a checklist on paper comes from: what each source says, how far they agree, and the list of them."""

from collections.abc import Iterator, Sequence

from checklists.checklist import Checklist
from checklists.rules import Cited
from tui.cli.sheet_words import heading, text
from tui.day.words import full_stop, lower_first

_AGREEMENT = {
    "strong": "Sources agree",
    "moderate": "Sources agree in the main",
    "weak": "Few sources say so",
    "conflict": "Sources differ",
    "unsourced": "No source says so: it is common practice, or caution",
}
_ALONE = {"strong": "One good source", "moderate": "One good source", "weak": "One source"}
_SAID_ALWAYS = ("conflict", "unsourced")
"""What a reader is told even where nobody asked for the sources."""


def cited(sources: Sequence[Cited], agreement: str, differ: str, checklist: Checklist) -> Iterator[str]:
    """How far the sources agree, and each by its key with what it says."""
    known = {source.key for source in checklist.sources}
    named = [each for each in sources if each.key in known]
    agreed = _agreed(agreement, differ, len(named))
    if any(each.says for each in named):
        yield from text(agreed, indent="  ")
        yield from text("; ".join(f"[{each.key}] {each.says}".strip() for each in named), indent="  ")
    else:
        keys = ", ".join(f"[{each.key}]" for each in named)
        yield from text(f"{agreed} {keys}".strip(), indent="  ")


def disagreement(agreement: str, differ: str) -> Iterator[str]:
    """That sources are in conflict, or that there is none; nothing where they agree."""
    if agreement in _SAID_ALWAYS:
        yield from text(_agreed(agreement, differ, 0), indent="  ")


def source_list(checklist: Checklist) -> Iterator[str]:
    """Every source with its title, its publisher and its address."""
    if checklist.sources:
        yield from ("", *heading("Sources"))
    for source in checklist.sources:
        name = f"{source.title}, {source.by}" if source.by else source.title
        yield from text(f"[{source.key}] {name}", indent="  ", first="")
        if source.url:
            # An address is never broken: it is there to be copied.
            yield f"  {source.url}"


def _agreed(agreement: str, differ: str, count: int) -> str:
    said = _AGREEMENT.get(agreement, "")
    if count == 1 and agreement in _ALONE:
        said = _ALONE[agreement]
    if agreement == "conflict" and differ:
        return f"{said}: {lower_first(differ)}"
    if agreement == "unsourced" and differ:
        # What differs says by itself that no source has it.
        return differ
    return " ".join(full_stop(part) for part in (said, differ) if part)
