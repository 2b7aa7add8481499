"""What one rule of a checklist file may say, and which keys go with which kind."""

from pydantic import BaseModel, ConfigDict, Field

from checklists import leaves


class Strict(BaseModel):
    """Base of every map in a file: an unknown key is an error, and nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class RuleFile(Strict):
    """One line of a checklist: exactly one of do, avoid, check and expect, and what goes with it."""

    id: leaves.Id = Field(
        description="Permanent name, unique among the rules. What was ticked is kept under it."
    )
    do: leaves.Line | None = Field(None, description="What to do.")
    avoid: leaves.Line | None = Field(None, description="What to leave alone.")
    check: leaves.Line | None = Field(None, description="What to look at or find out.")
    expect: leaves.Line | None = Field(None, description="What to be ready for. Never ticked.")
    short: leaves.Short | None = Field(None, description="At most 18 cells, for folded lines and calendars.")
    days: leaves.Days | None = Field(
        None, description="Days since the treatment, inclusive: 0, 1-13, 14-, or an ascending list."
    )
    lasts: leaves.Duration | None = Field(
        None, description="In place of days: from the treatment until that much time has passed."
    )
    not_before: leaves.Duration | None = Field(
        None, alias="from", description="Not before that much time has passed since the treatment."
    )
    every: leaves.Every | None = Field(
        None, description="7d or 2w: steps through days. 2h or 90m: steps through the window of between."
    )
    between: leaves.Between | None = Field(
        None, description="The window of an every in hours, both ends included."
    )
    counting: leaves.Counting | None = Field(
        None, description="Whether an every in hours counts from the window's start or from the last tick."
    )
    since: leaves.Id | None = Field(None, description="A rule whose own tick puts the next one off.")
    on: leaves.Weekdays | None = Field(None, description="Only these weekdays of days.")
    at: leaves.Slots | None = Field(None, description="The slots of the day, each name once.")
    once: leaves.Yes | None = Field(None, description="One item for the whole range.")
    as_needed: leaves.WhenNeeded | None = Field(None, description="Never due; gap and at_most warn kindly.")
    when: leaves.When | None = Field(None, description="Only for these answers or signs.")
    unless: leaves.When | None = Field(None, description="Not for these answers or signs.")
    unreported: leaves.OnOff | None = Field(
        None, description="Which side a when on a sign takes before a report."
    )
    held_by: leaves.Held | None = Field(
        None, alias="while", description="Signs that keep the rule on past its last day."
    )
    once_lifted: leaves.Id | None = Field(None, description="Silent while the named rule is on.")
    silences: leaves.Ids | None = Field(None, description="Rules that leave the day while this one is on.")
    if_missed: leaves.Missed | None = Field(None, description="now, next or drop.")
    remind: leaves.RemindAt | None = Field(None, description="no, a slot, or a map of days and at.")
    repeat: leaves.Again | None = Field(None, description="Told again until answered, such as 10m x3.")
    quiet: leaves.Quiet | None = Field(None, description="What quiet hours do to its telling.")
    counts: leaves.Yes | None = Field(None, description="Whether it counts in the day's progress.")
    check_in: leaves.Yes | None = Field(
        None, description="Whether answering the day's signs ticks this rule."
    )
    how: leaves.Text | None = Field(None, description="How to do it.")
    why: leaves.Text | None = Field(None, description="Why.")
    then: leaves.Text | None = Field(None, description="What to do when it comes back.")
    differ: leaves.Text | None = Field(None, description="How the sources differ.")
    because: leaves.Text | None = Field(None, description="Whose word this is.")
    was: leaves.Ids | None = Field(None, description="Former ids of this rule.")
    sources: leaves.Sources | None = Field(
        None, description="Keys of the file's sources, or a map from a key to what it says."
    )
    agreement: leaves.Agreement | None = Field(None, description="How far the sources agree.")


KINDS = ("do", "avoid", "check", "expect")
"""Keys of which a rule has exactly one."""

ONLY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("at", "every", "between", "counting", "since", "on", "once", "as_needed", "if_missed", "counts"),
        ("do", "check"),
    ),
    **dict.fromkeys(("repeat", "quiet", "once_lifted", "silences"), ("do", "check")),
    "lasts": ("do", "avoid"),
    "while": ("do", "avoid", "check"),
    "then": ("avoid",),
    "check_in": ("check",),
}
"""The kinds that a key goes with, for keys that do not go with all."""

WITH_HOURS = ("between", "counting", "since")
"""Keys that go with an `every` in hours only."""
