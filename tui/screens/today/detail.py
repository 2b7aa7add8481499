"""Everything there is to say about the row under the cursor, as lines of text."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from checklists.rules.rule import Rule
from tui.recovery.course import books
from tui.recovery.state import AvoidState, DayState, ItemState, Section, State
from tui.screens.act import perform_asked
from tui.screens.dialogs import Paragraph, ParagraphsScreen
from tui.screens.today.info_rows import LEAVE, NORMAL
from tui.screens.today.selection import selected
from tui.screens.today.task_rows import YESTERDAY, row_key
from tui.text.humanize import capital, clock, full_stop, listed, long_date, lower_first, things
from tui.themes import Marks
from tui.widgets.hints import Hint, hint
from tui.widgets.rows import RowKind
from tui.wording.calling import report_to_mind_words, standing_by_heading, standing_words
from tui.wording.clinic import clinic_words
from tui.wording.hourly import as_needed_words
from tui.wording.reasons import Background, agreement, here_because, sources, version
from tui.wording.signs import held_by_words, hold_words, value_words
from tui.wording.status_line import call_first, condition_words, missed_advice, what_comes_first


def detail(
    stop: str, state: DayState, background: Background, marks: Marks, *, whole: bool
) -> list[Paragraph]:
    """What there is to say about a row, by its name for the cursor; nothing if there is nothing.

    Args:
        whole: Say everything, since there is room.
    """
    kind, _, key = stop.partition("/")
    match kind:
        case RowKind.ITEM:
            item = next((one for one in (*state.items, *state.yesterday) if row_key(one) == key), None)
            return list(_item(item, state, background, marks, whole)) if item else []
        case RowKind.AVOID:
            ids = key.split(",")
            avoids = [avoid for avoid in state.avoids if avoid.avoid.rule.id in ids]
            return _apart(_avoid(avoid, state, background, marks, whole) for avoid in avoids)
        case RowKind.EXPECT:
            rules = [rule for rule in state.expects if rule.id == key]
            return _apart(_rule(rule, background, whole) for rule in rules)
        case RowKind.NORMAL:
            return list(_normal(state))
        case RowKind.ASK if state.asks:
            return [
                Paragraph(state.asks.ask, "bold text"),
                *(Paragraph(capital(value_words(sign))) for sign in state.asks.signs[:1] if sign.top > 1),
                Paragraph(
                    f"Your answer decides: {listed([rule.title for rule in state.asks.rules])}."
                    if state.asks.rules
                    else f"{': '.join(report_to_mind_words(state))} What you answer now takes its place."
                ),
                Paragraph(_NOT_ANSWERED, "mute"),
            ]
        case RowKind.HEADING if key == NORMAL:
            return list(_normal(state))
        case RowKind.HEADING if key == LEAVE:
            return [
                Paragraph("Leave alone", "bold text"),
                Paragraph(_LEAVE_ALONE),
                Paragraph(f"{marks.key('item.slip')} on a row notes that it happened all the same.", "mute"),
            ]
        case RowKind.HEADING if key == YESTERDAY:
            return [Paragraph("From yesterday", "bold text"), Paragraph(_yesterday(marks))]
        case RowKind.HEADING:
            return [
                text for section in state.sections if section.slot == key for text in _section(section, marks)
            ]
    return []


_NOT_ANSWERED = "Until it is answered, it is back only if there is none of that."
_LEAVE_ALONE = (
    "By the day it comes back. Where it says if calm, the check-in decides. What stands beside until is left "
    "alone to that day, the day included; what has no date stays left alone."
)


def _yesterday(marks: Marks) -> str:
    did, let_go = marks.key("yesterday.tick"), marks.key("item.slip")
    return (
        f"What was open when the day ended. {did} if you did them all, {let_go} to let them go; "
        "both can be undone."
    )


def _item(
    item: ItemState, state: DayState, background: Background, marks: Marks, whole: bool
) -> Iterator[Paragraph]:
    rule = item.item.rule
    yield from _about(rule)
    if item.state is State.DONE and item.at:
        yield Paragraph(f"Done at {clock(item.at)}.", "done")
    elif item.state is State.DONE and item.unsaid:
        whose = (
            "yesterday"
            if (state.now.date() - item.item.date).days == 1
            else f"on {long_date(item.item.date)}"
        )
        yield Paragraph(f"Done {whose}, time not said.", "done")
    if item.open and (counted := as_needed_words(item)):
        yield Paragraph(full_stop(capital(counted[0])))
    if item.reason:
        yield Paragraph(f"Skipped: {item.reason}")
    if item.note:
        yield Paragraph(f"Note: {item.note}")
    if item.due is not None and not rule.as_needed and not rule.once:
        day_over = item.item.date < state.date or state.number < state.today
        yield Paragraph(f"Missed it? {missed_advice(item, state.now, day_over)}{_next(item, state)}", "mute")
    if books(rule):
        yield Paragraph(f"{marks.key('course.book')} book the next session", "mute")
    yield from _reasons(rule, background, whole)


def _avoid(
    avoid: AvoidState, state: DayState, background: Background, marks: Marks, whole: bool
) -> Iterator[Paragraph]:
    rule = avoid.avoid.rule
    yield from _about(rule)
    yield Paragraph(_back(avoid, state))
    if avoid.slipped:
        yield Paragraph(f"A slip was noted today. {avoid.note}".rstrip(), "slip")
    yield from _reasons(rule, background, whole)
    if not avoid.slipped and avoid.avoid.on:
        yield Paragraph(f"{marks.key('item.slip')} I slipped", "mute")


def _rule(rule: Rule, background: Background, whole: bool) -> Iterator[Paragraph]:
    yield from _about(rule)
    yield from _reasons(rule, background, whole)


def _about(rule: Rule) -> Iterator[Paragraph]:
    """The clinic date of a rule, and what the file tells its reader."""
    yield Paragraph(rule.title, "bold text")
    if clinic := clinic_words(rule):
        yield Paragraph(clinic)
    if rule.how:
        yield Paragraph(rule.how)
    if rule.why:
        yield Paragraph(f"Why: {lower_first(rule.why)}")


def _reasons(rule: Rule, background: Background, whole: bool) -> Iterator[Paragraph]:
    if (because := here_because(rule, background)) and (whole or rule.kind.is_care):
        yield Paragraph(full_stop(f"Here because: {because}"), "mute")
    if agreeing := agreement(rule, background):
        yield Paragraph(f"{agreeing.partition(':')[0]}:" if whole and rule.sources else agreeing, "mute")
    for name, says in sources(rule, background) if whole else ():
        yield Paragraph(f"- {name}: {says}" if says else f"- {name}", "mute")
    if rule.differ:
        yield Paragraph(f"Where they differ: {lower_first(rule.differ)}", "mute")
    if whole:
        yield Paragraph(f"From {version(background)}.", "mute")


def _back(avoid: AvoidState, state: DayState) -> str:
    """When it is back, and how to begin."""
    what = avoid.avoid
    then = f" {what.rule.then}"
    if avoid.last is not None:
        return f"Left alone up to the session, {long_date(avoid.last)} included."
    if not avoid.returns and what.lifts is None:
        if avoid.last_quiet is not None:
            return f"Left alone to {long_date(avoid.last_quiet)}, the day included."
        return "Left alone for as long as the plan goes on. There is no day to wait for."
    if not what.on:
        today = "today" if state.is_today else "on this day"
        condition = f", {words}" if (words := condition_words(avoid)) else ""
        when = f" {today}" if what.returns_on(state.date) else ""
        return f"Back{when}{condition}.{then} {what_comes_first(state, state.date)}".rstrip()
    if avoid.held:
        after = f" Once that is gone:{then} {call_first(state)}".rstrip() if avoid.returns else ""
        if any(sign.event for _, sign in avoid.held):
            after = after.replace("Once that is gone", "Then")
            return f"Left alone {hold_words(avoid.held, 'you report ')}.{after}"
        return f"Held by what you reported: {held_by_words(avoid.held)}.{after}"
    if what.lifts is not None:
        lifts = what.lifts.astimezone(state.now.tzinfo)
        when = clock(lifts) if lifts < state.ends else f"{clock(lifts)} on {long_date(lifts.date())}"
        back = f"Back at {when}.{then} {call_first(state)}".rstrip()
        return back if avoid.returns else f"Left alone until {when}."
    if what.until is None:
        return "Left alone for as long as the plan goes on."
    condition = f", {words}" if (words := condition_words(avoid)) else ""
    return f"Back on {long_date(what.until)}{condition}.{then} {what_comes_first(state, what.until)}".rstrip()


def _next(item: ItemState, state: DayState) -> str:
    """When the rule's next item is, where that is what to wait for."""
    if item.item.rule.if_missed != "next" or item.due is None or item.is_now(state.now):
        return ""
    same = [one for one in state.items if one.item.rule.id == item.item.rule.id and one.due]
    later = [one.due for one in same if one.due and one.due > item.due and one.due > state.now]
    return f" It is at {clock(min(later))}." if later else ""


