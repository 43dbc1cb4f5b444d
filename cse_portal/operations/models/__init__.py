"""What the service knows about its own running."""

from cse_portal.operations.models.backups import BackupRun
from cse_portal.operations.models.retention import DisposalLine, DisposalList, LegalHold, RetentionSetting
from cse_portal.operations.models.runs import JobRun, ServiceHeartbeat

__all__ = [
    "BackupRun",
    "DisposalLine",
    "DisposalList",
    "JobRun",
    "LegalHold",
    "RetentionSetting",
    "ServiceHeartbeat",
]
