"""What a return hangs on: held, back if, and back; clinic dates beside it; what undo leaves behind."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from checklists.rules.checklist import Sign
from checklists.rules.rule import At, Kind, Match, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import at, chosen, clock_of, shipped, small_checklist
from tests.support.commands import Shell
from tests.support.days import opened, shown
from tui.cli.output.today_json import today_json
from tui.recovery.acts import undo
from tui.recovery.context import AppContext
from tui.recovery.state import AvoidState, DayState
from tui.wording.status_line import condition_words

STITCHES = Sign("stitches", "Are the stitches still in?", 1, (Span(0, 14),))
SWIM = Rule(
    "swim",
    Kind.AVOID,
    "Swimming",
    "swimming",
    (Span(0, 2),),
    held_by=(Match("stitches", low=1),),
    then="Briefly.",
)
FIRST = Rule("first", Kind.AVOID, "Washing", "washing", (Span(0, 0),), then="With cool water.")


DATE = ("clinic", "date", "face-no-makeup")


def go(context: AppContext, moment: str) -> DayState:
    clock_of(context).jump(at(moment) - context.now())
    return shown(context)


def avoid(state: DayState, id: str) -> AvoidState | None:
    return next((each for each in state.avoids if each.avoid.rule.id == id), None)


def report(context: AppContext, **values: int) -> None:
    _, acts = opened(context)
    signs = {acts.plan.checklist.sign(id.replace("_", "-")): value for id, value in values.items()}
    acts.report({sign: value for sign, value in signs.items() if sign is not None}, shown(context).date)


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Swimming waits for the stitches, which nobody has spoken of; washing is left alone on day 0 alone."""
    small = small_checklist(SWIM, FIRST)
    return contexts("2026-11-20T17:00", of=chosen(replace(small, signs=(*small.signs, STITCHES))))


def test_an_unanswered_sign_releases_nothing_without_a_word(context: AppContext) -> None:
    """Trial A9: "Back today" beside the open question."""
    for moment in ("2026-11-23T09:00", "2026-11-24T09:00", "2026-12-10T09:00"):
        state = go(context, moment)
        swim = avoid(state, "swim")
        assert swim is not None
        assert (swim.avoid.on, swim.conditional, condition_words(swim)) == (False, True, "if no stitches")
        asked = next(each for each in today_json(state, ())["avoid"] if each["rule"] == "swim")
        assert (asked["state"], asked["until"]) == ("if", "2026-11-23")


def test_it_is_asked_for_three_days_and_the_words_stay(context: AppContext) -> None:
    asked = []
    for day in range(23, 28):
        state = go(context, f"2026-11-{day}T09:00")
        asked.append(state.asks is not None and "stitches" in [sign.id for sign in state.asks.signs])
    assert asked == [True, True, True, False, False]


def test_it_is_back_on_the_day_that_says_so_and_no_news_on_the_next(context: AppContext) -> None:
    go(context, "2026-11-25T09:00")
    report(context, stitches=0)
    swim = avoid(shown(context), "swim")
    assert swim is not None
    assert (swim.avoid.on, swim.conditional, str(swim.avoid.until)) == (False, False, "2026-11-25")
    assert avoid(go(context, "2026-11-26T09:00"), "swim") is None


def test_a_report_from_before_the_last_day_decides_nothing(context: AppContext) -> None:
    go(context, "2026-11-21T09:00")
    report(context, stitches=0)
    swim = avoid(go(context, "2026-11-23T09:00"), "swim")
    assert swim is not None
    assert swim.conditional


def test_what_is_held_stays_so_however_old_the_report_and_is_asked_daily(context: AppContext) -> None:
    go(context, "2026-11-22T09:00")
    report(context, stitches=1)
    for moment in ("2026-11-23T09:00", "2026-12-01T09:00"):
        state = go(context, moment)
        swim = avoid(state, "swim")
        assert swim is not None
        assert (swim.avoid.on, condition_words(swim)) == (True, "while stitches")
        assert state.asks is not None
        assert [sign.id for sign in state.asks.signs] == ["stitches"]


def test_all_signs_that_decide_are_asked_together_and_named(contexts: Contexts) -> None:
    """Trial A9: of several only the first was asked, and blisters never."""
    context = contexts("2026-11-20T17:00", of=shipped("picosure-tattoo"))
    state = go(context, "2026-11-23T09:00")
    assert state.asks is not None
    assert len(state.asks.signs) > 1
    assert state.asks.ask.startswith("Any ")
    assert state.asks.ask.endswith(f" or {state.asks.signs[-1].noun}?")
    _, acts = opened(context)
    acts.report(dict.fromkeys(state.asks.signs, 0), state.date)
    asks = shown(context).asks
    assert asks is None or not asks.yes_no


def test_what_is_left_alone_on_day_0_alone_is_back_on_day_1(context: AppContext) -> None:
    """Trial A10."""
    washing = avoid(go(context, "2026-11-21T09:00"), "first")
    assert washing is not None
    assert (washing.avoid.on, str(washing.avoid.until)) == (False, "2026-11-21")
    assert avoid(go(context, "2026-11-22T09:00"), "first") is None


def test_a_clinic_date_moves_days_and_leaves_a_report_in_force(shell: Shell) -> None:
    """Trial A6: the published days once more, and what open skin held was free."""
    shell("sign", "crusts", "yes", now="2026-11-30T09:00")
    said = shell(*DATE, "--days", "0-6", now="2026-12-05T09:00")
    assert "What you reported holds 'Make-up': that stays." in said.out
    assert "--clinic-said-so" in said.out
    assert shell("today", now="2026-12-05T09:01").line("face-no-makeup").split()[0] == "held"

    lifted = shell(
        "clinic", "date", "face-no-makeup", "--days", "0-7", "--clinic-said-so", now="2026-12-05T09:02"
    )
    assert "What you reported does not hold it any longer." in lifted.out
    assert shell("today", now="2026-12-05T09:03").line("face-no-makeup") == ""


def test_undo_leaves_nothing_of_a_version_behind(context: AppContext) -> None:
    """Trial B4: what an accepted version brought late was still demanded after undo."""
    go(context, "2026-11-21T08:02")
    reader, acts = opened(context)
    before = {item.item.key for item in shown(context).items}
    checklist = acts.plan.checklist
    mask = Rule("mask", Kind.DO, "A mask", "mask", (Span(0, 9),), at=(At("morning"),))
    acts.accept(chosen(replace(checklist, rules=(*checklist.rules, mask))))
    clock_of(context).advance(timedelta(minutes=1))
    assert "2026-11-21/mask/morning" in {item.item.key for item in shown(context).due}

    undo(reader.journal, reader.journal.top(), context.now())
    clock_of(context).advance(timedelta(minutes=1))
    assert {item.item.key for item in shown(context).items} == before
