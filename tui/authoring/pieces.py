"""New pieces of a checklist file, written as the files are that people write: few quotes, few brackets."""

import json
from dataclasses import dataclass, replace

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode

from checklists.format import keys_at
from tui.authoring.nodes import Plain, plain

WIDTH = 100
"""Columns that a list or a map in brackets may reach to where it could stand without them as well."""

_WORDS = frozenset(("do", "avoid", "check", "expect", "short", "how", "why", "then", "differ", "because"))
"""Keys whose values are words, also where they look like a number or like yes."""
_OF_RULES = frozenset(keys_at(("rules", 0)))
"""Keys of a rule: a map that one of them holds is a short one."""
_YES_OR_NO = frozenset(("y", "n", "yes", "no", "on", "off"))


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written at one place."""

    step: int = 2
    """How many columns a map stands to the right of the key that holds it."""
    dash: int = 2
    """How many columns the hyphens of a list do."""
    flow: bool = False
    """Whether it is inside of brackets."""
    json: bool = False
    """Whether every text has quotes."""


def scalar(said: str | None, key: str, style: Style, quote: str | None = None) -> str:
    """A text or null on one line.

    Args:
        key: What it is the value of.
        quote: What it is to be quoted with, if it can be. None quotes only what must be.
    """
    if said is None:
        return "null"
    double, single = json.dumps(said, ensure_ascii=False), "'" + said.replace("'", "''") + "'"
    quoted = (single, double) if quote == "'" or (quote is None and "\\" in double) else (double, single)
    ways = (double,) if style.json else quoted if quote else (said, *quoted)
    return next((way for way in ways if _reads(way, said, key, style)), double)


def _reads(way: str, said: str, key: str, style: Style) -> bool:
    """Whether a text written in one way is read back as it is, and by other programs as a text."""
    if any(ord(each) < ord(" ") for each in way):
        return False
    try:
        root = YAML(typ="safe", pure=True).compose(f"{{k: {way}}}" if style.flow else f"k: {way}\n")
    except YAMLError:
        return False
    node = root.value[0][1] if isinstance(root, MappingNode) and len(root.value) == 1 else None
    if not isinstance(node, ScalarNode) or plain(node) != said or node.value != said:
        return False
    text = str(node.tag) == "tag:yaml.org,2002:str" and said.casefold() not in _YES_OR_NO
    return node.style is not None or key not in _WORDS or text


def inline(said: Plain, key: str, style: Style) -> str:
    """A value on one line, lists and maps in brackets."""
    inner = replace(style, flow=True)
    if isinstance(said, list):
        return f"[{', '.join(inline(each, key, inner) for each in said)}]"
    if isinstance(said, dict):
        return f"{{{', '.join(pair(name, each, inner) for name, each in said.items())}}}"
    return scalar(said, key, style)


def pair(key: str, said: Plain, style: Style) -> str:
    """A key and its value on one line."""
    return f"{scalar(key, '', style)}: {inline(said, key, style)}"


def entry(key: str, said: Plain, indent: int, style: Style) -> list[str]:
    """The lines of a key and its value, without line endings, `indent` columns from the left."""
    name = f"{' ' * indent}{scalar(key, '', style)}:"
    if isinstance(said, str) and "\n" in said:
        return [f"{name} |", *(" " * (indent + style.step) * bool(line) + line for line in said.split("\n"))]
    line = f"{name} {inline(said, key, style)}"
    if not isinstance(said, (list, dict)) or not (_parts(key, said) or len(line) > WIDTH):
        return [line]
    if isinstance(said, dict):
        inner = (entry(each, said[each], indent + style.step, style) for each in said)
    else:
        inner = (item(each, key, indent + style.dash, style) for each in said)
    return [name, *(line for lines in inner for line in lines)]


def _parts(key: str, said: Plain) -> bool:
    """Whether what a key holds reads better a line each."""
    if isinstance(said, list):
        return any(isinstance(each, dict) for each in said)
    return isinstance(said, dict) and key not in _OF_RULES


def item(said: Plain, key: str, indent: int, style: Style, *, brackets: bool = False) -> list[str]:
    """The lines of an item of a list, without line endings, its hyphen `indent` columns from the left.

    Args:
        brackets: Whether a map is to stand in brackets.
    """
    start = f"{' ' * indent}- "
    if not isinstance(said, dict) or brackets or key == "remove":
        return [start + inline(said, key, style)]
    lines = [line for each in said for line in entry(each, said[each], indent + 2, style)]
    return [start + lines[0].lstrip(" "), *lines[1:]]
