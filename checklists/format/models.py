"""What a checklist file may say: format 1, key by key.

The row of a key is its field here: what reads it and describes it to a schema (its type, from `field_types`),
what it is for, and what it goes with. The JSON Schema, the check of keys that go together, the order in which
a file is written out and the keys that an overlay may change are all drawn from it. What needs more than one
value to judge is in `crosscheck`; what a file means is in `rules`.
"""

from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from checklists.format import field_types as fields
from checklists.format.grammar import attempt, boolean
from checklists.rules.rule import Kind
from checklists.yaml.tree import NodePath


class Strict(BaseModel):
    """Base of every map in a file: an unknown key is an error, and nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class GoesWith(Struct, frozen=True):
    """On the row of a key that not every rule may have."""

    kinds: tuple[Kind, ...] = tuple(Kind)
    """Of the rules that may have it."""
    hours: bool = False
    """Whether it goes with an `every` in hours only."""


_TICKED = tuple(kind for kind in Kind if kind.ticked)
T = TypeVar("T")
Ticked = Annotated[T | None, GoesWith(_TICKED)]
"""A key of what is ticked."""
Hourly = Annotated[T | None, GoesWith(_TICKED, hours=True)]
"""A key of what is ticked every few hours."""


def _key(description: str, alias: str | None = None) -> Any:
    """A key that may be left out."""
    return Field(None, description=description, alias=alias)


class RuleFile(Strict):
    """One line of a checklist: exactly one of do, avoid, check and expect, and what goes with it."""

    id: fields.Id = Field(
        description="Permanent name, unique among the rules. What was ticked is kept under it."
    )
    like: fields.Id | None = _key("A pattern, for whatever this rule does not say itself.")
    do: fields.Line | None = _key("What to do.")
    avoid: fields.Line | None = _key("What to leave alone.")
    check: fields.Line | None = _key("What to look at or find out.")
    expect: fields.Line | None = _key("What to be ready for. Never ticked.")
    short: fields.Short | None = _key("At most 24 cells, for folded lines and calendars.")
    days: fields.Days | None = _key(
        "Days since the treatment, inclusive: 0, 1-13, 14-, or an ascending list."
    )
    lasts: Annotated[fields.Duration | None, GoesWith((Kind.DO, Kind.AVOID))] = _key(
        "In place of days: from the treatment until that much time has passed."
    )
    not_before: fields.Duration | None = _key(
        "Not before that much time has passed since the treatment.", alias="from"
    )
    every: Ticked[fields.Every] = _key(
        "7d or 2w: steps through days. 2h or 90m: steps through the window of between."
    )
    between: Hourly[fields.Between] = _key("The window of an every in hours, both ends included.")
    counting: Hourly[fields.Counting] = _key(
        "Whether an every in hours counts from the window's start or from the last tick."
    )
    since: Hourly[fields.Id] = _key("A rule whose own tick puts the next one off.")
    on: Ticked[fields.Weekdays] = _key("Only these weekdays of days.")
    at: Ticked[fields.Slots] = _key("The slots of the day, each name once.")
    once: Ticked[fields.Yes] = _key("One item for the whole range.")
    as_needed: Ticked[fields.WhenNeeded] = _key("Never due; gap and at_most warn kindly.")
    when: fields.When | None = _key("Only for these answers or signs.")
    unless: fields.When | None = _key("Not for these answers or signs.")
    unreported: fields.OnOff | None = _key("Which side a when on a sign takes before a report.")
    held_by: Annotated[fields.While | None, GoesWith((Kind.DO, Kind.AVOID, Kind.CHECK))] = _key(
        "Signs that keep the rule on past its last day.", alias="while"
    )
    lifted_by: Annotated[fields.Id | None, GoesWith((Kind.DO, Kind.AVOID, Kind.CHECK))] = _key(
        "A sign of the scale happened: on from its first day until that was said."
    )
    counted_from: Annotated[fields.CountedFrom | None, GoesWith((Kind.DO, Kind.AVOID, Kind.CHECK))] = _key(
        "A sign of the scale happened, or a report such as crusts no: what its days count from."
    )
    once_lifted: Ticked[fields.Id] = _key("Silent while the named rule is on.")
    silences: Ticked[fields.Ids] = _key("Rules that leave the day while this one is on.")
    if_missed: Ticked[fields.Missed] = _key(
        "now, next or drop; or until when on its day it is worth doing, such as 18:00 or bedtime."
    )
    remind: fields.RemindAt | None = _key("no, a slot, or a map of days and at.")
    repeat: Ticked[fields.Again] = _key("Told again until answered, such as 10m x3.")
    quiet: Ticked[fields.Quiet] = _key("What quiet hours do to its telling.")
    counts: Ticked[fields.Yes] = _key("Whether it counts in the day's progress.")
    check_in: Annotated[fields.Yes | None, GoesWith((Kind.CHECK,))] = _key(
        "Whether answering the day's signs ticks this rule."
    )
    how: fields.Text | None = _key("How to do it.")
    why: fields.Text | None = _key("Why.")
    then: Annotated[fields.Text | None, GoesWith((Kind.AVOID,))] = _key("What to do when it comes back.")
    differ: fields.Text | None = _key("How the sources differ.")
    because: fields.Text | None = _key("Whose word this is.")
    also: tuple[fields.Line, ...] | None = _key("Words that people type for it; no screen shows them.")
    was: fields.Ids | None = _key("Former ids of this rule.")
    sources: fields.Sources | None = _key("Keys of the file's sources, or a map from a key to what it says.")
    agreement: fields.Agreement | None = _key("How far the sources agree.")


KINDS = tuple(Kind)
"""Keys of which a rule has exactly one."""


def keys_of(model: type[Strict]) -> dict[str, FieldInfo]:
    """The rows of a map, by their keys."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


