"""One change to the text of a checklist file, in exactly the lines that must change."""

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy

from checklists.format.models import LIKE, PatternFile, keys_at
from checklists.format.models import keys_of as keys_of_model
from checklists.loader import LoadedChecklist
from checklists.overlay.overlay import DIFFERENCES, KEYS, SECTIONS
from checklists.rules.canonical import data_of
from checklists.rules.rule import Kind
from checklists.yaml.patch import Conventions, Plain, applied, changes, ending, plain, read_yaml
from checklists.yaml.problem import ChecklistError
from checklists.yaml.source import tidy
from checklists.yaml.tree import MapNode
from tui.files.comment_out import blocks, comment_out, restored
from tui.files.edits import (
    BECAUSE,
    AddRule,
    CannotEditError,
    ChangeRule,
    Edit,
    PutBack,
    SameRule,
    SwitchOff,
    Value,
    off_words,
)

_BOM = "\ufeff"
Keys = dict[str, Plain]
"""A map of a file: a rule, a change of one, or all of it."""
ORDER = (*(key for key in KEYS if key not in (*SECTIONS, "course", *DIFFERENCES)), *DIFFERENCES)
"""Where `change`, `add` and `remove` go: behind what a file says of itself, before its other sections."""
_ORDER = keys_at(("rules", 0))
_CONVENTIONS = Conventions(
    texts=frozenset((*Kind, "short", "how", "why", "then", "differ", "because")),
    braces=frozenset(_ORDER),
    items_in_braces=frozenset(("remove",)),
)
"""How a checklist file is written."""
NAMING = ("once_lifted", "silences", "since")
"""Keys by which a rule names others."""


