"""What the service knows about its own running."""

from cse_portal.operations.models.runs import JobRun, ServiceHeartbeat

__all__ = ["JobRun", "ServiceHeartbeat"]
