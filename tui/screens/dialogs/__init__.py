"""Small questions and forms that several screens open."""
