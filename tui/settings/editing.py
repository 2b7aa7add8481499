"""A line of TOML changed or added, in a text that a person writes by hand."""

import json
import re
from collections.abc import Iterator

_VALUE = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"'\[{][^\s#]*)"""
_HEADER = re.compile(r"\s*\[")


def with_key(text: str, key: str, value: str) -> Iterator[str]:
    """Texts in which `key` is set to `value`, the best first.

    Args:
        text: TOML, with either kind of line end.
        key: A key, or one in a group such as `quiet.from`.
        value: What to set it to, as text.

    Lines are not TOML's grammar: inside a text of many lines anything may look like a key. So each of these
    is a proposal, to be parsed and compared.
    """
    group, _, last = key.rpartition(".")
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []
    said = json.dumps(value, ensure_ascii=False)
    for edited in _edits(lines, group, last, said):
        yield line_end.join([*edited, ""])


def _edits(lines: list[str], group: str, last: str, said: str) -> Iterator[list[str]]:
    first, past = _bounds(lines, group)
    if first is None:
        yield [*lines, *([""] if lines and lines[-1].strip() else []), f"[{group}]", f"{last} = {said}"]
        return
    here = re.compile(rf"""(\s*["']?{re.escape(last)}["']?\s*=\s*){_VALUE}(\s*(?:#.*)?)""")
    for number in range(first, past):
        if found := here.fullmatch(lines[number]):
            yield [*lines[:number], found[1] + said + found[2], *lines[number + 1 :]]
            return
    for number in (_after_the_last(lines, first, past), first):
        yield [*lines[:number], f"{last} = {said}", *lines[number:]]


def _bounds(lines: list[str], group: str) -> tuple[int | None, int]:
    """The lines of a group, the second excluded; None where there is no such group. No name is the top."""
    headers = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    begins = -1
    if group:
        named = re.compile(rf"""\s*\[\s*["']?{re.escape(group)}["']?\s*\]\s*(?:#.*)?""")
        found = [number for number in headers if named.fullmatch(lines[number])]
        if not found:
            return None, 0
        begins = found[0]
    return begins + 1, next((number for number in headers if number > begins), len(lines))


def _after_the_last(lines: list[str], first: int, past: int) -> int:
    """The line after the last key of a group, or after the comment that begins a group without keys."""
    keys = [number for number in range(first, past) if lines[number].strip()[:1] not in ("", "#")]
    if keys:
        return keys[-1] + 1
    comment = first
    while comment < past and lines[comment].strip():
        comment += 1
    # A comment that touches the next group's header speaks of that group.
    touches_header = comment == past < len(lines)
    return first if touches_header else comment
