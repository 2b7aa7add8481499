"""Presses a great many random keys on every screen: `python -m tests.long.keys [COUNT] [FIRST]`.

Capitals, letters of other scripts and whole words are among them. The app never fails, the journal is sound,
and `u` takes back every act down to the start. Ends with 1 where it was otherwise, and names the seed.
"""

import asyncio
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest.mock import patch

from textual.pilot import Pilot

from tests.support.apps import make_app, make_context, shipped
from tests.support.idle import come_to_rest
from tests.support.screens import settled
from tui.app.app import Afterglow
from tui.journal import Topic
from tui.recovery.context import AppContext
from tui.recovery.recovery import START, recoveries
from tui.screens.today import TodayScreen
from tui.settings.keys import PLACES

COUNT = 10_000
RUN = 100
"""Keys of one app."""
SCREENS = (
    *("", "p", "i", "c", "k", "h", "w", "question_mark", "r", "v", "d", "b", "n", "s", "x", "l", "z"),
    *("slash", "ctrl+p", "left", "right right", "i 2 enter", "enter", "h enter", "k enter", "c enter", "g"),
)
"""What is pressed to come to the screens, from Today."""
_MOMENTS = (
    "2026-11-20T20:10",
    "2026-11-21T08:15",
    "2026-11-23T20:05",
    "2026-11-27T12:00",
    "2027-02-20T09:00",
)
_PLACES = sorted(
    {key for text in PLACES.values() for pair in text.split() for key in pair.partition("=")[2].split(",")}
)
_OTHERS = (
    *"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    *"\u0439\u0446\u0443\u043a\u0435\u043d\u0433\u0448\u0449\u0437\u0441\u0421\u0424\u042b\u0454",
    *"\u03b1\u03b2\u03b3\u03c8\u03a8\u03c3\u03c2\u03ac\u5b57\u00df\uff43",
    *("tab", "shift+tab", "ctrl+\u0441", "ctrl+p", "f1", "f9", "delete", "backspace", "home", "end", "space"),
    *("escape", "escape", "escape", "up", "down", "down", "enter", "space", "u", "U"),
)
_LEAVES = frozenset(("ctrl+z", "ctrl+q", "ctrl+\u0441", "q", "Q", "\u0439"))
"""What ends the app, which is another test's."""
_TYPED = ("sore", "20 Nov", "0-4", "yesterday 4pm", "[red]\\", "+65 6000 0000")


class Run(NamedTuple):
    """One app, and what is pressed in it."""

    moment: str
    keys: Sequence[str]


def run_of(seed: int) -> Run:
    """The run of a seed."""
    random = Random(seed)
    keys = list(SCREENS[seed % len(SCREENS)].split())
    while len(keys) < RUN:
        if random.random() < 0.03:
            keys += [{" ": "space"}.get(each, each) for each in random.choice(_TYPED)]
        elif random.random() < 0.02:
            keys += [*["escape"] * 4, *random.choice(SCREENS).split()]
        else:
            keys.append(random.choice(_PLACES if random.random() < 0.6 else _OTHERS))
    return Run(random.choice(_MOMENTS), [key for key in keys[:RUN] if key not in _LEAVES])


def fault_of(seed: int, home: Path) -> str:
    """What went wrong in the run of a seed; empty where nothing did.

    Args:
        home: A folder that is not there yet.
    """
    try:
        return asyncio.run(_fault(run_of(seed), home))
    except Exception:
        return traceback.format_exc(limit=-8)


async def _fault(run: Run, home: Path) -> str:
    context = make_context(home, run.moment, of=shipped())
    try:
        before, first = _content(context), context.journal.top()
        assert first is not None
        app, pressed = make_app(context), list[str]()
        try:
            async with app.run_test(size=(80, 24)) as pilot:
                for key in run.keys:
                    pressed.append(key)
                    await pilot.press(key)
                if problems := context.journal.check():
                    return f"{problems[0]} After {' '.join(pressed)}"
                if stuck := await _take_back(app, pilot, first.id):
                    return f"{stuck} After {' '.join(pressed)}"
        except Exception as error:
            error.add_note(f"After {' '.join(pressed)}")
            raise
        if context.journal.top() is None:
            # The start itself was undone, by somebody who was asked and said yes.
            return ""
        wrong = _difference(before, _content(context))
        return f"Not as it was: {wrong} After {' '.join(pressed)}" if wrong else ""
    finally:
        context.journal.close()


async def _take_back(app: Afterglow, pilot: Pilot[int], first: int) -> str:
    """Undo every act down to the first one; why that cannot be, or nothing."""
    while (top := app.context.journal.top()) is not None and top.id != first:
        for _ in range(60):
            if isinstance(app.screen, TodayScreen):
                break
            await pilot.press("escape")
        if not isinstance(app.screen, TodayScreen):
            return f"There is no way back to Today from {type(app.screen).__name__}."
        # A field on the day itself takes letters.
        await pilot.press("escape", "u")
        await settled(pilot)
        if top.kind == START:
            await pilot.press("2")
            await settled(pilot)
        now = app.context.journal.top()
        if now is not None and now.id == top.id:
            return f"u did not take back: {top.words}. {app.screen!r} {getattr(app.screen, 'status', '')}"
    return ""


Content = Mapping[tuple[str, str, str], object]


def _content(context: AppContext) -> Content:
    """What holds of every recovery, without what the program notes of files by itself."""
    topics = [topic for topic in Topic if topic not in (Topic.LATER, Topic.VERSION)]
    return {
        (each.id, topic, key): entry.value
        for each in recoveries(context.journal)
        for topic in topics
        for key, entry in context.journal.current(each.id, topic).items()
    }


def _difference(before: Content, after: Content) -> str:
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return "; ".join(f"{key}: {before.get(key)} is {after.get(key)}" for key in keys[:3])


def main() -> int:
    """Press them all, and say what came of it."""
    count, first = (int(text) for text in (sys.argv[1:] + [str(COUNT), "0"][len(sys.argv) - 1 :]))
    # Whatever opens an editor: it has nothing to say.
    os.environ.update(EDITOR="true", VISUAL="true", TZ="Europe/Berlin")
    start, faults, runs = time.monotonic(), 0, max(count // RUN, 1)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        # As in the tests: on as soon as the app has come to rest.
        for module in ("app", "pilot"):
            stack.enter_context(patch(f"textual.{module}.wait_for_idle", come_to_rest))
        for seed in range(first, first + runs):
            if fault := fault_of(seed, Path(folder) / str(seed)):
                faults += 1
                sys.stdout.write(f"seed {seed}: {fault}\n")
                sys.stdout.flush()
    took = f"{time.monotonic() - start:.0f} s"
    sys.stdout.write(f"{runs * RUN} keys in {runs} apps in {took}: {faults} faults\n")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
