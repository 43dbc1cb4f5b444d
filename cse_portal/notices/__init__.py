"""Who was told what."""
