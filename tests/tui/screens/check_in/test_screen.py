"""The check-in: one screen, one act, and nothing that has to be answered."""

from datetime import timedelta

import pytest
from msgspec.structs import force_setattr
from rich.cells import cell_len

from checklists import library
from checklists.rules.checklist import Sign
from checklists.rules.rule import Span
from tests.conftest import Contexts
from tests.support.apps import TREATED, chosen, clock_of, make_app, shipped, small_checklist
from tests.support.content import shipped as content
from tests.support.scenes import tick
from tests.support.screens import (
    Below,
    answers,
    bare_app,
    drawn,
    opened,
    press,
    settled,
    shows,
    words,
    written,
)
from tui.journal import JournalError, Reason, Topic
from tui.recovery.context import AppContext
from tui.recovery.outcomes import Refused
from tui.recovery.questions import MOST
from tui.recovery.state import SignState
from tui.screens.call import CallScreen
from tui.screens.check_in import CheckInScreen
from tui.screens.check_in.sign_list import SignList, box, question, question_row, sign_row

EVENING = "2026-11-21T20:10"
"""Day 1: redness and crusts are asked, and nothing later yet."""


def _signs(context: AppContext) -> dict[str, object]:
    """What was reported, by sign."""
    return {key: entry.value["value"] for key, entry in context.journal.current("small", Topic.SIGN).items()}


async def test_it_asks_the_signs_of_the_day_with_what_is_usual_as_an_estimate(contexts: Contexts) -> None:
    async with opened(contexts(EVENING), CheckInScreen()) as pilot:
        lines = drawn(pilot)
    assert lines[0] == f" Check-in · a number, y or n answers{'Day 1  Saturday 21 November':>43}"
    assert "Your answers decide what may come back, and when to call. Skip what you like." in lines[1]
    assert any(line.endswith("usual today: strong to fiery (an estimate)") for line in lines)
    assert any("How red is it?" in line for line in lines)
    assert any("0 none  1 slight  2 obvious  3 strong  4 fiery" in line for line in lines)
    assert any("Any crusts or flakes?" in line for line in lines)
    assert not any("Going out?" in line for line in lines)


async def test_enter_saves_all_answers_as_one_act_with_the_check_in_ticked(contexts: Contexts) -> None:
    context = contexts(EVENING)
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "2", "y", "n", "enter")
        assert answers(pilot) == ["Checked in: redness 2, crusts yes. u undoes."]
        assert isinstance(pilot.app.screen, Below)

    pairs = written(context, "small")
    assert len({act.id for act, _ in pairs}) == 1
    assert pairs[0][0].words == "check-in: redness 2 obvious, crusts yes, day 1"
    assert [(entry.topic, entry.key, entry.value) for _, entry in pairs] == [
        (Topic.SIGN, "redness", {"value": 2, "until": None}),
        (Topic.SIGN, "crusts", {"value": 1, "until": None}),
        (Topic.ITEM, "2026-11-21/check-in/evening", {"state": "done", "title": pairs[2][1].value["title"]}),
    ]
    assert {entry.date for _, entry in pairs} == {"2026-11-21"}


async def test_what_is_left_open_is_not_reported(contexts: Contexts) -> None:
    context = contexts(EVENING)
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "down", "n", "enter")
    assert _signs(context) == {"crusts": 0}


async def test_a_check_in_is_never_ticked_unanswered(contexts: Contexts) -> None:
    context = contexts(EVENING)
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "enter")
        assert answers(pilot) == ["Nothing was answered, so the check-in stays open."]
    assert written(context, "small") == []
    reader = context.reader()
    assert reader is not None
    state = reader.state(context.now())
    check_ins = [item for item in state.items if item.item.rule.check_in]
    assert isinstance(context.acts(reader).toggle(check_ins, state), Refused)
    assert written(context, "small") == []


async def test_escape_saves_nothing(contexts: Contexts) -> None:
    context = contexts(EVENING)
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "2", "escape")
        assert answers(pilot) == [None]
    assert written(context, "small") == []


