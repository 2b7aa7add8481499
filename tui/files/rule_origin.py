"""Where each rule of a checklist stands: as the file under it has it, changed, added or taken out. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from msgspec import Struct

from checklists.plan.activation import covers
from checklists.plan.circumstances import Situation
from checklists.plan.plan import Plan
from checklists.rules.canonical import data_of
from checklists.rules.checklist import Checklist, Question
from checklists.rules.rule import Rule, Span
from tui.files.edits import BECAUSE
from tui.recovery.clinic_dates import ClinicDate
from tui.text.humanize import listed, lower_first, spans_words
from tui.wording.signs import report_words, sign_name

Keys = Mapping[str, Any]
"""The keys of one rule as a file writes them: texts, and lists and maps of texts."""


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
    def of(cls, checklist: Checklist, canonical: str) -> "Layer":
        """A layer from what the loader gives.

        Raises:
            ValueError, TypeError: If `canonical` is not what the loader gave.
        """
        return cls(checklist, {str(rule["id"]): rule for rule in data_of(canonical).get("rules", ())})


class ChangedKey(NamedTuple):
    """One key of a rule that the file changes."""

    key: str
    now: Any
    """As the file writes it. None is not there."""
    was: Any
    """As what the file extends writes it. None is not there."""


class OffReason(NamedTuple):
    """What keeps a rule off."""

    words: str
    """In a few words: `not for you: no make-up`."""
    sentence: str
    """Which answer, report or rule it is."""
    whole: bool = True
    """Whether it is off on all of its days."""


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
    changed_by: str = ""
    """The id of the file that last changed it, where that is neither this one nor the lowest."""
    off: OffReason | None = None
    """Why it is not for this person now, if it is not."""
    clinic: ClinicDate | None = None
    """The clinic date of it, beside any file."""

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
    plan: Plan,
    reasons: Mapping[str, str] | None = None,
    clinic: Mapping[str, ClinicDate] | None = None,
    commented_out: Sequence[Rule] = (),
) -> tuple[RuleOrigin, ...]:
    """Every rule of a file, and every one that it takes out, in the order of what it extends.

    Args:
        file: As the file is now.
        under: What it extends, the nearest first. Empty for a whole file.
        plan: By whose days, answers and reports a rule is off.
        reasons: Why rules were taken out, by their ids, as far as the file says.
        clinic: Clinic dates, by the ids of rules.
        commented_out: The rules that were taken out and stand nowhere else.
    """
    base = under[0] if under else Layer(file.checklist, file.keys)
    origins = _Origins(file, base, [file, *under], plan, reasons or {}, clinic or {})
    return (*origins.of_rules(), *origins.of_comments(commented_out))


_FIRST = ("days", "lasts", "at", "every", "remind")
"""Keys that come before the others."""


class _Origins(Struct, frozen=True):
    file: Layer
    base: Layer
    layers: Sequence[Layer]
    plan: Plan
    reasons: Mapping[str, str]
    clinic: Mapping[str, ClinicDate]

    def of_rules(self) -> Iterator[RuleOrigin]:
        now = {rule.id: rule for rule in self.file.checklist.rules}
        before = {rule.id: rule for rule in self.base.checklist.rules}
        renamed = {former for rule in now.values() for former in rule.was}
        for id, rule in before.items():
            if id in now:
                yield self._in_both(now[id], rule)
            elif id not in renamed:
                yield self._removed(rule)
        for id, rule in now.items():
            if id not in before:
                yield self._origin(rule, OriginKind.ADDED, because=rule.because)

    def of_comments(self, rules: Sequence[Rule]) -> Iterator[RuleOrigin]:
        known = {*self.file.keys, *self.base.keys}
        for rule in rules:
            if rule.id not in known:
                yield RuleOrigin(rule, OriginKind.REMOVED, {}, because=self.reasons.get(rule.id, ""))

    def _in_both(self, rule: Rule, before: Rule) -> RuleOrigin:
        now, was = self.file.keys.get(rule.id, {}), self.base.keys.get(rule.id, {})
        changed = tuple(
            ChangedKey(key, now.get(key), was.get(key))
            for key in sorted({*was, *now}, key=_order)
            if key != BECAUSE and _bare(now.get(key)) != _bare(was.get(key))
        )
        mine = changed or now.get(BECAUSE) != was.get(BECAUSE)
        origin = OriginKind.CHANGED if mine else OriginKind.BASE
        because = rule.because if rule.because != before.because or not mine else ""
        return self._origin(rule, origin, before, changed, because)

    def _removed(self, rule: Rule) -> RuleOrigin:
        keys, because = self.base.keys.get(rule.id, {}), self.reasons.get(rule.id, "")
        return RuleOrigin(rule, OriginKind.REMOVED, keys, None, rule, because=because)

    def _origin(
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
            changed_by=self._said_by(rule.id) if origin is OriginKind.BASE else "",
            off=off_reason(rule, self.file.checklist, self.plan),
            clinic=self.clinic.get(rule.id),
        )

    def _said_by(self, id: str) -> str:
        """The file between this one and the lowest that last changed a rule, if one did."""
        for layer, below in zip(self.layers[1:], self.layers[2:], strict=False):
            if layer.keys.get(id) != below.keys.get(id):
                return layer.checklist.id
        return ""


def _bare(value: Any) -> Any:
    """A value, and of a list of one what it holds: both read alike."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _order(key: str) -> tuple[int, str]:
    return (_FIRST.index(key) if key in _FIRST else len(_FIRST), key)


