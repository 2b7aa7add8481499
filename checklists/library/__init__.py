"""The checklists that Afterglow ships."""

from pathlib import Path

_HERE = Path(__file__).parent
_SHIPPED = ("picosure-face", "picosure-tattoo", "picoplus", "ipl-face", "picosecond")
_BASES: tuple[str, ...] = ("aftercare-base",)


def shipped() -> tuple[str, ...]:
    """The ids of the shipped checklists, in the order they are offered in: the most particular first."""
    return _SHIPPED


def bases() -> tuple[str, ...]:
    """The ids of the hidden files that shipped checklists extend. Nobody follows one of them."""
    return _BASES


def every() -> tuple[str, ...]:
    """The ids of all files that are shipped: the checklists, and then what they extend."""
    return (*_SHIPPED, *_BASES)


def where(id: str) -> Path:
    """The file of a shipped checklist, or of what one extends.

    Raises:
        KeyError: If none has this id.
    """
    if id not in every():
        raise KeyError(id)
    return _HERE / f"{id}.yaml"


def read(id: str) -> bytes:
    """The bytes of a shipped checklist.

    Raises:
        KeyError: If none has this id.
    """
    return where(id).read_bytes()


_TEMPLATES = ("resurfacing", "tattoo", "peel", "stitches", "tooth", "eye")


def templates() -> tuple[str, ...]:
    """The names of the files to start from for other kinds of care. Nobody follows one as it is."""
    return _TEMPLATES


def template(name: str) -> str:
    """The text of a template.

    Raises:
        KeyError: If none has this name.
    """
    if name not in _TEMPLATES:
        raise KeyError(name)
    return (_HERE / "templates" / f"{name}.yaml").read_text("utf-8")
