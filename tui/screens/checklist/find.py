"""The line that narrows the rules of a checklist to those with what is typed."""

from tui.widgets.find_line import FindLine


class ChecklistFind(FindLine):
    """Enter keeps what was found, and escape shows all rules again."""

    def __init__(self, sought: str) -> None:
        """Begin with what is sought already."""
        super().__init__()
        self.placeholder = "find words, or yours, off, added"
        self.value = sought

    def action_close_find(self) -> None:
        self.post_message(self.Sought(""))
        self.remove()