_LONG = 18
"""Letters of an answer's label from which its id says it better in a few words."""
_BARE = frozenset(("yes", "no"))
"""Answers that say nothing without their question."""


def off_reason(rule: Rule, checklist: Checklist, plan: Plan) -> OffReason | None:
    """Why a rule of a checklist is off, or None where it is on.

    Args:
        plan: By whose days, answers and reports; its own checklist is not looked at.
    """
    state = plan.state
    if state.truth(rule.when, rule.unreported) is False:
        return _unfit(rule, checklist, state)
    if rule.unless and state.truth(rule.unless, False) is True:
        return _excepted(rule, checklist, state)
    return _silenced(rule, checklist, plan)


def _unfit(rule: Rule, checklist: Checklist, state: Situation) -> OffReason:
    """It is for others: of what it asks for, the first thing that does not fit."""
    tests = [test for group in rule.when for test in group]
    wrong = [test for test in tests if state.match(test) is False]
    if not rule.unreported:
        # Only a real yes counts: what was not answered keeps it off as well.
        wrong += [test for test in tests if test.answers and state.match(test) is None]
    asked = next((test for test in wrong if test.answers), None)
    question = checklist.question(asked.subject) if asked is not None else None
    if asked is None or question is None:
        of_signs = [test for test in tests if not test.answers]
        named = report_words(of_signs[0])
        return OffReason(f"only if {named}", f"Only while you report {named}.")
    chosen = state.answers.get(question.id)
    if question.many or not chosen:
        lacking = listed([lower_first(label) for _, label in _chosen(question, asked.answers)])
        few = "only if" if chosen is None else "not for you: no"
        brief = f"{few} {_brief(question, asked.answers)}"
        return OffReason(brief, f'Asked "{question.ask}" you did not say: {lacking}.')
    return OffReason(f"not for you: {_brief(question, chosen)}", _you_said(question, chosen))


def _excepted(rule: Rule, checklist: Checklist, state: Situation) -> OffReason:
    """It is for everybody but those whom its `unless` fits."""
    group = next(group for group in rule.unless if state.truth((group,), False))
    asked = next((test for test in group if test.answers), None)
    question = checklist.question(asked.subject) if asked is not None else None
    if asked is None or question is None:
        named = report_words(group[0])
        return OffReason(f"not while {named}", f"Not while you report {named}.")
    chosen = (state.answers.get(question.id) or frozenset()).intersection(asked.answers)
    return OffReason(f"not for you: {_brief(question, chosen)}", _you_said(question, chosen))


def _silenced(rule: Rule, checklist: Checklist, plan: Plan) -> OffReason | None:
    """Another rule takes its place, on all of its days or on some."""
    partly = None
    own = plan.days_of(rule)
    for other in _silencers(rule, checklist, plan.state):
        days = plan.days_of(other)
        if own and all(_within(span, days) for span in own):
            return OffReason(f"not for you: {other.short} instead", f'"{other.title}" takes its place.')
        if any(_meet(span, each) for span in own for each in days) and partly is None:
            sentence = f'"{other.title}" takes its place on {spans_words(days)}.'
            partly = OffReason("", sentence, whole=False)
    return partly


def _silencers(rule: Rule, checklist: Checklist, state: Situation) -> Iterator[Rule]:
    """Those that are on by a real yes. What is silenced itself silences nothing."""
    for other in checklist.rules:
        if rule.id in other.silences and _is_sure(other, state):
            above = (each for each in checklist.rules if other.id in each.silences)
            if not any(_is_sure(each, state) for each in above):
                yield other


def _is_sure(rule: Rule, state: Situation) -> bool:
    spared = not rule.unless or state.truth(rule.unless) is False
    return spared and state.truth(rule.when) is True


def _within(span: Span, days: tuple[Span, ...]) -> bool:
    return any(
        covers(each, span.first) and (each.last is None or (span.last is not None and span.last <= each.last))
        for each in days
    )


def _meet(one: Span, other: Span) -> bool:
    return covers(one, other.first) or covers(other, one.first)


def _chosen(question: Question, ids: Collection[str]) -> list[tuple[str, str]]:
    """The id and the label of some answers, in the order of the question."""
    return [answer for answer in question.answers if answer[0] in ids]


def _brief(question: Question, ids: Collection[str]) -> str:
    """Answers in a few words; yes and no with the name of their question."""
    chosen = _chosen(question, ids)
    if all(label.casefold() in _BARE for _, label in chosen):
        return f"{sign_name(question.id)} {listed([label for _, label in chosen]).casefold()}"
    return listed([sign_name(id) if len(label) > _LONG else lower_first(label) for id, label in chosen])


def _you_said(question: Question, ids: Collection[str]) -> str:
    labels = listed([lower_first(label) for _, label in _chosen(question, ids)])
    return f'Asked "{question.ask}" you said: {labels}.'
