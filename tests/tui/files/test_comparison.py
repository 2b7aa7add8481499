"""A changed file beside the plan that runs: what waits, what was decided, and what is shown by itself."""

import pytest
from msgspec.structs import replace

from tests.conftest import Contexts
from tests.support.apps import at, reader_of
from tests.support.own_files import BROKEN, DAY_THREE, EARLIER, OVER, RENAMED, TEXT, Write, stands
from tui.files.checklist_files import find
from tui.files.comparison import ChecklistUpdate, UnrelatedFileError, checklist_update, other_files, own_file
from tui.files.difference import Change
from tui.files.status import ShownVersion
from tui.recovery.context import AppContext

NOW = at(DAY_THREE)
LATER = at("2026-11-23T21:00")


def waiting(context: AppContext, id: str = "mine") -> ChecklistUpdate:
    reader = reader_of(context)
    file = own_file(reader, context.paths) if id == "mine" else find(context.paths, id)
    assert file is not None
    return checklist_update(reader, context.paths, file, NOW)


def test_an_unchanged_file_does_not_wait(context: AppContext) -> None:
    found = waiting(context)

    assert (found.waits, found.unwanted, found.moves, found.followed) == (False, False, False, True)


def test_a_changed_one_waits_until_it_is_accepted(context: AppContext, mine: Write) -> None:
    mine(EARLIER)
    found = waiting(context)
    assert (found.waits, found.since) == (True, "from now, day 3 (Mon 23 Nov), on")
    assert [(each.day, str(each), each.because, each.sooner) for each in found.differences] == [
        (5, "Make-up: back on day 5 (Wed 25 Nov) instead of day 7 (Fri 27 Nov)", "my clinic's sheet", True)
    ]

    found.accept()

    assert not waiting(context).waits
    assert stands(context, NOW).sentence() == ""


def test_what_is_accepted_counts_from_the_moment_that_it_is(context: AppContext, mine: Write) -> None:
    mine(TEXT.replace("[morning, evening]", "[morning, bedtime]"))
    shown = waiting(context)

    replace(shown, now=LATER).accept()

    items = [item.item.slot for item in reader_of(context).state(LATER).items]
    # The evening's was due when the new version came into force.
    assert items == ["morning", "evening", "bedtime", "day"]


def test_what_is_kept_out_waits_but_is_not_wanted_until_the_file_changes(
    context: AppContext, mine: Write
) -> None:
    mine(EARLIER)
    waiting(context).keep()

    assert (waiting(context).waits, waiting(context).unwanted) == (True, True)
    assert stands(context, NOW).waits is None
    mine(EARLIER.replace("0-4", "0-3"))
    assert (waiting(context).waits, waiting(context).unwanted) == (True, False)


def test_a_file_whose_id_was_changed_can_be_kept_out_and_accepted(context: AppContext, mine: Write) -> None:
    mine(TEXT.replace("id: mine\n", "id: ours\n"))
    found = waiting(context)
    assert (found.moves, found.followed, found.stands) == (True, True, "is now what was mine")

    found.keep()
    assert stands(context, NOW).waits is None
    waiting(context).accept()

    recovery = context.recovery()
    assert recovery is not None
    assert recovery.checklist == "ours"
    assert stands(context, NOW).sentence() == ""


def test_files_that_extend_the_one_followed_are_offered_unless_they_are_not_wanted(
    context: AppContext, mine: Write
) -> None:
    mine(OVER, "over.yaml")
    mine(OVER.replace("id: over", "id: bad").replace("0-4", "x"), "bad.yaml")
    mine(TEXT.replace("id: mine", "id: stranger"), "stranger.yaml")
    found = waiting(context, "over")

    assert [each.id for each in other_files(reader_of(context), context.paths, NOW)] == ["over"]
    assert (found.moves, found.followed, found.stands) == (True, False, "extends mine")
    found.keep()
    assert other_files(reader_of(context), context.paths, NOW) == ()


def test_what_stands_under_the_one_followed_can_be_gone_back_to(context: AppContext, mine: Write) -> None:
    mine(OVER, "over.yaml")
    waiting(context, "over").accept()
    reader = reader_of(context)

    found = checklist_update(reader, context.paths, find(context.paths, "mine") or pytest.fail("gone"), NOW)

    assert found.stands == "is extended by over"


def test_a_file_that_has_nothing_to_do_with_the_plan_is_refused(context: AppContext, mine: Write) -> None:
    mine(TEXT.replace("id: mine", "id: stranger"), "stranger.yaml")

    with pytest.raises(UnrelatedFileError):
        waiting(context, "stranger")


