"""The trail's screens."""
