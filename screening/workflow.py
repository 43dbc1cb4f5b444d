"""The way of a filled-in tool: from a draft to a decision, and what may follow it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from cse_portal.agencies.roles import MAY, Permission, Role


class ToolStatus(StrEnum):
    DRAFT = "draft"
    COMPLETE = "complete"
    SET_ASIDE = "set_aside"


class Deed(StrEnum):
    SAVE = "save"
    DECIDE = "decide"
    SET_ASIDE = "set aside"
    TAKE_UP = "take up again"
    SAY_NEXT = "say what happens next"
    ASK = "ask for advice"


TITLES: Mapping[ToolStatus, str] = {
    ToolStatus.DRAFT: "Being filled in",
    ToolStatus.COMPLETE: "Complete",
    ToolStatus.SET_ASIDE: "Set aside",
}

TRANSITIONS: Mapping[ToolStatus, Mapping[Deed, ToolStatus]] = {
    ToolStatus.DRAFT: {
        Deed.SAVE: ToolStatus.DRAFT,
        Deed.ASK: ToolStatus.DRAFT,
        Deed.DECIDE: ToolStatus.COMPLETE,
        Deed.SET_ASIDE: ToolStatus.SET_ASIDE,
    },
    ToolStatus.COMPLETE: {Deed.SAY_NEXT: ToolStatus.COMPLETE, Deed.ASK: ToolStatus.COMPLETE},
    ToolStatus.SET_ASIDE: {Deed.TAKE_UP: ToolStatus.DRAFT},
}

# Whose turn it is: whoever screens goes on with it, and says what follows.
SCREENERS = frozenset(role for role in Role if Permission.SCREEN in MAY[role])
OWNER_OF: Mapping[ToolStatus, frozenset[Role]] = dict.fromkeys(ToolStatus, SCREENERS)

# Why a deed is not possible any more, to whoever is about to do it.
WHY_NOT: Mapping[ToolStatus, str] = {
    ToolStatus.DRAFT: "This screening is still being filled in. Decide about it first.",
    ToolStatus.COMPLETE: "This screening is complete, and its answers do not change any more. "
    "What is new goes into a new one.",
    ToolStatus.SET_ASIDE: "This screening was set aside. Take it up again to go on with it.",
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
