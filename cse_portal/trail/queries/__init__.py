"""Questions about the trail, each driven from an index, whatever its length."""
