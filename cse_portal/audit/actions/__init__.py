"""Writing the audit trail, anchoring it, and keeping what a check of it found."""

from cse_portal.audit.actions.events import record, record_look, record_refusal

__all__ = ["record", "record_look", "record_refusal"]
