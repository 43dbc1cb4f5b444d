"""The stories of the demo's cases: invented children, and how far each case has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from cse_portal.cases.handling import Handling
from cse_portal.cases.line_kinds import LineKind, Tone
from cse_portal.cases.sharing import Asked, Level, Model, PoliceOutcome
from cse_portal.cases.workflow import Stage


@dataclass(frozen=True)
class Happened:
    """An entry of the chronology, so many days ago."""

    days_ago: int
    words: str
    handling: Handling = Handling.NETWORK
    by: str = "social_worker"  # one of the cast, by key
    kind: LineKind = LineKind.NOTE
    tone: Tone = Tone.NEITHER
    is_significant: bool = False


@dataclass(frozen=True)
class Crime:
    reference: str
    level: Level
    outcome: PoliceOutcome | None = None
    days_ago: int = 80


@dataclass(frozen=True)
class Involved:
    """An agency of the cast, by its key."""

    agency: str
    purpose: str
    contact: str
    sees_case: bool = False
    asked: Asked = Asked.AGREED
    asked_words: str = ""
    days_ago: int = 100


@dataclass(frozen=True)
class Service:
    name: str
    service: str
    what_for: str
    phone: str
    days_ago: int


@dataclass(frozen=True)
class Story:
    given_names: str
    family_name: str
    age_in_months: int
    stages: tuple[tuple[Stage, int], ...]  # each with how many days ago
    scores: tuple[int, ...] = ()
    review_in_days: int | None = None
    is_allocated: bool = False
    models: tuple[Model, ...] = ()
    trusts: str = ""
    allocated_days_ago: int = 0
    crimes: tuple[Crime, ...] = ()
    involved: tuple[Involved, ...] = ()
    services: tuple[Service, ...] = ()
    entries: tuple[Happened, ...] = field(default_factory=tuple)

    def born_on(self, on: date) -> date:
        return on - timedelta(days=round(self.age_in_months * 30.44))

    @property
    def opened_days_ago(self) -> int:
        return self.stages[0][1]


STORIES: tuple[Story, ...] = (
    Story(
        *("Tamsin", "Ellerby", 15 * 12 + 6),
        stages=(
            (Stage.IDENTIFIED, 115),
            (Stage.SCREENED, 114),
            (Stage.REFERRED, 114),
            (Stage.IN_ASSESSMENT, 109),
            (Stage.AT_MASE, 86),
        ),
        scores=(1, 2),
        review_in_days=-3,
        is_allocated=True,
        allocated_days_ago=108,
        models=(Model.ONLINE, Model.BOYFRIEND),
        trusts="Ms Okafor, art teacher",
        crimes=(Crime("4410276/26", Level.ONE), Crime("CAD 9120", Level.TWO, PoliceOutcome.DISRUPTION)),
        involved=(
            Involved("school", "Attendance, and who collects her", "Beth Lindqvist, 01632 960480", sees_case=True),
            Involved(
                *("police", "The silver car, and a warning notice", "DS Tom Akers, 01632 960440"),
                asked=Asked.NOT_ASKED,
                asked_words="Asking first would have warned the man",
                days_ago=84,
            ),
        ),
        services=(
            Service("Ines Duarte", "Safe Harbour", "Keep-safe work, each Thursday", "01632 960611", 52),
            Service("Joy Adeyemi", "Young people’s clinic", "Health, seen alone", "01632 960622", 90),
        ),
        entries=(
            Happened(114, "The school saw Tamsin being collected by a man whom nobody there knows."),
            Happened(86, "Heard at the panel: a licensing visit to the taxi office, and a warning notice considered."),
            Happened(
                11, "A silver car waited outside the school again. Tamsin looked frightened. Part of the number noted."
            ),
            Happened(10, "Supervision with Helen Marsh: ask the police to trace the car.", Handling.OWN_AGENCY),
            Happened(2, "Tamsin has joined the art group. “Ms Okafor listens and doesn’t shout.”"),
        ),
    ),
    Story(
        *("Kwame", "Osterley", 12 * 12 + 2),
        stages=((Stage.IDENTIFIED, 6), (Stage.SCREENED, 5), (Stage.REFERRED, 5)),
        entries=(
            Happened(6, "An adult has been contacting Kwame through a game, and asked him to keep it secret."),
            Happened(5, "Screened with the safeguarding adviser; referred to MASH, since he is under 13."),
        ),
    ),
    Story(
        *("Ines", "Hollin", 17 * 12 + 8),
        stages=(
            (Stage.IDENTIFIED, 320),
            (Stage.REFERRED, 319),
            (Stage.IN_ASSESSMENT, 315),
            (Stage.AT_MASE, 290),
            (Stage.OFF_MASE, 40),
        ),
        scores=(3, 2, 1),
        review_in_days=24,
        is_allocated=True,
        allocated_days_ago=314,
        models=(Model.PEER, Model.GANGS),
        trusts="Her aunt Rosa",
        services=(Service("Dele Marchetti", "Larkmere youth service", "Mentoring", "01632 960633", 200),),
        entries=(
            Happened(290, "Heard at the panel for the first time."),
            Happened(40, "The panel took Ines off its list: her score is 1, and keep-safe work goes on until spring."),
            Happened(9, "Visit. Ines showed me her room, and the college prospectus she has marked."),
        ),
    ),
    Story(
        *("Maya", "Oyelaran", 15 * 12 + 6),
        stages=(
            (Stage.IDENTIFIED, 206),
            (Stage.SCREENED, 205),
            (Stage.REFERRED, 205),
            (Stage.IN_ASSESSMENT, 200),
            (Stage.AT_MASE, 87),
        ),
        scores=(1, 2),
        review_in_days=-4,
        is_allocated=True,
        allocated_days_ago=200,
        models=(Model.BOYFRIEND, Model.ONLINE),
        trusts="Ms Okafor, art teacher",
        crimes=(Crime("4410391/26", Level.ONE, days_ago=95),),
        involved=(
            Involved("school", "Attendance, and a place to talk", "Beth Lindqvist, 01632 960480", sees_case=True),
            Involved(
                *("police", "The silver car, and the taxi office", "DS Tom Akers, 01632 960440"),
                asked=Asked.REFUSED,
                asked_words="Maya fears that he would hear of it; her mother agreed",
                days_ago=86,
            ),
        ),
        services=(Service("Ines Duarte", "Safe Harbour", "Keep-safe work, each Monday", "01632 960611", 52),),
        entries=(
            Happened(
                *(116, "Maya told Ms Okafor about an older boyfriend with a car."),
                by="school_spoc",
                kind=LineKind.DISCLOSURE,
                tone=Tone.WORRY,
                is_significant=True,
            ),
            Happened(87, "Heard at the panel: CCTV operators briefed, and a licensing visit to the taxi office."),
            Happened(
                *(19, "Seen at home. Maya drew while we talked, and asked whether she may bring her brother."),
                kind=LineKind.CHILD,
                tone=Tone.STRENGTH,
            ),
            Happened(
                13, "Missing for 14 hours, found at Station Parade by her mother. She says that she “has to” go."
            ),
            Happened(
                *(12, "Supervision with Helen Marsh: a contact for the evenings.", Handling.OWN_AGENCY),
                kind=LineKind.SUPERVISION,
            ),
            Happened(
                *(11, "Collected at school by a man unknown to staff, in a silver car."),
                by="school_spoc",
                kind=LineKind.INCIDENT,
                tone=Tone.WORRY,
                is_significant=True,
            ),
            Happened(
                *(1, "Attendance 71 per cent, up from 62. Maya has joined the art group."),
                by="school_spoc",
                kind=LineKind.EDUCATION,
                tone=Tone.STRENGTH,
            ),
        ),
    ),
)
