"""Guidance where it is needed: what to remember, myths, services by band, toolkit documents and a reading list."""
