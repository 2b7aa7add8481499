"""One recovery: the journal and the plan joined into days, and every act on it."""
