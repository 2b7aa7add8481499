"""The first minute: what was done, what is usual, whom to call."""
