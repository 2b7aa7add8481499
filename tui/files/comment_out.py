"""Lines of a file as comments: out of its meaning, but there to be put back as they were.

    # face-toner is switched off (it stings):
    #~   - id: face-toner
    #~     do: Tone

Where something has to stand in for them, it follows:

    # While face-toner is switched off, in place of this the line below:
    #~     silences: [face-toner, face-mist]
        silences: [face-mist]
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

from checklists.format.days import days
from checklists.format.grammar import attempt
from checklists.format.measures import short_title
from checklists.format.times import at, duration
from checklists.rules.rule import Kind, Rule
from checklists.yaml.patch import FileLines, TextChange, applied, ending, plain, read_yaml, split
from checklists.yaml.problem import ChecklistError

_SIGN = "#~"
_ID = "([a-z][a-z0-9-]{0,63})"
_OUT = re.compile(rf"# {_ID} is switched off(?: \((.*)\))?:\s*")
_FOR = re.compile(rf"# While {_ID} is switched off, in place of this the (?:([0-9]+) lines|line) below:\s*")


class CommentBlock(NamedTuple):
    """Lines that are commented out, each with its ending."""

    rule: str
    """The id of the rule that is switched off."""
    because: str
    first: int
    """The line that says so, from 0."""
    lines: tuple[str, ...]
    """As they were."""
    stand_in: int
    """How many lines after them stand in for them."""

    @property
    def is_rule(self) -> bool:
        """Whether it is the rule itself, and not what others say of it."""
        named = re.compile(rf"""[\s{{,-]["']?id["']?\s*:\s*["']?{self.rule}["']?\s*(?:[,}}#]|$)""")
        return any(named.search(f" {line.rstrip()}") for line in self.lines)

    @property
    def behind(self) -> int:
        """The first line, from 0, that is not part of it nor stands in for it."""
        return self.first + 1 + len(self.lines) + self.stand_in


def comment_out(text: str, changes: Iterable[TextChange], rule: str, because: str) -> str:
    """A text with changes made in it, whose lines as they were stay as comments.

    Args:
        text: Its last line has an ending.
        because: Why, on one line; may be empty.
    """
    lines = FileLines(text)
    reason = f" ({because})" if because else ""
    made = []
    for first, behind, group in _by_lines(lines, changes):
        before = text[first:behind]
        after = applied(before, [TextChange(begin - first, end - first, new) for begin, end, new in group])
        count = len(split(after))
        below = "line" if count == 1 else f"{count} lines"
        stands_in = f"# While {rule} is switched off, in place of this the {below} below:"
        marker = stands_in if count else f"# {rule} is switched off{reason}:"
        comments = [f"{_SIGN} {line}" if line.strip("\r\n") else f"{_SIGN}{line}" for line in split(before)]
        made.append(TextChange(first, behind, "".join([marker, ending(text), *comments, after])))
    return applied(text, made)


def _by_lines(lines: FileLines, changes: Iterable[TextChange]) -> Iterator[tuple[int, int, list[TextChange]]]:
    """Changes that share a line together, with where their lines begin and end."""
    group: list[TextChange] = []
    first = behind = 0
    for change in sorted(changes, key=lambda change: change[:2]):
        whole = change.end > change.begin and lines.start(change.end) == change.end
        start, stop = lines.start(change.begin), change.end if whole else lines.next(change.end)
        if group and start >= behind:
            yield first, behind, group
            group = []
        first, behind = (start, stop) if not group else (first, max(stop, behind))
        group.append(change)
    if group:
        yield first, behind, group


def blocks(text: str) -> Iterator[CommentBlock]:
    """What is commented out in a text, in its order."""
    lines = split(text)
    for place, line in enumerate(lines):
        out, stands_in = _OUT.fullmatch(line), _FOR.fullmatch(line)
        marker = out or stands_in
        if marker:
            # Not by a slice: each marker would copy all that follows it.
            behind = (lines[each] for each in range(place + 1, len(lines)))
            comments = takewhile(lambda each: each.startswith(_SIGN), behind)
            before = tuple(re.sub(r"^#~ ?", "", each) for each in comments)
            count = 0 if out else int(marker[2] or 1)
            yield CommentBlock(marker[1], (out and out[2]) or "", place, before, count)


def restored(text: str, rule: str) -> str:
    """A text with the lines back that were commented out for a rule; the same where there are none."""
    lines = split(text)
    for block in reversed(list(blocks(text))):
        if block.rule == rule:
            lines[block.first : block.behind] = block.lines
    return "".join(lines)


def rules_commented_out(text: str) -> tuple[Rule, ...]:
    """The rules that were switched off where they stand, with their words, days and times.

    What cannot be read any more has its id for a title.
    """
    return tuple(_rule(block) for block in blocks(text) if block.is_rule)


def _rule(block: CommentBlock) -> Rule:
    keys = next((each for each in _maps(block) if each.get("id") == block.rule), {})
    kind = next((kind for kind in Kind if str(kind) in keys), Kind.DO)
    title = str(keys.get(str(kind), block.rule))
    lasts = attempt(duration, keys.get("lasts"))
    return Rule(
        id=block.rule,
        kind=kind,
        title=title,
        short=str(keys.get("short") or short_title(title)),
        days=attempt(days, keys.get("days")) or (),
        lasts=lasts,
        at=attempt(at, keys.get("at")) or (),
        how=str(keys.get("how", "")),
    )


def _maps(block: CommentBlock) -> Iterator[Mapping[str, object]]:
    try:
        data = plain(read_yaml(f"rules:\n{''.join(block.lines)}"))
    except ChecklistError:
        return
    rules = data.get("rules") if isinstance(data, dict) else None
    yield from (each for each in (rules if isinstance(rules, list) else ()) if isinstance(each, dict))
