"""A recovery of 14 days as a person may have lived it: check-ins, slips, skips, notes, a call.

Run: `python -m tests.support.fortnight HOME`, from the top folder, and look at it with
`afterglow --home HOME --now 2026-12-04T20:30 progress`.
"""

import sys
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.apps import BERLIN, TREATED, TYPICAL, at, make_context, shipped
from tui.clock import FixedClock
from tui.recovery.acts import Acts
from tui.recovery.context import AppContext

LAST = 14
NOW = "2026-12-04T20:30"
"""The evening of day 14."""

REPORTS = {
    "redness": (4, 3, None, 3, 2, 2, 1, 1, 1, 0, 0, 0, None, 0, 0),
    "swelling": (3, 3, None, 2, 1, 0, 0, 0, 0, 0, 0, 0, None, 0, 0),
    "pain": (6, 4, None, 3, 1, 1, 0, 0, 0, 0, 0, 0, None, 0, 0),
    "crusts": (None, 1, None, 1, 1, 1, 1, 1, 0, 0, 0, 0, None, 0, 0),
}
"""By sign, a value a day; None is nothing said. Nobody checked in on days 2 and 12."""

NOTES = {0: "Home by bus, hat on", 8: "first day without feeling it", 10: "=1+1 <b>well</b>"}
SLIPS = {5: ("face-no-rub", "towel")}
CALL = 4
"""The day on which the clinic was called about a blister."""


def fortnight(home: Path) -> AppContext:
    """Live it, and stay on the evening of its last day. The journal is the caller's to close."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "journal.sqlite").write_bytes(_journal())
    return make_context(home, NOW)


@cache
def _journal() -> bytes:
    """The journal as it is in the end, lived once for all tests of a process."""
    with TemporaryDirectory() as folder:
        context = _live_all(Path(folder))
        context.journal.close()
        return context.paths.journal.read_bytes()


def _live_all(home: Path) -> AppContext:
    context = make_context(home, NOW, of=shipped(), answers=TYPICAL)
    assert isinstance(context.clock, FixedClock)
    for number in range(LAST + 1):
        morning = datetime.combine(TREATED.date() + timedelta(days=number), datetime.min.time(), BERLIN)
        for hour, minute in ((8, 40), (13, 20), (20, 14), (22, 40)):
            now = morning.replace(hour=hour, minute=minute)
            if TREATED < now <= at(NOW):
                context.clock.jump(now - context.now())
                _live(context, number, hour)
    context.clock.jump(at(NOW) - context.now())
    return context


def _live(context: AppContext, number: int, hour: int) -> None:
    reader = context.reader()
    assert reader is not None
    acts = context.acts(reader)
    state = reader.state(context.now())
    open_items = [each for each in state.items if each.open and not each.item.rule.once]
    waiting = [each for each in (open_items if hour == 22 else state.due) if not each.item.rule.check_in]
    waiting = [each for each in waiting if each.due is None or each.due <= state.now]
    if number == 6:
        waiting = []
    elif number in (3, 9):
        waiting = waiting[:1]
    if number == 7 and hour == 13 and waiting:
        acts.skip([waiting[0].item], "none left")
        waiting = waiting[1:]
    if waiting:
        acts.tick([each.item for each in waiting])
    if hour == 20:
        _evening(acts, number)


def _evening(acts: Acts, number: int) -> None:
    state = acts.reader.state(acts.now)
    values = {
        sign: value
        for id, by_day in REPORTS.items()
        if (sign := acts.plan.checklist.sign(id)) is not None and (value := by_day[number]) is not None
    }
    check_in = next((each.item for each in state.items if each.item.rule.check_in), None)
    if values:
        acts.report(values, state.date, check_in)
    if number in NOTES:
        acts.note(NOTES[number], state.date)
    if number in SLIPS:
        rule = acts.plan.checklist.rule(SLIPS[number][0])
        assert rule is not None
        acts.slip(rule, state.date, SLIPS[number][1])
    if number == CALL:
        blister = next(each for each in acts.plan.checklist.warnings if each.id == "face-blister")
        acts.heed(blister, ticked=True)
        acts.heed(blister, ticked=True, called=True)
        acts.heed(blister, ticked=False)


def with_photos(context: AppContext) -> AppContext:
    """The same with three photos of one cheek, of days 0, 5 and 14."""
    from tests.support.pictures import cheek
    from tui.photos.adding import add_photos
    from tui.photos.photo_files import PhotoFiles

    reader = context.reader()
    assert reader is not None
    files = PhotoFiles(context.paths.photos)
    with TemporaryDirectory() as folder:
        for number, redness in ((0, 4), (5, 2), (14, 0)):
            acts = context.acts(reader)
            source = cheek(Path(folder) / f"{number}.jpg", redness)
            add_photos(acts, files, [source], acts.plan.date_of(number), "left-cheek")
    return context


if __name__ == "__main__":
    with_photos(fortnight(Path(sys.argv[1]))).journal.close()
