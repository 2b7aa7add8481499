"""Photos added and forgotten: the file and its entry, so that neither is there without the other."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from tui.journal import JournalError
from tui.photos.photo_files import PhotoFiles
from tui.photos.take_in import PhotoError, Turn, take_in
from tui.recovery.acts import Acts
from tui.recovery.outcomes import Done, PhotosAdded, PhotosForgotten
from tui.recovery.photos import Photo
from tui.text.humanize import reason_of


def add_photos(
    acts: Acts, files: PhotoFiles, paths: Sequence[Path], day: date, part: str, turn: Turn = Turn.NONE
) -> Done[PhotosAdded]:
    """Take photos in and enter them, all of them or none.

    Args:
        paths: At least one. The files themselves are not touched.
        day: The care date they belong to.
        part: As `parse_part` gives it.
        turn: As for `take_in`.

    Raises:
        PhotoError: If one cannot be taken in or kept. Nothing was added.
        JournalError: If it could not be entered. Nothing was added.
    """
    pictures = list({picture.name: picture for picture in (take_in(path, turn) for path in paths)}.values())
    added: list[str] = []
    try:
        for picture in pictures:
            if files.keep(picture):
                added.append(picture.name)
        return acts.add_photos([(each.name, each.width, each.height) for each in pictures], day, part)
    except OSError as error:
        _delete(files, added)
        why = f"{files.folder} cannot be written to: {reason_of(error)}."
        raise PhotoError(f"{why} Nothing was added.") from None
    except JournalError:
        _delete(files, added)
        raise


def forget_photo(acts: Acts, files: PhotoFiles, photo: Photo) -> Done[PhotosForgotten]:
    """Delete a photo's file for good; its entry stays, and says so. The same picture on another day goes too.

    Raises:
        PhotoError: If the file cannot be deleted. To forget it once more tries that again.
        JournalError: If it could not be entered. Nothing was deleted.
    """
    done = acts.forget_photo(photo.name)
    try:
        files.delete(photo.name)
    except OSError as error:
        raise PhotoError(f"{files.path(photo.name)} cannot be deleted: {reason_of(error)}.") from None
    return done


def _delete(files: PhotoFiles, names: Sequence[str]) -> None:
    for name in names:
        with suppress(OSError):
            files.delete(name)
