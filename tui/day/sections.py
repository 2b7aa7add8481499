"""What changes between two versions of a checklist beside its rules. Pure."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from checklists.checklist import Checklist


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Part = TypeVar("_Part", bound=_Named)


def sections_changed(old: Checklist, new: Checklist) -> Iterator[tuple[str, str]]:
    """A title and what becomes of it, for all but rules; what no page shows is left out."""
    if old.title != new.title:
        yield old.title, f"now called '{new.title}'"
    for each, became in _parts(old.warnings, new.warnings):
        yield f"When to call, '{each.condition}'", became
    for sign, became in _parts(old.signs, new.signs):
        yield f"The check-in, '{sign.ask}'", became
    for question, became in _parts(old.questions, new.questions):
        yield f"The question '{question.ask}'", became
    for phase, became in _parts(old.phases, new.phases):
        yield f"The phase '{phase.title}'", became
    if old.normal != new.normal:
        yield "What is normal", "changed"
    if old.course != new.course:
        yield "The course of sessions", "changed"
    if old.check_in != new.check_in:
        yield "The check-in", "at another time"


def _parts(old: Sequence[_Part], new: Sequence[_Part]) -> Iterator[tuple[_Part, str]]:
    was = {each.id: each for each in old}
    now = {each.id: each for each in new}
    for each in new:
        if each.id not in was:
            yield each, "new"
        elif was[each.id] != each:
            yield each, "changed"
    yield from ((each, "gone") for each in old if each.id not in now)
