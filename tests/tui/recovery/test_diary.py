"""The diary: everything a person said, the newest first."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from tests.conftest import Contexts
from tests.support.apps import chosen, small_checklist
from tests.support.days import opened, shown
from tests.support.fortnight import fortnight
from tui.recovery.acts import undo
from tui.recovery.context import AppContext
from tui.recovery.course import Booking
from tui.recovery.diary import DiaryEntry, DiaryKind, diary
from tui.wording.going import entry_sentence

DAY3 = "2026-11-23T20:30"


def _diary(context: AppContext, first: date | None = None) -> tuple[DiaryEntry, ...]:
    reader, acts = opened(context)
    return diary(reader, acts.plan, first)


def _sentences(context: AppContext) -> list[str]:
    return [entry_sentence(entry) for entry in _diary(context)]


def test_a_fortnight_reads_as_it_was_lived(tmp_path: Path) -> None:
    context = fortnight(tmp_path)
    entries = _diary(context)
    kinds = [entry.kind for entry in entries]
    assert kinds.count(DiaryKind.CHECK_IN) == 13
    assert [entry_sentence(entry) for entry in entries if entry.day == 4] == [
        "unticked: A blister of any size is on the face",
        "called: about: A blister of any size is on the face",
        "ticked: A blister of any size is on the face",
        "checked in: crusts, redness 2 obvious, swelling 1 slight, pain 1 of 10",
    ]
    assert [entry_sentence(entry) for entry in entries if entry.kind is DiaryKind.SLIP] == [
        'slip: Rubbing, scratching or scrubbing: "towel"'
    ]
    last = entries[-1]
    assert (last.kind, last.day, f"{last.at:%H:%M}") == (DiaryKind.SESSION, 0, "16:00")
    assert [entry.date for entry in entries] == sorted((entry.date for entry in entries), reverse=True)


def test_since_a_day_is_that_day_and_all_after_it(tmp_path: Path) -> None:
    entries = _diary(fortnight(tmp_path), date(2026, 12, 1))
    assert {entry.date for entry in entries} == {date(2026, 12, day) for day in (1, 3, 4)}


def test_plain_ticks_and_what_was_taken_back_are_not_in_it(contexts: Contexts) -> None:
    context = contexts(DAY3)
    acts = opened(context)[1]
    state = shown(context)
    acts.tick([state.due[0].item])
    acts.note("not this", state.date)
    undo(context.journal, context.journal.top(), context.now())
    acts.skip([state.due[1].item], "at work")
    acts.untick([state.due[1].item])
    assert _sentences(context) == ["session: A small plan: treated at 16:00"]


def test_what_was_said_in_other_ways(contexts: Contexts) -> None:
    context = contexts(DAY3)
    acts = opened(context)[1]
    state = shown(context)
    question = acts.plan.checklist.questions[1]
    acts.answer(question, ("strong",))
    acts.set_price("499 USD")
    acts.book(Booking(date(2027, 1, 8), "14:30"))
    acts.skip([state.due[1].item], "at work")
    acts.note("to the day", state.date)
    acts.note("to the item", state.date, state.due[0].item)
    assert _sentences(context)[:-1] == [
        'note: Put on SPF 50: "to the item"',
        'note: "to the day"',
        'skipped: Wash gently, evening: "at work"',
        "booked: next session: Fri 8 Jan at 14:30",
        "changed: price: 499 USD",
        "answered: How strong was the treatment? Red for days",
    ]


def test_a_check_in_without_a_report_is_one_all_the_same(contexts: Contexts) -> None:
    context = contexts(DAY3)
    check_in = next(each for each in shown(context).items if each.item.rule.check_in)
    opened(context)[1].tick([check_in.item])
    assert _sentences(context)[0] == "checked in: nothing reported"


def test_a_report_of_a_sign_that_a_newer_version_dropped_stays_readable(contexts: Contexts) -> None:
    context = contexts(DAY3)
    acts = opened(context)[1]
    signs = {sign.id: sign for sign in acts.plan.checklist.signs}
    acts.report({signs["redness"]: 3, signs["crusts"]: 1}, date(2026, 11, 23))
    without = tuple(sign for sign in signs.values() if sign.id == "outdoors")
    opened(context)[1].accept(chosen(replace(small_checklist(), signs=without)))
    (sentence,) = [each for each in _sentences(context) if "redness" in each]
    assert "redness 3" in sentence
    assert "crusts" in sentence
