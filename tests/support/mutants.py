"""Good checklist files with something done to them, each by its own seed, for tests.

Half of them are damaged in one or a few places anyhow. The other half have one thing done to them whose fault
is known: it must be the only Problem, at exactly one line and column.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from checklists import library
from checklists.format.models import keys_at
from tests.checklists.overlay.test_properties import OVER_BASE
from tests.support.damage import WORDS
from tests.support.keys import Way, key_of
from tests.support.matrix import CURSOR, KIND_OF, KINDS
from tests.support.overlays import BASE

_GOOD = Path(__file__).parents[1] / "good"
_SMALL = 6_000
"""Characters of a file that is read in a few milliseconds, with all that it stands on."""
_OFTEN = 0.88
"""How many of the mutants are small."""
_CONTROL = (
    "\x00",
    "\x07",
    "\x1b",
    "\x7f",
    "\x9b",
    "\u202e",
    "\u2066",
    "\u200f",
    "\u2028",
    "\ufeff",
    "\uffff",
)
_ODD = (
    "\u00a0",
    "\u0301",
    "\u200b",
    "\U0001f600",
    "\U000e0041",
    "\u6d17",
    "\t",
    "\r",
    "\x85",
    "\u0130",
    "\ufdd0",
)
_ANYWHERE = {
    "rule": ("[a, b]", "{a: b}"),
    "rules": ("dry", "{a: b}"),
    "former ids": ("dry", "[§Dry]"),
    "condition": ("makeup", "[§makeup]"),
    "answer": ("{a: b}",),
    "sign": ("{a: b}",),
    "sources": ("nsc", "[§[nsc]]"),
    "usual": ("red", "3-1", "[a, b]"),
    "course of a sign": ("3", "[3]", "{§soon: 3}", "{§4000: 3}"),
    "words": ("none",),
    "maps": ("yes", "{a: b}", "[§yes]"),
    "map": ("yes", "[a]"),
    "answers": ("yes", "[a]"),
}
"""Of kinds that name other parts of a file, what can stand in none at all."""


class Mutant(NamedTuple):
    """Some files, of which one has something done to it."""

    files: Mapping[str, bytes]
    """By name, `ID.yaml`; what is not among them is shipped."""
    name: str
    """The one that is read."""
    what: str
    """What was done to it."""
    place: tuple[int, int] | None = None
    """Line and column of the one Problem that it must have; None where nobody knows."""


class ScalarAt(NamedTuple):
    """One value of a file that a key leads to."""

    way: Way
    key: Node
    node: ScalarNode | SequenceNode | MappingNode
    holder: MappingNode
    in_brackets: bool
    """Whether its map is written in braces."""


class GoodFile(NamedTuple):
    """A good file."""

    name: str
    text: str
    base: Mapping[str, bytes]

    @property
    def over(self) -> bool:
        """Whether it is an overlay."""
        return any(value.way == ("extends",) for value in self.values)

    @property
    def values(self) -> tuple[ScalarAt, ...]:
        """Every value that a key leads to, in the order of the file."""
        return _values(self.text)


@cache
def sources() -> tuple[tuple[GoodFile, ...], tuple[GoodFile, ...]]:
    """The small good files, and those that take longer to read."""
    small = [GoodFile("mine.yaml", OVER_BASE.decode(), {"base.yaml": BASE.encode()})]
    shared = {f"{id}.yaml": library.read(id) for id in library.bases()}
    large = [GoodFile(f"{id}.yaml", library.read(id).decode(), shared) for id in library.shipped()]
    for path in sorted(_GOOD.glob("*.yaml")):
        text = path.read_text("utf-8")
        into = small if len(text) < _SMALL and "extends" not in text else large
        into.append(GoodFile(path.name, text, {}))
    # The overlay of every difference counts as often as some others.
    return (*small, small[0], small[0]), tuple(large)


@cache
def _values(text: str) -> tuple[ScalarAt, ...]:
    root = YAML(typ="rt", pure=True).compose(text)
    found: list[ScalarAt] = []

    def walk(node: Node, way: Way) -> None:
        if isinstance(node, MappingNode):
            for key, held in node.value:
                found.append(ScalarAt((*way, key.value), key, held, node, bool(node.flow_style)))
                walk(held, (*way, key.value))
        elif isinstance(node, SequenceNode):
            for place, held in enumerate(node.value):
                walk(held, (*way, place))

    walk(root, ())
    return tuple(found)


def mutant(seed: int) -> Mutant:
    """The mutant of a seed: always the same one, as long as the good files are."""
    random = Random(seed)
    small, large = sources()
    source = random.choice(small if random.random() < _OFTEN else large)
    if random.random() < 0.5:
        return _damaged(source, random)
    while True:
        made = random.choice(_FAULTS)(source, random)
        if made is not None:
            return made


def _of(source: GoodFile, text: str, what: str, index: int) -> Mutant:
    """A mutant whose one Problem is at a character of its text, from 0."""
    files = {**source.base, source.name: text.encode("utf-8", "surrogatepass")}
    return Mutant(files, source.name, what, _place(text, index))


def _place(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character, both from 1."""
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    # A byte order mark is no character of the first line.
    return line, column - (line == 1 and text.startswith("\ufeff"))


