"""What the person said of themselves and of their clinic."""
