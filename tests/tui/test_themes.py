"""Colours that can be read, and marks that fit the terminal."""

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widgets import Static

from tui.settings import Plain, Settings
from tui.themes import (
    ASCII,
    DAWN,
    DUSK,
    GLYPHS,
    PALETTES,
    PLAIN,
    Look,
    Marks,
    Palette,
    default_variables,
    look,
    register_themes,
)


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[first : first + 2], 16) / 255) for first in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("palette", "figures"),
    [
        (
            DUSK,
            {
                "text": 13.7,
                "mute": 6.8,
                "faint": 4.9,
                "accent": 9.4,
                "done": 8.6,
                "late": 10.4,
                "slip": 7.9,
                "call": 8.6,
            },
        ),
        (
            DAWN,
            {
                "text": 14.2,
                "mute": 6.3,
                "faint": 4.9,
                "accent": 5.8,
                "done": 6.1,
                "late": 6.1,
                "slip": 6.2,
                "call": 6.1,
            },
        ),
        (PLAIN, {"text": 21.0, "mute": 13.6, "faint": 13.6, "call": 21.0}),
    ],
    ids=["dusk", "dawn", "plain"],
)
def test_each_colour_stands_out_from_its_background_as_designed(
    palette: Palette, figures: dict[str, float]
) -> None:
    found = {name: _contrast(getattr(palette, name), palette.background) for name in figures}
    assert found == pytest.approx(figures, abs=0.1)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_what_is_drawn_on_the_selected_row_can_be_read_there(palette: Palette) -> None:
    drawn = palette.variables().keys() - {"selection", "faint"} | {"text"}
    assert all(_contrast(getattr(palette, name), palette.selection) >= 4.5 for name in drawn)


@pytest.mark.parametrize(
    ("settings", "environ", "expected"),
    [
        (Settings(), {}, Look("dusk", GLYPHS)),
        (Settings(), {"COLORFGBG": "15;0"}, Look("dusk", GLYPHS)),
        (Settings(), {"COLORFGBG": "0;15"}, Look("dawn", GLYPHS)),
        (Settings(), {"COLORFGBG": "0;default;7"}, Look("dawn", GLYPHS)),
        (Settings(theme="dusk"), {"COLORFGBG": "0;15"}, Look("dusk", GLYPHS)),
        (Settings(theme="nord"), {"TERM": "xterm-256color"}, Look("nord", GLYPHS)),
        (Settings(theme="plain"), {}, Look("plain", ASCII)),
        (Settings(theme="plain", plain=Plain.NO), {}, Look("plain", GLYPHS)),
        (Settings(theme="dawn", plain=Plain.YES), {}, Look("plain", ASCII)),
        (Settings(theme="ansi-dark"), {"NO_COLOR": "1"}, Look("plain", ASCII)),
        (Settings(theme="ansi-light", plain=Plain.NO), {"NO_COLOR": ""}, Look("plain", ASCII)),
        (Settings(), {"TERM": "linux"}, Look("plain", ASCII)),
        (Settings(theme="terminal"), {}, Look("ansi-dark", GLYPHS)),
        (Settings(theme="terminal"), {"COLORFGBG": "0;15"}, Look("ansi-light", GLYPHS)),
        (Settings(), {"LC_ALL": "C"}, Look("dusk", ASCII)),
        (Settings(), {"LC_ALL": "POSIX", "LANG": "en_GB.UTF-8"}, Look("dusk", ASCII)),
        (Settings(plain=Plain.NO), {"TERM": "linux"}, Look("dusk", GLYPHS)),
        (Settings(), {"LANG": "ja_JP.UTF-8"}, Look("dusk", ASCII)),
        (Settings(), {"LANG": "zh"}, Look("dusk", ASCII)),
        (Settings(), {"LC_CTYPE": "ko_KR.utf8", "LANG": "en_GB.UTF-8"}, Look("dusk", ASCII)),
        (Settings(), {"LC_ALL": "en_GB.UTF-8", "LANG": "ja_JP.UTF-8"}, Look("dusk", GLYPHS)),
        (Settings(), {"LC_ALL": "", "LANG": "ja_JP.UTF-8"}, Look("dusk", ASCII)),
        (Settings(), {"LC_CTYPE": "C.UTF-8", "LANG": "ja_JP.UTF-8"}, Look("dusk", ASCII)),
        (Settings(), {"LC_CTYPE": "UTF-8"}, Look("dusk", GLYPHS)),
        (Settings(), {"LANG": "kok_IN.UTF-8"}, Look("dusk", GLYPHS)),
        (Settings(), {"LANG": "C"}, Look("dusk", GLYPHS)),
        (Settings(), {"LANG": "de_DE.ISO-8859-1@euro"}, Look("dusk", ASCII)),
        (Settings(plain=Plain.NO), {"LANG": "ja_JP.UTF-8"}, Look("dusk", GLYPHS)),
    ],
)
def test_the_look_goes_by_the_settings_and_the_terminal(
    settings: Settings, environ: dict[str, str], expected: Look
) -> None:
    assert look(settings, environ) == expected


