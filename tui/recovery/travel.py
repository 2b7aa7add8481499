"""What to make of a clock that speaks in another zone than the plan does."""

from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from tui.recovery.recovery import Recovery

FAR = timedelta(hours=6)
"""A change of this much or more asks the person once which time to follow."""


class Move(Enum):
    """What a change of zone calls for."""

    NONE = "none"
    FOLLOW = "follow"
    ASK = "ask"


def move(recovery: Recovery, plan_zone: str, local_zone: str, now: datetime) -> Move:
    """What to do about the local zone.

    Args:
        recovery: A recovery that keeps home time stays as it is.
        plan_zone: The zone the plan follows now, by name.
        local_zone: The zone of the machine, by name.
        now: Aware.
    """
    if recovery.home or plan_zone == local_zone:
        return Move.NONE
    there = now.astimezone(ZoneInfo(local_zone)).utcoffset()
    here = now.astimezone(ZoneInfo(plan_zone)).utcoffset()
    if there is None or here is None:
        return Move.NONE
    return Move.ASK if abs(there - here) >= FAR else Move.FOLLOW
