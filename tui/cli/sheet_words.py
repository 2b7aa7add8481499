"""The words of a checklist on paper: days, for whom a line is, and what is said only once."""

from collections import Counter
from collections.abc import Iterable
from textwrap import wrap

from checklists.checklist import Checklist
from checklists.rules import Condition, Match, Span
from tui.day.words import days_words, listed

WIDTH = 78
"""Cells of a line, at most."""
_TOGETHER = "\N{NO-BREAK SPACE}"

_BARE = ("yes", "no")
"""Answers that say nothing without their question."""
_WEEK = 7
_MANY = 3
"""Days at one pace that are told by it, and not one by one."""
_OFTEN = 3
"""Rules that must share what holds them, before it gets a name of its own."""


def text(words: str, indent: str = "", first: str | None = None) -> list[str]:
    """A paragraph in lines of at most `WIDTH` cells; nothing stays nothing.

    Args:
        indent: What every line begins with.
        first: What the first line begins with, where that is something else.
    """
    start = indent if first is None else first
    lines = wrap(words, WIDTH, initial_indent=start, subsequent_indent=indent, break_on_hyphens=False)
    return [line.replace(_TOGETHER, " ") for line in lines]


def together(words: str) -> str:
    """Words that stay in one line wherever they are wrapped; too many of them may part."""
    return words.replace(" ", _TOGETHER) if len(words) < WIDTH // 2 else words


def heading(words: str, line: str = "-") -> list[str]:
    """A line with a line below it."""
    return [words, line * min(len(words), WIDTH)]


def days_text(days: Iterable[Span]) -> str:
    """`day 0`, `days 1 to 13`, `days 0 to 3, 7 and 10`, `days 0 to 14, then weekly to day 84`."""
    spans = list(days)
    if len(spans) < 2:
        return "".join(days_words(*span) for span in spans)
    step = spans[-1].first - spans[-2].first
    steady = 1
    while steady < len(spans) and _follows(spans[-steady - 1], spans[-steady], step):
        steady += 1
    # The last of the steady ones that is a range, or the first of them, is what the others follow.
    head, tail = spans[: len(spans) - steady + 1], steady - 1
    if tail < _MANY:
        return f"days {listed([_bare(span) for span in spans])}"
    pace = "weekly" if step == _WEEK else f"every {step} days"
    return f"{days_text(head)}, then {pace} to day {spans[-1].first}"


def _follows(one: Span, other: Span, step: int) -> bool:
    """Whether a single day comes a step after the last of what is before it."""
    return other.first == other.last and one.last is not None and other.first - one.last == step


def _bare(span: Span) -> str:
    return days_words(*span).removeprefix("days ").removeprefix("day ")


def answered(condition: Condition, checklist: Checklist) -> str:
    """Whom something is for: `you say "Cold sores"`, `you report pain of 4 or more`."""
    groups = [_group(group, checklist) for group in condition]
    return ", or if ".join(group for group in groups if group)


def only_if(
    condition: Condition, checklist: Checklist, title: str = "", *, not_if: bool = False
) -> list[str]:
    """For whom a line is, below it; nothing where that is everyone, or where its title says the same.

    Args:
        not_if: Whether it is for everyone but these.
    """
    whom = answered(condition, checklist)
    if not whom or whom.casefold() in (f'you say "{part}"' for part in (title.casefold(), _topic(title))):
        return []
    return text(ended(f"{'Not' if not_if else 'Only'} if {whom}"), indent="  ")


def _topic(title: str) -> str:
    """What stands before the colon of a title: `on the body`."""
    return title.partition(":")[0].casefold()


def calm(checklist: Checklist) -> tuple[Match, ...]:
    """What keeps most rules on past their last day, to be said once on a sheet; nothing where few have it."""
    counted = Counter(rule.held_by for rule in checklist.rules if rule.held_by)
    for held, count in counted.most_common(1):
        return held if count >= _OFTEN else ()
    return ()


def changed_here(because: str) -> list[str]:
    """Whose word it is that a line is as it is here; nothing where the file does not say."""
    return text(f"Changed here: {because}", indent="  ") if because else []


def ended(sentence: str) -> str:
    """The sentence with its full stop, unless it ends with a question."""
    return sentence if sentence.endswith('?"') else f"{sentence}."


def reported(tests: Iterable[Match], checklist: Checklist) -> str:
    """Signs as they are reported: `crusts, open skin or redness of 2 or more`."""
    names = [_sign(test, checklist) for test in tests]
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)


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
        word = (
            f" ({sign.words[test.low]})" if sign is not None and sign.words and test.low is not None else ""
        )
        return f"{name} of {test.low}{word} or more"
    return f"{name} of {test.low}" if test.low == test.high else f"{name} of {test.low} to {test.high}"