async def test_q_does_not_lose_what_was_answered_and_not_saved(contexts: Contexts) -> None:
    async with opened(contexts(EVENING), CheckInScreen()) as pilot:
        await press(pilot, "2", "q")
        assert pilot.app.is_running
        said = [notification.message for notification in pilot.app._notifications]
        assert said == ["Not saved yet: enter saves, q leaves without."]
        await press(pilot, "q")
        assert pilot.app.return_code == 0
    async with opened(contexts(EVENING), CheckInScreen()) as pilot:
        await press(pilot, "q")
        assert pilot.app.return_code == 0


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["right"], 0),
        (["right", "right", "right"], 2),
        (["3", "up", "left"], 2),
        (["4", "up", "right"], 4),
        (["1", "up", "4"], 4),
        (["9", "3"], 3),
        (["2", "up", "left", "left", "left"], None),
    ],
    ids=str,
)
async def test_a_scale_is_answered_by_numbers_or_arrows(
    contexts: Contexts, keys: list[str], value: int | None
) -> None:
    context = contexts(EVENING)
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, *keys, "enter")
    assert _signs(context).get("redness") == value


async def test_ten_is_typed_as_it_is_written(contexts: Contexts) -> None:
    checklist = small_checklist()
    pain = Sign("pain", "How much does it hurt?", 10, (Span(0, 14),))
    force_setattr(checklist, "signs", (pain,))
    context = contexts(EVENING, of=chosen(checklist))
    async with opened(context, CheckInScreen()) as pilot:
        assert shows(pilot, "Worst in the last 24 hours: 0 none, 10 worst you can imagine")
        await press(pilot, "1")
        assert shows(pilot, "[1]")
        await press(pilot, "0")
        assert shows(pilot, "[10]")
        await press(pilot, "up", "0")
        assert shows(pilot, "[0]")
        await press(pilot, "up", "1", "0", "enter")
    assert _signs(context) == {"pain": 10}


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["1", "down", "n"], {"pain": 1, "blisters": 0}),
        (["1", "y"], {"pain": 1, "blisters": 1}),
        (["1", "0", "n", "3"], {"pain": 10, "blisters": 0, "itch": 3}),
        (["7", "n", "2"], {"pain": 7, "blisters": 0, "itch": 2}),
    ],
    ids=str,
)
async def test_a_digit_moves_on_and_a_1_waits_for_a_0(
    contexts: Contexts, keys: list[str], said: dict[str, int]
) -> None:
    checklist = small_checklist()
    signs = (
        Sign("pain", "How much does it hurt?", 10, (Span(0, 14),)),
        Sign("blisters", "Any blisters?", 1, (Span(0, 14),)),
        Sign("itch", "How itchy is it?", 4, (Span(0, 14),), ("none", "slight", "some", "much", "very")),
    )
    force_setattr(checklist, "signs", signs)
    context = contexts(EVENING, of=chosen(checklist))
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, *keys, "enter")
    assert _signs(context) == said


async def test_of_a_day_gone_by_what_was_usual_then_is_told(contexts: Contexts) -> None:
    async with opened(contexts("2026-11-23T20:10"), CheckInScreen(1)) as pilot:
        assert shows(pilot, "usual on day 1: strong to fiery (an estimate)")


async def test_the_last_question_is_in_the_first_screenful_when_all_is_asked(contexts: Contexts) -> None:
    context = contexts("2026-11-25T20:10", of=shipped())
    reader = context.reader()
    assert reader is not None
    ids = ("redness", "swelling", "pain", "crusts", "blisters", "open-skin")
    acts = context.acts(reader)
    signs = [sign for id in ids if (sign := acts.plan.checklist.sign(id)) is not None]
    acts.report(dict.fromkeys(signs, 1), TREATED.date() + timedelta(days=4))
    async with opened(context, CheckInScreen()) as pilot:
        assert shows(pilot, "yesterday")
        assert shows(pilot, "Anything from When to call? c shows it")
        assert sum(line.endswith(" asked once") for line in drawn(pilot)) == 2


async def test_the_last_answer_stands_beside_each_question_and_then_before_and_after(
    contexts: Contexts,
) -> None:
    context = contexts(EVENING)
    async with opened(context, CheckInScreen()) as pilot:
        assert not shows(pilot, "yesterday")
        await press(pilot, "3", "y", "enter")
    clock_of(context).advance(timedelta(days=1))
    async with opened(context, CheckInScreen()) as pilot:
        assert sum(line.endswith("3 strong yesterday") for line in drawn(pilot)) == 1
        assert sum("yes yesterday   yes  no" in line for line in drawn(pilot)) == 1
        await press(pilot, "2", "n", "enter")
        assert answers(pilot) == [
            "Checked in: redness 3 \N{RIGHTWARDS ARROW} 2, crusts yes \N{RIGHTWARDS ARROW} no. u undoes."
        ]
    clock_of(context).advance(timedelta(days=3))
    async with opened(context, CheckInScreen(), (40, 24)) as pilot:
        assert shows(pilot, "2 on Sun")


