"""Lines on when to call of a newer shipped file: what is new or stronger in them does not wait."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from checklists.rules.checklist import CallWarning, Checklist
from tui.files.difference import weaker_in
from tui.journal import Draft, Journal, Topic
from tui.recovery.new_call_lines import call_line_key
from tui.recovery.plan_inputs import checklist_now
from tui.recovery.recovery import Recovery
from tui.recovery.versions import stored_checklist


def count_new_call_lines(
    journal: Journal, recovery: Recovery, runs_by: str, shipped: str, now: datetime, own: str = ""
) -> None:
    """Let lines of a shipped file count from now on that are new or stronger beside those a plan runs by.

    Args:
        runs_by: The hash of the version in force.
        shipped: That of what the shipped file says, which the journal holds.
        now: Aware.
        own: That of the person's own file that the plan follows and that extends the shipped one. What that
            file changes or takes out stays as it has it.

    Raises:
        JournalError: If the journal does not hold one of these, or cannot be written.
    """
    lines = stored_checklist(journal, shipped).warnings
    theirs = stored_checklist(journal, own).warnings if own else lines
    ids = [each.id for each in new_or_stronger(checklist_now(journal, recovery, runs_by), lines, theirs)]
    if not ids:
        return
    zone = recovery.zone
    local = f"{now.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"
    drafts = [Draft(Topic.VERSION, call_line_key(id), shipped, now, None, local, zone) for id in ids]
    words = f"count {len(ids)} new or stronger lines on when to call"
    journal.record(recovery.id, "call-lines", words, drafts, recorded=now, automatic=True)


def new_or_stronger(
    checklist: Checklist, shipped: tuple[CallWarning, ...], theirs: tuple[CallWarning, ...]
) -> Iterator[CallWarning]:
    """The shipped lines that are not in a checklist, or not as strong, in the order of their file.

    Args:
        theirs: The lines of the person's own file: one that is otherwise there, or is not, stays theirs.
    """
    for line in shipped:
        was = [each for each in checklist.warnings if each.id in (line.id, *line.was)]
        beside = [each for each in shipped if any(one.id in (each.id, *each.was) for one in was)]
        if not all(each in theirs for each in (line, *beside)):
            continue
        # Of a line that became several, what is weaker in all of them together waits to be accepted.
        if len(beside) > 1 and any(list(weaker_in(one, beside)) for one in was):
            continue
        if not was or any(_is_stronger(each, one) for each in beside for one in was):
            yield line


def _is_stronger(line: CallWarning, was: CallWarning) -> bool:
    """Whether a line would be weaker if it became what it was."""
    return line != was and bool(list(weaker_in(line, [was])))
