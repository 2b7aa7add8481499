"""What comes back on the days of a plan, in words."""

from collections.abc import Iterable, Iterator, Sequence

from checklists.plan.plan import Plan
from tui.recovery.plan_days import PlanDay
from tui.text.humanize import listed, near_date
from tui.wording.signs import none_words
from tui.wording.status_line import ASK_FIRST, IF_CALM, calm_condition, return_words


def plan_condition(days: Iterable[PlanDay]) -> str:
    """What most returns of a plan hang on, to be explained once as `calm`; or nothing."""
    return calm_condition(return_words(one.tests) for each in days for one in each.hanging)


def by_condition(each: PlanDay, calm: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a day may bring back, by what decides it: `if calm` and short names.

    Args:
        calm: As `plan_condition` has it.
    """
    shorts: dict[str, list[str]] = {}
    for one in each.hanging:
        condition = return_words(one.tests)
        shorts.setdefault(IF_CALM if condition == calm else condition, []).append(one.short)
    for condition, names in shorts.items():
        yield condition, tuple(names)


def next_words(days: Sequence[PlanDay], plan: Plan, calm: str) -> tuple[str, ...]:
    """What comes back on the first day ahead on which something does, from the fullest to the briefest.

    `Next: tomorrow alcohol may come back; hard exercise too, if calm.`, `Next: tomorrow alcohol, if calm.`
    """
    each = next((one for one in days if one.day.number > plan.today and (one.back or one.hanging)), None)
    if each is None:
        return ()
    parts: list[tuple[Sequence[str], str]] = [(each.back, "")] if each.back else []
    held = [one for one in each.hanging if one.held]
    if held:
        tests = list(dict.fromkeys(test for one in held for test in one.held))
        reports = [test for test in tests if not test.sign.event]
        gone = f"once you report {none_words(reports)}" if reports else return_words(tests)
        parts.append(([one.short for one in held], f", {gone}"))
    free = each._replace(hanging=tuple(one for one in each.hanging if not one.held))
    parts += [(shorts, f", {condition}") for condition, shorts in by_condition(free, calm)]
    near = near_date(each.day.date, plan.date_of(plan.today))
    when = near if near == "tomorrow" else f"on {near}"
    (first, condition), *rest = parts
    others = "".join(f"; {listed(list(shorts))} too{more}" for shorts, more in rest)
    named = "; ".join(f"{listed(list(shorts))}{more}" for shorts, more in parts)
    every = listed([name for shorts, _ in parts for name in shorts])
    unsure = ", if calm" if any(more for _, more in parts) else ""
    return (
        f"Next: {when} {listed(list(first))} may come back{condition}{others}.",
        f"Next: {near} {named}.",
        f"Next: {near} {every}{unsure}.",
    )


def asked_first(following: Sequence[str], first: str) -> tuple[str, ...]:
    """What comes back next beside what comes before it, from the fullest to the briefest.

    Args:
        following: As `next_words` has it; at least one.
        first: As `call_first` has it; not empty.
    """
    *_, briefest = following
    return (
        *(f"{each} {first}" for each in following),
        *(f"{each.removesuffix('.')}: {ASK_FIRST}." for each in following),
        # Where the end may be cut that stands before it.
        f"Ask first. {briefest}",
    )
