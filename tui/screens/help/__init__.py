"""Every key, and the command palette."""
