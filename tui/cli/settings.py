"""`settings`: all of them, as they hold now, and the file they stand in."""

from collections.abc import Iterator
from pathlib import Path

import click

from tui.cli.ending import OK
from tui.cli.group import AS_JSON, Command
from tui.cli.output.lines import say, say_json
from tui.recovery.context import AppContext
from tui.settings import Settings
from tui.sun import MISSING, Location, is_installed
from tui.text.cells import columns
from tui.text.humanize import reason_of


@click.command(cls=Command)
@AS_JSON
@click.pass_obj
def settings(context: AppContext, as_json: bool) -> int:
    """Show every setting, and the file to change it in."""
    rows = list(_rows(context.settings, context.clock.zone))
    path = context.paths.settings
    if as_json:
        say_json({"file": str(path), "settings": dict(rows)})
        return OK
    say(*columns(rows), "", f"File: {path}{_absence(path)}")
    return OK


def _absence(path: Path) -> str:
    """Why nothing of the file holds, where it is not there or cannot be looked for."""
    try:
        path.stat()
    except FileNotFoundError:
        return " (not made yet: all of this is the default)"
    except OSError as error:
        return f" ({reason_of(error)}: all of this is the default)"
    return ""


def _rows(settings: Settings, zone: str) -> Iterator[tuple[str, str]]:
    yield "day_start", _clock(settings.day_start)
    for name, minutes in settings.slots:
        yield f"slots.{name}", _clock(minutes)
    yield "quiet.from", _clock(settings.quiet.start)
    yield "quiet.to", _clock(settings.quiet.end)
    yield "loud", settings.loud.value
    yield "theme", settings.theme
    yield "plain", settings.plain.value
    by_zone = "" if settings.emergency else f"  (for {zone})"
    yield "emergency", f"{settings.emergency_number(zone)}{by_zone}"
    yield "private", "yes" if settings.private else "no"
    yield "place", _place_words(settings.place)
    for choice in settings.keys:
        yield f"keys.{choice.binding}", ",".join(choice.keys)


def _place_words(place: Location | None) -> str:
    if place is None:
        return "not set: what goes by the sun has fixed times"
    point = f"{place.latitude:.2f}, {place.longitude:.2f}"
    words = f"{place.name} ({point})" if place.name else point
    return words if is_installed() else f"{words}; {MISSING}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
