"""When the sun rises and sets at a person's place, from where it stands and never from a network."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from checklists.plan.circumstances import Daylight

if TYPE_CHECKING:
    from astral import Observer

_HALF_DAY = timedelta(hours=12)
_FAR = timedelta(hours=4)
"""How far a zone's clock may be from the sun's at a place that is in it. In the west of China it is two."""
_HORIZON = -0.833
"""Degrees at which the sun is said to rise or set: its upper edge, lifted by the air."""

STRONG = 45.0
"""Degrees above which a shadow is shorter than who throws it."""


MISSING = "to go by the sun it needs astral: pip install 'afterglow[sun]'"
"""What is said to somebody who set a place, where nothing here knows the sun."""


class Location(NamedTuple):
    """A point on the earth, in degrees."""

    latitude: float
    """North is positive."""
    longitude: float
    """East is positive."""
    name: str = ""
    """As the person wrote it, where they named a city."""

    def daylight(self, day: date, zone: tzinfo) -> Daylight | None:
        """When the sun is up on a day, by the clocks of a zone.

        None where that cannot be told: astral is not installed, or the place is far from the zone, so that
        whoever follows it is somewhere else.
        """
        return _daylight(self, day, zone)

    def strong_sun(self, day: date, zone: tzinfo) -> tuple[datetime, datetime] | None:
        """From when to when the sun stands higher than `STRONG`, in UTC; None is never, or unknown."""
        return _above(self, day, zone, STRONG)


def is_installed() -> bool:
    """Whether there is anything to know the sun by."""
    from importlib.util import find_spec

    return find_spec("astral") is not None


@lru_cache(maxsize=1024)
def _daylight(place: Location, day: date, zone: tzinfo) -> Daylight | None:
    noon = _noon(place, day, zone)
    if noon is None:
        return None
    height = _height(place)
    if height(noon) < _HORIZON:
        return Daylight(None, None)
    rises, sets = (_crossing(height, noon, noon + way * _HALF_DAY, _HORIZON) for way in (-1, 1))
    return Daylight(rises, sets)


@lru_cache(maxsize=64)
def _above(place: Location, day: date, zone: tzinfo, degrees: float) -> tuple[datetime, datetime] | None:
    noon = _noon(place, day, zone)
    if noon is None:
        return None
    height = _height(place)
    if height(noon) <= degrees:
        return None
    return (
        _crossing(height, noon, noon - _HALF_DAY, degrees),
        _crossing(height, noon, noon + _HALF_DAY, degrees),
    )


def _noon(place: Location, day: date, zone: tzinfo) -> datetime | None:
    """When the sun stands highest nearest to a day's own noon, in UTC; None as for `Location.daylight`."""
    if not is_installed():
        return None
    from astral.sun import noon

    middle = datetime.combine(day, time(12), zone).astimezone(UTC)
    candidates = (noon(_observer(place), middle.date() + timedelta(days=each)) for each in (-1, 0, 1))
    nearest = min(candidates, key=lambda each: abs(each - middle))
    return nearest if abs(nearest - middle) <= _FAR else None


def _observer(place: Location) -> "Observer":
    from astral import Observer

    return Observer(place.latitude, place.longitude)


def _height(place: Location) -> Callable[[datetime], float]:
    """How many degrees the sun stands above the horizon at an instant."""
    from astral.sun import elevation

    observer = _observer(place)
    return lambda instant: elevation(observer, instant, with_refraction=False)


def _crossing(height: Callable[[datetime], float], high: datetime, low: datetime, degrees: float) -> datetime:
    """The minute at which the sun crosses a height on its way from `high` to `low`; `low` if it does not."""
    if height(low) >= degrees:
        return low
    while abs(high - low) > timedelta(seconds=30):
        middle = high + (low - high) / 2
        high, low = (middle, low) if height(middle) >= degrees else (high, middle)
    return high.replace(second=0, microsecond=0)