def edited(text: str, edit: Edit, base: LoadedChecklist | None) -> str:
    """The text of a checklist file with one change made in it.

    Comments, order, quotes, indentation, styles and line endings stay as they are. What a person wrote
    themself and what goes is commented out (see `comment_out`), and comes back with PutBack.

    Args:
        base: What the file extends, with all that this extends under it. None where it extends nothing.

    Raises:
        CannotEditError: If the change cannot be made, or would not mean exactly what was asked.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(_BOM)
    # Without an ending of its own the last line is given one, as nothing could stand behind it.
    added = "" if body.endswith(("\n", "\r")) else ending(body)
    made = _FileText(body + added, data_of(base.canonical) if base else None).with_edit(edit)
    if made == body + added:
        raise CannotEditError("There is nothing to change: the file says so already.")
    return mark + made.removesuffix(added)


class _FileText:
    """The text of a file whose last line has an ending, and what it says. Every method gives a new text."""

    def __init__(self, text: str, base: Keys | None) -> None:
        self.text = text
        self._root = _read(text)
        self._data = keys_of(plain(self._root))
        self._base = base
        self._key = "rules" if base is None else "add"

    def with_edit(self, edit: Edit) -> str:
        match edit:
            case SwitchOff():
                return self._with_rule_off(edit.rule, " ".join(edit.because.split()))
            case PutBack():
                return self._with_rule_back(edit.rule)
            case AddRule():
                return self._with_rule(edit)
        editor = self._own_rules() if self._is_own(edit.rule) else self._overlay(edit.rule)
        editor.change(edit) if isinstance(edit, ChangeRule) else editor.same(edit)
        return self._saying(editor.data)

    def _saying(self, target: Keys) -> str:
        """The text, saying something else."""
        made = changes(self.text, self._root, target, _CONVENTIONS)
        return self._proved(applied(self.text, made), target)

    def _proved(self, text: str, target: Keys) -> str:
        try:
            if plain(_read(text)) == target:
                return text
        except CannotEditError:
            pass
        raise CannotEditError(
            "This cannot be written into the file as it is laid out. Change it in your editor."
        )

    def _is_own(self, id: str) -> bool:
        """Whether a rule is written out in this file."""
        return id in map(id_of, maps(self._data.get(self._key)))

    def _own_rules(self) -> "FileEditor":
        return FileEditor(self._data, self._key)

    def _overlay(self, id: str) -> "OverlayEditor":
        """What the file says of what it extends, which has a rule of this id."""
        overlay = OverlayEditor(self._data, self._base or {})
        if overlay.id(id) is None:
            raise CannotEditError(f'No rule that stands in a file is called "{id}".')
        return overlay

    def _with_rule(self, edit: AddRule) -> str:
        id = str(edit.keys.get("id", ""))
        if self._is_own(id) or OverlayEditor(self._data, self._base or {}).id(id) is not None:
            raise CannotEditError(f'Another rule is called "{id}" already. Choose another id.')
        own = self._own_rules()
        own.add(edit)
        return self._saying(own.data)

    def _with_rule_off(self, rule: str, because: str) -> str:
        if self._is_own(rule):
            return self._without_rule(rule, because)
        overlay = self._overlay(rule)
        id = str(overlay.id(rule))
        if id in overlay.off:
            raise CannotEditError(f'"{id}" is switched off already.')
        rest = _FileText(self._without_rule(id, ""), self._base)
        target = rest._overlay(id)
        target.remove(id, because)
        return rest._saying(target.data)

    def _without_rule(self, id: str, because: str) -> str:
        """The text with all commented out that it says itself of a rule."""
        own = self._own_rules()
        own.take_out(id)
        if self._base is None:
            if "rules" not in own.data:
                raise CannotEditError(f'"{id}" is the only rule, and a checklist has at least one.')
            target = own.data
        else:
            overlay = OverlayEditor(own.data, self._base)
            overlay.unname(id)
            target = overlay.data
        made = changes(self.text, self._root, target, _CONVENTIONS, tidy=False)
        return self._proved(comment_out(self.text, made, id, because), target)

    def _with_rule_back(self, rule: str) -> str:
        overlay = OverlayEditor(self._data, self._base or {})
        id = overlay.id(rule) or rule
        text = self.text
        if id in overlay.off:
            overlay.restore(id)
            text = self._saying(overlay.data)
        before = restored(text, id)
        if before != text:
            because = next((each.because for each in blocks(text) if each.rule == id and each.because), "")
            self._check_restored(before, id, because, text)
        elif text == self.text:
            if self._is_own(id):
                raise CannotEditError(
                    f'"{id}" is written out in this file, and what it said before is not known.'
                )
            if not overlay.has_changed(id):
                raise CannotEditError(f'"{rule}" is as it was; there is nothing to put back.')
            overlay.put_back(id)
            before = self._saying(overlay.data)
        return before

    def _check_restored(self, before: str, id: str, because: str, text: str) -> None:
        """Make sure that nothing is lost that was written since a rule was switched off."""
        try:
            if _FileText(before, self._base)._without_rule(id, because) == text:
                return
        except CannotEditError:
            pass
        raise CannotEditError(
            f'What stands in the file in place of "{id}" was changed since it was switched off. '
            "Put it back in your editor: the lines that begin with #~."
        )


def _read(text: str) -> MapNode:
    try:
        root = read_yaml(text)
    except ChecklistError as error:
        first = error.problems[0]
        raise CannotEditError(f"Line {first.line} cannot be read: {first.message}.") from error
    if not isinstance(root, MapNode):
        raise CannotEditError("The file is no map of keys.")
    return root


class FileEditor:
    """A list of rules that a file writes out: all of them, or those that it adds to another's."""

    def __init__(self, data: Keys, key: str = "rules") -> None:
        """Take what a file says; it is not changed.

        Args:
            key: Of the list.
        """
        self.data = deepcopy(data)
        self.key = key

    def change(self, edit: ChangeRule) -> None:
        """Change some keys of a rule where they stand.

        Raises:
            CannotEditError: If there is no such rule.
        """
        rule = self._rule(edit.rule)
        for key, value in edit.keys.items():
            if value is None and LIKE in rule and key in keys_of_model(PatternFile):
                # Left out, it would be as the pattern has it.
                put(rule, key, None)
            elif value is None:
                rule.pop(key, None)
            else:
                put(rule, key, as_written(value))
        if edit.because:
            put(rule, BECAUSE, as_written(edit.because))

    def add(self, edit: AddRule) -> None:
        """Add a rule at the end. One without sources says that it has none.

        Raises:
            CannotEditError: If it has no id.
        """
        rule: Keys = {key: as_written(value) for key, value in edit.keys.items()}
        if not {"sources", "agreement"} & set(rule):
            rule["agreement"] = "unsourced"
        if not id_of(rule):
            raise CannotEditError("A rule needs an id.")
        put(self.data, self.key, [*items_of(self.data.get(self.key)), rule], ORDER)

    def same(self, edit: SameRule) -> None:
        """Note what a rule was called before.

        Raises:
            CannotEditError: If there is no such rule.
        """
        rule = self._rule(edit.rule)
        put(rule, "was", [*items_of(rule.get("was")), edit.was])

    def take_out(self, id: str) -> None:
        """Take a rule out, and its name out of the others."""
        rules = [each for each in maps(self.data.get(self.key)) if id_of(each) != id]
        self.data[self.key] = [*rules]
        if not rules:
            del self.data[self.key]
        for rule in rules:
            if named(rule, [id]):
                take_name_out(rule, id)

    def _rule(self, id: str) -> Keys:
        """The rule of an id, to be changed."""
        for rule in maps(self.data.get(self.key)):
            if id in former_ids(rule):
                return rule
        raise CannotEditError(f'No rule of this file is called "{id}".')


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
        for key, value in edit.keys.items():
            new = as_written(value)
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
        removal: Plain = {"id": id, BECAUSE: because} if because else id
        before = self.off
        put(self.data, "remove", [*items_of(self.data.get("remove")), removal], ORDER)
        self._name_only(before, self.off)

    def restore(self, id: str) -> None:
        """Have a rule again, and its name in the rules of the base."""
        before = self.off
        others = [each for each in items_of(self.data.get("remove")) if self.id(removed_id(each)) != id]
        if others:
            self.data["remove"] = others
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
            reason = off_words(named(rule, before))
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
                    put(entry, BECAUSE, off_words(named(rule, after)))
            self._tidy(id)


