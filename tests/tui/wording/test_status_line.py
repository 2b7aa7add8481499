"""What the now-line and the headings say, word for word."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from checklists.rules.rule import AsNeeded, Kind, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import at, chosen, clock_of, shipped, small_checklist
from tests.support.days import opened, shown
from tui.recovery.context import AppContext
from tui.screens.today.detail import detail
from tui.screens.today.info_rows import avoid_groups
from tui.text.humanize import (
    ago,
    days_words,
    duration_words,
    listed,
    long_date,
    minutes_words,
    near_date,
    short_date,
    slot_title,
)
from tui.themes import GLYPHS
from tui.widgets.rows import RowKind
from tui.wording.acts import caution_words
from tui.wording.reasons import Background
from tui.wording.status_line import ahead_line, folded, heading, lift_words, status_line


def answer_all(context: AppContext, skip: bool = False) -> None:
    reader = context.reader()
    assert reader is not None
    items = [state.item for state in shown(context).items if state.due is not None]
    acts = context.acts(reader)
    acts.skip(items) if skip else acts.tick(items)


def test_before_the_treatment_it_says_when_the_plan_begins_and_calls_nothing_normal(
    contexts: Contexts,
) -> None:
    state = shown(contexts("2026-11-20T10:00", begun="2026-11-19T10:00"))

    assert status_line(state) == "Treatment today at 16:00. The plan begins with it."
    assert state.normal is None


def test_on_day_0_it_says_what_helps_a_sore_face(contexts: Contexts) -> None:
    context = contexts("2026-11-20T17:10", of=shipped())
    # An hour after it somebody looks at what cannot wait.
    assert status_line(shown(context)) == "1 thing now. Cool it, and sleep with your head up."
    clock_of(context).jump(timedelta(hours=3))
    assert status_line(shown(context)) == "2 things now. Cool it, and sleep with your head up."
    reader = context.reader()
    assert reader is not None
    context.acts(reader).tick([one.item for one in shown(context).due if not one.item.rule.check_in])
    assert status_line(shown(context)) == "Home and sore. Cool it, check in, sleep with your head up."
    answer_all(context)
    assert status_line(shown(context)) == "Home and sore. Cool it, and sleep with your head up."


def test_on_day_0_it_says_only_what_that_day_has(contexts: Contexts) -> None:
    tattoo = contexts("2026-11-20T20:10", of=shipped("picosure-tattoo"))
    assert status_line(shown(tattoo)) == "4 things now. Cool it."


def test_on_a_day_0_without_advice_it_leaves_the_person_be(contexts: Contexts) -> None:
    bare = contexts("2026-11-20T20:10", of=chosen(replace(small_checklist(), rules=())))
    assert status_line(shown(bare)) == "Home and sore. Leave it be."


def test_it_says_what_there_is_now_and_when_the_next_thing_comes(contexts: Contexts) -> None:
    context = contexts("2026-11-20T20:10")
    answer_all(context)
    clock_of(context).jump(timedelta(hours=12, minutes=45))
    assert status_line(shown(context)) == "3 things now, then nothing until 13:00."


def test_with_nothing_due_it_says_so_and_leaves_the_person_be(contexts: Contexts) -> None:
    context = contexts("2026-11-20T20:10")
    answer_all(context)
    clock_of(context).jump(timedelta(hours=10))
    assert status_line(shown(context)) == "At any time: hat. Next at 08:00."


def test_with_nothing_left_at_all_it_leaves_the_person_be(contexts: Contexts) -> None:
    timed = tuple(rule for rule in small_checklist().rules if rule.id != "hat")
    context = contexts("2026-11-21T09:00", of=chosen(replace(small_checklist(), rules=timed)))
    opened(context)[1].tick([state.item for state in shown(context).due])
    assert status_line(shown(context)) == "Nothing to do until 13:00. Leave it be."


def test_after_days_away_there_is_nothing_to_catch_up(contexts: Contexts) -> None:
    context = contexts("2026-11-20T20:10")
    clock_of(context).jump(timedelta(days=2, hours=-12))
    assert status_line(shown(context)) == (
        "Back after 2 days. Nothing to catch up. 3 things now, then nothing until 13:00."
    )
    answer_all(context)
    assert not status_line(shown(context)).startswith("Back after")


def test_before_the_day_starts_it_is_still_the_day_before(contexts: Contexts) -> None:
    context = contexts("2026-11-21T21:30", begun="2026-11-21T05:00")
    answer_all(context)
    clock_of(context).jump(timedelta(hours=4))
    assert (
        status_line(shown(context))
        == "Still day 1 until 04:00. Nothing due now. Next at 08:00. Pain or worry: c."
    )


def test_when_all_is_done_it_says_what_comes_back_tomorrow(contexts: Contexts) -> None:
    context = contexts("2026-11-26T21:40")
    answer_all(context)
    assert status_line(shown(context)) == "All that has a time is done. At any time: hat."
    assert ahead_line(shown(context)) == "Tomorrow: wash and 2 more 08:00, make-up may come back if calm."


def test_on_the_day_it_says_what_may_come_back(contexts: Contexts) -> None:
    context = contexts("2026-11-27T08:10", begun="2026-11-27T05:00")
    assert status_line(shown(context)) == "3 things now. Make-up may come back today if calm."


def test_beside_a_ticked_warning_nothing_soothes(contexts: Contexts) -> None:
    context = contexts("2026-11-20T20:10")
    answer_all(context)
    clock_of(context).jump(timedelta(hours=10))
    reader, state = context.reader(), shown(context)
    assert reader is not None
    context.acts(reader).heed(state.warnings[0].warning, ticked=True)
    assert status_line(shown(context)) == "At any time: hat. Next at 08:00."


def test_one_thing_and_that_is_all(contexts: Contexts) -> None:
    context = contexts("2026-12-10T08:20", begun="2026-12-10T05:00")
    assert status_line(shown(context)) == "Now: sunscreen."


def test_another_day_says_how_to_come_back(contexts: Contexts) -> None:
    context = contexts("2026-11-23T08:55")
    assert status_line(shown(context, 1)) == "Looking back at Sat 21 Nov."
    assert status_line(shown(context, 5)) == "Looking ahead to Wed 25 Nov."


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23T07:59", "08:00"),
        ("2026-11-23T08:00", "now"),
        ("2026-11-23T08:30", "now"),
        ("2026-11-23T08:31", "late, since 08:00"),
    ],
)
def test_a_heading_says_late_after_half_an_hour(contexts: Contexts, now: str, expected: str) -> None:
    state = shown(contexts(now))
    assert heading(state.sections[0], state) == expected


def test_a_folded_section_says_what_is_in_it_or_how_it_went(contexts: Contexts) -> None:
    context = contexts("2026-11-23T08:55")
    assert folded(shown(context).sections[0]) == "wash · moisturise · sunscreen"
    answer_all(context, skip=True)
    assert folded(shown(context).sections[0]) == "0 done, 3 skipped"
    assert heading(shown(context).sections[0], shown(context)) == ""


def test_what_is_left_alone_says_when_it_comes_back(contexts: Contexts) -> None:
    numb = Rule("numb", Kind.AVOID, "Hot drinks", "hot drinks", lasts=240, then="Try a sip first.")
    context = contexts("2026-11-20T17:00", of=chosen(small_checklist(numb)))

    def lifts() -> dict[str, str]:
        state = shown(context)
        return {avoid.avoid.rule.id: lift_words(avoid, state) for avoid in state.avoids}

    assert lifts() == {"make-up": "Fri 27", "no-rub": "to 3 Dec", "numb": "20:00"}
    clock_of(context).jump(timedelta(hours=4))
    assert lifts()["numb"] == "today"
    clock_of(context).jump(timedelta(days=5, hours=12))
    assert lifts() == {"make-up": "tomorrow", "no-rub": "to 3 Dec"}


def test_what_is_counted_in_hours_says_its_end_also_without_a_word_for_its_return(
    contexts: Contexts,
) -> None:
    wet = Rule("wet", Kind.AVOID, "Getting it wet", "getting it wet", lasts=48 * 60)
    night = Rule("night", Kind.AVOID, "Hot drinks", "hot drinks", lasts=10 * 60)
    context = contexts("2026-11-20T17:00", of=chosen(small_checklist(wet, night)))

    def lifts() -> dict[str, str]:
        state = shown(context)
        return {avoid.avoid.rule.id: lift_words(avoid, state) for avoid in state.avoids}

    assert (lifts()["wet"], lifts()["night"]) == ("Sun 22", "02:00"), "02:00 is still this day's night"
    assert [group.label for group in avoid_groups(shown(context))] == ["02:00", "Sun 22", "Fri 27", "until"]
    clock_of(context).jump(timedelta(days=1))
    assert lifts()["wet"] == "tomorrow"
    clock_of(context).jump(timedelta(days=1) - timedelta(hours=2))
    assert lifts()["wet"] == "16:00"
    clock_of(context).jump(timedelta(hours=1))
    assert lifts() == {"make-up": "Fri 27", "no-rub": "to 3 Dec"}, "and then it is gone without a word"


def test_the_detail_of_what_is_counted_in_hours_says_the_hour_and_another_day(contexts: Contexts) -> None:
    wet = Rule("wet", Kind.AVOID, "Getting it wet", "getting it wet", lasts=48 * 60)
    numb = Rule("numb", Kind.AVOID, "Hot drinks", "hot drinks", lasts=48 * 60, then="Try a sip first.")
    context = contexts("2026-11-20T17:00", of=chosen(small_checklist(wet, numb)))

    def told(id: str) -> str:
        reader = context.reader()
        assert reader is not None
        plan, state = reader.plan(context.now()), shown(context)
        background = Background(plan.checklist, plan.state.answers)
        texts = detail(f"{RowKind.AVOID}/{id}", state, background, GLYPHS, whole=False)
        return next(text.text for text in texts if "16:00" in text.text)

    assert told("wet") == "Left alone until 16:00 on Sunday 22 November."
    assert told("numb") == "Back at 16:00 on Sunday 22 November. Try a sip first."
    clock_of(context).jump(timedelta(days=2) - timedelta(hours=2))
    assert (told("wet"), told("numb")) == ("Left alone until 16:00.", "Back at 16:00. Try a sip first.")


def test_too_soon_again_is_a_kind_word(contexts: Contexts) -> None:
    limits = AsNeeded(gap=55, at_most=2)
    pack = Rule("pack", Kind.DO, "Cold pack", "cold pack", (Span(0, 3),), as_needed=limits)
    context = contexts("2026-11-23T08:55", of=chosen(small_checklist(pack)))

    def next_pack() -> str:
        state = shown(context)
        item = next(item for item in state.items if item.item.rule.id == "pack")
        caution = item.caution(state.now)
        words = caution_words(caution) if caution is not None else ""
        reader = context.reader()
        assert reader is not None
        context.acts(reader).tick([item.item])
        return words

    assert next_pack() == ""
    assert next_pack() == "Best left 55 minutes apart. Noted all the same."
    clock_of(context).jump(timedelta(hours=2))
    assert next_pack() == "That is more than 2 today. Noted all the same."


def test_dates_and_counts_read_as_people_say_them() -> None:
    day = at("2026-11-23T08:55").date()
    assert long_date(day) == "Monday 23 November"
    assert short_date(day) == "Mon 23 Nov"
    near = [near_date(day + timedelta(days=ahead), day) for ahead in (0, 1, 2, 7, 8)]
    assert near == ["today", "tomorrow", "Wed 25", "Mon 30", "1 Dec"]
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [minutes_words(minutes) for minutes in (55, 60, 90)] == [
        "55 minutes",
        "1 hour",
        "1 hour 30 minutes",
    ]
    assert (slot_title("after-4h"), slot_title("late-lunch")) == ("4 hours after", "Late lunch")
    assert duration_words("soon") == "soon"
    days = [days_words(7, 7), days_words(1, 13), days_words(14, None)]
    assert days == ["day 7", "days 1 to 13", "from day 14"]
    assert (ago(day, day), ago(day - timedelta(days=3), day)) == ("today", "3 days ago")
