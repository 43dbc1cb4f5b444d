"""Who leads what in a partnership: the titles that single points of contact give, and who is asked where one lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class LeadTitle(StrEnum):
    STRATEGIC_LEAD = "strategic_lead"
    HEAD_OF_SERVICE = "head_of_service"
    SSPL = "sspl"
    ANALYST = "analyst"
    POLICE_SPOC = "police_spoc"
    MASH_MANAGER = "mash_manager"
    EDUCATION_LEAD = "education_lead"
    NAMED_NURSE = "named_nurse"
    VOLUNTARY_LEAD = "voluntary_lead"
    MASE_CO_CHAIR_CSC = "mase_co_chair_csc"
    MASE_CO_CHAIR_POLICE = "mase_co_chair_police"
    PREVENTION_LEAD = "prevention_lead"


@dataclass(frozen=True)
class Lead:
    """One line of the page of lead arrangements."""

    title: str
    does: str
    ask: str  # whose single point of contact names the person
    in_each_agency: bool = False  # many agencies have one of their own


LEADS: Mapping[LeadTitle, Lead] = {
    LeadTitle.STRATEGIC_LEAD: Lead(
        "Strategic lead for child sexual exploitation",
        "Answers to the board for the strategy and its yearly plan",
        "the authority’s children’s services",
    ),
    LeadTitle.HEAD_OF_SERVICE: Lead(
        "Head of service, children’s social care",
        "Answers for what social care does in every case",
        "children’s social care",
    ),
    LeadTitle.SSPL: Lead(
        "Specialist safeguarding practice lead",
        "Chairs pre-MASE and complex strategy meetings, and checks that lower scores are right",
        "children’s social care",
    ),
    LeadTitle.ANALYST: Lead(
        "MASE coordinator or analyst",
        "Prepares the panel and keeps the picture of people, places and links",
        "the partnership’s office",
    ),
    LeadTitle.POLICE_SPOC: Lead(
        "Police single point of contact",
        "Receives intelligence and crime references, and says what disrupts",
        "the police",
    ),
    LeadTitle.MASH_MANAGER: Lead(
        "MASH manager", "Decides what happens with a referral, and tells the referrer", "MASH"
    ),
    LeadTitle.EDUCATION_LEAD: Lead(
        "Education lead", "Speaks for schools and colleges, and knows who is absent or missing education", "education"
    ),
    LeadTitle.NAMED_NURSE: Lead(
        "Named nurse", "Speaks for health, and finds the right clinician for a child", "the health agencies"
    ),
    LeadTitle.VOLUNTARY_LEAD: Lead(
        "Voluntary sector lead",
        "Speaks for charities and faith groups that support children",
        "the voluntary agencies",
    ),
    LeadTitle.MASE_CO_CHAIR_CSC: Lead(
        "MASE co-chair, social care", "Sets the agenda and runs the panel, with the police", "children’s social care"
    ),
    LeadTitle.MASE_CO_CHAIR_POLICE: Lead(
        "MASE co-chair, police", "Sets the agenda and runs the panel, with social care", "the police"
    ),
    LeadTitle.PREVENTION_LEAD: Lead(
        "Prevention lead",
        "Keeps the agency’s prevention log, and leads its awareness work",
        "each agency that works with young people",
        in_each_agency=True,
    ),
}


def choices() -> list[tuple[str, str]]:
    return [(one.value, lead.title) for one, lead in LEADS.items()]
