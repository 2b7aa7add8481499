"""A plan of 365 days and 60 rules against python-dateutil's rrule making the same instants, in one run.

Run: `python -m tests.bench.bench_plan`, from the top folder.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from statistics import median
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, rrule

from checklists.plan.circumstances import Circumstances, Times, VersionFrom, ZoneFrom
from checklists.plan.plan import Plan
from checklists.rules.rule import Rule
from tests.bench.figures import alternate
from tests.support.plans import BERLIN, SLOTS, at, checklist, do, every, local

DAYS = 365
RUNS = 9
GOAL = 60.0
"""Milliseconds."""
FIRST = date(2026, 11, 20)
KINDS = (
    ({"at": at("morning")}, (8,)),
    ({"at": at("evening")}, (20,)),
    ({"at": at("bedtime")}, (22,)),
    ({"at": at("morning", "evening")}, (8, 20)),
    ({"at": at("midday", "bedtime")}, (13, 22)),
    ({"interval": every(240, "08:00-20:00")}, (8, 12, 16, 20)),
)
"""What a rule says of its times, and the hours that makes."""
RULES = [KINDS[number % len(KINDS)] for number in range(60)]


def rules_over(days: int) -> list[Rule]:
    return [do(f"rule-{number}", f"0-{days - 1}", **times) for number, (times, _) in enumerate(RULES)]


def laid_out(rules: list[Rule]) -> list[datetime]:
    """The due instants of a plan made anew, day by day."""
    treated = local(f"{FIRST}T04:00")
    circumstances = Circumstances(
        treated, (VersionFrom(treated, checklist(*rules)),), (ZoneFrom(treated, BERLIN),)
    )
    plan = Plan(circumstances, Times(4 * 60, SLOTS), local(f"{FIRST}T18:00"))
    return [item.due for day in plan.days() for item in day.items if item.due is not None]


def recurred(days: int) -> list[datetime]:
    """The same instants by rrule, each rule in the one call that suits it best."""
    start = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=ZoneInfo(BERLIN))
    found: list[datetime] = []
    for _, hours in RULES:
        found += rrule(DAILY, start, byhour=hours, byminute=0, bysecond=0, count=days * len(hours))
    return found


def taking(make: Callable[[], object]) -> Callable[[], float]:
    """Milliseconds that a call takes."""

    def measure() -> float:
        began = time.perf_counter()
        make()
        return (time.perf_counter() - began) * 1000

    return measure


def main() -> None:
    """Print the figure, the reference and the ratio, and how the figure grows."""
    whole, half = rules_over(DAYS), rules_over(DAYS // 2)
    ours, theirs = laid_out(whole), recurred(DAYS)
    if sorted(ours) != sorted(each.astimezone(UTC) for each in theirs):
        raise SystemExit("The plan and rrule do not make the same instants.")

    figures = alternate(
        RUNS,
        taking(lambda: laid_out(whole)),
        taking(lambda: recurred(DAYS)),
        taking(lambda: laid_out(half)),
    )
    plan, reference, part = (median(taken) for taken in figures)
    growth = (plan / len(ours)) / (part / len(laid_out(half)))
    sys.stdout.write(
        f"plan of {DAYS} days x {len(RULES)} rules, {len(ours)} items: {plan:.1f} ms (goal now {GOAL:.0f}), "
        f"reference {reference:.1f} ms (rrule), ratio {plan / reference:.2f}, {RUNS} runs\n"
        f"half the days: {part:.1f} ms; an item of the whole costs {growth:.2f}x an item of the half\n"
    )


if __name__ == "__main__":
    main()
