"""Every day of a plan in a line, and what a file leaves open after them."""

from tests.support.plans import avoid, do, plan
from tui.recovery.plan_days import from_then_on


def test_what_is_open_goes_on_from_then_on_and_hours_do_not() -> None:
    made = plan(do("wash", "0-1"), do("water", "1-"), do("dressing", lasts=90 * 60), avoid("sun", "0-"))
    assert made.last_day == 1
    assert from_then_on(made) == ("water", "Leave alone: sun")
