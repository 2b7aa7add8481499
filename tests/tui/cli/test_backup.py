"""`backup` and `restore`, the copy of each day, and what is said of a damaged journal."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.commands import Answers, Shell

JOURNAL = "journal.sqlite"


def copies(home: Path) -> list[str]:
    folder = home / "backups"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def change(shell: Shell, sql: str) -> None:
    """Change a row past its trigger, as damage does."""
    with closing(sqlite3.connect(shell.home / JOURNAL)) as db, db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute(sql)


def test_a_copy_is_made_and_put_back_and_each_says_what_it_holds(
    shell: Shell, answers: Answers, tmp_path: Path
) -> None:
    copy, journal = tmp_path / "copy.sqlite", shell.home / JOURNAL
    held = "1 act, the last on 2026-11-20 16:30 (start PicoSure on the face, treated 2026-11-20 16:00)"
    assert shell("backup", str(copy)).out == f"Copied to {copy}: {held}.\n"
    assert shell("backup", str(copy)).err == f"{copy} is there already.\n"
    shell("note", "itches")
    questions = answers("n", "y", "y")

    refused = shell("restore", str(copy))
    assert (refused.code, refused.err) == (1, "Nothing was changed.\n")
    done = shell("restore", str(copy))

    kept = shell.home / "backups" / "journal.before-restore-2026-11-23-085500.sqlite"
    assert done.out.splitlines() == [
        f"The copy {copy}: {held}.",
        f"The journal {journal}: 2 acts, the last on 2026-11-23 08:55 (note, day 3).",
        f"Restored. The journal from before is {kept}.",
    ]
    assert questions == ["Put the copy in the journal's place? y/n: "] * 2
    assert "Undid: start " in shell("undo", "--start").out
    assert shell("restore").out == f"{kept}: 2 acts, the last on 2026-11-23 08:55 (note, day 3)\n"


def test_without_a_terminal_it_is_put_back_only_when_told(shell: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    shell("backup", str(copy))
    assert shell("restore", str(copy)).err == "To put it in the journal's place, say --yes.\n"
    assert shell("restore", str(copy), "--yes").code == 0
    assert shell("restore", str(tmp_path / "none"), "--yes").err == f"{tmp_path / 'none'} is not there.\n"
    assert shell("restore", __file__, "--yes").code == 4


def test_what_is_no_file_is_not_waited_for_and_named(shell: Shell, tmp_path: Path) -> None:
    pipe = tmp_path / "copy.sqlite"
    os.mkfifo(pipe)
    ended = shell("restore", str(pipe), "--yes")
    assert (ended.code, ended.err) == (1, f"{pipe} cannot be read: it is a pipe or a device and no file.\n")
    assert shell("restore", str(tmp_path), "--yes").err == f"{tmp_path} cannot be read: it is a folder.\n"


def test_the_first_act_of_a_day_is_followed_by_its_copy_but_not_in_a_rehearsal(shell: Shell) -> None:
    shell("note", "one")
    assert copies(shell.home) == []
    real = Shell(shell.home, now=None)
    assert real("today").code == 0
    assert copies(shell.home) == []
    real("note", "two")
    real("note", "three")
    assert len(copies(shell.home)) == 1
    assert real("restore").out.count("1 act") == 0


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="only a plain user is kept from writing")
def test_a_copy_that_cannot_be_kept_stops_nothing_and_doctor_says_so(shell: Shell) -> None:
    (shell.home / "backups").mkdir(mode=0o500)
    assert Shell(shell.home, now=None)("note", "one").code == 0


def test_copies_that_cannot_be_kept_stop_nothing_and_doctor_says_so(shell: Shell) -> None:
    (shell.home / "backups").write_text("in the way")
    real = Shell(shell.home, now=None)
    ended = real("note", "one")
    assert (ended.code, ended.err) == (0, "")
    told = real("doctor")
    assert told.code == 4
    assert told.err.startswith(f"No copy of the journal can be kept in {shell.home / 'backups'}: ")


def test_what_is_damaged_is_named_and_the_day_goes_on(shell: Shell) -> None:
    shell("note", "itches")
    change(shell, "UPDATE entry SET value = 'x' WHERE topic = 'note'")

    day = shell("today")

    assert day.code == 0
    assert day.out.startswith("Day 3 ")
    assert day.err == (
        "Left out, for it is damaged: entry 7 (note 2026-11-23/note/1, of act 2). See: afterglow doctor\n"
    )
    told = shell("doctor")
    assert told.code == 4
    assert told.err == "Entry 7 (note 2026-11-23/note/1 of 2026-11-23) is damaged, and left out.\n"


def test_a_damaged_version_is_compiled_anew(shell: Shell) -> None:
    day = shell("today").out
    change(shell, "UPDATE version SET compiled = '{\"id\": 1}'")
    from tui.recovery import versions

    versions._read.clear()
    assert shell("today").out == day
    real = Shell(shell.home, now=None)
    assert "is damaged, and compiled anew." in real("doctor").err
    assert real("doctor").code == 0
    versions._read.clear()
    assert shell("today").out == day


def test_doctor_names_what_a_sync_program_left_beside_the_journal(shell: Shell) -> None:
    conflict = shell.home / "journal (Anna's conflicted copy).sqlite"
    conflict.write_bytes((shell.home / JOURNAL).read_bytes())
    aside = shell.home / f"{JOURNAL}-journal.aside"
    aside.write_bytes(b"x")
    ended = shell("doctor")
    quoted = str(conflict).replace("'", "'\"'\"'")
    assert (ended.code, ended.err.splitlines()) == (
        0,
        [
            f"{conflict} is another journal, such as a sync program makes of a conflict. What only it holds "
            "is not shown. To see how much that is, and to put it in the journal's place if you say so: "
            f"afterglow restore '{quoted}'",
            f"{aside} was set aside, for it belongs to another journal. This one does not need it.",
        ],
    )


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_doctor_says_where_others_can_write(shell: Shell) -> None:
    shell.home.chmod(0o770)
    (shell.home / "checklists").mkdir()
    (shell.home / "checklists").chmod(0o757)
    ended = shell("doctor")
    assert (ended.code, ended.err.splitlines()) == (
        4,
        [
            f"{shell.home} has permissions 0770 and should have 0700: others can read and change it.",
            f"{shell.home / 'checklists'} has permissions 0757: others can change what is in it.",
        ],
    )
    (shell.home / JOURNAL).unlink()
    assert f"{shell.home} has permissions 0770: others can change what is in it." in shell("doctor").err
