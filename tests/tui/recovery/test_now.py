"""One now: what is to be done now, what passed, what comes later, and that every sentence agrees on it."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from checklists.rules.rule import At, Interval, Kind, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import CLINIC, at, chosen, clock_of, shipped, small_checklist
from tests.support.days import opened, shown
from tests.support.long import long
from tui.cli.output.today_lines import today_lines
from tui.recovery.begin import begin
from tui.recovery.context import AppContext
from tui.recovery.state import DayState, ItemState, Timing
from tui.reminders.reminder import reminders_of
from tui.screens.today.layout import Sections, lay_out
from tui.settings import Quiet
from tui.themes import GLYPHS
from tui.widgets.placing import Size
from tui.wording.status_line import ahead_line, passed_words, status_line

SECOND = timedelta(seconds=1)


def rule(id: str, **more: Any) -> Rule:
    return Rule(id, Kind.DO, id.capitalize(), id, (Span(0, 20),), **more)


def go(context: AppContext, moment: str) -> DayState:
    clock_of(context).jump(at(moment) - context.now())
    return shown(context)


def names(items: tuple[ItemState, ...]) -> set[str]:
    return {f"{each.item.rule.id}/{each.item.slot}" for each in items}


def test_at_eight_in_the_evening_it_counts_what_is_still_worth_doing(contexts: Contexts) -> None:
    """Trial A4: "5 things now", though two of them say "Missed it? Leave it"."""
    state = go(contexts("2026-11-20T17:00", of=shipped()), "2026-11-25T20:05")
    assert {"face-cleanse/morning", "face-moisturise/morning", "face-moisturise/midday"} <= names(
        state.passed
    )
    assert status_line(state) == "Now: check-in. Wash at 21:00."
    assert passed_words(state) == ["wash", "moisturise x2", "sunscreen", "photo"][: len(passed_words(state))]
    assert "sunscreen" in passed_words(state)


@pytest.mark.parametrize("moment", ["2026-11-20T23:59", "2026-11-21T01:30", "2026-11-25T23:59"])
def test_at_night_it_lets_people_sleep(contexts: Contexts, moment: str) -> None:
    context = contexts("2026-11-20T17:00", of=chosen(small_checklist()))
    state = go(context, moment)
    assert state.due == ()
    assert str(state.progress) == ""
    sore = " Pain or worry: c." if state.number <= 2 else ""
    assert status_line(state).endswith(f"Nothing due now. Next at 08:00.{sore}")


def test_what_is_due_at_bedtime_or_after_passes_an_hour_later(contexts: Contexts) -> None:
    late = rule("late", at=(At("bedtime"),))
    keep = rule("keep", at=(At("bedtime", offset=30),), if_missed="now")
    context = contexts("2026-11-20T17:00", of=chosen(small_checklist(late, keep)))
    assert names(go(context, "2026-11-21T22:00").due) == {"late/bedtime"}
    assert names(go(context, "2026-11-21T22:30").due) == {"late/bedtime", "keep/bedtime"}
    assert names(go(context, "2026-11-21T23:00").due) == {"keep/bedtime"}
    assert names(go(context, "2026-11-22T03:59").due) == {"keep/bedtime"}


def test_what_was_put_off_is_later_and_then_now_for_an_hour_at_least(contexts: Contexts) -> None:
    context = contexts(
        "2026-11-20T17:00",
        of=chosen(small_checklist(rule("short", at=(At("lunch", clock=735),), if_missed="drop"))),
    )
    state = go(context, "2026-11-23T12:20")
    _, acts = opened(context)
    lunch = next(each for each in reminders_of(state, Quiet(0, 0)) if each.title == "Lunch")
    acts.put_off(lunch.items, at("2026-11-23T14:00"))
    for moment, when in (
        ("12:30", Timing.LATER),
        ("13:59", Timing.LATER),
        ("14:00", Timing.NOW),
        ("14:59", Timing.NOW),
        ("15:00", Timing.PASSED),
    ):
        state = go(context, f"2026-11-23T{moment}")
        item = state.item("2026-11-23/short/lunch")
        assert item is not None
        assert item.when(state.now) is when, moment
        assert ("short/lunch" in names(state.due)) is (when is Timing.NOW)


def test_what_comes_every_few_hours_passes_with_its_window(contexts: Contexts) -> None:
    again = rule("again", interval=Interval(120, 600, 1080))
    context = contexts("2026-11-20T17:00", of=chosen(small_checklist(again)))
    assert [
        each.item.slot for each in go(context, "2026-11-23T16:30").due if each.item.rule.id == "again"
    ] == ["n4"]
    assert [
        each.item.slot for each in go(context, "2026-11-23T18:59").due if each.item.rule.id == "again"
    ] == ["n5"]
    assert [each for each in go(context, "2026-11-23T19:00").due if each.item.rule.id == "again"] == []


def test_what_is_worth_doing_until_a_time_passes_then(contexts: Contexts) -> None:
    until = rule("until", at=(At("morning"),), if_missed=At("at-1800", clock=18 * 60))
    context = contexts("2026-11-20T17:00", of=chosen(small_checklist(until)))
    assert "until/morning" in names(go(context, "2026-11-23T17:59").due)
    assert "until/morning" in names(go(context, "2026-11-23T18:00").passed)


def test_what_lasts_for_hours_passes_when_they_are_over(contexts: Contexts) -> None:
    """The first dressing of a tattoo stood late beside the wash that ends it."""
    dressed = {"about": ("dressing",)}
    context = contexts("2026-11-20T17:00", of=shipped("picosure-tattoo"), answers=dressed)
    assert "tat-keep-dressing/morning" in names(go(context, "2026-11-21T15:59").due)
    after = go(context, "2026-11-21T20:31")
    assert "tat-wash/evening" in names(after.due)
    assert "tat-keep-dressing/morning" in names(after.passed)


def test_what_is_due_at_the_minute_of_the_treatment_is_not_late(contexts: Contexts) -> None:
    made = (
        rule(id, at=(At("tea", clock=clock),)) for id, clock in (("wash", 16 * 60), ("look", 16 * 60 + 1))
    )
    state = go(contexts("2026-11-20T16:00", of=chosen(small_checklist(*made))), "2026-11-20T17:00")
    late = {each.item.rule.id: each.is_late(state.now) for each in state.due}
    assert (late["wash"], late["look"]) == (False, True)


def test_nothing_is_said_that_is_not_true_of_the_other_recovery(contexts: Contexts) -> None:
    """Trial A5: "Nothing else until 20:00" with six overdue in another recovery."""
    context = contexts("2026-11-20T17:00", of=chosen(small_checklist()))
    face = shipped()
    begin(context.journal, face, at("2026-11-20T16:00"), "Europe/Berlin", {}, CLINIC, context.now())
    small, other = context.running() if context.running()[0].id == "small" else context.running()[::-1]
    clock_of(context).jump(timedelta(days=3, hours=-5))
    reader = context.reader(small)
    assert reader is not None
    context.acts(reader).tick([each.item for each in reader.state(context.now()).due])
    here, beside = reader.state(context.now()), context.beside(small)
    assert [each.recovery.id for each in beside] == [other.id]
    assert (
        status_line(here, beside)
        == f"Nothing here now. PicoSure on the face: {len(beside[0].due)} things now."
    )
    assert ahead_line(here, beside) == ""


def moments(context: AppContext, state: DayState, pick: random.Random) -> Iterator[datetime]:
    """Every instant of a day at which something changes, a second around each, and one between."""
    plan = opened(context)[0].plan(context.now())
    day = plan.day(state.number)
    instants = {day.begins, day.ends - SECOND}
    instants |= {item.due for item in state.items if item.due is not None}
    instants |= {item.passes for item in state.items if item.passes is not None}
    instants |= {section.due for section in state.sections if section.due is not None}
    ordered = sorted(instants)
    for instant in ordered:
        yield from (instant - SECOND, instant, instant + SECOND)
    yield day.begins + (day.ends - day.begins) * pick.random()


def agrees(state: DayState, others: tuple[DayState, ...] = ()) -> None:
    """Header, sentence, sections, rows, `due`, JSON and reminders say the same of one moment."""
    due, now = state.due, state.now
    assert len({item.item.key for item in state.items}) == len(list(state.items))
    assert {each.when(now) for each in state.passed} <= {Timing.PASSED}
    in_sections = [each for section in state.sections for each in section.items]
    assert not [each for each in in_sections if each.when(now) is Timing.PASSED and state.is_today]
    # Once a plan is finished what goes on is listed, and nothing of it is due.
    assert state.finished or [each for each in in_sections if each.is_now(now)] == list(due)
    assert state.progress.now == len(due)
    header = str(state.progress)
    if " due" in header and "nothing" not in header and not state.finished:
        assert header.partition(",")[0] == f"{len(due)} due"
    else:
        assert not due
    line = status_line(state, others)
    if line.startswith("All done"):
        assert [*due, *state.passed, *state.later, *state.any_time] == []
    if "Nothing" in line:
        assert not due
    if len(due) > 2 and state.number > 0:
        assert _thing(len(due)) in line
    if state.bedtime is not None and now >= state.bedtime:
        for each in due:
            late = each.starts is not None and each.starts >= state.bedtime - timedelta(hours=1)
            assert late or each.passes is None or each.passes > state.bedtime
    told = [item.item.key for reminder in reminders_of(state, Quiet(0, 0)) for item in reminder.items]
    assert not {each.item.key for each in state.passed} & set(told)
    words = "\n".join(today_lines(state, others))
    assert ("Passed today" in words) is bool(state.passed)
    page = lay_out(state, Size(80, 24), Sections(), GLYPHS)
    assert any(row.key == "@passed" for row in page.all_rows) is bool(state.passed)


def _thing(count: int) -> str:
    return f"{count} thing{'' if count == 1 else 's'}"


def walk(contexts: Contexts, name: str, numbers: list[int], seed: int) -> int:
    """Walk a checklist's days, with nothing, everything and a random half done; how many moments it was."""
    pick, samples = random.Random(seed), 0
    for how in ("nothing", "everything", "half"):
        context = contexts("2026-11-20T17:00", of=shipped(name))
        for number in numbers:
            start = datetime.fromisoformat("2026-11-20T12:00+01:00") + timedelta(days=number)
            if number == 0:
                start += timedelta(hours=6)
            clock_of(context).jump(start - context.now())
            state = shown(context)
            _, acts = opened(context)
            chosen_items = [each.item for each in state.items if each.due is not None and each.open]
            if how == "half":
                chosen_items = [each for each in chosen_items if pick.random() < 0.5]
            if how != "nothing" and chosen_items:
                acts.tick(chosen_items)
            for instant in moments(context, shown(context), pick):
                clock_of(context).jump(instant - context.now())
                agrees(shown(context))
                samples += 1
    return samples


@pytest.mark.parametrize(
    "name", ["picosure-face", "picosure-tattoo", *(["picosecond", "picoplus", "ipl-face"] if long() else [])]
)
def test_header_sentence_sections_and_due_never_disagree(contexts: Contexts, name: str) -> None:
    """A few days in the ordinary run; in the long one every day of every shipped checklist."""
    last = shipped(name).checklist.last_day
    assert walk(contexts, name, list(range(last + 2)) if long() else [0, 1, 5, 14], 9) > 150


def test_once_a_plan_is_finished_what_goes_on_is_listed_and_nothing_is_due(contexts: Contexts) -> None:
    state = go(contexts("2026-11-20T17:00", of=shipped("picosecond")), "2027-05-19T12:00")
    assert state.finished
    assert "clinic-first/day" in names(tuple(state.items))
    assert state.due == ()
    assert (state.progress.now, state.progress.later, str(state.progress)) == (0, 0, "")
