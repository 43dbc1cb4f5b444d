"""The pages of the tools."""
