"""What goes by the sun where a place is known, and by its own clock where none is."""

from datetime import date, datetime, time, timedelta, tzinfo

import pytest

from checklists.plan.circumstances import Daylight, Sunlit
from checklists.rules.rule import SUNRISE, SUNSET, At, Interval, Kind, Rule
from tests.support.plans import at, days, due_of, local, plan, shown, slots_of

_WINDOW = Interval(120, 7 * 60, 18 * 60)


class _Sun:
    """A sun that rises and sets at the same two clock times every day, or never."""

    def __init__(self, rises: str | None, sets: str | None) -> None:
        self._times = rises, sets

    def daylight(self, day: date, zone: tzinfo) -> Daylight | None:
        return Daylight(*(None if each is None else _instant(day, each, zone) for each in self._times))


class _Nowhere:
    """A place of which nobody knows the sun."""

    def daylight(self, day: date, zone: tzinfo) -> Daylight | None:
        return None


def _instant(day: date, clock: str, zone: tzinfo) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return datetime.combine(day, time(), zone) + timedelta(hours=hours, minutes=minutes)


def _rule(interval: Interval = _WINDOW, by_sun: tuple[str, ...] = (SUNRISE, SUNSET)) -> Rule:
    on = days("1-9")
    return Rule("screen", Kind.DO, "Sunscreen", "sunscreen", on, interval=interval, by_sun=by_sun)


def _grid(place: Sunlit | None, rule: Rule) -> list[str]:
    return list(slots_of(plan(rule, place=place).day(3)).values())


@pytest.mark.parametrize(
    ("place", "due"),
    [
        (None, ["07:00", "09:00", "11:00", "13:00", "15:00", "17:00"]),
        (_Nowhere(), ["07:00", "09:00", "11:00", "13:00", "15:00", "17:00"]),
        (_Sun("07:44", "16:04"), ["07:44", "09:44", "11:44", "13:44", "15:44"]),
        (_Sun("08:00", "16:00"), ["08:00", "10:00", "12:00", "14:00", "16:00"]),
        # It does not set, and at bedtime, at 22:00, nobody stays up for it.
        (_Sun("00:45", "24:45"), [f"{hour:02}:00" for hour in range(4, 22, 2)]),
        # It does not rise.
        (_Sun(None, None), []),
    ],
)
def test_an_interval_from_sunrise_to_sunset(place: Sunlit | None, due: list[str]) -> None:
    assert _grid(place, _rule()) == due


def test_an_interval_of_which_one_end_alone_goes_by_the_sun() -> None:
    rule = _rule(Interval(180, 10 * 60, 18 * 60), (SUNSET,))
    assert _grid(_Sun("08:00", "16:00"), rule) == ["10:00", "13:00", "16:00"]


def test_what_is_counted_from_the_last_tick_has_the_window_of_the_sun() -> None:
    interval = _WINDOW._replace(last_done=True)
    (counted,) = plan(_rule(interval), place=_Sun("07:44", "16:04")).day(3).counted
    assert counted.first is not None
    assert counted.last is not None
    assert [shown(each)[11:16] for each in (counted.first, counted.last)] == ["07:44", "16:04"]
    assert not plan(_rule(interval), place=_Sun(None, None)).day(3).counted


def test_a_slot_at_sunset() -> None:
    rule = Rule("look", Kind.DO, "Look", "look", days("1-9"), at=at("sunset 18:00"))
    for place, due in ((None, "18:00"), (_Sun("08:00", "16:02"), "16:02"), (_Sun(None, None), "18:00")):
        (item,) = plan(rule, place=place).day(3).items
        assert (item.slot, due_of(item)) == ("sunset", due)


def test_until_when_something_is_worth_doing() -> None:
    at_sunset = At(SUNSET, clock=18 * 60)
    for place, clock in ((None, "18:00"), (_Sun("08:00", "16:02"), "16:02"), (_Sun(None, None), "18:00")):
        made = plan(_rule(), place=place)
        assert made.clock_time(3, at_sunset) == local(f"2026-11-23T{clock}")
