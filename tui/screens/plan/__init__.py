"""The whole plan, a line a day."""
