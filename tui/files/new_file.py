"""A checklist file to start from: an overlay of another one, or a small one of its own."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from checklists import library
from checklists.rules.checklist import Checklist
from checklists.rules.rule import Kind, Rule
from tui.paths import create_file, replace_file
from tui.recovery.course import books
from tui.text.cells import columns
from tui.text.humanize import minutes_words, spans_words

SCHEMA = "checklist.schema.json"
"""What the schema is called that editors are pointed to, beside the file."""
MODELINE = f"# yaml-language-server: $schema={SCHEMA}"
"""Points an editor to it."""


def write_new(path: Path, text: str) -> None:
    """Write a file where there is none, for its owner alone, and beside it the schema for editors.

    Raises:
        FileExistsError: If there is one.
        OSError: If it cannot be written. Then there is none.
    """
    create_file(path, text.encode())
    try:
        write_schema(path.parent)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def write_schema(folder: Path) -> None:
    """Write the schema for editors into a folder. It is the program's own, so another is brought up to date.

    Raises:
        OSError: If it cannot be written.
    """
    path = folder / SCHEMA
    schema = Path(library.__file__).with_name(SCHEMA).read_bytes()
    if not path.is_file() or path.read_bytes() != schema:
        replace_file(path, schema)


def overlay_text(id: str, base: Checklist) -> str:
    """A file that extends another and changes nothing yet, with what could be changed in comments."""
    return "\n".join([*_overlay(id, base), ""])


def whole_text(id: str, today: date, template: str | None = None) -> str:
    """A checklist of its own, to be written over.

    Args:
        template: The text of one for another kind of care. Without it there is a small one.
    """
    if template is None:
        return _WHOLE.format(modeline=MODELINE, id=id, today=today)
    named = re.sub(r"^id: .*$", f"id: {id}", template, count=1, flags=re.MULTILINE)
    dated = re.sub(r"^reviewed: .*$", f"reviewed: {today}", named, count=1, flags=re.MULTILINE)
    return f"{MODELINE}\n{dated}"


def _overlay(id: str, base: Checklist) -> Iterator[str]:
    yield MODELINE
    yield f"# {_line(base.title)}, with what your own clinic says."
    yield "# Write only what differs; the rest stays as it is."
    yield f"# All of it to read: afterglow checklist show {base.id}"
    yield f"# What it changes in your days, before it counts: afterglow checklist diff {id}"
    yield "format: 1"
    yield f"extends: {base.id}"
    yield f"id: {id}"
    yield ""
    yield "# Take away the # before the lines that you want."
    yield "#"
    yield from _examples(base)
    yield _OWN_RULE
    yield f"# The rules of {base.id}:"
    rows = ((rule.id, f"{rule.kind}: {_line(rule.title)}", _when(rule)) for rule in base.rules)
    yield from (f"#   {line}" for line in columns(rows))


def _examples(base: Checklist) -> Iterator[str]:
    """A rule to change and one to leave out, such as any person might have."""
    example = min((rule for rule in base.rules if rule.days), key=_is_poor, default=None)
    if example is not None:
        yield "# Other days, times or words for a rule, by its id:"
        yield "# change:"
        yield f"#   {example.id}:"
        yield f"#     days: {days_text(example)}"
        yield "#     because: my clinic's sheet"
        yield "#"
    named = {id for rule in base.rules for id in (*rule.silences, rule.once_lifted)}
    named |= {rule.interval.since for rule in base.rules if rule.interval}
    spare = [rule for rule in base.rules if rule.id not in named and rule is not example and not books(rule)]
    if spare:
        # One that only some people do, and best nothing that is watched or left alone.
        other = next((rule for rule in reversed(spare) if rule.when and rule.kind is Kind.DO), spare[-1])
        yield "# Rules that are not for you:"
        yield f"# remove: [{other.id}]"
        yield "#"


def _is_poor(rule: Rule) -> bool:
    """Whether a rule makes a poor example: the best is something left alone for some days, and then not."""
    last = rule.last_day
    return not rule.kind.left_alone or not rule.then or last is None or last < 3


def _line(text: str) -> str:
    """A text on one line: in a comment, a second one would be YAML."""
    return " ".join(text.split())


def days_text(rule: Rule) -> str:
    """Days as a file writes them: `0-6`, `[1-3, 7]`."""
    spans = [
        str(span.first)
        if span.first == span.last
        else f"{span.first}-{'' if span.last is None else span.last}"
        for span in rule.days
    ]
    return spans[0] if len(spans) == 1 else f"[{', '.join(spans)}]" if spans else "0-6"


def _when(rule: Rule) -> str:
    if rule.lasts is not None:
        return f"for {minutes_words(rule.lasts)}"
    return spans_words(rule.days)


_OWN_RULE = """\
# Rules of your own:
# add:
#   - id: my-cream
#     do: Put on the cream my clinic gave me
#     days: 1-7
#     at: [morning, evening]
#     because: my clinic's sheet
#     agreement: unsourced
#"""

_WHOLE = """\
{modeline}
# A checklist of your own. Check it: afterglow checklist check FILE. Begin with it: afterglow start {id}
format: 1
id: {id}
title: My aftercare
for: What my clinic told me to do
revision: 1
reviewed: {today}

# Named ranges of days, from the day of treatment, which is day 0.
phases:
  - {{id: first-days, title: First days, days: 0-2}}
  - {{id: healing, title: Healing, days: 3-}}

# Every rule is one thing to do, to avoid, to check or to expect.
rules:
  - id: wash
    do: Wash gently with lukewarm water
    days: 1-13
    at: [morning, evening]
    because: my clinic's sheet
    agreement: unsourced

  - id: no-make-up
    avoid: Make-up
    then: Begin gently.
    days: 0-6
    because: my clinic's sheet
    agreement: unsourced

# When to call, and how soon: emergency, urgent, clinic-today or clinic-soon.
warnings:
  - id: worse
    if: It gets worse instead of better
    days: 0-
    call: clinic-today
    agreement: unsourced
"""
