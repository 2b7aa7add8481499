"""The cities of the zone table, and where they are."""

import re
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

_POINT = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")


_LONGEST = 40


def city(name: str) -> tuple[float, float]:
    """Latitude and longitude, in degrees, of a city that a zone is named by: `Singapore`, `Europe/Berlin`.

    Raises:
        ValueError: If there is none of that name, in a sentence that names the nearest.
    """
    # Here, since a place that is found needs no nearest one.
    from difflib import get_close_matches

    wanted = name.strip().casefold().replace(" ", "_")
    cities = dict(_table())
    for zone, point in cities.items():
        if wanted in (zone.casefold(), zone.casefold().rpartition("/")[2]):
            return point
    names = {zone.casefold().rpartition("/")[2]: zone.rpartition("/")[2] for zone in cities}
    near = get_close_matches(wanted[:_LONGEST], names, n=1, cutoff=0.7)
    nearest = f" Nearest: {names[near[0]].replace('_', ' ')}." if near else ""
    raise ValueError(
        f"{name[:_LONGEST]!r} is no city of the zone table.{nearest} "
        'Write one such as "Singapore", or latitude and longitude: "1.35, 103.82".'
    )


def _table() -> Iterator[tuple[str, tuple[float, float]]]:
    for line in _text().splitlines():
        columns = line.split("\t")
        if len(columns) > 2 and (point := _POINT.fullmatch(columns[1])):
            yield columns[2], (_degrees(*point.groups()[:4]), _degrees(*point.groups()[4:]))


def _degrees(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    value = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -value if sign == "-" else value


def _text() -> str:
    """The table of this system, or of the package that comes with Afterglow."""
    for folder in zoneinfo.TZPATH:
        path = Path(folder) / "zone.tab"
        if path.is_file():
            return path.read_text("utf-8")
    from importlib.resources import files

    return (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
