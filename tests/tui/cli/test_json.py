"""`--json`: every command that shows something has it, and the README names every key."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from PIL import Image

from tests.support.commands import Ended, Shell
from tests.support.fortnight import NOW, fortnight
from tui.cli.group import main

README = Path(__file__).parents[3] / "README.md"

SAYS: dict[str, tuple[str, ...]] = {
    "today": (),
    "plan": (),
    "due": (),
    "call": (),
    "sign": (),
    "find": ("make-up",),
    "answer": (),
    "progress": (),
    "diary": (),
    "reminders": (),
    "reminders coming": (),
    "reminders past": (),
    "photo list": (),
    "course": (),
    "next": (),
    "clinic": (),
    "clinic date": (),
    "recovery list": (),
    "checklist list": (),
    "checklist check": ("broken.yaml", "noted.yaml"),
    "checklist diff": ("picosure-face",),
    "settings": (),
    "doctor": (),
    "restore": (),
}
"""What each command is given beside `--json`."""
MORNING = "2026-12-06T09:00"
"""When something is due."""
NOT_LISTED = {"checklist show", "check-in"}
"""The first has the keys of a checklist file, which the guide lists; the other asks."""


def with_json(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command that takes `--json`, by its words."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if any(param.name == "as_json" for param in command.params):
            yield " ".join((*before, name))
        if isinstance(command, click.Group):
            yield from with_json(command, (*before, name))


def keys_of(value: Any, before: str = "") -> Iterator[str]:
    """Every key of a value as the README writes it: `items[].due`, `next.date`."""
    if isinstance(value, list):
        for each in value:
            yield from keys_of(each, f"{before}[]")
    elif isinstance(value, dict):
        for key, each in value.items():
            name = f"{before}.{key}".lstrip(".") if before else key
            # The ids of a person's own are no keys of ours.
            if key in OPEN:
                yield name
            else:
                inner = [*keys_of(each, name)]
                yield from inner or [name]


def leaves(keys: Iterator[str]) -> set[str]:
    """Without the names of what has names in it, which stand alone where there is none of it."""
    every = set(keys)
    return {key for key in every if not any(other.startswith((f"{key}.", f"{key}[")) for other in every)}


OPEN = {"answers", "settings"}
"""Keys whose values have names that differ from person to person."""


def page() -> dict[str, set[str]]:
    """What the README names, by command."""
    text = README.read_text("utf-8").partition("### Keys of --json\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z -]+)` \| (.+) \|$", text, re.MULTILINE)
    return {name: set(re.findall(r"`([^`]+)`", cells)) for name, cells in rows}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Two weeks of a recovery, with something of everything that may be said."""
    home = tmp_path_factory.mktemp("lived") / "home"
    home.mkdir(mode=0o700)
    fortnight(home).journal.close()
    shell = Shell(home, now=NOW)
    picture = tmp_path_factory.mktemp("photos") / "face.jpg"
    Image.new("RGB", (20, 30), "pink").save(picture)
    for said in (
        ("call", "--tick", shell("call", "--json").json["lines"][0]["warning"]),
        ("photo", "add", str(picture)),
        ("next", "2027-01-08", "--at", "14:30"),
        ("clinic", "date", "face-cleanse", "--days", "1-20"),
        ("recovery", "price", "499 USD"),
        ("backup",),
    ):
        ended = shell(*said)
        assert ended.code == 0, ended.err
    return shell


def _said(lived: Shell, command: str, folder: Path) -> Ended:
    (folder / "broken.yaml").write_text("format: 1\n", "utf-8")
    (folder / "noted.yaml").write_text(
        "format: 1\nid: noted\nextends: picosure-face\nchange:\n  face-no-makeup: {days: 0-3}\n", "utf-8"
    )
    own = lived.home / "checklists" / "picosure-face.yaml"
    if command.endswith("diff"):
        own.parent.mkdir(exist_ok=True)
        own.write_text(
            "format: 1\nid: picosure-face\nextends: picosure-face\n"
            "change:\n  face-spf-am: {at: midday, because: my clinic}\n",
            "utf-8",
        )
    arguments = [str(folder / each) if each.endswith(".yaml") else each for each in SAYS[command]]
    try:
        return lived(*command.split(), *arguments, "--json", now=MORNING if command == "due" else None)
    finally:
        own.unlink(missing_ok=True)


def test_these_commands_take_it() -> None:
    assert set(with_json(main)) - NOT_LISTED == set(SAYS)


@pytest.mark.parametrize("command", sorted(SAYS))
def test_the_readme_names_every_key(lived: Shell, tmp_path: Path, command: str) -> None:
    ended = _said(lived, command, tmp_path)

    assert ended.code in ((4,) if command == "doctor" else (0, 1, 3)), ended.err
    assert ended.err == ""
    printed, named = leaves(keys_of(ended.json)), page()[command]
    assert {key for key in printed - named if not _holds(key, named)} == set()
    assert {key for key in named - printed if not any(_holds(each, [key]) for each in printed)} == set()


def _holds(key: str, names: Iterable[str]) -> bool:
    """Whether some of these are of what stands under a key, which is empty in one of the two."""
    return any(name.startswith((f"{key}.", f"{key}[")) for name in names)


def test_a_checklist_is_shown_with_the_keys_of_its_file(lived: Shell) -> None:
    shown = lived("checklist", "show", "picosure-face", "--json").json
    assert {"id", "title", "phases", "rules", "signs", "warnings", "sources"} <= set(shown)
    assert "face-cleanse" in {rule["id"] for rule in shown["rules"]}
