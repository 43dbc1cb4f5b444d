"""The trail in words."""
