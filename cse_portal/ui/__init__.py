"""How it looks: the design system's forms, marks, pages and words."""
