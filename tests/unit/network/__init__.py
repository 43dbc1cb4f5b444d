"""The rules of the network, in plain Python."""