async def test_it_ends_with_when_to_call_yes_saves_and_opens_it_and_no_records_nothing(
    contexts: Contexts,
) -> None:
    context = contexts(EVENING)
    async with opened(context, CheckInScreen()) as pilot:
        assert shows(pilot, "Anything from When to call?")
        await press(pilot, "2", "n", "n")
        assert isinstance(pilot.app.screen, CheckInScreen)
        assert written(context, "small") == []
        await press(pilot, "y")
        assert isinstance(pilot.app.screen, CallScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Below)
    assert _signs(context) == {"redness": 2, "crusts": 0}
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "end", "y")
        assert isinstance(pilot.app.screen, CallScreen)


async def test_an_ordinary_evening_takes_fifteen_keys(contexts: Contexts) -> None:
    context = contexts("2026-11-24T07:00", of=shipped())
    yesterday = contexts("2026-11-23T07:00")
    tick(yesterday, "2026-11-23T22:30", lambda state: True)
    tick(context, "2026-11-24T13:30", lambda state: state.due is not None and state.due.hour < 14)
    clock_of(context).jump(timedelta(hours=7, minutes=50))
    reader = context.reader()
    assert reader is not None
    context.acts(reader).answer(reader.plan(context.now()).checklist.questions[-1], None)
    keys = ["i", "2", "1", "3", "n", "n", "1", "0", "n", "enter", "g", "space", "down", "space"]
    assert len(keys) <= 15
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, *keys)
    reader = context.reader()
    assert reader is not None
    state = reader.state(context.now())
    assert [item.item.rule.id for item in state.items if item.open and item.due is not None] == []
    assert {each.sign.id for each in state.signs if each.value is None} == set()


GROUP = "Any blisters, or open, raw or weeping skin?"
BLISTERS, OPEN_SKIN = "Any blisters?", "Any open, raw or weeping skin?"


def _reported(context: AppContext) -> dict[str, object]:
    signs = context.journal.current("picosure-face", Topic.SIGN).items()
    return {key: entry.value["value"] for key, entry in signs}


async def test_no_to_signs_of_one_line_is_no_to_each_and_goes_on(contexts: Contexts) -> None:
    context = contexts("2026-11-24T20:10", of=shipped())
    async with opened(context, CheckInScreen()) as pilot:
        assert shows(pilot, GROUP)
        assert not shows(pilot, BLISTERS)
        await press(pilot, "2", "1", "3", "n", "n", "1", "enter")
    values = {
        "redness": 2,
        "swelling": 1,
        "pain": 3,
        "crusts": 0,
        "blisters": 0,
        "open-skin": 0,
        "dryness": 1,
    }
    assert _reported(context) == values


async def test_yes_to_signs_of_one_line_asks_each_in_its_place_and_records_nothing(
    contexts: Contexts,
) -> None:
    context = contexts("2026-11-24T20:10", of=shipped())
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "2", "1", "3", "n", "y")
        lines = [line.strip() for line in drawn(pilot)]
        assert GROUP not in "\n".join(lines)
        places = [next(y for y, line in enumerate(lines) if ask in line) for ask in (BLISTERS, OPEN_SKIN)]
        assert places == sorted(places)
        assert next(y for y, line in enumerate(lines) if "How dry" in line) > places[1]
        await press(pilot, "enter")
    assert _reported(context).keys().isdisjoint({"blisters", "open-skin"})
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "down", "down", "down", "down", "y", "y", "n", "1", "enter")
    reported = _reported(context)
    assert (reported["blisters"], reported["open-skin"], reported["dryness"]) == (1, 0, 1)
    async with opened(context, CheckInScreen()) as pilot:
        # What was yes is not to be covered by one no.
        assert not shows(pilot, GROUP)
        assert shows(pilot, BLISTERS)


async def test_beside_the_line_of_several_signs_stands_what_was_yes_before(contexts: Contexts) -> None:
    context = contexts("2026-11-23T20:10", of=shipped())
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "down", "down", "down", "down", "y", "y", "n", "enter")
    clock_of(context).jump(timedelta(days=1))
    async with opened(context, CheckInScreen()) as pilot:
        assert shows(pilot, GROUP)
        assert shows(pilot, "blisters: yes yesterday")
        await press(pilot, "down", "down", "down", "down", "n", "enter")
    assert _reported(context)["blisters"] == 0


