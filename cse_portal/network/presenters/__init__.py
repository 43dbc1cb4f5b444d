"""What the pages of the network say."""
