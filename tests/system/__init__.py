"""Drills: the commands run, and are killed, as on a real machine."""
