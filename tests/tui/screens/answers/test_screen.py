"""What the person said, all of it in one place, and to be changed."""

import pytest
from msgspec.structs import replace

from checklists.rules.rule import Span
from tests.conftest import Contexts
from tests.support.apps import chosen, make_app, small_checklist
from tests.support.content import shipped as content
from tests.support.plans import answer, avoid
from tests.support.screens import drawn, opened, press, settled, shows, words, written
from tui.journal import JournalError, Reason, Topic
from tui.recovery.clinic_dates import ClinicDate
from tui.recovery.context import AppContext
from tui.recovery.questions import UNSURE
from tui.recovery.recovery import Clinic
from tui.screens.answers import AnswersScreen
from tui.screens.progress import ProgressScreen
from tui.screens.today import TodayScreen
from tui.themes import GLYPHS

NOW = "2026-11-23T09:00"


def answers(context: AppContext) -> dict[str, object]:
    return {id: entry.value for id, entry in context.journal.current("small", Topic.ANSWER).items()}


async def test_w_shows_every_answer_and_what_the_clinic_said(contexts: Contexts) -> None:
    app = make_app(contexts(NOW, answers={"habits": ("makeup",)}))
    async with app.run_test() as pilot:
        await press(pilot, "w")
        lines = drawn(pilot)
        assert lines[0] == f" What you said{'A small plan':>65}"
        assert lines[2] == f"{GLYPHS.cursor} What is part of your usual week?{'Make-up':>45}"
        assert lines[4:6] == [
            " Not answered: the stricter plan holds   enter answers",
            "  How strong was the treatment?",
        ]
        assert lines[8] == f"  Name and numbers{'Your skin clinic · +65 6000 0000':>61}"
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)


async def test_what_is_not_answered_says_what_that_means(contexts: Contexts) -> None:
    async with opened(contexts(NOW, answers={}), AnswersScreen()) as pilot:
        assert drawn(pilot)[1:4] == [
            " Not answered: the stricter plan holds   enter answers",
            f"{GLYPHS.cursor} What is part of your usual week?",
            "  How strong was the treatment?",
        ]


async def test_an_answer_leaves_those_that_are_open(contexts: Contexts) -> None:
    async with opened(contexts(NOW, answers={}), AnswersScreen()) as pilot:
        await press(pilot, "down", "enter", "1", "enter")
        lines = drawn(pilot)
        assert lines[1] == " Your answers   a change counts from now on, not for past days"
        assert lines[2] == f"{GLYPHS.cursor} How strong was the treatment?{'Red for days':>48}"
        assert lines[4] == " Not answered: the stricter plan holds   enter answers"


async def test_its_last_row_leads_to_what_was_reported(contexts: Contexts) -> None:
    app = make_app(contexts(NOW))
    async with app.run_test() as pilot:
        await press(pilot, "w", "end")
        assert shows(pilot, f"{GLYPHS.cursor} What you reported, day by day{'enter opens Progress':>48}")
        await press(pilot, "enter")
        assert isinstance(app.screen, ProgressScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)


async def test_an_answer_is_changed_from_now_on_and_undone_there(contexts: Contexts) -> None:
    context = contexts(NOW, answers={"habits": ()})
    async with opened(context, AnswersScreen()) as pilot:
        await press(pilot, "enter")
        assert shows(pilot, "[x] none of these")
        await press(pilot, "space", "enter")
        assert shows(pilot, "Changed, from now on. u undoes.")
        assert answers(context) == {"habits": ["makeup"]}
        await press(pilot, "u")
        assert shows(pilot, "Undid: answer 'What is part of your usual week?' Make-up.")
        assert answers(context) == {"habits": []}
        assert shows(pilot, "none of: Make-up")


async def test_of_what_a_call_line_hangs_on_none_of_these_is_not_to_be_marked(contexts: Contexts) -> None:
    tattoo = chosen(content("picosure-tattoo").checklist)
    context = contexts(NOW, of=tattoo, answers={"site": ("face",)})
    async with opened(context, AnswersScreen()) as pilot:
        await press(pilot, "enter")
        assert shows(pilot, "[x] On the face, such as a brow")
        assert shows(pilot, "[ ] not sure")
        assert not shows(pilot, "none of these")
        await press(pilot, "space", "enter")
    given = context.journal.current("picosure-tattoo", Topic.ANSWER)
    assert given["site"].value == ["face", "limb"]


async def test_none_of_a_place_from_before_is_not_sure(contexts: Contexts) -> None:
    context = contexts(NOW, of=chosen(content("picosure-tattoo").checklist), answers={"site": ()})
    async with opened(context, AnswersScreen()) as pilot:
        await press(pilot, "enter")
        assert shows(pilot, "[x] not sure")


@pytest.mark.parametrize(
    ("keys", "kept"),
    [(["1"], ["strong"]), (["2"], ["light"]), (["3"], UNSURE), (["right", "right"], ["light"])],
    ids=str,
)
async def test_a_question_of_one_answer_takes_one(contexts: Contexts, keys: list[str], kept: object) -> None:
    context = contexts(NOW, answers={})
    async with opened(context, AnswersScreen()) as pilot:
        await press(pilot, "down", "enter", *keys, "enter")
    assert answers(context) == {"strength": kept}