def _normal(state: DayState) -> Iterator[Paragraph]:
    if state.standing:
        yield Paragraph(standing_words(state.standing), "bold text")
        for how, lines in standing_by_heading(state):
            yield from (Paragraph(each.warning.condition) for each in lines)
            yield Paragraph(how, "call")
    if state.warns:
        for words, style in zip(report_to_mind_words(state), ("bold text", "text"), strict=True):
            yield Paragraph(words, style)
    if state.standing:
        yield Paragraph("c when to call", "call")
    elif state.normal is not None:
        if state.reassures:
            yield Paragraph(f"Normal on day {state.number}", "bold text")
            yield Paragraph(state.normal.usual)
        yield Paragraph(f"Not usual: {lower_first(state.normal.not_usual)}", "mute")
        yield Paragraph("c when to call", "call")
    for rule in state.expected:
        yield Paragraph("")
        yield Paragraph(rule.title, "bold text")
        if rule.how:
            yield Paragraph(rule.how)


def _section(section: Section, marks: Marks) -> Iterator[Paragraph]:
    yield Paragraph(section.title, "bold text")
    for item in section.items:
        at = f", {clock(item.due)}" if item.due else ""
        done = {State.DONE: ", done", State.SKIPPED: ", skipped"}.get(item.state, "")
        yield Paragraph(f"{item.item.rule.title}{at}{done}")
    if section.open:
        yield Paragraph(
            f"{capital(things(len(section.open)))} open. {marks.key('item.tick')} ticks them all.", "mute"
        )


