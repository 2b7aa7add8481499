"""A person's own checklist files: made to start from, changed by a key press, opened in their editor."""
