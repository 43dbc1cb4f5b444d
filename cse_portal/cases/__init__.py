"""The child and the case that everyone shares."""
