"""Rules about cases."""