_RULE_GOES_WITH = {
    key: each for key, row in keys_of(RuleFile).items() for each in row.metadata if isinstance(each, GoesWith)
}
ONLY = {key: each.kinds for key, each in _RULE_GOES_WITH.items()}
"""The kinds of rules that a key goes with, for keys that do not go with all."""
WITH_HOURS = tuple(key for key, each in _RULE_GOES_WITH.items() if each.hours)
"""Keys that go with an `every` in hours only."""


class SourceFile(Strict):
    """A publication."""

    title: fields.Line = Field(description="Its title.")
    by: fields.Line | None = _key("Who published it.")
    url: fields.Address | None = _key("Where it is on the web.")


class QuestionFile(Strict):
    """Something about the person."""

    id: fields.Id = Field(description="Unique among questions and signs.")
    ask: fields.Line = Field(description="The question.")
    many: fields.Yes | None = _key("Whether several answers may be true.")
    later: fields.Yes | None = _key("Not asked at the start, but when something first depends on it.")
    answers: dict[fields.Id, fields.Line] = Field(description="A map from the id of an answer to its words.")
    was: fields.Ids | None = _key("Former ids of this question.")
    because: fields.Text | None = _key("Whose word this is.")


class UsualFile(Strict):
    """A usual course of a sign."""

    when: fields.When | None = _key("For whom this is the course.")
    course: fields.Course = Field(
        alias="is", description="A map from a day to the usual range from that day on."
    )


class SignFile(Strict):
    """Something about the skin that the person reports."""

    id: fields.Id = Field(description="Unique among questions and signs.")
    ask: fields.Line = Field(description="The question.")
    short: fields.Short | None = _key("The noun for it, such as open skin; its id without one.")
    scale: fields.Scale = Field(description="yes-no, 0-3, 0-4, 0-10 or happened.")
    days: fields.Days = Field(description="Days on which the check-in asks it.")
    words: tuple[fields.Line, ...] | None = _key("One word for each value.")
    usual: tuple[UsualFile, ...] | None = _key("Usual courses; the first that fits counts.")
    until: fields.UntilTime | None = _key("A report holds only until this time of its day.")
    was: fields.Ids | None = _key("Former ids of this sign.")
    because: fields.Text | None = _key("Whose word this is.")


class SignGroupFile(Strict):
    """Yes-no signs that the check-in asks in one line: no answers all of them, yes asks each."""

    ask: fields.Line = Field(description="The one question for all of them.")
    signs: fields.Several = Field(description="The ids of yes-no signs, two at least; each in one line only.")
    because: fields.Text | None = _key("Whose word this is.")


class PhaseFile(Strict):
    """A named range of days."""

    id: fields.Id = Field(description="Unique among the phases.")
    title: fields.Line = Field(description="Its name.")
    days: fields.Day = Field(description="Its days, such as 1-6.")
    because: fields.Text | None = _key("Whose word this is.")


