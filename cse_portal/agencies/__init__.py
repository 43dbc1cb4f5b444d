"""Partnerships, agencies, people, roles and the one access check."""
