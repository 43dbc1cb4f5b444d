"""The kinds of agencies around a child, in the groups by which the directory lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    SOCIAL_CARE = "Children’s social care"
    SAFEGUARDING = "Partnership and MASH"
    POLICE_AND_JUSTICE = "Police and justice"
    HEALTH = "Health"
    EDUCATION = "Education"
    YOUTH = "Young people’s services"
    HOMES = "Housing and homes"
    COMMUNITY = "Community and voluntary"
    ADULTS = "Adults"
    COUNCIL = "Council services"
    ELSEWHERE = "Elsewhere"


class AgencyType(StrEnum):
    CSC_FRONT_DOOR = "csc_front_door"
    CSC_CHILD_PROTECTION = "csc_child_protection"
    CSC_LOOKED_AFTER = "csc_looked_after"
    CSC_LEAVING_CARE = "csc_leaving_care"
    CSC_FAMILY_SUPPORT = "csc_family_support"
    MASH = "mash"
    PARTNERSHIP_OFFICE = "partnership_office"
    SCRUTINY = "scrutiny"
    POLICE_CSE = "police_cse"
    POLICE_MISSING = "police_missing"
    POLICE_OTHER = "police_other"
    YOUTH_OFFENDING = "youth_offending"
    PROBATION = "probation"
    EMERGENCY_DEPARTMENT = "emergency_department"
    ACUTE_HEALTH = "acute_health"
    COMMUNITY_HEALTH = "community_health"
    CAMHS = "camhs"
    GP = "gp"
    SEXUAL_HEALTH = "sexual_health"
    SARC = "sarc"
    MIDWIFERY_HEALTH_VISITING = "midwifery_health_visiting"
    SCHOOL = "school"
    COLLEGE = "college"
    PUPIL_REFERRAL_UNIT = "pupil_referral_unit"
    SPECIAL_SCHOOL = "special_school"
    INDEPENDENT_SCHOOL = "independent_school"
    EDUCATION_WELFARE = "education_welfare"
    YOUTH_SERVICE = "youth_service"
    DRUGS_AND_ALCOHOL = "drugs_and_alcohol"
    GANGS_AND_VIOLENCE = "gangs_and_violence"
    RETURN_INTERVIEWS = "return_interviews"
    HOUSING = "housing"
    HOSTEL_OR_REFUGE = "hostel_or_refuge"
    CHILDRENS_HOME = "childrens_home"
    FOSTERING = "fostering"
    VAWG = "vawg"
    FIRE = "fire"
    COMMUNITY_SAFETY = "community_safety"
    VOLUNTARY = "voluntary"
    FAITH = "faith"
    ADULT_SOCIAL_CARE = "adult_social_care"
    LICENSING = "licensing"
    COUNCIL_SERVICE = "council_service"
    ANOTHER_BOROUGH = "another_borough"


@dataclass(frozen=True)
class Kind:
    """How a type of agency is called on a page, and where the directory lists it."""

    title: str
    group: Group


def _kinds(group: Group, titles: Mapping[AgencyType, str]) -> dict[AgencyType, Kind]:
    return {one: Kind(title, group) for one, title in titles.items()}


KINDS: Mapping[AgencyType, Kind] = {
    **_kinds(
        Group.SOCIAL_CARE,
        {
            AgencyType.CSC_FRONT_DOOR: "Social care: front door and assessment",
            AgencyType.CSC_CHILD_PROTECTION: "Social care: child protection",
            AgencyType.CSC_LOOKED_AFTER: "Social care: looked-after children",
            AgencyType.CSC_LEAVING_CARE: "Social care: leaving care",
            AgencyType.CSC_FAMILY_SUPPORT: "Social care: family support and early help",
        },
    ),
    **_kinds(
        Group.SAFEGUARDING,
        {
            AgencyType.MASH: "Multi-agency safeguarding hub",
            AgencyType.PARTNERSHIP_OFFICE: "Partnership or board office",
            AgencyType.SCRUTINY: "Independent scrutiny",
        },
    ),
    **_kinds(
        Group.POLICE_AND_JUSTICE,
        {
            AgencyType.POLICE_CSE: "Police: child exploitation team",
            AgencyType.POLICE_MISSING: "Police: missing persons",
            AgencyType.POLICE_OTHER: "Police: another team",
            AgencyType.YOUTH_OFFENDING: "Youth offending service",
            AgencyType.PROBATION: "Probation",
        },
    ),
    **_kinds(
        Group.HEALTH,
        {
            AgencyType.EMERGENCY_DEPARTMENT: "Hospital: emergency department",
            AgencyType.ACUTE_HEALTH: "Hospital: wards and clinics",
            AgencyType.COMMUNITY_HEALTH: "Community health and school nursing",
            AgencyType.CAMHS: "Child and adolescent mental health",
            AgencyType.GP: "GP surgery",
            AgencyType.SEXUAL_HEALTH: "Sexual health clinic",
            AgencyType.SARC: "Sexual assault referral centre",
            AgencyType.MIDWIFERY_HEALTH_VISITING: "Midwifery and health visiting",
        },
    ),
    **_kinds(
        Group.EDUCATION,
        {
            AgencyType.SCHOOL: "School",
            AgencyType.COLLEGE: "College or sixth form",
            AgencyType.PUPIL_REFERRAL_UNIT: "Pupil referral unit",
            AgencyType.SPECIAL_SCHOOL: "Special school",
            AgencyType.INDEPENDENT_SCHOOL: "Independent school",
            AgencyType.EDUCATION_WELFARE: "Education welfare and LADO",
        },
    ),
    **_kinds(
        Group.YOUTH,
        {
            AgencyType.YOUTH_SERVICE: "Youth service",
            AgencyType.DRUGS_AND_ALCOHOL: "Drugs and alcohol service",
            AgencyType.GANGS_AND_VIOLENCE: "Gangs and serious violence team",
            AgencyType.RETURN_INTERVIEWS: "Return home interviews and support",
        },
    ),
    **_kinds(
        Group.HOMES,
        {
            AgencyType.HOUSING: "Housing",
            AgencyType.HOSTEL_OR_REFUGE: "Hostel or refuge",
            AgencyType.CHILDRENS_HOME: "Children’s home",
            AgencyType.FOSTERING: "Fostering agency",
        },
    ),
    **_kinds(
        Group.COMMUNITY,
        {
            AgencyType.VAWG: "Violence against women and girls service",
            AgencyType.FIRE: "Fire and rescue",
            AgencyType.COMMUNITY_SAFETY: "Community safety",
            AgencyType.VOLUNTARY: "Voluntary organisation",
            AgencyType.FAITH: "Faith group",
        },
    ),
    **_kinds(Group.ADULTS, {AgencyType.ADULT_SOCIAL_CARE: "Adult social care"}),
    **_kinds(
        Group.COUNCIL,
        {AgencyType.LICENSING: "Licensing", AgencyType.COUNCIL_SERVICE: "Another council service"},
    ),
    **_kinds(Group.ELSEWHERE, {AgencyType.ANOTHER_BOROUGH: "Another borough"}),
}


def title_of(code: str) -> str:
    """An agency that has not said what it is has no title yet."""
    return KINDS[AgencyType(code)].title if code else ""


def types_in(group: Group) -> list[AgencyType]:
    return [one for one, kind in KINDS.items() if kind.group == group]


# Whose people read what is confidential among health professionals.
HEALTH = frozenset(types_in(Group.HEALTH))


def grouped_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """For a list to choose from: each group over its types."""
    return [(str(group), [(one.value, KINDS[one].title) for one in types_in(group)]) for group in Group]
