"""A recovery begun with 0.1's file, opened by a program that ships a newer one."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from checklists.loader import load_checklist
from checklists.rules.checklist import Call, CallWarning
from checklists.rules.rule import Match, Span
from tests.conftest import Contexts
from tests.support.apps import clock_of, make_app, reader_of, report, shipped, small_checklist
from tests.support.commands import Shell
from tests.support.kept import file_by_0_1, shipped_by_0_1
from tests.support.own_files import stands
from tests.support.screens import press, settled, shows
from tui.files.checklist_files import ChecklistPath, find
from tui.files.comparison import checklist_update
from tui.files.new_call_lines import new_or_stronger
from tui.recovery.acts import undo
from tui.recovery.begin import ChecklistVersion
from tui.recovery.context import AppContext
from tui.recovery.new_call_lines import NewCallLine, call_line_key, with_call_lines
from tui.recovery.words import format_report
from tui.screens.difference import DifferenceScreen

DAY_6 = "2026-11-26T20:10"
OFFERED = (
    "A newer picosure-face comes with Afterglow: see `afterglow checklist diff picosure-face`; "
    "until you accept it, this plan keeps its version."
)


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    return contexts(DAY_6, of=shipped_by_0_1())


def lines_of(context: AppContext) -> dict[str, CallWarning]:
    return {each.id: each for each in reader_of(context).plan(context.now()).checklist.warnings}


def standing(context: AppContext) -> list[str]:
    return [each.warning.id for each in reader_of(context).state(context.now()).standing]


def newer_line() -> CallWarning:
    """A shipped line that fits a report of blisters, which no line of 0.1's did."""
    return next(
        each for each in shipped().checklist.warnings if "blisters" in [test.subject for test in each.fits]
    )


def test_what_is_new_or_stronger_counts_at_once_marked_new_over_what_stands_reported(
    context: AppContext,
) -> None:
    report(context, blisters=1)
    assert standing(context) == []

    clock_of(context).advance(timedelta(hours=1))
    stands(context, context.now())

    assert newer_line().id in standing(context)
    assert lines_of(context)[newer_line().id].new
    top = context.journal.top()
    assert top is not None
    assert top.kind == "sign"


def test_it_does_not_count_for_days_gone_by_and_is_written_once(context: AppContext) -> None:
    stands(context, context.now())
    version = context.journal.data_version()
    reader = reader_of(context)
    clock_of(context).advance(timedelta(hours=1))

    stands(context, context.now())

    assert context.journal.data_version() == version
    before = reader.plan(context.now() - timedelta(days=1)).checklist
    assert not any(each.new for each in before.warnings)
    assert not any(each.new for each in reader.plan(context.now()).day(5).warnings)


def test_nothing_is_written_in_a_rehearsal(context: AppContext) -> None:
    version = context.journal.data_version()

    assert stands(context, None).sentence() == ""

    assert context.journal.data_version() == version
    assert not any(each.new for each in lines_of(context).values())


def test_no_line_gets_weaker_or_lost(context: AppContext) -> None:
    before = lines_of(context)
    stands(context, context.now())
    after = lines_of(context)

    for id, was in before.items():
        became = [each for each in after.values() if id in (each.id, *each.was)]
        assert became, id
        assert any(tuple(Call).index(each.call) <= tuple(Call).index(was.call) for each in became)
        assert {source.key for each in became for source in each.sources} <= {
            source.key for source in reader_of(context).plan(context.now()).checklist.sources
        }


def test_an_accepted_version_has_them_and_undo_and_the_next_opening_bring_them_back(
    context: AppContext,
) -> None:
    stands(context, context.now())
    clock_of(context).advance(timedelta(minutes=2))
    context.acts(reader_of(context)).accept(shipped())
    clock_of(context).advance(timedelta(minutes=2))
    assert not any(each.new for each in lines_of(context).values())
    assert stands(context, context.now()).sentence() == ""

    undo(context.journal, context.journal.top(), context.now())
    clock_of(context).advance(timedelta(minutes=2))
    stands(context, context.now())
    assert lines_of(context)[newer_line().id].new


