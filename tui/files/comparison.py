"""What a checklist's file changes: beside what a recovery runs by, or beside what it extends."""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from checklists.overlay.parts import ChangedPart, Data, changed_parts, refused_with, wanted_with, without
from checklists.plan.plan import Plan
from checklists.rules.canonical import canonical_of, data_of, hash_of
from checklists.rules.checklist import Checklist
from checklists.rules.rule import Rule
from checklists.yaml.problem import ChecklistError
from checklists.yaml.tree import NodePath
from tui.files.checklist_files import (
    ChecklistPath,
    Fingerprint,
    Snapshot,
    is_shipped,
    read_whole,
)
from tui.files.difference import Change, Difference, differences
from tui.files.edits import off_in, off_words
from tui.files.refusals import Refusals, refusals, version_data
from tui.files.status import (
    BrokenFileError,
    has_changed,
    in_force,
    may_follow,
    remember,
    unwanted,
    version_of,
)
from tui.files.status import followed_path as file_followed
from tui.paths import Paths
from tui.recovery.acts import Acts
from tui.recovery.begin import ChecklistVersion
from tui.recovery.outcomes import AcceptedInPart, Deed, Done
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import Recovery
from tui.text.humanize import counted, listed, short_date


class UnrelatedFileError(Exception):
    """A checklist that has nothing to do with the one a recovery follows."""


