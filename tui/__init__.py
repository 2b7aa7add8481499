"""The person in front of a plan: commands, screens, reminders and the journal."""
