"""One change to the text of a checklist file, in exactly the lines that must change."""

from checklists.loader import LoadedChecklist
from checklists.rules.canonical import data_of
from tui.files.comment_out import blocks, restored, set_aside
from tui.files.edits import AddRule, CannotEditError, ChangeRule, Edit, PutBack, SwitchOff
from tui.files.file_editor import FileEditor
from tui.files.overlay_editor import ORDER, OverlayEditor
from tui.files.patch import applied, changes, ending, plain, read_nodes
from tui.files.plain_rules import Keys, id_of, keys_of, maps

_BOM = "\ufeff"


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
        self._root = read_nodes(text)
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
        return self._proved(applied(self.text, changes(self.text, self._root, target)), target)

    def _proved(self, text: str, target: Keys) -> str:
        try:
            if plain(read_nodes(text)) == target:
                return text
        except CannotEditError:
            pass
        raise CannotEditError(
            "This cannot be written into the file as it is laid out. Change it in your editor."
        )

    def _is_own(self, id: str) -> bool:
        """Whether a rule is written out in this file."""
        return id in map(id_of, maps(self._data.get(self._key)))

    def _over(self, id: str) -> OverlayEditor:
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
        ops = changes(self.text, self._root, target, tidy=False)
        return self._proved(set_aside(self.text, ops, id, because), target)

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
