"""Every key has a name by which it can be moved, and the names are told."""

import re
from pathlib import Path

from tests.support.bindings import all_bindings, bindings_by_class, ids
from tui.settings.keys import BINDINGS, FORMER, PLACES

README = Path(__file__).parents[2] / "README.md"
DIGIT = re.compile(r"(sign|start)\.[0-9]")
"""Bindings that the table names by two rows: from one to the other."""
NAMES = {
    **{"left": "←", "right": "→", "up": "↑", "down": "↓", "pageup": "page up", "pagedown": "page down"},
    **{"escape": "esc", "slash": "/", "question_mark": "?", "plus": "+", "comma": ","},
}
"""By Textual's name of a key: what the table calls it."""


ALIKE = {"call.open", "help.open", "app.quit"}
"""What means the same everywhere."""


def test_every_binding_has_an_id_and_says_what_it_does() -> None:
    for binding in all_bindings():
        assert re.fullmatch(r"[a-z][a-z-]*\.[a-z0-9-]+", binding.id or ""), binding
        assert binding.tooltip, f"{binding.id} has no tooltip"
        assert binding.description, f"{binding.id} has no name in the palette"


def test_the_settings_know_every_binding() -> None:
    assert set(BINDINGS) - FORMER == ids()


def test_the_settings_know_the_usual_keys_of_every_place() -> None:
    places = [
        {id: set(keys.split(",")) for id, _, keys in (pair.partition("=") for pair in text.split())}
        for text in PLACES.values()
    ]
    for bindings in bindings_by_class():
        known = [
            place for place in places if all(str(one.id) in place or one.id in ALIKE for one in bindings)
        ]
        assert known, [binding.id for binding in bindings]
        for binding in bindings:
            usual = set(binding.key.split(","))
            assert any(place.get(str(binding.id), usual) >= usual for place in known), binding


def test_the_readme_names_every_binding_with_its_keys() -> None:
    rows = re.findall(r"^\| `([a-z-]+\.[a-z0-9-]+)` \| (.*?) \|", README.read_text("utf-8"), re.MULTILINE)
    keys: dict[str, list[str]] = {}
    for binding in all_bindings():
        named = [NAMES.get(key, key) for key in binding.key.split(",")]
        keys[binding.id or ""] = list(dict.fromkeys([*keys.get(binding.id or "", []), *named]))

    assert {id: re.findall(r"`([^`]+)`", cell) for id, cell in rows} == {
        id: named for id, named in keys.items() if not DIGIT.fullmatch(id)
    }
    assert {id for id in keys if DIGIT.fullmatch(id)} == {
        f"{name}.{digit}" for name in ("sign", "start") for digit in range(10)
    }


def test_no_key_needs_ctrl_or_alt() -> None:
    for binding in all_bindings():
        for key in binding.key.split(","):
            assert not re.match(r"(ctrl|alt|meta|super)\+", key), f"{binding.id} is on {key}"
