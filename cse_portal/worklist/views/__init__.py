"""My work, and what hangs on one line of it."""
