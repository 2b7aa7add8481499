"""Colours and marks, as values that need no Textual until themes are made of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from tui.settings import Plain, Settings
from tui.settings.keys import key_word, usual_key

if TYPE_CHECKING:
    from textual.app import App
    from textual.theme import Theme


class Palette(Struct, frozen=True):
    """The colours of a theme of our own, as `#rrggbb`. Colour only repeats what a mark or a word says."""

    dark: bool
    background: str
    selection: str
    """Behind the row the cursor is on. `faint` is drawn as `mute` there."""
    text: str
    mute: str
    faint: str
    accent: str
    done: str
    late: str
    slip: str
    call: str
    """For `c when to call`, and for nothing else."""

    def variables(self) -> dict[str, str]:
        """The colours as variables for styles: `$selection`, `$mute` and so on, but `text` as `$foreground`.

        Textual has a `$text` of its own, which suits whatever it stands on.
        """
        names = set(self.__struct_fields__) - {"dark", "background", "text"}
        return {name: getattr(self, name) for name in names}


DUSK = Palette(
    dark=True,
    background="#1b1a1f",
    selection="#34313d",
    text="#e9e4dc",
    mute="#a8a19a",
    faint="#8d877f",
    accent="#f2b08a",
    done="#93c29a",
    late="#e7c479",
    slip="#f0988c",
    call="#ff9c94",
)
DAWN = Palette(
    dark=False,
    background="#fbf7f1",
    selection="#eadfd0",
    text="#2a2521",
    mute="#635a52",
    faint="#756b62",
    accent="#9a4a1b",
    done="#35693e",
    late="#7d5600",
    slip="#a33a2c",
    call="#b3261e",
)
PLAIN = Palette(
    dark=True,
    background="#000000",
    selection="#3a3a3a",
    text="#ffffff",
    mute="#d0d0d0",
    faint="#d0d0d0",
    accent="#ffffff",
    done="#ffffff",
    late="#ffffff",
    slip="#ffffff",
    call="#ffffff",
)
TERMINAL = Palette(
    dark=True,
    background="ansi_default",
    selection="ansi_default",
    text="ansi_default",
    mute="ansi_default",
    faint="ansi_default",
    accent="ansi_cyan",
    done="ansi_green",
    late="ansi_yellow",
    slip="ansi_magenta",
    call="ansi_red",
)
"""The terminal's own colours. Which of its greys can be read nobody knows, so there are none."""
PALETTES = {"dusk": DUSK, "dawn": DAWN, "plain": PLAIN}


class Marks(NamedTuple):
    """The glyphs that are not words."""

    open: str = "○"
    done: str = "✓"
    skipped: str = "\N{EN DASH}"
    slipped: str = "!"
    partly: str = "◐"
    cursor: str = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
    unfolded: str = "▾"
    folded: str = "▸"
    dot: str = "·"
    """Between short names in a line."""
    bar: str = "│"
    line: str = "─"
    below: str = "↓"
    """There is more below."""
    days: str = "←→"
    """The keys that step from day to day."""
    cut: str = "…"
    """The end of a text that was cut."""
    moved: tuple[tuple[str, str], ...] = ()
    """The keys that a person put bindings on, by their ids."""

    def key(self, id: str) -> str:
        """What to press for a binding, as a text says it."""
        return key_word(dict(self.moved).get(id) or usual_key(id), ascii_only=self.line.isascii())

    @property
    def width(self) -> int:
        """Cells that the mark of an item's state takes."""
        return len(self.open)


GLYPHS = Marks()
ASCII = Marks(
    open="[ ]",
    done="[x]",
    skipped="[-]",
    slipped="[!]",
    partly="[/]",
    cursor=">",
    unfolded="v",
    folded=">",
    dot="-",
    bar="|",
    line="-",
    below="v",
    days="<- ->",
    cut="...",
)
"""For terminals without the glyphs, and for those that may draw them two cells wide."""