class InseparableError(Exception):
    """Parts of a file that cannot be had without what is refused. `str()` says which and why."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(
            f"{name} does not go without what you refuse: {message}. Accept both, or refuse both."
        )


def _named_at(data: Data, path: NodePath) -> str:
    """What stands at a path, by the words that a person knows it by."""
    held: Any = data
    for step in path[:2]:
        held = held[int(step)] if isinstance(held, list) else dict(held).get(step)
    words = held if isinstance(held, dict) else {}
    named = next((words[key] for key in ("do", "avoid", "check", "expect", "if", "ask") if key in words), "")
    return f"'{named}'" if named else f"'{path[0]}'" if path else "The rest"


class ChecklistUpdate(Struct, frozen=True, dict=True):
    """What a file says, beside what a recovery runs by, at one moment."""

    reader: RecoveryReader
    """The recovery, opened without a word on its file."""
    file: ChecklistPath
    chosen: ChecklistVersion
    """What the file says."""
    seen: Fingerprint
    """How the file stood just before it was read."""
    now: datetime
    """Aware. What is accepted counts from then on."""
    followed: bool
    """Whether it is the file that the recovery follows."""
    verb: str = "extends"
    """How a file of another id stands to the checklist that is followed."""
    refusing: frozenset[str] | None = None
    """The keys of the parts that the person refuses. None is what was refused before, and has not changed."""

    @property
    def recovery(self) -> Recovery:
        """Whose plan it is."""
        return self.reader.recovery

    @property
    def id(self) -> str:
        """The id that the file gives itself now."""
        return self.chosen.checklist.id

    @property
    def waits(self) -> bool:
        """Whether it is another version than the one in force."""
        return self.chosen.hash != in_force(self.reader.journal, self.recovery)

    @cached_property
    def unwanted(self) -> bool:
        """Whether the person does not want it, all of it, just as it is."""
        if self.chosen.hash != unwanted(self.reader.journal, self.recovery, self.id):
            return False
        return self._refusals is None or not self._refusals.in_part

    @property
    def decided(self) -> bool:
        """Whether nothing of it is to be decided on: it counts, or is refused."""
        return not self.waits or self.unwanted or self.all_refused

    @property
    def all_refused(self) -> bool:
        """Whether all that it has otherwise stays refused, part by part."""
        return bool(self.refused) and len(self.refused) == len(self.parts)

    @cached_property
    def _refusals(self) -> Refusals | None:
        return refusals(self.reader.journal, self.recovery, self.id)

    @cached_property
    def _data(self) -> tuple[Data, Data]:
        """What the version in force says, and what the file does."""
        force = version_data(self.reader.journal, in_force(self.reader.journal, self.recovery))
        new = data_of(self.chosen.canonical)
        # Where the journal has lost the one, nothing can be taken out of the other.
        return (new if force is None else force), new

    @cached_property
    def parts(self) -> tuple[ChangedPart, ...]:
        """What it has otherwise, each of which can be refused."""
        return changed_parts(*self._data)

    @cached_property
    def refused(self) -> dict[str, datetime]:
        """The keys of the parts that stay refused, since they have not changed, and since when each is.

        None where all of it is unwanted.
        """
        if self.refusing is None:
            return {} if self.unwanted else self._earlier
        keys = (part.key for part in self.parts if part.key in self.refusing)
        return {key: self._earlier.get(key, self.now) for key in keys}

    @cached_property
    def _earlier(self) -> dict[str, datetime]:
        """The keys of the parts that were refused before and have not changed, and since when."""
        return self._refusals.parts(self._data[1]) if self._refusals is not None else {}

    def refuse(self, keys: Collection[str]) -> "ChecklistUpdate":
        """The same file, of which these parts are refused, and what does not go without them."""
        return replace(self, refusing=refused_with(self.parts, keys))

    def want(self, keys: Collection[str]) -> "ChecklistUpdate":
        """The same file, of which these parts are refused no more, nor what they do not go without."""
        return replace(self, refusing=frozenset(self.refused) - wanted_with(self.parts, keys))

    def parts_of(self, difference: Difference) -> tuple[ChangedPart, ...]:
        """The parts that something that changes tells of. None where it comes with whatever is accepted."""
        keys = frozenset(difference.parts)
        return tuple(part for part in self.parts if part.keys & keys)

    def without(self, refused: Collection[str]) -> ChecklistVersion:
        """What the file says but for some parts, which stay as they are.

        Args:
            refused: The keys of these parts.

        Raises:
            InseparableError: If the rest does not stand without them.
        """
        if not refused:
            return self.chosen
        # Here, since it loads pydantic and ruamel.yaml, and others are in a hurry.
        from checklists.loader import faults_of, recompile

        old, new = self._data
        data = without(old, new, [part for part in self.parts if part.key in refused])
        known = {(str(error.path[:1]), error.message) for each in (old, new) for error in faults_of(each)}
        for error in faults_of(data):
            if (str(error.path[:1]), error.message) not in known:
                raise InseparableError(_named_at(data, error.path), error.message)
        canonical = canonical_of(data)
        try:
            return ChecklistVersion(recompile(canonical), canonical, hash_of(canonical))
        except (KeyError, TypeError, ValueError) as error:
            raise InseparableError("The rest", "the two do not make one plan") from error

    @cached_property
    def offered(self) -> ChecklistVersion:
        """What the file says, but for what stays refused."""
        with suppress(InseparableError):
            return self.without(self.refused)
        return self.chosen

    @property
    def moves(self) -> bool:
        """Whether accepting it moves the recovery to another checklist."""
        return self.id != self.recovery.checklist

    @property
    def whose(self) -> str:
        """`PicoSure on the face (picosure-face)`."""
        return f"{self.recovery.full_title} ({self.recovery.id})"

    @cached_property
    def before(self) -> Plan:
        """As the recovery runs."""
        return self.reader.plan(self.now)

    @cached_property
    def after(self) -> Plan:
        """As it would run, but for what stays refused."""
        return self.plan_of(self.offered)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What changes from now on, in the order of the days; what stays refused is left out."""
        return differences(self.before, self.after)

    def plan_of(self, version: ChecklistVersion) -> Plan:
        """As the recovery would run by a version."""
        return self.reader.plan(self.now, version.checklist)

    @cached_property
    def left_out(self) -> tuple[Difference, ...]:
        """What the file changes and the plan is to be without, since it is refused; safety first."""
        if not self.refused:
            return ()
        whole = self.plan_of(self.chosen)
        losses = [each for each in differences(whole, self.after) if each.weaker]
        weaker = {key for each in losses for key in each.parts}
        calls = {key for each in losses if each.weaker_call for key in each.parts}
        left_out = [
            replace(each, guards_call=bool(calls & {*each.parts}), guards=bool(weaker & {*each.parts}))
            for each in differences(self.after, whole)
        ]
        return tuple(sorted(left_out, key=lambda each: (not each.guards_call, not each.guards)))

    @property
    def refused_shown(self) -> dict[str, datetime]:
        """Of what is refused that of which there is something to tell."""
        told = {part.key for each in self.left_out for part in self.parts_of(each)}
        return {key: since for key, since in self.refused.items() if key in told}

    @property
    def refused_before(self) -> str:
        """`2 parts that you refused on Sat 3 Oct stay refused until they change`; nothing where none do."""
        earlier = (since for key, since in self.refused_shown.items() if key in self._earlier)
        days = [since.astimezone(self.before.zone).date() for since in earlier]
        if not days:
            return ""
        on = listed([short_date(day) for day in sorted(set(days))])
        stay = "stays refused until it changes" if len(days) == 1 else "stay refused until they change"
        return f"{counted(len(days), 'part')} that you refused on {on} {stay}"

    @property
    def since(self) -> str:
        """From when on it would count: `from now, day 3 (Mon 23 Nov), on`."""
        first = max(self.before.today, 0)
        day = f"day {first} ({short_date(self.before.date_of(first))})"
        return f"from {day} on" if self.before.today < 0 else f"from now, {day}, on"

    @property
    def stands(self) -> str:
        """How a file of another id stands to the checklist that is followed: `extends picosure-face`."""
        return f"{self.verb} {self.recovery.checklist}"

    @cached_property
    def changed(self) -> str:
        """Which file has changed, by its name: `mine.yaml has changed`."""
        return has_changed(self.reader.journal, self.file, lambda path: path.name)

    @property
    def opening(self) -> str:
        """Which file it is, and from when on it would count, with a colon at its end."""
        if not self.moves:
            changed = has_changed(self.reader.journal, self.file, lambda path: Snapshot().head(path).id)
            return f"{changed}. For {self.whose}, {self.since}:"
        moved = f"{self.id} {self.stands}: accepting it moves {self.whose} to it."
        return f"{moved}\nWhat changes {self.since}:"

    def accept(self) -> Done[Deed] | Done[AcceptedInPart]:
        """Let it count from now on, but for what is refused, which stays so until it changes.

        Raises:
            InseparableError: If the rest does not stand without what is refused.
            JournalError: If it could not be written; then nothing was.
        """
        refused = self.refused
        version = self.without(refused)
        keys = [key for part in self.parts if part.key in refused for key in part.keys]
        whole = self.chosen if refused else None
        done = self._acts.accept(version, whole, keys, len(self.refused_shown))
        self.mind()
        return done

    def keep(self) -> Done[Deed]:
        """Note that it is not wanted.

        Raises:
            JournalError: If it could not be written; then nothing was.
        """
        done = self._acts.keep(self.chosen)
        self.mind()
        return done

    def leave_for_later(self) -> Done[Deed]:
        """Note that it was seen and not decided on, so that it is not shown again by itself.

        Raises:
            JournalError: If it could not be written; then nothing was.
        """
        return self._acts.leave_for_later(self.chosen)

    def mind(self) -> None:
        """Remember what the file held: another file of its id that has gone is not missed any more."""
        remember(self.reader.journal, self.seen, self.chosen.hash)

    @property
    def _acts(self) -> Acts:
        return Acts(self.reader, self.before, self.now)


