"""What a checklist file is to say after an edit of the rules that it writes out itself."""

from copy import deepcopy

from tui.files.edits import BECAUSE, AddRule, CannotEditError, ChangeRule, SameRule
from tui.files.plain_rules import (
    NAMING,
    Keys,
    as_written,
    former_ids,
    id_of,
    items_of,
    maps,
    named,
    put,
    without,
)


class FileEditor:
    """A list of rules that a file writes out: all of them, or those that it adds to another's."""

    def __init__(self, data: Keys, key: str = "rules") -> None:
        """Take what a file says; it is not changed.

        Args:
            key: Of the list.
        """
        self.data = deepcopy(data)
        self.key = key

    def rule(self, id: str) -> Keys | None:
        """The rule of an id, to be changed."""
        return next((each for each in maps(self.data.get(self.key)) if id in former_ids(each)), None)

    def change(self, edit: ChangeRule) -> None:
        """Change some keys of a rule where they stand.

        Raises:
            CannotEditError: If there is no such rule.
        """
        rule = self._known(edit.rule)
        for key, said in edit.keys.items():
            if said is None:
                rule.pop(key, None)
            else:
                put(rule, key, as_written(said))
        if edit.because:
            put(rule, BECAUSE, as_written(edit.because))

    def add(self, edit: AddRule, order: tuple[str, ...] = ()) -> None:
        """Add a rule at the end. One without sources says that it has none."""
        rule: Keys = {}
        for key, said in edit.keys.items():
            rule[key] = as_written(said)
        if not {"sources", "agreement"} & set(rule):
            rule["agreement"] = "unsourced"
        if not id_of(rule):
            raise CannotEditError("A rule needs an id.")
        put(self.data, self.key, [*items_of(self.data.get(self.key)), rule], order)

    def same(self, edit: SameRule) -> None:
        """Note what a rule was called before.

        Raises:
            CannotEditError: If there is no such rule.
        """
        rule = self._known(edit.rule)
        put(rule, "was", [*items_of(rule.get("was")), edit.was])

    def take_out(self, id: str) -> None:
        """Take a rule out, and its name out of the others."""
        kept = [each for each in maps(self.data.get(self.key)) if id_of(each) != id]
        self.data[self.key] = [*kept]
        if not kept:
            del self.data[self.key]
        for rule in kept:
            if named(rule, [id]):
                unname(rule, id)

    def _known(self, id: str) -> Keys:
        rule = self.rule(id)
        if rule is None:
            raise CannotEditError(f'No rule of this file is called "{id}".')
        return rule


def unname(rule: Keys, id: str) -> None:
    """Take a name out of what a rule names others by."""
    for key in NAMING:
        if named({key: rule.get(key)}, [id]):
            left = without(rule[key], [id])
            if left is None:
                del rule[key]
            else:
                rule[key] = left
