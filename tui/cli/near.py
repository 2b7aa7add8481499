"""The names nearest to one that does not exist."""

from collections.abc import Collection

_FEW = 8
"""Names that may be listed whole where none is near."""


def nearest(name: str, known: Collection[str]) -> str:
    """A sentence behind a space with up to three names like this one, or all where there are few."""
    from difflib import get_close_matches

    wanted = name[:80].strip().casefold()
    near = get_close_matches(wanted, known, n=3, cutoff=0.6)
    near += [each for each in known if len(wanted) > 2 and wanted in each]
    if near:
        return f" Nearest: {', '.join(list(dict.fromkeys(near))[:3])}."
    return f" There is: {', '.join(known)}." if 0 < len(known) <= _FEW else ""
