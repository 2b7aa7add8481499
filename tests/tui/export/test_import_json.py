"""`export json` and `import json`: into an empty home the same days and the same undo; else it asks."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.commands import Shell, begun
from tests.support.fortnight import NOW, fortnight, with_photos
from tests.support.long import sample

_NOW = "2026-11-27T21:00"


def _exported(shell: Shell, *more: str) -> Path:
    target = shell.home.parent / f"{shell.home.name}.json"
    ended = shell("export", "json", "--output", str(target), *more)
    assert ended.code == 0, ended.err
    return target


def _imported(path: Path, now: str | None) -> Shell:
    home = path.parent / f"{path.stem}-new"
    shell = Shell(home, now=now)
    ended = shell("import", "json", str(path))
    assert ended.code == 0, ended.err
    return shell


def _everything(shell: Shell) -> list[Any]:
    days = [shell("today", "--json", "--day", str(day)).json for day in range(12)]
    views = [shell(command, "--json").json for command in ("plan", "progress", "diary")]
    return [*days, *views]


def _undo_stack(shell: Shell) -> list[str]:
    words = []
    while (ended := shell("undo", "--start")).code == 0:
        words.append(ended.out)
    while (ended := shell("redo")).code == 0:
        words.append(ended.out)
    return words


def test_a_fortnight_with_photos_comes_back_whole(tmp_path: Path) -> None:
    with_photos(fortnight(tmp_path / "a")).journal.close()
    shell = Shell(tmp_path / "a", now=NOW)
    other = _imported(_exported(shell, "--photos"), NOW)
    assert _everything(other) == _everything(shell)
    photos = [path.read_bytes() for path in sorted((shell.home / "photos").iterdir())]
    assert [path.read_bytes() for path in sorted((other.home / "photos").iterdir())] == photos
    assert other("photo", "list").out == shell("photo", "list").out
    assert _undo_stack(other) == _undo_stack(shell)


_ACTS = (
    ("tick", "face-cleanse"),
    ("tick", "face-moisturise"),
    ("untick", "face-cleanse"),
    ("skip", "face-moisturise", "--because", 'none "left", =1+1'),
    ("slip", "face-no-rub", "--because", "towel"),
    ("note", 'Ärztin said: \u2028 fine \\ "x"'),
    ("sign", "redness", "3"),
    ("sign", "crusts", "yes"),
    ("sign", "crusts", "no"),
    ("answer", "strength=light"),
    ("next", "2027-01-08", "--at", "14:30"),
    ("next", "--clear"),
    ("clinic", "--name", "Dr. Ä"),
    ("clinic", "date", "face-no-makeup", "--days", "0-8"),
    ("recovery", "price", "499 USD"),
    ("call", "--called", "blister"),
    ("undo",),
    ("undo",),
    ("undo",),
    ("redo",),
    ("redo",),
    ("start", "picoplus", "--on", "2026-11-21T10:00"),
)


@settings(max_examples=sample(60, 5))
@given(
    acts=st.lists(st.tuples(st.sampled_from(_ACTS), st.integers(0, 6), st.integers(8, 22)), max_size=14).map(
        lambda acts: sorted(acts, key=lambda act: act[1:])
    )
)
def test_whatever_was_done_comes_back_the_same(acts: list[tuple[tuple[str, ...], int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shell = begun(Path(folder) / "a")
        for command, day, hour in acts:
            shell(*command, now=f"2026-11-{21 + day}T{hour:02}:30")
        shell = Shell(shell.home, now=_NOW)
        other = _imported(_exported(shell), _NOW)
        assert _everything(other) == _everything(shell)
        assert _undo_stack(other) == _undo_stack(shell)


def test_what_is_here_already_changes_nothing(shell: Shell) -> None:
    path = _exported(shell)
    before = shell.content()
    ended = shell("import", "json", str(path))
    assert ended.code == 0
    assert ended.out.endswith("All of it is here already. Nothing was changed.\n")
    assert shell.content() == before


def test_into_a_home_that_holds_something_else_it_asks_and_keeps_a_copy(shell: Shell, tmp_path: Path) -> None:
    path = _exported(shell)
    shell("tick", "face-cleanse/morning")
    before = (shell.home / "journal.sqlite").read_bytes()
    ended = shell("import", "json", str(path))
    assert (ended.code, ended.err) == (2, "To put it in the place of what is here, say --yes.\n")
    assert (shell.home / "journal.sqlite").read_bytes() == before
    assert "Here: 2 acts, the last on 2026-11-23 08:55 (tick 'Wash gently" in ended.out
    ended = shell("import", "json", str(path), "--yes")
    assert ended.code == 0
    said = ended.out.splitlines()[-1]
    kept = Path(said.removeprefix("Taken in. What was here before is ").removesuffix("."))
    assert kept.read_bytes() == before
    assert shell("undo", "--start").out.startswith("Undid: start")


_FOLLOWS = "Act {} (tick 'Wash gently with cool or lukewarm water', morning, day 3) does not follow"


def _changed(path: Path, change: Any) -> Path:
    value = json.loads(path.read_text("utf-8"))
    change(value)
    path.write_text(json.dumps(value), "utf-8")
    return path


def _set_act(value: Any) -> None:
    value["journal"]["acts"][1]["entries"][0]["topic"] = "nonsense"


def _drop_act(value: Any) -> None:
    del value["journal"]["acts"][1]


def _forge_undo(value: Any) -> None:
    value["journal"]["acts"][-1]["entries"][0]["value"] = {"state": "done"}


def _change_version(value: Any) -> None:
    (version,) = value["journal"]["versions"].values()
    version["canonical"] = version["canonical"].replace("13", "14")


def _drop_version(value: Any) -> None:
    value["journal"]["versions"].clear()


def _other_type(value: Any) -> None:
    value["journal"]["acts"][0]["recorded"] = 7


def _newer(value: Any) -> None:
    value["afterglow"] = 2


def _older(value: Any) -> None:
    del value["journal"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_set_act, _FOLLOWS.format(2)),
        (_drop_act, _FOLLOWS.format(3)),
        (_forge_undo, _FOLLOWS.format(3)),
        (_change_version, "of picosure-face is not what it was when it was exported."),
        (_drop_version, "of a checklist is missing from the file."),
        (_other_type, "Expected `datetime`, got `int`, at `$.journal.acts[0].recorded`."),
        (_newer, "has format 2, and this Afterglow reads 1. Is there a newer one?"),
        (_older, "was written by an Afterglow whose exports could not be taken in again. Export once more."),
    ],
)
def test_a_file_of_another_version_or_edited_by_hand_is_refused(
    shell: Shell, tmp_path: Path, change: Any, sentence: str
) -> None:
    shell("tick", "face-cleanse/morning")
    shell("undo")
    path = _changed(_exported(shell), change)
    empty = Shell(tmp_path / "empty", now=shell.now)
    ended = empty("import", "json", str(path))
    assert ended.code == 2
    assert sentence in ended.err
    assert not (empty.home / "journal.sqlite").exists()
    before = shell.content()
    assert shell("import", "json", str(path), "--yes").code == 2
    assert shell.content() == before


@pytest.mark.parametrize(
    "content",
    [b"", b"no json", b"[]", b"{}", b'{"afterglow": "1"}', b"[" * 100_000, b"\xff"],
)
def test_what_is_no_export_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    ended = Shell(tmp_path / "home")("import", "json", str(path))
    assert (ended.code, ended.err) == (2, "x.json is no file of afterglow export json.\n")


def test_a_photo_that_was_changed_is_refused_before_anything(tmp_path: Path) -> None:
    with_photos(fortnight(tmp_path / "a")).journal.close()
    path = _exported(Shell(tmp_path / "a", now=NOW), "--photos")

    def change(value: Any) -> None:
        name = next(iter(value["photos"]))
        value["photos"][name] = "AAAA"

    _changed(path, change)
    empty = Shell(tmp_path / "empty", now=NOW)
    ended = empty("import", "json", str(path))
    assert ended.code == 2
    assert ended.err.endswith("is not what it was when it was exported.\n")
    assert not empty.home.exists()
