"""The kinds of meetings about a child: who chairs, who must come, how often, what comes of it. Stages add theirs."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies.agency_types import AgencyType as Type
from cse_portal.agencies.roles import Role


@dataclass(frozen=True)
class Seat:
    """Somebody without whom the meeting is not whole, and the types of agencies that can fill it."""

    title: str
    types: frozenset[Type]


@dataclass(frozen=True)
class MeetingKind:
    """`chairs` and `called_by` are empty where any role that keeps meetings may; `plan` is the kind that it makes."""

    code: str
    title: str
    chair: str
    seats: tuple[Seat, ...] = ()
    cadence: str = ""
    produces: str = ""
    plan: str = ""
    chairs: frozenset[Role] = frozenset()
    called_by: frozenset[Role] = frozenset()
    is_multi_agency: bool = True

    def may_be_chaired_by(self, role: Role) -> bool:
        return not self.chairs or role in self.chairs

    def may_be_called_by(self, roles: frozenset[Role]) -> bool:
        return not self.called_by or bool(self.called_by & roles)


SOCIAL_CARE = Seat(
    "Children’s social care",
    frozenset(
        {
            *(Type.CSC_FRONT_DOOR, Type.CSC_CHILD_PROTECTION, Type.CSC_LOOKED_AFTER),
            *(Type.CSC_LEAVING_CARE, Type.CSC_FAMILY_SUPPORT),
        }
    ),
)
POLICE = Seat("Police", frozenset({Type.POLICE_CSE, Type.POLICE_MISSING, Type.POLICE_OTHER}))
HEALTH = Seat(
    "Health",
    frozenset(
        {
            *(Type.EMERGENCY_DEPARTMENT, Type.ACUTE_HEALTH, Type.COMMUNITY_HEALTH, Type.CAMHS, Type.GP),
            *(Type.SEXUAL_HEALTH, Type.SARC, Type.MIDWIFERY_HEALTH_VISITING),
        }
    ),
)
EDUCATION = Seat(
    "School or college",
    frozenset(
        {
            *(Type.SCHOOL, Type.COLLEGE, Type.PUPIL_REFERRAL_UNIT, Type.SPECIAL_SCHOOL, Type.INDEPENDENT_SCHOOL),
            Type.EDUCATION_WELFARE,
        }
    ),
)
MANAGERS = frozenset({Role.CSC_TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.SSPL})
OTHER = "other"
STRATEGY_KINDS = ("strategy", "complex_strategy")  # a further one of which a review at 2 or 3 asks for

_kinds: dict[str, MeetingKind] = {}


def add_meeting_kind(kind: MeetingKind) -> MeetingKind:
    """Called from a stage's `ready()`; the same code twice must say the same thing."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"The kind of meeting {kind.code} is already called {_kinds[kind.code].title}")
    return kind


def meeting_kind(code: str) -> MeetingKind:
    """One that a later release no longer knows is still called a meeting."""
    return _kinds.get(code) or MeetingKind(code, "Meeting", "Whoever called it")


def meeting_kinds(roles: frozenset[Role] | None = None) -> list[MeetingKind]:
    """In the order in which they were added; of those that somebody in these roles may call."""
    return [kind for kind in _kinds.values() if roles is None or kind.may_be_called_by(roles)]


def empty_seats(kind: MeetingKind, invited: set[str]) -> list[str]:
    """Who must come and is not invited yet, from the types of the agencies that are."""
    return [seat.title for seat in kind.seats if not seat.types & invited]


for one in (
    MeetingKind(
        "network",
        "Network meeting",
        "Whoever knows the child best, often the school",
        (EDUCATION, HEALTH),
        "When the risk is low, and again at each review of the plan",
        "A diversion plan, shared with everyone at the meeting",
        "diversion",
    ),
    MeetingKind(
        "map",
        "Multi-agency planning meeting",
        "A team manager of children’s social care",
        (SOCIAL_CARE, POLICE, HEALTH, EDUCATION),
        "When the risk is medium, and every 3 months while it stays so",
        "A plan that every agency has a part in",
        "diversion",
    ),
    MeetingKind(
        "professionals",
        "Professionals’ meeting",
        "Whoever called it",
        (SOCIAL_CARE,),
        "When those around the child see different things",
        "One picture of what is happening, and who does what",
    ),
    MeetingKind(
        "strategy",
        "Strategy discussion or meeting",
        "A manager of children’s social care",
        (SOCIAL_CARE, POLICE, HEALTH, EDUCATION),
        "Within 3 working days of the referral",
        "A decision whether enquiries under section 47 begin, and a safety plan",
        "safety",
        MANAGERS,
    ),
    MeetingKind(
        "complex_strategy",
        "Complex strategy meeting",
        "The specialist safeguarding practice lead",
        (SOCIAL_CARE, POLICE, HEALTH),
        "Where children or suspects are linked, or abuse is organised",
        "One plan for several children, places and suspects",
        "safety",
        frozenset({Role.SSPL}),
    ),
    MeetingKind(
        "catse",
        "CATSE meeting",
        "A conference chair",
        (SOCIAL_CARE, POLICE, HEALTH, EDUCATION),
        "Every 3 months while the risk is high",
        "A safety plan, at the level of a conference",
        "safety",
        frozenset({Role.IRO, Role.CSC_TEAM_MANAGER, Role.HEAD_OF_SERVICE}),
    ),
    MeetingKind(
        "lac_review",
        "Looked-after child review",
        "The independent reviewing officer",
        (SOCIAL_CARE,),
        "As the regulations say; exploitation is on every agenda",
        "The care plan reviewed, with exploitation in it",
        "",
        frozenset({Role.IRO}),
    ),
    MeetingKind(OTHER, "Another meeting", "Whoever called it", is_multi_agency=False),
):
    add_meeting_kind(one)
