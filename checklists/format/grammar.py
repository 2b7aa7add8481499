"""The small languages inside a checklist file, and here what all of them share: texts, lists, maps, names.

Every reader takes a value of the file (text, lists and maps of text) and gives a value of `rules`. What it
cannot read it says in a FieldValueError. The patterns are those of the JSON Schema too, so they keep to what
every dialect of regular expressions reads alike. Their kin: `days`, `times`, `measures`, `conditions`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar
from unicodedata import normalize

from checklists.yaml.tree import NodePath, clip

ID = r"^[a-z][a-z0-9-]{0,63}$"
NUMBER = r"^(0|[1-9][0-9]{0,8})$"
ADDRESS = r"^https?://[^\s]+$"
SEAL = r"^[0-9a-f]{64}$"

T = TypeVar("T")


class FieldError(NamedTuple):
    """One thing that cannot be read in a value."""

    message: str
    """One plain sentence without its full stop."""
    path: NodePath = ()
    """From the value inwards."""
    at_key: bool = False
    """Whether the key at the end of the path is wrong, and not what it holds."""
    lacks: tuple[str, ...] = ()
    """Keys of which one is missing in the map that is wrong, or that has the wrong key."""
    near: tuple[str, tuple[str, ...]] | None = None
    """A word that is none of some names, so that whoever shows this can find the one that was meant."""
    otherwise: str = ""
    """What to say in addition where no name is near."""

    def inside(self, *path: str | int) -> "FieldError":
        """The same, seen from what holds the value at a path."""
        return self._replace(path=(*path, *self.path))


class FieldValueError(ValueError):
    """A value that says something else than its key can hold."""

    def __init__(self, *errors: FieldError | str) -> None:
        self.errors = tuple(FieldError(each) if isinstance(each, str) else each for each in errors)
        super().__init__("; ".join(each.message for each in self.errors))


def attempt(read: Callable[[object], T], value: object) -> T | None:
    """What `read` makes of a value, or None where it cannot: its own error is reported elsewhere."""
    try:
        return None if value is None else read(value)
    except FieldValueError:
        return None


def text(value: object) -> str:
    """The text itself."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        raise FieldValueError("must be one value, not a list")
    raise FieldValueError("must be one value, not a map of keys")


def one_or_many(value: object, read: Callable[[str], T]) -> tuple[T, ...]:
    """What `read` makes of a text, or of every text of a list.

    Raises:
        FieldValueError: With the errors of every text in it.
    """
    if isinstance(value, list):
        return many(value, lambda item: read(text(item)))
    word = text(value)
    if "," in word:
        raise FieldValueError(f'"{clip(word)}" must be a list; write [{clip(word)}]')
    return (read(word),)


def many(values: list[object], read: Callable[[object], T]) -> tuple[T, ...]:
    """What `read` makes of every item of a list.

    Raises:
        FieldValueError: With the errors of every item.
    """
    read_well: list[T] = []
    errors: list[FieldError] = []
    for place, item in enumerate(values):
        try:
            read_well.append(read(item))
        except FieldValueError as error:
            errors += [each.inside(place) for each in error.errors]
    if errors:
        raise FieldValueError(*errors)
    return tuple(read_well)


def read_map(values: dict[str, object], readers: dict[str, Callable[[object], Any]]) -> dict[str, Any]:
    """What the reader of each key makes of its value.

    Raises:
        FieldValueError: With every unknown key and every value that cannot be read.
    """
    read_well: dict[str, Any] = {}
    errors: list[FieldError] = []
    for key, value in values.items():
        if key not in readers:
            errors.append(unknown_key(key, readers))
            continue
        try:
            read_well[key] = readers[key](value)
        except FieldValueError as error:
            errors += [each.inside(key) for each in error.errors]
    if errors:
        raise FieldValueError(*errors)
    return read_well


