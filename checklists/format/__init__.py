"""What a checklist file may say: models, field types, the small languages, checks across a file."""