class Look(NamedTuple):
    """How to draw, in this terminal and for this person."""

    theme: str
    """A theme's name: one of `PALETTES`, or Textual's own."""
    marks: Marks


def look(settings: Settings, environ: Mapping[str, str]) -> Look:
    """How to draw.

    Args:
        settings: What the person wants.
        environ: What their terminal says of itself. Textual takes `NO_COLOR` out of the environment as an app
            is made, so ask before that.
    """
    # Not even a theme somebody set: without colour, Textual's ansi themes draw black on black.
    no_color = "NO_COLOR" in environ
    needs_plain = settings.theme == "plain" or environ.get("TERM") == "linux"
    if no_color or settings.plain is Plain.YES or (settings.plain is Plain.AUTO and needs_plain):
        return Look("plain", ASCII)
    theme = settings.theme
    if theme == "auto":
        theme = "dawn" if _is_light(environ) else "dusk"
    elif theme == "terminal":
        theme = "ansi-light" if _is_light(environ) else "ansi-dark"
    return Look(theme, ASCII if settings.plain is Plain.AUTO and _may_draw_wide(environ) else GLYPHS)


def _is_light(environ: Mapping[str, str]) -> bool:
    """Whether the terminal says that its background is one of the two whites of the sixteen colours."""
    return environ.get("COLORFGBG", "").rpartition(";")[2] in {"7", "15"}


_COERCED = {"C.UTF-8", "C.utf8", "UTF-8"}
"""What Python makes of the locale C."""


def _may_draw_wide(environ: Mapping[str, str]) -> bool:
    """Whether in this locale terminals may draw our glyphs two cells wide, or cannot draw them."""
    locales = [environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if locales[2] and locales[1] in _COERCED:
        # Where this machine does not know the person's locale, Python sets this to a sort of its own.
        locales[1] = ""
    if locales[0] in ("C", "POSIX"):
        # Somebody asked for no more than ASCII, and by name.
        return True
    locale = next(filter(None, locales), "")
    language, _, charset = locale.partition("@")[0].partition(".")
    if charset.lower().replace("-", "") not in {"", "utf8"}:
        return True
    return language.partition("_")[0] in {"zh", "ja", "ko"}


def register_themes(app: "App[Any]") -> None:
    """Let the app wear our own themes beside Textual's."""
    for name, palette in PALETTES.items():
        app.register_theme(_textual_theme(name, palette))


def default_variables(*, dark: bool, ansi: bool = False) -> dict[str, str]:
    """What our own variables are while the app wears a theme of Textual's, which does not know them.

    An app gives them from `get_theme_variable_defaults`: styles that use an unknown variable are an error.
    """
    return (TERMINAL if ansi else DUSK if dark else DAWN).variables()


def _textual_theme(name: str, palette: Palette) -> "Theme":
    from textual.theme import Theme

    text, mute, selection = palette.text, palette.mute, palette.selection
    return Theme(
        name=name,
        dark=palette.dark,
        primary=palette.accent,
        secondary=mute,
        accent=palette.accent,
        foreground=text,
        background=palette.background,
        surface=palette.background,
        panel=selection,
        success=palette.done,
        warning=palette.late,
        error=palette.slip,
        variables=palette.variables()
        | {
            "text-muted": mute,
            "text-disabled": palette.faint,
            "foreground-muted": mute,
            "foreground-disabled": palette.faint,
            "block-cursor-foreground": text,
            "block-cursor-background": selection,
            "block-cursor-blurred-foreground": text,
            "block-cursor-blurred-background": selection,
            "block-hover-background": selection,
            "input-cursor-foreground": palette.background,
            "input-cursor-background": text,
            "input-selection-background": selection,
            "border": palette.accent,
            "border-blurred": palette.faint,
            "scrollbar": palette.faint,
            "scrollbar-hover": mute,
            "scrollbar-active": mute,
            "scrollbar-background": palette.background,
            "footer-background": palette.background,
            "footer-foreground": mute,
            "footer-description-foreground": mute,
            "footer-key-foreground": palette.accent,
        },
    )
