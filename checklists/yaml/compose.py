"""From the text of a file to its tree, or to what stops it from being one."""

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from checklists.yaml.habits import habit_before
from checklists.yaml.problem import ChecklistError, Problem
from checklists.yaml.source import REFUSED_IN_VALUES, SourceText, join_surrogates, tidy
from checklists.yaml.tree import (
    GLUED,
    NO_SPAN,
    ListNode,
    MapEntry,
    MapNode,
    Node,
    NodePath,
    Place,
    PlacedError,
    RefusedNode,
    Scalar,
    SourceSpan,
    clip,
)

MOST_LEVELS = 12
"""How deep lists and maps may stand in one another; the file's own map is level 1."""
MOST_VALUES = 20_000
"""More than 500 rules and 256 KiB can sensibly hold, and no more than can be read within a second."""

_MOST_DIRECTIVES = 20
"""A file with more has been told enough."""

_CONTROL = "a control or direction-changing character stands here; take it out"
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


def compose(source: SourceText, name: str) -> tuple[Node, list[PlacedError]]:
    """The tree of a file, and an error for each thing that the format refuses in it.

    Raises:
        ChecklistError: With one Problem, if the file is not YAML, holds nothing, or is too deep or too full.
    """
    builder = _Builder(source, name)
    try:
        for event in YAML(typ="safe", pure=True).parse(source.text):
            builder.take(event)
    except MarkedYAMLError as error:
        raise builder.alone(*_syntax_error(error, source.text)) from error
    except (YAMLError, ValueError, OverflowError) as error:
        # Only an escape that names no character has no place of its own.
        line, column = source.place(max(source.text.find("\\U"), 0))
        raise builder.alone(line, column, "this backslash names no character; use single quotes") from error
    if builder.root is None:
        raise builder.alone(1, 1, "the file is empty")
    builder.place_refused(len(source.text), ())
    return builder.root, builder.errors


@dataclass
class _Frame:
    """A list or map whose end has not come yet."""

    node: ListNode | MapNode
    begin: int
    """In characters from 0."""
    flow: bool
    """Whether it is in brackets or braces."""
    key: str | None = None
    key_place: Place | None = None
    key_span: SourceSpan = NO_SPAN
    is_key: bool = False
    """Whether the whole thing is the key of a map, which the format refuses."""

    def span(self, end: int) -> SourceSpan:
        """Where it stands, once all of it was read.

        Args:
            end: In characters from 0: where the reader says that it ends.
        """
        if self.flow:
            return SourceSpan(self.begin, end, "[")
        if isinstance(self.node, ListNode):
            last = self.node.items[-1] if self.node.items else None
        else:
            last = next((entry.value for entry in reversed(self.node.entries.values())), None)
        return SourceSpan(self.begin, last.span.end if last is not None else end)