def unknown_key(key: str, keys: Iterable[str]) -> FieldError:
    """What is wrong with a key that is none of `keys`, in the map that holds it."""
    return FieldError(f'"{clip(key)}" is not a key here', (key,), at_key=True, near=(key, tuple(keys)))


def once_each(values: tuple[T, ...], name: Callable[[T], str]) -> None:
    """Refuse a list that says a thing twice.

    Raises:
        FieldValueError: At the second and every further one.
    """
    errors: list[FieldError] = []
    seen: set[str] = set()
    for place, value in enumerate(values):
        if name(value) in seen:
            errors.append(FieldError(f'"{name(value)}" is in this list already', (place,)))
        seen.add(name(value))
    if errors:
        raise FieldValueError(*errors)


def one_of(value: object, words: Iterable[str], meant: Mapping[str, str] = MappingProxyType({})) -> str:
    """One of some words, as it is written.

    Args:
        meant: What people write for some of them, in small letters.
    """
    word = text(value)
    words = tuple(words)
    if word not in words:
        valid = ", ".join(words[:-1]) + f" or {words[-1]}"
        if known := meant.get(word.casefold()):
            raise FieldValueError(f'"{clip(word)}" must be {valid}; write {known}')
        raise FieldValueError(FieldError(f'"{clip(word)}" must be {valid}', near=(word, words)))
    return word


def boolean(value: object) -> bool:
    """`yes` or `true`, `no` or `false`."""
    word = text(value)
    if word in ("yes", "true"):
        return True
    if word in ("no", "false"):
        return False
    small = word.casefold()
    meant = {"y": "yes", "on": "yes", "n": "no", "off": "no"}.get(small)
    capitals = f"; write {small}, in small letters" if small in ("yes", "no", "true", "false") else ""
    hint = f"; write {meant}" if meant else capitals
    raise FieldValueError(f'"{clip(word)}" must be yes or no{hint}')


def whole(value: object) -> int:
    """A whole number from 1, in digits and nothing else.

    Raises:
        FieldValueError: If it is anything else, such as `1.0`.
    """
    word = text(value)
    if not re.fullmatch(NUMBER, word) or word == "0":
        raise FieldValueError(f'"{clip(word)}" must be a whole number such as 1 or 12')
    return int(word)


def ident(value: object) -> str:
    """A permanent name: small letters, digits and hyphens, beginning with a letter, at most 64."""
    word = text(value)
    if re.fullmatch(ID, word):
        return word
    if re.fullmatch(r"[a-z][a-z0-9-]*", word):
        raise FieldValueError(f'"{clip(word)}" is longer than 64 letters')
    made = slug(word)
    hint = f", such as {made}" if made else ""
    raise FieldValueError(f'"{clip(word)}" must be a name in small letters, digits and hyphens{hint}')


def slug(word: str) -> str:
    """The name that a text would make, or nothing where it has no letter to begin with."""
    plain = normalize("NFKD", word[:200].casefold()).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain).lstrip("-0123456789")
    return made[:40].strip("-")


def ids(value: object) -> tuple[str, ...]:
    """A list of names, each once.

    Raises:
        FieldValueError: If it is not a list, or one is not a name or comes twice.
    """
    if not isinstance(value, list):
        such_as = ", ".join(value) if isinstance(value, dict) else text(value)
        raise FieldValueError(f"must be a list, such as [{clip(such_as)}]")
    names = many(value, ident)
    once_each(names, str)
    return names


def address(value: object) -> str:
    """An address of the web.

    Raises:
        FieldValueError: If it does not begin with http:// or https://, or has a space in it.
    """
    word = text(value)
    if not re.fullmatch(ADDRESS, word):
        raise FieldValueError(f'"{clip(word)}" must be an address that begins with https://')
    return word


def seal(value: object) -> str:
    """The seal of a packed file, as `rules.canonical.seal_of` makes it."""
    word = text(value)
    if not re.fullmatch(SEAL, word):
        raise FieldValueError("must be the 64 digits and letters that checklist pack wrote")
    return word
