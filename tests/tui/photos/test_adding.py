"""Photos added and forgotten: the file and its entry, neither without the other."""

import errno
import stat
from datetime import date
from pathlib import Path

import pytest

from checklists.rules.rule import Kind, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import MORNING, chosen, small_checklist
from tests.support.days import opened, shown
from tests.support.pictures import phone_photo
from tui.journal import JournalError, Reason
from tui.paths import Paths
from tui.photos.adding import add_photos, forget_photo
from tui.photos.photo_files import PhotoFiles
from tui.photos.take_in import PhotoError
from tui.recovery.acts import redo, undo
from tui.recovery.context import AppContext
from tui.recovery.diary import DiaryKind, diary
from tui.recovery.photos import Photo, parse_part, photos_of
from tui.recovery.state import State

DAY3 = date(2026, 11, 23)
_TAKE_ONE = chosen(
    small_checklist(Rule("skin-photo", Kind.CHECK, "Take a photo", "photo", (Span(0, 14),), at=(MORNING,)))
)


def _context(contexts: Contexts) -> AppContext:
    return contexts("2026-11-23T12:00", of=_TAKE_ONE)


def _files(context: AppContext) -> PhotoFiles:
    return PhotoFiles(context.paths.photos)


def _photos(context: AppContext) -> tuple[Photo, ...]:
    reader, acts = opened(context)
    return photos_of(context.journal, reader.recovery, acts.plan)


def _state(context: AppContext) -> State:
    return next(each.state for each in shown(context).items if each.item.rule.id == "skin-photo")


def test_a_photo_is_kept_for_its_owner_alone_and_ticks_its_rule(contexts: Contexts, tmp_path: Path) -> None:
    context = _context(contexts)
    source = phone_photo(tmp_path / "a.jpg")
    done = add_photos(opened(context)[1], _files(context), [source], DAY3, "left-cheek")
    assert (done.what.count, done.what.ticked) == (1, True)
    assert _state(context) is State.DONE
    (photo,) = _photos(context)
    assert photo.label == "day 3, left cheek"
    kept = _files(context).path(photo.name)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert kept.parent == Paths.at(context.paths.home).photos


def test_undo_takes_photo_and_tick_back_and_redo_brings_both(contexts: Contexts, tmp_path: Path) -> None:
    context = _context(contexts)
    add_photos(opened(context)[1], _files(context), [phone_photo(tmp_path / "a.jpg")], DAY3, "")
    top = context.journal.top()
    assert top is not None
    assert top.words == "add a photo, day 3, and tick it"
    undo(context.journal, top, context.now())
    assert _photos(context) == ()
    assert _state(context) is State.OPEN
    redo(context.journal, context.journal.top_redo(), context.now())
    (photo,) = _photos(context)
    assert _files(context).has(photo.name)


def test_to_forget_one_deletes_the_file_and_leaves_the_entry(contexts: Contexts, tmp_path: Path) -> None:
    context = _context(contexts)
    source = phone_photo(tmp_path / "a.jpg")
    for day in (date(2026, 11, 22), DAY3):
        add_photos(opened(context)[1], _files(context), [source], day, "")
    top = context.journal.top()
    first, _ = _photos(context)
    assert forget_photo(opened(context)[1], _files(context), first).what.count == 2
    assert _files(context).names() == frozenset()
    assert [photo.forgotten for photo in _photos(context)] == [True, True]
    # Nothing that undo would seem to bring back.
    assert context.journal.top() == top
    reader, acts = opened(context)
    kinds = [entry.kind for entry in diary(reader, acts.plan)]
    assert kinds.count(DiaryKind.PHOTO_FORGOTTEN) == 2
    assert source.exists()


def test_of_several_none_is_added_where_one_is_broken(contexts: Contexts, tmp_path: Path) -> None:
    context = _context(contexts)
    broken = tmp_path / "b.jpg"
    broken.write_text("no photo")
    with pytest.raises(PhotoError):
        add_photos(opened(context)[1], _files(context), [phone_photo(tmp_path / "a.jpg"), broken], DAY3, "")
    assert _files(context).names() == frozenset()
    assert _photos(context) == ()


def test_a_full_disk_leaves_nothing_half_written(
    contexts: Contexts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = _context(contexts)
    photos = [phone_photo(tmp_path / f"{size}.jpg", size) for size in (200, 300)]
    synced: list[int] = []

    def full(handle: int) -> None:
        synced.append(handle)
        # The folders before the first file, then the first file and its folder; the second file is too much.
        if len(synced) > 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tui.paths.os.fsync", full)
    with pytest.raises(PhotoError) as caught:
        add_photos(opened(context)[1], _files(context), photos, DAY3, "")
    assert str(caught.value).endswith("cannot be written to: no space left on device. Nothing was added.")
    monkeypatch.undo()
    assert list(context.paths.photos.iterdir()) == []
    assert _photos(context) == ()


def test_a_journal_that_cannot_be_written_leaves_no_file(
    contexts: Contexts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = _context(contexts)

    def fail(*_: object, **__: object) -> int:
        raise JournalError(Reason.DAMAGED, context.paths.journal, "no")

    acts = opened(context)[1]
    monkeypatch.setattr(type(context.journal), "record", fail)
    with pytest.raises(JournalError):
        add_photos(acts, _files(context), [phone_photo(tmp_path / "a.jpg")], DAY3, "")
    assert _files(context).names() == frozenset()


def test_a_file_removed_by_hand_is_missing_and_can_be_added_again(contexts: Contexts, tmp_path: Path) -> None:
    context = _context(contexts)
    source = phone_photo(tmp_path / "a.jpg")
    add_photos(opened(context)[1], _files(context), [source], DAY3, "")
    (photo,) = _photos(context)
    _files(context).path(photo.name).unlink()
    assert _files(context).missing([photo.name]) == {photo.name}
    add_photos(opened(context)[1], _files(context), [source], DAY3, "")
    assert _files(context).has(photo.name)


@pytest.mark.parametrize("name", ["", "..", "../journal", "a" * 31, "A" * 32, "a" * 32 + "/x"])
def test_nothing_but_a_photo_is_ever_opened_or_deleted(tmp_path: Path, name: str) -> None:
    files = PhotoFiles(tmp_path)
    assert not files.has(name)
    with pytest.raises(ValueError, match="not the name of a photo"):
        files.delete(name)


@pytest.mark.parametrize(
    ("text", "part"),
    [("Left cheek", "left-cheek"), (" chin ", "chin"), ("", ""), ("left_cheek-2", "left-cheek-2")],
)
def test_parts_are_written_one_way(text: str, part: str) -> None:
    assert parse_part(text) == part


@pytest.mark.parametrize("text", ["../x", "a/b", "\x1b[31m", "x" * 41, "=1+1"])
def test_what_cannot_be_a_part_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a part"):
        parse_part(text)
