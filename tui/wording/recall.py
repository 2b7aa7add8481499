"""Questions by which a person says back what their plan says. They record nothing, and nobody counts."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from checklists.rules.checklist import Call, CallWarning
from checklists.rules.rule import Kind
from tui.recovery.state import DayState, Timing
from tui.text.humanize import capital, clock, full_stop
from tui.wording.calling import headings
from tui.wording.status_line import lift_words

LAST_DAY = 3
"""The last day on which a check-in is followed by questions."""
_ANSWERS = 3


class RecallQuestion(Struct, frozen=True):
    """One question with its answers, and what the plan says."""

    ask: str
    answers: tuple[str, ...]
    right: int
    """The place of the answer that the plan gives."""
    rule: str
    """What is shown after any answer."""


def teach_back(state: DayState, number: str) -> tuple[RecallQuestion, ...]:
    """What now, what to leave alone, until when and when to call: as many of these as the day has.

    Args:
        number: What to call in an emergency.
    """
    return (*_of_the_day(state), *_calls(_now_lines(state)[:1], number))


def recall(state: DayState, number: str) -> tuple[RecallQuestion, ...]:
    """What is asked after the check-in of a day: each line that cannot wait on one of the first days.

    Args:
        number: What to call in an emergency.
    """
    if not 0 <= state.number <= LAST_DAY:
        return ()
    return tuple(_calls(_now_lines(state)[state.number :: LAST_DAY + 1], number))


def _now_lines(state: DayState) -> list[CallWarning]:
    return [each.warning for each in state.warnings if each.warning.call in (Call.EMERGENCY, Call.URGENT)]


def _of_the_day(state: DayState) -> Iterator[RecallQuestion]:
    tasks = [each for each in state.items if each.open]
    dos = list(dict.fromkeys(each.item.rule.title for each in tasks if each.item.rule.kind is Kind.DO))
    avoids = [each for each in state.avoids if each.avoid.on]
    left = [each.avoid.rule.title for each in avoids]
    timed = [each for each in tasks if each.starts and each.when(state.now) in (Timing.NOW, Timing.LATER)]
    first = min(timed, key=lambda each: each.starts or state.now, default=None)
    if first is not None and first.starts is not None:
        rule = first.item.rule
        when = f"{rule.title}, at {clock(first.starts)}"
        yield from _question("What is to be done first?", rule.title, left, f"{full_stop(when)} {rule.how}")
    if left:
        rule = avoids[0].avoid.rule
        says = f"Left alone: {full_stop(rule.title)} {rule.why}"
        yield from _question("What is to be left alone today?", rule.title, dos, says)
    dated = next((each for each in avoids if each.returns and each.avoid.until), None)
    # Beside a reason to call a day is no answer: it is to be asked about first.
    if dated is not None and not state.may_call:
        title, until = dated.avoid.rule.title, lift_words(dated, state)
        others = [words for each in avoids if each.returns and (words := lift_words(each, state)) != until]
        yield from _question(
            f"{title}: from when may it come back?",
            capital(until),
            [*map(capital, dict.fromkeys(others)), "As soon as it feels fine"],
            f"{title}: back {until}. {dated.avoid.rule.then}",
        )


def _calls(warnings: Sequence[CallWarning], number: str) -> Iterator[RecallQuestion]:
    above = {call: heading for call, (heading, _) in headings(number).items()}
    choices = (above[Call.EMERGENCY], above[Call.URGENT], above[Call.CLINIC_SOON])
    for warning in warnings:
        words = warning.short or warning.condition
        rule = f"{full_stop(warning.condition)} {full_stop(above[warning.call])} {warning.meanwhile}"
        right = choices.index(above[warning.call])
        yield RecallQuestion(f"{words}: what do you do?", choices, right, rule.strip())


def _question(ask: str, right: str, others: Sequence[str], rule: str) -> Iterator[RecallQuestion]:
    """A question, if there are other answers to choose from."""
    wrong = [each for each in dict.fromkeys(others) if each != right][: _ANSWERS - 1]
    if wrong:
        # Not always in the same place, and in the same place each time.
        place = len(right) % (len(wrong) + 1)
        yield RecallQuestion(ask, (*wrong[:place], right, *wrong[place:]), place, " ".join(rule.split()))
