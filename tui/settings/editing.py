"""One key of a TOML text changed or added. All else stays as its owner wrote it."""

from typing import TypeAlias

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Comment, Item, Key, String, Table

_Body: TypeAlias = list[tuple[Key | None, Item]]


def with_key(text: str, key: str, value: str) -> str:
    """The text with `key` set to `value`: where it stands, or else where a person would write it.

    A group that has no header of its own, such as an inline table, is begun twice by this, which is no TOML:
    what comes of it is to be read back before it counts.

    Args:
        text: TOML, with either kind of line end.
        key: A key, or one in a group such as `quiet.from`.
        value: What to set it to, as text.

    Raises:
        ValueError: If it is not TOML, or the key stands there in a way that only its owner can change.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        text += line_end
    group, _, last = key.rpartition(".")
    document = _parse(text)
    section = _section(document, group)
    if section is None:
        lines = text.splitlines()
        blank = line_end if lines and lines[-1].strip() else ""
        document = _parse(f"{text}{blank}[{group}]{line_end}")
        section = _section(document, group)
        if section is None:
            raise ValueError(f"{group} is no group with a header")
    keys, rest = section
    # In a text of many lines a quote may have been left open, and what it swallowed be this very key.
    texts = (f"{name}{item.as_string()}" for name, item in keys.body if isinstance(item, String))
    if any("\n" in each and last in each for each in texts):
        raise ValueError(f"a text of many lines speaks of {last}")
    if last not in keys:
        item = tomlkit.string(value)
        item.trivia.trail = line_end
        keys.body.insert(_place(keys.body, rest), (tomlkit.key(last), item))
    elif isinstance(keys[last], dict | list):
        raise ValueError(f"{key} is more than one value")
    else:
        keys[last] = value
    return tomlkit.dumps(document)


def _parse(text: str) -> Container:
    try:
        document = tomlkit.parse(text)
    except (TOMLKitError, RecursionError) as error:
        raise ValueError(f"is not TOML: {error}") from error
    if tomlkit.dumps(document) != text:
        raise ValueError("is not laid out in a way that can be kept")
    return document


def _section(document: Container, name: str) -> tuple[Container, _Body] | None:
    """The keys of a group with a header of its own, and what follows them. No name is the top."""
    if not name:
        return document, []
    for at, (key, item) in enumerate(document.body):
        if key == name and _is_header(key, item) and isinstance(item, Table) and not item.is_super_table():
            return item.value, document.body[at + 1 :]
    return None


def _is_header(key: Key | None, item: Item) -> bool:
    """Whether a group begins here, and not a dotted key."""
    return isinstance(item, Table | AoT) and key is not None and not key.is_dotted()


def _place(keys: _Body, rest: _Body) -> int:
    """Where a new key belongs: after the last, or after the comment that begins a group without keys."""
    own = [at for at, (key, item) in enumerate(keys) if key is not None and not _is_header(key, item)]
    if own:
        return own[-1] + 1
    end = next((at for at, (_, item) in enumerate(keys) if not isinstance(item, Comment)), len(keys))
    # A comment that touches the next group's header speaks of that group.
    touches_header = any(_is_header(*pair) for pair in [*keys, *rest][end : end + 1])
    return 0 if touches_header else end
