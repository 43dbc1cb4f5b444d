"""The way of a plan: drafted, agreed, then replaced by a new version or ended."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from cse_portal.core.refusals import Refused


class PlanStatus(StrEnum):
    DRAFT = "draft"
    AGREED = "agreed"
    SUPERSEDED = "superseded"
    ENDED = "ended"


class PlanStep(StrEnum):
    AGREE = "agree"
    SUPERSEDE = "supersede"
    END = "end"


TITLES: Mapping[PlanStatus, str] = {
    PlanStatus.DRAFT: "Draft",
    PlanStatus.AGREED: "Agreed",
    PlanStatus.SUPERSEDED: "Replaced by a new version",
    PlanStatus.ENDED: "Ended",
}

TRANSITIONS: Mapping[tuple[PlanStatus, PlanStep], PlanStatus] = {
    (PlanStatus.DRAFT, PlanStep.AGREE): PlanStatus.AGREED,
    (PlanStatus.DRAFT, PlanStep.END): PlanStatus.ENDED,
    (PlanStatus.AGREED, PlanStep.SUPERSEDE): PlanStatus.SUPERSEDED,
    (PlanStatus.AGREED, PlanStep.END): PlanStatus.ENDED,
}

OWNER_OF: Mapping[PlanStatus, str] = {
    PlanStatus.DRAFT: "whoever writes it",
    PlanStatus.AGREED: "whoever agreed it",
    PlanStatus.SUPERSEDED: "nobody",
    PlanStatus.ENDED: "nobody",
}

REFUSALS: Mapping[PlanStep, str] = {
    PlanStep.AGREE: "Only a draft can be agreed.",
    PlanStep.SUPERSEDE: "The plan that this one was to replace has ended meanwhile.",
    PlanStep.END: "This plan has ended, or was replaced, already.",
}


class PlanRefused(Refused):
    """The plan has moved on."""


def after(status: PlanStatus, step: PlanStep) -> PlanStatus:
    try:
        return TRANSITIONS[status, step]
    except KeyError:
        raise PlanRefused(REFUSALS[step]) from None


def require_draft(status: PlanStatus) -> None:
    if status is not PlanStatus.DRAFT:
        raise PlanRefused("An agreed plan stays as it is. Make a new version to change it.")
