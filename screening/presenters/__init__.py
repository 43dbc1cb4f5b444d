"""Filled-in tools as pages show them."""
