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
    MESSAGE = "message"
    REPLY = "reply"


TITLES: Mapping[Letter, str] = {
    Letter.GIVEN: "A case was opened to you",
    Letter.ALLOCATED: "A case was allocated to you",
    Letter.HANDED_OVER: "A case of yours was handed over",
    Letter.TRANSFER_ASKED: "Your agency is asked to take over a case",
    Letter.TRANSFER_ANSWERED: "A request to take over a case was answered",
    Letter.ENDED: "Your access to a case has ended",
    Letter.UNSEEN: "Nobody sees a case any more",
    Letter.EMERGENCY: "A case was opened in an emergency",
    Letter.EMERGENCY_LATE: "An emergency access was not reviewed in time",
    Letter.EMERGENCY_REVIEWED: "Your emergency access was reviewed",
    Letter.MERGE_PROPOSED: "A merge waits for a second person",
    Letter.MERGE_DECIDED: "A merge that you proposed was decided",
    Letter.MESSAGE: "A message about a case is for you",
    Letter.REPLY: "A conversation about a case goes on",
}

# At once, by day and night, whatever somebody chose.
URGENT = frozenset({Letter.EMERGENCY, Letter.UNSEEN})

# By text message, too, to those of them who gave a mobile number.
BY_TEXT = frozenset({Letter.EMERGENCY})

# The page that it leads to, of what it is about.
LEADS_TO: Mapping[Letter, str] = {
    Letter.GIVEN: "cases:record",
    Letter.ALLOCATED: "cases:record",
    Letter.TRANSFER_ASKED: "cases:transfer",
    Letter.TRANSFER_ANSWERED: "cases:transfer",
    Letter.UNSEEN: "cases:unseen",
    Letter.EMERGENCY: "cases:emergency",
    Letter.EMERGENCY_LATE: "cases:emergency",
    Letter.EMERGENCY_REVIEWED: "cases:emergency",
    Letter.MERGE_PROPOSED: "cases:likely_pair",
    Letter.MERGE_DECIDED: "cases:likely_pair",
    Letter.MESSAGE: "cases:message",
    Letter.REPLY: "cases:message",
}
# The page is long: it opens at what the news is about.
LANDS_ON_IT = frozenset({Letter.MESSAGE, Letter.REPLY})
