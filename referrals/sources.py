"""From where a referral comes, how, and on what ground: lists that the form offers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Channel(StrEnum):
    """How it reached MASH."""

    PORTAL = "portal"
    PHONE = "phone"
    BOROUGH = "borough"
    SYSTEM = "system"


CHANNELS: Mapping[Channel, str] = {
    Channel.PORTAL: "Written in the portal",
    Channel.PHONE: "By phone, written down by MASH",
    Channel.BOROUGH: "From another borough",
    Channel.SYSTEM: "From another system",
}


class Source(StrEnum):
    """Who first raised the concern: the codes of the children in need census, and other routes in."""

    FAMILY = "1A"
    ACQUAINTANCE = "1B"
    SELF = "1C"
    INDIVIDUAL = "1D"
    SCHOOL = "2A"
    EDUCATION = "2B"
    GP = "3A"
    HEALTH_VISITOR = "3B"
    SCHOOL_NURSE = "3C"
    PRIMARY_HEALTH = "3D"
    EMERGENCY = "3E"
    HEALTH = "3F"
    HOUSING = "4"
    SOCIAL_CARE = "5A"
    COUNCIL = "5B"
    OTHER_BOROUGH = "5C"
    POLICE = "6"
    LEGAL = "7"
    OTHER = "8"
    ANONYMOUS = "9"
    NOT_KNOWN = "10"
    MARAC = "marac"
    GANGS = "gangs"
    MISSING_EDUCATION = "cme"
    FAIR_ACCESS = "fair"
    BORDER = "border"
    BUSINESS = "business"


SOURCES: Mapping[Source, str] = {
    Source.FAMILY: "Family, a relative or carer",
    Source.ACQUAINTANCE: "Somebody who knows the child, such as a neighbour or childminder",
    Source.SELF: "The child",
    Source.INDIVIDUAL: "Another person",
    Source.SCHOOL: "School or college",
    Source.EDUCATION: "Education service",
    Source.GP: "GP",
    Source.HEALTH_VISITOR: "Health visitor",
    Source.SCHOOL_NURSE: "School nurse",
    Source.PRIMARY_HEALTH: "Other primary health service",
    Source.EMERGENCY: "Emergency department",
    Source.HEALTH: "Other health service",
    Source.HOUSING: "Housing",
    Source.SOCIAL_CARE: "The council’s own social care",
    Source.COUNCIL: "Another service of the council",
    Source.OTHER_BOROUGH: "Another council",
    Source.POLICE: "Police",
    Source.LEGAL: "Courts, probation, prison or another legal agency",
    Source.OTHER: "Somebody else, such as a charity or youth service",
    Source.ANONYMOUS: "Somebody who did not give a name",
    Source.NOT_KNOWN: "Not known",
    Source.MARAC: "Youth MARAC",
    Source.GANGS: "Gangs panel",
    Source.MISSING_EDUCATION: "Children missing education",
    Source.FAIR_ACCESS: "Fair access panel",
    Source.BORDER: "Border agency",
    Source.BUSINESS: "A business, or 101",
}


class Consent(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"


CONSENTS: Mapping[Consent, tuple[str, str]] = {
    Consent.GIVEN: ("Asked, and agreed", "By whoever holds parental responsibility, or the young person"),
    Consent.REFUSED: ("Asked, and not agreed", "Say why it is shared all the same"),
    Consent.NOT_ASKED: ("Not asked", "Say why not: asking could put the child or somebody else in danger"),
}
NEEDS_WORDS = frozenset({Consent.REFUSED, Consent.NOT_ASKED})


class Basis(StrEnum):
    """The lawful ground for sharing; consent is not asked as one."""

    PUBLIC_TASK = "public_task"
    LEGAL_DUTY = "legal_duty"
    VITAL = "vital"
    INTERESTS = "interests"


BASES: Mapping[Basis, tuple[str, str]] = {
    Basis.PUBLIC_TASK: ("Public task, to keep a child safe", "The usual one for councils, police, health and schools"),
    Basis.LEGAL_DUTY: ("A duty in law", "Such as section 47 of the Children Act"),
    Basis.VITAL: ("To protect somebody’s life", ""),
    Basis.INTERESTS: ("Legitimate interests", "For a charity, a faith group or a business"),
}


class Urgency(StrEnum):
    NOW = "now"
    TODAY = "today"
    SOON = "soon"


URGENCIES: Mapping[Urgency, tuple[str, str]] = {
    Urgency.NOW: ("In the next hours", "Ring 999 in danger, and MASH as well: this form alone is not quick enough"),
    Urgency.TODAY: ("Today", "Harm is likely if nothing happens today"),
    Urgency.SOON: ("Within the working day that MASH has", "No harm is likely before that"),
}


class Circumstance(StrEnum):
    """The four of which any makes this the child-protection route."""

    RISK_NOW = "risk_now"
    BY_PARENT = "by_parent"
    NOT_PROTECTED = "not_protected"
    BY_TRUST = "by_trust"


CIRCUMSTANCES: Mapping[Circumstance, str] = {
    Circumstance.RISK_NOW: "The child is at immediate risk, and something else makes it worse",
    Circumstance.BY_PARENT: "A parent or carer takes part in the exploitation",
    Circumstance.NOT_PROTECTED: "A parent does not protect the child",
    Circumstance.BY_TRUST: "An adult in a position of trust organises or encourages it",
}
NONE_OF_THESE = "none"
