"""One line to write."""

from textual.events import Paste
from textual.widgets import Input


class OneLine(Input):
    """Takes all that is pasted, its lines as one; Textual's own would drop every line but the first."""

    def on_paste(self, event: Paste) -> None:
        event.text = " ".join(line.strip() for line in event.text.splitlines() if line.strip())
