"""The audit trail: what happened, how it is sealed, and what was sent outside to prove it by."""

from cse_portal.audit.models.anchors import AuditAnchor, AuditCheck
from cse_portal.audit.models.events import AuditEvent, AuditHead, AuditSeal, Sort

__all__ = ["AuditAnchor", "AuditCheck", "AuditEvent", "AuditHead", "AuditSeal", "Sort"]