def switched_off(text: str) -> dict[str, str]:
    """The rules that were switched off in a file, of what it extends or its own.

    Returns:
        The reason that the file gives, or nothing, by the id of each.

    Raises:
        ChecklistError: If it is no YAML, or holds what no checklist may.
    """
    data = keys_of(plain(read_yaml(text.removeprefix("\ufeff"))))
    written = set(map(id_of, maps(data.get("add" if "extends" in data else "rules"))))
    off: dict[str, str] = {}
    for each in items_of(data.get("remove")):
        because = keys_of(each).get(BECAUSE)
        off[removed_id(each)] = because if isinstance(because, str) else ""
    for block in blocks(text):
        if block.is_rule and block.rule not in written:
            off[block.rule] = off.get(block.rule) or block.because
    return off


def removed_id(item: Plain) -> str:
    """The id that an item of `remove` gives, by itself or with a reason."""
    return item if isinstance(item, str) else id_of(keys_of(item))


def as_written(value: Value | None) -> Plain:
    """A value as it is read back from a file."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return [as_written(each) for each in value]
    if isinstance(value, dict):
        return {key: as_written(each) for key, each in value.items()}
    return None if value is None else tidy(str(value))


def is_same(one: Plain, other: Plain) -> bool:
    """Whether two values say the same: yes is true."""
    yes_no = {"true": "yes", "false": "no"}
    if isinstance(one, str) and isinstance(other, str):
        return yes_no.get(one, one) == yes_no.get(other, other)
    return one == other


def maps(value: Plain) -> Iterator[Keys]:
    """The maps of a list."""
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))


def keys_of(value: Plain) -> Keys:
    """A map; an empty one where something else stands."""
    return value if isinstance(value, dict) else {}


def items_of(value: Plain) -> list[Plain]:
    """A list; an empty one where something else stands."""
    return value if isinstance(value, list) else []


def id_of(rule: Mapping[str, Plain]) -> str:
    """The id of a rule; empty where it has none."""
    id = rule.get("id")
    return id if isinstance(id, str) else ""


def former_ids(rule: Mapping[str, Plain]) -> tuple[str, ...]:
    """A rule's own id and those it had once."""
    return (id_of(rule), *(each for each in items_of(rule.get("was")) if isinstance(each, str)))


def put(keys: Keys, key: str, value: Plain, order: Collection[str] = _ORDER) -> None:
    """Set a key; a new one stands behind the last of those that come before it in an order."""
    if key in keys or key not in order:
        keys[key] = value
        return
    before = list(order)[: list(order).index(key)]
    names = list(keys)
    place = max((names.index(name) + 1 for name in names if name in before), default=0)
    held = dict(keys)
    keys.clear()
    keys |= {name: held[name] for name in names[:place]} | {key: value}
    keys |= {name: held[name] for name in names[place:]}


def named(rule: Mapping[str, Plain], ids: Collection[str]) -> list[str]:
    """Which of some rules a rule names, each once, in the order of `ids`."""
    values = [rule.get(key) for key in NAMING]
    names = {name for each in values for name in (each if isinstance(each, list) else [each])}
    return [id for id in ids if id in names]


def without(value: Plain, gone: Collection[str]) -> Plain:
    """What a naming key says without some of the rules it names; None where nothing is left."""
    if isinstance(value, list):
        return [each for each in value if each not in gone] or None
    return None if value in gone else value


def take_name_out(rule: Keys, id: str) -> None:
    """Take a name out of what a rule names others by."""
    for key in NAMING:
        if named({key: rule.get(key)}, [id]):
            left = without(rule[key], [id])
            if left is None:
                del rule[key]
            else:
                rule[key] = left
