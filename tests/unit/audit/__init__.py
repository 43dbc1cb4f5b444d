"""The audit trail’s rules."""
