"""A person's own checklist files: found, read, compared with the plan, edited."""
