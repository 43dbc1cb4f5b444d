"""What is asked about people of concern, places, things and links."""
