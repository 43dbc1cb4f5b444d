"""Cases and who sees them, on Postgres."""
