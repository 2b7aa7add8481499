"""Photos of the skin: taken in, kept beside the journal, opened outside. Nothing judges them."""
