"""`export json`: everything recorded, as values."""

import json
import stat
from pathlib import Path
from typing import Any

from tests.support.commands import Shell, begun
from tui.export.json import export_value
from tui.journal import Journal


def now(shell: Shell) -> Any:
    return shell("export", "json").json["recoveries"][0]["now"]


def test_every_act_is_there_and_what_holds_now(shell: Shell) -> None:
    shell("tick", "face-cleanse/morning")
    shell("undo")
    shell("redo")
    shell("skip", "face-moisturise/midday", "--because", "none left")
    shell("slip", "face-no-rub")
    shell("sign", "crusts", "yes")
    shell("note", "slept well")

    export = shell("export", "json").json
    recovery = export["recoveries"][0]

    assert [act["kind"] for act in recovery["acts"]] == [
        *("start", "tick", "undo", "redo", "skip", "slip", "sign", "note"),
    ]
    assert [act["of"] for act in recovery["acts"]] == [None, None, 2, 2, None, None, None, None]
    assert recovery["now"]["items"]["2026-11-23/face-cleanse/morning"] == {
        "value": {"state": "done", "title": "Wash gently with cool or lukewarm water"},
        "date": "2026-11-23",
        "at": "2026-11-23T07:55:00+00:00",
        "local": "2026-11-23T08:55",
        "zone": "Europe/Berlin",
        "recorded": "2026-11-23T07:55:00+00:00",
    }
    assert recovery["now"]["items"]["2026-11-23/face-moisturise/midday"]["value"]["why"] == "none left"
    assert "2026-11-23/face-no-rub" in recovery["now"]["slips"]
    assert recovery["now"]["signs"]["crusts"]["value"]["value"] == 1
    assert recovery["now"]["notes"]["2026-11-23/note/1"]["value"] == {"text": "slept well"}
    assert recovery["now"]["answers"]["about"]["value"] == []


def test_what_was_undone_does_not_hold_but_is_there(shell: Shell) -> None:
    shell("tick", "face-cleanse/morning")
    shell("undo")

    recovery = shell("export", "json").json["recoveries"][0]

    assert recovery["now"]["items"] == {}
    assert recovery["acts"][-1]["entries"][0]["value"] is None


def test_the_checklist_goes_with_it_as_its_file_said_it(shell: Shell) -> None:
    export = shell("export", "json").json

    (hash,) = export["recoveries"][0]["checklists"]
    assert export["checklists"][hash]["id"] == "picosure-face"
    assert export["recoveries"][0]["treated"] == "2026-11-20T15:00:00+00:00"
    assert export["afterglow"] == 1


def test_every_recovery_is_there(home: Path) -> None:
    shell = begun(home)
    shell("start", "picosure-face", "--on", "2026-11-22T10:00")

    recoveries = shell("export", "json").json["recoveries"]

    assert [each["id"] for each in recoveries] == ["picosure-face", "picosure-face-2"]


def test_a_file_is_written_whole_for_its_owner_alone(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "out.json"

    ended = shell("export", "json", "--output", str(file))

    assert (ended.code, ended.out) == (0, "")
    assert json.loads(file.read_text("utf-8"))["recoveries"][0]["id"] == "picosure-face"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_is_named(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    folder = shell("export", "json", "--output", str(tmp_path))
    below = shell("export", "json", "--output", str(tmp_path / "file" / "out.json"))
    away = shell("export", "json", "--output", str(tmp_path / "away" / "out.json"))

    assert (folder.code, folder.err) == (2, f"{tmp_path} is a folder.\n")
    assert below.code == 2
    assert below.err.startswith(f"{tmp_path / 'file' / 'out.json'} cannot be written: ")
    assert (away.code, away.err) == (
        2,
        f"{tmp_path}/away/out.json cannot be written: there is no folder {tmp_path}/away.\n",
    )
    assert not (tmp_path / "away").exists()


def test_an_empty_home_exports_nothing_and_stays_empty(home: Path) -> None:
    assert Shell(home)("export", "json").json["recoveries"] == []
    assert not home.exists()


def test_reading_writes_nothing(shell: Shell) -> None:
    before = shell.content()

    now(shell)
    with Journal.open(shell.home / "journal.sqlite") as journal:
        from tests.support.apps import at

        assert export_value(journal, at("2026-11-23T08:55"))["exported"] == "2026-11-23T08:55:00+01:00"

    assert shell.content() == before
