"""What reminds while the app is closed, set up where it is asked for: a timer of the system, a calendar file.

Nothing is written before the person has said yes to it, or where to.
"""

from asyncio import to_thread
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from tui.paths import replace_file
from tui.reminders.tellers import TellerName, begin, forget
from tui.screens.act import journal_of
from tui.screens.dialogs import ChoiceScreen, PromptScreen
from tui.screens.host import host
from tui.text.humanize import counted, listed, reason_of

if TYPE_CHECKING:
    from tui.export.calendar import CalendarExport
    from tui.reminders.timer_setup import TimerPlan, TimerWay

_NEITHER = (
    "Nothing here can remind you while this app is closed: this computer has neither systemd nor cron.",
    "What you can do: leave the app open, or put the plan into your phone's calendar, in the row below.",
)
_SET_UP = (
    "Set up. Every {minutes} minutes this computer looks what is due, and reminds you, also while this app "
    "is closed.",
    "It needs to be on, with you logged in. Enter on the same row takes it away again.",
)
_BY_YOU = "Here it is set up by you, in a terminal. These are the steps."
_CALENDAR = "afterglow.ics"
_MOST = 300
"""Characters of a path."""
_NEXT = (
    "Next: get that file to your phone, such as by a mail to yourself, and open it there. It asks to add the "
    "events to your calendar.",
    "After a change, write it again and open it again: what moved moves, and what has gone is cancelled. It "
    "does not know what you tick.",
)


async def set_up_timer(screen: Screen[Any]) -> Sequence[str]:
    """Ask whether the system is to remind while the app is closed, or is to stop it, and do so. In a worker.

    Returns:
        What came of it and what is next, a paragraph each. Nothing where the person changed nothing.
    """
    from tui.reminders.timer_setup import TimerSetupError, plan_timer, set_up, usual_way, ways_there
    from tui.reminders.timers import MINUTES

    context = host(screen).context
    folder = context.paths.tellers
    try:
        there = await to_thread(ways_there)
        choice = await _prompt_there(screen) if there else "anew"
        if choice == "away":
            sentences = await to_thread(_take_away, there)
            forget(folder, TellerName.TIMER)
            return sentences
        if choice != "anew":
            return ()
        try:
            way = there[0] if there else usual_way()
        except TimerSetupError:
            return _NEITHER
        plan = await to_thread(plan_timer, context, way)
        if plan.recipe:
            return (_BY_YOU, *filter(None, plan.recipe.splitlines()))
        if not there and not await _prompt_yes(screen, plan):
            return ()
        made = await to_thread(set_up, plan)
        if made.runs and not context.clock.rehearsed:
            begin(folder, TellerName.TIMER, context.now())
        return [each.format(minutes=MINUTES) for each in _SET_UP] if made.runs else made.sentences
    except (TimerSetupError, ValueError) as error:
        return (str(error),)
    except OSError as error:
        return (f"{error.filename or 'It'} cannot be written: {reason_of(error)}.",)


async def _prompt_there(screen: Screen[Any]) -> str | None:
    title = "This computer reminds you while the app is closed."
    options = (("stay", "Leave it so"), ("anew", "Set it up anew"), ("away", "Stop it, and take it away"))
    return await screen.app.push_screen_wait(ChoiceScreen(title, options))


async def _prompt_yes(screen: Screen[Any], plan: "TimerPlan") -> bool:
    """Name what would be written, and ask whether it is to be."""
    if plan.units:
        names = listed([path.name for path in plan.units])
        folder = next(iter(plan.units)).parent
        what = f"It writes {names} to {_short(folder)}, and starts a timer of systemd."
    else:
        what = (
            f"It adds {counted(len(plan.block.splitlines()), 'line')} to your crontab; all else in it stays."
        )
    title = f"Have this computer remind you while the app is closed? {what}"
    options = (("no", "No, change nothing"), ("yes", "Yes, set it up"))
    return await screen.app.push_screen_wait(ChoiceScreen(title, options)) == "yes"


def _take_away(ways: "Sequence[TimerWay]") -> list[str]:
    from tui.reminders.timer_setup import TimerWay, take_block_away, take_units_away

    return [take_units_away() if way is TimerWay.SYSTEMD else take_block_away() for way in ways]


async def write_calendar_file(screen: Screen[Any]) -> Sequence[str]:
    """Ask where a calendar file is to lie, and write it. In a worker.

    Returns:
        What came of it and what is next, a paragraph each. Nothing where the person gave up.
    """
    from tui.export.calendar import export_words, write_calendar

    words = list[str]()
    text = f"~/{'Downloads/' if (Path.home() / 'Downloads').is_dir() else ''}{_CALENDAR}"
    title = "Write a file for your phone's calendar? Nothing is sent. Where to?"
    while True:
        dialog = PromptScreen(title, "", _MOST, value=text, does="write it")
        typed = await screen.app.push_screen_wait(dialog)
        if not typed:
            return ()
        output, text = Path(typed).expanduser(), typed
        if fault := _fault_of(output):
            title = fault
            continue

        def write(made: "CalendarExport", to: Path = output) -> None:
            replace_file(to, made.content)
            words.append(f"Written: {_short(to)}: {export_words(made)}.")

        warnings = list[str]()
        with journal_of(screen) as context:
            try:
                write_calendar(context, write, warnings.append)
            except OSError as error:
                title = f"{_short(output)} cannot be written: {reason_of(error)}."
                continue
            return (*words, *_NEXT, *warnings)
        return ()


def _short(path: Path) -> str:
    """A path as people write it."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def _fault_of(output: Path) -> str:
    """Why a calendar cannot be written there, or nothing. Nothing that is no calendar is written over."""
    if output.is_dir():
        return f"{_short(output)} is a folder. Write a name behind it, such as {_short(output / _CALENDAR)}"
    if not output.parent.is_dir():
        return f"The folder {_short(output.parent)} is not there. Where to?"
    try:
        with output.open("rb") as file:
            return (
                ""
                if file.read(15) == b"BEGIN:VCALENDAR"
                else f"{_short(output)} is there, and no calendar. Where to?"
            )
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"{_short(output)} cannot be read: {reason_of(error)}. Where to?"
