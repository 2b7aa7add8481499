"""The followed checklist, rule by rule, and the forms that change it."""
