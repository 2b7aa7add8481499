"""The checklists that Afterglow ships."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def shipped() -> tuple[str, ...]:
    """The ids of the shipped checklists, in order."""
    names = (file.name for file in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def where(id: str) -> Traversable:
    """The file of a shipped checklist.

    Raises:
        KeyError: If none has this id.
    """
    if id not in shipped():
        raise KeyError(id)
    return files(__name__) / f"{id}.yaml"


def read(id: str) -> bytes:
    """The bytes of a shipped checklist.

    Raises:
        KeyError: If none has this id.
    """
    return where(id).read_bytes()
