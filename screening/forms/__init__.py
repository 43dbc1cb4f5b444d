"""What people type into a tool: the form of each section is made from its edition."""
