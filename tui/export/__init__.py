"""What a person takes away from Afterglow, in formats that others read."""