@dataclass
class _Builder:
    source: SourceText
    name: str
    root: Node | None = None
    errors: list[PlacedError] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=list)
    _placed: int = 0
    """How many of the source's refused characters have been reported: those in a value or before one."""
    _documents: int = 0
    _values: int = 0

    def __post_init__(self) -> None:
        self._escapes = "\\" in self.source.text

    def alone(self, line: int, column: int, message: str) -> ChecklistError:
        """What is reported by itself. A refused character explains the rest, so it goes first."""
        if self.source.refused:
            line, column = self.source.place(self.source.refused[0])
            message = _CONTROL
        return ChecklistError(self.name, [Problem(line, column, "(file)", message)])

    def take(self, event: Any) -> None:
        """Take the next event in.

        Raises:
            ChecklistError: If the file is too deep, too full, or holds a second document.
        """
        if isinstance(event, NodeEvent):
            self._take_node(event)
        elif isinstance(event, CollectionEndEvent):
            frame = self._frames.pop()
            frame.node.span = frame.span(event.end_mark.index)
            self._close(frame)
        elif isinstance(event, DocumentStartEvent):
            self._take_document(event)

    def _take_node(self, event: Any) -> None:
        place = self._place(event.start_mark)
        self._values += 1
        if self._values > MOST_VALUES:
            raise self.alone(place.line, place.column, f"the file holds more than {MOST_VALUES:,} values")
        refused = self._refuse_properties(event)
        if isinstance(event, CollectionStartEvent):
            node = MapNode(place) if isinstance(event, MappingStartEvent) else ListNode(place)
            self._open(node, event)
        elif isinstance(event, AliasEvent):
            name = clip(event.anchor)
            self._refuse(place, f'"*{name}" is not read; write the value out, or put quotes around the text')
            self._put(RefusedNode(place))
        elif refused and not event.value:
            self._put(RefusedNode(place))
        else:
            self._put(self._scalar(event, place))

    def _open(self, node: ListNode | MapNode, event: CollectionStartEvent) -> None:
        if len(self._frames) >= MOST_LEVELS:
            raise self.alone(node.place.line, node.place.column, f"more than {MOST_LEVELS} levels deep")
        parent = self._frames[-1] if self._frames else None
        is_key = parent is not None and isinstance(parent.node, MapNode) and parent.key_place is None
        if is_key:
            self._refuse(node.place, "a key must be a single word")
        else:
            self._put(node, keep_key=True)
        frame = _Frame(node, event.start_mark.index, bool(event.flow_style), is_key=is_key)
        self._frames.append(frame)

    def _close(self, frame: _Frame) -> None:
        parent = self._frames[-1] if self._frames else None
        if parent is None:
            return
        if frame.is_key:
            parent.key, parent.key_place = None, frame.node.place
        else:
            parent.key = parent.key_place = None

    def _put(self, node: Node, keep_key: bool = False) -> None:
        """Put a value (or, where a key is due, a key) into the innermost open list or map."""
        if not self._frames:
            if self.root is None:
                self.root = node
            return
        frame = self._frames[-1]
        if isinstance(frame.node, ListNode):
            frame.node.items.append(node)
        elif frame.key_place is None:
            self._put_key(frame, frame.node, node)
        else:
            if frame.flow and isinstance(node, Scalar) and self._lacks_colon(frame, node):
                message = "a comma in braces ends a text; put quotes around the whole text"
                self._refuse(frame.key_place, message)
                node = RefusedNode(node.place)
            elif isinstance(node, Scalar) and node.null and self._is_comment(frame, node):
                message = "what stands behind # is a comment; put quotes around the text"
                self._refuse(frame.key_place, message)
                node = RefusedNode(node.place)
            if frame.key is not None:
                frame.node.entries[frame.key] = MapEntry(frame.key_place, node, frame.key_span)
            if not keep_key:
                frame.key = frame.key_place = None

    def _lacks_colon(self, frame: _Frame, value: Scalar) -> bool:
        """Whether a key in braces stands there alone, as the half of a text that a comma has cut does."""
        between = self.source.text[frame.key_span.end : value.span.begin]
        if not self.source.text[: frame.key_span.begin].rstrip().endswith(","):
            return False
        return value.null and bool(frame.key) and ":" not in between and not GLUED.match(frame.key or "")

    def _is_comment(self, frame: _Frame, value: Scalar) -> bool:
        """Whether all that stands behind a key on its line is a comment, and what follows is not below it."""
        behind = self.source.text[frame.key_span.end : value.span.begin]
        return frame.key is not None and re.match(r":[ \t]+#[ \t]*\S", behind) is not None

    def _put_key(self, frame: _Frame, mapping: MapNode, node: Node) -> None:
        frame.key_place = node.place
        if not isinstance(node, Scalar):
            return
        if not node.text:
            self._refuse(node.place, "a key is missing before the colon")
        elif node.text in mapping.entries:
            first = mapping.entries[node.text].place
            path = (*self._path(), node.text)
            self._refuse(node.place, f"this key stands on line {first.line} already", path)
        else:
            frame.key, frame.key_span = node.text, node.span

    def _scalar(self, event: ScalarEvent, place: Place) -> Scalar | RefusedNode:
        text, begin, end = event.value, event.start_mark.index, event.end_mark.index
        refused = False
        if self._placed < len(self.source.refused):
            self.place_refused(begin, ())
            refused = self.place_refused(end, self._path())
        if self._escapes and not refused:
            text = join_surrogates(text)
            refused = REFUSED_IN_VALUES.search(text) is not None
            if refused:
                self._refuse(
                    place, "an escape here makes a control or direction-changing character; take it out"
                )
        if refused:
            return RefusedNode(place)
        if event.style in ("|", ">"):
            # The reader counts the end of the last line, and what is empty after it, as its own.
            end = begin + len(self.source.text[begin:end].rstrip())
        null = event.style is None and text in _NOTHING
        return Scalar(place, tidy(text), null, SourceSpan(begin, end, event.style or ""))

    def _refuse_properties(self, event: Any) -> bool:
        """Report an anchor and a tag; whether there was either."""
        if isinstance(event, AliasEvent) or (event.anchor is None and event.ctag is None):
            return False
        start = event.start_mark.index
        if event.anchor is not None:
            message = f'"&{clip(event.anchor)}" is not read; take it out, or put quotes around the text'
            self._refuse(self._at(start), message)
        if event.ctag is not None:
            index = start if event.anchor is None else _tag_beside(self.source.text, start)
            message = "what begins with ! is not read; take it out, or put quotes around the text"
            self._refuse(self._at(index), message)
        return True

    def _take_document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        place = self._place(event.start_mark)
        if self._documents > 1:
            message = "a second checklist begins here; a file holds one"
            raise self.alone(place.line, place.column, message)
        directives = re.finditer(r"^%", self.source.text[: event.start_mark.index], re.MULTILINE)
        for line in islice(directives, _MOST_DIRECTIVES):
            self._refuse(self._at(line.start()), "a line beginning with % is not read; take it out", ())

    def place_refused(self, end: int, path: NodePath) -> bool:
        """Report the refused characters before `end` that have not been; whether there were any."""
        before = self._placed
        while self._placed < len(self.source.refused) and self.source.refused[self._placed] < end:
            index = self.source.refused[self._placed]
            self._refuse(self._at(index), _CONTROL, path)
            self._placed += 1
        return self._placed > before

    def _refuse(self, place: Place, message: str, path: NodePath | None = None) -> None:
        self.errors.append(PlacedError(place, self._path() if path is None else path, message))

    def _path(self) -> NodePath:
        path: list[str | int] = []
        for depth, frame in enumerate(self._frames, 1):
            if isinstance(frame.node, ListNode):
                # An inner list or map was put into its list when it began.
                path.append(len(frame.node.items) - (depth < len(self._frames)))
            elif frame.key is not None:
                path.append(frame.key)
        return tuple(path)

    def _at(self, index: int) -> Place:
        return Place(self.name, *self.source.place(index))

    def _place(self, mark: Any) -> Place:
        return Place(self.name, mark.line + 1, mark.column + 1)


