"""The settings file itself: read whole, and changed one key at a time."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from tui.paths import read_file, replace_file
from tui.settings.values import SettingProblem, Settings, SettingsError
from tui.text.humanize import reason_of

_MOST = 1024 * 1024
"""Bytes that are read of a settings file. No one's own is as long."""


def _understand(
    data: dict[str, Any], *, name: str, bindings: Collection[str] | None = None
) -> tuple[Settings, tuple[SettingProblem, ...]]:
    # Imported only where there is something to understand: without a file a command is quicker.
    from tui.settings.reading import understand

    return understand(data, name=name, bindings=bindings)


def read_settings(
    path: Path, *, bindings: Collection[str] | None = None
) -> tuple[Settings, tuple[SettingProblem, ...]]:
    """The settings in a file, with defaults for what is missing or faulty, and every problem.

    Args:
        path: Need not exist.
        bindings: The ids that `[keys]` may name. None lets any be named.
    """
    try:
        data = _parse(read_file(path, _MOST), name=str(path))
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (SettingProblem(str(path), "", f"cannot be read: {reason_of(error)}."),)
    except SettingsError as error:
        return Settings(), error.problems
    return _understand(data, name=str(path), bindings=bindings)


def check_settings(content: bytes, *, name: str, bindings: Collection[str] | None = None) -> Settings:
    """The settings in the content of a file.

    Args:
        content: TOML in UTF-8.
        name: What to call the file in a problem. Nothing is opened.
        bindings: As for `read_settings`.

    Raises:
        SettingsError: With every problem.
    """
    settings, problems = _understand(_parse(content, name=name), name=name, bindings=bindings)
    if problems:
        raise SettingsError(problems)
    return settings


def write_setting(path: Path, key: str, value: str) -> None:
    """Set one key in a settings file, or in a new one, for its owner alone. Their comments and order stay.

    Args:
        path: The file. Its folder is made if it is missing.
        key: Such as `loud` or `quiet.from`.
        value: As the file has it between quotes.

    Raises:
        SettingsError: If the file is not TOML, the value will not do, or the key stands there in a way that
            only its owner can change. The file is as it was.
        OSError: If the file cannot be read or written. The file is as it was.
    """
    name = str(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        content = b""
    before = _parse(content, name=name)
    after = _with(before, key, value)
    old = _understand(before, name=name)[1]
    worse = [problem for problem in _understand(after, name=name)[1] if problem not in old]
    if worse:
        raise SettingsError(worse)
    # Imported only here: tomlkit takes longer than all else that a plain command needs of the settings.
    from tui.settings.editing import with_key

    try:
        new = with_key(content.decode("utf-8-sig"), key, value).encode()
        if _parse(new, name=name) != after:
            raise ValueError(f"more than {key} was changed")
    except (ValueError, SettingsError) as error:
        by_hand = f"cannot be changed where it stands. Set it to {value!r} by hand."
        raise SettingsError([SettingProblem(name, key, by_hand)]) from error
    replace_file(path, new)


def _parse(content: bytes, *, name: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SettingsError([SettingProblem(name, f"line {line}", "is not UTF-8.")]) from error
    except RecursionError as error:
        raise SettingsError([SettingProblem(name, "", "is not TOML: it is nested too deeply.")]) from error
    except ValueError as error:
        # ValueError is more than TOML's own error: a number may be too long for Python.
        raise SettingsError([SettingProblem(name, "", f"is not TOML: {error}.")]) from error


def _with(data: dict[str, Any], key: str, value: str) -> dict[str, Any]:
    group, _, last = key.rpartition(".")
    if not group:
        return {**data, last: value}
    old = data.get(group)
    return {**data, group: {**(old if isinstance(old, dict) else {}), last: value}}
