"""What the person has set: read with care, for a broken settings file must never stop theirs."""

from tui.settings.file import check_settings, read_settings, write_setting
from tui.settings.values import (
    NO_QUIET,
    Loud,
    Plain,
    Quiet,
    SettingProblem,
    Settings,
    SettingsError,
    SlotTime,
)

__all__ = [
    "NO_QUIET",
    "Loud",
    "Plain",
    "Quiet",
    "SettingProblem",
    "Settings",
    "SettingsError",
    "SlotTime",
    "check_settings",
    "read_settings",
    "write_setting",
]
