"""The inbox, how one wants to hear, and what could not be told."""
