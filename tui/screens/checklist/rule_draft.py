"""A rule as it stands in its form: what is wrong, what it would mean, and the change that it makes."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from checklists.format.days import days as read_spans
from checklists.format.grammar import slug
from checklists.format.keys import check_rule
from checklists.rules.rule import At, Rule, Span
from tui.files.edits import BECAUSE, AddRule, ChangeRule, Said
from tui.files.rule_origin import Keys
from tui.screens.checklist.rule_lines import TITLE, FormLine, key_of, value_of
from tui.screens.checklist.rule_meaning import MeaningContext, meaning
from tui.text.humanize import capital, full_stop

Values = Mapping[str, str]
"""What stands in the lines, by their keys."""


class RuleDraft(Struct, frozen=True):
    """One rule being changed, or a new one."""

    lines: Sequence[FormLine]
    rule: Rule
    """As it stands; of a new one only the kind counts."""
    keys: Keys
    """As the file has it. Empty for a new one."""
    base: Keys | None
    """As what the file extends has it, where it does."""
    around: MeaningContext

    def value(self, line: FormLine) -> str:
        """What stands in a line at first."""
        return value_of(line, self.rule.kind, self.keys)

    def before(self, line: FormLine) -> str | None:
        """What stands in a line in what the file extends; None where that has no such rule."""
        return None if self.base is None else value_of(line, self.rule.kind, self.base)

    def faults(self, values: Values) -> dict[str, str]:
        """What is wrong, as a sentence for each line that it is in, by its key."""
        said, faults = self._read(values)
        by_key = {self._key(line): line.key for line in self.lines}
        whole = {**self.keys, **{key: said.get(line) for key, line in by_key.items()}}
        # What cannot be read is there all the same, and what goes with it can be judged.
        whole |= {key: values[line] for key, line in by_key.items() if line in faults and values[line]}
        written = {key: value for key, value in whole.items() if value is not None}
        if not self.keys:
            written = {str(self.rule.kind): "?", "days": "0", "agreement": "unsourced"} | written
        for wrong in check_rule(written):
            at = next((str(key) for key in (*wrong.path[:1], *wrong.lacks) if key in by_key), None)
            if at is not None:
                faults.setdefault(by_key[at], full_stop(capital(wrong.message)))
        return faults

    def meaning(self, line: FormLine, values: Values) -> str:
        """What a line would mean, in a sentence or two; nothing where that is plain, or it cannot be read."""
        try:
            said = line.read(values[line.key])
        except ValueError:
            return ""
        rule = replace(self.rule, title=values.get(TITLE) or self.rule.title, at=self._at(values))
        return meaning(line.key, said, rule, self.around)

    def changed(self, values: Values) -> dict[str, Said | None]:
        """What is otherwise than it was, by the keys of the rule. What is as in the base has its value there.

        Raises:
            ValueError: If a line cannot be read.
        """
        found: dict[str, Said | None] = {}
        for line in self.lines:
            now, key = line.read(values[line.key]), self._key(line)
            if values[line.key] != self.value(line) and now != self._known(line, self.keys):
                back = self.base is not None and now == self._known(line, self.base)
                found[key] = self.base.get(key) if back and self.base is not None else now
        return found

    def edit(self, values: Values, taken: Collection[str]) -> ChangeRule | AddRule | None:
        """The change that the lines make; None where they make none.

        Args:
            taken: The ids that other rules have or had.

        Raises:
            ValueError: If a line cannot be read.
        """
        changed = self.changed(values)
        if not self.keys:
            said = {key: value for key, value in changed.items() if value is not None}
            id = new_id(values[TITLE], str(self.rule.kind), taken)
            return AddRule({"id": id, **said, "agreement": "unsourced"})
        because = changed.get(BECAUSE)
        if because is not None:
            del changed[BECAUSE]
        return ChangeRule(self.rule.id, changed, str(because or "")) if changed or because else None

    def days(self, values: Values) -> tuple[Span, ...]:
        """The days that are written; none where the rule is counted in hours.

        Raises:
            ValueError: If they cannot be read.
        """
        line = next((line for line in self.lines if line.key == "days"), None)
        return read_spans(line.read(values["days"])) if line is not None else ()

    def _key(self, line: FormLine) -> str:
        return key_of(line, self.rule.kind)

    def _at(self, values: Values) -> tuple[At, ...]:
        """Whether there are times, for what is told with them."""
        return (At("at"),) if values.get("at", "") else self.rule.at if "at" not in values else ()

    def _known(self, line: FormLine, keys: Mapping[str, Any]) -> Said | None:
        """What a line would read in what a file says."""
        try:
            return line.read(value_of(line, self.rule.kind, keys))
        except ValueError:
            return None

    def _read(self, values: Values) -> tuple[dict[str, Said | None], dict[str, str]]:
        said: dict[str, Said | None] = {}
        faults: dict[str, str] = {}
        for line in self.lines:
            try:
                said[line.key] = line.read(values[line.key])
            except ValueError as error:
                faults[line.key] = str(error)
        return said, faults


def new_id(title: str, kind: str, taken: Collection[str]) -> str:
    """An id made of a title, that no other rule has or had.

    Args:
        kind: What it is made of where the title has no letter that an id may have.
    """
    made = slug(title) or f"my-{kind}"
    ids = (made, *(f"{made}-{number}" for number in range(2, len(taken) + 3)))
    return next(id for id in ids if id not in taken)
