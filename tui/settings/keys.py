"""The names of keys, as Textual has them, for commands that check the settings without it."""

import unicodedata

_NAMED = {f"f{number}" for number in range(1, 25)} | {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("space", "enter", "tab", "escape", "backspace", "delete", "insert"),
    *("slash", "backslash", "at", "minus", "plus", "underscore"),
}
_MODIFIERS = {"alt", "ctrl", "hyper", "meta", "shift", "super"}


def keys_of(text: str) -> tuple[str, ...]:
    """The keys in a text such as `t,space`: one at least, empty where a comma has nothing beside it."""
    if text == ",":
        return ("comma",)
    return tuple(part.strip() for part in text.split(","))


def is_key(key: str) -> bool:
    """Whether a key can be pressed: `t`, `?`, `space`, `question_mark`, `ctrl+f5`."""
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    if not _MODIFIERS.issuperset(modifiers):
        return False
    if len(name) == 1:
        return name.isprintable() and not name.isspace()
    if name in _NAMED:
        return True
    try:
        return name == name.lower() and bool(unicodedata.lookup(name.replace("_", " ")))
    except KeyError:
        return False
