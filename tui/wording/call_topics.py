"""What the lines on when to call are about, by their words: heads inside a long band, and all in short."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from checklists.rules.checklist import Call
from tui.recovery.state import CATCH_ALL

_SOON = {Call.CLINIC_TODAY: "today", Call.CLINIC_SOON: "soon"}
_Line = TypeVar("_Line")

LONG = 5
"""More lines than this under one heading are read under small heads."""


class TopicPart(NamedTuple):
    """One thing that lines speak of, and the pattern of their words; letters of any case."""

    name: str
    words: str


# In the order in which they stand, and in which a line is looked for; a head names what its lines speak of.
_TOPICS = (
    (
        TopicPart("colour", r"\b(darker|paler|turned gr[ea]y)\b"),
        TopicPart("moles", r"\bmoles?\b"),
    ),
    (
        TopicPart("blisters", r"\bblister"),
        TopicPart("open skin", r"\b(open|raw|burst)\b"),
        TopicPart("crusts", r"\b(crusts|scabs)\b"),
        TopicPart("burns", r"\b(sun)?burn"),
    ),
    (
        TopicPart("pain", r"\b(pain|sore)"),
        TopicPart("heat", r"\b(heat|hot)\b"),
        TopicPart("redness", r"\bred(ness|der)?\b"),
        TopicPart("swelling", r"\b(swell|swollen|puffy)"),
    ),
    (
        TopicPart("fever", r"\b(fever|temperature)"),
        TopicPart("pus", r"\bpus\b"),
        TopicPart("bleeding", r"\bbleed"),
        TopicPart("rash", r"\b(rash|welts|hives)\b"),
    ),
)
_COMPARED = re.compile(
    r"\b(the day before|yesterday|darker|paler|wider|spreads?|grown|growing|still)\b", re.IGNORECASE
)
_PRESSING = {
    Call.EMERGENCY: (
        TopicPart("breathing", r"\bbreath(e|ing)?\b(?!.*\brace\b)"),
        TopicPart("fainting", r"\bfaint"),
        TopicPart("hives", r"\bhives\b"),
        TopicPart("confusion", r"\bconfus"),
        TopicPart("racing heart", r"\b(heart|pulse)\b"),
        TopicPart("fits", r"\b(fits|seizure)"),
    ),
    Call.URGENT: (
        TopicPart("eyes", r"\beyes?\b"),
        TopicPart("burns", r"\b(burn|charred|leathery)"),
        TopicPart("spreading", r"\bspread"),
        TopicPart("skin worse with fever", r"\bfever"),
    ),
}


def _names(parts: Iterable[TopicPart], text: str) -> list[str]:
    return [part.name for part in parts if re.search(part.words, text, re.IGNORECASE)]


def by_topic(
    lines: Sequence[_Line],
    words: Callable[[_Line], str],
    stands: Callable[[_Line], bool] = lambda line: False,
) -> list[tuple[str, list[_Line]]]:
    """The lines of one band in small groups, each with its head: `Pain, heat and swelling`.

    What no topic speaks of, or a topic with one line alone, stands first and has no head, and ends with what
    is for anything. A short band is one group.

    Args:
        lines: In their order, which holds inside a group.
        words: What a line says.
        stands: Whether a report fits a line, which puts it before all others.
    """
    standing = [line for line in lines if stands(line)]
    lines = [line for line in lines if not stands(line)]
    if len(lines) <= LONG:
        return [("", [*standing, *lines])]
    topics: list[list[_Line]] = [[] for _ in _TOPICS]
    places = {}
    for place, line in enumerate(lines):
        found = next((topic for topic, parts in enumerate(_TOPICS) if _names(parts, words(line))), None)
        if found is not None:
            topics[found].append(line)
            places[place] = found
    headed = {topic for topic, group in enumerate(topics) if len(group) > 1}
    first = [line for place, line in enumerate(lines) if places.get(place) not in headed]
    first.sort(key=lambda line: CATCH_ALL.search(words(line)) is not None)
    groups = [(_head(_TOPICS[topic], topics[topic], words), topics[topic]) for topic in sorted(headed)]
    first = [*standing, *first]
    return [*([("", first)] if first else []), *groups]


def _head(parts: Sequence[TopicPart], lines: Iterable[_Line], words: Callable[[_Line], str]) -> str:
    said = [words(line) for line in lines]
    names = [part.name for part in parts if any(_names([part], text) for text in said)]
    last = f" and {names[-1]}" if len(names) > 1 else ""
    return (", ".join(names[:-1] or names) + last).capitalize()


def is_compared(words: str) -> bool:
    """Whether a line asks how the skin was before, which a photo can show."""
    return _COMPARED.search(words) is not None


def in_short(lines: Iterable[tuple[Call, str, str]], number: str) -> str:
    """All lines of a day in two or three short sentences, none of those that cannot wait left out.

    Args:
        lines: How soon each says to call, what it says, and the same in few words or nothing.
        number: What to call in an emergency: a number, or `your emergency number`.
    """
    lines = list(lines)
    sentences = []
    for call, whom in ((Call.EMERGENCY, number), (Call.URGENT, "urgent care")):
        band = [(words, short) for each, words, short in lines if each is call]
        named = _names(_PRESSING[call], "\n".join(words for words, _ in band))
        # What the topics do not know stands in its own words.
        named += [short or words for words, short in band if not _names(_PRESSING[call], words)]
        if named:
            said = ", ".join(named)
            sentences.append(f"{said[:1].upper()}{said[1:]}: {whom}.")
    calls = {call for call, _, _ in lines}
    soon = [words for call, words in _SOON.items() if call in calls]
    if soon:
        sentences.append(f"{'Else' if sentences else 'All'}: clinic, {' or '.join(soon)}.")
    return " ".join(sentences)
