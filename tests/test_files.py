"""Checklist files: where they are found, and what is said of one that changed, broke or went."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from checklists import library
from tests.apps import CLINIC, TREATED, at
from tui.day.banner import banner
from tui.day.begin import begin
from tui.day.files import Found, choose, find, found, look
from tui.day.memory import remember
from tui.day.recovery import Recovery
from tui.journal import Journal
from tui.paths import Paths

NOW = at("2026-11-23T08:55")
TEXT = library.read("picosure-face").decode()
MINE = TEXT.replace("\nid: picosure-face\n", "\nid: mine\n")


@pytest.fixture
def paths(home: Path) -> Paths:
    paths = Paths.at(home)
    paths.checklists.mkdir(parents=True)
    return paths


@pytest.fixture
def journal(paths: Paths) -> Journal:
    return Journal.open(paths.journal)


@pytest.fixture
def write(paths: Paths) -> Callable[[str, str], Path]:
    def put(name: str, text: str) -> Path:
        (paths.checklists / name).write_text(text, "utf-8")
        return paths.checklists / name

    return put


def begun(journal: Journal, own: Found) -> Recovery:
    seen, chosen = look(own), choose(own)
    recovery = begin(journal, chosen, TREATED, "Europe/Berlin", {}, CLINIC, at("2026-11-20T16:30"))
    if not own.shipped:
        remember(journal, seen, chosen.hash)
    return recovery


def test_shipped_files_are_found_without_a_folder_of_ones_own(home: Path) -> None:
    everything = found(Paths.at(home))

    assert tuple(each.id for each in everything) == library.shipped()
    assert all(each.shipped and each.read() == library.read(each.id) for each in everything)


def test_ones_own_file_is_known_by_the_id_it_gives_itself(
    paths: Paths, write: Callable[[str, str], Path]
) -> None:
    file = write("from-my-clinic.yaml", MINE)

    assert find(paths, "mine") == Found("mine", file, False)
    assert find(paths, "from-my-clinic") is None
    assert find(paths, "nobody") is None


def test_ones_own_file_takes_the_place_of_a_shipped_one_of_its_id(
    paths: Paths, write: Callable[[str, str], Path]
) -> None:
    file = write("mine.yml", TEXT)

    assert find(paths, "picosure-face") == Found("picosure-face", file, False)
    assert len(found(paths)) == len(library.shipped())


@pytest.mark.parametrize("line", ['id: "mine"', "id: 'mine'  # the clinic's", "id:   mine\r"])
def test_an_id_may_be_written_as_yaml_allows(
    paths: Paths, write: Callable[[str, str], Path], line: str
) -> None:
    write("x.yaml", f"format: 1\n{line}\ntitle: x\n")

    assert find(paths, "mine") is not None


def test_a_file_that_gives_no_id_goes_by_its_name(paths: Paths, write: Callable[[str, str], Path]) -> None:
    write("broken.yaml", "rules:\n  - id: face\n")
    (paths.checklists / "bytes.yaml").write_bytes(b"\xff\xfe\x00")

    assert find(paths, "broken") is not None
    assert find(paths, "bytes") is not None


def test_other_files_and_folders_are_passed_over(paths: Paths, write: Callable[[str, str], Path]) -> None:
    write("notes.txt", MINE)
    write(".mine.yaml", MINE)
    (paths.checklists / "folder.yaml").mkdir()

    assert all(each.shipped for each in found(paths))


def test_nothing_is_said_of_a_shipped_file(paths: Paths, journal: Journal) -> None:
    recovery = begun(journal, find(paths, "picosure-face") or pytest.fail("not shipped"))

    assert banner(journal, paths, recovery, NOW) == ""
    assert journal.files() == ()


def test_an_unchanged_file_is_known_by_its_stat_and_a_touched_one_by_its_bytes(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write("mine.yaml", MINE)
    recovery = begun(journal, Found("mine", file, False))
    monkeypatch.setattr("tui.day.files.choose", lambda _: pytest.fail("held to the format again"))

    assert banner(journal, paths, recovery, NOW) == ""
    file.touch()
    assert banner(journal, paths, recovery, NOW) == ""


def test_a_good_change_waits_and_is_said(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    file = write("mine.yaml", MINE)
    recovery = begun(journal, Found("mine", file, False))

    write("mine.yaml", MINE.replace("short: wash\n", "short: wash it\n"))

    sentence = (
        f"{file} has changed: see `afterglow checklist diff mine`; "
        "until you accept it, this plan keeps its version."
    )
    assert banner(journal, paths, recovery, NOW) == sentence
    assert journal.files()[0].size == file.stat().st_size
    assert banner(journal, paths, recovery, NOW) == sentence
    write("mine.yaml", MINE)
    assert banner(journal, paths, recovery, NOW) == ""


def test_a_change_of_words_to_nobody_is_no_change(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    file = write("mine.yaml", MINE)
    recovery = begun(journal, Found("mine", file, False))

    write("mine.yaml", f"# my own\n{MINE}")

    assert banner(journal, paths, recovery, NOW) == ""


def test_a_broken_file_is_said_with_its_first_line_and_the_number_of_the_rest(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    file = write("mine.yaml", MINE)
    recovery = begun(journal, Found("mine", file, False))

    write("mine.yaml", MINE.replace("format: 1\n", "format: 1\nfrmat: 1\nfrm: 1\n", 1))

    line = MINE.splitlines().index("format: 1") + 2
    said = banner(journal, paths, recovery, NOW)
    assert said.startswith(f"{file}:{line}:1: frmat: ")
    assert said.endswith("(and 1 more problem). Until that is mended, the last good version runs on.")


def test_a_file_that_went_is_said_even_after_a_change(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    file = write("mine.yaml", TEXT.replace("short: wash\n", "short: wash it\n"))
    recovery = begun(journal, Found("picosure-face", file, False))
    write("mine.yaml", TEXT.replace("short: wash\n", "short: wash them\n"))
    banner(journal, paths, recovery, NOW)

    file.unlink()

    assert banner(journal, paths, recovery, NOW) == (
        f"{file} is not there any more; the last good version runs on."
    )


def test_a_file_outside_the_folder_is_watched_too(paths: Paths, journal: Journal, tmp_path: Path) -> None:
    file = tmp_path / "sheet.yaml"
    file.write_text(MINE, "utf-8")
    recovery = begun(journal, Found("sheet", file, False))
    assert banner(journal, paths, recovery, NOW) == ""

    file.write_text(MINE.replace("short: wash\n", "short: wash it\n"), "utf-8")
    assert banner(journal, paths, recovery, NOW).startswith(f"{file} has changed")
    file.unlink()

    assert banner(journal, paths, recovery, NOW).startswith(f"{file} is not there any more")


def test_a_renamed_file_has_not_gone(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    file = write("mine.yaml", MINE)
    recovery = begun(journal, Found("mine", file, False))

    file.rename(file.with_name("yours.yaml"))

    assert banner(journal, paths, recovery, NOW) == ""


def test_a_copy_of_the_shipped_file_changes_nothing_until_it_is_changed(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    recovery = begun(journal, find(paths, "picosure-face") or pytest.fail("not shipped"))

    file = write("picosure-face.yaml", TEXT)
    assert banner(journal, paths, recovery, NOW) == ""
    write("picosure-face.yaml", TEXT.replace("short: wash\n", "short: wash it\n"))

    assert banner(journal, paths, recovery, NOW).startswith(f"{file} has changed")


@pytest.mark.parametrize("now", [None, NOW])
def test_what_was_read_is_kept_in_mind_but_not_in_a_rehearsal(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path], now: datetime | None
) -> None:
    file = write("mine.yaml", MINE)
    recovery = begun(journal, Found("mine", file, False))
    before = paths.journal.read_bytes()

    write("mine.yaml", MINE.replace("short: wash\n", "short: wash it\n"))
    banner(journal, paths, recovery, now)

    assert (paths.journal.read_bytes() == before) is (now is None)


def test_a_journal_that_cannot_be_written_costs_only_time(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.journal import JournalError, Reason

    file = write("mine.yaml", MINE)
    recovery = begun(journal, Found("mine", file, False))
    write("mine.yaml", f"# my own\n{MINE}")

    def refuse(*_: object) -> None:
        raise JournalError(Reason.READ_ONLY, paths.journal, "read-only")

    monkeypatch.setattr(Journal, "keep_file", refuse)
    monkeypatch.setattr(Journal, "keep_version", refuse)

    assert banner(journal, paths, recovery, NOW) == ""


def test_the_loader_reads_of_a_huge_file_no_more_than_it_needs(
    paths: Paths, write: Callable[[str, str], Path]
) -> None:
    file = write("huge.yaml", "# " + "x" * 1_000_000)

    assert len(Found("huge", file, False).read()) == 256 * 1024 + 1


def test_a_broken_file_that_no_plan_uses_is_named_too_and_read_once(
    paths: Paths, journal: Journal, write: Callable[[str, str], Path]
) -> None:
    recovery = begun(journal, Found("picosure-face", library.where("picosure-face"), True))
    file = write("mine.yaml", MINE.replace("revision: 1", "revision: one", 1))

    said = banner(journal, paths, recovery, NOW)

    assert said.startswith(f"{file}:")
    assert said.endswith(" This plan does not use it.")
    assert banner(journal, paths, recovery, NOW) == said
    known = journal.file(str(file))
    assert known is not None
    assert known.hash.startswith("!")
