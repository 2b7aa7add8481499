"""What a changed file changes, told with the reasons for what goes, and without what only follows."""

from collections.abc import Iterator
from contextlib import suppress

from msgspec.structs import replace

from checklists.rules.checklist import Checklist
from checklists.rules.rule import Rule
from tui.files.beside import OverlayView
from tui.files.difference import Change, Difference
from tui.files.edits import CannotEditError
from tui.files.newer import Newer
from tui.files.overlay_editor import off_in, off_words
from tui.files.rule_origin import switched_off

_FOLLOWS = frozenset(("once_lifted", "silences", "interval", "because"))
"""What may change of a rule for no other reason than that one it names goes or comes."""


def with_reasons(found: Newer | OverlayView) -> tuple[Difference, ...]:
    """The differences of a file, each with its reason, also where a rule goes: no checklist holds that one.

    A rule that only does not name any more what goes, or names again what comes, is left out.
    """
    old, new = found.before.checklist, found.after.checklist
    titles = {rule.id: f"'{rule.title}'" for each in (new, old) for rule in each.rules}
    reasons: dict[str, str] = {}
    if any(each.change is Change.GONE for each in found.differences):
        # What it said a moment ago was good; if it is not any more, that is said elsewhere.
        with suppress(CannotEditError, OSError, UnicodeDecodeError):
            reasons.update(switched_off(found.file.read().decode("utf-8")))
    told = []
    for each in found.differences:
        because = each.because
        if each.change is Change.GONE:
            because = because or reasons.get(each.rule, "")
        elif each.change is Change.REWORDED and _only_follows(each.rule, old, new):
            continue
        off = off_in(because)
        if off and all(id in titles for id in off):
            because = off_words([titles[id] for id in off])
        told.append(replace(each, because=because))
    return tuple(told)


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
