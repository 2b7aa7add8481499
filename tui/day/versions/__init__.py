"""The files that a plan is made from: what they held, and what a change of theirs changes."""
