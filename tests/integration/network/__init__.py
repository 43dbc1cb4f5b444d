"""People of concern, places and things, and what links them, on Postgres."""
