"""An item in words, and as it is typed."""

from checklists.plan.day import ANY_TIME, Item
from checklists.plan.plan import Plan


def told(item: Item, plan: Plan) -> str:
    """An item in words: `'Moisturise', morning, day 3`."""
    slot = "" if item.slot == ANY_TIME or item.rule.once or item.rule.as_needed else f"{item.slot}, "
    return f"'{item.rule.title}', {slot}day {plan.number_of(item.date)}"


def typed(item: Item) -> str:
    """What to type to mean an item of the day it is."""
    plain = item.slot == ANY_TIME or item.rule.once or item.rule.as_needed is not None
    return item.rule.id if plain else f"{item.rule.id}/{item.slot}"