class NormalFile(Strict):
    """What is usual on some days, and what is not."""

    days: fields.Days = Field(description="The days.")
    usual: fields.Text = Field(description="What is usual.")
    not_usual: fields.Text = Field(description="What is not.")
    short: fields.Glance | None = _key("What is usual in at most 18 cells, for the first line of the day.")
    when: fields.When | None = _key("For whom.")
    because: fields.Text | None = _key("Whose word this is.")


class WarningFile(Strict):
    """A published line that says when to call."""

    id: fields.Id = Field(description="Unique among the warnings.")
    condition: fields.Line = Field(alias="if", description="What is seen or felt.")
    short: fields.Brief | None = _key(
        "The same in few words, at most 36 cells, for a terminal too small for all of it."
    )
    days: fields.Days = Field(description="The days on which it is shown.")
    call: fields.Urgency = Field(description="How soon to call.")
    meanwhile: fields.Text | None = _key("What to do or leave alone until then.")
    when: fields.When | None = _key("For whom.")
    fits: fields.Fits | None = _key("The report that says what this line says, such as {blisters: yes}.")
    was: fields.Ids | None = _key("Former ids of this line; its own too where it was made of several.")
    sources: fields.Sources | None = _key("Keys of the file's sources, or a map from a key to what it says.")
    agreement: fields.Agreement | None = _key("How far the sources agree.")
    because: fields.Text | None = _key("Whose word this is.")


class PrepareFile(Strict):
    """One thing to do or leave alone before the next session."""

    id: fields.Id = Field(description="Unique among these.")
    do: fields.Line | None = _key("What to do.")
    avoid: fields.Line | None = _key("What to leave alone.")
    check: fields.Line | None = _key("What to find out.")
    expect: fields.Line | None = _key("What to be ready for. Never ticked.")
    short: fields.Short | None = _key("At most 24 cells, for folded lines.")
    days_before: fields.DaysBefore = Field(description="Days counted back from the session, such as 42-0.")
    when: fields.When | None = _key("For whom.")
    how: fields.Text | None = _key("How.")
    was: fields.Ids | None = _key("Former ids of this.")
    sources: fields.Sources | None = _key("Keys of the file's sources, or a map from a key to what it says.")
    agreement: fields.Agreement | None = _key("How far the sources agree.")
    because: fields.Text | None = _key("Whose word this is.")


PREPARE_KINDS = tuple(kind for kind in Kind if kind in keys_of(PrepareFile))
"""Kinds of which a step of preparation has exactly one."""


class CourseFile(Strict):
    """How sessions follow one another."""

    sessions: fields.Sessions | None = _key("How many, such as 2-5.")
    gap: fields.Length | None = _key("How long from one to the next, such as 4-6 weeks.")
    maintenance: fields.Length | None = _key("How long between later ones.")
    prepare: tuple[PrepareFile, ...] | None = _key("What to do before the next one.")
    sources: fields.Sources | None = _key("Keys of the file's sources, or a map from a key to what it says.")
    because: fields.Text | None = _key("Whose word this is.")


class PackedFile(Strict):
    """Who made one file of a checklist and all that it stood on, to be handed on."""

    by: fields.Line | None = _key("Who did it, as they call themselves.")
    on: fields.Date = Field(description="When.")
    hash: fields.Seal = Field(description="Of what the file says, to tell whether it was changed since.")


class ClinicFile(Strict):
    """Whom to call, as the clinic's file says it."""

    name: fields.Line = Field(description="What the clinic is called.")
    phone: fields.Phone = Field(description="Its telephone number, with that of its country.")
    after_hours: fields.Phone | None = _key("The number when it is closed.")
    hours: fields.Line | None = _key("When it is open, in its own words.")


class DefaultsFile(Strict):
    """What every rule, warning and step of this file rests on that says nothing of it itself."""

    sources: fields.Sources | None = _key("Keys of the file's sources, or a map from a key to what it says.")
    agreement: fields.Agreement | None = _key("How far the sources agree.")


DEFAULTS = "defaults"
"""The key of these."""