def _whole_key(way: Way, over: bool) -> str:
    """The key as it is in a whole file; empty where only overlays have it.

    Args:
        over: Whether the file is an overlay.
    """
    names = list(way)
    if over and names[:2] == ["course", "prepare"]:
        differs = names[2:3] in (["change"], ["add"], ["remove"])
        step = names[4:] if names[2:3] in (["change"], ["add"]) else []
        return "" if len(names) < 3 or (differs and not step) else key_of(("course", "prepare", *step))
    section = str(names[0]) if names[0] in ("questions", "signs", "phases", "normal", "warnings") else "rules"
    inner = names if section == "rules" else names[1:]
    if over and section != "rules" and not inner:
        return ""
    if inner[:1] in (["change"], ["add"]):
        return key_of((section, *inner[2:])) if len(inner) > 2 else ""
    return "" if inner[:1] in (["remove"], ["extends"]) else key_of(way)


def _wrong_value(source: GoodFile, random: Random) -> Mutant | None:
    """Something that the key cannot hold."""
    value = random.choice(source.values)
    key = _whole_key(value.way, source.over)
    if not key and value.way[-1] in ("extends", "because"):
        return None
    kind = KIND_OF.get(key, "map")
    said = random.choice(_ANYWHERE.get(kind) or tuple(KINDS[kind]))
    if not key:
        # Nothing that holds differences is a word.
        said = "yes"
    return _instead(source, value, said, f"{key or value.way}: {said}")


def _empty_value(source: GoodFile, random: Random) -> Mutant:
    value = random.choice(source.values)
    said = random.choice(['""', "''", "[]", "{}"] if value.in_brackets else ["", '""', "''", "[]", "{}"])
    made = _instead(source, value, said, f"{value.way} emptied: {said}")
    return made._replace(place=_place(source.text, value.key.start_mark.index))


def _instead(source: GoodFile, value: ScalarAt, said: str, what: str) -> Mutant:
    """A mutant with something else in the place of a value. Its cursor may stand within that."""
    node, text = value.node, source.text
    start, end = node.start_mark.index, node.end_mark.index
    before, _, behind = said.rpartition(CURSOR)
    if _is_block(node):
        # It is written on lines of its own, which end where the next line begins.
        start = text.index(":", value.key.end_mark.index) + 1
        end = text.rfind("\n", 0, end)
        before = f" {before}"
    return _of(source, text[:start] + before + behind + text[end:], what, start + len(before))


def _new_line(source: GoodFile, random: Random) -> Mutant | None:
    """A key doubled, or one that nobody knows, on a line of its own."""
    value = random.choice(source.values)
    start, indent = value.key.start_mark.index, value.key.start_mark.column
    end = source.text.find("\n", start)
    if (
        value.in_brackets
        or _is_block(value.node)
        or end < 0
        or "\n" in source.text[start : value.node.end_mark.index]
    ):
        return None
    doubled = random.random() < 0.5
    if not doubled and not keys_at(_plain(value.way[:-1])):
        return None
    line = source.text[start:end] if doubled else "zyzzyva: 1"
    text = f"{source.text[: end + 1]}{' ' * indent}{line}\n{source.text[end + 1 :]}"
    return _of(source, text, "doubled key" if doubled else "unknown key", end + 1 + indent)


def _plain(way: Way) -> Way:
    """The way to the same map in a whole file."""
    if way[:1] == ("change",) or way[:1] == ("add",):
        return ("rules", 0, *way[2:]) if len(way) > 1 else ()
    if len(way) > 1 and way[1] in ("change", "add"):
        return (way[0], 0, *way[3:]) if len(way) > 2 else ()
    return way


def _property(source: GoodFile, random: Random) -> Mutant | None:
    """An anchor or a tag before a value."""
    value = random.choice(source.values)
    start = value.node.start_mark.index
    if _is_block(value.node):
        return None
    said = random.choice(["&a ", "!t ", "!!str "])
    return _of(source, source.text[:start] + said + source.text[start:], f"{said}before a value", start)


