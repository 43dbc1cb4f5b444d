"""The question of who may read something, for the forms of this room."""

from cse_portal.cases.marked_form import MarkedForm

__all__ = ["MarkedForm"]
