"""A person's file that broke, went, or became something else while a plan runs: said, and care goes on."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Contexts
from tests.support.apps import at
from tests.support.own_files import (
    BROKEN,
    DAY_THREE,
    EARLIER,
    TEXT,
    Write,
    begun,
    put_back_time,
    stands,
    writer,
)
from tui.files import checklist_files
from tui.files.checklist_files import ChecklistPath, Snapshot, find
from tui.files.status import PUT_BACK, banner, came_along, recall
from tui.recovery.context import AppContext
from tui.recovery.recovery import in_focus

NOW = at(DAY_THREE)
RUNS_ON = "; the last good version runs on."
OVERLAY = "format: 1\nextends: picosure-face\nid: picosure-face\n"


@pytest.fixture
def file(context: AppContext) -> Path:
    return context.paths.checklists / "mine.yaml"


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """What waits for a pipe waits for ever."""

    def give_up(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def said(context: AppContext) -> str:
    """What the app and every command say at two looks, which is the same; and that care goes on."""
    first, second = (stands(context, NOW).sentence() for _ in range(2))
    assert first == second
    reader = context.reader()
    assert reader is not None
    assert [item.item.rule.id for item in reader.state(NOW).items] == ["wash", "wash", "drink"]
    return first


def _folder(path: Path) -> None:
    path.mkdir()


def _circle(path: Path) -> None:
    path.with_suffix(".b").symlink_to(path)
    path.symlink_to(path.with_suffix(".b"))


def _dangling(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("become", "why"),
    [
        (_folder, "it is a folder"),
        (_circle, "its links go in a circle"),
        (_dangling, "it points to nothing"),
        (_pipe, "it is a pipe or a device and no file"),
        (_device, "it is a pipe or a device and no file"),
    ],
)
def test_what_took_the_place_of_a_file_is_named_until_the_file_is_back(
    context: AppContext, mine: Write, file: Path, become: Callable[[Path], None], why: str
) -> None:
    file.unlink()

    become(file)

    assert said(context) == f"{file} cannot be read ({why}){RUNS_ON}"
    shutil.rmtree(file) if file.is_dir() and not file.is_symlink() else file.unlink()
    mine(TEXT)
    assert said(context) == ""


def test_a_file_that_may_not_be_read_is_named(
    context: AppContext, file: Path, mine: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine(EARLIER)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    # Whoever runs the tests may be allowed to read everything.
    monkeypatch.setattr(checklist_files, "read", refuse)
    assert said(context) == f"{file} cannot be read (permission denied){RUNS_ON}"
    monkeypatch.undo()
    assert said(context).startswith(f"{file} has changed")


def test_a_file_that_is_being_written_all_the_time_is_left_for_the_next_look(
    context: AppContext, file: Path, mine: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine(EARLIER)
    looks = iter(range(100))
    monkeypatch.setattr(Snapshot, "digest", lambda *_: str(next(looks)))

    assert said(context) == f"{file} cannot be read (it is being written just now){RUNS_ON}"
    monkeypatch.undo()
    assert said(context).startswith(f"{file} has changed")


def test_a_file_that_changes_while_it_is_read_is_read_again(
    context: AppContext, file: Path, mine: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the version that was read would be kept in mind as what the bytes before it say."""
    import tui.files.checklist_files

    choose, texts = tui.files.checklist_files.choose, [EARLIER]

    def meddled(found: ChecklistPath) -> object:
        while texts:
            mine(texts.pop())
        return choose(found)

    mine(TEXT.replace("Wash gently", "Wash slowly"))
    monkeypatch.setattr(tui.files.checklist_files, "choose", meddled)
    hash = stands(context, NOW).hash
    monkeypatch.undo()

    chosen = choose(ChecklistPath("mine", file, False))
    assert hash == chosen.hash
    assert {rule.title for rule in chosen.checklist.rules} >= {"Wash gently"}


