"""From text to a tree that knows line and column."""
