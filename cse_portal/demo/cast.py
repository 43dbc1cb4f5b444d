"""The invented borough of Larkmere and the named cast that tests and the demo share."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies.roles import Role

PASSWORD = "larkmere-lantern-parade"  # shown at the demo's start; production refuses the demo app altogether


@dataclass(frozen=True)
class CastMember:
    key: str
    name: str
    agency: str
    role: Role

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@larkmere.example"


AGENCIES = {
    "school": "Fernhill Academy",
    "mash": "Larkmere MASH",
    "csc": "Children’s social care, East team",
    "police": "Larkmere police, child exploitation team",
    "board": "Larkmere Safeguarding Children Partnership",
    "council": "Larkmere Council, digital services",
    "governance": "Larkmere Council, information governance",
    "other": "Brackwater Youth Trust",
}

CAST = (
    CastMember("school_spoc", "Beth Lindqvist", "school", Role.SPOC),
    CastMember("teacher", "Gareth Onwuachi", "school", Role.PRACTITIONER),
    CastMember("mash_officer", "Dominic Reyes", "mash", Role.MASH_OFFICER),
    CastMember("social_worker", "Priya Nair", "csc", Role.SOCIAL_WORKER),
    CastMember("team_manager", "Helen Marsh", "csc", Role.CSC_TEAM_MANAGER),
    CastMember("police_spoc", "Tom Akers", "police", Role.POLICE_CSE_SPOC),
    CastMember("mase_chair", "Ngozi Farrant", "police", Role.MASE_CO_CHAIR),
    CastMember("lscb_manager", "Rosalind Achterberg", "board", Role.LSCB_MANAGER),
    CastMember("governance_lead", "Imran Castellan", "governance", Role.INFORMATION_GOVERNANCE_LEAD),
    CastMember("second_governance_lead", "Maud Ferreira", "governance", Role.INFORMATION_GOVERNANCE_LEAD),
    CastMember("system_administrator", "Kit Varga", "council", Role.SYSTEM_ADMINISTRATOR),
    CastMember("outsider", "Olu Wetherby", "other", Role.PRACTITIONER),
)

# Not in the list of people to try: a full desk, for screenshots and for measuring My work.
BUSIEST = CastMember("busiest", "Adaeze Winterbourne", "csc", Role.SOCIAL_WORKER)
