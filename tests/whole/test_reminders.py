"""Told at its time, in the now-line and over whatever else is on the screen, until it is answered."""

import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.running import COMES, FOOT, app, shell, shortly_before, states
from tests.support.terminal import PATIENCE

AT = "2026-11-23T13:00"
TELLING = "13:00  Moisturise"
ANSWERS = "l later"
"""Stands beside the telling in the now-line alone."""


def test_a_telling_comes_to_every_screen_and_another_shell_answers_it(face: Path) -> None:
    with ExitStack() as stack:
        before = shortly_before(AT, apps=3)
        opened = [stack.enter_context(app(face, before, shows="")) for _ in range(3)]
        here, asked, elsewhere = opened
        for each in opened:
            each.wait_for(FOOT)
        asked.press("n")
        asked.wait_for("A note to")
        asked.press(*"sor")
        elsewhere.press("p")
        elsewhere.wait_for("Day 3")
        assert TELLING not in here.text
        here.wait_for(TELLING, seconds=COMES)
        assert "space done" in here.line(TELLING)
        assert ANSWERS in here.line(TELLING)
        assert here.text.count(TELLING) == 1
        for other in (asked, elsewhere):
            other.wait_for(TELLING)
            assert other.text.count(TELLING) == 1
            assert ANSWERS not in other.text
        asked.press("e", "enter")
        asked.wait_for("Noted. u undoes.")
        elsewhere.press("escape")
        elsewhere.wait_for(ANSWERS)

        shell(face, "tick", "face-moisturise/midday", now="2026-11-23T13:00:20")
        for each in (here, asked, elsewhere):
            each.wait_for(TELLING, seconds=6, gone=True)
    assert '"sore"' in shell(face, "export", "json").out


@pytest.mark.parametrize(
    ("key", "question", "answer", "state"),
    [
        ("space", "", "", "done"),
        ("s", "why, if you like", "enter", "skipped"),
        ("l", "In 15 minutes, at 13:15", "2", "open"),
    ],
)
def test_it_stays_until_done_skipped_or_put_off(
    face: Path, key: str, question: str, answer: str, state: str
) -> None:
    with app(face, shortly_before(AT)) as terminal:
        terminal.wait_for(TELLING, seconds=COMES)
        terminal.press("up", "up", "right")
        terminal.wait_for("Day 4")
        terminal.press("left")
        terminal.wait_for("Day 3")
        assert "g go there" in terminal.line(TELLING)
        terminal.press("g")
        terminal.wait_for("space done")
        terminal.press(key)
        if question:
            terminal.wait_for(question)
            terminal.press(answer)
        terminal.wait_for(ANSWERS, gone=True)
        assert states(face, "2026-11-23T13:01")["face-moisturise/midday"] == state
    if state == "open":
        with app(face, shortly_before("2026-11-23T13:15")) as terminal:
            terminal.wait_for("13:15  Moisturise", seconds=COMES)


def test_a_notice_of_the_terminal_is_told_once_outside_of_the_screen(face: Path) -> None:
    (face / "settings.toml").write_text('loud = "desktop"\n', "utf-8")
    notice = b"\x1b]99;i=afterglow;Aftercare: 1 thing\x1b\\"
    # Over ssh, so that no desktop of this machine is meant.
    with app(face, shortly_before(AT), TERM="xterm-kitty", SSH_TTY="/dev/pts/1") as terminal:
        terminal.wait_for(TELLING, seconds=COMES)
        until = time.monotonic() + PATIENCE
        while notice not in terminal.raw and time.monotonic() < until:
            terminal.read(0.1)
        terminal.rest(3)
        assert terminal.raw.count(notice) == 1
        assert "Aftercare" not in terminal.text