async def test_an_answer_can_be_clicked(contexts: Contexts) -> None:
    context = contexts(EVENING)
    async with opened(context, CheckInScreen()) as pilot:
        row = next(y for y, line in enumerate(drawn(pilot)) if "obvious" in line)
        await pilot.click(offset=(drawn(pilot)[row].index("obvious"), row))
        await settled(pilot)
        assert shows(pilot, "[2 obvious]")
        save = drawn(pilot)[-1].index("save all")
        await pilot.click(offset=(save, 23))
        await settled(pilot)
    assert _signs(context) == {"redness": 2}


async def test_opened_again_it_shows_what_was_said_and_reports_only_what_changed(contexts: Contexts) -> None:
    context = contexts(EVENING)
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "2", "y", "enter")
    async with opened(context, CheckInScreen()) as pilot:
        assert shows(pilot, "[2 obvious]")
        assert shows(pilot, "[yes]")
        await press(pilot, "1", "up", "left", "left", "left", "enter")
    act, entry = written(context, "small")[-1]
    assert (act.words, entry.key) == ("check-in: redness 0 none, day 1", "redness")


async def test_opened_again_and_left_as_it_was_it_writes_nothing(contexts: Contexts) -> None:
    context = contexts(EVENING)
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "2", "enter")
    before = len(written(context, "small"))
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "enter")
        assert answers(pilot) == ["Left as it was."]
    assert len(written(context, "small")) == before


async def test_it_stays_with_its_day_past_the_start_of_the_next(contexts: Contexts) -> None:
    context = contexts("2026-11-22T03:50")
    async with opened(context, CheckInScreen()) as pilot:
        clock_of(context).advance(timedelta(minutes=20))
        pilot.app.changed()  # type: ignore[attr-defined]
        await settled(pilot)
        assert shows(pilot, "Day 1  Saturday 21 November")
        await press(pilot, "1", "enter")
    pairs = written(context, "small")
    assert {entry.date for _, entry in pairs} == {"2026-11-21"}
    assert pairs[-1][1].key == "2026-11-21/check-in/evening"


async def test_a_day_gone_by_is_asked_as_that_day(contexts: Contexts) -> None:
    context = contexts("2026-11-23T09:00")
    async with opened(context, CheckInScreen(1)) as pilot:
        assert shows(pilot, "Day 1  Saturday 21 November")
        await press(pilot, "3", "enter")
    assert {entry.date for _, entry in written(context, "small")} == {"2026-11-21"}


async def test_a_report_for_a_day_gone_by_leaves_what_was_said_since_in_force(contexts: Contexts) -> None:
    context = contexts("2026-11-23T20:10")
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "down", "y", "enter")
    async with opened(context, CheckInScreen(2)) as pilot:
        await press(pilot, "down", "n", "enter")
    assert _signs(context) == {"crusts": 1}
    async with opened(context, CheckInScreen(2)) as pilot:
        assert shows(pilot, "yes [no]")
    async with opened(context, CheckInScreen()) as pilot:
        assert shows(pilot, "[yes] no")


async def test_a_day_to_come_is_not_asked(contexts: Contexts) -> None:
    async with opened(contexts(EVENING), CheckInScreen(4)) as pilot:
        assert answers(pilot) == [None]
        assert isinstance(pilot.app.screen, Below)


async def test_c_opens_when_to_call(contexts: Contexts) -> None:
    async with opened(contexts(EVENING), CheckInScreen()) as pilot:
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, CallScreen)


async def test_a_full_disk_keeps_the_answers_until_there_is_room(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts(EVENING)
    record = context.journal.record

    def full(*args: object, **more: object) -> int:
        raise JournalError(Reason.FULL, context.paths.journal, "The disk is full.")

    monkeypatch.setattr(context.journal, "record", full)
    async with opened(context, CheckInScreen()) as pilot:
        await press(pilot, "2", "enter")
        pilot.app._watch()  # type: ignore[attr-defined]
        await settled(pilot)
        assert shows(pilot, "Not recorded yet  1 thing you did. It is kept here until it can be.")
        monkeypatch.setattr(context.journal, "record", record)
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, Below)
    assert _signs(context) == {"redness": 2}


