"""Cases, and who sees them, as pages show them."""