def _control(source: GoodFile, random: Random) -> Mutant | None:
    """A character that is refused, in a value or in a comment."""
    value = random.choice(source.values)
    start, end = value.node.start_mark.index, value.node.end_mark.index
    if not isinstance(value.node, ScalarNode) or value.node.style is not None or end - start < 3:
        return None
    index = random.randrange(start + 1, end)
    said = random.choice(_CONTROL)
    return _of(source, source.text[:index] + said + source.text[index:], f"{said!r} in a value", index)


_FAULTS: tuple[Callable[[GoodFile, Random], Mutant | None], ...] = (
    *(_wrong_value, _wrong_value, _wrong_value, _empty_value, _new_line, _property, _control),
)


def _is_block(node: ScalarNode | SequenceNode | MappingNode) -> bool:
    """Whether a value is written over lines of its own, so that another cannot simply stand in its place."""
    return node.style in ("|", ">") if isinstance(node, ScalarNode) else not node.flow_style


def _damaged(source: GoodFile, random: Random) -> Mutant:
    """A file, or what it stands on, with a few things done to its lines, its words and its characters."""
    files = {**source.base, source.name: source.text.encode()}
    name = random.choice(sorted(files))
    text = files[name].decode()
    done = [random.choice(_DAMAGES) for _ in range(random.choice((1, 1, 1, 2, 3, 5)))]
    for damage in done:
        text = damage(text, random)
    data = text.encode("utf-8", "surrogatepass")
    if random.random() < 0.05:
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.randbytes(3) + data[at:]
    what = ", ".join(damage.__name__.strip("_") for damage in done)
    return Mutant(files | {name: data}, source.name, what)


def _cut_characters(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + text[at + random.choice((1, 1, 2, 7)) :]


def _put_word(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice((*WORDS, *_ODD, *_CONTROL, "\ud800", "\\u202e", "\\ud83d")) + text[at:]


def _swap_characters(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _cut_lines(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    at = random.randrange(len(lines) + 1)
    return "".join(lines[:at] + lines[at + random.choice((1, 1, 2, 5)) :])


def _copy_line(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    lines.insert(random.randrange(len(lines) + 1), random.choice(lines))
    return "".join(lines)


def _swap_lines(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    one, other = (random.randrange(len(lines)) for _ in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def _shift_lines(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at, by = random.randrange(len(lines)), random.choice((-4, -2, -1, 1, 2, 4))
    for place in range(at, min(at + random.choice((1, 1, 3, 9)), len(lines))):
        lines[place] = " " * by + lines[place] if by > 0 else re.sub(rf"^ {{1,{-by}}}", "", lines[place])
    return "".join(lines)


def _another_value(text: str, random: Random) -> str:
    places = [found.span() for found in re.finditer(r"(?<=: )[^\n,{}\[\]]+", text)]
    if not places:
        return text
    start, end = random.choice(places)
    taken = slice(*random.choice(places))
    said = random.choice(
        (*WORDS, text[taken], "{a: b}", "[a, b]", "1e999", "0x1f", "-1", "2026-02-30", "{" * 13)
    )
    return text[:start] + said + text[end:]


def _another_key(text: str, random: Random) -> str:
    places = [found.span() for found in re.finditer(r"(?<![\w-])[\w-]+(?=:)", text)]
    if not places:
        return text
    start, end = random.choice(places)
    taken = slice(*random.choice(places))
    return text[:start] + random.choice((text[taken], text[taken], *WORDS)) + text[end:]


def _truncate(text: str, random: Random) -> str:
    return text[: random.randrange(len(text) + 1)]


def _nest(text: str, random: Random) -> str:
    at, depth = random.randrange(len(text) + 1), random.choice((3, 13, 40, 900, 20_000))
    return text[:at] + random.choice(("[", "{", "{a: ", "- ", "? ", "[[]", "- - ")) * depth + text[at:]


def _repeat(text: str, random: Random) -> str:
    at, word = (
        random.randrange(len(text) + 1),
        random.choice((*filter(None, WORDS), "a", " ", "\n", "#", "- a\n")),
    )
    return text[:at] + word * random.choice((2, 50, 5_000 // len(word))) + text[at:]


_DAMAGES: tuple[Callable[[str, Random], str], ...] = (
    *(_cut_characters, _put_word, _swap_characters, _cut_lines, _copy_line, _swap_lines, _shift_lines),
    *(_another_value, _another_key, _another_value, _another_key, _truncate, _nest, _repeat),
)
