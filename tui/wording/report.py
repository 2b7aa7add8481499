"""What a report of signs leads to on a day: what it holds, what it lets back, and until when."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from checklists.rules.checklist import Sign
from checklists.rules.rule import Match, Rule
from tui.recovery.state import AvoidState, DayState
from tui.text.humanize import capital, clock, listed
from tui.wording.status_line import asked_by_session, condition_words

_NAMED = 2
"""How many rules are named where there is little room; one more than that is named too, and not counted."""


class ReportEffect(Struct, frozen=True):
    """What hangs on the signs that were reported."""

    held: tuple[Rule, ...]
    """What a report holds past its day."""
    back: tuple[Rule, ...]
    """What hangs on the signs and is back, and is not to be left alone for the next session."""
    maybe: tuple[AvoidState, ...]
    """What hangs on other signs too, of which nobody has reported."""
    until: datetime | None
    """Until when a report holds that runs out by the clock, in the person's zone."""

    def lines(self) -> Iterator[str]:
        """It all, in the words of the checklist."""
        if self.held:
            yield f"Left alone for as long as that lasts: {listed([rule.title for rule in self.held])}."
        for rule in self.back:
            yield f"Back today: {rule.title}. {rule.then}".rstrip()
        for avoid in self.maybe:
            yield f"{avoid.avoid.rule.title}: back {condition_words(avoid)}."
        if self.until is not None:
            yield f"That holds until {clock(self.until)}."

    def sentences(self) -> Iterator[str]:
        """The same by short names: `Make-up stays off while that lasts.`"""
        if self.held:
            verb = "stays" if len(self.held) == 1 else "stay"
            yield f"{capital(_few(self.held))} {verb} off while that lasts."
        if self.back:
            yield f"Back today: {_few(self.back)}."
        elif self.maybe:
            rules = tuple(avoid.avoid.rule for avoid in self.maybe)
            yield f"{capital(_few(rules))}: back {condition_words(self.maybe[0])}."


def report_effect(state: DayState, signs: Collection[Sign]) -> ReportEffect:
    """What the reports of these signs lead to.

    Args:
        state: The day as it stands once they are kept.
        signs: Those that were reported.
    """
    ids = {sign.id for sign in signs}

    def on_them(matches: Iterable[Match]) -> bool:
        return any(match.subject in ids for match in matches)

    return ReportEffect(
        held=tuple(each.avoid.rule for each in state.avoids if on_them(each.avoid.held)),
        back=tuple(
            each.avoid.rule
            for each in state.avoids
            if each.returns
            and not each.avoid.on
            and not each.unsure
            and on_them(each.avoid.rule.held_by)
            and not asked_by_session(each, state, state.date)
        ),
        maybe=tuple(
            each
            for each in state.avoids
            if each.conditional and each.returns and on_them(each.avoid.rule.held_by)
        ),
        until=state.out_until if any(sign.until is not None for sign in signs) else None,
    )


def _few(rules: tuple[Rule, ...]) -> str:
    """`make-up`, `make-up and alcohol`, `make-up, alcohol and 2 more`."""
    shorts = [rule.short for rule in rules]
    if len(shorts) > _NAMED + 1:
        shorts = [*shorts[:_NAMED], f"{len(shorts) - _NAMED} more"]
    return listed(shorts)
