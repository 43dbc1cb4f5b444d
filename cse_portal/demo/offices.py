"""What the borough's agencies are and how they are reached, who leads what, and which of them have not signed yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from cse_portal.agencies.agency_types import AgencyType
from cse_portal.agencies.lead_titles import LeadTitle
from cse_portal.agencies.roles import Role
from cse_portal.agencies.timescales import Timescale
from cse_portal.demo.cast import AGENCIES
from cse_portal.demo.people import E_MAIL_DOMAIN, plain_letters

HOSPITAL = "Quillhaven Hospital"
POLICE = AGENCIES["police"]

KINDS: Mapping[str, AgencyType] = {
    AGENCIES["school"]: AgencyType.SCHOOL,
    AGENCIES["mash"]: AgencyType.MASH,
    AGENCIES["csc"]: AgencyType.CSC_CHILD_PROTECTION,
    AGENCIES["police"]: AgencyType.POLICE_CSE,
    AGENCIES["board"]: AgencyType.PARTNERSHIP_OFFICE,
    AGENCIES["council"]: AgencyType.COUNCIL_SERVICE,
    AGENCIES["governance"]: AgencyType.COUNCIL_SERVICE,
    AGENCIES["other"]: AgencyType.VOLUNTARY,
    "Children’s social care, front door": AgencyType.CSC_FRONT_DOOR,
    "Children’s social care, child protection": AgencyType.CSC_CHILD_PROTECTION,
    "Children’s social care, looked-after children": AgencyType.CSC_LOOKED_AFTER,
    "Children’s social care, leaving care": AgencyType.CSC_LEAVING_CARE,
    "Larkmere Council, family support": AgencyType.CSC_FAMILY_SUPPORT,
    "Larkmere police, missing persons desk": AgencyType.POLICE_MISSING,
    HOSPITAL: AgencyType.ACUTE_HEALTH,
    "Quillhaven Hospital, emergency department": AgencyType.EMERGENCY_DEPARTMENT,
    "Quillhaven Hospital, children’s ward": AgencyType.ACUTE_HEALTH,
    "Larkmere Community Health": AgencyType.COMMUNITY_HEALTH,
    "Larkmere child and adolescent mental health service": AgencyType.CAMHS,
    "Hollowmarsh Road Surgery": AgencyType.GP,
    "Wrenbeck Sexual Health Clinic": AgencyType.SEXUAL_HEALTH,
    "Emberfold Sexual Assault Referral Centre": AgencyType.SARC,
    "Larkmere midwifery and health visiting": AgencyType.MIDWIFERY_HEALTH_VISITING,
    "Saltmarrow Sixth Form College": AgencyType.COLLEGE,
    "Candlecroft Pupil Referral Unit": AgencyType.PUPIL_REFERRAL_UNIT,
    "Thistledene Special School": AgencyType.SPECIAL_SCHOOL,
    "Pinnockshaw House School (independent)": AgencyType.INDEPENDENT_SCHOOL,
    "Larkmere education welfare": AgencyType.EDUCATION_WELFARE,
    "Larkmere youth service": AgencyType.YOUTH_SERVICE,
    "Larkmere youth offending service": AgencyType.YOUTH_OFFENDING,
    "Larkmere probation": AgencyType.PROBATION,
    "Larkmere housing options": AgencyType.HOUSING,
    "Lantern Street Hostel": AgencyType.HOSTEL_OR_REFUGE,
    "Rowanmere Refuge": AgencyType.HOSTEL_OR_REFUGE,
    "Orchard Bank children’s home": AgencyType.CHILDRENS_HOME,
    "Harbour Gate Fostering": AgencyType.FOSTERING,
    "Tidewater drug and alcohol service": AgencyType.DRUGS_AND_ALCOHOL,
    "Larkmere gangs and serious violence team": AgencyType.GANGS_AND_VIOLENCE,
    "Willowbridge women and girls’ service": AgencyType.VAWG,
    "Footbridge return home interviews": AgencyType.RETURN_INTERVIEWS,
    "Larkmere fire station": AgencyType.FIRE,
    "Larkmere community safety": AgencyType.COMMUNITY_SAFETY,
    "Larkmere licensing": AgencyType.LICENSING,
    "Larkmere interfaith forum": AgencyType.FAITH,
    "Larkmere adult social care": AgencyType.ADULT_SOCIAL_CARE,
    "Brackwater Council, children’s services": AgencyType.ANOTHER_BOROUGH,
    "Larkmere Council, members’ office": AgencyType.COUNCIL_SERVICE,
    "Independent scrutiny": AgencyType.SCRUTINY,
}
_SURGERIES = ("Surgery", "Health Centre", "Medical Practice", "Family Doctors")

# Teams of something larger, by name.
PARENTS: Mapping[str, str] = {
    "Quillhaven Hospital, emergency department": HOSPITAL,
    "Quillhaven Hospital, children’s ward": HOSPITAL,
    "Children’s social care, leaving care": "Children’s social care, looked-after children",
}

# Open day and night, with somebody on call.
ON_CALL: Mapping[str, str] = {
    POLICE: "Duty inspector",
    HOSPITAL: "Site manager",
    "Quillhaven Hospital, emergency department": "Nurse in charge",
    "Orchard Bank children’s home": "Manager on call",
    "Rowanmere Refuge": "Worker on call",
}


def kind_of(name: str) -> AgencyType:
    """Beyond the named ones a larger borough has schools, surgeries and teams of social workers."""
    if name in KINDS:
        return KINDS[name]
    if name.startswith("Children’s social care"):
        return AgencyType.CSC_CHILD_PROTECTION
    return AgencyType.GP if name.endswith(_SURGERIES) else AgencyType.SCHOOL


class Reached(NamedTuple):
    """How an invented agency is reached: numbers kept for drama, an address that leads nowhere."""

    phone: str
    email: str
    out_of_hours_who: str
    out_of_hours_phone: str


REACHED = Reached._fields


def reached(name: str, number: int) -> Reached:
    on_call = ON_CALL.get(name, "")
    return Reached(
        phone=f"01632 960{300 + number % 690:03}",
        email=f"{plain_letters(name).replace('.', '-')}@{E_MAIL_DOMAIN}",
        out_of_hours_who=on_call,
        out_of_hours_phone="01632 960298" if on_call else "",
    )


def place(name: str, number: int) -> tuple[str, ...]:
    """Its type and how it is reached, as a row's columns."""
    return (kind_of(name).value, *reached(name, number))


