"""The app left for an editor in a real terminal, and come back to."""

import sys
from pathlib import Path

from tests.support.running import app

NOW = "2026-11-23T08:30"
FILE = "checklists/picosure-face.yaml"
EDITOR = """import signal, sys, termios
from pathlib import Path
signal.signal(signal.SIGINT, signal.SIG_IGN)
modes = termios.tcgetattr(0)[3]
plain = bool(modes & termios.ICANON and modes & termios.ECHO)
print("plain terminal" if plain else "not plain", sys.argv[1:-1], flush=True)
answer = input("What now? ")
file = Path(sys.argv[-1])
file.write_text(file.read_text("utf-8").replace("# Take", f"{answer}\\n# Take", 1), "utf-8")
"""


def test_the_editor_has_the_terminal_and_what_it_wrote_is_shown(day_three: Path, tmp_path: Path) -> None:
    script = tmp_path / "vim"
    script.write_text(f"#!{sys.executable}\n{EDITOR}", "utf-8")
    script.chmod(0o700)
    with app(day_three, NOW, EDITOR=str(script)) as terminal:
        terminal.press("e")
        terminal.wait_for("Make my own over it")
        terminal.press("1")
        terminal.wait_for("What now?")
        assert "plain terminal ['+" in terminal.text
        assert terminal.left_on == []
        terminal.press("ctrl+c")
        terminal.rest(0.1)
        terminal.press(*"remove: [face-no-such]", "enter")
        terminal.wait_for("no rule is called")
        terminal.press("2")
        terminal.wait_for("Left as it is")
        terminal.wait_for("Until that is mended")
        terminal.press("q")
        assert terminal.wait_end() == 0
        assert terminal.left_on == []
    assert "\nremove: [face-no-such]\n" in (day_three / FILE).read_text("utf-8")
