"""When a rule is and where it stands, in few words."""

from typing import Any

from checklists.rules.rule import Rule
from tui.files.rule_origin import OriginKind, RuleOrigin
from tui.recovery.clinic_text import at_text, days_text
from tui.text.humanize import minutes_words, spans_words
from tui.wording.reasons import times_words

WORDING = ("do", "avoid", "check", "expect", "short", "how", "why", "then", "differ")
"""Keys that hold words for a reader."""

KEY_WORDS = {
    **dict.fromkeys(WORDING, "wording"),
    "at": "times",
    "every": "how often",
    "between": "how often",
    "counting": "how often",
    "since": "how often",
    "on": "weekdays",
    "remind": "reminder",
    "repeat": "reminder",
    "quiet": "reminder",
    "when": "whom it is for",
    "unless": "whom it is for",
    "unreported": "whom it is for",
    "while": "what keeps it on",
    "once_lifted": "what it waits for",
    "silences": "what it takes the place of",
    "if_missed": "what if it is missed",
    "counts": "whether it counts",
    "sources": "sources",
    "agreement": "sources",
}
"""What keys are called where there is no room for what they hold."""


_KEY_NAMES = {"do": "title", "avoid": "title", "check": "title", "expect": "title", "at": "times"}


def days_part(rule: Rule) -> str:
    """`days 0 to 6`, `first 4 hours`."""
    return f"first {minutes_words(rule.lasts)}" if rule.lasts is not None else spans_words(rule.days)


def days_brief(rule: Rule) -> str:
    """The same in the file's own letters: `days 0-6`, `first 4h`."""
    if rule.lasts is None:
        return f"{'day' if _is_one(rule) else 'days'} {days_text(rule.days)}"
    hours, minutes = divmod(rule.lasts, 60)
    return f"first {f'{hours}h' if hours else ''}{f'{minutes}m' if minutes else ''}"


def when_words(rule: Rule) -> str:
    """`days 1 to 13, mornings and evenings`."""
    times = "" if rule.lasts is not None else times_words(rule)
    return ", ".join(part for part in (days_part(rule), times) if part)


def state_words(standing: RuleOrigin) -> str:
    """Where a rule stands, in few words: `yours: days 0-4`. Nothing for one as it came."""
    if standing.origin is OriginKind.REMOVED:
        return f"off: {standing.because}" if standing.because else "off"
    if standing.off is not None and standing.off.whole:
        return standing.off.words
    if standing.clinic is not None:
        said = days_text(standing.clinic.days) or at_text(standing.clinic.at)
        return f"clinic: {'days ' if standing.clinic.days else ''}{said}"
    if standing.origin is OriginKind.ADDED:
        return "added"
    if standing.origin is OriginKind.CHANGED:
        return f"yours: {', '.join(_changed(standing)) or 'why'}"
    return f"by {standing.said_by}" if standing.said_by else ""


def state_word(standing: RuleOrigin) -> str:
    """The same in the least room: `yours`, `off`, `not for you`."""
    return state_words(standing).partition(":")[0]


def key_words(key: str) -> str:
    """What a key is called: `days`, `times`, `wording`."""
    return KEY_WORDS.get(key, key.replace("_", " "))


def said_text(said: Any) -> str:
    """A value in the file's grammar, on one line: `0-4`, `morning, evening+1h`, `days: 1-3, at: morning`."""
    if isinstance(said, dict):
        return ", ".join(f"{key}: {said_text(value)}" for key, value in said.items())
    if isinstance(said, list):
        return ", ".join(said_text(each) for each in said)
    return "" if said is None else " ".join(str(said).split())


def changes_words(standing: RuleOrigin, base: str) -> str:
    """What is changed, with what it was: `days 0-4 (in base: 0-6), times none (in base: morning)`."""
    return ", ".join(
        f"{_KEY_NAMES.get(each.key, each.key)} {said_text(each.now) or 'none'} "
        f"(in {base}: {said_text(each.was) or 'none'})"
        for each in standing.changed
    )


def _changed(standing: RuleOrigin) -> list[str]:
    """What is changed; days and times as they are now."""
    named = []
    for each in standing.changed:
        if each.key in ("days", "lasts", "at") and each.now is not None:
            named.append(f"{each.key} {said_text(each.now)}")
        else:
            named.append(key_words(each.key))
    return list(dict.fromkeys(named))


def _is_one(rule: Rule) -> bool:
    return len(rule.days) == 1 and rule.days[0].first == rule.days[0].last


def reminder_words(rule: Rule) -> str:
    """Where a rule says when it is told of: that, in a sentence. Nothing where that goes by its kind."""
    told = rule.remind
    if told is None:
        return ""
    if told.off:
        return "No reminder."
    when = at_text((told.at,)) if told.at is not None else "its times"
    on = f", {spans_words(told.days)}" if told.days else ""
    return f"Reminder: {when}{on}."
