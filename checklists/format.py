"""What a checklist file may say: format 1, key by key.

These models check the shape of a file and read every value with the grammars. What needs more than one
value to judge is in `crosscheck`; what a file means is in `rules`.
"""

from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import Field

from checklists import leaves
from checklists.format_rule import RuleFile, Strict
from checklists.yaml_tree import Path


class SourceFile(Strict):
    """A publication."""

    title: leaves.Line = Field(description="Its title.")
    by: leaves.Line | None = Field(None, description="Who published it.")
    url: leaves.Address | None = Field(None, description="Where it is on the web.")


class QuestionFile(Strict):
    """Something about the person."""

    id: leaves.Id = Field(description="Unique among questions and signs.")
    ask: leaves.Line = Field(description="The question.")
    many: leaves.Yes | None = Field(None, description="Whether several answers may be true.")
    later: leaves.Yes | None = Field(
        None, description="Not asked at the start, but when something first depends on it."
    )
    answers: dict[leaves.Id, leaves.Line] = Field(description="A map from the id of an answer to its words.")
    because: leaves.Text | None = Field(None, description="Whose word this is.")


class UsualFile(Strict):
    """A usual course of a sign."""

    when: leaves.When | None = Field(None, description="For whom this is the course.")
    course: leaves.Course = Field(
        alias="is", description="A map from a day to the usual range from that day on."
    )


class SignFile(Strict):
    """Something about the skin that the person reports."""

    id: leaves.Id = Field(description="Unique among questions and signs.")
    ask: leaves.Line = Field(description="The question.")
    scale: leaves.Scale = Field(description="yes-no, 0-3, 0-4 or 0-10.")
    days: leaves.Days = Field(description="Days on which the check-in asks it.")
    words: tuple[leaves.Line, ...] | None = Field(None, description="One word for each value.")
    usual: tuple[UsualFile, ...] | None = Field(
        None, description="Usual courses; the first that fits counts."
    )
    until: leaves.Clock | None = Field(None, description="A report holds only until this time of its day.")
    because: leaves.Text | None = Field(None, description="Whose word this is.")


class PhaseFile(Strict):
    """A named range of days."""

    id: leaves.Id = Field(description="Unique among the phases.")
    title: leaves.Line = Field(description="Its name.")
    days: leaves.Day = Field(description="Its days, such as 1-6.")
    because: leaves.Text | None = Field(None, description="Whose word this is.")


class NormalFile(Strict):
    """What is usual on some days, and what is not."""

    days: leaves.Days = Field(description="The days.")
    usual: leaves.Text = Field(description="What is usual.")
    not_usual: leaves.Text = Field(description="What is not.")
    when: leaves.When | None = Field(None, description="For whom.")
    because: leaves.Text | None = Field(None, description="Whose word this is.")


class WarningFile(Strict):
    """A published line that says when to call."""

    id: leaves.Id = Field(description="Unique among the warnings.")
    condition: leaves.Line = Field(alias="if", description="What is seen or felt.")
    short: leaves.Brief | None = Field(
        None, description="The same in few words, at most 36 cells, for a terminal too small for all of it."
    )
    days: leaves.Days = Field(description="The days on which it is shown.")
    call: leaves.Urgency = Field(description="How soon to call.")
    meanwhile: leaves.Text | None = Field(None, description="What to do or leave alone until then.")
    when: leaves.When | None = Field(None, description="For whom.")
    sources: leaves.Sources | None = Field(
        None, description="Keys of the file's sources, or a map from a key to what it says."
    )
    agreement: leaves.Agreement | None = Field(None, description="How far the sources agree.")
    because: leaves.Text | None = Field(None, description="Whose word this is.")