class PatternFile(Strict):
    """Words that rules share, those of this file and of what extends it. When they hold stands with each."""

    do: fields.Line | None = _key("What to do.")
    avoid: fields.Line | None = _key("What to leave alone.")
    check: fields.Line | None = _key("What to look at or find out.")
    expect: fields.Line | None = _key("What to be ready for. Never ticked.")
    short: fields.Short | None = _key("At most 24 cells, for folded lines and calendars.")
    how: fields.Text | None = _key("How to do it.")
    why: fields.Text | None = _key("Why.")
    then: fields.Text | None = _key("What to do when it comes back.")
    differ: fields.Text | None = _key("How the sources differ.")
    also: tuple[fields.Line, ...] | None = _key("Words that people type for it; no screen shows them.")
    sources: fields.Sources | None = _key("Keys of the file's sources, or a map from a key to what it says.")
    agreement: fields.Agreement | None = _key("How far the sources agree.")


PATTERNS = "patterns"
"""The key of these."""
LIKE = "like"
"""The key by which a rule names its pattern."""
HIDDEN = "hidden"
"""The key of a base that others extend. It is never theirs."""
LEFT_TO_OTHERS = ("phases", "rules")
"""What such a base need not have."""


class ChecklistFile(Strict):
    """A checklist file."""

    format: fields.Format = Field(description="Always 1.")
    id: fields.Id = Field(description="The name of the checklist.")
    title: fields.Line = Field(description="What it is for, in a few words.")
    purpose: fields.Line = Field(alias="for", description="Which treatments it is for.")
    revision: fields.Whole = Field(description="Raised by the author when the content changes.")
    reviewed: fields.Date = Field(description="When the content was last checked.")
    check_in: fields.DailySlot | None = _key("The slot in which the day's signs are asked.")
    clinic: ClinicFile | None = _key("Whom to call; offered at the start, and never taken unasked.")
    packed: PackedFile | None = _key("Written by checklist pack.")
    hidden: fields.Yes | None = _key(
        "Whether it is only extended by others, and nobody's plan; then it needs no phases and no rules."
    )
    defaults: DefaultsFile | None = _key("Sources and agreement of what says neither of its own.")
    patterns: dict[fields.Id, PatternFile] | None = _key(
        "A map from an id to the words that rules share, here and in what extends this file."
    )
    sources: dict[fields.Id, SourceFile] | None = _key("A map from a key to a publication.")
    questions: tuple[QuestionFile, ...] | None = _key("Asked at the start, or later.")
    signs: tuple[SignFile, ...] | None = _key("Asked at the check-in.")
    together: tuple[SignGroupFile, ...] | None = _key("Yes-no signs that the check-in asks in one line.")
    phases: tuple[PhaseFile, ...] = Field(description="From day 0, without gaps.")
    normal: tuple[NormalFile, ...] | None = _key("What is usual, by day.")
    rules: tuple[RuleFile, ...] = Field(description="What to do, leave alone, look at and expect.")
    warnings: tuple[WarningFile, ...] | None = _key("When to call.")
    course: CourseFile | None = _key("How sessions follow one another.")

    @model_validator(mode="before")
    @classmethod
    def _bare_base(cls, data: Any) -> Any:
        """A base for others may leave to them what every other file has."""
        # A value that is none of the two is told of by itself.
        bare = isinstance(data, dict) and HIDDEN in data and attempt(boolean, data[HIDDEN]) is not False
        return dict.fromkeys(LEFT_TO_OTHERS, ()) | data if bare else data


def keys_at(path: NodePath) -> tuple[str, ...]:
    """The keys that a file may have in the map at a path; nothing where no map of this format is."""
    annotation: Any = ChecklistFile
    for part in path:
        annotation = _bare(annotation)
        if isinstance(annotation, type) and issubclass(annotation, Strict):
            row = keys_of(annotation).get(str(part))
            annotation = row.annotation if row else None
        else:
            # The values of a map and the items of a list.
            annotation = (
                get_args(annotation)[get_origin(annotation) is dict] if get_args(annotation) else None
            )
    annotation = _bare(annotation)
    if not (isinstance(annotation, type) and issubclass(annotation, Strict)):
        return ()
    return tuple(keys_of(annotation))


def _bare(annotation: Any) -> Any:
    """The type without `None`."""
    if get_origin(annotation) in (Union, UnionType):
        return next(each for each in get_args(annotation) if each is not NoneType)
    return annotation