_HERE, _FROM = False, True
"""Whether the error is shown where the reader stopped, or where the thing began that it was reading."""

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


def _syntax_error(error: MarkedYAMLError, text: str = "") -> tuple[int, int, str]:
    """Line and column from 1, and a sentence, for what stopped the reader.

    Args:
        text: What was read, where the reader may have stopped only behind what is really wrong.
    """
    words = f"{error.context or ''} {error.problem or ''}"
    other = ("", _HERE, "the file cannot be read as YAML from here on")
    _, began, sentence = next((each for each in _SENTENCES if each[0] in words), other)
    mark = error.context_mark if began and error.context_mark else error.problem_mark
    if mark is None:
        return 1, 1, sentence
    at_colon = "':'" in words or "mapping values" in words
    earlier = _before(text.splitlines(), mark.line, mark.column) if at_colon else None
    stopped = error.problem_mark.line if error.problem_mark else mark.line
    return habit_before(text, stopped) or earlier or (mark.line + 1, mark.column + 1, sentence)


def _before(lines: list[str], line: int, column: int) -> tuple[int, int, str] | None:
    """What is wrong before the colon where the reader stopped. Counted from 0; what is returned, from 1."""
    if line >= len(lines):
        return None
    filled = (at for at in range(line - 1, -1, -1) if not re.match(r"\s*(#|$)", lines[at]))
    above = next(filled, line)
    for at in (line, above):
        if glued := GLUED.match(lines[at]):
            return at + 1, glued.end() + 1, _NO_SPACE
    key, over = _KEY.match(lines[line]), _KEY.match(lines[above])
    if key and over and key.end() == column + 1 and len(key[1]) > len(over[1]):
        return line + 1, len(key[1]) + 1, _DEEPER
    return None


def _tag_beside(text: str, anchor: int) -> int:
    """Where the tag stands, in characters from 0, of a value that has an anchor as well."""
    before = re.search(r"!\S*\s+$", text[max(anchor - 200, 0) : anchor])
    if before:
        return max(anchor - 200, 0) + before.start()
    behind = re.compile(r"\S+\s+").match(text, anchor)
    return behind.end() if behind else anchor
