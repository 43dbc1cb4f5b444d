"""Children, their cases, and who may see them."""

from cse_portal.cases.models.around import Involvement, PoliceReference, ServiceAround
from cse_portal.cases.models.case import Case, CaseQuerySet
from cse_portal.cases.models.child import Child
from cse_portal.cases.models.emergency import EmergencyAccess
from cse_portal.cases.models.entry import Entry
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
from cse_portal.cases.models.pairs import LikelyPair, MergeStep
from cse_portal.cases.models.reasons import StatedReason
from cse_portal.cases.models.stages import StageStep
from cse_portal.cases.models.team import CaseMember, CaseTransfer

__all__ = [
    "Address",
    "CareStatus",
    "Case",
    "CaseGrant",
    "CaseGroupGrant",
    "CaseMember",
    "CaseQuerySet",
    "CaseTransfer",
    "CaseUserGrant",
    "Child",
    "ChildName",
    "EmergencyAccess",
    "Entry",
    "Fact",
    "HealthContact",
    "Identifier",
    "Involvement",
    "KnownElsewhere",
    "LikelyPair",
    "ListView",
    "MergeStep",
    "Phone",
    "Placement",
    "PoliceReference",
    "Question",
    "Relation",
    "Schooling",
    "ServiceAround",
    "StageStep",
    "StatedReason",
]