def test_a_report_of_older_words_of_a_scale_reads_in_the_newer_ones(context: AppContext) -> None:
    report(context, redness=3, swelling=4)
    top = context.journal.top()
    assert top is not None
    assert top.words == "check-in: redness 3 marked, swelling 4 very marked, day 6"

    context.acts(reader_of(context)).accept(shipped())
    clock_of(context).advance(timedelta(minutes=2))

    reader = reader_of(context)
    checklist = reader.plan(context.now()).checklist
    values = reader.values_on(reader.plan(context.now()).date_of(6), checklist)
    told = [format_report(sign, values[sign.id]) for sign in checklist.signs if sign.id in values]
    assert told == ["3 strong", "4 very strong"]


def test_a_newer_shipped_version_is_offered_once_and_the_plan_keeps_its_own(context: AppContext) -> None:
    status = stands(context, context.now())
    assert status.sentence() == OFFERED
    assert stands(context, context.now()).sentence() == OFFERED
    update = checklist_update(reader_of(context), context.paths, found(context), context.now())

    update.leave_for_later()

    assert stands(context, context.now()).sentence() == ""
    assert reader_of(context).plan(context.now()).checklist.rules == shipped_by_0_1().checklist.rules
    assert update.waits


def found(context: AppContext) -> ChecklistPath:
    file = find(context.paths, "picosure-face")
    assert file is not None
    return file


def test_what_was_kept_is_offered_no_more_and_its_lines_count_all_the_same(context: AppContext) -> None:
    stands(context, context.now())
    checklist_update(reader_of(context), context.paths, found(context), context.now()).keep()
    clock_of(context).advance(timedelta(minutes=2))

    assert stands(context, context.now()).sentence() == ""
    assert lines_of(context)[newer_line().id].new


def overlay(context: AppContext, text: str) -> Path:
    context.paths.checklists.mkdir(parents=True, exist_ok=True)
    path = context.paths.checklists / "picosure-face.yaml"
    path.write_text(text, "utf-8")
    return path


def over_0_1(text: str, monkeypatch: pytest.MonkeyPatch) -> ChecklistVersion:
    """What an overlay said on 0.1's file."""
    from checklists.overlay import chain

    with monkeypatch.context() as patch:
        patch.setattr(chain, "shipped", file_by_0_1)
        loaded = load_checklist(text.encode(), name="picosure-face.yaml")
    return ChecklistVersion(loaded.checklist, loaded.canonical, loaded.hash)


@pytest.mark.parametrize(
    ("change", "theirs"),
    [
        ("change: {LINE: {call: clinic-soon, because: my clinic's sheet}}", Call.CLINIC_SOON),
        ("remove: [LINE]", None),
    ],
)
def test_what_a_persons_own_file_changes_or_takes_out_stays_theirs(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch, change: str, theirs: Call | None
) -> None:
    old = {each.id for each in shipped_by_0_1().checklist.warnings}
    new = shipped().checklist.warnings
    line = next(each for each in new if each.id in old and each.call is Call.CLINIC_TODAY and each.fits)
    text = f"format: 1\nextends: picosure-face\nid: picosure-face\nwarnings:\n  {change}\n"
    text = text.replace("LINE", line.id)
    context = contexts(DAY_6, of=over_0_1(text, monkeypatch))
    overlay(context, text)

    stands(context, context.now())

    lines = lines_of(context)
    assert (lines[line.id].call if line.id in lines else None) is theirs
    assert any(each.new for each in lines.values())


def line(id: str, call: Call = Call.CLINIC_TODAY, last: int | None = 7, **more: object) -> CallWarning:
    return replace(CallWarning(id, id, (Span(0, last),), call), **more)


FITS = (Match("blisters", low=1),)


