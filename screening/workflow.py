"""The way of a filled-in tool: from a draft to a decision, and what may follow it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from cse_portal.agencies.roles import MAY, Permission, Role


class ToolStatus(StrEnum):
    DRAFT = "draft"
    SIGNING = "signing"  # decided by its author, and before a manager
    COUNTER = "counter"  # signed off; its lower score is before a second person
    COMPLETE = "complete"
    SET_ASIDE = "set_aside"


class Deed(StrEnum):
    SAVE = "save"
    DECIDE = "decide"
    SET_ASIDE = "set aside"
    TAKE_UP = "take up again"
    SAY_NEXT = "say what happens next"
    ASK = "ask for advice"
    INVITE = "ask somebody to write a section"
    SUBMIT = "put before a manager"
    SIGN_OFF = "sign off"
    SEND_BACK = "send back to its author"
    ASK_COUNTERSIGNATURE = "sign off a lower score"
    COUNTERSIGN = "countersign"


TITLES: Mapping[ToolStatus, str] = {
    ToolStatus.DRAFT: "Being filled in",
    ToolStatus.SIGNING: "Waiting to be signed off",
    ToolStatus.COUNTER: "Waiting for a countersignature",
    ToolStatus.COMPLETE: "Complete",
    ToolStatus.SET_ASIDE: "Set aside",
}

TRANSITIONS: Mapping[ToolStatus, Mapping[Deed, ToolStatus]] = {
    ToolStatus.DRAFT: {
        Deed.SAVE: ToolStatus.DRAFT,
        Deed.ASK: ToolStatus.DRAFT,
        Deed.INVITE: ToolStatus.DRAFT,
        Deed.DECIDE: ToolStatus.COMPLETE,
        Deed.SUBMIT: ToolStatus.SIGNING,
        Deed.SET_ASIDE: ToolStatus.SET_ASIDE,
    },
    ToolStatus.SIGNING: {
        Deed.SIGN_OFF: ToolStatus.COMPLETE,
        Deed.ASK_COUNTERSIGNATURE: ToolStatus.COUNTER,
        Deed.SEND_BACK: ToolStatus.DRAFT,
        Deed.ASK: ToolStatus.SIGNING,
    },
    ToolStatus.COUNTER: {Deed.COUNTERSIGN: ToolStatus.COMPLETE, Deed.SEND_BACK: ToolStatus.DRAFT},
    ToolStatus.COMPLETE: {Deed.SAY_NEXT: ToolStatus.COMPLETE, Deed.ASK: ToolStatus.COMPLETE},
    ToolStatus.SET_ASIDE: {Deed.TAKE_UP: ToolStatus.DRAFT},
}

# Whose turn it is: whoever screens goes on with it, and says what follows.
SCREENERS = frozenset(role for role in Role if Permission.SCREEN in MAY[role])
SIGNERS = frozenset(role for role in Role if Permission.SIGN_OFF in MAY[role])
COUNTERSIGNERS = frozenset(role for role in Role if Permission.COUNTERSIGN in MAY[role])
OWNER_OF: Mapping[ToolStatus, frozenset[Role]] = {
    **dict.fromkeys(ToolStatus, SCREENERS),
    ToolStatus.SIGNING: SIGNERS,
    ToolStatus.COUNTER: COUNTERSIGNERS,
}

# Why a deed is not possible any more, to whoever is about to do it.
WHY_NOT: Mapping[ToolStatus, str] = {
    ToolStatus.DRAFT: "This is still being filled in. Decide about it first.",
    ToolStatus.SIGNING: "This assessment waits for a manager, and its answers do not change meanwhile. "
    "The manager can send it back.",
    ToolStatus.COUNTER: "This assessment is signed off and waits for a countersignature. Its answers do not change.",
    ToolStatus.COMPLETE: "This is complete, and its answers do not change any more. What is new goes into a new one.",
    ToolStatus.SET_ASIDE: "This was set aside. Take it up again to go on with it.",
}


def allows(status: ToolStatus, deed: Deed) -> bool:
    return deed in TRANSITIONS[status]


class SectionState(StrEnum):
    NOT_STARTED = "not_started"
    BEGUN = "begun"
    DONE = "done"


class NextStep(StrEnum):
    """What whoever decided does next; each is one act of a person, none happens by itself."""

    MASH = "mash"
    CONSULTATION = "consultation"
    MEETING = "meeting"
    EARLY_HELP = "early_help"
    MONITOR = "monitor"
    CLOSE = "close"


NEXT_STEPS: Mapping[NextStep, tuple[str, str]] = {
    NextStep.MASH: ("MASH was told", "By phone first where it is urgent. Say who you spoke to and what was agreed"),
    NextStep.CONSULTATION: (
        "MASH gave advice",
        "Without a referral. Say who you spoke to, the advice and what was agreed",
    ),
    NextStep.MEETING: (
        "A network meeting is called",
        "School, health and others who know the child, after your adviser was consulted",
    ),
    NextStep.EARLY_HELP: ("Early help was offered", "Say which help, who leads it and what the family says"),
    NextStep.MONITOR: (
        "Watch, and screen again on a date",
        "It stands on your work until a new screening is complete",
    ),
    NextStep.CLOSE: ("No sign of exploitation: nothing more is needed", "Say why"),
}


class AdviceState(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    MORE = "more"
    ENDORSED = "endorsed"


ADVICE: Mapping[AdviceState, str] = {
    AdviceState.ASKED: "Waiting for advice",
    AdviceState.ANSWERED: "Advice given",
    AdviceState.MORE: "More is asked for",
    AdviceState.ENDORSED: "Endorsed",
}


class PartState(StrEnum):
    """Of a section that somebody was asked to write."""

    ASKED = "asked"
    WRITTEN = "written"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


PARTS: Mapping[PartState, str] = {
    PartState.ASKED: "Asked",
    PartState.WRITTEN: "Written",
    PartState.DECLINED: "Cannot write it",
    PartState.TAKEN_BACK: "Taken back",
}


class ReviewWord(StrEnum):
    """What a manager says about a review that is due."""

    PUT_OFF = "put_off"
    NOT_NEEDED = "not_needed"


REVIEW_WORDS: Mapping[ReviewWord, str] = {
    ReviewWord.PUT_OFF: "Put off to a later day",
    ReviewWord.NOT_NEEDED: "Not reviewed while the score is 1",
}
