"""The service's own pages: how it runs, and how long records are kept."""
