"""What changes between two versions of a checklist beside its rules. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

from checklists.checklist import Checklist


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def because(self) -> str: ...


_Part = TypeVar("_Part", bound=_Named)


class Became(NamedTuple):
    """Something of a checklist that is no rule, and changes."""

    title: str
    words: str
    """What becomes of it."""
    because: str = ""
    """The reason that the file gives."""


def sections_changed(old: Checklist, new: Checklist) -> Iterator[Became]:
    """What changes beside the rules; what no page shows is left out."""
    if old.title != new.title:
        yield Became(old.title, f"now called '{new.title}'")
    for each, *became in _parts(old.warnings, new.warnings):
        yield Became(f"When to call, '{each.condition}'", *became)
    for sign, *became in _parts(old.signs, new.signs):
        yield Became(f"The check-in, '{sign.ask}'", *became)
    for question, *became in _parts(old.questions, new.questions):
        yield Became(f"The question '{question.ask}'", *became)
    for phase, *became in _parts(old.phases, new.phases):
        yield Became(f"The phase '{phase.title}'", *became)
    if old.normal != new.normal:
        reasons = {each.because for each in new.normal if each not in old.normal}
        yield Became("What is normal", "changed", reasons.pop() if len(reasons) == 1 else "")
    if old.course != new.course:
        yield Became("The course of sessions", "changed", new.course.because if new.course else "")
    if old.check_in != new.check_in:
        yield Became("The check-in", "at another time")


def _parts(old: Sequence[_Part], new: Sequence[_Part]) -> Iterator[tuple[_Part, str, str]]:
    was = {each.id: each for each in old}
    now = {each.id: each for each in new}
    for each in new:
        if each.id not in was:
            yield each, "new", each.because
        elif was[each.id] != each:
            yield each, "changed", each.because
    yield from ((each, "gone", "") for each in old if each.id not in now)
