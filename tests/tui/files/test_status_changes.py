"""A checklist file that changed, broke, went or came back: what is said of it, and what is kept in mind."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from checklists import library
from tests.support.apps import CLINIC, TREATED, at
from tests.support.files import MINE, TEXT
from tui.files.checklist_files import ChecklistPath, choose, find, fingerprint
from tui.files.status import banner, remember
from tui.journal import Journal
from tui.paths import Paths
from tui.recovery.begin import begin
from tui.recovery.recovery import Recovery

NOW = at("2026-11-23T08:55")


@pytest.fixture
def journal(paths: Paths) -> Journal:
    return Journal.open(paths.journal)


def begun(journal: Journal, own: ChecklistPath) -> Recovery:
    seen, chosen = fingerprint(own), choose(own)
    recovery = begin(journal, chosen, TREATED, "Europe/Berlin", {}, CLINIC, at("2026-11-20T16:30"))
    if not own.shipped:
        remember(journal, seen, chosen.hash)
    return recovery


def test_nothing_is_said_of_a_shipped_file_that_is_as_it_was_and_it_is_read_once(
    paths: Paths, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = find(paths, "picosure-face") or pytest.fail("not shipped")
    recovery = begun(journal, file)

    assert banner(journal, paths, recovery, NOW) == ""
    monkeypatch.setattr("tui.files.status.read_whole", lambda _: pytest.fail("read again"))
    assert banner(journal, paths, recovery, NOW) == ""
    assert [each.path for each in journal.files()] == [str(file.path)]


def test_an_unchanged_file_and_a_touched_one_are_known_by_their_bytes(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write("mine.yaml", MINE)
    recovery = begun(journal, ChecklistPath("mine", file, False))
    monkeypatch.setattr("tui.files.checklist_files.choose", lambda _: pytest.fail("held to the format again"))

    assert banner(journal, paths, recovery, NOW) == ""
    file.touch()
    assert banner(journal, paths, recovery, NOW) == ""


def test_a_good_change_waits_and_is_said(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    file = write("mine.yaml", MINE)
    recovery = begun(journal, ChecklistPath("mine", file, False))

    write("mine.yaml", MINE.replace("like: cleanse\n", "like: cleanse\n    short: wash it\n"))

    sentence = (
        f"{file} has changed: see `afterglow checklist diff mine`; "
        "until you accept it, this plan keeps its version."
    )
    assert banner(journal, paths, recovery, NOW) == sentence
    kept = next(each for each in journal.files() if each.path == str(file))
    assert kept.digest == fingerprint(ChecklistPath("mine", file, False)).digest
    assert banner(journal, paths, recovery, NOW) == sentence
    write("mine.yaml", MINE)
    assert banner(journal, paths, recovery, NOW) == ""


def test_a_change_of_words_to_nobody_is_no_change(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    file = write("mine.yaml", MINE)
    recovery = begun(journal, ChecklistPath("mine", file, False))

    write("mine.yaml", f"# my own\n{MINE}")

    assert banner(journal, paths, recovery, NOW) == ""


def test_a_broken_file_is_said_with_its_first_line_and_the_number_of_the_rest(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    file = write("mine.yaml", MINE)
    recovery = begun(journal, ChecklistPath("mine", file, False))

    write("mine.yaml", MINE.replace("format: 1\n", "format: 1\nfrmat: 1\nfrm: 1\n", 1))

    line = MINE.splitlines().index("format: 1") + 2
    said = banner(journal, paths, recovery, NOW)
    assert said.startswith(f"{file}:{line}:1: frmat: ")
    assert said.endswith("(and 1 more problem). Until that is mended, the last good version runs on.")


def test_a_file_that_went_is_said_even_after_a_change(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    file = write("mine.yaml", TEXT.replace("like: cleanse\n", "like: cleanse\n    short: wash it\n"))
    recovery = begun(journal, ChecklistPath("picosure-face", file, False))
    write("mine.yaml", TEXT.replace("like: cleanse\n", "like: cleanse\n    short: wash them\n"))
    banner(journal, paths, recovery, NOW)

    file.unlink()

    assert banner(journal, paths, recovery, NOW) == (
        f"{file} is not there any more; the last good version runs on. Put it back to change the plan by it."
    )


def test_a_file_outside_the_folder_is_watched_too(paths: Paths, journal: Journal, tmp_path: Path) -> None:
    file = tmp_path / "sheet.yaml"
    file.write_text(MINE, "utf-8")
    recovery = begun(journal, ChecklistPath("sheet", file, False))
    assert banner(journal, paths, recovery, NOW) == ""

    file.write_text(MINE.replace("like: cleanse\n", "like: cleanse\n    short: wash it\n"), "utf-8")
    assert banner(journal, paths, recovery, NOW).startswith(f"{file} has changed")
    file.unlink()

    assert banner(journal, paths, recovery, NOW).startswith(f"{file} is not there any more")


def test_a_renamed_file_has_not_gone(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    file = write("mine.yaml", MINE)
    recovery = begun(journal, ChecklistPath("mine", file, False))

    file.rename(file.with_name("yours.yaml"))

    assert banner(journal, paths, recovery, NOW) == ""


def test_a_copy_of_the_shipped_file_changes_nothing_until_it_is_changed(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    recovery = begun(journal, find(paths, "picosure-face") or pytest.fail("not shipped"))

    file = write("picosure-face.yaml", TEXT)
    assert banner(journal, paths, recovery, NOW) == ""
    write("picosure-face.yaml", TEXT.replace("like: cleanse\n", "like: cleanse\n    short: wash it\n"))

    assert banner(journal, paths, recovery, NOW).startswith(f"{file} has changed")


@pytest.mark.parametrize("now", [None, NOW])
def test_what_was_read_is_kept_in_mind_but_not_in_a_rehearsal(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path], now: datetime | None
) -> None:
    file = write("mine.yaml", MINE)
    recovery = begun(journal, ChecklistPath("mine", file, False))
    before = paths.journal.read_bytes()

    write("mine.yaml", MINE.replace("like: cleanse\n", "like: cleanse\n    short: wash it\n"))
    banner(journal, paths, recovery, now)

    assert (paths.journal.read_bytes() == before) is (now is None)


def test_a_journal_that_cannot_be_written_costs_only_time(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.journal import JournalError, Reason

    file = write("mine.yaml", MINE)
    recovery = begun(journal, ChecklistPath("mine", file, False))
    write("mine.yaml", f"# my own\n{MINE}")

    def refuse(*_: object) -> None:
        raise JournalError(Reason.READ_ONLY, paths.journal, "read-only")

    monkeypatch.setattr(Journal, "keep_file", refuse)
    monkeypatch.setattr(Journal, "keep_version", refuse)

    assert banner(journal, paths, recovery, NOW) == ""


def test_a_broken_file_that_no_plan_uses_is_named_too_and_read_once(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    recovery = begun(journal, ChecklistPath("picosure-face", library.where("picosure-face"), True))
    file = write("mine.yaml", MINE.replace("revision: 3", "revision: one", 1))

    said = banner(journal, paths, recovery, NOW)

    assert said.startswith(f"{file}:")
    assert said.endswith(" This plan does not use it.")
    assert banner(journal, paths, recovery, NOW) == said
    known = journal.file(str(file))
    assert known is not None
    assert known.hash.startswith("!")
