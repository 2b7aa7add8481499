"""A checklist file as ruamel.yaml's nodes: what each says, and where in the text it begins and ends.

Places are characters from 0, an end is the first one behind.
"""

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from checklists.composer import compose
from checklists.problem import ChecklistError
from checklists.source import read_source, tidied
from tui.authoring.edits import CannotEdit

Plain = str | list["Plain"] | dict[str, "Plain"] | None
"""What a value says, as text. None is `null`."""


def read_nodes(text: str) -> MappingNode:
    """The map that a file is.

    Raises:
        CannotEdit: If it is no YAML, or holds what no checklist may.
    """
    try:
        _, faults = compose(read_source(text, "the file"), "the file")
        node = YAML(typ="safe", pure=True).compose(text)
    except ChecklistError as error:
        first = error.problems[0]
        raise CannotEdit(f"Line {first.line} cannot be read: {first.message}.") from error
    except YAMLError as error:
        raise CannotEdit(f"The file cannot be read: {error}.") from error
    if faults:
        raise CannotEdit(f"Line {faults[0].place.line} cannot be read: {faults[0].message}.")
    if not isinstance(node, MappingNode):
        raise CannotEdit("The file is no map of keys.")
    return node


def begin(node: Node) -> int:
    """Where a value begins; a list or map without brackets at its first item."""
    return int(node.start_mark.index)


def end(node: Node) -> int:
    """Where a value ends, without the comments and empty lines behind it."""
    if isinstance(node, ScalarNode):
        # A text after | or > counts the end of its last line as its own.
        return begin(node) + len(_said(node).rstrip())
    if is_flow(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return end(last[1] if isinstance(last, tuple) else last)


def is_flow(node: Node) -> bool:
    """Whether it is a list or map in brackets or braces."""
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def _said(node: Node) -> str:
    buffer: str = node.start_mark.buffer
    return buffer[node.start_mark.index : node.end_mark.index]


def column(node: Node) -> int:
    """How many characters stand before it in its line."""
    return int(node.start_mark.column)


def plain(node: Node) -> Plain:
    """What a value says."""
    if isinstance(node, MappingNode):
        return {str(key.value): plain(held) for key, held in node.value}
    if isinstance(node, SequenceNode):
        return [plain(each) for each in node.value]
    null = str(node.tag) == "tag:yaml.org,2002:null"
    return None if null else tidied(node.value)


def entries(node: Node) -> dict[str, tuple[Node, Node]]:
    """The keys of a map, as nodes, and their values; nothing of anything else."""
    if not isinstance(node, MappingNode):
        return {}
    return {str(key.value): (key, held) for key, held in node.value}
