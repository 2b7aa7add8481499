"""What a YAML reader says of a file it cannot read, for people who do not know YAML."""

import re

from ruamel.yaml.error import MarkedYAMLError

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


def syntax_fault(error: MarkedYAMLError) -> tuple[int, int, str]:
    """Line and column from 1, and a sentence, for what stopped the reader."""
    said = f"{error.context or ''} {error.problem or ''}"
    other = ("", _HERE, "the file cannot be read as YAML from here on")
    _, began, sentence = next((each for each in _SENTENCES if each[0] in said), other)
    mark = error.context_mark if began and error.context_mark else error.problem_mark
    return (1, 1, sentence) if mark is None else (mark.line + 1, mark.column + 1, sentence)


def tag_beside(text: str, anchor: int) -> int:
    """Where the tag stands, in characters from 0, of a value that has an anchor as well."""
    before = re.search(r"!\S*\s+$", text[max(anchor - 200, 0) : anchor])
    if before:
        return max(anchor - 200, 0) + before.start()
    behind = re.compile(r"\S+\s+").match(text, anchor)
    return behind.end() if behind else anchor
