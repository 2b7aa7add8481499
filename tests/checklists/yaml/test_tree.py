"""Where every part of a file stands in its text, and how it is written."""

from collections.abc import Iterator

import pytest
from ruamel.yaml import YAML
from ruamel.yaml import nodes as ruamel

from checklists import library
from checklists.yaml.patch import read_yaml
from checklists.yaml.tree import ListNode, MapNode, Node, SourceSpan
from tests.support.files import GOOD

FILES = {path.name: path.read_text("utf-8") for path in GOOD}
FILES |= {id: library.read(id).decode() for id in library.shipped()}
STYLES = """plain: a text
double: "a: b"  # noted
single: 'a'

folded: >-
  one
  two

literal: |
  one

  two


# The end of it.
list: [a, 'b', {c: "d"}]
map:
  empty:
  null: ~
  items:
  - a  # noted

  -   b: c
      d: [e,
        f]  # noted
"""


@pytest.mark.parametrize("text", [*FILES.values(), STYLES], ids=[*FILES, "styles"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_spans_are_those_of_the_reader_without_what_is_empty_behind(text: str, ending: str) -> None:
    text = text.removeprefix("\ufeff").replace("\n", ending)
    there = YAML(typ="safe", pure=True).compose(text)

    for ours, theirs in pairs(read_yaml(text), there):
        assert ours == SourceSpan(theirs.start_mark.index, end_of(theirs, text), ours.style)
        if isinstance(theirs, ruamel.CollectionNode):
            assert ours.style == ("[" if theirs.flow_style else "")
        elif isinstance(theirs, ruamel.ScalarNode):
            assert ours.style == (theirs.style or "")


def pairs(ours: Node, theirs: ruamel.Node) -> Iterator[tuple[SourceSpan, ruamel.Node]]:
    """The spans of a tree, each with the reader's own node."""
    yield ours.span, theirs
    if isinstance(ours, ListNode):
        for item, node in zip(ours.items, theirs.value, strict=True):
            yield from pairs(item, node)
    if isinstance(ours, MapNode):
        for entry, (key, node) in zip(ours.entries.values(), theirs.value, strict=True):
            yield entry.key_span, key
            yield from pairs(entry.value, node)


def end_of(node: ruamel.Node, text: str) -> int:
    """Where a node ends by the reader's marks, without what is empty behind it."""
    if isinstance(node, ruamel.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last, text)
    begin, end = node.start_mark.index, node.end_mark.index
    return int(begin) + len(text[begin:end].rstrip())


def test_a_key_in_quotes_is_told_from_one_without() -> None:
    root = read_yaml('{"a": 1, b: 2}')

    assert isinstance(root, MapNode)
    assert [entry.key_span for entry in root.entries.values()] == [SourceSpan(1, 4, '"'), SourceSpan(9, 10)]
