"""The shipped files as they would be with a hidden base below one of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from checklists import library
from checklists.loader import load_checklist
from checklists.rules.canonical import data_of

BASE = "laser-base"
SHARED = ("sources", "questions", "signs", "warnings")
"""What stands in the base."""


def with_base(monkeypatch: pytest.MonkeyPatch, folder: Path, id: str = "picosure-face") -> None:
    """Let the program ship a file that extends a hidden one, and says the same as before with it."""
    folder.mkdir(parents=True)
    data = data_of(load_checklist(library.read(id), name=id).canonical)
    for each in library.shipped():
        (folder / f"{each}.yaml").write_bytes(library.read(each))
    shared = {key: data.pop(key) for key in SHARED}
    head = {key: data[key] for key in ("format", "title", "for", "revision", "reviewed")}
    (folder / f"{BASE}.yaml").write_text(_lines(head | {"id": BASE, "hidden": "yes"} | shared), "utf-8")
    rest = {
        key: {"add": value} if isinstance(value, list) else value
        for key, value in data.items()
        if key != "rules"
    }
    (folder / f"{id}.yaml").write_text(_lines(rest | {"extends": BASE, "add": data["rules"]}), "utf-8")
    monkeypatch.setattr(library, "_HERE", folder)
    monkeypatch.setattr(library, "_BASES", (BASE,))


def _lines(data: dict[str, Any]) -> str:
    """One key a line, with its value as JSON."""
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in data.items())