def checklist_update(
    reader: RecoveryReader, paths: Paths, file: ChecklistPath, now: datetime
) -> ChecklistUpdate:
    """A checklist's file, read for a recovery. Nothing is written.

    Args:
        now: Aware.

    Raises:
        UnrelatedFileError: If the recovery does not follow it, or nobody may.
        ChecklistError: If the file cannot be used, with every Problem.
        OSError: If it cannot be read.
        JournalError: If the journal cannot be read.
    """
    files = Snapshot()
    own = own_file(reader, paths)
    followed, verb = own is not None and own.path == file.path, "extends"
    if not _stands_on(file, reader.recovery.checklist, files):
        if own is None or file.id not in files.ids(own.path):
            raise UnrelatedFileError(file.id)
        verb = "is now what was" if followed else "is extended by"
    seen, outcome = read_whole(file)
    if isinstance(outcome, Exception):
        raise outcome.with_traceback(None)
    if outcome.checklist.hidden and not followed:
        raise UnrelatedFileError(file.id)
    return ChecklistUpdate(reader, file, outcome, seen, now, followed, verb)


def own_file(reader: RecoveryReader, paths: Paths) -> ChecklistPath | None:
    """The person's own file that a recovery follows, also one outside their folder; None if none is there.

    Raises:
        JournalError: If the journal cannot be read.
    """
    own = file_followed(reader.journal, paths, reader.recovery)
    return own if own is not None and os.path.lexists(own.path) else None


def other_files(reader: RecoveryReader, paths: Paths, now: datetime | None) -> tuple[ChecklistPath, ...]:
    """The person's good files that a plan may be moved to, since they extend the checklist it follows.

    Those that the person did not want are left out.

    Args:
        now: When what is read is kept in mind, aware. None keeps nothing.

    Raises:
        JournalError: If the journal cannot be read.
    """
    files = Snapshot()
    return tuple(each for each in files.files_in(paths.checklists) if _may_follow(reader, each, now, files))


def _may_follow(reader: RecoveryReader, file: ChecklistPath, now: datetime | None, files: Snapshot) -> bool:
    if not _stands_on(file, reader.recovery.checklist, files):
        return False
    with suppress(OSError, BrokenFileError):
        hash = version_of(reader.journal, file, now, files)
        return may_follow(reader.journal, reader.recovery, file, hash, files)
    return False


