"""The sessions of one concern: what is booked, what comes next, and what is taken over."""
