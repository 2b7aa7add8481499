"""A day of the plan joined with the journal: what screens and commands show."""
