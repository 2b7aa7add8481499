"""`settings` and `doctor`: what holds, what there is, and whether it is well."""

from pathlib import Path

import pytest

from tests.support.commands import Shell, begun


def test_every_setting_is_shown_with_its_file(home: Path) -> None:
    ended = Shell(home)("settings")

    rows = dict(line.split(maxsplit=1) for line in ended.out.splitlines() if line)
    assert rows["day_start"] == "04:00"
    assert rows["slots.evening"] == "20:00"
    assert rows["quiet.from"] == "22:30"
    assert rows["emergency"] == "112  (for Europe/Berlin)"
    assert rows["private"] == "yes"
    assert rows["File:"] == f"{home / 'settings.toml'} (not made yet: all of this is the default)"
    assert not home.exists()


def test_what_was_set_is_shown_and_moves_the_day(home: Path) -> None:
    shell = begun(home)
    (home / "settings.toml").write_text('emergency = "995"\n[slots]\nmorning = "07:00"\n', "utf-8")

    rows = dict(line.split(maxsplit=1) for line in shell("settings").out.splitlines() if line)

    assert (rows["slots.morning"], rows["emergency"]) == ("07:00", "995")
    assert "late, since 07:00" in shell("today").out


def test_a_fault_in_the_settings_is_told_on_the_side_and_stops_nothing(home: Path) -> None:
    shell = begun(home)
    (home / "settings.toml").write_text('day_start = "02:00"\n', "utf-8")

    ended = shell("today")

    assert ended.code == 0
    assert ended.err == f"{home / 'settings.toml'}: day_start: 02:00 is not between 03:00 and 06:00.\n"
    assert shell("doctor").code == 1


def test_all_well_is_said_of_a_home_in_use(home: Path) -> None:
    ended = begun(home)("doctor")

    assert (ended.code, ended.err) == (0, "")
    rows = dict(line.split(maxsplit=1) for line in ended.out.splitlines())
    assert rows["Journal"] == f"{home / 'journal.sqlite'}: well; 1 act, 6 entries"
    assert rows["Settings"] == f"{home / 'settings.toml'}: not made yet"
    assert rows["Clock"] == "2026-11-23 08:55 in Europe/Berlin, a rehearsal"
    assert rows["Recovery"] == "PicoSure on the face (picosure-face), in Europe/Berlin"
    assert rows["Reminders"].startswith("while the app is open (quiet)")


def test_an_empty_home_is_well_and_stays_empty(home: Path) -> None:
    assert Shell(home)("doctor").code == 0
    assert not home.exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("journal.sqlite", b"not a journal", 4), ("checklists/mine.yaml", b"format: 1\n", 3)],
)
def test_the_gravest_thing_found_is_the_exit_code(home: Path, name: str, content: bytes, code: int) -> None:
    file = home / name
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    file.chmod(0o600)

    ended = Shell(home)("doctor")

    assert ended.code == code
    assert str(file) in ended.err
    assert file.read_bytes() == content


def test_a_fault_that_several_files_share_is_told_once(home: Path) -> None:
    (home / "checklists").mkdir(parents=True)
    (home / "checklists/base.yaml").write_text("format: 2\n", "utf-8")
    for id in ("one", "two"):
        (home / f"checklists/{id}.yaml").write_text(f"format: 1\nid: {id}\nextends: base\n", "utf-8")

    ended = Shell(home)("doctor")

    assert "3 files, 3 cannot be used" in ended.out
    assert ended.err.count("base.yaml:1:9: format") == 1


def test_a_folder_of_checklists_that_cannot_be_read_is_found_out(home: Path) -> None:
    home.mkdir(mode=0o700)
    (home / "checklists").write_text("", "utf-8")

    ended = Shell(home)("doctor")

    assert ended.code == 3
    assert ended.line("Checklists").endswith(f"{home}/checklists: see below")
    assert ended.err == (
        f"{home}/checklists cannot be read: not a directory. None of your own checklists is found.\n"
    )


def test_a_folder_of_checklists_that_cannot_be_read_is_never_taken_for_an_empty_one(home: Path) -> None:
    shell = begun(home)
    (home / "checklists").write_text("", "utf-8")
    said = f"{home}/checklists cannot be read: not a directory. None of your own checklists is found.\n"

    listed, diff, lost = (
        shell("checklist", *given) for given in (("list",), ("diff", "picosure-face"), ("show", "mine"))
    )

    assert (listed.code, listed.err) == (0, said)
    assert listed.line("picosure-face") != ""
    assert diff.err == said
    assert (lost.code, lost.err.startswith(said)) == (2, True)


def test_a_journal_that_others_can_read_is_found_out(home: Path) -> None:
    shell = begun(home)
    (home / "journal.sqlite").chmod(0o644)

    ended = shell("doctor")

    assert ended.code == 4
    assert "has permissions 0644 and should have 0600" in ended.err


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ('"item.tick" = "c"', "keys.item.tick: c is the key of call.open, when to call, alone."),
        ('"call.open" = "x"', "keys.call.open: When to call is always on c, and cannot be moved."),
        ('"item.skip" = "n"', "keys.item.skip: n is the key of sign.no too, in Today."),
        ('"item.tick" = "s,space"', "keys.item.tick: s is the key of item.skip too, in Today."),
        (
            '"rule.off" = "question_mark"',
            "keys.rule.off: question_mark is the key of help.open too, in Today.",
        ),
    ],
)
def test_keys_that_clash_are_named_with_both_ids(home: Path, key: str, sentence: str) -> None:
    shell = begun(home)
    (home / "settings.toml").write_text(f"[keys]\n{key}\n", "utf-8")

    for command in ("settings", "doctor"):
        assert shell(command).err.startswith(f"{home / 'settings.toml'}: {sentence}")
    assert shell("doctor").code == 1
    assert "keys.item.tick" not in shell("settings").out or '"c"' not in key


def test_keys_that_were_exchanged_do_not_clash(home: Path) -> None:
    shell = begun(home)
    (home / "settings.toml").write_text('[keys]\n"item.tick" = "s"\n"item.skip" = "space"\n', "utf-8")
    assert shell("doctor").code == 0
