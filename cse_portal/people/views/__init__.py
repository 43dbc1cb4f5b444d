"""The pages of an agency's people."""
