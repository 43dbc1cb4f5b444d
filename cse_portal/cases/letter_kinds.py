"""What the portal writes to people about who sees a case: never which case, nor anything about a child."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Letter(StrEnum):
    GIVEN = "given"
    ALLOCATED = "allocated"
    HANDED_OVER = "handed_over"
    TRANSFER_ASKED = "transfer_asked"
    TRANSFER_ANSWERED = "transfer_answered"
    ENDED = "ended"
    UNSEEN = "unseen"
    EMERGENCY = "emergency"
    EMERGENCY_LATE = "emergency_late"
    EMERGENCY_REVIEWED = "emergency_reviewed"
    MERGE_PROPOSED = "merge_proposed"
    MERGE_DECIDED = "merge_decided"
    LOOKED_AFTER_MISSING = "looked_after_missing"


SUBJECTS: Mapping[Letter, str] = {
    Letter.GIVEN: "A case was opened to you in the CSE Portal",
    Letter.ALLOCATED: "A case was allocated to you in the CSE Portal",
    Letter.HANDED_OVER: "A case of yours was handed over in the CSE Portal",
    Letter.TRANSFER_ASKED: "Your agency is asked to take over a case in the CSE Portal",
    Letter.TRANSFER_ANSWERED: "A request to take over a case was answered in the CSE Portal",
    Letter.ENDED: "Your access to a case in the CSE Portal has ended",
    Letter.UNSEEN: "Nobody sees a case in the CSE Portal any more",
    Letter.EMERGENCY: "A case was opened in an emergency in the CSE Portal",
    Letter.EMERGENCY_LATE: "An emergency access in the CSE Portal was not reviewed in time",
    Letter.EMERGENCY_REVIEWED: "Your emergency access in the CSE Portal was reviewed",
    Letter.MERGE_PROPOSED: "A merge in the CSE Portal waits for a second person",
    Letter.MERGE_DECIDED: "A merge that you proposed in the CSE Portal was decided",
    Letter.LOOKED_AFTER_MISSING: "A looked-after child is reported missing in the CSE Portal",
}
