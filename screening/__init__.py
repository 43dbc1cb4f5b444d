"""The screening tools as data, their scoring and the three-monthly review."""
