"""The audit trail on a real Postgres."""
