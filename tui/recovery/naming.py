"""What the parts of a checklist go by."""

from checklists.rules.checklist import CallWarning
from checklists.rules.rule import Rule
from tui.text.names import Names


def rule_names(rule: Rule) -> Names:
    """What a rule goes by."""
    return Names((rule.id, *rule.was), (rule.short, rule.title, *rule.also))


def warning_names(warning: CallWarning) -> Names:
    """What a line on when to call goes by."""
    return Names((warning.id, *warning.was), (warning.short, warning.condition))
