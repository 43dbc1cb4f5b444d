"""What holds for the source at every moment, proved without running the tests."""
