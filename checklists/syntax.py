"""What a YAML reader says of a file it cannot read, for people who do not know YAML."""

import re

from ruamel.yaml.error import MarkedYAMLError

from checklists.yaml_tree import GLUED

_HERE, _FROM = False, True
"""Whether the fault is shown where the reader stopped, or where the thing began that it was reading."""

_SENTENCES = (
    # A part of the reader's own words, then ours.
    ("mapping values are not allowed here", _HERE, "a colon does not fit here; put quotes around the text"),
    ("could not find expected ':'", _FROM, "a colon is missing after this key"),
    ("found character '\\t'", _HERE, "a tab stands here; indent with spaces"),
    ("cannot start any token", _HERE, "a text cannot begin with this character; put quotes around it"),
    ("expected ',' or ']'", _FROM, "this list in brackets has no end, or a comma is missing in it"),
    ("expected ',' or '}'", _FROM, "this map in braces has no end, or a comma is missing in it"),
    ("unclosed '[' or '{'", _HERE, "a bracket or brace before this was not closed"),
    ("found unexpected end of stream", _FROM, "this quoted text has no closing quote"),
    ("found unexpected document separator", _FROM, "this quoted text has no closing quote"),
    (
        "found unknown escape character",
        _HERE,
        "this backslash means nothing; use single quotes around the text",
    ),
    ("escape sequence", _HERE, "this backslash is not followed by the digits of a character"),
    ("expected <block end>", _HERE, "this line does not line up with those above it"),
    ("sequence entries are not allowed", _HERE, "a list cannot begin here; put it on a line of its own"),
    ("mapping keys are not allowed", _HERE, "a question mark cannot stand here; put quotes around the text"),
    ("more indented follow up line", _HERE, "the first lines of this text are indented less than the others"),
    ("in a block scalar", _HERE, "nothing may follow the | or > on its line"),
    ("chomping or indentation", _HERE, "nothing may follow the | or > on its line"),
    ("expected the node content", _HERE, "a value should stand here"),
    ("expected '<document start>'", _HERE, "this line does not line up with those above it"),
    ("YAML directive", _HERE, "a line beginning with % is not read; take it out"),
    ("incompatible YAML document", _HERE, "a line beginning with % is not read; take it out"),
    ("tag", _HERE, "an exclamation mark cannot begin a text; put quotes around it"),
    ("alias", _HERE, "a text cannot begin with *; put quotes around it"),
    ("anchor", _HERE, "a text cannot begin with &; put quotes around it"),
)


_KEY = re.compile(r"(\s*(?:- +)*)[A-Za-z0-9_-]+:(?=\s|$)")
_NO_SPACE = "a space is missing after this colon"
_DEEPER = "this line is indented further than the one above; line it up, or put quotes around the text"


def syntax_fault(error: MarkedYAMLError, text: str = "") -> tuple[int, int, str]:
    """Line and column from 1, and a sentence, for what stopped the reader.

    Args:
        text: What was read, where the reader may have stopped only behind what is really wrong.
    """
    said = f"{error.context or ''} {error.problem or ''}"
    other = ("", _HERE, "the file cannot be read as YAML from here on")
    _, began, sentence = next((each for each in _SENTENCES if each[0] in said), other)
    mark = error.context_mark if began and error.context_mark else error.problem_mark
    if mark is None:
        return 1, 1, sentence
    at_colon = "':'" in said or "mapping values" in said
    found = _before(text.splitlines(), mark.line, mark.column) if at_colon else None
    return found or (mark.line + 1, mark.column + 1, sentence)


def _before(lines: list[str], line: int, column: int) -> tuple[int, int, str] | None:
    """What is wrong before the colon where the reader stopped. Counted from 0; what is returned, from 1."""
    if line >= len(lines):
        return None
    said = (at for at in range(line - 1, -1, -1) if not re.match(r"\s*(#|$)", lines[at]))
    above = next(said, line)
    for at in (line, above):
        if glued := GLUED.match(lines[at]):
            return at + 1, glued.end() + 1, _NO_SPACE
    key, over = _KEY.match(lines[line]), _KEY.match(lines[above])
    if key and over and key.end() == column + 1 and len(key[1]) > len(over[1]):
        return line + 1, len(key[1]) + 1, _DEEPER
    return None


def tag_beside(text: str, anchor: int) -> int:
    """Where the tag stands, in characters from 0, of a value that has an anchor as well."""
    before = re.search(r"!\S*\s+$", text[max(anchor - 200, 0) : anchor])
    if before:
        return max(anchor - 200, 0) + before.start()
    behind = re.compile(r"\S+\s+").match(text, anchor)
    return behind.end() if behind else anchor
