"""One change to the text of a checklist file, in exactly the lines that must change."""

import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy

from checklists.format.models import keys_at
from checklists.loader import LoadedChecklist
from checklists.overlay.overlay import DIFFERENCES, KEYS, SECTIONS
from checklists.rules.canonical import data_of
from checklists.yaml.patch import Conventions, Plain, applied, changes, ending, plain, read_yaml
from checklists.yaml.problem import ChecklistError
from checklists.yaml.source import tidied
from checklists.yaml.tree import MapNode
from tui.files.comment_out import blocks, restored, set_aside
from tui.files.edits import (
    BECAUSE,
    AddRule,
    CannotEditError,
    ChangeRule,
    Edit,
    PutBack,
    Said,
    SameRule,
    SwitchOff,
)
from tui.text.humanize import listed

_BOM = "\ufeff"


Keys = dict[str, Plain]
"""A map of a file: a rule, a change of one, or all of it."""


ORDER = (*(key for key in KEYS if key not in (*SECTIONS, "course", *DIFFERENCES)), *DIFFERENCES)
"""Where `change`, `add` and `remove` go: behind what a file says of itself, before its other sections."""


_ORDER = keys_at(("rules", 0))
_CONVENTIONS = Conventions(
    texts=frozenset(("do", "avoid", "check", "expect", "short", "how", "why", "then", "differ", "because")),
    braces=frozenset(_ORDER),
    items_in_braces=frozenset(("remove",)),
)
"""How a checklist file is written."""


NAMING = ("once_lifted", "silences", "since")
"""Keys by which a rule names others."""


_OFF = re.compile("([a-z0-9-]+(?:(?:, | and )[a-z0-9-]+)*) (?:is|are) switched off")


