"""The way of a referral about one child through MASH, whose turn it is, and what each decision means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cse_portal.agencies.roles import MAY, Permission, Role


class Status(StrEnum):
    NEW = "new"
    TAKEN = "taken"
    APPROVAL = "approval"  # an officer proposed a decision, and it is before a manager
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Deed(StrEnum):
    TAKE = "take"
    HAND_OVER = "hand over"
    RATE = "rate"
    PAUSE = "pause the clock"
    ASK = "ask an agency"
    PROPOSE = "send for approval"
    SEND_BACK = "send back"
    DECIDE = "decide"
    WITHDRAW = "withdraw"
    END_CHECK = "say that an agency need not answer"
    TELL = "tell whoever referred"


TITLES: Mapping[Status, str] = {
    Status.NEW: "Received",
    Status.TAKEN: "MASH is looking into it",
    Status.APPROVAL: "Before a MASH manager",
    Status.DECIDED: "Decided",
    Status.WITHDRAWN: "Withdrawn",
}
AGAIN = (Deed.RATE, Deed.PAUSE, Deed.ASK, Deed.END_CHECK)
TRANSITIONS: Mapping[Status, Mapping[Deed, Status]] = {
    Status.NEW: {
        Deed.TAKE: Status.TAKEN,
        Deed.WITHDRAW: Status.WITHDRAWN,
    },
    Status.TAKEN: {
        **dict.fromkeys(AGAIN, Status.TAKEN),
        Deed.TAKE: Status.TAKEN,
        Deed.HAND_OVER: Status.TAKEN,
        Deed.PROPOSE: Status.APPROVAL,
        Deed.DECIDE: Status.DECIDED,
        Deed.WITHDRAW: Status.WITHDRAWN,
    },
    Status.APPROVAL: {
        **dict.fromkeys(AGAIN, Status.APPROVAL),
        Deed.HAND_OVER: Status.APPROVAL,
        Deed.SEND_BACK: Status.TAKEN,
        Deed.DECIDE: Status.DECIDED,
    },
    Status.DECIDED: {Deed.TELL: Status.DECIDED, Deed.END_CHECK: Status.DECIDED},
    Status.WITHDRAWN: {},
}
OPEN = (Status.NEW, Status.TAKEN, Status.APPROVAL)
_TRIAGE = frozenset(role for role in Role if Permission.TRIAGE in MAY[role])
_DECIDE = frozenset(role for role in Role if Permission.DECIDE_REFERRALS in MAY[role])
_REFER = frozenset(role for role in Role if Permission.REFER in MAY[role])
OWNER_OF: Mapping[Status, frozenset[Role]] = {
    Status.NEW: _TRIAGE,
    Status.TAKEN: _TRIAGE,
    Status.APPROVAL: _DECIDE,
    Status.DECIDED: _TRIAGE,
    Status.WITHDRAWN: _REFER,
}
WHY_NOT: Mapping[Status, str] = {
    Status.NEW: "Nobody at MASH has taken this referral yet. Take it first.",
    Status.TAKEN: "MASH is looking into this referral.",
    Status.APPROVAL: "A decision is before a MASH manager. It can be sent back.",
    Status.DECIDED: "This referral is decided. What is new goes into a new referral.",
    Status.WITHDRAWN: "This referral was withdrawn. What is new goes into a new referral.",
}


def allows(status: Status, deed: Deed) -> bool:
    return deed in TRANSITIONS[status]


class Rating(StrEnum):
    RED = "red"
    AMBER = "amber"
    GREEN = "green"


RATINGS: Mapping[Rating, tuple[str, str]] = {
    Rating.RED: ("Red", "Significant harm is likely now. Agencies answer in hours, day and night"),
    Rating.AMBER: ("Amber", "Harm is likely if nothing changes. Agencies answer within the MASH day"),
    Rating.GREEN: ("Green", "No sign of harm now. Agencies answer within a few MASH days"),
}


class Outcome(StrEnum):
    NO_ACTION = "no_action"
    ADVICE = "advice"
    EARLY_HELP = "early_help"
    ASSESSMENT = "assessment"
    STRATEGY = "strategy"
    TRANSFER = "transfer"


@dataclass(frozen=True)
class Said:
    """How a decision is called, what follows it, and whether somebody is asked to do it."""

    title: str
    follows: str
    needs_team: bool = False
    takes_on: bool = False  # children's social care begins to work


OUTCOMES: Mapping[Outcome, Said] = {
    Outcome.NO_ACTION: Said("No further action", "Whoever referred is told why"),
    Outcome.ADVICE: Said("Information and advice", "Whoever referred is told what to do, and whom to ask"),
    Outcome.EARLY_HELP: Said("Early help", "A team makes an early help assessment", needs_team=True),
    Outcome.ASSESSMENT: Said(
        "Section 17 assessment", "A social work team assesses the child", needs_team=True, takes_on=True
    ),
    Outcome.STRATEGY: Said(
        "Strategy discussion", "Section 47: a team calls the strategy meeting", needs_team=True, takes_on=True
    ),
    Outcome.TRANSFER: Said("Transfer to another borough", "MASH hands it over, and says to whom"),
}


class Known(StrEnum):
    """What an agency says to a check."""

    NOTHING = "nothing"
    KNOWN = "known"
    REPORT = "report"


KNOWN: Mapping[Known, tuple[str, str]] = {
    Known.NOTHING: ("Nothing known", "The child is not known to your agency"),
    Known.KNOWN: ("Known", "Write what you know"),
    Known.REPORT: ("Known, with a report", "Write the main points, and add the report to the case’s documents"),
}


class CheckState(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


CHECKS: Mapping[CheckState, str] = {
    CheckState.ASKED: "Waiting",
    CheckState.ANSWERED: "Answered",
    CheckState.WITHDRAWN: "Not needed any more",
}


class Readiness(StrEnum):
    """The groups of the board, in the order in which they stand."""

    DECIDE = "decide"
    CHECKS = "checks"
    NEW = "new"


GROUPS: Mapping[Readiness, tuple[str, str]] = {
    Readiness.DECIDE: ("Ready to decide", "all answers are in, or waiting is no longer safe"),
    Readiness.CHECKS: ("Waiting for checks", ""),
    Readiness.NEW: ("New", ""),
}


def readiness(status: Status, *, waiting: int, late: int, is_overdue: bool) -> Readiness:
    """Ready once nobody is waited for, or once waiting is no longer safe."""
    if status is Status.NEW:
        return Readiness.NEW
    if status is Status.APPROVAL or not waiting or late or is_overdue:
        return Readiness.DECIDE
    return Readiness.CHECKS


class EnquiryKind(StrEnum):
    """What a team takes on after a decision, with an end and an outcome of its own."""

    EARLY_HELP = "early_help"
    SECTION_17 = "s17"
    SECTION_47 = "s47"


ENQUIRIES: Mapping[EnquiryKind, str] = {
    EnquiryKind.EARLY_HELP: "Early help assessment",
    EnquiryKind.SECTION_17: "Section 17 assessment",
    EnquiryKind.SECTION_47: "Section 47 enquiry",
}
ENQUIRY_OF: Mapping[Outcome, EnquiryKind] = {
    Outcome.EARLY_HELP: EnquiryKind.EARLY_HELP,
    Outcome.ASSESSMENT: EnquiryKind.SECTION_17,
}


class Finding(StrEnum):
    """What came of it."""

    NO_NEED = "no_need"
    EARLY_HELP = "early_help"
    IN_NEED = "in_need"
    SECTION_47 = "s47"
    CONFERENCE = "conference"
    NOT_FINISHED = "not_finished"


FINDINGS: Mapping[Finding, str] = {
    Finding.NO_NEED: "No further need was found",
    Finding.EARLY_HELP: "Early help goes on, with a lead professional",
    Finding.IN_NEED: "A child in need plan",
    Finding.SECTION_47: "Enquiries under section 47",
    Finding.CONFERENCE: "A first child protection conference",
    Finding.NOT_FINISHED: "It could not be finished: the family moved, or the young person turned 18",
}
