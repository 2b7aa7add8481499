"""What a changed file changes, on the screen: shown by itself or asked for; accepted, not wanted, or left."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.conftest import Contexts
from tests.support.apps import clock_of, make_app
from tests.support.own_files import BROKEN, DAY_THREE, EARLIER, OVER, RENAMED, TEXT, Write, begun, writer
from tests.support.screens import click, drawn, press, settled, shows, until, words
from tui.app.app import Afterglow
from tui.files.checklist_files import ChecklistPath
from tui.files.edits import CannotEditError
from tui.recovery.context import AppContext
from tui.screens.call import CallScreen
from tui.screens.dialogs import ProblemsScreen, PromptScreen
from tui.screens.difference import DifferenceScreen, show_difference
from tui.screens.today.screen import TodayScreen

GONE = "is not there any more; the last good version runs on. Put it back to change the plan by it."
BACK = "~ Make-up: back on day 5 (Wed 25 Nov) instead of day 7 (Fri 27 Nov)."
PAST = "Past days stay as they are, with every tick."


async def look(pilot: Pilot[int]) -> None:
    """Let two seconds pass for the app, which looks around."""
    app = pilot.app
    assert isinstance(app, Afterglow)
    app._watch()
    await settled(pilot)


async def heard(pilot: Pilot[int], context: AppContext) -> None:
    """Let so much time pass that keys are meant for what is shown."""
    clock_of(context).advance(timedelta(seconds=0.5))
    await settled(pilot)


async def ask(pilot: Pilot[int], *taken_back: Any) -> "asyncio.Future[str | None]":
    """Ask for the difference, as `v` does; what comes of it is in the future."""
    answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()

    async def run() -> None:
        answer.set_result(await show_difference(pilot.app.screen, *taken_back))

    pilot.app.run_worker(run())
    await settled(pilot)
    return answer


def acts(context: AppContext) -> list[str]:
    recovery = context.recovery()
    assert recovery is not None
    return list(dict.fromkeys(act.words for act, _ in context.journal.everything(recovery.id)))[1:]


def makeup_back(context: AppContext) -> int | None:
    """The day that make-up is back on."""
    reader = context.reader()
    assert reader is not None
    rule = reader.plan(context.now()).checklist.rule("make-up")
    last = rule.days[-1].last if rule else None
    return None if last is None else last + 1


def on_today(pilot: Pilot[int]) -> bool:
    return isinstance(pilot.app.screen, TodayScreen)


async def test_it_is_shown_by_itself_day_by_day_and_accepted(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        mine(EARLIER)
        await look(pilot)
        lines = drawn(pilot)
        assert " ".join(lines[0].split()) == "Your own file is not used yet. mine.yaml"
        assert lines[1:3] == [
            " If you use it, it counts from now, day 3 (Mon 23 Nov), on.",
            " 1 change, and it asks for less care.",
        ]
        assert lines[4:13] == [
            " Asks for less care: only if your clinic said so.",
            f"   {BACK}",
            "     Because: my clinic's sheet.",
            "",
            " a    use all of it, from now on",
            " o    use none of it, keep your plan",
            " esc  decide later; it waits on Today",
            f" {PAST}",
            "",
        ]
        assert " ".join(lines[23].split()) == "a use all o use none esc later c when to call ? all keys"
        await heard(pilot, context)
        await press(pilot, "a")
        assert on_today(pilot)
        assert shows(pilot, "Accepted from now on. u undoes.")
        assert not shows(pilot, "has changed")
        assert makeup_back(context) == 5
        await press(pilot, "u")
        assert makeup_back(context) == 7
        await look(pilot)
        assert on_today(pilot)
        assert shows(pilot, "mine.yaml has changed: v shows what it changes;")


async def test_a_key_that_was_meant_for_what_stood_there_before_does_nothing(
    context: AppContext, mine: Write
) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        mine(EARLIER)
        await look(pilot)
        clock_of(context).advance(timedelta(seconds=0.4))
        await press(pilot, "a", "o", "escape", "u", "v", "space", "enter", "y", "n")
        await click(pilot, "use all")
        assert isinstance(pilot.app.screen, DifferenceScreen)
        assert acts(context) == []
        clock_of(context).advance(timedelta(seconds=0.1))
        await press(pilot, "space", "enter", "y", "n", "u")
        assert isinstance(pilot.app.screen, DifferenceScreen)
        await press(pilot, "o")
        assert on_today(pilot)
    assert acts(context) == ["keep the plan as it is, not what mine says now"]


async def test_it_is_never_shown_twice_at_once(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test() as pilot:
        mine(EARLIER)
        await look(pilot)
        assert (await ask(pilot)).result() is None
        assert sum(isinstance(each, DifferenceScreen) for each in pilot.app.screen_stack) == 1


async def test_what_was_asked_for_takes_keys_at_once(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test() as pilot:
        mine(EARLIER)
        answer = await ask(pilot)
        await press(pilot, "a")
        assert answer.result() == "Accepted from now on. u undoes."


async def test_the_old_version_is_kept_and_no_more_is_said(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test() as pilot:
        mine(EARLIER)
        await look(pilot)
        await heard(pilot, context)
        await click(pilot, "use none of it")
        assert shows(pilot, "Kept as it was. u undoes.")
        assert not shows(pilot, "mine.yaml")
        await look(pilot)
        assert on_today(pilot)
        assert makeup_back(context) == 7
        # Who asks sees it all the same, and may still change their mind.
        await ask(pilot)
        assert "You kept the plan as it is. It is not too late to use this." in words(pilot)
        assert not shows(pilot, "use none")
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, DifferenceScreen)
        await press(pilot, "a")
    assert makeup_back(context) == 5


async def test_what_is_left_for_later_is_named_and_shown_again_only_when_the_file_changes(
    context: AppContext, mine: Write
) -> None:
    async with make_app(context).run_test() as pilot:
        mine(EARLIER)
        await look(pilot)
        await heard(pilot, context)
        await press(pilot, "escape")
        assert shows(pilot, "Left for later. v shows it.")
        assert shows(pilot, "mine.yaml has changed: v shows what it changes;")
        await look(pilot)
        assert on_today(pilot)
        mine(EARLIER.replace("0-4", "0-3"))
        await look(pilot)
        assert shows(pilot, "Make-up: back on day 4 (Tue 24 Nov) instead of day 7 (Fri 27 Nov).")
    context.journal.undo(recorded=context.now())
    assert context.recovery() is None, "nothing but the beginning was to be undone"


async def test_a_banner_names_the_key_as_it_was_moved(context: AppContext, mine: Write) -> None:
    from msgspec.structs import replace

    from tui.settings.values import KeyChoice

    context.settings = replace(context.settings, keys=(KeyChoice("file.difference", ("f2",)),))
    async with make_app(context).run_test() as pilot:
        mine(EARLIER)
        await look(pilot)
        await heard(pilot, context)
        await press(pilot, "escape")
        assert shows(pilot, "mine.yaml has changed: f2 shows what it changes;")


async def test_nothing_opens_over_a_question_a_search_or_another_screen_but_when_it_is_gone(
    context: AppContext, mine: Write
) -> None:
    async with make_app(context).run_test() as pilot:
        await press(pilot, "s")
        mine(EARLIER)
        await look(pilot)
        assert isinstance(pilot.app.screen, PromptScreen)
        assert "has changed" in context.banner
        await press(pilot, "escape", "c")
        await look(pilot)
        assert isinstance(pilot.app.screen, CallScreen)
        await press(pilot, "escape", "slash", "m")
        await look(pilot)
        assert not isinstance(pilot.app.screen, DifferenceScreen)
        await press(pilot, "escape")
        await look(pilot)
        assert isinstance(pilot.app.screen, DifferenceScreen)


async def test_it_opens_on_any_day(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test() as pilot:
        await press(pilot, "right")
        mine(EARLIER)
        await look(pilot)
        assert isinstance(pilot.app.screen, DifferenceScreen)


async def test_it_is_shown_when_the_app_is_opened_after_the_change(context: AppContext, mine: Write) -> None:
    mine(EARLIER)
    async with make_app(context).run_test() as pilot:
        await look(pilot)
        assert isinstance(pilot.app.screen, DifferenceScreen)


async def test_what_changes_while_it_is_shown_is_not_accepted_unseen(
    context: AppContext, mine: Write
) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        mine(EARLIER)
        await ask(pilot)
        mine(EARLIER.replace("0-4", "0-3"))
        await press(pilot, "a")
        assert "The file has changed once more: this is what it changes now." in words(pilot)
        assert shows(pilot, "Make-up: back on day 4 (Tue 24 Nov) instead of day 7 (Fri 27 Nov).")
        assert makeup_back(context) == 7
        mine(EARLIER.replace("0-4", "0-2"))
        await look(pilot)
        assert shows(pilot, "Make-up: free from now on instead of day 7 (Fri 27 Nov).")
        await press(pilot, "a")
    assert makeup_back(context) == 3


async def test_a_file_that_breaks_while_it_is_shown_says_where_and_can_only_be_left(
    context: AppContext, mine: Write
) -> None:
    async with make_app(context).run_test(size=(100, 24)) as pilot:
        mine(EARLIER)
        await ask(pilot)
        mine(BROKEN)
        await press(pilot, "a")
        assert shows(pilot, "mine.yaml cannot be used now.")
        assert ":11:" in words(pilot)
        await press(pilot, "a", "o")
        assert isinstance(pilot.app.screen, DifferenceScreen)
        mine(EARLIER)
        await look(pilot)
        await until(pilot, lambda: shows(pilot, BACK))
        mine(BROKEN)
        await press(pilot, "a", "escape")
        assert on_today(pilot)
    assert acts(context) == []


async def test_what_is_as_before_again_waits_no_more(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test() as pilot:
        mine(EARLIER)
        answer = await ask(pilot)
        await press(pilot, "c")
        mine(TEXT)
        await look(pilot)
        assert isinstance(pilot.app.screen, CallScreen)
        await press(pilot, "escape")
        assert shows(pilot, "Nothing waits any more: the file says what your plan runs by.")
        await press(pilot, "escape")
        assert answer.result() is None
    assert acts(context) == []


async def test_a_renamed_rule_is_asked_about_and_written(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        file = mine(RENAMED)
        await ask(pilot)
        lines = drawn(pilot)
        assert lines[4:8] == [
            " The same rule?",
            "   ? Drink enough",
            "     It was drink, and is sips.",
            "     y the same rule   n another",
        ]
        await press(pilot, "y")
        assert shows(pilot, "Written: sips was drink.")
        assert not shows(pilot, "The same rule?")
        assert "was: [drink]" in file.read_text("utf-8")
        await press(pilot, "a")
    assert "accept the new version of mine" in acts(context)


async def test_a_rule_that_is_another_one_begins_anew(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        mine(RENAMED)
        await ask(pilot)
        await click(pilot, "another")
        assert shows(pilot, "~ Drink enough: begins anew as sips; what was ticked stays with drink.")
        await press(pilot, "y")
        assert "was:" not in (context.paths.checklists / "mine.yaml").read_text("utf-8")


async def test_nothing_is_accepted_before_it_is_known_whether_a_rule_is_the_same(
    context: AppContext, mine: Write
) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        mine(RENAMED)
        answer = await ask(pilot)
        await press(pilot, "a")
        assert shows(pilot, "First: is it the same rule? y or n.")
        assert not answer.done()
        assert acts(context) == []
        await press(pilot, "n")
        assert not shows(pilot, "First: ")
        await press(pilot, "a")
        assert answer.result() == "Accepted from now on. u undoes."


async def test_a_rule_that_cannot_be_written_says_why(
    context: AppContext, mine: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise CannotEditError("It cannot be written.")

    monkeypatch.setattr("tui.files.author.Author.write_in", refuse)
    async with make_app(context).run_test() as pilot:
        mine(RENAMED)
        await ask(pilot)
        await press(pilot, "y")
        assert shows(pilot, "It cannot be written.")
        assert shows(pilot, "The same rule?")


async def test_a_change_made_in_the_app_can_be_taken_out_of_the_file_again(
    context: AppContext, mine: Write
) -> None:
    async with make_app(context).run_test() as pilot:
        mine(EARLIER)
        answer = await ask(pilot, lambda: mine(TEXT))
        assert shows(pilot, "Your change is not used yet.")
        assert shows(pilot, "u    take it out of your file again")
        await press(pilot, "u")
        assert answer.result() == "Taken back out of your file."
        assert on_today(pilot)
        await look(pilot)
        assert not shows(pilot, "has changed")
    assert acts(context) == []


async def test_what_cannot_be_taken_back_says_why(context: AppContext, mine: Write) -> None:
    def refuse() -> None:
        raise CannotEditError("Somebody else changed it.")

    async with make_app(context).run_test() as pilot:
        mine(EARLIER)
        await ask(pilot, refuse)
        await press(pilot, "u")
        assert shows(pilot, "Somebody else changed it.")


async def test_a_file_that_extends_the_one_followed_is_moved_to_when_it_is_asked_for(
    context: AppContext, mine: Write
) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        mine(OVER, "over.yaml")
        await look(pilot)
        assert on_today(pilot)
        answer = await ask(pilot)
        assert "over.yaml extends mine. Accepting it moves Mine to it, from now, day 3" in words(pilot)
        await press(pilot, "a")
        assert answer.result() == "Accepted from now on. u undoes."
    recovery = context.recovery()
    assert recovery is not None
    assert recovery.checklist == "over"


async def test_what_is_left_out_is_shown_with_its_reason(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        mine(OVER + "remove: [{id: wash, because: no soap}, drink]\n", "over.yaml")
        await ask(pilot)
        lines = [line.strip() for line in drawn(pilot)]
    gone = lines.index("- Wash gently: gone from day 3, evening, on.")
    assert lines[gone : gone + 3] == [
        "- Wash gently: gone from day 3, evening, on.",
        "Because: no soap.",
        "- Drink enough: gone from day 3 on.",
    ]


async def test_of_several_files_one_is_chosen(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test() as pilot:
        for id in ("over", "under"):
            mine(OVER.replace("id: over", f"id: {id}"), f"{id}.yaml")
        given_up = await ask(pilot)
        await press(pilot, "escape")
        assert given_up.result() is None
        await ask(pilot)
        await press(pilot, "2")
        assert shows(pilot, "under.yaml extends mine.")
        # The file that is followed has not been shown.
        await press(pilot, "escape")
        mine(EARLIER)
        await look(pilot)
        assert shows(pilot, BACK)


@pytest.mark.parametrize(
    ("become", "said"),
    [
        (lambda path: path.unlink(), f"under.yaml {GONE}"),
        (
            lambda path: path.write_text(TEXT.replace("id: mine", "id: under"), "utf-8"),
            "under.yaml does not extend mine any more.",
        ),
    ],
    ids=["gone", "another"],
)
async def test_a_file_that_is_another_once_it_is_chosen_says_so(
    context: AppContext, mine: Write, become: Callable[[Path], object], said: str
) -> None:
    async with make_app(context).run_test() as pilot:
        for id in ("over", "under"):
            mine(OVER.replace("id: over", f"id: {id}"), f"{id}.yaml")
        answer = await ask(pilot)
        become(context.paths.checklists / "under.yaml")
        await press(pilot, "2")
        assert answer.result() == said


async def test_where_nothing_waits_that_is_said(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test() as pilot:
        assert (await ask(pilot)).result() == "Nothing waits: your plan runs by mine.yaml."
        (context.paths.checklists / "mine.yaml").unlink()
        assert (await ask(pilot)).result() == f"mine.yaml {GONE}"
        (context.paths.checklists / "mine.yaml").mkdir()
        assert (await ask(pilot)).result() == "mine.yaml cannot be read: it is a folder."


async def test_what_comes_with_the_program_can_be_gone_back_to_when_ones_own_file_went(
    contexts: Contexts,
) -> None:
    context = contexts(DAY_THREE, begun=None)
    text = "format: 1\nextends: picosure-face\nid: picosure-face\nchange: {face-no-makeup: {days: 0-4}}\n"
    file = writer(context.paths)(text, "picosure-face.yaml")
    begun(context.journal, ChecklistPath("picosure-face", file, False))
    file.unlink()
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        await look(pilot)
        assert on_today(pilot)
        assert shows(pilot, "is not there any more")
        await ask(pilot)
        assert shows(pilot, "Your plan as it comes with Afterglow.")
        assert shows(pilot, "~ Make-up: back on day 7 (Fri 27 Nov) instead of day 5.")
        await press(pilot, "a")
        assert not shows(pilot, "is not there any more")
        assert (await ask(pilot)).result() == "Nothing waits: your plan runs by its checklist as it came."


async def test_of_a_broken_file_every_problem_is_shown(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test(size=(100, 24)) as pilot:
        mine(BROKEN.replace("title: Mine", "titel: Mine"))
        await look(pilot)
        answer = await ask(pilot)
        assert isinstance(pilot.app.screen, ProblemsScreen)
        assert shows(pilot, "mine.yaml cannot be used yet: 2 problems")
        assert shows(pilot, "mine.yaml:3:1: titel")
        assert shows(pilot, "Until that is mended, the last good version runs on.")
        await press(pilot, "escape")
        assert answer.result() is None


async def test_what_is_wrong_follows_the_file_until_that_can_be_shown(
    context: AppContext, mine: Write
) -> None:
    async with make_app(context).run_test(size=(100, 24)) as pilot:
        mine(BROKEN.replace("title: Mine", "titel: Mine"))
        await look(pilot)
        await ask(pilot)
        mine(BROKEN)
        await until(pilot, lambda: shows(pilot, "mine.yaml cannot be used yet: 1 problem"))
        mine(EARLIER)
        await until(pilot, lambda: shows(pilot, "mine.yaml can be used now."))
        assert shows(pilot, "Nothing is wrong with it any more.")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, DifferenceScreen))


async def test_when_to_call_is_one_key_away(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test() as pilot:
        mine(EARLIER)
        await look(pilot)
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, CallScreen)
        await press(pilot, "escape")
        assert shows(pilot, BACK)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (30, 5), (20, 3)], ids=str)
async def test_what_to_press_is_in_sight_at_any_size_and_everything_can_be_scrolled_to(
    context: AppContext, mine: Write, size: tuple[int, int]
) -> None:
    rule = "  - {{id: r{0}, do: Rule {0}, days: {1}-9, agreement: unsourced}}\n"
    more = "".join(rule.format(number, number % 9) for number in range(30))
    async with make_app(context).run_test(size=size) as pilot:
        mine(EARLIER + more)
        await ask(pilot)
        assert "a use" in drawn(pilot)[-1]
        seen = ""
        for _ in range(60):
            seen += words(pilot)
            await pilot.press("down")
            await pilot.pause()
        if size[1] > 5:
            for number in range(30):
                assert f"+ Rule {number}: new, " in seen
            assert "Past days stay" in words(pilot)


async def test_in_the_plain_look_it_is_ascii(context: AppContext, mine: Write) -> None:
    app = make_app(context, plain=True)
    async with app.run_test(size=(40, 12)) as pilot:
        mine(EARLIER)
        await ask(pilot)
        assert "".join(drawn(pilot)).isascii()


async def test_texts_of_a_file_are_only_text(context: AppContext, mine: Write) -> None:
    sly = TEXT.replace("do: Wash gently", 'do: "[b]Wash[/b] [@click=app.exit]x[/]"')
    async with make_app(context).run_test(size=(120, 40)) as pilot:
        mine(sly)
        await ask(pilot)
        assert shows(pilot, "Now: [b]Wash[/b] [@click=app.exit]x[/]")


SEVERAL = EARLIER.replace("do: Drink enough", "do: Sip") + (
    "warnings:\n  - {id: pus, if: Pus, days: 0-9, call: clinic-today, agreement: unsourced}\n"
)


async def refuse(pilot: Pilot[int], title: str) -> None:
    """Move the cursor to a change, and refuse it or have it after all."""
    screen = pilot.app.screen
    assert isinstance(screen, DifferenceScreen)
    while (at := screen.page.at(screen.cursor)) is None or title not in at.title:
        await press(pilot, "down")
    await press(pilot, "x")


async def test_a_part_is_refused_and_the_rest_accepted(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        mine(SEVERAL)
        answer = await ask(pilot)
        await press(pilot, "x")
        assert shows(pilot, "First: on which? The arrows move there.")
        await press(pilot, "x")
        assert shows(pilot, "Left out. It stays so until it changes.")
        assert shows(pilot, "x Make-up: back on day 5 (Wed 25 Nov) instead of day 7 (Fri 27 Nov).")
        assert shows(pilot, "Left out: your plan stays without it.")
        assert shows(pilot, "x have it")
        await press(pilot, "a")
        assert answer.result() == "Accepted, but for 1 part, which stays refused. u undoes."
        assert makeup_back(context) == 7
        await look(pilot)
        assert on_today(pilot), "nothing is left to be decided on"
        mine(SEVERAL.replace("Pus", "Any pus"))
        await look(pilot)
        assert shows(pilot, "1 part that you refused on Mon 23 Nov stays refused until it changes.")
        assert shows(pilot, "Left out before, and not changed since")
        assert shows(pilot, "When to call, 'Any pus'") or shows(pilot, "When to call, 'Pus': changed.")
        assert not shows(pilot, "Sip")
        await heard(pilot, context)
        await press(pilot, "a")
    assert makeup_back(context) == 7
    assert "accept the new version of mine, but for 1 part" in acts(context)


async def test_a_refused_line_on_when_to_call_is_named_as_what_it_is(
    context: AppContext, mine: Write
) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        mine(SEVERAL)
        await ask(pilot)
        await refuse(pilot, "When to call")
        assert shows(pilot, "Left out, and it is a line on when to call: your plan stays without it.")
        assert shows(pilot, "Left out: your plan stays without it. For safety: it is a reason to call.")
        await press(pilot, "a")
        await ask(pilot)
        assert shows(pilot, "Left out: your plan stays without it. For safety: it is a reason to call.")
        await press(pilot, "a")
        assert shows(pilot, "All of it is left out. x on one has it after all.")
        await refuse(pilot, "When to call")
        assert shows(pilot, "Not left out any more.")
        await press(pilot, "a")
    reader = context.reader()
    assert reader is not None
    assert [each.id for each in reader.plan(context.now()).checklist.warnings] == ["pus"]


async def test_in_a_narrow_terminal_the_key_and_what_is_refused_are_in_sight(
    context: AppContext, mine: Write
) -> None:
    async with make_app(context).run_test(size=(40, 12)) as pilot:
        mine(SEVERAL)
        await ask(pilot)
        await refuse(pilot, "Sip")
        assert " ".join(drawn(pilot)[-1].split()).startswith("a use x have it esc later c call")
        assert shows(pilot, "x Sip")


async def test_all_of_it_refused_is_to_keep_the_old(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        mine(EARLIER)
        answer = await ask(pilot)
        await press(pilot, "x", "x", "a")
        assert shows(pilot, "All of it is left out. o keeps the plan you have. x on one has it after all.")
        assert not answer.done()
        await press(pilot, "o")
        assert answer.result() == "Kept as it was. u undoes."


async def test_what_needs_a_refused_part_goes_with_it(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        sign = "signs:\n  - {id: crusts, ask: Crusts?, scale: yes-no, days: 0-9}\nrules:"
        mine(TEXT.replace("rules:", sign).replace("days: 0-6", "days: 0-6, while: crusts"))
        await ask(pilot)
        await refuse(pilot, "Crusts?")
        assert shows(pilot, "Left out. It stays so until it changes. With it goes 'Make-up'.")


async def test_a_refused_part_that_changes_while_it_is_shown_is_refused_no_more(
    context: AppContext, mine: Write
) -> None:
    async with make_app(context).run_test(size=(80, 24)) as pilot:
        mine(SEVERAL)
        await ask(pilot)
        await refuse(pilot, "Make-up")
        await refuse(pilot, "Sip")
        mine(SEVERAL.replace("0-4", "0-3"))
        await press(pilot, "a")
        assert shows(pilot, "The file has changed once more: this is what it changes now.")
        assert shows(pilot, "~ Make-up: back on day 4")
        assert shows(pilot, "x Sip")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=str)
def test_how_it_looks(
    snap_compare: Callable[..., bool], context: AppContext, mine: Write, size: tuple[int, int]
) -> None:
    async def open_it(pilot: Pilot[int]) -> None:
        other = RENAMED.replace("Make-up, days: 0-6", "Make-up, days: 0-4, because: my clinic's sheet")
        balm = "  - {id: balm, do: Lip balm, days: 4-9, at: [morning, bedtime], agreement: unsourced}\n"
        mine(other.replace("gently, days: 0-9, at: [morning", "it, why: So, days: 0-9, at: [midday") + balm)
        await ask(pilot)

    assert snap_compare(make_app(context), terminal_size=size, run_before=open_it)
