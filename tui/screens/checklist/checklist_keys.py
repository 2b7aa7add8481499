"""The keys of the Checklist screen, and which of them are worth a place in the last line."""

from textual.binding import Binding, BindingType

from tui.widgets.hints import Hint, hint

BINDINGS: list[BindingType] = [
    Binding("escape,k", "leave", "back", id="checklist.back", tooltip="Show all rules again, or back"),
    Binding("enter", "change", "change", id="checklist.change", tooltip="Change this rule, or read it"),
    Binding("z", "switch_off", "not for me", id="rule.off", tooltip="Leave this rule out, and say why"),
    Binding("z", "switch_on", "switch on", id="rule.on", tooltip="Have this rule again"),
    Binding("plus,a", "add", "add a rule", id="checklist.add", tooltip="Add a rule of your own"),
    Binding("b", "put_back", "put back", id="checklist.put-back", tooltip="Have this rule as it came"),
    Binding("e", "edit", "editor", id="file.edit", tooltip="Open the file in your editor at this rule"),
    Binding("v", "difference", "what changes", id="file.difference", tooltip="What the file changes"),
    Binding("u", "turn_back(0)", "undo", id="act.undo", tooltip="Take back the last thing done"),
    Binding("U", "turn_back(1)", "redo", id="act.redo", tooltip="Do again what was undone"),
    Binding("y", "only_yours", "only yours", id="checklist.yours", tooltip="Only what is yours, or all"),
    Binding("slash", "find", "find", id="list.find", tooltip="Find a row by its words"),
    Binding("up", "step(-1)", "up", id="list.up", tooltip="One row up"),
    Binding("down", "step(1)", "down", id="list.down", tooltip="One row down"),
    Binding("home", "step(-999)", "first", id="list.first", tooltip="The first row"),
    Binding("end", "step(999)", "last", id="list.last", tooltip="The last row"),
    Binding("pageup", "step(-8)", "page up", id="list.page-up", tooltip="Several rows up"),
    Binding("pagedown", "step(8)", "page down", id="list.page-down", tooltip="Several rows down"),
]


def hints(changes: bool, sound: bool) -> tuple[Hint, ...]:
    """What the last line offers.

    Args:
        changes: Whether enter changes the rule under the cursor; else it shows all there is to say of it.
        sound: Whether the file can be used; else it is to be mended first.
    """
    editor = hint("file.edit", "editor", stays=not sound)
    return (
        hint("checklist.change", "change" if changes else "read"),
        *(() if sound else (editor,)),
        hint("rule.off", "not for me", "off"),
        hint("rule.on", "switch on", "on"),
        hint("file.difference", "what changes", "changes"),
        hint("act.undo", "undo"),
        hint("list.find", "find"),
        hint("checklist.add", "add"),
        hint("checklist.back", "back", stays=True),
        hint("call.open", "when to call", "call", stays=True),
        hint("help.open", "all keys", "keys"),
        hint("checklist.put-back", "put back"),
        *((editor,) if sound else ()),
    )
