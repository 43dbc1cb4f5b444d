"""What the pages of an agency's people show."""
