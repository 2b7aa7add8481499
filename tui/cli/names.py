"""That a text of the command line may mean several things."""

from collections.abc import Sequence

from tui.cli.ending import UsageError


def ambiguous(text: str, names: Sequence[str]) -> UsageError:
    """That a text may mean several things, with all of them."""
    both = "both " if len(names) == 2 else ""
    return UsageError(f"{text!r} fits {both}{', '.join(names[:-1])} and {names[-1]}. Say which one.")