@pytest.mark.parametrize("cut", [0, 1, 60, 200, 330])
def test_a_file_cut_in_the_middle_of_being_written_is_named_with_its_line_or_waits(
    context: AppContext, file: Path, mine: Write, cut: int
) -> None:
    mine(TEXT[:cut])

    assert said(context).startswith(f"{file}:")
    mine(TEXT)
    assert said(context) == ""


def test_a_huge_file_is_named(context: AppContext, file: Path, mine: Write) -> None:
    with file.open("wb") as opened:
        opened.truncate(1 << 33)

    assert said(context).startswith(f"{file}:1:1: ")
    mine(TEXT)
    assert said(context) == ""


def test_a_folder_that_went_is_a_file_that_went(context: AppContext, file: Path) -> None:
    shutil.rmtree(file.parent)
    gone = f"{file} is not there any more{RUNS_ON} {PUT_BACK}"

    assert said(context) == gone
    file.parent.write_text("not a folder", "utf-8")
    assert said(context) == gone


def test_a_file_that_broke_before_it_went_is_missed_all_the_same(
    context: AppContext, file: Path, mine: Write
) -> None:
    mine(BROKEN)
    assert said(context).startswith(f"{file}:11:")

    file.unlink()

    assert said(context) == f"{file} is not there any more{RUNS_ON} {PUT_BACK}"


def test_a_file_that_changed_often_before_it_went_is_missed_all_the_same(
    context: AppContext, file: Path, mine: Write
) -> None:
    for days in range(10, 20):
        mine(TEXT.replace("0-9", f"0-{days}"))
        assert "has changed" in said(context)

    file.unlink()

    assert said(context) == f"{file} is not there any more{RUNS_ON} {PUT_BACK}"


@pytest.mark.parametrize("text", [f"{OVERLAY}change: {{face-no-makeup: {{days: 0-4}}}}\n", OVERLAY, "a: ["])
def test_a_file_that_no_plan_ever_ran_by_is_not_missed(contexts: Contexts, text: str) -> None:
    context = contexts(DAY_THREE, begun=None)
    mine = writer(context.paths)
    recovery = begun(context.journal, find(context.paths, "picosure-face") or pytest.fail("not shipped"))
    file = mine(text, "picosure-face.yaml")
    banner(context.journal, context.paths, recovery, NOW)

    file.unlink()

    assert banner(context.journal, context.paths, recovery, NOW) == ""
    file.mkdir()
    assert banner(context.journal, context.paths, recovery, NOW) == ""


def test_as_many_bytes_at_the_same_time_are_another_file(context: AppContext, file: Path) -> None:
    assert said(context) == ""

    put_back_time(file, TEXT.replace("days: 0-6", "days: 0-4"))

    assert said(context).startswith(f"{file} has changed")
    put_back_time(file, TEXT)
    assert said(context) == ""


def test_a_second_writing_is_noticed_right_after_the_first(context: AppContext, mine: Write) -> None:
    """A clock may be too coarse to tell them apart, and nothing but the bytes does."""
    mine(TEXT.replace("days: 0-6", "days: 0-5"))
    hash = stands(context, NOW).hash

    mine(TEXT.replace("days: 0-6", "days: 0-4"))

    assert stands(context, NOW).hash != hash


