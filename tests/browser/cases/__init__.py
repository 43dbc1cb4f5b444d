"""Journeys of whoever sees a case, and of whoever does not."""
