"""Who looked and why: the audit trail as people read it, and what they do about it."""
