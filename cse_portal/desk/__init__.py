"""What lies on a person's desk: unfinished words, work under way, files that wait."""
