"""The demo's pages: the gallery of components and the practice room."""
