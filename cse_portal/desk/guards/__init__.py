"""The shared front half of every form that must lose nothing."""

from cse_portal.desk.guards.safe_form import SafeFormView

__all__ = ["SafeFormView"]