@pytest.mark.parametrize(
    ("had", "ships", "counts"),
    [
        (line("pus"), (line("pus"),), []),
        (line("pus"), (line("pus", Call.URGENT),), ["pus"]),
        (line("pus"), (line("pus", Call.CLINIC_SOON),), []),
        (line("pus"), (line("pus", last=None),), ["pus"]),
        (line("pus"), (line("pus", last=3),), []),
        (line("pus"), (line("pus", fits=FITS),), ["pus"]),
        (line("pus"), (line("pus", condition="Other words"),), []),
        (line("pus"), (line("pus"), line("smell")), ["smell"]),
        (line("pus"), (line("weeping", was=("pus",)),), []),
        (line("pus"), (line("a", was=("pus",), fits=FITS), line("b", was=("pus",))), ["a", "b"]),
        (line("pus"), (line("a", was=("pus",), last=2, fits=FITS), line("b", was=("pus",), last=2)), []),
    ],
)
def test_what_counts_at_once(had: CallWarning, ships: tuple[CallWarning, ...], counts: list[str]) -> None:
    checklist = replace(small_checklist(), warnings=(had,))
    assert [each.id for each in new_or_stronger(checklist, ships, ships)] == counts
    lines = {call_line_key(each.id): NewCallLine(each, ()) for each in ships if each.id in counts}
    after = with_call_lines(checklist, lines)
    assert list(new_or_stronger(after, ships, ships)) == []


def test_of_a_line_that_is_stronger_and_weaker_the_stronger_of_each_counts() -> None:
    checklist = replace(small_checklist(), warnings=(line("pus", Call.URGENT, 3),))
    newer = line("pus", Call.CLINIC_TODAY, None, fits=FITS)
    (after,) = with_call_lines(checklist, {"call-lines/pus": NewCallLine(newer, ())}).warnings
    assert (after.call, after.days, after.fits, after.new) == (Call.URGENT, (Span(0, None),), FITS, True)


def test_what_a_line_had_and_the_newer_one_has_not_stays() -> None:
    crusts = (Match("crusts", low=1),)
    was = line("pus", last=None, fits=crusts)
    newer = line("pus", Call.URGENT, 3, fits=FITS, when=((Match("habits", answers=("makeup",)),),))
    checklist = replace(small_checklist(), warnings=(was,))
    (after,) = with_call_lines(checklist, {"call-lines/pus": NewCallLine(newer, ())}).warnings
    assert (after.call, after.days, after.when) == (Call.URGENT, (Span(0, None),), ())
    assert set(after.fits) == {*FITS, *crusts}


def test_the_commands_say_what_is_newer_and_which_lines_are_new(context: AppContext, home: Path) -> None:
    stands(context, context.now())
    shell = Shell(home, now="2026-11-26T20:15")

    assert f"{newer_line().condition} (new)" in shell("call").out
    new = {each["warning"] for each in shell("call", "--json").json["lines"] if each["new"]}
    assert newer_line().id in new
    assert shell("today").err.splitlines() == [OFFERED]
    ended = shell("checklist", "diff", "picosure-face")
    assert (ended.code, ended.out.splitlines()[-1]) == (
        1,
        "To keep the plan as it is: afterglow checklist keep picosure-face",
    )
    assert shell("checklist", "keep", "picosure-face").out == (
        "Kept: PicoSure on the face (picosure-face) goes on as it was. "
        "Nothing more is said of picosure-face until its file changes again.\n"
    )
    assert shell("today").err == ""
    assert shell("checklist", "accept", "picosure-face").code == 0
    assert "(new)" not in shell("call").out


async def test_the_app_shows_once_what_is_newer_and_the_plan_stays_as_it_is(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app._watch()
        await settled(pilot)
        assert isinstance(app.screen, DifferenceScreen)
        # What was pressed before it came up is not meant for it.
        clock_of(context).advance(timedelta(minutes=1))
        await press(pilot, "escape")
        assert not isinstance(app.screen, DifferenceScreen)
        app._watch()
        await settled(pilot)
        assert not isinstance(app.screen, DifferenceScreen)
        assert app.context.banner == ""
        await press(pilot, "c")
        assert shows(pilot, f"{newer_line().condition}  new")
    assert stands(context, context.now()).sentence() == ""
