"""Files that the plan may be moved to, as they extend the one it follows: told of once, in the now-line."""

import pytest
from textual.pilot import Pilot

from tests.conftest import Contexts
from tests.support.apps import at, make_app
from tests.support.own_files import DAY_THREE, EARLIER, OVER, TEXT, Write, begun, stands, writer
from tests.support.screens import press, settled, shows
from tui.app.app import Afterglow
from tui.files.checklist_files import ChecklistPath
from tui.recovery.context import AppContext

NOW = at(DAY_THREE)
TOLD = "over.yaml extends mine: v shows what would change."


async def look(pilot: Pilot[int]) -> None:
    """Let two seconds pass for the app, which looks around."""
    assert isinstance(pilot.app, Afterglow)
    pilot.app._watch()
    await settled(pilot)


def names(context: AppContext) -> list[str]:
    return [name for name, _ in stands(context, NOW).others]


def test_they_are_good_and_extend_the_one_that_is_followed(context: AppContext, mine: Write) -> None:
    mine(OVER, "over.yaml")
    mine("format: 1\nextends: over\nid: above\n", "above.yaml")
    mine(TEXT.replace("id: mine", "id: stranger"), "stranger.yaml")
    assert names(context) == ["above.yaml", "over.yaml"]

    mine(OVER.replace("0-4", "x"), "over.yaml")

    assert names(context) == []
    assert 'over.yaml:4:26: rules.make-up.days: "x" must be days' in stands(context, NOW).problem


@pytest.mark.parametrize("name", ["mine_backup.yaml", "m.yaml", "0.YML"])
async def test_a_copy_never_takes_the_place_of_the_one_that_is_followed_and_both_are_named(
    context: AppContext, mine: Write, name: str
) -> None:
    both = f"mine.yaml counts, and {name} of the same id (mine) does not"

    mine(EARLIER, name)
    assert stands(context, NOW).problem == f"{both}: give it another id, or move it away."
    assert stands(context, NOW).waits is None
    async with make_app(context).run_test(size=(120, 40)) as pilot:
        await look(pilot)
        assert shows(pilot, both)


def test_the_one_that_a_plan_runs_by_stays_whatever_the_others_are_called(
    contexts: Contexts,
) -> None:
    context = contexts(DAY_THREE, begun=None)
    write = writer(context.paths)
    begun(context.journal, ChecklistPath("mine", write(TEXT, "what-my-clinic-says.yaml"), False))
    write(EARLIER, "m.yaml")

    for _ in range(2):
        status = stands(context, NOW)
        assert status.waits is None
        assert status.problem.startswith("what-my-clinic-says.yaml counts, and m.yaml of the same id (mine)")


async def test_a_copy_of_a_base_never_takes_the_place_of_that_which_the_plan_stands_on(
    contexts: Contexts,
) -> None:
    context = contexts(DAY_THREE, begun=None)
    write = writer(context.paths)
    base = TEXT.replace("id: mine", "id: my-base")
    write(base, "zbase.yaml")
    over = write("format: 1\nextends: my-base\nid: mine\n", "mine.yaml")
    begun(context.journal, ChecklistPath("mine", over, False))
    assert stands(context, NOW).problem == ""
    write(EARLIER.replace("id: mine", "id: my-base"), "abase.yaml")
    both = "zbase.yaml counts, and abase.yaml of the same id (my-base) does not"

    for _ in range(2):
        status = stands(context, NOW)
        assert (status.waits, status.problem) == (None, f"{both}: give it another id, or move it away.")
    async with make_app(context).run_test(size=(120, 40)) as pilot:
        await look(pilot)
        assert shows(pilot, both)

    # It is changed itself: that waits, and the copy still does not count.
    write(base.replace("title: ", "title: Our "), "zbase.yaml")
    status = stands(context, NOW)
    assert status.waits is not None
    assert status.changed.endswith("zbase.yaml, which mine.yaml extends, has changed")
    write(base, "zbase.yaml")
    assert stands(context, NOW).waits is None


async def test_one_that_comes_or_changes_is_told_of_once(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test() as pilot:
        await look(pilot)
        mine(OVER, "over.yaml")
        await look(pilot)
        assert shows(pilot, TOLD)
        await press(pilot, "space")
        await look(pilot)
        assert not shows(pilot, TOLD)
        mine(OVER.replace("0-4", "0-5"), "over.yaml")
        await look(pilot)
        assert shows(pilot, TOLD)


async def test_two_at_once_are_told_of_in_one_sentence(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test() as pilot:
        await look(pilot)
        for id in ("over", "under"):
            mine(OVER.replace("id: over", f"id: {id}"), f"{id}.yaml")
        await look(pilot)
        assert shows(pilot, "over.yaml and under.yaml extend mine: v shows what would change.")


async def test_one_that_was_there_already_is_no_news(context: AppContext, mine: Write) -> None:
    mine(OVER, "over.yaml")
    async with make_app(context).run_test() as pilot:
        await look(pilot)
        await look(pilot)
        assert not shows(pilot, TOLD)


async def test_one_that_is_not_wanted_is_told_of_no_more(context: AppContext, mine: Write) -> None:
    async with make_app(context).run_test() as pilot:
        await look(pilot)
        mine(OVER, "over.yaml")
        await look(pilot)
        await press(pilot, "v")
        await press(pilot, "o")
        assert names(context) == []
