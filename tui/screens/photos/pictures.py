"""A picture on the screen: by what the terminal has for it, or else in half cells."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.screens.photos.terminal import PictureKind, PictureTerminal

if TYPE_CHECKING:
    from PIL import Image

_HALF = "\N{UPPER HALF BLOCK}"


class HalfCells(Widget):
    """A picture of two pixels a cell, one above the other."""

    DEFAULT_CSS = """
    HalfCells { width: 1fr; height: 1fr; }
    """

    def __init__(self, image: "Image.Image") -> None:
        super().__init__()
        self._image = image
        self._lines: list[Strip] = []
        self._drawn = (0, 0)

    def on_resize(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        size = self.content_size.width, self.content_size.height
        if size != self._drawn:
            self._drawn = size
            self._lines = half_cells(self._image, *size)
        return self._lines[y] if y < len(self._lines) else Strip.blank(size[0])


def half_cells(image: "Image.Image", width: int, height: int) -> list[Strip]:
    """A picture in so many cells at most, its proportions kept."""
    from PIL import ImageOps

    if width < 1 or height < 1:
        return []
    rgb = ImageOps.contain(image, (width, 2 * height))
    pixels = rgb.tobytes()
    left = " " * ((width - rgb.width) // 2)
    lines = []
    for top in range(0, rgb.height, 2):
        segments = [Segment(left)]
        for x in range(rgb.width):
            at = 3 * (top * rgb.width + x)
            under = pixels[at + 3 * rgb.width : at + 3 * rgb.width + 3]
            above = Color.from_rgb(*pixels[at : at + 3])
            below = Color.from_rgb(*under) if under else None
            segments.append(Segment(_HALF, Style(color=above, bgcolor=below)))
        lines.append(Strip(segments).adjust_cell_length(width))
    return lines


def picture(path: Path, terminal: PictureTerminal) -> Widget:
    """A widget that shows a picture.

    Raises:
        ImportError: If what reads pictures is not installed.
        OSError: If it cannot be read.
    """
    from PIL import Image

    with Image.open(path, formats=("JPEG",)) as opened:
        image = opened.convert("RGB")
    if terminal.kind is PictureKind.HALF_CELLS:
        return HalfCells(image)
    kitty, sixel = _widgets(terminal)
    widget = kitty(image) if terminal.kind is PictureKind.KITTY else sixel(image)
    # Of the two one must follow from the other, or a face is stretched.
    widget.styles.width, widget.styles.height = "auto", "1fr"
    return widget


def _widgets(
    terminal: PictureTerminal,
) -> tuple[Callable[["Image.Image"], Widget], Callable[["Image.Image"], Widget]]:
    """textual-image's widgets for kitty and for sixel, loaded without a question to the terminal."""
    if "textual_image.widget" not in sys.modules:
        names = ("TEXTUAL_CELL_WIDTH", "TEXTUAL_CELL_HEIGHT")
        real, before = sys.__stdout__, {name: os.environ.get(name) for name in names}
        # It asks as it is loaded, and the answer would be typed into the app: so it meets no terminal here.
        vars(sys)["__stdout__"] = SimpleNamespace(isatty=lambda: False)
        os.environ.update(zip(names, map(str, terminal.cell), strict=True))
        try:
            import_module("textual_image.widget")
        finally:
            vars(sys)["__stdout__"] = real
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
    from textual_image.widget import SixelImage, TGPImage

    return TGPImage, SixelImage
