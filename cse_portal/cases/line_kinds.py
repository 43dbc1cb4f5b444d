"""What a line of the chronology is about, whether it worries or strengthens, and which of them people write."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class LineKind(StrEnum):
    """The first are people’s to write; the others come from what happens in the portal."""

    CHILD = "child"
    VISIT = "visit"
    FAMILY = "family"
    INCIDENT = "incident"
    DISCLOSURE = "disclosure"
    OBSERVATION = "observation"
    ONLINE = "online"
    HEALTH = "health"
    EDUCATION = "education"
    POLICE = "police"
    SUPERVISION = "supervision"
    MID_POINT = "mid_point"
    NOTE = "note"
    STAGE = "stage"
    TEAM = "team"
    AROUND = "around"
    MEETING = "meeting"
    PLAN = "plan"
    ACTION = "action"
    MISSING = "missing"
    INTERVIEW = "interview"
    DOCUMENT = "document"
    NETWORK = "network"
    MESSAGE = "message"
    SCREENING = "screening"
    REFERRAL = "referral"


TITLES: Mapping[LineKind, str] = {
    LineKind.CHILD: "Contact with the child",
    LineKind.VISIT: "Visit to the child",
    LineKind.FAMILY: "Contact with family or carers",
    LineKind.INCIDENT: "Something that happened",
    LineKind.DISCLOSURE: "What the child told somebody",
    LineKind.OBSERVATION: "What somebody saw or noticed",
    LineKind.ONLINE: "Online or by phone",
    LineKind.HEALTH: "Health",
    LineKind.EDUCATION: "School or college",
    LineKind.POLICE: "Police",
    LineKind.SUPERVISION: "Supervision or advice",
    LineKind.MID_POINT: "Reviewing officer’s mid-point check",
    LineKind.NOTE: "Something else",
    LineKind.STAGE: "Stage of the case",
    LineKind.TEAM: "Who works on the case",
    LineKind.AROUND: "Agencies and services",
    LineKind.MEETING: "Meetings",
    LineKind.PLAN: "Plans",
    LineKind.ACTION: "Actions",
    LineKind.MISSING: "Missing",
    LineKind.INTERVIEW: "Return home interview",
    LineKind.DOCUMENT: "Documents",
    LineKind.NETWORK: "People and places",
    LineKind.MESSAGE: "Messages",
    LineKind.SCREENING: "Screening",
    LineKind.REFERRAL: "Referrals and MASH",
}
BY_PEOPLE = tuple(LineKind)[: list(LineKind).index(LineKind.STAGE)]


class Tone(StrEnum):
    NEITHER = ""
    WORRY = "worry"
    STRENGTH = "strength"


TONES: Mapping[Tone, str] = {
    Tone.WORRY: "A worry",
    Tone.STRENGTH: "A strength",
    Tone.NEITHER: "Neither",
}
LONGEST_HEADLINE = 120


def headline_of(headline: str, words: str) -> str:
    """What was written without one is headed by how it begins: a whole sentence, or as much as there is room for."""
    if headline:
        return headline
    line = words.strip().split("\n", 1)[0]
    first = line.split(". ", 1)[0].rstrip(".")
    return first if len(first) <= LONGEST_HEADLINE else first[: LONGEST_HEADLINE - 1].rsplit(" ", 1)[0] + "…"


def says_more(headline: str, words: str) -> bool:
    """Whether the words say anything that the heading made of them does not."""
    return bool(headline) or words.strip().rstrip(".") != headline_of(headline, words)