def test_of_a_rule_of_the_same_text_both_ids_are_known(context: AppContext, mine: Write) -> None:
    mine(RENAMED)

    (only,) = waiting(context).differences

    assert (only.change, only.rule, only.was) == (Change.RENAMED, "sips", "drink")


@pytest.mark.parametrize(
    ("days", "sooner"), [("0-4", True), ("0-9", False), ("4-6", True), ("0-2 5-6", True), ("0-6", False)]
)
def test_what_is_left_alone_on_fewer_days_is_marked(
    context: AppContext, mine: Write, days: str, sooner: bool
) -> None:
    mine(TEXT.replace("Make-up, days: 0-6", f"Make-up, days: [{days.replace(' ', ', ')}], why: it is"))

    assert any(each.sooner for each in waiting(context).differences) is sooner


def test_what_is_not_to_be_left_alone_any_more_is_marked_and_what_is_to_be_done_never(
    context: AppContext, mine: Write
) -> None:
    lines = TEXT.splitlines(keepends=True)
    mine("".join(lines[:-2]))

    found = {each.rule: each.sooner for each in waiting(context).differences}

    assert found == {"drink": False, "make-up": True}


@pytest.fixture
def offered() -> ShownVersion:
    """What a run of the app remembers of what it showed."""
    return ShownVersion()


def due(context: AppContext, offered: ShownVersion) -> bool:
    """Whether a look at the files finds something to be shown by itself."""
    recovery = context.recovery()
    assert recovery is not None
    return offered.is_due(context.journal, recovery, stands(context, NOW))


def show(context: AppContext, offered: ShownVersion) -> ChecklistUpdate:
    found = waiting(context)
    offered.show(found.recovery, found.chosen.hash)
    return found


def test_a_change_is_shown_by_itself_once_and_again_when_the_file_changes_again(
    context: AppContext, offered: ShownVersion, mine: Write
) -> None:
    assert not due(context, offered)
    mine(EARLIER)
    assert due(context, offered)
    assert due(context, offered)
    show(context, offered)
    assert not due(context, offered)

    mine(EARLIER.replace("0-4", "0-3"))
    assert due(context, offered)
    show(context, offered)
    mine(BROKEN)
    assert not due(context, offered)
    mine(EARLIER)
    assert due(context, offered)


def test_what_is_undone_is_not_shown_again_by_itself(
    context: AppContext, offered: ShownVersion, mine: Write
) -> None:
    mine(EARLIER)
    show(context, offered).accept()
    assert not due(context, offered)

    context.journal.undo(recorded=NOW)

    assert stands(context, NOW).waits is not None
    assert not due(context, offered)


def test_what_was_broken_and_mended_is_not_shown_again(
    context: AppContext, offered: ShownVersion, mine: Write
) -> None:
    mine(EARLIER)
    show(context, offered)
    mine(BROKEN)
    assert not due(context, offered)
    mine(EARLIER)
    assert not due(context, offered)


@pytest.mark.parametrize("later", [True, False])
def test_the_next_time_the_program_is_opened_only_what_was_not_left_for_later_is_shown(
    context: AppContext, offered: ShownVersion, contexts: Contexts, mine: Write, later: bool
) -> None:
    mine(EARLIER)
    found = show(context, offered)
    if later:
        found.leave_for_later()
        assert context.journal.top() is not None
        assert context.journal.top().kind == "start"  # type: ignore[union-attr]

    opened, afresh = contexts(DAY_THREE), ShownVersion()

    assert due(opened, afresh) is not later
    mine(EARLIER.replace("0-4", "0-3"))
    assert due(opened, afresh)


def test_what_a_file_became_after_it_was_left_for_later_and_back_is_shown(
    context: AppContext, offered: ShownVersion, mine: Write
) -> None:
    mine(EARLIER)
    show(context, offered).leave_for_later()
    mine(TEXT)
    assert not due(context, offered)

    mine(EARLIER)

    assert due(context, offered)


def test_a_rehearsal_reads_a_changed_file_and_keeps_nothing(context: AppContext, mine: Write) -> None:
    mine(EARLIER)
    before = context.paths.journal.read_bytes()

    assert other_files(reader_of(context), context.paths, None) == ()
    assert waiting(context).waits
    assert stands(context).waits is not None
    assert context.paths.journal.read_bytes() == before