def _apart(paragraphs: Iterable[Iterable[Paragraph]]) -> list[Paragraph]:
    texts: list[Paragraph] = []
    for one in paragraphs:
        texts += [Paragraph(""), *one] if texts else one
    return texts


class DetailScreen(ParagraphsScreen):
    """What a rule says, why, why it is here, and who says so. Answers with what came of an act, in words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "book", "book the next session", id="course.book", tooltip="Book the next session"),
        Binding("d", "clinic_date", "my clinic said", id="rule.clinic", tooltip="Say what my clinic said"),
    ]

    HINTS: ClassVar[tuple[Hint, ...]] = (
        hint("course.book", "book it"),
        hint("rule.clinic", "my clinic said", "clinic"),
    )

    def __init__(self, stop: str, state: DayState, background: Background, marks: Marks) -> None:
        """Show what there is to say about a row, given by its name for the cursor."""
        super().__init__(detail(stop, state, background, marks, whole=True))
        self._rules = selected(stop, state).rules

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "book":
            return any(books(rule) for rule in self._rules)
        return bool(self._rules) if action == "clinic_date" else True

    @work
    async def action_clinic_date(self) -> None:
        from tui.screens.dialogs import prompt_clinic_date

        await perform_asked(self, prompt_clinic_date(self, self._rules), self.dismiss)

    @work
    async def action_book(self) -> None:
        from tui.screens.course import book_session

        await perform_asked(self, book_session(self), self.dismiss)
