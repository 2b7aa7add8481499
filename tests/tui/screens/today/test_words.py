"""Small things that Today says, each true and no more than that."""

import pytest

from checklists.rules.rule import At, Kind, Match, Remind, Rule, Span
from tests.conftest import Contexts
from tests.support import scenes
from tests.support.apps import chosen, make_app, shipped, small_checklist
from tests.support.screens import drawn, press, settled, shows
from tests.support.today import BEGUN, text_at, today
from tui.recovery.call_lines import call_lines_of, heed
from tui.recovery.plan_days import Summary
from tui.screens.today.finished_rows import finished_rows
from tui.themes import GLYPHS
from tui.wording.reasons import Background, here_because
from tui.wording.recall import teach_back

ASKING = Rule("ask", Kind.DO, "Is it 'dry'?", "dry", (Span(0, 9),), at=(At("morning"),))


def _finished(contexts: Contexts, summary: Summary) -> str:
    context = scenes.over(contexts)
    reader = context.reader()
    assert reader is not None
    return "\n".join(row.line(80) for row in finished_rows(reader.state(context.now()), summary, 80, GLYPHS))


def test_a_plan_of_which_nothing_was_ticked_is_over_without_praise_and_without_zeros(
    contexts: Contexts,
) -> None:
    text = _finished(contexts, Summary(0, 210, 3, 0, 0, 0, 1))
    assert text.startswith(" That is the whole plan.\n")
    assert "ticked" not in text
    assert "\n   3 skipped\n   1 note\n" in text


def test_a_plan_that_was_kept_to_says_well_done(contexts: Contexts) -> None:
    text = _finished(contexts, Summary(12, 210, 0, 0, 0, 0, 0))
    assert text.startswith(" That is the whole plan. Well done for staying with it.\n")
    assert "\n   12 steps ticked\n" in text


def test_a_finished_plan_praises_nothing_and_calls_nothing_usual_beside_a_line_that_stands(
    contexts: Contexts,
) -> None:
    context = scenes.over(contexts)
    reader = context.reader()
    assert reader is not None
    assert "   Calm. Results may still build." in _finished(contexts, Summary(12, 210, 0, 0, 0, 0, 0))
    heed(context, next(iter(call_lines_of([reader], context.now()))), ticked=True)
    acts = context.acts(reader)
    acts.report({sign: 1 for sign in acts.plan.checklist.signs if sign.id == "crusts"}, acts.plan.date_of(91))
    state = reader.state(context.now())
    lines = [row.line(80) for row in finished_rows(state, Summary(12, 210, 0, 0, 0, 0, 0), 80, GLYPHS)]
    assert lines[:5] == [
        " That is the whole plan.",
        "",
        " What goes on",
        "   You marked: Breath or swallowing is hard; lips, tongue, throat or eyes swell",
        "   fast. NOW: your emergency number.",
    ]
    assert any(line.startswith("   Left alone while crusts: ") for line in lines)
    assert "Calm." not in "\n".join(lines)


async def test_beside_a_reason_to_call_what_is_back_by_tomorrow_is_to_be_asked_about_first(
    contexts: Contexts,
) -> None:
    context = contexts("2026-11-21T12:00", of=shipped())
    reader = context.reader()
    assert reader is not None
    pain = reader.plan(context.now()).checklist.sign("pain")
    assert pain is not None
    first = "reason to call: ask about this first."
    assert first not in await text_at(context, 80, 24)
    assert "Leave alone 14, washing back today" in await text_at(context, 40, 12)
    context.acts(reader).report({pain: 10}, reader.state(context.now()).date)
    assert f"   tomorrow  alcohol\n             You have a {first}" in await text_at(context, 80, 24)
    assert "Leave alone 14, ask first" in await text_at(context, 40, 12)
    assert "Coming up  back: ask about this first" in await text_at(context, 120, 60)
    # Of a day ahead nothing was reported: what was is a reason to call all the same.
    assert f"You have a {first}" in " ".join((await text_at(context, 80, 24, number=2)).split())
    assert "from when may it come back" not in str(teach_back(reader.state(context.now()), "112"))


