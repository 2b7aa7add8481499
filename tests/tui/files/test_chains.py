"""A person's files that stand on others: found beside them, and noticed when they change."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from checklists import library
from checklists.loader import ChecklistError
from checklists.rules.rule import Span
from tests.support.apps import CLINIC, TREATED, at
from tests.support.commands import Shell
from tui.files import checklist_files
from tui.files.checklist_files import ChecklistPath, Snapshot, choose, find, fingerprint
from tui.files.comparison import checklist_update
from tui.files.status import banner, remember
from tui.journal import Journal
from tui.paths import Paths
from tui.recovery.begin import begin
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import Recovery
from tui.screens.start import DraftProblem, Offer, read_offer
from tui.settings import Settings

NOW = at("2026-11-23T08:55")
BASE = "format: 1\nextends: picosure-face\nid: ours\nchange:\n  face-no-makeup: {days: 0-9}\n"
TOP = "format: 1\nextends: ours\nid: mine\nchange:\n  face-photo: {at: evening}\n"
NEWER = BASE.replace("0-9", "0-8")

SHIPPED = (library.where("picosure-face"), library.where("aftercare-base"))
"""What comes with the program, and what that stands on."""

Write = Callable[[str, str], Path]


@pytest.fixture
def paths(home: Path) -> Paths:
    paths = Paths.at(home)
    paths.checklists.mkdir(parents=True)
    return paths


@pytest.fixture
def journal(paths: Paths) -> Journal:
    return Journal.open(paths.journal)


@pytest.fixture
def write(paths: Paths) -> Write:
    def put(name: str, text: str) -> Path:
        (paths.checklists / name).write_text(text, "utf-8")
        return paths.checklists / name

    return put


@pytest.fixture
def mine(write: Write) -> ChecklistPath:
    """An overlay of an overlay of a shipped file."""
    write("from-the-clinic.yaml", BASE)
    return ChecklistPath("mine", write("mine.yaml", TOP), False)


def begun(journal: Journal, own: ChecklistPath) -> Recovery:
    seen, chosen = fingerprint(own), choose(own)
    recovery = begin(journal, chosen, TREATED, "Europe/Berlin", {}, CLINIC, at("2026-11-20T16:30"))
    remember(journal, seen, chosen.hash)
    return recovery


def days(own: ChecklistPath) -> tuple[Span, ...]:
    rule = choose(own).checklist.rule("face-no-makeup")
    assert rule is not None
    return rule.days


def test_a_base_is_found_beside_the_file_by_the_id_it_gives_itself(mine: ChecklistPath) -> None:
    assert days(mine) == (Span(0, 9),)
    assert Snapshot().chain(mine.path) == (
        mine.path,
        mine.path.with_name("from-the-clinic.yaml"),
        *SHIPPED,
    )


def test_ones_own_file_of_a_shipped_id_is_what_others_stand_on(write: Write) -> None:
    own = write("face.yaml", BASE.replace("id: ours", "id: picosure-face"))
    top = ChecklistPath("mine", write("mine.yaml", TOP.replace("ours", "picosure-face")), False)

    assert days(top) == (Span(0, 9),)
    assert days(ChecklistPath("picosure-face", own, False)) == (Span(0, 9),)
    assert Snapshot().chain(top.path) == (top.path, own, *SHIPPED)


def test_a_file_outside_the_folder_stands_on_those_beside_it_and_on_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(BASE, "utf-8")
    file = tmp_path / "mine.yaml"
    file.write_text(TOP, "utf-8")

    assert days(ChecklistPath("mine", file, False)) == (Span(0, 9),)


def test_a_base_that_is_not_there_is_told_with_those_that_are(mine: ChecklistPath, write: Write) -> None:
    write("mine.yaml", TOP.replace("extends: ours", "extends: our"))

    with pytest.raises(ChecklistError) as caught:
        choose(mine)
    assert str(caught.value) == (
        f'{mine.path}:2:10: extends: no checklist is called "our"; did you mean "ours"?'
    )


@pytest.mark.parametrize("line", ['"extends": "ours"', "extends:   'ours' # them", "extends:\n  ours"])
def test_what_a_file_extends_may_be_written_as_yaml_allows(
    mine: ChecklistPath, write: Write, line: str
) -> None:
    write("mine.yaml", TOP.replace("extends: ours", line))

    assert len(Snapshot().chain(mine.path)) == 4


def test_files_in_a_circle_end_in_a_problem_and_not_in_a_hang(mine: ChecklistPath, write: Write) -> None:
    write("from-the-clinic.yaml", BASE.replace("extends: picosure-face", "extends: mine"))

    assert len(Snapshot().chain(mine.path)) == 2
    with pytest.raises(ChecklistError, match="in a circle: mine > ours > mine"):
        choose(mine)


def test_an_unchanged_chain_is_known_by_its_bytes_and_not_held_to_the_format_again(
    paths: Paths, journal: Journal, mine: ChecklistPath, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovery = begun(journal, mine)
    # What it stands on is a file of its own, which is read when it is first looked at.
    banner(journal, paths, recovery, NOW)
    monkeypatch.setattr("tui.files.checklist_files.choose", lambda _: pytest.fail("held to the format again"))

    assert banner(journal, paths, recovery, NOW) == ""


def test_of_many_files_that_stand_on_one_another_each_is_read_once_at_a_look(
    paths: Paths, journal: Journal, mine: ChecklistPath, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two", "three"):
        write(f"{name}.yaml", TOP.replace("id: mine", f"id: {name}"))
    recovery = begun(journal, mine)
    banner(journal, paths, recovery, NOW)
    reads: list[Path] = []

    def read(path: Path) -> bytes:
        reads.append(path)
        return path.read_bytes()

    monkeypatch.setattr(checklist_files, "read", read)

    assert banner(journal, paths, recovery, NOW) == ""
    assert sorted(reads) == sorted([*paths.checklists.iterdir(), *SHIPPED])


def test_a_base_that_was_only_touched_has_not_changed(
    paths: Paths, journal: Journal, mine: ChecklistPath, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovery = begun(journal, mine)
    banner(journal, paths, recovery, NOW)
    monkeypatch.setattr("tui.files.checklist_files.choose", lambda _: pytest.fail("held to the format again"))

    mine.path.with_name("from-the-clinic.yaml").touch()

    assert banner(journal, paths, recovery, NOW) == ""


@pytest.mark.parametrize("now", [None, NOW])
def test_a_changed_base_is_said_and_said_no_more_when_it_is_as_before(
    paths: Paths, journal: Journal, mine: ChecklistPath, write: Write, now: datetime | None
) -> None:
    recovery = begun(journal, mine)
    sentence = (
        f"{mine.path}, or what it extends, has changed: see `afterglow checklist diff mine`; "
        "until you accept it, this plan keeps its version."
    )

    write("from-the-clinic.yaml", NEWER)

    assert banner(journal, paths, recovery, now) == sentence
    assert banner(journal, paths, recovery, now) == sentence
    write("from-the-clinic.yaml", BASE)
    assert banner(journal, paths, recovery, now) == ""


def test_a_base_that_changed_for_another_plan_is_noticed_for_this_one(
    paths: Paths, journal: Journal, mine: ChecklistPath, write: Write
) -> None:
    recovery = begun(journal, mine)
    base = ChecklistPath("ours", write("from-the-clinic.yaml", NEWER), False)

    remember(journal, fingerprint(base), choose(base).hash)

    assert banner(journal, paths, recovery, NOW).startswith(f"{mine.path}, or what it extends, has changed:")


def test_of_a_chain_the_file_that_changed_is_named(
    paths: Paths, journal: Journal, mine: ChecklistPath, write: Write
) -> None:
    recovery = begun(journal, mine)
    # Once nothing waits, every file of the person's own is looked at.
    assert banner(journal, paths, recovery, NOW) == ""

    path = write("from-the-clinic.yaml", NEWER)

    for _ in range(2):
        said = banner(journal, paths, recovery, NOW)
        assert said.startswith(
            f"{path}, which mine.yaml extends, has changed: see `afterglow checklist diff "
        )
    found = checklist_update(RecoveryReader(journal, Settings(), recovery), paths, mine, NOW)
    assert found.changed == "from-the-clinic.yaml, which mine.yaml extends, has changed"
    assert found.opening.startswith("ours, which mine.yaml extends, has changed. For ")
    write("from-the-clinic.yaml", BASE)
    mine.path.write_text(mine.path.read_text("utf-8") + "title: Mine now\n", "utf-8")
    assert banner(journal, paths, recovery, NOW).startswith(f"{mine.path}, or what it extends, has changed:")


def test_a_broken_base_is_said_with_its_own_name_and_line(
    paths: Paths, journal: Journal, mine: ChecklistPath, write: Write
) -> None:
    recovery = begun(journal, mine)

    base = write("from-the-clinic.yaml", BASE.replace("0-9", "9-0"))

    assert banner(journal, paths, recovery, NOW) == (
        f'{base}:5:26: rules.face-no-makeup.days: "9-0" runs backwards; write 0-9. '
        "Until that is mended, the last good version runs on."
    )


def test_a_base_that_went_is_said(paths: Paths, journal: Journal, mine: ChecklistPath) -> None:
    recovery = begun(journal, mine)

    mine.path.with_name("from-the-clinic.yaml").unlink()

    said = banner(journal, paths, recovery, NOW)
    assert said.startswith(f'{mine.path}:2:10: extends: no checklist is called "ours"; there are ')
    assert "there are ipl-face, picoplus, " in said
    assert said.endswith("Until that is mended, the last good version runs on.")


def test_a_base_that_is_a_folder_or_a_circle_of_links_is_not_there(
    paths: Paths, journal: Journal, mine: ChecklistPath
) -> None:
    recovery = begun(journal, mine)
    base = mine.path.with_name("from-the-clinic.yaml")
    base.unlink()

    base.mkdir()
    assert "no checklist is called" in banner(journal, paths, recovery, NOW)
    base.rmdir()
    base.symlink_to(base)
    assert "no checklist is called" in banner(journal, paths, recovery, NOW)


def test_a_link_to_where_nobody_may_look_is_left_out(
    paths: Paths, mine: ChecklistPath, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, stat = paths.checklists / "barred.yaml", os.stat
    link.symlink_to(paths.checklists / "elsewhere" / "barred.yaml")

    def refuse(path: Any, **more: Any) -> os.stat_result:
        # Whoever runs the tests may be allowed to look everywhere.
        if os.fspath(path) == str(link):
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **more)

    monkeypatch.setattr(os, "stat", refuse)
    files = [each.path for each in Snapshot().files_in(paths.checklists)]
    assert str(link) not in [str(path) for path in files]


def test_an_overlay_is_found_checked_and_shown_like_any_file(
    home: Path, paths: Paths, mine: ChecklistPath
) -> None:
    shell = Shell(home)

    assert find(paths, "mine") == mine
    assert shell("checklist", "check", str(mine.path)).code == 0
    shown = shell("checklist", "show", "mine", "--sources")
    assert (shown.code, shown.err) == (0, "")
    assert "Make-up (days 0 to 9" in shown.out


def test_check_names_the_file_that_a_problem_or_a_note_is_in(
    home: Path, mine: ChecklistPath, write: Write
) -> None:
    shell = Shell(home)
    write("mine.yaml", TOP + "  face-no-makeup: {days: 0-3}\n")

    noted = shell("checklist", "check", str(mine.path))
    assert (noted.code, noted.err) == (0, "")
    assert noted.out == (
        f"{mine.path}:6:26: note: change.face-no-makeup.days: ends on day 3 here, and on day 9 in ours\n"
    )
    base = write("from-the-clinic.yaml", BASE.replace("face-no-makeup", "face-no-makup"))
    faulty = shell("checklist", "check", str(mine.path))
    assert (faulty.code, faulty.out) == (3, "")
    assert faulty.err == (
        f'{base}:5:3: change.face-no-makup: no rule is called "face-no-makup" in picosure-face; '
        'did you mean "face-no-makeup"?\n'
    )


def test_start_offers_an_overlay_and_names_the_file_that_keeps_it_from_being_one(
    mine: ChecklistPath, write: Write
) -> None:
    read = read_offer(mine)
    assert isinstance(read, Offer)
    assert read.version.checklist.id == "mine"

    base = write("from-the-clinic.yaml", BASE.replace("0-9", "9-0"))
    fault = read_offer(mine)
    assert isinstance(fault, DraftProblem)
    assert fault.problems == (
        f'{base}: line 5, column 26: rules.face-no-makeup.days: "9-0" runs backwards; write 0-9',
    )
