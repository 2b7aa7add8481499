"""What the Checklist screen says of a rule, in its own words."""

import pytest

from checklists.loader import load_checklist
from tests.support.own_files import TEXT
from tui.screens.checklist.words import reminder_words


@pytest.mark.parametrize(
    ("remind", "said"),
    [
        ("", ""),
        ("remind: no, ", "No reminder."),
        ("remind: bedtime-30m, ", "Reminder: bedtime-30m."),
        ("remind: {days: 1-3, at: morning}, ", "Reminder: morning, days 1 to 3."),
        ("remind: {days: 1}, ", "Reminder: its times, day 1."),
    ],
)
def test_a_reminder_is_said_only_where_the_rule_says_when(remind: str, said: str) -> None:
    text = TEXT.replace("days: 0-9, at", f"{remind}days: 0-9, at")
    rules = load_checklist(text, name="mine.yaml").checklist.rules
    assert reminder_words(next(rule for rule in rules if rule.id == "wash")) == said