def edited(text: str, edit: Edit, base: LoadedChecklist | None) -> str:
    """The text of a checklist file with one change made in it.

    Comments, order, quotes, indentation, styles and line endings stay as they are. What a person wrote
    themself and what goes is set aside as comments (see `aside`), and comes back with PutBack.

    Args:
        base: What the file extends, with all that this extends under it. None where it extends nothing.

    Raises:
        CannotEditError: If the change cannot be made, or would not mean exactly what was asked.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(_BOM)
    # Without an ending of its own the last line is given one, as nothing could stand behind it.
    added = "" if body.endswith(("\n", "\r")) else ending(body)
    made = _Editing(body + added, data_of(base.canonical) if base else None).made(edit)
    if made == body + added:
        raise CannotEditError("There is nothing to change: the file says so already.")
    return mark + made.removesuffix(added)


class _Editing:
    """A text that is being changed. Its last line has an ending."""

    def __init__(self, text: str, base: Keys | None) -> None:
        self.text = text
        self._root = _read(text)
        self._data = keys_of(plain(self._root))
        self._base = base
        self._key = "rules" if base is None else "add"

    def made(self, edit: Edit) -> str:
        """The text with the change made in it."""
        match edit:
            case SwitchOff():
                return self._off(edit.rule, " ".join(edit.because.split()))
            case PutBack():
                return self._back(edit.rule)
            case AddRule():
                return self._said(self._added(edit))
        if self._is_own(edit.rule):
            own = FileEditor(self._data, self._key)
            own.change(edit) if isinstance(edit, ChangeRule) else own.same(edit)
            return self._said(own.data)
        over = self._over(edit.rule)
        over.change(edit) if isinstance(edit, ChangeRule) else over.same(edit)
        return self._said(over.data)

    def _said(self, target: Keys) -> str:
        """The text, saying something else."""
        return self._proved(applied(self.text, changes(self.text, self._root, target, _CONVENTIONS)), target)

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

    def _over(self, id: str) -> "OverlayEditor":
        """What the file says of what it extends, which has a rule of this id."""
        over = OverlayEditor(self._data, self._base or {})
        if over.id(id) is None:
            raise CannotEditError(f'No rule that stands in a file is called "{id}".')
        return over

    def _added(self, edit: AddRule) -> Keys:
        id = str(edit.keys.get("id", ""))
        if self._is_own(id) or OverlayEditor(self._data, self._base or {}).id(id) is not None:
            raise CannotEditError(f'Another rule is called "{id}" already. Choose another id.')
        own = FileEditor(self._data, self._key)
        own.add(edit, ORDER)
        return own.data

    def _off(self, rule: str, because: str) -> str:
        if self._is_own(rule):
            return self.without(rule, because)
        over = self._over(rule)
        id = str(over.id(rule))
        if id in over.off:
            raise CannotEditError(f'"{id}" is switched off already.')
        left = _Editing(self.without(id, ""), self._base)
        target = left._over(id)
        target.remove(id, because)
        return left._said(target.data)

    def without(self, id: str, because: str) -> str:
        """The text with all set aside that it says itself of a rule."""
        own = FileEditor(self._data, self._key)
        own.take_out(id)
        if self._base is None:
            if "rules" not in own.data:
                raise CannotEditError(f'"{id}" is the only rule, and a checklist has at least one.')
            target = own.data
        else:
            over = OverlayEditor(own.data, self._base)
            over.unname(id)
            target = over.data
        made = changes(self.text, self._root, target, _CONVENTIONS, tidy=False)
        return self._proved(set_aside(self.text, made, id, because), target)

    def _back(self, rule: str) -> str:
        over = OverlayEditor(self._data, self._base or {})
        id = over.id(rule) or rule
        text = self.text
        if id in over.off:
            over.restore(id)
            text = self._said(over.data)
        before = restored(text, id)
        if before != text:
            because = next((each.because for each in blocks(text) if each.rule == id and each.because), "")
            self._check(before, id, because, text)
        elif text == self.text:
            if self._is_own(id):
                raise CannotEditError(
                    f'"{id}" is written out in this file, and what it said before is not known.'
                )
            if not over.has_changed(id):
                raise CannotEditError(f'"{rule}" is as it was; there is nothing to put back.')
            over.put_back(id)
            text = before = self._said(over.data)
        return before

    def _check(self, before: str, id: str, because: str, text: str) -> None:
        """Make sure that nothing is lost that was written since a rule was switched off."""
        try:
            if _Editing(before, self._base).without(id, because) == text:
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
                take_name_out(rule, id)

    def _known(self, id: str) -> Keys:
        rule = self.rule(id)
        if rule is None:
            raise CannotEditError(f'No rule of this file is called "{id}".')
        return rule


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


def as_written(said: Said | None) -> Plain:
    """A value as it is read back from a file."""
    if isinstance(said, bool):
        return "yes" if said else "no"
    if isinstance(said, list):
        return [as_written(each) for each in said]
    if isinstance(said, dict):
        return {key: as_written(each) for key, each in said.items()}
    return None if said is None else tidied(str(said))


def is_same(one: Plain, other: Plain) -> bool:
    """Whether two values say the same: yes is true."""
    yes_no = {"true": "yes", "false": "no"}
    if isinstance(one, str) and isinstance(other, str):
        return yes_no.get(one, one) == yes_no.get(other, other)
    return one == other


def maps(said: Plain) -> Iterator[Keys]:
    """The maps of a list."""
    if isinstance(said, list):
        yield from (each for each in said if isinstance(each, dict))


def keys_of(said: Plain) -> Keys:
    """A map; an empty one where something else stands."""
    return said if isinstance(said, dict) else {}


def items_of(said: Plain) -> list[Plain]:
    """A list; an empty one where something else stands."""
    return said if isinstance(said, list) else []


def id_of(rule: Mapping[str, Plain]) -> str:
    """The id of a rule; empty where it has none."""
    id = rule.get("id")
    return id if isinstance(id, str) else ""


def former_ids(rule: Mapping[str, Plain]) -> tuple[str, ...]:
    """A rule's own id and those it had once."""
    return (id_of(rule), *(each for each in items_of(rule.get("was")) if isinstance(each, str)))


def put(keys: Keys, key: str, said: Plain, order: Collection[str] = _ORDER) -> None:
    """Set a key; a new one stands behind the last of those that come before it in an order."""
    if key in keys or key not in order:
        keys[key] = said
        return
    before = list(order)[: list(order).index(key)]
    names = list(keys)
    place = max((names.index(name) + 1 for name in names if name in before), default=0)
    held = dict(keys)
    keys.clear()
    keys |= {name: held[name] for name in names[:place]} | {key: said}
    keys |= {name: held[name] for name in names[place:]}


def named(rule: Mapping[str, Plain], ids: Collection[str]) -> list[str]:
    """Which of some rules a rule names, each once, in the order of `ids`."""
    found = [rule.get(key) for key in NAMING]
    names = {name for each in found for name in (each if isinstance(each, list) else [each])}
    return [id for id in ids if id in names]


def without(said: Plain, gone: Collection[str]) -> Plain:
    """What a naming key says without some of the rules it names; None where nothing is left."""
    if isinstance(said, list):
        return [each for each in said if each not in gone] or None
    return None if said in gone else said


def take_name_out(rule: Keys, id: str) -> None:
    """Take a name out of what a rule names others by."""
    for key in NAMING:
        if named({key: rule.get(key)}, [id]):
            left = without(rule[key], [id])
            if left is None:
                del rule[key]
            else:
                rule[key] = left