@pytest.mark.parametrize("size", [(40, 12), (24, 5)], ids=str)
async def test_a_small_terminal_shows_the_row_under_the_cursor(
    contexts: Contexts, size: tuple[int, int]
) -> None:
    context = contexts("2026-11-22T20:10", of=shipped())
    async with opened(context, CheckInScreen(), size) as pilot:
        await press(pilot, "down", "down", "down", "y", "up")
        assert shows(pilot, "[yes]")
        for other in ((120, 40), (20, 5), (80, 24)):
            await pilot.resize_terminal(*other)
            await settled(pilot)
        assert shows(pilot, "[yes] no")


async def test_a_yes_without_a_cell_to_draw_in_opens_its_questions_once_there_is_one(
    contexts: Contexts,
) -> None:
    context = contexts("2026-11-22T20:10", of=shipped())
    async with opened(context, CheckInScreen()) as pilot:
        signs = pilot.app.screen.query_one(SignList)
        row = next(each for each in signs.rows if each.opens)
        signs.highlighted = signs.get_option_index(row.id)
        await pilot.resize_terminal(2, 5)
        await settled(pilot)
        await press(pilot, "y")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert signs.highlighted_option is not None
        assert signs.highlighted_option.id == row.opens[0].id
        assert {each.id for each in row.opens} <= {each.id for each in signs.rows}


async def test_a_question_from_a_file_is_never_markup(contexts: Contexts) -> None:
    checklist = small_checklist()
    odd = Sign("odd", "[red]How?[/]", 1, (Span(0, 9),))
    force_setattr(checklist, "signs", (odd,))
    async with opened(contexts(EVENING, of=chosen(checklist)), CheckInScreen()) as pilot:
        assert shows(pilot, "[red]How?[/]")


async def test_without_a_recovery_there_is_nothing_to_ask(contexts: Contexts) -> None:
    app = bare_app(contexts(EVENING, begun=None))
    async with app.run_test() as pilot:
        app.push_screen(CheckInScreen())
        await settled(pilot)
        assert isinstance(app.screen, Below)


@pytest.mark.parametrize("width", [35, 75], ids=["40 columns", "80 columns"])
@pytest.mark.parametrize("id", library.shipped())
def test_nothing_that_is_asked_is_ever_cut_and_every_scale_has_its_words(id: str, width: int) -> None:
    plan = content(id).plan({})
    rows = [
        question_row(each, plan.checklist.may_be_none(each))
        for each in plan.checklist.questions
        if each.later
    ]
    for number in (0, 1, 3, 8, 14):
        signs = [SignState(each, None, None, plan.usual(each, number)) for each in plan.day(number).signs]
        rows += map(sign_row, signs)
        # One key each and one to go on: a minute is enough.
        assert len(signs) + MOST <= 10
    for row in rows:
        drawn_as = [
            question(row, None, width),
            *(box(row, place, None, width) for place in range(len(row.options))),
        ]
        lines = [line for part in drawn_as for line in part.plain.split("\n")]
        assert all(cell_len(line.rstrip()) <= width for line in lines), row.id
        text = " ".join(" ".join(lines).split())
        for word in (row.ask, *row.answers):
            assert word in text, (row.id, word)
        assert row.aside in text or (row.aside_short and row.aside_short in text), row.id
        if not row.many and not row.yes_no:
            assert all(str(value + row.first) in text.split() for value in range(len(row.answers)))
        assert not row.aside or row.aside.endswith(" (an estimate)")


@pytest.mark.parametrize(("id", "size"), [("picosure-tattoo", (40, 12)), ("picosecond", (80, 24))], ids=str)
async def test_every_row_is_seen_whole_when_the_cursor_is_on_it(
    contexts: Contexts, id: str, size: tuple[int, int]
) -> None:
    context = contexts("2026-11-22T20:10", of=shipped(id), answers={})
    async with opened(context, CheckInScreen(), size) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CheckInScreen)
        whole = [option for option in screen.signs.options if not option.disabled]
        for option in whole:
            here = screen.signs.highlighted_option
            assert here is not None
            assert here.id == option.id
            seen = " ".join(words(pilot).split())
            for word in str(option.prompt).split():
                assert word in seen, (option.id, word)
            assert "…" not in seen
            await press(pilot, "down")
        assert len(whole) == sum(max(len(row.options), 1) for row in screen.signs.rows)
