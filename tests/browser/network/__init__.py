"""The network of people and places, in a browser."""
