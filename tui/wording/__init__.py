"""Sentences about a day: the status line, what came of an act, when to call, why a rule is here."""