@pytest.mark.parametrize(("marks", "width"), [(GLYPHS, 1), (ASCII, 3)], ids=["glyphs", "ascii"])
def test_the_marks_of_an_item_are_as_wide_as_each_other_and_all_differ(marks: Marks, width: int) -> None:
    states = (marks.open, marks.done, marks.skipped, marks.slipped, marks.partly)
    assert [cell_len(mark) for mark in states] == [width] * 5
    assert marks.width == width
    assert len(set(states)) == 5


def test_the_marks_are_the_ones_people_know() -> None:
    assert GLYPHS[:12] == tuple("○✓\N{EN DASH}!◐\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}▾▸·│─↓")
    assert ASCII[:5] == ("[ ]", "[x]", "[-]", "[!]", "[/]")
    assert all(mark.isascii() for mark in ASCII if isinstance(mark, str))


class Sample(App[None]):
    """A line in colours of our own, and one without."""

    CSS = "#late { color: $late; background: $selection; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return default_variables(dark=self.current_theme.dark)

    def compose(self) -> ComposeResult:
        yield Static("late, since 08:00", id="late")
        yield Static("Moisturise", id="row")

    def on_mount(self) -> None:
        register_themes(self)


@pytest.mark.parametrize("name", PALETTES)
async def test_the_themes_give_styles_their_exact_colours(name: str) -> None:
    app, palette = Sample(), PALETTES[name]
    async with app.run_test() as pilot:
        app.theme = name
        await pilot.pause()
        variables = app.get_css_variables()
        styles = app.query_one("#late").styles
        assert (styles.color.hex.lower(), styles.background.hex.lower()) == (palette.late, palette.selection)

    exact = {**palette.variables(), "foreground": palette.text, "background": palette.background}
    assert {name: variables[name].lower() for name in exact} == exact
    assert not app.current_theme.ansi


@pytest.mark.parametrize(("name", "palette"), [("nord", DUSK), ("solarized-light", DAWN)])
async def test_a_theme_of_textuals_borrows_what_it_lacks(name: str, palette: Palette) -> None:
    app = Sample()
    async with app.run_test() as pilot:
        app.theme = name
        await pilot.pause()
        assert app.query_one("#late").styles.color.hex.lower() == palette.late


async def test_without_colour_text_still_stands_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    chosen = look(Settings(theme="ansi-dark"), {"NO_COLOR": "1"})
    app = Sample()
    async with app.run_test() as pilot:
        app.theme = chosen.theme
        await pilot.pause()
        (line,) = app.query_one("#row", Static).render_lines(Region(0, 0, 10, 1))
        drawn = next(segment.style for segment in line if segment.text == "Moisturise")

    assert app.no_color
    assert drawn is not None
    assert drawn.color is not None
    assert drawn.bgcolor is not None
    assert drawn.color.triplet is not None
    assert drawn.bgcolor.triplet is not None
    assert _contrast(drawn.color.triplet.hex, drawn.bgcolor.triplet.hex) == pytest.approx(21)
