"""Proves the audit trail whole, by code of its own: it shares nothing with the triggers that sealed it."""

from cse_portal.audit.verifying.findings import Fault, Finding
from cse_portal.audit.verifying.run import Report, Scope, verify

__all__ = ["Fault", "Finding", "Report", "Scope", "verify"]
