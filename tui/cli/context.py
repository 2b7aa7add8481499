"""What the global options lead to: the context that a command runs in, and the recovery that it speaks of."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checklists.text import nearest_or_all
from tui.cli.ending import RefusedError, UsageError, parse_argument
from tui.cli.output.lines import warn
from tui.clock import Clock, FixedClock, RehearsalClock, SystemClock
from tui.paths import Paths
from tui.settings import Settings, read_settings
from tui.settings.keys import BINDINGS
from tui.text.parse import Present, parse_moment
from tui.zones import machine_zone

if TYPE_CHECKING:
    from tui.journal import Journal
    from tui.recovery.acts import Acts
    from tui.recovery.context import AppContext
    from tui.recovery.reader import RecoveryReader
    from tui.recovery.recovery import Recovery

NONE_BEGUN = "No recovery has been started. Begin one with: afterglow start CHECKLIST"
UNDONE = "\nOne was, and it was undone. afterglow redo brings it back."


def open_context(home: Path | None, now: str | None, picked: str | None, runs: bool = False) -> "AppContext":
    """The context of a command, in which nothing is opened before it is asked for.

    The clock raises UsageError where the moment makes no sense. A local zone that makes none is told of, and
    that of the machine is used.

    Args:
        home: The folder of `--home`; None is the machine's usual places.
        now: The moment of `--now`, as it was typed.
        picked: The id of `--recovery`.
        runs: Whether the clock goes on, as in the app. A command has one moment, and that of a rehearsal is
            the very one that was asked for, so that of two commands the second knows what the first was told.
    """
    from tui.recovery.context import AppContext

    def settings() -> Settings:
        values, faults = read_settings(context.paths.settings, bindings=BINDINGS)
        warn(*map(str, faults))
        context.notices += map(str, faults)
        return values

    def system_clock() -> Clock:
        try:
            return SystemClock()
        except ValueError as error:
            # When to call and what to do now need no zone of the machine's: a plan has its own.
            clock = SystemClock(machine_zone())
            notice = f"{error} {clock.zone} is used."
            warn(notice)
            context.notices.append(notice)
            return clock

    def clock() -> Clock:
        real = system_clock()
        start = (
            None
            if now is None
            else parse_argument(parse_moment, now, Present(real.now(), context.settings.day_start))
        )
        if runs:
            return RehearsalClock(start, real) if start else real
        return FixedClock(start or real.now(), rehearsed=start is not None)

    def journal() -> "Journal":
        from tui.journal import Journal

        path = context.paths.journal
        # What may be wrong with it is for a screen of the app to say.
        return Journal(path, resident=True) if runs else Journal.open(path)

    context = AppContext(lambda: parse_argument(Paths.at, home), settings, clock, journal, picked)
    return context


def recovery_of(context: "AppContext") -> "Recovery":
    """The recovery spoken of: the one that `--recovery` names, or else the one in focus.

    Raises:
        RefusedError: If none has been started.
        UsageError: If `--recovery` names none.
    """
    from tui.recovery.recovery import recoveries

    # The moment first: wrong usage is told before the journal is touched.
    _ = context.clock
    if context.picked is not None:
        every = recoveries(context.journal)
        if every and context.picked not in [each.id for each in every]:
            context.picked = recovery_named(context.picked, every).id
    recovery = context.recovery()
    if recovery is None:
        undone_act = context.journal.top_redo()
        hint = UNDONE if undone_act is not None and undone_act.kind == "start" else ""
        raise RefusedError(f"{NONE_BEGUN}{hint}")
    return recovery


def recovery_named(name: str, every: "Sequence[Recovery]") -> "Recovery":
    """The recovery that is meant: by its id, a part of that, or what it is called, in any case.

    Raises:
        UsageError: If none is, or several are.
    """
    # Here, since a whole id needs none of it.
    from tui.cli.names import ambiguous
    from tui.text.names import Names, best_fits

    _, fitting = best_fits(name, every, lambda each: Names((each.id,), (each.title, each.full_title)))
    if not fitting:
        raise UsageError(f"There is no recovery {name!r}.{nearest_or_all(name, [each.id for each in every])}")
    if len(fitting) > 1:
        raise ambiguous(name, [each.id for each in fitting])
    return fitting[0]


def running_of(context: "AppContext") -> "tuple[Recovery, ...]":
    """Every recovery that was not put away, or the one that `--recovery` names."""
    return context.running() if context.picked is None else (recovery_of(context),)


def reader_of(context: "AppContext", recovery: "Recovery | None" = None) -> "RecoveryReader":
    """A recovery, or else the one spoken of, opened. What is wrong with its file is told, on the side."""
    from tui.files.status import banner
    from tui.recovery.order import runs_behind
    from tui.recovery.reader import RecoveryReader
    from tui.wording.clocks import behind_sentence

    target = recovery or recovery_of(context)
    now = context.now()
    # A rehearsal writes nothing by itself.
    keep = None if context.clock.rehearsed else now
    file_status = banner(context.journal, context.paths, target, keep)
    for each in context.running() if recovery is None else ():
        if each.id != target.id:
            # What is new of when to call counts for whatever runs.
            banner(context.journal, context.paths, each, keep)
    if file_status:
        warn(file_status)
    if last := runs_behind(context.journal, now):
        warn(behind_sentence(last, now))
    if recovery is None:
        warn(*_elsewhere(context, target))
    if target.ended is not None:
        put_away = target.ended.astimezone(now.tzinfo)
        warn(f"{target.title} was put away on {put_away:%Y-%m-%d}. Nothing of it is told any more.")
    return RecoveryReader(context.journal, context.settings, target, file_status)


def _elsewhere(context: "AppContext", recovery: "Recovery") -> "Iterator[str]":
    """That the machine is in another zone than the plan. Its jobs may run by UTC, so nothing follows it."""
    from tui.recovery.recovery import ZoneChange, followed_zone, zone_change

    here, plan = context.clock.zone, followed_zone(context.journal, recovery)
    if (
        not context.clock.rehearsed
        and zone_change(recovery, plan, here, context.now()) is not ZoneChange.NONE
    ):
        yield (
            f"This machine is in {here}, and your plan follows {plan}. "
            f"If you are there too: afterglow recovery correct --zone {here}"
        )


def acts_of(context: "AppContext", recovery: "Recovery | None" = None) -> "Acts":
    """The acts on a recovery, or else on the one spoken of. Their reader is that of `reader_of`."""
    return context.acts(reader_of(context, recovery))
