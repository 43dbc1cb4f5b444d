"""Everything that changes who works in an agency, and the record of it."""
