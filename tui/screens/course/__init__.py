"""The next session, booked in a small form."""

from tui.screens.course.form import book_session

__all__ = ["book_session"]
