"""What a checklist means: frozen values and their canonical JSON."""
