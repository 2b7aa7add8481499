"""The bare reference: a Textual app that shows a 25-line SelectionList and a Footer, and nothing else."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, SelectionList


class Bare(App[None]):
    """As little as a list to tick can be."""

    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield SelectionList[int](*((f"Line {number}", number) for number in range(25)))
        yield Footer()


if __name__ == "__main__":
    Bare().run()
