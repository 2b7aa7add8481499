"""Sentences about a day: what to do now, what a report led to, how soon to call, what the clinic said."""
