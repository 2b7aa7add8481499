"""What is told, when, and how loudly."""
