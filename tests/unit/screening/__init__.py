"""Rules about the screening tools."""
