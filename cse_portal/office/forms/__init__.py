"""What is typed into the office's pages."""