@pytest.mark.parametrize("keys", [["escape"], ["enter"], ["2", "1", "enter"]], ids=str)
async def test_giving_up_or_saying_the_same_changes_nothing(contexts: Contexts, keys: list[str]) -> None:
    context = contexts(NOW, answers={"strength": ("strong",)})
    async with opened(context, AnswersScreen()) as pilot:
        await press(pilot, "down", "enter", *keys)
        assert isinstance(pilot.app.screen, AnswersScreen)
        assert shows(pilot, "Red for days")
    assert written(context, "small") == []


async def test_the_clinics_numbers_are_changed(contexts: Contexts) -> None:
    context = contexts(NOW)
    async with opened(context, AnswersScreen()) as pilot:
        await press(pilot, "down", "down", "enter", "down", "down", "down", *"995", "enter")
        assert shows(pilot, "Your skin clinic · +65 6000 0000 · 995")
    recovery = context.recovery()
    assert recovery is not None
    assert recovery.clinic == Clinic("Your skin clinic", "+65 6000 0000", "", "995")


async def test_a_date_of_the_clinics_is_told_changed_and_taken_back(contexts: Contexts) -> None:
    context = contexts(NOW)
    async with opened(context, AnswersScreen()) as pilot:
        await press(pilot, "end", "up", "enter", *"make-up", "enter", *"0-20", "enter")
        assert any(line.startswith("  Make-up") and line.endswith("days 0 to 20") for line in drawn(pilot))
        await press(pilot, "up", "enter", *["backspace"] * 4, "enter")
        assert not shows(pilot, "days 0 to 20")
    assert context.journal.current("small", Topic.CLINIC_DATE) == {}


async def test_what_was_said_of_a_rule_that_is_gone_is_known_and_can_be_let_go_of(contexts: Contexts) -> None:
    context = contexts(NOW)
    reader = context.reader()
    assert reader is not None
    gone = replace(small_checklist().rules[0], id="ice", title="Ice in a towel")
    context.acts(reader).set_clinic_date(gone, ClinicDate((Span(0, 4),)))
    async with opened(context, AnswersScreen()) as pilot:
        row = next(line for line in drawn(pilot) if "Ice in a towel" in line)
        assert row.endswith("days 0 to 4; nothing in this plan now")
        await press(pilot, "end", "up", "up", "enter")
        assert "No rule of this plan has this name now." in " ".join(words(pilot).replace("│", " ").split())
        await press(pilot, "1")
        assert context.journal.current("small", Topic.CLINIC_DATE)
        await press(pilot, "enter", "2")
        assert shows(pilot, "Let go of. u undoes.")
        assert not shows(pilot, "Ice in a towel")
        await press(pilot, "u")
        assert shows(pilot, "Ice in a towel")


async def test_a_changed_answer_changes_the_day_below(contexts: Contexts) -> None:
    rule = avoid("tan", "0-9", when=answer("strength", "strong"))
    context = contexts(NOW, of=chosen(small_checklist(rule)), answers={})
    reader = context.reader()
    assert reader is not None
    assert "tan" in [each.avoid.rule.id for each in reader.state(context.now()).avoids]
    async with opened(context, AnswersScreen()) as pilot:
        await press(pilot, "down", "enter", "2", "enter")
    assert "tan" not in [each.avoid.rule.id for each in reader.state(context.now()).avoids]


async def test_a_full_disk_is_said_and_nothing_looks_changed(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts(NOW, answers={})

    def full(*args: object, **more: object) -> int:
        raise JournalError(Reason.FULL, context.paths.journal, "The disk is full.")

    monkeypatch.setattr(context.journal, "record", full)
    async with opened(context, AnswersScreen()) as pilot:
        await press(pilot, "down", "enter", "1", "enter")
        assert isinstance(pilot.app.screen, AnswersScreen)
        assert shows(pilot, "Not recorded yet. The disk is full.")
        assert shows(pilot, "Not answered: the stricter plan holds")


async def test_in_the_plain_look_all_of_it_is_ascii(contexts: Contexts) -> None:
    async with opened(contexts(NOW), AnswersScreen(), plain=True) as pilot:
        assert all(line.isascii() for line in drawn(pilot))
        await press(pilot, "end", "up", "enter", *"wash")
        assert all(line.isascii() for line in drawn(pilot))
        await press(pilot, "escape", "home", "enter")
        assert all(line.isascii() for line in drawn(pilot))


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (120, 40)], ids=str)
async def test_any_size_and_resizing_do_no_harm(contexts: Contexts, size: tuple[int, int]) -> None:
    async with opened(contexts(NOW), AnswersScreen(), size) as pilot:
        await press(pilot, "end", "up", "enter", *"wash", "escape", "home", "enter")
        for other in ((20, 5), (80, 24), size):
            await pilot.resize_terminal(*other)
            await settled(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, AnswersScreen)
