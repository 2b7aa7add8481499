"""A hybrid logical clock, and checksums of rows."""

from collections.abc import Sequence
from zlib import crc32

_WALL = len("2026-11-23T12:00:00.000000+00:00")


def next_clock(recorded: str, latest: str) -> str:
    """What an act is written under: its own clock, or just behind the latest seen where that runs ahead.

    Args:
        recorded: The instant of the act, as `instant_text` writes it.
        latest: The greatest clock in the journal; empty where there is none.

    Returns:
        An instant and a counter of nine digits. Greater than `latest` as a text.
    """
    wall = latest[:_WALL]
    if recorded > wall:
        return f"{recorded} {0:09}"
    return f"{wall} {int(latest[_WALL:]) + 1:09}"


def checksum(values: Sequence[object]) -> int:
    """What a row's values are held against when they are read: no single byte changes unnoticed.

    Text counts as its UTF-8, whether it comes as text or as bytes; numbers count as their digits.
    """
    # One join of texts is three times as fast as one of bytes, and text is what there nearly always is.
    try:
        parts = ["\0" if value is None else value if type(value) is str else f"{value:d}" for value in values]
        return crc32("\x1f".join(parts).encode())
    except (TypeError, ValueError):
        return crc32(b"\x1f".join(map(_as_bytes, values)))


def checksum_in_sql(*values: bytes | None) -> int:
    """`checksum` of a row for SQL, whose values are cast to BLOB there: a text may be damaged."""
    return crc32(b"\x1f".join(b"\0" if value is None else value for value in values))


def _as_bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    return b"\0" if value is None else str(value).encode("utf-8", "surrogatepass")
