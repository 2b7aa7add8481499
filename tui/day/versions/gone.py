"""Whether what was said of an item has lost its place in the plan."""

from checklists.day import ANY_TIME, Day
from checklists.presence import covers
from checklists.rules import Rule


def has_gone(rule: Rule | None, key: str, day: Day) -> bool:
    """Whether a rule as it is now makes no item of this key on a day, whatever is answered and reported.

    Args:
        rule: The one of the key. None where the plan has it no more.
        key: Of an entry that none of the day's items takes.
    """
    if rule is None:
        return True
    slot = key.rpartition("/")[2]
    if rule.once or rule.as_needed or rule.interval:
        return False
    if slot not in ([each.name for each in rule.at] or [ANY_TIME]):
        return True
    # A sign may hold a rule past its days, and what waits for another one moves with it.
    moves = rule.held_by or rule.once_lifted or not rule.days
    if rule.weekdays and day.date.weekday() not in rule.weekdays:
        return True
    return not moves and not any(covers(span, day.number) for span in rule.days)
