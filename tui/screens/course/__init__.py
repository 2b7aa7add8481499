"""The sessions of a course."""
