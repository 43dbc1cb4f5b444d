"""The pages of the network of people and places."""
