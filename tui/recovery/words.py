"""Reports and answers in words.

Not in `tui.wording`: an act's own words, which the journal keeps for undo, are made of them.
"""

from collections.abc import Collection

from checklists.rules.checklist import Question, Sign


def format_report(sign: Sign, value: int) -> str:
    """A report in words: `yes`, `2 definite`, `7`."""
    if sign.top == 1:
        return "yes" if value else "no"
    return f"{value} {sign.words[value]}" if sign.words else str(value)


def format_answer(question: Question, chosen: Collection[str] | None) -> str:
    """An answer in words: `Make-up, Swimming`, `none of these`, `not sure`."""
    labels = [label for id, label in question.answers if chosen and id in chosen]
    return "not sure" if chosen is None else ", ".join(labels) or "none of these"
