"""Who may do what: one table that a manager can read. A role not named here may do nothing."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    PRACTITIONER = "practitioner"
    SAFEGUARDING_ADVISER = "safeguarding_adviser"
    SPOC = "spoc"
    SOCIAL_WORKER = "social_worker"
    CSC_TEAM_MANAGER = "csc_team_manager"
    MASH_OFFICER = "mash_officer"
    MASH_MANAGER = "mash_manager"
    SSPL = "sspl"
    MASE_CO_CHAIR = "mase_co_chair"
    MASE_MEMBER = "mase_member"
    MASE_COORDINATOR = "mase_coordinator"
    POLICE_CSE_SPOC = "police_cse_spoc"
    LSCB_MANAGER = "lscb_manager"
    IRO = "iro"
    SUPPORT_WORKER = "support_worker"
    LADO = "lado"
    MASE_GUEST = "mase_guest"
    INDEPENDENT_CHAIR = "independent_chair"
    ELECTED_MEMBER = "elected_member"
    HEAD_OF_SERVICE = "head_of_service"
    CSE_COORDINATOR = "cse_coordinator"
    PREVENTION_LEAD = "prevention_lead"
    AUDITOR = "auditor"
    STRATEGIC_GROUP_MEMBER = "strategic_group_member"
    INFORMATION_GOVERNANCE_LEAD = "information_governance_lead"
    SYSTEM_ADMINISTRATOR = "system_administrator"


TITLES: dict[Role, str] = {
    Role.PRACTITIONER: "Practitioner",
    Role.SAFEGUARDING_ADVISER: "Safeguarding adviser",
    Role.SPOC: "Single point of contact",
    Role.SOCIAL_WORKER: "Social worker",
    Role.CSC_TEAM_MANAGER: "Team manager, children's social care",
    Role.MASH_OFFICER: "MASH officer",
    Role.MASH_MANAGER: "MASH manager",
    Role.SSPL: "Specialist safeguarding practice lead",
    Role.MASE_CO_CHAIR: "MASE co-chair",
    Role.MASE_MEMBER: "MASE member",
    Role.MASE_COORDINATOR: "MASE coordinator or analyst",
    Role.POLICE_CSE_SPOC: "Police CSE single point of contact",
    Role.LSCB_MANAGER: "Partnership manager",
    Role.IRO: "Independent reviewing officer or conference chair",
    Role.SUPPORT_WORKER: "Support worker or return home interviewer",
    Role.LADO: "LADO, adult social care or education welfare",
    Role.MASE_GUEST: "MASE guest",
    Role.INDEPENDENT_CHAIR: "Independent chair or quality assurance subgroup",
    Role.ELECTED_MEMBER: "Elected member",
    Role.HEAD_OF_SERVICE: "Head of service or director",
    Role.CSE_COORDINATOR: "CSE coordinator",
    Role.PREVENTION_LEAD: "Prevention lead",
    Role.AUDITOR: "Auditor",
    Role.STRATEGIC_GROUP_MEMBER: "Strategic group member",
    Role.INFORMATION_GOVERNANCE_LEAD: "Information governance lead",
    Role.SYSTEM_ADMINISTRATOR: "System administrator",
}


class Permission(StrEnum):
    OWN_WORK = "see and do one's own work"
    OWN_DESK = "keep drafts and downloads of one's own"
    AGENCY_WORK = "see what is due in one's own agency"
    MANAGE_PEOPLE = "keep the people of one's agency: invite, change roles, suspend, end and review access"
    SEE_ACCESS_REVIEWS = "see which agencies have reviewed their people's access, and how"
    SEE_ACCOUNTS = "see the technical state of accounts, and of no case"
    SEE_OPERATIONS = "see the health of the service, its jobs and backups"
    SEE_CASES = "see the cases one has a reason to see"
    GIVE_ACCESS = "name who else may see a case one sees"
    RESTRICT_CASES = "restrict a case to named people"
    OPEN_IN_EMERGENCY = "open a case in an emergency, for 60 minutes, which is told to others and reviewed"
    SEE_EMERGENCIES = "read who opened cases in an emergency, and end it"
    REVIEW_EMERGENCIES = "review whether a case was rightly opened in an emergency"
    HELP_SIGN_IN = "help people to sign in again: release a lock, sign them out, reset their second step"
    REVIEW_DISPOSAL = "propose and approve which old records are disposed of"


EVERYONE = frozenset({Permission.OWN_WORK, Permission.OWN_DESK})
LOOKS_AT_CASES = EVERYONE | {Permission.SEE_CASES}
SEES_CASES = LOOKS_AT_CASES | {Permission.OPEN_IN_EMERGENCY}
RUNS_AN_AGENCY = SEES_CASES | {Permission.AGENCY_WORK, Permission.SEE_EMERGENCIES}
DECIDES_WHO_SEES = {Permission.GIVE_ACCESS, Permission.RESTRICT_CASES}
WITHOUT_CASES = frozenset(
    {
        Role.LSCB_MANAGER,
        Role.INDEPENDENT_CHAIR,
        Role.ELECTED_MEMBER,
        Role.PREVENTION_LEAD,
        Role.STRATEGIC_GROUP_MEMBER,
        Role.INFORMATION_GOVERNANCE_LEAD,
        Role.SYSTEM_ADMINISTRATOR,
    }
)

REVIEWS_EMERGENCIES = frozenset({Permission.SEE_EMERGENCIES, Permission.REVIEW_EMERGENCIES})
KEEPS_PEOPLE = frozenset({Permission.MANAGE_PEOPLE, Permission.HELP_SIGN_IN})

MAY: dict[Role, frozenset[Permission]] = {
    **{role: EVERYONE if role in WITHOUT_CASES else SEES_CASES for role in Role},
    Role.SPOC: RUNS_AN_AGENCY | KEEPS_PEOPLE,
    Role.POLICE_CSE_SPOC: RUNS_AN_AGENCY | KEEPS_PEOPLE,
    Role.SOCIAL_WORKER: SEES_CASES | {Permission.GIVE_ACCESS},
    Role.CSC_TEAM_MANAGER: RUNS_AN_AGENCY | DECIDES_WHO_SEES,
    Role.MASE_GUEST: LOOKS_AT_CASES,
    Role.AUDITOR: LOOKS_AT_CASES,
    Role.MASH_MANAGER: RUNS_AN_AGENCY | DECIDES_WHO_SEES | REVIEWS_EMERGENCIES,
    Role.SSPL: SEES_CASES | DECIDES_WHO_SEES,
    Role.HEAD_OF_SERVICE: RUNS_AN_AGENCY | DECIDES_WHO_SEES | REVIEWS_EMERGENCIES,
    Role.INFORMATION_GOVERNANCE_LEAD: EVERYONE
    | REVIEWS_EMERGENCIES
    | {Permission.REVIEW_DISPOSAL, Permission.SEE_ACCESS_REVIEWS},
    Role.LSCB_MANAGER: EVERYONE | KEEPS_PEOPLE,
    Role.SYSTEM_ADMINISTRATOR: EVERYONE
    | {Permission.SEE_OPERATIONS, Permission.SEE_ACCOUNTS, Permission.HELP_SIGN_IN},
}


def may(roles: frozenset[Role], permission: Permission) -> bool:
    return any(permission in MAY[role] for role in roles)
