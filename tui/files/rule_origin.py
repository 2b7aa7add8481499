"""Where each rule of a checklist stands: as the file under it has it, changed, added or taken out. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from msgspec import Struct

from checklists.plan.circumstances import Situation
from checklists.rules.canonical import data_of
from checklists.rules.checklist import Checklist
from checklists.rules.rule import Rule
from tui.files.edits import BECAUSE
from tui.files.why_off import OffReason, off
from tui.recovery.clinic_dates import ClinicDate

Keys = Mapping[str, Any]
"""The keys of one rule as a file writes them: texts, and lists and maps of texts."""

_FIRST = ("days", "lasts", "at", "every", "remind")
"""Keys that are told before the others."""


class OriginKind(StrEnum):
    """Whose word a rule is."""

    BASE = "base"
    """As what the file extends has it; of a file that extends nothing, its own."""
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Layer(Struct, frozen=True):
    """A checklist file as it was read, with all that it extends under it."""

    checklist: Checklist
    keys: Mapping[str, Keys]
    """What is written of each rule, by its id. What the program adds to a file is not here."""

    @classmethod
    def of(cls, checklist: Checklist, said: str) -> "Layer":
        """A layer from what the loader gives.

        Raises:
            ValueError, TypeError: If `said` is not what the loader gave.
        """
        return cls(checklist, {str(rule["id"]): rule for rule in data_of(said)["rules"]})


class ChangedKey(NamedTuple):
    """One key of a rule that the file changes."""

    key: str
    now: Any
    """As the file writes it. None is not there."""
    was: Any
    """As what the file extends writes it. None is not there."""


class RuleOrigin(Struct, frozen=True):
    """One rule, and where it stands."""

    rule: Rule
    """Of what was removed, as it was."""
    origin: OriginKind
    keys: Keys
    """As the file writes them. Empty for a rule that no file has written."""
    base: Keys | None = None
    """As what the file extends writes them. None where it has no such rule."""
    before: Rule | None = None
    """The rule of what the file extends, where it has one."""
    changed: tuple[ChangedKey, ...] = ()
    because: str = ""
    """The reason given for the change, the addition or the removal."""
    said_by: str = ""
    """The id of the file that last said something of it, where that is neither this one nor the lowest."""
    off: OffReason | None = None
    """Why it is not for this person now, if it is not."""
    clinic: ClinicDate | None = None
    """What the clinic said of it, beside any file."""

    @property
    def yours(self) -> bool:
        """Whether the file says something of it that what it extends does not."""
        return self.origin is not OriginKind.BASE

    @property
    def written(self) -> bool:
        """Whether it stands in a file, and so can be changed in one."""
        return bool(self.keys)


def rule_origins(
    file: Layer,
    under: Sequence[Layer],
    state: Situation,
    reasons: Mapping[str, str] | None = None,
    clinic: Mapping[str, ClinicDate] | None = None,
    aside: Sequence[Rule] = (),
) -> tuple[RuleOrigin, ...]:
    """Every rule of a file, and every one that it takes out, in the order of what it extends.

    Args:
        file: As the file is now.
        under: What it extends, the nearest first. Empty for a whole file.
        state: The person's answers and reports.
        reasons: Why rules were taken out, by their ids, as far as the file says.
        clinic: What the clinic said of rules, by their ids.
        aside: The rules that were taken out and stand nowhere else.
    """
    base = under[0] if under else Layer(file.checklist, file.keys)
    found = _Standings(file, base, [file, *under], state, reasons or {}, clinic or {})
    return (*found.all(), *found.aside(aside))


class _Standings(Struct, frozen=True):
    file: Layer
    base: Layer
    layers: Sequence[Layer]
    state: Situation
    reasons: Mapping[str, str]
    clinic: Mapping[str, ClinicDate]

    def all(self) -> Iterator[RuleOrigin]:
        now = {rule.id: rule for rule in self.file.checklist.rules}
        before = {rule.id: rule for rule in self.base.checklist.rules}
        renamed = {former for rule in now.values() for former in rule.was}
        for id, rule in before.items():
            if id in now:
                yield self._kept(now[id], rule)
            elif id not in renamed:
                yield self._removed(rule)
        for id, rule in now.items():
            if id not in before:
                yield self._standing(rule, OriginKind.ADDED, because=rule.because)

    def aside(self, rules: Sequence[Rule]) -> Iterator[RuleOrigin]:
        known = {*self.file.keys, *self.base.keys}
        for rule in rules:
            if rule.id not in known:
                yield RuleOrigin(rule, OriginKind.REMOVED, {}, because=self.reasons.get(rule.id, ""))

    def _kept(self, rule: Rule, before: Rule) -> RuleOrigin:
        now, was = self.file.keys.get(rule.id, {}), self.base.keys.get(rule.id, {})
        changed = tuple(
            ChangedKey(key, now.get(key), was.get(key))
            for key in sorted({*was, *now}, key=_order)
            if key != BECAUSE and _bare(now.get(key)) != _bare(was.get(key))
        )
        mine = changed or now.get(BECAUSE) != was.get(BECAUSE)
        origin = OriginKind.CHANGED if mine else OriginKind.BASE
        because = rule.because if rule.because != before.because or not mine else ""
        return self._standing(rule, origin, before, changed, because)

    def _removed(self, rule: Rule) -> RuleOrigin:
        keys, because = self.base.keys.get(rule.id, {}), self.reasons.get(rule.id, "")
        return RuleOrigin(rule, OriginKind.REMOVED, keys, None, rule, because=because)

    def _standing(
        self,
        rule: Rule,
        origin: OriginKind,
        before: Rule | None = None,
        changed: tuple[ChangedKey, ...] = (),
        because: str = "",
    ) -> RuleOrigin:
        return RuleOrigin(
            rule=rule,
            origin=origin,
            keys=self.file.keys.get(rule.id, {}),
            base=self.base.keys.get(rule.id) if before is not None else None,
            before=before,
            changed=changed,
            because=because,
            said_by=self._said_by(rule.id) if origin is OriginKind.BASE else "",
            off=off(rule, self.file.checklist, self.state),
            clinic=self.clinic.get(rule.id),
        )

    def _said_by(self, id: str) -> str:
        """The file between this one and the lowest that last said something of a rule, if one did."""
        for layer, below in zip(self.layers[1:], self.layers[2:], strict=False):
            if layer.keys.get(id) != below.keys.get(id):
                return layer.checklist.id
        return ""


def _bare(said: Any) -> Any:
    """A value, and of a list of one what it holds: both read alike."""
    return said[0] if isinstance(said, list) and len(said) == 1 else said


def _order(key: str) -> tuple[int, str]:
    return (_FIRST.index(key) if key in _FIRST else len(_FIRST), key)


def switched_off(text: str) -> dict[str, str]:
    """The rules that were switched off in a file, of what it extends or its own.

    Returns:
        The reason that the file gives, or nothing, by the id of each.

    Raises:
        CannotEditError: If it is no YAML.
    """
    # Here, since the rules of a checklist are shown before its file is read.
    from tui.files.comment_out import blocks
    from tui.files.overlay_editor import removed_id
    from tui.files.patch import plain, read_nodes
    from tui.files.plain_rules import id_of, items_of, keys_of, maps

    data = keys_of(plain(read_nodes(text.removeprefix("\ufeff"))))
    written = set(map(id_of, maps(data.get("add" if "extends" in data else "rules"))))
    off: dict[str, str] = {}
    for each in items_of(data.get("remove")):
        because = keys_of(each).get(BECAUSE)
        off[removed_id(each)] = because if isinstance(because, str) else ""
    for block in blocks(text):
        if block.is_rule and block.rule not in written:
            off[block.rule] = off.get(block.rule) or block.because
    return off
