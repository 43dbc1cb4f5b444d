"""The way of a case: its stages, the deeds that move it on, whose deeds these are, and why what comes next waits."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.agencies.standing import NotAllowedNow


class Stage(StrEnum):
    IDENTIFIED = "identified"
    SCREENED = "screened"
    REFERRED = "referred"
    IN_ASSESSMENT = "in_assessment"
    AT_MASE = "at_mase"
    OFF_MASE = "off_mase"
    CLOSED = "closed"
    REOPENED = "reopened"


class Deed(StrEnum):
    SCREEN = "screen"
    REFER = "refer"
    ASSESS = "assess"
    TAKE_TO_MASE = "take to MASE"
    LEAVE_MASE = "leave the MASE list"
    CLOSE = "close"
    REOPEN = "reopen"


TITLES: Mapping[Stage, str] = {
    Stage.IDENTIFIED: "Identified",
    Stage.SCREENED: "Screened",
    Stage.REFERRED: "Referred",
    Stage.IN_ASSESSMENT: "In assessment",
    Stage.AT_MASE: "At MASE",
    Stage.OFF_MASE: "Off the MASE list",
    Stage.CLOSED: "Closed",
    Stage.REOPENED: "Reopened",
}

# Lowering the score, leaving the MASE list and closing are three acts: nothing is closed while it is at MASE.
TRANSITIONS: Mapping[Stage, Mapping[Deed, Stage]] = {
    Stage.IDENTIFIED: {Deed.SCREEN: Stage.SCREENED, Deed.REFER: Stage.REFERRED, Deed.CLOSE: Stage.CLOSED},
    Stage.SCREENED: {Deed.REFER: Stage.REFERRED, Deed.CLOSE: Stage.CLOSED},
    Stage.REFERRED: {Deed.ASSESS: Stage.IN_ASSESSMENT, Deed.CLOSE: Stage.CLOSED},
    Stage.IN_ASSESSMENT: {Deed.TAKE_TO_MASE: Stage.AT_MASE, Deed.CLOSE: Stage.CLOSED},
    Stage.AT_MASE: {Deed.LEAVE_MASE: Stage.OFF_MASE},
    Stage.OFF_MASE: {Deed.TAKE_TO_MASE: Stage.AT_MASE, Deed.CLOSE: Stage.CLOSED},
    Stage.CLOSED: {Deed.REOPEN: Stage.REOPENED},
    Stage.REOPENED: {Deed.ASSESS: Stage.IN_ASSESSMENT, Deed.TAKE_TO_MASE: Stage.AT_MASE, Deed.CLOSE: Stage.CLOSED},
}

_SCREENERS = frozenset(role for role in Role if Permission.SCREEN in MAY[role])
_SOCIAL_CARE = frozenset({Role.SOCIAL_WORKER, Role.CSC_TEAM_MANAGER})
CLOSERS = frozenset(role for role in Role if Permission.CLOSE_CASES in MAY[role])

# Whose turn it is: which roles move a case on from where it stands, beside those who may close it.
OWNER_OF: Mapping[Stage, frozenset[Role]] = {
    Stage.IDENTIFIED: _SCREENERS,
    Stage.SCREENED: _SCREENERS,
    Stage.REFERRED: frozenset({Role.MASH_OFFICER, Role.MASH_MANAGER}),
    Stage.IN_ASSESSMENT: _SOCIAL_CARE | {Role.SSPL},
    Stage.AT_MASE: frozenset({Role.MASE_CO_CHAIR, Role.MASE_COORDINATOR}),
    Stage.OFF_MASE: _SOCIAL_CARE | {Role.SSPL},
    Stage.CLOSED: CLOSERS,
    Stage.REOPENED: _SOCIAL_CARE | {Role.SSPL},
}
BY_PERMISSION = frozenset({Stage.CLOSED, Stage.REOPENED})

FIRST_WAY = (
    *(Stage.IDENTIFIED, Stage.SCREENED, Stage.REFERRED, Stage.IN_ASSESSMENT),
    *(Stage.AT_MASE, Stage.OFF_MASE, Stage.CLOSED),
)
SECOND_WAY = (Stage.REOPENED, Stage.IN_ASSESSMENT, Stage.AT_MASE, Stage.OFF_MASE, Stage.CLOSED)
HIGH = 2  # from this score on a child stays on the MASE list

# What each stage waits for, in the few words that stand under it.
WAITS_FOR: Mapping[Stage, str] = {
    Stage.IDENTIFIED: "",
    Stage.SCREENED: "After a screening",
    Stage.REFERRED: "After a referral to MASH",
    Stage.IN_ASSESSMENT: "After MASH’s decision",
    Stage.AT_MASE: "After an assessed score of 1 to 3",
    Stage.OFF_MASE: "When the panel decides",
    Stage.CLOSED: "When a manager decides",
    Stage.REOPENED: "",
}


def deed_between(before: Stage, to: Stage) -> Deed | None:
    return next((deed for deed, after in TRANSITIONS[before].items() if after is to), None)


def check(before: Stage, to: Stage) -> Deed:
    """The deed by which a case goes from one stage to the other, or why it cannot."""
    deed = deed_between(before, to)
    if deed is None:
        raise NotAllowedNow(why_not(before, to))
    return deed


def why_not(before: Stage, to: Stage) -> str:
    if before is to:
        return f"This case is {said(before)} already."
    if before is Stage.CLOSED:
        return "This case is closed. Reopen it first."
    if to is Stage.REOPENED:
        return "This case is open. Only a closed case is opened again."
    if (before, to) == (Stage.AT_MASE, Stage.CLOSED):
        return "This case is at MASE. The panel takes it off the MASE list first; then it can be closed."
    return f"A case that is {said(before)} does not become {said(to)} in one step."


def said(stage: Stage) -> str:
    """As it stands within a sentence."""
    title = TITLES[stage]
    return title[:1].lower() + title[1:]


def waits_for(stage: Stage, *, score: int | None) -> str:
    """Why a stage that may come has not come yet."""
    if stage is Stage.OFF_MASE and score is not None and score >= HIGH:
        return f"Not while the score is {score}"
    return WAITS_FOR[stage]


class Closing(StrEnum):
    """Why a case is closed."""

    SAFE = "safe"
    NO_CONCERN = "no_concern"
    EARLY_HELP = "early_help"
    OTHER_PLAN = "other_plan"
    MOVED = "moved"
    ADULT = "adult"
    MISTAKE = "mistake"
    DIED = "died"
    ONE_RECORD = "one_record"


CLOSINGS: Mapping[Closing, str] = {
    Closing.SAFE: "The child is safe from exploitation now",
    Closing.NO_CONCERN: "No sign of exploitation was found",
    Closing.EARLY_HELP: "Work goes on as early help",
    Closing.OTHER_PLAN: "Work goes on under a child in need or child protection plan",
    Closing.MOVED: "The family has moved, and the new area has taken over",
    Closing.ADULT: "The young person is 18, and adult services have taken over",
    Closing.MISTAKE: "It was opened by mistake",
    Closing.DIED: "The child has died",
    Closing.ONE_RECORD: "Two records of one child were merged, and another case goes on",
}
# What people choose from: the last is said by merging two records alone.
BY_PEOPLE = tuple(one for one in CLOSINGS if one is not Closing.ONE_RECORD)
# After these there is nobody whom support could reach.
NOTHING_GOES_ON = frozenset({Closing.MISTAKE, Closing.DIED})
