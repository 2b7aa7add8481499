"""The words of a checklist on paper: days, for whom a line is, where it comes from."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from checklists.checklist import Checklist
from checklists.rules import Cited, Condition, Match, Span
from tui.day.words import days_words, listed

WIDTH = 78
"""Cells of a line, at most."""

_AGREEMENT = {
    "strong": "Sources agree.",
    "moderate": "Sources agree in the main.",
    "weak": "Few sources say so.",
    "conflict": "Sources differ.",
    "unsourced": "No source is named for this.",
}
_BARE = ("yes", "no")
"""Answers that say nothing without their question."""


def text(words: str, indent: str = "", first: str | None = None) -> list[str]:
    """A paragraph in lines of at most `WIDTH` cells; nothing stays nothing.

    Args:
        indent: What every line begins with.
        first: What the first line begins with, where that is something else.
    """
    start = indent if first is None else first
    return wrap(words, WIDTH, initial_indent=start, subsequent_indent=indent, break_on_hyphens=False)


def heading(words: str, line: str = "-") -> list[str]:
    """A line with a line below it."""
    return [words, line * min(len(words), WIDTH)]


def days_text(days: Iterable[Span]) -> str:
    """`day 0`, `days 1 to 13`, `days 0 to 3, 7 and 10`, `from day 14`."""
    spans = list(days)
    if len(spans) < 2:
        return "".join(days_words(*span) for span in spans)
    return f"days {listed([days_words(*span).removeprefix('days ').removeprefix('day ') for span in spans])}"


def answered(condition: Condition, checklist: Checklist) -> str:
    """Whom something is for: `you say "Cold sores"`, `you report pain of 4 or more`."""
    groups = [_group(group, checklist) for group in condition]
    return ", or if ".join(group for group in groups if group)


def changed_here(because: str) -> list[str]:
    """Whose word it is that a line is as it is here; nothing where the file does not say."""
    return text(f"Changed here: {because}", indent="  ") if because else []


def ended(sentence: str) -> str:
    """The sentence with its full stop, unless it ends with a question."""
    return sentence if sentence.endswith('?"') else f"{sentence}."


def reported(tests: Iterable[Match], checklist: Checklist) -> str:
    """Signs as they are reported: `crusts, open skin or redness of 2 or more`."""
    names = [_sign(test, checklist) for test in tests]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def cited(
    sources: Sequence[Cited], agreement: str, differ: str, checklist: Checklist, indent: str = "  "
) -> Iterator[str]:
    """How far the sources agree, and each with its title, its publisher and its address."""
    alone = agreement == "weak" and len(sources) == 1
    said = "One source." if alone else _AGREEMENT.get(agreement, "")
    yield from text(" ".join(part for part in (said, differ) if part), indent=indent)
    yield from listing(sources, checklist, indent)


def listing(sources: Iterable[Cited], checklist: Checklist, indent: str = "  ") -> Iterator[str]:
    """Each source with its title, its publisher and its address, and what it says where they differ."""
    known = {source.key: source for source in checklist.sources}
    for each in sources:
        source = known.get(each.key)
        if source is None:
            continue
        name = f"{source.title}, {source.by}" if source.by else source.title
        says = f": {each.says}" if each.says else ""
        yield from text(f"{name}{says}", indent=f"{indent}  ", first=f"{indent}* ")
        if source.url:
            # An address is never broken: it is there to be copied.
            yield f"{indent}  {source.url}"


def _group(group: Iterable[Match], checklist: Checklist) -> str:
    answers = [answer for test in group if (answer := _answer(test, checklist))]
    signs = [test for test in group if not test.answers]
    parts = [f"you say {' and '.join(answers)}"] if answers else []
    asked = [test for test in signs if _until_told(test, checklist)]
    parts += [f'you say yes to "{_until_told(test, checklist)}"' for test in asked]
    parts += [f"you report {_sign(test, checklist)}" for test in signs if test not in asked]
    return " and ".join(parts)


def _answer(test: Match, checklist: Checklist) -> str:
    """An answer by its label, and with its question where the label says nothing without it."""
    question = checklist.question(test.subject)
    if question is None or not test.answers:
        return ""
    labels = [label for id, label in question.answers if id in test.answers]
    if all(label.casefold() in _BARE for label in labels):
        return f'{" or ".join(labels).casefold()} to "{question.ask}"'
    return " or ".join(f'"{label}"' for label in labels)


def _until_told(test: Match, checklist: Checklist) -> str:
    """The question of a sign that is of the moment, such as going out."""
    sign = checklist.sign(test.subject)
    return sign.ask if sign is not None and sign.until is not None and test.low == 1 else ""


def _sign(test: Match, checklist: Checklist) -> str:
    name, sign = test.subject.replace("-", " "), checklist.sign(test.subject)
    top = sign.top if sign is not None else 1
    if top == 1 or (test.low == 1 and test.high in (None, top)):
        return name if test.low else f"no {name}"
    if test.high is None:
        return f"{name} of {test.low} or more"
    return f"{name} of {test.low}" if test.low == test.high else f"{name} of {test.low} to {test.high}"
