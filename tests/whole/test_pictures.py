"""Pictures as terminals get them: cut out of what the program wrote, and decoded again."""

import base64
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.fortnight import NOW, fortnight, with_photos
from tests.support.running import app
from tests.support.terminal import Terminal

Image = pytest.importorskip("PIL.Image")
pytest.importorskip("textual_image")

KITTY = "\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.35.2)\x1b\\\x1b[6;20;10t\x1b[?62;c"
SIXEL = "\x1bP>|XTerm(390)\x1b\\\x1b[6;20;10t\x1b[?63;1;2;4;6c"
NEITHER = "\x1b[?1;2c"


@pytest.fixture
def lived(tmp_path: Path) -> Path:
    with_photos(fortnight(tmp_path / "home")).journal.close()
    return tmp_path / "home"


def _until(terminal: Terminal, holds: Callable[[bytes], bool], what: str) -> None:
    for _ in range(300):
        if holds(bytes(terminal.raw)):
            return
        terminal.read(0.2)
    raise AssertionError(f"{what} never came:\n{terminal.text}")


def _opened(terminal: Terminal, answer: str, *late: str) -> None:
    """Open the photos, and answer what the terminal is asked."""
    terminal.press("h")
    terminal.wait_for("How it is going")
    terminal.press("f")
    _until(terminal, lambda raw: b"\x1b[>q" in raw, "the question")
    terminal.press(answer, *late)


def _kitty_pictures(raw: bytes) -> Iterator[bytes]:
    """What was sent of pictures to be kept, put together from its pieces."""
    parts: dict[bytes, bytes] = {}
    last = b""
    for head, body in re.findall(rb"\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\", raw):
        keys = dict(pair.split(b"=", 1) for pair in head.split(b",") if b"=" in pair)
        if keys.get(b"a") in (b"q", b"p", b"d") or keys.get(b"i") == b"31":
            continue
        last = keys.get(b"i", last)
        parts[last] = parts.get(last, b"") + body
    return (base64.b64decode(part) for part in parts.values() if part)


def test_kitty_is_sent_two_upright_pictures(lived: Path) -> None:
    with app(lived, NOW, (120, 40), "keys", TERM="xterm-kitty") as terminal:
        _opened(terminal, KITTY)
        _until(terminal, lambda raw: raw.count("\U0010eeee".encode()) > 100, "a picture in the text")
        terminal.settle()
        pictures = [Image.open(io.BytesIO(each)) for each in _kitty_pictures(bytes(terminal.raw))]
        assert len(pictures) >= 2
        for picture in pictures:
            assert picture.height > picture.width
        terminal.press("escape", "escape", "q")
        assert terminal.wait_end() == 0
        assert terminal.left_on == []


def test_sixel_is_sent_pictures_that_do_not_touch_the_last_line(lived: Path) -> None:
    with app(lived, NOW, (120, 40), "keys") as terminal:
        _opened(terminal, SIXEL)
        _until(terminal, lambda raw: len(re.findall(rb"\x1bP[0-9;]*q", raw)) >= 2, "two pictures")
        terminal.settle()
        sixels = re.findall(rb"\x1bP[0-9;]*q(.*?)\x1b\\", bytes(terminal.raw), re.DOTALL)
        sizes = [
            (int(width), int(height))
            for width, height in re.findall(rb'"1;1;([0-9]+);([0-9]+)', b" ".join(sixels))
        ]
        assert len(sizes) >= 2
        for (width, height), sixel in zip(sizes, sixels, strict=True):
            assert 0 < width < 600
            # Forty lines of twenty pixels, without the keys and the list.
            assert 0 < height <= 36 * 20
            # Six lines of pixels at a time.
            assert sixel.count(b"-") in (-(-height // 6) - 1, -(-height // 6))


def test_half_cells_where_there_is_neither_and_no_answer_is_typed_into_the_app(lived: Path) -> None:
    with app(lived, NOW, (80, 24), "keys") as terminal:
        # A slow terminal: what comes late is thrown away, or taken for no key.
        _opened(terminal, NEITHER)
        terminal.wait_for("Half cells")
        terminal.wait_for("\N{UPPER HALF BLOCK}")
        assert "Which file?" not in terminal.text
        terminal.press("a")
        terminal.wait_for("Which file?")
        terminal.settle()
        assert "?1;2c" not in terminal.text
        assert "~/photo.jpg" in terminal.text


def test_a_terminal_that_never_answers_is_not_waited_for(lived: Path) -> None:
    with app(lived, NOW, (80, 24), "keys") as terminal:
        terminal.press("h", "f")
        terminal.wait_for("Half cells")
        terminal.press("escape")
        terminal.wait_for("How it is going")


def test_inside_of_tmux_nothing_is_asked(lived: Path) -> None:
    with app(lived, NOW, (80, 24), "keys", TMUX="x", TERM="tmux-256color") as terminal:
        terminal.press("h", "f")
        terminal.wait_for("Half cells")
        assert b"\x1b[>q" not in terminal.raw
