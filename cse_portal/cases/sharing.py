"""On what ground an agency is told of a case, whether the child and family were asked, and what else is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Basis(StrEnum):
    PUBLIC_TASK = "public_task"
    LEGAL_DUTY = "legal_duty"
    VITAL = "vital"
    INTERESTS = "interests"
    CONSENT = "consent"


BASES: Mapping[Basis, str] = {
    Basis.PUBLIC_TASK: "Public task and safeguarding duty",
    Basis.LEGAL_DUTY: "A legal obligation, such as a court’s order",
    Basis.VITAL: "Vital interests: to protect somebody’s life",
    Basis.INTERESTS: "Legitimate interests of keeping a child safe",
    Basis.CONSENT: "Consent",
}
BASIS_HINTS: Mapping[Basis, str] = {
    Basis.PUBLIC_TASK: "The usual ground between agencies that have a duty to protect children",
    Basis.INTERESTS: "For voluntary and faith groups",
    Basis.CONSENT: "Only where they may truly say no",
}


class Asked(StrEnum):
    AGREED = "agreed"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"


ANSWERS: Mapping[Asked, str] = {
    Asked.AGREED: "They were asked, and agreed",
    Asked.REFUSED: "They were asked, and did not agree",
    Asked.NOT_ASKED: "They were not asked",
}
NEEDS_WORDS = frozenset({Asked.REFUSED, Asked.NOT_ASKED})


def wrong_with(basis: Basis, asked: Asked) -> str:
    """What is said on the ground of consent needs it."""
    if basis is Basis.CONSENT and asked is not Asked.AGREED:
        return "Consent is the ground only where they agreed. Select another ground, or that they agreed"
    return ""


class Need(StrEnum):
    """Whether exploitation is what brought the child to the agencies’ notice."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


NEEDS: Mapping[Need, str] = {Need.YES: "Yes", Need.NO: "No", Need.NOT_KNOWN: "Not known"}


class Model(StrEnum):
    PEER = "peer"
    ONLINE = "online"
    INAPPROPRIATE = "inappropriate"
    BOYFRIEND = "boyfriend"
    COUNTY_LINES = "county_lines"
    GANGS = "gangs"
    FAMILIAL = "familial"
    ORGANISED = "organised"


MODELS: Mapping[Model, str] = {
    Model.PEER: "Peer-on-peer",
    Model.ONLINE: "Online",
    Model.INAPPROPRIATE: "Inappropriate relationship",
    Model.BOYFRIEND: "Boyfriend model",
    Model.COUNTY_LINES: "County lines",
    Model.GANGS: "Gangs",
    Model.FAMILIAL: "Familial",
    Model.ORGANISED: "Organised or networked, trafficking",
}


class Level(StrEnum):
    """The police’s categories."""

    ONE = "1"
    TWO = "2"
    THREE = "3"


LEVELS: Mapping[Level, str] = {
    Level.ONE: "Level 1: suspicion, kept by the borough",
    Level.TWO: "Level 2: kept by the central team",
    Level.THREE: "Level 3: kept by the central team",
}


class PoliceOutcome(StrEnum):
    VICTIM = "victim"
    ORDER = "order"
    DISRUPTION = "disruption"


POLICE_OUTCOMES: Mapping[PoliceOutcome, str] = {
    PoliceOutcome.VICTIM: "Positive intervention with the child",
    PoliceOutcome.ORDER: "Order on a suspect",
    PoliceOutcome.DISRUPTION: "Positive disruption",
}
