"""What a file that extends another is to say after an edit of the other's rules."""

import re
from collections.abc import Collection
from copy import deepcopy

from checklists.overlay.overlay import DIFFERENCES, KEYS, SECTIONS
from tui.files.edits import BECAUSE, CannotEditError, ChangeRule, SameRule
from tui.files.patch import Plain
from tui.files.plain_rules import (
    NAMING,
    Keys,
    as_written,
    former_ids,
    id_of,
    is_same,
    items_of,
    keys_of,
    maps,
    named,
    put,
    without,
)
from tui.text.humanize import listed

ORDER = (*(key for key in KEYS if key not in (*SECTIONS, "course", *DIFFERENCES)), *DIFFERENCES)
"""Where `change`, `add` and `remove` go: behind what a file says of itself, before its other sections."""
_OFF = re.compile("([a-z0-9-]+(?:(?:, | and )[a-z0-9-]+)*) (?:is|are) switched off")


class OverlayEditor:
    """What a file says of another's rules."""

    def __init__(self, data: Keys, base: Keys) -> None:
        """Take what a file says, and what it extends; neither is changed."""
        self.data = deepcopy(data)
        self._rules = {id_of(each): each for each in maps(base.get("rules"))}

    def id(self, id: str) -> str | None:
        """The id that a rule of the base has now; None where the base has no such rule."""
        if id in self._rules:
            return id
        return next((now for now, rule in self._rules.items() if id in former_ids(rule)), None)

    @property
    def off(self) -> list[str]:
        """The rules that the file takes out, in its order."""
        return [id for id in map(self.id, map(removed_id, items_of(self.data.get("remove")))) if id]

    def has_changed(self, id: str) -> bool:
        """Whether the file changes a rule."""
        return self._name(id) is not None

    def change(self, edit: ChangeRule) -> None:
        """Change some keys of a rule; what is as the base has it is not written.

        Raises:
            CannotEditError: If the rule is taken out.
        """
        id = self._on(edit.rule)
        before = self._rules[id]
        entry = self._entry(id)
        for key, said in edit.keys.items():
            new = as_written(said)
            if is_same(new, before.get(key)):
                entry.pop(key, None)
            else:
                put(entry, key, new)
        if edit.because:
            put(entry, BECAUSE, as_written(edit.because))
        elif edit.keys and set(entry) <= {BECAUSE}:
            entry.clear()
        self._tidy(id)

    def same(self, edit: SameRule) -> None:
        """Note what a rule was called before.

        Raises:
            CannotEditError: If the rule is taken out.
        """
        id = self._on(edit.rule)
        entry = self._entry(id)
        put(entry, "was", [*items_of(entry.get("was", self._rules[id].get("was"))), edit.was])

    def put_back(self, id: str) -> None:
        """Have a rule as the base has it, as far as the rules that it names are there."""
        self.forget(id)
        self._name_only((), self.off)

    def forget(self, id: str) -> None:
        """Take away all that the file changes of a rule."""
        self._entry(id).clear()
        self._tidy(id)

    def unname(self, id: str) -> None:
        """Take away what the file changes of a rule, and its name out of what it changes of others."""
        if self.has_changed(id):
            self.forget(id)
        for other in self._rules:
            name = self._name(other)
            entry = self._entry(other) if name else {}
            for key in NAMING:
                if named({key: entry.get(key)}, [id]):
                    left = without(entry[key], [id])
                    if left is None and key not in self._rules[other]:
                        del entry[key]
                    else:
                        entry[key] = left
            if name and set(entry) <= {BECAUSE}:
                self.forget(other)

    def remove(self, id: str, because: str) -> None:
        """Take a rule out, and its name out of the rules of the base."""
        said: Plain = {"id": id, BECAUSE: because} if because else id
        before = self.off
        put(self.data, "remove", [*items_of(self.data.get("remove")), said], ORDER)
        self._name_only(before, self.off)

    def restore(self, id: str) -> None:
        """Have a rule again, and its name in the rules of the base."""
        before = self.off
        kept = [each for each in items_of(self.data.get("remove")) if self.id(removed_id(each)) != id]
        if kept:
            self.data["remove"] = kept
        else:
            self.data.pop("remove", None)
        self._name_only(before, self.off)

    def _on(self, id: str) -> str:
        now = self.id(id)
        if now is None:
            raise CannotEditError(f'No rule is called "{id}".')
        if now in self.off:
            raise CannotEditError(f'"{id}" is switched off in this file. Put it back first.')
        return now

    def _name(self, id: str) -> str | None:
        """What the file calls a rule in `change`, if it changes it: its id, or one it had once."""
        return next((name for name in keys_of(self.data.get("change")) if self.id(name) == id), None)

    def _entry(self, id: str) -> Keys:
        """What the file changes of a rule, to be changed. `_tidy` takes it away where it stays empty."""
        name = self._name(id) or id
        changes = keys_of(self.data.get("change"))
        put(self.data, "change", changes, ORDER)
        held = changes.setdefault(name, {})
        assert isinstance(held, dict), "the file was held to the format"
        return held

    def _tidy(self, id: str) -> None:
        """Take away what changes nothing."""
        name, changes = self._name(id), keys_of(self.data.get("change"))
        if name is not None and not changes[name]:
            del changes[name]
        if not changes:
            self.data.pop("change", None)

    def _name_only(self, before: Collection[str], after: Collection[str]) -> None:
        """Have the rules of the base name none that is out now, and again each that was until now.

        What the person wrote themself of these rules stays as it is.
        """
        for id, rule in self._rules.items():
            if id in after or not named(rule, {*before, *after}):
                continue
            entry = self._entry(id)
            reason = _reason(named(rule, before))
            ours = not entry or (reason and entry.get(BECAUSE) == reason)
            for key in NAMING:
                whole = rule.get(key)
                old = whole if id in before else without(whole, before)
                new = without(whole, after)
                if entry.get(key, whole) != old or old == new:
                    continue
                if new == whole:
                    del entry[key]
                else:
                    put(entry, key, new)
            if ours:
                entry.pop(BECAUSE, None)
                if entry:
                    put(entry, BECAUSE, _reason(named(rule, after)))
            self._tidy(id)


def removed_id(item: Plain) -> str:
    """The id that an item of `remove` gives, by itself or with a reason."""
    return item if isinstance(item, str) else id_of(keys_of(item))


def _reason(off: list[str]) -> str:
    """Why rules that name others are changed."""
    return off_words(off) if off else ""


def off_words(off: list[str]) -> str:
    """`wash and cream are switched off`."""
    return f"{listed(off)} {'is' if len(off) == 1 else 'are'} switched off"


def off_in(reason: str) -> list[str]:
    """The rules that are switched off by a reason as `off_words` has it; none for any other reason."""
    said = _OFF.fullmatch(reason)
    return re.split(", | and ", said[1]) if said else []
