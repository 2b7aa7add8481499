"""What the clinic said: whom to call, and its own days and times."""
