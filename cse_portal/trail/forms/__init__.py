"""What is typed about the trail; it checks and hands over."""
