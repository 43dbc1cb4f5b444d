"""Children, their cases, and who may see them."""

from cse_portal.cases.models.adulthood import AdultMove
from cse_portal.cases.models.around import Involvement, PoliceReference, ServiceAround
from cse_portal.cases.models.attendance import AttendanceImport, SchoolAbsence
from cse_portal.cases.models.case import Case, CaseQuerySet
from cse_portal.cases.models.child import Child
from cse_portal.cases.models.documents import Document, DocumentVersion
from cse_portal.cases.models.emergency import EmergencyAccess
from cse_portal.cases.models.entry import Entry, EntryPart
from cse_portal.cases.models.facts import (
    Address,
    CareStatus,
    ChildName,
    Fact,
    HealthContact,
    Identifier,
    KnownElsewhere,
    Phone,
    Placement,
    Question,
    Relation,
    Schooling,
)
from cse_portal.cases.models.grants import CaseGrant, CaseGroupGrant, CaseUserGrant
from cse_portal.cases.models.list_view import ListView
from cse_portal.cases.models.meetings import (
    AgreedAction,
    Contribution,
    Decision,
    Invitee,
    Meeting,
    Minutes,
    OfMeeting,
)
from cse_portal.cases.models.messages import CaseMessage, Receipt, Thread
from cse_portal.cases.models.missing import FollowUp, InterviewStep, Learnt, MissingEpisode, OfEpisode
from cse_portal.cases.models.pairs import LikelyPair, MergeStep
from cse_portal.cases.models.photos import ChildPhoto
from cse_portal.cases.models.plans import Plan, PlanRow
from cse_portal.cases.models.reasons import StatedReason
from cse_portal.cases.models.searches import ChildSearch
from cse_portal.cases.models.stages import StageStep
from cse_portal.cases.models.team import CaseMember, CaseTransfer

__all__ = [
    "Address",
    "AdultMove",
    "AgreedAction",
    "AttendanceImport",
    "CareStatus",
    "Case",
    "CaseGrant",
    "CaseGroupGrant",
    "CaseMember",
    "CaseMessage",
    "CaseQuerySet",
    "CaseTransfer",
    "CaseUserGrant",
    "Child",
    "ChildName",
    "ChildPhoto",
    "ChildSearch",
    "Contribution",
    "Decision",
    "Document",
    "DocumentVersion",
    "EmergencyAccess",
    "Entry",
    "EntryPart",
    "Fact",
    "FollowUp",
    "HealthContact",
    "Identifier",
    "InterviewStep",
    "Invitee",
    "Involvement",
    "KnownElsewhere",
    "Learnt",
    "LikelyPair",
    "ListView",
    "Meeting",
    "MergeStep",
    "Minutes",
    "MissingEpisode",
    "OfEpisode",
    "OfMeeting",
    "Phone",
    "Placement",
    "Plan",
    "PlanRow",
    "PoliceReference",
    "Question",
    "Receipt",
    "Relation",
    "SchoolAbsence",
    "Schooling",
    "ServiceAround",
    "StageStep",
    "StatedReason",
    "Thread",
]
