"""What should happen after a treatment: checklist files, their meaning, and the plan they make."""
