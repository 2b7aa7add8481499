"""Time zones: by name, and the one this machine is in."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def parse_zone(name: str) -> ZoneInfo:
    """The zone of an IANA name such as `Europe/Berlin`, in any case, or of its city alone.

    Raises:
        ValueError: With a sentence that names the nearest valid names.
    """
    zone = _known_zone(name.strip()) or _named_zone(name)
    if zone is None:
        raise ValueError(f"{name!r} is not a time zone. {_nearest(name)}")
    return zone


def local_zone(environ: Mapping[str, str], root: Path = Path("/")) -> ZoneInfo:
    """The zone this machine is in: what `TZ` names, or else what the machine is set to.

    Args:
        environ: The environment. Only `TZ` is read; empty is as good as unset.
        root: Where `etc/localtime` and `etc/timezone` are looked for.

    Raises:
        ValueError: If `TZ` names no zone, or the machine's zone has no name, in one sentence.
    """
    # A colon in front is the old way to say that a name or a path follows, `posix/` that no seconds leap.
    wanted = environ.get("TZ", "").strip().removeprefix(":").removeprefix("posix/")
    if wanted and wanted != "/etc/localtime":
        zone = _zone_of_path(Path(wanted)) if wanted.startswith("/") else _known_zone(wanted)
        if zone is None:
            raise ValueError(f"TZ is set to {wanted!r}, which is not a time zone. {_nearest(wanted)}")
        return zone
    zone = _set_zone(root)
    if zone is None:
        if (root / "etc/localtime").exists():
            raise ValueError("This machine's time zone has no name. Set TZ to one such as Europe/Berlin.")
        return ZoneInfo("UTC")
    return zone


def zone_words(zone: str, here: str, now: datetime) -> str:
    """`Berlin time`, where the clocks of a zone show another time than those here; nothing where not.

    Args:
        zone: Its IANA name.
        here: That of where the person is.
        now: Aware.
    """
    there, own = (now.astimezone(ZoneInfo(name)).utcoffset() for name in (zone, here))
    city = zone.rpartition("/")[2].replace("_", " ")
    return "" if there == own else city if city == "UTC" else f"{city} time"


def machine_zone(root: Path = Path("/")) -> ZoneInfo:
    """What the machine is set to, whatever `TZ` says; UTC where that has no name.

    Args:
        root: As for `local_zone`.
    """
    return _set_zone(root) or ZoneInfo("UTC")


def _set_zone(root: Path) -> ZoneInfo | None:
    named = _zone_of_path(root / "etc/localtime") or _zone_of_text(root / "etc/timezone")
    return named or _zone_of_tzlocal()


def _known_zone(name: str) -> ZoneInfo | None:
    # These are files beside the zones: clocks that count leap seconds, or names that differ by machine.
    if name.startswith(("right/", "posix/")) or name in {"localtime", "posixrules", "Factory"}:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _named_zone(name: str) -> ZoneInfo | None:
    """The one zone of a name in another case, or of a city."""
    from zoneinfo import available_timezones

    wanted = "_".join(name.casefold().split())
    known = [each for each in available_timezones() if "/" in each]
    fitting = [each for each in known if each.casefold() == wanted] or [
        each for each in known if each.casefold().rpartition("/")[2] == wanted
    ]
    return ZoneInfo(fitting[0]) if len(fitting) == 1 else None


def _zone_of_path(path: Path) -> ZoneInfo | None:
    """The zone of a file in a zoneinfo folder, or of a link to one."""
    parts = path.resolve().parts
    folders = [place for place, part in enumerate(parts) if part.startswith("zoneinfo")]
    if not folders:
        return None
    # Not from the root on: a name that is nowhere sends zoneinfo for a package, at 8 ms for every command.
    names = ("/".join(parts[first:]) for first in range(folders[-1] + 1, len(parts)))
    return next((zone for zone in map(_known_zone, names) if zone is not None), None)


def _zone_of_text(path: Path) -> ZoneInfo | None:
    try:
        return _known_zone(path.read_text("ascii").strip())
    except (OSError, UnicodeDecodeError):
        return None


def _zone_of_tzlocal() -> ZoneInfo | None:
    """For machines that keep their zone elsewhere. Imported only here, for it costs a command 14 ms."""
    import tzlocal

    try:
        name = tzlocal.get_localzone_name()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return _known_zone(name) if name else None


def _nearest(name: str) -> str:
    """A sentence with the zones whose names are nearest to `name`, by the whole name or by the city."""
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    known = {zone.casefold(): zone for zone in sorted(available_timezones())}
    cities = {folded.rpartition("/")[2]: zone for folded, zone in known.items()}
    wanted = name.strip().casefold().replace(" ", "_")
    if wanted in known:
        return f"Nearest: {known[wanted]}."
    city = wanted.rpartition("/")[2]
    near = [known[match] for match in get_close_matches(wanted, known, n=3, cutoff=0.75)]
    near += [cities[match] for match in get_close_matches(city, cities, n=2, cutoff=0.75)]
    if not near:
        return "Zones are named like Europe/Berlin or Asia/Singapore."
    return f"Nearest: {', '.join(dict.fromkeys(near))}."
