"""What a terminal's answers come to: kitty, sixel, or half cells."""

import pytest

from tui.screens.photos.terminal import PictureKind, read_answer, worth_asking

_OK = b"\x1b_Gi=31;OK\x1b\\"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (_OK + b"\x1bP>|kitty(0.35.2)\x1b\\\x1b[6;20;10t\x1b[?62;c", PictureKind.KITTY),
        # It says that it can, and draws boxes.
        (_OK + b"\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c", PictureKind.HALF_CELLS),
        (b"\x1bP>|kitty(0.35.2)\x1b\\\x1b[?62;c", PictureKind.HALF_CELLS),
        # These know kitty's pictures, and not those that stand in text.
        (_OK + b"\x1bP>|WezTerm 20240203\x1b\\\x1b[?65;4;6c", PictureKind.SIXEL),
        (_OK + b"\x1bP>|Konsole 23\x1b\\\x1b[?62;1;4c", PictureKind.SIXEL),
        (b"\x1bP>|XTerm(390)\x1b\\\x1b[?63;1;2;4;6c", PictureKind.SIXEL),
        (b"\x1bP>|XTerm(390)\x1b\\\x1b[?63;1;2;6c", PictureKind.HALF_CELLS),
        (b"\x1b[?1;2c", PictureKind.HALF_CELLS),
        (b"", PictureKind.HALF_CELLS),
        (b"garbage \xff\x1b[?c", PictureKind.HALF_CELLS),
    ],
)
def test_an_answer_says_what_can_be_drawn(answer: bytes, kind: PictureKind) -> None:
    assert read_answer(answer).kind is kind


def test_the_size_of_a_cell_is_read() -> None:
    assert read_answer(b"\x1b[6;33;15t\x1b[?62;4c").cell == (15, 33)
    assert read_answer(b"\x1b[6;0;15t\x1b[?62;4c").cell == (10, 20)


@pytest.mark.parametrize(
    ("environ", "asks"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-kitty", "TMUX": "/run/tmux"}, False),
        ({"TERM": "tmux-256color"}, False),
        ({"TERM": "screen"}, False),
        ({"TERM": "xterm", "STY": "1.pts"}, False),
        ({"TERM": "linux"}, False),
        ({}, False),
    ],
)
def test_inside_of_a_multiplexer_nothing_is_asked(environ: dict[str, str], asks: bool) -> None:
    assert worth_asking(environ) is asks
