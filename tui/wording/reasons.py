"""Why a rule is here, in words: its days, the person's own answers and reports, the file, the sources."""

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from checklists.rules.checklist import Checklist
from checklists.rules.rule import At, Match, Rule
from tui.text.humanize import counted, listed, minutes_words, slot_words, spans_words
from tui.wording.signs import contrary_words, match_words

_SLOTS = {"morning": "mornings", "midday": "midday", "evening": "evenings", "bedtime": "bedtime"}
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_AGREEMENT = {
    "strong": "Sources agree strongly",
    "moderate": "Sources mostly agree",
    "weak": "Few sources say so",
    "conflict": "Sources differ",
}
_FEW = 3
"""How many sources are named where there is little room."""


class Background(Struct, frozen=True):
    """What a rule's reasons are told from."""

    checklist: Checklist
    """The version in force."""
    answers: Mapping[str, frozenset[str] | None]
    """The person's answers by question."""
    reported: Collection[str] = ()
    """The ids of the signs of which there is a report in force."""


def here_because(rule: Rule, background: Background) -> str:
    """`mornings and evenings, days 1 to 13; you said: Make-up`."""
    parts = [", ".join(part for part in (times_words(rule), _days(rule)) if part)]
    matches = [match for group in rule.when for match in group]
    parts += dict.fromkeys(filter(None, (_reason(match, background) for match in matches)))
    if rule.because:
        parts.append(rule.because)
    return "; ".join(part for part in parts if part)


def agreement(rule: Rule, background: Background) -> str:
    """Who says so and how far they agree: `Sources agree strongly: NSC Singapore, AAD and 3 more.`"""
    if not rule.sources:
        return "No source is named for this." if rule.agreement == "unsourced" else ""
    named = [name for name, _ in sources(rule, background)]
    if len(named) == 1 and rule.agreement == "weak":
        # A clinic's own sheet has no other: nothing is held against its word.
        return f"One source: {named[0]}."
    if len(named) > _FEW:
        named = [*named[: _FEW - 1], f"{len(named) - _FEW + 1} more"]
    return f"{_AGREEMENT.get(rule.agreement, 'Sources')}: {listed(named)}."


def sources(rule: Rule, background: Background) -> list[tuple[str, str]]:
    """Who says so, and what each says where they differ."""
    names = {source.key: source.by or source.title for source in background.checklist.sources}
    return [(names.get(cited.key, cited.key), cited.says) for cited in rule.sources]


def version(background: Background) -> str:
    """`PicoSure on the face, revision 1`."""
    return f"{background.checklist.title}, revision {background.checklist.revision}"


def times_words(rule: Rule) -> str:
    """At which times of a day: `mornings and evenings`, `every 2 hours`; nothing for what has no time."""
    if rule.as_needed:
        return "as needed"
    if rule.interval is not None:
        return f"every {minutes_words(rule.interval.minutes)}"
    if rule.lasts is not None:
        return f"for {minutes_words(rule.lasts)} after the treatment"
    often = list(_often(rule))
    if rule.slots_on:
        words = {at.name: _slot_words(at) for at in rule.at}
        parts = (
            f"{listed([words[name] for name in each.names])} on {spans_words((each.span,))}"
            for each in rule.slots_on
        )
        return ", then ".join(parts)
    names = [*often, *(_slot_words(at) for at in rule.at)]
    if len(rule.at) == 1 and not often and not rule.once and rule.at[0].name in _SLOTS:
        return f"every {rule.at[0].name}"
    return ("once, " if rule.once and names else "once" if rule.once else "") + listed(names)


def _often(rule: Rule) -> Iterator[str]:
    if rule.weekdays:
        yield listed([_WEEKDAYS[day] for day in rule.weekdays])
    if rule.step > 1:
        yield f"every {counted(rule.step, 'day')}"


def _slot_words(at: At) -> str:
    if at.after is not None:
        return f"{minutes_words(at.after)} after the treatment"
    return _SLOTS.get(at.name, slot_words(at.name))


def _days(rule: Rule) -> str:
    return spans_words(rule.days) if rule.days else ""


def _reason(match: Match, background: Background) -> str:
    """What of a person's own words a rule hangs on."""
    question = background.checklist.question(match.subject)
    if question is None:
        if background.checklist.sign(match.subject) is None:
            return ""
        reported = match.subject in background.reported
        return f"while {match_words(match)}" if reported else f"until you report {contrary_words(match)}"
    chosen = background.answers.get(question.id)
    if chosen is None:
        return f"not answered yet: {question.ask}"
    labels = [label for id, label in question.answers if id in chosen and id in match.answers]
    return f"you said: {', '.join(labels)}" if labels else ""
