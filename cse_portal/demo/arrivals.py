"""What stands on the demo's MASH board: invented children, who was worried, and how far MASH has come."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies.roles import Role
from cse_portal.demo.cast import CastMember
from referrals.sources import Circumstance, Consent, Source, Urgency
from referrals.workflow import Known, Outcome, Rating

# Not in the list of people to try: without a manager nothing is decided at MASH.
MANAGER = CastMember("mash_manager", "Ola Brandt", "mash", Role.MASH_MANAGER)
MASH, SCHOOL, POLICE, CARE, OTHER = "mash_officer", "school_spoc", "police_spoc", "team_manager", "outsider"


@dataclass(frozen=True)
class Reply:
    """Of whom MASH asked, by key; without words it is still waited for."""

    by: str
    known: Known | None = None
    knows: str = ""
    missing: str = ""
    unknown: str = ""


@dataclass(frozen=True)
class Ended:
    outcome: Outcome
    because: str
    feedback: str
    is_proposed: bool = False  # by the officer, and before the manager
    is_read: bool = False


@dataclass(frozen=True)
class Arrival:
    given_names: str
    family_name: str
    years: int
    by: str
    source: Source
    hours_ago: int
    worry: str
    childs_words: str = ""
    urgency: Urgency = Urgency.TODAY
    consent: Consent = Consent.GIVEN
    consent_words: str = ""
    circumstances: tuple[Circumstance, ...] = ()
    is_taken: bool = True
    rating: Rating | None = None
    question: str = ""
    replies: tuple[Reply, ...] = ()
    ended: Ended | None = None


ARRIVALS: tuple[Arrival, ...] = (
    Arrival(
        *("Rhys", "Calloway", 14, POLICE, Source.POLICE, 30),
        "Found at 1am with two adults in a flat above the parade. He said they were friends of a friend.",
        "“They get me food. You would not understand.”",
        Urgency.NOW,
        Consent.NOT_ASKED,
        "Asking at home could warn the adults",
        (Circumstance.RISK_NOW,),
        rating=Rating.RED,
        question="What do you know of Rhys, of the flat and of the two adults?",
        replies=(
            Reply(CARE, Known.KNOWN, "Early help in 2025: his mother works nights.", unknown="Who else stays there"),
            Reply(SCHOOL),
        ),
    ),
    Arrival(
        *("Bethan", "Marlowe", 15, SCHOOL, Source.SCHOOL, 22),
        "Collected twice by a man whom staff do not know. New phone and trainers. She told her tutor she “has to” go.",
        "“I don’t want my mum to know about the car.”",
        rating=Rating.AMBER,
        question="Is the silver car known, and has Bethan been missing?",
        replies=(Reply(POLICE, Known.KNOWN, "A silver car was seen at the station on three dates.", "9 November"),),
        ended=Ended(
            Outcome.STRATEGY,
            "The same car on three dates. Waiting for more would add no protection tonight.",
            "Thank you. We are calling a strategy discussion. Please keep Bethan with her tutor until we ring.",
            is_proposed=True,
        ),
    ),
    Arrival(
        *("Elif", "Tanner", 16, OTHER, Source.OTHER, 20),
        "Two phones, gifts she does not explain, and a boyfriend nobody has met.",
        rating=Rating.AMBER,
        question="Is Elif known to you?",
        replies=(Reply(POLICE), Reply(SCHOOL, Known.NOTHING)),
    ),
    Arrival(
        *("Sorcha", "Pell", 13, SCHOOL, Source.SCHOOL_NURSE, 4),
        "Came to the nurse alone with bruises on both wrists, and an adult waiting outside who rang her five times.",
        urgency=Urgency.TODAY,
        is_taken=False,
    ),
    Arrival(
        *("Idris", "Warne", 16, OTHER, Source.HOUSING, 2),
        "Adult visitors at night, and taxis that others pay for.",
        urgency=Urgency.SOON,
        is_taken=False,
    ),
    Arrival(
        *("Nia", "Ashdown", 12, SCHOOL, Source.SCHOOL, 50),
        "Sent pictures to somebody she met in a game. Her parents found out and rang the school.",
        "“I thought he was twelve too.”",
        rating=Rating.GREEN,
        ended=Ended(
            Outcome.ASSESSMENT,
            "Under 13, and pictures were sent: the family needs help and somebody has to find out who he is.",
            "Thank you. A social worker will ring her parents tomorrow. Please save the messages.",
            is_read=True,
        ),
    ),
    Arrival(
        *("Callum", "Thorne", 17, SCHOOL, Source.SCHOOL, 27),
        "Tired and withdrawn, with money he does not explain.",
        rating=Rating.GREEN,
        ended=Ended(
            Outcome.ADVICE,
            "He works nights at his uncle’s shop, which police and his mother confirm.",
            "No sign of exploitation. Talk with him about his hours, and screen again if anything new is seen.",
        ),
    ),
)
