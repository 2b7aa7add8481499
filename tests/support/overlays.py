"""Small checklist files that stand on one another, for tests."""

from collections.abc import Mapping

import pytest

from checklists.loader import Base, ChecklistError, LoadedChecklist, UnknownChecklistError, load_checklist
from checklists.rules.checklist import Checklist
from checklists.rules.rule import Rule
from tests.support.files import HEAD

BASE = (
    HEAD.replace("id: demo", "id: base")
    + """questions:
  - {id: habits, ask: What is usual?, many: yes, answers: {makeup: Make-up, sport: Sport}}
signs:
  - {id: pain, ask: How sore?, scale: 0-10, days: 0-7}
  - {id: crusts, ask: Any crusts?, scale: yes-no, days: 2-5}
normal:
  - {days: 0, usual: Red., not_usual: Fever.}
  - {days: [1-3, 5], usual: Pink., not_usual: Pus.}
rules:
  - {id: wash, do: Wash, days: 1-13, at: [morning, evening], was: [rinse], agreement: unsourced}
  - {id: no-sun, avoid: Sun, days: 0-27, agreement: unsourced}
  - {id: no-makeup, avoid: Make-up, days: 0-6, while: crusts, when: {habits: makeup}, agreement: unsourced}
  - {id: numb, avoid: Hot drinks, lasts: 4h, agreement: unsourced}
  - {id: back, do: Make-up again, days: 7-9, once_lifted: no-makeup, agreement: unsourced}
warnings:
  - {id: pus, if: Pus, days: 1-28, call: clinic-today, agreement: unsourced}
course: {sessions: 2-5, gap: 4-6 weeks}
"""
)
HEADING = "format: 1\nextends: base\nid: mine\n"


def base_of(files: Mapping[str, str]) -> Base:
    """What gives the files of these ids; `ID.yaml` is their name."""

    def base(id: str) -> tuple[str, bytes]:
        if id not in files:
            raise UnknownChecklistError(id, tuple(files))
        return f"{id}.yaml", files[id].encode()

    return base


def over(text: str, head: str = HEADING, **files: str) -> LoadedChecklist:
    """What an overlay gives, laid over BASE or over another of the files."""
    return load_checklist(head + text, name="mine.yaml", base=base_of({"base": BASE} | files))


def faults(text: str, head: str = HEADING, **files: str) -> list[str]:
    """The lines that an overlay with something wrong gives."""
    with pytest.raises(ChecklistError) as caught:
        over(text, head, **files)
    return str(caught.value).splitlines()


def rule(read: Checklist, id: str) -> Rule:
    """The rule of an id, which must be there."""
    return read.rule(id) or pytest.fail(f"no rule {id}")
