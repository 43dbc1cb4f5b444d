"""What happened: one append-only event for every look and change."""
