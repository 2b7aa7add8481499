"""When to call."""