COUNCIL = {"name": "London Borough of Larkmere", "short_name": "Larkmere", "code": "E09000099"}
PANELS = (("mase", "Larkmere MASE panel"), ("strategic", "Larkmere exploitation strategic group"))
MASH_EMAIL = f"mash@{E_MAIL_DOMAIN}"
OWN_TIMESCALES: Mapping[str, Any] = {
    "amounts": {Timescale.PANEL_MINUTES: 3, Timescale.DORMANT_CASE: 15},
    "reason": "Agreed by the board in its spring meeting",
}

# Who bears which title: the first who works there in that role. Nobody leads for the voluntary agencies yet.
LEADERS: tuple[tuple[LeadTitle, str, Role], ...] = (
    (LeadTitle.STRATEGIC_LEAD, AGENCIES["board"], Role.STRATEGIC_GROUP_MEMBER),
    (LeadTitle.HEAD_OF_SERVICE, "Children’s social care, looked-after children", Role.HEAD_OF_SERVICE),
    (LeadTitle.SSPL, AGENCIES["mash"], Role.SSPL),
    (LeadTitle.ANALYST, AGENCIES["board"], Role.MASE_COORDINATOR),
    (LeadTitle.POLICE_SPOC, POLICE, Role.POLICE_CSE_SPOC),
    (LeadTitle.MASH_MANAGER, AGENCIES["mash"], Role.MASH_MANAGER),
    (LeadTitle.EDUCATION_LEAD, "Larkmere education welfare", Role.LADO),
    (LeadTitle.NAMED_NURSE, "Larkmere Community Health", Role.SPOC),
    (LeadTitle.MASE_CO_CHAIR_CSC, "Children’s social care, looked-after children", Role.MASE_CO_CHAIR),
    (LeadTitle.MASE_CO_CHAIR_POLICE, POLICE, Role.MASE_CO_CHAIR),
    (LeadTitle.PREVENTION_LEAD, "Larkmere youth service", Role.PREVENTION_LEAD),
    (LeadTitle.PREVENTION_LEAD, "Larkmere community safety", Role.PREVENTION_LEAD),
)

# The newest pledge waits for these.
NOT_SIGNED = frozenset(
    {AGENCIES["school"], "Larkmere probation", "Harbour Gate Fostering", "Larkmere licensing", "Rowanmere Refuge"}
)
# The one of the cast who meets the terms of use at the first page.
NOT_ACCEPTED = "outsider"
