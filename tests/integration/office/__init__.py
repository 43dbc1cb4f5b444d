"""The office's pages: settings, directory, leads, roles, and what agencies agree to."""
