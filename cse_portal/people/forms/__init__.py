"""What is typed about an agency's people. Forms validate and hand over."""