async def test_later_asks_about_what_is_to_do_and_not_about_what_is_left_alone(contexts: Contexts) -> None:
    remind = Remind(at=At("morning"))
    sauna = Rule("sauna", Kind.AVOID, "Sauna", "sauna", (Span(0, 9),), remind=remind)
    app = make_app(contexts("2026-11-21T08:15", begun=BEGUN, of=chosen(small_checklist(sauna))))
    async with app.run_test() as pilot:
        await press(pilot, "l")
        assert shows(pilot, "Wash, moisturise and sunscreen: when?")
        assert not shows(pilot, "no sauna")


@pytest.mark.parametrize(("key", "title"), [("s", "Skip: Is it 'dry'?"), ("n", "A note to: Is it 'dry'?")])
async def test_a_title_that_asks_is_asked_about_without_a_second_mark(
    contexts: Contexts, key: str, title: str
) -> None:
    app = make_app(contexts("2026-11-21T08:15", begun=BEGUN, of=chosen(small_checklist(ASKING))))
    async with app.run_test() as pilot:
        today(app).move_cursor("item/2026-11-21/ask/morning")
        await press(pilot, key)
        (line,) = [line for line in drawn(pilot) if title in line]
    assert line.strip("│ ") == title


@pytest.mark.parametrize(
    ("match", "reported", "unreported"),
    [
        (Match("crusts", low=1), "while crusts", "until you report no crusts"),
        (Match("redness", low=2), "while redness 2 or more", "until you report redness under 2"),
        (Match("crusts", low=0, high=0), "while no crusts", "until you report crusts"),
        (
            Match("redness", low=2, high=3),
            "while redness 2 to 3",
            "until you report redness other than 2 to 3",
        ),
    ],
)
def test_what_hangs_on_a_sign_says_so_only_where_it_was_reported(
    match: Match, reported: str, unreported: str
) -> None:
    rule = Rule("gel", Kind.DO, "Gel", "gel", (Span(1, 9),), when=((match,),))
    assert here_because(rule, Background(small_checklist(), {})) == f"days 1 to 9; {unreported}"
    known = Background(small_checklist(), {}, {match.subject})
    assert here_because(rule, known) == f"days 1 to 9; {reported}"


async def test_the_detail_knows_what_was_reported(contexts: Contexts) -> None:
    gel = Rule("gel", Kind.DO, "Gel", "gel", (Span(1, 9),), when=((Match("crusts", low=1),),))
    context = contexts("2026-11-21T08:15", begun=BEGUN, of=chosen(small_checklist(gel)))
    app = make_app(context)
    async with app.run_test(size=(120, 40)) as pilot:
        today(app).move_cursor("item/2026-11-21/gel/day")
        await settled(pilot)
        assert shows(pilot, "Here because: days 1 to 9; until you report no crusts.")
        reader = context.reader()
        assert reader is not None
        crusts = reader.plan(context.now()).checklist.sign("crusts")
        assert crusts is not None
        context.acts(reader).report({crusts: 1}, reader.state(context.now()).date)
        today(app).reload()
        await settled(pilot)
        assert shows(pilot, "Here because: days 1 to 9; while crusts.")


async def test_at_40_columns_the_cursor_stands_before_the_mark_on_headings_as_on_items(
    contexts: Contexts,
) -> None:
    app = make_app(contexts("2026-11-21T08:15", begun=BEGUN))
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(pilot)
        assert shows(pilot, f"{GLYPHS.cursor}○ Wash gently")
        await press(pilot, "home")
        assert any(line.startswith(f"{GLYPHS.cursor}▾Morning") for line in drawn(pilot))
        await press(pilot, "down")
        assert any(line.startswith("▾ Morning") for line in drawn(pilot))


@pytest.mark.parametrize("key", ["space", "s"])
async def test_a_key_that_needs_a_row_says_so_where_the_cursor_is_on_none(
    contexts: Contexts, key: str
) -> None:
    app = make_app(contexts("2026-11-20T17:10"))
    async with app.run_test() as pilot:
        await settled(pilot)
        today(app).cursor = ""
        await press(pilot, key)
        assert shows(pilot, f" 17:10  Go to a row first, then {key}.")
        await press(pilot, "down")
        assert today(app).cursor == "heading/evening"