class PrepareFile(Strict):
    """One thing to do or leave alone before the next session."""

    id: leaves.Id = Field(description="Unique among these.")
    do: leaves.Line | None = Field(None, description="What to do.")
    avoid: leaves.Line | None = Field(None, description="What to leave alone.")
    check: leaves.Line | None = Field(None, description="What to find out.")
    short: leaves.Short | None = Field(None, description="At most 18 cells, for folded lines.")
    days_before: leaves.DaysBefore = Field(description="Days counted back from the session, such as 42-0.")
    when: leaves.When | None = Field(None, description="For whom.")
    how: leaves.Text | None = Field(None, description="How.")
    sources: leaves.Sources | None = Field(
        None, description="Keys of the file's sources, or a map from a key to what it says."
    )
    agreement: leaves.Agreement | None = Field(None, description="How far the sources agree.")


class CourseFile(Strict):
    """How sessions follow one another."""

    sessions: leaves.Sessions | None = Field(None, description="How many, such as 2-5.")
    gap: leaves.Length | None = Field(None, description="How long from one to the next, such as 4-6 weeks.")
    maintenance: leaves.Length | None = Field(None, description="How long between later ones.")
    prepare: tuple[PrepareFile, ...] | None = Field(None, description="What to do before the next one.")
    sources: leaves.Sources | None = Field(
        None, description="Keys of the file's sources, or a map from a key to what it says."
    )
    because: leaves.Text | None = Field(None, description="Whose word this is.")


class PackedFile(Strict):
    """Who made one file of a checklist and all that it stood on, to be handed on."""

    by: leaves.Line | None = Field(None, description="Who did it, as they call themselves.")
    on: leaves.Date = Field(description="When.")
    hash: leaves.Seal = Field(description="Of what the file says, to tell whether it was changed since.")


class ChecklistFile(Strict):
    """A checklist file."""

    format: leaves.Format = Field(description="Always 1.")
    id: leaves.Id = Field(description="The name of the checklist.")
    title: leaves.Line = Field(description="What it is for, in a few words.")
    purpose: leaves.Line = Field(alias="for", description="Which treatments it is for.")
    revision: leaves.Whole = Field(description="Raised by the author when the content changes.")
    reviewed: leaves.Date = Field(description="When the content was last checked.")
    check_in: leaves.DailySlot | None = Field(
        None, description="The slot in which the day's signs are asked."
    )
    packed: PackedFile | None = Field(None, description="Written by checklist pack.")
    sources: dict[leaves.Id, SourceFile] | None = Field(
        None, description="A map from a key to a publication."
    )
    questions: tuple[QuestionFile, ...] | None = Field(None, description="Asked at the start, or later.")
    signs: tuple[SignFile, ...] | None = Field(None, description="Asked at the check-in.")
    phases: tuple[PhaseFile, ...] = Field(description="From day 0, without gaps.")
    normal: tuple[NormalFile, ...] | None = Field(None, description="What is usual, by day.")
    rules: tuple[RuleFile, ...] = Field(description="What to do, leave alone, look at and expect.")
    warnings: tuple[WarningFile, ...] | None = Field(None, description="When to call.")
    course: CourseFile | None = Field(None, description="How sessions follow one another.")


def keys_at(path: Path) -> tuple[str, ...]:
    """The keys that a file may have in the map at a path; nothing where no map of this format is."""
    annotation: Any = ChecklistFile
    for part in path:
        annotation = _bare(annotation)
        if isinstance(annotation, type) and issubclass(annotation, Strict):
            by_key = {
                field.alias or name: field.annotation for name, field in annotation.model_fields.items()
            }
            annotation = by_key.get(str(part))
        else:
            # The values of a map and the items of a list.
            annotation = (
                get_args(annotation)[get_origin(annotation) is dict] if get_args(annotation) else None
            )
    annotation = _bare(annotation)
    if not (isinstance(annotation, type) and issubclass(annotation, Strict)):
        return ()
    return tuple(field.alias or name for name, field in annotation.model_fields.items())


def _bare(annotation: Any) -> Any:
    """The type without `None`."""
    if get_origin(annotation) in (Union, UnionType):
        return next(each for each in get_args(annotation) if each is not NoneType)
    return annotation
