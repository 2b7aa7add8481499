"""The settings as frozen values. Times of day are minutes from midnight, 0 to 1439."""

from collections.abc import Collection
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from tui.settings.emergency import number_for

if TYPE_CHECKING:
    from tui.sun import Location

DAY_STARTS = (3 * 60, 6 * 60)
"""The earliest and the latest start of a day, both allowed."""

OWN_THEMES = ("dusk", "dawn", "plain")
TEXTUAL_THEMES = (
    "textual-dark",
    "textual-light",
    "nord",
    "gruvbox",
    "catppuccin-mocha",
    "dracula",
    "tokyo-night",
    "monokai",
    "flexoki",
    "catppuccin-latte",
    "catppuccin-frappe",
    "catppuccin-macchiato",
    "solarized-light",
    "solarized-dark",
    "rose-pine",
    "rose-pine-moon",
    "rose-pine-dawn",
    "atom-one-dark",
    "atom-one-light",
    "ansi-dark",
    "ansi-light",
)
"""Listed here because a plain command checks the settings without importing Textual."""


class Loud(StrEnum):
    """How a reminder is told. A program without a terminal has notices of the desktop alone."""

    QUIET = "quiet"
    """A line on the screen."""
    BELL = "bell"
    """The line, and the terminal's bell."""
    DESKTOP = "desktop"
    """The line, and a notice on the desktop or by the terminal; else its bell."""
    SILENT = "silent"
    """Nothing is told."""


class Plain(StrEnum):
    """Whether to draw the plain look: high contrast, and marks made of ASCII."""

    AUTO = "auto"
    """Where the environment asks for it or the terminal needs it."""
    YES = "yes"
    NO = "no"


class SlotTime(NamedTuple):
    """When a named slot of the day is."""

    name: str
    minutes: int
    """Before the day's start it belongs to the night that ends the care date."""


class KeyChoice(NamedTuple):
    """The keys that somebody put a binding on."""

    binding: str
    """A binding's id, such as `item.tick`."""
    keys: tuple[str, ...]
    """At least one."""


class Quiet(NamedTuple):
    """The hours in which no bell rings. The same time twice is no quiet hours at all."""

    start: int = 22 * 60 + 30
    """Inclusive."""
    end: int = 7 * 60
    """Exclusive, on the next day where it is not after `start`."""

    def covers(self, minutes: int) -> bool:
        """Whether a time of day is in the quiet hours."""
        if self.start <= self.end:
            return self.start <= minutes < self.end
        return minutes >= self.start or minutes < self.end


_USUAL_QUIET = Quiet()
NO_QUIET = Quiet(0, 0)
"""No quiet hours at all."""

STANDARD_SLOTS = (
    SlotTime("morning", 8 * 60),
    SlotTime("midday", 13 * 60),
    SlotTime("evening", 20 * 60),
    SlotTime("bedtime", 22 * 60),
)
"""The slots that every checklist may name. They follow one another in this order, whatever their times."""


class Settings(Struct, frozen=True):
    """Everything a person can set, and what holds where they have not."""

    day_start: int = 4 * 60
    """Until then it is still yesterday. 03:00 to 06:00, both included."""

    slots: tuple[SlotTime, ...] = STANDARD_SLOTS
    """The standard slots in their order, then the person's own."""

    quiet: Quiet = _USUAL_QUIET

    loud: Loud = Loud.QUIET

    theme: str = "auto"
    """One of `OWN_THEMES` or `TEXTUAL_THEMES`; `auto`: dawn if a terminal says it is light, else dusk; or
    `terminal`: the terminal's own colours."""

    plain: Plain = Plain.AUTO

    keys: tuple[KeyChoice, ...] = ()
    """In the order of the file; each binding at most once."""

    emergency: str = ""
    """The number to call in an emergency, as the person wrote it. Empty goes by the time zone."""

    private: bool = True
    """Whether what others may see, on lock screens and in calendars, names no care: `Aftercare: 3 things`."""

    place: "Location | None" = None
    """Where the sun rises and sets for the person."""

    def care_times(self) -> dict[str, int]:
        """Minutes from midnight by slot name."""
        return dict(self.slots)

    def keymap(self) -> dict[str, str]:
        """Keys by binding id, joined by commas, as Textual takes them."""
        return {choice.binding: ",".join(choice.keys) for choice in self.keys}

    def emergency_number(self, machine: str, plan: str = "", *, remote: bool = False) -> str:
        """What to call in an emergency: what is set, or else as `emergency.number_for` has it."""
        return self.emergency or number_for(machine, plan, remote=remote)


class SettingProblem(NamedTuple):
    """One thing wrong with the settings file, where its owner can find it."""

    file: str
    key: str
    """Dotted, such as `quiet.from`, or a line. Empty is the whole file."""
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in self if part)


class SettingsError(Exception):
    """Settings that cannot be used as they are written, with every reason why."""

    def __init__(self, problems: Collection[SettingProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
