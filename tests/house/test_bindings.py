"""Every key has a name by which it can be moved, and the names are told."""

import re
from pathlib import Path

from tests.support.bindings import all_bindings, ids
from tui.settings.bindings import BINDINGS

README = Path(__file__).parents[2] / "README.md"


def test_every_binding_has_an_id_and_says_what_it_does() -> None:
    for binding in all_bindings():
        assert re.fullmatch(r"[a-z][a-z-]*\.[a-z0-9-]+", binding.id or ""), binding
        assert binding.tooltip, f"{binding.id} has no tooltip"


def test_the_settings_know_every_binding() -> None:
    assert set(BINDINGS) == ids()


def test_the_readme_names_every_binding() -> None:
    told = set(re.findall(r"`([a-z-]+\.[a-z0-9-]+)`", README.read_text("utf-8")))
    digits = {id for id in ids() if re.fullmatch(r"(sign|start)\.[1-8]", id)}

    assert ids() - digits - told == set()


def test_no_key_needs_ctrl_or_alt() -> None:
    for binding in all_bindings():
        for key in binding.key.split(","):
            assert not re.match(r"(ctrl|alt|meta|super)\+", key), f"{binding.id} is on {key}"
