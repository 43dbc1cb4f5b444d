"""The screens of a case and of who sees it."""