def _stands_on(file: ChecklistPath, id: str, files: Snapshot) -> bool:
    return file.id == id or id in files.ids(file.path)


class OverlayView(Struct, frozen=True, dict=True):
    """A good file, beside the one that it extends, as a plan would run by either."""

    file: ChecklistPath
    base: ChecklistPath
    """What it extends, the nearest."""
    before: Plan
    """By the base."""
    after: Plan
    """By the file."""

    @property
    def named(self) -> str:
        """The base as it is spoken of: `theirs, which it extends`; of its own id it is what is shipped."""
        own = self.base.id == self.file.id
        return f"the {self.base.id} that comes with Afterglow" if own else f"{self.base.id}, which it extends"

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What the file changes from the plans' own moment on, in the order of the days."""
        return differences(self.before, self.after)


def base_file(file: ChecklistPath) -> ChecklistPath | None:
    """The file that another extends, as far as can be told without reading it; None where there is none.

    What a shipped one extends is no checklist that anybody followed.
    """
    files = Snapshot()
    if is_shipped(file.path):
        return None
    bases = files.chain(file.path)[1:2]
    return next((ChecklistPath(files.head(path).id, path, is_shipped(path)) for path in bases), None)


def overlay_view(file: ChecklistPath, plan: Callable[[Checklist], Plan]) -> OverlayView | None:
    """A file, read beside what it extends; None where it extends nothing.

    Args:
        plan: Makes a plan of a checklist: the same circumstances, and the same moment, for both.

    Raises:
        ChecklistError: If either cannot be used, with every Problem.
        OSError: If either cannot be read.
    """
    base = base_file(file)
    if base is None:
        return None
    plans = []
    for each in (base, file):
        _, outcome = read_whole(each)
        if isinstance(outcome, Exception):
            raise outcome.with_traceback(None)
        plans.append(plan(outcome.checklist))
    return OverlayView(file, base, *plans)


_FOLLOWS = frozenset(("once_lifted", "silences", "interval", "because"))
"""What may change of a rule for no other reason than that one it names goes or comes."""


def with_reasons(comparison: ChecklistUpdate | OverlayView) -> tuple[Difference, ...]:
    """The differences of a file, each with its reason, also where a rule goes: no checklist holds that one.

    A rule that only does not name any more what goes, or names again what comes, is left out.
    """
    # Here, since it loads pydantic and ruamel.yaml, and others are in a hurry.
    from tui.files.editing import switched_off

    old, new = comparison.before.checklist, comparison.after.checklist
    titles = {rule.id: f"'{rule.title}'" for each in (new, old) for rule in each.rules}
    reasons: dict[str, str] = {}
    if any(each.change is Change.GONE for each in comparison.differences):
        # A moment ago the file was good; if it is not any more, its status says so.
        with suppress(ChecklistError, OSError, UnicodeDecodeError):
            reasons.update(switched_off(comparison.file.read().decode("utf-8")))
    differences = []
    for each in comparison.differences:
        because = each.because
        if each.change is Change.GONE:
            because = because or reasons.get(each.rule, "")
        elif each.change is Change.REWORDED and _only_follows(each.rule, old, new):
            continue
        off = off_in(because)
        if off and all(id in titles for id in off):
            because = off_words([titles[id] for id in off])
        differences.append(replace(each, because=because))
    return tuple(differences)


def _only_follows(id: str, old: Checklist, new: Checklist) -> bool:
    """Whether a rule changes in nothing but the names of rules that go or come, and in saying so."""
    was, now = ({rule.id: rule for rule in each.rules} for each in (old, new))
    if id not in was or id not in now:
        return False
    before, after = was[id], now[id]
    if any(getattr(before, key) != getattr(after, key) for key in _other_keys()):
        return False
    if before.because != after.because and not all(map(_follows, (before.because, after.because))):
        return False
    one, other = before.interval, after.interval
    if one != other and (not one or not other or one._replace(since=None) != other._replace(since=None)):
        return False
    names, left = _names(before), _names(after)
    gone, come = names - left, left - names
    return bool(gone or come) and not (gone & now.keys() or come & was.keys())


def _follows(because: str) -> bool:
    """Whether a reason is none of the person's own."""
    return not because or bool(off_in(because))


def _other_keys() -> Iterator[str]:
    return (name for name in Rule.__struct_fields__ if name not in _FOLLOWS)


def _names(rule: Rule) -> set[str]:
    """The rules that a rule names."""
    since = rule.interval.since if rule.interval else None
    return {each for each in (rule.once_lifted, since, *rule.silences) if each}
