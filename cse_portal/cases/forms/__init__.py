"""What is typed about who sees a case."""
