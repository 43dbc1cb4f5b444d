"""Who may do what: one table that a manager can read. A role not named here may do nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    Role.CSC_TEAM_MANAGER: "Team manager, children’s social care",
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


@dataclass(frozen=True)
class Part:
    """A role in two sentences: what comes before its eyes, and what it is there to do."""

    sees: str
    does: str


PARTS: Mapping[Role, Part] = {
    Role.PRACTITIONER: Part(
        "Their own screenings and referrals, and what a case on which they are named shares with their agency",
        "Screens, refers, answers checks, carries out actions and adds to the chronology",
    ),
    Role.SAFEGUARDING_ADVISER: Part(
        "Every screening that their agency makes", "Advises colleagues, endorses a screening, refers to MASH"
    ),
    Role.SPOC: Part(
        "Everything in which their agency takes part, and its people",
        "Answers checks or hands them on, receives actions, keeps the agency’s people and watches who looked at what",
    ),
    Role.SOCIAL_WORKER: Part(
        "The whole record of every child allocated to them", "Assesses, plans, refers to MASE and reviews"
    ),
    Role.CSC_TEAM_MANAGER: Part(
        "The whole record of every child with the team",
        "Allocates, decides, chairs strategy meetings and signs off assessments",
    ),
    Role.MASH_OFFICER: Part(
        "Every referral of the partnership, and of every case that it exists",
        "Sorts what comes in, asks agencies for checks and tells referrers what happens",
    ),
    Role.MASH_MANAGER: Part(
        "Every referral of the partnership, and of every case that it exists",
        "Decides what happens with a referral, and answers for feedback to whoever referred",
    ),
    Role.SSPL: Part(
        "Every case of the partnership",
        "Chairs pre-MASE and complex strategy meetings, checks quality and countersigns a lower score",
    ),
    Role.MASE_CO_CHAIR: Part(
        "Every case referred to MASE, with what is covert",
        "Sets the agenda, runs the panel, decides and approves the minutes",
    ),
    Role.MASE_MEMBER: Part(
        "The cases on the panel’s agenda, from its circulation until shortly after the minutes are approved; "
        "afterwards the actions of their own agency",
        "Brings what the agency knows, and takes actions",
    ),
    Role.MASE_COORDINATOR: Part(
        "MASE cases, the network of people and places, and the problem profile",
        "Prepares packs, minutes, intelligence and reports",
    ),
    Role.POLICE_CSE_SPOC: Part(
        "What a single point of contact sees, and what is for the police alone",
        "Records crime references, intelligence and disruptions, and keeps the unit’s people",
    ),
    Role.LSCB_MANAGER: Part(
        "Figures and reports without names; plans, audits and the prevention log",
        "Publishes reports; keeps instruments, targets, agencies and the partnership’s settings",
    ),
    Role.IRO: Part(
        "The children whose plans they review, with the history of exploitation",
        "Checks at mid-point, challenges a plan that passes exploitation over, and starts the clock of a dispute",
    ),
    Role.SUPPORT_WORKER: Part(
        "The children referred to their service, as far as shared with it",
        "Records interviews and support, and the child’s own view",
    ),
    Role.LADO: Part("What is addressed to them", "Answers, and takes a young person over into adult services"),
    Role.MASE_GUEST: Part("The items to which they are invited, while these last", "Contributes to these items"),
    Role.INDEPENDENT_CHAIR: Part(
        "Figures, highlight reports, the risk log and audits, all without names", "Challenges, and signs off"
    ),
    Role.ELECTED_MEMBER: Part("Published reports", "Reads them"),
    Role.HEAD_OF_SERVICE: Part(
        "The cases of the service, and reports of looked-after children who are missing",
        "Decides, and records what is done about it",
    ),
    Role.CSE_COORDINATOR: Part(
        "What a MASE coordinator sees, and the prevention log and plan",
        "Keeps the links between agencies, and leads the plan",
    ),
    Role.PREVENTION_LEAD: Part(
        "The prevention log of their agency", "Records what was done to prevent harm, and reports on it"
    ),
    Role.AUDITOR: Part("The cases drawn for an audit, to read only, while it runs", "Grades them"),
    Role.STRATEGIC_GROUP_MEMBER: Part("Dashboards and plans", "Reports on actions that they took on"),
    Role.INFORMATION_GOVERNANCE_LEAD: Part(
        "The audit trail, access reviews, and work on people’s own records and on retention",
        "Investigates, exports, and reviews every emergency access",
    ),
    Role.SYSTEM_ADMINISTRATOR: Part(
        "Whether accounts, background work and the service itself are well; no child’s record", "Runs the service"
    ),
}


class Permission(StrEnum):
    OWN_WORK = "see and do one’s own work"
    OWN_DESK = "keep drafts and downloads of one’s own"
    READ_ORGANISATION = "look up agencies, lead arrangements and roles"
    AGENCY_WORK = "see what is due in one’s own agency"
    SEE_WORK_ACROSS = "see how much is due in each agency of the partnership, by counts"
    SEE_OVERDUE = "see how much of the partnership’s work is far overdue, by counts and references"
    SIGN_FOR_AGENCY = "sign the partnership’s pledge for one’s own agency"
    KEEP_AGENCY = "keep one’s own agency’s contacts, terms of use and lead titles"
    KEEP_PARTNERSHIP = "keep the partnership’s settings, pledge and agencies"
    KEEP_TOOLS = "read and compare editions of the tools, and decide from when one is in force; link documents"
    READ_FIGURES = "read the partnership’s figures of screenings: counts without names, small numbers left out"
    READ_LIBRARY = "read the library: what to remember, myths, services, documents and what to read"
    MANAGE_PEOPLE = "keep the people of one’s agency: invite, change roles, suspend, end and review access"
    SEE_ACCESS_REVIEWS = "see which agencies have reviewed their people’s access, and how"
    SEARCH_TRAIL = "search the audit trail: governance the partnership’s, a point of contact their own people’s"
    PLANT_RECORDS = "plant records that nobody has a reason to open, and close alarms about looking"
    SEE_ACCOUNTS = "see the technical state of accounts, and of no case"
    SEE_OPERATIONS = "see the health of the service, its jobs and backups"
    SEE_CASES = "see the cases one has a reason to see"
    KEEP_RECORD = "add to and correct what is known about a child whose case one sees"
    BEGIN_RECORD = "begin a record about a child, once one has looked whether there is one"
    SCREEN = "fill in a screening tool about a child whose case one sees, decide, and say what follows"
    ADVISE = "advise colleagues on a screening, and endorse it; never one’s own"
    ASSESS = "assess a child whose case one works in social care, and propose the score"
    REFER = "refer a child whose case one sees to MASH, and read what became of it"
    ANSWER_CHECKS = "answer what MASH asks of one’s own agency about a child"
    TRIAGE = "take referrals at MASH, rate them, ask agencies, and propose a decision"
    DECIDE_REFERRALS = "decide about referrals, and approve what an officer proposes; never one’s own"
    SIGN_OFF = "sign off assessments, put a review off; never one’s own"
    COUNTERSIGN = "countersign a score lower than the last; never one’s own"
    ANSWER_MISSING = "record what is done at the top about a looked-after child who is missing"
    SEE_NETWORK = "see people of concern, places and things that stand near the cases one sees"
    SEE_WHOLE_NETWORK = "see all people of concern, places and things of the partnership, however near"
    SORT_NETWORK = "say that two of them are one, and take them apart again"
    KEEP_MEETINGS = "call meetings about a child whose case one sees, and keep their record and plans"
    MERGE_CHILDREN = "say whether two records that one sees are of one child, and propose to merge them"
    CONFIRM_MERGES = "confirm as the second person that two records are merged, or taken apart again"
    GIVE_ACCESS = "name who else may see a case one sees"
    RESTRICT_CASES = "restrict a case to named people"
    KEEP_CASES = "keep what a case says: agencies involved, services, police references, model of exploitation"
    ALLOCATE_CASES = "allocate a case, hand it over, say who works on it, and ask another agency to lead it"
    CLOSE_CASES = "close a case, and open it again"
    EXPORT_LISTS = "make a spreadsheet of a list of cases one sees, with the reason on record"
    OPEN_IN_EMERGENCY = "open a case in an emergency, for 60 minutes, which is told to others and reviewed"
    SEE_EMERGENCIES = "read who opened cases in an emergency, and end it"
    REVIEW_EMERGENCIES = "review whether a case was rightly opened in an emergency"
    LOOK_INTO_ALARMS = "look into an alarm about looking, when it is theirs to look into"
    CLOSE_ALARMS = "close an alarm about looking, as governance or in its place"
    HELP_SIGN_IN = "help people to sign in again: release a lock, sign them out, reset their second step"
    REVIEW_DISPOSAL = "propose and approve which old records are disposed of"


# Why anybody may do this at all.
WHY: Mapping[Permission, str] = {
    Permission.OWN_WORK: "What is due to a person is theirs to see; without it nobody could act in time.",
    Permission.OWN_DESK: "Unfinished words and files belong to whoever wrote or asked for them, and to nobody else.",
    Permission.READ_ORGANISATION: "Children are protected by people who find each other: whom to ring is no secret.",
    Permission.AGENCY_WORK: "Whoever answers for an agency must see what nobody has taken on, and what is late.",
    Permission.SEE_OVERDUE: "What no agency has done in weeks is seen by somebody above all of them.",
    Permission.SEE_WORK_ACROSS: "Where work piles up, somebody who looks across helps before a child waits.",
    Permission.SIGN_FOR_AGENCY: "A promise binds an agency when somebody who answers for it gives it in person.",
    Permission.KEEP_AGENCY: "Contacts are right where the agency itself keeps them.",
    Permission.MANAGE_PEOPLE: "Whoever works beside somebody knows first that they came, changed their post or left.",
    Permission.SEE_ACCESS_REVIEWS: "Somebody outside an agency must see that it looks at its own people’s access.",
    Permission.SEARCH_TRAIL: "Who looked at what can be asked, by people whose asking is itself on record.",
    Permission.PLANT_RECORDS: "A record that nobody needs shows who opens records without a reason.",
    Permission.SEE_ACCOUNTS: "A locked account or a lost phone is put right without opening any record.",
    Permission.KEEP_PARTNERSHIP: "One office answers for the words, clocks and agencies that all share.",
    Permission.KEEP_TOOLS: "All agencies ask the same questions, and one office says from when others are asked.",
    Permission.READ_FIGURES: "The board must see whether signs are seen, alike by all agencies and for all children.",
    Permission.READ_LIBRARY: "Whoever meets children must know what is so, what is a myth, and who can help.",
    Permission.SEE_OPERATIONS: "Somebody must notice that the service is ill before anyone else does.",
    Permission.SEE_CASES: "A child is kept safe by those who know of them; each sees what they have a reason for.",
    Permission.KEEP_RECORD: "Each agency knows something of a child; the record is right where each may add to it.",
    Permission.BEGIN_RECORD: "Whoever is worried about a child can say so at once, whatever others know already.",
    Permission.SEE_NETWORK: "Whoever works with a child must know who and what stands around that child.",
    Permission.SEE_WHOLE_NETWORK: "What no single case shows is seen by somebody who looks across all of them.",
    Permission.SORT_NETWORK: "One man under three names is found by whoever sees all three.",
    Permission.KEEP_MEETINGS: "What was agreed holds where somebody who works the case wrote down who does it.",
    Permission.SCREEN: "Signs are seen where the child is seen: in every agency somebody asks the same questions.",
    Permission.ADVISE: "No practitioner stands alone with a worry, and none endorses their own screening.",
    Permission.ASSESS: "The score says who helps and how soon: it comes from whoever is trained to assess.",
    Permission.REFER: "A worry reaches those who can act from wherever it was seen, without another form.",
    Permission.ANSWER_CHECKS: "What one agency alone knows may be the missing piece, and is needed in hours.",
    Permission.TRIAGE: "One desk sees all that comes in, so that no child waits between two others.",
    Permission.DECIDE_REFERRALS: "What happens to a child is decided by somebody who answers for it, with reasons.",
    Permission.SIGN_OFF: "A score and the day of its review hold once a second person has read the whole.",
    Permission.COUNTERSIGN: "No child is let go of by one pair of eyes: somebody outside the work looks too.",
    Permission.ANSWER_MISSING: "For a child in its care the service answers at the top, and says what it did.",
    Permission.MERGE_CHILDREN: "Whoever takes in what is told of children notices first that two records are of one.",
    Permission.CONFIRM_MERGES: "Two children taken for one is a danger to both: two people look before it is done.",
    Permission.GIVE_ACCESS: "Whoever works with a child knows who else must know, and says why.",
    Permission.RESTRICT_CASES: "The child of a colleague is nobody’s business but of those who work on the case.",
    Permission.KEEP_CASES: "Whoever works a case, and the police, keep its facts right for everybody who reads them.",
    Permission.ALLOCATE_CASES: "Each child has one worker who knows them, and whoever shares out cases knows who can.",
    Permission.CLOSE_CASES: "A case ends when somebody who answers for it has looked at what goes on for the child.",
    Permission.EXPORT_LISTS: "A copy outside the portal is safe with few, and each is made for a reason.",
    Permission.OPEN_IN_EMERGENCY: "A child in danger at night cannot wait for a grant; everybody is told, and asks.",
    Permission.SEE_EMERGENCIES: "Whoever answers for the person or the case hears of it at once.",
    Permission.REVIEW_EMERGENCIES: "Somebody else says afterwards whether it was right.",
    Permission.LOOK_INTO_ALARMS: "Whoever knows the person finds out first whether there was a reason.",
    Permission.CLOSE_ALARMS: "An alarm ends with somebody’s word; without governance, the next in line gives it.",
    Permission.HELP_SIGN_IN: "Nobody stays locked out while a child waits; whoever helps knows the person.",
    Permission.REVIEW_DISPOSAL: "Records stay as long as the law asks and no longer; two people look at every line.",
}

EVERYONE = frozenset({Permission.OWN_WORK, Permission.OWN_DESK, Permission.READ_ORGANISATION})
LOOKS_AT_CASES = EVERYONE | {Permission.SEE_CASES, Permission.READ_LIBRARY}
KEEPS_TOOLS = frozenset({Permission.KEEP_TOOLS, Permission.READ_LIBRARY})
SEES_CASES = LOOKS_AT_CASES | {
    *(Permission.OPEN_IN_EMERGENCY, Permission.KEEP_RECORD, Permission.BEGIN_RECORD, Permission.SEE_NETWORK),
}
LOOKS_ACROSS = frozenset({Permission.SEE_WHOLE_NETWORK, Permission.SORT_NETWORK})
RUNS_AN_AGENCY = SEES_CASES | {Permission.AGENCY_WORK, Permission.SIGN_FOR_AGENCY, Permission.SEE_EMERGENCIES}
DECIDES_WHO_SEES = {Permission.GIVE_ACCESS, Permission.RESTRICT_CASES}
MERGES = {Permission.MERGE_CHILDREN, Permission.CONFIRM_MERGES}
CLOSES_CASES = DECIDES_WHO_SEES | {Permission.CLOSE_CASES, Permission.KEEP_CASES, Permission.EXPORT_LISTS}
KEEPS_CASES = frozenset({Permission.KEEP_CASES})
MANAGES_CASES = CLOSES_CASES | {Permission.ALLOCATE_CASES}
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
CLOSES_ALARMS = frozenset({Permission.LOOK_INTO_ALARMS, Permission.CLOSE_ALARMS})
READS_TRAIL = frozenset({Permission.SEARCH_TRAIL, Permission.LOOK_INTO_ALARMS})
KEEPS_PEOPLE = frozenset({Permission.MANAGE_PEOPLE, Permission.HELP_SIGN_IN, Permission.KEEP_AGENCY})

WORKS_CASES = frozenset(
    {
        *(Role.SAFEGUARDING_ADVISER, Role.SPOC, Role.POLICE_CSE_SPOC, Role.SOCIAL_WORKER, Role.CSC_TEAM_MANAGER),
        *(Role.MASH_OFFICER, Role.MASH_MANAGER, Role.SSPL, Role.IRO, Role.HEAD_OF_SERVICE),
    }
)
SCREENS = frozenset(
    {
        *(Role.PRACTITIONER, Role.SAFEGUARDING_ADVISER, Role.SPOC, Role.POLICE_CSE_SPOC, Role.SUPPORT_WORKER),
        *(Role.SOCIAL_WORKER, Role.CSC_TEAM_MANAGER, Role.MASH_OFFICER, Role.MASH_MANAGER, Role.SSPL),
    }
)
ADVISES = frozenset(
    {
        *(Role.SAFEGUARDING_ADVISER, Role.SPOC, Role.POLICE_CSE_SPOC, Role.CSC_TEAM_MANAGER, Role.MASH_MANAGER),
        Role.SSPL,
    }
)
ASSESSES = frozenset({Role.SOCIAL_WORKER, Role.CSC_TEAM_MANAGER, Role.SSPL})
ANSWERS = SCREENS | {Role.LADO, Role.HEAD_OF_SERVICE}
TRIAGES = frozenset({Role.MASH_OFFICER, Role.MASH_MANAGER})
DECIDES_REFERRALS = frozenset({Role.MASH_MANAGER})
SIGNS_OFF = frozenset({Role.CSC_TEAM_MANAGER, Role.HEAD_OF_SERVICE})
COUNTERSIGNS = frozenset({Role.SSPL, Role.HEAD_OF_SERVICE})
# Only roles that see no case: who sees some could take them from a count, and learn of what is kept from them.
READS_FIGURES = frozenset({Role.LSCB_MANAGER, Role.INDEPENDENT_CHAIR, Role.STRATEGIC_GROUP_MEMBER})
HELD: dict[Role, frozenset[Permission]] = {
    **{role: EVERYONE if role in WITHOUT_CASES else SEES_CASES for role in Role},
    Role.SPOC: RUNS_AN_AGENCY | KEEPS_PEOPLE | READS_TRAIL,
    Role.POLICE_CSE_SPOC: RUNS_AN_AGENCY | KEEPS_PEOPLE | KEEPS_CASES | READS_TRAIL | LOOKS_ACROSS,
    Role.SOCIAL_WORKER: SEES_CASES | KEEPS_CASES | {Permission.GIVE_ACCESS},
    Role.CSC_TEAM_MANAGER: RUNS_AN_AGENCY | MANAGES_CASES | MERGES,
    Role.MASE_GUEST: LOOKS_AT_CASES,
    Role.INDEPENDENT_CHAIR: EVERYONE | {Permission.SEE_OVERDUE},
    Role.AUDITOR: LOOKS_AT_CASES | {Permission.SEE_NETWORK},
    **{role: SEES_CASES | LOOKS_ACROSS for role in (Role.MASE_CO_CHAIR, Role.MASE_COORDINATOR, Role.CSE_COORDINATOR)},
    Role.MASH_OFFICER: SEES_CASES | KEEPS_CASES | {Permission.MERGE_CHILDREN},
    Role.MASH_MANAGER: RUNS_AN_AGENCY | CLOSES_CASES | MERGES | REVIEWS_EMERGENCIES | CLOSES_ALARMS,
    Role.SSPL: SEES_CASES | MANAGES_CASES | MERGES | LOOKS_ACROSS | {Permission.SEE_WORK_ACROSS},
    Role.HEAD_OF_SERVICE: RUNS_AN_AGENCY
    | MANAGES_CASES
    | MERGES
    | REVIEWS_EMERGENCIES
    | CLOSES_ALARMS
    | {Permission.ANSWER_MISSING, Permission.SEE_OVERDUE, Permission.SEE_WORK_ACROSS},
    Role.INFORMATION_GOVERNANCE_LEAD: EVERYONE
    | REVIEWS_EMERGENCIES
    | CLOSES_ALARMS
    | {Permission.REVIEW_DISPOSAL, Permission.SEE_ACCESS_REVIEWS, Permission.SEARCH_TRAIL, Permission.PLANT_RECORDS},
    Role.LSCB_MANAGER: EVERYONE
    | KEEPS_PEOPLE
    | KEEPS_TOOLS
    | {Permission.SIGN_FOR_AGENCY, Permission.KEEP_PARTNERSHIP, Permission.SEE_OVERDUE},
    Role.SYSTEM_ADMINISTRATOR: EVERYONE
    | {Permission.SEE_OPERATIONS, Permission.SEE_ACCOUNTS, Permission.HELP_SIGN_IN},
}
BY_ROLES: tuple[tuple[frozenset[Role], Permission], ...] = (
    (WORKS_CASES, Permission.KEEP_MEETINGS),
    (SCREENS, Permission.SCREEN),
    (ADVISES, Permission.ADVISE),
    (ASSESSES, Permission.ASSESS),
    (SCREENS, Permission.REFER),
    (ANSWERS, Permission.ANSWER_CHECKS),
    (TRIAGES, Permission.TRIAGE),
    (DECIDES_REFERRALS, Permission.DECIDE_REFERRALS),
    (SIGNS_OFF, Permission.SIGN_OFF),
    (COUNTERSIGNS, Permission.COUNTERSIGN),
    (READS_FIGURES, Permission.READ_FIGURES),
)
MAY: dict[Role, frozenset[Permission]] = {
    role: held | {permission for roles, permission in BY_ROLES if role in roles} for role, held in HELD.items()
}


def may(roles: frozenset[Role], permission: Permission) -> bool:
    return any(permission in MAY[role] for role in roles)
