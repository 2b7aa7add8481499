"""What stands above the rules: what just happened, and how the file stands to the plan."""

from collections.abc import Iterator

from tui.files.followed_file import FollowedFile

Sentence = tuple[str, str]
"""A sentence, and its colour."""


def notices(file: FollowedFile | None, trouble: str, said: str, shows: str) -> Iterator[Sentence]:
    """What is to be said, a paragraph each.

    Args:
        file: None until it was read.
        trouble: Why the file cannot be used; empty where it can.
        said: What the last key did.
        shows: The key that shows what the file changes, as it is written.
    """
    if file is None:
        yield "Reading the file.", "mute"
        return
    if said:
        yield said, "accent"
    if trouble:
        path = file.wanted.file.path if file.wanted.file is not None else None
        # The folder is the same as ever, and there is little room.
        yield (trouble.replace(str(path), path.name) if path is not None else trouble), "late"
    elif file.waits and not file.own:
        yield "This is newer than your plan. A change of yours brings it in, and shows it first.", "mute"
    elif file.waits and file.unwanted:
        yield "You kept your plan as it was: what is shown here is not in it.", "mute"
    elif file.waits:
        yield f"Your file has changed and is not yet accepted. {shows} shows what that changes.", "late"
