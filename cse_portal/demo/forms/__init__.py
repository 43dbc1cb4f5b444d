"""What is typed into the demo: samples of every field, and the practice note."""
