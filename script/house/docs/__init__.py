"""Documents made from the source, so that they cannot fall behind it."""
