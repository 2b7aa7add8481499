"""What a YAML reader says of a file it cannot read, for people who do not know YAML."""

from ruamel.yaml.error import MarkedYAMLError

_SENTENCES = (
    # (part of the reader's own words, ours, whether the place is where the faulty thing began)
    (
        "mapping values are not allowed here",
        "a colon does not fit here; put quotes around a text with a colon in it",
        0,
    ),
    ("could not find expected ':'", "a colon is missing after this key", 1),
    ("found character '\\t'", "a tab stands here; indent with spaces", 0),
    ("that cannot start any token", "a text cannot begin with this character; put quotes around it", 0),
    ("expected ',' or ']'", "this list in brackets has no end, or a comma is missing in it", 1),
    ("expected ',' or '}'", "this map in braces has no end, or a comma is missing in it", 1),
    ("unclosed '[' or '{'", "a bracket or brace before this was not closed", 0),
    ("found unexpected end of stream", "this quoted text has no closing quote", 1),
    ("found unexpected document separator", "this quoted text has no closing quote", 1),
    ("found unknown escape character", "this backslash means nothing in double quotes; use single quotes", 0),
    ("escape sequence", "this backslash is not followed by the digits of a character", 0),
    ("expected <block end>", "this line does not line up with those above it", 0),
    ("sequence entries are not allowed here", "a list cannot begin here; put it on a line of its own", 0),
    ("mapping keys are not allowed here", "a question mark cannot stand here; put quotes around the text", 0),
    ("more indented follow up line", "the first lines of this text are indented less than the others", 0),
    ("in a block scalar", "nothing may follow the | or > on its line", 0),
    ("chomping or indentation", "nothing may follow the | or > on its line", 0),
    ("expected the node content", "a value should stand here", 0),
    (
        "expected '<document start>'",
        "nothing can follow here; is this line indented too far, or not enough?",
        0,
    ),
    ("YAML directive", "a line beginning with % is not read; take it out", 0),
    ("incompatible YAML document", "a line beginning with % is not read; take it out", 0),
    ("tag", "an exclamation mark cannot begin a text; put quotes around it", 0),
    ("alias", "a text cannot begin with *; put quotes around it", 0),
    ("anchor", "a text cannot begin with &; put quotes around it", 0),
)


def syntax_fault(error: MarkedYAMLError) -> tuple[int, int, str]:
    """Line and column from 1, and a sentence, for what stopped the reader."""
    said = f"{error.context or ''} {error.problem or ''}"
    for part, sentence, at_start in _SENTENCES:
        if part in said:
            mark = error.context_mark if at_start and error.context_mark else error.problem_mark
            break
    else:
        sentence, mark = "the file cannot be read as YAML from here on", error.problem_mark
    if mark is None:
        return 1, 1, sentence
    return mark.line + 1, mark.column + 1, sentence