def test_an_unchanged_file_is_not_held_to_the_format_again_and_nothing_is_written(
    context: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands(context, NOW)
    before = context.journal.data_version()
    monkeypatch.setattr(checklist_files, "choose", lambda _: pytest.fail("held to the format again"))

    assert said(context) == ""
    assert context.journal.data_version() == before


def test_what_0_1_remembers_of_a_file_with_its_size_and_time_holds_on(
    context: AppContext, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = context.journal.file(str(file))
    assert row is not None
    status = file.stat()
    context.journal.keep_file(str(file), status.st_size, status.st_mtime_ns, row.digest, row.hash)
    monkeypatch.setattr(checklist_files, "choose", lambda _: pytest.fail("held to the format again"))

    assert said(context) == ""
    put_back_time(file, TEXT.replace("days: 0-6", "days: 0-4"))
    monkeypatch.undo()
    assert said(context).startswith(f"{file} has changed")


def test_a_file_whose_id_was_changed_is_still_the_one_that_is_followed(
    context: AppContext, file: Path, mine: Write
) -> None:
    mine(TEXT.replace("id: mine\n", "id: ours\n"))

    assert said(context) == (
        f"{file} has changed: see `afterglow checklist diff ours`; "
        "until you accept it, this plan keeps its version."
    )


@pytest.mark.parametrize("name", [".mine.yaml.swp", ".mine.yaml", "4913", "mine.yaml~", "#mine.yaml#"])
def test_what_editors_leave_beside_a_file_is_no_checklist(
    context: AppContext, mine: Write, name: str
) -> None:
    mine("not a checklist: [", name)

    assert said(context) == ""


def test_a_copy_that_a_synchronised_folder_left_is_not_the_file(context: AppContext, mine: Write) -> None:
    for name in ("mine (Ada's conflicted copy).yaml", "mine-copy.yaml"):
        mine(EARLIER, name)

    assert said(context) == (
        "mine.yaml counts, and mine-copy.yaml and mine (Ada's conflicted copy).yaml of the same id (mine) do "
        "not: give each of them another id, or move them away."
    )
    assert find(context.paths, "mine") == ChecklistPath("mine", context.paths.checklists / "mine.yaml", False)


def test_an_editor_that_saves_by_renaming_is_followed(context: AppContext, file: Path, mine: Write) -> None:
    for text in (EARLIER, TEXT, EARLIER):
        file.rename(file.with_name("mine.yaml~"))
        assert said(context) == f"{file} is not there any more{RUNS_ON} {PUT_BACK}"
        mine(text, "4913").rename(file)
        assert said(context).startswith(f"{file} has changed" if text == EARLIER else "")


def test_a_name_of_bytes_that_are_no_text_harms_nothing(context: AppContext) -> None:
    folder = os.fsencode(context.paths.checklists)
    with open(folder + b"/\xff\xfe.yaml", "wb") as opened:
        opened.write(b"rules: [")

    assert "This plan does not use it." in said(context)
    with open(folder + b"/\xff\xfe.yaml", "wb") as opened:
        opened.write(TEXT.replace("id: mine", "id: other").encode())
    assert said(context) == ""


def test_a_key_is_named_in_the_app_and_the_command_elsewhere(
    context: AppContext, file: Path, mine: Write
) -> None:
    mine(EARLIER)

    assert stands(context).sentence("v shows it") == f"{file} has changed: v shows it; accept it or not."
    assert stands(context).sentence() == (
        f"{file} has changed: see `afterglow checklist diff mine`; "
        "until you accept it, this plan keeps its version."
    )
    mine(BROKEN)
    assert "v shows it" not in stands(context).sentence("v shows it")


def test_what_is_remembered_of_a_broken_file_is_what_is_wrong_and_what_it_held(
    context: AppContext, file: Path, mine: Write
) -> None:
    recovery = in_focus(context.journal)
    assert recovery is not None
    good = stands(context, NOW).hash
    mine(BROKEN)
    stands(context, NOW)

    memory = recall(context.journal, file)

    assert memory is not None
    assert (memory.hash, memory.versions) == ("", (good,))
    assert memory.fault.startswith(f"{file}:11:")


def test_a_shipped_file_of_a_program_that_was_installed_elsewhere_is_no_file_of_ones_own(
    tmp_path: Path,
) -> None:
    old = tmp_path / "old" / "checklists" / "library" / "picosure-face.yaml"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"format: 1\n")
    assert not came_along(old), "it is there, so somebody keeps it"
    old.unlink()
    assert came_along(old)
    assert not came_along(tmp_path / "picosure-face.yaml")
