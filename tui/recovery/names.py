"""What was recorded of questions and signs under former ids, by those that they have today."""

from collections.abc import Mapping

from tui.journal import Entry


def under_names_of_today(entries: Mapping[str, Entry], former: Mapping[str, str]) -> dict[str, Entry]:
    """The latest entry of each name; of a name and its former one the one that was written last.

    Args:
        entries: By id.
        former: The ids of today by former ones.
    """
    latest: dict[str, Entry] = {}
    for key, entry in entries.items():
        name = former.get(key, key)
        before = latest.get(name)
        # What is taken back under one name leaves what was said under another.
        if before is None or before.value is None or (entry.value is not None and before.id < entry.id):
            latest[name] = entry
    return latest
