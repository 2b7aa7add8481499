"""The authoring guide in parts: its blocks, its tables, its commands."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.checklists.test_schema import valued

BUILT = "harbour-face.yaml"
"""The file that the guide builds up: its first lines, and at last the whole of it."""
GUIDE = Path(__file__).parents[2] / "checklists" / "README.md"


class GuideBlock(NamedTuple):
    """A fenced block."""

    language: str
    text: str
    told: tuple[str, ...]
    """What the comments before it tell the test: `file NAME`, `copy NAME`, `top`, `under rules`, `begin ID`.
    """


class Step(NamedTuple):
    """One step of the file that the guide builds up."""

    name: str
    data: dict[str, Any]
    """The whole file as far as it goes."""


@cache
def text() -> str:
    """The guide."""
    return GUIDE.read_text("utf-8")


@cache
def blocks() -> tuple[GuideBlock, ...]:
    """Every fenced block, in order."""
    found = re.finditer(r"((?:^<!-- [^\n]+ -->\n)*)^```(\w+)\n(.*?)^```$", text(), re.MULTILINE | re.DOTALL)
    return tuple(
        GuideBlock(language, body, tuple(re.findall(r"<!-- (.+) -->", comments)))
        for comments, language, body in (each.groups() for each in found)
    )


def files() -> Iterator[tuple[str, str]]:
    """Whole files, by name; one may come twice."""
    for block in blocks():
        for told in block.told:
            if told.startswith("file "):
                yield told.removeprefix("file "), block.text
            elif told.startswith("copy "):
                name = told.removeprefix("copy ")
                yield name, (GUIDE.parent / name).read_text("utf-8")


def steps() -> Iterator[Step]:
    """The file that is built up, after each step; an item of an id that is there already is written anew."""
    data: dict[str, Any] = valued(next(text for name, text in files() if name == BUILT))
    yield Step("the first lines", dict(data))
    for block in blocks():
        if "top" in block.told:
            data |= valued(block.text)
        elif "under rules" in block.told:
            by_id = {rule["id"]: rule for rule in data["rules"]}
            by_id |= {rule["id"]: rule for rule in valued(block.text)}
            data = {**data, "rules": list(by_id.values())}
        else:
            continue
        yield Step(block.text.strip().splitlines()[0], dict(data))


def rows(heading: str) -> list[list[str]]:
    """The rows of the table that follows a heading, without its head; the cells as they are written."""
    _, _, after = text().partition(f"\n{heading}\n")
    lines = after.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("|"))
    assert not any(line.startswith("#") for line in lines[:first]), f"{heading} has no table"
    table = []
    for line in lines[first + 2 :]:
        if not line.startswith("|"):
            break
        table.append([cell.strip() for cell in line.strip("|").split("|")])
    return table


def code(cell: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", cell)


def commands() -> list[str]:
    """Every command line, from blocks and from the text."""
    lines = [line for block in blocks() if block.language == "sh" for line in block.text.splitlines()]
    plain = re.sub(r"^```.*?^```$", "", text(), flags=re.MULTILINE | re.DOTALL)
    return lines + [each for each in code(plain) if each.startswith("afterglow ")]
