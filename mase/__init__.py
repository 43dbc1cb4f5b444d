"""Pre-MASE checks, the panel, its decisions and tactical options."""
