"""What there is to say of one rule of a checklist: where it stands, when it is, and whose word it is."""

from collections.abc import Iterator

from checklists.plan.plan import Plan
from tui.files.rule_origin import OriginKind, RuleOrigin
from tui.recovery.clinic_text import date_words
from tui.screens.checklist.rule_words import changes_words, reminder_words, said_text, when_words
from tui.screens.dialogs.paragraphs import Text
from tui.text.humanize import capital, full_stop, lower_first
from tui.wording.clinic import outlook
from tui.wording.reasons import Background, agreement


def rule_texts(standing: RuleOrigin, background: Background, base: str, plan: Plan) -> list[Text]:
    """Paragraphs, what matters most first.

    Args:
        base: What to call what the file extends.
        plan: The days that the words are told by.
    """
    return list(_texts(standing, background, base, plan))


def _texts(standing: RuleOrigin, background: Background, base: str, plan: Plan) -> Iterator[Text]:
    rule = standing.rule
    yield Text(rule.title, "bold text")
    yield from _stands(standing, base)
    yield Text(f"{full_stop(capital(when_words(rule)))}{_outlook(standing, plan)}")
    if reminder := reminder_words(rule):
        yield Text(reminder, "mute")
    if rule.how:
        yield Text(rule.how)
    if rule.why:
        yield Text(f"Why: {lower_first(rule.why)}")
    if rule.then:
        yield Text(f"Then: {lower_first(rule.then)}")
    if said := agreement(rule, background):
        yield Text(said, "mute")
    yield Text(f"{rule.id} in the file.", "faint")


def _outlook(standing: RuleOrigin, plan: Plan) -> str:
    """When a rule is on or back, for one that is on by days of its own."""
    rule, off = standing.rule, standing.off
    is_off = standing.origin is OriginKind.REMOVED or (off is not None and off.whole)
    clinic = standing.clinic is not None and standing.clinic.days
    return "" if is_off or clinic or not rule.days else f" {outlook(rule, plan)}"


def _stands(standing: RuleOrigin, base: str) -> Iterator[Text]:
    """What is other than it came, and why."""
    if standing.origin is OriginKind.REMOVED:
        why = f": {standing.because}" if standing.because else ""
        yield Text(full_stop(f"You switched this off{why}"), "accent")
        return
    if standing.off is not None:
        yield Text(standing.off.sentence, "accent")
    if standing.clinic is not None:
        words = full_stop(f"Your clinic said {date_words(standing.clinic)}")
        yield Text(f"{words} That comes before any file.", "accent")
    if standing.origin is OriginKind.ADDED:
        yield Text("You added this.", "accent")
    if standing.changed:
        yield Text(f"Yours: {full_stop(changes_words(standing, base))}", "accent")
    if standing.said_by:
        yield Text(f"As {standing.said_by} has it.", "accent")
    if standing.because:
        yield Text(full_stop(f"Because: {said_text(standing.because)}"))
